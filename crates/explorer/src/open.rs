//! What a search left open, and what ended it.

use doorstep_scenario::Scenario;

use crate::goal::{Goal, LineAt};

/// A question about a call that a search neither proved nor refuted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// What is open.
    pub question: Question,
    /// Why.
    pub limit: Limit,
}

/// A question about a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Whether a play shows it.
    Shows(Goal),
    /// Whether an ending can be reached from every moment.
    Ends,
}

/// What ended a search before it was through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The memory that it was given.
    Memory,
    /// This many states, which is fixed.
    States(usize),
    /// This many outlines for one question, which is fixed.
    Outlines(usize),
    /// A state of the call takes more bits than can be packed.
    Width,
    /// No seed was found that draws the details of the play that shows it.
    Seeds,
    /// Whoever asked ended it.
    Stopped,
}

impl Question {
    /// What kind of thing it is about, in one word.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Ends => "end",
            Self::Shows(goal) => match goal {
                Goal::Scene(_) => "scene",
                Goal::Choice(_) => "choice",
                Goal::ChoiceHolds(_) | Goal::ChoiceFails(_) | Goal::LineFails(_) | Goal::InterruptFails(_) => "condition",
                Goal::Line(_) => "line",
                Goal::Interrupt(_) => "interrupt",
                Goal::Ending(_) => "ending",
                Goal::Fact(_) => "fact",
                Goal::Below(_) | Goal::Above(_) | Goal::Changed(_) => "variable",
            },
        }
    }

    /// The question in words, from "whether" on.
    pub fn words(self, scenario: &Scenario) -> String {
        let Self::Shows(goal) = self else {
            return "whether every play can come to an ending, whatever was chosen before".to_owned();
        };
        let line = |at: LineAt| match at {
            LineAt::Scene(scene, place) => format!("line {} of the scene `{}`", u32::from(place) + 1, scenario.scene(scene).id),
            LineAt::Choice(choice, place) => format!("line {} after the choice `{}`", u32::from(place) + 1, scenario.choice_name(choice)),
        };
        let variable = |at: doorstep_scenario::VariableIndex| &scenario.variables[at.at()];
        match goal {
            Goal::Scene(at) => format!("whether a play enters the scene `{}`", scenario.scene(at).id),
            Goal::Choice(at) => format!("whether a play is offered the choice `{}`", scenario.choice_name(at)),
            Goal::ChoiceHolds(at) => format!("whether the condition of the choice `{}` ever holds in its scene", scenario.choice_name(at)),
            Goal::ChoiceFails(at) => format!("whether the condition of the choice `{}` ever fails in its scene", scenario.choice_name(at)),
            Goal::Line(at) => format!("whether a play shows {}", line(at)),
            Goal::LineFails(at) => format!("whether the condition of {} ever fails where it would come", line(at)),
            Goal::Interrupt(at) => format!("whether the interrupt `{}` ever comes", scenario.interrupts[at.at()].id),
            Goal::InterruptFails(at) => {
                format!("whether the condition of the interrupt `{}` ever fails", scenario.interrupts[at.at()].id)
            }
            Goal::Ending(at) => format!("whether a play comes to the ending `{}`", scenario.endings[at.at()].id),
            Goal::Fact(at) => format!("whether a play reveals the fact `{}`", scenario.facts[at.at()].id),
            Goal::Below(at) => format!("whether an effect would take `{}` below {}", variable(at).id, variable(at).min),
            Goal::Above(at) => format!("whether an effect would take `{}` above {}", variable(at).id, variable(at).max),
            Goal::Changed(at) => format!("whether a play changes the variable `{}`", variable(at).id),
        }
    }
}

impl Limit {
    /// Its name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::States(_) => "states",
            Self::Outlines(_) => "outlines",
            Self::Width => "width",
            Self::Seeds => "seeds",
            Self::Stopped => "stopped",
        }
    }

    /// What ended the search, in words.
    pub fn words(self) -> String {
        match self {
            Self::Memory => "the memory that the search may use was used up".to_owned(),
            Self::States(most) => format!("the search came to its fixed number of states, {most}; the memory did not run out"),
            Self::Outlines(most) => {
                format!(
                    "the call was searched {most} times for it, each time with more of its state, and that number is fixed; the memory did not run out"
                )
            }
            Self::Width => "a state of the call takes more bits than the search can hold".to_owned(),
            Self::Seeds => "no seed was found that draws the details which it takes".to_owned(),
            Self::Stopped => "the search was ended".to_owned(),
        }
    }

    /// What can be done about it.
    pub const fn mend(self) -> &'static str {
        match self {
            Self::Memory => "Give it more with `--memory`.",
            Self::States(_) | Self::Outlines(_) | Self::Width => {
                "More memory does not help: divide the call into two, or let its conditions ask about fewer things."
            }
            Self::Seeds => "Let fewer details vary that conditions ask for.",
            Self::Stopped => "Search again, and let it run.",
        }
    }
}
