//! An interview as one hub: independent questions, each asked once, and a trust that opens and closes them.
//!
//! The same model three times: as a call for our explorer, as a model for `stateright`, and for a plain hash set.

use doorstep_bench::call_text::{CallText, Choice, LAST, Number};
use stateright::{Model, Property};

/// The trust's greatest value; its least is 0.
const MOST_TRUST: u8 = 10;
/// The trust at the start.
const START_TRUST: u8 = 4;

/// A question.
#[derive(Clone, Copy, Debug)]
struct Question {
    /// Offered from this trust on,
    least: u8,
    /// up to this trust.
    most: u8,
    /// What it does to the trust.
    change: i8,
}

/// A hub of so many questions.
#[derive(Clone, Debug)]
pub struct Hub {
    questions: Vec<Question>,
}

/// Where an interview stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    asked: u32,
    trust: u8,
    ended: bool,
}

impl Hub {
    /// The hub: of five questions one needs trust, one is offered while trust is low, and three move it.
    pub fn new(questions: usize) -> Self {
        let question = |number: usize| match number % 5 {
            0 => Question { least: 0, most: MOST_TRUST, change: 1 },
            1 => Question { least: 3, most: MOST_TRUST, change: -1 },
            2 => Question { least: 0, most: MOST_TRUST - 2, change: 2 },
            3 => Question { least: 2, most: MOST_TRUST, change: -2 },
            _ => Question { least: 0, most: MOST_TRUST, change: 0 },
        };
        Self { questions: (0..questions).map(question).collect() }
    }

    /// The hub as a call.
    pub fn call(&self) -> String {
        let trust = Number { name: "trust", most: MOST_TRUST.into(), start: START_TRUST.into() };
        let mut call = CallText::new("hub", "Hub", &[trust], "hub");
        call.scene("hub", "She waits.", None);
        for (question, number) in self.questions.iter().zip(0..) {
            let least = (question.least > 0).then(|| format!("trust >= {}", question.least));
            let most = (question.most < MOST_TRUST).then(|| format!("trust <= {}", question.most));
            call.choice(&Choice {
                id: format!("q{number}"),
                words: format!("Question {number}?"),
                when: least.into_iter().chain(most).reduce(|least, most| format!("{least} and {most}")),
                effect: (question.change != 0).then_some(("trust", question.change.into())),
                target: None,
            });
        }
        call.choice(&Choice { id: "leave".to_owned(), words: "Leave.".to_owned(), target: Some(LAST.to_owned()), ..Choice::default() });
        call.finish()
    }

    fn start() -> Moment {
        Moment { asked: 0, trust: START_TRUST, ended: false }
    }

    fn offers(&self, moment: &Moment, number: usize) -> bool {
        let question = self.questions[number];
        !moment.ended && moment.asked & (1 << number) == 0 && (question.least..=question.most).contains(&moment.trust)
    }

    fn ask(&self, moment: &Moment, number: usize) -> Moment {
        let trust = moment.trust.saturating_add_signed(self.questions[number].change).min(MOST_TRUST);
        Moment { asked: moment.asked | 1 << number, trust, ended: false }
    }

    const fn ended() -> Moment {
        Moment { asked: 0, trust: 0, ended: true }
    }

    /// Every moment, by a hash set of the standard library.
    #[expect(clippy::disallowed_types, reason = "it is what is compared with; nothing depends on its order")]
    pub fn by_hash_set(&self) -> usize {
        let mut known = std::collections::HashSet::from([Self::start()]);
        let mut layer = vec![Self::start()];
        while !layer.is_empty() {
            let mut next = Vec::new();
            for moment in &layer {
                let asked = (0..self.questions.len()).filter(|number| self.offers(moment, *number)).map(|number| self.ask(moment, number));
                let ended = (!moment.ended).then(Self::ended);
                next.extend(asked.chain(ended).filter(|after| known.insert(*after)));
            }
            layer = next;
        }
        known.len()
    }
}

impl Model for Hub {
    type State = Moment;
    type Action = u8;

    fn init_states(&self) -> Vec<Moment> {
        vec![Self::start()]
    }

    fn actions(&self, moment: &Moment, actions: &mut Vec<u8>) {
        actions.extend((0..self.questions.len() as u8).filter(|number| self.offers(moment, usize::from(*number))));
        if !moment.ended {
            actions.push(self.questions.len() as u8);
        }
    }

    fn next_state(&self, moment: &Moment, action: u8) -> Option<Moment> {
        Some(if usize::from(action) == self.questions.len() { Self::ended() } else { self.ask(moment, usize::from(action)) })
    }

    fn properties(&self) -> Vec<Property<Self>> {
        // The checker stops when nothing is left to check: something that never fails keeps it going.
        vec![Property::always("trust stays within its bounds", |_, moment: &Moment| moment.trust <= MOST_TRUST)]
    }
}
