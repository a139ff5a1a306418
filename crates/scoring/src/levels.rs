//! Levels: the expected cost of each under the readers' votes, and what the trainee's gives.

use doorstep_risk_tool::{Direction, LevelIndex};
use doorstep_scenario::{AssessmentIndex, FactIndex};
use doorstep_simulator::{Committed, TurnIndex};

use crate::course::Course;
use crate::gate::{Gate, is_scored};
use crate::{
    AssessmentKey, AssessmentReport, CitedTurn, CommittedReport, GradeDirection, Policy, Ratio, RationaleFact, ReaderLevel, waterfall,
};

const SECONDS_AN_HOUR: u32 = 3600;

/// What the levels cost, in parts of one common denominator, lowest level first.
pub(crate) struct Costs {
    pub(crate) parts: Vec<i64>,
    /// 0 where nobody voted.
    pub(crate) of: i64,
}

impl Costs {
    /// The square of the distance to each vote, `rho` times dearer below it, summed over the votes.
    ///
    /// Bounds: votes of at most 10,000 on 255 levels, and a rho of at most 10 in thousandths, come to less than 1e13.
    pub(crate) fn of(policy: &Policy, votes: &[u32]) -> Self {
        let total: i64 = votes.iter().map(|count| i64::from(*count)).sum();
        let (dearer, plain) = (policy.rho.numerator(), policy.rho.denominator());
        let cost = |level: i64, vote: i64| (level - vote) * (level - vote) * if level < vote { dearer } else { plain };
        let of_level = |level: i64| votes.iter().zip(0_i64..).map(|(count, vote)| i64::from(*count) * cost(level, vote)).sum();
        Self { parts: (0_i64..).take(votes.len()).map(of_level).collect(), of: total * plain }
    }

    /// The credit of a level in parts of `whole`, rounded half up once; what it lacks of the whole is its excess over the least cost, as a
    /// share of the reference.
    pub(crate) fn credit_in(&self, policy: &Policy, level: LevelIndex, whole: i128) -> i128 {
        let (Some(own), Some(least)) = (self.parts.get(level.at()), self.parts.iter().min()) else { return 0 };
        let (over, under) = (policy.level_reference.numerator(), policy.level_reference.denominator());
        let excess = i128::from(own - least) * i128::from(under);
        let reference = i128::from(self.of) * i128::from(over);
        if reference == 0 || excess >= reference { 0 } else { (2 * (reference - excess) * whole + reference) / (2 * reference) }
    }
}

/// The expected cost of each level, lowest first: the square of the distance to each vote, `rho` times dearer below it, on average
/// over the votes. Nothing where nobody voted.
pub(crate) fn expected_costs(policy: &Policy, votes: &[u32]) -> Vec<Ratio> {
    let Costs { parts, of } = Costs::of(policy, votes);
    if of == 0 { Vec::new() } else { parts.into_iter().map(|part| Ratio::new(part, of)).collect() }
}

/// What a level gives: all of it at the least cost, nothing where the cost lies `level_reference` or more above.
pub(crate) fn credit(policy: &Policy, costs: &[Ratio], level: LevelIndex) -> Ratio {
    let (Some(own), Some(least)) = (costs.get(level.at()), costs.iter().min()) else { return Ratio::ZERO };
    let lost = (*own - *least).share_of(policy.level_reference).unwrap_or(Ratio::ZERO);
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

/// How a level stands under some votes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelCredit {
    /// The expected cost of each level, lowest first; nothing where nobody voted.
    pub costs: Vec<Ratio>,
    /// The levels of the least cost.
    pub least: Vec<LevelIndex>,
    /// What the level earns, 0 to 1.
    pub credit: Ratio,
    /// Where it lies against the levels of the least cost.
    pub direction: GradeDirection,
}

/// How a level stands under votes for each level, lowest first.
pub fn level_credit(policy: &Policy, votes: &[u32], level: LevelIndex) -> LevelCredit {
    let costs = expected_costs(policy, votes);
    LevelCredit { least: least(&costs), credit: credit(policy, &costs, level), direction: direction(&costs, level), costs }
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

/// The level domain L: the mean credit over the key's assessment points that are scored; a point that was not committed gives nothing.
pub(crate) fn domain(earned: &[Option<Ratio>], gates: &[Option<Gate>]) -> Option<Ratio> {
    let scored = || earned.iter().zip(gates).filter(|(_, gate)| is_scored(**gate)).map(|(credit, _)| *credit);
    let sum: Ratio = scored().flatten().sum();
    sum.share_of(Ratio::whole(i64::try_from(scored().count()).unwrap_or(i64::MAX)))
}

/// Every assessment point of the call.
pub(crate) fn judge(course: &Course<'_>) -> Vec<AssessmentReport> {
    let points = course.scenario.assessments.iter().zip(0..);
    points
        .map(|(assessment, place)| {
            let index = AssessmentIndex(place);
            let place = course.key.assessments.iter().position(|each| each.assessment == index);
            let key = place.and_then(|place| course.key.assessments.get(place));
            let votes = count_votes(course.tool.levels.len(), key.map_or(&[], |key| &key.votes));
            AssessmentReport {
                id: assessment.id.clone(),
                label: assessment.label.clone(),
                readers: key.map_or_else(Vec::new, |key| readers(course, key)),
                committed: course.committed(index).map(|committed| commit(course, key, committed, &votes)),
                votes,
                gate: place.and_then(|place| course.gates.levels.get(place).copied().flatten()),
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
    let rationale: Vec<RationaleFact> =
        key.map_or_else(Vec::new, |key| key.cite.iter().map(|fact| rationale(course, committed, *fact)).collect());
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
        rationale_share: rationale_share(&rationale),
        rationale,
        cited: cited(course, key, committed),
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

/// Of the facts that a sound rationale names and that had been heard, the share that is cited; nothing where none had been.
fn rationale_share(facts: &[RationaleFact]) -> Option<Ratio> {
    let count = |keep: fn(&&RationaleFact) -> bool| Ratio::whole(i64::try_from(facts.iter().filter(keep).count()).unwrap_or(i64::MAX));
    count(|fact| fact.heard && fact.cited).share_of(count(|fact| fact.heard))
}

/// The turns cited with the own level, each with whether it revealed a fact that a sound rationale names and that still stood.
fn cited(course: &Course<'_>, key: Option<&AssessmentKey>, committed: &Committed) -> Vec<CitedTurn> {
    let stands = |fact: &FactIndex| course.replaced_before(*fact, committed.turns as usize).is_none();
    let named = |turn: TurnIndex| key.is_some_and(|key| course.reveals(turn).iter().any(|fact| key.cite.contains(fact) && stands(fact)));
    committed.own.cites.iter().map(|turn| CitedTurn { turn: *turn, named: named(*turn) }).collect()
}

fn level_id(course: &Course<'_>, level: LevelIndex) -> String {
    course.tool.level(level).id.clone()
}
