//! Each file read, and put beside the files that it names.

use std::path::{Path, PathBuf};

use doorstep_risk_tool::RiskTool;
use doorstep_risk_tool::logic::Date;
use doorstep_risk_tool::reach::{MOST_SITUATIONS, Method, reach};
use doorstep_scenario::Scenario;
use doorstep_scenario::support::Support;
use doorstep_scenario::text::{Places, read_scenario_with_places, unknown_levels};
use doorstep_scoring::AnswerKey;
use doorstep_source::{Code, Diagnostic, Diagnostics, Position, Reading, Severity, Span, parse_tree};
use serde::Serialize;

use super::targets::Target;
use super::{certify, rules};
use crate::failure::Failure;
use crate::library::{CALL_FILE, KEY_FILE, Library, Read, Text, folder_name, tool_id};
use crate::page::counted;

/// The folder of a call has another name than the call.
const ID_IS_NOT_THE_FOLDER: Code =
    Code { code: "id-is-not-the-folder", severity: Severity::Error, about: "The id of a call is not the name of its folder." };
/// A call asks for a tool that is not there.
const UNKNOWN_TOOL: Code = Code { code: "unknown-tool", severity: Severity::Error, about: "A tool that the library does not have." };

/// A key lies somewhere without its call.
const KEY_WITHOUT_CALL: Code = Code { code: "key-without-call", severity: Severity::Error, about: "A key without a call beside it." };

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// A call.
    Call,
    /// The key of a call.
    Key,
    /// A risk tool.
    Tool,
    /// The wording of a tool in another language.
    Words,
    /// Support contacts.
    Support,
    /// A policy of scoring.
    Policy,
    /// A form of many calls.
    Form,
    /// Reviews of critical errors.
    Reviews,
}

impl Kind {
    /// The word for people.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Key => "key",
            Self::Tool => "tool",
            Self::Words => "wording",
            Self::Support => "support contacts",
            Self::Policy => "policy",
            Self::Form => "form",
            Self::Reviews => "reviews",
        }
    }
}

/// What came of a file.
#[derive(Debug)]
pub(crate) struct Checked {
    /// What it is.
    pub(crate) kind: Kind,
    /// The file; for a key that is missing, where it would stand.
    pub(crate) path: PathBuf,
    /// Its text.
    pub(crate) source: String,
    /// The id, where it has one that can be read. A key has that of its call.
    pub(crate) id: Option<String>,
    /// What it holds.
    pub(crate) holds: Vec<(&'static str, usize, String)>,
    /// Why it was not checked, if it was not.
    pub(crate) not_checked: Option<String>,
    /// What was found.
    pub(crate) findings: Vec<Diagnostic>,
}

/// Checks files. Tools are looked for among the files first, then in the library.
pub(crate) fn check_files(targets: &[Target], library: &Library, today: Date) -> Result<Vec<Checked>, Failure> {
    let named = targets.iter().filter(|target| target.kind == Kind::Tool);
    let mut tools: Vec<Read<RiskTool>> = named.map(|target| copy(&target.text).read(doorstep_risk_tool::text::read_tool)).collect();
    let own = tools.len();
    if targets.iter().any(|target| matches!(target.kind, Kind::Call | Kind::Key | Kind::Words)) {
        tools.extend(library.tools()?);
    }
    let shelf = Shelf { tools, library, today };
    let mut checked: Vec<Checked> = shelf.tools[..own].iter().map(of_tool).collect();
    for target in targets {
        match target.kind {
            Kind::Tool => {}
            Kind::Call => {
                let read = copy(&target.text).read(read_scenario_with_places);
                checked.push(shelf.of_call(&read)?);
                let key = target.text.path.with_file_name(KEY_FILE);
                if !key.is_file() {
                    checked.push(not_checked(&key, "", "there is no key beside the call"));
                }
            }
            Kind::Key => checked.push(shelf.of_key(&target.text)?),
            Kind::Words => checked.push(shelf.of_words(&target.text)),
            Kind::Support => checked.push(of_support(&target.text)),
            Kind::Policy | Kind::Form | Kind::Reviews => checked.push(rules::check(target.kind, &target.text, library)?),
        }
    }
    Ok(checked)
}

fn copy(text: &Text) -> Text {
    Text { path: text.path.clone(), source: text.source.clone() }
}

fn not_checked(path: &Path, source: &str, why: impl Into<String>) -> Checked {
    Checked {
        kind: Kind::Key,
        path: path.to_owned(),
        source: source.to_owned(),
        id: None,
        holds: Vec::new(),
        not_checked: Some(why.into()),
        findings: Vec::new(),
    }
}

fn of_tool(read: &Read<RiskTool>) -> Checked {
    Checked {
        kind: Kind::Tool,
        path: read.text.path.clone(),
        source: read.text.source.clone(),
        id: tool_id(read),
        holds: read.reading.value.as_ref().map(tool_holds).unwrap_or_default(),
        not_checked: None,
        findings: read.reading.diagnostics.clone(),
    }
}

fn of_support(text: &Text) -> Checked {
    let reading = doorstep_scenario::text::read_support(&text.source);
    let number = |support: &Support| vec![held(support.contacts.len(), "contact", "contacts")];
    Checked {
        kind: Kind::Support,
        path: text.path.clone(),
        source: text.source.clone(),
        id: None,
        holds: reading.value.as_ref().map(number).unwrap_or_default(),
        not_checked: None,
        findings: reading.diagnostics,
    }
}

/// The tools at hand.
struct Shelf<'a> {
    tools: Vec<Read<RiskTool>>,
    library: &'a Library,
    /// The day on which an approved key must stand on a tool that is valid.
    today: Date,
}

impl Shelf<'_> {
    fn find(&self, id: &str) -> Option<&Read<RiskTool>> {
        self.tools.iter().find(|tool| tool_id(tool).as_deref() == Some(id))
    }

    fn of_call(&self, read: &Read<(Scenario, Places)>) -> Result<Checked, Failure> {
        let (path, source) = (&read.text.path, &read.text.source);
        let mut out = Diagnostics::new();
        let key = self.key_beside(read)?;
        let in_use = |finding: &Diagnostic| match (&read.reading.value, &key) {
            (Some((_, places)), Some(key)) => doorstep_scoring::text::is_read_by_key(finding, places, key),
            _ => false,
        };
        out.extend(read.reading.diagnostics.iter().filter(|finding| !in_use(finding)).cloned());
        let root = parse_tree(source).root;
        let value =
            |name: &str| root.as_ref().and_then(|root| root.get(name)).and_then(|node| node.as_text().map(|text| (text, node.span)));
        let folder = path.file_name().filter(|name| *name == CALL_FILE).and_then(|_| folder_name(path));
        if let (Some((id, span)), Some(folder)) = (value("id"), folder)
            && id != folder
        {
            let message = format!("The call is called `{id}`, its folder `{folder}`.");
            out.add(ID_IS_NOT_THE_FOLDER, span, message, format!("Write `id: {folder}`, or give the folder the name `{id}`."));
        }
        if let Some((tool, span)) = value("tool") {
            match (self.find(tool), &read.reading.value) {
                (None, _) => self.unknown_tool(tool, span, &mut out),
                (Some(tool), Some((call, places))) => out.extend(levels_not_there(call, places, tool)),
                (Some(_), None) => {}
            }
        }
        Ok(Checked {
            kind: Kind::Call,
            path: path.clone(),
            source: source.clone(),
            id: value("id").map(|(id, _)| id.to_owned()),
            holds: read.reading.value.as_ref().map(|(call, _)| call_holds(call)).unwrap_or_default(),
            not_checked: None,
            findings: out.into_sorted(),
        })
    }

    /// The key beside a call, where both can be used: what only it asks about is in use.
    fn key_beside(&self, call: &Read<(Scenario, Places)>) -> Result<Option<AnswerKey>, Failure> {
        let path = call.text.path.with_file_name(KEY_FILE);
        let Some((scenario, _)) = call.reading.value.as_ref().filter(|_| path.is_file()) else { return Ok(None) };
        let Some(tool) = self.find(&scenario.tool).and_then(|tool| tool.reading.value.as_ref()) else { return Ok(None) };
        Ok(doorstep_scoring::text::read_key(&Text::open(&path)?.source, scenario, tool).value)
    }

    fn unknown_tool(&self, tool: &str, span: Span, out: &mut Diagnostics) {
        let ids: Vec<String> = self.tools.iter().filter_map(tool_id).collect();
        let mend = match doorstep_source::nearest(tool, ids.iter().map(String::as_str)) {
            Some(id) => format!("Write `{id}`."),
            None => self.library.other_tools(&ids),
        };
        out.add(UNKNOWN_TOOL, span, format!("There is no tool `{tool}`."), mend);
    }

    fn of_words(&self, text: &Text) -> Checked {
        let root = parse_tree(&text.source).root;
        let id = root.as_ref().and_then(|root| root.get("tool")).and_then(|node| node.as_text()).unwrap_or_default();
        let language = root.as_ref().and_then(|root| root.get("language")).and_then(|node| node.as_text()).unwrap_or_default();
        let unchecked = |why| Checked { kind: Kind::Words, ..not_checked(&text.path, &text.source, why) };
        let Some(tool) = self.find(id) else { return unchecked(format!("its tool `{id}` is not there")) };
        let guided = doorstep_risk_tool::text::read_tool_with_guidance(&tool.text.source).value;
        let Some(tool) = guided else { return unchecked(format!("its tool `{id}` has errors")) };
        let reading = doorstep_risk_tool::text::read_words(&text.source, &tool);
        Checked {
            kind: Kind::Words,
            path: text.path.clone(),
            source: text.source.clone(),
            id: Some(format!("{id} ({language})")),
            holds: reading.value.as_ref().map(|tool| vec![held(tool.items.len(), "item", "items")]).unwrap_or_default(),
            not_checked: None,
            findings: reading.diagnostics,
        }
    }

    fn of_key(&self, text: &Text) -> Result<Checked, Failure> {
        let call_file = text.path.with_file_name(CALL_FILE);
        if !call_file.is_file() {
            let mut out = Diagnostics::new();
            let message = format!("There is no {CALL_FILE} beside this key, so nothing in it can be checked.");
            let begin = Span::at(Position { line: 1, column: 1, offset: 0 });
            out.add(KEY_WITHOUT_CALL, begin, message, "Put the key into the folder of its call.");
            let why = format!("there is no {CALL_FILE} beside it");
            return Ok(Checked { findings: out.into_sorted(), ..not_checked(&text.path, &text.source, why) });
        }
        let Some(call) = Text::open(&call_file)?.read(doorstep_scenario::text::read_scenario).reading.value else {
            return Ok(not_checked(&text.path, &text.source, "its call has errors"));
        };
        let Some(tool) = self.find(&call.tool) else {
            return Ok(not_checked(&text.path, &text.source, format!("its call's tool `{}` is not there", call.tool)));
        };
        let Some(tool) = &tool.reading.value else {
            return Ok(not_checked(&text.path, &text.source, format!("its call's tool `{}` has errors", call.tool)));
        };
        let reading: Reading<AnswerKey> = doorstep_scoring::text::read_key(&text.source, &call, tool);
        let mut findings = reading.diagnostics;
        if let Some(key) = &reading.value {
            findings.extend(certify::findings(&text.source, key, tool, self.today));
        }
        Ok(Checked {
            kind: Kind::Key,
            path: text.path.clone(),
            source: text.source.clone(),
            id: Some(call.id),
            holds: reading.value.as_ref().map(key_holds).unwrap_or_default(),
            not_checked: None,
            findings,
        })
    }
}

/// The levels in the call's conditions that its tool does not have; nothing where the tool cannot be read.
fn levels_not_there(call: &Scenario, places: &Places, tool: &Read<RiskTool>) -> Vec<Diagnostic> {
    let Some(tool) = &tool.reading.value else { return Vec::new() };
    let known: Vec<&str> = tool.levels.iter().map(|level| level.id.as_str()).collect();
    unknown_levels(call, places, &known).into_sorted()
}

pub(super) fn held(number: usize, one: &'static str, many: &'static str) -> (&'static str, usize, String) {
    (many, number, counted(number, one, many))
}

fn call_holds(call: &Scenario) -> Vec<(&'static str, usize, String)> {
    vec![
        held(call.scenes.len(), "scene", "scenes"),
        held(call.choice_count(), "choice", "choices"),
        held(call.facts.len(), "fact", "facts"),
        held(call.assessments.len(), "assessment", "assessments"),
        held(call.endings.len(), "ending", "endings"),
    ]
}

fn key_holds(key: &AnswerKey) -> Vec<(&'static str, usize, String)> {
    vec![
        held(key.readers.len(), "reader", "readers"),
        held(key.factors.len(), "factor", "factors"),
        held(key.acts.len(), "act", "acts"),
        ("critical", key.critical.len(), counted(key.critical.len(), "critical error", "critical errors")),
        held(key.questions.len(), "question", "questions"),
    ]
}

fn tool_holds(tool: &RiskTool) -> Vec<(&'static str, usize, String)> {
    let Ok(logic) = tool.logic() else { return Vec::new() };
    let rules = held(logic.rules.len(), "rule", "rules");
    let situations = match reach(tool, &logic, MOST_SITUATIONS).method {
        Method::Every(number) => ("situations", number, format!("every sheet followed ({})", counted(number, "situation", "situations"))),
        Method::Bounds => ("situations", 0, "too many sheets to follow, checked by bounds".to_owned()),
    };
    vec![held(tool.items.len(), "item", "items"), held(tool.levels.len(), "level", "levels"), rules, situations]
}
