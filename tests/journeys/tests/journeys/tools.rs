//! One call with each form that it can be taken with, in each of its languages, and with two forms side by side: from the list of calls to
//! the debrief, by keys alone, with the guidance shown and hidden.

use anyhow::ensure;
use doorstep_journeys::*;
use doorstep_risk_tool::{Answer, ItemIndex, RiskTool, logic::Role};
use doorstep_scenario::catalogue::ToolChoice;
use doorstep_simulator::{Content, Script};

/// A short call whose key every demonstration tool can answer.
const CALL: &str = "first-steps";

/// How many items a journey answers, besides those that say what kind of case it is.
const ANSWERED: usize = 5;

/// What is answered on a form: what kind of case it is with yes, and the first questions with one answer after the other.
fn answers(tool: &RiskTool, before: &str) -> Vec<(ItemIndex, String)> {
    let logic = tool.logic().unwrap_or_default();
    let mut sheet = vec![doorstep_risk_tool::Given::default(); tool.items.len()];
    let mut lines = Vec::new();
    let mut others = 0;
    for (index, item) in tool.items() {
        let is_asked = tool.asked(&sheet, None).get(index.at()).copied().unwrap_or(true);
        let is_case = logic.items.get(index.at()).is_some_and(|known| known.role == Role::Case);
        if !is_asked || !is_case && others >= ANSWERED {
            continue;
        }
        let options = tool.answers_of(item);
        let yes = options.iter().find(|option| option.answer == Answer::Yes);
        let option = if is_case { yes.unwrap_or(&options[0]) } else { &options[others % options.len()] };
        others += usize::from(!is_case);
        sheet[index.at()] = option.given();
        if option.answer != Answer::NotAsked {
            lines.push((index, format!("answer {before}{} {}", item.id, option.id)));
        }
    }
    lines
}

/// The good play of the call, with other answers and the level that the form comes to.
fn play(content: &Content) -> Outcome<String> {
    let tool = &content.tool;
    let of_form = ["answer ", "first ", "own ", "initial:"];
    let mut lines: Vec<String> = Vec::new();
    for line in play_text(&format!("{CALL}.good"))?.lines() {
        if line.starts_with("initial:") {
            let mut sheet = vec![doorstep_risk_tool::Given::default(); tool.items.len()];
            for (index, line) in answers(tool, "") {
                let id = line.rsplit(' ').next().unwrap_or_default().to_owned();
                sheet[index.at()] = tool.find_answer(index, &id).unwrap_or_default();
                lines.push(line);
            }
            if let Some(beside) = &content.beside {
                lines.extend(answers(&beside.tool, &format!("{}/", beside.tool.id)).into_iter().map(|(_, line)| line));
            }
            let written = tool.logic().map(|logic| logic.written).unwrap_or_default();
            let needed = written.iter().enumerate().filter(|(_, part)| part.required);
            lines.extend(needed.map(|(place, _)| format!("write {} What was heard, and what is not known yet.", place + 1)));
            let level = tool.evaluate(&sheet).level().map_or(0, |level| level.at());
            lines.push(format!("initial:{}", tool.levels[level].id));
        } else if !of_form.iter().any(|word| line.starts_with(word)) {
            lines.push(line.to_owned());
        }
    }
    Ok(lines.join("\n"))
}

/// Takes the call with these forms, by their places in the list of the briefing; the first is the call's own.
async fn take(trainee: &mut Trainee, form: usize, beside: Option<usize>) -> Outcome {
    let library = Library::compile()?;
    let call = library.call(CALL)?.clone();
    let session = library.session_with(CALL, form, beside)?;
    let content = session.content().clone();
    let script = Script::parse(&play(&content)?).map_err(|error| anyhow::anyhow!("{error}"))?;
    let name = format!("tool-{}-{}{}", content.tool.id, content.tool.language, if beside.is_some() { "-and-another" } else { "" });
    let mut player = Player::with(session, script).picturing(&name);
    trainee.opens("").await?;
    trainee.chooses_call(&call.title).await?;
    let forms = library.forms(CALL)?;
    let title = |place: usize| forms.get(place).map(|form| form.title.as_str());
    trainee.chooses_forms(title(form).filter(|_| form > 0), beside.and_then(title)).await?;
    check_accessibility(trainee, "the briefing with the choice of a form").await?;
    check_reflow(trainee, "the briefing with the choice of a form").await?;
    trainee.shows(&format!("{name}-briefing")).await?;
    trainee.takes_call(Way::Practice, Keep::OnThisComputer).await?;
    reads_guidance(trainee, &content.tool).await?;
    player.takes_all(trainee).await?;
    trainee.goes_on_to_look_back().await?;
    trainee.reflects("What she did not say.", "Whether it is over.", "A threat.").await?;
    check_accessibility(trainee, "the debrief").await?;
    trainee.shows(&format!("{name}-debrief")).await?;
    if beside.is_some() {
        ensure!(trainee.can_read("Two forms, the same facts").await?, "the debrief shows both results");
    }
    let (attempt, report) = trainee.reads_papers().await?;
    check_same("browser and command line on the same attempt", &report, &cli_report(&attempt)?)
}

/// Has the form say what its items mean, and then no longer.
async fn reads_guidance(trainee: &mut Trainee, tool: &RiskTool) -> Outcome {
    let switch = Wanted::button("What each item means");
    trainee.activates(&switch).await?;
    let shown = "return document.querySelectorAll('.item-guidance').length";
    trainee.browser().until("the guidance is there", &format!("{shown} > 0"), vec![]).await?;
    trainee.listens().await?;
    trainee.shows(&format!("guidance-{}-{}", tool.id, tool.language)).await?;
    check_accessibility(trainee, "the form with its guidance").await?;
    trainee.activates(&switch).await?;
    ensure!(trainee.reads::<usize>(shown, vec![]).await? == 0, "the guidance is hidden again");
    Ok(())
}

/// The call with the forms that it can be taken with and that are wanted, each in a browser of its own.
fn each(journeys: &str, wanted: impl Fn(&ToolChoice) -> bool) {
    let library = Library::compile().expect("the calls can be compiled");
    let forms = library.forms(CALL).expect("the list of tools is there");
    let places: Vec<usize> = (0..).zip(&forms).filter(|(_, form)| form.alone && wanted(form)).map(|(place, _)| place).collect();
    assert!(!places.is_empty(), "the list has such a form");
    for place in places {
        journey(&format!("{journeys}-{place}"), async |trainee| take(trainee, place, None).await);
    }
}

#[test]
fn with_each_demonstration_tool() {
    each("tools", |form| form.language == "en");
}

#[test]
fn with_a_tool_in_another_language() {
    each("tools-language", |form| form.language != "en");
}

/// The call's own form, and the one for call handling, which has other levels and stands beside only.
#[test]
fn with_two_tools_side_by_side() {
    let library = Library::compile().expect("the calls can be compiled");
    let forms = library.forms(CALL).expect("the list of tools is there");
    let other = forms.iter().position(|form| !form.alone).expect("one stands beside only");
    journey("tools-beside", async |trainee| take(trainee, 0, Some(other)).await);
}
