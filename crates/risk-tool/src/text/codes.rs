//! The kinds of findings about a tool.

use doorstep_source::{Code, codes, declare_codes};

/// Every kind of finding that reading a tool can give, those of reading YAML included.
pub const CODES: &[Code] = &codes::join::<{ codes::CODES.len() + TOOL_CODES.len() }>(codes::CODES, TOOL_CODES);

declare_codes! {
    /// The kinds of findings that are about tools only.
    TOOL_CODES;

    NOT_A_TOOL = "not-a-tool", Error, "The file does not say that it is a risk tool of this format.";
    TOOL_VERSION = "tool-version", Error, "A tool's version that is not three numbers with dots.";
    TOOL_LANGUAGE = "tool-language", Error, "A language that is not a tag such as en or pt-PT.";
    TOOL_DATE = "tool-date", Error, "A date that is not a day of the calendar, or a validity that ends before it begins.";
    TOOL_ID = "tool-id", Error, "An id in a tool with letters that ids do not have.";
    TOOL_DUPLICATE_ID = "tool-duplicate-id", Error, "Two things of one kind in a tool have the same id.";
    TOOL_UNKNOWN_LEVEL = "tool-unknown-level", Error, "Something names a level that the tool does not have.";
    TOOL_UNKNOWN_GROUP = "tool-unknown-group", Error, "Something names a group of items that the tool does not have.";
    TOOL_UNKNOWN_ITEM = "tool-unknown-item", Error, "Something names an item that the tool does not have.";
    TOOL_UNKNOWN_CONSTRUCT = "tool-unknown-construct", Error, "An item names a construct that the vocabulary does not have.";
    TOOL_UNKNOWN_ANSWERS = "tool-unknown-answers", Error, "An item names a set of answers that the tool does not have.";
    TOOL_UNKNOWN_VARIANT = "tool-unknown-variant", Error, "Something names a kind of case that the tool does not have.";
    TOOL_UNKNOWN_SCALE = "tool-unknown-scale", Error, "Something names a scale that the tool does not have, or has further down only.";
    TOOL_UNKNOWN_BIN = "tool-unknown-bin", Error, "Something names a part of a scale that the scale does not have.";
    UNKNOWN_FLAG = "unknown-flag", Error, "A rule looks for a flag that no item has.";
    RULE_UNCLEAR = "rule-unclear", Error, "A condition that does not say exactly one thing that it looks for.";
    ANSWER_NOT_OFFERED = "answer-not-offered", Error, "An example, a rule or a scale names an answer that the form does not offer.";
    TOO_MANY_GRADES = "too-many-grades", Error, "A set with more than eight answers of one class.";
    ASKED_BY_A_LATER_ITEM = "asked-by-a-later-item", Error, "Whether an item is asked depends on itself or on an item further down.";
    BINS_OVERLAP = "bins-overlap", Error, "Two parts of a scale hold the same value, or a part ends before it begins.";
    BINS_GAP = "bins-gap", Error, "A value that answers can reach lies in no part of its scale.";
    MATRIX_SHAPE = "matrix-shape", Error, "A matrix without a line for each part of one scale and a level for each part of the other.";
    PRORATE_WITHOUT_CAP = "prorate-without-cap", Error, "A scale is scaled up for missing answers without saying how many may be missing.";
    MISSING_UNCLEAR = "missing-unclear", Error, "What is done about missing answers does not fit the scale.";
    JUDGED_WITH_RULES = "judged-with-rules", Error, "The officer's judgement gives the result, and rules give levels too.";
    NOTHING_GIVES_A_LEVEL = "nothing-gives-a-level", Error, "No rule, part or matrix gives a level, and the result is not said to be judged.";
    JUDGED_WITHOUT_WORDS = "judged-without-words", Error, "The officer's judgement gives the result, and nothing has to be written for it.";
    EARLIER_WITHOUT_STAGE = "earlier-without-stage", Error, "A rule compares with an earlier run, and the tool is for the first assessment.";
    OVERRIDE_LOWERS_MANDATORY = "override-lowers-mandatory", Error, "An override can take the result below what a mandatory rule gives.";
    APPROVAL_MISSING = "approval-missing", Error, "The tool says that it is approved, and no force stands under `approved_by`.";
    NOT_MONOTONE = "not-monotone", Error, "The tool says that more yes never lowers its level, and something in it can.";
    EXAMPLE_FAILS = "example-fails", Error, "An example of the tool does not come out as it says.";
    EXAMPLES_MISSING = "examples-missing", Warning, "A tool whose rules no example tries.";
    LEVEL_NEVER_GIVEN = "level-never-given", Warning, "A level that no answers reach.";
    RULE_NEVER_FIRES = "rule-never-fires", Warning, "A rule that fires on no answers.";
    BIN_NEVER_REACHED = "bin-never-reached", Warning, "A part of a scale that no answers reach.";
    ITEM_NEVER_ASKED = "item-never-asked", Warning, "An item that is asked in no case.";
    ITEM_NOT_READ = "item-not-read", Warning, "An item that nothing of the tool reads: it changes nothing.";
    ITEM_WITHOUT_CONSTRUCT = "item-without-construct", Warning, "An item about risk that speaks for no construct: no key can judge its answer.";
    NOT_PROVEN = "not-proven", Note, "The answers are too many to try, and bounds alone do not show whether something can happen.";
    TOOL_TOO_LARGE = "tool-too-large", Error, "A tool with more levels, items, scales or rules than its compiled form can count.";
    NOT_WORDS = "not-words", Error, "The file does not say that it is the wording of a tool.";
    WORDS_OF_ANOTHER_TOOL = "words-of-another-tool", Error, "A wording is for another tool, or for another version of it.";
    WORDS_UNKNOWN = "words-unknown", Error, "A wording names something that the tool does not have.";
    WORDS_MISSING = "words-missing", Error, "A wording leaves out something that the tool says.";
}
