//! What a reader of the page meets: the whole of a short good attempt, and what matters of a harmful one.

use doorstep_simulator::Event;
use expect_test::{expect, expect_file};
use yew::prelude::*;

use super::{html, judged, section};
use crate::call::tests::outline::outline;
use crate::debrief::{ReflectionProps, ReflectionScreen};

#[tokio::test]
async fn a_good_attempt() {
    expect_file!["first-steps.good.txt"].assert_eq(&outline(&html(judged("first-steps.good")).await));
}

#[tokio::test]
async fn a_harmful_attempt() {
    let page = html(judged("hollow-lane.harmful")).await;
    let parts = ["first", "stages", "levels", "steps"].map(|name| outline(section(&page, name)));
    expect_file!["hollow-lane.harmful.txt"].assert_eq(&parts.join("\n\n"));
}

#[tokio::test]
async fn looking_back_before_the_debrief() {
    let local = tokio::task::LocalSet::new();
    let make = || ReflectionProps { title: "A <call>".into(), on_reflect: Callback::<Event>::noop(), on_skip: Callback::noop() };
    let page = local
        .run_until(async move { yew::LocalServerRenderer::<ReflectionScreen>::with_props(make()).hydratable(false).render().await })
        .await;
    expect![[r#"
        h1 Before you look back: A &lt;call&gt;
        A few words for yourself, before you see how others read this call. They are not judged, and nobody else sees them unless you export the attempt.
        label What worried you most?
        textarea
        label What do you not know?
        textarea
        label What would change your grade?
        textarea
        button Go to the debrief
        button Go on without writing"#]].assert_eq(&outline(&page));
}
