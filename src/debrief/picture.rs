//! Small pictures that several sections share. Each stands beside the same data in words.

use yew::prelude::*;

use super::words::Sign;

/// A sign that tells states apart by its shape; the words stand beside it.
pub fn sign(sign: Sign) -> Html {
    let (class, shape) = match sign {
        Sign::Right => ("sign right", html! { <path d="M4 10.5 8.5 15 16 5.5" fill="none" stroke="currentColor" stroke-width="2.5" /> }),
        Sign::Missed => ("sign missed", html! { <circle cx="10" cy="10" r="6.5" fill="none" stroke="currentColor" stroke-width="2.5" /> }),
        Sign::Care => (
            "sign care",
            html! { <path d="M10 3 18 17H2Z" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linejoin="round" /> },
        ),
        Sign::Wrong => {
            ("sign wrong", html! { <path d="M4.5 4.5 15.5 15.5M15.5 4.5 4.5 15.5" fill="none" stroke="currentColor" stroke-width="2.5" /> })
        }
    };
    html! { <svg class={class} viewBox="0 0 20 20" aria-hidden="true" focusable="false">{ shape }</svg> }
}

/// A bar from 0 to 100.
pub fn bar(percent: i64) -> Html {
    let width = percent.clamp(0, 100) * 2;
    html! {
        <svg class="bar" viewBox="0 0 200 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="bar-back" x="0" y="0" width="200" height="12" />
            <rect class="bar-front" x="0" y="0" width={width.to_string()} height="12" />
        </svg>
    }
}

/// The readers' votes as a row of figures: filled for this answer, open for the others.
pub fn votes(count: u32, of: u32) -> Html {
    let dot = |place: u32| {
        let x = (place * 16 + 8).to_string();
        let class = if place < count { "vote cast" } else { "vote" };
        html! { <circle class={class} cx={x} cy="8" r="5" /> }
    };
    let width = (of.max(1) * 16).to_string();
    html! {
        <svg class="votes" width={width.clone()} height="16" viewBox={format!("0 0 {width} 16")} aria-hidden="true" focusable="false">
            { for (0..of).map(dot) }
        </svg>
    }
}

/// A button that starts a new attempt at the moment before a choice.
pub fn try_again(step: Option<u32>, on_try_again: &Callback<u32>, about: &str) -> Html {
    let Some(step) = step else { return Html::default() };
    let onclick = on_try_again.reform(move |_: MouseEvent| step);
    html! {
        <button type="button" class="button small no-print" {onclick}>
            { "Try again from here" }<span class="visually-hidden">{ format!(": {about}") }</span>
        </button>
    }
}
