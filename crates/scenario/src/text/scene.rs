//! Scenes, lines, choices and interrupts.

use doorstep_source::{Diagnostics, Fields, Key, Node, Span, codes, nearest, read};

use super::{
    CallTerms, ChoicePlaces, NO_SPEAKER, Names, SAY_OR_DO, SCENE_WITH_BOTH, SCENE_WITHOUT_WAY_ON, SEVERAL_SPEAKERS, SEVERAL_WAYS_ON,
    STAYS_UNKNOWN_REVEALED, ScenePlaces, UNKNOWN_CAST, VISIT_OF_ENDING, check::check_id, check::language, check::not_empty, effect::effect,
    head::LONGEST_CALL, parse_logic, pieces,
};
use crate::{
    AssessmentIndex, CastIndex, Choice, Condition, Effect, EndingIndex, FactIndex, Interrupt, Line, Logic, Manner, Next, Scene, SceneIndex,
    Speaker, Step,
};

/// What a choice takes of the call's time, if it does not say.
const USUAL_SECONDS: u32 = 30;

/// The farthest that a priority can lie from 0.
const FARTHEST_PRIORITY: i64 = 100;

/// Reads scenes; what it refers to has been declared.
pub(super) struct Scenes<'n, 'o> {
    pub(super) names: &'n Names<'n>,
    pub(super) out: &'o mut Diagnostics,
}

impl Scenes<'_, '_> {
    pub(super) fn scene(&mut self, key: &Key, node: &Node, first_choice: u32) -> (Scene, ScenePlaces) {
        let mut places = ScenePlaces { name: key.span, ..ScenePlaces::default() };
        let mut scene = Scene {
            id: key.text.clone(),
            title: None,
            step: Step::Arrival,
            lines: Vec::new(),
            choices: Vec::new(),
            ending: None,
            first_choice,
        };
        let Some(fields) = Fields::of(node, format!("The scene `{}`", key.text), self.out) else { return (scene, places) };
        let mut fields = fields.named(key.span);
        scene.title = fields.optional("title").and_then(|node| pieces::text(node, "title", self.names, self.out));
        let step = fields.required("step", self.out);
        if let Some(step) = step.and_then(|node| read::word(node, "step", Step::ALL, Step::word, self.out)) {
            scene.step = step;
        }
        (scene.lines, places.lines) = self.lines(fields.optional("lines"));
        let choices = fields.optional("choices");
        for item in choices.and_then(|node| read::list(node, "choices", self.out)).unwrap_or(&[]) {
            let (choice, place) = self.choice(item);
            scene.choices.push(choice);
            places.choices.push(place);
        }
        let ending = fields.optional_with_key("ending");
        scene.ending = ending.and_then(|(_, node)| self.ending(node));
        fields.finish(self.out);
        self.check_ways_on(key, choices, ending);
        (scene, places)
    }

    fn check_ways_on(&mut self, key: &Key, choices: Option<&Node>, ending: Option<(&Key, &Node)>) {
        match (choices, ending) {
            (None, None) => self.out.add(
                SCENE_WITHOUT_WAY_ON,
                key.span,
                format!("The scene `{}` has neither choices nor an ending: the call would stand still.", key.text),
                "Give it `choices:`, or `ending:` with the id of an ending.",
            ),
            (Some(_), Some((ending, _))) => self.out.add(
                SCENE_WITH_BOTH,
                ending.span,
                format!("The scene `{}` has choices and an ending.", key.text),
                "Keep one of the two; a choice can lead to a scene with the ending.",
            ),
            (Some(node), None) if node.as_sequence().is_some_and(<[Node]>::is_empty) => not_empty(0, node.span, "choices", self.out),
            _ => {}
        }
    }

    fn ending(&mut self, node: &Node) -> Option<EndingIndex> {
        let id = read::id(node, "ending", self.out)?;
        self.names.endings.resolve_used(id, node.span, self.out).map(EndingIndex)
    }

    fn lines(&mut self, node: Option<&Node>) -> (Vec<Line>, Vec<Span>) {
        let items = node.and_then(|node| read::list(node, "lines", self.out)).unwrap_or(&[]);
        items.iter().filter_map(|item| self.line(item).map(|line| (line, item.span))).unzip()
    }

    fn line(&mut self, node: &Node) -> Option<Line> {
        if node.as_text().is_some_and(|_| !node.is_unread()) {
            let message = "A line says who speaks; this is only a text.";
            self.out.add(NO_SPEAKER, node.span, message, "Write `- narrator: ...` for what is seen and heard, or `- name: ...`.");
            return None;
        }
        let mut fields = Fields::of(node, "This line", self.out)?;
        let when = fields.optional("when").and_then(|node| self.condition(node));
        let reveals = fields.optional("reveals").map(|node| self.reveals(node)).unwrap_or_default();
        let language = fields.optional("language").and_then(|node| language(node, self.out));
        let mut said: Option<(Speaker, &Key, &Node)> = None;
        let mut unknown = Vec::new();
        for (key, value) in fields.rest() {
            let speaker = match key.text.as_str() {
                "narrator" => Some(Speaker::Narrator),
                id => self.names.cast.find(id).map(|place| Speaker::Cast(CastIndex(place))),
            };
            match (speaker, said) {
                (None, _) => unknown.push(key),
                (Some(speaker), None) => said = Some((speaker, key, value)),
                (Some(_), Some((_, first, _))) => self.out.add(
                    SEVERAL_SPEAKERS,
                    key.span,
                    format!("This line is spoken by `{}` already.", first.text),
                    format!("Put `- {}: ...` on a line of its own, after a dash.", key.text),
                ),
            }
        }
        for key in &unknown {
            self.unknown_in_line(key, said.is_some());
        }
        let Some((speaker, key, value)) = said else {
            if unknown.is_empty() {
                let message = "This line has no speaker and no text.";
                self.out.add(NO_SPEAKER, fields.place(), message, "Add `narrator: ...` or `name: ...` with a name of the cast.");
            }
            return None;
        };
        let text = pieces::text(value, &key.text, self.names, self.out)?;
        Some(Line { speaker, text, when, reveals, language })
    }

    fn unknown_in_line(&mut self, key: &Key, has_speaker: bool) {
        const WORDS: [&str; 3] = ["when", "reveals", "language"];
        // `Then: she stays.` begins a text, not a field.
        let is_sentence = !has_speaker && key.text.starts_with(char::is_uppercase);
        let meant = nearest(&key.text, WORDS).filter(|_| !is_sentence);
        if has_speaker || meant.is_some() {
            let mend = match meant {
                Some(word) => format!("Write `{word}`."),
                None => "A line has one speaker, and `when`, `reveals` and `language`; if this is part of the text, put it in quotes."
                    .to_owned(),
            };
            self.out.add(codes::UNKNOWN_FIELD, key.span, format!("A line has no field `{}`.", key.text), mend);
            return;
        }
        let mend = match nearest(&key.text, self.names.cast.ids().chain(["narrator"])) {
            Some(meant) => format!("Write `{meant}`."),
            None if is_sentence || key.text.contains(' ') => {
                "Put a name and a colon before the text, and the text in double quotes.".to_owned()
            }
            None => "Declare the person under `cast`, or write `narrator`.".to_owned(),
        };
        self.out.add(UNKNOWN_CAST, key.span, format!("There is nobody `{}` in the cast.", key.text), mend);
    }

    /// Reads a condition; one with a mistake counts as always, which nobody sees because the call is refused.
    fn condition(&mut self, node: &Node) -> Option<Condition> {
        self.condition_in(node, CallTerms::new(self.names))
    }

    fn condition_in(&mut self, node: &Node, mut terms: CallTerms<'_>) -> Option<Condition> {
        let condition = parse_logic(node, &mut terms, self.out);
        if condition.is_none() {
            // What stands in it is asked about all the same.
            for word in node.as_text().unwrap_or("").split(|letter: char| !letter.is_alphanumeric() && letter != '_') {
                if let Some(place) = self.names.variables.find(word) {
                    self.names.variables.use_at(place);
                }
            }
        }
        condition
    }

    fn reveals(&mut self, node: &Node) -> Vec<FactIndex> {
        let mut facts = Vec::new();
        for item in read::one_or_more(node, "reveals", self.out) {
            let Some(id) = read::id(item, "reveals", self.out) else { continue };
            let Some(place) = self.names.facts.resolve_used(id, item.span, self.out) else { continue };
            if self.names.stays_unknown.get(usize::from(place)) == Some(&true) {
                self.out.add(
                    STAYS_UNKNOWN_REVEALED,
                    item.span,
                    format!("The fact `{id}` is said to stay unknown, and is revealed here."),
                    "Delete `stays_unknown: true` from the fact, or do not reveal it.",
                );
            }
            if !facts.contains(&FactIndex(place)) {
                facts.push(FactIndex(place));
            }
        }
        facts
    }

    fn choice(&mut self, node: &Node) -> (Choice, ChoicePlaces) {
        let mut places = ChoicePlaces { id: node.span, ..ChoicePlaces::default() };
        let mut choice = Choice {
            id: String::new(),
            manner: Manner::Say,
            text: Default::default(),
            when: None,
            effects: Vec::new(),
            seconds: USUAL_SECONDS,
            reveals: Vec::new(),
            lines: Vec::new(),
            assess: None,
            next: Next::Stay,
            repeat: false,
        };
        let name = node.get("id").and_then(Node::as_text).map_or_else(|| "This choice".to_owned(), |id| format!("The choice `{id}`"));
        let Some(mut fields) = Fields::of(node, name, self.out) else { return (choice, places) };
        if let Some(id) = fields.required("id", self.out) {
            places.id = id.span;
            if let Some(text) = read::id(id, "id", self.out) {
                check_id(text, id.span, self.out);
                choice.id = text.to_owned();
            }
        }
        self.words(&mut fields, &mut choice);
        let when = fields.optional("when");
        places.when = when.map(|node| node.span);
        choice.when = when.and_then(|node| self.condition(node));
        choice.effects = self.effects(fields.optional("effects"));
        choice.seconds = fields.optional("seconds").and_then(|node| self.seconds(node)).unwrap_or(USUAL_SECONDS);
        choice.reveals = fields.optional("reveals").map(|node| self.reveals(node)).unwrap_or_default();
        (choice.lines, places.lines) = self.lines(fields.optional("lines"));
        choice.assess = fields.optional("assess").and_then(|node| {
            let id = read::id(node, "assess", self.out)?;
            self.names.assessments.resolve_used(id, node.span, self.out).map(AssessmentIndex)
        });
        choice.next = self.ways(&mut fields, true).unwrap_or(Next::Stay);
        choice.repeat = fields.optional("repeat").and_then(|node| read::boolean(node, "repeat", self.out)).unwrap_or(false);
        fields.finish(self.out);
        (choice, places)
    }

    fn effects(&mut self, node: Option<&Node>) -> Vec<Effect> {
        let items = node.map(|node| read::one_or_more(node, "effects", self.out)).unwrap_or(&[]);
        items.iter().filter_map(|item| effect(item, self.names, self.out)).collect()
    }

    /// What a choice takes of the call's time: a number of seconds, or a duration such as `8h`.
    fn seconds(&mut self, node: &Node) -> Option<u32> {
        if node.as_text().is_some_and(|text| read::seconds_of(text).is_some()) {
            return read::duration(node, "seconds", 0..=LONGEST_CALL, self.out);
        }
        let seconds = read::integer(node, "seconds", 0..=i64::from(LONGEST_CALL), self.out)?;
        u32::try_from(seconds).ok()
    }

    fn words(&mut self, fields: &mut Fields<'_>, choice: &mut Choice) {
        let (say, act) = (fields.optional_with_key("say"), fields.optional_with_key("do"));
        let (manner, name, node) = match (say, act) {
            (Some((_, node)), None) => (Manner::Say, "say", node),
            (None, Some((_, node))) => (Manner::Do, "do", node),
            (Some(_), Some((key, _))) => {
                self.out.add(
                    SAY_OR_DO,
                    key.span,
                    "This choice is both said and done.",
                    "Keep `say` for spoken words, or `do` for something done.",
                );
                return;
            }
            (None, None) => {
                let mend = "Add `say: ...` for spoken words, or `do: ...` for something done.";
                self.out.add(SAY_OR_DO, fields.place(), "This choice has no words.", mend);
                return;
            }
        };
        choice.manner = manner;
        choice.text = pieces::text(node, name, self.names, self.out).unwrap_or_default();
    }

    /// Where the call goes on: at most one of `goto`, `visit`, `return`.
    fn ways(&mut self, fields: &mut Fields<'_>, may_return: bool) -> Option<Next> {
        let goto = fields.optional_with_key("goto");
        let visit = fields.optional_with_key("visit");
        let back = if may_return { fields.optional_with_key("return") } else { None };
        let mut ways: Vec<&Key> = [goto, visit, back].into_iter().flatten().map(|(key, _)| key).collect();
        ways.sort_by_key(|key| key.span.start);
        if let [first, second, ..] = ways.as_slice() {
            let message = format!("`{}` says where the call goes on, and so does `{}`.", first.text, second.text);
            self.out.add(SEVERAL_WAYS_ON, second.span, message, "Keep one of them.");
        }
        let mut next = None;
        if let Some((_, node)) = goto {
            next = self.scene_named(node, "goto").map(Next::Goto);
        }
        if let Some((_, node)) = visit
            && let Some(scene) = self.scene_named(node, "visit")
        {
            if self.names.ends.get(scene.at()) == Some(&true) {
                self.out.add(
                    VISIT_OF_ENDING,
                    node.span,
                    "This scene ends the call: nobody comes back from a visit there.",
                    "Write `goto:` instead of `visit:`.",
                );
            }
            next = Some(Next::Visit(scene));
        }
        if let Some((_, node)) = back
            && read::boolean(node, "return", self.out) == Some(true)
        {
            next = Some(Next::Return);
        }
        next
    }

    fn scene_named(&mut self, node: &Node, name: &str) -> Option<SceneIndex> {
        let id = read::id(node, name, self.out)?;
        self.names.scenes.resolve_used(id, node.span, self.out).map(SceneIndex)
    }

    /// An interrupt, its place and its priority.
    pub(super) fn interrupt(&mut self, node: &Node) -> Option<(Interrupt, Span, i64)> {
        let name = node.get("id").and_then(Node::as_text).map_or_else(|| "This interrupt".to_owned(), |id| format!("The interrupt `{id}`"));
        let mut fields = Fields::of(node, name.clone(), self.out)?;
        let id = fields.required("id", self.out);
        let place = id.map_or(fields.place(), |node| node.span);
        let id = id.and_then(|node| {
            let text = read::id(node, "id", self.out)?;
            check_id(text, node.span, self.out);
            Some(text.to_owned())
        });
        let terms = CallTerms::new(self.names).of_an_interrupt();
        let when = fields.required("when", self.out).and_then(|node| self.condition_in(node, terms)).unwrap_or(Logic::Constant(true));
        let has_way = node.get("goto").is_some() || node.get("visit").is_some();
        let next = self.ways(&mut fields, false);
        if !has_way {
            let mend = "Add `goto:` or `visit:` with the id of a scene.";
            self.out.add(codes::MISSING_FIELD, fields.place(), format!("{name} does not say which scene it brings."), mend);
        }
        let repeat = fields.optional("repeat").and_then(|node| read::boolean(node, "repeat", self.out)).unwrap_or(false);
        let priority = fields.optional("priority");
        let priority = priority.and_then(|node| read::integer(node, "priority", -FARTHEST_PRIORITY..=FARTHEST_PRIORITY, self.out));
        let effects = self.effects(fields.optional("effects"));
        fields.finish(self.out);
        let (scene, visit) = match next? {
            Next::Visit(scene) => (scene, true),
            Next::Goto(scene) => (scene, false),
            Next::Stay | Next::Return => return None,
        };
        Some((Interrupt { id: id?, when, scene, visit, repeat, effects }, place, priority.unwrap_or(0)))
    }
}
