"""The plots of a report: small multiples as SVG, drawn by Vega-Lite.

Nothing of them runs in a browser. Each is drawn twice, for a wide and for a narrow page. Colours in
them are names only: `report.css` says what `#0a0001` looks like, by day and by night, so that
no plot is drawn for each. Beside every plot its numbers stand as a table.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from termcheck.audit.answers import Answers
from termcheck.audit.words import OUTCOMES, listed, many, meaning_name

WIDE, NARROW = 600, 250
"""Width of the drawn area, in CSS pixels."""
_TERMS, _MEANINGS, _BARS = 4, 7, 12
"""How many of each are drawn; the table has all."""
_OUTCOME_INK = {name: f"#0b000{index}" for index, name in enumerate(OUTCOMES)}
_REST = "other meanings"
_INK, _GRID = "#010101", "#020202"
_CONFIG: Mapping[str, Any] = {
    "aria": False,
    "mark": {"aria": False},
    "font": "Arial, Liberation Sans, Helvetica, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": _INK,
        "titleColor": _INK,
        "gridColor": _GRID,
        "domainColor": _GRID,
        "tickColor": _GRID,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 170,
    },
    "legend": {
        "labelColor": _INK,
        "titleColor": _INK,
        "labelFontSize": 12,
        "labelLimit": 280,
        "orient": "top",
        "direction": "vertical",
        "title": None,
        "symbolType": "square",
    },
    "header": {"labelColor": _INK, "titleColor": _INK, "labelFontSize": 13, "title": None},
}


@dataclass(frozen=True, slots=True)
class Plot:
    """One figure: what it shows, drawn twice, and its numbers."""

    title: str
    caption: str
    """What it shows, in a sentence, for those who do not see it."""
    wide: str
    narrow: str
    """SVG elements."""
    head: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    """The numbers, a column for each of `head`."""


def plots(answers: Answers) -> tuple[Plot, ...]:
    """Return the plots for which an audit has numbers. Raises `PluginError` without Vega-Lite."""
    return tuple(one for one in (_over_time(answers), _teams(answers), _subjects(answers)) if one)


def _over_time(answers: Answers) -> Plot | None:
    months = answers.changes()
    spans = len({one.month for one in months})
    if spans < 2:
        return None
    totals: Counter[str] = Counter()
    used: Counter[str] = Counter()
    for one in months:
        totals[one.term] += one.documents
        used[meaning_name(answers, one.meaning)] += one.documents
    terms = [term for term, _ in totals.most_common(_TERMS)]
    shown = [name for name, _ in used.most_common(_MEANINGS)]
    names = [*shown, _REST] if len(used) > len(shown) else shown
    values = [
        {
            "when": f"{one.month}-01",
            "term": answers.terms.get(one.term, one.term),
            "meaning": name if (name := meaning_name(answers, one.meaning)) in shown else _REST,
            "pages": one.documents,
        }
        for one in months
        if one.term in terms
    ]
    stands = "at the end of each month" if answers.has_history else "by the month of last change"
    caption = (
        f"Pages by what they mean, {stands}, from {months[0].month} to {months[-1].month}: "
        f"{listed([f'{name} on {count:,}' for name, count in used.most_common(3)])}."
    )
    spec = {
        "data": {"values": values},
        "mark": {"type": "bar"},
        "encoding": {
            "x": {
                "field": "when",
                "type": "temporal",
                "timeUnit": _unit(months[0].month, months[-1].month),
                "title": None,
                "axis": {"grid": False, "labelOverlap": True},
            },
            "y": {
                "field": "pages",
                "aggregate": "sum",
                "type": "quantitative",
                "title": "pages",
                "axis": {"labelExpr": "datum.value % 1 ? '' : datum.label", "tickCount": 4},
            },
            "color": _colours("meaning", names, [f"#0a000{n}" for n in range(len(names))]),
            "row": {
                "field": "term",
                "sort": [answers.terms.get(one, one) for one in terms],
                "header": {"labelOrient": "top", "labelAnchor": "start", "labelFontWeight": "bold"},
            },
        },
        "resolve": {"scale": {"y": "independent"}},
    }
    rows = tuple(
        (
            one.month,
            answers.terms.get(one.term, one.term),
            meaning_name(answers, one.meaning),
            one.documents,
            one.claims,
            one.contradicted,
        )
        for one in months
    )
    head = ("Month", "Term", "Meaning", "Pages", "Claims", "False claims")
    return _drawn("What is meant, over time", caption, spec, 90, head, rows)


def _unit(first: str, last: str) -> str:
    """Return how coarse time is drawn, so that no more than some forty bars stand beside."""
    spans = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])
    return "utcyearmonth" if spans <= 40 else "utcyearquarter" if spans <= 120 else "utcyear"


def _teams(answers: Answers) -> Plot | None:
    found = answers.agreement("owner")
    if not found:
        return None
    values = [
        {"who": one.key or "nobody in particular", "what": what, "pages": pages}
        for one in found[:_BARS]
        for what, pages in (("agree", one.agreeing), ("do not", one.documents - one.agreeing))
    ]
    caption = "Pages that agree with the glossary: " + listed(
        f"{one.key or 'nobody in particular'} {one.agreeing} of {one.documents}"
        for one in found[:3]
    )
    rows = tuple(
        (
            one.key or "nobody in particular",
            one.documents,
            one.agreeing,
            f"{one.share:.0%}",
            one.contradicted,
            one.unsupported,
        )
        for one in found
    )
    head = ("Team", "Pages", "Agree", "Share", "False claims", "Unsupported")
    spec = _bars(
        values,
        ["agree", "do not"],
        [_OUTCOME_INK["ok"], _OUTCOME_INK["unsupported"]],
    )
    return _drawn("Who agrees with the glossary", f"{caption}.", spec, 0, head, rows)


def _subjects(answers: Answers) -> Plot | None:
    found = answers.called()
    if not found:
        return None
    totals: Counter[str] = Counter()
    for one in found:
        totals[one.name] += one.documents
    names = [name for name, _ in totals.most_common(_BARS)]
    values = [
        {"who": one.name, "what": OUTCOMES[one.outcome], "pages": one.documents}
        for one in found
        if one.name in names
    ]
    used = {one["what"] for one in values}
    outcomes = [name for name in OUTCOMES if OUTCOMES[name] in used]
    caption = "Subjects that most pages call something: " + listed(
        f"{name} on {many(totals[name], 'page')}" for name in names[:3]
    )
    spec = _bars(
        values,
        [OUTCOMES[name] for name in outcomes],
        [_OUTCOME_INK[name] for name in outcomes],
    )
    rows = tuple(
        (one.name, answers.terms.get(one.term, one.term), OUTCOMES[one.outcome], one.documents)
        for one in found
    )
    head = ("Subject", "Called", "Verdict", "Pages")
    return _drawn(
        "What is called something, and whether it holds", f"{caption}.", spec, 0, head, rows
    )


def _bars(values: list[dict[str, Any]], names: list[str], inks: list[str]) -> dict[str, Any]:
    order = list(dict.fromkeys(one["who"] for one in values))
    ranked = [{**one, "rank": names.index(one["what"])} for one in values]
    return {
        "data": {"values": ranked},
        "height": {"step": 24},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {
                "field": "who",
                "type": "nominal",
                "sort": order,
                "title": None,
            },
            "x": {
                "field": "pages",
                "type": "quantitative",
                "aggregate": "sum",
                "title": "pages",
                "axis": {"tickMinStep": 1, "tickCount": 5},
            },
            "color": _colours("what", names, inks),
            "order": {"field": "rank", "type": "quantitative"},
        },
    }


def _colours(field: str, names: Sequence[str], inks: Sequence[str]) -> dict[str, Any]:
    return {
        "field": field,
        "type": "nominal",
        "sort": list(names),
        "scale": {"domain": list(names), "range": list(inks)},
    }


def _drawn(
    title: str,
    caption: str,
    spec: dict[str, Any],
    height: int,
    head: tuple[str, ...],
    rows: Iterable[tuple[str | int, ...]],
) -> Plot:
    wide, narrow = (_svg(spec, caption, width, height) for width in (WIDE, NARROW))
    return Plot(title, caption, wide, narrow, head, tuple(rows))


def _svg(spec: dict[str, Any], caption: str, width: int, height: int) -> str:
    import vl_convert

    whole = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "transparent",
        "padding": {"left": 24, "right": 24, "top": 5, "bottom": 5},
        "config": _CONFIG,
        "width": width,
        **({"height": height} if height else {}),
        **spec,
    }
    drawn = vl_convert.vegalite_to_svg(whole, allowed_base_urls=[])
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{html.escape(caption)}" ', 1)
