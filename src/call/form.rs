//! The tool's form, to be filled in as the trainee learns: whatever tool it is.

use std::rc::Rc;
use std::sync::Arc;

use doorstep_envelope::Digest;
use doorstep_risk_tool::{Answer, Earlier, Given, ItemIndex, LevelIndex, Outcome, RiskTool, Status, Translation};
use doorstep_simulator::{Content, Session, SheetEntry};
use yew::prelude::*;

use super::desk::Desk;
use super::form_logic::{FormLogic, Question};
use super::guidance::GuidanceSwitch;
use super::hand::Place;
use super::item::{Part, QuestionRow};
use super::words::count_words;
use crate::shared::Shared;

/// A tool of a session, shared by address: the first, or the one beside it.
#[derive(Clone)]
pub(super) struct Tool {
    content: Arc<Content>,
    is_beside: bool,
}

impl Tool {
    /// The first tool of a session.
    pub(super) fn of(session: &Session) -> Self {
        Self { content: Arc::clone(session.content()), is_beside: false }
    }

    /// The tools of a session: one, or two that are filled in side by side.
    pub(super) fn all(session: &Session) -> Vec<Self> {
        let first = Self::of(session);
        let beside = first.content.beside.is_some().then(|| Self { is_beside: true, ..first.clone() });
        std::iter::once(first).chain(beside).collect()
    }

    /// The digest by which the attempt knows it.
    pub(super) fn digest(&self) -> Digest {
        match &self.content.beside {
            Some(beside) if self.is_beside => beside.digest,
            _ => self.content.tool_digest,
        }
    }

    /// The place of an item on the session's sheet: the items of the second tool stand after those of the first.
    pub(super) fn place(&self, item: ItemIndex) -> ItemIndex {
        let before = if self.is_beside { self.content.tool.items.len() } else { 0 };
        // A tool has at most 256 items.
        ItemIndex(item.0 + before as u16)
    }

    /// The entries of this tool on a sheet.
    pub(super) fn entries<'s, T>(&self, sheet: &'s [T]) -> &'s [T] {
        let (first, second) = sheet.split_at(sheet.len().min(self.content.tool.items.len()));
        if self.is_beside { second } else { first }
    }

    /// The answers that this tool's rules see.
    pub(super) fn answers(&self, sheet: &[SheetEntry]) -> Vec<Given> {
        self.entries(sheet).iter().map(|entry| entry.given).collect()
    }
}

impl PartialEq for Tool {
    fn eq(&self, other: &Self) -> bool {
        self.is_beside == other.is_beside && Arc::ptr_eq(&self.content, &other.content)
    }
}

impl std::ops::Deref for Tool {
    type Target = RiskTool;

    fn deref(&self) -> &RiskTool {
        match &self.content.beside {
            Some(beside) if self.is_beside => &beside.tool,
            _ => &self.content.tool,
        }
    }
}

/// An assessment committed before, as a later one by the same tool sees it.
pub(super) struct Before {
    /// What the assessment point is called.
    pub(super) label: String,
    /// What the tool came to then.
    pub(super) level: Option<LevelIndex>,
    /// The answers then.
    pub(super) answers: Vec<Given>,
}

impl Before {
    /// The assessment committed last; nothing before the first.
    pub(super) fn of(session: &Session, tool: &Tool) -> Option<Self> {
        let committed = session.state().assessments().last()?;
        let label = session.content().scenario.assessments.get(committed.assessment.at())?.label.clone();
        let answers = tool.answers(&committed.sheet);
        let level = if tool.is_beside { tool.evaluate(&answers).level() } else { Some(committed.result_or_final()) };
        Some(Self { label, level, answers })
    }

    /// What the tool's rules compare with.
    pub(super) fn earlier(&self) -> Earlier<'_> {
        Earlier { level: self.level, answers: &self.answers }
    }
}

#[derive(Properties)]
pub(super) struct FormProps {
    pub(super) desk: Desk,
    pub(super) tool: Tool,
}

impl PartialEq for FormProps {
    /// Whether the same form would be drawn: at most events nothing on it changes.
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (&self.desk, &other.desk);
        self.tool == other.tool
            && one.hand == two.hand
            && one.lines == two.lines
            && one.refused == two.refused
            && one.session.state().sheet() == two.session.state().sheet()
            && one.session.state().assessments().len() == two.session.state().assessments().len()
    }
}

/// The forms of a session, one after the other where there are two.
pub(super) fn forms(desk: &Desk) -> Html {
    let tools = Tool::all(&desk.session);
    let two = tools.len() > 1;
    let forms = tools.into_iter().map(|tool| {
        let key = tool.place(ItemIndex(0)).0;
        html! {
            <section {key} class="form-of-tool">
                if two { <h3 class="form-title" lang={tool.language.clone()}>{ tool.title.clone() }</h3> }
                <Form desk={desk.clone()} {tool} />
            </section>
        }
    });
    html! {
        <>
            if two { <p class="hint">{ "Two forms, one below the other, on the same facts. Fill in both: what you learned is the same, what each makes of it may not be." }</p> }
            { for forms }
        </>
    }
}

/// A form: its items in groups, each with the answers that the tool offers. What nothing has opened is not on it.
#[component]
pub(super) fn Form(FormProps { desk, tool }: &FormProps) -> Html {
    let logic = {
        let tool = tool.clone();
        use_memo(tool, |tool| FormLogic::of(tool))
    };
    let guided = use_state(|| None::<Shared<RiskTool>>);
    let on_show = {
        let guided = guided.setter();
        use_callback((), move |shown, ()| guided.set(shown))
    };
    let entries = tool.entries(desk.session.view().sheet());
    let answers = tool.answers(desk.session.view().sheet());
    let before = Before::of(&desk.session, tool);
    let asked = tool.asked(&answers, before.as_ref().map(Before::earlier));
    let is_asked = |item: &ItemIndex| asked.get(item.at()).copied().unwrap_or(true);
    let open = logic.questions.iter().flat_map(|question| &question.items).filter(|item| is_asked(item));
    let (open, answered) = open
        .filter_map(|item| entries.get(item.at()))
        .fold((0, 0), |(open, answered), entry| (open + 1, answered + usize::from(entry.answer() != Answer::NotAsked)));
    let heading = if tool.content.beside.is_some() { "h4" } else { "h3" };
    let groups = tool.groups.iter().zip(0u16..).map(|(group, place)| {
        let questions = logic.questions.iter().filter(|question| question.group == place);
        let mut rows = questions
            .filter(|question| question.items.iter().any(is_asked))
            .map(|question| row(desk, tool, question, entries, (before.as_ref(), guided.as_deref())))
            .peekable();
        if rows.peek().is_none() {
            return Html::default();
        }
        html! {
            <section key={group.id.clone()} class="form-group">
                <@{heading} lang={tool.language.clone()}>{ group.label.clone() }</@>
                { for rows }
            </section>
        }
    });
    let opened = logic.questions.iter().filter(|question| question.is_conditional && question.items.iter().any(is_asked)).count();
    // A question that is rated several times has several answers.
    let things = if logic.questions.iter().any(|question| question.items.len() > 1) { "ratings and items" } else { "items" };
    html! {
        <div class="form">
            if tool.status == Status::Demonstration {
                <p class="small soft">{ "A demonstration tool, for practice only." }</p>
            }
            if tool.translation() == Some(Translation::NotReviewed) {
                <p class="banner care">{ "Nobody who knows the language and the work has reviewed this translation. Its rules are those of the form that it translates." }</p>
            }
            if !tool.may_show_items {
                <p class="small">{ "The licence of this tool lets only numbers and short labels be shown here. Have its form beside you for the whole wording." }</p>
            }
            <p class="form-progress">{ format!("{answered} of {open} {things} answered. The rest stay not asked, which is not a no.") }</p>
            if logic.is_conditional {
                <p class="form-opened small" role="status">{ match opened {
                    0 => "Some items open with certain answers.".to_owned(),
                    _ => format!("Your answers have opened {}.", count_words(opened, "further item", "further items")),
                } }</p>
            }
            <GuidanceSwitch tool={tool.clone()} shown={(*guided).clone()} {on_show} />
            { not_for(tool, &logic, &answers) }
            { for groups }
        </div>
    }
}

fn row(
    desk: &Desk,
    tool: &Tool,
    question: &Question,
    entries: &[SheetEntry],
    (before, guided): (Option<&Before>, Option<&RiskTool>),
) -> Html {
    let parts = question.items.iter().zip(&question.ratings).filter_map(|(item, rating)| {
        let entry = entries.get(item.at())?.clone();
        let then = before.and_then(|before| Some((before.label.clone(), before.answers.get(item.at()).copied()?)));
        Some(Part { item: *item, entry, rating: rating.clone(), before: then, problem: desk.problem_at(Place::Item(tool.place(*item))) })
    });
    let number = question.number;
    let item = question.items.first().and_then(|item| tool.items.get(item.at()));
    let guidance = item.and_then(|item| guided?.guidance(item)).map(|words| AttrValue::from(words.to_owned()));
    html! {
        <QuestionRow key={number} tool={tool.clone()} {number} window={question.window.clone()} {guidance} parts={Rc::from(parts.collect::<Vec<_>>())}
            session={desk.session.clone()} lines={desk.lines.clone()} hand={desk.hand.clone()} />
    }
}

/// Where the tool is not made for this case: said as soon as what it asks about that is answered.
fn not_for(tool: &Tool, logic: &FormLogic, answers: &[Given]) -> Html {
    let Outcome::NotApplicable(which) = tool.evaluate(answers).outcome else { return Html::default() };
    let Some(applies) = logic.applies.get(usize::from(which)) else { return Html::default() };
    let blank = |item: &ItemIndex| answers.get(item.at()).is_none_or(|given| given.answer() == Answer::NotAsked);
    if applies.items.iter().any(blank) {
        return html! { <p class="small">{ "First establish whether this tool is made for this case: " }{ applies.says.clone() }</p> };
    }
    html! {
        <div class="banner care" role="status">
            <p><strong>{ "By your answers, this tool is not made for this case. " }</strong>{ applies.says.clone() }</p>
            if let Some(instead) = &applies.instead {
                <p>{ "It says to use another tool instead: " }<strong>{ instead.clone() }</strong>{ "." }</p>
            }
        </div>
    }
}
