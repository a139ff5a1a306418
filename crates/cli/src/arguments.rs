//! What can be asked of the command.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use doorstep_explorer::Reduction;
use doorstep_risk_tool::logic::Date;

/// Checks, plays and scores calls of Doorstep, a simulator for police training.
#[derive(Debug, Parser)]
#[command(
    name = "doorstep",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    after_help = "Exit status: 0 where all is well, 1 where a check found an error or a warning, 2 for wrong usage or an input that cannot be used, 3 where `explore` found nothing wrong but could not prove everything."
)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(Check),
    Explore(Explore),
    Play(Play),
    Score(Score),
    Form(Form),
    Sensitivity(Sensitivity),
    Policy(Policy),
    Tool(Tool),
    Schema(Schema),
    Serve(Serve),
    Stat(Stat),
    Agreement(Agreement),
    Analyse(Analyse),
}

/// Reads calls, keys and tools and reports every mistake with its place and how to mend it.
///
/// A folder can be the folder of one call, a library with `scenarios/` and `tools/`, or either of these. The key of a call is found
/// beside it as `key.yaml`; where there is none, what depends on it is "not checked".
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Files or folders to check.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// The day on which a tool must be valid where a key is approved for certification; today if not given.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<Date>,
    #[command(flatten)]
    pub(crate) library: LibraryArgument,
    #[command(flatten)]
    pub(crate) format: FormatArgument,
}

/// Proves what every play of a call has in common: what no play reaches, where a play cannot go on, what cannot be learned.
///
/// It also tells what a good play looks like, how long plays are, what they can score, what guessing earns, and how each fact comes out.
///
/// Each finding names its place and how to mend it, and shows a shortest play where one play shows it: its steps can be saved to a file
/// and taken again by `doorstep play SCENARIO --seed N --script FILE`. What could be neither proven nor refuted is told as open, with what
/// ended the search; the exit status is then 3, unless something was found.
#[derive(Debug, Args)]
pub(crate) struct Explore {
    /// The call: its folder, its file, or its id in the library; or a folder of calls, such as `scenarios`.
    #[arg(value_name = "SCENARIO")]
    pub(crate) scenario: PathBuf,
    /// The memory that a search may use for its states, in MiB.
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = clap::value_parser!(u32).range(1..=1_048_576))]
    pub(crate) memory: u32,
    /// Leave out something that makes the search smaller, to see what it is worth: `docs/proofs.md` tells what each is.
    #[arg(long, value_name = "REDUCTION", value_enum)]
    pub(crate) without: Vec<LeftOut>,
    #[command(flatten)]
    pub(crate) library: LibraryArgument,
    #[command(flatten)]
    pub(crate) format: FormatArgument,
}

/// Something that makes a search smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LeftOut {
    /// Leaving out of the state what no condition reads.
    Unread,
    /// Keeping the call's time in the greatest steps, and up to the last threshold only.
    Clock,
    /// Setting to zero what nothing can read any more.
    Dead,
    /// Leaving out that a choice was taken which cannot come again anyhow.
    Closed,
    /// Taking away open visits to which nothing returns.
    Visits,
    /// Searching a large call by outlines.
    Outlines,
}

impl LeftOut {
    /// The explorer's own word for it.
    pub(crate) const fn reduction(self) -> Reduction {
        match self {
            Self::Unread => Reduction::Unread,
            Self::Clock => Reduction::Clock,
            Self::Dead => Reduction::Dead,
            Self::Closed => Reduction::Closed,
            Self::Visits => Reduction::Visits,
            Self::Outlines => Reduction::Outlines,
        }
    }
}

/// Takes a call in the terminal, or replays a script of steps.
///
/// You choose by number. At a choice you can also write `mark 12` and `unmark 12` (a line as evidence), `note` and your words, `back` (to the
/// choice before, in practice) and `quit`. A script has one step a line: `scene/choice`, or `assessment:level` for a grade; the lines before
/// a grade say what it is made of.
#[derive(Debug, Args)]
pub(crate) struct Play {
    /// The call: its folder, its file, or its id in the library.
    #[arg(value_name = "SCENARIO")]
    pub(crate) scenario: PathBuf,
    /// Where the details that vary are drawn from.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = seed)]
    pub(crate) seed: u64,
    /// Take it with this tool instead of the force's own. Its levels must have the ids of that one's.
    #[arg(long, value_name = "ID")]
    pub(crate) tool: Option<String>,
    /// Fill in this tool beside the first, on the same facts. It needs a script, in which `answer tool/item yes` answers it.
    #[arg(long, value_name = "ID", requires = "script")]
    pub(crate) beside: Option<String>,
    /// Replay these steps instead of asking.
    #[arg(long, value_name = "FILE")]
    pub(crate) script: Option<PathBuf>,
    /// Write the attempt to this file; `doorstep score` and the app read it.
    #[arg(long, value_name = "FILE")]
    pub(crate) save: Option<PathBuf>,
    /// Whether there is a way back.
    #[arg(long, value_enum, default_value_t = ModeArgument::Practice)]
    pub(crate) mode: ModeArgument,
    #[command(flatten)]
    pub(crate) library: LibraryArgument,
    #[command(flatten)]
    pub(crate) format: FormatArgument,
}

/// Judges an attempt and explains every point.
///
/// The call and the tool are found in the library by the digests in the attempt: an attempt is scored on the very version that it was
/// made with. The key is found beside the call.
#[derive(Debug, Args)]
pub(crate) struct Score {
    /// The attempt, as `doorstep play --save` or the app wrote it.
    #[arg(value_name = "ATTEMPT")]
    pub(crate) attempt: PathBuf,
    /// Use this key instead of the one beside the call.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
    /// Print a sheet on which a person marks the written reasons, instead of the report. No program marks them.
    #[arg(long, value_enum, value_name = "AS", num_args = 0..=1, require_equals = true, default_missing_value = "markdown")]
    pub(crate) marking_sheet: Option<SheetForm>,
    /// Judge by this policy (weights, penalties, gates) instead of the one that the key names.
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) library: LibraryArgument,
    #[command(flatten)]
    pub(crate) format: FormatArgument,
}

/// Judges a form: many calls and vignettes that one officer took, and what they come to together.
///
/// It recommends, with its reasons, and shows every number that the recommendation rests on; a person decides. The calls and their keys
/// are found in the library as for `doorstep score`. Attempts at calls that are not of the form, repeats and second attempts are left out.
#[derive(Debug, Args)]
pub(crate) struct Form {
    /// The form: which calls, in which block, on which scale.
    #[arg(value_name = "FORM")]
    pub(crate) form: PathBuf,
    /// The officer's attempts, in any order: files, or the folder that holds them.
    #[arg(value_name = "ATTEMPT", required = true)]
    pub(crate) attempts: Vec<PathBuf>,
    /// Judge by this policy instead of the built-in one.
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    /// What a person who read the logs said of critical errors.
    #[arg(long, value_name = "FILE")]
    pub(crate) reviews: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) library: LibraryArgument,
    #[command(flatten)]
    pub(crate) format: FormatArgument,
}

/// Varies each number of the policy over its range and shows whose decision would change.
///
/// One number at a time, every officer's form is judged again; for each number it tells at which value whose recommendation would be
/// another, from what to what, and which numbers change nobody's. It does not say which number is right. A range is looked at in 32 parts;
/// where two neighbours differ, what lies between is halved down to the smallest step. docs/scoring.md has the ranges and the steps.
/// People appear under pseudonyms only.
#[derive(Debug, Args)]
pub(crate) struct Sensitivity {
    /// The form, as for `doorstep form`.
    #[arg(value_name = "FORM")]
    pub(crate) form: PathBuf,
    /// The attempts. Files that are named are one officer's; a folder is one officer's, and each folder in it another's.
    #[arg(value_name = "FOLDER|FILE", required = true)]
    pub(crate) attempts: Vec<PathBuf>,
    /// Begin from this policy instead of the built-in one.
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    /// What a person who read the logs said of critical errors, where the attempts are one officer's.
    #[arg(long, value_name = "FILE")]
    pub(crate) reviews: Option<PathBuf>,
    /// Write to this file which pseudonym stands for whom. Keep it apart from the report.
    #[arg(long, value_name = "FILE")]
    pub(crate) names: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) library: LibraryArgument,
    #[command(flatten)]
    pub(crate) format: FormatArgument,
}

/// Prints the built-in policy: every number of the scoring that is judgement, with a word on each.
///
/// Save it, give it a name of its own, change it, and use it with --policy. `doorstep check` tells what does not fit.
#[derive(Debug, Args)]
pub(crate) struct Policy {
    #[command(flatten)]
    pub(crate) format: FormatArgument,
}

/// Works with a risk tool.
#[derive(Debug, Args)]
pub(crate) struct Tool {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: ToolCommand,
}

/// What to do with a risk tool.
#[derive(Debug, Subcommand)]
pub(crate) enum ToolCommand {
    Evaluate(Evaluate),
}

/// Says what a tool's rules make of given answers, and why.
///
/// Which rules fired and on which answers, what was missing and what was done about it, and the nearest single answer that would have
/// given a higher or a lower level. It is what the rules say of the answers, not a fact about a case.
#[derive(Debug, Args)]
pub(crate) struct Evaluate {
    /// The tool: its file, or its id in the library.
    #[arg(value_name = "TOOL")]
    pub(crate) tool: PathBuf,
    /// A file with `answers:`, an item a line (YAML or JSON), and `earlier:` where an earlier run is compared.
    #[arg(value_name = "ANSWERS")]
    pub(crate) answers: PathBuf,
    #[command(flatten)]
    pub(crate) library: LibraryArgument,
    #[command(flatten)]
    pub(crate) format: FormatArgument,
}

/// Prints the JSON Schema of a file, for completion in an editor and for other programs.
#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// Of which file.
    #[arg(value_enum, value_name = "FILE")]
    pub(crate) of: SchemaOf,
}

/// Serves the app at an address of this computer.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The address and port to listen at.
    #[arg(long, value_name = "ADDRESS", default_value = doorstep_server::DEFAULT_ADDRESS, value_parser = address)]
    pub(crate) listen: SocketAddr,
    /// Serve the calls of this folder instead of those that the app was built with; `tools/` stands beside it. What is to be mended
    /// in them is told, and a call that has an error is left out.
    #[arg(long, value_name = "DIR")]
    pub(crate) scenarios: Option<PathBuf>,
}

/// How far raters agree: coefficients with intervals and what each is for, contested items, each rater's distance from the rest.
///
/// The file is a table with a head: one column a rater, one row an item, an empty cell where an item was not rated. A first column named
/// `item`, or without a name, holds the items' names. Cells are separated by commas or semicolons.
#[derive(Debug, Args)]
pub(crate) struct Agreement {
    /// The ratings.
    #[arg(value_name = "RATINGS.csv")]
    pub(crate) ratings: PathBuf,
    /// What differences between ratings mean: names, order, numbers, or numbers from zero on.
    #[arg(long, value_enum)]
    pub(crate) scale: ScaleArgument,
    /// The categories in their order, also those that nobody used: needed where an order is written in words.
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub(crate) categories: Vec<String>,
    /// How many resamples an interval rests on.
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub(crate) resamples: usize,
    /// Where the resamples are drawn from: the same seed gives the same intervals.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = seed)]
    pub(crate) seed: u64,
    #[command(flatten)]
    pub(crate) format: FormatArgument,
}

/// What the attempts of many people tell together: where a cohort fails, how hard calls are, how reliable, and whether people are treated alike.
///
/// A folder in the folder holds one person's attempts, whatever it is called; people appear under pseudonyms only. A file holds one attempt
/// or several: one after another, or in a list; \"person\" beside \"format\" says whose one is. The calls, tools and keys are found in the library.
/// Repeats, second attempts and what was not taken to the end are left out. Nobody is ranked, and no number rests on fewer people than the policy says: five.
#[derive(Debug, Args)]
pub(crate) struct Analyse {
    /// The attempts, as the app or `doorstep play --save` wrote them.
    #[arg(value_name = "FOLDER|FILE")]
    pub(crate) attempts: PathBuf,
    /// Write the report to this file.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write to this file which pseudonym stands for which folder or file. Keep it apart from the report.
    #[arg(long, value_name = "FILE")]
    pub(crate) names: Option<PathBuf>,
    /// Score by this policy instead of the one that each key names.
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    /// Use this key for its call instead of the one beside it; once for each such call.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) library: LibraryArgument,
    /// In which form the report comes.
    #[arg(long, value_enum, default_value_t = CohortFormat::Text)]
    pub(crate) format: CohortFormat,
}

/// In which form a cohort's report comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CohortFormat {
    /// For people, in a terminal.
    Text,
    /// A page with pictures that needs nothing else.
    Html,
    /// A number a line, for spreadsheets.
    Csv,
    /// One JSON document.
    Json,
}

/// What differences between ratings mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ScaleArgument {
    /// Names: the same or not.
    Nominal,
    /// An order, such as levels.
    Ordinal,
    /// Numbers.
    Interval,
    /// Numbers from zero on, such as counts.
    Ratio,
}

/// Answers statistical questions: one JSON object a line in, one a line out.
///
/// A line is `{"fn": NAME, "input": {...}}`, such as `{"fn": "scott_pi", "input": {"table": [[20, 5], [10, 15]]}}`. The answer is
/// `{"result": ...}`, in the same order; what is undefined is `null`, with `"reason"` beside it. A line that cannot be used is answered
/// with `{"error": "..."}`. `docs/agreement.md` has every name with its input and result.
#[derive(Debug, Args)]
pub(crate) struct Stat {
    /// Print the names that can be asked for, one a line.
    #[arg(long)]
    pub(crate) names: bool,
}

/// Where calls, keys and tools are found.
#[derive(Debug, Args)]
pub(crate) struct LibraryArgument {
    /// The folder with `scenarios/` and `tools/`, where calls and tools are found by id or digest.
    #[arg(long = "library", value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,
}

/// In which form the answer comes.
#[derive(Debug, Args)]
pub(crate) struct FormatArgument {
    /// Text for people, or one JSON document for programs.
    #[arg(long = "format", value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// In which form the answer comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
}

/// What a marking sheet is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SheetForm {
    /// Markdown.
    Markdown,
    /// One HTML file, ready to be printed.
    Html,
}

/// Whether there is a way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ModeArgument {
    /// You may go back to an earlier choice.
    Practice,
    /// No way back, as in an assessment.
    Rehearsal,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// A call: `scenario.yaml`.
    Scenario,
    /// What readers of a call judged: `key.yaml`.
    Key,
    /// A risk tool.
    Tool,
    /// An attempt file.
    Attempt,
    /// A report.
    Report,
    /// What `doorstep explore --format json` tells.
    Exploration,
    /// A cohort's report.
    Cohort,
    /// A policy: what is judgement in the scoring.
    Policy,
    /// A form of many calls.
    Form,
    /// What a form came to.
    FormReport,
    /// How far recommendations hang on the policy.
    Sensitivity,
}

fn day(text: &str) -> Result<Date, String> {
    Date::read(text).ok_or_else(|| "write year, month and day, such as 2026-01-31".to_owned())
}

fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| "write a whole number from 0 on, such as 7".to_owned())
}

fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| format!("write an address and a port, such as {}", doorstep_server::DEFAULT_ADDRESS))
}
