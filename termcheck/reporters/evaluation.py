"""Write a score: for people, with every miss on request, and for programs."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Sequence

from termcheck.evaluation.reading import Reading
from termcheck.evaluation.score import Score, same_subject
from termcheck.reporters.claims import said_of
from termcheck.reporters.text import clean, visible

_BREAKS = re.compile(r"[\r\n]+")
_AROUND = 90
"""Characters of the context shown on each side of a missed mention."""


def evaluation_text(score: Score, readings: Sequence[Reading], *, errors: bool = False) -> str:
    """Return the score in plain text; with `errors` every mention that was not read as labelled."""
    text = "".join(_misses(readings)) if errors else ""
    text += f"{score.mentions:,} mentions\n\n"
    rows = (
        ("precision of flags", score.precision),
        ("recall of flags", score.recall),
        ("F1 of flags", score.f1),
        ("accuracy of stance", score.stance_accuracy),
        ("accuracy of verdict", score.verdict_accuracy),
        ("accuracy of subject", score.subject_accuracy),
    )
    text += "".join(f"{name:20}  {value:.3f}\n" for name, value in rows)
    text += "\nverdict\n" + _confusion(score.confusion)
    return text + "\nstance\n" + _confusion(score.stances)


def evaluation_json(score: Score, readings: Sequence[Reading], *, errors: bool = False) -> str:
    """Return the score as JSON; with `errors` also every mention not read as labelled."""
    data: dict[str, object] = {
        name: round(value, 4) if isinstance(value, float) else value
        for name, value in dataclasses.asdict(score).items()
        if name not in ("confusion", "stances")
    }
    for name, cells in (("confusion", score.confusion), ("stances", score.stances)):
        data[name] = [
            {"labelled": label, "read": read, "count": count} for label, read, count in cells
        ]
    if errors:
        data["errors"] = [
            {
                "id": one.sample.id,
                "wrong": list(_wrong(one)),
                "verdict": one.verdict,
                "stance": one.stance,
                "subjects": _subjects(one),
                "cue": one.cue,
            }
            for one in readings
            if any(_wrong(one))
        ]
    return clean(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def _wrong(one: Reading) -> Iterator[str]:
    if one.verdict != one.sample.verdict:
        yield "verdict"
    if one.stance != one.sample.stance:
        yield "stance"
    if one.sample.subject and not same_subject(one):
        yield "subject"


def _subjects(one: Reading) -> list[str]:
    return [said_of(two) for two in one.weighed.claim.subjects] if one.weighed is not None else []


def _misses(readings: Sequence[Reading]) -> Iterator[str]:
    for one in readings:
        wrong = tuple(_wrong(one))
        if not wrong:
            continue
        sample = one.sample
        before = sample.context[max(0, sample.start - _AROUND) : sample.start]
        after = sample.context[sample.end : sample.end + _AROUND]
        lines = (
            f"{sample.id}: {', '.join(wrong)}",
            f"  text      {before}[{sample.mention}]{after}",
            f"  labelled  {sample.verdict}, {sample.stance}, of {sample.subject or 'nobody'}",
            f"  read      {one.verdict}, {one.stance or 'no claim'}, "
            f"of {'; '.join(_subjects(one)) or 'nobody'}" + (f" ({one.cue})" if one.cue else ""),
        )
        shown = (visible(_BREAKS.sub(" ", clean(line))) for line in lines)
        yield "".join(f"{line}\n" for line in shown) + "\n"


def _confusion(cells: Sequence[tuple[str, str, int]]) -> str:
    names = list(dict.fromkeys([cell[0] for cell in cells] + [cell[1] for cell in cells]))
    counts = {(label, read): count for label, read, count in cells}
    heads = [name or "(none)" for name in names]
    width = max(map(len, ("labelled", *heads)))
    text = f"  {'labelled':{width}}  read: {'  '.join(heads)}\n"
    for name, head in zip(names, heads, strict=True):
        row = "  ".join(
            f"{counts.get((name, other), 0):{len(shown)}}"
            for other, shown in zip(names, heads, strict=True)
        )
        text += f"  {head:{width}}        {row}\n"
    return text
