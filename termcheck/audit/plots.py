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
from itertools import islice
from typing import Any

from termcheck.audit.answer import Month
from termcheck.audit.answers import Answers
from termcheck.audit.words import OUTCOMES, listed, many, meaning_name

WIDE, NARROW = 600, 250
"""Width of the drawn area, in CSS pixels."""
_TERMS, _MEANINGS, _BARS = 4, 7, 12
"""How many of each are drawn; the table has more."""
_TABLE = 1_000
"""Rows of the table beside a plot."""
_OUTCOME_INK = {name: f"#0b000{index}" for index, name in enumerate(OUTCOMES)}
_NOBODY = "nobody in particular"
_REST, _UNTOLD = "other meanings", "not told"
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
    return tuple(
        plot for plot in (_over_time(answers), _teams(answers), _subjects(answers)) if plot
    )


def _over_time(answers: Answers) -> Plot | None:
    months = answers.changes()
    if len({month.month for month in months}) < 2:
        return None
    first, last = months[0].month, months[-1].month
    unit, length = _unit(first, last)
    drawn = _at_the_end(months, length) if answers.has_history else months
    totals: Counter[str] = Counter()
    used: Counter[str] = Counter()
    for row in drawn:
        totals[row.term] += row.documents
        if row.meaning:
            used[meaning_name(answers, row.meaning)] += row.documents
    terms = [term for term, _ in totals.most_common(_TERMS)]
    shown = [name for name, _ in used.most_common(_MEANINGS)]
    rest = [_REST] if len(used) > len(shown) else []
    untold = [_UNTOLD] if any(not row.meaning for row in drawn) else []
    inks = [f"#0a000{number}" for number in range(len(shown))]
    inks += ["#0a0007"] * len(rest) + [_OUTCOME_INK["not judged"]] * len(untold)
    values = [
        {
            "when": f"{month.month}-01",
            "term": answers.terms.get(month.term, month.term),
            "meaning": _among(meaning_name(answers, month.meaning), shown),
            "pages": month.documents,
        }
        # Vega-Lite draws rows as they come, whatever their `sort` says.
        for month in sorted(drawn, key=lambda month: (*terms, month.term).index(month.term))
        if month.term in terms
    ]
    caption = _over_time_in_words(answers, months, unit)
    spec = {
        "data": {"values": values},
        "mark": {"type": "bar"},
        "encoding": {
            "x": {
                "field": "when",
                "type": "temporal",
                "timeUnit": unit,
                "title": None,
                # The end of the last span is no time that is looked at.
                "axis": {
                    "grid": False,
                    "labelOverlap": True,
                    "labelFlush": False,
                    "labelExpr": f"datum.value > toDate('{last}-28') ? '' : datum.label",
                },
            },
            "y": {
                "field": "pages",
                "aggregate": "sum",
                "type": "quantitative",
                "title": "pages",
                "axis": {
                    "labelExpr": "datum.value % 1 ? '' : datum.label",
                    "tickCount": 4,
                    "format": "d",
                },
            },
            "color": _colours("meaning", [*shown, *rest, *untold], inks),
            "row": {
                "field": "term",
                "sort": [answers.terms.get(term, term) for term in terms],
                "header": {"labelOrient": "top", "labelAnchor": "start", "labelFontWeight": "bold"},
            },
        },
        "resolve": {"scale": {"y": "independent"}},
    }
    rows = tuple(
        (
            month.month,
            answers.terms.get(month.term, month.term),
            meaning_name(answers, month.meaning),
            month.documents,
            month.claims,
            month.contradicted,
        )
        for month in months
    )
    head = ("Month", "Term", "Meaning", "Pages", "Claims", "False claims")
    return _drawn("What is meant, over time", caption, spec, 90, head, rows)


def _among(name: str, shown: Sequence[str]) -> str:
    return name if name in shown or name == _UNTOLD else _REST


def _over_time_in_words(answers: Answers, months: Sequence[Month], unit: str) -> str:
    first, last = months[0].month, months[-1].month
    counted: Counter[str] = Counter()
    for row in months:
        if row.meaning and (row.month == last or not answers.has_history):
            counted[meaning_name(answers, row.meaning)] += row.documents
    told = [f"{name} on {many(count, 'page')}" for name, count in counted.most_common(3)]
    period = {"utcyear": "year", "utcyearquarter": "quarter"}.get(unit, "month")
    stands = f"at the end of each {period}" if answers.has_history else "by their last change"
    now = f"in {last} " if answers.has_history else ""
    return f"Pages by what they mean, {stands}, from {first} to {last}: {now}" + (
        f"{listed(told)}." if told else "none that can be told."
    )


def _at_the_end(months: Sequence[Month], length: int) -> list[Month]:
    """Return what stood at the end of each span of so many months: what stands is no sum."""
    last = {_span(row.month, length): row.month for row in months}
    return [row for row in months if last[_span(row.month, length)] == row.month]


def _span(month: str, length: int) -> int:
    year, number = map(int, month.split("-"))
    return (12 * year + number - 1) // length


def _unit(first: str, last: str) -> tuple[str, int]:
    """Return how coarse time is drawn, so that no more than some forty bars stand beside.

    As Vega-Lite calls it, and in months.
    """
    spans = _span(last, 1) - _span(first, 1)
    if spans <= 40:
        return "utcyearmonth", 1
    return ("utcyearquarter", 3) if spans <= 120 else ("utcyear", 12)


def _teams(answers: Answers) -> Plot | None:
    found = answers.agreement("owner")
    if not found:
        return None
    values = [
        {"who": agreement.key or _NOBODY, "what": what, "pages": pages}
        for agreement in found[:_BARS]
        for what, pages in (
            ("agree", agreement.agreeing),
            ("do not", agreement.documents - agreement.agreeing),
        )
    ]
    shares = [
        f"{agreement.key or _NOBODY} {agreement.agreeing} of {agreement.documents}"
        for agreement in found[:3]
    ]
    caption = f"{_most(len(found), 'owner')}Pages that agree with the glossary: {listed(shares)}"
    rows = tuple(
        (
            agreement.key or _NOBODY,
            agreement.documents,
            agreement.agreeing,
            f"{agreement.share:.0%}",
            agreement.contradicted,
            agreement.unsupported,
        )
        for agreement in found
    )
    head = ("Team", "Pages", "Agree", "Share", "False claims", "Unsupported")
    spec = _bars(
        values,
        ["agree", "do not"],
        [_OUTCOME_INK["ok"], _OUTCOME_INK["unsupported"]],
    )
    return _drawn("Who agrees with the glossary", f"{caption}.", spec, 0, head, rows)


def _most(count: int, what: str) -> str:
    """Return how many of some are drawn, nothing where all are."""
    return f"The {_BARS} of {many(count, what)} with most pages. " if count > _BARS else ""


def _subjects(answers: Answers) -> Plot | None:
    found = answers.called()
    if not found:
        return None
    totals: Counter[str] = Counter()
    for called in found:
        totals[called.name] += called.documents
    names = [name for name, _ in totals.most_common(_BARS)]
    values = [
        {"who": called.name, "what": OUTCOMES[called.outcome], "pages": called.documents}
        for called in found
        if called.name in names
    ]
    used = {value["what"] for value in values}
    outcomes = [name for name in OUTCOMES if OUTCOMES[name] in used]
    caption = (
        _most(len(totals), "subject")
        + "Subjects that most pages call something: "
        + listed(f"{name} on {many(totals[name], 'page')}" for name in names[:3])
    )
    spec = _bars(
        values,
        [OUTCOMES[name] for name in outcomes],
        [_OUTCOME_INK[name] for name in outcomes],
    )
    rows = tuple(
        (
            called.name,
            answers.terms.get(called.term, called.term),
            OUTCOMES[called.outcome],
            called.documents,
        )
        for called in found
    )
    head = ("Subject", "Called", "Verdict", "Pages")
    return _drawn(
        "What is called something, and whether it holds", f"{caption}.", spec, 0, head, rows
    )


def _bars(values: list[dict[str, Any]], names: list[str], inks: list[str]) -> dict[str, Any]:
    order = list(dict.fromkeys(value["who"] for value in values))
    ranked = [{**value, "rank": names.index(value["what"])} for value in values]
    pages: Counter[str] = Counter()
    for value in values:
        pages[value["who"]] += value["pages"]
    # Half a page is none: of few there are no more lines than pages.
    lines = min(5, max(pages.values(), default=1))
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
                "axis": {"tickMinStep": 1, "tickCount": lines},
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
    return Plot(title, caption, wide, narrow, head, tuple(islice(rows, _TABLE)))


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
