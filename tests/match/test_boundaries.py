"""Words beside other scripts, accents apart from their letters, and pages in other languages."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcheck.checks.language import language_of_path
from termcheck.config.options import Options
from termcheck.core.source import Source
from termcheck.glossary.load import load_glossary
from termcheck.match.boundaries import Composed
from termcheck.match.compiled_glossary import Engine, compile_engine
from termcheck.pipeline import examine

TERMS = """\
terms:
- {id: github, term: GitHub, part-of-speech: proper-noun}
- {id: allow, term: allow list, deprecated: [whitelist]}
- {id: tea, term: tea room, deprecated: [cafe]}
- {id: coffee, term: coffee house, deprecated: [café]}
"""


@cache
def engine_of(text: str) -> Engine:
    with TemporaryDirectory() as folder:
        path = Path(folder, "glossary.yml")
        path.write_text(text, "utf-8")
        return compile_engine(load_glossary(path))


def told(text: str, terms: str = TERMS, name: str = "a.md", language: str = "") -> list[str]:
    options = Options(claims=False, page_language=language)
    found = examine(Source(name, text.encode()), engine_of(terms), options).findings
    return [unicodedata.normalize("NFC", one.actual) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们的github仓库", ["github"]),
        ("한국어 github에서", ["github"]),
        ("日本語githubの", ["github"]),
        ("The cafe\u0301 server and the café.", ["café", "café"]),
        ("The cafe server.", ["cafe"]),
        ("mygithubber and github_x", []),
    ],
)
def test_words_end_where_the_script_changes(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("language", "term", "avoided", "text", "expected"),
    [
        ("ja", "サーバー", "サーバ", "このサーバを起動します。サーバーは。", ["サーバ"]),
        ("zh", "登录", "登陆", "请登陆系统", ["登陆"]),
        ("ko", "서버", "써버", "써버에서 웹써버 써버", ["써버", "써버"]),
    ],
)
def test_glossaries_of_scripts_without_spaces(
    language: str, term: str, avoided: str, text: str, expected: list[str]
) -> None:
    terms = f"language: {language}\nterms:\n- {{id: a, term: {term}, deprecated: [{avoided}]}}\n"
    assert told(text, terms) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.md", "---\nlang: de\n---\nDie whitelist auf Github.", ["Github"]),
        ("a.html", '<html lang="de"><p>Die whitelist.</p></html>', []),
        ("a.html", '<p lang="de">Die whitelist.</p><p>A whitelist.</p>', ["whitelist"]),
        ("a.md", 'A whitelist <span lang="de">die whitelist</span>.', ["whitelist"]),
        ("docs/de/a.md", "Die whitelist.", []),
        ("docs/en/a.md", "A whitelist.", ["whitelist"]),
        ("a.md", "我们的whitelist在代码仓库包含一定的文件集合", []),
        ("a.md", "A whitelist.", ["whitelist"]),
    ],
)
def test_pages_in_other_languages_are_held_to_names_only(
    name: str, text: str, expected: list[str]
) -> None:
    assert told(text, name=name) == expected


def test_the_configuration_says_what_pages_do_not() -> None:
    assert told("Die whitelist.", language="de") == []
    assert told("---\nlang: en\n---\nA whitelist.", language="de") == ["whitelist"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("docs/zh-cn/a.md", "zh-cn"),
        ("i18n/id/a.md", "id"),
        ("id/a.md", ""),
        ("README-de.adoc", "de"),
        ("a.pt-br.md", "pt-br"),
        ("src/app.md", ""),
        ("a.md", ""),
    ],
)
def test_paths_name_languages(path: str, expected: str) -> None:
    assert language_of_path(path) == expected


@given(st.text(st.sampled_from("ae\u0301\u0308 oxЖ"), max_size=20))
def test_places_of_composed_text_lead_back(text: str) -> None:
    composed = Composed(text)
    assert composed.text == unicodedata.normalize("NFC", text)
    places = [composed.place(at) for at in range(len(composed.text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(text)
    for at in range(len(composed.text)):
        piece = text[places[at] : places[at + 1]]
        assert unicodedata.normalize("NFC", piece) == composed.text[at]
