//! Where the app cannot start, it says why.

use anyhow::ensure;
use doorstep_journeys::*;

#[test]
fn without_webassembly_the_page_says_what_to_ask_for() {
    // What a policy that switches it off comes to.
    let special = Journey { script: Some("delete globalThis.WebAssembly;"), ..Journey::default() };
    journey_with("no-webassembly", special, async |trainee| {
        let address = trainee.setting().url.clone();
        trainee.browser().go(&address).await?;
        trainee.sees("This browser cannot run Doorstep").await?;
        trainee.sees("For the IT department").await?;
        let heading = trainee.is_somewhere().await?;
        ensure!(heading.role == "heading", "the focus is on {heading}");
        let top: f64 = trainee.reads("return document.activeElement.getBoundingClientRect().top + scrollY", vec![]).await?;
        ensure!(top < 400.0, "what is said begins {top} pixels down the page");
        check_accessibility(trainee, "the page without WebAssembly").await?;
        trainee.shows("no-webassembly").await
    });
}
