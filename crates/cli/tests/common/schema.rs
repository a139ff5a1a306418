//! Files beside their JSON Schema.

use doorstep_source::{Node, Style, Value as Tree, parse_tree};
use jsonschema::Validator;
use serde_json::{Value, json};

pub fn validator(of: &str) -> Validator {
    let ran = super::run(&["schema", of]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let schema: Value = serde_json::from_str(&ran.out).expect("one JSON document");
    jsonschema::meta::validate(&schema).expect("it is a schema");
    jsonschema::draft202012::new(&schema).expect("it is a schema of the version that it names")
}

/// A file as an editor reads it: plain words that are numbers, true or false are values.
fn value(node: &Node) -> Value {
    match &node.value {
        Tree::Scalar(scalar) if scalar.style == Style::Plain => match scalar.text.as_str() {
            "true" => json!(true),
            "false" => json!(false),
            text => text.parse::<i64>().map_or_else(|_| json!(text), |number| json!(number)),
        },
        Tree::Scalar(scalar) => json!(scalar.text),
        Tree::Sequence(items) => items.iter().map(value).collect(),
        Tree::Mapping(entries) => Value::Object(entries.iter().map(|(key, node)| (key.text.clone(), value(node))).collect()),
    }
}

pub fn yaml(source: &str) -> Value {
    value(&parse_tree(source).root.expect("it can be read"))
}

pub fn fits(validator: &Validator, document: &Value, name: &str) {
    let errors: Vec<String> =
        validator.iter_errors(document).map(|error| format!("{name} at {}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}
