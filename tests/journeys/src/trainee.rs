//! A trainee at a keyboard. Everything is found by pressing Tab and done by pressing keys.

use anyhow::{Context, bail, ensure};
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::browser::Browser;
use crate::focus::{Focused, Wanted, short, squeeze};
use crate::{Outcome, Setting};

/// How often a trainee tries to come to something that moves.
const TRIES: usize = 12;

/// How a call is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// With a way back.
    Practice,
    /// Without one.
    Rehearsal,
}

/// Whether the attempt is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// In this browser.
    OnThisComputer,
    /// Not at all.
    NoTrace,
}

/// A trainee at a browser.
pub struct Trainee {
    name: String,
    setting: Setting,
    browser: Browser,
    log: Vec<String>,
    times: Vec<(usize, std::time::Duration)>,
    began: std::time::Instant,
    faults: Vec<String>,
}

#[derive(Deserialize)]
struct Heard {
    log: Vec<Entry>,
    faults: Vec<String>,
}

#[derive(Deserialize)]
struct Entry {
    kind: String,
    what: Focused,
}

#[derive(Deserialize)]
struct Look {
    found: bool,
    #[serde(default)]
    away: i64,
    #[serde(default)]
    stops: Vec<Focused>,
}

impl Trainee {
    pub(crate) fn new(name: &str, setting: Setting, browser: Browser) -> Self {
        Self {
            name: name.to_owned(),
            setting,
            browser,
            log: Vec::new(),
            times: Vec::new(),
            began: std::time::Instant::now(),
            faults: Vec::new(),
        }
    }

    /// The journey's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The browser.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    pub(crate) fn into_browser(self) -> Browser {
        self.browser
    }

    /// What the journeys need from around them.
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// Keys, focus and announcements so far.
    pub fn log(&self) -> &[String] {
        &self.log
    }

    /// The log with the time at which each step was through, in milliseconds.
    pub fn timed_log(&self) -> Vec<String> {
        let mut times = self.times.iter().peekable();
        let lines = self.log.iter().enumerate().map(|(place, line)| {
            while times.next_if(|(to, _)| *to <= place).is_some() {}
            let time = times.peek().map_or(0, |(_, time)| time.as_millis());
            format!("{time:>7} {line}")
        });
        lines.collect()
    }

    /// Writes something into the log.
    pub fn remarks(&mut self, what: impl Into<String>) {
        self.log.push(what.into());
    }

    // --- Keys, focus, announcements ---

    /// Takes in what the page has written down.
    pub async fn listens(&mut self) -> Outcome {
        self.times.push((self.log.len(), self.began.elapsed()));
        let heard: Heard = self.browser.read("return window.journey ? journey.take() : { log: [], faults: [] }", vec![]).await?;
        for entry in heard.log {
            let words = match entry.kind.as_str() {
                "says" => format!("  {}: {}", entry.what.role, entry.what.name),
                _ => format!("  focus: {}", entry.what),
            };
            self.log.push(words);
        }
        self.faults.extend(heard.faults);
        Ok(())
    }

    /// Waits until what was pressed has had all its effects, and takes them in.
    pub async fn settles(&mut self) -> Outcome {
        tokio::time::sleep(std::time::Duration::from_millis(120)).await;
        self.listens().await
    }

    /// Compares the log of keys, focus and announcements with the one in `snapshots/`.
    pub fn compares_log(&self, name: &str) -> Outcome {
        let path = crate::setting::root().join(format!("tests/journeys/snapshots/{name}.txt"));
        expect_test::expect_file![path].assert_eq(&format!("{}\n", self.log.join("\n")));
        Ok(())
    }

    /// Fails where anything went wrong on a page so far.
    pub async fn finds_no_fault(&mut self) -> Outcome {
        self.listens().await?;
        ensure!(self.faults.is_empty(), "the pages have faults:\n  {}", self.faults.join("\n  "));
        Ok(())
    }

    /// Takes down what is wrong, goes on, and fails at the end.
    pub fn takes_down(&mut self, what: &str, faults: Vec<String>) {
        if !faults.is_empty() {
            self.faults.push(format!("{what}:\n      {}", faults.join("\n      ")));
        }
    }

    /// Forgets the faults of which the text is a part, because the journey makes them.
    pub async fn expects_fault(&mut self, part: &str) -> Outcome {
        self.listens().await?;
        self.faults.retain(|fault| !fault.contains(part));
        Ok(())
    }

    /// What has the focus now.
    pub async fn focused(&self) -> Outcome<Focused> {
        self.browser.read("return journey.describe()", vec![]).await
    }

    /// Fails where nothing has the focus; what is just being drawn gets a moment.
    pub async fn is_somewhere(&self) -> Outcome<Focused> {
        self.browser
            .until("something has the focus", "return window.journey && journey.describe().role !== 'body'", vec![])
            .await
            .context("the focus is on the body")?;
        self.focused().await
    }

    /// Presses a key once.
    pub async fn presses(&mut self, key: Key) -> Outcome {
        self.log.push(format!("press {}", key_word(&key)));
        self.browser.press(None, key, 1).await?;
        self.listens().await
    }

    /// Types a text where the focus is.
    pub async fn types(&mut self, text: &str) -> Outcome {
        self.log.push(format!("type \"{}\"", short(text)));
        self.browser.write(text).await?;
        self.listens().await
    }

    /// Presses Tab, or Shift and Tab, until what is wanted has the focus.
    pub async fn goes_to(&mut self, wanted: &Wanted) -> Outcome<Focused> {
        for _ in 0..TRIES {
            let mut look = self.looks_for(wanted).await?;
            // What comes with the rest of the app may not be drawn yet; a person waits for it.
            for _ in 0..50 {
                if look.found {
                    break;
                }
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
                look = self.looks_for(wanted).await?;
            }
            if !look.found {
                let stops: Vec<String> = look.stops.iter().map(ToString::to_string).collect();
                bail!("no stop of the Tab key is {wanted}; the stops are:\n  {}", stops.join("\n  "));
            }
            let now = self.focused().await?;
            if now.arrived {
                return Ok(now);
            }
            let times = look.away.unsigned_abs().max(1) as usize;
            let held = (look.away < 0).then_some(Key::Shift);
            self.log.push(format!("press {}Tab, {times} times", if held.is_some() { "Shift and " } else { "" }));
            self.browser.press(held, Key::Tab, times).await?;
            self.listens().await?;
            let now = self.focused().await?;
            if now.arrived {
                return Ok(now);
            }
        }
        let now = self.focused().await?;
        bail!("Tab does not come to {wanted}; it is at {now}\n{}", self.last_steps())
    }

    async fn looks_for(&self, wanted: &Wanted) -> Outcome<Look> {
        self.browser.read("return journey.look(arguments[0])", vec![json!(wanted)]).await
    }

    /// The last entries of the log.
    fn last_steps(&self) -> String {
        self.log.iter().rev().take(40).rev().cloned().collect::<Vec<_>>().join("\n")
    }

    /// Goes to a button or link and presses Enter there.
    pub async fn activates(&mut self, wanted: &Wanted) -> Outcome {
        self.goes_to(wanted).await?;
        self.presses(Key::Enter).await
    }

    /// Goes to a box and ticks it or takes the tick away, with the space bar.
    pub async fn ticks(&mut self, wanted: &Wanted) -> Outcome {
        self.goes_to(wanted).await?;
        self.presses(Key::Space).await
    }

    /// Picks a radio button: Tab comes to the group, the arrows to the button. They go the way on which the first button, a yes on a form, is
    /// not passed: what is passed is picked for a moment.
    pub async fn picks(&mut self, group: &str, label: &str) -> Outcome {
        self.picks_at(&Wanted::role("radio").within(group), label).await
    }

    /// The same for a group of radio buttons that is described otherwise.
    pub async fn picks_at(&mut self, group: &Wanted, label: &str) -> Outcome {
        let now = self.goes_to(group).await?;
        let label = squeeze(label);
        let names: Vec<String> = self.browser.read(NAMES_OF_GROUP, vec![]).await?;
        let place = |name: &str| names.iter().position(|each| each == name).context("the button with the focus is in its group");
        let wanted = names.iter().position(|name| *name == label || name.starts_with(&format!("{label} ")));
        let wanted = wanted.with_context(|| format!("there is no \"{label}\" in \"{group}\", only {}", names.join(", ")))?;
        let mut at = place(&now.name)?;
        if at == wanted {
            return if now.is_checked() { Ok(()) } else { self.presses(Key::Space).await };
        }
        let key = if wanted > at || wanted == 0 && at + 1 == names.len() { Key::Down } else { Key::Up };
        for _ in 0..names.len() {
            self.presses(key.clone()).await?;
            at = place(&self.focused().await?.name)?;
            if at == wanted {
                return Ok(());
            }
        }
        bail!("the arrows do not come to \"{label}\" in \"{group}\"");
    }

    /// Takes away all that stands in the field with the focus.
    pub async fn empties_field(&mut self) -> Outcome {
        self.browser.press_letter(Key::Control, 'a').await?;
        self.presses(Key::Delete).await
    }

    /// Goes to a field and writes into it.
    pub async fn writes(&mut self, wanted: &Wanted, text: &str) -> Outcome {
        self.goes_to(wanted).await?;
        self.types(text).await
    }

    // --- Pages ---

    /// Opens the app at an address behind the `#`, and waits until its page is there.
    pub async fn opens(&mut self, hash: &str) -> Outcome {
        self.listens().await.ok();
        let address = format!("{}{hash}", self.setting.url);
        self.browser.go(&address).await?;
        self.waits_for_page().await
    }

    /// Waits until the app shows a page and the focus stands on its heading.
    pub async fn waits_for_page(&mut self) -> Outcome {
        self.browser
            .until(
                "the page's heading has the focus",
                "const h = document.querySelector('#app h1'); return !!h && !h.classList.contains('waiting') && document.activeElement === h",
                vec![],
            )
            .await?;
        self.listens().await
    }

    /// Waits until a page with this heading is there.
    pub async fn sees_heading(&mut self, heading: &str) -> Outcome {
        let script = "const h = document.querySelector('#app h1'); return !!h && journey.squeeze(h.textContent) === arguments[0] && document.activeElement === h";
        self.browser.until(&format!("the heading is \"{heading}\" and has the focus"), script, vec![json!(heading)]).await?;
        self.listens().await
    }

    /// Waits until words stand on the page.
    pub async fn sees(&mut self, words: &str) -> Outcome {
        let script = "return journey.squeeze(document.body.innerText).includes(arguments[0])";
        self.browser.until(&format!("\"{words}\" stands on the page"), script, vec![json!(words)]).await?;
        self.listens().await
    }

    /// Whether words stand on the page now.
    pub async fn can_read(&self, words: &str) -> Outcome<bool> {
        self.browser.read("return journey.squeeze(document.body.innerText).includes(arguments[0])", vec![json!(words)]).await
    }

    /// Reloads the page at once, whatever it is doing.
    pub async fn reloads(&mut self) -> Outcome {
        self.log.push("reload".to_owned());
        self.browser.reload().await?;
        self.waits_for_page().await
    }

    // --- The way to a call ---

    /// Chooses a call in the catalogue.
    pub async fn chooses_call(&mut self, title: &str) -> Outcome {
        self.goes_to(&Wanted::role("link").ending(title)).await?;
        self.presses(Key::Enter).await?;
        self.sees_heading(title).await
    }

    /// Reads the briefing and takes the call.
    pub async fn takes_call(&mut self, way: Way, keep: Keep) -> Outcome {
        self.browser.until("the call has come", "return !!document.querySelector('.briefing-form')", vec![]).await?;
        let way = match way {
            Way::Practice => "Practice",
            Way::Rehearsal => "Rehearsal",
        };
        self.picks("How do you want to take it?", way).await?;
        let keep = match keep {
            Keep::OnThisComputer => "Keep it on this computer",
            Keep::NoTrace => "Leave no trace",
        };
        self.picks("Shall this attempt be kept?", keep).await?;
        self.activates(&Wanted::button("Take the call")).await?;
        self.browser.until("the call is open", "return !!document.querySelector('.call-title')", vec![]).await?;
        self.waits_for_page().await
    }

    /// Chooses at the briefing which form is filled in, and which one beside it.
    pub async fn chooses_forms(&mut self, form: Option<&str>, beside: Option<&str>) -> Outcome {
        self.browser.until("the call has come", "return !!document.querySelector('.form-choice')", vec![]).await?;
        self.goes_to(&Wanted::default().named("Another form, or two side by side")).await?;
        self.presses(Key::Enter).await?;
        self.browser.until("the list of forms has come", "return !!document.querySelector('#form-beside')", vec![]).await?;
        for (label, title) in [("Form", form), ("A second form beside it", beside)] {
            if let Some(title) = title {
                self.goes_to(&Wanted::role("combobox").named(label)).await?;
                self.comes_to_option(title).await?;
            }
        }
        Ok(())
    }

    /// Goes down the list with the focus by arrow key, to the option that begins so.
    async fn comes_to_option(&mut self, words: &str) -> Outcome {
        let selected = "return journey.squeeze(document.activeElement.selectedOptions[0].textContent)";
        let options: usize = self.browser.read("return document.activeElement.options.length", vec![]).await?;
        for _ in 0..options {
            let now: String = self.browser.read(selected, vec![]).await?;
            if now.starts_with(words) {
                return Ok(());
            }
            self.presses(Key::Down).await?;
        }
        bail!("the list has no \"{words}\"")
    }

    // --- In a call ---

    /// Takes a choice by its words.
    pub async fn takes(&mut self, words: &str) -> Outcome {
        let before = self.lines().await?;
        self.presses_choice(words).await?;
        self.waits_for_lines_after(before).await
    }

    /// Takes a choice and does not wait for what follows.
    pub async fn presses_choice(&mut self, words: &str) -> Outcome {
        self.activates(&Wanted::role("button").ending(words).a_choice()).await
    }

    /// Waits until lines have come after so many, and the focus is on the first of them.
    pub async fn waits_for_lines_after(&mut self, before: usize) -> Outcome {
        let line = format!("line-{}", before + 1);
        self.browser
            .until(&format!("line {} has the focus", before + 1), "return document.activeElement.id === arguments[0]", vec![json!(line)])
            .await?;
        self.listens().await
    }

    /// How many lines stand in the transcript.
    pub async fn lines(&self) -> Outcome<usize> {
        self.browser.read("return document.querySelectorAll('.turn').length", vec![]).await
    }

    /// The words of the lines, in order.
    pub async fn transcript(&self) -> Outcome<Vec<String>> {
        self.browser
            .read(
                "return [...document.querySelectorAll('.turn-body .turn-words')].map((line) => journey.squeeze(line.textContent))",
                vec![],
            )
            .await
    }

    /// Marks a line as evidence, by its number.
    pub async fn marks(&mut self, line: u32) -> Outcome {
        let wanted = Wanted::button(&format!("Mark as evidence, line {line}"));
        self.goes_to(&wanted).await?;
        self.presses(Key::Enter).await?;
        ensure!(self.focused().await?.is_pressed(), "line {line} is not marked");
        Ok(())
    }

    /// Writes a note.
    pub async fn notes(&mut self, text: &str) -> Outcome {
        self.brings_forward("Notebook").await?;
        self.writes(&Wanted::field("A new note"), text).await?;
        self.activates(&Wanted::button("Add the note")).await?;
        self.sees("Noted.").await?;
        self.brings_forward("Form").await
    }

    /// Brings the form or the notebook beside the conversation.
    pub async fn brings_forward(&mut self, what: &str) -> Outcome {
        let wanted = Wanted::button(what).within("Show");
        let now = self.goes_to(&wanted).await?;
        if !now.is_pressed() {
            self.presses(Key::Enter).await?;
        }
        Ok(())
    }

    /// Answers an item of the form by its number.
    pub async fn answers(&mut self, item: u16, label: &str) -> Outcome {
        self.picks(&format!("{item}. "), label).await
    }

    /// Leaves the answer of an item for the one beside it, so that the same answer can be given again.
    pub async fn answers_again(&mut self, group: &Wanted) -> Outcome {
        let now = self.goes_to(group).await?;
        let names: Vec<String> = self.browser.read(NAMES_OF_GROUP, vec![]).await?;
        self.presses(if names.last() == Some(&now.name) { Key::Up } else { Key::Down }).await
    }

    /// Ticks lines, or takes ticks away, among the evidence of an item, so that those given are changed.
    pub async fn changes_evidence(&mut self, item: u16, lines: &[u32]) -> Outcome {
        self.changes_evidence_at(&format!("{item}. "), None, lines).await
    }

    /// The same for a question whose words begin so, or for one of its ratings.
    pub async fn changes_evidence_at(&mut self, question: &str, rating: Option<&str>, lines: &[u32]) -> Outcome {
        if lines.is_empty() {
            return Ok(());
        }
        let group = rating.unwrap_or(question).to_owned();
        let opener = Wanted::role("button").starting("Evidence:").within(&group).inside_fieldset(question);
        let button = self.goes_to(&opener).await?;
        if !button.is_expanded() {
            self.presses(Key::Enter).await?;
        }
        for line in lines {
            self.ticks(&Wanted::role("checkbox").starting(&format!("Line {line} ")).within("Lines cited for:").inside_fieldset(question))
                .await?;
        }
        self.activates(&opener).await
    }

    /// Begins the assessment that is due.
    pub async fn begins_assessment(&mut self) -> Outcome {
        self.activates(&Wanted::button("Begin the assessment")).await?;
        self.comes_to_part().await
    }

    /// Waits until the heading of the part that is due has the focus.
    pub async fn comes_to_part(&mut self) -> Outcome {
        self.browser.until("the part's heading has the focus", "return document.activeElement.id === 'call-part'", vec![]).await?;
        self.listens().await
    }

    /// Goes on from the end of the call to the questions before the debrief.
    pub async fn goes_on_to_look_back(&mut self) -> Outcome {
        self.activates(&Wanted::button("Go on to look back")).await?;
        self.waits_for_page().await
    }

    /// Writes a reflection and goes to the debrief.
    pub async fn reflects(&mut self, worried: &str, not_known: &str, would_change: &str) -> Outcome {
        for (question, words) in
            [("What worried you most?", worried), ("What do you not know?", not_known), ("What would change your grade?", would_change)]
        {
            self.writes(&Wanted::field(question), words).await?;
        }
        self.activates(&Wanted::button("Go to the debrief")).await?;
        self.browser.until("the debrief is there", "return !!document.querySelector('.debrief')", vec![]).await?;
        self.waits_for_page().await
    }

    /// Opens the papers at the end of the debrief and reads attempt and report.
    pub async fn reads_papers(&mut self) -> Outcome<(String, String)> {
        let heading = "The attempt and the report as text, to copy";
        self.goes_to(&Wanted::default().named(heading)).await?;
        self.presses(Key::Enter).await?;
        self.goes_to(&Wanted::field("Report")).await?;
        let read = |id: &str| vec![json!(id)];
        let script = "return document.getElementById(arguments[0]).value";
        let attempt: String = self.browser.read(script, read("attempt-text")).await?;
        let report: String = self.browser.read(script, read("report-text")).await?;
        Ok((attempt, report))
    }

    // --- Pictures ---

    /// Takes pictures of a state on phone and desk, in light and dark, where pictures are wanted.
    pub async fn shows(&mut self, state: &str) -> Outcome {
        let Some(folder) = self.setting.pictures.clone() else { return Ok(()) };
        for (name, screen) in [("phone", crate::Screen::PHONE), ("desk", crate::Screen::DESK)] {
            for colours in [crate::Colours::Light, crate::Colours::Dark] {
                self.browser.colours(colours).await?;
                let height: u32 = {
                    self.browser.screen(screen).await?;
                    self.browser.read("return Math.min(6000, document.documentElement.scrollHeight)", vec![]).await?
                };
                self.browser.screen(crate::Screen { height: height.max(screen.height), ..screen }).await?;
                self.browser.picture(&folder.join(format!("{state}-{name}-{}.png", colours.word()))).await?;
            }
        }
        self.browser.colours(crate::Colours::Light).await?;
        self.browser.screen(crate::Screen::DESK).await
    }

    /// Takes one picture of what is on the screen, where pictures are wanted.
    pub async fn shows_as_it_is(&mut self, state: &str) -> Outcome {
        match self.setting.pictures.clone() {
            Some(folder) => self.browser.picture(&folder.join(format!("{state}.png"))).await,
            None => Ok(()),
        }
    }

    /// A value read from the page.
    pub async fn reads<T: serde::de::DeserializeOwned>(&self, script: &str, with: Vec<Value>) -> Outcome<T> {
        self.browser.read(script, with).await
    }
}

/// The names of the radio buttons in the group of the one with the focus.
const NAMES_OF_GROUP: &str = "return journey.namesOf(document.getElementsByName(document.activeElement.name))";

fn key_word(key: &Key) -> &'static str {
    match key {
        Key::Tab => "Tab",
        Key::Enter => "Enter",
        Key::Space => "Space",
        Key::Escape => "Escape",
        Key::Shift => "Shift",
        Key::Up => "Up",
        Key::Down => "Down",
        _ => "another key",
    }
}
