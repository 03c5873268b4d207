"""`language: en-GB` or `en-US` holds English words to that spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

from termcheck import Checker, Source
from termcheck.cli import run
from termcheck.glossary.load import load_glossary
from termcheck.glossary.regions import region_words

GLOSSARY = "language: {}\nterms:\n- {{id: git, term: GitHub}}\n- {{id: fiber, term: fiber}}\n"


def checked(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    text: str,
    config: str = "en-GB",
    glossary: str = "en",
) -> list[str]:
    folder.joinpath("g.yml").write_text(GLOSSARY.format(glossary))
    language = f'language = "{config}"\n' if config else ""
    toml = f'glossary = ["g.yml"]\n{language}'
    folder.joinpath("termcheck.toml").write_text(toml)
    folder.joinpath("a.md").write_text(text)
    config_file = str(folder / "termcheck.toml")
    run(["check", "--no-cache", "--config", config_file, "-f", "concise", str(folder / "a.md")])
    lines = capsys.readouterr().out.splitlines()
    found = (line.split("`") for line in lines if "regional-spelling" in line)
    return [f"{parts[1]}>{parts[3]}" for parts in found]


@pytest.mark.parametrize(
    ("config", "glossary", "text", "found"),
    [
        ("en-GB", "en", "Organize colors.", ["Organize>Organise", "colors>colours"]),
        ("en-GB-oxendict", "en", "Organize colors.", ["colors>colours"]),
        ("en-CA", "en", "Organize colors.", []),
        ("en-AU", "en", "Organize it.", ["Organize>Organise"]),
        ("en-US", "en", "Cancelled colours.", ["Cancelled>Canceled", "colours>colors"]),
        ("", "en-US", "A colour.", ["colour>color"]),
        ("", "en", "A colour, a color.", []),
        ("de", "en-US", "A colour.", []),
        ("en-GB", "en", "In a/color, color/b, color-x.md and x.color.", []),
        ("en-GB", "en", "A COLOR and a color.", ["color>colour"]),
        ("", "en", "---\nlang: en-US\n---\n\nA colour.", []),
        ("en-GB", "en", '<p lang="fr">Un color.</p>', []),
        ("en-GB", "en", "a/color is", []),
        ("en-GB", "en", "a/Color is", []),
        ("en-GB", "en", "It is in a/Color or a.", []),
        ("en-GB", "en", "Color/b is", []),
        ("en-GB", "en", "Color / b is", ["Color>Colour"]),
        ("en-GB", "en", "COLOR is it.", []),
        ("en-GB", "en", "**Color**", ["Color>Colour"]),
        ("en-GB", "en", "x a/color, a color", ["color>colour"]),
    ],
)
def test_the_configuration_or_the_glossary_names_the_region(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    config: str,
    glossary: str,
    text: str,
    found: list[str],
) -> None:
    assert checked(tmp_path, capsys, text, config, glossary) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("---\nlang: en-US\n---\n\nA colour, a color.\n", ["colour>color"]),
        ("---\nlang: en\n---\n\nA colour, a color.\n", ["color>colour"]),
        ("---\nlang: fr\n---\n\nUn color.\n", []),
        ('<p lang="en-US">A color.</p>\n\nA color.\n', ["color>colour"]),
    ],
)
def test_a_page_and_a_passage_follow_their_own_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, found: list[str]
) -> None:
    assert checked(tmp_path, capsys, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Choosing Colors and Flavors\n", ["Colors>Colours", "Flavors>Flavours"]),
        ("# The Color button\n", []),
        ("A page. Color is fine.\n", ["Color>Colour"]),
        ("**Color** is fine.\n", []),
        ("We met at Harbor Freight.\n", []),
        ("- Color\n", ["Color>Colour"]),
    ],
)
def test_capitals_are_a_name_but_where_a_title_or_a_sentence_asks_for_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, found: list[str]
) -> None:
    assert checked(tmp_path, capsys, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The Color Picker and the Kennedy Center.",
        "Click **Color**. Set `color` in a.color or /color/x to COLOR.",
        'It says "any color" and “gray”.',
        "> Any color so long as it is black.",
        "A fiber: the glossary has its own word for it.",
        "| color |\n|---|\n| x |",
        "We practice, license, check, meter, draft and program.",
    ],
)
def test_names_quotations_and_words_of_the_glossary_are_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    assert checked(tmp_path, capsys, text) == []


def test_a_fix_keeps_capitals_and_markup_and_is_safe_where_the_word_stands_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(tmp_path, capsys, "Color is a *color and flavor* of color-coded centers.\n")
    page = tmp_path / "a.md"
    run(["fix", "--no-cache", "--config", str(tmp_path / "termcheck.toml"), str(page)])
    assert page.read_text() == "Colour is a *colour and flavour* of color-coded centres.\n"


def test_words_joined_to_others_and_single_ones_in_lists_are_not_fixed_unasked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "A multi-color page, a color - a color.\n\n(size, color)\n\nIn x-color. Color it.\n"
    assert len(checked(tmp_path, capsys, text)) == 6
    page = tmp_path / "a.md"
    run(["fix", "--no-cache", "--config", str(tmp_path / "termcheck.toml"), str(page)])
    after = "A multi-color page, a colour - a colour.\n\n(size, color)\n\nIn x-color. Colour it.\n"
    assert page.read_text() == after


def test_a_page_alone_asks_for_no_region(tmp_path: Path) -> None:
    file = tmp_path / "g.yml"
    file.write_text(GLOSSARY.format("en"))
    page = Source("a.md", b"---\nlang: en-US\n---\n\nA colour.\n")
    assert Checker(load_glossary(file)).check(page) == ()
    file.write_text(GLOSSARY.format("en-GB"))
    assert [one.actual for one in Checker(load_glossary(file)).check(page)] == ["colour"]


def test_what_is_right_in_a_region_is_never_what_it_replaces() -> None:
    for region in "ABZCD":
        words = region_words(region)
        assert len(words) > 1000
        assert not set(words) & set(words.values())
