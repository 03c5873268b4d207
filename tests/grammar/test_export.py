"""A glossary as rules: LanguageTool takes the file, and says what termcheck would."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

import termcheck.cli
from termcheck.glossary.address import Address
from termcheck.glossary.languagetool import CATEGORY, glossary_languagetool
from termcheck.glossary.load import load_glossary
from termcheck.grammar.client import Client, Question
from termcheck.grammar.passage import BREAK

OURS = (CATEGORY,)


@pytest.mark.languagetool
def test_rules_are_valid_by_languagetools_schema(house_rules, jars, tmp_path):
    with zipfile.ZipFile(next(jars.folder.glob("languagetool-core-*.jar"))) as core:
        for name in ("rules.xsd", "pattern.xsd"):
            (tmp_path / name).write_bytes(core.read(f"org/languagetool/rules/{name}"))
    schema = etree.XMLSchema(etree.parse(str(tmp_path / "rules.xsd")))
    schema.assertValid(etree.fromstring(house_rules.encode()))


def said(url: str, texts: list[str]) -> list[list[tuple[str, str, tuple[str, ...]]]]:
    """Return rule, words and replacements of every text."""
    pieces = []
    starts = []
    at = 0
    for text in texts:
        starts.append(at)
        pieces += [{"text": text}, BREAK]
        at += len(text) + 2
    found = Client(url, 60).check(pieces, Question("en-US", OURS))
    return [
        [
            (one.rule, text[one.start - start : one.end - start], one.replacements)
            for one in found
            if start <= one.start < start + len(text)
        ]
        for text, start in zip(texts, starts, strict=True)
    ]


@pytest.mark.languagetool
def test_rules_of_the_shipped_glossaries_fire_in_a_server(languagetool):
    texts = [
        "Add the address to the whitelist.",
        "Add the address to the allowlist.",
        "They wrote “whitelist” again.",
        "Whitelists are long.",
        "The law on A.I. is new.",
        "Backups are kept, and the backup is long.",
        "Back up the disk, so that it backups later.",
    ]
    assert said(languagetool, texts) == [
        [("TERMCHECK_ALLOWLIST", "whitelist", ("allowlist",))],
        [],
        [],
        [("TERMCHECK_ALLOWLIST", "Whitelists", ("Allowlists",))],
        [("TERMCHECK_AI", "A.I.", ("AI",))],
        [],
        [("TERMCHECK_BACK_UP", "backups", ("backs up",))],
    ]


@pytest.mark.languagetool
def test_every_example_of_a_rule_holds(languagetool, house_rules):
    """As LanguageTool's own test of rule files: wrong examples are found, right ones are not."""
    rules = etree.fromstring(house_rules.encode())
    wrong, right = [], []
    for group in rules.iter("rulegroup"):
        for rule in group.iter("rule"):
            for example in rule.iter("example"):
                text = "".join(example.itertext())
                marker = example.find("marker")
                if marker is not None:
                    wrong.append((group.get("id"), text, marker.text))
                else:
                    right.append((group.get("id"), text, words_of(rule)))
    assert len(wrong) > 100
    found = said(languagetool, [text for _, text, _ in wrong])
    missed = [
        one
        for one, matches in zip(wrong, found, strict=True)
        if not any(match[0] == one[0] and one[2] in match[1] for match in matches)
    ]
    assert missed == []
    found = said(languagetool, [text for _, text, _ in right])
    alarms = [
        (one, match)
        for one, matches in zip(right, found, strict=True)
        for match in matches
        if match[0] == one[0] and match[1].split() == one[2]
    ]
    assert alarms == []


def words_of(rule) -> list[str]:
    return [token.text for token in rule.find("pattern").iter("token") if not token.get("regexp")]


GLOSSARY = """\
glossary: house
title: "House <&> words"
version: "1"
terms:
  - id: cafe
    term: café & bar
    deprecated: ["coffee <shop>", "caf\u00e9-bar"]
    why: A dash -- and an "and" & so on.
"""


def test_what_xml_reserves_is_escaped(tmp_path):
    path = tmp_path / "house.yml"
    path.write_text(GLOSSARY, "utf-8")
    text = glossary_languagetool(load_glossary(path), Address("https://example.org/words?a=1&b=2"))
    rules = etree.fromstring(text.encode())
    assert rules.find("category").get("name") == "House <&> words"
    assert 'and an "and" & so on' in "".join(next(rules.iter("message")).itertext())
    assert next(rules.iter("url")).text == "https://example.org/words?a=1&b=2#cafe"


def test_the_command_writes_it(tmp_path):
    Path("house.yml").write_text(GLOSSARY, "utf-8")
    with CliRunner().isolation() as streams:
        code = termcheck.cli.run(
            ["glossary", "export", "-f", "languagetool", "-g", "house.yml", "-o", "rules.xml"]
        )
        assert (code, streams[1].getvalue()) == (0, b"")
    assert etree.parse("rules.xml").getroot().get("lang") == "en"
