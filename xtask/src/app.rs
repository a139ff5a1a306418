//! The browser app: compiled by cargo, bound to JavaScript by wasm-bindgen, optimised by binaryen.
//!
//! Cargo knows by itself when to compile again. What follows is kept in a folder named by the digest of what it was made from.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use doorstep_server::hexadecimal_digest;

use crate::command;
use crate::links::Links;
use crate::script;
use crate::setup::{NodePackages, WASM_TARGET};
use crate::split;
use crate::workspace::Workspace;

/// Counts up when the steps below change, so that what older steps made is not taken again.
const STEPS_VERSION: &str = "5";

/// What the first choice does not wait for, by words in the names of functions: the parts beside the conversation, and the pages that
/// nobody needs to begin a call. Support and the ways to hide and to delete are never among them. See `split`.
pub const LATE: &[&str] = &[
    "doorstep_app::call::answers",
    "doorstep_app::call::assessment",
    "doorstep_app::call::final_level",
    "doorstep_app::call::first_impression",
    "doorstep_app::call::form",
    "doorstep_app::call::go_back",
    "doorstep_app::call::guidance",
    "doorstep_app::call::item",
    "doorstep_app::call::note",
    "doorstep_app::call::own_level",
    "doorstep_app::call::plan",
    "doorstep_app::call::result",
    "doorstep_app::call::side",
    "doorstep_app::call::text_field",
    "doorstep_app::debrief",
    "doorstep_app::pages::about",
    "doorstep_app::pages::after",
    "doorstep_app::pages::broken",
    "doorstep_app::pages::debrief",
    "doorstep_app::pages::form_choice",
    "doorstep_app::pages::import",
    "doorstep_app::pages::records",
    "doorstep_app::platform::debrief",
    "doorstep_app::store::exchange",
    "doorstep_app::store::forms",
    // What only a rare message needs. Nothing that replays an attempt may be late: a reload draws the call at once.
    "serde_json",
    "core::fmt::builders",
    "as core::fmt::Debug>::fmt",
    "<char>::escape_debug_ext",
];

/// The features of WebAssembly that the compiler uses; every browser that we name has them.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The compiled app.
#[derive(Debug)]
pub struct App {
    /// What lies between the browser and the module.
    pub script: Vec<u8>,
    /// The WebAssembly module; its first part where it is divided.
    pub module: Vec<u8>,
    /// The rest of a module that is divided.
    pub rest: Option<Vec<u8>>,
    /// Scripts that libraries brought along, with the relative paths under which `script` imports them.
    pub snippets: Vec<(String, Vec<u8>)>,
}

/// How the module is made smaller after the compiler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Optimise {
    /// For size.
    Size,
    /// For speed.
    Speed,
    /// Not at all.
    No,
}

impl Optimise {
    fn arguments(self) -> Option<&'static [&'static str]> {
        match self {
            // The lowest addresses are the far end of the stack: nothing has a place there, which shortens many instructions.
            Self::Size => Some(&["-Oz", "--converge", "--low-memory-unused", "--one-caller-inline-max-function-size=60"]),
            Self::Speed => Some(&["-O2"]),
            Self::No => None,
        }
    }
}

/// Compiles the root package's program `binary` and makes it ready for the browser. Functions with one of the words of `late` in their
/// names are put into a part that is fetched behind the first; with no words the program stays in one piece.
pub fn compile(workspace: &Workspace, binary: &str, optimise: Optimise, late: &[&str]) -> anyhow::Result<App> {
    let compiled = compile_rust(workspace, binary, !late.is_empty())?;
    let packages = if optimise == Optimise::No { None } else { NodePackages::ensure(workspace)? };
    if packages.is_none() && optimise != Optimise::No {
        eprintln!("note: there is no Node on this machine, so the app is not made smaller by wasm-opt; it works all the same");
    }
    let bytes = fs::read(&compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let arguments = packages.as_ref().and(optimise.arguments()).unwrap_or_default();
    let steps = [&[STEPS_VERSION], arguments, late].concat().join(" ");
    let digest = hexadecimal_digest(&[&bytes, steps.as_bytes()].concat());
    let kept = workspace.kept().join("app").join(binary);
    let folder = kept.join(&digest);
    if !folder.join("finished").is_file() {
        // Only the newest is kept: an app is large, and an older one is seldom asked for again.
        if kept.is_dir() {
            fs::remove_dir_all(&kept)?;
        }
        fs::create_dir_all(&folder)?;
        bind(&compiled, &folder, binary, !late.is_empty())?;
        let mut modules = vec![module_path(&folder, binary)];
        if !late.is_empty() {
            let split = split::split(&fs::read(module_path(&folder, binary))?, &Links::read(&bytes)?, late)?;
            fs::write(module_path(&folder, binary), split.first)?;
            fs::write(rest_path(&folder, binary), split.rest)?;
            let script = folder.join(format!("{binary}.js"));
            fs::write(&script, split::script(&fs::read_to_string(&script)?, &split.short_names)?)?;
            modules.push(rest_path(&folder, binary));
        }
        if let Some(packages) = packages.as_ref().filter(|_| !arguments.is_empty()) {
            for module in &modules {
                optimise_module(&packages.wasm_opt(), module, arguments)?;
            }
        }
        fs::write(folder.join("finished"), "")?;
    }
    let mut app = read_app(&folder, binary, !late.is_empty())?;
    if optimise != Optimise::No {
        app.script = script::lighten(workspace, script::Kind::Module, binary, &app.script)?;
    }
    Ok(app)
}

fn compile_rust(workspace: &Workspace, binary: &str, lists_addresses: bool) -> anyhow::Result<PathBuf> {
    let mut cargo = workspace.cargo();
    cargo.args(["rustc", "--quiet", "--package", "doorstep-app", "--bin", binary, "--target", WASM_TARGET, "--profile", "app"]);
    if lists_addresses {
        // For `links`; nothing of it is left in what is served.
        cargo.args(["--", "-Clink-arg=--emit-relocs"]);
    }
    // Places in panic messages name files; they need not name this machine's folders.
    let home = std::env::var("CARGO_HOME").ok().or_else(|| std::env::var("HOME").ok().map(|home| format!("{home}/.cargo")));
    // Names by the new scheme hold the types that generic code was made for; `split` goes by names.
    let mut flags = format!("-Csymbol-mangling-version=v0\u{1f}--remap-path-prefix={}=doorstep", workspace.root().display());
    // The digest's steps one after the other, not all written out: 7 KB of instructions less, for a millisecond at a call's size.
    flags.push_str("\u{1f}--cfg=sha2_backend_soft=\"compact\"");
    if let Some(home) = home {
        flags.push_str(&format!("\u{1f}--remap-path-prefix={home}/registry/src=registry"));
    }
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags);
    command::run(&mut cargo)?;
    Ok(workspace.target().join(WASM_TARGET).join("app").join(format!("{binary}.wasm")))
}

fn module_path(folder: &Path, binary: &str) -> PathBuf {
    folder.join(format!("{binary}_bg.wasm"))
}

fn rest_path(folder: &Path, binary: &str) -> PathBuf {
    folder.join(format!("{binary}_rest.wasm"))
}

fn bind(compiled: &Path, folder: &Path, binary: &str, keeps_names: bool) -> anyhow::Result<()> {
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen.input_path(compiled).out_name(binary).typescript(false).remove_name_section(!keeps_names).remove_producers_section(true);
    // `links` knows functions by the names that the compiler gave them.
    bindgen.demangle(false);
    bindgen.web(true)?.omit_default_module_path(true);
    bindgen.generate(folder).context("wasm-bindgen failed")
}

fn optimise_module(wasm_opt: &Path, module: &Path, arguments: &[&str]) -> anyhow::Result<()> {
    let smaller = module.with_extension("smaller");
    let mut node = Command::new("node");
    node.arg(wasm_opt)
        .arg(module)
        .arg("--output")
        .arg(&smaller)
        .args(arguments)
        .args(["--strip-debug", "--strip-producers"])
        .args(FEATURES);
    command::run_quietly(&mut node)?;
    fs::rename(smaller, module)?;
    Ok(())
}

fn read_app(folder: &Path, binary: &str, is_divided: bool) -> anyhow::Result<App> {
    let read = |path: &Path| fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    let script = read(&folder.join(format!("{binary}.js")))?;
    let module = read(&module_path(folder, binary))?;
    let rest = is_divided.then(|| read(&rest_path(folder, binary))).transpose()?;
    let mut snippets = Vec::new();
    collect_files(&folder.join("snippets"), "snippets", &mut snippets)?;
    if !module.starts_with(b"\0asm") {
        bail!("{} is not WebAssembly; remove {} and build again", module_path(folder, binary).display(), folder.display());
    }
    Ok(App { script, module, rest, snippets })
}

/// Every file below a folder, in the order of their paths; none where there is no such folder.
fn collect_files(folder: &Path, path: &str, files: &mut Vec<(String, Vec<u8>)>) -> anyhow::Result<()> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    let mut entries = entries.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = format!("{path}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect_files(&entry.path(), &path, files)?;
        } else {
            files.push((path, fs::read(entry.path())?));
        }
    }
    Ok(())
}
