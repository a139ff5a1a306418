//! The kinds of findings about a call.

use doorstep_source::{Code, codes, declare_codes};

/// Every kind of finding that reading a call can give, those of reading YAML included.
pub const CODES: &[Code] = &codes::join::<{ codes::CODES.len() + CALL_CODES.len() }>(codes::CODES, CALL_CODES);

/// An action that the call does not have. Only a key names actions, so this is not in [`CODES`].
pub const UNKNOWN_ACTION: Code =
    Code { code: "unknown-action", severity: doorstep_source::Severity::Error, about: "An action that the call does not have." };

/// A level that the call's tool does not have. It takes the tool to see that, so this is not in [`CODES`]; see [`super::unknown_levels`].
pub const UNKNOWN_LEVEL: Code =
    Code { code: "unknown-level", severity: doorstep_source::Severity::Error, about: "A level that the call's tool does not have." };

declare_codes! {
    /// The kinds of findings that are about calls only.
    CALL_CODES;

    UNKNOWN_FORMAT = "unknown-format", Error, "The file does not say that it is a call of this format.";
    VERSION_NOT_READABLE = "version-not-readable", Error, "A version that is not three numbers with dots.";
    LANGUAGE_NOT_READABLE = "language-not-readable", Error, "A language that is not a tag such as `en` or `pt-BR`.";
    TIME_NOT_READABLE = "time-not-readable", Error, "A time of day that is not hours and minutes, such as \"21:40\".";
    ID_NOT_WELL_FORMED = "id-not-well-formed", Error, "An id with letters that ids do not have.";
    RESERVED_ID = "reserved-id", Error, "An id that is a word of the format.";
    DUPLICATE_ID = "duplicate-id", Error, "Two things of one kind have the same id.";
    TOO_MANY_ENTRIES = "too-many-entries", Error, "More entries than the compiled form can count.";
    UNKNOWN_SCENE = "unknown-scene", Error, "A scene that the call does not have.";
    UNKNOWN_FACT = "unknown-fact", Error, "A fact that the call does not have.";
    UNKNOWN_VARIABLE = "unknown-variable", Error, "A name in a condition or an effect that is neither a variable nor a variation.";
    UNKNOWN_CHOICE = "unknown-choice", Error, "A choice that its scene does not have.";
    UNKNOWN_ASSESSMENT = "unknown-assessment", Error, "An assessment point that the call does not have.";
    UNKNOWN_CAST = "unknown-cast", Error, "Somebody who is not in the cast.";
    UNKNOWN_ENDING = "unknown-ending", Error, "An ending that the call does not have.";
    UNKNOWN_VALUE = "unknown-value", Error, "A value that a variation, or a variable of words, does not have.";
    UNKNOWN_FUNCTION = "unknown-function", Error, "A condition asks something that the format does not know.";
    UNKNOWN_SLOT = "unknown-slot", Error, "A text names a variation that does not exist.";
    UNBALANCED_BRACE = "unbalanced-brace", Error, "A brace in a text that does not close or does not open.";
    CONDITION_NOT_READABLE = "condition-not-readable", Error, "A condition that cannot be read.";
    UNLIKE_COMPARED = "unlike-compared", Error, "A condition compares things that cannot be compared, such as a number and a yes-or-no.";
    NOT_YES_OR_NO = "not-yes-or-no", Error, "A number, a time, a word or a variation stands where a yes-or-no belongs.";
    ALWAYS_THE_SAME = "always-the-same", Warning, "A comparison that always or never holds, because of the bounds of what it compares.";
    EFFECT_NOT_READABLE = "effect-not-readable", Error, "An effect that cannot be read.";
    WRONG_ASSIGNMENT = "wrong-assignment", Error, "An effect gives a variable what its kind cannot take, such as a number to a yes-or-no.";
    ASSIGNMENT_OUT_OF_BOUNDS = "assignment-out-of-bounds", Error, "An effect that leaves the bounds of its variable whatever happens before.";
    BOUNDS_REVERSED = "bounds-reversed", Error, "A variable whose lowest value is above its highest.";
    START_OUT_OF_BOUNDS = "start-out-of-bounds", Error, "A variable that starts outside its bounds.";
    SCENE_WITHOUT_WAY_ON = "scene-without-way-on", Error, "A scene with neither choices nor an ending.";
    SCENE_WITH_BOTH = "scene-with-both", Error, "A scene with choices and an ending.";
    SEVERAL_WAYS_ON = "several-ways-on", Error, "More than one of `goto`, `visit` and `return` at one place.";
    SAY_OR_DO = "say-or-do", Error, "A choice with both `say` and `do`, or with neither.";
    SEVERAL_SPEAKERS = "several-speakers", Error, "A line with more than one speaker.";
    NO_SPEAKER = "no-speaker", Error, "A line without a speaker.";
    VISIT_OF_ENDING = "visit-of-ending", Error, "A visit of a scene that ends the call.";
    STAYS_UNKNOWN_REVEALED = "stays-unknown-revealed", Error, "A fact that stays unknown is revealed.";
    FACT_NEVER_REVEALED = "fact-never-revealed", Warning, "A fact that nothing reveals and that is not said to stay unknown.";
    SCENE_NEVER_ENTERED = "scene-never-entered", Warning, "A scene that no choice and no interrupt leads to.";
    RETURN_WITHOUT_VISIT = "return-without-visit", Warning, "A `return` in a scene that no visit leads to.";
    ENDING_NEVER_USED = "ending-never-used", Warning, "An ending that no scene has.";
    ASSESSMENT_NEVER_MADE = "assessment-never-made", Warning, "An assessment point that no choice makes.";
    VARIABLE_NEVER_READ = "variable-never-read", Warning, "A variable that no condition asks about.";
    SAME_WORDS = "same-words", Warning, "Two choices of a scene with the same words.";
    NO_WHEREABOUTS = "no-whereabouts", Error, "A condition or an effect asks where somebody is of whom the cast does not say it.";
    REPLACES_IN_A_CIRCLE = "replaces-in-a-circle", Error, "Facts that replace each other: once all are heard, none would stand.";
    REPLACES_NOTHING = "replaces-nothing", Warning, "A fact replaces another, and no play reveals one of the two.";
    ATTRIBUTE_IN_TEXT = "attribute-in-text", Error, "An attribute of a person is put into a text; its lines must be written one by one.";
    ATTRIBUTE_IN_INTERRUPT = "attribute-in-interrupt", Error, "An interrupt asks about an attribute of a person: the call would take another course for it.";
    ONE_VALUE = "one-value", Warning, "An attribute, or a variable of words, with one value only.";
    VIGNETTE_TOO_LONG = "vignette-too-long", Warning, "A vignette of more than ten minutes or of more than two assessments.";
    PHONE_NUMBER = "phone-number", Warning, "Digits that could be somebody's telephone number.";
}
