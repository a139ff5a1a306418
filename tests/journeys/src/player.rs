//! Takes a play on the page: the engine runs beside the browser on the same files and says what each step of the play means there; the
//! trainee does it with keys; then page and engine must agree.

use anyhow::{Context, bail, ensure};
use doorstep_risk_tool::{ItemIndex, RiskTool};
use doorstep_simulator::{Confidence, Event, Phase, Script, ScriptStep, Session, TurnIndex};

use crate::focus::{Wanted, squeeze};
use crate::library::play_text;
use crate::{Library, Outcome, Trainee, check_accessibility, check_reflow, tree_of};

/// The words of the page for the hours until it is assessed again.
const REASSESS: [(u16, &str); 8] = [
    (1, "within 1 hour"),
    (4, "within 4 hours"),
    (24, "within 24 hours"),
    (48, "within 2 days"),
    (72, "within 3 days"),
    (168, "within 7 days"),
    (672, "within 28 days"),
    (2160, "within 3 months"),
];

/// A play being taken.
pub struct Player {
    script: Script,
    /// The engine beside the browser. It holds what the play says; the page may hold more marks, because only marked lines can be cited there.
    session: Session,
    marked: Vec<TurnIndex>,
    /// What the play has said for the next assessment.
    gathered: Vec<(u32, ScriptStep)>,
    next: usize,
    /// Who agrees to the next final level.
    agreed: Option<String>,
    /// Whether each part of an assessment is looked at closely.
    looks: bool,
    /// What the pictures of the parts begin with.
    pictures: String,
}

impl Player {
    /// A play of `tests/plays` or `tests/vignettes`, for instance `the-mug.good`.
    pub fn of(library: &Library, play: &str) -> Outcome<Self> {
        let call = play.split('.').next().unwrap_or_default();
        let script = Script::parse(&play_text(play)?).with_context(|| format!("{play}.play"))?;
        Ok(Self::with(library.session(call)?, script))
    }

    /// A play in a session that has just begun.
    pub fn with(session: Session, script: Script) -> Self {
        let pictures = "part".to_owned();
        Self { script, session, marked: Vec::new(), gathered: Vec::new(), next: 0, agreed: None, looks: false, pictures }
    }

    /// The same player, who takes pictures of each part of an assessment and has axe read it in light and dark.
    #[must_use]
    pub fn picturing(self, name: &str) -> Self {
        Self { pictures: name.to_owned(), ..self }
    }

    /// The engine beside the browser.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Whether every step is taken.
    pub fn is_through(&self) -> bool {
        self.next >= self.script.steps.len()
    }

    /// How many steps the play has.
    pub fn steps(&self) -> usize {
        self.script.steps.len()
    }

    /// Takes so many steps, or all that are left. An assessment with what was gathered for it is one step.
    pub async fn takes(&mut self, trainee: &mut Trainee, steps: usize) -> Outcome {
        for _ in 0..steps {
            if self.is_through() {
                break;
            }
            self.takes_next(trainee).await?;
        }
        Ok(())
    }

    /// Takes all steps that are left.
    pub async fn takes_all(&mut self, trainee: &mut Trainee) -> Outcome {
        self.takes(trainee, usize::MAX).await
    }

    /// Takes the next choice in a page that reloads itself so many milliseconds after the press, and fails where anything is lost.
    pub async fn takes_choice_before_a_reload(&mut self, trainee: &mut Trainee, milliseconds: u32) -> Outcome {
        while !matches!(self.script.steps.get(self.next), Some((_, ScriptStep::Choose(..))) | None) {
            self.takes_next(trainee).await?;
        }
        let (line, _) = self.advance()?;
        let words = self.last_choice_words().context("a choice was taken")?;
        let arm = "window.isArmed = true; document.addEventListener('click', (event) => { if (event.target.closest('.choice')) setTimeout(() => location.reload(), arguments[0]); }, true); return true";
        trainee.reads::<bool>(arm, vec![milliseconds.into()]).await?;
        trainee.presses_choice(&words).await?;
        trainee.browser().until("the page has reloaded itself", "return !window.isArmed && !!window.journey", vec![]).await?;
        trainee.waits_for_page().await?;
        self.agrees(trainee).await.with_context(|| format!("after a reload {milliseconds} ms after line {line} of the play"))
    }

    /// Presses the next choice and does not wait for what follows.
    pub async fn presses_next_choice(&mut self, trainee: &mut Trainee) -> Outcome {
        self.advance()?;
        let words = self.last_choice_words().context("a choice was taken")?;
        trainee.presses_choice(&words).await
    }

    /// The same player, who looks closely at each part of an assessment.
    #[must_use]
    pub fn looking(self) -> Self {
        Self { looks: true, ..self }
    }

    async fn looks_at(&self, trainee: &mut Trainee, part: &str) -> Outcome {
        if !self.looks {
            if self.pictures != "part" {
                trainee.shows(&format!("{}-{part}", self.pictures)).await?;
                check_accessibility(trainee, &format!("{}, the part {part}", self.pictures)).await?;
            }
            return Ok(());
        }
        trainee.shows(&format!("part-{part}")).await?;
        check_accessibility(trainee, &format!("the part {part}")).await?;
        check_reflow(trainee, &format!("part-{part}")).await?;
        tree_of(trainee, &format!("part-{part}"), "Form and notebook").await
    }

    /// Takes the next choice and reloads the page at once: the event must have been written in the key press's own task.
    pub async fn takes_choice_and_reloads(&mut self, trainee: &mut Trainee) -> Outcome {
        while !matches!(self.script.steps.get(self.next), Some((_, ScriptStep::Choose(..))) | None) {
            self.takes_next(trainee).await?;
        }
        let (line, events) = self.advance()?;
        ensure!(matches!(events.last(), Some(Event::Choose(_))), "line {line} of the play is no choice");
        let words = self.last_choice_words().context("a choice was taken")?;
        trainee.presses_choice(&words).await?;
        trainee.reloads().await?;
        self.agrees(trainee).await.with_context(|| format!("after the reload at line {line} of the play"))
    }

    async fn takes_next(&mut self, trainee: &mut Trainee) -> Outcome {
        let before = self.session.clone();
        let (line, events) = self.advance()?;
        trainee.remarks(format!("# line {line} of the play"));
        self.acts(trainee, &before, &events).await.with_context(|| format!("at line {line} of the play"))
    }

    /// Takes steps in the engine until something happens. Where an assessment is due, all up to the grade belong together.
    fn advance(&mut self) -> Outcome<(u32, Vec<Event>)> {
        let is_due = matches!(self.session.state().phase(), Phase::Assessing(..));
        let mut part = Vec::new();
        loop {
            let (line, step) = self.script.steps.get(self.next).cloned().context("the play has no more steps")?;
            self.next += 1;
            match step {
                ScriptStep::Choose(..) => part.push((line, step)),
                ScriptStep::Grade(..) => {
                    part.append(&mut self.gathered);
                    part.push((line, step));
                }
                ScriptStep::Answer(..) | ScriptStep::Mark(_) | ScriptStep::Note(_) => {
                    part.push((line, step));
                    if is_due {
                        continue;
                    }
                }
                _ => {
                    self.gathered.push((line, step));
                    continue;
                }
            }
            let before = self.session.attempt().events.len();
            Script { steps: part }.play(&mut self.session).context("the engine refuses the play")?;
            return Ok((line, self.session.attempt().events[before..].to_vec()));
        }
    }

    /// Does on the page what the engine has done.
    async fn acts(&mut self, trainee: &mut Trainee, before: &Session, events: &[Event]) -> Outcome {
        let is_assessment = events.iter().any(|event| matches!(event, Event::FirstImpression(_)));
        let (earlier, later): (Vec<&Event>, Vec<&Event>) =
            events.iter().partition(|event| is_assessment && matches!(event, Event::Mark(_) | Event::Note { .. }));
        for event in earlier {
            self.does(trainee, before, event).await?;
        }
        // The page shows the form only after the first impression; a play may name the answers before it.
        let (answers, others): (Vec<&Event>, Vec<&Event>) =
            later.into_iter().partition(|event| is_assessment && matches!(event, Event::Answer { .. }));
        if is_assessment {
            trainee.begins_assessment().await?;
            self.looks_at(trainee, "first-impression").await?;
        }
        for event in others {
            self.does(trainee, before, event).await?;
            if matches!(event, Event::FirstImpression(_)) {
                for answer in &answers {
                    self.does(trainee, before, answer).await?;
                }
            }
        }
        self.agrees(trainee).await
    }

    async fn does(&mut self, trainee: &mut Trainee, before: &Session, event: &Event) -> Outcome {
        let content = self.session.content().clone();
        let tool = &content.tool;
        match event {
            Event::Choose(choice) => trainee.takes(&choice_words(before, *choice)).await,
            Event::Mark(turn) => self.marks(trainee, *turn).await,
            Event::Note { text } => trainee.notes(text).await,
            Event::Answer { item, answer, cites } => {
                let entry = &before.state().sheet()[item.at()];
                let change =
                    cites.iter().filter(|turn| !entry.cites.contains(turn)).chain(entry.cites.iter().filter(|turn| !cites.contains(turn)));
                let lines: Vec<u32> = change.map(|turn| turn.number()).collect();
                for turn in cites {
                    self.marks(trainee, *turn).await?;
                }
                let (of, place) = content.item_at(*item);
                let asked = of.items.get(place.at()).context("the tool has this item")?;
                let label = of.answer_label(asked, *answer).to_owned();
                let (question, rating) = question(of, place, item != &place)?;
                let group = Wanted::role("radio").within(rating.as_deref().unwrap_or(&question)).inside_fieldset(&question);
                if entry.given == *answer && lines.is_empty() {
                    // A play may give an answer again, and the engine notes when; a button that is chosen already says nothing new.
                    trainee.answers_again(&group).await?;
                }
                trainee.picks_at(&group, &label).await?;
                trainee.changes_evidence_at(&question, rating.as_deref(), &lines).await
            }
            Event::FirstImpression(level) => {
                trainee.picks("My first impression", &tool.level(*level).label).await?;
                trainee.activates(&Wanted::button("Go on to the form")).await?;
                trainee.comes_to_part().await?;
                self.looks_at(trainee, "form").await
            }
            Event::LockAnswers => {
                trainee.activates(&Wanted::button("Check your answers")).await?;
                trainee.comes_to_part().await?;
                self.looks_at(trainee, "check").await?;
                trainee.activates(&Wanted::button("Lock the answers")).await?;
                trainee.comes_to_part().await?;
                self.looks_at(trainee, "own-level").await
            }
            Event::OwnLevel { level, confidence, reason, cites } => {
                for turn in cites {
                    self.marks(trainee, *turn).await?;
                }
                trainee.picks("My level", &tool.level(*level).label).await?;
                trainee.picks("How sure are you?", confidence_label(*confidence)).await?;
                trainee.writes(&Wanted::field("Why this level"), reason).await?;
                for turn in cites {
                    let line = format!("Line {} ", turn.number());
                    trainee.ticks(&Wanted::role("checkbox").starting(&line).inside_fieldset("Lines that your reason rests on")).await?;
                }
                trainee.activates(&Wanted::button("Give this level")).await?;
                trainee.comes_to_part().await?;
                self.looks_at(trainee, "final-level").await
            }
            Event::FinalLevel { level, reason } => {
                trainee.picks("My final level", &tool.level(*level).label).await?;
                trainee.writes(&Wanted::role("textbox").starting("Your reason"), reason).await?;
                if let Some(by) = self.agreed.take() {
                    trainee.writes(&Wanted::role("textbox").starting("Who agrees"), &by).await?;
                }
                trainee.activates(&Wanted::button("Set the final level")).await?;
                trainee.comes_to_part().await?;
                self.looks_at(trainee, "plan").await
            }
            Event::Commit { actions, reassess_hours, safe_contact, handover } => {
                let lines = trainee.lines().await?;
                let view = before.view();
                for action in actions {
                    let text = &content.scenario.actions.get(action.at()).context("the call has this action")?.text;
                    trainee.ticks(&Wanted::role("checkbox").named(&view.words(text)).within("Tick what is done now")).await?;
                }
                let (_, words) = REASSESS
                    .iter()
                    .find(|(hours, _)| hours == reassess_hours)
                    .with_context(|| format!("the page does not offer {reassess_hours} hours"))?;
                trainee.goes_to(&Wanted::role("combobox").named("Assess again")).await?;
                trainee.types(words).await?;
                if !safe_contact.is_empty() {
                    trainee.writes(&Wanted::field("Safe contact"), safe_contact).await?;
                }
                if !handover.is_empty() {
                    trainee.writes(&Wanted::field("Handover"), handover).await?;
                }
                trainee.activates(&Wanted::button("Commit this assessment")).await?;
                trainee.waits_for_lines_after(lines).await
            }
            Event::Write { part, text } => {
                let written = tool.logic().map(|logic| logic.written).unwrap_or_default();
                let part = written.get(usize::from(*part)).context("the tool asks for this part")?;
                let needed = if part.required { "needed" } else { "if there is something to say" };
                trainee.writes(&Wanted::field(&format!("{} ({needed})", tool.word(&format!("written/{}", part.id)))), text).await
            }
            // The page asks for it together with the final level that it belongs to.
            Event::Agreed { by } => {
                self.agreed = Some(by.clone());
                Ok(())
            }
            Event::Beside { .. }
            | Event::Unmark(_)
            | Event::EditNote { .. }
            | Event::GoBack { .. }
            | Event::Reflect { .. }
            | Event::Intend { .. } => {
                bail!("no play holds such an event")
            }
        }
    }

    async fn marks(&mut self, trainee: &mut Trainee, turn: TurnIndex) -> Outcome {
        if self.marked.contains(&turn) {
            return Ok(());
        }
        trainee.marks(turn.number()).await?;
        self.marked.push(turn);
        Ok(())
    }

    /// The words of the choice that was taken last.
    fn last_choice_words(&self) -> Option<String> {
        let (at, _) = self.session.state().path().last()?;
        Some(self.session.view().words(&self.session.content().scenario.choice(*at).text))
    }

    /// Page and engine show the same lines.
    async fn agrees(&self, trainee: &mut Trainee) -> Outcome {
        let view = self.session.view();
        let expected: Vec<String> = view.turns().map(|turn| squeeze(&view.words(turn.text))).collect();
        let shown = trainee.transcript().await?;
        ensure!(
            shown == expected,
            "the page shows other lines than the engine: {:?} and {:?}",
            shown.iter().find(|line| !expected.contains(line)),
            expected.iter().find(|line| !shown.contains(line))
        );
        Ok(())
    }
}

/// A question as its legend begins, by its number, and which of its ratings an item is. The words stand with it where there are two forms.
fn question(tool: &RiskTool, item: ItemIndex, with_words: bool) -> Outcome<(String, Option<String>)> {
    let logic = tool.logic().ok().context("the tool's rules can be read")?;
    let rating = |place: usize| logic.items.get(place).and_then(|item| item.rating.as_ref());
    let same = |place: usize| rating(place).map(|(_, question)| question);
    let number = 1 + (1..=item.at()).filter(|place| same(*place).is_none() || same(*place) != same(place - 1)).count();
    let asked = tool.items.get(item.at()).context("the tool has this item")?;
    let words = if with_words { asked.text.as_str() } else { "" };
    let called = rating(item.at()).map(|(name, question)| tool.word(&format!("rating/{question}/{name}")).to_owned());
    Ok((format!("{number}. {words}"), called))
}

fn confidence_label(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Unsure => "Unsure",
        Confidence::FairlySure => "Fairly sure",
        Confidence::Sure => "Sure",
    }
}

/// The words of a choice that is offered.
fn choice_words(session: &Session, choice: doorstep_scenario::ChoiceIndex) -> String {
    let view = session.view();
    view.offers().find(|offer| offer.choice == choice).map(|offer| view.words(offer.text)).unwrap_or_default()
}
