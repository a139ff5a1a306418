//! What each phase shows, in words.

use doorstep_simulator::{Event, Mode, Refusal, TurnIndex};
use expect_test::{Expect, expect};

use super::outline::outline;
use super::tiny::{choose, session, to_part};
use super::{CallProps, DraftField, drafts, html, part, props, refused};

/// The outline of a part of the page.
async fn check(make: impl FnOnce() -> CallProps + 'static, from: &str, to: &str, expected: Expect) {
    let page = html(make).await;
    expected.assert_eq(&outline(part(&page, from, to)));
}

const CONVERSATION: &str = "class=\"call-conversation\"";
const SIDE: &str = "class=\"call-side\"";
const NOTEBOOK: &str = "class=\"side-notebook\"";

#[tokio::test]
async fn the_start_of_a_call() {
    check(
        || props(session(Mode::Practice, &[])),
        "class=\"call\"",
        SIDE,
        expect![[r#"
            h1 The lamp on the landing
            Practice · Saved
            Call time 21:40
            button [aria-pressed="true"] Talk
            button Form
            button Notes
            button [aria-pressed="true"] Form
            button Notebook
            status
            h2 Conversation
            -
            h3 The landing
            1 21:40 Scene:
            The lamp on the landing is out.
            button Mark as evidence, line 1
            -
            2 21:40 Nora:
            Is this about the noise?
            button Mark as evidence, line 2
            -
            3 21:40 Her aunt:
            (tr) Merhaba.
            button Mark as evidence, line 3
            h2 What do you say or do?
            -
            button 1Say: Are you afraid of him?
            -
            button 2Do: Walk into the cupboard.
            -
            button 3Do: Sit in the car and assess."#]],
    )
    .await;
}

#[tokio::test]
async fn a_choice_can_be_gone_back_to_in_practice_only() {
    check(
        || props(session(Mode::Practice, &[choose(0)])),
        "id=\"line-4\"",
        "id=\"call-next\"",
        expect![[r#"
            4 21:41 You say:
            Are you afraid of him?
            button Mark as evidence, line 4
            button Go back to before this, line 4
            -
            5 21:41 Nora:
            A bit. On Sundays. &lt;b&gt;Not&lt;/b&gt; today.
            button Mark as evidence, line 5"#]],
    )
    .await;
    let page = html(|| props(session(Mode::Rehearsal, &[choose(0)]))).await;
    assert!(!page.contains("Go back to before"));
}

#[tokio::test]
async fn the_form_before_and_after_marking() {
    check(
        || props(session(Mode::Practice, &[])),
        SIDE,
        NOTEBOOK,
        expect![[r#"
            h2 Tiny checklist
            A demonstration tool, for practice only.
            0 of 2 items answered. The rest stay not asked, which is not a no.
            h3 How she sees it
            legend 1. Is there anything that scares you?
            Must be asked. Not asked yet.
            label ( ) Yes
            label ( ) No
            label ( ) Not established
            label (x) Not asked
            button Evidence: none yet, for Afraid
            h3 What went before
            legend 2. Do records show violence?
            Answered from records.
            label ( ) Yes
            label ( ) No
            label ( ) Not established
            label (x) Not asked
            button Evidence: none yet, for Violence on record"#]],
    )
    .await;
    let events = || to_part(0)[..3].to_vec();
    check(
        move || props(session(Mode::Practice, &events())),
        SIDE,
        NOTEBOOK,
        expect![[r#"
        h2 Tiny checklist
        A demonstration tool, for practice only.
        1 of 2 items answered. The rest stay not asked, which is not a no.
        h3 How she sees it
        legend 1. Is there anything that scares you?
        Must be asked.
        label (x) Yes
        label ( ) No
        label ( ) Not established
        label ( ) Not asked
        button Evidence: 1 line, for Afraid
        h3 What went before
        legend 2. Do records show violence?
        Answered from records.
        label ( ) Yes
        label ( ) No
        label ( ) Not established
        label (x) Not asked
        button Evidence: none yet, for Violence on record"#]],
    )
    .await;
}

#[tokio::test]
async fn the_notebook() {
    check(
        || props(session(Mode::Practice, &[])),
        NOTEBOOK,
        "</section>",
        expect![[r#"
        h2 Notebook
        Here stands what you marked and what you wrote. Nothing is added for you.
        h3 Marked lines
        No lines yet. Press Mark as evidence under a line to put it here.
        h3 Your notes
        No notes yet.
        label A new note
        textarea
        button Add the note"#]],
    )
    .await;
    let events = || vec![Event::Mark(TurnIndex(2)), Event::Note { text: "The aunt answers for her.".into() }];
    check(
        move || props(session(Mode::Practice, &events())),
        NOTEBOOK,
        "</section>",
        expect![[r#"
        h2 Notebook
        Here stands what you marked and what you wrote. Nothing is added for you.
        h3 Marked lines
        -
        Line 3 21:40 Her aunt
        (tr) Merhaba.
        button Take the mark off, line 3
        h3 Your notes
        -
        Note, 21:40, after line 3
        The aunt answers for her.
        button Edit note 1
        button Remove note 1
        label A new note
        textarea
        button Add the note"#]],
    )
    .await;
    let editing = move || CallProps {
        drafts: drafts(&[(DraftField::EditNote(0), "The aunt answers for her, twice.")]),
        ..props(session(Mode::Practice, &events()))
    };
    check(
        editing,
        "class=\"notebook-notes plain-list\"",
        "id=\"new-note\"",
        expect![[r#"
        -
        label Note 1
        textarea The aunt answers for her, twice.
        button Keep the change note 1
        button Cancel note 1
        label A new note"#]],
    )
    .await;
}

#[tokio::test]
async fn an_assessment_is_due() {
    check(
        || props(session(Mode::Practice, &to_part(0))),
        "class=\"next card\"",
        SIDE,
        expect![[r#"
        h2 An assessment is due: First grade
        The clock stands still meanwhile. You can look back at any line, and mark more.
        button Begin the assessment"#]],
    )
    .await;
    check(|| props(session(Mode::Practice, &to_part(0))), SIDE, NOTEBOOK, expect![[r#"
        h2 Assessment: First grade
        - [aria-current="step"] First impression, now
        - The form
        - Your level
        - The tool’s result
        - What you do
        h3 First impression
        Before you look at the form: what do you think, from what you saw and heard? You can decide otherwise later, and the debrief shows both.
        legend My first impression
        label ( ) Standard
        Nothing known so far points to serious harm.
        label ( ) High
        Serious harm could come at any time.
        button Go on to the form"#]]).await;
}

#[tokio::test]
async fn the_form_in_an_assessment() {
    check(
        || props(session(Mode::Practice, &to_part(1))),
        SIDE,
        NOTEBOOK,
        expect![[r#"
        h2 Assessment: First grade
        - First impression, done
        - [aria-current="step"] The form, now
        - Your level
        - The tool’s result
        - What you do
        h3 Tiny checklist
        A demonstration tool, for practice only.
        1 of 2 items answered. The rest stay not asked, which is not a no.
        h3 How she sees it
        legend 1. Is there anything that scares you?
        Must be asked.
        label (x) Yes
        label ( ) No
        label ( ) Not established
        label ( ) Not asked
        button Evidence: 1 line, for Afraid
        h3 What went before
        legend 2. Do records show violence?
        Answered from records.
        label ( ) Yes
        label ( ) No
        label ( ) Not established
        label (x) Not asked
        button Evidence: none yet, for Violence on record
        button Check your answers"#]],
    )
    .await;
}

#[tokio::test]
async fn the_own_level() {
    check(
        || props(session(Mode::Practice, &to_part(2))),
        SIDE,
        NOTEBOOK,
        expect![[r#"
        h2 Assessment: First grade
        - First impression, done
        - The form, done
        - [aria-current="step"] Your level, now
        - The tool’s result
        - What you do
        h3 Your level
        The answers are locked. Give your own level now; the tool’s result comes after it.
        summary Your locked answers
        h4 Not asked: 1
        None of these must be asked.
        - Violence on record
        h4 Answered: 1
        dt Afraid
        Yes, 1 line cited
        legend My level
        label ( ) Standard
        Nothing known so far points to serious harm.
        label ( ) High
        Serious harm could come at any time.
        legend How sure are you?
        label ( ) Unsure
        label ( ) Fairly sure
        label ( ) Sure
        label Why this level
        What you heard and saw, what you do not know, and what it means together.
        textarea
        legend Lines that your reason rests on
        label [ ] Line 5 21:41 Nora A bit. On Sundays. &lt;b&gt;Not&lt;/b&gt; today.
        button Give this level"#]],
    )
    .await;
}

#[tokio::test]
async fn the_result_and_the_final_level() {
    let make = || CallProps { drafts: drafts(&[(DraftField::FinalLevel, "standard")]), ..props(session(Mode::Practice, &to_part(3))) };
    check(make, SIDE, NOTEBOOK, expect![[r#"
        h2 Assessment: First grade
        - First impression, done
        - The form, done
        - Your level, done
        - [aria-current="step"] The tool’s result, now
        - What you do
        h3 The tool’s result
        dt Your level
        Standard Fairly sure
        dt The tool’s result
        High from the answers you locked
        A form’s result is not the truth about a case. It says what its rules make of your answers, blanks and all.
        h4 How the tool came to it
        - One or more items are answered yes. (High) On: Afraid.
        summary 1 item was not asked
        - Violence on record
        summary What one answer would have changed
        - Lower: “Afraid” answered “No” would have given Standard.
        This shows how the rules hang together. It is no reason to answer otherwise than what you learned.
        h4 Keep your level, or change it
        A reason is needed when the final level differs from your own or from the tool’s result. After this result the tool allows no other level.
        legend My final level
        label (x) Standard
        Nothing known so far points to serious harm. This tool does not allow this level after its result.
        label ( ) High
        Serious harm could come at any time.
        status This tool does not allow this level after its result. If you keep it, it is recorded so, with your reason, and the debrief says it.
        label Your reason (needed)
        This differs from the tool’s result, High. Say why.
        textarea
        button Set the final level"#]]).await;
}

#[tokio::test]
async fn the_plan() {
    let make = || CallProps {
        drafts: drafts(&[(DraftField::PlanActions, "1"), (DraftField::ReassessHours, "72"), (DraftField::Handover, "Records are open.")]),
        ..props(session(Mode::Practice, &to_part(4)))
    };
    check(
        make,
        SIDE,
        NOTEBOOK,
        expect![[r#"
        h2 Assessment: First grade
        - First impression, done
        - The form, done
        - Your level, done
        - The tool’s result, done
        - [aria-current="step"] What you do, now
        h3 What you do
        Final level: High.
        summary What the tool asks for at this level
        - tell a supervisor
        legend Tick what is done now
        Some of these help, some do not, and some do harm.
        label [ ] Leave a leaflet.
        label [x] Ask her alone how she can be reached.
        label Assess again
        select
        option choose
        option within 1 hour
        option within 4 hours
        option within 24 hours
        option within 2 days
        option [selected] within 3 days
        option within 7 days
        option within 28 days
        option within 3 months
        label Safe contact
        How and when the person can be reached without adding to the danger. If you do not know, say so.
        textarea
        label Handover
        What whoever takes over must know, and what is still open.
        textarea Records are open.
        button Commit this assessment"#]],
    )
    .await;
}

#[tokio::test]
async fn the_end() {
    check(
        || props(session(Mode::Practice, &to_part(5))),
        "id=\"line-7\"",
        SIDE,
        expect![[r#"
            7 21:43 The call ends:
            You hand over at 21:50.
            h2 The call has ended
            It is 21:43. Before the debrief you are asked three short questions about what you make of it.
            button Go on to look back"#]],
    )
    .await;
}

#[tokio::test]
async fn a_call_that_goes_no_further_says_so() {
    check(
        || props(session(Mode::Practice, &[choose(1)])),
        "class=\"next card\"",
        SIDE,
        expect![[r#"
        h2 This call goes no further
        There should be something to say or do here, and there is nothing. This is a mistake in the call, not yours.
        You can end the call here. What you did is kept and can be exported, so that the author can mend it.
        button End here and keep the attempt"#]],
    )
    .await;
}

#[tokio::test]
async fn a_refusal_stands_where_it_arose() {
    check(
        || refused(session(Mode::Practice, &[]), Refusal::NotOffered),
        "class=\"choices\"",
        "role=\"list\"",
        expect![[r#"
        h2 What do you say or do?
        alert This choice is not offered now; choose one of those shown."#]],
    )
    .await;
}

#[tokio::test]
async fn a_call_that_is_open_elsewhere_can_only_be_read() {
    let page = html(|| CallProps { read_only: true, ..props(session(Mode::Practice, &[choose(0)])) }).await;
    assert!(page.contains("This call is open in another window."));
    let conversation = part(&page, CONVERSATION, SIDE);
    assert_eq!(conversation.matches("<button").count(), conversation.matches(" disabled=").count());
    assert!(!page.contains("Add the note"));
}

#[tokio::test]
async fn nothing_of_what_was_not_reached_is_on_the_page() {
    let page = html(|| props(session(Mode::Practice, &[]))).await;
    for hidden in ["A bit. On Sundays.", "It is dark.", "You hand over", "Leave a leaflet"] {
        assert!(!page.contains(hidden), "{hidden}");
    }
}

#[tokio::test]
async fn html_in_a_text_is_characters() {
    let page = html(|| props(session(Mode::Practice, &[choose(0)]))).await;
    assert!(page.contains("&lt;b&gt;Not&lt;/b&gt; today."));
    assert!(!page.contains("style="), "the policy forbids style attributes");
}
