//! Divides a module in two: what the first choice needs, and the rest, which is fetched behind it.
//!
//! Both parts are one program: they share memory, table and globals, and nothing in the Rust code knows of the division. In the first
//! part every function of the rest that something names is a stand-in: it asks the page for the rest, waits for it, and calls what the
//! rest has put into the table. A function that is needed early and was put into the rest makes the page stand still until it is here, which
//! browsers older than Chrome 115 may refuse: so pages ask for the rest first, and every journey fails if one stands still.
//!
//! What goes into the rest is said by names: a function is late if its name holds one of the given words, or if only late functions
//! call it by name. Data stays in the first part.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, bail};
use walrus::ir::{self, Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind, GlobalId, GlobalKind, ImportedFunction,
    MemoryId, Module, ModuleConfig, TableId,
};

/// The module of the imports: in the first part for what the page gives, in the rest for what the first part gives.
const PAGE: &str = "page";
/// The import with which the first part asks for the rest.
const REST: &str = "rest";

/// Small generic functions are never late by name: the compiler folds equal ones into one, and calls it by any of their names.
const FOLDED: [&str; 4] = ["core::ptr::drop_in_place", "<yew::callback::Callback", "yew::functional::hooks::", "<yew::functional::hooks::"];

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

/// Divides a module whose functions have names.
pub fn split(bytes: &[u8], late: &[&str]) -> anyhow::Result<Split> {
    let whole = read(bytes)?;
    let plan = Plan::of(&whole, late)?;
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
fn shorten(module: &mut Module) -> ShortNames {
    let is_long = |name: &str| name.starts_with("__wbg_") || name.starts_with("__wbindgen_cast_") || name.starts_with("wasm_bindgen_");
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
    ModuleConfig::new()
        .generate_name_section(false)
        .generate_producers_section(false)
        .parse(bytes)
        .context("the app's module cannot be read")
}

/// What a function's instructions name.
#[derive(Default)]
struct Named {
    functions: BTreeSet<FunctionId>,
    globals: BTreeSet<GlobalId>,
    memories: BTreeSet<MemoryId>,
    tables: BTreeSet<TableId>,
}

impl<'a> Visitor<'a> for Named {
    fn visit_function_id(&mut self, id: &FunctionId) {
        self.functions.insert(*id);
    }
    fn visit_global_id(&mut self, id: &GlobalId) {
        self.globals.insert(*id);
    }
    fn visit_memory_id(&mut self, id: &MemoryId) {
        self.memories.insert(*id);
    }
    fn visit_table_id(&mut self, id: &TableId) {
        self.tables.insert(*id);
    }
}

impl Named {
    fn by(module: &Module, function: FunctionId) -> Self {
        let mut named = Self::default();
        if let FunctionKind::Local(local) = &module.funcs.get(function).kind {
            dfs_in_order(&mut named, local, local.entry_block());
        }
        named
    }
}

/// Which function goes where, and the places in the table through which the first part calls the rest.
struct Plan {
    table: TableId,
    table_size: u64,
    /// The functions of the rest that something in the first part names, with their places in the table.
    doors: BTreeMap<FunctionId, Vec<u32>>,
    /// What the rest takes from the first part, by the name under which it is exported.
    shared: Shared,
}

#[derive(Default)]
struct Shared {
    functions: BTreeMap<FunctionId, String>,
    globals: BTreeMap<GlobalId, String>,
    memories: BTreeMap<MemoryId, String>,
    tables: BTreeMap<TableId, String>,
}

impl Plan {
    fn of(module: &Module, words: &[&str]) -> anyhow::Result<Self> {
        let table = module.tables.main_function_table()?.context("the app's module has no table of functions")?;
        let is_named_late = |id: FunctionId| {
            let function = module.funcs.get(id);
            matches!(function.kind, FunctionKind::Local(_))
                && function.name.as_ref().is_some_and(|name| {
                    let name = without_hashes(name);
                    words.iter().any(|word| name.contains(word)) && !FOLDED.iter().any(|start| name.starts_with(start))
                })
        };
        let mut places: BTreeMap<FunctionId, Vec<u32>> = BTreeMap::new();
        for element in module.elements.iter() {
            let (ElementKind::Active { table: of, offset: ConstExpr::Value(Value::I32(offset)) }, ElementItems::Functions(items)) =
                (&element.kind, &element.items)
            else {
                continue;
            };
            if *of != table {
                continue;
            }
            for (at, item) in items.iter().enumerate() {
                places.entry(*item).or_default().push(u32::try_from(*offset)? + u32::try_from(at)?);
            }
        }
        let exported = module.exports.iter().filter_map(|export| match export.item {
            ExportItem::Function(function) => Some(function),
            _ => None,
        });
        let roots = exported.chain(module.start).chain(places.keys().copied());
        let mut early = BTreeSet::new();
        let mut doors = BTreeSet::new();
        let mut open: Vec<FunctionId> = roots.collect();
        while let Some(function) = open.pop() {
            if is_named_late(function) {
                doors.insert(function);
            } else if early.insert(function) {
                open.extend(Named::by(module, function).functions);
            }
        }
        let late: BTreeSet<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).filter(|id| !early.contains(id)).collect();
        let mut table_size = module.tables.get(table).initial;
        let doors = doors
            .into_iter()
            .map(|door| {
                let places = places.get(&door).cloned().map_or_else(
                    || {
                        table_size += 1;
                        Ok::<_, anyhow::Error>(vec![u32::try_from(table_size - 1)?])
                    },
                    Ok,
                )?;
                Ok((door, places))
            })
            .collect::<anyhow::Result<BTreeMap<_, _>>>()?;
        let mut shared = Shared::default();
        shared.tables.insert(table, "t0".to_owned());
        for function in &late {
            let named = Named::by(module, *function);
            for id in named.functions.difference(&late) {
                let name = format!("f{}", shared.functions.len());
                shared.functions.entry(*id).or_insert(name);
            }
            for id in named.globals {
                let name = format!("g{}", shared.globals.len());
                shared.globals.entry(id).or_insert(name);
            }
            for id in named.memories {
                let name = format!("m{}", shared.memories.len());
                shared.memories.entry(id).or_insert(name);
            }
            for id in named.tables {
                let name = format!("t{}", shared.tables.len());
                shared.tables.entry(id).or_insert(name);
            }
        }
        Ok(Self { table, table_size, doors, shared })
    }

    /// The same plan in the words of another reading of the same bytes: ids belong to one reading, their order to all.
    fn told_to(&self, module: &Module) -> anyhow::Result<Self> {
        let functions: Vec<_> = module.funcs.iter().map(walrus::Function::id).collect();
        let globals: Vec<_> = module.globals.iter().map(walrus::Global::id).collect();
        let memories: Vec<_> = module.memories.iter().map(walrus::Memory::id).collect();
        let tables: Vec<_> = module.tables.iter().map(walrus::Table::id).collect();
        let told = || {
            Some(Self {
                table: *tables.get(self.table.index())?,
                table_size: self.table_size,
                doors: tell(&self.doors, &functions, FunctionId::index)?,
                shared: Shared {
                    functions: tell(&self.shared.functions, &functions, FunctionId::index)?,
                    globals: tell(&self.shared.globals, &globals, GlobalId::index)?,
                    memories: tell(&self.shared.memories, &memories, MemoryId::index)?,
                    tables: tell(&self.shared.tables, &tables, TableId::index)?,
                },
            })
        };
        told().context("the same module was read in two ways")
    }
}

/// The same map with the keys of another reading.
fn tell<K: Ord + Copy, V: Clone>(map: &BTreeMap<K, V>, there: &[K], index: impl Fn(&K) -> usize) -> Option<BTreeMap<K, V>> {
    map.iter().map(|(key, value)| Some((*there.get(index(key))?, value.clone()))).collect()
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
    let elements: Vec<_> = module.elements.iter().map(walrus::Element::id).collect();
    elements.into_iter().for_each(|element| module.elements.delete(element));
    let data: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    data.into_iter().for_each(|data| module.data.delete(data));
    module.memories.iter_mut().for_each(|memory| memory.data_segments.clear());
    module.tables.iter_mut().for_each(|table| table.elem_segments.clear());
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
    let mut filled: Vec<(u32, FunctionId)> =
        plan.doors.iter().flat_map(|(door, places)| places.iter().map(|place| (*place, *door))).collect();
    filled.sort_unstable();
    for run in filled.chunk_by(|(before, _), (after, _)| before + 1 == *after) {
        let Some((start, _)) = run.first() else { continue };
        let offset = ConstExpr::Value(Value::I32(i32::try_from(*start)?));
        let items = ElementItems::Functions(run.iter().map(|(_, function)| *function).collect());
        let element = module.elements.add(ElementKind::Active { table: plan.table, offset }, items);
        module.tables.get_mut(plan.table).elem_segments.insert(element);
    }
    walrus::passes::gc::run(&mut module);
    if module.funcs.iter_local().next().is_none() {
        bail!("no function of the app is late; the names in xtask/src/app.rs may be old ones")
    }
    Ok(module.emit_wasm())
}

/// A name without the hashes of its crates: `doorstep_app[57af]::call` is `doorstep_app::call`.
fn without_hashes(name: &str) -> String {
    let mut parts = name.split('[');
    let mut without = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((hash, after)) if !hash.is_empty() && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => without.push_str(after),
            _ => {
                without.push('[');
                without.push_str(part);
            }
        }
    }
    without
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::{RefType, ValType};

    /// `run` is exported and calls `app::late`, which calls `app::shared`; `app::later` stands in the table only.
    fn module() -> Vec<u8> {
        let mut module = Module::default();
        let table = module.tables.add_local(false, 2, Some(2), RefType::FUNCREF);
        let mut function = |name: &str, calls: Option<FunctionId>| {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
            builder.name(name.to_owned());
            match calls {
                Some(called) => builder.func_body().call(called),
                None => builder.func_body().i32_const(7),
            };
            builder.finish(Vec::new(), &mut module.funcs)
        };
        let shared = function("app[1f]::shared", None);
        let late = function("app[1f]::late", Some(shared));
        let later = function("core::drop::<app[1f]::late::Later>", Some(shared));
        let run = function("run", Some(late));
        module.exports.add("__wbg_run_0123", run);
        module.exports.add("shared", shared);
        let offset = ConstExpr::Value(Value::I32(1));
        let element = module.elements.add(ElementKind::Active { table, offset }, ElementItems::Functions(vec![later]));
        module.tables.get_mut(table).elem_segments.insert(element);
        module.emit_wasm()
    }

    #[test]
    fn the_rest_takes_what_it_shares_and_puts_itself_into_the_table() {
        let split = split(&module(), &["app::late"]).unwrap();
        let first = Module::from_buffer(&split.first).unwrap();
        let rest = Module::from_buffer(&split.rest).unwrap();
        let exports: Vec<_> = first.exports.iter().map(|export| export.name.as_str()).collect();
        assert_eq!(exports, ["x0", "shared", "f0", "t0"]);
        assert_eq!(split.short_names, [("__wbg_run_0123".to_owned(), "x0".to_owned())]);
        let asked: Vec<_> = first.imports.iter().map(|import| (import.module.as_str(), import.name.as_str())).collect();
        assert_eq!(asked, [(PAGE, REST)]);
        // The stand-in of `late` has a place of its own behind the table's end; `later` keeps the one that it had.
        assert_eq!(first.tables.iter().map(|table| table.initial).collect::<Vec<_>>(), [3]);
        let taken: std::collections::BTreeSet<_> = rest.imports.iter().map(|import| import.name.as_str()).collect();
        assert_eq!(taken, ["f0", "t0"].into());
        assert_eq!(rest.funcs.iter_local().count(), 2);
        let filled: usize =
            rest.elements.iter().map(|element| if let ElementItems::Functions(items) = &element.items { items.len() } else { 0 }).sum();
        assert_eq!(filled, 2);
    }

    #[test]
    fn words_that_name_nothing_are_said() {
        assert!(split(&module(), &["app::gone"]).is_err());
    }

    #[test]
    fn hashes_are_left_out_of_names_and_nothing_else() {
        assert_eq!(without_hashes("<[app[57af]::Row] as core[00ff]::Debug>::fmt"), "<[app::Row] as core::Debug>::fmt");
    }

    #[test]
    fn the_script_answers_the_first_part_and_uses_the_short_names() {
        let script = script("  const imports = __wbg_get_imports();\n  __wbg_a_01: 1", &[("__wbg_a_01".into(), "x0".into())]).unwrap();
        assert_eq!(script, "const imports = __wbg_get_imports();\nimports.page = { rest: () => window.doorstepRestNow(wasm) };\nx0: 1");
        assert!(super::script("", &[]).is_err());
    }
}
