//! The numbers of a form and what prevails over what, worked out by hand.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use doorstep_risk_tool::LevelIndex;
use doorstep_scoring::*;

/// A case with the readers of one mind and a right grade: 100 x (0.6 F + 0.2 + 0.2 x 1/2) points.
fn case(call: usize, factors: Ratio) -> FormCase {
    let level = LevelIndex((call % 3) as u8);
    FormCase {
        call: format!("call-{call}"),
        status: KeyStatus::Approved,
        repeat: false,
        ended: true,
        factors: Some(factors),
        acts: Some(Ratio::new(1, 2)),
        conduct: None,
        levels: vec![FormLevel { assessment: "initial".into(), votes: vec![Some(level); 12], levels: 3, answer: Some(level), gate: None }],
        critical: vec![],
        made_from: None,
    }
}

/// 78, 66 and 90 points.
fn three() -> Vec<FormCase> {
    [(4, 5), (3, 5), (1, 1)].into_iter().enumerate().map(|(call, (over, under))| case(call, Ratio::new(over, under))).collect()
}

fn plan(cases: &[FormCase]) -> FormPlan {
    FormPlan::of("numbers", cases.iter().map(|case| case.call.as_str()))
}

fn policy() -> Policy {
    let usual = Policy::default();
    Policy { form: FormPolicy { minimum_cases: 3, key_draws: 0, ..usual.form }, ..usual }
}

fn told(report: &FormReport, rule: Rule) -> bool {
    report.reasons.iter().any(|reason| reason.rule == rule)
}

fn critical(class: CriticalClass, confirmed: Option<bool>) -> FormCritical {
    let review =
        |confirmed| CriticalReview { call: String::new(), error: String::new(), confirmed, by: "assessor".into(), why: "Read.".into() };
    FormCritical { id: "left".into(), label: "Left.".into(), class, review: confirmed.map(review) }
}

/// The ends of the band belong to passing (the upper) and to the second block (the lower); a critical failure comes before.
#[test]
fn a_score_is_placed_by_the_cut_and_its_band() {
    use Recommendation::{Extend, Fail, FailCritical, Pass};
    let at = |tenths: i64, band: Ratio, critical: u32| pass_rule(Ratio::new(tenths, 10), Ratio::whole(65), Ratio::whole(4), band, critical);
    assert_eq!([690, 689, 650, 610, 609].map(|tenths| at(tenths, Ratio::ONE, 0)), [Pass, Extend, Extend, Extend, Fail]);
    let wider = Ratio::new(3, 2);
    assert_eq!([710, 709, 590, 589].map(|tenths| at(tenths, wider, 0)), [Pass, Extend, Extend, Fail], "six either side");
    assert_eq!([at(900, Ratio::ONE, 1), at(100, Ratio::ONE, 2)], [FailCritical, FailCritical]);
}

/// The mean of 78, 66 and 90 is 78; 3/2 + 9/10 x 78 = 71.7. With a studied error of 4 and a band of 3/2: 59 to 71.
#[test]
fn a_mean_is_equated_and_banded() {
    let cases = three();
    let plan = FormPlan {
        equating: Equating { slope: Ratio::new(9, 10), intercept: Ratio::new(3, 2) },
        error: Some(Ratio::whole(4)),
        ..plan(&cases)
    };
    let wide = Policy { form: FormPolicy { band: Ratio::new(3, 2), ..policy().form }, ..policy() };
    let report = judge_form(&wide, &plan, &cases);
    assert_eq!((report.mean, report.equated), (Some(Ratio::whole(78)), Some(Ratio::new(717, 10))));
    assert_eq!((report.error, report.error_from), (Some(Ratio::whole(4)), Some(ErrorSource::Study)));
    assert_eq!((report.fails_below, report.passes_from), (Some(Ratio::whole(59)), Some(Ratio::whole(71))));
    assert_eq!(report.recommendation, Recommendation::Pass);
    assert!(!told(&report, Rule::OwnSpread), "a study stands behind the error");
    assert_eq!(report.cases.iter().map(|case| case.score.unwrap()).collect::<Vec<_>>(), [78, 66, 90].map(Ratio::whole));
}

/// Without a study: the deviations 0, -12 and 12 have squares of 288, over n - 1 144, over n 48, whose root is 6.928203; times the slope.
#[test]
fn without_a_study_the_own_spread_stands_in() {
    let cases = three();
    let plan = FormPlan { equating: Equating { slope: Ratio::new(9, 10), intercept: Ratio::ZERO }, ..plan(&cases) };
    let report = judge_form(&policy(), &plan, &cases);
    assert_eq!((report.error, report.error_from), (Some(Ratio::new(62_353_827, 10_000_000)), Some(ErrorSource::OwnSpread)));
    assert!(told(&report, Rule::OwnSpread) && told(&report, Rule::Band) && told(&report, Rule::Provisional));
    assert_eq!(report.recommendation, Recommendation::Extend, "70.2 lies within 6.2 of 65");
}

#[test]
fn what_is_incomplete_says_nothing_but_a_critical_failure() {
    let mut cases = three();
    let strict = Policy { form: FormPolicy { minimum_cases: 4, ..policy().form }, ..policy() };
    let plan = plan(&cases);
    let report = judge_form(&strict, &plan, &cases);
    assert_eq!((report.recommendation, report.otherwise), (Recommendation::Incomplete, Recommendation::Incomplete));
    assert_eq!((report.mean, report.equated, report.error, report.fails_below), (None, None, None, None));
    assert!(!told(&report, Rule::OwnSpread) && !told(&report, Rule::Band));
    // All graded too low, and a never event that nobody has read: it is still incomplete.
    for case in &mut cases {
        case.levels[0].votes = vec![Some(LevelIndex(2)); 12];
        case.levels[0].answer = Some(LevelIndex(0));
        case.critical = vec![critical(CriticalClass::K1, None)];
    }
    let report = judge_form(&strict, &plan, &cases);
    assert_eq!((report.recommendation, report.otherwise), (Recommendation::Incomplete, Recommendation::Incomplete));
    assert_eq!((report.levels.under, report.under_limit), (3, Some(2)));
    // One of them confirmed: that fails, though others wait to be read.
    cases[0].critical = vec![critical(CriticalClass::K1, Some(true))];
    let report = judge_form(&strict, &plan, &cases);
    assert_eq!((report.recommendation, report.otherwise), (Recommendation::FailCritical, Recommendation::FailCritical));
    // Enough cases: too many grades too low; and a person must look first.
    cases[0].critical.clear();
    let report = judge_form(&policy(), &plan, &cases);
    assert_eq!((report.recommendation, report.otherwise), (Recommendation::Review, Recommendation::FailUnderRating));
    let none = judge_form(&policy(), &plan, &[]);
    assert_eq!((none.recommendation, none.counted, none.mean, none.status), (Recommendation::Incomplete, 0, None, None));
}

#[test]
fn lapses_count_until_somebody_dismisses_them() {
    let with = |lapses: &[Option<bool>]| {
        let mut cases = three();
        for (case, confirmed) in cases.iter_mut().zip(lapses) {
            case.critical = vec![critical(CriticalClass::K2, *confirmed)];
        }
        let studied = FormPlan { error: Some(Ratio::whole(4)), ..plan(&cases) };
        judge_form(&policy(), &studied, &cases).recommendation
    };
    assert_eq!(with(&[None, Some(true)]), Recommendation::FailCritical);
    assert_eq!(with(&[None, None]), Recommendation::FailCritical);
    assert_eq!(with(&[Some(true), Some(false)]), Recommendation::Pass);
    assert_eq!(with(&[None, Some(false), Some(false)]), Recommendation::Pass);
}

/// While the second block is awaited its missing cases are missing; where the first decides, nothing of the second is needed.
#[test]
fn a_second_block_is_awaited_only_where_it_decides() {
    let first = three();
    let second = FormCase { call: "later".into(), ..case(0, Ratio::ONE) };
    let uses = |plan: &FormPlan, cases: &[FormCase]| {
        let report = judge_form(&policy(), plan, cases);
        (report.recommendation, report.cases.iter().filter(|case| case.block == Some(2)).map(|case| case.r#use).collect::<Vec<_>>())
    };
    let mut both = FormPlan { error: Some(Ratio::whole(20)), ..plan(&first) };
    both.calls.push(PlannedCall { call: "later".into(), block: 2 });
    let clear = FormPlan { error: Some(Ratio::whole(4)), ..both.clone() };
    assert_eq!(uses(&both, &first), (Recommendation::Extend, vec![CaseUse::Missing]));
    assert_eq!(uses(&clear, &first), (Recommendation::Pass, vec![CaseUse::NotNeeded]));
    let with = |case: FormCase| first.iter().cloned().chain([case]).collect::<Vec<_>>();
    assert_eq!(uses(&both, &with(second.clone())), (Recommendation::Pass, vec![CaseUse::Counted]));
    assert_eq!(uses(&clear, &with(second.clone())), (Recommendation::Pass, vec![CaseUse::NotNeeded]));
    let again = FormCase { repeat: true, ..second };
    assert_eq!(uses(&both, &with(again)), (Recommendation::Extend, vec![CaseUse::NotNeeded, CaseUse::Missing]));
}

#[test]
fn a_case_without_anything_to_judge_counts_for_nothing() {
    let mut cases = three();
    cases.push(FormCase { factors: None, acts: None, levels: vec![], ..case(3, Ratio::ONE) });
    let report = judge_form(&policy(), &plan(&cases), &cases);
    assert_eq!((report.cases[3].r#use, report.counted, report.mean), (CaseUse::Nothing, 3, Some(Ratio::whole(78))));
}

fn says(report: &FormReport, rule: Rule) -> Option<&str> {
    report.reasons.iter().find(|reason| reason.rule == rule).map(|reason| reason.says.as_str())
}

#[test]
fn one_case_alone_is_uncertain_by_the_whole_scale() {
    let cases = vec![case(0, Ratio::ONE)];
    let single = Policy { form: FormPolicy { minimum_cases: 1, ..policy().form }, ..policy() };
    let plan = FormPlan { equating: Equating { slope: Ratio::new(1, 2), intercept: Ratio::ZERO }, ..plan(&cases) };
    let report = judge_form(&single, &plan, &cases);
    assert_eq!((report.equated, report.error, report.otherwise), (Some(Ratio::whole(45)), Some(Ratio::whole(100)), Recommendation::Extend));
}

#[test]
fn the_reasons_name_what_stands_and_nothing_else() {
    let mut cases = three();
    let usual = judge_form(&policy(), &plan(&cases), &cases);
    let spoke: Vec<Rule> = usual.reasons.iter().map(|reason| reason.rule).collect();
    assert_eq!(spoke, [Rule::Band, Rule::OwnSpread, Rule::Provisional], "approved keys, no critical error, nothing left out");
    cases[0].critical = vec![critical(CriticalClass::K1, Some(true)), critical(CriticalClass::K1, Some(false))];
    cases[1].critical = vec![critical(CriticalClass::K2, None), critical(CriticalClass::K1, None)];
    cases[2].critical = vec![critical(CriticalClass::K2, Some(false))];
    let report = judge_form(&policy(), &plan(&cases), &cases);
    assert_eq!(
        says(&report, Rule::Critical),
        Some(
            "A critical rule stands: 1 confirmed never event, 1 serious lapse. One confirmed never event fails, and 2 serious lapses do. They are: Left (K1 in call-0); Left (K2 in call-1)."
        )
    );
    assert_eq!(says(&report, Rule::Unconfirmed), Some("A person must read the log and confirm or dismiss: left in call-1."));
    let few = Policy { form: FormPolicy { minimum_cases: 4, ..policy().form }, ..policy() };
    let cases = three();
    assert_eq!(
        says(&judge_form(&few, &plan(&cases), &cases), Rule::Incomplete),
        Some("3 cases are not enough: this policy says nothing below 4.")
    );
    assert_eq!(
        says(&judge_form(&policy(), &plan(&cases), &cases[..2]), Rule::Incomplete),
        Some("1 case of the form is still to be taken.")
    );
    let panel: Vec<FormCase> = cases.iter().cloned().map(|case| FormCase { status: KeyStatus::Panel, ..case }).collect();
    assert!(told(&judge_form(&policy(), &plan(&panel), &panel), Rule::NotApproved));
    let without: Vec<FormCase> = cases.iter().cloned().map(|case| FormCase { levels: vec![], ..case }).collect();
    assert!(!told(&judge_form(&policy(), &plan(&without), &without), Rule::ConstantAnswer), "without grades there is no constant one");
}

/// Points with one decimal, below zero too, and the band as a policy gives it.
#[test]
fn the_band_is_told_in_points() {
    let cases = three();
    let told = |slope: i64, intercept: i64, band: Ratio| {
        let policy = Policy { form: FormPolicy { band, ..policy().form }, ..policy() };
        let equating = Equating { slope: Ratio::new(slope, 100), intercept: Ratio::new(intercept, 100) };
        let plan = FormPlan { equating, error: Some(Ratio::new(421, 100)), ..plan(&cases) };
        says(&judge_form(&policy, &plan, &cases), Rule::Band).unwrap_or_default().to_owned()
    };
    let said = [told(100, -1234, Ratio::ONE), told(100, 0, Ratio::new(3, 2)), told(10, -1784, Ratio::ZERO)];
    expect_test::expect![[r#"
        The score is 65.7 with a standard error of 4.2. The cut is 65.0; within one standard error of it a second block decides.
        The score is 78.0 with a standard error of 4.2. The cut is 65.0; within 3/2 standard errors of it a second block decides.
        The score is -10.0 with a standard error of 4.2. The cut is 65.0; within 0 standard errors of it a second block decides."#]]
    .assert_eq(&said.join("\n"));
}

/// Every attempt that does not count is told, whatever came of it; a call that was not taken is none.
#[test]
fn what_is_left_out_is_told() {
    let first = three();
    let mut both = FormPlan { error: Some(Ratio::whole(4)), ..plan(&first) };
    both.calls.extend(["later", "latest", "last"].map(|call| PlannedCall { call: call.into(), block: 2 }));
    let left_out = |more: &[FormCase]| {
        let cases: Vec<FormCase> = first.iter().chain(more).cloned().collect();
        says(&judge_form(&policy(), &both, &cases), Rule::LeftOut).map(str::to_owned)
    };
    assert_eq!(left_out(&[]), None, "three calls of the second block were not taken");
    let bare = FormCase { factors: None, acts: None, levels: vec![], ended: false, ..first[0].clone() };
    assert_eq!(left_out(std::slice::from_ref(&bare)).as_deref(), Some("Left out: 1 not ended."), "though nothing came of it");
    let later = FormCase { call: "later".into(), ..first[1].clone() };
    let latest = FormCase { call: "latest".into(), ..bare.clone() };
    let other = FormCase { call: "other".into(), ..first[1].clone() };
    let again = FormCase { repeat: true, ..first[2].clone() };
    assert_eq!(
        left_out(&[later, latest, other, bare, again.clone(), again]).as_deref(),
        Some("Left out: 2 repeats, 1 not ended, 1 not of this form, 2 of the second block, which the first does not call for.")
    );
}

#[test]
fn an_outcome_is_provisional_until_both_findings_reach_what_is_asked() {
    let cases = three();
    let shown = |dependability: Option<i64>, consistency: Option<i64>| {
        let hundredths = |share: i64| Ratio::new(share, 100);
        let plan = FormPlan { dependability: dependability.map(hundredths), consistency: consistency.map(hundredths), ..plan(&cases) };
        let report = judge_form(&policy(), &plan, &cases);
        assert_eq!(told(&report, Rule::Provisional), report.provisional);
        report.provisional
    };
    assert!(!shown(Some(80), Some(85)), "exactly what is asked");
    assert!(!shown(Some(81), Some(86)));
    assert!(shown(Some(79), Some(85)) && shown(Some(80), Some(84)) && shown(None, Some(85)) && shown(Some(80), None));
}

/// What a gate left for feedback only is in no sum of a form.
#[test]
fn a_grade_that_does_not_count_is_in_no_sum() {
    let mut cases = three();
    cases[0].levels[0].answer = None;
    let closed = Gate { consensus: Ratio::ONE, stability: Ratio::ONE, agrees: false, scored: false };
    cases[0].levels[0].gate = Some(closed);
    let report = judge_form(&policy(), &plan(&cases), &cases);
    assert_eq!((report.levels.items, report.levels.open), (2, 0));
    // (0.6 x 4/5 + 0.2 x 1/2) / 0.8 of the first.
    assert_eq!(report.cases[0].score, Some(Ratio::new(145, 2)));
    cases[0].levels[0].gate = Some(Gate { agrees: true, scored: true, ..closed });
    let report = judge_form(&policy(), &plan(&cases), &cases);
    assert_eq!((report.levels.items, report.levels.open, report.cases[0].score), (3, 1, Some(Ratio::whole(58))));
}

/// Readers of one mind: every draw gives the same, and that is the score of the form, also with two grades of which one is a level too high.
#[test]
fn drawing_the_experts_of_unanimous_panels_changes_nothing() {
    let drawn = |change: &dyn Fn(&mut Policy), cases: &[FormCase]| {
        let mut policy = Policy { form: FormPolicy { key_draws: 20, key_flips: Ratio::ZERO, ..policy().form }, ..policy() };
        change(&mut policy);
        let report = judge_form(&policy, &plan(cases), cases);
        assert!(!told(&report, Rule::KeySensitive));
        (report.key_sensitivity, report.equated.unwrap())
    };
    let mut cases = three();
    let second = FormLevel {
        assessment: "again".into(),
        votes: vec![Some(LevelIndex(0)); 12],
        answer: Some(LevelIndex(1)),
        ..cases[0].levels[0].clone()
    };
    cases[0].levels.push(second);
    let (found, equated) = drawn(&|_| {}, &cases);
    let found = found.unwrap();
    assert_eq!(equated.percent(), 7633, "78 less a third of the 5 points by which the first case fell");
    let apart = |one: Ratio| if one > equated { one - equated } else { equated - one };
    assert!(apart(found.lowest) < Ratio::new(1, 1_000_000) && apart(found.highest) < Ratio::new(1, 1_000_000), "{found:?}");
    assert_eq!((found.draws, found.flipped), (20, 0));
    assert_eq!(drawn(&|policy| policy.form.key_draws = 0, &cases).0, None);
    let no_levels = |policy: &mut Policy| (policy.weight_levels, policy.weight_factors) = (Ratio::ZERO, Ratio::new(8, 10));
    assert_eq!(drawn(&no_levels, &cases).0, None, "what weighs nothing moves nothing");
    let own: Vec<FormCase> = cases.iter().cloned().map(|case| FormCase { status: KeyStatus::Illustrative, ..case }).collect();
    assert_eq!(drawn(&|_| {}, &own).0, None, "the authors' readings are no panel");
}
