"""Claims in a small area of its own: what comes of each, for every way the facts can be."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from termcheck import Checker, Config, Safety, Source
from termcheck.checks.weighing import Outcome
from termcheck.claims.claim import Reference, SubjectRef
from termcheck.glossary.model import Exemption

LAMPS = Path(__file__).with_name("lamps") / "house.yml"
MARKS = {Safety.SAFE: "", Safety.UNSAFE: "~", Safety.SHOWN: "?"}


@functools.cache
def checker(own_subject: str = "", *exemptions: Exemption) -> Checker:
    """Return the checker of the lamps, made once."""
    made = Checker(Config(glossary=(str(LAMPS),), own_subject=own_subject, cache=False))
    return Checker(replace(made.glossary, exemptions=exemptions)) if exemptions else made


def told(text: str, *exemptions: Exemption, own: str = "") -> list[str]:
    """Return each finding as `check: message [fix]`, `~` before a fix to ask for, `?` if shown."""
    return [
        f"{finding.check}: {finding.message.removeprefix('Unexpected ')}"
        + "".join(
            f" {MARKS[fix.safety]}[{fix.title.removeprefix('Replace with ')}]"
            for fix in finding.fixes
        )
        for finding in checker(own, *exemptions).check(Source("a.md", text.encode()))
    ]


TOLD = [
    ("Aster and Clover are repairable.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Aster is "
      "repairable; Clover is sealed`]"]),
    ("Clover and Dahlia are repairable.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Clover is "
      "sealed; Dahlia is wireless`]"]),
    ("Bluebell and Clover and Dahlia are repairable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ?[Write "
      "`Bluebell is easy to open; Clover is sealed; Dahlia is wireless`]"]),
    ("Bluebell and Aster are repairable lamps.",
     ["contradicted-claim: `repairable` for Bluebell, expected `openable` ?[Write `Aster is a "
      "repairable lamp; Bluebell is an openable lamp`]"]),
    ("Erica and Aster are repairable.",
     ["unsupported-claim: `repairable` for Erica, expected `easy to open`, or evidence of "
      "spare parts on sale ?[Write `Aster is repairable; Erica is easy to open`]"]),
    ("Erica and Zebra are repairable lamps.",
     ["unsupported-claim: `repairable` for Erica, expected `openable`, or evidence of spare "
      "parts on sale ?[Write `openable` for Erica only]"]),
    ("Aster and Erica are repairable.",
     ["unsupported-claim: `repairable` for Erica, expected `easy to open`, or evidence of "
      "spare parts on sale ?[Write `Aster is repairable; Erica is easy to open`]"]),
    ("Kerria and Aster are repairable.",
     ["unsupported-claim: `repairable` for Kerria, expected `easy to open`, or the version "
      "that is meant ?[Write `Aster is repairable; Kerria is easy to open`]"]),
    ("Iris and Clover are repairable.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `sealed` for "
      "Clover only]"]),
    ("Our favourite lamps, Clover, Aster and Erica, are repairable.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `sealed` for "
      "Clover only] ?[Write `easy to open` for Erica only]"]),
    ("Aster, Iris 1, Bluebell, Clover and Dahlia are repairable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ?[Write `Aster "
      "and Iris 1 are repairable; Bluebell is easy to open; Clover is sealed; Dahlia is "
      "wireless`]"]),
    ("Clover, Gorse, Lilac, Mallow and Lilac 1 are repairable.",
     ["contradicted-claim: `repairable` for Clover, Gorse and 3 more, expected `sealed` "
      "~[`sealed`]"]),
    ("Aster is a repairable (openable) lamp.",
     ["conflated-terms: `repairable` beside `openable` for Aster, expected one of them",
      "conflated-terms: `openable` beside `repairable` for Aster, expected one of them"]),
    ("Clover is repairable (openable).",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ~[`sealed`]",
      "contradicted-claim: `openable` for Clover"]),
    ("Dahlia is repairable and openable.",
     ["contradicted-claim: `repairable` for Dahlia, expected `wireless` ~[`wireless`]",
      "contradicted-claim: `openable` for Dahlia"]),
    ("Bluebell is repairable/openable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ?[`easy to open`]",
      "conflated-terms: `repairable` beside `openable` for Bluebell, expected only `openable`"]),
    ("Bluebell is repairable. Bluebell is openable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ~[`easy to open`]",
      "conflated-terms: `repairable` beside `openable` for Bluebell, expected only `openable`"]),
    ("Zebra is a repairable (openable) lamp.",
     ["conflated-terms: `repairable` beside `openable` for Zebra, expected one of them",
      "conflated-terms: `openable` beside `repairable` for Zebra, expected one of them"]),
    ("# Clover is repairable\n\nClover is openable.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ~[`sealed`]",
      "contradicted-claim: `openable` for Clover"]),
    ("# Bluebell is repairable\n\nBluebell is openable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ~[`easy to open`]",
      "conflated-terms: `repairable` beside `openable` for Bluebell, expected only `openable`"]),
    ("Bluebell is repairable.\n\nBluebell is openable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ~[`easy to open`]"]),
    ("# Bluebell is repairable\n\nx\n\nBluebell is openable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ~[`easy to open`]"]),
    ("# Bluebell is repairable\n\nAster is openable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ~[`easy to open`]"]),
    ("Bluebell is repairable, and Aster is openable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ~[`easy to open`]"]),
    ("Bluebell is repairable, and Bluebell and Aster are openable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ?[Write `easy to "
      "open` for Bluebell only]",
      "conflated-terms: `repairable` beside `openable` for Bluebell, expected only `openable`"]),
    ("Aster and Bluebell are openable, and Bluebell is repairable.",
     ["conflated-terms: `repairable` beside `openable` for Bluebell, expected only `openable`",
      "contradicted-claim: `repairable` for Bluebell, expected `easy to open` ~[`easy to open`]"]),
    ("Bluebell and Clover are repairable. Aster and Bluebell are openable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ?[Write "
      "`Bluebell is easy to open; Clover is sealed`]"]),
    ("Zebra is a repairable lamp. Zebra is an openable lamp.",
     ["conflated-terms: `repairable` beside `openable` for Zebra, expected one of them",
      "conflated-terms: `openable` beside `repairable` for Zebra, expected one of them"]),
    ("Zebra is a repairable lamp. Zebu is an openable lamp.",
     ["unsupported-claim: `repairable` for Zebra, expected recorded evidence",
      "unsupported-claim: `openable` for Zebu, expected recorded evidence"]),
    ("Our lamp is repairable. Our lamp is openable.",
     ["unsupported-claim: `repairable` for your own lamp, expected recorded evidence",
      "unsupported-claim: `openable` for your own lamp, expected recorded evidence"]),
    ("Bluebell is repairable. Is Bluebell openable?",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ~[`easy to open`]"]),
    ("Aster is repairable. Aster is openable.", []),
    ("Clover is openable (repairable).",
     ["contradicted-claim: `openable` for Clover",
      "contradicted-claim: `repairable` for Clover, expected `sealed` ~[`sealed`]"]),
    ("Bluebell is openable (repairable).",
     ["conflated-terms: `repairable` beside `openable` for Bluebell, expected only `openable`",
      "contradicted-claim: `repairable` for Bluebell, expected `easy to open` ~[`easy to open`]"]),
    ("Lamps are repairable.", []),
    ("Clover is not repairable.", []),
    ("Is Clover repairable?", []),
    ("Umbra calls Clover repairable.", []),
    ("Velum's eco lamps are here.",
     ["ambiguous-term: `eco` for Velum's lamps, expected `repairable` ~[`repairable`]"]),
    ("Umbra's eco lamps are here.", []),
    ("Aster is eco.",
     ["ambiguous-term: `eco` for Aster, expected `repairable` ~[`repairable`]"]),
    ("Aster is an eco, small lamp.",
     ["ambiguous-term: `eco` for Aster, expected `repairable` ~[`repairable`]"]),
    ("Aster is an eco, small thing.",
     ["ambiguous-term: `eco` for Aster, expected `repairable` ~[`repairable`]"]),
    ("The drawings of Clover are repairable.",
     ["contradicted-claim: `repairable` for Clover"]),
    ("The drawings of Bluebell are repairable.",
     ["contradicted-claim: `repairable` for Bluebell"]),
    ("Clover is a repairable, bright lamp.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ~[`sealed`]"]),
    ("Bluebell is repairable, bright light for all.",
     ["contradicted-claim: `repairable` for Bluebell, expected `openable` ~[`openable`]"]),
    ("Bluebell is repairable, and a light for all.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ~[`easy to open`]"]),
    ("Bluebell is repairable, quick and light.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ~[`easy to open`]"]),
    ("Bluebell is repairable, small torch.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ~[`easy to open`]"]),
    ("A repairable Bluebell is here.",
     ["contradicted-claim: `repairable` for Bluebell, expected `openable` ~[`openable`]"]),
    ("BLUEBELL IS REPAIRABLE.",
     ["contradicted-claim: `REPAIRABLE` for BLUEBELL, expected `EASY TO OPEN` ~[`EASY TO OPEN`]"]),
    ("Mallow is repairable.",
     ["contradicted-claim: `repairable` for Mallow, expected `sealed` ~[`sealed`]"]),
    ("Nettle is repairable.", []),
    ("Iris 2 is repairable.",
     ["contradicted-claim: `repairable` for Iris 2"]),
    ("Iris is a repairable lamp.", []),
    ("Jasmine is a repairable lamp.",
     ["contradicted-claim: `repairable` for Jasmine, expected `openable` ~[`openable`]"]),
    ("Dahlia is a repairable lamp.",
     ["contradicted-claim: `repairable` for Dahlia, expected `wireless` ~[`wireless`]"]),
    ("Holly is a repairable lamp.", []),
    ("Fern is repairable.",
     ["contradicted-claim: `repairable` for Fern"]),
    ("Jasmine is openable.", []),
    ("Clover is openable.",
     ["contradicted-claim: `openable` for Clover"]),
    ("The Lamp Licence is libre.", []),
    ("Lamp Terms is libre.", []),
    ("The libre MIT licence", []),
    ("Orchid is under a libre licence.",
     ["contradicted-claim: `libre` for Lamp Licence"]),
    ("MIT is a libre lamp.",
     ["unsupported-claim: `libre` for MIT, expected recorded evidence"]),
    ("Zebra is a libre lamp. Zebra is under the Lamp Licence.",
     ["contradicted-claim: `libre` for Zebra"]),
    ("Zebra is a repairable lamp. Zebra is under the Lamp Licence.",
     ["unsupported-claim: `repairable` for Zebra, expected recorded evidence"]),
]  # fmt: skip
MORE = [
    ("Orchid is libre.",
     ["contradicted-claim: `libre` for Orchid"]),
    ("Orchid has a libre licence.",
     ["contradicted-claim: `libre` for Lamp Licence"]),
    ("Peony has a libre licence.",
     ["unsupported-claim: `libre` for MIT, expected evidence of drawings under an approved "
      "licence"]),
    ("Poppy is under a libre licence.",
     ["contradicted-claim: `libre` for Lamp Licence"]),
    ("Quince has a libre licence.",
     ["contradicted-claim: `libre` for Quince"]),
    ("Aster has a libre licence.",
     ["unsupported-claim: `libre` for Aster, expected evidence of drawings under an approved "
      "licence"]),
    ("Bluebell has a repairable licence.",
     ["contradicted-claim: `repairable` for Bluebell, expected `openable` ~[`openable`]"]),
    ("Holly is openable.",
     ["contradicted-claim: `openable` for Holly"]),
    ("Holly is lockable.", []),
    ("Clover is lockable.",
     ["contradicted-claim: `lockable` for Clover"]),
    ("Clover is mendable.",
     ["contradicted-claim: `mendable` for Clover, expected `closed`"]),
    ("Dahlia is mendable.",
     ["contradicted-claim: `mendable` for Dahlia, expected `closed`"]),
    ("Holly is mendable.",
     ["contradicted-claim: `mendable` for Holly, expected `bright`"]),
    ("Clover and Dahlia are mendable.",
     ["contradicted-claim: `mendable` for Clover and Dahlia, expected `closed`"]),
    ("Bluebell is an honest lamp.",
     ["contradicted-claim: `honest lamp` for Bluebell, expected `openable lamp` ?[`openable "
      "lamp`]"]),
    ("Bluebell is an honest desk lamp.",
     ["contradicted-claim: `honest desk lamp` for Bluebell, expected `openable desk lamp` "
      "?[`openable desk lamp`]"]),
    ("Bluebell is a truly honest lamp.",
     ["contradicted-claim: `truly honest lamp` for Bluebell, expected `openable lamp` "
      "?[`openable lamp`]"]),
    ("Bluebell: an Honest Desk Lamp",
     ["contradicted-claim: `Honest Desk Lamp` for Bluebell, expected `Openable Desk Lamp` "
      "?[`Openable Desk Lamp`]"]),
    ("Tansy is glowing.", []),
    ("Clover is glowing.",
     ["contradicted-claim: `glowing` for Clover"]),
    ("Zinnia's openable lamps are here.",
     ["contradicted-claim: `openable` for Zinnia's lamps"]),
    ("Zinnia's mendable lamps are here.",
     ["contradicted-claim: `mendable` for Zinnia's lamps, expected `closed`"]),
    ("Rue is repairable.",
     ["contradicted-claim: `repairable` for Rue"]),
    ("Sage is libre.",
     ["contradicted-claim: `libre` for Sage"]),
    ("S9 is repairable.",
     ["contradicted-claim: `repairable` for Sedumlight, expected `sealed` ~[`sealed`]"]),
    ("S-9 is repairable.",
     ["contradicted-claim: `repairable` for S-9, expected `sealed` ~[`sealed`]"]),
    ("SDM is repairable.",
     ["contradicted-claim: `repairable` for SDM, expected `sealed` ~[`sealed`]"]),
    ("4711 is a repairable lamp.",
     ["contradicted-claim: `repairable` for Sedumlight, expected `sealed` ~[`sealed`]"]),
    ("Bluebell is a repairable, small thing.",
     ["contradicted-claim: `repairable` for Bluebell, expected `openable` ~[`openable`]"]),
    ("Bluebell is a repairable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `openable` ~[`openable`]"]),
    ("Umbra un-fastened Bluebell.",
     ["contradicted-claim: `un-fastened` for Bluebell, expected `added screws to` ?[`added "
      "screws to`]"]),
    ("Umbra un-fastening Bluebell is new.",
     ["contradicted-claim: `un-fastening` for Bluebell, expected `adding screws to` ?[`adding "
      "screws to`]"]),
    ("Bluebell was un-fastened.",
     ["contradicted-claim: `un-fastened` for Bluebell, expected `given screws` ?[`given "
      "screws`]"]),
    ("One.\n\nTwo.\n\nBluebell is repairable and openable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ~[`easy to open`]",
      "conflated-terms: `repairable` beside `openable` for Bluebell, expected only `openable`"]),
    ("One.\n\nTwo.\n\nBluebell is repairable. Bluebell is openable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ~[`easy to open`]",
      "conflated-terms: `repairable` beside `openable` for Bluebell, expected only `openable`"]),
    ("One.\n\n## Bluebell is repairable\n\nBluebell is openable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ~[`easy to open`]",
      "conflated-terms: `repairable` beside `openable` for Bluebell, expected only `openable`"]),
    ("One.\n\n## Bluebell is repairable\n\nTwo.\n\nBluebell is openable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ~[`easy to open`]"]),
    ("Bluebell is repairable and libre.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ~[`easy to open`]",
      "unsupported-claim: `libre` for Bluebell, expected evidence of drawings under an "
      "approved licence"]),
    ("Bluebell is repairable (mendable).",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ~[`easy to open`]"]),
    ("Mallow is repairable. Mallow One is openable.",
     ["contradicted-claim: `repairable` for Mallow, expected `sealed` ~[`sealed`]",
      "contradicted-claim: `openable` for Mallow One"]),
    ("Our lamp is repairable (openable).",
     ["conflated-terms: `repairable` beside `openable`, expected one of them",
      "conflated-terms: `openable` beside `repairable`, expected one of them"]),
    ("Zebra is a libre lamp. Bluebell is libre. It is under the Lamp Licence.",
     ["contradicted-claim: `libre` for Zebra",
      "unsupported-claim: `libre` for Bluebell, expected evidence of drawings under an "
      "approved licence"]),
    ("Zebra is a libre lamp. Is Zebu a libre lamp? It is under the Lamp Licence.",
     ["contradicted-claim: `libre` for Zebra"]),
    ("Our lamp is libre. It is under the Lamp Licence.",
     ["contradicted-claim: `libre` for your own lamp"]),
    ("Zebra is an eco lamp. It is under the Lamp Licence.",
     ["ambiguous-term: `eco` for Zebra, expected what is meant"]),
    ("Bluebell's unsealing helped.",
     ["contradicted-claim: `unsealing` for Bluebell, expected `adding screws to` ?[`adding "
      "screws to`]"]),
    ("After its unsealing, Bluebell sold well.",
     ["contradicted-claim: `unsealing` for Bluebell, expected `adding screws to` ?[`adding "
      "screws to`]"]),
    ("Bluebell, an unsealing lamp, is here.",
     ["contradicted-claim: `unsealing` for Bluebell"]),
    ("The unsealing Bluebell is here.",
     ["contradicted-claim: `unsealing` for Bluebell"]),
    ("We saw Bluebell and its unsealing.",
     ["contradicted-claim: `unsealing` for Bluebell, expected `adding screws to` ?[`adding "
      "screws to`]"]),
    ("Aster is repairable. Clover is eco. Clover is repairable. Erica is repairable. Aster is "
     "eco. Kerria is repairable.",
     ["ambiguous-term: `eco` for Clover, expected what is meant",
      "contradicted-claim: `repairable` for Clover, expected `sealed` ~[`sealed`]",
      "unsupported-claim: `repairable` for Erica, expected `easy to open`, or evidence of "
      "spare parts on sale ?[`easy to open`]",
      "ambiguous-term: `eco` for Aster, expected `repairable` ~[`repairable`]",
      "unsupported-claim: `repairable` for Kerria, expected `easy to open`, or the version "
      "that is meant ?[`easy to open`]"]),
]  # fmt: skip
VERBS = [
    ("Umbra unsealed Bluebell.",
     ["contradicted-claim: `unsealed` for Bluebell, expected `added screws to` ?[`added screws "
      "to`]"]),
    ("Bluebell was unsealed in May.",
     ["contradicted-claim: `unsealed` for Bluebell, expected `given screws` ?[`given screws`]"]),
    ("Unsealing Bluebell helped.",
     ["contradicted-claim: `Unsealing` for Bluebell, expected `Adding screws to` ?[`Adding "
      "screws to`]"]),
    ("The unsealing of Bluebell helped.",
     ["contradicted-claim: `unsealing` for Bluebell"]),
    ("Umbra unseals Bluebell.",
     ["contradicted-claim: `unseals` for Bluebell, expected `adds screws to` ?[`adds screws "
      "to`]"]),
    ("Umbra unseals Dahlia.",
     ["contradicted-claim: `unseals` for Dahlia"]),
    ("Umbra has unsealed Bluebell.",
     ["contradicted-claim: `unsealed` for Bluebell, expected `added screws to` ?[`added screws "
      "to`]"]),
    ("UMBRA UNSEALED BLUEBELL.",
     ["contradicted-claim: `UNSEALED` for BLUEBELL, expected `ADDED SCREWS TO` ?[`ADDED SCREWS "
      "TO`]"]),
    ("The unsealed Bluebell is here.",
     ["contradicted-claim: `unsealed` for Bluebell, expected `openable` ~[`openable`]"]),
    ("We unseal Bluebell.",
     ["contradicted-claim: `unseal` for Bluebell, expected `add screws to` ?[`add screws to`]"]),
    ("Bluebell is being unsealed.",
     ["contradicted-claim: `unsealed` for Bluebell, expected `given screws` ?[`given screws`]"]),
    ("Bluebell is an unsealed lamp.",
     ["contradicted-claim: `unsealed` for Bluebell, expected `openable` ~[`openable`]"]),
    ("Umbra is unsealing Bluebell.",
     ["contradicted-claim: `unsealing` for Bluebell, expected `adding screws to` ?[`adding "
      "screws to`]"]),
    ("Umbra unsealed Aster and Bluebell.",
     ["contradicted-claim: `unsealed` for Bluebell, expected `added screws to` ?[Write `added "
      "screws to` for Bluebell only]"]),
    ("Aster and Bluebell were unsealed.",
     ["contradicted-claim: `unsealed` for Bluebell, expected `given screws` ?[Write `given "
      "screws` for Bluebell only]"]),
    ("Umbra unsealed Bluebell and Clover.",
     ["contradicted-claim: `unsealed` for Bluebell, expected `added screws to` ?[Write `added "
      "screws to` for Bluebell only]"]),
    ("| Lamp | Repairable |\n|---|---|\n| Bluebell | yes |\n| Aster | yes |\n| Clover | no |",
     ["contradicted-claim: `Repairable` for Bluebell, expected `easy to open`"]),
]  # fmt: skip
MADE = [
    ("Yarrow's new lamp is glowing.",
     ["unsupported-claim: `glowing` for Yarrow's lamp, expected recorded evidence"]),
    # One of what it makes would be meant, and only its name is missing.
    ("Velum's new lamp is repairable.", []),
    ("Zinnia's new light is repairable.",
     ["unsupported-claim: `repairable` for Zinnia's lamp, expected recorded evidence"]),
    ("Umbra's repairable lamps are here.",
     ["contradicted-claim: `repairable` for Umbra's lamps, expected `openable` ~[`openable`]"]),
    ("Velum's repairable lamps are here.", []),
    ("Wicker's repairable lamps are here.", []),
    ("Xylo's repairable lamps are here.",
     ["contradicted-claim: `repairable` for Xylo's lamps, expected `openable` ~[`openable`]"]),
    ("Yarrow's repairable lamps are here.", []),
    ("Umbra's openable lamps are here.", []),
    ("Umbra and Xylo's repairable lamps are here.",
     ["contradicted-claim: `repairable` for Umbra's lamps and Xylo's lamps, expected "
      "`openable` ~[`openable`]"]),
    ("A lamp by Umbra is repairable.",
     ["unsupported-claim: `repairable` for Umbra's lamp, expected recorded evidence"]),
    ("Umbra's new lamp is repairable.",
     ["unsupported-claim: `repairable` for Umbra's lamp, expected recorded evidence"]),
    ("Umbra's new lamps are eco.",
     ["ambiguous-term: `eco` for Umbra's lamp, expected what is meant"]),
    ("Umbra's libre lamps are here.", []),
    ("Our lamp is repairable.",
     ["unsupported-claim: `repairable` for your own lamp, expected recorded evidence"]),
    ("Our lamp is eco.",
     ["ambiguous-term: `eco` for your own lamp, expected what is meant"]),
    ("Our lamp is lasting.", []),
    ("Our lamp is libre.",
     ["unsupported-claim: `libre` for your own lamp, expected recorded evidence"]),
    ("Our torch is libre.",
     ["unsupported-claim: `libre` for your own lamp, expected recorded evidence"]),
    ("Our libre licence is short.", []),
]  # fmt: skip
APART = [
    ("Aster, Iris 1, Clover are repairable.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` "
      "?[Write `Aster and Iris 1 are repairable; Clover is sealed`]"]),
    ("Aster, Iris 1, Mallow Two, Clover are repairable.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` "
      "?[Write `Aster, Iris 1 and Mallow Two are repairable; Clover is sealed`]"]),
    ("Aster, and Clover are repairable.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` "
      "?[Write `Aster is repairable; Clover is sealed`]"]),
    ("Aster and Clover are repairable lamps respectively.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `sealed` for "
      "Clover only]"]),
    ("Aster and Clover are repairable lamps indoors.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Aster is a "
      "repairable lamp indoors; Clover is a sealed lamp indoors`]"]),
    ("Aster, our oldest, and Clover are repairable.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `sealed` for "
      "Clover only]"]),
    ("Both Aster and Clover are repairable, which is good.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Aster is "
      "repairable and Clover is sealed`]"]),
    ("We sell Aster and Clover are repairable.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `sealed` for "
      "Clover only]"]),
    ("Lamps like Aster and Clover are repairable.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Lamps like "
      "Aster are repairable; lamps like Clover are sealed`]"]),
    ("Lamps such as Aster, Bluebell and Clover are repairable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ?[Write `Lamps "
      "such as Aster are repairable; lamps such as Bluebell are easy to open; lamps such as "
      "Clover are sealed`]"]),
    ("Today, Aster, Bluebell and Clover are repairable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ?[Write `Aster "
      "is repairable; Bluebell is easy to open; Clover is sealed`]"]),
    ("While Aster and Clover are repairable, Dahlia is not.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Aster is "
      "repairable and Clover is sealed`]"]),
    ("Aster and Clover are now bright repairable lamps.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Aster is now a "
      "bright repairable lamp; Clover is now a bright sealed lamp`]"]),
    ("Aster and Clover are the repairable lamps.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Aster "
      "(repairable) and Clover (sealed) are the `]"]),
    ("Aster and Clover were repairable.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Aster was "
      "repairable; Clover was sealed`]"]),
    ("Aster and Clover have been repairable.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Aster has been "
      "repairable; Clover has been sealed`]"]),
    ("Aster and Clover remain repairable.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Aster remains "
      "repairable; Clover remains sealed`]"]),
    ("Aster and Clover become repairable.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Aster becomes "
      "repairable; Clover becomes sealed`]"]),
    ("Aster and Clover are repairable and bright.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Aster is "
      "repairable and bright; Clover is sealed and bright`]"]),
    ("Aster or Clover are repairable.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Aster is "
      "repairable; Clover is sealed`]"]),
    ("Aster, Bluebell or Clover are repairable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ?[Write `Aster "
      "is repairable; Bluebell is easy to open; Clover is sealed`]"]),
    ("Aster, Bluebell, or Clover are repairable.",
     ["contradicted-claim: `repairable` for Bluebell, expected `easy to open` ?[Write `Aster "
      "is repairable; Bluebell is easy to open; Clover is sealed`]"]),
    ("We like repairable lamps such as Aster and Clover.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `repairable "
      "lamps such as Aster and sealed lamps such as Clover`]"]),
    ("We like repairable lamps such as Aster, Bluebell and Clover.",
     ["contradicted-claim: `repairable` for Bluebell, expected `openable` ?[Write `repairable "
      "lamps such as Aster, openable lamps such as Bluebell, and sealed lamps such as Clover`]"]),
    ("We like repairable lamps such as Bluebell, Aster, Iris 1 and Clover.",
     ["contradicted-claim: `repairable` for Bluebell, expected `openable` ?[Write `repairable "
      "lamps such as Aster and Iris 1, openable lamps such as Bluebell, and sealed lamps such "
      "as Clover`]"]),
    ("We like repairable lamps (Aster, Clover).",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `repairable "
      "lamps (Aster) and sealed lamps (Clover)`]"]),
    ("We like repairable lamps (Aster, Clover, etc.).",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `repairable "
      "lamps (Aster) and sealed lamps (Clover)`]"]),
    ("We like repairable lamps (Aster, Clover here).",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `sealed` for "
      "Clover only]"]),
    ("We like repairable lamps: Aster, Clover.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `repairable "
      "lamps (Aster) and sealed lamps (Clover)`]"]),
    ("Repairable lamps: Aster, Clover",
     ["contradicted-claim: `Repairable` for Clover, expected `Sealed` ?[Write `Repairable "
      "lamps: Aster; sealed lamps: Clover`]"]),
    ("We like two repairable lamps such as Aster and Clover.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `lamps such as "
      "Aster (repairable) and Clover (sealed)`]"]),
    ("We like the repairable lamps Aster and Clover.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `repairable lamp "
      "Aster and the sealed lamp Clover`]"]),
    ("We like the best repairable lamps Aster and Clover.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `repairable lamp "
      "Aster and sealed lamp Clover`]"]),
    ("We like a repairable lamp such as Aster or Clover.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `repairable lamp "
      "such as Aster or a sealed lamp such as Clover`]"]),
    ("We like repairable lamps, including Aster and Clover.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `repairable "
      "lamps, including Aster, and sealed lamps, including Clover`]"]),
    ("The repairable Aster and Clover are here.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `repairable "
      "Aster and the sealed Clover`]"]),
    ("We like Aster, Clover and other repairable lamps.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `repairable "
      "lamps such as Aster and sealed lamps such as Clover`]"]),
    ("We like Aster, Clover and other small repairable lamps.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `repairable "
      "lamps such as Aster and sealed lamps such as Clover`]"]),
    ("We like Aster, Bluebell, Clover and other repairable lamps.",
     ["contradicted-claim: `repairable` for Bluebell, expected `openable` ?[Write `repairable "
      "lamps such as Aster, openable lamps such as Bluebell, and sealed lamps such as Clover`]"]),
    ("Our repairable lamps, Aster and Clover, are here.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `lamps, Aster "
      "(repairable) and Clover (sealed)`]"]),
    ("Our three repairable lamps, Aster and Clover, are here.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `lamps, Aster "
      "(repairable) and Clover (sealed)`]"]),
    ("A repairable lamp, Aster or Clover, is here.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `A lamp, Aster "
      "(repairable) or Clover (sealed)`]"]),
    ("Aster and Clover are some of the repairable lamps.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Aster "
      "(repairable) and Clover (sealed) are some of the `]"]),
    ("Aster and Clover are a repairable choice.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Aster "
      "(repairable) and Clover (sealed) are a `]"]),
    ("Umbra's Shade 1 and Velum's Veil 3 are repairable.",
     ["contradicted-claim: `repairable` for Shade 1, expected `easy to open` ?[Write `Velum's "
      "Veil 3 is repairable; Umbra's Shade 1 is easy to open`]"]),
    ("Our repairable lamps, Aster (white) and Clover, are here.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `lamps, Aster "
      "(white, repairable) and Clover (sealed)`]"]),
    ("**Aster** and [Clover](x.md) are *repairable*.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `**Aster** is "
      "repairable; [Clover](x.md) is sealed`]"]),
    ("**Aster and Clover are repairable.**",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Aster is "
      "repairable; Clover is sealed`]"]),
    ("Aster and **Clover are repairable**.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Aster is "
      "repairable; Clover is sealed`]"]),
    ("Aster and\nClover are repairable.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Aster is "
      "repairable; Clover is sealed`]"]),
    ("Aster and <b>Clover</b> are repairable.",
     ["contradicted-claim: `repairable` for Clover, expected `sealed` ?[Write `Aster is "
      "repairable; <b>Clover</b> is sealed`]"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*TOLD, *MORE, *VERBS, *MADE, *APART])
def test_what_is_told(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "outcome", "judged"),
    [
        ("Aster is repairable.", Outcome.OK, True),
        ("Clover is repairable.", Outcome.CONTRADICTED, True),
        ("Erica is repairable.", Outcome.UNSUPPORTED, True),
        ("Aster is eco.", Outcome.AMBIGUOUS, True),
        # What is only not reported is not thereby true.
        ("Iris is repairable.", Outcome.OK, False),
        ("Velum's repairable lamps are here.", Outcome.OK, False),
        ("Erica is lasting.", Outcome.OK, False),
        ("Is Clover repairable?", Outcome.NOT_JUDGED, False),
        ("Lamps are repairable.", Outcome.NOT_JUDGED, False),
        ("Zebra is a lasting lamp.", Outcome.NOT_JUDGED, False),
        ("Our lamp is lasting.", Outcome.NOT_JUDGED, False),
        ("Holly is a repairable torch.", Outcome.NOT_JUDGED, False),
    ],
)
def test_what_counts_as_judged(text: str, outcome: Outcome, judged: bool) -> None:
    (context,) = checker().claims([Source("a.md", text.encode())])
    (weighed,) = context.weighed
    assert (weighed.outcome, weighed.judged) == (outcome, judged)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("aster", []),
        ("clover", ["contradicted-claim: `repairable` for Clover, expected `sealed` ~[`sealed`]"]),
        # The workshop's own is a torch, or a maker, of which the term promises nothing.
        ("holly", []),
        ("umbra", []),
        ("nobody", [
            "unsupported-claim: `repairable` for your own lamp, expected recorded evidence"
        ]),
    ],
)  # fmt: skip
def test_our_lamp_is_the_one_that_is_configured(own: str, expected: list[str]) -> None:
    assert told("Our lamp is repairable.", own=own) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The torch says nothing of what is promised of lamps, both lamps do.
        ("Our lamp is repairable.",
         ["contradicted-claim: `repairable` for Bellows, expected `sealed`"]),
        # They differ: which one is meant is open.
        ("Our lamp is openable.", []),
    ],
)  # fmt: skip
def test_our_lamp_is_any_of_our_own(text: str, expected: list[str]) -> None:
    own = Checker(Config(glossary=(str(LAMPS.with_name("own.yml")),), cache=False))
    found = own.check(Source("a.md", text.encode()))
    assert [f"{one.check}: {one.message.removeprefix('Unexpected ')}" for one in found] == expected


BASIS = "Derived from the recorded facts by the criteria."
UNREAD = "Derived from recorded facts that nobody has verified yet"
RECORD = "with the page that says so, in `tests/checks/lamps/subjects.yml`, or ask the workshop."
MEANWHILE = (
    "Until then write `easy to open` if it meets the rule on screws or `wireless` if it meets the "
    "rule on cords, or leave out `repairable`."
)


@pytest.mark.parametrize(
    ("text", "notes", "evidence"),
    [
        (
            "Aster, Clover, Erica and Dahlia are repairable.",
            ["error: Clover does not meet the workshop's rule: glue holds it together; no spare "
             f"parts are sold. {BASIS} Nor does Dahlia. It cannot be told of Erica. It is true of "
             "Aster."],
            ["screws that can be undone: glue holds it together https://example.org/clover",
             "spare parts on sale: no spare parts are sold https://example.org/clover",
             "Erica: nobody recorded whether spare parts are sold ",
             "Dahlia: glue holds it together; no spare parts are sold https://example.org/dahlia"],
        ),
        (
            "Fern is repairable.",
            ["warning: Fern does not meet the workshop's rule: no spare parts are sold "
             f"(unverified). {UNREAD}: that no spare parts are sold."],
            ["spare parts on sale: no spare parts are sold (unverified) "],
        ),
        (
            "Jasmine is repairable.",
            ["warning: Jasmine does not meet the workshop's rule: Jasmine stands for versions that "
             f"differ: 1 do not (Jasmine 1); 1 cannot be told (Jasmine 2). {UNREAD}."],
            [],
        ),
        (
            "Rue is repairable.",
            ["error: Rue does not meet the workshop's rule: the guild published that it does not "
             "meet the workshop's rule. Published by the guild."],
            ["the guild published that it does not meet the workshop's rule "
             "https://example.org/guild"],
        ),
        (
            "Sage is libre.",
            ["warning: Sage does not meet the rule on drawings: no page was found that gives the "
             "drawings. Nothing that was read says that it is kept back."],
            ["drawings under an approved licence: no page was found that gives the drawings "
             "https://example.org/sage"],
        ),
        (
            "Orchid is libre.",
            ["error: Orchid does not meet the rule on drawings: the drawings are under the Lamp "
             "Licence, which is not approved by OSI (it may be used at home only). " + BASIS],
            ["drawings under an approved licence: the drawings are under the Lamp Licence, which "
             "is not approved by OSI (it may be used at home only) https://example.org/licence",
             "read at the source, 2026-11-01 https://example.org/orchid"],
        ),
        (
            "Zebra is a libre lamp. It is under the Lamp Licence.",
            ["error: Zebra does not meet the rule on drawings: the drawings are under the Lamp "
             "Licence, which is not approved by OSI (it may be used at home only) (unverified). "
             "Derived from the licence that the document itself states."],
            ["drawings under an approved licence: the drawings are under the Lamp Licence, which "
             "is not approved by OSI (it may be used at home only) (unverified) "
             "https://example.org/licence"],
        ),
        (
            "Erica is repairable.",
            ["warning: It cannot be told whether Erica meets the workshop's rule: nobody recorded "
             f"whether spare parts are sold. {MEANWHILE} Record the facts about Erica, {RECORD}"],
            ["spare parts on sale: nobody recorded whether spare parts are sold "],
        ),
        (
            "Our lamp is repairable.",
            [f"warning: Say which lamp is meant. {MEANWHILE} Record the facts about it, {RECORD}"],
            [],
        ),
        (
            "Zinnia's new light is mendable.",
            ["warning: Say which lamp is meant. Leave out `mendable` until somebody knows. Record "
             f"the facts about it, {RECORD}"],
            [],
        ),
        (
            "Zebra is a mendable lamp.",
            ["warning: Nobody recorded Zebra. Leave out `mendable` until somebody knows. Record "
             f"the facts about it, {RECORD}"],
            [],
        ),
        (
            "Umbra's and Xylo's repairable lamps are here.",
            ["warning: Shade 1 by Umbra does not meet the workshop's rule: no spare parts are sold "
             f"(unverified). {UNREAD}: that no spare parts are sold. Nor does Wood 1 by Xylo."],
            ["spare parts on sale: no spare parts are sold (unverified) ",
             "Wood 1 by Xylo: no spare parts are sold (unverified) "],
        ),
        (
            "Bluebell is repairable (openable).",
            [f"error: Bluebell does not meet the workshop's rule: no spare parts are sold. {BASIS} "
             "`openable` beside it is another promise (Screws hold it).",
             "info: openable: Screws hold it. repairable: Screws hold it, and spare parts are "
             "sold. Bluebell does not meet the workshop's rule: no spare parts are sold."],
            ["spare parts on sale: no spare parts are sold https://example.org/bluebell/parts"] * 2,
        ),
        (
            "Erica is a repairable (openable) lamp.",
            ["warning: repairable: Screws hold it, and spare parts are sold. openable: Screws hold "
             "it. Erica may not meet the workshop's rule: nobody recorded whether spare parts are "
             "sold.",
             "warning: openable: Screws hold it. repairable: Screws hold it, and spare parts are "
             "sold. Erica may not meet the workshop's rule: nobody recorded whether spare parts "
             "are sold."],
            ["spare parts on sale: nobody recorded whether spare parts are sold "] * 2,
        ),
    ],
)  # fmt: skip
def test_notes_say_why_and_where_it_was_read(
    text: str, notes: list[str], evidence: list[str]
) -> None:
    found = checker().check(Source("a.md", text.encode()))
    assert [f"{one.severity.name.lower()}: {one.note}" for one in found] == notes
    assert [f"{fact.text} {fact.url}" for one in found for fact in one.evidence] == evidence


@pytest.mark.parametrize(
    ("changes", "text", "allowed"),
    [
        ({}, "Bluebell is repairable.", True),
        ({"term": "openable"}, "Bluebell is repairable.", False),
        ({"paths": ("a.md",)}, "Bluebell is repairable.", True),
        ({"paths": ("b.md",)}, "Bluebell is repairable.", False),
        ({"subjects": ("bluebell",)}, "Bluebell is repairable.", True),
        ({"subjects": ("clover",)}, "Bluebell is repairable.", False),
        ({"subjects": ("bluebell",)}, "Zebra is a repairable lamp.", False),
        ({"subjects": ("iris",)}, "Iris 2 is repairable.", True),
        ({"subjects": ("iris-2",)}, "Iris 2 is repairable.", True),
        ({"subjects": ("bluebell",)}, "Aster and Bluebell are repairable.", True),
        ({"subjects": ("bluebell",)}, "Clover and Bluebell are repairable.", False),
        ({"criterion": "parts"}, "Bluebell is repairable.", True),
        ({"criterion": "parts"}, "Clover is repairable.", False),
        ({"criterion": "parts"}, "Erica is repairable.", True),
        ({"criterion": "screws"}, "Bluebell is repairable.", False),
        ({"criterion": "parts"}, "Zebra is a repairable lamp.", False),
        ({"until": datetime.date.today()}, "Bluebell is repairable.", True),
        ({"until": datetime.date(2020, 1, 1)}, "Bluebell is repairable.", False),
    ],
)
def test_an_exception_allows_what_it_is_for(
    changes: Mapping[str, object], text: str, allowed: bool
) -> None:
    made = replace(Exemption(id="x", term="repairable", reason="Old stock."), **changes)
    assert (told(text, made) == []) is allowed
    # One that is not for a claim keeps no other from it.
    assert told(text, made, Exemption(id="y", term="repairable", reason="All.")) == []
    (context,) = checker("", made).claims([Source("a.md", text.encode())])
    (weighed,) = context.weighed
    assert (weighed.exemption is not None, weighed.judged) == (allowed, True)
    assert (weighed.ended is not None) == (changes.get("until") == datetime.date(2020, 1, 1))


@pytest.mark.parametrize(
    ("text", "kind", "chosen"),
    [
        ("Aster is repairable.", "lamp", "repair"),
        ("Aster is repairable.", "torch", ""),
        ("Aster is repairable.", "", "repair"),
        ("Aster is openable.", "torch", "opens"),
        ("Aster is lockable.", "torch", ""),
        ("Aster is eco.", "", ""),
    ],
)
def test_a_term_has_a_meaning_for_each_kind(text: str, kind: str, chosen: str) -> None:
    (context,) = checker().claims([Source("a.md", text.encode())])
    assert context.judge.chosen(context.weighed[0].claim, kind) == chosen


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (["Zebra is a repairable lamp.", "Zebra is not a repairable lamp."],
         ["a.md: `repairable` for Zebra, expected agreement with b.md:1",
          "b.md: denial of `repairable` for Zebra, expected agreement with a.md:1"]),
        (["Zebra is a repairable lamp.", "Zebra is an openable lamp."],
         ["a.md: `repairable` for Zebra, expected agreement with b.md:1",
          "b.md: `openable` for Zebra, expected agreement with a.md:1"]),
        (["Zebra is not a repairable lamp.", "Zebra is an openable lamp."], []),
        (["Zebra is a repairable lamp.", "Is Zebra a repairable lamp?"], []),
        (["Zebra is a repairable lamp.", "Zebu is not a repairable lamp."], []),
        (["Zebra is a lasting lamp.", "Zebra is not a lasting lamp."], []),
        (["Our lamp is repairable.", "Our lamp is not repairable."], []),
        # The facts decide, or leave it open.
        (["Aster is repairable.", "Aster is not repairable."], []),
        (["Clover is repairable.", "Clover is not repairable."], []),
        (["Erica is repairable.", "Erica is not repairable."],
         ["a.md: `repairable` for Erica, expected agreement with b.md:1",
          "b.md: denial of `repairable` for Erica, expected agreement with a.md:1"]),
        (["Aster is eco.", "Aster is not eco."],
         ["a.md: `eco` for Aster, expected agreement with b.md:1",
          "b.md: denial of `eco` for Aster, expected agreement with a.md:1"]),
        # Both words of a page are told of already.
        (["Erica is a repairable (openable) lamp.", "Erica is not repairable."], []),
    ],
)  # fmt: skip
def test_pages_that_disagree(pages: list[str], expected: list[str]) -> None:
    texts = {f"{name}.md": page.encode() for name, page in zip("ab", pages, strict=True)}
    found = checker().run(texts=texts, remember=False).findings
    assert [
        f"{one.path}: {one.message.removeprefix('Unexpected ')}"
        for one in found
        if one.check == "inconsistent-claim"
    ] == expected


def test_what_an_exception_allows_is_not_held_against_another_page() -> None:
    allowed = Exemption(id="x", term="repairable", reason="Old stock.", paths=("a.md",))
    texts = {"a.md": b"Erica is repairable.", "b.md": b"Erica is not repairable."}
    assert list(checker("", allowed).run(texts=texts, remember=False).findings) == []


@pytest.mark.parametrize(("count", "fixes"), [(30, 1), (31, 3)])
def test_a_long_list_is_not_written_anew(count: int, fixes: int) -> None:
    names = (
        "Aster, Iris 1, Mallow Two, Veil 3, Wick 2, Wood 3, Clover, Gorse, Mallow One, Lilac, "
        "Lilac 1, Lilac 2, Sedumlight, Nettle Two, Bluebell, Shade 1, Shade 2, Veil 1, Veil 2, "
        "Wick 1, Wood 1, Wood 2, Tansy One, Erica, Jasmine 2, Kerria, Kerria 1, Dahlia, Jasmine 1, "
        "Jasmine, Ray 1"
    ).split(", ")[-count:]
    text = f"{', '.join(names[:-1])} and {names[-1]} are repairable."
    (finding,) = checker().check(Source("a.md", text.encode()))
    assert len(finding.fixes) == fixes


STATED = [
    ("Zebra is a libre lamp. It is licensed under the Lamp Licence.",
     "1:30 licensed under the Lamp Licence"),
    ("Zebra is a libre lamp. License: Lamp Terms", "1:24 License: Lamp Terms"),
    ("Zebra is a libre lamp. It is licensed under the terms of Lamp Licence.", ""),
    ("Zebra is a libre lamp. It is licensed under one two Lamp Terms.",
     "1:30 licensed under one two Lamp Terms"),
    ("Zebra is a libre lamp. It is licensed under one two three Lamp Terms.", ""),
    ("Zebra is a libre lamp. It is licensed under the terms. Lamp Terms are others.", ""),
    ("Zebra is a libre lamp. It is licensed under LicenseRef-Lamp.",
     "1:30 licensed under LicenseRef-Lamp"),
    ("Zebra is a libre lamp. It is licensed under CC-BY-NC-4.0.", ""),
    ("Zebra is a libre lamp. It is licensed under MIT.", ""),
    ("Zebra is a libre lamp.\n\n# Two\n\nIt is licensed under the Lamp Licence.", ""),
    ("Zebra is a libre lamp.\n\n# Two\n\nZebra is licensed under the Lamp Licence.",
     "5:10 licensed under the Lamp Licence"),
    ("Zebra is a libre lamp.\n\nMore.\n\nIt is licensed under the Lamp Licence.",
     "5:7 licensed under the Lamp Licence"),
    ("It is licensed under the Lamp Licence.\n\nZebra is a libre lamp.\n\nMore.", ""),
    ("It is licensed under the Lamp Licence. Zebra is a libre lamp.",
     "1:7 licensed under the Lamp Licence"),
    ("# Zebra\n\nZebra is a libre lamp.\n\n## Two\n\nIt is licensed under the Lamp Licence.",
     "7:7 licensed under the Lamp Licence"),
    ("# Zebu\n\nZebra is a libre lamp.\n\n## Zebra\n\nx\n\n## Two\n\nIt is licensed under the "
     "Lamp Licence.", ""),
    ("---\nlicense: LicenseRef-Lamp\ntitle: Zebra\n---\n\nZebra is a libre lamp.",
     "2:1 license: LicenseRef-Lamp"),
    ("---\nlicence: Lamp Terms\ntitle: Zebra\n---\n\nZebra is a libre lamp.",
     "2:1 licence: Lamp Terms"),
    ("---\n\"license\": Lamp Terms\ntitle: Zebra\n---\n\nZebra is a libre lamp.",
     "2:1 license: Lamp Terms"),
    ("---\nlicense: [MIT, Lamp Terms]\ntitle: Zebra\n---\n\nZebra is a libre lamp.", ""),
    ("---\nlicense: []\ntitle: Zebra\n---\n\nZebra is a libre lamp.", ""),
    ("---\nlicense: nothing\ntitle: Zebra\n---\n\nZebra is a libre lamp.", ""),
    ("---\nlicense: Lamp Terms\ntitle: Zebu\n---\n\nZebra is a libre lamp.", ""),
    ("---\nlicense: Lamp Terms\ntitle: Zebu\n---\n\n# Zebra\n\nZebra is a libre lamp.",
     "2:1 license: Lamp Terms"),
    ("---\nlicense: Lamp Terms\ndescription: Zebra\n---\n\nZebra is a libre lamp.", ""),
    ("---\nlicense: Lamp Terms\n---\n\nOur lamp is libre.", "2:1 license: Lamp Terms"),
    ("---\nlicense: MIT\ntitle: Zebra\n---\n\nZebra is a libre lamp. It is licensed under the "
     "Lamp Licence.", ""),
    ("---\nlicense: MIT\ntitle: Zebu\n---\n\nZebra is a libre lamp. It is licensed under the "
     "Lamp Licence.", "6:30 licensed under the Lamp Licence"),
    ("# Zebra\n\nZebra is a libre lamp.\n\n## License\n\nLamp Terms", "7:1 Lamp Terms"),
    ("# Zebra\n\nZebra is a libre lamp.\n\n## License\n\nThe Lamp Terms hold.",
     "7:1 The Lamp Terms"),
    ("# Zebra\n\nZebra is a libre lamp.\n\n## License\n\nDrawings: Lamp Terms", ""),
    ("# Zebra\n\nZebra is a libre lamp.\n\n## License of all\n\nLamp Terms", ""),
    ("# Zebra\n\nZebra is a libre lamp.\n\n## License\n\nMore.\n\nLamp Terms", ""),
    ("# Zebra\n\nZebra is a libre lamp. Lamp Terms", ""),
    ("# License\n\nLamp Terms\n\n# Zebra\n\nZebra is a libre lamp.", ""),
    ("Lamp Terms\n\n# Zebra\n\nZebra is a libre lamp.\n\n# License", ""),
    ("Our lamp is libre.\n\n# Two\n\nIt is licensed under the Lamp Licence.",
     "5:7 licensed under the Lamp Licence"),
    ("Zebra is a libre lamp. It is licensed under nothing. It is licensed under the Lamp "
     "Licence.", "1:60 licensed under the Lamp Licence"),
    ("Zebra is a libre lamp. Aster is libre. They are licensed under the Lamp Licence.",
     "1:49 licensed under the Lamp Licence"),
    ("Zebra is a libre lamp. It is licensed under a b c d e f g h i Lamp Terms.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("page", "place"), STATED)
def test_where_a_page_states_the_licence_of_a_lamp(page: str, place: str) -> None:
    told = checker().check(Source("a.md", page.encode()))[0]
    expected = [place.partition(" ")[2]] if place else []
    assert [one.text for one in told.related] == [f"the document says `{x}` here" for x in expected]
    assert [f"{one.line}:{one.column}" for one in told.related] == [
        place.partition(" ")[0] for place in filter(None, [place])
    ]
    assert told.check == ("contradicted-claim" if place else "unsupported-claim")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("By repairable we mean that screws hold a lamp.", "spare parts on sale"),
        ("By repairable we mean that spare parts are sold.", "screws that can be undone"),
        ("By repairable we mean screws and spare parts.", ""),
        ("By repairable we mean that it is nice.", ""),
        ("By openable we mean that screws hold it.", ""),
        ("A repairable lamp means that screws hold it.", "spare parts on sale"),
        ("A repairable torch means that screws hold it.", ""),
        ("We define repairable as a lamp with screws.", "spare parts on sale"),
        ("They define repairable as a lamp with screws.", ""),
        ("Repairable refers to lamps with screws.", "spare parts on sale"),
        ("In other words, what lamps do, repairable means screws.", "spare parts on sale"),
    ],
)
def test_a_meaning_that_leaves_parts_out(text: str, missing: str) -> None:
    found = [
        f"{one.message} {one.note}"
        for one in checker().check(Source("a.md", text.encode()))
        if one.check == "rival-definition"
    ]
    word = text.split()[0] if text[0] == "R" else "openable" if "open" in text else "repairable"
    assert found == (
        [
            f"Unexpected meaning of `{word}`, expected that of the workshop's rule It leaves out "
            f"{missing}. The glossary says: Screws hold it, and spare parts are sold. Write that, "
            "or use another word."
        ]
        if missing
        else []
    )


def test_two_names_for_one_thing_are_one_thing() -> None:
    text = b"Mallow is repairable. Mallow One is openable."
    first, second = checker().check(Source("a.md", text))
    assert first.note.endswith(" `openable` beside it is another promise (Screws hold it).")
    assert "`repairable` beside it is another promise" in second.note


def test_facts_that_are_old_are_told_with_three_of_their_pages() -> None:
    glossary = checker().glossary
    settings = replace(glossary.settings, stale_after=30)
    held = Checker(replace(glossary, settings=settings))
    found = [
        one
        for one in held.check(Source("a.md", b"Is Thyme openable? Zebra is. Thyme is openable."))
        if one.check == "stale-evidence"
    ]
    assert [[fact.url[-1] for fact in one.evidence] for one in found] == [["1", "2", "3"]]


@pytest.mark.parametrize("text", ["Zebra is an eco lamp.", "Aster is glowing."])
def test_what_no_kind_is_known_of_is_recorded_as_what_the_term_is_mostly_of(text: str) -> None:
    (context,) = checker().claims([Source("a.md", text.encode())])
    nothing = replace(context.weighed[0], subject=None)
    assert context.evidence_place(nothing, "it").startswith("Record the facts about it, with")
    assert (context.topic(nothing), context.rest_told(nothing)) == ("", "")
    assert context.kind_name(SubjectRef(Reference.MADE, "Umbra", "gadget")) == "gadget"


def test_what_is_true_needs_no_exception() -> None:
    made = Exemption(id="x", term="repairable", reason="Old stock.")
    (context,) = checker("", made).claims([Source("a.md", b"Aster is repairable.")])
    assert context.weighed[0].exemption is None


def test_each_meaning_of_a_page_is_held_to_its_own_term() -> None:
    page = (
        "Aster is repairable.\n\nBy openable we mean that screws hold it.\n\nIs Aster eco?\n\n"
        "By repairable we mean screws and spare parts.\n\n"
        "By repairable we mean that screws hold a lamp.\n"
    )
    found = checker().check(Source("a.md", page.encode()))
    assert [(one.check, one.line) for one in found] == [("rival-definition", 9)]


@pytest.mark.parametrize(
    ("name", "near"), [("Jasmine 2x", "Jasmine 2"), ("Clovr", "Clover"), ("Nothing of it", "")]
)
def test_a_block_about_what_nobody_recorded_offers_the_closest_name(name: str, near: str) -> None:
    (told,) = checker().check(Source("a.md", f"```termcheck-label\n{name}\n```\n".encode()))
    expected = f"`{near}`" if near else "a recorded subject"
    assert told.message == f"Unexpected subject `{name}`, expected {expected}"
    offered = [near] if near else []
    assert (list(told.expected), [fix.text for fix in told.fixes]) == (offered, offered)
