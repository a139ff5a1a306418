"""Compares every function of `doorstep stat` with independent implementations.

    cargo xtask validate

makes a virtual environment with `requirements.txt`, builds the command and runs this file; R with psych, eRm, cutpointr and jsonlite is
used where it is there (Debian: r-cran-psych, r-cran-erm, r-cran-cutpointr, r-cran-jsonlite). It prints a table in Markdown and ends
with status 1 where a difference is larger than its tolerance and not explained.
"""

import argparse
import json
import math
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")

import numpy as np

import references

np.seterr(all="ignore")

HERE = Path(__file__).parent


def is_missing(value):
    return value is None or isinstance(value, float) and math.isnan(value)


class Comparison:
    """One function against one reference."""

    def __init__(self, function, reference):
        self.function, self.reference = function, reference
        self.cases = self.numbers = self.undefined = 0
        self.largest, self.worst = 0.0, None
        self.explained, self.failures = {}, []

    def check(self, case, found):
        self.cases += 1
        if "error" in found:
            self.failures.append((case.input, found["error"]))
            return
        self.walk(case, case.expected, found["result"], "")

    def walk(self, case, expected, found, path):
        if expected is references.UNCHECKED:
            return
        if isinstance(expected, dict):
            for key, value in expected.items():
                self.walk(case, value, None if found is None else found[key], f"{path}.{key}")
        elif isinstance(expected, (list, tuple, np.ndarray)):
            if found is not None and len(found) != len(expected):
                self.failures.append((case.input, f"{path}: {len(found)} entries instead of {len(expected)}"))
                return
            for place, value in enumerate(expected):
                self.walk(case, value, None if found is None else found[place], f"{path}[{place}]")
        elif is_missing(expected) or is_missing(found):
            self.undefined += 1
            if is_missing(expected) != is_missing(found):
                self.differ(case, path, expected, found)
        else:
            expected, found = float(expected), float(found)
            self.numbers += 1
            difference = abs(found - expected) / max(1.0, abs(expected))
            if difference > case.tolerance:
                self.differ(case, path, expected, found)
            elif difference > self.largest:
                self.largest, self.worst = difference, (case.input, path)

    def differ(self, case, path, expected, found):
        why = case.explain(path, expected, found)
        if why:
            self.explained[why] = self.explained.get(why, 0) + 1
        else:
            self.failures.append((case.input, f"{path}: {found}, the reference has {expected}"))


def ask(command, cases):
    """The answers of `doorstep stat`, one a case."""
    lines = "".join(json.dumps({"fn": case.function, "input": case.input}) + "\n" for case in cases)
    out = subprocess.run([command, "stat"], input=lines, capture_output=True, text=True, check=True).stdout
    answers = [json.loads(line) for line in out.splitlines()]
    assert len(answers) == len(cases), "every line is answered"
    return answers


def ask_r(cases):
    """What R says to the cases that have a question for it; nothing where R is not there."""
    if not shutil.which("Rscript"):
        return None
    questions = [{"what": case.ask_r, "input": case.input} for case in cases]
    ran = subprocess.run(["Rscript", str(HERE / "reference.R")], input=json.dumps(questions), capture_output=True, text=True)
    if ran.returncode != 0:
        print(f"R is not used: {ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else ran.returncode}", file=sys.stderr)
        return None
    return json.loads(ran.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--doorstep", default="doorstep", help="the command to check")
    parser.add_argument("--cases", type=int, default=60, help="random cases for each function")
    parser.add_argument("--seed", type=int, default=20261122)
    arguments = parser.parse_args()

    cases = references.cases(np.random.default_rng(arguments.seed), arguments.cases)
    for_r = [case for case in cases if case.ask_r]
    said = ask_r(for_r)
    if said is None:
        print("R is not there: its comparisons are left out", file=sys.stderr)
        cases = [case for case in cases if not case.ask_r]
    else:
        for case, expected in zip(for_r, said):
            case.expected = references.from_r(case, expected)

    table = {}
    for case, found in zip(cases, ask(arguments.doorstep, cases)):
        key = (case.function, case.reference)
        table.setdefault(key, Comparison(*key)).check(case, found)

    print("| function | compared with | cases | numbers | undefined | largest difference | explained differences |")
    print("|---|---|---|---|---|---|---|")
    for comparison in table.values():
        explained = "; ".join(f"{why} ({count})" for why, count in comparison.explained.items())
        row = [f"`{comparison.function}`", comparison.reference, comparison.cases, comparison.numbers, comparison.undefined]
        print("| " + " | ".join(map(str, row + [f"{comparison.largest:.1e}", explained])) + " |")

    asked = subprocess.run([arguments.doorstep, "stat", "--names"], capture_output=True, text=True, check=True).stdout.split()
    left_out = sorted(set(asked) - {case.function for case in cases} - references.NOT_STATISTICS)
    failures = [(comparison, failure) for comparison in table.values() for failure in comparison.failures]
    for comparison, (given, what) in failures[:40]:
        print(f"DIFFERENT {comparison.function} ({comparison.reference}): {what}\n    input {json.dumps(given)[:400]}", file=sys.stderr)
    if left_out:
        print(f"NOT COMPARED: {', '.join(left_out)}", file=sys.stderr)
    print(f"{len(cases)} cases, {len(failures)} unexplained differences, {len(left_out)} functions not compared", file=sys.stderr)
    sys.exit(1 if failures or left_out else 0)


if __name__ == "__main__":
    main()
