"""Write a score: for people, with every miss on request, and for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from termcheck.claims.claim import Claim
from termcheck.core.visible import indented, shown_line
from termcheck.evaluation.interval import Interval
from termcheck.evaluation.reading import SampleReading, WindowReading
from termcheck.evaluation.score import Score, same_subject
from termcheck.reporters.claims import said_of

_AROUND = 90
"""Characters of the context shown on each side of a missed mention."""


Readings = Sequence[SampleReading] | Sequence[WindowReading]


def evaluation_text(score: Score, readings: Readings, *, errors: bool = False) -> str:
    """Return the score in plain text; with `errors` every mention that was not read as labelled.

    Behind each share stands the range it lies in for 95 of 100 draws of as many texts.
    """
    text = "".join(_misses(readings)) if errors else ""
    text += f"{score.mentions:,} mentions, {score.to_flag:,} to flag\n\n"
    rows = _shares(score)
    text += "".join(f"{name:20}  {_told(value)}\n" for name, value in rows)
    if score.genres:
        text += "\n" + _by_genre(score)
    if score.confusion:
        text += "\nverdict\n" + _confusion(score.confusion)
    return text + "\nstance\n" + _confusion(score.stances)


def _shares(score: Score) -> list[tuple[str, Interval]]:
    what = "flags" if score.verdict_accuracy is not None else "claims"
    rows = [
        (f"precision of {what}", score.precision),
        (f"recall of {what}", score.recall),
        (f"F1 of {what}", score.f1),
        ("accuracy of stance", score.stance_accuracy),
    ]
    if score.verdict_accuracy is not None:
        rows.append(("accuracy of verdict", score.verdict_accuracy))
    return [*rows, ("accuracy of subject", score.subject_accuracy)]


def _told(interval: Interval) -> str:
    return f"{interval.value:.3f}  {interval.low:.3f} to {interval.high:.3f}"


def _by_genre(score: Score) -> str:
    """Return a line for each genre."""
    width = max(len(name) for name, _ in score.genres)
    heads = ("precision", "recall", "stance")
    told = "  ".join(f"{head:19}" for head in heads).rstrip()
    text = f"  {'genre':{width}}  mentions  to flag  {told}\n"
    for name, genre_score in score.genres:
        shares = "  ".join(
            f"{share.value:.2f} ({share.low:.2f} to {share.high:.2f})"
            for share in (genre_score.precision, genre_score.recall, genre_score.stance_accuracy)
        )
        text += f"  {name:{width}}  {genre_score.mentions:8}  {genre_score.to_flag:7}  {shares}\n"
    return text


def evaluation_json(score: Score, readings: Readings, *, errors: bool = False) -> str:
    """Return the score as JSON; with `errors` also every mention not read as labelled."""
    data = _data(score)
    if score.genres:
        data["genres"] = {name: _data(genre_score) for name, genre_score in score.genres}
    for name, cells in (("confusion", score.confusion), ("stances", score.stances)):
        if cells:
            data[name] = [
                {"labelled": label, "read": read, "count": count} for label, read, count in cells
            ]
    if errors:
        data["errors"] = [_error(reading) for reading in readings if any(_wrong(reading))]
    return indented(data)


def _data(score: Score) -> dict[str, object]:
    """Return the shares of a score, each followed by its range."""
    data: dict[str, object] = {"mentions": score.mentions, "to_flag": score.to_flag}
    for name in (
        "precision", "recall", "f1", "stance_accuracy", "verdict_accuracy", "subject_accuracy",
    ):  # fmt: skip
        share: Interval | None = getattr(score, name)
        if share is not None:
            data[name] = round(share.value, 4)
            data[f"{name}_range"] = [round(share.low, 4), round(share.high, 4)]
    return data


def _error(reading: SampleReading | WindowReading) -> dict[str, object]:
    verdict = {"verdict": reading.verdict} if isinstance(reading, SampleReading) else {}
    return {
        "id": reading.sample.id,
        "wrong": list(_wrong(reading)),
        **verdict,
        "stance": reading.stance,
        "subjects": _subjects(reading),
    }


def _wrong(reading: SampleReading | WindowReading) -> Iterator[str]:
    if isinstance(reading, SampleReading):
        if reading.verdict != reading.sample.verdict:
            yield "verdict"
        if reading.sample.subject and not same_subject(reading):
            yield "subject"
    else:
        if reading.flagged != reading.sample.claims:
            yield "claim"
        if reading.tells and not reading.same_subject:
            yield "subject"
    if reading.stance != reading.sample.stance:
        yield "stance"


def _subjects(reading: SampleReading | WindowReading) -> list[str]:
    claim = _claim(reading)
    return [said_of(other) for other in claim.subjects] if claim is not None else []


def _claim(reading: SampleReading | WindowReading) -> Claim | None:
    if isinstance(reading, WindowReading):
        return reading.claim
    return reading.weighed.claim if reading.weighed is not None else None


def _misses(readings: Readings) -> Iterator[str]:
    for reading in readings:
        wrong = tuple(_wrong(reading))
        if not wrong:
            continue
        sample = reading.sample
        before, after = _around(reading)
        if isinstance(reading, SampleReading):
            of = reading.sample.subject or "nobody"
            labelled = f"{reading.sample.verdict}, {sample.stance}, of {of}"
            read = f"{reading.verdict}, "
        else:
            names = ", ".join(reading.sample.subjects) or "nobody"
            labelled = f"{sample.stance}, of {reading.sample.about}: {names}"
            read = ""
        claim = _claim(reading)
        sure = f" ({claim.confidence:.0%} sure)" if claim is not None else ""
        read += (
            f"{reading.stance or 'no claim'}, of {'; '.join(_subjects(reading)) or 'nobody'}{sure}"
        )
        lines = (
            f"{sample.id}: {', '.join(wrong)}",
            f"  text      {before}[{sample.mention}]{after}",
            f"  labelled  {labelled}",
            f"  read      {read}",
        )
        yield "".join(f"{shown_line(line)}\n" for line in lines) + "\n"


def _around(reading: SampleReading | WindowReading) -> tuple[str, str]:
    """Return some of the text before and after a mention."""
    if isinstance(reading, SampleReading):
        sample = reading.sample
        text, start, end = sample.context, sample.start, sample.end
    else:
        text = reading.sample.document.source.data.decode()
        start = len(reading.sample.document.source.data[: reading.sample.span.start].decode())
        end = start + len(reading.sample.mention)
    return text[max(0, start - _AROUND) : start], text[end : end + _AROUND]


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


EVALUATION: Mapping[str, Callable[..., str]] = {"text": evaluation_text, "json": evaluation_json}
"""A score in each format."""
