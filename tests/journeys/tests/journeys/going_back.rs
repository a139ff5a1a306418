//! Going back in practice, and that there is no way back in rehearsal.

use anyhow::ensure;
use doorstep_journeys::*;

#[test]
fn going_back_in_practice_is_asked_once_more_and_makes_a_repeat() {
    journey("going-back", async |trainee| {
        let library = Library::compile()?;
        let mut player = Player::of(&library, "first-steps.good")?;
        let title = player.session().view().title().to_owned();
        let first = first_choice(&player);
        trainee.opens("").await?;
        trainee.chooses_call(&title).await?;
        trainee.takes_call(Way::Practice, Keep::OnThisComputer).await?;
        let before = trainee.transcript().await?;

        trainee.takes(&first).await?;
        let back = Wanted::role("button").starting("Go back to before this, line");
        trainee.activates(&back).await?;
        trainee.sees("this attempt then counts as a repeat").await?;
        check_accessibility(trainee, "the question before going back").await?;
        trainee.shows("going-back").await?;
        trainee.presses(Key::Escape).await?;
        ensure!(trainee.is_somewhere().await?.name.starts_with("Go back to before this"), "Escape leads back to the button");
        ensure!(trainee.transcript().await?.len() > before.len(), "Escape changes nothing");

        trainee.activates(&back).await?;
        trainee.activates(&Wanted::button("Go back")).await?;
        trainee.is_somewhere().await?;
        ensure!(trainee.transcript().await? == before, "the call is as it was before the choice");

        player.takes_all(trainee).await?;
        trainee.goes_on_to_look_back().await?;
        trainee.activates(&Wanted::button("Go on without writing")).await?;
        trainee.sees("so this attempt counts as a repeat").await?;
        let (attempt, report) = trainee.reads_papers().await?;
        check_same("browser and command line on an attempt with a way back", &report, &cli_report(&attempt)?)?;
        Ok(())
    });
}

#[test]
fn a_rehearsal_has_no_way_back() {
    journey("rehearsal", async |trainee| {
        let library = Library::compile()?;
        let player = Player::of(&library, "first-steps.good")?;
        trainee.opens("").await?;
        trainee.chooses_call(player.session().view().title()).await?;
        trainee.takes_call(Way::Rehearsal, Keep::NoTrace).await?;
        trainee.takes(&first_choice(&player)).await?;
        let backs: usize = trainee.reads("return document.querySelectorAll('.turn-back').length", vec![]).await?;
        ensure!(backs == 0, "a rehearsal offers {backs} ways back");
        Ok(())
    });
}

/// The words of the first choice that is offered.
fn first_choice(player: &Player) -> String {
    let view = player.session().view();
    view.offers().next().map(|offer| view.words(offer.text)).unwrap_or_default()
}

/// Keys 1 to 9 choose while the focus is in the list of choices, nowhere else, and not at all when they are switched off.
#[test]
fn number_keys_choose_only_in_the_list_of_choices() {
    journey("number-keys", async |trainee| {
        let library = Library::compile()?;
        let player = Player::of(&library, "first-steps.good")?;
        let first = first_choice(&player);
        trainee.opens("").await?;
        trainee.chooses_call(player.session().view().title()).await?;
        trainee.takes_call(Way::Practice, Keep::NoTrace).await?;
        let before = trainee.lines().await?;
        trainee.types("1").await?;
        ensure!(trainee.lines().await? == before, "a number on the heading does nothing");
        let choice = Wanted::role("button").ending(&first).a_choice();
        trainee.goes_to(&choice).await?;
        trainee.ticks(&Wanted::role("checkbox").starting("Keys 1 to 9 choose")).await?;
        trainee.goes_to(&choice).await?;
        trainee.types("1").await?;
        ensure!(trainee.lines().await? == before, "a number does nothing when number keys are switched off");
        trainee.ticks(&Wanted::role("checkbox").starting("Keys 1 to 9 choose")).await?;
        trainee.goes_to(&choice).await?;
        trainee.types("1").await?;
        trainee.waits_for_lines_after(before).await
    });
}
