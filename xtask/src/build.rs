//! Puts the browser app together: content, app, style and page, named by their content and compressed, into `dist/`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};

use crate::app::{self, App, Optimise};
use crate::assets::{Asset, Compressed, Compressor, Role};
use crate::content::Mistakes;
use crate::page::{Named, Page};
use crate::sizes::SizeTable;
use crate::workspace::Workspace;
use crate::{content, package, script, setup, style};

/// A built app.
#[derive(Debug)]
pub struct Built {
    /// Every file of `dist/`.
    pub files: Vec<Compressed>,
    /// What a trainee downloads.
    pub sizes: SizeTable,
}

/// Builds what has changed, leaves it in `dist/` and prints the size table.
pub fn build(workspace: &Workspace, mistakes: Mistakes) -> anyhow::Result<Built> {
    setup::ensure_wasm_target(workspace)?;
    let source = fs::read_to_string(workspace.root().join("index.html")).context("cannot read index.html")?;
    let page = Page::read(&source)?;
    // The calls first: an author's mistake is shown in seconds, not after the app was compiled.
    let content = content::compile(workspace, mistakes)?;
    let assets = assemble(workspace, &page, content)?;
    let compressor = Compressor::new(workspace.kept().join("compressed"))?;
    let files = assets.into_iter().map(|asset| compressor.compress(asset)).collect::<anyhow::Result<Vec<_>>>()?;
    compressor.forget_others(&files)?;
    write_folder(&workspace.dist(), &files)?;
    let sizes = SizeTable::of(&files);
    eprint!("{sizes}");
    for sentence in sizes.over_budget() {
        eprintln!("warning: over budget: {sentence}");
    }
    Ok(Built { files, sizes })
}

/// Every file of the built app, the page last.
fn assemble(workspace: &Workspace, page: &Page<'_>, content: Vec<Asset>) -> anyhow::Result<Vec<Asset>> {
    let mut assets = content;
    let Some(catalogue) = assets.iter().find(|asset| asset.role == Role::Catalogue).map(|asset| asset.path.clone()) else {
        bail!("the content has no catalogue")
    };
    let named_styles: Vec<_> = page.named().filter_map(style_path).collect();
    let style = style::join(workspace.root(), &named_styles, style::Part::First)?;
    let rest_style =
        Asset::named_by_content(Role::Rest, "doorstep-rest", "css", style::join(workspace.root(), &named_styles, style::Part::Rest)?);
    let rest_style_element = format!(r#"<meta name="doorstep-rest-style" content="{}">"#, rest_style.path);
    assets.push(rest_style);
    let mut style = Some(Asset::named_by_content(Role::Style, "doorstep", "css", style));
    let mut failure = None;
    let mut apps = 0;
    let text = page.write(|named| {
        let replacement = match named {
            // All style sheets are joined into one, which stands where the first stood.
            Named::Style(_) => {
                Ok(style.take().map(|style| add(&mut assets, style, |path| format!(r#"<link rel="stylesheet" href="{path}">"#))))
            }
            Named::App { binary, optimise, later: false } => {
                apps += 1;
                app_elements(workspace, binary, optimise, &catalogue, &mut assets)
                    .map(|elements| Some(format!("{elements}\n{rest_style_element}")))
            }
            Named::App { binary, optimise, later: true } => later_elements(workspace, binary, optimise, &mut assets).map(Some),
            Named::Icon(path) => file(workspace, path, Role::Other)
                .map(|icon| Some(add(&mut assets, icon, |path| format!(r#"<link rel="icon" type="image/svg+xml" href="{path}">"#)))),
            Named::File(path) => file(workspace, path, Role::Other).map(|copied| Some(add(&mut assets, copied, |_| String::new()))),
            Named::Script(path) => loader(workspace, path)
                .map(|script| Some(add(&mut assets, script, |path| format!(r#"<script src="{path}" defer></script>"#)))),
        };
        replacement
            .unwrap_or_else(|error| {
                failure.get_or_insert(error);
                None
            })
            .unwrap_or_default()
    });
    if let Some(error) = failure {
        return Err(error);
    }
    if apps != 1 {
        bail!("index.html must name one app with <link data-trunk rel=\"rust\" data-bin=\"...\">, and names {apps}");
    }
    assets.push(Asset { role: Role::Other, path: package::SHEET_NAME.to_owned(), bytes: package::SHEET.as_bytes().to_vec() });
    assets.push(Asset { role: Role::Page, path: "index.html".to_owned(), bytes: text.into_bytes() });
    Ok(assets)
}

fn style_path(named: &Named) -> Option<&str> {
    if let Named::Style(path) = named { Some(path) } else { None }
}

fn add(assets: &mut Vec<Asset>, asset: Asset, element: impl FnOnce(&str) -> String) -> String {
    let element = element(&asset.path);
    assets.push(asset);
    element
}

/// A script of the repository, made smaller.
fn loader(workspace: &Workspace, path: &str) -> anyhow::Result<Asset> {
    let (name, extension, bytes) = read_file(workspace, path)?;
    let smaller = script::lighten(workspace, script::Kind::Classic, &name, &bytes)?;
    Ok(Asset::named_by_content(Role::Script, &name, &extension, smaller))
}

/// A file of the repository, under its own name and its content's hash.
fn file(workspace: &Workspace, path: &str, role: Role) -> anyhow::Result<Asset> {
    let (name, extension, bytes) = read_file(workspace, path)?;
    Ok(Asset::named_by_content(role, &name, &extension, bytes))
}

/// The name, the extension and the content of a file that the page names.
fn read_file(workspace: &Workspace, path: &str) -> anyhow::Result<(String, String, Vec<u8>)> {
    let bytes = fs::read(workspace.root().join(path)).with_context(|| format!("index.html names {path}, which cannot be read"))?;
    let name = Path::new(path).file_stem().and_then(|stem| stem.to_str());
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str());
    let (Some(name), Some(extension)) = (name, extension) else { bail!("index.html names {path}, which needs a name and an extension") };
    Ok((name.to_owned(), extension.to_owned(), bytes))
}

/// The app's files, and the elements by which the page fetches them early and the loader finds them.
fn app_elements(workspace: &Workspace, binary: &str, optimise: &str, catalogue: &str, assets: &mut Vec<Asset>) -> anyhow::Result<String> {
    let App { script, module, rest, snippets } = app::compile(workspace, binary, read_optimise(optimise)?, app::LATE)?;
    let bytes = module.len();
    let rest = rest.map(|rest| Asset::named_by_content(Role::Rest, &format!("{binary}-rest"), "wasm", rest));
    let rest_element =
        rest.as_ref().map(|rest| format!(r#"<meta name="doorstep-rest" content="{}" data-bytes="{}">"#, rest.path, rest.bytes.len()));
    assets.extend(rest);
    let script = Asset::named_by_content(Role::Script, binary, "js", script);
    let module = Asset::named_by_content(Role::Module, binary, "wasm", module);
    let (script_path, module_path) = (script.path.clone(), module.path.clone());
    assets.extend([script, module]);
    // The folder that wasm-bindgen chose holds a hash, so these too change their name with their content.
    assets.extend(snippets.into_iter().map(|(path, bytes)| Asset { role: Role::Script, path, bytes }));
    Ok([
        format!(r#"<link rel="modulepreload" href="{script_path}">"#),
        format!(r#"<link rel="preload" as="fetch" type="application/wasm" href="{module_path}" crossorigin>"#),
        format!(r#"<link rel="preload" as="fetch" href="{catalogue}" crossorigin>"#),
        format!(r#"<meta name="doorstep-script" content="{script_path}">"#),
        format!(r#"<meta name="doorstep-module" content="{module_path}" data-bytes="{bytes}">"#),
        format!(r#"<meta name="doorstep-catalogue" content="{catalogue}">"#),
        rest_element.unwrap_or_default(),
    ]
    .join("\n"))
}

/// The files of a program that is fetched when it is needed, and the elements by which the loader finds them.
fn later_elements(workspace: &Workspace, binary: &str, optimise: &str, assets: &mut Vec<Asset>) -> anyhow::Result<String> {
    let App { script, module, snippets, .. } = app::compile(workspace, binary, read_optimise(optimise)?, &[])?;
    let bytes = module.len();
    let script = Asset::named_by_content(Role::Later, binary, "js", script);
    let module = Asset::named_by_content(Role::Later, binary, "wasm", module);
    let elements = [
        format!(r#"<meta name="{binary}-script" content="{}">"#, script.path),
        format!(r#"<meta name="{binary}-module" content="{}" data-bytes="{bytes}">"#, module.path),
    ];
    assets.extend([script, module]);
    assets.extend(snippets.into_iter().map(|(path, bytes)| Asset { role: Role::Later, path, bytes }));
    Ok(elements.join("\n"))
}

fn read_optimise(word: &str) -> anyhow::Result<Optimise> {
    Ok(match word {
        "z" | "s" => Optimise::Size,
        "2" | "3" => Optimise::Speed,
        "0" => Optimise::No,
        other => bail!("data-wasm-opt=\"{other}\" in index.html is not known; known are z, 2 and 0"),
    })
}

/// Makes a folder hold exactly these files with their compressed forms; what is there already is not written again.
fn write_folder(folder: &Path, files: &[Compressed]) -> anyhow::Result<()> {
    let mut wanted = BTreeSet::new();
    for file in files {
        let path = folder.join(&file.asset.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        for (suffix, bytes) in [("", &file.asset.bytes), (".br", &file.brotli), (".gz", &file.gzip)] {
            let path = folder.join(format!("{}{suffix}", file.asset.path));
            if fs::read(&path).ok().as_ref() != Some(bytes) {
                fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
            }
            wanted.insert(path);
        }
    }
    remove_others(folder, &wanted)
}

fn remove_others(folder: &Path, wanted: &BTreeSet<std::path::PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, wanted)?;
            if fs::read_dir(&path)?.next().is_none() {
                fs::remove_dir(&path)?;
            }
        } else if !wanted.contains(&path) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_holds_exactly_the_files_of_the_build() {
        let folder = tempfile::tempdir().unwrap();
        let dist = folder.path().join("dist");
        let file = |path: &str| Compressed {
            asset: Asset { role: Role::Other, path: path.to_owned(), bytes: b"raw".to_vec() },
            brotli: b"br".to_vec(),
            gzip: b"gz".to_vec(),
        };
        write_folder(&dist, &[file("index.html"), file("calls/a.bin")]).unwrap();
        assert_eq!(fs::read(dist.join("calls/a.bin.br")).unwrap(), b"br");
        write_folder(&dist, &[file("index.html")]).unwrap();
        assert!(!dist.join("calls").exists());
        assert_eq!(fs::read_dir(&dist).unwrap().count(), 3);
    }
}
