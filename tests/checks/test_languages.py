"""One concept in several languages: each page is held to the words of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from termcheck import Checker, Source
from termcheck.checks.language import language_of_path
from termcheck.cli import run
from termcheck.core.errors import GlossaryError
from termcheck.core.finding import Safety
from termcheck.glossary.inflect import inflections
from termcheck.glossary.load import load_glossary
from termcheck.glossary.model import PartOfSpeech

GLOSSARY = """
glossary: house
terms:
- id: allow-list
  term: allow list
  deprecated: [whitelist]
  examples: [{bad: A whitelist., good: An allow list.}]
  languages:
    de:
      term: Positivliste
      deprecated: [Whitelist, weiße Liste]
      examples: [{bad: Die Whitelist gilt., good: Die Positivliste gilt.}]
    fr: {term: liste blanche, deprecated: [liste d'autorisation]}
    es: {term: lista de permitidos, deprecated: [lista blanca]}
    ja: {term: 許可リスト, deprecated: [ホワイトリスト]}
    zh: {term: 允许列表, deprecated: [白名单]}
    ko: {term: 허용 목록, deprecated: [화이트리스트]}
- {id: git, term: GitHub, part-of-speech: proper-noun}
- {id: clipper, term: Clipper, translate: false, deprecated: [clipper tool]}
- id: colour
  term: colour
  deprecated: [color]
  languages: {en-US: {term: color, deprecated: [colour]}}
"""


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    file = tmp_path_factory.mktemp("words") / "house.yml"
    file.write_text(GLOSSARY, "utf-8")
    return Checker(load_glossary(file))


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("a.md", "A whitelist, a color.", ["whitelist>allow list", "color>colour"]),
        (
            "docs/en-US/a.md",
            "A whitelist, colour, color.",
            ["whitelist>allow list", "colour>color"],
        ),
        (
            "docs/de/a.md",
            "Whitelists und weißen Listen, whitelist-Datei, color, github.",
            [
                "Whitelists>Positivlisten",
                "weißen Listen>Positivlisten",
                "whitelist>Positivliste",
                "github>GitHub",
            ],
        ),
        ("docs/fr/a.md", "Les listes d’autorisation.", ["listes d’autorisation>listes blanches"]),
        ("docs/es/a.md", "Unas listas blancas.", ["listas blancas>listas de permitidos"]),
        (
            "docs/es/a.md",
            "Unas listas-de-permitidos.",
            ["listas-de-permitidos>listas de permitidos"],
        ),
        ("docs/ja/a.md", "このホワイトリストを使う。", ["ホワイトリスト>許可リスト"]),
        ("docs/zh/a.md", "使用白名单文件。", ["白名单>允许列表"]),
        ("docs/ko/a.md", "화이트리스트를 사용합니다.", ["화이트리스트>허용 목록"]),
        ("docs/it/a.md", "Una whitelist, clipper tool.", ["clipper tool>Clipper"]),
        ("a.html", '<p>A whitelist</p><p lang="de">Whitelist</p>', None),
    ],
)
def test_each_page_is_held_to_its_language(
    checker: Checker, path: str, text: str, found: list[str] | None
) -> None:
    findings = checker.check(Source(path, text.encode()))
    told = [f"{one.actual}>{one.expected[0]}" for one in findings]
    assert told == (found or ["whitelist>allow list", "Whitelist>Positivliste"])


def test_other_nouns_are_put_only_where_that_is_asked_for(checker: Checker) -> None:
    german = Source("docs/de/a.md", b"Die Whitelist gilt.\n")
    assert checker.fix(german).after == german
    assert checker.fix(german, unsafe=True).after.data == b"Die Positivliste gilt.\n"


def test_examples_of_a_wording_are_pages_in_its_language(checker: Checker) -> None:
    assert checker.words.test() == (2, ())


def test_parts_of_compounds_count_where_the_entry_says_so(tmp_path: Path) -> None:
    file = tmp_path / "woerter.yml"
    word = "{id: p, term: Positivliste, deprecated: [Whitelist], compounds: true}"
    file.write_text(f"language: de\nterms: [{word}]\n")
    text = "Ein Whitelisteintrag, eine Adresswhitelist, IPWhitelist2. Positivlistenpflege.\n"
    found = Checker(load_glossary(file)).check(Source("a.md", text.encode()))
    assert [text[slice(*one.span)] for one in found] == ["Whitelist", "whitelist"]
    assert {one.fixes[0].safety for one in found} == {Safety.SHOWN}


def test_a_glossary_of_another_language_alone(tmp_path: Path) -> None:
    file = tmp_path / "woerter.yml"
    file.write_text(
        "language: de\nterms:\n- {id: d, term: Datei, deprecated: [File], irregular: [Dateien]}\n"
    )
    found = Checker(load_glossary(file)).check(Source("a.md", b"Die Files und Dateies.\n"))
    assert [(one.actual, one.expected) for one in found] == [("Files", ("Dateien",))]


@pytest.mark.parametrize(
    ("word", "part", "language", "made"),
    [
        ("Kunde", "noun", "de", "Kunden"),
        ("offene Lizenz", "noun", "de", "offenen Lizenzen"),
        ("Anwendung", "noun", "de", "Anwendungen"),
        ("Plug-in", "noun", "de-AT", "Plug-ins"),
        ("frei", "adjective", "de", "freies"),
        ("logiciel libre", "noun", "fr", "logiciels libres"),
        ("réseau", "noun", "fr", "réseaux"),
        ("terminal", "noun", "fr-CA", "terminaux"),
        ("botón", "noun", "es", "botones"),
        ("red de datos", "noun", "es", "redes de datos"),
        ("luz", "noun", "es", "luces"),
        ("abierto", "adjective", "es", "abiertas"),
        ("mirror", "noun", "en", "mirrors"),
    ],
)
def test_words_are_found_inflected(word: str, part: str, language: str, made: str) -> None:
    assert made in [text for _, text in inflections(word, PartOfSpeech(part), language)]


@pytest.mark.parametrize(("word", "other"), [("Mail", "Mailer"), ("Test", "Tester")])
def test_other_german_words_are_no_inflections(word: str, other: str) -> None:
    assert other not in [text for _, text in inflections(word, PartOfSpeech.NOUN, "de")]


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("languages: {de: {term: y, deprected: [z]}}", "1:52: unknown key `deprected`"),
        ("languages: {german language: y}", "1:38: `german language` is no BCP 47 tag"),
        ("languages: {de: {term: y, superseded: [z]}}", "superseded form `z`"),
        ("status: admitted", "1:34: `status` of term `x` is `preferred` or `deprecated`"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, keys: str, message: str) -> None:
    file = tmp_path / "g.yml"
    file.write_text(f"terms: [{{id: x, term: x, {keys}}}]")
    with pytest.raises(GlossaryError) as caught:
        load_glossary(file)
    assert message in str(caught.value)


def test_what_is_published_is_a_glossary_that_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "own.yml").write_text("subjects:\n- {id: x, name: X, kind: software, own: true}\n")
    house = tmp_path / "house.yml"
    house.write_text(
        "kinds: ['shipped:kinds/*.yml']\nsubjects: [own.yml]\n"
        "terms: [{id: open, term: open, deprecated: ['free {model}']}]\n"
    )
    assert run(["glossary", "publish", "-g", str(house), "-o", str(tmp_path / "words")]) == 0
    again = Checker(load_glossary(tmp_path / "words" / "glossary.json"))
    before = Checker(load_glossary(house))
    assert len(again.glossary.facts.subjects) == len(before.glossary.facts.subjects)
    assert again.glossary.facts.kinds == before.glossary.facts.kinds
    assert dict(again.glossary.terms) == dict(before.glossary.terms)
    assert again.engine.lexicon == before.engine.lexicon


def test_only_shipped_files_are_called_shipped(tmp_path: Path) -> None:
    file = tmp_path / "g.yml"
    file.write_text("kinds: ['shipped:../pyproject.toml']\nterms: []\n")
    with pytest.raises(GlossaryError, match="outside the project"):
        load_glossary(file)


def test_what_is_right_in_one_language_alone_is_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "words.yml"
    file.write_text("terms: [{id: s, term: server, languages: {de: {term: Server}}}]\n")
    pages = {
        "docs/de/a.md": "Der server läuft, ein Server.\n".encode(),
        "a.md": b"The server, a server, a Server here.\n",
    }
    report = Checker(load_glossary(file)).run(texts=pages)
    found = {result.path: [one.actual for one in result.findings] for result in report.files}
    assert found == {"docs/de/a.md": ["server"], "a.md": ["Server"]}


ENGLISH = "language: en\nterms: [{id: allow, term: allow list, deprecated: [whitelist]}]\n"
GERMAN = """language: de
terms:
- {id: NAME, term: Positivliste, deprecated: [Whitelist], examples: [{bad: Die Whitelist.}]}
- {id: hub, language: en, term: hub, deprecated: [switch box]}
"""


@pytest.mark.parametrize("name", ["allow", "erlaubt"])
@pytest.mark.parametrize("files", [("en.yml", "de.yml"), ("de.yml", "en.yml")])
def test_glossaries_of_several_languages_are_one_set(
    name: str,
    files: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("en.yml").write_text(ENGLISH)
    Path("de.yml").write_text(GERMAN.replace("NAME", name))
    glossary = load_glossary(*files)
    assert glossary.language == files[0].removesuffix(".yml")
    assert len(glossary.terms) == (2 if name == "allow" else 3)
    Path("docs/de").mkdir(parents=True)
    Path("docs/a.md").write_text(
        "---\nlang: en\n---\n\nA whitelist, a Positivliste, a switch box.\n"
    )
    Path("docs/de/a.md").write_text("Eine Whitelist, eine allow list, eine switch box.\n")
    run(["check", "--no-cache", "-g", ",".join(files), "-f", "concise", "docs"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("Unexpected ")[1] for line in lines] == [
        "`whitelist`, expected `allow list`",
        "`switch box`, expected `hub`",
        "`Whitelist`, expected `Positivliste`",
    ]
    assert run(["glossary", "test", "-g", ",".join(files)]) == 0
    assert run(["glossary", "lint", "-g", ",".join(files)]) == 0


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("pages.it/a.md", "it"),
        ("docs.pt_BR/a.md", "pt-BR"),
        ("content.zh-CN/a.md", "zh-CN"),
        ("pages.xx/a.md", ""),
        ("pages.deu/a.md", ""),
        ("de/a.md", "de"),
        ("id/a.md", ""),
        ("docs/id/a.md", "id"),
        ("id-ID/a.md", "id-ID"),
        ("docs/x/id/a.md", ""),
        ("a.id.md", ""),
        ("a_de.md", "de"),
    ],
)
def test_a_path_names_a_language(path: str, language: str) -> None:
    assert language_of_path(path) == language


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # One letter in four of another script is still this language, one more is not.
        ("en", "whitelist яяя", ["whitelist"]),
        ("en", "whitelist яяяя", []),
        ("ru", "whitelist яяяя", ["whitelist"]),
        ("en", "яяяя GitHub, github", ["github"]),
    ],
)
def test_letters_of_another_script_are_another_language(
    tmp_path: Path, language: str, text: str, found: list[str]
) -> None:
    file = tmp_path / "g.yml"
    file.write_text(
        f"language: {language}\nterms:\n- {{id: a, term: allowlist, deprecated: [whitelist]}}\n"
        "- {id: g, term: GitHub, part-of-speech: proper-noun}\n"
    )
    told = Checker(load_glossary(file)).check(Source("a.md", text.encode()))
    assert [finding.actual for finding in told] == found


def test_a_name_with_a_wording_of_its_own_is_held_to_that(tmp_path: Path) -> None:
    file = tmp_path / "g.yml"
    file.write_text(
        "terms:\n- {id: r, term: Red Cross, part-of-speech: proper-noun,\n"
        "   languages: {de: {term: Rotes Kreuz}}}\n"
        "- {id: g, term: GitHub, part-of-speech: proper-noun}\n"
    )
    page = Source("docs/de/a.md", b"Das red Cross, das rotes Kreuz und Github.")
    told = Checker(load_glossary(file)).check(page)
    assert [finding.actual for finding in told] == ["rotes Kreuz", "Github"]


def test_an_article_is_only_changed_in_english(tmp_path: Path) -> None:
    file = tmp_path / "g.yml"
    file.write_text(
        "language: de\nterms: [{id: a, term: Ausnahmeliste, deprecated: [Whitelist]}]\n"
    )
    fixed = Checker(load_glossary(file)).fix(Source("a.md", b"Punkt a Whitelist"), unsafe=True)
    assert fixed.after.data == b"Punkt a Ausnahmeliste"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wir haben die Website und das Setup, und es ist auch für die Kunden da.", []),
        ("Les pages sont pour vous, avec une Website et nous. Elle est dans le Setup.", []),
        (
            "Die Liste ist da, und wir sind auch da, für das Team.\n\nThe Website is here.",
            ["Website"],
        ),
        ("Die Hard is on und off, but the Website is here for das Team.", ["Website"]),
        ("Wir haben die Website da.", ["Website"]),
    ],
)
def test_a_page_shows_by_its_words_that_it_is_not_in_english(
    text: str, found: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "g.yml"
    file.write_text("terms:\n- {id: w, term: website}\n- {id: s, term: setup}\n")
    told = Checker(load_glossary(file)).check(Source("a.md", text.encode()))
    assert [finding.actual for finding in told] == found


def test_asciidoc_says_its_language_by_an_attribute(tmp_path: Path) -> None:
    file = tmp_path / "g.yml"
    file.write_text("terms:\n- {id: w, term: website}\n")
    checker = Checker(load_glossary(file))
    for tag, count in (("es", 0), ("en", 1)):
        source = Source("a.adoc", f":lang: {tag}\n\nA Website here.\n".encode())
        assert len(checker.check(source)) == count
