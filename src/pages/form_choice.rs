//! Which form a call is taken with: the force's own, another one, one in another language, or two side by side. It is folded, and stands in
//! the rest of the app: most calls are taken with the force's own.

use std::rc::Rc;

use doorstep_scenario::catalogue::{Asset, CatalogueCall, ToolChoice};
use web_sys::HtmlSelectElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::briefing::{Chosen, Loaded, begin};
use crate::app::{World, use_world};
use crate::shared::Shared;
use crate::store::{Keeping, Picked};

#[derive(Clone, PartialEq, Properties)]
struct FormChoiceProps {
    call: CatalogueCall,
    /// The list of tools.
    list: Asset,
    picked: Option<Shared<Picked>>,
    on_pick: Callback<Option<Shared<Picked>>>,
}

/// The choice of the form and of a second one.
// It must not be drawn into its caller, which is in the first part.
#[inline(never)]
pub(super) fn form_choice(
    call: &CatalogueCall,
    list: &Asset,
    picked: Option<Shared<Picked>>,
    on_pick: Callback<Option<Shared<Picked>>>,
) -> Html {
    html! { <FormChoice call={call.clone()} list={list.clone()} {picked} {on_pick} /> }
}

/// Fetches the forms that were picked, then begins.
#[inline(never)]
pub(super) fn begin_with(
    world: &World,
    picked: Shared<Picked>,
    (seed, chosen): (u64, Chosen),
    keeping: Keeping,
    call: &CatalogueCall,
    loaded: &UseStateHandle<Loaded>,
) {
    let (world, call, loaded) = (world.clone(), call.clone(), loaded.setter());
    // A second press has nothing to press.
    loaded.set(Loaded::Waiting);
    spawn_local(async move {
        match world.attempts.content_with(&call, &picked, keeping).await {
            Ok((content, key)) => begin(&world, content, (seed, chosen.mode), keeping, &call, key),
            Err(error) => loaded.set(Loaded::Failed(error.to_string().into())),
        }
    });
}

/// What is known of the forms that a call can be taken with.
enum Forms {
    Waiting,
    Here(Rc<[ToolChoice]>),
    Failed(String),
}

#[component]
fn FormChoice(FormChoiceProps { call, list, picked, on_pick }: &FormChoiceProps) -> Html {
    let world = use_world();
    let forms = use_state(|| Forms::Waiting);
    let tries = use_state(|| 0u32);
    {
        let (store, list, call, forms) = (Rc::clone(world.attempts.store()), list.clone(), call.clone(), forms.setter());
        use_effect_with(*tries, move |_| {
            spawn_local(async move {
                forms.set(match store.toolbox(&list).await {
                    Ok(toolbox) => Forms::Here(toolbox.choices(&call).into()),
                    Err(error) => Forms::Failed(error.to_string()),
                });
            });
        });
    }
    let again = {
        let (tries, forms) = (tries.clone(), forms.setter());
        Callback::from(move |_: MouseEvent| {
            forms.set(Forms::Waiting);
            tries.set(*tries + 1);
        })
    };
    match &*forms {
        Forms::Waiting => html! { <p class="soft" role="status">{ "The list of forms is on its way." }</p> },
        Forms::Failed(reason) => html! {
            <>
                <p class="error" role="alert">{ "The list of forms did not come: " }{ reason.clone() }{ "." }</p>
                <div class="actions"><button type="button" class="button small" onclick={again}>{ "Try again" }</button></div>
            </>
        },
        Forms::Here(forms) => lists(forms, picked.as_deref(), on_pick),
    }
}

/// Two lists: the form, and the one beside it.
fn lists(forms: &Rc<[ToolChoice]>, picked: Option<&Picked>, on_pick: &Callback<Option<Shared<Picked>>>) -> Html {
    let (form, beside) = picked.map_or((0, None), |picked| (picked.form, picked.beside));
    let pick = {
        let (forms, on_pick) = (Rc::clone(forms), on_pick.clone());
        move |form: usize, beside: Option<usize>| {
            let is_other = form > 0 || beside.is_some();
            on_pick.emit(is_other.then(|| Shared::new(Picked { forms: Rc::clone(&forms), form, beside })));
        }
    };
    // The same form twice would give the same result twice.
    let is_same = |one: usize, other: usize| forms.get(one).map(|form| &form.id) == forms.get(other).map(|form| &form.id);
    let alone = forms.iter().enumerate().filter(|(_, form)| form.alone).map(|(place, form)| option(Some(place), form, place == 0));
    let second = forms.iter().enumerate().filter(|(place, _)| !is_same(*place, form));
    let second = second.map(|(place, form)| option(Some(place), form, place == 0));
    let none = (None, "None".to_owned(), None);
    let set_form = {
        let (pick, forms) = (pick.clone(), Rc::clone(forms));
        move |place: Option<usize>| {
            let form = place.unwrap_or_default();
            let is_same = |other: &usize| forms.get(*other).map(|other| &other.id) == forms.get(form).map(|form| &form.id);
            pick(form, beside.filter(|beside| !is_same(beside)));
        }
    };
    let set_beside = move |place| pick(form, place);
    // The force's own is described above.
    let others = || [Some(form).filter(|form| *form > 0), beside].into_iter().flatten().filter_map(|place| forms.get(place));
    html! {
        <>
            { list("form", "Form", "The first in the list is the force\u{2019}s own. What you can learn in the call is the same with each.", alone.collect(), Some(form), set_form) }
            { list("form-beside", "A second form beside it", "You fill in both on the same facts, and see two results. Your points come from the first.", std::iter::once(none).chain(second).collect(), beside, set_beside) }
            // In a box of its own: what comes and goes beside the lists would take the focus from them.
            <div>
                { for others().map(about) }
                if others().any(|form| form.reviewed == Some(false)) {
                    <p class="banner care" role="status">{ "Nobody who knows the language and the work has reviewed this translation. Its rules are those of the form that it translates." }</p>
                }
            </div>
        </>
    }
}

fn about(form: &ToolChoice) -> Html {
    html! { <p class="small"><strong lang={form.language.clone()}>{ form.title.clone() }</strong>{ ". " }{ form.about.clone() }</p> }
}

/// A form in a list: its place, what it is called, and its language.
type Entry = (Option<usize>, String, Option<String>);

fn option(place: Option<usize>, form: &ToolChoice, is_own: bool) -> Entry {
    (place, name(form, is_own), Some(form.language.clone()))
}

/// What a form is called, with its language in that language where it is not English.
fn name(form: &ToolChoice, is_own: bool) -> String {
    let own = if is_own { " (the force\u{2019}s own)" } else { "" };
    let language = match form.language.split('-').next().unwrap_or_default() {
        "en" => "",
        "es" => " (espa\u{f1}ol)",
        "pt" => " (portugu\u{ea}s)",
        tag => return format!("{} ({tag}){own}", form.title),
    };
    format!("{}{language}{own}", form.title)
}

fn list(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    entries: Vec<Entry>,
    chosen: Option<usize>,
    set: impl Fn(Option<usize>) + 'static,
) -> Html {
    let onchange = move |event: Event| set(event.target_unchecked_into::<HtmlSelectElement>().value().parse().ok());
    let options = entries.into_iter().map(|(place, words, lang)| {
        let value = place.map_or_else(String::new, |place| place.to_string());
        html! { <option key={value.clone()} {value} selected={place == chosen} {lang}>{ words }</option> }
    });
    let hint_id = format!("{id}-hint");
    html! {
        <div class="text-field">
            <label for={id}>{ label }</label>
            <p class="hint" id={hint_id.clone()}>{ hint }</p>
            <select {id} aria-describedby={hint_id} {onchange}>{ for options }</select>
        </div>
    }
}
