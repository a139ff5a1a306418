//! Takes what a module holds in its memory and table apart, and puts a part of it back.

use std::ops::Range;

use anyhow::{Context, bail};
use walrus::ir::Value;
use walrus::{ConstExpr, DataKind, ElementItems, ElementKind, FunctionId, Module, TableId};

/// Puts functions into their places in the table.
pub(super) fn fill(module: &mut Module, table: TableId, mut filled: Vec<(u32, FunctionId)>) -> anyhow::Result<()> {
    filled.sort_unstable();
    for run in filled.chunk_by(|(before, _), (after, _)| before + 1 == *after) {
        let Some((start, _)) = run.first() else { continue };
        let offset = ConstExpr::Value(Value::I32(i32::try_from(*start)?));
        let items = ElementItems::Functions(run.iter().map(|(_, function)| *function).collect());
        let element = module.elements.add(ElementKind::Active { table, offset }, items);
        module.tables.get_mut(table).elem_segments.insert(element);
    }
    Ok(())
}

/// Data, with the address at which it begins.
type At = (u32, Vec<u8>);

/// Takes a module's data out, divided: what does not lie in the ranges of `late`, and what does.
pub(super) fn take_data(module: &mut Module, late: &[Range<u32>]) -> anyhow::Result<[Vec<At>; 2]> {
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    let ids: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for id in ids {
        let data = module.data.get(id);
        let DataKind::Active { offset: ConstExpr::Value(Value::I32(offset)), .. } = data.kind else { bail!("data without a fixed place") };
        let start = offset.cast_unsigned();
        let end = start + u32::try_from(data.value.len())?;
        let bytes = |range: Range<u32>| data.value[(range.start - start) as usize..(range.end - start) as usize].to_vec();
        let mut at = start;
        for range in late.iter().filter(|range| start <= range.start && range.end <= end) {
            first.push((at, bytes(at..range.start)));
            rest.push((range.start, bytes(range.clone())));
            at = range.end;
        }
        first.push((at, bytes(at..end)));
        module.data.delete(id);
    }
    module.memories.iter_mut().for_each(|memory| memory.data_segments.clear());
    first.retain(|(_, bytes)| !bytes.is_empty());
    Ok([first, rest])
}

/// Puts data into a module's memory.
pub(super) fn put_data(module: &mut Module, pieces: Vec<At>) -> anyhow::Result<()> {
    let memory = module.memories.iter().next().context("the app's module has no memory")?.id();
    for (start, bytes) in pieces {
        let offset = ConstExpr::Value(Value::I32(start.cast_signed()));
        let data = module.data.add(DataKind::Active { memory, offset }, bytes);
        module.memories.get_mut(memory).data_segments.insert(data);
    }
    Ok(())
}

/// What stands in the table, and where.
pub(super) fn elements(module: &Module, table: TableId) -> Vec<(u32, FunctionId)> {
    let mut filled = Vec::new();
    for element in module.elements.iter() {
        if let (ElementKind::Active { table: of, offset: ConstExpr::Value(Value::I32(offset)) }, ElementItems::Functions(items)) =
            (&element.kind, &element.items)
            && *of == table
        {
            filled.extend((offset.cast_unsigned()..).zip(items.iter().copied()));
        }
    }
    filled
}

/// Empties the table.
pub(super) fn delete_elements(module: &mut Module) {
    let ids: Vec<_> = module.elements.iter().map(walrus::Element::id).collect();
    ids.into_iter().for_each(|id| module.elements.delete(id));
    module.tables.iter_mut().for_each(|table| table.elem_segments.clear());
}
