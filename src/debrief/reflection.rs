//! Looking back before the debrief, and one intention after it.

use doorstep_simulator::{Event, Session};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::shared::Shared;

/// What the reflection needs.
#[derive(Clone, PartialEq, Properties)]
pub struct ReflectionProps {
    /// The call's title.
    pub title: AttrValue,
    /// Takes the reflection.
    pub on_reflect: Callback<Event>,
    /// Goes on without one.
    pub on_skip: Callback<()>,
}

fn text_of(event: &InputEvent) -> String {
    event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok()).map(|area| area.value()).unwrap_or_default()
}

/// Three questions before the debrief.
#[component]
pub fn ReflectionScreen(props: &ReflectionProps) -> Html {
    let answers = use_state(|| [String::new(), String::new(), String::new()]);
    let questions = ["What worried you most?", "What do you not know?", "What would change your grade?"];
    let on_submit = {
        let (answers, on_reflect) = (answers.clone(), props.on_reflect.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let [worried, not_known, would_change] = (*answers).clone();
            on_reflect.emit(Event::Reflect { worried, not_known, would_change });
        })
    };
    let skip = props.on_skip.reform(|_: MouseEvent| ());
    html! {
        <form class="reflection" onsubmit={on_submit}>
            <h1 tabindex="-1">{ "Before you look back: " }{ props.title.clone() }</h1>
            <p>{ "A few words for yourself, before you see how others read this call. Nobody else sees them unless you export the attempt." }</p>
            { for questions.iter().enumerate().map(|(place, question)| {
                let id = format!("reflect-{place}");
                let oninput = {
                    let answers = answers.clone();
                    Callback::from(move |event: InputEvent| {
                        let mut next = (*answers).clone();
                        next[place] = text_of(&event);
                        answers.set(next);
                    })
                };
                html! {
                    <p>
                        <label for={id.clone()}><strong>{ *question }</strong></label>
                        <textarea {id} rows="3" value={answers[place].clone()} {oninput} />
                    </p>
                }
            }) }
            <p class="actions">
                <button type="submit" class="button primary">{ "Go to the debrief" }</button>
                <button type="button" class="button quiet" onclick={skip}>{ "Go on without writing" }</button>
            </p>
        </form>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct IntentionProps {
    pub session: Shared<Session>,
    pub on_intend: Callback<String>,
}

/// One intention, shown again at the next briefing.
#[component]
pub fn IntentionSection(props: &IntentionProps) -> Html {
    let kept = props.session.state().intention().unwrap_or_default().to_owned();
    let text = use_state(|| kept.clone());
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| text.set(text_of(&event)))
    };
    let keep = {
        let text = text.clone();
        props.on_intend.reform(move |_: MouseEvent| (*text).clone())
    };
    html! {
        <section aria-labelledby="intention-title">
            <h2 id="intention-title" tabindex="-1">{ "One thing for next time" }</h2>
            if let Some(reflection) = props.session.state().reflection() {
                <dl class="reflected">
                    <dt>{ "What worried you most" }</dt><dd>{ or_nothing(&reflection.worried) }</dd>
                    <dt>{ "What you did not know" }</dt><dd>{ or_nothing(&reflection.not_known) }</dd>
                    <dt>{ "What would change your grade" }</dt><dd>{ or_nothing(&reflection.would_change) }</dd>
                </dl>
            }
            <label for="intention">{ "In the next call I will" }</label>
            <textarea id="intention" rows="2" value={(*text).clone()} {oninput} />
            <p class="actions">
                <button type="button" class="button" onclick={keep} disabled={text.trim().is_empty() || *text == kept}>{ "Keep it for my next briefing" }</button>
                if !kept.is_empty() { <span role="status">{ "Kept. You will see it at your next briefing." }</span> }
            </p>
        </section>
    }
}

fn or_nothing(words: &str) -> &str {
    if words.trim().is_empty() { "You wrote nothing here." } else { words }
}
