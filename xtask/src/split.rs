//! Divides a module in two: what the first choice needs, and the rest, which is fetched behind it.
//!
//! Both parts are one program: they share memory, table and globals, and nothing in the Rust code knows of the division. In the first
//! part every function of the rest that something names is a stand-in: it asks the page for the rest, waits for it, and calls what the
//! rest has put into the table. So the division can be wrong without harm: a function that is needed early and was put into the rest
//! makes the page wait, and a journey tells.
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

/// A module in two parts.
#[derive(Debug)]
pub struct Split {
    /// What is started.
    pub first: Vec<u8>,
    /// What puts itself into the first part's table.
    pub rest: Vec<u8>,
    /// The short names that the first part's imports and exports have instead of their own.
    pub short_names: Vec<(String, String)>,
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
fn shorten(module: &mut Module) -> Vec<(String, String)> {
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
    ModuleConfig::new().generate_name_section(false).generate_producers_section(false).parse(bytes).context("the app's module cannot be read")
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
            matches!(function.kind, FunctionKind::Local(_)) && function.name.as_ref().is_some_and(|name| {
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
fn first(mut module: Module, plan: &Plan) -> anyhow::Result<(Vec<u8>, Vec<(String, String)>)> {
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
    let mut filled: Vec<(u32, FunctionId)> = plan.doors.iter().flat_map(|(door, places)| places.iter().map(|place| (*place, *door))).collect();
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
