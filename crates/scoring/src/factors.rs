//! Factors: what was heard of each, what was answered, how that came out, and what it gives.

use doorstep_risk_tool::{Claim, Item, ItemIndex, RiskTool};
use doorstep_scenario::FactIndex;
use doorstep_simulator::TurnIndex;

use crate::course::Course;
use crate::{ClaimVotes, Corrected, Diagnostics, Factor, FactorReport, FactorTally, Heard, Outcome, Point, Policy, Ratio, Truth};

/// More citations than this count in so many parts: their share is rounded down. It keeps every sum exact (see `ratio.rs`), and changes
/// nothing for anybody who cites up to so many lines for one factor.
pub(crate) const FINEST_SHARE: i64 = 10;

impl Outcome {
    /// How a factor came out: what is true, what was heard, what was answered, and whether a valid line was cited for it.
    pub const fn of(truth: Truth, heard: Heard, answer: Claim, cited_validly: bool) -> Self {
        match (truth, heard, answer) {
            (Truth::Present, Heard::Present, Claim::Present) => {
                if cited_validly {
                    Self::Hit
                } else {
                    Self::HitUnsupported
                }
            }
            (Truth::Present, Heard::Present, Claim::Unknown) => Self::RecognitionMiss,
            (Truth::Present, Heard::Present, Claim::Absent) => Self::RecognitionReject,
            (Truth::Present, Heard::Absent, Claim::Absent) => Self::MisledAbsent,
            (Truth::Present, Heard::Absent | Heard::Nothing, Claim::Unknown) => Self::ElicitationMiss,
            (Truth::Present, Heard::Absent | Heard::Nothing, Claim::Present) => Self::UnsupportedPresent,
            (Truth::Present, Heard::Nothing, Claim::Absent) => Self::UnfoundedAbsent,
            (Truth::Absent, Heard::Absent, Claim::Absent) => Self::CorrectAbsent,
            (Truth::Absent, Heard::Absent, Claim::Unknown) => Self::OvercautiousUnknown,
            (Truth::Absent, Heard::Absent | Heard::Nothing, Claim::Present) => Self::FalseAlarm,
            (Truth::Absent, Heard::Present, Claim::Present) => Self::MisledPresent,
            (Truth::Absent, Heard::Present | Heard::Nothing, Claim::Unknown) => Self::HonestUnknown,
            (Truth::Absent, Heard::Present | Heard::Nothing, Claim::Absent) => Self::UnfoundedAbsent,
            (Truth::Undetermined, _, Claim::Unknown) => Self::HonestUnknown,
            (Truth::Undetermined, _, Claim::Present) => Self::UnsupportedPresent,
            (Truth::Undetermined, _, Claim::Absent) => Self::UnfoundedAbsent,
        }
    }
}

/// The parts of a credit, each with the name of its rule: what a [`Point`] tells, without a text of its own.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Points([Option<(&'static str, Ratio)>; 3]);

impl Points {
    /// What they come to.
    pub(crate) fn credit(&self) -> Ratio {
        self.0.iter().flatten().map(|(_, value)| *value).sum()
    }

    /// As a report tells them.
    fn told(&self) -> Vec<Point> {
        self.0.iter().flatten().map(|(rule, value)| Point { rule: (*rule).to_owned(), value: *value }).collect()
    }
}

/// What an outcome gives, part by part. `share` is the share of the citations that are valid. Only a required factor earns; an unfounded
/// claim costs on any.
pub(crate) fn points(policy: &Policy, truth: Truth, required: bool, outcome: Outcome, share: Ratio) -> Points {
    let earned = |rule: &'static str, value: Ratio| (required && value != Ratio::ZERO).then_some((rule, value));
    let lost = || Some(("unfounded", -policy.unfounded));
    let heard = || earned("heard", policy.heard);
    Points(match outcome {
        Outcome::Hit | Outcome::HitUnsupported => [heard(), earned("marked", policy.marked), earned("cited", policy.cited * share)],
        Outcome::RecognitionMiss => [heard(), None, None],
        Outcome::RecognitionReject => [heard(), lost(), None],
        Outcome::CorrectAbsent => [earned("absent", Ratio::ONE), None, None],
        Outcome::OvercautiousUnknown => [earned("overcautious", policy.overcautious), None, None],
        Outcome::FalseAlarm | Outcome::UnfoundedAbsent => [lost(), None, None],
        Outcome::UnsupportedPresent if truth == Truth::Undetermined => [lost(), None, None],
        Outcome::UnsupportedPresent
        | Outcome::ElicitationMiss
        | Outcome::HonestUnknown
        | Outcome::MisledPresent
        | Outcome::MisledAbsent => [None, None, None],
    })
}

/// The share of citations that are valid: none where nothing is cited.
pub(crate) fn share(valid: usize, counted: usize) -> Ratio {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX / FINEST_SHARE);
    match (number(valid), number(counted)) {
        (_, 0) => Ratio::ZERO,
        (valid, counted) if counted <= FINEST_SHARE => Ratio::new(valid, counted),
        (valid, counted) => Ratio::new(valid * FINEST_SHARE / counted, FINEST_SHARE),
    }
}

/// What items that share a construct say together: present if any says so, absent if all that apply do, else unknown.
pub(crate) fn joint_claim(claims: impl IntoIterator<Item = Option<Claim>>) -> Claim {
    let mut joint = None;
    for claim in claims.into_iter().flatten() {
        joint = Some(match (joint, claim) {
            (_, Claim::Present) | (Some(Claim::Present), _) => Claim::Present,
            (None | Some(Claim::Absent), Claim::Absent) => Claim::Absent,
            _ => Claim::Unknown,
        });
    }
    joint.unwrap_or(Claim::Unknown)
}

impl Factor {
    /// What could be concluded from the facts that were heard. Where what was heard suffices for both, what is true prevails: the
    /// correction was heard too.
    pub fn heard(&self, heard: impl Fn(FactIndex) -> bool) -> Heard {
        let suffices = |sets: &[Vec<FactIndex>]| sets.iter().any(|set| set.iter().all(|fact| heard(*fact)));
        match (suffices(&self.sufficient_present), suffices(&self.sufficient_absent)) {
            (true, true) if self.truth == Truth::Absent => Heard::Absent,
            (true, _) => Heard::Present,
            (false, true) => Heard::Absent,
            (false, false) => Heard::Nothing,
        }
    }

    /// The sets of facts that suffice for an answer; none suffices for "not established".
    pub(crate) fn sufficient_for(&self, answer: Claim) -> &[Vec<FactIndex>] {
        match answer {
            Claim::Present => &self.sufficient_present,
            Claim::Absent => &self.sufficient_absent,
            Claim::Unknown => &[],
        }
    }

    /// The tool's items that speak for it: those that share a construct.
    pub fn items<'a>(&'a self, tool: &'a RiskTool) -> impl Iterator<Item = (ItemIndex, &'a Item)> + use<'a> {
        tool.items().filter(|(_, item)| item.constructs.iter().any(|construct| self.constructs.contains(construct)))
    }

    /// Whether a fact is named in any of its sets for this answer.
    pub(crate) fn names(&self, answer: Claim, fact: FactIndex) -> bool {
        self.sufficient_for(answer).iter().flatten().any(|each| *each == fact)
    }
}

impl Truth {
    /// What must have been heard to conclude what is true; nothing suffices where the call does not say.
    pub(crate) const fn side(self) -> Option<(Heard, Claim)> {
        match self {
            Self::Present => Some((Heard::Present, Claim::Present)),
            Self::Absent => Some((Heard::Absent, Claim::Absent)),
            Self::Undetermined => None,
        }
    }
}

/// Every factor of the key that somebody could answer. One that no item of the tool speaks for only serves the level rule and the
/// rated subsets.
pub(crate) fn judge(course: &Course<'_>) -> Vec<FactorReport> {
    let cited = all_cited(course);
    let answerable = |place: &usize| course.applies[*place] && course.is_answerable(*place);
    (0..course.key.factors.len()).filter(answerable).map(|place| one(course, place, &cited)).collect()
}

/// What decides of a factor, before anything is said about it.
pub(crate) struct Judged {
    pub(crate) heard: Heard,
    pub(crate) answer: Claim,
    pub(crate) outcome: Outcome,
    pub(crate) waived: bool,
    pub(crate) points: Points,
}

/// What decides of every factor of the key, in its order; also of those that nobody could answer.
pub(crate) fn decide(course: &Course<'_>) -> Vec<Judged> {
    let cited = all_cited(course);
    (0..course.key.factors.len()).map(|place| decide_one(course, place, &cited)).collect()
}

fn all_cited(course: &Course<'_>) -> Vec<Vec<Cited>> {
    let cited_for = |place: usize| {
        let applies = course.applies[place];
        if applies { cited(course, place) } else { Vec::new() }
    };
    (0..course.key.factors.len()).map(cited_for).collect()
}

fn decide_one(course: &Course<'_>, place: usize, all_cited: &[Vec<Cited>]) -> Judged {
    let (factor, answer, cited) = (&course.key.factors[place], course.claims[place], &all_cited[place]);
    let heard = factor.heard(|fact| course.stood_then(fact).is_some());
    let valid = cited.iter().filter(|each| each.bears).count();
    // A turn cited for an item that speaks for several factors counts for those on which it bears; where it bears on none, against all.
    let bears_elsewhere = |turn: TurnIndex| {
        all_cited
            .iter()
            .zip(0..)
            .any(|(cited, other)| cited.iter().any(|each| each.turn == turn && each.bears) && course.cites_for_both(place, other, turn))
    };
    let counted = cited.iter().filter(|each| each.bears || !bears_elsewhere(each.turn)).count();
    let waived = factor.waived_by.iter().any(|act| course.done[usize::from(*act)].is_some());
    let outcome = Outcome::of(factor.truth, heard, answer, valid > 0);
    let points = if waived || !course.gates.scores_factor(place) {
        Points::default()
    } else {
        points(course.policy, factor.truth, factor.required, outcome, share(valid, counted))
    };
    Judged { heard, answer, outcome, waived, points }
}

fn one(course: &Course<'_>, place: usize, all_cited: &[Vec<Cited>]) -> FactorReport {
    let (factor, cited) = (&course.key.factors[place], &all_cited[place]);
    let judged = decide_one(course, place, all_cited);
    let Judged { heard, answer, outcome, waived, points } = judged;
    FactorReport {
        id: factor.id.clone(),
        label: factor.label.clone(),
        weight: factor.weight,
        required: factor.required,
        waived,
        gate: course.gates.factors.get(place).copied().flatten(),
        truth: factor.truth,
        heard,
        answer,
        items: course.items_for(place).map(|item| item.id.clone()).collect(),
        outcome,
        ticked_before_asked: ticked_before_asked(course, place),
        credit: points.credit(),
        points: points.told(),
        evidence: evidence(course, factor, heard),
        corrected: corrected(course, factor),
        cited: cited.iter().map(|each| each.turn).collect(),
        valid: cited.iter().filter(|each| each.bears).map(|each| each.turn).collect(),
        votes: votes(factor),
        why: factor.why.clone(),
        ways: crate::ways::ways(course, factor, heard),
    }
}

/// A turn cited with an answer, and whether it bears on the factor.
struct Cited {
    turn: TurnIndex,
    bears: bool,
}

fn cited(course: &Course<'_>, place: usize) -> Vec<Cited> {
    let (factor, answer) = (&course.key.factors[place], course.claims[place]);
    let stands = |fact: FactIndex| course.replaced_then(fact).is_none();
    let bears = |turn: TurnIndex| course.reveals(turn).iter().any(|fact| factor.names(answer, *fact) && stands(*fact));
    let turns = course.entries_for(place).flat_map(|entry| entry.cites.iter().copied());
    let mut cited: Vec<Cited> = turns.map(|turn| Cited { turn, bears: bears(turn) }).collect();
    cited.sort_unstable_by_key(|each| each.turn);
    cited.dedup_by_key(|each| each.turn);
    cited
}

/// Whether an item was answered yes or no before any turn had revealed a fact of the factor's sets.
fn ticked_before_asked(course: &Course<'_>, place: usize) -> bool {
    let factor = &course.key.factors[place];
    let facts = factor.sufficient_present.iter().chain(&factor.sufficient_absent).flatten();
    let first = facts.filter_map(|fact| course.heard_then(*fact)).map(|turn| turn.0).min();
    course.entries_for(place).any(|entry| {
        let claims = matches!(entry.answer().claim(), Some(Claim::Present | Claim::Absent));
        claims && entry.answered_after.is_some_and(|after| first.is_none_or(|turn| after <= turn))
    })
}

/// The turns that first revealed what suffices for what was heard.
fn evidence(course: &Course<'_>, factor: &Factor, heard: Heard) -> Vec<TurnIndex> {
    let sets = match heard {
        Heard::Present => factor.sufficient_present.as_slice(),
        Heard::Absent => factor.sufficient_absent.as_slice(),
        Heard::Nothing => &[],
    };
    let whole = sets.iter().filter(|set| set.iter().all(|fact| course.stood_then(*fact).is_some()));
    let mut turns: Vec<TurnIndex> = whole.flatten().filter_map(|fact| course.stood_then(*fact)).collect();
    turns.sort_unstable();
    turns.dedup();
    turns
}

/// The facts of the factor's sets that had been heard and no longer stood: each with the turn that told it and the one that corrected it.
fn corrected(course: &Course<'_>, factor: &Factor) -> Vec<Corrected> {
    let mut facts: Vec<FactIndex> = factor.sufficient_present.iter().chain(&factor.sufficient_absent).flatten().copied().collect();
    facts.sort_unstable();
    facts.dedup();
    let id = |fact: FactIndex| course.scenario.facts[fact.at()].id.clone();
    let one = |fact: FactIndex| {
        let (turn, (by_turn, by)) = (course.heard_then(fact)?, course.replaced_then(fact)?);
        Some(Corrected { fact: id(fact), turn, by: id(by), by_turn })
    };
    facts.into_iter().filter_map(one).collect()
}

fn votes(factor: &Factor) -> ClaimVotes {
    factor.votes.iter().flatten().fold(ClaimVotes::default(), |mut votes, vote| {
        match vote {
            Claim::Present => votes.present += 1,
            Claim::Unknown => votes.unknown += 1,
            Claim::Absent => votes.absent += 1,
        }
        votes
    })
}

/// The factor domain.
pub(crate) struct Domain {
    /// Weights times credits.
    pub(crate) points: Ratio,
    /// The weights of the required factors, without waived ones.
    pub(crate) weight: i64,
    /// Of the weight, the share whose truth was heard.
    pub(crate) elicited: Option<Ratio>,
    /// Of the weight of what was heard, the share that was answered rightly.
    pub(crate) recognised: Option<Ratio>,
}

impl Domain {
    /// F: bound to 0..1; nothing where no factor is required.
    pub(crate) fn share(&self) -> Option<Ratio> {
        self.points.share_of(Ratio::whole(self.weight)).map(Ratio::clamp_to_unit)
    }
}

/// What the factors come to. Only those count that somebody could answer.
pub(crate) fn domain(factors: &[FactorTally]) -> Domain {
    let in_play = || factors.iter().filter(|factor| factor.answerable && !factor.waived && factor.scored);
    let weigh = |keep: &dyn Fn(&FactorTally) -> bool| -> i64 {
        in_play().filter(|factor| factor.required && keep(factor)).map(|factor| i64::from(factor.weight)).sum()
    };
    let heard = FactorTally::is_heard;
    let right = |factor: &FactorTally| heard(factor) && factor.truth.side().is_some_and(|(_, answer)| factor.answer == answer);
    let weight = weigh(&|_| true);
    let heard_weight = Ratio::whole(weigh(&heard));
    Domain {
        points: in_play().map(|factor| Ratio::whole(i64::from(factor.weight)) * factor.credit).sum(),
        weight,
        elicited: heard_weight.share_of(Ratio::whole(weight)),
        recognised: Ratio::whole(weigh(&right)).share_of(heard_weight),
    }
}

/// The finer shares.
pub(crate) fn diagnose(policy: &Policy, factors: &[FactorReport]) -> Diagnostics {
    let of = |truth: Truth| {
        let side = truth.side();
        factors.iter().filter(move |each| each.counts() && each.truth == truth && side.is_some_and(|(heard, _)| each.heard == heard))
    };
    let weight = |factor: &FactorReport| Ratio::whole(i64::from(factor.weight));
    let answered = |truth: Truth, answer: Claim| {
        let right: Ratio = of(truth).filter(|factor| factor.answer == answer).map(weight).sum();
        right.share_of(of(truth).map(weight).sum())
    };
    let marked = || of(Truth::Present).filter(|factor| factor.answer == Claim::Present);
    let cited = |factor: &FactorReport| {
        let given = factor.points.iter().filter(|point| point.rule == "cited").map(|point| point.value).sum::<Ratio>();
        weight(factor) * given.share_of(policy.cited).unwrap_or(Ratio::ZERO)
    };
    Diagnostics {
        recognised_if_heard: answered(Truth::Present, Claim::Present),
        excluded_if_heard: answered(Truth::Absent, Claim::Absent),
        cited_if_marked: marked().map(cited).sum::<Ratio>().share_of(marked().map(weight).sum()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every row: what is true, heard, answered, cited validly; how it comes out; the credit when required, and when optional.
    const TABLE: &str = "
        present      present answer-present cited  -> hit                   1     0
        present      present answer-present -      -> hit_unsupported       4/5   0
        present      present answer-unknown any    -> recognition_miss      3/10  0
        present      present answer-absent  any    -> recognition_reject    1/20  -1/4
        present      absent  answer-present any    -> unsupported_present   0     0
        present      absent  answer-unknown any    -> elicitation_miss      0     0
        present      absent  answer-absent  any    -> misled_absent         0     0
        present      none    answer-present any    -> unsupported_present   0     0
        present      none    answer-unknown any    -> elicitation_miss      0     0
        present      none    answer-absent  any    -> unfounded_absent      -1/4  -1/4
        absent       present answer-present any    -> misled_present        0     0
        absent       present answer-unknown any    -> honest_unknown        0     0
        absent       present answer-absent  any    -> unfounded_absent      -1/4  -1/4
        absent       absent  answer-present any    -> false_alarm           -1/4  -1/4
        absent       absent  answer-unknown any    -> overcautious_unknown  1/2   0
        absent       absent  answer-absent  any    -> correct_absent        1     0
        absent       none    answer-present any    -> false_alarm           -1/4  -1/4
        absent       none    answer-unknown any    -> honest_unknown        0     0
        absent       none    answer-absent  any    -> unfounded_absent      -1/4  -1/4
        undetermined any     answer-present any    -> unsupported_present   -     -1/4
        undetermined any     answer-unknown any    -> honest_unknown        -     0
        undetermined any     answer-absent  any    -> unfounded_absent      -     -1/4
    ";

    #[test]
    fn every_outcome_comes_from_the_table() {
        let policy = Policy::default();
        let mut outcomes = std::collections::BTreeSet::new();
        let mut rows_seen = std::collections::BTreeSet::new();
        for (truth, truth_word) in [(Truth::Present, "present"), (Truth::Absent, "absent"), (Truth::Undetermined, "undetermined")] {
            for (heard, heard_word) in [(Heard::Present, "present"), (Heard::Absent, "absent"), (Heard::Nothing, "none")] {
                for (answer, answer_word) in
                    [(Claim::Present, "answer-present"), (Claim::Unknown, "answer-unknown"), (Claim::Absent, "answer-absent")]
                {
                    for (cited, cited_word) in [(true, "cited"), (false, "-")] {
                        let fits = |cell: &str, word: &str| cell == "any" || cell == word;
                        let rows: Vec<Vec<&str>> = TABLE
                            .lines()
                            .map(|line| line.split_whitespace().collect::<Vec<_>>())
                            .filter(|row| row.len() == 8)
                            .filter(|row| {
                                row[0] == truth_word && fits(row[1], heard_word) && row[2] == answer_word && fits(row[3], cited_word)
                            })
                            .collect();
                        let [row] = rows.as_slice() else { panic!("one row for {truth_word} {heard_word} {answer_word} {cited_word}") };
                        rows_seen.insert(row.join(" "));
                        let outcome = Outcome::of(truth, heard, answer, cited);
                        let name = format!("{outcome:?}").chars().fold(String::new(), |mut name, letter| {
                            if letter.is_uppercase() && !name.is_empty() {
                                name.push('_');
                            }
                            name.extend(letter.to_lowercase());
                            name
                        });
                        assert_eq!(name, row[5], "{row:?}");
                        outcomes.insert(outcome);
                        let share = if cited { Ratio::ONE } else { Ratio::ZERO };
                        for (required, expected) in [(true, row[6]), (false, row[7])] {
                            if expected != "-" {
                                let credit = points(&policy, truth, required, outcome, share).credit();
                                assert_eq!(credit.to_string(), expected, "required {required}: {row:?}");
                            }
                        }
                    }
                }
            }
        }
        assert_eq!(outcomes.len(), 13, "all thirteen outcomes occur");
        assert_eq!(rows_seen.len(), TABLE.lines().filter(|line| line.contains("->")).count(), "every row is used");
    }

    #[test]
    fn items_that_share_a_construct_speak_together() {
        use Claim::{Absent, Present, Unknown};
        let joint = |claims: &[Option<Claim>]| joint_claim(claims.iter().copied());
        assert_eq!(joint(&[]), Unknown, "no item");
        assert_eq!(joint(&[None, None]), Unknown, "none applies");
        assert_eq!(joint(&[Some(Absent), None]), Absent, "what does not apply is left out");
        assert_eq!(joint(&[Some(Absent), Some(Absent)]), Absent);
        assert_eq!(joint(&[Some(Absent), Some(Unknown)]), Unknown, "a blank is never a no");
        assert_eq!(joint(&[Some(Unknown), Some(Absent)]), Unknown);
        assert_eq!(joint(&[Some(Unknown), Some(Present)]), Present);
        assert_eq!(joint(&[Some(Present), Some(Absent)]), Present);
        assert_eq!(joint(&[Some(Absent), Some(Present), Some(Unknown)]), Present);
    }

    #[test]
    fn a_further_valid_citation_never_lowers_the_share() {
        for counted in 0..200 {
            for valid in 0..=counted {
                assert!(share(valid + 1, counted + 1) >= share(valid, counted), "{valid} of {counted}");
                assert!(share(valid, counted + 1) <= share(valid, counted), "{valid} of {counted}");
            }
            assert_eq!(share(counted, counted), if counted == 0 { Ratio::ZERO } else { Ratio::ONE });
        }
        assert_eq!(share(1, 2), Ratio::new(1, 2));
        assert_eq!(share(7, 13), Ratio::new(5, 10), "rounded down to tenths");
    }
}
