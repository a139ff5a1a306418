"""Which mistakes in crates/scoring would no test notice?

cargo-mutants lists small mistakes (`<` for `<=`, a function that returns nothing, an arm that is left out) and builds the crate anew for each,
which for this crate is a day's work of one core. This script takes the same list, puts every one of them into one copy of the crate behind a
number, builds that once, and runs the tests with one number at a time. docs/mutation-testing.md has what came out.

    cargo install cargo-mutants --locked
    pip install tree-sitter==0.26.1 tree-sitter-rust==0.24.2
    python validation/mutants.py [--only FILE ...] [--jobs N] [--target FOLDER]

It writes a file of results into target/mutants, one line for each mutant, and goes on where it was stopped as long as no file under crates/
has changed. The crate itself is not changed.
"""

import argparse
import collections
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import threading

import tree_sitter
import tree_sitter_rust

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = ROOT / "target" / "mutants"
TREE = WORK / "tree"
CRATE = "crates/scoring"
PACKAGE = "doorstep-scoring"
ASKED = "crate::mutant::id()"
SWITCH = """mod mutant {
    pub(crate) fn id() -> u32 {
        static ID: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
        *ID.get_or_init(|| std::env::var("DOORSTEP_MUTANT").ok().and_then(|text| text.parse().ok()).unwrap_or(0))
    }
}
"""
OPERATIONS = ("binary_expression", "compound_assignment_expr", "unary_expression")
# Quick ones first: most mutants are noticed by the first or second.
LAST = ["properties", "tally", "text", "vignettes", "worked_examples", "forms", "vary"]
SECONDS = 60


def listed():
    """The mutants of cargo-mutants, numbered from 1."""
    command = ["cargo", "mutants", "-p", PACKAGE, "--list", "--json"]
    mutants = json.loads(subprocess.check_output(command, cwd=ROOT))
    for number, mutant in enumerate(mutants, 1):
        mutant["id"] = number
        mutant["with"] = mutant["replacement"].split(" /*")[0].strip()
    return mutants


def copied():
    """A copy of every file but those that git ignores, so that the tests find the calls and the documents; gives a digest of the crates."""
    digest = hashlib.sha256()
    names = subprocess.check_output(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, text=True).split("\0")
    for name in sorted(filter(None, names)):
        if (ROOT / name).is_file():
            if name.startswith("crates/"):
                digest.update(name.encode() + (ROOT / name).read_bytes())
            (TREE / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, TREE / name)
    return digest.hexdigest()[:12]


def signs(node):
    """The operators of an expression, and of those that it is a chain of."""
    if node.type == "unary_expression":
        return [node.children[0]]
    found = [node.child_by_field_name("operator")]
    for side in ("left", "right"):
        inner = node.child_by_field_name(side)
        if node.type == "binary_expression" and inner.type == "binary_expression":
            found += signs(inner)
    return found


class File:
    """One source file with its mutants behind their numbers."""

    def __init__(self, parser, source, mutants):
        self.source = source
        self.tree = parser.parse(self.source)
        self.placed, self.refused = set(), set()
        self.operators, self.guards = collections.defaultdict(list), collections.defaultdict(list)
        self.arms, self.fields, self.bodies = {}, {}, []
        starts = [0]
        lines = self.source.decode().split("\n")
        for line in lines:
            starts.append(starts[-1] + len(line.encode()) + 1)

        def offset(place):
            row = place["line"] - 1
            return starts[row] + len(lines[row][: place["column"] - 1].encode())

        for mutant in mutants:
            span = offset(mutant["span"]["start"]), offset(mutant["span"]["end"])
            mutant["range"] = span
            if mutant["genre"] in ("BinaryOperator", "UnaryOperator"):
                self.operators[span].append(mutant)
            elif mutant["genre"] == "MatchArmGuard":
                self.guards[span].append(mutant)
            elif mutant["genre"] == "MatchArm":
                self.arms[span[0]] = mutant
            elif mutant["genre"] == "StructField":
                self.fields[span[0]] = mutant
            elif mutant["genre"] == "FnValue":
                self.bodies.append(mutant)

    def changed(self, node, mutant):
        start, end = mutant["range"]
        return self.text(node.start_byte, start) + mutant["with"] + self.text(end, node.end_byte)

    def text(self, start, end):
        return self.source[start:end].decode()

    def choose(self, mutants, code, usual):
        arms = []
        for mutant in mutants:
            self.placed.add(mutant["id"])
            arms.append(f"{mutant['id']}u32 => {{ {code(mutant)} }}")
        return f"(match {ASKED} {{ {' '.join(arms)} _ => {{ {usual} }} }})"

    def render(self, node):
        parts, at = [], node.start_byte
        for child in node.children:
            parts += [self.text(at, child.start_byte), self.render(child)]
            at = child.end_byte
        code = "".join(parts) + self.text(at, node.end_byte)
        # What is written in place of an operator may bind otherwise than it did (`a + b + c`, `a + b * c`): so the whole is written anew.
        chained = node.type == "binary_expression" and node.parent.type == "binary_expression"
        if node.type in OPERATIONS and not chained:
            mutants = [mutant for sign in signs(node) for mutant in self.operators.get((sign.start_byte, sign.end_byte), [])]
            if mutants:
                code = self.choose(mutants, lambda mutant: self.changed(node, mutant), code)
        if node.type == "struct_expression":
            fields = [self.fields[child.start_byte] for child in node.child_by_field_name("body").children if child.start_byte in self.fields]
            if fields:
                code = self.choose(fields, lambda mutant: self.changed(node, mutant), code)
        if node.type == "let_chain":
            # The language knows no `||` in `if let a = b && c`.
            signs_of_it = [(child.start_byte, child.end_byte) for child in node.children if child.type == "&&"]
            self.refused |= {mutant["id"] for sign in signs_of_it for mutant in self.operators.get(sign, [])}
        inside = node.parent.type if node.parent else ""
        guards = self.guards.get((node.start_byte, node.end_byte)) if inside == "match_pattern" else None
        if guards:
            code = self.choose(guards, lambda mutant: mutant["with"], code)
        if node.type == "match_pattern" and node.start_byte in self.arms:
            code = self.without_arm(node, code, self.arms[node.start_byte])
        if node.type == "block" and inside == "function_item":
            code = "{" + self.returns(node) + code[1:]
        # A constant function cannot ask for a number.
        return "" if node.type == "function_modifiers" and code == "const" else code

    def without_arm(self, node, code, mutant):
        self.placed.add(mutant["id"])
        guard = node.child_by_field_name("condition")
        if guard is None:
            return f"{code} if {ASKED} != {mutant['id']}u32"
        return f"{self.text(node.start_byte, guard.start_byte)}{ASKED} != {mutant['id']}u32 && ({self.render(guard)})"

    def returns(self, block):
        nested, waiting = [], list(block.children)
        while waiting:
            node = waiting.pop()
            waiting += node.children
            if node.type == "function_item":
                nested.append(node)
        code = ""
        for mutant in self.bodies:
            start, end = mutant["range"]
            within = block.start_byte <= start and end <= block.end_byte
            if within and not any(inner.start_byte <= start and end <= inner.end_byte for inner in nested):
                self.placed.add(mutant["id"])
                code += f" if {ASKED} == {mutant['id']}u32 {{ return {mutant['with']}; }}"
        return code


def placed(mutants, sources, left_out):
    """Writes the copy with all mutants but those left out; gives the numbers that found a place, and those that no compiler takes."""
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_rust.language()))
    of_file, found, refused = collections.defaultdict(list), set(), set()
    for mutant in mutants:
        of_file[mutant["file"]].append(mutant)
    for name, source in sources.items():
        (TREE / name).write_bytes(source)
    for name, all_of_it in of_file.items():
        file = File(parser, sources[name], [mutant for mutant in all_of_it if mutant["id"] not in left_out])
        (TREE / name).write_text(file.render(file.tree.root_node))
        found |= file.placed
        refused |= file.refused
    root = TREE / CRATE / "src" / "lib.rs"
    root.write_text(root.read_text().replace("\nmod ", f"\n{SWITCH}mod ", 1))
    return found, refused


def cargo(target, *arguments):
    environment = dict(os.environ, CARGO_TARGET_DIR=str(target), CARGO_PROFILE_DEV_OPT_LEVEL="1", CARGO_PROFILE_DEV_DEBUG="none")
    run = subprocess.run(["cargo", *arguments, "--message-format=json"], cwd=TREE, env=environment, capture_output=True, text=True)
    return run.returncode, [json.loads(line) for line in run.stdout.split("\n") if line.startswith("{")], run.stderr


def unviable(messages):
    """The numbers of the mutants at which the compiler stopped: mostly the last number before an error, in the same function."""
    found = set()
    for message in messages:
        if message.get("reason") != "compiler-message" or message["message"]["level"] != "error":
            continue
        for span in filter(lambda span: span["is_primary"], message["message"]["spans"]):
            source = (TREE / span["file_name"]).read_bytes()
            reason = (message["message"]["code"] or {}).get("code")
            if reason in ("E0004", "E0015"):
                # A match that is not exhaustive without its last arm; a constant. The numbers come behind the place that is named.
                item = source[span["byte_start"] : source.find(b"\n    }" if reason == "E0004" else b";", span["byte_end"])]
                numbers = re.findall(rb"!= (\d+)u32" if reason == "E0004" else rb"(\d+)u32", item)
                found |= {int(number) for number in (numbers[-1:] if reason == "E0004" else numbers)}
                continue
            before = source[max(0, span["byte_start"] - 4000) : span["byte_end"]]
            numbers = list(re.finditer(rb"(\d+)u32", before))
            if numbers and b"\n\n" not in before[numbers[-1].end() :]:
                found.add(int(numbers[-1].group(1)))
    return found


def built(mutants, left_out, target):
    """Builds the tests with every mutant that compiles; gives the programs, and the numbers that do not compile and that found no place."""
    # As they are now: whoever works on them meanwhile changes nothing here.
    sources = {name: (ROOT / name).read_bytes() for name in {mutant["file"] for mutant in mutants} | {f"{CRATE}/src/lib.rs"}}
    while True:
        found, refused = placed(mutants, sources, left_out)
        code, messages, said = cargo(target, "test", "-p", PACKAGE, "--lib", "--tests", "--no-run")
        if code == 0:
            break
        more = unviable(messages) - left_out
        if not more:
            raise SystemExit(said)
        left_out = left_out | more
        print(f"{len(left_out)} do not compile", flush=True)
    programs = {}
    for message in messages:
        if message.get("reason") == "compiler-artifact" and message.get("executable") and message["profile"]["test"]:
            programs[message["target"]["name"]] = message["executable"]
    left_out = left_out | refused
    return programs, left_out, {mutant["id"] for mutant in mutants} - found - left_out


def tried(mutant, programs, likely=None):
    order = sorted(programs, key=lambda name: (name != likely, LAST.index(name) if name in LAST else -1, name))
    environment = dict(os.environ, DOORSTEP_MUTANT=str(mutant["id"]), RUST_BACKTRACE="0")
    for name in order:
        try:
            run = subprocess.run([programs[name], "-q"], cwd=TREE / CRATE, env=environment, capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return "timeout", name
        if run.returncode != 0:
            return "caught", name
    return "missed", None


def main():
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--only", nargs="*", metavar="FILE", help="files under crates/scoring/src, for instance levels.rs")
    reader.add_argument("--jobs", type=int, default=1)
    reader.add_argument("--target", type=pathlib.Path, default=WORK / "build", help="cargo's folder for what is built")
    options = reader.parse_args()
    mutants = listed()
    results, lock = WORK / f"results-{copied()}.jsonl", threading.Lock()

    def known():
        lines = results.read_text().splitlines() if results.exists() else []
        return {line["name"]: line["status"] for line in map(json.loads, lines)}

    before = known()
    left_out = {mutant["id"] for mutant in mutants if before.get(mutant["name"]) == "does not compile"}
    programs, left_out, without_place = built(mutants, left_out, options.target.resolve())
    if tried({"id": 0}, programs)[0] != "missed":
        raise SystemExit("a test fails without any mutant")
    likely = {}

    def one(mutant):
        by = None
        if mutant["id"] in left_out:
            status = "does not compile"
        elif mutant["id"] in without_place:
            status = "without a place"
        else:
            # What noticed the last mistake of a file mostly notices the next.
            status, by = tried(mutant, programs, likely.get(mutant["file"]))
            likely[mutant["file"]] = by or likely.get(mutant["file"])
        with lock, results.open("a") as out:
            out.write(json.dumps({"name": mutant["name"], "file": mutant["file"], "status": status, "by": by}) + "\n")

    wanted = [mutant for mutant in mutants if not options.only or mutant["file"].removeprefix(f"{CRATE}/src/") in options.only]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        list(pool.map(one, [mutant for mutant in wanted if mutant["name"] not in before]))
    after, counts = known(), collections.Counter()
    for mutant in wanted:
        status = after[mutant["name"]]
        counts[status] += 1
        if status in ("missed", "timeout", "without a place"):
            print(f"{status}: {mutant['name'].removeprefix(f'{CRATE}/src/')}")
    print(f"{len(wanted)} mutants:", ", ".join(f"{count} {status}" for status, count in sorted(counts.items())))


if __name__ == "__main__":
    main()
