"""A glossary with one of everything an entry can say."""

from __future__ import annotations

from pathlib import Path

import pytest

from termcheck.glossary.load import load_glossary
from termcheck.glossary.model import Glossary
from termcheck.match.compiled_glossary import Engine, compile_engine
from termcheck.publish.publisher import Publisher

GLOSSARY = r"""
glossary: house
title: "House & <words>"
version: "3.2"
owner: Words office
settings:
  feedback-url: "https://example.org/new?title={term}&body=about%20{version}"
  stale-after: 30
terms:
- id: allowlist
  term: allowlist
  meaning: "A list of what is let through | everything `else` is refused."
  why: The word says what the list does.
  admitted: [allow list]
  deprecated:
  - {form: whitelist, why: it tells nothing}
  - {form: whitelist, part-of-speech: verb, instead: [allow]}
  superseded:
  - {form: passlist, since: 2025-05-06}
  variants: false
  sources: ["https://example.org/a", "a book"]
  owner: Ada
  changed: 2026-01-02
  notes: [The API keeps `whitelist`.]
  conflicts: [denylist]
  examples:
  - {bad: Use the whitelist., good: Use the allowlist.}
  - {ok: Use the allowlist.}
  - {ok: The `whitelist` key., note: code}
- id: denylist
  term: denylist
  meaning: A list of what is refused.
  tooltip: false
- id: 2fa
  term: 2FA
  long-form: two-factor authentication
  meaning: Two proofs of who you are. They differ in kind.
- id: silent
  term: silent word
exemptions:
- id: old-api
  term: allowlist
  reason: the old API stays
  paths: [old/*.md]
  use-case: reference of the old API
  owner: Bob
  until: 2999-12-31
- {id: gone, term: allowlist, reason: no longer, until: 2020-01-01}
"""


@pytest.fixture(scope="module")
def glossary(tmp_path_factory: pytest.TempPathFactory) -> Glossary:
    path: Path = tmp_path_factory.mktemp("house") / "house.yml"
    path.write_text(GLOSSARY, "utf-8")
    return load_glossary(path)


@pytest.fixture(scope="module")
def engine(glossary: Glossary) -> Engine:
    return compile_engine(glossary)


@pytest.fixture(scope="module")
def publisher(engine: Engine) -> Publisher:
    return Publisher(engine)
