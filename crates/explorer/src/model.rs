//! The model path: one play that hears enough for every required factor, does what must be done and nothing that must not be, in time.

use std::sync::Arc;

use doorstep_scoring::{AnswerKey, Ratio, Scale, Tally};
use doorstep_simulator::{Content, Event, Session};

use crate::Witness;
use crate::future::Future;
use crate::seek::{Found, Quest, Seek};
use crate::variants::Variant;
use crate::wishes::{Standing, Wanted, Wish};
use crate::{best_sheet, script};

/// A play that does all that the key asks for.
#[derive(Clone, Debug)]
pub struct ModelPath {
    /// Where the details that vary are drawn from.
    pub seed: u64,
    /// The play as text, one step a line: it can be given to `doorstep play --script`.
    pub script: Vec<String>,
    /// Whether it also does everything that should be done: then it scores all that acts can give.
    pub complete: bool,
    /// The session itself, ended.
    pub session: Session,
}

/// What came of looking for a model path in one variant of the call.
#[derive(Clone, Debug)]
pub enum Model {
    /// There is one.
    Path(Box<ModelPath>),
    /// There is none.
    None {
        /// Whether that is proven: every play that could be one was looked at. If not, none was found.
        proven: bool,
        /// The play that came closest, and what it leaves open.
        closest: Witness,
        /// What the closest play leaves open.
        missing: Vec<Missing>,
    },
}

/// What a play leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// A required factor, by its place in the key, of which too little was heard.
    Factor(usize),
    /// An act, by its place in the key, that was not done in its time.
    Act(usize),
    /// An act, by its place in the key, that must not be done and was.
    Harm(usize),
    /// A critical error, by its place in the key.
    Critical(usize),
    /// The call did not come to its end.
    End,
}

/// Looks for a model path in one variant. First for one that does everything with a positive value; if there is none, for one that does
/// every *must*. `most_states` bounds either search.
pub(crate) fn model_path(content: &Arc<Content>, scale: &Scale<'_>, variant: &Variant, most_states: usize) -> Model {
    let future = Future::of(&content.scenario);
    let mut closest = None;
    for wanted in [Wanted::All, Wanted::Musts] {
        let mut quest = ModelQuest { scale, future: &future, wanted, closest: None };
        match Seek::new(content, Some(scale), variant.seed, most_states).find(&mut quest) {
            Found::Play(session) => return Model::Path(Box::new(path(scale, *session, wanted == Wanted::All))),
            Found::Nowhere => closest = Some((quest.closest, true)),
            Found::Open => closest = Some((quest.closest, false)),
        }
    }
    let (closest, proven) = closest.unwrap_or((None, false));
    let (missing, closest) = closest.map_or_else(
        || (vec![Missing::End], Witness { seed: variant.seed, steps: Vec::new() }),
        |(open, session)| (open.into_iter().map(Missing::from).collect(), script::witness(&session)),
    );
    Model::None { proven, closest, missing }
}

/// Looks for a model path in every variant. A play that is one in another variant is tried first.
pub(crate) fn find_all(content: &Arc<Content>, scale: &Scale<'_>, variants: &[Variant], most_states: usize) -> Vec<(Variant, Model)> {
    let mut found: Vec<(Variant, Model)> = Vec::new();
    for variant in variants {
        let known = found.iter().find_map(|(_, model)| match model {
            Model::Path(path) => transfers(content, scale, path, variant),
            Model::None { .. } => None,
        });
        let model = known.map_or_else(|| model_path(content, scale, variant, most_states), |path| Model::Path(Box::new(path)));
        found.push((variant.clone(), model));
    }
    found
}

/// Whether the play of another variant is a model path in this one as well.
fn transfers(content: &Arc<Content>, scale: &Scale<'_>, path: &ModelPath, variant: &Variant) -> Option<ModelPath> {
    let session = script::replay(content, variant.seed, &path.script)?;
    let tally = scale.tally(&session);
    let wanted = if path.complete { Wanted::All } else { Wanted::Musts };
    let standing = Standing::of(&session, &tally, scale, &Future::of(&content.scenario), wanted);
    standing.open.is_empty().then(|| ModelPath { seed: variant.seed, script: path.script.clone(), complete: path.complete, session })
}

fn path(scale: &Scale<'_>, found: Session, complete: bool) -> ModelPath {
    let session = best_sheet::improve(scale, found);
    ModelPath { seed: session.attempt().header.seed, script: script::lines(&session), complete, session }
}

struct ModelQuest<'a> {
    scale: &'a Scale<'a>,
    future: &'a Future<'a>,
    wanted: Wanted,
    /// The play with the fewest open wishes so far.
    closest: Option<(Vec<Wish>, Session)>,
}

impl Quest for ModelQuest<'_> {
    fn open_wishes(&mut self, session: &Session, tally: Option<&Tally>) -> Option<u32> {
        let tally = tally?;
        let Standing { open, to_do, lost, .. } = Standing::of(session, tally, self.scale, self.future, self.wanted);
        if self.closest.as_ref().is_none_or(|(least, _)| open.len() < least.len()) {
            self.closest = Some((open, session.clone()));
        }
        lost.is_none().then_some(to_do)
    }

    fn assessments(&self, session: &Session) -> Vec<Vec<Event>> {
        best_sheet::assessments(self.scale, session)
    }
}

impl From<Wish> for Missing {
    fn from(wish: Wish) -> Self {
        match wish {
            Wish::Factor(place) => Self::Factor(place),
            Wish::Act(place) => Self::Act(place),
            Wish::Harm(place) => Self::Harm(place),
            Wish::Critical(place) => Self::Critical(place),
            Wish::End => Self::End,
        }
    }
}

impl Missing {
    /// In words, for a sentence such as "it leaves open: ...".
    pub fn words(self, key: &AnswerKey) -> String {
        let quoted = |label: Option<&String>| label.map_or_else(String::new, |label| format!("\u{201c}{label}\u{201d}"));
        match self {
            Self::Factor(place) => format!("{} is not heard", quoted(key.factors.get(place).map(|factor| &factor.label))),
            Self::Act(place) => format!("{} is not done in time", quoted(key.acts.get(place).map(|act| &act.label))),
            Self::Harm(place) => format!("{} is done", quoted(key.acts.get(place).map(|act| &act.label))),
            Self::Critical(place) => format!("{} happens", quoted(key.critical.get(place).map(|critical| &critical.label))),
            Self::End => "the call does not end".to_owned(),
        }
    }
}

impl ModelPath {
    /// What it scores on the stages that it must be full on: elicited and acted.
    pub fn stages(&self, scale: &Scale<'_>) -> (Option<Ratio>, Option<Ratio>) {
        let tally = scale.tally(&self.session);
        (tally.elicited, tally.acted)
    }
}
