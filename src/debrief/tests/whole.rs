//! What every debrief holds, whatever was played.

use doorstep_scenario::{Piece, Scenario, Text};
use doorstep_scoring::words as labels;

use super::{escaped, html, judged, judged_with};
use crate::debrief::words::{Family, explained};

const PLAYS: [&str; 10] = [
    "first-steps.good",
    "hollow-lane.good",
    "hollow-lane.middling",
    "hollow-lane.harmful",
    "open-line.good",
    "open-line.middling",
    "open-line.harmful",
    "the-mug.good",
    "the-mug.middling",
    "the-mug.harmful",
];

#[tokio::test]
async fn everything_that_the_report_says_stands_on_the_page() {
    for play in PLAYS {
        let judged = judged(play);
        let report = judged.report.clone();
        let (turns, path) = (judged.session.state().turns().len(), judged.session.state().path().len());
        let page = html(judged).await;
        let holds = |words: &str| assert!(page.contains(&escaped(words)), "{play}: the page does not say {words:?}");
        for factor in &report.factors {
            holds(&factor.label);
            holds(&factor.why);
            holds(&explained(factor));
            holds(&labels::capital(labels::outcome(factor.outcome)));
            holds(Family::of(factor.outcome).heading());
            factor.ways.iter().for_each(|way| holds(&way.text));
        }
        for act in &report.acts {
            holds(&act.label);
            holds(&act.why);
        }
        for finding in &report.critical {
            holds(&finding.label);
            holds(&finding.why);
        }
        for thing in report.first_things.iter().filter(|thing| thing.about != doorstep_scoring::About::Critical) {
            holds(&thing.says);
        }
        for step in &report.steps {
            holds(&format!("{}: ", step.step.label()));
        }
        for question in &report.conduct.questions {
            holds(&question.text);
        }
        for moment in &report.conduct.moments {
            holds(&moment.why);
        }
        for assessment in &report.assessments {
            holds(&assessment.label);
            assessment.readers.iter().filter_map(|reader| reader.reason.as_ref()).for_each(|reason| holds(reason));
        }
        assert_eq!(page.matches("class=\"said\"").count(), turns, "{play}: the whole conversation");
        let list = &page[page.find("way-list").expect("the list is there")..];
        assert_eq!(list.matches("Try again from here").count(), path, "{play}: every choice in the list");
        for always in ["Practice, not certification", "It judges what could be known then", &report.made_from.scenario_digest.to_string()] {
            holds(always);
        }
    }
}

#[tokio::test]
async fn every_miss_can_be_tried_again() {
    for play in PLAYS {
        let judged = judged(play);
        let report = judged.report.clone();
        let page = html(judged).await;
        let again = |label: &str| {
            let said = escaped(&format!(": {label}"));
            let found = ["Try again from here", "Try again from the assessment", "Try again from the start"];
            found.iter().any(|words| page.contains(&format!("{words}<span class=\"visually-hidden\">{said}")))
        };
        for finding in &report.critical {
            assert!(again(&finding.label), "{play}: {}", finding.id);
        }
        for factor in &report.factors {
            if !matches!(Family::of(factor.outcome), Family::Recognised | Family::RightlyOpen) {
                assert!(again(&factor.label), "{play}: {}", factor.id);
            }
        }
    }
}

#[tokio::test]
async fn headings_stand_in_order_and_ids_are_unique() {
    for play in PLAYS {
        let page = html(judged(play)).await;
        let mut before = 0;
        for (at, _) in page.match_indices("<h") {
            let Some(level) = page[at + 2..].chars().next().and_then(|digit| digit.to_digit(10)) else { continue };
            assert!(level <= before + 1, "{play}: a heading of level {level} after one of level {before}: {}", &page[at..at + 80]);
            before = level;
        }
        let mut ids: Vec<&str> =
            page.match_indices(" id=\"").filter_map(|(at, found)| page[at + found.len()..].split('"').next()).collect();
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        assert_eq!(count, ids.len(), "{play}: an id stands twice");
        assert!(!page.contains(" style="), "{play}: the page's policy allows no style attribute");
        for (at, _) in page.match_indices("<svg") {
            let tag = page[at..].split('>').next().unwrap_or_default();
            // A picture within a picture is hidden with it.
            assert!(tag.contains("aria-hidden=\"true\"") || tag.contains("overflow=\"visible\""), "{play}: {tag}");
        }
    }
}

#[tokio::test]
async fn text_stays_text() {
    let mark = "<img src=x onerror=alert(1)>";
    let judged = judged_with("hollow-lane.harmful", |scenario| mark_texts(scenario, mark));
    let mut judged = judged;
    judged.report.factors.iter_mut().for_each(|factor| factor.why.push_str(mark));
    judged.report.acts.iter_mut().for_each(|act| act.label.push_str(mark));
    judged.report.critical.iter_mut().for_each(|finding| finding.label.push_str(mark));
    let page = html(judged).await;
    assert!(!page.contains("<img"), "no text becomes an element");
    assert!(page.matches(&escaped(mark)).count() > 100, "the words are there as words");
}

/// Adds words to every text of a call.
fn mark_texts(scenario: &mut Scenario, mark: &str) {
    let add = |text: &mut Text| text.0.push(Piece::Plain(mark.to_owned()));
    scenario.facts.iter_mut().for_each(|fact| add(&mut fact.text));
    scenario.endings.iter_mut().for_each(|ending| add(&mut ending.text));
    scenario.cast.iter_mut().for_each(|person| add(&mut person.name));
    for scene in &mut scenario.scenes {
        scene.title.iter_mut().for_each(add);
        scene.lines.iter_mut().for_each(|line| add(&mut line.text));
        for choice in &mut scene.choices {
            add(&mut choice.text);
            choice.lines.iter_mut().for_each(|line| add(&mut line.text));
        }
    }
}
