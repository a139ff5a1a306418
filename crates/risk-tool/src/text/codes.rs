//! The kinds of findings about a tool.

use doorstep_source::{Code, codes, declare_codes};

/// Every kind of finding that reading a tool can give, those of reading YAML included.
pub const CODES: &[Code] = &codes::join::<{ codes::CODES.len() + TOOL_CODES.len() }>(codes::CODES, TOOL_CODES);

declare_codes! {
    /// The kinds of findings that are about tools only.
    TOOL_CODES;

    NOT_A_TOOL = "not-a-tool", Error, "The file does not say that it is a risk tool of this format.";
    TOOL_VERSION = "tool-version", Error, "A tool's version that is not three numbers with dots.";
    TOOL_ID = "tool-id", Error, "An id in a tool with letters that ids do not have.";
    TOOL_DUPLICATE_ID = "tool-duplicate-id", Error, "Two levels, groups, items or rules of a tool have the same id.";
    TOOL_UNKNOWN_LEVEL = "tool-unknown-level", Error, "A rule or an example names a level that the tool does not have.";
    TOOL_UNKNOWN_GROUP = "tool-unknown-group", Error, "An item names a group that the tool does not have.";
    TOOL_UNKNOWN_ITEM = "tool-unknown-item", Error, "A rule or an example names an item that the tool does not have.";
    TOOL_UNKNOWN_CONSTRUCT = "tool-unknown-construct", Error, "An item names a construct that the vocabulary does not have.";
    UNKNOWN_FLAG = "unknown-flag", Error, "A rule looks for a flag that no item has.";
    RULE_UNCLEAR = "rule-unclear", Error, "A rule that does not say exactly one thing that it looks for.";
    ANSWER_NOT_OFFERED = "answer-not-offered", Error, "An example gives an answer that the tool's form does not offer.";
    EXAMPLE_FAILS = "example-fails", Error, "An example of the tool does not come out as it says.";
    LEVEL_NEVER_GIVEN = "level-never-given", Warning, "A level that no rule gives.";
    ITEM_WITHOUT_USE = "item-without-use", Warning, "An item that no rule reads and that speaks for no construct.";
    TOOL_TOO_LARGE = "tool-too-large", Error, "A tool with more levels, groups or items than its compiled form can count.";
}
