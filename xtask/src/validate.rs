//! The statistics against other people's software: a Python environment of its own, and R where it is there.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, bail};

use crate::command;
use crate::workspace::Workspace;

/// Builds the command, brings what it is compared with, and compares.
pub fn run(workspace: &Workspace, arguments: &[OsString]) -> anyhow::Result<()> {
    command::run(workspace.cargo().args(["build", "--release", "--package", "doorstep-cli"]))?;
    let doorstep = workspace.target().join("release/doorstep").with_extension(std::env::consts::EXE_EXTENSION);
    let python = python(workspace)?;
    let script = workspace.root().join("validation/compare.py");
    command::run(Command::new(python).arg(script).arg("--doorstep").arg(doorstep).args(arguments))
}

/// Python with what `validation/requirements.txt` names, installed unless it is.
pub fn python(workspace: &Workspace) -> anyhow::Result<PathBuf> {
    let folder = workspace.target().join("validation");
    let wanted = fs::read(workspace.root().join("validation/requirements.txt")).context("validation/requirements.txt cannot be read")?;
    let python = if cfg!(windows) { folder.join("Scripts/python.exe") } else { folder.join("bin/python") };
    let installed = folder.join("installed.txt");
    if fs::read(&installed).ok().as_ref() == Some(&wanted) {
        return Ok(python);
    }
    let Some(system) = ["python3", "python"].into_iter().find(|name| command::answers(name, "--version")) else {
        bail!("the comparison needs Python 3.11 or newer with its venv module.\nhint: install python3 and python3-venv");
    };
    eprintln!("setup: installing what the statistics are compared with into {}", workspace.short(&folder));
    command::run_quietly(Command::new(system).args(["-m", "venv"]).arg(&folder))?;
    let requirements = workspace.root().join("validation/requirements.txt");
    command::run_quietly(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(requirements))?;
    fs::write(&installed, wanted)?;
    Ok(python)
}
