"""Leaving a receipt: what the results of a run rested on, see `cache.receipt`."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from termcheck.cache.cards import files_of
from termcheck.cache.objects import is_stamped
from termcheck.cache.receipt import ReceiptPlace, RestsOn, RunPages, leave
from termcheck.claims.model_files import model_files
from termcheck.config.trust import LIST, user_folder
from termcheck.config.user import NAME
from termcheck.core.boundary import CONFIGURATIONS, MARKERS, folders_above
from termcheck.core.paths import absolute_path
from termcheck.core.report import Report
from termcheck.run.plan import Plan


def leave_receipt(
    place: ReceiptPlace,
    pages: RunPages,
    plan: Plan,
    report: Report,
    started: int,
) -> None:
    """Leave a receipt of a run over pages; only of some runs.

    Not where anything was told, or where more is asked than files of this machine. `started` is in
    nanoseconds.
    """
    config = plan.config
    told = report.problems or report.notices or any(True for _finding in report.findings)
    asks = any(settings.grammar is not None for settings in plan.all)
    packages = config.extended is not None and config.extended.packages
    if told or asks or packages:
        return
    glossaries = [files_of(Path(card)) for card in plan.glossaries.kept_cards]
    if not glossaries or not all(glossaries):
        # They were changed a moment ago, or nothing is kept.
        return
    read = [file for files in glossaries for file in files]
    counts = {name: getattr(report, name) for name in ("known", "gone", "suppressed")}
    leave(place, _rests_on(plan, place.start, read), pages, counts, started)


def _rests_on(plan: Plan, start: str, read: list[str]) -> RestsOn:
    config = plan.config
    above = sorted({folder for root in (start, config.root) for folder in folders_above(root)})
    looked_for = [str(Path(folder, name)) for folder in above for name in CONFIGURATIONS]
    marks = [str(Path(folder, name)) for folder in above for name in MARKERS]
    looked_for += [str(Path(user_folder(), name)) for name in (NAME, LIST)]
    looked_for.append(str(config.baseline_path))
    read = [*read, *([absolute_path(config.path)] if config.path else ())]
    read += config.extended.files if config.extended else ()
    read += [file for settings in plan.all for file in model_files(settings.options.claims_model)]
    places = (*marks, *looked_for)
    there = {place for place in places if os.path.lexists(place)}
    read += [file for file in looked_for if file in there]
    tomorrow = (datetime.date.today() + datetime.timedelta(days=1)).isoformat()
    days = [day for card in plan.cards for day in (*card.days, *([tomorrow] * card.daily))]
    return RestsOn(
        files=tuple(file for file in dict.fromkeys(read) if not is_stamped(file)),
        there=tuple(mark for mark in marks if mark in there),
        missing=tuple(place for place in places if place not in there),
        days=tuple(days),
    )
