//! What can be said or done now.

use std::cell::RefCell;
use std::rc::Rc;

use doorstep_scenario::{ChoiceIndex, Manner};
use doorstep_simulator::Event;
use yew::prelude::*;

use super::desk::Desk;
use super::hand::{Place, problem};
use super::markup::{Markup, number_of, pressed};
use super::moment::CHOICES;

/// Two presses of the pointer at the same spot within so many milliseconds are one double click.
const DOUBLE_CLICK: f64 = 350.0;

/// The last press of a choice, kept over drawings.
pub(super) type LastPress = Rc<RefCell<Option<Press>>>;

/// The keys 1 to 9.
#[derive(Clone, PartialEq)]
pub(super) struct NumberKeys {
    /// Whether they choose.
    pub(super) choose: bool,
    /// Switches them; without it no switch is shown.
    pub(super) on_switch: Option<Callback<bool>>,
}

/// The choices as a list of buttons.
pub(super) fn choices(desk: &Desk, keys: &NumberKeys, last_press: &LastPress) -> Html {
    let view = desk.session.view();
    let choose = {
        let hand = desk.hand.clone();
        Callback::from(move |choice: ChoiceIndex| hand.apply(Place::Choices, Event::Choose(choice)))
    };
    let onkeydown = {
        let offered: Vec<ChoiceIndex> = view.offers().map(|offer| offer.choice).collect();
        let (choose, number_keys) = (choose.clone(), keys.choose && !desk.hand.read_only);
        move |event: KeyboardEvent| {
            let number = event.key().parse::<usize>().ok();
            let presses = number.is_some() || matches!(event.key().as_str(), "Enter" | " ");
            if event.repeat() && presses {
                // A key that is held down takes one choice, not one after another.
                event.prevent_default();
            } else if number_keys && !(event.ctrl_key() || event.alt_key() || event.meta_key()) {
                let place = number.and_then(|number| number.checked_sub(1));
                if let Some(choice) = place.and_then(|place| offered.get(place)) {
                    event.prevent_default();
                    choose.emit(*choice);
                }
            }
        }
    };
    let onclick = {
        let last_press = last_press.clone();
        move |event: MouseEvent| {
            let Some(choice) = pressed(&event).and_then(|button| number_of(&button)) else { return };
            let press = Press::of(&event);
            let doubled = press.is_double_of(last_press.replace(Some(press)));
            if !doubled {
                choose.emit(ChoiceIndex(choice));
            }
        }
    };
    html! {
        <section class="choices" aria-labelledby={CHOICES}>
            <h2 id={CHOICES} tabindex="-1">{ "What do you say or do?" }</h2>
            { problem(desk.problem_at(Place::Choices).as_deref()) }
            <div {onclick} {onkeydown}>{ list(desk, keys) }</div>
            { number_keys_switch(keys) }
        </section>
    }
}

/// The list of buttons. It is made anew whenever other choices are offered, so that a press never meets another choice than the one seen;
/// each button names its choice as its value.
fn list(desk: &Desk, keys: &NumberKeys) -> Html {
    let view = desk.session.view();
    let language = &desk.session.content().scenario.language;
    let mut markup = Markup::begin("<ol class=\"choice-list\" role=\"list\" lang=\"").words(language).and("\">");
    for (place, offer) in view.offers().enumerate() {
        let disabled = if desk.hand.read_only { "\" disabled=\"\">" } else { "\">" };
        markup = markup.and("<li><button type=\"button\" class=\"choice\" value=\"").words(&offer.choice.0.to_string()).and(disabled);
        if keys.choose && place < 9 {
            markup =
                markup.and("<span class=\"choice-number figures\" aria-hidden=\"true\">").words(&(place + 1).to_string()).and("</span>");
        }
        let (manner, words) = match offer.manner {
            Manner::Say => ("Say", "\">"),
            Manner::Do => ("Do", " does\">"),
        };
        markup = markup
            .and("<span class=\"choice-manner\">")
            .and(manner)
            .and(":</span> <span class=\"choice-words")
            .and(words)
            .words(&view.words(offer.text))
            .and("</span></button></li>");
    }
    markup.and("</ol>").html()
}

/// The switch of the number keys, where the owner of the page keeps one.
fn number_keys_switch(keys: &NumberKeys) -> Html {
    let Some(on_switch) = keys.on_switch.clone() else { return Html::default() };
    let is_on = keys.choose;
    html! {
        <label class="choice-row small soft number-keys">
            <input type="checkbox" checked={is_on} onchange={move |_| on_switch.emit(!is_on)} />
            <span>{ "Keys 1 to 9 choose while the focus is on a choice" }</span>
        </label>
    }
}

/// A press of a button. Keys and programs press without a pointer.
#[derive(Clone, Copy)]
pub(super) struct Press {
    by_pointer: bool,
    at: f64,
    place: (i32, i32),
}

impl Press {
    fn of(event: &MouseEvent) -> Self {
        Self { by_pointer: event.detail() > 0, at: event.time_stamp(), place: (event.client_x(), event.client_y()) }
    }

    /// Whether this is the second half of a double click: the list under the pointer may be another one already.
    fn is_double_of(self, before: Option<Self>) -> bool {
        before.is_some_and(|before| {
            let apart = |one: i32, other: i32| one.abs_diff(other) > 6;
            let same_spot = !apart(self.place.0, before.place.0) && !apart(self.place.1, before.place.1);
            self.by_pointer && before.by_pointer && same_spot && self.at - before.at < DOUBLE_CLICK
        })
    }
}
