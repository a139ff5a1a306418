//! Levels: the expected cost of each under the readers' votes, and what the trainee's gives.

use doorstep_risk_tool::{Direction, LevelIndex};
use doorstep_scenario::{AssessmentIndex, FactIndex};
use doorstep_simulator::{Committed, TurnIndex};

use crate::course::Course;
use crate::{AssessmentKey, AssessmentReport, CommittedReport, GradeDirection, Policy, Ratio, RationaleFact, ReaderLevel, waterfall};

const SECONDS_AN_HOUR: u32 = 3600;

/// The expected cost of each level, lowest first: the square of the distance to each vote, `rho` times dearer below it, on average
/// over the votes. Nothing where nobody voted.
pub(crate) fn expected_costs(policy: &Policy, votes: &[u32]) -> Vec<Ratio> {
    let total: i64 = votes.iter().map(|count| i64::from(*count)).sum();
    if total == 0 {
        return Vec::new();
    }
    let cost = |level: i64| -> i64 {
        votes
            .iter()
            .zip(0_i64..)
            .map(|(count, vote)| {
                let distance = (level - vote) * (level - vote);
                i64::from(*count) * if level < vote { policy.rho * distance } else { distance }
            })
            .sum()
    };
    votes.iter().zip(0_i64..).map(|(_, level)| Ratio::new(cost(level), total)).collect()
}

/// What a level gives: all of it at the least cost, nothing where the cost lies `level_reference` or more above.
pub(crate) fn credit(policy: &Policy, costs: &[Ratio], level: LevelIndex) -> Ratio {
    let (Some(own), Some(least)) = (costs.get(level.at()), costs.iter().min()) else { return Ratio::ZERO };
    let lost = (*own - *least).share_of(Ratio::whole(policy.level_reference)).unwrap_or(Ratio::ZERO);
    (Ratio::ONE - lost).clamp_to_unit()
}

/// The levels of the least cost.
pub(crate) fn least(costs: &[Ratio]) -> Vec<LevelIndex> {
    let least = costs.iter().min();
    // A tool has at most 255 levels.
    (0..costs.len()).filter(|level| costs.get(*level) == least).map(|level| LevelIndex(level as u8)).collect()
}

/// Where a level lies against those of the least cost; `costs` are those of all levels, lowest first.
pub fn direction(costs: &[Ratio], level: LevelIndex) -> GradeDirection {
    let Some(least) = costs.iter().min() else { return GradeDirection::Exact };
    let first = costs.iter().position(|cost| cost == least);
    let last = costs.iter().rposition(|cost| cost == least);
    if first.is_some_and(|first| level.at() < first) {
        GradeDirection::Under
    } else if last.is_some_and(|last| level.at() > last) {
        GradeDirection::Over
    } else {
        GradeDirection::Exact
    }
}

/// How often each level was voted for, lowest first.
pub(crate) fn count_votes(levels: usize, votes: &[Option<LevelIndex>]) -> Vec<u32> {
    let mut counts = vec![0; levels];
    for vote in votes.iter().flatten() {
        if let Some(count) = counts.get_mut(vote.at()) {
            *count += 1;
        }
    }
    counts
}

/// What each level gives under these votes, lowest level first.
pub(crate) fn credits(policy: &Policy, votes: &[u32]) -> Vec<Ratio> {
    let costs = expected_costs(policy, votes);
    // A tool has at most 255 levels.
    (0..votes.len()).map(|level| credit(policy, &costs, LevelIndex(level as u8))).collect()
}

/// The credit of every assessment point of the key for its final level; nothing where none was committed.
pub(crate) fn earned(course: &Course<'_>) -> Vec<Option<Ratio>> {
    let one = |key: &AssessmentKey| {
        let committed = course.committed(key.assessment)?;
        let votes = count_votes(course.tool.levels.len(), &key.votes);
        Some(credit(course.policy, &expected_costs(course.policy, &votes), committed.last.level))
    };
    course.key.assessments.iter().map(one).collect()
}

/// The level domain L: the mean credit over the key's assessment points; a point that was not committed gives nothing.
pub(crate) fn domain(earned: &[Option<Ratio>]) -> Option<Ratio> {
    let points = i64::try_from(earned.len()).unwrap_or(0);
    let sum: Ratio = earned.iter().flatten().copied().sum();
    sum.share_of(Ratio::whole(points)).or((points > 0).then_some(Ratio::ZERO))
}

/// Every assessment point of the call.
pub(crate) fn judge(course: &Course<'_>) -> Vec<AssessmentReport> {
    let points = course.scenario.assessments.iter().zip(0..);
    points
        .map(|(assessment, place)| {
            let index = AssessmentIndex(place);
            let key = course.key.assessments.iter().find(|each| each.assessment == index);
            let votes = count_votes(course.tool.levels.len(), key.map_or(&[], |key| &key.votes));
            AssessmentReport {
                id: assessment.id.clone(),
                label: assessment.label.clone(),
                readers: key.map_or_else(Vec::new, |key| readers(course, key)),
                committed: course.committed(index).map(|committed| commit(course, key, committed, &votes)),
                votes,
                reassess_hours: key.and_then(|key| key.reassess_within).map(|seconds| seconds / SECONDS_AN_HOUR),
            }
        })
        .collect()
}

fn readers(course: &Course<'_>, key: &AssessmentKey) -> Vec<ReaderLevel> {
    let reason = |place: usize| key.reasons.get(place).cloned().flatten();
    let votes = key.votes.iter().zip(&course.key.readers).enumerate();
    votes
        .filter_map(|(place, (vote, reader))| {
            let level = level_id(course, (*vote)?);
            Some(ReaderLevel { viewpoint: reader.viewpoint.clone(), level, reason: reason(place) })
        })
        .collect()
}

fn commit(course: &Course<'_>, key: Option<&AssessmentKey>, committed: &Committed, votes: &[u32]) -> CommittedReport {
    let costs = expected_costs(course.policy, votes);
    let last = committed.last.level;
    let upward_only = matches!(course.tool.r#override.direction, Direction::Up | Direction::None);
    let within = key.and_then(|key| key.reassess_within);
    CommittedReport {
        second: committed.second,
        turns: committed.turns,
        step: committed.step,
        first_impression: level_id(course, committed.first_impression),
        own: level_id(course, committed.own.level),
        confidence: committed.own.confidence,
        reason: committed.own.reason.clone(),
        tool: committed.tool_level.map(|level| level_id(course, level)),
        last: level_id(course, last),
        last_reason: committed.last.reason.clone(),
        credit: credit(course.policy, &costs, last),
        own_credit: credit(course.policy, &costs, committed.own.level),
        direction: direction(&costs, last),
        below_tool: upward_only && committed.tool_level.is_some_and(|tool| last < tool),
        reassess_hours: committed.reassess_hours,
        reassess_in_time: within.map(|seconds| u32::from(committed.reassess_hours) * SECONDS_AN_HOUR <= seconds),
        rationale: key.map_or_else(Vec::new, |key| key.cite.iter().map(|fact| rationale(course, committed, *fact)).collect()),
        waterfall: key.and_then(|key| waterfall::judge(course, key, committed, &least(&costs))),
        expected_cost: costs,
    }
}

fn rationale(course: &Course<'_>, committed: &Committed, fact: FactIndex) -> RationaleFact {
    let within = |turn: TurnIndex| turn.0 < committed.turns;
    let described = &course.scenario.facts[fact.at()];
    let stands = course.replaced_before(fact, committed.turns as usize).is_none();
    RationaleFact {
        fact: described.id.clone(),
        text: course.view.words(&described.text),
        heard: stands && course.state.heard_at(fact).is_some_and(within),
        cited: stands && committed.own.cites.iter().any(|turn| within(*turn) && course.reveals(*turn).contains(&fact)),
    }
}

fn level_id(course: &Course<'_>, level: LevelIndex) -> String {
    course.tool.level(level).id.clone()
}
