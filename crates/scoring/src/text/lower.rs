//! From tree to key.

use doorstep_risk_tool::RiskTool;
use doorstep_scenario::Scenario;
use doorstep_scenario::text::{Names, check_version};
use doorstep_source::{Diagnostics, Fields, Node, read};

use super::names::{KeyNames, named};
use super::{
    CLAIMS_A_PANEL, KEY_TOO_LARGE, NOT_A_KEY, OTHER_SCENARIO, STATUS_WITHOUT_PANEL, UNKNOWN_POLICY, acts, assessments, factors, rest,
};
use crate::{AnswerKey, KeyStatus, Policy, Reader};

/// What the first line of a key says.
const FORMAT: &str = "doorstep-key/1";

/// Fewer readers than this are no panel: three votes certify nothing, and agreement cannot be told from chance.
const LEAST_PANEL: usize = 5;

/// Words that say more than an illustrative key can.
const PANEL_WORDS: [&str; 6] = ["panel", "expert", "consensus", "certified", "accredited", "validated"];

const STATUSES: &[KeyStatus] = &[KeyStatus::Illustrative, KeyStatus::Panel, KeyStatus::Approved];

const fn status_word(status: KeyStatus) -> &'static str {
    match status {
        KeyStatus::Illustrative => "illustrative",
        KeyStatus::Panel => "panel",
        KeyStatus::Approved => "approved",
    }
}

/// Makes a key of a tree. What is wrong is told.
pub(super) fn compile(root: &Node, scenario: &Scenario, tool: &RiskTool, out: &mut Diagnostics) -> Option<AnswerKey> {
    let call = Names::of(scenario);
    let names = KeyNames::of(root, &call, tool);
    let mut fields = Fields::of(root, "the key", out)?;
    let place = fields.place();
    if let Some(node) = fields.required("format", out)
        && let Some(text) = read::text(node, "format", out)
        && text != FORMAT
    {
        out.add(NOT_A_KEY, node.span, format!("`format` must be `{FORMAT}`; this is `{text}`."), format!("Write `format: {FORMAT}`."));
    }
    if let Some(node) = fields.required("scenario", out)
        && let Some(text) = read::text(node, "scenario", out)
        && text != scenario.id
    {
        let message = format!("This key says that it belongs to `{text}`; the call beside it is `{}`.", scenario.id);
        out.add(OTHER_SCENARIO, node.span, message, format!("Write `scenario: {}`, or put the key beside its own call.", scenario.id));
    }
    let version = fields.required("version", out).and_then(|node| check_version(node, out));
    let status_node = fields.required("status", out);
    let status = status_node.and_then(|node| read::word(node, "status", STATUSES, status_word, out));
    let policy = fields.required("policy", out).and_then(|node| policy(node, out));
    let readers_node = fields.required("readers", out);
    let readers = readers(readers_node, status, out);
    if let (Some(node), Some(status)) = (status_node, status)
        && status != KeyStatus::Illustrative
        && readers.len() < LEAST_PANEL
    {
        out.add(
            STATUS_WITHOUT_PANEL,
            node.span,
            format!("A key of {} readers cannot be `{}`: so few votes certify nothing.", readers.len(), status_word(status)),
            format!("Write `status: illustrative`, or give the votes of at least {LEAST_PANEL} readers."),
        );
    }
    let factors_node = fields.optional("factors");
    let assessments_node = fields.optional("assessments");
    let acts_node = fields.optional("acts");
    let key = AnswerKey {
        scenario: scenario.id.clone(),
        version: version.unwrap_or_default(),
        status: status.unwrap_or(KeyStatus::Illustrative),
        policy: policy.unwrap_or_default(),
        readers,
        factors: factors::factors(factors_node, &names, scenario, out),
        assessments: assessments::assessments(assessments_node, &names, scenario, place, out),
        questions: rest::questions(fields.optional("questions"), &names, out),
        apt: rest::apt(fields.optional("apt"), &names, out),
        conduct: rest::conduct(fields.optional("conduct"), &names, out),
        acts: acts::acts(acts_node, &names, out),
        critical: acts::critical(fields.optional("critical"), &names, out),
        steps: rest::steps(fields.optional("steps"), &names, out),
    };
    fields.finish(out);
    if out.has_error() {
        return None;
    }
    if let Err(misfit) = key.fits(scenario, tool) {
        let mend = "Leave out what is not needed: a key holds at most 100 factors, 200 acts and 16 assessment points.";
        out.add(KEY_TOO_LARGE, place, format!("At `{}`: {}.", misfit.place, misfit.why), mend);
    }
    Some(key)
}

fn policy(node: &Node, out: &mut Diagnostics) -> Option<String> {
    let id = read::text(node, "policy", out)?;
    if Policy::named(id).is_none() {
        out.add(UNKNOWN_POLICY, node.span, format!("There is no policy `{id}`."), "Write `policy: default@1`.");
    }
    Some(id.to_owned())
}

fn readers(node: Option<&Node>, status: Option<KeyStatus>, out: &mut Diagnostics) -> Vec<Reader> {
    let entries = named(node, "readers", out);
    if let Some(node) = node
        && entries.is_empty()
        && node.as_mapping().is_some()
    {
        out.add(
            doorstep_source::codes::WRONG_TYPE,
            node.span,
            "`readers` holds nobody.",
            "Add who read the call: `a1: { viewpoint: ... }`.",
        );
    }
    let mut readers = Vec::new();
    for (key, value) in entries {
        let Some(fields) = Fields::of(value, format!("the reader `{}`", key.text), out) else { continue };
        let mut fields = fields.named(key.span);
        if let Some(node) = fields.required("viewpoint", out) {
            let viewpoint = read::text(node, "viewpoint", out).unwrap_or_default();
            let lower = viewpoint.to_lowercase();
            let claimed = PANEL_WORDS.iter().find(|word| lower.contains(*word));
            if let Some(word) = claimed
                && status == Some(KeyStatus::Illustrative)
            {
                out.add(
                    CLAIMS_A_PANEL,
                    node.span,
                    format!("An illustrative key holds the authors' own readings; the word `{word}` says more than that."),
                    "Name the viewpoint from which the call was read, for instance `victim advocacy`.",
                );
            }
            readers.push(Reader { id: key.text.clone(), viewpoint: viewpoint.to_owned() });
        }
        fields.finish(out);
    }
    readers
}

/// A required text.
pub(super) fn text_of(fields: &mut Fields<'_>, name: &'static str, out: &mut Diagnostics) -> String {
    fields.required(name, out).and_then(|node| read::text(node, name, out)).unwrap_or_default().to_owned()
}
