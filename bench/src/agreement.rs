//! The statistics beside the Python packages that people use for them, in the same run on the same data.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, bail};
use doorstep_agreement::{
    Chance, Labels, Matrix, Plan, Ratings, Scale, Table, WeightKind, Weights, dawid_skene, icc, kappa, key_bootstrap, krippendorff_alpha,
};
use doorstep_bench::cohort::{self, Cohort};
use serde::Deserialize;

use crate::node::Node;

/// What a script measured.
#[derive(Deserialize)]
struct Timed {
    /// Milliseconds of the best round.
    best: f64,
    /// Milliseconds of the middle one.
    median: f64,
    /// What came out, to be compared.
    value: f64,
}

/// What the Python packages measured.
#[derive(Deserialize)]
struct Others {
    kappa: Timed,
    alpha: Timed,
    dawid_skene: Timed,
    icc: Timed,
}

/// Measures our side so many times.
fn timed(rounds: usize, mut run: impl FnMut() -> f64) -> Timed {
    let mut value = run();
    let mut taken: Vec<f64> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            value = std::hint::black_box(run());
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    Timed { best: taken[0], median: taken[taken.len() / 2], value }
}

/// The data of all: drawn by us and handed over as files, so that both sides have the same.
struct Data {
    a: Vec<u16>,
    b: Vec<u16>,
    ratings: Vec<f64>,
    labels: Vec<(usize, usize, usize)>,
    targets: Vec<f64>,
}

impl Data {
    fn made_up() -> Self {
        let mut chance = Chance::new(3);
        let mut draw = |below: u32| chance.below(below);
        let a: Vec<u16> = (0..1_000_000).map(|_| draw(4) as u16).collect();
        let b = a.iter().map(|said| if draw(10) < 6 { *said } else { draw(4) as u16 }).collect();
        let mut ratings = Vec::with_capacity(1_000_000);
        for _ in 0..1000 {
            for unit in 0..1000 {
                let said = if draw(2) == 0 { unit % 4 } else { draw(4) };
                ratings.push(if draw(5) == 0 { f64::NAN } else { f64::from(said + 1) });
            }
        }
        let labels = (0..10_000_usize)
            .flat_map(|item| (0..10).map(move |rater| (item, rater)))
            .map(|(item, rater)| (item, rater, if draw(10) < 7 { item % 4 } else { draw(4) as usize }))
            .collect();
        let targets = (0..1000_u32).flat_map(|target| (0..10).map(move |_| target % 17)).map(|level| f64::from(level + draw(8)));
        let targets = targets.collect();
        Self { a, b, ratings, labels, targets }
    }

    /// Little-endian numbers of eight bytes, one after the other, as NumPy reads them.
    fn write(&self, folder: &Path) -> anyhow::Result<()> {
        let write = |name: &str, values: &mut dyn Iterator<Item = f64>| {
            let bytes: Vec<u8> = values.flat_map(f64::to_le_bytes).collect();
            std::fs::write(folder.join(name), bytes).with_context(|| format!("cannot write {name}"))
        };
        write("a.f64", &mut self.a.iter().map(|said| f64::from(*said)))?;
        write("b.f64", &mut self.b.iter().map(|said| f64::from(*said)))?;
        write("ratings.f64", &mut self.ratings.iter().copied())?;
        write("labels.f64", &mut self.labels.iter().flat_map(|(item, rater, label)| [*item as f64, *rater as f64, *label as f64]))?;
        write("targets.f64", &mut self.targets.iter().copied())
    }
}

/// Measures, and gives the tables.
pub fn measure(node: &Node) -> anyhow::Result<String> {
    let folder = node.folder().join("agreement");
    std::fs::create_dir_all(&folder)?;
    let data = Data::made_up();
    data.write(&folder)?;
    eprintln!("the Python packages");
    let others = others(node, &folder)?;
    eprintln!("our statistics");
    let weights = Weights::new(WeightKind::Quadratic, 4);
    let our_kappa = timed(20, || {
        Table::from_pairs(&data.a, &data.b, 4)
            .and_then(|table| kappa(&table, &weights))
            .ok()
            .and_then(|found| found.kappa.ok())
            .unwrap_or(f64::NAN)
    });
    let our_alpha = timed(20, || {
        let ratings = Ratings::from_flat(1000, 1000, &data.ratings).ok();
        ratings.and_then(|ratings| krippendorff_alpha(&ratings, Scale::Ordinal).ok()).unwrap_or(f64::NAN)
    });
    let our_latent = timed(7, || {
        let labels = Labels::new(&data.labels, 10, 4).ok();
        let found = labels.and_then(|labels| dawid_skene(&labels, 50, 0.0).ok()?.ok());
        found.and_then(|found| found.posterior.first()?.as_ref().ok()?.first().copied()).unwrap_or(f64::NAN)
    });
    let our_icc = timed(50, || {
        let rows = Matrix::new(1000, 10, data.targets.clone()).ok();
        rows.and_then(|rows| icc(&rows).two.value.ok()).unwrap_or(f64::NAN)
    });
    let mut text = String::from("\n### Statistics, milliseconds, best and median\n\n");
    text.push_str("| task | other | other's time | ours | times as fast (best, median) | goal |\n|---|---|---|---|---|---|\n");
    for (task, name, other, ours, goal) in [
        ("quadratic kappa, 10^6 pairs, 4 levels", "scikit-learn", &others.kappa, &our_kappa, 100.0),
        ("Krippendorff's alpha, ordinal, 1,000 x 1,000, 20 % missing", "krippendorff", &others.alpha, &our_alpha, 20.0),
        ("Dawid-Skene, 10^4 items, 10 raters, 4 classes, 50 iterations", "crowd-kit", &others.dawid_skene, &our_latent, 8.0),
        ("six intraclass correlations with intervals, 1,000 x 10", "pingouin", &others.icc, &our_icc, 1000.0),
    ] {
        if (other.value - ours.value).abs() > 1e-6 {
            bail!("{task}: {name} has {}, we have {}", other.value, ours.value);
        }
        writeln!(
            text,
            "| {task} | {name} | {:.1}, {:.1} | {:.3}, {:.3} | {:.0}, {:.0} | {goal} |",
            other.best,
            other.median,
            ours.best,
            ours.median,
            other.best / ours.best,
            other.median / ours.median
        )?;
    }
    text.push_str(&alone(node)?);
    Ok(text)
}

/// What is measured against a goal in milliseconds.
fn alone(node: &Node) -> anyhow::Result<String> {
    let (ratings, votes) = cohort::panel();
    let interval = timed(7, || cohort::panel_interval(&ratings));
    let key = timed(7, || key_bootstrap(&votes, 4, Plan::default()).map_or(f64::NAN, |shares| shares.iter().flatten().sum()));
    let made_up = Cohort::made_up();
    let native = timed(20, || made_up.page());
    let module = node.module()?;
    let browser: Timed = node.run("cohort.mjs", &[module.as_os_str(), OsStr::new("20")])?;
    if (browser.value - native.value).abs() > 1e-9 * native.value.abs() {
        bail!("the cohort page is {} natively and {} in WebAssembly", native.value, browser.value);
    }
    let mut text = String::from("\n| task | best | median | goal |\n|---|---|---|---|\n");
    for (task, measured, goal) in [
        ("10,000 resamples of the items: interval of a panel's ordinal alpha, 12 experts, 200 items", &interval, 250),
        ("10,000 resamples of the experts: how often each of 200 keys stays", &key, 250),
        ("every statistic of a cohort page, 1,000 trainees, 40 scenarios, native", &native, 16),
        ("the same in WebAssembly under Node, built as the app is (for size)", &browser, 16),
    ] {
        writeln!(text, "| {task} | {:.1} | {:.1} | {goal} |", measured.best, measured.median)?;
    }
    Ok(text)
}

/// Runs the Python packages on the same data.
fn others(node: &Node, folder: &Path) -> anyhow::Result<Others> {
    let python = std::env::var_os("DOORSTEP_PYTHON")
        .context("start this part with `cargo xtask bench --only agreement`, which brings Python's packages")?;
    let script = node.root().join("bench/python/agreement.py");
    let output = Command::new(python).arg(script).arg(folder).stderr(Stdio::null()).output().context("Python cannot be run")?;
    if !output.status.success() {
        bail!("bench/python/agreement.py failed ({})", output.status);
    }
    serde_json::from_slice(&output.stdout).context("what bench/python/agreement.py printed is not the JSON that was expected")
}
