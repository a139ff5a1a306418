//! What the trainee wrote before, and one intention for the next call.

use yew::prelude::*;

use super::reflection::text_of;
use crate::shared::Shared;
use doorstep_simulator::Session;

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
    let is_kept = !kept.is_empty() && *text == kept;
    html! {
        <section aria-labelledby="intention-title">
            <h2 id="intention-title" tabindex="-1">{ "One thing for next time" }</h2>
            if let Some(reflection) = props.session.state().reflection() {
                <p>{ "Before the debrief you wrote:" }</p>
                <dl class="reflected">
                    <dt>{ "What worried you most" }</dt><dd>{ or_nothing(&reflection.worried) }</dd>
                    <dt>{ "What you did not know" }</dt><dd>{ or_nothing(&reflection.not_known) }</dd>
                    <dt>{ "What would change your grade" }</dt><dd>{ or_nothing(&reflection.would_change) }</dd>
                </dl>
            }
            <div class="field no-print">
                <label for="intention">{ "In the next call I will" }</label>
                <p class="hint" id="intention-hint">{ "One thing that you can do, in a few words. You will see it at your next briefing." }</p>
                <textarea id="intention" rows="2" aria-describedby="intention-hint" value={(*text).clone()} {oninput} />
            </div>
            <p class="actions no-print">
                <button type="button" class="button" onclick={keep} disabled={text.trim().is_empty() || *text == kept}>{ "Keep it for my next briefing" }</button>
                <span role="status">{ if is_kept { "Kept. You will see it at your next briefing." } else { "" } }</span>
            </p>
            if !kept.is_empty() { <p class="print-only">{ format!("In the next call I will: {kept}") }</p> }
        </section>
    }
}

fn or_nothing(words: &str) -> &str {
    if words.trim().is_empty() { "You wrote nothing here." } else { words }
}
