//! What this is, how it is operated, what is stored.

use std::rc::Rc;

use doorstep_scenario::catalogue::Catalogue;
use yew::prelude::*;

use crate::app::World;
use crate::components::page;

/// What this is, how it is operated, what is stored.
pub fn about_page(world: &World, catalogue: &Catalogue) -> Html {
    let number_keys = world.attempts.number_keys();
    let toggle = {
        let store = Rc::clone(world.attempts.store());
        Callback::from(move |_: Event| store.set_number_keys(!number_keys))
    };
    let key = |key: &'static str, does: &'static str| html! { <tr><th scope="row">{ key }</th><td>{ does }</td></tr> };
    let inside = html! {
        <>
            <p class="lead">{ "Doorstep is for practice. It certifies nobody, and it predicts nothing about real people. All people, places and events in it are invented." }</p>
            <h2>{ "How a call goes" }</h2>
            <ol>
                <li>{ "Read the briefing. It says what the call contains, so that you can decline it." }</li>
                <li>{ "Take the call: choose what you say or do. The clock is the call\u{2019}s own; take all the time you want." }</li>
                <li>{ "Mark lines as evidence and write notes. Nothing is marked for you." }</li>
                <li>{ "Fill in the form as you learn. What you did not ask is \u{201c}not asked\u{201d}, never \u{201c}no\u{201d}." }</li>
                <li>{ "Grade: a first impression, the form, your own level with reasons, then the form\u{2019}s result, your final level, and what is done." }</li>
                <li>{ "Look back for a moment, then read the debrief. A right grade may not prevent harm, and a wrong one need not lead to it: what is judged is what could be known then." }</li>
            </ol>
            <h2>{ "Keys" }</h2>
            <table class="keys">
                <thead><tr><th scope="col">{ "Key" }</th><th scope="col">{ "What it does" }</th></tr></thead>
                <tbody>
                    { key("Tab, Shift and Tab", "To the next or previous control") }
                    { key("Enter or space", "Presses the button that has the focus") }
                    { key("1 to 9", "Takes that choice, while the focus is in the list of choices") }
                    { key("Escape", "Leaves a question without doing anything") }
                    { key("Shift, three times", "Hides Doorstep at once behind a plain page") }
                </tbody>
            </table>
            <label class="choice-row">
                <input type="checkbox" checked={number_keys} onchange={toggle} />
                <span>{ "Number keys take a choice" }</span>
            </label>
            <h2>{ "What is stored" }</h2>
            <p>{ "Nothing leaves this computer. If you choose to keep attempts, they stand in this browser\u{2019}s storage: what you chose, marked and wrote, when, and the call that you took, so that it can be opened again after an update. If you leave no trace, nothing is written at all. Your name is never asked." }</p>
            <p>{ "An exported file holds the same. Whoever has it can read it and can change it; that is why an imported attempt is marked \u{201c}not verified\u{201d}." }</p>
            <h2>{ "Accessibility" }</h2>
            <p>{ "Everything works with a keyboard and with a screen reader, at four times the size, in light, dark and high-contrast colours. There is no time limit. If something stands in your way, it is a fault: report it to whoever runs this server." }</p>
            <h2>{ "Versions" }</h2>
            <table class="versions">
                <thead><tr><th scope="col">{ "What" }</th><th scope="col">{ "Version and digest" }</th></tr></thead>
                <tbody>
                    <tr><th scope="row">{ "Doorstep" }</th><td>{ env!("CARGO_PKG_VERSION") }{ ", engine " }{ doorstep_simulator::ENGINE }</td></tr>
                    { for catalogue.calls.iter().map(|call| html! {
                        <tr>
                            <th scope="row">{ call.title.clone() }</th>
                            <td class="figures">{ call.version.clone() }{ ", " }{ short(&call.call.digest) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </>
    };
    page("About Doorstep", "", inside)
}

fn short(digest: &doorstep_envelope::Digest) -> String {
    digest.to_string().chars().take(12).collect()
}
