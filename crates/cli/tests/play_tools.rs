//! `doorstep play` by hand with other tools than the small one: sub-forms, several ratings, judgement in words, leaving a result, a second
//! assessment beside the first.

mod common;

use common::{CALL, folder, root, run_in};
use doorstep_risk_tool::{Answer, Earlier, Given, LevelIndex, RiskTool};
use doorstep_simulator::{AttemptFile, Content, Event};
use expect_test::expect_file;

/// The small call, assessed twice, with another tool.
fn twice(tool: &str) -> String {
    CALL.replace("tool: two", &format!("tool: {tool}"))
        .replace("initial: { label: First grade }", "initial: { label: First grade }, later: { label: Second grade }")
        .replace("assess: initial, goto: end }", "assess: initial, goto: still }")
        .replace(
            "  end:\n",
            "  still:\n    step: victim-account\n    lines: [{ mia: Stay a moment. }]\n    choices:\n      - { id: again, do: Assess again., assess: later, goto: end }\n  end:\n",
        )
}

/// What somebody writes who fills in a form by hand, and what the form then comes to.
struct Hand<'a> {
    tool: &'a RiskTool,
    answers: Vec<Given>,
    earlier: Option<(LevelIndex, Vec<Given>)>,
    written: Vec<String>,
}

impl Hand<'_> {
    /// The lines of one assessment; `answer` gives what is written at an item, by its place.
    fn assess(&mut self, answer: impl Fn(usize) -> &'static str) {
        let say = |lines: &mut Vec<String>, line: &str| lines.push(line.to_owned());
        // The first impression, then the form item by item, then nothing is changed.
        say(&mut self.written, "1");
        for (index, item) in self.tool.items() {
            let earlier = self.earlier.as_ref().map(|(level, answers)| Earlier { level: Some(*level), answers });
            if self.tool.asked(&self.answers, earlier)[index.at()] {
                let line = answer(index.at());
                say(&mut self.written, line);
                let place = line.split(' ').next().and_then(|place| place.parse::<usize>().ok());
                if let Some(place) = place {
                    self.answers[index.at()] = self.tool.answers_of(item)[place - 1].given();
                }
            }
        }
        say(&mut self.written, "");
        for (place, part) in self.tool.logic().expect("the rules can be read").written.iter().enumerate() {
            if part.required {
                // What is needed is asked for again where nothing was written.
                say(&mut self.written, "");
            }
            self.written.push(format!("Part {}, in words.", place + 1));
        }
        ["1", "2", "By what she said.", "2 3"].iter().for_each(|line| say(&mut self.written, line));
        let earlier = self.earlier.as_ref().map(|(level, answers)| Earlier { level: Some(*level), answers });
        let result = self.tool.evaluate_after(&self.answers, earlier).level();
        // The final level is the lowest, whatever the tool says.
        say(&mut self.written, "1");
        let leaves = result.is_some_and(|level| level != LevelIndex(0));
        say(&mut self.written, if leaves { "There is a plan." } else { "" });
        if leaves && self.tool.r#override.needs_reviewer {
            say(&mut self.written, "The shift supervisor");
        }
        ["1", "", "By her own telephone.", "Afraid of him."].iter().for_each(|line| say(&mut self.written, line));
        self.earlier = Some((result.unwrap_or(LevelIndex(0)), self.answers.clone()));
    }
}

/// What is written at an item of the form, by its place.
type Line = fn(usize) -> &'static str;

/// The small call taken by hand to its end: the tool, the attempt that was saved, and what was said.
fn by_hand(file: &str, answers: [Line; 2]) -> (RiskTool, AttemptFile, String) {
    let source = std::fs::read_to_string(root().join(file)).expect("the tool is there");
    let tool = doorstep_risk_tool::text::read_tool(&source).value.expect("the tool can be read");
    let call = twice(&tool.id);
    let library = folder(&[("scenarios/porch/scenario.yaml", &call), (&format!("tools/{}.yaml", tool.id), &source)]);
    let mut hand = Hand { tool: &tool, answers: vec![Given::default(); tool.items.len()], earlier: None, written: Vec::new() };
    ["1", "1"].iter().for_each(|line| hand.written.push((*line).to_owned()));
    hand.assess(answers[0]);
    hand.written.push("1".to_owned());
    hand.assess(answers[1]);
    let ran = run_in(library.path(), &["play", "porch", "--save", "attempt.json"], &(hand.written.join("\n") + "\n"));
    assert_eq!(ran.status, 0, "{}: {}", tool.id, ran.all());
    assert!(ran.out.ends_with("The call has ended.\n"), "{}: {}", tool.id, ran.all());
    // Every line was an answer to what was asked.
    assert!(!ran.out.contains("Write a number") && !ran.out.contains("Write your reason"), "{}: {}", tool.id, ran.out);
    let text = std::fs::read_to_string(library.path().join("attempt.json")).expect("the attempt has been saved");
    let file = AttemptFile::read(&text).expect("it can be read back");
    let scenario = doorstep_scenario::text::read_scenario(&call).value.expect("the call can be read");
    let session = doorstep_simulator::Session::replay(Content::new(scenario, tool.clone()), file.attempt.clone()).expect("it replays");
    let committed = session.view().assessments();
    assert_eq!(committed.len(), 2);
    assert_eq!(committed[1].answers(), hand.answers, "{}", tool.id);
    let needed = tool.logic().expect("the rules can be read").written.len();
    assert!(committed.iter().all(|each| each.written.len() == needed && each.written.iter().all(|text| !text.is_empty())));
    for each in committed {
        let leaves = each.tool_level.is_some_and(|level| level != each.last.level);
        assert_eq!(!each.agreed.is_empty(), leaves && tool.r#override.needs_reviewer, "{}", tool.id);
    }
    (tool, file, ran.out)
}

/// Yes with a line, no, not known, and nothing, in turn.
fn in_turn(place: usize) -> &'static str {
    ["1 3", "2", "3", ""][place % 4]
}

/// Most things are there, then fewer.
fn much(_: usize) -> &'static str {
    "1 2 3"
}

fn no_longer(place: usize) -> &'static str {
    if place.is_multiple_of(3) { "2" } else { "" }
}

fn kept(_: usize) -> &'static str {
    ""
}

#[test]
fn each_demonstration_tool_is_filled_in_by_hand_twice() {
    let tools: [(&str, [Line; 2]); 6] = [
        ("demo-checklist", [in_turn, no_longer]),
        ("demo-actuarial", [much, in_turn]),
        ("demo-judgement", [in_turn, kept]),
        ("demo-triage", [much, kept]),
        ("demo-repeat", [much, no_longer]),
        ("demo-call-handling", [in_turn, much]),
    ];
    for (tool, answers) in tools {
        let (_, file, out) = by_hand(&format!("tools/{tool}.yaml"), answers);
        let of = |is: fn(&Event) -> bool| file.attempt.events.iter().filter(|event| is(event)).count();
        let (written, agreed) = (of(|event| matches!(event, Event::Write { .. })), of(|event| matches!(event, Event::Agreed { .. })));
        match tool {
            "demo-judgement" => {
                assert_eq!((written, agreed), (10, 0), "five parts, twice; a judgement is left by nobody");
                expect_file!["snapshots/by-hand-judgement.txt"].assert_eq(&out);
            }
            "demo-repeat" => {
                assert_eq!((written, agreed), (0, 2));
                expect_file!["snapshots/by-hand-repeat.txt"].assert_eq(&out);
            }
            "demo-actuarial" | "demo-triage" => assert!(written == 0 && agreed > 0, "{tool}: {agreed}"),
            _ => assert_eq!((written, agreed), (0, 0), "{tool}"),
        }
    }
}

/// What opens a sub-form stands before it, and one that is opened by a change is asked then.
#[test]
fn sub_forms_are_asked_when_an_answer_opens_them() {
    let source = std::fs::read_to_string(root().join("tests/tools/shapes/dash-count.yaml")).expect("the shape is there");
    let tool = doorstep_risk_tool::text::read_tool(&source).value.expect("the shape can be read");
    let call = twice(&tool.id);
    let library = folder(&[("scenarios/porch/scenario.yaml", &call), ("tools/shape-dash-count.yaml", &source)]);
    let place = |id: &str| tool.find_item(id).expect("the item is there").at();
    let mut lines: Vec<String> = ["1", "1", "1"].map(str::to_owned).to_vec();
    // 27 items with yes to the eighth, three on stalking, two of the officer's; then item 20 opens two more.
    let blank = |count: usize| std::iter::repeat_n(String::new(), count);
    lines.extend(blank(7).chain(["1".to_owned()]).chain(blank(19)).chain(["1".to_owned(), "2".to_owned()]).chain(blank(3)));
    lines.extend([(place("item-honour-1") + 1).to_string(), (place("item-20") + 1).to_string(), "1".to_owned(), "1".to_owned()]);
    lines.push("quit".to_owned());
    let ran = run_in(library.path(), &["play", "porch", "--save", "attempt.json"], &(lines.join("\n") + "\n"));
    assert_eq!(ran.status, 0, "{}", ran.all());
    assert!(ran.out.contains("This item is not asked in this case: no answer has opened it."), "{}", ran.out);
    let (first, changed) = ran.out.split_once("This item is not asked").expect("it says so");
    assert!(first.contains("Further items on stalking") && !first.contains("Further items on honour"), "{first}");
    assert!(changed.contains("Further items on honour") && changed.contains("Item honour-1"), "{changed}");
    let text = std::fs::read_to_string(library.path().join("attempt.json")).expect("the attempt has been saved");
    let file = AttemptFile::read(&text).expect("it can be read back");
    let yes = |item: usize| {
        let said =
            |event: &&Event| matches!(event, Event::Answer { item: at, answer, .. } if at.at() == item && answer.answer() == Answer::Yes);
        file.attempt.events.iter().find(said).is_some()
    };
    assert!(["item-8", "item-20", "item-stalking-1", "item-honour-1"].iter().all(|id| yes(place(id))));
}
