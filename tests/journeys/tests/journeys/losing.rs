//! Nothing is lost: a page that goes away without a word, an update, a fault of the app, a browser without locks.

use std::time::Duration;

use anyhow::ensure;
use doorstep_journeys::*;
use serde_json::json;

/// A page that is not told that it goes away: what is not written yet is gone. It also notes when something was typed.
const NO_GOODBYE: &str = "
    const add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type, ...rest) {
        if (['pagehide', 'visibilitychange', 'beforeunload', 'unload', 'freeze'].includes(type)) return;
        return add.call(this, type, ...rest);
    };
    add.call(document, 'input', () => { window.typed = performance.now(); }, true);
";

/// How long after the last key the words stood in the database, in milliseconds.
const WRITTEN_AFTER: &str = "
    const words = arguments[0], done = arguments[arguments.length - 1];
    const open = indexedDB.open('doorstep');
    open.onsuccess = () => {
        const database = open.result;
        const look = () => {
            const all = database.transaction('records').objectStore('records').getAll();
            all.onsuccess = () => {
                const is = all.result.some((bytes) => new TextDecoder().decode(bytes).includes(words));
                const after = performance.now() - window.typed;
                if (is || after > 5000) { database.close(); done(after); } else setTimeout(look, 5);
            };
        };
        look();
    };
";

async fn begins(trainee: &mut Trainee) -> Outcome<Player> {
    let library = Library::compile()?;
    let mut player = Player::of(&library, "first-steps.good")?;
    let title = player.session().view().title().to_owned();
    trainee.opens("").await?;
    trainee.chooses_call(&title).await?;
    trainee.takes_call(Way::Practice, Keep::OnThisComputer).await?;
    player.takes(trainee, 1).await?;
    Ok(player)
}

#[test]
fn a_reload_a_tenth_of_a_second_after_a_choice_loses_nothing() {
    journey_with("reload-after-100-ms", Journey { script: Some(NO_GOODBYE), ..Journey::default() }, async |trainee| {
        let mut player = begins(trainee).await?;
        for _ in 0..3 {
            player.takes_choice_before_a_reload(trainee, 100).await?;
        }
        player.takes(trainee, 1).await
    });
}

#[test]
fn what_is_typed_is_written_within_half_a_second() {
    journey_with("drafts", Journey { script: Some(NO_GOODBYE), ..Journey::default() }, async |trainee| {
        begins(trainee).await?;
        trainee.brings_forward("Notebook").await?;
        let field = Wanted::field("A new note");
        let mut late = 0;
        for words in ["She looks", " at the door", " and says nothing"] {
            trainee.goes_to(&field).await?;
            trainee.types(words).await?;
            let took: f64 = trainee.browser().read_later(WRITTEN_AFTER, vec![json!(words)]).await?;
            trainee.remarks(format!("written {took:.0} ms after the last key"));
            late += u32::from(took > 500.0);
        }
        // A busy machine may lengthen one of them.
        ensure!(late <= 1, "what was typed stood in the database later than half a second after the last key, {late} times of 3");
        trainee.types(" more").await?;
        tokio::time::sleep(Duration::from_millis(500)).await;
        trainee.reloads().await?;
        trainee.brings_forward("Notebook").await?;
        let kept: Vec<String> =
            trainee.reads("return [...document.querySelectorAll('textarea')].map((field) => field.value)", vec![]).await?;
        ensure!(kept.iter().any(|text| text == "She looks at the door and says nothing more"), "the draft is {kept:?}");
        Ok(())
    });
}

/// Arrow keys go through answers that are not meant. Only the one on which they rest is in the attempt, and it is there at once.
#[test]
fn answers_that_the_arrows_pass_leave_no_trace() {
    journey_with("arrows", Journey { script: Some(NO_GOODBYE), ..Journey::default() }, async |trainee| {
        begins(trainee).await?;
        trainee.goes_to(&Wanted::role("radio").within("1. ")).await?;
        for _ in 0..3 {
            trainee.presses(Key::Up).await?;
        }
        let chosen = trainee.focused().await?;
        trainee.reloads().await?;
        let now = trainee.goes_to(&Wanted::role("radio").within("1. ")).await?;
        ensure!(now.is_checked() && now.name == chosen.name, "after the reload the answer is {now}, not {chosen}");
        trainee.opens("#/records").await?;
        trainee.goes_to(&Wanted::default().starting("Export")).await?;
        trainee.presses(Key::Enter).await?;
        trainee.sees("The attempt as text").await?;
        let file: String = trainee.reads("return document.querySelector('.record textarea').value", vec![]).await?;
        let file: serde_json::Value = serde_json::from_str(&file)?;
        let answers =
            file["attempt"]["events"].as_array().map_or(0, |all| all.iter().filter(|event| event.get("answer").is_some()).count());
        ensure!(answers == 1, "{answers} answers stand in the attempt: {}", file["attempt"]["events"]);
        Ok(())
    });
}

#[test]
fn an_update_leaves_an_open_call_what_it_needs() {
    journey("update", async |trainee| {
        let mut player = begins(trainee).await?;
        // The new version has other calls, forms and keys: those of the open call are gone from the server.
        trainee.browser().cdp("Network.enable", json!({})).await?;
        trainee.browser().cdp("Network.setBlockedURLs", json!({ "urls": ["*/calls/*", "*/tools/*", "*/keys/*"] })).await?;
        trainee.reloads().await?;
        player.takes_all(trainee).await?;
        trainee.goes_on_to_look_back().await?;
        trainee.reflects("One.", "Two.", "Three.").await?;
        let (attempt, report) = trainee.reads_papers().await?;
        check_same("browser and command line on the same attempt", &report, &cli_report(&attempt)?)
    });
}

/// After F9 the browser refuses the app an attribute, once: the app cannot draw, and stops.
const BREAKS: &str = "
    let refuses = false;
    const set = Element.prototype.setAttribute;
    Element.prototype.setAttribute = function (...what) {
        if (refuses) { refuses = false; throw new Error('broken on purpose'); }
        return set.apply(this, what);
    };
    document.addEventListener('keydown', (event) => { if (event.key === 'F9') refuses = true; }, true);
";

#[test]
fn a_fault_of_the_app_is_said_and_the_call_goes_on_after_it() {
    journey_with("stopped", Journey { script: Some(BREAKS), ..Journey::default() }, async |trainee| {
        let mut player = begins(trainee).await?;
        trainee.presses(Key::F9).await?;
        player.presses_next_choice(trainee).await?;
        trainee.sees("Doorstep has stopped").await?;
        trainee.sees("not in anything you did").await?;
        let heading = trainee.is_somewhere().await?;
        ensure!(heading.role == "heading", "the focus is on {heading}");
        let top: f64 = trainee.reads("return document.activeElement.getBoundingClientRect().top + scrollY", vec![]).await?;
        ensure!(top < 400.0, "what is said begins {top} pixels down the page");
        check_accessibility(trainee, "the page of a fault").await?;
        trainee.shows("stopped").await?;
        for fault in ["unreachable", "broken on purpose", "RuntimeError", "panicked"] {
            trainee.expects_fault(fault).await?;
        }
        trainee.activates(&Wanted::button("Start again")).await?;
        trainee.waits_for_page().await?;
        // The event was written in the press's own task, before anything was drawn.
        player.takes_all(trainee).await
    });
}

/// A browser in which tabs cannot ask for a lock.
const NO_LOCKS: &str = "Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined, configurable: true });";

#[test]
fn without_locks_a_second_window_still_reads_and_does_not_write() {
    journey_with("no-locks", Journey { script: Some(NO_LOCKS), ..Journey::default() }, async |trainee| {
        let mut player = begins(trainee).await?;
        ensure!(trainee.reads::<bool>("return navigator.locks === undefined", vec![]).await?, "there are locks");
        let address = trainee.browser().address().await?;
        trainee.browser().another_tab().await?;
        trainee.browser().go(&address).await?;
        trainee.waits_for_page().await?;
        trainee.sees("This call is open in another window.").await?;
        let enabled: usize = trainee.reads("return document.querySelectorAll('.choice:enabled').length", vec![]).await?;
        ensure!(enabled == 0, "the second window offers choices");
        trainee.finds_no_fault().await?;
        trainee.browser().to_tab(0).await?;
        player.takes(trainee, 1).await
    });
}
