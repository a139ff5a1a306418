//! Hiding at once.

use anyhow::ensure;
use doorstep_journeys::*;

#[test]
fn shift_three_times_hides_the_call_and_back_does_not_show_it() {
    journey("hiding", async |trainee| {
        let library = Library::compile()?;
        let mut player = Player::of(&library, "first-steps.good")?;
        let title = player.session().view().title().to_owned();
        trainee.opens("").await?;
        trainee.chooses_call(&title).await?;
        trainee.takes_call(Way::Practice, Keep::OnThisComputer).await?;
        player.takes(trainee, 2).await?;
        let lines = trainee.transcript().await?;

        trainee.browser().press(None, Key::Shift, 3).await?;
        trainee.sees_heading("Notes").await?;
        check_accessibility(trainee, "the neutral page").await?;
        trainee.shows("hidden").await?;
        is_neutral(trainee, &title, &lines).await?;
        for _ in 0..3 {
            trainee.browser().back().await?;
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            if !trainee.browser().address().await?.starts_with("http") {
                break;
            }
            is_neutral(trainee, &title, &lines).await?;
        }
        trainee.opens("").await?;
        is_neutral(trainee, &title, &lines).await?;
        trainee.activates(&Wanted::button("Close")).await?;
        trainee.sees_heading("Calls").await?;
        trainee.sees("You left a call open").await?;
        trainee.activates(&Wanted::link("Go on with it")).await?;
        trainee.waits_for_page().await?;
        ensure!(trainee.transcript().await? == lines, "nothing of the call is lost");
        Ok(())
    });
}

async fn is_neutral(trainee: &mut Trainee, title: &str, lines: &[String]) -> Outcome {
    let (shown, address) = (trainee.browser().title().await?, trainee.browser().address().await?);
    ensure!(!shown.contains(title) && !shown.contains("Doorstep"), "the title is {shown:?}");
    ensure!(!address.contains("/play/") && !address.contains("/call/"), "the address is {address}");
    for words in lines.iter().map(String::as_str).chain([title, "Doorstep"]) {
        ensure!(!trainee.can_read(words).await?, "{words:?} can be read");
    }
    Ok(())
}

#[test]
fn the_button_hides_too() {
    journey("hide-button", async |trainee| {
        trainee.opens("#/support").await?;
        trainee.activates(&Wanted::button("Hide now")).await?;
        trainee.sees_heading("Notes").await?;
        ensure!(!trainee.browser().title().await?.contains("Doorstep"), "the title gives it away");
        Ok(())
    });
}
