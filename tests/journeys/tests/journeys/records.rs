//! Attempts: import of what is no attempt, and of one.

use anyhow::ensure;
use doorstep_journeys::*;

#[test]
fn what_is_no_attempt_is_refused_in_words_and_nothing_is_lost() {
    journey("import", async |trainee| {
        let library = Library::compile()?;
        let mut player = Player::of(&library, "first-steps.good")?;
        let title = player.session().view().title().to_owned();
        trainee.opens("").await?;
        trainee.chooses_call(&title).await?;
        trainee.takes_call(Way::Practice, Keep::OnThisComputer).await?;
        player.takes(trainee, 2).await?;
        trainee.opens("#/records").await?;
        let count = "return document.querySelectorAll('.record').length";
        ensure!(trainee.reads::<usize>(count, vec![]).await? == 1, "one attempt is here");
        check_accessibility(trainee, "the attempts").await?;
        trainee.shows("records").await?;

        let pasted = Wanted::field("Or paste its text");
        for (text, said) in [
            ("hello", "This is not the whole text of an exported attempt"),
            ("{\"format\": \"something/2\"}", "Only \"doorstep-attempt/1\" and \"doorstep-attempt/2\" can be read here"),
            ("{\"format\": \"doorstep-attempt/1\", \"attempt\": 3}", "something in it does not fit"),
        ] {
            trainee.goes_to(&pasted).await?;
            trainee.empties_field().await?;
            trainee.types(text).await?;
            trainee.activates(&Wanted::button("Bring in the pasted text")).await?;
            trainee.sees(said).await?;
            trainee.sees("Nothing was changed.").await?;
            ensure!(trainee.reads::<usize>(count, vec![]).await? == 1, "the attempt is still here");
        }
        check_accessibility(trainee, "the attempts after a refused import").await?;
        trainee.shows("records-refused").await?;

        let folder = std::env::temp_dir().join(format!("doorstep-journey-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let file = folder.join("attempt.json");
        let field = Wanted::default().starting("Choose a file");
        for (bytes, said) in [
            (&b"{\"format\": \"doorstep-attempt/1\", \"scenario\""[..], "This is not the whole text of an exported attempt"),
            (b"\x89PNG\r\n\x1a\n", "This is not the whole text of an exported attempt"),
        ] {
            std::fs::write(&file, bytes)?;
            trainee.goes_to(&field).await?;
            trainee.browser().gives_file(&file).await?;
            trainee.sees(said).await?;
            trainee.sees("Nothing was changed.").await?;
            ensure!(trainee.reads::<usize>(count, vec![]).await? == 1, "the attempt is still here");
        }

        trainee.activates(&Wanted::role("link").starting("Go on:")).await?;
        trainee.waits_for_page().await?;
        player.takes_all(trainee).await?;
        trainee.goes_on_to_look_back().await?;
        trainee.reflects("One.", "Two.", "Three.").await?;
        let (attempt, _) = trainee.reads_papers().await?;

        trainee.opens("#/records").await?;
        std::fs::write(&file, &attempt)?;
        trainee.goes_to(&field).await?;
        trainee.browser().gives_file(&file).await?;
        trainee.sees("marked as not verified").await?;
        std::fs::remove_dir_all(&folder)?;
        ensure!(trainee.reads::<usize>(count, vec![]).await? == 2, "the attempt that was here stays beside the one brought in");
        trainee.shows("records-imported").await
    });
}

/// An attempt that no longer fits its call stays readable and exportable.
#[test]
fn an_attempt_that_no_longer_fits_says_why() {
    journey("does-not-fit", async |trainee| {
        let attempt = format!(
            r#"{{"format":"doorstep-attempt/1","scenario":"old-call","scenario_version":"0.9.0","title":"An old call","label":"practice, not certification","attempt":{{"header":{{"scenario":"{digest}","tool":"{digest}","key":null,"engine":1,"seed":0,"mode":"practice","repeat":false}},"events":[{{"choose":0}},{{"note":{{"text":"She looked away."}}}}]}},"record":{{"started":1767261600000,"updated":1767261600000}}}}"#,
            digest = "0".repeat(64)
        );
        trainee.opens("#/records").await?;
        trainee.goes_to(&Wanted::field("Or paste its text")).await?;
        trainee.types(&attempt).await?;
        trainee.activates(&Wanted::button("Bring in the pasted text")).await?;
        trainee.sees("marked as not verified").await?;
        trainee.activates(&Wanted::role("link").starting("Go on:")).await?;
        trainee.sees("this attempt cannot be gone on with").await?;
        trainee.sees("She looked away.").await?;
        trainee.sees("another version of the call").await?;
        check_accessibility(trainee, "an attempt that does not fit").await?;
        trainee.shows("does-not-fit").await
    });
}
