//! Words that several sections of the debrief share. Labels of the report's own words are at home in [`doorstep_scoring::words`].

use doorstep_scoring::{FactorReport, Heard, Outcome, Ratio, StepState, Truth};
use doorstep_simulator::{Session, SpokenBy, TurnIndex, TurnView, View};

/// A moment of the call as a time of day.
pub fn time(session: &Session, second: u32) -> String {
    let (hour, minute) = session.view().time_of_day(second);
    format!("{hour:02}:{minute:02}")
}

/// A count with its noun: `1 line`, `3 lines`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// How often: `once`, `twice`, `3 times`.
pub fn times(count: u16) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

/// Hours as people say them: whole days from two days on.
pub fn hours(hours: u32) -> String {
    match hours {
        1 => "1 hour".to_owned(),
        many if many >= 48 && many.is_multiple_of(24) => format!("{} days", many / 24),
        many => format!("{many} hours"),
    }
}

/// Who speaks a turn.
pub fn speaker(view: &View<'_>, turn: &TurnView<'_>) -> String {
    match turn.by {
        SpokenBy::Narrator => "Scene".to_owned(),
        SpokenBy::You => "You say".to_owned(),
        SpokenBy::YouDo => "You do".to_owned(),
        SpokenBy::Ending => "The call ends".to_owned(),
        // Invariant: a turn's person and its name come from the view's own scenario.
        SpokenBy::Person(person) => view.words(&person.name),
    }
}

/// What people call a scene: its heading, or the step that it belongs to.
pub fn place(session: &Session, scene: doorstep_scenario::SceneIndex) -> String {
    let scene = session.content().scenario.scene(scene);
    scene.title.as_ref().map_or_else(|| scene.step.label().to_owned(), |title| session.view().words(title))
}

/// What the tool calls a level; the id where it has none of that name.
pub fn level(session: &Session, id: &str) -> String {
    let tool = &session.content().tool;
    tool.find_level(id).map_or_else(|| id.to_owned(), |index| tool.level(index).label.clone())
}

/// The facts that a turn reveals, in words.
pub fn revealed(session: &Session, turn: TurnIndex) -> Vec<(doorstep_scenario::FactIndex, String)> {
    let scenario = &session.content().scenario;
    let Some(turn) = session.state().turns().get(turn.at()) else { return Vec::new() };
    turn.said.reveals(scenario).iter().map(|fact| (*fact, session.view().words(&scenario.facts[fact.at()].text))).collect()
}

/// A sign that tells states apart by its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A tick.
    Right,
    /// A ring.
    Missed,
    /// A triangle.
    Care,
    /// A cross.
    Wrong,
    /// A line: nothing to judge.
    Open,
}

/// The families of outcomes, as the debrief groups them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// It was there to be used.
    NotUsed,
    /// A claim that nothing carries.
    Unfounded,
    /// It was not brought out.
    NeverLearned,
    /// What was heard was not the whole of it.
    Misled,
    /// Heard, and answered rightly.
    Recognised,
    /// Nobody could know more, and the form says so.
    RightlyOpen,
}

impl Family {
    /// Those to look at come first.
    pub const ALL: [Self; 6] = [Self::NotUsed, Self::Unfounded, Self::NeverLearned, Self::Misled, Self::Recognised, Self::RightlyOpen];

    /// Where an outcome belongs.
    pub const fn of(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Hit | Outcome::HitUnsupported | Outcome::CorrectAbsent => Self::Recognised,
            Outcome::RecognitionMiss | Outcome::RecognitionReject | Outcome::OvercautiousUnknown => Self::NotUsed,
            Outcome::ElicitationMiss => Self::NeverLearned,
            Outcome::UnsupportedPresent | Outcome::UnfoundedAbsent | Outcome::FalseAlarm => Self::Unfounded,
            Outcome::HonestUnknown => Self::RightlyOpen,
            Outcome::MisledPresent | Outcome::MisledAbsent => Self::Misled,
        }
    }

    /// Its sign.
    pub const fn sign(self) -> Sign {
        match self {
            Self::NotUsed => Sign::Care,
            Self::Unfounded => Sign::Wrong,
            Self::NeverLearned => Sign::Missed,
            Self::Misled => Sign::Care,
            Self::Recognised => Sign::Right,
            Self::RightlyOpen => Sign::Open,
        }
    }

    /// Its heading.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::NotUsed => "Heard, and not used",
            Self::Unfounded => "Answered without grounds",
            Self::NeverLearned => "Never learned",
            Self::Misled => "Misled by what you heard",
            Self::Recognised => "Recognised",
            Self::RightlyOpen => "Rightly left open",
        }
    }

    /// What it means, to the officer.
    pub const fn about(self) -> &'static str {
        match self {
            Self::NotUsed => "It came out while you were there, which is the hard part. The form does not show it.",
            Self::Unfounded => "The form says yes or no where you had not heard enough for either. The next officer will read it as known.",
            Self::NeverLearned => "It was there, and it did not come out. Leaving it as not established was honest.",
            Self::Misled => "You answered by what you were told. It was not the whole of it.",
            Self::Recognised => "You heard it, and your form says it.",
            Self::RightlyOpen => "From what you heard nobody could say more, and your form says so.",
        }
    }
}

/// How a factor came out, in a sentence or two: what is so, what could be known, what the form says.
pub fn explained(factor: &FactorReport) -> String {
    let truth = match factor.truth {
        Truth::Present => "It is so.",
        Truth::Absent => "It is not so.",
        Truth::Undetermined => "This call leaves it open, whatever you ask.",
    };
    let then = match (factor.outcome, factor.heard) {
        (Outcome::Hit, _) => "You heard it, answered yes, and cited a line that shows it.",
        (Outcome::HitUnsupported, _) => {
            "You heard it and answered yes. No line that you cited shows it, so the next officer cannot check it."
        }
        (Outcome::RecognitionMiss, _) => "You heard what shows it, and left it as not established.",
        (Outcome::RecognitionReject, _) => "You heard what shows it, and answered no.",
        (Outcome::ElicitationMiss, Heard::Absent) => "What you heard spoke against it. You left it as not established, which was careful.",
        (Outcome::ElicitationMiss, _) => "Nothing that you heard was enough to show it, and you left it as not established.",
        (Outcome::UnsupportedPresent, _) if matches!(factor.truth, Truth::Undetermined) => "You answered yes, and nothing can show it.",
        (Outcome::UnsupportedPresent, _) => "You answered yes, and nothing that you had heard by then shows it.",
        (Outcome::UnfoundedAbsent, Heard::Present) => "What you heard pointed to it, and you answered no. You were right by chance.",
        (Outcome::UnfoundedAbsent, _) => "You answered no, and nothing that you heard rules it out. A blank is not a no.",
        (Outcome::FalseAlarm, Heard::Absent) => "You answered yes, though what you heard rules it out.",
        (Outcome::FalseAlarm, _) => "You answered yes, and nothing that you heard shows it.",
        (Outcome::OvercautiousUnknown, _) => "You heard what rules it out, and left it as not established.",
        (Outcome::CorrectAbsent, _) => "You heard what rules it out, and answered no.",
        (Outcome::HonestUnknown, Heard::Present) => "What you heard pointed to it. You left it as not established, which was careful.",
        (Outcome::HonestUnknown, _) => "You left it as not established.",
        (Outcome::MisledPresent, _) => "What you heard pointed to it, and you answered yes. More would have corrected it.",
        (Outcome::MisledAbsent, _) => "What you heard spoke against it, and you answered no. It was not the whole of it.",
    };
    // Where the call leaves it open, a no is not right by chance.
    let then = match (factor.truth, factor.outcome) {
        (Truth::Undetermined, Outcome::UnfoundedAbsent) => "You answered no, and nothing can rule it out.",
        _ => then,
    };
    format!("{truth} {then}")
}

/// Points with their sign, with a minus that is read as one.
pub fn points(ratio: Ratio) -> String {
    doorstep_scoring::words::points(ratio).replace('-', "\u{2212}")
}

/// How a step of good practice came out, as a sign.
pub const fn step(state: StepState) -> Sign {
    match state {
        StepState::Done => Sign::Right,
        StepState::Late => Sign::Care,
        StepState::Skipped => Sign::Missed,
        StepState::NotPart => Sign::Open,
    }
}
