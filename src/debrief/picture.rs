//! Small pictures that several sections share. Each stands beside the same data in words, so it is hidden from a screen reader.

use yew::prelude::*;

use super::words::Sign;

/// A sign that tells states apart by its shape; the words stand beside it.
pub fn sign(sign: Sign) -> Html {
    let class = match sign {
        Sign::Right => "sign right",
        Sign::Missed => "sign missed",
        Sign::Care => "sign care",
        Sign::Wrong => "sign wrong",
        Sign::Open => "sign open",
    };
    html! { <svg class={class} viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d={shape(sign)} /></svg> }
}

/// The outline of a sign: a tick, a ring, a triangle, a cross, a line.
const fn shape(sign: Sign) -> &'static str {
    match sign {
        Sign::Right => "M3.5 10.5 8 15 16.5 5",
        Sign::Missed => "M10 3.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13",
        Sign::Care => "M10 3 18 17H2Z",
        Sign::Wrong => "M4.5 4.5 15.5 15.5M15.5 4.5 4.5 15.5",
        Sign::Open => "M4 10H16",
    }
}

/// As many signs as there are things, in rows.
pub fn tally(one: Sign, count: usize) -> Html {
    html! { <span class="tally" aria-hidden="true">{ for (0..count).map(|_| sign(one)) }</span> }
}

/// A bar from 0 to 100, with a mark at each quarter.
pub fn bar(percent: i64) -> Html {
    let width = percent.clamp(0, 100).to_string();
    html! {
        <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="bar-back" x="0" y="0" width="100" height="10" />
            <rect class="bar-front" x="0" y="0" {width} height="10" />
            <path class="bar-quarters" d="M25 0V10M50 0V10M75 0V10" />
        </svg>
    }
}

/// The readers' votes as a row of rings: filled for this answer, open for the others.
pub fn votes(count: u32, of: u32) -> Html {
    // More readers than this are told by the figures alone.
    if of > 9 {
        return Html::default();
    }
    let ring = |place: u32| {
        let class = if place < count { "vote cast" } else { "vote" };
        html! { <circle class={class} cx={(place * 16 + 8).to_string()} cy="8" r="5" /> }
    };
    let width = (of.max(1) * 16).to_string();
    html! {
        <svg class="votes" width={width.clone()} height="16" viewBox={format!("0 0 {width} 16")} aria-hidden="true" focusable="false">
            { for (0..of).map(ring) }
        </svg>
    }
}

/// A button that starts a new attempt at the moment before a choice.
pub fn try_again(step: Option<u32>, on_try_again: &Callback<u32>, about: &str) -> Html {
    step.map_or_else(Html::default, |step| again(step, on_try_again, "Try again from here", about))
}

/// A button that starts a new attempt at a moment, in other words.
pub fn again(step: u32, on_try_again: &Callback<u32>, words: &'static str, about: &str) -> Html {
    let onclick = on_try_again.reform(move |_: MouseEvent| step);
    html! {
        <button type="button" class="button small again no-print" {onclick}>
            { words }<span class="visually-hidden">{ format!(": {about}") }</span>
        </button>
    }
}
