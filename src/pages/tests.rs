//! Each page, drawn without a browser.

use std::rc::Rc;
use std::sync::Arc;

use doorstep_envelope::Digest;
use doorstep_scenario::CallKind;
use doorstep_scenario::catalogue::{Asset, Catalogue, CatalogueCall};
use doorstep_simulator::{Content, Event, Mode, Phase, Session};
use expect_test::expect;
use tokio::task::LocalSet;
use yew::prelude::*;

use super::attempt::record_of;
use super::briefing::{Chosen, how_it_is_taken};
use crate::app::{AttemptsHandle, Calls, World};
use crate::call::Drafts;
use crate::platform::{Memory, PlatformHandle, StoreError};
use crate::route::Route;
use crate::shared::Shared;
use crate::store::{Attempts, Keeping, Record};

/// The tutorial and the tool that it uses, as they stand in the repository.
pub fn content() -> Arc<Content> {
    let scenario = doorstep_scenario::text::read_scenario(include_str!("../../scenarios/first-steps/scenario.yaml"));
    let tool = doorstep_risk_tool::text::read_tool(include_str!("../../tools/demo-checklist.yaml"));
    Content::new(scenario.value.expect("the tutorial is sound"), tool.value.expect("the tool is sound"))
}

/// The list of calls with the tutorial, and once more as if it were none.
pub fn catalogue(content: &Content) -> Catalogue {
    let scenario = &content.scenario;
    let asset = |stem: &str, digest: Digest| Asset { stem: stem.into(), digest };
    let tutorial = CatalogueCall {
        id: scenario.id.clone(),
        version: scenario.version.clone(),
        title: scenario.title.clone(),
        summary: scenario.summary.clone(),
        language: scenario.language.clone(),
        audience: scenario.audience.clone(),
        kind: CallKind::Tutorial,
        content_notes: scenario.content_notes.clone(),
        themes: scenario.themes.clone(),
        tool_title: content.tool.title.clone(),
        key_status: Some("illustrative".into()),
        call: asset("calls/first-steps.2", content.scenario_digest),
        tool: asset("tools/demo-checklist.2", content.tool_digest),
        key: None,
    };
    let call = CatalogueCall { id: "another".into(), title: "Another <b>call</b>".into(), kind: CallKind::Call, ..tutorial.clone() };
    let support = doorstep_scenario::text::read_support(doorstep_scenario::text::NEUTRAL_SUPPORT).value;
    Catalogue { calls: vec![tutorial, call], support: support.expect("the neutral contacts are sound"), tools: None }
}

/// An attempt with so many choices taken, the first offered each time.
pub fn record(content: &Arc<Content>, id: &str, choices: u32, time: u64) -> Record {
    let mut session = Session::start(Arc::clone(content), 7, Mode::Practice, None, false);
    for _ in 0..choices {
        let choice = session.state().offers().first().copied().expect("the call goes on");
        session.apply(Event::Choose(choice)).expect("the choice is offered");
    }
    assert_eq!(session.state().phase(), Phase::Call);
    record_of(&session, id.into(), &Drafts::default(), time, None)
}

#[derive(Clone, PartialEq, Properties)]
struct OnStageProps {
    world: World,
    route: Route,
}

#[component]
fn OnStage(props: &OnStageProps) -> Html {
    html! {
        <ContextProvider<World> context={props.world.clone()}>
            { super::page_of(&props.world, &props.route, &Callback::noop()) }
        </ContextProvider<World>>
    }
}

/// The words of a page, a line for each element that holds some.
async fn words(route: Route, calls: Option<Calls>, prepare: impl FnOnce(&Memory, &Rc<Attempts>)) -> String {
    let html = html(route, calls, prepare).await;
    let mut lines = Vec::new();
    for piece in html.split('<').filter_map(|piece| piece.split_once('>').map(|(_, text)| text.trim())) {
        if !piece.is_empty() {
            lines.push(piece);
        }
    }
    lines.join("\n")
}

async fn html(route: Route, calls: Option<Calls>, prepare: impl FnOnce(&Memory, &Rc<Attempts>)) -> String {
    let memory = Rc::new(Memory::default());
    memory.time.set(60_000);
    let store = Attempts::new(Rc::<Memory>::clone(&memory), Callback::noop());
    let content = content();
    LocalSet::new()
        .run_until(async {
            prepare(&memory, &store);
            store.load().await;
            let calls = calls.unwrap_or_else(|| Calls::Here(Shared::new(catalogue(&content))));
            let world = World { platform: PlatformHandle(memory), attempts: AttemptsHandle::new(store, 0), calls };
            yew::LocalServerRenderer::<OnStage>::with_props(OnStageProps { world, route }).hydratable(false).render().await
        })
        .await
}

#[tokio::test]
async fn the_first_visit_begins_with_the_tutorial() {
    let words = words(Route::Catalogue, None, |_, _| ()).await;
    let place = |text: &str| words.find(text).unwrap_or_else(|| panic!("{text:?} is missing in\n{words}"));
    assert!(place("Start here") < place("Choose a call"));
    assert!(!words.contains("You left a call open"));
    assert!(place("This call contains:") < place("Choose a call"));
}

#[tokio::test]
async fn short_calls_stand_in_a_group_of_their_own_with_their_skill() {
    let mut calls = catalogue(&content());
    let short = CatalogueCall {
        id: "short".into(),
        title: "A short one".into(),
        kind: CallKind::Vignette,
        themes: vec!["asking twice".into()],
        ..calls.calls[1].clone()
    };
    calls.calls.insert(1, short);
    let words = words(Route::Catalogue, Some(Calls::Here(Shared::new(calls))), |_, _| ()).await;
    let place = |text: &str| words.find(text).unwrap_or_else(|| panic!("{text:?} is missing in\n{words}"));
    assert!(place("Choose a call") < place("Another ") && place("Another ") < place("Short calls, one skill each"), "{words}");
    let card: Vec<&str> = words[place("Short calls")..].lines().collect();
    assert_eq!(card[1..6], ["First responder, about 3 minutes", "A short one", card[3], "Skill", "asking twice"], "{words}");
    assert!(words[place("A short one")..].contains("This call contains:"), "{words}");
}

#[tokio::test]
async fn text_of_a_call_is_text() {
    let page = html(Route::Catalogue, None, |_, _| ()).await;
    assert!(page.contains("Another &lt;b&gt;call&lt;/b&gt;"), "{page}");
}

#[tokio::test]
async fn an_open_attempt_is_offered_first() {
    let words = words(Route::Catalogue, None, |_, store| store.put(record(&content(), "r1", 1, 120_000))).await;
    let banner: Vec<&str> = words.lines().skip_while(|line| !line.contains("You left")).take(5).collect();
    expect![[r#"
        You left a call open
        The bang next door
        , practice, 1 choice taken, last on
        minute 2
        ."#]]
    .assert_eq(&banner.join("\n"));
}

#[tokio::test]
async fn no_calls_and_broken_calls_are_said() {
    let empty = words(Route::Catalogue, Some(Calls::Here(Shared::new(Catalogue::default()))), |_, _| ()).await;
    assert!(empty.contains("There are no other calls here yet."), "{empty}");
    let failed = words(Route::Catalogue, Some(Calls::Failed("calls.bin could not be fetched".into())), |_, _| ()).await;
    assert!(
        failed.contains("The list of calls could not be read: \ncalls.bin could not be fetched")
            || failed.contains("calls.bin could not be fetched"),
        "{failed}"
    );
    assert!(failed.contains("Try again"));
}

#[tokio::test]
async fn unknown_addresses_say_so() {
    for route in [Route::Unknown("/x".into()), Route::Briefing("nowhere".into())] {
        let words = words(route, None, |_, _| ()).await;
        assert!(words.starts_with("There is no such page"), "{words}");
    }
}

/// The two questions of a briefing, where the storage is as said.
async fn questions(trouble: Option<StoreError>, is_missing: bool) -> String {
    #[derive(Clone, PartialEq, Properties)]
    struct QuestionsProps {
        world: World,
        is_missing: bool,
    }
    #[component]
    fn Questions(props: &QuestionsProps) -> Html {
        let chosen = Chosen { mode: Mode::Practice, keeping: None, is_missing: props.is_missing };
        how_it_is_taken(&props.world, chosen, &Callback::noop(), NodeRef::default())
    }
    let memory = Memory::default();
    memory.trouble.replace(trouble);
    let memory = Rc::new(memory);
    let store = Attempts::new(Rc::<Memory>::clone(&memory), Callback::noop());
    store.load().await;
    let world = World { platform: PlatformHandle(memory), attempts: AttemptsHandle::new(store, 0), calls: Calls::Loading };
    LocalSet::new()
        .run_until(async {
            let props = QuestionsProps { world, is_missing };
            yew::LocalServerRenderer::<Questions>::with_props(props).hydratable(false).render().await
        })
        .await
}

#[tokio::test]
async fn the_briefing_asks_before_anything_is_kept() {
    let asked = questions(None, false).await;
    assert_eq!(asked.matches("name=\"keep\"").count(), 2);
    assert_eq!(asked.matches("<input checked").count(), 1, "only practice is chosen beforehand: {asked}");
    let missing = questions(None, true).await;
    assert_eq!(missing.matches(" keep-missing\"").count(), 2, "{missing}");
    let refused = questions(Some(StoreError::Refused("a sandboxed frame".into())), false).await;
    assert_eq!(refused.matches("name=\"keep\"").count(), 1, "{refused}");
    assert!(refused.contains("a sandboxed frame"));
}

#[tokio::test]
async fn attempts_are_listed_with_what_can_be_done() {
    let page = words(Route::Records, None, |_, store| {
        let content = content();
        store.put(Record { imported: true, ..record(&content, "r1", 0, 60_000) });
        store.put(Record { ended: true, debrief_opened: true, ..record(&content, "r2", 1, 180_000) });
    })
    .await;
    let list: Vec<&str> = page.lines().take_while(|line| !line.contains("Bring in an attempt")).collect();
    expect![[r#"
        Attempts
        Practice, not certification. Attempts are on this computer only, if you chose to keep them.
        The bang next door
        Ended, debrief read
        Practice
        Started
        minute 3
        , last changed
        minute 3
        Debrief
        : The bang next door, started minute 3
        Delete
        Delete this attempt?
        The bang next door, started minute 3. This cannot be undone.
        Cancel
        Delete
        Export
        : The bang next door, started minute 3
        The bang next door
        Open, no choice taken yet
        Practice
        Imported, not verified
        Started
        minute 1
        , last changed
        minute 1
        Go on
        : The bang next door, started minute 1
        Delete
        Delete this attempt?
        The bang next door, started minute 1. This cannot be undone.
        Cancel
        Delete
        Export
        : The bang next door, started minute 1"#]]
    .assert_eq(&list.join("\n"));
}

#[tokio::test]
async fn what_cannot_be_read_stays_and_can_be_taken_along() {
    let page = words(Route::Records, None, |memory, _| {
        memory.tables.borrow_mut().insert((crate::platform::Table::Records, "old".into()), b"{\"id\":1}".to_vec());
    })
    .await;
    assert!(page.contains("An attempt that cannot be read"), "{page}");
    assert!(page.contains("{\"id\":1}") || page.contains("{&quot;id&quot;:1}"), "{page}");
}

#[tokio::test]
async fn storage_that_fails_is_said_with_the_attempt_to_take_along() {
    let page = words(Route::Records, None, |memory, store| {
        store.set_keeping(Keeping::Kept);
        memory.trouble.replace(Some(StoreError::Full));
    })
    .await;
    assert!(page.contains("Attempts are not being kept"), "{page}");
    assert!(page.contains("there is no room left"), "{page}");
}

#[tokio::test]
async fn every_page_has_one_heading_that_can_take_the_focus() {
    let routes = [
        Route::Catalogue,
        Route::Briefing("first-steps".into()),
        Route::Play("r1".into()),
        Route::Reflect("r1".into()),
        Route::Debrief("r1".into()),
        Route::Records,
        Route::Support,
        Route::About,
        Route::Unknown("/x".into()),
    ];
    for route in routes {
        let page = html(route.clone(), None, |_, store| store.put(record(&content(), "r1", 1, 0))).await;
        assert_eq!(page.matches("<h1").count(), 1, "{route}: {page}");
        assert!(page.contains("<h1 tabindex=\"-1\""), "{route}: {page}");
    }
}
