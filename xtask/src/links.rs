//! What the linker knows of a module: which pieces of data there are, and which functions and pieces name a piece or a function by its
//! address. In the finished module an address is a number like any other; the linker's list of relocations (`--emit-relocs`) says which
//! numbers are addresses.
//!
//! The sections and their numbers: <https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md>.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Context, bail};
use wasmparser::{
    DataKind, KnownCustom, Linking, Name, Operator, Parser, Payload, RelocSectionReader, RelocationType, SymbolInfo, TypeRef,
};

/// A segment of this name is never written to.
const READ_ONLY: &str = ".rodata";

/// What something names by address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Addresses {
    /// Places in the table of functions.
    pub places: BTreeSet<u32>,
    /// Pieces of data, by their place in [`Links::pieces`].
    pub pieces: BTreeSet<usize>,
}

/// A piece of data: a text, a table, a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it lies in memory.
    pub range: Range<u32>,
    /// Whether nothing ever writes to it.
    pub is_read_only: bool,
    /// What it holds the addresses of.
    pub holds: Addresses,
}

/// The pieces of data of a module, and what names what by address.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// In the order of memory. None is empty; pieces that share bytes are one.
    pub pieces: Vec<Piece>,
    /// What the instructions of a function name by address. Functions of one name are one.
    pub functions: BTreeMap<String, Addresses>,
}

impl Links {
    /// Reads a module as the linker wrote it.
    pub fn read(bytes: &[u8]) -> anyhow::Result<Self> {
        let module = Linked::read(bytes)?;
        let mut links = Self { pieces: module.pieces(), functions: BTreeMap::new() };
        for relocations in &module.relocations {
            let section = relocations.section_index();
            let start = if section == module.code.0 {
                module.code.1
            } else if section == module.data.0 {
                module.data.1
            } else {
                continue;
            };
            for entry in relocations.entries() {
                let entry = entry?;
                let at = start + entry.offset as usize;
                let mut named = Addresses::default();
                match entry.ty {
                    RelocationType::TableIndexSleb | RelocationType::TableIndexI32 => {
                        named.places.insert(number(bytes, at, entry.ty)?);
                    }
                    RelocationType::MemoryAddrLeb | RelocationType::MemoryAddrSleb | RelocationType::MemoryAddrI32 => {
                        // What is meant is what the symbol says: an address may be counted from beside the piece.
                        let addresses = [module.address_of(entry.index), Some(number(bytes, at, entry.ty)?)];
                        named.pieces.extend(addresses.into_iter().flatten().filter_map(|address| links.piece_at(address)));
                    }
                    RelocationType::FunctionIndexLeb
                    | RelocationType::TypeIndexLeb
                    | RelocationType::GlobalIndexLeb
                    | RelocationType::TableNumberLeb => continue,
                    other => bail!("the linker wrote an address of a kind that xtask/src/links.rs does not know: {other:?}"),
                }
                let owner = if section == module.code.0 {
                    let name = module.function_at(at).context("an address lies outside all functions")?;
                    links.functions.entry(name.to_owned()).or_default()
                } else {
                    let address = module.memory_at(at).context("an address lies outside all data")?;
                    let piece = links.piece_at(address).context("an address lies in no piece of the data")?;
                    &mut links.pieces[piece].holds
                };
                owner.places.append(&mut named.places);
                owner.pieces.append(&mut named.pieces);
            }
        }
        Ok(links)
    }

    /// The piece that holds an address.
    pub fn piece_at(&self, address: u32) -> Option<usize> {
        let place = self.pieces.partition_point(|piece| piece.range.end <= address);
        self.pieces.get(place).filter(|piece| piece.range.contains(&address)).map(|_| place)
    }
}

/// A module of the linker, with what its sections say.
#[derive(Default)]
struct Linked<'a> {
    /// The numbers of the sections of code and of data, and where they begin in the file.
    code: (u32, usize),
    data: (u32, usize),
    imported: u32,
    bodies: Vec<Range<usize>>,
    names: BTreeMap<u32, &'a str>,
    /// For each segment where it begins in memory, and its bytes in the file.
    segments: Vec<(u32, Range<usize>)>,
    segment_names: Vec<&'a str>,
    symbols: Vec<SymbolInfo<'a>>,
    relocations: Vec<RelocSectionReader<'a>>,
}

impl<'a> Linked<'a> {
    fn read(bytes: &'a [u8]) -> anyhow::Result<Self> {
        let mut module = Self::default();
        let mut number = 0;
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload?;
            match &payload {
                Payload::ImportSection(imports) => {
                    for import in imports.clone().into_imports() {
                        module.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionStart { range, .. } => module.code = (number, range.start),
                Payload::CodeSectionEntry(body) => module.bodies.push(body.range()),
                Payload::DataSection(segments) => {
                    module.data = (number, segments.range().start);
                    for segment in segments.clone() {
                        let segment = segment?;
                        let DataKind::Active { offset_expr, .. } = segment.kind else { bail!("the linker wrote passive data") };
                        let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                            bail!("the linker wrote data without a fixed place")
                        };
                        let end = segment.range.end;
                        module.segments.push((u32::try_from(value)?, end - segment.data.len()..end));
                    }
                }
                Payload::CustomSection(custom) => match custom.as_known() {
                    KnownCustom::Name(parts) => {
                        for part in parts {
                            let Name::Function(names) = part? else { continue };
                            for name in names {
                                let name = name?;
                                module.names.insert(name.index, name.name);
                            }
                        }
                    }
                    KnownCustom::Linking(parts) => {
                        for part in parts {
                            match part? {
                                Linking::SegmentInfo(segments) => {
                                    for segment in segments {
                                        module.segment_names.push(segment?.name);
                                    }
                                }
                                Linking::SymbolTable(symbols) => module.symbols = symbols.into_iter().collect::<Result<_, _>>()?,
                                _ => {}
                            }
                        }
                    }
                    KnownCustom::Reloc(relocations) => module.relocations.push(relocations),
                    _ => {}
                },
                _ => {}
            }
            // Sections are counted as they stand in the file; the entries of the code are no sections.
            number += u32::from(payload.as_section().is_some());
        }
        if module.symbols.is_empty() || module.relocations.is_empty() {
            bail!("the linker wrote no list of addresses; it is asked for in xtask/src/app.rs")
        }
        Ok(module)
    }

    /// Where a symbol's data lies in memory, and the segment that it is in.
    fn place(&self, symbol: &SymbolInfo<'_>) -> Option<(Range<u32>, usize)> {
        let SymbolInfo::Data { symbol: Some(symbol), .. } = symbol else { return None };
        let segment = symbol.index as usize;
        let start = self.segments.get(segment)?.0 + symbol.offset;
        Some((start..start + symbol.size, segment))
    }

    fn address_of(&self, symbol: u32) -> Option<u32> {
        self.place(self.symbols.get(symbol as usize)?).map(|(range, _)| range.start)
    }

    fn pieces(&self) -> Vec<Piece> {
        let mut places: Vec<_> =
            self.symbols.iter().filter_map(|symbol| self.place(symbol)).filter(|(range, _)| !range.is_empty()).collect();
        places.sort_by_key(|(range, _)| (range.start, range.end));
        let mut pieces: Vec<Piece> = Vec::new();
        for (range, segment) in places {
            let is_read_only = self.segment_names.get(segment).is_some_and(|name| *name == READ_ONLY);
            match pieces.last_mut().filter(|last| range.start < last.range.end) {
                Some(last) => {
                    last.range.end = last.range.end.max(range.end);
                    last.is_read_only &= is_read_only;
                }
                None => pieces.push(Piece { range, is_read_only, holds: Addresses::default() }),
            }
        }
        pieces
    }

    /// The name of the function whose body holds a place in the file.
    fn function_at(&self, at: usize) -> Option<&'a str> {
        let place = self.bodies.partition_point(|body| body.end <= at);
        self.bodies.get(place).filter(|body| body.contains(&at))?;
        self.names.get(&(self.imported + u32::try_from(place).ok()?)).copied()
    }

    /// The address in memory of a place in the file.
    fn memory_at(&self, at: usize) -> Option<u32> {
        let (start, bytes) = self.segments.iter().find(|(_, bytes)| bytes.contains(&at))?;
        Some(start + u32::try_from(at - bytes.start).ok()?)
    }
}

/// The number that the linker wrote at a place: four bytes in data, and five bytes of seven bits each in code.
fn number(bytes: &[u8], at: usize, kind: RelocationType) -> anyhow::Result<u32> {
    let bytes = bytes.get(at..at + kind.extent()).context("an address lies outside the file")?;
    Ok(match <[u8; 4]>::try_from(bytes) {
        Ok(bytes) => u32::from_le_bytes(bytes),
        Err(_) => bytes.iter().rev().fold(0, |number, byte| number << 7 | u32::from(byte & 0x7f)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A section, or a part of one: its kind, its length and what it holds, all shorter than 128 bytes.
    fn part(kind: u8, content: &[u8]) -> Vec<u8> {
        [&[kind, u8::try_from(content.len()).unwrap()], content].concat()
    }

    fn custom(name: &str, content: &[u8]) -> Vec<u8> {
        part(0, &[&[u8::try_from(name.len()).unwrap()], name.as_bytes(), content].concat())
    }

    /// What the linker writes for an address in code: always five bytes.
    fn five(number: u32) -> [u8; 5] {
        core::array::from_fn(|at| (number >> (7 * at)) as u8 & 0x7f | if at < 4 { 0x80 } else { 0 })
    }

    /// `reader` names four bytes beside the text and a place in the table; data at 1000: a text of six bytes, of which another symbol is
    /// the end, and the place 2 in the table.
    fn module(with_list: bool) -> Vec<u8> {
        let constant = |number| [&[0x41], &five(number)[..], &[0x1a]].concat();
        let body = [&[0][..], &constant(996), &constant(2), &[0x0b]].concat();
        let code = [&[1, u8::try_from(body.len()).unwrap()][..], &body].concat();
        let data = [&[1, 0, 0x41, 0xe8, 0x07, 0x0b, 10][..], b"a text", &2u32.to_le_bytes()].concat();
        let segments = [&[1, 7][..], READ_ONLY.as_bytes(), &[0, 0]].concat();
        let symbols = [&[3, 1, 0, 1, b'a', 0, 0, 6][..], &[1, 0, 1, b'b', 0, 2, 4], &[1, 0, 1, b'c', 0, 6, 4]].concat();
        let linking = [&[2][..], &part(5, &segments), &part(8, &symbols)].concat();
        // The first byte of each list is the number of the section; then come kind, place, symbol and what is added to it.
        let list_of_code = [3, 2, 4, 4, 0, 0x7c, 1, 11, 0];
        let list_of_data = [4, 1, 2, 13, 0];
        let names = part(1, &[&[1, 0, 6][..], b"reader"].concat());
        let mut bytes = [b"\0asm\x01\0\0\0", &part(1, &[1, 0x60, 0, 0])[..], &part(3, &[1, 0]), &part(5, &[1, 0, 1])].concat();
        bytes.extend([part(10, &code), part(11, &data), custom("linking", &linking)].concat());
        if with_list {
            bytes.extend([custom("reloc.CODE", &list_of_code), custom("reloc.DATA", &list_of_data)].concat());
        }
        bytes.extend(custom("name", &names));
        bytes
    }

    #[test]
    fn addresses_in_code_and_in_data_are_found_with_what_they_mean() {
        let addresses = |places: &[u32], pieces: &[usize]| Addresses {
            places: places.iter().copied().collect(),
            pieces: pieces.iter().copied().collect(),
        };
        let links = Links::read(&module(true)).unwrap();
        let pieces = vec![
            Piece { range: 1000..1006, is_read_only: true, holds: Addresses::default() },
            Piece { range: 1006..1010, is_read_only: true, holds: addresses(&[2], &[]) },
        ];
        assert_eq!(links, Links { pieces, functions: [("reader".to_owned(), addresses(&[2], &[0]))].into() });
        assert_eq!([999, 1000, 1005, 1006, 1010].map(|address| links.piece_at(address)), [None, Some(0), Some(0), Some(1), None]);
    }

    #[test]
    fn a_module_without_the_list_is_refused() {
        assert!(Links::read(&module(false)).is_err());
        assert!(Links::read(b"a page").is_err());
    }
}
