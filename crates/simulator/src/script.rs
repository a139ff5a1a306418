//! Plays written down as text: one step a line, so that tests, examples and the command line can take a call again.
//!
//! ```text
//! # a comment
//! kitchen/ask-throat                        take this choice
//! answer strangulation yes because hands-on-throat    answer an item, citing the turns that revealed these facts
//! answer second-tool/threats often          answer an item of a second tool beside the first
//! mark hands-on-throat                      mark those turns as evidence
//! note She has not eaten since Tuesday.     write a note
//! first medium                              first impression, if it differs from the level graded
//! own medium unsure                         own level, if it differs, and how sure (unsure, fairly-sure, sure)
//! write 1 He was calm, and that was worse.  write a part that the tool asks for, by its number
//! agreed Sergeant on the late shift         who agrees to leaving the tool's result
//! reason He has held her by the throat.     the reason for the level
//! cite hands-on-throat                      the turns that the reason cites
//! action medical                            an action to decide
//! reassess 24                               hours until it is assessed again
//! contact Through her sister, by day.       safe contact
//! handover The girl has been seen.          what those who take over must know
//! initial:high                              make the assessment with what was said since the last one
//! ```

use core::fmt;

use doorstep_risk_tool::{ItemIndex, LevelIndex};
use doorstep_scenario::{ActionIndex, ChoiceIndex, Scenario};

use crate::state::{AssessmentPart, Phase};
use crate::{Confidence, Event, Refusal, Session, TurnIndex};

/// A play, read from text.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Script {
    /// Its steps with their line numbers, from 1.
    pub steps: Vec<(u32, Step)>,
}

/// A step of a play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// `scene/choice`
    Choose(String, String),
    /// An item (of a second tool: `tool/item`), an answer by its id or class, facts to cite.
    Answer(String, String, Vec<String>),
    /// Facts whose turns are marked.
    Mark(Vec<String>),
    /// A note.
    Note(String),
    /// The first impression of the next assessment.
    First(String),
    /// The own level of the next assessment, and how sure.
    Own(String, Confidence),
    /// A part that the tool asks for, from 0, and its words.
    Write(u16, String),
    /// Who agrees to leaving the tool's result.
    Agreed(String),
    /// The reason of the next assessment.
    Reason(String),
    /// Facts that the reason cites.
    Cite(Vec<String>),
    /// An action of the next assessment.
    Action(String),
    /// Hours until it is assessed again.
    Reassess(u16),
    /// Safe contact.
    Contact(String),
    /// Handover.
    Handover(String),
    /// `assessment:level`
    Grade(String, String),
}

/// Why a play cannot be read or taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptError {
    /// The line, from 1.
    pub line: u32,
    /// Why, and how to mend it.
    pub why: String,
}

impl fmt::Display for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.why)
    }
}

impl core::error::Error for ScriptError {}

/// What an assessment is made with, gathered from the lines before it.
#[derive(Clone, Debug, Default)]
struct Gathered {
    first: Option<String>,
    own: Option<(String, Confidence)>,
    written: Vec<(u16, String)>,
    agreed: String,
    reason: Option<String>,
    cites: Vec<String>,
    actions: Vec<String>,
    reassess: Option<u16>,
    contact: String,
    handover: String,
}

impl Script {
    /// Reads a play; the first mistake is reported.
    pub fn parse(text: &str) -> Result<Self, ScriptError> {
        let mut steps = Vec::new();
        for (line, number) in text.lines().zip(1..) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            steps.push((number, parse_step(line).map_err(|why| ScriptError { line: number, why })?));
        }
        Ok(Self { steps })
    }

    /// Takes the play's steps in order. The first one that does not fit is told with its line; the session keeps what was taken before it.
    pub fn play(&self, session: &mut Session) -> Result<(), ScriptError> {
        let mut gathered = Gathered::default();
        for (line, step) in &self.steps {
            self.take(session, step, &mut gathered).map_err(|why| ScriptError { line: *line, why })?;
        }
        Ok(())
    }

    fn take(&self, session: &mut Session, step: &Step, gathered: &mut Gathered) -> Result<(), String> {
        let events = match step {
            Step::Choose(scene, choice) => vec![Event::Choose(find_offer(session, scene, choice)?)],
            Step::Answer(item, answer, facts) => {
                vec![answered(session, item, answer, facts)?]
            }
            Step::Mark(facts) => turns(session, facts)?.into_iter().map(Event::Mark).collect(),
            Step::Note(text) => vec![Event::Note { text: text.clone() }],
            Step::Grade(assessment, level) => {
                let gathered = core::mem::take(gathered);
                return grade(session, assessment, level, gathered);
            }
            gather => {
                gathered.gather(gather);
                return Ok(());
            }
        };
        events.into_iter().try_for_each(|event| session.apply(event)).map_err(|refusal| refusal.to_string())
    }
}

impl Gathered {
    fn gather(&mut self, step: &Step) {
        match step {
            Step::First(level) => self.first = Some(level.clone()),
            Step::Own(level, confidence) => self.own = Some((level.clone(), *confidence)),
            Step::Write(part, text) => self.written.push((*part, text.clone())),
            Step::Agreed(by) => self.agreed.clone_from(by),
            Step::Reason(text) => self.reason = Some(text.clone()),
            Step::Cite(facts) => self.cites.extend(facts.iter().cloned()),
            Step::Action(action) => self.actions.push(action.clone()),
            Step::Reassess(hours) => self.reassess = Some(*hours),
            Step::Contact(text) => self.contact.clone_from(text),
            Step::Handover(text) => self.handover.clone_from(text),
            Step::Choose(..) | Step::Answer(..) | Step::Mark(_) | Step::Note(_) | Step::Grade(..) => {}
        }
    }
}

/// Makes an assessment, part by part.
fn grade(session: &mut Session, assessment: &str, level: &str, gathered: Gathered) -> Result<(), String> {
    let due = match session.state().phase() {
        Phase::Assessing(due, AssessmentPart::FirstImpression) => due,
        _ => {
            return Err(format!(
                "no assessment is due here, so `{assessment}:{level}` cannot be made; take the choice that leads to it first"
            ));
        }
    };
    let content = session.content().clone();
    let name = &content.scenario.assessments[due.at()].id;
    if name != assessment {
        return Err(format!("the assessment that is due here is `{name}`, not `{assessment}`"));
    }
    let find = |id: &str| content.tool.find_level(id).ok_or_else(|| format!("the tool has no level `{id}`"));
    let last: LevelIndex = find(level)?;
    let first = gathered.first.as_deref().map_or(Ok(last), find)?;
    let (own, confidence) = match &gathered.own {
        Some((own, confidence)) => (find(own)?, *confidence),
        None => (last, Confidence::FairlySure),
    };
    let reason = gathered.reason.unwrap_or_else(|| "As said in the play.".to_owned());
    let actions: Vec<ActionIndex> = gathered
        .actions
        .iter()
        .map(|action| content.scenario.find_action(action).ok_or_else(|| format!("the call has no action `{action}`")))
        .collect::<Result<_, _>>()?;
    let default_hours = content.tool.level(last).reassess_within.map_or(24, |seconds| u16::try_from(seconds / 3600).unwrap_or(u16::MAX));
    let mut events = vec![Event::FirstImpression(first), Event::LockAnswers];
    events.extend(gathered.written.into_iter().map(|(part, text)| Event::Write { part, text }));
    events.push(Event::OwnLevel { level: own, confidence, reason: reason.clone(), cites: turns(session, &gathered.cites)? });
    if !gathered.agreed.is_empty() {
        events.push(Event::Agreed { by: gathered.agreed });
    }
    events.extend([
        Event::FinalLevel { level: last, reason },
        Event::Commit {
            actions,
            reassess_hours: gathered.reassess.unwrap_or(default_hours),
            safe_contact: gathered.contact,
            handover: gathered.handover,
        },
    ]);
    events.into_iter().try_for_each(|event| session.apply(event)).map_err(|refusal: Refusal| refusal.to_string())
}

/// The offered choice with this name.
fn find_offer(session: &Session, scene: &str, choice: &str) -> Result<ChoiceIndex, String> {
    let scenario: &Scenario = &session.content().scenario;
    let state = session.state();
    let here = scenario.scene(state.scene());
    let offered =
        || state.offers().iter().map(|offer| format!("{}/{}", here.id, here.choices[offer.at()].id)).collect::<Vec<_>>().join(", ");
    if here.id != scene {
        return Err(format!("the call is at `{}`, not at `{scene}`; offered here: {}", here.id, offered()));
    }
    state
        .offers()
        .iter()
        .copied()
        .find(|offer| here.choices[offer.at()].id == choice)
        .ok_or_else(|| format!("`{scene}/{choice}` is not offered here; offered: {}", offered()))
}

/// The answer to an item; `tool/item` is an item of the tool beside.
fn answered(session: &Session, item: &str, answer: &str, facts: &[String]) -> Result<Event, String> {
    let content = session.content();
    let (tool, name, before) = match (item.split_once('/'), &content.beside) {
        (Some((id, name)), Some(beside)) if beside.tool.id == id => (&beside.tool, name, content.tool.items.len()),
        _ => (&content.tool, item, 0),
    };
    let found = tool.find_item(name).ok_or_else(|| format!("the tool has no item `{item}`"))?;
    let known = || tool.answers_of(&tool.items[found.at()]).iter().map(|option| option.id.as_str()).collect::<Vec<_>>().join(", ");
    let given =
        tool.find_answer(found, answer).ok_or_else(|| format!("`{answer}` is not an answer to `{item}`; use one of {}", known()))?;
    let place = u16::try_from(before + found.at()).map_err(|_| format!("there are too many items before `{item}`"))?;
    Ok(Event::Answer { item: ItemIndex(place), answer: given, cites: turns(session, facts)? })
}

/// The turns that first revealed these facts.
fn turns(session: &Session, facts: &[String]) -> Result<Vec<TurnIndex>, String> {
    facts
        .iter()
        .map(|fact| {
            let found = session.content().scenario.find_fact(fact).ok_or_else(|| format!("the call has no fact `{fact}`"))?;
            session.state().heard_at(found).ok_or_else(|| format!("`{fact}` has not been heard yet, so no line can be cited for it"))
        })
        .collect()
}

fn parse_step(line: &str) -> Result<Step, String> {
    let (word, rest) = line.split_once(' ').map_or((line, ""), |(word, rest)| (word, rest.trim()));
    let words = || rest.split_whitespace().map(str::to_owned);
    let needs_words = |what: &str| if rest.is_empty() { Err(format!("`{word}` needs {what} after it")) } else { Ok(rest.to_owned()) };
    Ok(match word {
        "answer" => {
            let (answer, facts) = rest.split_once(" because ").unwrap_or((rest, ""));
            let (item, answer) =
                answer.trim().split_once(' ').ok_or("write `answer ITEM ANSWER`, for instance `answer strangulation yes`")?;
            Step::Answer(item.to_owned(), answer.trim().to_owned(), facts.split_whitespace().map(str::to_owned).collect())
        }
        "mark" => Step::Mark(words().collect()),
        "note" => Step::Note(needs_words("the words of the note")?),
        "first" => Step::First(needs_words("a level")?),
        "own" => {
            let mut parts = rest.split_whitespace();
            let level = parts.next().ok_or("`own` needs a level after it")?;
            let confidence = match parts.next() {
                None | Some("fairly-sure") => Confidence::FairlySure,
                Some("unsure") => Confidence::Unsure,
                Some("sure") => Confidence::Sure,
                Some(other) => return Err(format!("`{other}` does not say how sure; use unsure, fairly-sure or sure")),
            };
            Step::Own(level.to_owned(), confidence)
        }
        "write" => {
            let (part, text) = rest.split_once(' ').ok_or("`write` needs the number of a part and its words after it")?;
            let part: u16 = part.parse().map_err(|_| format!("`{part}` is not the number of a part; they count from 1"))?;
            Step::Write(part.checked_sub(1).ok_or("the parts count from 1")?, text.trim().to_owned())
        }
        "agreed" => Step::Agreed(needs_words("a name or a post")?),
        "reason" => Step::Reason(needs_words("the words of the reason")?),
        "cite" => Step::Cite(words().collect()),
        "action" => Step::Action(needs_words("an action")?),
        "reassess" => Step::Reassess(rest.parse().map_err(|_| "`reassess` needs a number of hours after it".to_owned())?),
        "contact" => Step::Contact(rest.to_owned()),
        "handover" => Step::Handover(rest.to_owned()),
        _ if rest.is_empty() => match (line.split_once('/'), line.split_once(':')) {
            (Some((scene, choice)), _) => Step::Choose(scene.to_owned(), choice.to_owned()),
            (None, Some((assessment, level))) => Step::Grade(assessment.to_owned(), level.to_owned()),
            (None, None) => {
                return Err(format!(
                    "`{line}` is not a step; write `scene/choice`, `assessment:level`, or a word such as `answer` or `action`"
                ));
            }
        },
        _ => {
            return Err(format!(
                "`{word}` is not a word of a play; use answer, mark, note, first, own, write, agreed, reason, cite, action, reassess, contact or handover"
            ));
        }
    })
}
