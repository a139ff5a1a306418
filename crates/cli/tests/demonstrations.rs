//! `doorstep tool evaluate` with each demonstration tool: one lesson each.

mod common;

use common::{folder, root, run, run_in};
use expect_test::{Expect, expect};

/// What a tool says of a sheet.
fn says(tool: &str, sheet: &str, expected: Expect) {
    let answers = folder(&[("answers.yaml", sheet)]);
    let file = answers.path().join("answers.yaml");
    let ran = run(&["tool", "evaluate", tool, &file.display().to_string()]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    expected.assert_eq(&ran.out);
}

#[test]
fn the_checklist_goes_high_by_one_answer_and_says_what_was_not_asked() {
    says(
        "demo-checklist",
        "answers: { fear: \"yes\", strangulation: \"yes\", weapons: \"no\", firearm: unknown, sexual-coercion: refused }\n",
        expect![[r#"
            Demonstration checklist 1.0.0: High
              Serious harm is likely if nothing is done, and it could come at any time.

            Rules that fired
              - High: At least one critical item is answered yes. On: Hands on the neck (Yes).

            Not asked: 17 items (Thinks somebody could die; Splitting up, done or planned; Daily life decided by
              the other; Money, phone or travel held back; Watched through phone or accounts; Followed or
              pestered; Jealousy and accusations; Violence to the body, ever; More often or going further; Hurt
              by the other person; Threats to kill; Pregnancy or a small baby; A child hurt or threatened;
              Dispute over the children; Talk of suicide; Drink or drugs a problem; Violence or broken orders on
              record).
            Of these must be asked: 15 items (Thinks somebody could die; Splitting up, done or planned; Daily
              life decided by the other; Money, phone or travel held back; Watched through phone or accounts;
              Followed or pestered; Jealousy and accusations; Violence to the body, ever; More often or going
              further; Hurt by the other person; Threats to kill; Pregnancy or a small baby; A child hurt or
              threatened; Talk of suicide; Drink or drugs a problem).
            Not established or declined: 2 items (A gun within reach; Pressed or forced into sex).

            What one other answer would have changed
              Higher: no single answer would.
              Lower: “Hands on the neck” answered “No” gives Standard.

            It is what the rules say of these answers, not a fact about a case.
        "#]],
    );
}

#[test]
fn fixed_points_scale_up_what_is_missing() {
    says(
        "demo-actuarial",
        "answers: { couple: \"yes\", force-reported: \"yes\", injury: \"yes\", weapons: \"no\", threats-to-kill: \"no\", things-broken: \"yes\", prior-violence: \"no\", escalation: \"no\", strangulation: \"no\", sexual-coercion: refused, record: not-asked, calls: \"yes\", separation: \"no\", held-back: \"no\", watched: \"no\", children: \"no\", pregnancy: \"no\", expects-harm: \"no\", firearm: \"no\", suicide-threats: unknown, substance-misuse: unknown }\n",
        expect![[r#"
            Demonstration form with fixed points 1.0.0: Medium
              Several items hold together. The form is made to point such cases out to somebody who looks more
              closely.

            Rules that fired
              - Medium: Points: 4 (4 to 6) On: Hurt in what is reported (Yes: a point); Things thrown or broken
                (Yes: a point); Police were here before (Yes: a point).

            Points: 4 (4 to 6)
              1 Hurt in what is reported (Yes: a point)
              1 Things thrown or broken (Yes: a point)
              1 Police were here before (Yes: a point)
              Missing: Sex that could not be refused; Violence or broken orders on file; Spoke of suicide or
              tried it; Drinking or drugs out of hand. What is done: 3 points were scaled up to 19 possible
              points.

            Not asked: 1 item (Violence or broken orders on file).
            Not established or declined: 3 items (Sex that could not be refused; Spoke of suicide or tried it;
              Drinking or drugs out of hand).

            What one other answer would have changed
              Higher: no single answer would.
              Lower: “Hurt in what is reported” answered “No: none” gives Standard. So would an answer to 2
                other items.

            What follows
              - Write down the points, the part, and how many items were missing. Never write a percentage:
                there is none.
              - Hand the case on for a closer look by somebody who may judge.

            It is what the rules say of these answers, not a fact about a case.
        "#]],
    );
}

#[test]
fn fixed_points_say_nothing_of_a_case_that_they_were_not_made_for() {
    says(
        "demo-actuarial",
        "answers: { couple: \"yes\", force-reported: \"no\", things-broken: \"yes\" }\n",
        expect![[r#"
            Demonstration form with fixed points 1.0.0: none: this tool is not made for this case
              The form is made for cases in which force, or a threat with something in the hand, is reported.
              Use `demo-checklist` instead.

            Points: cannot be worked out
              1 Things thrown or broken (Yes: a point)
              Missing: Hurt in what is reported; Something used as a weapon; Spoke of killing; Force on an
              earlier day; More or harder than before; Throat gripped or breath taken; Sex that could not be
              refused; Violence or broken orders on file; Police were here before; Ended, or about to end; Kept
              from people, money or the door; Watched, followed or accused; A child hurt, threatened or used; A
              child expected or just born; Expects to be hurt or killed; A gun to be had today; Spoke of suicide
              or tried it; Drinking or drugs out of hand. What is done: at most 4 may be missing, so it cannot
              be worked out.

            Not asked: 18 items (Hurt in what is reported; Something used as a weapon; Spoke of killing; Force
              on an earlier day; More or harder than before; Throat gripped or breath taken; Sex that could not
              be refused; Violence or broken orders on file; Police were here before; Ended, or about to end;
              Kept from people, money or the door; Watched, followed or accused; A child hurt, threatened or
              used; A child expected or just born; Expects to be hurt or killed; A gun to be had today; Spoke of
              suicide or tried it; Drinking or drugs out of hand).
            Of these must be asked: 16 items (Hurt in what is reported; Something used as a weapon; Spoke of
              killing; Force on an earlier day; More or harder than before; Throat gripped or breath taken; Sex
              that could not be refused; Ended, or about to end; Kept from people, money or the door; Watched,
              followed or accused; A child hurt, threatened or used; A child expected or just born; Expects to
              be hurt or killed; A gun to be had today; Spoke of suicide or tried it; Drinking or drugs out of
              hand).

            It is what the rules say of these answers, not a fact about a case.
        "#]],
    );
}

#[test]
fn a_judgement_is_the_officers_own_and_what_is_open_is_asked_again() {
    says(
        "demo-judgement",
        "answers: { force: { earlier: \"yes\", now: \"no\" }, throat: { earlier: \"no\", now: partly }, gun: unknown, parting: \"yes\", soon: \"yes\" }\n",
        expect![[r#"
            Demonstration guide for a reasoned judgement 1.0.0: the officer's judgement gives the level

            Not asked: 26 items (Weapon used or shown (earlier); Weapon used or shown (now); Announced a death
              (earlier); Announced a death (now); Sex by force or pressure (earlier); Sex by force or pressure
              (now); Growing; Rules for daily life (earlier); Rules for daily life (now); Watching and following
              (earlier); Watching and following (now); Things or animals (earlier); Things or animals (now);
              Suicide or crisis (earlier); Suicide or crisis (now); Drink or drugs (earlier); Drink or drugs
              (now); On record; Makes little of it; The person's own view; Children; Pregnancy or baby; Barriers
              to help; Earlier calls; Support or a safe place; Could be fatal).
            Of these must be asked: 1 item (The person's own view).
            Not established or declined: 1 item (Gun within reach).

            What follows
              - Have somebody else read the judgement before it is final.
              - Get medical help for the throat.
              - Start the plan before you leave: it could come within days or be fatal.
              - Say when the grave things that are still open will be asked again.

            It is what the rules say of these answers, not a fact about a case.
        "#]],
    );
}

#[test]
fn a_triage_is_opened_by_belief_and_by_what_nobody_could_answer() {
    says(
        "demo-triage",
        "answers: { couple: \"yes\", belief: \"yes\", firearm: \"yes\" }\n",
        expect![[r#"
            Demonstration triage on the doorstep 1.0.0: Protocol opened
              An answer, several together or the officer's belief opened the protocol. Its steps are done before
              you leave.

            Rules that fired
              - Protocol opened: The officer believes that there is great danger. It is mandatory. On: Your own
                belief (Yes).

            Not asked: 14 items (Throat pressed or breath held off; Let it be known that somebody would die;
              Came at you with something, or kept it in sight; Believes that it could be fatal; Afraid of when
              police have gone; Hit, shoved, held or hurt before; Getting worse; Gone, going or planning to;
              Told what to do, whom to see, what to spend; Checks on you, turns up; Made to have sex; Threatened
              suicide; Pregnancy, or a child in it; Something on record).
            Of these must be asked: 13 items (Throat pressed or breath held off; Let it be known that somebody
              would die; Came at you with something, or kept it in sight; Believes that it could be fatal;
              Afraid of when police have gone; Hit, shoved, held or hurt before; Getting worse; Gone, going or
              planning to; Told what to do, whom to see, what to spend; Checks on you, turns up; Made to have
              sex; Threatened suicide; Pregnancy, or a child in it).

            What one other answer would have changed
              Higher: no single answer would.
              Lower: “Your own belief” answered “No” gives Protocol not opened.

            What follows
              - Say in private what you are worried about, in plain words.
              - Tell a supervisor about the gun and act on it before you leave.
              - Ring a specialist service from your own telephone, and offer it to the person. Speaking is the
                person's choice.
              - Write down what the person wants, also when it is nothing.
              - Hand over written information, if it is safe to keep. (if wanted)

            It is what the rules say of these answers, not a fact about a case.
        "#]],
    );
    says(
        "demo-triage",
        "answers: { couple: \"yes\", threats-to-kill: refused, own-view: unknown }\n",
        expect![[r#"
            Demonstration triage on the doorstep 1.0.0: Second contact
              Either some signs are there and none that opens the protocol, or too little could be learned to
              leave it closed. Somebody asks again soon.

            Rules that fired
              - Second contact: Two or more of the questions that open the protocol got no answer, and an open
                question is not a no. On: Let it be known that somebody would die (Declined); Believes that it
                could be fatal (Not established).

            Not asked: 14 items (Throat pressed or breath held off; Came at you with something, or kept it in
              sight; Afraid of when police have gone; Gun owned or to be had; Hit, shoved, held or hurt before;
              Getting worse; Gone, going or planning to; Told what to do, whom to see, what to spend; Checks on
              you, turns up; Made to have sex; Threatened suicide; Pregnancy, or a child in it; Something on
              record; Your own belief).
            Of these must be asked: 12 items (Throat pressed or breath held off; Came at you with something, or
              kept it in sight; Afraid of when police have gone; Gun owned or to be had; Hit, shoved, held or
              hurt before; Getting worse; Gone, going or planning to; Told what to do, whom to see, what to
              spend; Checks on you, turns up; Made to have sex; Threatened suicide; Pregnancy, or a child in
              it).
            Not established or declined: 2 items (Let it be known that somebody would die; Believes that it
              could be fatal).

            What one other answer would have changed
              Higher: “Throat pressed or breath held off” answered “Yes” gives Protocol opened. So would an
                answer to 4 other items.
              Lower: “Let it be known that somebody would die” answered “No” gives Protocol not opened. So would
                an answer to 1 other item.

            What follows
              - Write down what the person wants, also when it is nothing.
              - Agree when and how somebody asks again, so that it is safe.
              - Hand over written information, if it is safe to keep. (if wanted)

            It is what the rules say of these answers, not a fact about a case.
        "#]],
    );
}

#[test]
fn a_second_look_comes_down_by_one_step_and_says_what_changed() {
    says(
        "demo-repeat",
        "answers: { fear: \"yes\", strangulation: \"no\", separation: \"yes\", stalking: unknown }\nearlier: { level: high, answers: { fear: \"yes\", strangulation: \"yes\", stalking: \"yes\" } }\n",
        expect![[r#"
            Demonstration form for looking again 1.0.0: Medium
              Several things hold or are new, or too much is open to come down further.

            Rules that fired
              - Medium: It was high, and a level comes down by one step at a time.
              - Medium: It was medium or high, and five or more items are open. What nobody asked is no reason
                to come down. On: Force since the last time (Not asked); Hurt since the last time (Not asked);
                Weapon since the last time (Not asked); Threats to kill since the last time (Not asked); Pressed
                or forced into sex since the last time (Not asked); A child hurt or threatened since the last
                time (Not asked); Talk of suicide since the last time (Not asked); New on record (Not asked);
                Thinks now that somebody could die (Not asked); More or harder than the last time (Not asked);
                Daily life decided by the other, now (Not asked); Money, phone or travel held back, now (Not
                asked); Watched through phone or accounts, now (Not asked); Unwanted contact, now (Not
                established); A gun within reach, now (Not asked); Pregnancy or a small baby, now (Not asked);
                Trouble over the children, now (Not asked); Drink or drugs, now (Not asked).

            Not asked: 19 items (Force since the last time; Hurt since the last time; Weapon since the last
              time; Threats to kill since the last time; Pressed or forced into sex since the last time; A child
              hurt or threatened since the last time; Talk of suicide since the last time; New on record; Thinks
              now that somebody could die; More or harder than the last time; Daily life decided by the other,
              now; Money, phone or travel held back, now; Watched through phone or accounts, now; A gun within
              reach, now; Pregnancy or a small baby, now; Trouble over the children, now; Drink or drugs, now;
              What was agreed holds; Somebody or some place that helps).
            Of these must be asked: 17 items (Force since the last time; Hurt since the last time; Weapon since
              the last time; Threats to kill since the last time; Pressed or forced into sex since the last
              time; A child hurt or threatened since the last time; Talk of suicide since the last time; Thinks
              now that somebody could die; More or harder than the last time; Daily life decided by the other,
              now; Money, phone or travel held back, now; Watched through phone or accounts, now; A gun within
              reach, now; Pregnancy or a small baby, now; Trouble over the children, now; Drink or drugs, now;
              Somebody or some place that helps).
            Not established or declined: 1 item (Unwanted contact, now).

            What one other answer would have changed
              Higher: “Weapon since the last time” answered “Yes” gives High. So would an answer to 4 other
                items.
              Lower: no single answer would.

            What follows
              - Put both runs side by side, and tell the person what you see.

            Since the earlier run
              - Throat or breath since the last time: Yes, now No
              - Separation under way or undone: Not asked, now Yes
              - Unwanted contact, now: Yes, now Not established

            It is what the rules say of these answers, not a fact about a case.
        "#]],
    );
}

#[test]
fn a_call_can_be_checked_with_each_tool_that_has_its_keys_levels() {
    for call in ["hollow-lane", "the-mug"] {
        for tool in ["demo-actuarial", "demo-judgement", "demo-repeat", "demo-triage"] {
            let read = |file: &str| std::fs::read_to_string(root().join(format!("scenarios/{call}/{file}"))).expect("the call is there");
            let other = read("scenario.yaml").replace("tool: demo-checklist\n", &format!("tool: {tool}\n"));
            assert!(other.contains(tool));
            let source = std::fs::read_to_string(root().join(format!("tools/{tool}.yaml"))).expect("the tool is there");
            let library = folder(&[
                (&format!("scenarios/{call}/scenario.yaml"), &other),
                (&format!("scenarios/{call}/key.yaml"), &read("key.yaml")),
                (&format!("tools/{tool}.yaml"), &source),
            ]);
            let ran = run_in(library.path(), &["check", "."], "");
            assert_eq!(ran.status, 0, "{call} with {tool}: {}", ran.all());
        }
    }
}

#[test]
fn the_tools_and_their_wordings_pass_the_check() {
    let ran = run(&["check", "tools"]);
    assert_eq!(ran.status, 0, "{}", ran.all());
    expect![[r#"
        tools/demo-actuarial.yaml: tool `demo-actuarial`: 21 items, 3 levels, 5 rules, every sheet followed (364 situations)
        tools/demo-call-handling.yaml: tool `demo-call-handling`: 13 items, 3 levels, 3 rules, every sheet followed (7 situations)
        tools/demo-checklist.yaml: tool `demo-checklist`: 22 items, 3 levels, 4 rules, every sheet followed (19 situations)
        tools/demo-judgement.yaml: tool `demo-judgement`: 33 items, 3 levels, 0 rules, every sheet followed (1 situation)
        tools/demo-repeat.yaml: tool `demo-repeat`: 23 items, 3 levels, 8 rules, every sheet followed (696 situations)
        tools/demo-triage.yaml: tool `demo-triage`: 17 items, 3 levels, 6 rules, every sheet followed (120 situations)
        tools/words/demo-checklist.es.yaml: wording `demo-checklist (es)`: 22 items
        tools/words/demo-checklist.pt-PT.yaml: wording `demo-checklist (pt-PT)`: 22 items

        6 tools, 2 wordings checked: nothing to mend.
    "#]]
    .assert_eq(&ran.out);
}
