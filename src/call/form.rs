//! The tool's form, to be filled in as the trainee learns.

use std::sync::Arc;

use doorstep_risk_tool::{Answer, RiskTool, Status};
use doorstep_simulator::{Content, Session};
use yew::prelude::*;

use super::desk::Desk;
use super::hand::Place;
use super::item::ItemRow;

/// A tool shared by address.
#[derive(Clone)]
pub(super) struct Tool(Arc<Content>);

impl Tool {
    /// The tool of a session.
    pub(super) fn of(session: &Session) -> Self {
        Self(Arc::clone(session.content()))
    }
}

impl PartialEq for Tool {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for Tool {
    type Target = RiskTool;

    fn deref(&self) -> &RiskTool {
        &self.0.tool
    }
}

#[derive(Properties)]
pub(super) struct FormProps {
    pub(super) desk: Desk,
}

impl PartialEq for FormProps {
    /// Whether the same form would be drawn: at most events nothing on it changes.
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (&self.desk, &other.desk);
        one.hand == two.hand
            && one.lines == two.lines
            && one.refused == two.refused
            && Arc::ptr_eq(one.session.content(), two.session.content())
            && one.session.state().sheet() == two.session.state().sheet()
    }
}

/// The form: its items in groups, each with the answers that the tool offers.
#[component]
pub(super) fn Form(FormProps { desk }: &FormProps) -> Html {
    let tool = Tool::of(&desk.session);
    let sheet = desk.session.view().sheet();
    let answered = sheet.iter().filter(|entry| entry.answer != Answer::NotAsked).count();
    let groups = tool.groups.iter().zip(0u16..).map(|(group, place)| {
        let items = tool.items().filter(|(_, item)| item.group == place).map(|(item, _)| {
            html! {
                <ItemRow key={item.0} tool={tool.clone()} {item} entry={sheet[item.at()].clone()} session={desk.session.clone()}
                    lines={desk.lines.clone()} hand={desk.hand.clone()} problem={desk.problem_at(Place::Item(item))} />
            }
        });
        html! {
            <section key={group.id.clone()} class="form-group">
                <h3>{ group.label.clone() }</h3>
                { for items }
            </section>
        }
    });
    let progress = format!("{answered} of {} items answered. The rest stay not asked, which is not a no.", tool.items.len());
    html! {
        <div class="form" lang={tool.language.clone()}>
            if tool.status == Status::Demonstration {
                <p class="small soft">{ "A demonstration tool, for practice only." }</p>
            }
            <p class="form-progress">{ progress }</p>
            { for groups }
        </div>
    }
}
