"""A small world of facts that has nothing to do with any shipped one: kettles and their plans."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from termcheck.facts import Facts, load_facts
from termcheck.glossary.load import load_glossary
from termcheck.label import Label, make_label

FACTS = """
kinds:
- id: kettle
  label: kettle
  plural: kettles
  nouns: [kettle]
  components: [drawings, firmware, manual, boiler]
  properties: [noise]
  label-title: Kettle facts
  label-about: What this kettle is made of & <what> you may do.
  label-url: https://example.org/labels
- {id: cup, label: cup, plural: cups, components: [drawings]}
components:
- {id: drawings, label: drawings, plural: true, group: plans, order: 1, covered-by: [any]}
- {id: firmware, label: firmware, group: code, order: 2, covered-by: [any]}
- {id: manual, label: manual, group: plans, order: 3, covered-by: [any]}
- {id: boiler, label: boiler, group: parts, order: 4}
properties:
- {id: noise, label: noise, values: {low: it boils quietly}}
rights:
- {id: use, label: boil with it, by-service: true}
- {id: share, label: pass it on}
flags:
- {id: free, label: free, grants: [use, share]}
restrictions:
- {id: cap, label: a cap, limits: [use]}
- {id: credit, label: credit}
licences:
- {id: LicenseRef-Free, name: Free Kettle Licence, flags: [free], url: "https://example.org/free"}
- id: LicenseRef-Capped
  name: Capped Licence
  restrictions:
  - {kind: cap, text: over 700 million cups must ask}
  - {kind: credit, text: the maker has to be named}
- {id: LicenseRef-None, name: a closed licence, closed: true}
definitions:
- id: open-kettle
  name: Open Kettle Definition
  short: the OKD
  version: "2"
  nature: binary
  applies-to: [kettle]
  sources: ["https://example.org/okd"]
  criteria:
  - id: plans
    says: Everyone can get the drawings.
    needs: {component: drawings, available: public}
- id: kind-kettle
  name: Kind Kettle
  short: kind kettles
  nature: purpose
  not-judged: [kindness]
subjects:
- id: steamy
  name: Steamy
  version: "3.1"
  kind: kettle
  producer: Tea & Sons
  year: 2025
  licence: LicenseRef-Capped
  basis: producer
  components:
    drawings: {availability: public, basis: producer, url: "https://example.org/drawings"}
    firmware: {availability: public, licence: LicenseRef-Free, basis: secondary}
    manual: {availability: withheld, reason: privacy of the <author>}
  properties: {noise: low}
  evidence: ["https://example.org/steamy", "javascript:alert(1)"]
  verified: 2026-01-01
- id: boily
  name: Boily
  kind: kettle
  licence: LicenseRef-None
  components: {drawings: service}
  rulings: [{definition: open-kettle, result: not-met, by: the OKD office, url: "https://example.org/r"}]
- {id: mug, name: Mug, kind: cup}
- id: beaker
  name: Beaker
  kind: cup
  licence: LicenseRef-Free
  basis: producer
  url: "https://example.org/beaker"
  note: It is small.
- id: flask
  name: Flask
  kind: cup
  releases:
  - {since: "2", licence: LicenseRef-Free}
  - {since: "0", licence: MIT}
"""
GLOSSARY = """
glossary: kettles
version: "7"
kinds: [facts.yml]
settings: {stale-after: 100}
terms:
- id: open-kettle
  term: open kettle
  meaning: A kettle whose drawings are public.
  claims: [{said-of: [kettle], means: open-kettle}]
exemptions:
- id: old-steamy
  term: open-kettle
  reason: granted before the definition
  subjects: [steamy]
  criterion: plans
  owner: Ada
  until: 2027-01-31
"""
TODAY = datetime.date(2026, 3, 1)

MakeLabel = Callable[..., Label]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERMCHECK_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "facts.yml").write_text(FACTS, "utf-8")
    (tmp_path / "kettles.yml").write_text(GLOSSARY, "utf-8")
    return tmp_path


@pytest.fixture
def facts(folder: Path) -> Facts:
    return load_facts(kinds=[folder / "facts.yml"])


@pytest.fixture
def label_of(facts: Facts, folder: Path) -> MakeLabel:
    """Return the label of a subject of the small world."""
    glossary = load_glossary(folder / "kettles.yml")

    def make(name: str, today: datetime.date = TODAY) -> Label:
        return make_label(facts, name, glossary, today)

    return make
