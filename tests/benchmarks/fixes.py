"""How many findings of a folder have a fix, and how many fixes leave a sentence that reads well.

    python tests/benchmarks/fixes.py FOLDER… [--labelled FILE.jsonl] [--show N] [--unsafe]

Nothing is written. With LanguageTool at hand (see `termcheck grammar doctor`) it reads each changed
block before and after; `--show N` prints N changed sentences to be read by people.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from termcheck import Checker, Config, Finding, Safety, Source
from termcheck.config.grammar import GrammarConfig
from termcheck.fixer.splice import splice

SUFFIXES = {".md", ".markdown", ".html", ".txt"}


def sources(folders: list[str], labelled: str) -> Iterator[Source]:
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix in SUFFIXES and path.is_file():
                yield Source(str(path), path.read_bytes())
    if labelled:
        rows = [json.loads(line) for line in Path(labelled).read_text("utf-8").splitlines()]
        for number, text in enumerate(dict.fromkeys(row["context"] for row in rows)):
            yield Source(f"labelled-{number}.md", text.encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*")
    parser.add_argument("--labelled", default="")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--unsafe", action="store_true")
    given = parser.parse_args()
    checker = Checker(Config(glossary=("ai-openness", "tech-writing"), cache=False))
    found = dict.fromkeys((*Safety, None), 0)
    applied = withheld = 0
    changed = []
    proposed = []
    for source in sources(given.folders, given.labelled):
        if not checker.engine.may_mention(source.data):
            continue
        for finding in checker.check(source):
            proposed += sentences(checker, source, finding)
            fix = finding.best_fix(unsafe=True) or next(iter(finding.fixes), None)
            found[fix.safety if fix else None] += 1
        done = checker.fix(source, unsafe=given.unsafe)
        applied += len(done.applied)
        withheld += len(done.withheld)
        before, after = (checker.document(one).blocks for one in (done.before, done.after))
        if len(before) == len(after):
            pairs = zip(before, after, strict=True)
            changed += [(old, new) for old, new in pairs if old.text != new.text]
    total = sum(found.values())
    print(f"{total:,} findings")
    for safety, count in found.items():
        print(f"  {safety or 'no fix':8} {count:6,}  {count / max(1, total):.0%}")
    print(f"{applied:,} applied, {withheld:,} withheld, {len(changed):,} blocks changed")
    worse = new_errors(changed)
    if worse is not None:
        print(f"LanguageTool sees a new error in {len(worse):,} of {len(changed):,} blocks")
        for text, message in worse[:20]:
            print(f"  {message}\n    {text[:300]}")
    report_sentences(proposed)
    random.seed(1)
    for old, new in random.sample(changed, min(given.show, len(changed))):
        print(f"- {old.text[:400]}\n+ {new.text[:400]}\n")


def sentences(checker: Checker, source: Source, finding: Finding) -> Iterator[tuple]:
    """Yield what a sentence proposed for a person to write makes of its block."""
    for fix in finding.fixes:
        if fix.safety is Safety.SHOWN and fix.span != finding.span:
            after = replace(source, data=splice(source.data, [fix]).data)
            pairs = zip(
                checker.document(source).blocks, checker.document(after).blocks, strict=False
            )
            blocks = next(((old, new) for old, new in pairs if old.text != new.text), None)
            key = (finding.check, finding.message)
            if blocks is not None:
                found = {(one.check, one.message) for one in checker.check(after)}
                yield blocks, key not in found


def report_sentences(proposed: list) -> None:
    right = sum(settled for _, settled in proposed)
    print(f"{len(proposed):,} sentences proposed, {right:,} settle their finding")
    worse = new_errors([blocks for blocks, _ in proposed])
    if worse is not None:
        print(f"LanguageTool sees a new error in {len(worse):,} of them")
    for (old, new), _ in proposed:
        print(f"- {old.text[:400]}\n+ {new.text[:400]}\n")


def new_errors(changed: list) -> list[tuple[str, str]] | None:
    from termcheck.grammar.ask import Oracle
    from termcheck.grammar.guard import new_errors_of

    oracle = Oracle(GrammarConfig(), None)
    answers = new_errors_of(changed, oracle)
    if oracle.failure:
        print(oracle.failure)
        return None
    return [
        (new.text, found[0].message)
        for (_, new), found in zip(changed, answers, strict=True)
        if found
    ]


if __name__ == "__main__":
    main()
