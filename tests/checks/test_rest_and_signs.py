"""Forms that stand for the rest of a word, and the signs of protected names."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Findings, MakeEngine

from termcheck import Checker
from termcheck.checks.registry import BY_ID
from termcheck.core.errors import GlossaryError
from termcheck.core.finding import Safety
from termcheck.glossary.load import load_glossary

WORDS = """
terms:
- {id: macos, term: macOS, part-of-speech: proper-noun, deprecated: [OS X], except: [OS X 10.*]}
- {id: auto, term: automatic, deprecated: [auto-*, robo*]}
- {id: ss, term: SSPL, case: exact, except: [SSPL-*]}
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On OS X, OS X 10.11 and OS X 10.15.7.", ["OS X"]),
        ("Auto-scaling, auto-heal-all. An auto- one.", ["Auto-scaling", "auto-heal-all"]),
        ("A robot, robotics, Robo and a microrobot.", ["robot", "robotics", "Robo"]),
        ("`auto-x`, auto-x.md and /auto-x/.", []),
        ("Das *robo*tische, auto-über.", ["robotische", "auto-über"]),
        ("sspl, SSPL-1.0, SSPL-v1", ["sspl"]),
    ],
)
def test_a_star_is_the_rest_of_a_word(findings_of: Findings, text: str, found: list[str]) -> None:
    findings = findings_of(WORDS, text)
    assert [one.actual for one in findings] == found
    for one in findings:
        if "-" in one.actual:
            assert {fix.safety for fix in one.fixes} == {Safety.SHOWN}


def test_the_filter_lets_through_what_only_begins_so(engine_of: MakeEngine) -> None:
    engine = engine_of(WORDS)
    assert engine.may_mention(b"A robotics lab.")
    assert not engine.may_mention(b"A lab.")


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("deprecated: ['a*b']", "may only end a form in `deprecated`"),
        ("deprecated: ['*']", "may only end a form in `deprecated`"),
        ("deprecated: ['a*']", "after two letters or digits"),
        ("admitted: ['xy*']", "may only end a form to avoid"),
        ("except: ['*-x']", "may only end a phrase in `except`"),
    ],
)
def test_a_star_elsewhere_is_told(engine_of: MakeEngine, keys: str, told: str) -> None:
    with pytest.raises(GlossaryError, match=told):
        engine_of(f"terms: [{{id: x, term: x, {keys}}}]")


SIGNED = "terms: [{id: clip, term: Clipper, part-of-speech: proper-noun, sign: ®, %s}]"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Clipper\n\nOpen Clipper. Clipper runs.", ["Clipper"]),
        ("Open Clipper® now. Clipper runs.", []),
        ("Open **Clipper** (R) now.", []),
        ("Open Clipper&reg;. Clipper runs.", []),
        ('Say "Clipper" and `Clipper`.', []),
        ("No such name.", []),
    ],
)
def test_the_first_use_carries_the_sign(findings_of: Findings, text: str, found: list[str]) -> None:
    assert [one.actual for one in findings_of(SIGNED % "why: It is ours", text)] == found


def test_each_name_carries_its_sign(findings_of: Findings) -> None:
    glossary = (
        SIGNED.replace(
            "]",
            ", {id: fork, term: fork, deprecated: [spoon]}, {id: nib, "
            "term: Nibbler, part-of-speech: proper-noun, sign: ™}]",
        )
        % "fix: safe"
    )
    text = "A fork, a spoon, Clipper® and “Nibbler”. Clipper cuts, Nibbler bites, Nibbler cuts."
    found = findings_of(glossary, text)
    assert [(finding.check, finding.column) for finding in found] == [
        ("avoided-term", 11),
        ("missing-sign", 56),
    ]


def test_the_sign_is_put_and_nothing_more(findings_of: Findings) -> None:
    (one,) = findings_of(SIGNED % "fix: unsafe", "Open **Clipper**, Clipper.")
    assert one.check in BY_ID
    assert (one.fixes[0].text, one.fixes[0].safety) == ("Clipper®", Safety.UNSAFE)
    assert findings_of(SIGNED % "fix: none", "Clipper.")[0].fixes == ()


def test_a_run_asks_for_the_sign_where_nothing_else_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "words.yml"
    file.write_text(SIGNED % "why: It is ours", "utf-8")
    report = Checker(load_glossary(file)).run(texts={"a.md": b"Open Clipper. It is robotic.\n"})
    assert report.total == 1
