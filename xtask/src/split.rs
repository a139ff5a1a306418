//! Divides a module in two: what the first choice needs, and the rest, which is fetched behind it.
//!
//! Both parts are one program: they share memory, table and globals, and nothing in the Rust code knows of the division. In the first
//! part every function of the rest that something names is a stand-in: it asks the page for the rest, waits for it, and calls what the
//! rest has put into the table. A function that is needed early and was put into the rest makes the page stand still until it is here, which
//! browsers older than Chrome 115 may refuse: so pages ask for the rest first, and every journey fails if one stands still.
//!
//! What goes into the rest is said by names: a function is late if its name holds one of the given words, or if only what is late names
//! it, by itself or by its address (`links`). So is data that nothing writes to: it comes with the rest.

mod parts;
mod plan;

use anyhow::{Context, bail};
use walrus::ir;
use walrus::{FunctionBuilder, FunctionKind, GlobalKind, ImportKind, ImportedFunction, Module, ModuleConfig};

use crate::links::Links;
use parts::{delete_elements, elements, fill, put_data, take_data};
use plan::Plan;

/// The module of the imports: in the first part for what the page gives, in the rest for what the first part gives.
const PAGE: &str = "page";
/// The import with which the first part asks for the rest.
const REST: &str = "rest";

/// Names of imports and exports, each with the short one that stands in its place.
pub type ShortNames = Vec<(String, String)>;

/// A module in two parts.
#[derive(Debug)]
pub struct Split {
    /// What is started.
    pub first: Vec<u8>,
    /// What puts itself into the first part's table.
    pub rest: Vec<u8>,
    /// The short names that the first part's imports and exports have instead of their own.
    pub short_names: ShortNames,
}

/// Divides a module whose functions have names; the links are those of the module as the linker wrote it.
pub fn split(bytes: &[u8], links: &Links, late: &[&str]) -> anyhow::Result<Split> {
    let whole = read(bytes)?;
    let plan = Plan::of(&whole, links, late)?;
    let (for_first, for_rest) = (read(bytes)?, read(bytes)?);
    let (plan_of_first, plan_of_rest) = (plan.told_to(&for_first)?, plan.told_to(&for_rest)?);
    let (first, short_names) = first(for_first, &plan_of_first)?;
    Ok(Split { first, rest: rest(for_rest, &plan_of_rest)?, short_names })
}

/// The script between the browser and a divided module: it also answers when the first part asks for the rest. Imports and exports have
/// the short names of the plan, and lines are not indented.
pub fn script(text: &str, short_names: &[(String, String)]) -> anyhow::Result<String> {
    let imports = "const imports = __wbg_get_imports();";
    if !text.contains(imports) {
        bail!("the script that wasm-bindgen wrote has changed; mend `script` in xtask/src/split.rs")
    }
    let mut text = text.replace(imports, &format!("{imports}\nimports.{PAGE} = {{ {REST}: () => window.doorstepRestNow(wasm) }};"));
    for (long, short) in short_names {
        text = text.replace(long.as_str(), short);
    }
    Ok(text.lines().map(str::trim_start).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"))
}

/// Gives the imports and exports that only wasm-bindgen's script names short names; the longest first, as one can be part of another.
/// They stand, and count up, in the order in which the script has them, which is that of their own names: so they take the least room.
fn shorten(module: &mut Module) -> ShortNames {
    let functions = module.imports.iter().filter_map(|import| match import.kind {
        ImportKind::Function(function) => Some((import.clone(), function)),
        _ => None,
    });
    let mut functions: Vec<_> = functions.collect();
    functions.sort_by(|(one, _), (other, _)| one.name.cmp(&other.name));
    for (old, id) in functions {
        module.imports.delete(old.id());
        let import = module.imports.add(&old.module, &old.name, id);
        let function = module.funcs.get_mut(id);
        function.kind = FunctionKind::Import(ImportedFunction { import, ty: function.ty() });
    }
    let starts = ["__wbg_", "__wbindgen_cast_", "__wbindgen_generic_", "wasm_bindgen_", "_R"];
    let is_long = |name: &str| starts.iter().any(|start| name.starts_with(start));
    let imports = module.imports.iter_mut().map(|import| &mut import.name);
    let exports = module.exports.iter_mut().map(|export| &mut export.name);
    let mut names = Vec::new();
    for name in imports.chain(exports).filter(|name| is_long(name)) {
        let short = format!("x{}", names.len());
        names.push((core::mem::replace(name, short.clone()), short));
    }
    names.sort_by_key(|(long, _)| core::cmp::Reverse(long.len()));
    names
}

fn read(bytes: &[u8]) -> anyhow::Result<Module> {
    let mut module = ModuleConfig::new()
        .generate_name_section(false)
        .generate_producers_section(false)
        .parse(bytes)
        .context("the app's module cannot be read")?;
    // What the linker wrote for `links` is no longer true of this module.
    let is_of_linker = |name: &str| name == "linking" || name.starts_with("reloc.");
    let of_linker: Vec<_> = module.customs.iter().filter(|(_, custom)| is_of_linker(custom.name())).map(|(id, _)| id).collect();
    of_linker.into_iter().for_each(|id| drop(module.customs.delete(id)));
    Ok(module)
}

/// The first part: the rest's functions become stand-ins, and what the rest takes is exported.
fn first(mut module: Module, plan: &Plan) -> anyhow::Result<(Vec<u8>, ShortNames)> {
    let short_names = shorten(&mut module);
    let nothing = module.types.add(&[], &[]);
    let (ask, _) = module.add_import_func(PAGE, REST, nothing);
    for (door, places) in &plan.doors {
        let Some(place) = places.first() else { continue };
        let signature = module.funcs.get(*door).ty();
        let (parameters, results) = {
            let signature = module.types.get(signature);
            (signature.params().to_vec(), signature.results().to_vec())
        };
        let arguments: Vec<_> = parameters.iter().map(|parameter| module.locals.add(*parameter)).collect();
        let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
        let mut body = builder.func_body();
        body.call(ask);
        for argument in &arguments {
            body.local_get(*argument);
        }
        body.i32_const(i32::try_from(*place)?).instr(ir::CallIndirect { ty: signature, table: plan.table });
        module.funcs.get_mut(*door).kind = FunctionKind::Local(builder.local_func(arguments));
    }
    let shared = &plan.shared;
    for (id, name) in &shared.functions {
        module.exports.add(name, *id);
    }
    for (id, name) in &shared.globals {
        module.exports.add(name, *id);
    }
    for (id, name) in &shared.memories {
        module.exports.add(name, *id);
    }
    for (id, name) in &shared.tables {
        module.exports.add(name, *id);
    }
    let mut filled = elements(&module, plan.table);
    filled.retain(|(_, function)| !plan.behind.contains_key(function));
    delete_elements(&mut module);
    fill(&mut module, plan.table, filled)?;
    let [data, _] = take_data(&mut module, &plan.data)?;
    put_data(&mut module, data)?;
    let table = module.tables.get_mut(plan.table);
    table.initial = plan.table_size;
    table.maximum = table.maximum.map(|maximum| maximum.max(plan.table_size));
    walrus::passes::gc::run(&mut module);
    Ok((module.emit_wasm(), short_names))
}

/// The rest: everything that it shares with the first part is imported, and its functions put themselves into the table.
fn rest(mut module: Module, plan: &Plan) -> anyhow::Result<Vec<u8>> {
    module.start = None;
    let exports: Vec<_> = module.exports.iter().map(walrus::Export::id).collect();
    exports.into_iter().for_each(|export| module.exports.delete(export));
    delete_elements(&mut module);
    let [_, data] = take_data(&mut module, &plan.data)?;
    put_data(&mut module, data)?;
    for (id, name) in &plan.shared.functions {
        let ty = module.funcs.get(*id).ty();
        if let FunctionKind::Import(from_page) = &module.funcs.get(*id).kind {
            module.imports.delete(from_page.import);
        }
        let import = module.imports.add(PAGE, name, *id);
        module.funcs.get_mut(*id).kind = FunctionKind::Import(ImportedFunction { import, ty });
    }
    for (id, name) in &plan.shared.globals {
        let import = module.imports.add(PAGE, name, *id);
        module.globals.get_mut(*id).kind = GlobalKind::Import(import);
    }
    for (id, name) in &plan.shared.memories {
        let import = module.imports.add(PAGE, name, *id);
        module.memories.get_mut(*id).import = Some(import);
    }
    for (id, name) in &plan.shared.tables {
        let import = module.imports.add(PAGE, name, *id);
        module.tables.get_mut(*id).import = Some(import);
    }
    let table = module.tables.get_mut(plan.table);
    table.initial = plan.table_size;
    table.maximum = table.maximum.map(|maximum| maximum.max(plan.table_size));
    let filled = plan.doors.iter().chain(&plan.behind);
    let filled = filled.flat_map(|(function, places)| places.iter().map(|place| (*place, *function))).collect();
    fill(&mut module, plan.table, filled)?;
    walrus::passes::gc::run(&mut module);
    if module.funcs.iter_local().next().is_none() {
        bail!("no function of the app is late; the names in xtask/src/app.rs may be old ones")
    }
    Ok(module.emit_wasm())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::{Addresses, Piece};
    use walrus::{FunctionId, RefType, ValType};

    /// `run` is exported, calls `app::late`, which calls `app::shared`, and holds the address of the first text, 1000. The second text,
    /// 1040, belongs to `app::late`, with a table of methods behind it, 1080, that names `app::later` in the function table.
    fn module() -> Vec<u8> {
        let mut module = Module::default();
        let table = module.tables.add_local(false, 3, Some(3), RefType::FUNCREF);
        let memory = module.memories.add_local(false, false, 1, None, None);
        let mut function = |name: &str, calls: Option<FunctionId>, address: i32| {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
            builder.name(name.to_owned());
            let mut body = builder.func_body();
            calls.map(|called| body.call(called).drop());
            body.i32_const(address).load(memory, ir::LoadKind::I32 { atomic: false }, ir::MemArg { align: 4, offset: 0 });
            builder.finish(Vec::new(), &mut module.funcs)
        };
        let shared = function("app::shared", None, 0);
        let late = function("app::late", Some(shared), 1040);
        let later = function("core::call::<app::Later>", Some(shared), 0);
        let early = function("core::call::<app::Early>", None, 0);
        let run = function("run", Some(late), 1000);
        module.exports.add("__wbg_run_0123", run);
        module.exports.add("shared", shared);
        fill(&mut module, table, vec![(1, early), (2, later)]).unwrap();
        let data = [[b'e'; 40], [b'l'; 40], [2; 40]].concat();
        put_data(&mut module, vec![(1000, data)]).unwrap();
        module.emit_wasm()
    }

    fn links() -> Links {
        let piece = |start, holds| Piece { range: start..start + 40, is_read_only: true, holds };
        let names = |places: &[u32], pieces: &[usize]| Addresses {
            places: places.iter().copied().collect(),
            pieces: pieces.iter().copied().collect(),
        };
        Links {
            pieces: vec![piece(1000, names(&[1], &[])), piece(1040, names(&[], &[2])), piece(1080, names(&[2], &[]))],
            functions: [("run".to_owned(), names(&[], &[0])), ("app::late".to_owned(), names(&[], &[1]))].into(),
        }
    }

    fn in_table(bytes: &[u8]) -> Vec<u32> {
        let module = Module::from_buffer(bytes).unwrap();
        let table = module.tables.iter().next().unwrap().id();
        let mut places: Vec<_> = elements(&module, table).into_iter().map(|(place, _)| place).collect();
        places.sort_unstable();
        places
    }

    fn in_memory(bytes: &[u8]) -> Vec<(u32, Vec<u8>)> {
        let [data, _] = take_data(&mut Module::from_buffer(bytes).unwrap(), &[]).unwrap();
        data
    }

    #[test]
    fn the_rest_takes_what_it_shares_and_puts_itself_into_the_table() {
        let split = split(&module(), &links(), &["app::late"]).unwrap();
        let first = Module::from_buffer(&split.first).unwrap();
        let rest = Module::from_buffer(&split.rest).unwrap();
        let exports: Vec<_> = first.exports.iter().map(|export| export.name.as_str()).collect();
        assert_eq!(exports, ["x0", "shared", "f0", "m", "t0"]);
        assert_eq!(split.short_names, [("__wbg_run_0123".to_owned(), "x0".to_owned())]);
        let asked: Vec<_> = first.imports.iter().map(|import| (import.module.as_str(), import.name.as_str())).collect();
        assert_eq!(asked, [(PAGE, REST)]);
        let taken: std::collections::BTreeSet<_> = rest.imports.iter().map(|import| import.name.as_str()).collect();
        assert_eq!(taken, ["f0", "m", "t0"].into());
        assert_eq!(rest.funcs.iter_local().count(), 2);
        // The stand-in of `late` calls a place behind the table's end; the place of `later` is empty until the rest is here.
        assert_eq!(first.tables.iter().map(|table| table.initial).collect::<Vec<_>>(), [4]);
        assert_eq!((in_table(&split.first), in_table(&split.rest)), (vec![1], vec![2, 3]));
    }

    #[test]
    fn what_only_the_rest_names_by_address_comes_with_it() {
        let all = split(&module(), &links(), &["app::late"]).unwrap();
        assert_eq!(in_memory(&all.first), [(1000, vec![b'e'; 40])]);
        assert_eq!(in_memory(&all.rest), [(1040, [[b'l'; 40], [2; 40]].concat())]);
        let mut early = links();
        early.pieces[0].holds.pieces.insert(2);
        let some = split(&module(), &early, &["app::late"]).unwrap();
        assert_eq!(in_memory(&some.rest), [(1040, vec![b'l'; 40])]);
        assert_eq!(in_table(&some.first), [1, 2], "an early table of methods needs its functions early");
    }

    #[test]
    fn an_address_in_an_instruction_counts_where_the_function_has_a_new_name() {
        let mut links = links();
        links.functions = [("app::late".to_owned(), Addresses::default())].into();
        let split = split(&module(), &links, &["app::late"]).unwrap();
        assert_eq!(in_memory(&split.first), [(1000, vec![b'e'; 40])]);
    }

    #[test]
    fn words_that_name_nothing_and_links_of_another_module_are_said() {
        assert!(split(&module(), &links(), &["app::gone"]).is_err());
        let other = Links { functions: ["a", "b", "c"].map(|name| (name.to_owned(), Addresses::default())).into(), ..links() };
        assert!(split(&module(), &other, &["app::late"]).is_err());
    }

    #[test]
    fn the_script_answers_the_first_part_and_uses_the_short_names() {
        let script = script("  const imports = __wbg_get_imports();\n  __wbg_a_01: 1", &[("__wbg_a_01".into(), "x0".into())]).unwrap();
        assert_eq!(script, "const imports = __wbg_get_imports();\nimports.page = { rest: () => window.doorstepRestNow(wasm) };\nx0: 1");
        assert!(super::script("", &[]).is_err());
    }
}
