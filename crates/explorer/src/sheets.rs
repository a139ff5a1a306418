//! Answer sheets that need no knowledge: what somebody writes who guesses, ticks everything, or leaves everything open.

use doorstep_risk_tool::{Answer, AnswerOption, Given, ItemIndex, LevelIndex};
use doorstep_scenario::ActionIndex;
use doorstep_simulator::{AssessmentPart, Confidence, Event, Phase, Refusal, Session, View};

use crate::dice::Dice;

/// How somebody fills in an assessment who does not judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetPolicy {
    /// Every answer, the level and every action are drawn, each possibility equally likely.
    Uniform,
    /// Every item is answered yes, the level is the highest, and every action is decided.
    AllPresentAndTopLevel,
    /// Every item is left as not established, the level is the one that the tool then gives, and no action is decided.
    AllUnknown,
    /// Every second item is answered yes and the others are left as not established, the level is the middle one (the upper of two), and
    /// every second action is decided.
    AlwaysMiddle,
}

impl SheetPolicy {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Uniform, Self::AllPresentAndTopLevel, Self::AllUnknown, Self::AlwaysMiddle];

    /// The name as people and programs read it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Uniform => "uniform",
            Self::AllPresentAndTopLevel => "all-present-and-top-level",
            Self::AllUnknown => "all-unknown",
            Self::AlwaysMiddle => "always-middle",
        }
    }

    /// Makes the assessment that is due. It knows what a trainee is shown, and no more.
    pub(crate) fn assess(self, session: &mut Session, dice: &mut Dice) -> Result<(), Refusal> {
        // The five parts of an assessment, in order.
        while let Phase::Assessing(_, part) = session.view().phase() {
            for event in self.part(part, &session.view(), dice) {
                session.apply(event)?;
            }
        }
        Ok(())
    }

    /// What is done at a part of an assessment; the last event ends the part.
    fn part(self, part: AssessmentPart, view: &View<'_>, dice: &mut Dice) -> Vec<Event> {
        let reason = || "A policy does not judge.".to_owned();
        match part {
            AssessmentPart::FirstImpression => vec![Event::FirstImpression(self.level(view, dice))],
            AssessmentPart::Answers => {
                let items = view.tool().items().map(|(item, _)| item);
                let answers = items.map(|item| Event::Answer { item, answer: self.answer(view, item, dice), cites: Vec::new() });
                answers.chain([Event::LockAnswers]).collect()
            }
            AssessmentPart::OwnLevel => {
                let level = self.level(view, dice);
                vec![Event::OwnLevel { level, confidence: Confidence::Unsure, reason: reason(), cites: Vec::new() }]
            }
            AssessmentPart::FinalLevel => vec![Event::FinalLevel { level: self.level(view, dice), reason: reason() }],
            AssessmentPart::Plan => {
                let actions: Vec<ActionIndex> =
                    view.actions().map(|(action, _)| action).filter(|action| self.acts(*action, dice)).collect();
                vec![Event::Commit { actions, reassess_hours: 24, safe_contact: String::new(), handover: String::new() }]
            }
        }
    }

    fn answer(self, view: &View<'_>, item: ItemIndex, dice: &mut Dice) -> Given {
        let offered = view.tool().items.get(item.at()).map_or(&[][..], |item| view.tool().answers_of(item));
        let first = offered.first().map(AnswerOption::given).unwrap_or_default();
        let or_first = |wanted: Answer| view.tool().find_answer(item, wanted.word()).unwrap_or(first);
        match self {
            Self::Uniform => offered.get(dice.below(offered.len())).map_or(first, AnswerOption::given),
            Self::AllPresentAndTopLevel => or_first(Answer::Yes),
            Self::AlwaysMiddle if item.at().is_multiple_of(2) => or_first(Answer::Yes),
            Self::AllUnknown | Self::AlwaysMiddle => or_first(Answer::Unknown),
        }
    }

    fn level(self, view: &View<'_>, dice: &mut Dice) -> LevelIndex {
        let levels = view.tool().levels.len();
        // A tool has at least one and at most 255 levels.
        let place = match self {
            Self::Uniform => dice.below(levels),
            Self::AllPresentAndTopLevel => levels.saturating_sub(1),
            Self::AllUnknown => view.tool_result().and_then(|result| result.level()).map_or(0, LevelIndex::at),
            Self::AlwaysMiddle => levels / 2,
        };
        LevelIndex(place as u8)
    }

    fn acts(self, action: ActionIndex, dice: &mut Dice) -> bool {
        match self {
            Self::Uniform => dice.heads(),
            Self::AllPresentAndTopLevel => true,
            Self::AllUnknown => false,
            Self::AlwaysMiddle => action.at().is_multiple_of(2),
        }
    }
}
