//! Looking back before the debrief.

use doorstep_simulator::Event;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

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

/// What stands in a field.
pub(super) fn text_of(event: &InputEvent) -> String {
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
            <p>{ "A few words for yourself, before you see how others read this call. They are not judged, and nobody else sees them unless you export the attempt." }</p>
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
                    <div class="field">
                        <label for={id.clone()}>{ *question }</label>
                        <textarea {id} rows="3" value={answers[place].clone()} {oninput} />
                    </div>
                }
            }) }
            <p class="actions">
                <button type="submit" class="button primary">{ "Go to the debrief" }</button>
                <button type="button" class="button quiet" onclick={skip}>{ "Go on without writing" }</button>
            </p>
        </form>
    }
}
