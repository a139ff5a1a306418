//! A tree becomes a call: every name resolved, every mistake told.

use doorstep_source::{Diagnostics, Fields, Node, read};

use super::{
    DUPLICATE_ID, Names, Places, TOO_MANY_ENTRIES, VIGNETTE_TOO_LONG, check::not_empty, facts::facts, head::head, pieces, scene::Scenes,
    tables, unused,
};
use crate::{Action, Assessment, CallKind, Ending, MOST_VALUES, Part, Person, Scenario, SceneIndex};

/// The most minutes of a trainee's time that a vignette may take.
const LONGEST_VIGNETTE: u16 = 10;

/// The most assessment points that a vignette may have.
const MOST_DECISIONS: usize = 2;

/// Makes a call of a tree. When something was wrong there is an error among the findings, and the call is not to be used.
pub(super) fn compile(root: &Node, out: &mut Diagnostics) -> (Scenario, Places) {
    let (names, variables, variations) = tables::declare(root, out);
    let mut places = Places {
        cast: names.cast.spans(),
        variables: names.variables.spans(),
        variations: names.variations.spans(),
        actions: names.actions.spans(),
        assessments: names.assessments.spans(),
        endings: names.endings.spans(),
        facts: names.facts.spans(),
        ..Places::default()
    };
    let nothing = Node { value: doorstep_source::Value::Mapping(Vec::new()), span: root.span };
    let Some(mut fields) = Fields::of(root, "The call", out).or_else(|| Fields::of(&nothing, "The call", out)) else {
        unreachable!("an empty group of fields is a group of fields")
    };
    let head = head(&mut fields, &names, out);
    let start = fields.required("start", out).and_then(|node| {
        let id = read::id(node, "start", out)?;
        names.scenes.resolve_used(id, node.span, out).map(SceneIndex)
    });
    for optional in ["state", "vary"] {
        fields.optional(optional);
    }
    let mut scenario = Scenario {
        id: head.id,
        version: head.version,
        title: head.title,
        summary: head.summary,
        language: head.language,
        audience: head.audience,
        kind: head.kind,
        content_notes: head.content_notes,
        themes: head.themes,
        covers: head.covers,
        tool: head.tool,
        you: head.you,
        control: head.control,
        cast: cast(&mut fields, &names, out),
        clock: head.clock,
        variables,
        variations,
        actions: actions(&mut fields, &names, out),
        assessments: assessments(&mut fields, out),
        endings: endings(&mut fields, &names, out),
        facts: facts(entries(&mut fields, "facts"), &names, &mut places, out),
        start: start.unwrap_or(SceneIndex(0)),
        scenes: Vec::new(),
        interrupts: Vec::new(),
        levels: Vec::new(),
    };
    scenes(&mut fields, &names, &mut scenario, &mut places, out);
    interrupts(&mut fields, &names, &mut scenario, &mut places, out);
    fields.finish(out);
    levels(&names, root, &mut scenario, &mut places, out);
    vignette(root, &scenario, out);
    unused::tell(&names, &scenario, &places, out);
    (scenario, places)
}

/// The entries of a group that may be left out; that it is a group has been looked at when it was declared.
fn entries<'t>(fields: &mut Fields<'t>, name: &'static str) -> &'t [(doorstep_source::Key, Node)] {
    fields.optional(name).and_then(Node::as_mapping).unwrap_or(&[])
}

fn cast(fields: &mut Fields<'_>, names: &Names<'_>, out: &mut Diagnostics) -> Vec<Person> {
    let mut people = Vec::new();
    for (key, node) in entries(fields, "cast") {
        let Some(inner) = Fields::of(node, format!("`{}` in the cast", key.text), out) else { continue };
        let mut inner = inner.named(key.span);
        let part = inner.required("part", out).and_then(|node| read::word(node, "part", Part::ALL, Part::word, out));
        let name = inner.required("name", out).and_then(|node| pieces::text(node, "name", names, out));
        let about = inner.optional("about").and_then(|node| pieces::text(node, "about", names, out));
        // Read when it was declared.
        inner.optional("where");
        inner.finish(out);
        people.push(Person { id: key.text.clone(), part: part.unwrap_or(Part::Other), name: name.unwrap_or_default(), about });
    }
    people
}

fn actions(fields: &mut Fields<'_>, names: &Names<'_>, out: &mut Diagnostics) -> Vec<Action> {
    let action = |(key, node): &(doorstep_source::Key, Node)| {
        let text = pieces::text(node, &key.text, names, out).unwrap_or_default();
        Action { id: key.text.clone(), text }
    };
    entries(fields, "actions").iter().map(action).collect()
}

fn endings(fields: &mut Fields<'_>, names: &Names<'_>, out: &mut Diagnostics) -> Vec<Ending> {
    let ending = |(key, node): &(doorstep_source::Key, Node)| {
        let text = pieces::text(node, &key.text, names, out).unwrap_or_default();
        Ending { id: key.text.clone(), text }
    };
    entries(fields, "endings").iter().map(ending).collect()
}

fn assessments(fields: &mut Fields<'_>, out: &mut Diagnostics) -> Vec<Assessment> {
    let mut points = Vec::new();
    for (key, node) in entries(fields, "assessments") {
        let Some(inner) = Fields::of(node, format!("The assessment `{}`", key.text), out) else { continue };
        let mut inner = inner.named(key.span);
        let label = inner.required("label", out).and_then(|node| pieces::plain(node, "label", out)).unwrap_or_default();
        inner.finish(out);
        points.push(Assessment { id: key.text.clone(), label: label.to_owned() });
    }
    points
}

/// The levels that conditions named while they were read.
fn levels(names: &Names<'_>, root: &Node, scenario: &mut Scenario, places: &mut Places, out: &mut Diagnostics) {
    for (level, spans) in names.levels.take() {
        scenario.levels.push(level);
        places.levels.push(spans);
    }
    if scenario.levels.len() > MOST_VALUES {
        let message = format!("The conditions name more than {MOST_VALUES} levels; a tool has a few.");
        out.add(TOO_MANY_ENTRIES, doorstep_source::Span::at(root.span.start), message, "Compare with the levels of the call's tool only.");
    }
}

/// A vignette is short: reliability comes from many of them.
fn vignette(root: &Node, scenario: &Scenario, out: &mut Diagnostics) {
    let (minutes, points) = (scenario.audience.minutes, scenario.assessments.len());
    let Some(node) = root.get("kind").filter(|_| scenario.kind == CallKind::Vignette) else { return };
    if minutes > LONGEST_VIGNETTE || points > MOST_DECISIONS {
        out.add(
            VIGNETTE_TOO_LONG,
            node.span,
            format!("A vignette takes about five minutes and has one or two assessments; this one takes {minutes} and has {points}."),
            "Shorten it, or leave `kind:` out: it is then a full call.",
        );
    }
}

fn scenes(fields: &mut Fields<'_>, names: &Names<'_>, scenario: &mut Scenario, places: &mut Places, out: &mut Diagnostics) {
    let Some(node) = fields.required("scenes", out) else { return };
    let entries = node.as_mapping().unwrap_or(&[]);
    if node.as_mapping().is_some() {
        not_empty(entries.len(), node.span, "scenes", out);
    }
    let mut first_choice = 0;
    let mut reader = Scenes { names, out };
    scenario.scenes.reserve(entries.len());
    for (key, node) in entries {
        let (scene, place) = reader.scene(key, node, first_choice);
        first_choice += u32::try_from(scene.choices.len()).unwrap_or(0);
        scenario.scenes.push(scene);
        places.scenes.push(place);
    }
}

/// The interrupts, those that are looked at first before the others: by priority, then by the order of the file.
fn interrupts(fields: &mut Fields<'_>, names: &Names<'_>, scenario: &mut Scenario, places: &mut Places, out: &mut Diagnostics) {
    let items = fields.optional("interrupts").and_then(|node| read::list(node, "interrupts", out)).unwrap_or(&[]);
    let mut ids = std::collections::BTreeSet::new();
    let mut read = Vec::with_capacity(items.len());
    for item in items {
        if let Some((id, text)) = item.get("id").and_then(|id| Some((id, id.as_text()?)))
            && !ids.insert(text)
        {
            out.add(DUPLICATE_ID, id.span, format!("There is another interrupt `{text}`."), "Give one of them another id.");
        }
        read.extend((Scenes { names, out }).interrupt(item));
    }
    // The sort is stable.
    read.sort_by_key(|(_, _, priority)| core::cmp::Reverse(*priority));
    for (interrupt, place, _) in read {
        scenario.interrupts.push(interrupt);
        places.interrupts.push(place);
    }
}
