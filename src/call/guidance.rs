//! How each item of a form is meant: shown when somebody asks for it, and fetched only then.

use doorstep_risk_tool::RiskTool;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::form::Tool;
use super::hand::problem;
use crate::app::{Calls, World};
use crate::shared::Shared;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct GuidanceSwitchProps {
    pub(super) tool: Tool,
    /// The tool with its guidance, while that is shown.
    pub(super) shown: Option<Shared<RiskTool>>,
    pub(super) on_show: Callback<Option<Shared<RiskTool>>>,
}

/// A button that shows and hides the guidance; nothing where there is none to be had.
#[component]
pub(super) fn GuidanceSwitch(GuidanceSwitchProps { tool, shown, on_show }: &GuidanceSwitchProps) -> Html {
    let world = use_context::<World>();
    let trouble = use_state_eq(|| None::<String>);
    let has_its_own = tool.items.first().is_some_and(|item| tool.guidance(item).is_some());
    let list = match world.as_ref().map(|world| &world.calls) {
        Some(Calls::Here(catalogue)) => catalogue.tools.clone(),
        _ => None,
    };
    // What a licence keeps from being shown has no guidance to be shown either.
    if !tool.may_show_items || !has_its_own && list.is_none() {
        return Html::default();
    }
    let onclick = {
        let (tool, is_shown, on_show, trouble) = (tool.clone(), shown.is_some(), on_show.clone(), trouble.setter());
        move |_: MouseEvent| {
            trouble.set(None);
            match (&world, &list) {
                _ if is_shown => on_show.emit(None),
                _ if has_its_own => on_show.emit(Some(Shared::new(RiskTool::clone(&tool)))),
                (Some(world), Some(list)) => {
                    let (world, list, tool, on_show, trouble) =
                        (world.clone(), list.clone(), tool.clone(), on_show.clone(), trouble.clone());
                    spawn_local(async move {
                        match world.attempts.with_guidance(tool.digest(), &list).await {
                            Ok(Some(guided)) if guided.is_wording_of(&tool) => on_show.emit(Some(Shared::new(guided))),
                            Ok(_) => trouble.set(Some("This form has no guidance here.".to_owned())),
                            Err(error) => trouble.set(Some(format!("The guidance did not come: {error}. Press again to try again."))),
                        }
                    });
                }
                _ => {}
            }
        }
    };
    html! {
        <>
            <p class="guidance-switch">
                <button type="button" class="button small" aria-pressed={shown.is_some().to_string()} {onclick}>{ "What each item means" }</button>
            </p>
            { problem(trouble.as_deref()) }
        </>
    }
}
