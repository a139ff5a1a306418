//! Mistakes in the YAML: each is told at its place, and reading goes on.

use doorstep_source::{Node, Value, parse_tree};
use expect_test::{Expect, expect};

/// Reads a text; shows the findings and what tree came of it.
fn check(source: &str, expected: Expect) {
    let parsed = parse_tree(source);
    let mut text = String::new();
    for found in &parsed.diagnostics {
        let underlined = source.get(found.span.bytes()).expect("inside the file").replace('\n', "⏎");
        let (line, column) = (found.span.start.line, found.span.start.column);
        text.push_str(&format!("{line}:{column} {} [{underlined}] {}\n", found.code, found.mend));
    }
    text.push_str(&parsed.root.as_ref().map_or_else(|| "(nothing)".to_owned(), show));
    text.push('\n');
    expected.assert_eq(&text);
}

fn show(node: &Node) -> String {
    match &node.value {
        Value::Scalar(_) if node.is_unread() => "(unread)".to_owned(),
        Value::Scalar(scalar) => format!("{:?}", scalar.text),
        Value::Sequence(items) => format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", ")),
        Value::Mapping(entries) => {
            let entry = |(key, value): &(doorstep_source::Key, Node)| format!("{}: {}", key.text, show(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

#[test]
fn words_stay_words() {
    check(
        "a: yes\nb: off\nc: 010\nd: ~\ne: 'it''s'\n",
        expect![[r#"
        {a: "yes", b: "off", c: "010", d: "~", e: "it's"}
    "#]],
    );
}

#[test]
fn a_text_with_a_colon() {
    check(
        "say: He said: no\ndo: Go\n",
        expect![[r#"
        1:6 text-needs-quotes [He said: no] Put the text in quotes: say: "He said: no"
        {say: "He said: no", do: "Go"}
    "#]],
    );
    check(
        "lines:\n  - amira: He said: no  # a comment\n  - narrator: Then: \"go\"\n",
        expect![[r#"
        2:12 text-needs-quotes [He said: no] Put the text in quotes: amira: "He said: no"
        3:15 text-needs-quotes [Then: "go"] Put the text in quotes: narrator: 'Then: "go"'
        {lines: [{amira: "He said: no"}, {narrator: "Then: \"go\""}]}
    "#]],
    );
    check(
        "- { id: back, do: Say: no, return: true }\n",
        expect![[r#"
        1:19 text-needs-quotes [Say: no] Put the text in quotes: "Say: no"
        [{id: "back", do: "Say: no", return: "true"}]
    "#]],
    );
    check(
        "say: He came home\n  and said: no\ndo: Go\n",
        expect![[r#"
        1:6 text-needs-quotes [He came home⏎  and said: no] Put the text in quotes: "He came home and said: no"
        {say: "He came home and said: no", do: "Go"}
    "#]],
    );
}

#[test]
fn a_text_with_a_first_character_that_means_something() {
    for sign in ["*She*", "&", "@", "-", "!", "%", "|", ">", "[x]", "{x}", "`", "?", "]", ","] {
        let parsed = parse_tree(&format!("do: Go\nsay: {sign} come here now\nlast: end\n"));
        let codes: Vec<&str> = parsed.diagnostics.iter().map(|found| found.code).collect();
        assert_eq!(codes, ["text-needs-quotes"], "{sign}");
        let root = parsed.root.expect("a tree");
        assert_eq!(root.get("say").and_then(Node::as_text), Some(&*format!("{sign} come here now")), "{sign}");
        assert_eq!(root.get("last").map(|node| node.span.start.column), Some(7), "{sign}");
    }
}

#[test]
fn quotes() {
    check(
        "say: \"Stop!\" she says.\nnext: x\n",
        expect![[r#"
        1:6 text-needs-quotes ["Stop!" she says.] Put the text in quotes: say: '"Stop!" she says.'
        {say: "\"Stop!\" she says.", next: "x"}
    "#]],
    );
    check(
        "say: 'tis late\nnext: x\n",
        expect![[r#"
        1:6 quote-not-closed ['tis late] Put the text in double quotes: "'tis late"
        {say: (unread), next: "x"}
    "#]],
    );
    check(
        "a:\n  - say: \"Stop!\n    goto: hall\n  - say: \"Go!\"\nb: \"closed\"\n",
        expect![[r#"
        2:10 quote-not-closed ["Stop!] End it with ", as in "Stop!"
        {a: [{say: (unread), goto: "hall"}, {say: "Go!"}], b: "closed"}
    "#]],
    );
}

#[test]
fn brackets() {
    check(
        "a: [one, two\nb: three\nc: four\n",
        expect![[r#"
        1:4 bracket-not-closed [[one, two] Close it with the matching bracket, with a comma between entries; if the bracket belongs to a text, put the text in double quotes.
        {a: (unread), b: "three", c: "four"}
    "#]],
    );
    check(
        "a: { one: 1, two: 2\nb: three\n",
        expect![[r#"
        1:4 bracket-not-closed [{ one: 1, two: 2] Close it with the matching bracket, with a comma between entries; if the bracket belongs to a text, put the text in double quotes.
        {a: (unread), b: "three"}
    "#]],
    );
    check(
        "a: [\n  one,\n  two,\nb: three\n",
        expect![[r#"
        1:4 bracket-not-closed [[] Close it with the matching bracket, with a comma between entries; if the bracket belongs to a text, put the text in double quotes.
        {a: (unread), b: "three"}
    "#]],
    );
}

#[test]
fn indentation() {
    check(
        "a:\n  b: 1\n   c: 2\n  d: 3\n",
        expect![[r#"
        3:4 wrong-indentation [c: 2] Give it the same spaces at its beginning as the other fields or entries of its group.
        {a: {b: "1", c: "2", d: "3"}}
    "#]],
    );
    check(
        "a:\n    b: 1\n  c: 2\n    d: 3\n",
        expect![[r#"
        3:3 wrong-indentation [c: 2] Give it the same spaces at its beginning as the other fields or entries of its group.
        {a: {b: "1", c: "2", d: "3"}}
    "#]],
    );
    check(
        "a:\n  - one\n   - two: 2\n  - three\n",
        expect![[r#"
        3:4 wrong-indentation [- two: 2] Give it the same spaces at its beginning as the other fields or entries of its group.
        {a: ["one", {two: "2"}, "three"]}
    "#]],
    );
    check(
        "a:\n  - b: 1\n  c: 2\n  - d: 3\n",
        expect![[r#"
        3:3 wrong-indentation [c: 2] Give it the same spaces at its beginning as the other fields or entries of its group.
        {a: [{b: "1", c: "2"}, {d: "3"}]}
    "#]],
    );
    check(
        "a: x\n  b:\n    - c: 1\n    - d: 2\ne: y\n",
        expect![[r#"
        2:3 wrong-indentation [b:] Give it the same spaces at its beginning as the other fields or entries of its group.
        {a: "x", b: [{c: "1"}, {d: "2"}], e: "y"}
    "#]],
    );
}

#[test]
fn missing_colons() {
    check(
        "a: 1\nbee here\nc: 3\n",
        expect![[r#"
        2:1 missing-colon [bee here] Write `name: value`; if this line belongs to the text above it, move it further in than that text's name.
        {a: "1", bee: (unread), c: "3"}
    "#]],
    );
    check(
        "a: 1\nb:here\nc: 3\n",
        expect![[r#"
        2:1 missing-colon [b:here] Leave a space after the colon: `name: value`.
        {a: "1", b: (unread), c: "3"}
    "#]],
    );
    check(
        "a:\n  - b: 1\n    hello there\n    c: 3\n",
        expect![[r#"
        3:5 missing-colon [hello there] Write `name: value`; if this line belongs to the text above it, move it further in than that text's name.
        {a: [{b: "1", hello: (unread), c: "3"}]}
    "#]],
    );
}

#[test]
fn anchors_aliases_and_tags() {
    check(
        "a: &x\n  b: 1\nc: *x\nd: !y\ne: !!str 5\nf: *unknown\n",
        expect![[r#"
        1:4 anchor [&x] Write out what is meant; if this is a text, put it in double quotes.
        3:4 anchor [*x] Write out what is meant; if this is a text, put it in double quotes.
        4:4 anchor [!y] Write out what is meant; if this is a text, put it in double quotes.
        5:4 text-needs-quotes [!!str 5] Put the text in quotes: "!!str 5"
        6:4 anchor [*unknown] Write out what is meant; if this is a text, put it in double quotes.
        {a: {b: "1"}, c: "", d: "", e: "!!str 5", f: (unread)}
    "#]],
    );
}

#[test]
fn characters() {
    check(
        "a:\tb\n\tc: \"\\u202E\"\nd: e\u{200F}f\u{7}\n",
        expect![[r#"
        1:3 tab [	] Use spaces; set your editor to put spaces for the tab key.
        2:1 tab [	] Use spaces; set your editor to put spaces for the tab key.
        2:2 wrong-indentation [c: "\u202E"] Give it the same spaces at its beginning as the other fields or entries of its group.
        2:5 bidi-character ["\u202E"] Leave out the part that begins with a backslash.
        3:5 bidi-character [‏] Delete it and type the words around it again.
        3:7 control-character [] Delete it and type the words around it again.
        {a: "b", c: "\u{202e}", d: "exfx"}
    "#]],
    );
}

#[test]
fn a_hash_in_a_text() {
    check(
        "a: flat #3 is his\nb: flat 3 # the third\nc: 10 #three\n",
        expect![[r#"
        1:9 text-cut-at-hash [#3 is his] Put the whole text in double quotes; if this is a comment, leave a space after the `#`.
        {a: "flat", b: "flat 3", c: "10"}
    "#]],
    );
}

#[test]
fn names() {
    check(
        "a: 1\na: 2\n? [b, c]\n: 3\n\"d e\": 4\nf:\ng: 5\n",
        expect![[r#"
        2:1 duplicate-key [a] Give one of them another name, or delete one.
        3:3 name-not-text [[b, c]] Write `name: value`; if this is a text that begins with a bracket, put it in double quotes.
        {a: "1", d e: "4", f: "", g: "5"}
    "#]],
    );
}
