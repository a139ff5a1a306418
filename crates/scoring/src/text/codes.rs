//! The kinds of findings about a key.

use doorstep_source::declare_codes;

declare_codes! {
    /// The kinds of findings that are about keys only. Beside them a key can have those of reading YAML
    /// ([`doorstep_source::codes::CODES`]) and those about names and conditions of its call ([`doorstep_scenario::text::CODES`]).
    KEY_CODES;

    NOT_A_KEY = "not-a-key", Error, "The file does not say that it is a key of this format.";
    OTHER_SCENARIO = "other-scenario", Error, "A key that belongs to another call.";
    UNKNOWN_POLICY = "unknown-policy", Error, "A policy that the program does not know.";
    STATUS_WITHOUT_PANEL = "status-without-panel", Error, "A key that says it comes from a panel, with too few readers for one.";
    CLAIMS_A_PANEL = "claims-a-panel", Error, "An illustrative key whose readers are described as if they were a real panel.";
    UNKNOWN_READER = "unknown-reader", Error, "A vote or a reason of a reader whom the key does not have.";
    UNKNOWN_FACTOR = "unknown-factor", Error, "A factor that the key does not have.";
    UNKNOWN_ACT = "unknown-act", Error, "An act, or a group of acts, that the key does not have.";
    UNKNOWN_LEVEL = "unknown-level", Error, "A level that the call's tool does not have.";
    UNKNOWN_CONSTRUCT = "unknown-construct", Error, "A construct that the vocabulary does not have.";
    FACTOR_WITHOUT_ITEM = "factor-without-item", Error, "A required factor that no item of the call's tool speaks for: nobody could answer it.";
    UNDETERMINED_REQUIRED = "undetermined-required", Error, "A factor that the call leaves open and the key requires.";
    NOTHING_SUFFICES = "nothing-suffices", Error, "A required factor without any facts that suffice for what is true.";
    EMPTY_SET = "empty-set", Error, "A set of facts without a fact: it would suffice before anything was heard.";
    NEVER_SUFFICES = "never-suffices", Warning, "A set of facts with one that no play reveals.";
    LEVEL_VOTES_MISSING = "level-votes-missing", Error, "An assessment point of the call without a level vote of every reader.";
    VALUE_AGAINST_EXPECT = "value-against-expect", Error, "An act whose value does not go with what is expected.";
    ACT_WITHOUT_WHY = "act-without-why", Error, "An act that must or must not be done, without a reason.";
    ACT_NAMED_LIKE_GROUP = "act-named-like-group", Error, "An act with the name of a group of acts: `done(...)` could mean either.";
    DOING_UNCLEAR = "doing-unclear", Error, "An entry of `any_of` that does not say exactly one choice, action or assessment point.";
    RAISE_UNCLEAR = "raise-unclear", Error, "A raise of a level rule that does not say in one way which factors raise the level.";
    KEY_TOO_LARGE = "key-too-large", Error, "A key with more in it than its sums can hold exactly.";
}

declare_codes! {
    /// The kinds of findings that are about policies, forms and reviews only.
    POLICY_CODES;

    NOT_A_POLICY = "not-a-policy", Error, "The file does not say that it is a policy of this format.";
    POLICY_DOES_NOT_FIT = "policy-does-not-fit", Error, "A number or a name of a policy that is out of its bounds, or numbers too fine for exact sums.";
    NOT_A_FORM = "not-a-form", Error, "The file does not say that it is a form of this format.";
    FORM_WITHOUT_CALLS = "form-without-calls", Error, "A form without a call.";
    CALL_TWICE = "call-twice", Error, "A call that stands in a form twice.";
    NOT_REVIEWS = "not-reviews", Error, "The file does not say that it holds reviews in this format.";
    NUMBER_OF_FORM = "number-of-form", Error, "A number of a form that is out of its bounds.";
}
