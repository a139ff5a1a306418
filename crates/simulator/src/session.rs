//! An attempt that is being made, or replayed.

use std::sync::Arc;

use doorstep_envelope::Digest;
use doorstep_risk_tool::LevelIndex;

use crate::state::{AssessmentPart, Committed, FinalLevel, Note, OwnLevel, Phase, Reflection, SheetEntry, State};
use crate::{Attempt, Content, ENGINE, Event, Header, Mode, Refusal, ReplayError, TurnIndex, View};

/// A transcript longer than this takes no more choices: far beyond any call, and far below the numbers' end.
const MOST_TURNS: usize = 100_000;

/// A tool asks for fewer parts in words than this.
const MOST_WRITTEN: usize = 64;

/// An attempt that is being made, or replayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    content: Arc<Content>,
    attempt: Attempt,
    state: State,
    /// The events still in force: the trainee may have gone back behind others. Places in the attempt's events.
    in_force: Vec<u32>,
}

impl Session {
    /// Starts an attempt.
    pub fn start(content: Arc<Content>, seed: u64, mode: Mode, key: Option<Digest>, repeat: bool) -> Self {
        let header = Header { scenario: content.scenario_digest, tool: content.tool_digest, key, engine: ENGINE, seed, mode, repeat };
        let beside = content.beside.as_ref().map(|beside| beside.digest);
        let mut session = Self::with_header(content, header);
        session.state.offer(&session.content.scenario);
        if let Some(tool) = beside {
            session.in_force.push(0);
            session.attempt.events.push(Event::Beside { tool });
        }
        session
    }

    /// Replays an attempt to its last event.
    pub fn replay(content: Arc<Content>, attempt: Attempt) -> Result<Self, ReplayError> {
        let beside = attempt.beside();
        let Attempt { header, events } = attempt;
        if header.scenario != content.scenario_digest {
            return Err(ReplayError::OtherScenario { attempt: header.scenario, here: content.scenario_digest });
        }
        if header.tool != content.tool_digest {
            return Err(ReplayError::OtherTool { attempt: header.tool, here: content.tool_digest });
        }
        if header.engine != ENGINE {
            return Err(ReplayError::OtherEngine { attempt: header.engine });
        }
        if beside != content.beside.as_ref().map(|beside| beside.digest) {
            let none = Digest::default();
            let here = content.beside.as_ref().map_or(none, |beside| beside.digest);
            return Err(ReplayError::OtherTool { attempt: beside.unwrap_or(none), here });
        }
        let mut session = Self::with_header(content, header);
        session.in_force.reserve_exact(events.len());
        session.attempt.events = events;
        for place in 0..session.attempt.events.len() {
            session.take(place).map_err(|refusal| ReplayError::Event { number: place + 1, refusal })?;
        }
        // Nobody looks at what was offered on the way.
        session.state.offer(&session.content.scenario);
        Ok(session)
    }

    /// Before the first event, and before anybody worked out what is offered.
    fn with_header(content: Arc<Content>, header: Header) -> Self {
        let mut state = State::before(&content, header.seed);
        state.begin(&content.scenario);
        Self { content, attempt: Attempt { header, events: Vec::new() }, state, in_force: Vec::new() }
    }

    /// A new attempt that starts as this one, at the moment before a choice: so many choices are kept. It is practice, and counts as a repeat.
    pub fn try_again_from(&self, step: u32) -> Result<Self, Refusal> {
        let mut again = self.clone();
        again.attempt.header.mode = Mode::Practice;
        again.attempt.header.repeat = true;
        again.apply(Event::GoBack { step })?;
        Ok(again)
    }

    /// Takes an event. A refused one changes nothing.
    pub fn apply(&mut self, event: Event) -> Result<(), Refusal> {
        let moves_on = matches!(event, Event::Choose(_) | Event::Commit { .. } | Event::GoBack { .. });
        let place = self.attempt.events.len();
        self.attempt.events.push(event);
        if let Err(refusal) = self.take(place) {
            self.attempt.events.pop();
            return Err(refusal);
        }
        if moves_on {
            self.state.offer(&self.content.scenario);
        }
        Ok(())
    }

    /// Takes the event at this place of the attempt, after all before it, without working out what is offered then.
    fn take(&mut self, place: usize) -> Result<(), Refusal> {
        let event = &self.attempt.events[place];
        match event {
            Event::GoBack { step } => return self.go_back(*step),
            Event::Beside { tool } => {
                let is_here = self.content.beside.as_ref().is_some_and(|beside| beside.digest == *tool);
                if !is_here || place != 0 {
                    return Err(Refusal::NotAtThisPart);
                }
            }
            _ => {}
        }
        self.state.apply(&self.content, event)?;
        // `MOST_TURNS` and the size of an attempt keep the number far below the end.
        self.in_force.push(place as u32);
        Ok(())
    }

    /// What was played.
    pub fn content(&self) -> &Arc<Content> {
        &self.content
    }

    /// The attempt so far.
    pub fn attempt(&self) -> &Attempt {
        &self.attempt
    }

    /// Where the attempt stands.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What may be shown now.
    pub fn view(&self) -> View<'_> {
        View::new(&self.content, &self.state, &self.attempt.header)
    }

    /// Whether the attempt counts as a repeat: it is kept out of every statistic.
    pub fn is_repeat(&self) -> bool {
        self.attempt.header.repeat || self.state.went_back > 0
    }

    /// Goes back to the moment before a choice. The call is as it was then; the trainee's notes, answers and marks stay, without what
    /// rested on the lines of the abandoned branch.
    fn go_back(&mut self, step: u32) -> Result<(), Refusal> {
        if self.attempt.header.mode == Mode::Rehearsal {
            return Err(Refusal::NoWayBack);
        }
        let mut choices = 0;
        let events = &self.attempt.events;
        let is_choice = |place: &u32| matches!(events[*place as usize], Event::Choose(_));
        let cut = self
            .in_force
            .iter()
            .position(|place| {
                let found = is_choice(place) && choices == step;
                choices += u32::from(is_choice(place));
                found
            })
            .ok_or(Refusal::NoSuchStep)?;
        let (kept, left) = self.in_force.split_at(cut);
        let own_work = |place: &&u32| {
            matches!(
                events[**place as usize],
                Event::Note { .. } | Event::EditNote { .. } | Event::Answer { .. } | Event::Mark(_) | Event::Unmark(_)
            )
        };
        let in_force: Vec<u32> = kept.iter().chain(left.iter().filter(own_work)).copied().collect();
        let mut state = State::before(&self.content, self.attempt.header.seed);
        state.begin(&self.content.scenario);
        for place in &in_force {
            let event = state.without_abandoned_turns(&events[*place as usize]);
            // What the rebuilt state refuses rested on the abandoned branch (a mark on a line that was not said).
            let _abandoned = event.is_none_or(|event| state.apply(&self.content, &event).is_err());
        }
        state.went_back = self.state.went_back.saturating_add(1);
        self.state = state;
        self.in_force = in_force;
        Ok(())
    }
}

impl State {
    /// The event without citations of turns that do not exist; nothing where nothing is left of it.
    fn without_abandoned_turns(&self, event: &Event) -> Option<Event> {
        let exists = |turn: &TurnIndex| turn.at() < self.turns.len();
        match event {
            Event::Mark(turn) | Event::Unmark(turn) if !exists(turn) => None,
            Event::Answer { item, answer, cites } => {
                Some(Event::Answer { item: *item, answer: *answer, cites: cites.iter().copied().filter(exists).collect() })
            }
            other => Some(other.clone()),
        }
    }

    fn apply(&mut self, content: &Content, event: &Event) -> Result<(), Refusal> {
        match event {
            Event::Choose(choice) => {
                if self.phase != Phase::Call {
                    return Err(Refusal::NotInCall);
                }
                if !self.is_offered(&content.scenario, *choice) {
                    return Err(Refusal::NotOffered);
                }
                if self.turns.len() >= MOST_TURNS {
                    return Err(Refusal::TooLong);
                }
                self.choose(&content.scenario, *choice);
            }
            Event::Mark(turn) => self.turns.get_mut(turn.at()).ok_or(Refusal::NoSuchTurn)?.marked = true,
            Event::Unmark(turn) => self.turns.get_mut(turn.at()).ok_or(Refusal::NoSuchTurn)?.marked = false,
            Event::Note { text } => {
                if text.trim().is_empty() {
                    return Err(Refusal::EmptyNote);
                }
                self.notes.push(Note { text: text.clone(), after_turns: self.turns.len() as u32 });
            }
            Event::EditNote { note, text } => self.notes.get_mut(usize::from(*note)).ok_or(Refusal::NoSuchNote)?.text.clone_from(text),
            Event::Answer { item, answer, cites } => {
                match self.phase {
                    Phase::Call | Phase::Assessing(_, AssessmentPart::FirstImpression | AssessmentPart::Answers) => {}
                    Phase::Assessing(..) => return Err(Refusal::AnswersLocked),
                    Phase::Ended(_) => return Err(Refusal::NotInCall),
                }
                let (tool, place) = content.item_at(*item);
                if self.sheet.len() > item.at() && !tool.offers(place, *answer) {
                    return Err(Refusal::NoSuchAnswer);
                }
                let cites = self.check_cites(cites)?;
                let after = self.turns.len() as u32;
                let entry = self.sheet.get_mut(item.at()).ok_or(Refusal::NoSuchItem)?;
                // The same answer again, with other lines or none, is as old as it was.
                let answered_after = entry.answered_after.filter(|_| entry.given == *answer).or(Some(after));
                *entry = SheetEntry { given: *answer, cites, answered_after };
            }
            Event::FirstImpression(level) => {
                self.expect_part(AssessmentPart::FirstImpression)?;
                self.first_impression = Some(check_level(content, *level)?);
                self.next_part(AssessmentPart::Answers);
            }
            Event::LockAnswers => {
                self.expect_part(AssessmentPart::Answers)?;
                self.next_part(AssessmentPart::OwnLevel);
            }
            Event::OwnLevel { level, confidence, reason, cites } => {
                self.expect_part(AssessmentPart::OwnLevel)?;
                let level = check_level(content, *level)?;
                let cites = self.check_cites(cites)?;
                if reason.trim().is_empty() {
                    return Err(Refusal::ReasonNeeded);
                }
                self.own = Some(OwnLevel { level, confidence: *confidence, reason: reason.clone(), cites });
                self.next_part(AssessmentPart::FinalLevel);
            }
            Event::FinalLevel { level, reason } => {
                self.expect_part(AssessmentPart::FinalLevel)?;
                let level = check_level(content, *level)?;
                let own_level = self.own.as_ref().map(|own| own.level);
                let from_result = || self.result(content).level().is_some_and(|result| result != level);
                if reason.trim().is_empty() && (own_level != Some(level) || from_result()) {
                    return Err(Refusal::ReasonNeeded);
                }
                self.last = Some(FinalLevel { level, reason: reason.clone() });
                self.next_part(AssessmentPart::Plan);
            }
            Event::Commit { actions, reassess_hours, safe_contact, handover } => {
                self.expect_part(AssessmentPart::Plan)?;
                if actions.iter().any(|action| action.at() >= content.scenario.actions.len()) {
                    return Err(Refusal::NoSuchAction);
                }
                self.commit(content, actions, *reassess_hours, safe_contact, handover)?;
            }
            // `Session::apply` handles it: it needs the whole attempt.
            Event::GoBack { .. } => return Err(Refusal::NoSuchStep),
            Event::Reflect { worried, not_known, would_change } => {
                self.expect_ended()?;
                self.reflection =
                    Some(Reflection { worried: worried.clone(), not_known: not_known.clone(), would_change: would_change.clone() });
            }
            Event::Intend { text } => {
                self.expect_ended()?;
                self.intention = Some(text.clone());
            }
            // `Session::apply` and `Session::replay` see to it that it comes first and names the tool at hand.
            Event::Beside { .. } => {}
            Event::Write { part, text } => {
                self.expect_part(AssessmentPart::OwnLevel)?;
                let part = usize::from(*part);
                if part >= MOST_WRITTEN {
                    return Err(Refusal::NoSuchItem);
                }
                while self.written.len() <= part {
                    self.written.push(String::new());
                }
                self.written[part].clone_from(text);
            }
            Event::Agreed { by } => {
                self.expect_part(AssessmentPart::FinalLevel)?;
                self.agreed.clone_from(by);
            }
        }
        Ok(())
    }

    fn commit(
        &mut self,
        content: &Content,
        actions: &[doorstep_scenario::ActionIndex],
        reassess_hours: u16,
        safe_contact: &str,
        handover: &str,
    ) -> Result<(), Refusal> {
        let Phase::Assessing(assessment, _) = self.phase else { return Err(Refusal::NotAtThisPart) };
        let tool_level = self.result(content).level();
        // Where the plan is due, all three are there.
        let (Some(first_impression), Some(own), Some(last)) = (self.first_impression.take(), self.own.take(), self.last.take()) else {
            return Err(Refusal::NotAtThisPart);
        };
        let actions = sorted_once(actions);
        self.committed.push(Committed {
            assessment,
            second: self.clock,
            turns: self.turns.len() as u32,
            step: self.path.len() as u32,
            first_impression,
            sheet: self.sheet.clone(),
            written: core::mem::take(&mut self.written),
            own,
            tool_level,
            last,
            agreed: core::mem::take(&mut self.agreed),
            actions,
            reassess_hours,
            safe_contact: safe_contact.to_owned(),
            handover: handover.to_owned(),
        });
        self.phase = Phase::Call;
        self.go_on(&content.scenario, self.after_assessment);
        Ok(())
    }

    fn check_cites(&self, cites: &[TurnIndex]) -> Result<Vec<TurnIndex>, Refusal> {
        if cites.iter().any(|turn| turn.at() >= self.turns.len()) {
            return Err(Refusal::NoSuchTurn);
        }
        Ok(sorted_once(cites))
    }

    fn expect_part(&self, expected: AssessmentPart) -> Result<(), Refusal> {
        match self.phase {
            Phase::Assessing(_, part) if part == expected => Ok(()),
            _ => Err(Refusal::NotAtThisPart),
        }
    }

    fn next_part(&mut self, next: AssessmentPart) {
        if let Phase::Assessing(_, part) = &mut self.phase {
            *part = next;
        }
    }

    fn expect_ended(&self) -> Result<(), Refusal> {
        if matches!(self.phase, Phase::Ended(_)) { Ok(()) } else { Err(Refusal::NotEnded) }
    }
}

/// The values in order, each once. There are a few of them; a sort of the library would be kilobytes for a trainee to download.
fn sorted_once<T: Ord + Copy>(values: &[T]) -> Vec<T> {
    let mut sorted = Vec::with_capacity(values.len());
    for value in values {
        if let Err(place) = sorted.binary_search(value) {
            sorted.insert(place, *value);
        }
    }
    sorted
}

fn check_level(content: &Content, level: LevelIndex) -> Result<LevelIndex, Refusal> {
    if level.at() < content.tool.levels.len() { Ok(level) } else { Err(Refusal::NoSuchLevel) }
}
