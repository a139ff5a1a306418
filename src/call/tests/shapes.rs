//! Tools of every shape on the form, the check page and the result page: the demonstration tools, and the public rules of eight tools with
//! placeholder items.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use doorstep_risk_tool::{Answer, Given, ItemIndex, LevelIndex, RiskTool};
use doorstep_scenario::Next;
use doorstep_simulator::{Confidence, Content, Event, Mode, Session};

use super::outline::outline;
use super::tiny::{self, choose};
use super::{CallProps, DraftField, drafts, html, part, props};

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &Path) -> RiskTool {
    let source = fs::read_to_string(path).expect("the tool is there");
    doorstep_risk_tool::text::read_tool(&source).value.unwrap_or_else(|| panic!("{} is sound", path.display()))
}

/// Every tool of the repository.
fn tools() -> Vec<RiskTool> {
    let files = ["tools", "tests/tools/shapes"].into_iter().flat_map(|path| fs::read_dir(folder(path)).expect("the folder is there"));
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("it can be read").path()).collect();
    files.sort();
    files.iter().filter(|path| path.extension().is_some_and(|extension| extension == "yaml")).map(|path| read(path)).collect()
}

fn shape(name: &str) -> RiskTool {
    read(&folder(&format!("tests/tools/shapes/{name}.yaml")))
}

fn apply(session: &mut Session, events: impl IntoIterator<Item = Event>) {
    for event in events {
        session.apply(event.clone()).unwrap_or_else(|refusal| panic!("{event:?}: {refusal}"));
    }
}

/// A session at the form, with these answers by name.
fn at_form(content: &Arc<Content>, answers: &[(&str, &str)]) -> Session {
    let mut session = Session::start(Arc::clone(content), 1, Mode::Practice, None, false);
    apply(&mut session, [choose(2), Event::FirstImpression(LevelIndex(0))]);
    let tool = &content.tool;
    for (name, answer) in answers {
        let item = tool.find_item(name).unwrap_or_else(|| panic!("there is no {name}"));
        let given = tool.find_answer(item, answer).unwrap_or_else(|| panic!("{name} has no {answer}"));
        apply(&mut session, [Event::Answer { item, answer: given, cites: Vec::new() }]);
    }
    session
}

fn own_level() -> Event {
    Event::OwnLevel { level: LevelIndex(0), confidence: Confidence::Sure, reason: "By what was heard.".into(), cites: Vec::new() }
}

fn at_result(content: &Arc<Content>, answers: &[(&str, &str)]) -> Session {
    let mut session = at_form(content, answers);
    apply(&mut session, [Event::LockAnswers, own_level()]);
    session
}

/// The outline of what stands beside the conversation.
async fn side(make: impl FnOnce() -> CallProps + 'static) -> String {
    let page = html(make).await;
    outline(part(&page, "class=\"side-form\"", "class=\"side-notebook\""))
}

#[tokio::test]
async fn every_tool_is_drawn_at_every_part() {
    for tool in tools() {
        let id = tool.id.clone();
        let (items, levels) = (tool.items.len(), tool.levels.len());
        let logic = tool.logic().expect("its rules can be read");
        let content = Content::new(tiny::scenario(), tool);
        for answer in Answer::ALL.into_iter().map(Some).chain([None]) {
            let mut session = at_form(&content, &[]);
            for (place, item) in content.tool.items.iter().enumerate() {
                let options = content.tool.answers_of(item);
                let of_class = answer.and_then(|answer| options.iter().rev().find(|option| option.answer == answer));
                let option = of_class.unwrap_or(&options[place % options.len()]);
                let event = Event::Answer { item: ItemIndex(place as u16), answer: option.given(), cites: Vec::new() };
                apply(&mut session, [event]);
            }
            let form = side({
                let session = session.clone();
                || props(session)
            })
            .await;
            let asked = content.tool.asked(&session.state().answers(), None).iter().filter(|asked| **asked).count();
            let counts = ["items", "ratings and items"].map(|things| format!("of {asked} {things} answered"));
            assert!(counts.iter().any(|count| form.contains(count)), "{id}: {form}");
            assert!(asked <= items);
            apply(&mut session, [Event::LockAnswers]);
            let own = side({
                let session = session.clone();
                || props(session)
            })
            .await;
            assert_eq!(own.matches("(needed)").count(), logic.written.iter().filter(|part| part.required).count(), "{id}: {own}");
            apply(&mut session, [own_level()]);
            let result = side({
                let session = session.clone();
                || props(session)
            })
            .await;
            assert!(result.contains("How the tool came to it"), "{id}: {result}");
            apply(&mut session, [Event::FinalLevel { level: LevelIndex(levels as u8 - 1), reason: "A reason.".into() }]);
            let plan = side(|| props(session)).await;
            assert!(plan.contains("Final level"), "{id}: {plan}");
        }
    }
}

#[tokio::test]
async fn ratings_stand_under_one_question() {
    let content = Content::new(tiny::scenario(), shape("b-safer"));
    let form = side(move || props(at_form(&content, &[("item-1.now", "yes")]))).await;
    let begin = form.find("1. Item 1").expect("the question is there");
    let end = form.find("2. Item 2").expect("the next one too");
    let question = &form[begin..end];
    assert!(question.contains("In the past") && question.contains("Now"), "{question}");
    assert!(form.contains("11. Item 11") && !form.contains("28. "), "numbers count questions, not ratings");
}

#[tokio::test]
async fn what_may_not_be_shown_is_number_and_label() {
    let mut tool = shape("odara");
    tool.items.iter_mut().for_each(|item| item.text = "Words that belong to somebody.".into());
    let content = Content::new(tiny::scenario(), tool);
    let form = side(move || props(at_form(&content, &[]))).await;
    assert!(form.contains("3. Item 1") && !form.contains("belong to somebody"), "{form}");
    assert!(form.contains("Have its form beside you"), "{form}");
    assert!(form.contains("In the 12 months before this incident"), "{form}");
}

#[tokio::test]
async fn a_case_that_the_tool_is_not_for_is_said_once_it_is_known() {
    let content = Content::new(tiny::scenario(), shape("odara"));
    let of = |answers: &'static [(&str, &str)]| {
        let content = Arc::clone(&content);
        side(move || props(at_form(&content, answers)))
    };
    assert!(of(&[]).await.contains("First establish whether this tool is made for this case"));
    let said = of(&[("index-assault", "no")]).await;
    assert!(said.contains("this tool is not made for this case") && said.contains("shape-dash-count"), "{said}");
    assert!(!of(&[("index-assault", "yes"), ("lived-together", "yes")]).await.contains("not made for this case"));
}

#[tokio::test]
async fn not_scorable_is_said_as_such_and_prorating_is_explained() {
    let content = Content::new(tiny::scenario(), shape("odara"));
    let both = [("index-assault", "yes"), ("lived-together", "yes")];
    let none = Arc::clone(&content);
    let result = side(move || props(at_result(&none, &both))).await;
    assert!(result.contains("not scorable") && result.contains("no low result"), "{result}");
    let mut answers: Vec<(String, &str)> = (1..=13).map(|item| (format!("item-{item}"), "no")).collect();
    answers[0].1 = "yes";
    answers[1].1 = "unknown";
    let result = side(move || {
        let answers: Vec<(&str, &str)> = answers.iter().map(|(item, answer)| (item.as_str(), *answer)).chain(both).collect();
        props(at_result(&content, &answers))
    })
    .await;
    assert!(result.contains("scales what is known"), "{result}");
    assert!(result.contains("What the makers observed") && result.contains("(this form)"), "{result}");
}

#[tokio::test]
async fn what_an_answer_opens_appears_and_what_it_closes_counts_for_nothing() {
    let tool = tools().into_iter().find(|tool| tool.logic().is_ok_and(|logic| logic.items.iter().any(|item| item.asked_if.is_some())));
    let content = Content::new(tiny::scenario(), tool.expect("some shape has sub-forms"));
    let tool = &content.tool;
    let asked = |answers: &[Given]| tool.asked(answers, None).iter().filter(|asked| **asked).count();
    let blank = vec![Given::default(); tool.items.len()];
    let opening = tool.items().find_map(|(index, item)| {
        let option = tool.answers_of(item).iter().find(|option| {
            let mut answers = blank.clone();
            answers[index.at()] = option.given();
            asked(&answers) > asked(&blank)
        })?;
        Some((item.id.clone(), option.id.clone()))
    });
    let (item, answer) = opening.expect("one answer opens something");
    let closed = {
        let content = Arc::clone(&content);
        side(move || props(at_form(&content, &[]))).await
    };
    assert!(closed.contains("Some items open with certain answers."), "{closed}");
    let open = {
        let content = Arc::clone(&content);
        side(move || props(at_form(&content, &[(&item, &answer)]))).await
    };
    assert!(open.contains("Your answers have opened"), "{open}");
    assert!(open.lines().count() > closed.lines().count());
}

#[tokio::test]
async fn two_forms_stand_below_each_other_with_two_results() {
    let content = Content::new(tiny::scenario(), shape("vpr")).with_beside(shape("lap"));
    let form = {
        let content = Arc::clone(&content);
        side(move || props(at_form(&content, &[("item-1", "very-serious")]))).await
    };
    for title in [&content.tool.title, &content.beside.as_ref().expect("there are two").tool.title] {
        assert!(form.contains(title.as_str()), "{form}");
    }
    let result = side(move || props(at_result(&content, &[("item-1", "very-serious")]))).await;
    assert!(result.contains("The tools’ results"), "{result}");
    assert_eq!(result.matches("How the tool came to it").count(), 2, "{result}");
}

#[tokio::test]
async fn a_second_assessment_shows_what_was_answered_before_and_what_changed() {
    let mut scenario = tiny::scenario();
    // After the assessment the call goes on.
    scenario.scenes[0].choices[2].next = Next::Stay;
    let content = Content::new(scenario, shape("vpr"));
    let mut session = at_result(&content, &[("item-1", "slight"), ("item-5", "no")]);
    let last = [
        Event::FinalLevel { level: LevelIndex(0), reason: String::new() },
        Event::Commit { actions: Vec::new(), reassess_hours: 24, safe_contact: String::new(), handover: String::new() },
    ];
    apply(&mut session, last);
    let answer = |name: &str, answer: &str| {
        let item = content.tool.find_item(name).expect("it is there");
        Event::Answer { item, answer: content.tool.find_answer(item, answer).expect("it is offered"), cites: Vec::new() }
    };
    apply(&mut session, [answer("item-1", "very-serious")]);
    let form = side(move || props(session)).await;
    assert!(form.contains("First grade:") && form.contains("Changed since"), "{form}");
}

#[tokio::test]
async fn who_leaves_a_result_says_why_and_with_whom() {
    let content = Content::new(tiny::scenario(), shape("odara"));
    let answers: Vec<(String, &str)> = (1..=13).map(|item| (format!("item-{item}"), "yes")).collect();
    let page = side(move || {
        let answers: Vec<(&str, &str)> = answers
            .iter()
            .map(|(item, answer)| (item.as_str(), *answer))
            .chain([("index-assault", "yes"), ("lived-together", "yes")])
            .collect();
        let drafts = drafts(&[(DraftField::FinalLevel, "b0")]);
        CallProps { drafts, ..props(at_result(&content, &answers)) }
    })
    .await;
    assert!(page.contains("Who agrees (needed)") && page.contains("Your reason (needed)"), "{page}");
    assert!(page.contains("This tool does not allow this level after its result."), "upward only: {page}");
    assert!(page.contains("After this result the tool allows no other level."), "nothing is above the highest: {page}");
    let content = Content::new(tiny::scenario(), shape("odara"));
    let page = side(move || {
        let answers: Vec<(String, &str)> = (1..=13).map(|item| (format!("item-{item}"), "no")).collect();
        let answers: Vec<(&str, &str)> = answers.iter().map(|(item, answer)| (item.as_str(), *answer)).collect();
        props(at_result(&content, &[answers, vec![("index-assault", "yes"), ("lived-together", "yes")]].concat()))
    })
    .await;
    assert!(page.contains("After this result the tool also allows: "), "{page}");
    assert!(page.contains("It may be left by: a trained user."), "{page}");
}

#[tokio::test]
async fn a_form_in_another_language_says_that_nobody_reviewed_it_and_offers_its_guidance() {
    let source = fs::read_to_string(folder("tools/demo-checklist.yaml")).expect("the tool is there");
    let guided = doorstep_risk_tool::text::read_tool_with_guidance(&source).value.expect("it is sound");
    let words = fs::read_to_string(folder("tools/words/demo-checklist.es.yaml")).expect("its words are there");
    let spanish = doorstep_risk_tool::text::read_words(&words, &guided).value.expect("they are sound");
    let of = |tool: RiskTool| {
        let content = Content::new(tiny::scenario(), tool);
        html(move || props(at_form(&content, &[])))
    };
    let (own, english, other) = (of(read(&folder("tools/demo-checklist.yaml"))).await, of(guided).await, of(spanish.clone()).await);
    assert!(other.contains("has reviewed this translation") && !english.contains("has reviewed this translation"));
    assert!(other.contains("<legend lang=\"es\">") && other.contains(&html_escaped(&spanish.items[0].text)), "{other}");
    let switch = "What each item means";
    assert!(english.contains(switch) && other.contains(switch), "these words bring their guidance along");
    assert!(!own.contains(switch), "without guidance and without a list to fetch it by there is nothing to show");
}

/// As the renderer writes a text.
fn html_escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\'', "&#x27;").replace('"', "&quot;")
}
