//! Which function and which data go where.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Context, bail};
use walrus::ir::{self, Value, Visitor, dfs_in_order};
use walrus::{ExportItem, FunctionId, FunctionKind, GlobalId, MemoryId, Module, TableId};

use super::parts::elements;
use crate::links::{Addresses, Links};

/// Small generic functions are never late by name: the compiler folds equal ones into one, and calls it by any of their names.
const FOLDED: [&str; 4] = ["core::ptr::drop_in_place", "<yew::callback::Callback", "yew::functional::hooks::", "<yew::functional::hooks::"];

/// Late data in fewer bytes than these stays where it is: to leave it out would cost as much.
const FEW: usize = 24;

/// What a function's instructions name.
#[derive(Default)]
struct Named {
    functions: BTreeSet<FunctionId>,
    globals: BTreeSet<GlobalId>,
    memories: BTreeSet<MemoryId>,
    tables: BTreeSet<TableId>,
    /// Numbers that may be addresses.
    numbers: BTreeSet<u32>,
}

impl<'a> Visitor<'a> for Named {
    fn visit_const(&mut self, constant: &ir::Const) {
        if let Value::I32(number) = constant.value {
            self.numbers.insert(number.cast_unsigned());
        }
    }
    fn visit_load(&mut self, load: &ir::Load) {
        self.numbers.extend(u32::try_from(load.arg.offset));
    }
    fn visit_store(&mut self, store: &ir::Store) {
        self.numbers.extend(u32::try_from(store.arg.offset));
    }
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
pub(super) struct Plan {
    pub(super) table: TableId,
    pub(super) table_size: u64,
    /// The functions of the rest that something in the first part names, with their places in the table.
    pub(super) doors: BTreeMap<FunctionId, Vec<u32>>,
    /// The functions of the rest that only the rest names by their places in the table.
    pub(super) behind: BTreeMap<FunctionId, Vec<u32>>,
    /// Where the data of the rest lies in memory.
    pub(super) data: Vec<Range<u32>>,
    /// What the rest takes from the first part, by the name under which it is exported.
    pub(super) shared: Shared,
}

#[derive(Default)]
pub(super) struct Shared {
    pub(super) functions: BTreeMap<FunctionId, String>,
    pub(super) globals: BTreeMap<GlobalId, String>,
    pub(super) memories: BTreeMap<MemoryId, String>,
    pub(super) tables: BTreeMap<TableId, String>,
}

impl Plan {
    pub(super) fn of(module: &Module, links: &Links, words: &[&str]) -> anyhow::Result<Self> {
        let table = module.tables.main_function_table()?.context("the app's module has no table of functions")?;
        let is_named_late = |id: FunctionId| {
            let function = module.funcs.get(id);
            matches!(function.kind, FunctionKind::Local(_))
                && function.name.as_ref().is_some_and(|name| {
                    let name = readable(name);
                    words.iter().any(|word| name.contains(word)) && !FOLDED.iter().any(|start| name.starts_with(start))
                })
        };
        let mut places: BTreeMap<FunctionId, Vec<u32>> = BTreeMap::new();
        for (place, function) in elements(module, table) {
            places.entry(function).or_default().push(place);
        }
        let is_known = |function: &walrus::Function| function.name.as_ref().is_some_and(|name| links.functions.contains_key(name));
        if module.funcs.iter().filter(|function| is_known(function)).count() < links.functions.len() / 2 {
            bail!("the functions of the app's module do not have the names that the linker gave them")
        }
        let early = Early::of(module, links, &places, is_named_late);
        let late: BTreeSet<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).filter(|id| !early.functions.contains(id)).collect();
        let behind = places.iter().filter(|(id, _)| late.contains(id) && !early.doors.contains(id));
        let behind = behind.map(|(id, places)| (*id, places.clone())).collect();
        let mut table_size = module.tables.get(table).initial;
        let doors = early
            .doors
            .iter()
            .copied()
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
        let data = late_data(links, &early.pieces);
        if !data.is_empty() {
            shared.memories.extend(module.memories.iter().map(|memory| (memory.id(), "m".to_owned())));
        }
        for function in &late {
            let named = Named::by(module, *function);
            shared.functions.extend(named.functions.difference(&late).map(|id| (*id, String::new())));
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
        // Names that count up in the order in which they are written take the least room.
        shared.functions.values_mut().zip(0..).for_each(|(name, number)| *name = format!("f{number}"));
        Ok(Self { table, table_size, doors, behind, data, shared })
    }

    /// The same plan in the words of another reading of the same bytes: ids belong to one reading, their order to all.
    pub(super) fn told_to(&self, module: &Module) -> anyhow::Result<Self> {
        let functions: Vec<_> = module.funcs.iter().map(walrus::Function::id).collect();
        let globals: Vec<_> = module.globals.iter().map(walrus::Global::id).collect();
        let memories: Vec<_> = module.memories.iter().map(walrus::Memory::id).collect();
        let tables: Vec<_> = module.tables.iter().map(walrus::Table::id).collect();
        let told = || {
            Some(Self {
                table: *tables.get(self.table.index())?,
                table_size: self.table_size,
                doors: tell(&self.doors, &functions, FunctionId::index)?,
                behind: tell(&self.behind, &functions, FunctionId::index)?,
                data: self.data.clone(),
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

/// What is needed early: reached from what the page calls, without going through a door.
#[derive(Default)]
struct Early {
    functions: BTreeSet<FunctionId>,
    doors: BTreeSet<FunctionId>,
    pieces: BTreeSet<usize>,
}

impl Early {
    fn of(module: &Module, links: &Links, places: &BTreeMap<FunctionId, Vec<u32>>, is_named_late: impl Fn(FunctionId) -> bool) -> Self {
        let at_place: BTreeMap<u32, FunctionId> = places.iter().flat_map(|(id, places)| places.iter().map(|place| (*place, *id))).collect();
        let exported = module.exports.iter().filter_map(|export| match export.item {
            ExportItem::Function(function) => Some(function),
            _ => None,
        });
        let mut early = Self::default();
        let mut functions: Vec<FunctionId> = exported.chain(module.start).collect();
        let mut pieces: Vec<usize> = Vec::new();
        loop {
            let mut open = Addresses::default();
            if let Some(function) = functions.pop() {
                if is_named_late(function) {
                    early.doors.insert(function);
                } else if early.functions.insert(function) {
                    let named = Named::by(module, function);
                    functions.extend(named.functions);
                    // Numbers too: what later steps have made of a function may have no name that the linker knew.
                    pieces.extend(named.numbers.into_iter().filter_map(|number| links.piece_at(number)));
                    let name = module.funcs.get(function).name.as_deref();
                    open = name.and_then(|name| links.functions.get(name)).cloned().unwrap_or_default();
                }
            } else if let Some(piece) = pieces.pop() {
                if early.pieces.insert(piece) {
                    open = links.pieces.get(piece).map(|piece| piece.holds.clone()).unwrap_or_default();
                }
            } else {
                return early;
            }
            functions.extend(open.places.iter().filter_map(|place| at_place.get(place)));
            pieces.extend(open.pieces);
        }
    }
}

/// Where the data lies that is not early and that nothing writes to. What lies between two such pieces and belongs to none goes with them.
fn late_data(links: &Links, early: &BTreeSet<usize>) -> Vec<Range<u32>> {
    let mut late: Vec<Range<u32>> = Vec::new();
    let mut follows = false;
    for (place, piece) in links.pieces.iter().enumerate() {
        let is_late = piece.is_read_only && !early.contains(&place);
        match late.last_mut().filter(|_| follows) {
            Some(last) if is_late => last.end = piece.range.end,
            _ if is_late => late.push(piece.range.clone()),
            _ => {}
        }
        follows = is_late;
    }
    late.retain(|range| range.len() >= FEW);
    late
}

/// The same map with the keys of another reading.
fn tell<K: Ord + Copy, V: Clone>(map: &BTreeMap<K, V>, there: &[K], index: impl Fn(&K) -> usize) -> Option<BTreeMap<K, V>> {
    map.iter().map(|(key, value)| Some((*there.get(index(key))?, value.clone()))).collect()
}

/// A function's name as people write it, without the hashes of its crates.
fn readable(name: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::Piece;

    #[test]
    fn names_are_read_without_hashes() {
        assert_eq!(readable("_RNvC6_123foo3bar"), "123foo::bar");
        assert_eq!(readable("main"), "main");
    }

    #[test]
    fn late_data_is_read_only_named_by_nothing_early_and_more_than_a_few_bytes() {
        let piece = |range: Range<u32>, is_read_only| Piece { range, is_read_only, holds: Addresses::default() };
        let pieces = vec![
            piece(0..10, true),
            piece(12..40, true),
            piece(40..90, true),
            piece(90..95, true),
            piece(96..200, false),
            piece(200..240, true),
        ];
        let links = Links { pieces, functions: BTreeMap::new() };
        assert_eq!(late_data(&links, &[2].into()), [0..40, 200..240], "the gap goes with its neighbours, a few bytes stay");
        assert_eq!(late_data(&links, &[1].into()), [40..95, 200..240], "what is written to stays");
    }
}
