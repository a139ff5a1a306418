//! The worked example that the model was published with, over the pure pieces: seven factors, one level, three acts.

use doorstep_risk_tool::{Claim, LevelIndex};

use crate::acts::{Lateness, earned};
use crate::factors::{points, share};
use crate::{GradeDirection, Heard, Outcome, Policy, Ratio, Truth, levels, score};

struct Row {
    weight: i64,
    required: bool,
    truth: Truth,
    heard: Heard,
    answer: Claim,
    /// Valid and cited lines.
    cited: (usize, usize),
    outcome: Outcome,
    /// Weight times credit, in hundredths.
    hundredths: i64,
}

const ROWS: [Row; 7] = [
    // Strangulation.
    Row {
        weight: 3,
        required: true,
        truth: Truth::Present,
        heard: Heard::Present,
        answer: Claim::Present,
        cited: (1, 1),
        outcome: Outcome::Hit,
        hundredths: 300,
    },
    // Escalation.
    Row {
        weight: 2,
        required: true,
        truth: Truth::Present,
        heard: Heard::Present,
        answer: Claim::Unknown,
        cited: (0, 0),
        outcome: Outcome::RecognitionMiss,
        hundredths: 60,
    },
    // Threats to kill.
    Row {
        weight: 3,
        required: true,
        truth: Truth::Present,
        heard: Heard::Nothing,
        answer: Claim::Absent,
        cited: (0, 0),
        outcome: Outcome::UnfoundedAbsent,
        hundredths: -75,
    },
    // Access to a firearm.
    Row {
        weight: 3,
        required: true,
        truth: Truth::Absent,
        heard: Heard::Absent,
        answer: Claim::Absent,
        cited: (0, 0),
        outcome: Outcome::CorrectAbsent,
        hundredths: 300,
    },
    // Stalking.
    Row {
        weight: 2,
        required: true,
        truth: Truth::Present,
        heard: Heard::Present,
        answer: Claim::Present,
        cited: (1, 2),
        outcome: Outcome::Hit,
        hundredths: 180,
    },
    // Pregnancy.
    Row {
        weight: 1,
        required: false,
        truth: Truth::Absent,
        heard: Heard::Nothing,
        answer: Claim::Unknown,
        cited: (0, 0),
        outcome: Outcome::HonestUnknown,
        hundredths: 0,
    },
    // Substance misuse.
    Row {
        weight: 1,
        required: false,
        truth: Truth::Absent,
        heard: Heard::Nothing,
        answer: Claim::Present,
        cited: (0, 1),
        outcome: Outcome::FalseAlarm,
        hundredths: -25,
    },
];

#[test]
fn the_published_example_comes_out_exactly() {
    let policy = Policy::default();
    let mut sum = Ratio::ZERO;
    for row in &ROWS {
        let outcome = Outcome::of(row.truth, row.heard, row.answer, row.cited.0 > 0);
        assert_eq!(outcome, row.outcome);
        let credit = points(&policy, row.truth, row.required, outcome, share(row.cited.0, row.cited.1)).credit();
        let weighed = Ratio::whole(row.weight) * credit;
        assert_eq!(weighed, Ratio::new(row.hundredths, 100), "{outcome:?}");
        sum = sum + weighed;
    }
    let weight: i64 = ROWS.iter().filter(|row| row.required).map(|row| row.weight).sum();
    assert_eq!((sum, weight), (Ratio::new(740, 100), 13));
    let factors = sum.share_of(Ratio::whole(weight)).map(Ratio::clamp_to_unit);
    assert_eq!(factors, Some(Ratio::new(37, 65)));

    // Twelve readers: low 0, medium 1, high 9, extreme 2. The answer is medium.
    let costs = levels::expected_costs(&policy, &[0, 1, 9, 2]);
    assert_eq!(costs, [110, 34, 5, 13].map(|twelfths| Ratio::new(twelfths, 12)));
    let level = levels::credit(&policy, &costs, LevelIndex(1));
    assert_eq!(level, Ratio::ZERO, "29/12 above the least cost is more than the reference of 2");
    assert_eq!(levels::direction(&costs, LevelIndex(1)), GradeDirection::Under);

    // Safety plan +2, arrest +2, leaflet 0, of 7 that could be earned.
    let done: Ratio = [2, 2, 0].into_iter().map(|value| earned(&policy, value, Some(Lateness::InTime))).sum();
    let acts = done.share_of(Ratio::whole(7)).map(Ratio::clamp_to_unit);
    assert_eq!(acts, Some(Ratio::new(4, 7)));

    let whole = combine(&policy, factors, Some(level), acts);
    assert_eq!(whole, Some(Ratio::new(4148, 91)));
}

/// The example's readers would grade high for the strangulation together with one of escalation, threats or stalking; the rule leaves medium
/// to what was marked. What was marked lies one level below what was heard, and what was answered is what was marked.
#[test]
fn the_published_waterfall_comes_out_exactly() {
    use crate::waterfall::{Fall, Sets};
    use crate::{LevelRule, Raise, WaterfallStage, words};
    let raise = |at_least: u16, of: &[u16], to: u8| Raise { at_least, of: of.to_vec(), to: LevelIndex(to) };
    // In the order of the table: strangulation 0, escalation 1, threats 2, firearm 3, stalking 4, pregnancy 5, substance misuse 6.
    let rule = LevelRule { base: LevelIndex(0), raise: vec![raise(1, &[0, 2, 4], 1), raise(2, &[0, 1], 2), raise(2, &[2, 3], 3)] };
    let set =
        |keep: &dyn Fn(&Row) -> bool| ROWS.iter().enumerate().filter(|(_, row)| keep(row)).fold(0, |set, (place, _)| set | 1 << place);
    let sets = Sets {
        truth: set(&|row| row.truth == Truth::Present),
        heard: set(&|row| row.heard == Heard::Present),
        marked: set(&|row| row.answer == Claim::Present),
    };
    let order: Vec<usize> = (0..ROWS.len()).collect();
    let fall = Fall::of(&rule, sets, LevelIndex(1), &order);
    assert_eq!(fall.levels, [2, 2, 1, 1].map(LevelIndex), "high, high, medium, medium");
    assert_eq!(fall.by, [0, 1 << 1, 0], "escalation, which was heard");
    let says = words::waterfall(WaterfallStage::Recognition, -1, "high", "medium", "high", &["escalation"]);
    assert_eq!(says, "You would have come to high had you marked “escalation”, which you had heard. What you marked comes to medium.");
}

/// The rates that were published with the example: elicited 10/13, recognised if heard 5/7, cited if marked .80.
#[test]
fn the_published_rates_come_out() {
    let weight = |keep: &dyn Fn(&Row) -> bool| ROWS.iter().filter(|row| row.required && keep(row)).map(|row| row.weight).sum::<i64>();
    let is_heard = |row: &Row| row.truth.side().is_some_and(|(heard, _)| heard == row.heard);
    let there = |row: &Row| row.truth == Truth::Present && is_heard(row);
    assert_eq!((weight(&is_heard), weight(&|_| true)), (10, 13));
    assert_eq!((weight(&|row| there(row) && row.answer == Claim::Present), weight(&there)), (5, 7));
    let marked = |row: &&Row| there(row) && row.answer == Claim::Present;
    let cited: Ratio = ROWS.iter().filter(marked).map(|row| Ratio::whole(row.weight) * share(row.cited.0, row.cited.1)).sum();
    assert_eq!(cited.share_of(Ratio::whole(5)), Some(Ratio::new(4, 5)));
}

/// The published checks against gaming, to the printed digit: asked nothing 0.0; everything present, extreme, every action 36.3; perfect 100.
#[test]
fn gaming_does_not_pay_in_the_published_example() {
    let policy = Policy::default();
    let costs = levels::expected_costs(&policy, &[0, 1, 9, 2]);
    let whole = |rows: &[(Heard, Claim, (usize, usize))], level: Option<u8>, acts: i64| {
        let credit = |(row, (heard, answer, cited)): (&Row, &(Heard, Claim, (usize, usize)))| {
            let outcome = Outcome::of(row.truth, *heard, *answer, cited.0 > 0);
            Ratio::whole(row.weight) * points(&policy, row.truth, row.required, outcome, share(cited.0, cited.1)).credit()
        };
        let factors = ROWS.iter().zip(rows).map(credit).sum::<Ratio>().share_of(Ratio::whole(13)).map(Ratio::clamp_to_unit);
        let level = level.map_or(Ratio::ZERO, |level| levels::credit(&policy, &costs, LevelIndex(level)));
        let acts = Ratio::new(acts, 7).clamp_to_unit();
        let score = combine(&policy, factors, Some(level), Some(acts)).expect("every part is judged");
        // In tenths, half away from zero, as printed.
        (score * Ratio::new(1, 10)).percent()
    };
    let nothing: Vec<_> = ROWS.iter().map(|_| (Heard::Nothing, Claim::Unknown, (0, 0))).collect();
    assert_eq!(whole(&nothing, None, 0), 0);
    // He who marks everything has heard what the example's trainee heard; every action includes two that must not be done.
    let everything: Vec<_> = ROWS.iter().map(|row| (row.heard, Claim::Present, (0, 0))).collect();
    assert_eq!(whole(&everything, Some(3), 2 + 2 + 3 - 3 - 3), 363);
    let perfect: Vec<_> = ROWS
        .iter()
        .map(|row| match row.truth {
            Truth::Present => (Heard::Present, Claim::Present, (1, 1)),
            Truth::Absent | Truth::Undetermined => (Heard::Absent, Claim::Absent, (0, 0)),
        })
        .collect();
    assert_eq!(whole(&perfect, Some(2), 7), 1000);
}

#[test]
fn a_domain_with_nothing_to_judge_leaves_its_weight_to_the_others() {
    let policy = Policy::default();
    let half = Some(Ratio::new(1, 2));
    assert_eq!(combine(&policy, half, None, Some(Ratio::ONE)), Some(Ratio::new(100 * 5, 8)));
    assert_eq!(combine(&policy, None, half, None), Some(Ratio::whole(50)));
    assert_eq!(combine(&policy, None, None, None), None);
}

#[test]
fn levels_cost_by_votes() {
    let policy = Policy::default();
    let credits = |votes: &[u32]| -> Vec<String> {
        let costs = levels::expected_costs(&policy, votes);
        (0..votes.len()).map(|level| levels::credit(&policy, &costs, LevelIndex(level as u8)).to_string()).collect()
    };
    assert_eq!(credits(&[0, 0, 3]), ["0", "0", "1"], "unanimous: one under gives nothing");
    assert_eq!(credits(&[3, 0, 0]), ["1", "1/2", "0"], "unanimous: one over gives half, two over nothing");
    assert_eq!(credits(&[0, 2, 1]), ["0", "1", "1"], "two to one towards the higher level makes both free");
    assert_eq!(credits(&[0, 0, 0]), ["0", "0", "0"], "nobody voted");
}

/// The largest sums that a key within its bounds can lead to: arithmetic stops a test where it overflows.
#[test]
fn the_largest_sums_are_exact() {
    use crate::fits::{LARGEST_MULTIPLE, MOST_ACTS, MOST_ASSESSMENTS, MOST_FACTORS, common_multiple};
    let policy = Policy::default();
    let credit = |place: usize| -> Ratio {
        let share = share(place % 12, place % 12 + 1);
        points(&policy, Truth::Present, true, Outcome::Hit, share).credit()
    };
    let sum: Ratio = (0..MOST_FACTORS).map(|place| Ratio::whole(3) * credit(place)).sum();
    let factors = sum.share_of(Ratio::whole(299)).map(Ratio::clamp_to_unit);
    let numbers = [16, 625];
    assert_eq!(common_multiple(numbers[0], numbers[1]), LARGEST_MULTIPLE);
    let level = |place: usize| Ratio::new(1 + place as i64, 2 * numbers[place % 2] as i64).clamp_to_unit();
    let levels = (0..MOST_ASSESSMENTS).map(level).sum::<Ratio>().share_of(Ratio::whole(MOST_ASSESSMENTS as i64));
    let earned: Ratio = (1..MOST_ACTS).map(|_| earned(&policy, 1, Some(Lateness::Late))).sum();
    let acts = earned.share_of(Ratio::whole(2 * MOST_ACTS as i64 - 1));
    let whole = combine(&policy, factors, levels, acts).unwrap();
    assert_eq!(whole.to_string(), "1923592793/29825250");
}

/// The score of domains without conduct.
fn combine(policy: &Policy, factors: Option<Ratio>, levels: Option<Ratio>, acts: Option<Ratio>) -> Option<Ratio> {
    score::combine(policy, &crate::Domains { factors, levels, acts, conduct: None })
}
