//! The attempts worked out by hand in `docs/worked-examples.md`: every number on that page is read and compared with the engine's.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod files;

use doorstep_envelope::Digest;
use doorstep_risk_tool::Claim;
use doorstep_scenario::{FactIndex, Scenario};
use doorstep_scoring::{CriticalClass, FormCase, Ratio, Recommendation, Report, Scale, judge_form, score};
use doorstep_simulator::{Content, Mode, Script, Session};

use files::{call_beside, key_beside, play, read};

/// The report of a play of `tests/plays`.
fn report_of(name: &str) -> Report {
    let (call, _) = name.split_once('.').unwrap();
    report_with(call, &read(&format!("tests/plays/{name}.play")))
}

fn report_with(call: &str, script: &str) -> Report {
    let folder = format!("scenarios/{call}");
    let (scenario, tool) = call_beside(&folder);
    let key = key_beside(&folder, &scenario, &tool);
    score(&play(&Content::new(scenario, tool), script), &key, Digest::default()).unwrap()
}

/// The cells of the rows of a table with these headings.
fn rows<'a>(section: &'a str, headings: &str) -> Vec<Vec<&'a str>> {
    let mut lines = section.lines().skip_while(|line| *line != headings);
    assert!(lines.next().is_some(), "there is a table {headings}");
    lines.skip(1).take_while(|line| line.starts_with('|')).map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// The number after `name =` somewhere in the section.
fn number_after(section: &str, name: &str) -> Ratio {
    let start = section.find(&format!("{name} = ")).unwrap_or_else(|| panic!("the page says {name} ="));
    let rest = &section[start + name.len() + 3..];
    let number: String = rest.chars().take_while(|letter| letter.is_ascii_digit() || matches!(letter, '/' | '-')).collect();
    ratio(&number)
}

fn ratio(text: &str) -> Ratio {
    let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
    let number = |text: &str| text.trim().parse::<i64>().unwrap_or_else(|_| panic!("a number: {text}"));
    Ratio::new(number(numerator), number(denominator))
}

/// A sum such as `3/10 + 5/10 - 1/4`.
fn sum(text: &str) -> Ratio {
    text.replace("- ", "+ -").split('+').map(|part| ratio(part.trim())).sum()
}

/// The line of the section that begins so.
fn line<'a>(section: &'a str, begins: &str) -> &'a str {
    section.lines().find(|line| line.starts_with(begins)).unwrap_or_else(|| panic!("a line that begins with {begins}"))
}

fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap().trim_matches('"').to_owned()
}

fn claim(claim: Claim) -> &'static str {
    match claim {
        Claim::Present => "present",
        Claim::Unknown => "unknown",
        Claim::Absent => "absent",
    }
}

const fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

fn compare(section: &str, name: &str) {
    let report = report_of(name);

    let factors = rows(section, "| factor | weight | required | true | heard | answered | cited | outcome | credit |");
    assert_eq!(factors.len(), report.factors.len(), "{name}: a row for each factor");
    for (row, factor) in factors.iter().zip(&report.factors) {
        let cited = format!("{} of {}", factor.valid.len(), factor.cited.len());
        let expected = [
            factor.id.clone(),
            factor.weight.to_string(),
            yes(factor.required).to_owned(),
            word(&factor.truth),
            word(&factor.heard),
            claim(factor.answer).to_owned(),
            cited,
            word(&factor.outcome),
        ];
        assert_eq!(row[..8], expected, "{name}");
        let (parts, whole) = row[8].split_once('=').unwrap_or((row[8], row[8]));
        assert_eq!(ratio(whole.trim()), factor.credit, "{name}: {}", factor.id);
        assert_eq!(sum(parts.trim()), factor.credit, "{name}: {}", factor.id);
        if parts != whole {
            let points: Vec<Ratio> = factor.points.iter().map(|point| point.value).collect();
            let written: Vec<Ratio> = parts.split('+').map(|part| ratio(part.trim())).collect();
            assert_eq!(written, points, "{name}: {}: each part has its rule", factor.id);
        }
    }
    let (parts, rest) = line(section, "- Factors: ")["- Factors: ".len()..].split_once(" = ").unwrap();
    assert_eq!(sum(parts), report.factor_points, "{name}");
    assert_eq!(ratio(rest.split_once(',').unwrap().0), report.factor_points, "{name}");
    let weight = rest.split_once("required weights ").unwrap().1.split_once('.').unwrap().0;
    assert_eq!(weight.parse::<i64>().unwrap(), report.factor_weight, "{name}");
    let factor_share = report.factor_points.share_of(Ratio::whole(report.factor_weight)).map(Ratio::clamp_to_unit);
    assert_eq!(Some(number_after(section, "F")), factor_share, "{name}");

    let points = rows(section, "| assessment | votes | cost of each level | graded | credit |");
    assert_eq!(points.len(), report.assessments.len(), "{name}");
    for (row, point) in points.iter().zip(&report.assessments) {
        let committed = point.committed.as_ref().unwrap();
        let list = |numbers: Vec<String>| numbers.join(", ");
        assert_eq!(row[0], point.id);
        assert_eq!(row[1], list(point.votes.iter().map(u32::to_string).collect()), "{name}");
        assert_eq!(row[2], list(committed.expected_cost.iter().map(Ratio::to_string).collect()), "{name}");
        assert_eq!((row[3], ratio(row[4])), (committed.last.as_str(), committed.credit), "{name}");
    }

    let falls = rows(section, "| assessment | all that is true | heard | marked | graded | elicitation | recognition | weighting | by |");
    assert_eq!(falls.len(), report.assessments.len(), "{name}");
    for (row, point) in falls.iter().zip(&report.assessments) {
        let fall = point.committed.as_ref().and_then(|committed| committed.waterfall.as_ref()).unwrap();
        let steps: Vec<String> = fall.steps.iter().map(|step| step.steps.to_string()).collect();
        let by: Vec<&str> = fall.steps.iter().flat_map(|step| &step.factors).map(|factor| factor.id.as_str()).collect();
        let levels = [&fall.truth, &fall.heard, &fall.marked, &fall.answer].map(String::as_str);
        assert_eq!(row[0], point.id);
        assert_eq!(row[1..5], levels, "{name}: {}", point.id);
        assert_eq!(row[5..8], steps, "{name}: {}", point.id);
        assert_eq!(row[8], by.join(", "), "{name}: {}", point.id);
        let sum: i16 = row[5..8].iter().map(|step| step.parse::<i16>().unwrap()).sum();
        assert_eq!(sum, fall.error, "{name}: the steps sum to the error");
    }

    let acts = rows(section, "| act | value | in play | done | earned |");
    assert_eq!(acts.len(), report.acts.len(), "{name}: a row for each act");
    for (row, act) in acts.iter().zip(&report.acts) {
        let expected = [
            act.id.clone(),
            act.value.to_string(),
            yes(act.in_play).to_owned(),
            yes(act.done.is_some()).to_owned(),
            act.earned.to_string(),
        ];
        assert_eq!(row[..], expected, "{name}");
    }
    let (parts, rest) = line(section, "- Acts: ")["- Acts: ".len()..].split_once(" = ").unwrap();
    let earned: Ratio = report.acts.iter().map(|act| act.earned).sum();
    assert_eq!((sum(parts), ratio(rest.split_once(',').unwrap().0)), (earned, earned), "{name}");
    let positive: i64 = report.acts.iter().filter(|act| act.in_play).map(|act| i64::from(act.value.max(0))).sum();
    assert!(rest.contains(&format!(", of {positive} that could be earned")), "{name}: {positive}");

    for (letter, stage) in [
        ("Elicited", report.stages.elicited),
        ("Recognised", report.stages.recognised),
        ("L", report.stages.graded),
        ("A", report.stages.acted),
        ("Conduct", report.stages.conduct),
    ] {
        assert_eq!(Some(number_after(section, letter)), stage, "{name}: {letter}");
    }
    let asked = &report.conduct.questions;
    let apt = asked.iter().filter(|question| question.apt).count();
    assert!(line(section, "- Questions: ").contains(&format!(" {apt} of {} ", asked.len())), "{name}: {apt} of {}", asked.len());
    let critical: Vec<String> = report.critical.iter().map(|finding| format!("{} ({})", finding.id, word(&finding.class))).collect();
    let critical = if critical.is_empty() { "none".to_owned() } else { critical.join(", ") };
    assert_eq!(line(section, "- Critical errors: "), format!("- Critical errors: {critical}."), "{name}");

    let (parts, rest) = line(section, "- Score: 100 x (").trim_start_matches("- Score: 100 x (").split_once(") = ").unwrap();
    let products: Ratio = parts.split('+').map(|part| part.split(" x ").map(ratio).fold(Ratio::ONE, |product, each| product * each)).sum();
    let (whole, about) = rest.split_once(", about ").unwrap();
    assert_eq!((Some(Ratio::whole(100) * products), Some(ratio(whole))), (report.score, report.score), "{name}");
    let tenths = Ratio::new(about.trim_end_matches('.').replace('.', "").parse().unwrap(), 10);
    let apart = if tenths > ratio(whole) { tenths - ratio(whole) } else { ratio(whole) - tenths };
    assert!(apart <= Ratio::new(1, 20), "{name}: {about} is the score to one place");
}

#[test]
fn the_attempts_worked_out_by_hand_come_out_so() {
    let page = read("docs/worked-examples.md");
    let sections: Vec<&str> = page.split("\n## ").skip(1).collect();
    let names: Vec<&str> = sections.iter().map(|section| section.lines().next().unwrap().rsplit_once(": ").unwrap().1).collect();
    assert_eq!(names, ["hollow-lane.middling", "open-line.middling", "the-mug.middling"]);
    for (section, name) in sections.iter().zip(names) {
        compare(section, name);
    }
}

/// A number with so many decimals, as the page writes it.
fn decimals(ratio: Ratio, places: u32) -> String {
    let value = ratio.numerator() as f64 / ratio.denominator() as f64;
    format!("{value:.*}", places as usize)
}

#[test]
fn the_form_worked_out_by_hand_comes_out_so() {
    let page = read("docs/worked-examples.md");
    let (_, section) = page.split_once("\n# A form").unwrap();
    let policy = doorstep_scoring::text::read_policy(&read("tests/forms/example.policy.yaml")).value.unwrap();
    let plan = doorstep_scoring::text::read_form(&read("tests/forms/three-calls.form.yaml")).value.unwrap();
    let cases: Vec<FormCase> = (["hollow-lane", "open-line", "the-mug"].iter())
        .map(|call| {
            let folder = format!("scenarios/{call}");
            let (scenario, tool) = call_beside(&folder);
            let key = key_beside(&folder, &scenario, &tool);
            let content = Content::new(scenario, tool);
            let session = play(&content, &read(&format!("tests/plays/{call}.middling.play")));
            Scale::under(policy.clone(), &key, &content).unwrap().form_case(&session)
        })
        .collect();
    let report = judge_form(&policy, &plan, &cases);
    let mean = report.mean.unwrap();
    let mut squares = Ratio::ZERO;
    for (row, case) in rows(section, "| case | score | minus the mean | squared |").iter().zip(&report.cases) {
        let apart = case.score.unwrap() - Ratio::new((mean.numerator() as f64 / mean.denominator() as f64 * 1e6) as i64, 1_000_000);
        // To ten-thousandths, so that the square is a small fraction.
        let apart = Ratio::new((apart.numerator() as f64 / apart.denominator() as f64 * 1e4).round() as i64, 10_000);
        squares = squares + apart * apart;
        let expected = [case.call.clone(), decimals(case.score.unwrap(), 2), decimals(apart, 2), decimals(apart * apart, 1)];
        assert_eq!(row[..], expected);
    }
    let says = |words: String| assert!(section.contains(&words), "the page says: {words}");
    says(format!("/ 3 = {};", decimals(mean, 2)));
    let (half, third) = (squares * Ratio::new(1, 2), squares * Ratio::new(1, 6));
    says(format!(
        "the squares sum to {}; over n - 1 = 2 that is {}; over n = 3 it is {}; its root is {}.",
        decimals(squares, 1),
        decimals(half, 1),
        decimals(third, 1),
        decimals(report.error.unwrap(), 1)
    ));
    says(format!(
        "from {} to {} ({} before rounding)",
        decimals(report.fails_below.unwrap(), 1),
        decimals(report.passes_from.unwrap(), 1),
        decimals(report.error.unwrap(), 2)
    ));
    let levels = &report.levels;
    says(format!("/ 4 = {}. Always high", levels.mean_credit.unwrap()));
    says(format!("(1 - {}) = {}:", levels.constant_credits[2], levels.adjusted.unwrap()));
    assert_eq!(levels.constant_credits, [Ratio::new(1, 4), Ratio::new(1, 8), Ratio::new(3, 4)]);
    says(format!("Grades too low: {} of {}. The limit is {}", levels.under, levels.items, report.under_limit.unwrap()));
    assert_eq!((report.otherwise, report.recommendation), (Recommendation::Extend, Recommendation::Review));
    assert_eq!(
        report.critical.iter().map(|each| (each.call.as_str(), each.error.class)).collect::<Vec<_>>(),
        [("open-line", CriticalClass::K2)]
    );
}

#[test]
fn good_middling_and_harmful_attempts_stand_in_that_order() {
    for call in ["hollow-lane", "open-line", "the-mug"] {
        let [good, middling, harmful] = ["good", "middling", "harmful"].map(|manner| report_of(&format!("{call}.{manner}")));
        assert!(good.score > middling.score && middling.score > harmful.score, "{call}");
        assert_eq!(good.critical, [], "{call}");
        assert!(!harmful.critical.is_empty(), "{call}: the harmful attempt carries its critical error");
    }
}

/// The same attempt, with one fact that no line brings out: what hangs on it is lost, and every other factor stays as it was.
#[test]
fn a_reveal_taken_away_takes_what_hangs_on_it_and_no_other() {
    let mut compared = 0;
    for call in ["hollow-lane", "open-line", "the-mug"] {
        let folder = format!("scenarios/{call}");
        let (scenario, tool) = call_beside(&folder);
        let key = key_beside(&folder, &scenario, &tool);
        let script = Script::parse(&read(&format!("tests/plays/{call}.good.play"))).unwrap();
        let report = |scenario: Scenario| {
            let mut session = Session::start(Content::new(scenario, tool.clone()), 7, Mode::Practice, None, false);
            script.play(&mut session).is_ok().then(|| score(&session, &key, Digest::default()).unwrap())
        };
        let whole = report(scenario.clone()).expect("the play goes through");
        for place in 0..scenario.facts.len() {
            let fact = FactIndex(place as u16);
            let mut without = scenario.clone();
            for scene in &mut without.scenes {
                let lines = scene.lines.iter_mut().chain(scene.choices.iter_mut().flat_map(|choice| &mut choice.lines));
                lines.for_each(|line| line.reveals.retain(|each| *each != fact));
                scene.choices.iter_mut().for_each(|choice| choice.reveals.retain(|each| *each != fact));
            }
            // Where the call itself asks for the fact, or the script cites it, this play is another one.
            let Some(less) = report(without).filter(|less| less.choices == whole.choices && less.seconds == whole.seconds) else {
                continue;
            };
            compared += 1;
            for (before, after) in whole.factors.iter().zip(&less.factors) {
                let factor = key.factors.iter().find(|factor| factor.id == before.id).unwrap();
                let names = factor.sufficient_present.iter().chain(&factor.sufficient_absent).flatten().any(|each| *each == fact);
                if names {
                    assert!(after.credit <= before.credit, "{call}: {} without fact {place}", before.id);
                } else {
                    assert_eq!((&before.points, before.heard, before.outcome), (&after.points, after.heard, after.outcome), "{call}");
                }
            }
        }
    }
    assert!(compared > 30, "{compared} facts could be taken away without changing the play");
}

/// In The mug standard is right, but only after asking.
#[test]
fn standard_without_asking_scores_below_an_evidenced_medium() {
    let asked = report_of("the-mug.middling");
    let unasked = report_with(
        "the-mug",
        "dispatch/drive\nstreet/up\nstairwell/ring\ndoor/explain\nhall/wind-up\nclosing/leave\ncar/assess\ninitial:standard\n",
    );
    assert_eq!(unasked.stages.graded, Some(Ratio::ONE), "the grade itself is the readers'");
    assert_eq!(asked.stages.graded, Some(Ratio::new(1, 2)));
    assert!(unasked.score < asked.score, "{:?} {:?}", unasked.score, asked.score);
}
