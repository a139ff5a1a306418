//! How a journey is run: a browser of its own, its end whatever happens, and what is left behind of one that failed.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use anyhow::{Context, anyhow};

use crate::browser::{Browser, Special};
use crate::setting::root;
use crate::{Outcome, Setting, Trainee};

/// No journey takes longer; one that does stands still.
const LONGEST: Duration = Duration::from_secs(600);

/// How a journey's browser differs from the usual one.
pub type Journey = Special;

/// Runs a journey in the usual browser.
pub fn journey(name: &str, steps: impl AsyncFnOnce(&mut Trainee) -> Outcome) {
    journey_with(name, Journey::default(), steps);
}

/// Runs a journey in a browser of a special kind.
///
/// # Panics
/// When a step fails: it is a test.
pub fn journey_with(name: &str, special: Journey, steps: impl AsyncFnOnce(&mut Trainee) -> Outcome) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be had");
    if let Err(error) = runtime.block_on(run(name, &special, steps)) {
        let reasons: Vec<String> = error.chain().map(|reason| without_stack(&reason.to_string())).collect();
        panic!("{name}: {}", reasons.join("\n  because "));
    }
}

async fn run(name: &str, special: &Special, steps: impl AsyncFnOnce(&mut Trainee) -> Outcome) -> Outcome {
    let setting = Setting::from_environment()?;
    let browser = Browser::start(&setting, special).await?;
    let mut trainee = Trainee::new(name, setting, browser);
    let mut result = match tokio::time::timeout(LONGEST, caught(steps(&mut trainee))).await {
        Ok(result) => result,
        Err(_) => Err(anyhow!("still not through after {} s", LONGEST.as_secs())),
    };
    if result.is_ok() {
        result = trainee.finds_no_fault().await;
    }
    keep_log(&trainee)?;
    if result.is_err() {
        let left = leave_behind(&trainee).await;
        result = result.with_context(|| match left {
            Ok(folder) => format!("a picture of the page and the log of keys, focus and announcements are in {}", folder.display()),
            Err(error) => format!("no picture could be taken: {error}"),
        });
    }
    let ended = trainee.into_browser().quit().await;
    result.and(ended)
}

/// Turns a panic, for instance of a snapshot that differs, into an error, so that the browser is ended all the same.
async fn caught(steps: impl Future<Output = Outcome>) -> Outcome {
    let mut steps = pin!(steps);
    poll_fn(move |context| match catch_unwind(AssertUnwindSafe(|| steps.as_mut().poll(context))) {
        Ok(progress) => progress,
        Err(panic) => {
            let words = panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|words| (*words).to_owned()));
            Poll::Ready(Err(anyhow!(words.unwrap_or_else(|| "a step panics; what it says stands above".to_owned()))))
        }
    })
    .await
}

/// Keeps the log of keys, focus and announcements, with times.
fn keep_log(trainee: &Trainee) -> Outcome {
    let folder = root().join("target/journeys");
    std::fs::create_dir_all(&folder)?;
    Ok(std::fs::write(folder.join(format!("{}.log", trainee.name())), trainee.timed_log().join("\n"))?)
}

/// Keeps the last screen of a journey that failed.
async fn leave_behind(trainee: &Trainee) -> Outcome<PathBuf> {
    let folder = root().join("target/journeys");
    trainee.browser().picture(&folder.join(format!("{}.png", trainee.name()))).await?;
    Ok(folder)
}

/// What the driver says of a fault, without its own stack.
fn without_stack(reason: &str) -> String {
    reason.split("Stacktrace:").next().unwrap_or_default().trim_end().to_owned()
}
