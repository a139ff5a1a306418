//! What must hold of every policy, every panel and every form.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod common;

use common::{Play, factor, key, play, scenario, tool};
use doorstep_envelope::Digest;
use doorstep_risk_tool::{Answer, Claim, LevelIndex};
use doorstep_scoring::*;
use doorstep_simulator::Content;
use proptest::prelude::*;

fn share() -> impl Strategy<Value = Ratio> {
    prop_oneof![(0..=100_i64).prop_map(|part| Ratio::new(part, 100)), (0..=20_i64).prop_map(|part| Ratio::new(part, 20))]
}

/// Policies in the whole range of every number, also those whose numbers are too fine.
fn a_policy() -> impl Strategy<Value = Policy> {
    let credits = (0..=100_i64, 0..=100_i64, share(), share(), share());
    let levels = (10..=100_i64, 1..=200_i64);
    let weights = (share(), share(), share(), share());
    (credits, levels, weights).prop_map(|((heard, marked, unfounded, overcautious, late), (rho, reference), weights)| {
        let heard = heard.min(100 - marked.min(100));
        Policy {
            id: "drawn@1".into(),
            heard: Ratio::new(heard, 100),
            marked: Ratio::new(marked, 100),
            cited: Ratio::new(100 - heard - marked, 100),
            unfounded,
            overcautious,
            rho: Ratio::new(rho, 10),
            level_reference: Ratio::new(reference, 10),
            late,
            weight_factors: weights.0,
            weight_levels: weights.1,
            weight_acts: weights.2,
            weight_conduct: weights.3,
            ..Policy::default()
        }
    })
}

/// An approved or illustrative case with so many votes for each of four levels, and an answer.
fn case(call: usize, votes: &[u32], answer: Option<u8>, factors: Ratio, status: KeyStatus) -> FormCase {
    let voters = votes.iter().zip(0_u8..).flat_map(|(count, level)| (0..*count).map(move |_| Some(LevelIndex(level))));
    FormCase {
        call: format!("call-{call}"),
        status,
        repeat: false,
        ended: true,
        factors: Some(factors),
        acts: Some(Ratio::new(1, 2)),
        conduct: None,
        levels: vec![FormLevel {
            assessment: "initial".into(),
            votes: voters.collect(),
            levels: 4,
            answer: answer.map(LevelIndex),
            gate: None,
        }],
        critical: vec![],
        made_from: None,
    }
}

fn a_case(call: usize) -> impl Strategy<Value = FormCase> {
    let votes = prop::collection::vec(0..8_u32, 4).prop_filter("somebody votes", |votes| votes.iter().any(|count| *count > 0));
    (votes, prop::option::weighted(0.9, 0..4_u8), share())
        .prop_map(move |(votes, answer, factors)| case(call, &votes, answer, factors, KeyStatus::Panel))
}

fn cases() -> impl Strategy<Value = Vec<FormCase>> {
    (0..12_usize).map(a_case).collect::<Vec<_>>()
}

fn plan(cases: &[FormCase]) -> FormPlan {
    FormPlan::of("drawn", cases.iter().map(|case| case.call.as_str()))
}

fn lenient() -> Policy {
    let usual = Policy::default();
    Policy { form: FormPolicy { minimum_cases: 1, key_draws: 20, ..usual.form }, ..usual }
}

fn score_of(report: &FormReport) -> Ratio {
    report.equated.unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// A policy that fits never overflows, over the largest tables that a key may have: arithmetic stops a test where it does.
    #[test]
    fn a_policy_that_fits_stays_exact(policy in a_policy(), votes in prop::sample::select(vec![[16_u32, 625], [13, 769], [9973, 1], [99, 101]])) {
        if policy.fits().is_err() {
            return Ok(());
        }
        let mut many = Vec::new();
        for place in 0..16 {
            let count = votes[place % 2];
            let panel = [count / 3, count - count / 3];
            let levels = 2;
            let voters = panel.iter().zip(0_u8..).flat_map(|(count, level)| (0..*count).map(move |_| Some(LevelIndex(level))));
            many.push(FormLevel { assessment: format!("point-{place}"), votes: voters.collect(), levels, answer: Some(LevelIndex(place as u8 % 2)), gate: None });
        }
        // Sums over 100 factors of weight up to 3, each with another share of citations, and over 200 acts, some of them late.
        let credit = |place: i64| Ratio::whole(1 + place % 3) * (policy.heard + policy.marked + policy.cited * Ratio::new(place % 10, 1 + place % 10) - policy.unfounded);
        let factors = (0..100).map(credit).sum::<Ratio>().share_of(Ratio::whole(299)).map(Ratio::clamp_to_unit);
        let acts = (0..199).map(|place| Ratio::whole(1 + place % 2) * policy.late).sum::<Ratio>().share_of(Ratio::whole(397)).map(Ratio::clamp_to_unit);
        let domains_of = FormCase { levels: many, factors, acts, conduct: Some(Ratio::new(997, 1009)), ..case(0, &[1], None, Ratio::ZERO, KeyStatus::Panel) };
        for (factors, acts) in [(domains_of.factors, domains_of.acts), (None, domains_of.acts), (domains_of.factors, None), (None, None)] {
            let case = FormCase { factors, acts, ..domains_of.clone() };
            if let Some(score) = case.score(&policy) {
                prop_assert!(score >= Ratio::ZERO && score <= Ratio::whole(100), "{score}");
            }
        }
    }

    /// Under every policy: answering rightly is never worse than leaving it, and for what was not heard a guess is never better.
    #[test]
    fn the_laws_hold_under_every_policy(policy in a_policy(), truths in prop::collection::vec(0..3_usize, 3), asks in prop::collection::vec(0..6_usize, 0..6)) {
        if policy.fits().is_err() {
            return Ok(());
        }
        let content = Content::new(scenario(6), tool(3));
        let truth = [Truth::Present, Truth::Absent, Truth::Undetermined];
        let key = key(truths.iter().enumerate().map(|(place, kind)| factor(place, truth[*kind], 2, true)).collect());
        let mut asks = asks;
        asks.sort_unstable();
        asks.dedup();
        let with = |answers: [Answer; 3]| {
            let answers = answers.into_iter().map(|answer| (answer, vec![])).collect();
            let played = play(&content, &Play { asks: asks.clone(), answers, level: Some(1), actions: vec![] });
            score_under(&played, &key, Digest::default(), &policy).unwrap()
        };
        let open = with([Answer::Unknown; 3]);
        for place in 0..3 {
            for answer in [Answer::Yes, Answer::No] {
                let mut answers = [Answer::Unknown; 3];
                answers[place] = answer;
                let claimed = with(answers);
                let right = matches!(
                    (claimed.factors[place].truth, claimed.factors[place].heard, claimed.factors[place].answer),
                    (Truth::Present, Heard::Present, Claim::Present) | (Truth::Absent, Heard::Absent, Claim::Absent)
                );
                if right {
                    prop_assert!(claimed.factor_points >= open.factor_points, "{claimed:#?}");
                } else if open.factors[place].heard == Heard::Nothing {
                    prop_assert!(claimed.factor_points <= open.factor_points, "{claimed:#?}");
                }
            }
        }
    }

    /// The order of cases and of experts changes nothing but the order in which cases are listed.
    #[test]
    fn permuting_cases_and_experts_changes_nothing(cases in cases(), turn in 0..12_usize) {
        let plan = plan(&cases);
        let policy = Policy { form: FormPolicy { key_draws: 0, ..lenient().form }, ..lenient() };
        let usual = judge_form(&policy, &plan, &cases);
        let mut turned = cases.clone();
        turned.rotate_left(turn);
        for case in &mut turned {
            case.levels[0].votes.reverse();
        }
        prop_assert_eq!(&judge_form(&policy, &plan, &turned), &usual);
    }

    /// A better step in one case never lowers the form: more of the factors, or a level of a lower cost.
    #[test]
    fn a_better_step_never_lowers_the_form(cases in cases(), place in 0..12_usize, answer in 0..4_u8) {
        let (plan, policy) = (plan(&cases), lenient());
        let usual = judge_form(&policy, &plan, &cases);
        let mut better = cases.clone();
        better[place].factors = better[place].factors.map(|share| (share + Ratio::new(1, 20)).clamp_to_unit());
        prop_assert!(score_of(&judge_form(&policy, &plan, &better)) >= score_of(&usual));
        let votes = cases[place].levels[0].counts();
        let credit = |answer: Option<LevelIndex>| answer.map_or(Ratio::ZERO, |answer| level_credit(&policy, &votes, answer).credit);
        let mut other = cases.clone();
        other[place].levels[0].answer = Some(LevelIndex(answer));
        let changed = judge_form(&policy, &plan, &other);
        if credit(Some(LevelIndex(answer))) >= credit(cases[place].levels[0].answer) {
            prop_assert!(score_of(&changed) >= score_of(&usual));
            prop_assert!(changed.levels.mean_credit >= usual.levels.mean_credit);
        }
    }

    /// No constant answer earns more than nothing of the adjusted credit, and the key all of it.
    #[test]
    fn a_constant_answer_earns_nothing(cases in cases(), level in 0..4_u8) {
        let policy = lenient();
        let constant: Vec<FormCase> = cases.iter().cloned().map(|mut case| { case.levels[0].answer = Some(LevelIndex(level)); case }).collect();
        let found = judge_form(&policy, &plan(&constant), &constant);
        prop_assert!(found.levels.adjusted.is_none_or(|adjusted| adjusted <= Ratio::ZERO));
        prop_assert!(found.reasons.iter().any(|reason| reason.rule == Rule::ConstantAnswer));
        let best: Vec<FormCase> = cases.iter().cloned().map(|mut case| {
            case.levels[0].answer = level_credit(&policy, &case.levels[0].counts(), LevelIndex(0)).least.first().copied();
            case
        }).collect();
        let found = judge_form(&policy, &plan(&best), &best);
        prop_assert!(found.levels.adjusted.is_none_or(|adjusted| adjusted == Ratio::ONE));
        prop_assert_eq!(found.levels.under, 0);
    }
}

/// Every panel of `experts` over four levels.
fn panels(experts: u32) -> Vec<[u32; 4]> {
    let mut found = Vec::new();
    for first in 0..=experts {
        for second in 0..=experts - first {
            for third in 0..=experts - first - second {
                found.push([first, second, third, experts - first - second - third]);
            }
        }
    }
    found
}

/// Taking one expert away moves the credit of any level of a key that passes the gates by at most what `docs/scoring.md` states: tried over
/// every panel of that size.
#[test]
fn one_expert_less_moves_a_stable_key_only_within_the_stated_band() {
    let page = include_str!("../../../docs/scoring.md");
    let row = |experts: u32| -> (u32, f64) {
        let begins = format!("| {experts} experts | ");
        let line = page.lines().find(|line| line.starts_with(&begins)).unwrap_or_else(|| panic!("a line that begins with {begins}"));
        let (panels, shift) = line[begins.len()..].trim_end_matches(" |").split_once(" | ").unwrap();
        (panels.parse().unwrap(), shift.parse().unwrap())
    };
    let policy = Policy::default();
    for experts in [8, 10, 12, 15, 20] {
        let (mut widest, mut stable) = (Ratio::ZERO, 0);
        for votes in panels(experts) {
            if !gate_of(&policy, &votes) {
                continue;
            }
            stable += 1;
            for answer in (0..4).map(LevelIndex) {
                let whole = level_credit(&policy, &votes, answer).credit;
                for level in (0..4).filter(|level| votes[*level] > 0) {
                    let mut less = votes;
                    less[level] -= 1;
                    let moved = level_credit(&policy, &less, answer).credit - whole;
                    widest = widest.max(if moved < Ratio::ZERO { -moved } else { moved });
                }
            }
        }
        assert!(stable > 0, "{experts}");
        let (panels, shift) = row(experts);
        let stated = (shift * 100.0).round() as i64;
        // The page states the band rounded up to hundredths.
        let up = (widest.numerator() * 100 + widest.denominator() - 1) / widest.denominator();
        assert_eq!((up, stable), (stated, panels), "{experts} experts: {widest}");
    }
}

/// Whether a key of these votes passes the gates, asked of the engine through an approved key.
fn gate_of(policy: &Policy, votes: &[u32; 4]) -> bool {
    let least = level_credit(policy, votes, LevelIndex(0)).least;
    let panel = doorstep_agreement::Votes::new(votes.iter().map(|count| u64::from(*count)).collect()).unwrap();
    let (total, most) = (votes.iter().sum::<u32>(), *votes.iter().max().unwrap());
    4 * most >= 3 * total && panel.key_stability().is_ok_and(|stable| stable >= 0.95) && least.len() == 1 && votes[least[0].at()] == most
}

/// Gates: an approved key scores only what its panel is sure of, and reports why; an illustrative one scores all and shows no gate.
#[test]
fn only_approved_keys_meet_gates() {
    let content = Content::new(scenario(4), tool(2));
    let readers = 12;
    let mut key = key(vec![factor(0, Truth::Present, 3, true), factor(1, Truth::Absent, 1, true)]);
    key.readers = (0..readers).map(|reader| Reader { id: format!("r{reader}"), viewpoint: "practice".into() }).collect();
    let claims = |present: usize, absent: usize| {
        (0..readers)
            .map(|reader| {
                Some(if reader < present {
                    Claim::Present
                } else if reader < present + absent {
                    Claim::Absent
                } else {
                    Claim::Unknown
                })
            })
            .collect()
    };
    key.factors[0].votes = claims(11, 0);
    key.factors[1].votes = claims(5, 7);
    key.assessments[0].votes = (0..readers).map(|reader| Some(LevelIndex(if reader < 8 { 2 } else { 1 }))).collect();
    key.assessments[0].reasons = vec![None; readers];
    let played = play(
        &content,
        &Play { asks: vec![0], answers: vec![(Answer::Yes, vec![0]), (Answer::Yes, vec![])], level: Some(2), actions: vec![] },
    );
    let judged = |status: KeyStatus| {
        let key = AnswerKey { status, ..key.clone() };
        (score(&played, &key, Digest::default()).unwrap(), Scale::new(&key, &content).unwrap().tally(&played))
    };
    for status in [KeyStatus::Illustrative, KeyStatus::Panel] {
        let (report, tally) = judged(status);
        assert!(report.factors.iter().all(|factor| factor.gate.is_none()) && report.assessments[0].gate.is_none());
        assert_eq!((report.factor_weight, report.stages.graded), (4, Some(Ratio::ONE)));
        assert_eq!(tally.score, report.score);
    }
    let (report, tally) = judged(KeyStatus::Approved);
    assert_eq!(report.factors.iter().map(|factor| factor.gate.unwrap().scored).collect::<Vec<_>>(), [true, false]);
    assert_eq!(report.assessments[0].gate.unwrap().consensus, Ratio::new(2, 3));
    assert_eq!((report.factor_weight, report.stages.graded), (3, None), "what is not sure enough is for feedback only");
    assert_eq!(report.factors[1].outcome, Outcome::FalseAlarm, "it is still told");
    assert_eq!(report.factors[1].credit, Ratio::ZERO, "and costs nothing");
    assert_eq!(report.score, Some(Ratio::whole(100)));
    assert_eq!(tally.score, report.score);
}

/// The rules of 7.6, one after the other.
#[test]
fn the_rules_of_a_form_stand_in_their_order() {
    let unanimous = |call: usize, level: u8, answer: u8| {
        let mut votes = [0; 4];
        votes[usize::from(level)] = 12;
        case(call, &votes, Some(answer), Ratio::new(4, 5), KeyStatus::Approved)
    };
    let good: Vec<FormCase> = (0..24).map(|call| unanimous(call, (call % 4) as u8, (call % 4) as u8)).collect();
    let studied = |cases: &[FormCase]| FormPlan {
        error: Some(Ratio::whole(4)),
        dependability: Some(Ratio::new(82, 100)),
        consistency: Some(Ratio::new(9, 10)),
        ..plan(cases)
    };
    let usual = Policy::default();
    let pass = judge_form(&usual, &studied(&good), &good);
    assert_eq!((pass.recommendation, pass.provisional), (Recommendation::Pass, false), "{:#?}", pass.reasons);
    assert_eq!(pass.mean, Some(Ratio::whole(78)), "100 x (0.6 x 0.8 + 0.2 x 1 + 0.2 x 0.5)");
    assert_eq!(pass.key_sensitivity.map(|found| found.flipped), Some(0));

    let mut lapses = good.clone();
    let lapse = |class| FormCritical { id: "left".into(), label: "Left.".into(), class, review: None };
    lapses[0].critical = vec![lapse(CriticalClass::K2)];
    assert_eq!(judge_form(&usual, &studied(&good), &lapses).recommendation, Recommendation::Pass, "one lapse");
    lapses[5].critical = vec![lapse(CriticalClass::K2)];
    assert_eq!(judge_form(&usual, &studied(&good), &lapses).recommendation, Recommendation::FailCritical, "two");

    let mut never = good.clone();
    never[3].critical = vec![lapse(CriticalClass::K1)];
    assert_eq!(judge_form(&usual, &studied(&good), &never).recommendation, Recommendation::Review, "nobody has read the log");
    let said = |confirmed: bool| CriticalReview {
        call: "call-3".into(),
        error: "left".into(),
        confirmed,
        by: "assessor".into(),
        why: "Read.".into(),
    };
    assert!(review(&mut never, &[said(true)]).is_empty());
    assert_eq!(judge_form(&usual, &studied(&good), &never).recommendation, Recommendation::FailCritical);
    assert!(review(&mut never, &[said(false)]).is_empty());
    assert_eq!(judge_form(&usual, &studied(&good), &never).recommendation, Recommendation::Pass);
    assert_eq!(review(&mut never, &[CriticalReview { call: "another".into(), ..said(true) }]).len(), 1);

    let low: Vec<FormCase> = good
        .iter()
        .cloned()
        .enumerate()
        .map(|(place, mut case)| {
            if place % 4 == 1 && place < 20 {
                case.levels[0].answer = Some(LevelIndex(0));
            }
            case
        })
        .collect();
    let under = judge_form(&usual, &studied(&good), &low);
    assert_eq!((under.recommendation, under.levels.under, under.under_limit), (Recommendation::FailUnderRating, 5, Some(5)));

    // A score within the band: the second block decides at the cut; where the first decides, the second changes nothing.
    let near = |factors: Ratio| -> Vec<FormCase> { good.iter().cloned().map(|case| FormCase { factors: Some(factors), ..case }).collect() };
    let (first, second) = (near(Ratio::new(6, 10)), near(Ratio::new(7, 10)));
    let renamed: Vec<FormCase> = second.into_iter().map(|case| FormCase { call: format!("second-{}", case.call), ..case }).collect();
    let mut both_planned = studied(&first);
    both_planned.calls.extend(renamed.iter().map(|case| PlannedCall { call: case.call.clone(), block: 2 }));
    assert_eq!(judge_form(&usual, &both_planned, &first).recommendation, Recommendation::Extend, "66 lies within 4 of 65");
    let all: Vec<FormCase> = first.iter().chain(&renamed).cloned().collect();
    let both = judge_form(&usual, &both_planned, &all);
    assert_eq!((both.recommendation, both.counted, both.mean), (Recommendation::Pass, 48, Some(Ratio::whole(69))));
    let half = judge_form(&usual, &both_planned, &all[..30]);
    assert_eq!(half.recommendation, Recommendation::Incomplete, "eighteen cases of the second block are missing");
    let clear: Vec<FormCase> = good.iter().chain(&renamed).cloned().collect();
    let clear = judge_form(&usual, &both_planned, &clear);
    assert_eq!((clear.recommendation, clear.counted), (Recommendation::Pass, 24));
    assert!(clear.cases.iter().filter(|case| case.block == Some(2)).all(|case| case.r#use == CaseUse::NotNeeded && case.score.is_none()));

    // Repeats, second attempts, calls that were not ended and others do not count.
    let mut more = good.clone();
    more.push(FormCase { repeat: true, ..good[0].clone() });
    more.push(good[1].clone());
    more.push(unanimous(99, 1, 1));
    let report = judge_form(&usual, &studied(&good), &more);
    assert_eq!((report.recommendation, report.counted), (Recommendation::Pass, 24));
    assert_eq!(report.reasons.last().map(|reason| reason.says.as_str()), Some("Left out: 1 repeat, 1 second attempt, 1 not of this form."));
    let mut open = good.clone();
    open[2].ended = false;
    assert_eq!(judge_form(&usual, &studied(&good), &open).recommendation, Recommendation::Incomplete);

    // Panels that hardly agree: the verdict hangs on who sat there.
    let torn: Vec<FormCase> = (0..24)
        .map(|call| {
            let status = KeyStatus::Panel;
            case(call, if call % 2 == 0 { &[0, 7, 5, 0] } else { &[5, 7, 0, 0] }, Some((call % 3) as u8), Ratio::new(7, 10), status)
        })
        .collect();
    let sharp = FormPlan { error: Some(Ratio::ZERO), ..studied(&torn) };
    let mean = judge_form(&usual, &sharp, &torn).equated.unwrap();
    let at_the_cut = Policy { cut: Ratio::new(mean.numerator() * 10 / mean.denominator(), 10), ..usual };
    let found = judge_form(&at_the_cut, &sharp, &torn);
    assert!(found.key_sensitivity.unwrap().flipped > 100, "{:?}", found.key_sensitivity);
    assert!(found.reasons.iter().any(|reason| reason.rule == Rule::KeySensitive));
    assert_eq!(found.recommendation, Recommendation::Review);
}
