"""Glossaries in the formats of others: what is read from them, and that it comes back."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import yaml
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from termcheck import Checker, Source
from termcheck.cli import run
from termcheck.core.errors import GlossaryError
from termcheck.exchange.terms.draft_yaml import draft_yaml
from termcheck.exchange.terms.finite import Endless, spellings
from termcheck.exchange.terms.read import read_glossaries
from termcheck.exchange.terms.write import export
from termcheck.glossary.load import load_glossary
from termcheck.glossary.model import (
    Example,
    Form,
    Glossary,
    PartOfSpeech,
    Status,
    Term,
    Wording,
)

Read = Callable[..., dict[str, dict[str, object]]]

VALE = r"""
extends: substitution
message: Use '%s' instead of '%s'.
link: https://example.org/words
level: error
ignorecase: true
swap:
  "(?<!Mozilla )Firefox": Mozilla Firefox
  "(?<!-)health ?check": health check
  abort: cancel|stop
  e-?mails?: message
  caap: CaaP
  "bare metal( hosts?)": bare-metal$1
  "get .* done": do
"""
PRH = """
version: 1
rules:
  - expected: Web
  - expected: さらに
    pattern: /(変)?更に/
    regexpMustEmpty: $1
    prh: ひらがなで書く
    specs:
      - {from: 更に進む, to: さらに進む}
      - {from: 変更に, to: 変更に}
  - expected: 関数
    pattern: [ファンクション, 函数]
  - expected: "$1人"
    pattern: /([0-9]+)名/
"""
TEXTLINT = r"""
{
  "rules": {"terminology": {"terms": [
    // names
    "GitHub",
    ["Node[ .]?js", "Node.js"],
    ["back[- ]end(\\w*)", "backend$1"], /* compounds */
    ["(?<=a )x", "y"]
  ]}}
}
"""
CONTEXTIVE = """
contexts:
  - name: Cargo
    meta: {Owner: Team A}
    terms:
      - name: Leg
        definition: Movement of a vessel.
        aliases: [Hop]
        examples: [The last Leg was late.]
        color: red
"""
ACROLINX = """\
Term;Status;Language;Domain;Term Entry ID;Part of speech;Definition
allow list;Preferred;en-US;Security;1001;noun;What is let through.
whitelist;Deprecated;en-US;Security;1001;noun;
Positivliste;preferred;de;Security;1001;noun;
Whitelist;deprecated;de;Security;1001;noun;
fan tray;odd;en-US;HW;1002;noun;
"""
TBX_2008 = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="c7"><descrip type="definition">A list.</descrip>
<langSet xml:lang="de"><tig><term>Positivliste</term></tig></langSet>
<langSet xml:lang="en"><ntig><termGrp><term>allow list</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
<tig><term>whitelist</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
<note>Says nothing.</note></tig>
<descrip type="figure">x</descrip></langSet></termEntry>
</body></text></martif>
"""
TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<#allow-list> a skos:Concept ; skos:prefLabel "allow list"@en, "liste blanche"@fr ;
  skos:altLabel "allowlist"@en ; skos:hiddenLabel "whitelist"@en ; skos:broader <#b> ;
  skos:definition "What is let through."@en .
<#b> a skos:Concept ; skos:prefLabel "list"@en .
"""


@pytest.fixture
def read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Read:
    """Return the entries that a file gives, by id, once they are a glossary that loads."""

    def import_(form: str, name: str, content: str | bytes, code: int = 0) -> dict[str, dict]:
        file = tmp_path / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        assert run(["glossary", "import", "--from", form, str(file)]) == code
        made = tmp_path / "made.yml"
        made.write_text(capsys.readouterr().out, "utf-8")
        load_glossary(made)
        return {one["id"]: one for one in yaml.safe_load(made.read_text("utf-8"))["terms"]}

    return import_


def left_out(tmp_path: Path) -> list[str]:
    text = (tmp_path / "made.yml").read_text("utf-8").partition("# Not taken over:\n")[2]
    return [line.removeprefix(f"# {tmp_path}/") for line in text.splitlines()]


def test_substitutions_of_vale(read: Read, tmp_path: Path) -> None:
    terms = read("vale", "Terms.yml", VALE, code=1)
    assert terms["health-check"]["deprecated"] == ["healthcheck"]
    assert terms["cancel"]["deprecated"] == [{"form": "abort", "instead": ["cancel", "stop"]}]
    assert terms["cancel"]["severity"] == "error"
    assert terms["message"]["deprecated"] == ["email", "emails", "e-mail", "e-mails"]
    assert terms["bare-metal-hosts"]["deprecated"] == ["bare metal hosts"]
    assert "deprecated" not in terms["caap"]
    found = left_out(tmp_path)
    assert found == [
        "Terms.yml:9: `(?<!-)health ?check`: taken over without what must not stand beside it, `-`",
        "Terms.yml:14: `get .* done`: no list of words, `.` stands for any character",
    ]
    checker = Checker(load_glossary(tmp_path / "made.yml"))
    text = b"We abort it: caap in Firefox, or in Mozilla Firefox, and a healthcheck.\n"
    found = [one.actual for one in checker.check(Source("a.md", text))]
    assert found == ["abort", "caap", "Firefox", "healthcheck"]


def test_words_to_avoid_of_vale_have_no_replacement(read: Read, tmp_path: Path) -> None:
    rule = (
        "extends: existence\nmessage: \"Not '%s'.\"\nignorecase: true\ntokens: [simply, 'obv.*']\n"
    )
    terms = read("vale", "Easy.yml", rule, code=1)
    assert terms["simply"]["status"] == "deprecated"
    checker = Checker(load_glossary(tmp_path / "made.yml"))
    (finding,) = checker.check(Source("a.md", b"Simply do it.\n"))
    assert finding.message == "Unexpected `Simply`, expected other words"
    assert finding.fixes == ()


def test_vocabularies_and_other_rules_of_vale(read: Read, tmp_path: Path) -> None:
    assert read("vale", "accept.txt", "# names\nGitHub\n[Gg]rep\nv\\d+\n", code=1).keys() == {
        "github"
    }
    assert left_out(tmp_path) == [
        "accept.txt:4: `v\\d+`: no list of words, `\\d` stands for no list"
    ]
    assert read("vale", "reject.txt", "guys\n")["guys"]["status"] == "deprecated"
    rule = "extends: occurrence\nmax: 3\ntoken: '!'\n"
    assert run(["glossary", "import", "--from", "vale", str(tmp_path / "none.yml")]) == 2
    (tmp_path / "o.yml").write_text(rule)
    assert run(["glossary", "import", "--from", "vale", str(tmp_path / "o.yml")]) == 1


def test_rules_of_prh_are_japanese_and_keep_their_examples(read: Read, tmp_path: Path) -> None:
    terms = read("prh", "prh.yml", PRH, code=1)
    one = next(term for term in terms.values() if term["term"] == "さらに")
    assert one["deprecated"] == ["更に"]
    assert one["except"] == ["変更に"]
    glossary = load_glossary(tmp_path / "made.yml")
    assert glossary.language == "ja"
    assert Checker(glossary).words.test() == (2, ())
    assert left_out(tmp_path) == ["prh.yml:15: `([0-9]+)名`: no list of words, `[0-9]+` has no end"]


def test_terms_of_textlint(read: Read, tmp_path: Path) -> None:
    terms = read("textlint-terminology", ".textlintrc", TEXTLINT, code=1)
    assert terms["github"] == {"id": "github", "term": "GitHub", "inflect": False}
    assert terms["node.js"]["deprecated"] == ["Nodejs", "Node js"]
    assert terms["backend"].get("inflect") is None
    assert left_out(tmp_path)[0].startswith(".textlintrc:8: `(?<=a )x`: no list of words")


def test_terms_of_contextive(read: Read, tmp_path: Path) -> None:
    terms = read("contextive", "cargo.glossary.yml", CONTEXTIVE, code=1)
    assert terms["leg"]["admitted"] == ["Hop"]
    assert terms["leg"]["tags"] == ["Cargo"]
    assert terms["leg"]["examples"] == [{"ok": "The last Leg was late."}]
    assert left_out(tmp_path) == [
        "cargo.glossary.yml:10: `color`: termcheck has nothing of the kind"
    ]


def test_rows_of_one_entry_are_one_concept(read: Read, tmp_path: Path) -> None:
    terms = read("acrolinx-csv", "a.csv", ACROLINX, code=1)
    assert terms["allow-list"]["deprecated"] == ["whitelist"]
    assert terms["allow-list"]["languages"]["de"]["deprecated"] == ["Whitelist"]
    assert terms["fan-tray"]["tags"] == ["HW"]
    assert left_out(tmp_path) == ["a.csv:6: `odd`: a status termcheck does not know"]


@pytest.mark.parametrize(
    ("table", "entry"),
    [
        (
            "preferred,Do not use,Why\nallow list,whitelist; white list,It says what it does.\n",
            {"deprecated": ["whitelist", "white list"], "why": "It says what it does."},
        ),
        ("term\tuse instead\nwhitelist\tallow list\n", {"deprecated": ["whitelist"]}),
        (
            "en,de,deprecated (de)\nallow list,Positivliste,Whitelist\n",
            {"languages": {"de": {"term": "Positivliste", "deprecated": ["Whitelist"]}}},
        ),
        ('sep=;\nterm;alias\n"allow list";passlist|list\n', {"admitted": ["passlist", "list"]}),
        ("term,Do not translate\nallow list,yes\n", {"translate": False}),
        ("term,translate\nallow list,No\n", {"translate": False}),
        ("term,translate\nallow list,yes\n", {}),
        ("term,note\nallow list,Do not translate\n", {"translate": False}),
    ],
)
def test_tables_of_one_row_a_concept(read: Read, table: str, entry: dict[str, object]) -> None:
    terms = read("csv", "terms.csv", "\ufeff" + table)
    assert terms["allow-list"] == {"id": "allow-list", "term": "allow list", **entry}


def test_a_workbook(read: Read) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Term", "Avoid", "Tags"])
    book.active.append(["allow list", "whitelist", "net"])
    second = book.create_sheet("More")
    second.append(["Term"])
    second.append(["log in"])
    data = io.BytesIO()
    book.save(data)
    terms = read("xlsx", "terms.xlsx", data.getvalue())
    assert terms["allow-list"]["deprecated"] == ["whitelist"]
    assert terms.keys() == {"allow-list", "log-in"}


def test_tbx_of_2008(read: Read, tmp_path: Path) -> None:
    (term,) = read("tbx", "old.tbx", TBX_2008, code=1).values()
    assert term["term"] == "allow list"
    assert term["deprecated"] == [{"form": "whitelist", "why": "Says nothing."}]
    assert term["languages"] == {"de": {"term": "Positivliste", "meaning": "A list."}}
    assert left_out(tmp_path) == ["old.tbx:10: `figure`: termcheck has nothing of the kind"]


def test_skos_in_two_languages(read: Read, tmp_path: Path) -> None:
    terms = read("skos", "words.ttl", TURTLE, code=1)
    assert terms["allow-list"] == {
        "id": "allow-list",
        "term": "allow list",
        "meaning": "What is let through.",
        "admitted": ["allowlist"],
        "deprecated": ["whitelist"],
        "languages": {"fr": {"term": "liste blanche"}},
    }
    assert left_out(tmp_path) == ["words.ttl: `skos:broader`: termcheck has nothing of the kind"]


def test_skos_is_in_the_language_with_more_words(read: Read) -> None:
    turtle = """@prefix s: <http://www.w3.org/2004/02/skos/core#> .
<a:b> a s:Concept; s:prefLabel "list"@de, "allow list"@en; s:hiddenLabel "whitelist"@en ."""
    (term,) = read("skos", "a.ttl", turtle).values()
    assert (term["term"], term["languages"]) == ("allow list", {"de": {"term": "list"}})


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><martif>&b;</martif>'


@pytest.mark.parametrize(
    ("form", "name", "content", "message"),
    [
        ("tbx", "a.tbx", BOMB, "declares entities"),
        ("skos", "a.rdf", BOMB, "declares entities"),
        ("tbx", "a.tbx", "<martif>\n<a></martif>", "not well formed XML"),
        ("tbx", "a.tbx", "<html/>", "no TBX: its root is `html`"),
        ("skos", "a.ttl", "@prefix a: <b> .\na:b a:c", "not valid RDF"),
        ("skos", "a.json", "{}", "Turtle"),
        ("xlsx", "a.xlsx", "no", "no Excel workbook"),
        ("csv", "a.csv", "foo,bar\n1,2\n", "no column of terms"),
        ("csv", "a.csv", "", "no column of terms"),
        ("csv", "a.csv", b"term\n\xff\xff", "not UTF-8"),
        ("csv", "a.csv", 'term\n"a\n', "no table"),
        ("acrolinx-csv", "a.csv", "term\na\n", "no column of the kind"),
        ("vale", "a.yml", "swap: {a: b}", "no `extends`"),
        ("prh", "a.yml", "a: b", "no `rules`"),
        ("prh", "a.yml", "rules: [{pattern: a}]", "with `expected`"),
        ("textlint-terminology", "a.json", "{}", "no terms"),
        ("contextive", "a.yml", "[]", "no `contexts`"),
        ("contextive", "a.yml", "contexts: [{terms: [x]}]", "with `name`"),
    ],
)
def test_other_files_are_refused_with_their_place(
    tmp_path: Path, form: str, name: str, content: str | bytes, message: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(GlossaryError, match=message) as caught:
        read_glossaries([file], form)
    assert str(caught.value).startswith(str(file))


def test_nothing_is_overwritten_unless_told(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("term\nallow list\n")
    target = tmp_path / "out.yml"
    target.write_text("mine")
    command = ["glossary", "import", "--from", "csv", str(tmp_path / "t.csv"), "-o", str(target)]
    assert run(command) == 2
    assert target.read_text() == "mine"
    assert run([*command, "--force"]) == 0
    assert "allow list" in target.read_text()


@pytest.mark.parametrize(
    "pattern", ["a.b", r"\w+", "a*", "[^a]", "(a", "a{2,}", "(?<=a)b", "*", "[a-z]"]
)
def test_patterns_without_end_are_told(pattern: str) -> None:
    with pytest.raises(Endless):
        spellings(pattern)


@given(st.text(st.sampled_from("ab(|)[]?*+{}\\-^$.:<!=1,"), max_size=24))
def test_any_pattern_gives_a_list_or_says_why(pattern: str) -> None:
    try:
        found = spellings(pattern)
    except Endless:
        return
    assert len(found) <= 200


WORDS = st.text(st.sampled_from("abcdefgh éß"), min_size=2, max_size=12).map(
    lambda text: " ".join(text.split()) or "x"
)
SENTENCE = st.text(st.sampled_from("abc <&>\"';|é."), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split()) or "x"
)


@st.composite
def glossaries(draw: st.DrawFn) -> Glossary:
    """Return a glossary that says what all formats of term bases have."""
    words = iter(draw(st.lists(WORDS, min_size=12, max_size=12, unique=True)))
    terms = {}
    for number in range(draw(st.integers(1, 2))):
        avoided = tuple(Form(next(words)) for _ in range(draw(st.integers(0, 2))))
        german = {}
        if draw(st.booleans()):
            german = {"de": Wording(next(words), deprecated=(Form(next(words)),))}
        term = Term(
            f"t.{number}x",
            next(words),
            meaning=draw(SENTENCE),
            deprecated=avoided,
            languages=german,
            owner=draw(SENTENCE),
            translate=draw(st.booleans()),
        )
        terms[term.id] = term
    return Glossary(id="g", title="Words", language="en", terms=terms)


def said(term: Term, language: str = "") -> tuple[object, ...]:
    one = term.worded(language)
    return one.term, one.status, sorted(form.form for form in one.deprecated)


@pytest.mark.parametrize(("form", "name"), [("tbx", "g.tbx"), ("skos", "g.ttl"), ("csv", "g.csv")])
@examples(max_examples=25)
@given(glossary=glossaries())
def test_what_both_have_comes_back(
    tmp_path_factory: pytest.TempPathFactory, form: str, name: str, glossary: Glossary
) -> None:
    file = tmp_path_factory.getbasetemp() / name
    file.write_text(export(glossary, form), "utf-8")
    found = read_glossaries([file], form)
    assert found.left_out == ()
    again = {one.id: one for one in found.terms}
    assert again.keys() == glossary.terms.keys()
    for name, term in glossary.terms.items():
        assert said(again[name]) == said(term)
        assert again[name].meaning == term.meaning
        assert again[name].owner == term.owner
        assert again[name].translate is term.translate
        assert again[name].languages.keys() == term.languages.keys()
        for language in term.languages:
            assert said(again[name], language) == said(term, language)


FULL = Glossary(
    title="House",
    language="en",
    terms={
        "allow-list": Term(
            "allow-list",
            "allow list",
            meaning="What is let through.",
            why="Says what it does.",
            admitted=(Form("allowlist"),),
            deprecated=(Form("whitelist"), Form("pass list", instead=("gate", "allow list"))),
            tags=("net",),
            notes=("A note.",),
            sources=("https://example.org/a",),
            owner="Ada",
            examples=(Example(ok="Use the allow list."),),
        ),
        "guys": Term("guys", "guys", status=Status.DEPRECATED, part_of_speech=PartOfSpeech.NOUN),
    },
)


@pytest.mark.parametrize(
    "form", ["tbx", "skos", "csv", "vale", "prh", "textlint-terminology", "contextive"]
)
def test_every_format_that_is_written_is_read(tmp_path: Path, form: str) -> None:
    ending = {"skos": ".ttl", "textlint-terminology": ".json", "tbx": ".tbx", "csv": ".csv"}
    file = tmp_path / f"words{ending.get(form, '.yml')}"
    file.write_text(export(FULL, form), "utf-8")
    terms = {one.term: one for one in read_glossaries([file], form).terms}
    one = terms["allow list"]
    if form != "contextive":
        assert "whitelist" in [form.form for form in one.deprecated]
    if form in ("tbx", "skos", "csv", "contextive"):
        full = FULL.terms["allow-list"]
        assert (one.meaning, one.tags, one.notes or full.notes) == (
            full.meaning,
            full.tags,
            full.notes,
        )
        assert [form.form for form in one.admitted] == ["allowlist"]
        assert one.examples == full.examples
    if form in ("tbx", "skos", "csv"):
        assert terms["guys"].status is Status.DEPRECATED
    if form in ("tbx", "csv", "vale"):
        held = {form.form: form.instead for form in one.deprecated}
        held |= {form.form: form.instead for term in terms.values() for form in term.deprecated}
        assert held["pass list"] == ("gate", "allow list")


def test_a_draft_is_a_glossary_whatever_its_words_are(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("term,avoid\nno,on\n2026-01-02,1.0\n'x: [y]',# z\n{model},a\n")
    found = read_glossaries([tmp_path / "t.csv"], "csv")
    file = tmp_path / "made.yml"
    file.write_text(draft_yaml(found), "utf-8")
    terms = load_glossary(file).terms.values()
    assert [one.term for one in terms] == ["no", "2026-01-02", "'x: [y]'"]
    assert [one.deprecated[0].form for one in terms] == ["on", "1.0", "# z"]
    assert [one.what for one in found.left_out] == ["{model}"]
