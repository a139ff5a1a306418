//! Radio buttons for the tool's levels, lowest first, with what each means.

use doorstep_risk_tool::LevelIndex;
use yew::prelude::*;

use super::desk::Desk;
use super::drafts::DraftField;

/// The levels as radio buttons; the choice is kept in a field until it is committed. `remark` adds words to a level.
pub(super) fn level_radios(
    desk: &Desk,
    legend: &'static str,
    field: DraftField,
    remark: impl Fn(LevelIndex) -> Option<&'static str>,
) -> Html {
    let view = desk.session.view();
    let tool = view.tool();
    let chosen = desk.drafts.get(field);
    let rows = tool.levels().map(|(index, level)| {
        let (hand, id) = (desk.hand.clone(), level.id.clone());
        let meaning_id = format!("level-{}-meaning", index.0);
        html! {
            <div key={level.id.clone()} class="level" lang={tool.language.clone()}>
                <label class="choice-row">
                    <input type="radio" name="level" value={level.id.clone()} checked={chosen == level.id} disabled={desk.hand.read_only}
                        aria-describedby={meaning_id.clone()} onchange={move |_| hand.keep(field, id.clone())} />
                    <strong>{ level.label.clone() }</strong>
                </label>
                <p class="level-meaning" id={meaning_id}>{ level.meaning.clone() }{ for remark(index).map(|remark| html! { <strong class="must" lang="en">{ " " }{ remark }</strong> }) }</p>
            </div>
        }
    });
    html! { <fieldset class="levels"><legend>{ legend }</legend>{ for rows }</fieldset> }
}
