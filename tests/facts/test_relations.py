"""Definitions that cannot both be met, or of which one asks for less than another."""

from __future__ import annotations

from pathlib import Path

import pytest

from termcheck.facts import Facts, load_facts
from termcheck.facts.relations import exclude, implies

DEFINITIONS = """
definitions:
- {id: open, name: Open, short: open, nature: binary, applies-to: [messenger],
   criteria: [{id: a, says: All., needs: {all: [
     {component: client-code, available: public, licence: {has: osi-approved}},
     {property: key-holder, is: users}]}}]}
- {id: visible, name: Visible, short: visible, nature: binary, applies-to: [messenger],
   criteria: [{id: a, says: Seen., needs: {component: client-code, available: [public, gated]}}]}
- {id: closed, name: Closed, short: closed, nature: binary, applies-to: [messenger],
   criteria: [{id: a, says: It cannot., needs: {not: {component: client-code,
     available: [public, gated]}}}]}
- {id: escrow, name: Escrow, short: escrow, nature: binary, applies-to: [messenger],
   criteria: [{id: a, says: They have keys., needs: {property: key-holder, is: provider}}]}
- {id: either, name: Either, short: either, nature: binary, applies-to: [messenger],
   criteria: [{id: a, says: One., needs: {any: [
     {component: client-code, available: public}, {component: client-code, available: gated}]}}]}
- {id: wish, name: Wish, short: wish, nature: binary, applies-to: [messenger],
   criteria: [{id: a, optional: true, says: It cannot., needs: {not: {component: client-code,
     available: public}}}]}
- {id: steps, name: Steps, short: steps, nature: ranked, applies-to: [messenger],
   ranks: [{id: high, label: High, criteria: [a, b]}, {id: low, label: Low, criteria: [a]}],
   criteria: [{id: a, says: Seen., needs: {component: client-code, available: public}},
              {id: b, says: Keys., needs: {property: key-holder, is: users}}]}
"""


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    file = tmp_path_factory.mktemp("facts") / "definitions.yml"
    file.write_text(DEFINITIONS)
    kinds = Path(__file__).resolve().parents[2] / "glossary/examples/promises/kinds.yml"
    return load_facts(kinds=[kinds], licences=[], definitions=[file], subjects=[])


def related(facts: Facts, how) -> set[tuple[str, str]]:
    wanted = {name: (facts.definition(name), name.partition("/")[2]) for name in NAMES}
    return {(one, other) for one in NAMES for other in NAMES if how(wanted[one], wanted[other])}


NAMES = ("open", "visible", "closed", "escrow", "either", "wish", "steps/high", "steps")


def test_what_cannot_be_met_together(facts: Facts) -> None:
    pairs = {("closed", one) for one in ("open", "visible", "either", "steps/high", "steps")} | {
        ("escrow", "open"),
        ("escrow", "steps/high"),
    }
    assert related(facts, exclude) == pairs | {pair[::-1] for pair in pairs}


def test_what_asks_for_less(facts: Facts) -> None:
    found = {pair for pair in related(facts, implies) if pair[0] != pair[1]}
    assert found == {
        ("open", "visible"), ("open", "either"), ("open", "steps"), ("open", "steps/high"),
        ("either", "visible"), ("steps", "visible"), ("steps", "either"),
        ("steps/high", "visible"), ("steps/high", "either"), ("steps/high", "steps"),
    }  # fmt: skip
