//! The answer sheet of somebody who knows the key and answers by what was heard.

use doorstep_risk_tool::{Answer, Claim, ItemIndex, LevelIndex};
use doorstep_scenario::{ActionIndex, AssessmentIndex, FactIndex};
use doorstep_scoring::{Doing, Factor, Ratio, Scale};
use doorstep_simulator::{Attempt, Event, Phase, Session, TurnIndex};

use crate::script::SURE;

/// Every level as a way to make the assessment that is due, the best first; the answers are what was heard, the actions what is expected
/// and not yet done.
pub(crate) fn assessments(scale: &Scale<'_>, session: &Session) -> Vec<Vec<Event>> {
    let Phase::Assessing(assessment, _) = session.state().phase() else { return Vec::new() };
    let levels = session.content().tool.levels.len();
    let place = scale.key().assessments.iter().position(|key| key.assessment == assessment);
    let credits = place.map_or_else(|| vec![Ratio::ZERO; levels], |place| scale.level_credits(place, levels));
    // A tool has at most 255 levels. The sort is stable: of two that give as much, the lower comes first.
    let mut order: Vec<LevelIndex> = (0..levels).map(|level| LevelIndex(level as u8)).collect();
    order.sort_by_key(|level| core::cmp::Reverse(credits[level.at()]));
    order.into_iter().map(|level| events(scale, session, assessment, level)).collect()
}

fn events(scale: &Scale<'_>, session: &Session, assessment: AssessmentIndex, level: LevelIndex) -> Vec<Event> {
    let tool = &session.content().tool;
    let key = scale.key().assessments.iter().find(|key| key.assessment == assessment);
    let mut cites: Vec<TurnIndex> = key.iter().flat_map(|key| &key.cite).filter_map(|fact| session.state().heard_at(*fact)).collect();
    cites.sort_unstable();
    cites.dedup();
    let hours = |seconds: u32| u16::try_from(seconds / 3600).unwrap_or(u16::MAX);
    let soundest = key.and_then(|key| key.reassess_within).or(tool.level(level).reassess_within);
    let reason = || "What was heard points to this level.".to_owned();
    let mut events = vec![Event::FirstImpression(level)];
    events.extend(tool.items().filter_map(|(item, _)| answer(scale, session, item)));
    events.extend([
        Event::LockAnswers,
        Event::OwnLevel { level, confidence: SURE, reason: reason(), cites },
        Event::FinalLevel { level, reason: reason() },
        Event::Commit {
            actions: actions(scale, session),
            reassess_hours: soundest.map_or(24, hours),
            safe_contact: String::new(),
            handover: String::new(),
        },
    ]);
    events
}

/// What the item is answered: yes where a factor that it speaks for was heard to be there and is; no where every factor that it speaks for
/// was heard not to be there and is not; not established where something is left open. Nothing where it speaks for no factor of the key.
fn answer(scale: &Scale<'_>, session: &Session, item: ItemIndex) -> Option<Event> {
    let tool = &session.content().tool;
    let speaks_for = |factor: &&Factor| factor.items(tool).any(|(index, _)| index == item);
    let factors: Vec<(&Factor, Option<Claim>)> =
        scale.key().factors.iter().filter(speaks_for).map(|factor| (factor, heard_truly(session, factor))).collect();
    if factors.is_empty() {
        return None;
    }
    let is = |claim: Claim| move |(_, heard): &&(&Factor, Option<Claim>)| *heard == Some(claim);
    let (answer, claim) = if factors.iter().any(|each| is(Claim::Present)(&each)) {
        (Answer::Yes, Claim::Present)
    } else if factors.iter().all(|each| is(Claim::Absent)(&each)) {
        (Answer::No, Claim::Absent)
    } else {
        (Answer::Unknown, Claim::Unknown)
    };
    let given = tool.find_answer(item, answer.word())?;
    let cites = factors.iter().filter(is(claim)).flat_map(|(factor, _)| evidence(session, factor, claim)).collect();
    Some(Event::Answer { item, answer: given, cites })
}

/// What is true of a factor, where it was heard.
fn heard_truly(session: &Session, factor: &Factor) -> Option<Claim> {
    use doorstep_scoring::{Heard, Truth};
    let heard = factor.heard(|fact| stands(session, fact).is_some());
    match (factor.truth, heard) {
        (Truth::Present, Heard::Present) => Some(Claim::Present),
        (Truth::Absent, Heard::Absent) => Some(Claim::Absent),
        _ => None,
    }
}

/// The turn that first revealed a fact, if none that corrects it was heard.
fn stands(session: &Session, fact: FactIndex) -> Option<TurnIndex> {
    let corrected = session.content().scenario.replacing(fact).any(|later| session.state().heard_at(later).is_some());
    session.state().heard_at(fact).filter(|_| !corrected)
}

/// The turns that first revealed the facts of the first set that suffices.
fn evidence(session: &Session, factor: &Factor, claim: Claim) -> Vec<TurnIndex> {
    let sets = match claim {
        Claim::Present => &factor.sufficient_present,
        Claim::Absent => &factor.sufficient_absent,
        Claim::Unknown => return Vec::new(),
    };
    let turns = |set: &Vec<FactIndex>| set.iter().map(|fact| stands(session, *fact)).collect::<Option<Vec<_>>>();
    sets.iter().find_map(turns).unwrap_or_default()
}

/// For each act with a positive value that was not done yet, its first action that does no harm.
fn actions(scale: &Scale<'_>, session: &Session) -> Vec<ActionIndex> {
    let key = scale.key();
    let tally = scale.tally(session);
    let harms = |action: ActionIndex| key.acts.iter().any(|act| act.value < 0 && act.any_of.contains(&Doing::Action(action)));
    let open = key.acts.iter().zip(&tally.acts).filter(|(act, at)| act.value > 0 && at.done.is_none());
    let mut chosen: Vec<ActionIndex> = open
        .filter_map(|(act, _)| {
            act.any_of.iter().find_map(|doing| match doing {
                Doing::Action(action) if !harms(*action) => Some(*action),
                _ => None,
            })
        })
        .collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

/// The same play with the best sheet that single changes of an answer lead to, and without actions that give nothing.
pub(crate) fn improve(scale: &Scale<'_>, session: Session) -> Session {
    let mut best = session;
    let mut best_score = worth(scale, &best);
    let mut better = true;
    while better {
        better = false;
        for place in 0..best.attempt().events.len() {
            for changed in alternatives(&best.attempt().events[place]) {
                let mut attempt = best.attempt().clone();
                attempt.events[place] = changed;
                if let Some((other, score)) = replayed(scale, &best, attempt)
                    && score > best_score
                {
                    (best, best_score, better) = (other, score, true);
                }
            }
        }
    }
    best
}

fn replayed(scale: &Scale<'_>, like: &Session, attempt: Attempt) -> Option<(Session, (Ratio, core::cmp::Reverse<usize>))> {
    let session = Session::replay(like.content().clone(), attempt).ok()?;
    let score = worth(scale, &session);
    Some((session, score))
}

/// What a sheet is worth: its score, and of two with the same the one with fewer actions.
fn worth(scale: &Scale<'_>, session: &Session) -> (Ratio, core::cmp::Reverse<usize>) {
    let actions = session.state().assessments().iter().map(|committed| committed.actions.len()).sum();
    (scale.tally(session).score.unwrap_or(Ratio::ZERO), core::cmp::Reverse(actions))
}

/// The same event with another answer, or without one of its actions.
fn alternatives(event: &Event) -> Vec<Event> {
    match event {
        Event::Answer { item, answer, .. } => [Answer::Yes, Answer::No, Answer::Unknown]
            .into_iter()
            .filter(|other| *other != answer.answer())
            .map(|answer| Event::Answer { item: *item, answer: answer.into(), cites: Vec::new() })
            .collect(),
        Event::Commit { actions, reassess_hours, safe_contact, handover } => (0..actions.len())
            .map(|left_out| Event::Commit {
                actions: actions.iter().enumerate().filter(|(place, _)| *place != left_out).map(|(_, action)| *action).collect(),
                reassess_hours: *reassess_hours,
                safe_contact: safe_contact.clone(),
                handover: handover.clone(),
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Every level as a way to make the assessment that is due, the lowest first, with an empty form and no action.
pub(crate) fn every_level(session: &Session) -> Vec<Vec<Event>> {
    let way = |level: LevelIndex| {
        let reason = || "To see how the call goes on.".to_owned();
        vec![
            Event::FirstImpression(level),
            Event::LockAnswers,
            Event::OwnLevel { level, confidence: SURE, reason: reason(), cites: Vec::new() },
            Event::FinalLevel { level, reason: reason() },
            Event::Commit { actions: Vec::new(), reassess_hours: 24, safe_contact: String::new(), handover: String::new() },
        ]
    };
    session.content().tool.levels().map(|(level, _)| way(level)).collect()
}
