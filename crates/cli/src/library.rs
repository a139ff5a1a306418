//! Where calls, keys and tools are found: in files and folders, by path, id or digest.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use doorstep_risk_tool::RiskTool;
use doorstep_scenario::Scenario;
use doorstep_scenario::text::Places;
use doorstep_source::Reading;

use crate::failure::Failure;

/// The file of a call in its folder.
pub(crate) const CALL_FILE: &str = "scenario.yaml";
/// The file of a key beside its call.
pub(crate) const KEY_FILE: &str = "key.yaml";
/// The file of support contacts, beside `tools/`.
pub(crate) const SUPPORT_FILE: &str = "support.yaml";

/// A folder with `scenarios/` and `tools/`.
#[derive(Debug)]
pub(crate) struct Library {
    folder: PathBuf,
}

/// A file that has been read.
#[derive(Debug)]
pub(crate) struct Text {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// What it says.
    pub(crate) source: String,
}

/// A file with what came of reading it.
#[derive(Debug)]
pub(crate) struct Read<T> {
    /// The file.
    pub(crate) text: Text,
    /// What came of it.
    pub(crate) reading: Reading<T>,
}

impl Text {
    /// Reads a file.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let source = fs::read_to_string(path).map_err(|error| {
            if path.is_dir() {
                Failure::new(format!("`{}` is a folder, not a file", path.display()), "Name the file in it.")
            } else {
                Failure::reading(path, &error)
            }
        })?;
        Ok(Self { path: path.to_owned(), source })
    }

    /// Reads it as something.
    pub(crate) fn read<T>(self, read: impl FnOnce(&str) -> Reading<T>) -> Read<T> {
        let reading = read(&self.source);
        Read { text: self, reading }
    }
}

impl<T> Read<T> {
    /// The value, or its findings rendered for standard error.
    pub(crate) fn usable(self) -> Result<(T, Text), Failure> {
        match self.reading.value {
            Some(value) => Ok((value, self.text)),
            None => {
                let styled = crate::page::styled(std::io::IsTerminal::is_terminal(&std::io::stderr()));
                let findings = crate::finding::render_all(&self.text.path, &self.text.source, &self.reading.diagnostics, styled);
                let mend = format!("help: mend it; `doorstep check {}` shows what is left", self.text.path.display());
                Err(Failure::Rendered(format!("{findings}error: `{}` cannot be used\n\n{mend}", self.text.path.display())))
            }
        }
    }
}

impl Library {
    /// A library at a folder.
    pub(crate) fn open(folder: &Path) -> Result<Self, Failure> {
        if folder.is_dir() {
            return Ok(Self { folder: folder.to_owned() });
        }
        let what = format!("the library `{}` is not a folder", folder.display());
        Err(Failure::new(what, "Give --library the folder that holds `scenarios/` and `tools/`."))
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The calls' files, in order of their folders' names.
    pub(crate) fn call_files(&self) -> Result<Vec<PathBuf>, Failure> {
        call_files_in(&tidy(&self.folder.join("scenarios")))
    }

    /// The tools' files, in order of their names.
    pub(crate) fn tool_files(&self) -> Result<Vec<PathBuf>, Failure> {
        yaml_files_in(&tidy(&self.folder.join("tools")))
    }

    /// Every tool of the library.
    pub(crate) fn tools(&self) -> Result<Vec<Read<RiskTool>>, Failure> {
        self.tool_files()?.iter().map(|path| Ok(Text::open(path)?.read(doorstep_risk_tool::text::read_tool))).collect()
    }

    /// The call that somebody means: its folder, its file, or its id in the library.
    pub(crate) fn call(&self, wanted: &Path) -> Result<(Scenario, Text), Failure> {
        Text::open(&self.call_path(wanted)?)?.read(doorstep_scenario::text::read_scenario).usable()
    }

    /// The call that somebody means, with the places of its parts.
    pub(crate) fn call_with_places(&self, wanted: &Path) -> Result<((Scenario, Places), Text), Failure> {
        Text::open(&self.call_path(wanted)?)?.read(doorstep_scenario::text::read_scenario_with_places).usable()
    }

    fn call_path(&self, wanted: &Path) -> Result<PathBuf, Failure> {
        if wanted.is_file() {
            return Ok(wanted.to_owned());
        }
        if wanted.is_dir() {
            let file = wanted.join(CALL_FILE);
            let missing =
                || Failure::new(format!("the folder `{}` holds no {CALL_FILE}", wanted.display()), "Name the folder of one call.");
            return if file.is_file() { Ok(file) } else { Err(missing()) };
        }
        self.call_by_id(&wanted.display().to_string())
    }

    /// The file of the call with this id.
    pub(crate) fn call_by_id(&self, name: &str) -> Result<PathBuf, Failure> {
        let file = tidy(&self.folder.join("scenarios").join(name).join(CALL_FILE));
        if file.is_file() {
            return Ok(file);
        }
        let ids: Vec<String> = self.call_files()?.iter().filter_map(|path| folder_name(path)).collect();
        let mend = match (doorstep_source::nearest(name, ids.iter().map(String::as_str)), ids.is_empty()) {
            (Some(id), _) => format!("Did you mean `{id}`?"),
            (None, false) => format!("The library holds {}.", crate::page::listed(ids.iter().map(String::as_str))),
            (None, true) => format!("`{}` holds no calls; name the folder of a call, or another --library.", self.folder.display()),
        };
        Err(Failure::new(format!("there is no call `{name}`"), mend))
    }

    /// The wordings of a tool in other languages, of those that can be read; `source` is the tool's own file.
    pub(crate) fn wordings(&self, source: &str) -> Result<Vec<RiskTool>, Failure> {
        let Some(tool) = doorstep_risk_tool::text::read_tool_with_guidance(source).value else { return Ok(Vec::new()) };
        let texts =
            yaml_files_in(&tidy(&self.folder.join("tools/words")))?.iter().map(|path| Text::open(path)).collect::<Result<Vec<_>, _>>()?;
        Ok(texts.iter().filter_map(|text| doorstep_risk_tool::text::read_words(&text.source, &tool).value).collect())
    }

    /// The tool with this id.
    pub(crate) fn tool(&self, id: &str) -> Result<(RiskTool, Text), Failure> {
        let tools = self.tools()?;
        let ids: Vec<String> = tools.iter().filter_map(tool_id).collect();
        let found = tools.into_iter().find(|tool| tool_id(tool).as_deref() == Some(id));
        found.map_or_else(|| Err(Failure::new(format!("there is no tool `{id}`"), self.other_tools(&ids))), Read::usable)
    }

    /// How to mend the name of a tool that is not there.
    pub(crate) fn other_tools(&self, ids: &[String]) -> String {
        if ids.is_empty() {
            return format!("`{}` holds no tools; name the folder with `tools/` by --library.", self.folder.display());
        }
        format!("The tools in `{}`: {}.", self.folder.display(), crate::page::listed(ids.iter().map(String::as_str)))
    }
}

/// The id of a tool, also of one with mistakes.
pub(crate) fn tool_id(tool: &Read<RiskTool>) -> Option<String> {
    match &tool.reading.value {
        Some(value) => Some(value.id.clone()),
        None => doorstep_source::parse_tree(&tool.text.source).root?.get("id")?.as_text().map(str::to_owned),
    }
}

/// The files of the calls in a folder of calls.
pub(crate) fn call_files_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    Ok(entries(folder)?.into_iter().map(|entry| entry.join(CALL_FILE)).filter(|file| file.is_file()).collect())
}

/// The YAML files that stand in a folder.
pub(crate) fn yaml_files_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let yaml = |path: &PathBuf| path.is_file() && matches!(path.extension().and_then(OsStr::to_str), Some("yaml" | "yml"));
    Ok(entries(folder)?.into_iter().filter(yaml).collect())
}

/// A path as people write it: without `./` before it.
pub(crate) fn tidy(path: &Path) -> PathBuf {
    let path: PathBuf = path.components().collect();
    match path.strip_prefix(".") {
        Ok(rest) if !rest.as_os_str().is_empty() => rest.to_owned(),
        _ => path,
    }
}

/// The name of the folder in which a file stands.
pub(crate) fn folder_name(file: &Path) -> Option<String> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // `.` has no name of its own.
    let folder = if folder.file_name().is_some() { folder.to_owned() } else { fs::canonicalize(folder).ok()? };
    folder.file_name().map(|name| name.to_string_lossy().into_owned())
}

/// What stands in a folder, by name; nothing where there is no such folder.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let reading = |error: std::io::Error| Failure::reading(folder, &error);
    let mut paths = fs::read_dir(folder)
        .map_err(reading)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(reading)?;
    paths.sort();
    Ok(paths)
}
