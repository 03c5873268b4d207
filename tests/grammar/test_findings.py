"""What LanguageTool says stands in the reports, where it is and only where it is asked for."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcheck import Checker
from termcheck.config.project import Override
from termcheck.core.document import Block, Kind
from termcheck.core.finding import Safety, Severity
from termcheck.grammar.client import Client
from termcheck.grammar.passage import GrammarPassage, code_points, joined

pytestmark = pytest.mark.languagetool


def said(report, check="grammar"):
    return [
        (file.path, one.actual, one.expected)
        for file in report.files
        for one in file.findings
        if one.check == check
    ]


def test_spelling_and_grammar_of_a_server_for_the_page(languagetool, config):
    made = Checker(config.with_languagetool(languagetool, 60))
    text = b"He go to teh vexatrix with a whitelist."
    report = made.run(texts={"a.md": text})
    assert {actual for _path, actual, _expected in said(report)} == {"go", "teh"}
    assert [actual for _path, actual, _expected in said(report, "avoided-term")] == ["whitelist"]


def words(report):
    return [actual for _path, actual, _expected in said(report)]


PLACES = {
    "emphasis": ("She have **a ap*ple*** today.", ["have", "a"]),
    "link": ('Then [he](https://example.org/a_b "He go") [go](x.html) home.', ["go"]),
    "wrapped": ("> This is a quote and he\n> go home each day.", ["go"]),
    "entity": ("R&amp;D &mdash; he go home each day.", ["go"]),
    "astral": ("😀👩‍👩‍👧 𝒳 — we saw a apple 😀 and then a 𝒳 orange, a orange.", ["a", "a"]),
    "combining": ("The cafe\u0301 has a apple.", ["a"]),
    "code": ("Set `a apple he go` first, then he go home.", ["go"]),
    "code takes an article": ("Use an `ls` or a `cp` command.", []),
    "item": ("- one\n- Now he go home each day.", ["go"]),
    "task": ("- [ ] Now he go home each day.", ["go"]),
    "cell": ("| a | b |\n|---|---|\n| I saw a apple. | no |", ["a"]),
    "html": ("<p>Now <b>he</b> go home each day.</p>", ["go"]),
    "footnote": ("Now he[^1] go home each day.\n\n[^1]: And she have it all.", ["go", "have"]),
    "front matter": ("---\ntitle: Now he go home each day.\nid: he go home\n---\n\nText.", ["go"]),
    "deleted": ("Now he ~~go~~ goes home each day.", []),
    "title": ("# Going home every day", []),
    "block of code": ("```text\nNow he go home each day.\n```", []),
    "comment": ("Text. <!-- Now he go home each day. -->", []),
    "crlf": ("One line\r\nand now he\r\ngo home each day.\r\n", ["go"]),
    "bom": ("\ufeffNow he go home each day.", ["go"]),
}


def test_mistakes_are_found_where_they_stand_through_markup(check):
    texts = {f"{name}.md": text for name, (text, _) in PLACES.items()}
    report = check(texts)
    assert report.notices == ()
    found = {name: [] for name in texts}
    for path, actual, _expected in said(report):
        found[path].append(actual)
    assert found == {f"{name}.md": wanted for name, (_, wanted) in PLACES.items()}
    for file in report.files:
        data = texts[file.path].encode()
        for one in file.findings:
            assert data[one.span.start : one.span.end].decode() == one.actual


def test_positions_hold_whatever_stands_around(check):
    chance = random.Random(7)
    around = [
        "😀",
        "𝒳",
        "é",
        "`x = 1`",
        "**so**",
        "[it](u)",
        "e\u0301",
        "&amp;",
        "<br>",
        "—",
        "und",
    ]
    texts, places = {}, {}
    for number in range(25):
        parts, at = [], []
        for _ in range(chance.randint(1, 4)):
            filler = " ".join(chance.choices(around, k=chance.randint(0, 5)))
            parts.append(f"{filler} We saw ")
            at.append(len("".join(parts).encode()))
            mark = chance.choice(["", "*", "**"])
            at[-1] += len(mark)
            parts.append(f"{mark}a{mark} apple today.\n{chance.choice(['', chr(10)])}")
        texts[f"{number}.md"] = "".join(parts)
        places[f"{number}.md"] = at
    report = check(texts)
    found = {name: [] for name in texts}
    for file in report.files:
        for one in file.findings:
            if one.expected == ("an",):
                found[file.path].append(one.span.start)
    assert found == places


@given(st.text(), st.data())
def test_utf16_offsets_become_code_points(text, data):
    at = data.draw(st.integers(0, len(text)))
    units = len(text[:at].encode("utf-16-le", "surrogatepass")) // 2
    assert code_points(text, [units]) == [at]


@given(st.lists(st.text(st.characters(exclude_characters="\r\n"), min_size=1), max_size=5))
def test_passages_of_a_request_are_taken_apart_again(texts):
    passages = [GrammarPassage(Block(Kind.PARAGRAPH, text, ())) for text in texts]
    pieces, starts = joined(passages)
    whole = "".join(piece.get("text", piece.get("markup", "")) for piece in pieces)
    assert [whole[at : at + len(text)] for at, text in zip(starts, texts, strict=True)] == texts


def test_a_finding_says_what_rule_and_where_to_read_on(check):
    report = check({"a.md": "He go home each day."})
    [one] = report.files[0].findings
    assert (one.check, one.term, one.severity) == ("grammar", "HE_VERB_AGR", Severity.WARNING)
    assert one.message == "Unexpected `go`, expected `goes` or `went`"
    assert one.url.startswith("https://")
    assert one.note
    assert "\n" not in one.note
    assert [(fix.text, fix.safety) for fix in one.fixes] == [
        ("goes", Safety.UNSAFE),
        ("went", Safety.UNSAFE),
    ]


def test_words_of_the_glossary_and_names_are_no_misspellings(check, config):
    text = "The vexatrixes ran on Qwen2.5 and DeepSeek-R1 with my_var; Zorbulax did not."
    kept = replace(config, glossary=("words.yml", "ai-openness"), claims=True)
    found = words(check({"a.md": text}, config=kept, categories=("TYPOS",)))
    assert found == ["Zorbulax"]


def test_what_our_checks_say_is_not_said_again(check):
    text = "We keep the informations and a whitelist here."
    report = check({"a.md": text}, categories=("GRAMMAR", "TYPOS"))
    places = [(one.check, one.actual) for one in report.files[0].findings]
    assert places == [("avoided-term", "informations"), ("avoided-term", "whitelist")]


def test_only_chosen_categories_and_rules_are_reported(check):
    text = {"a.md": "He go home each day. We saw a apple. Teh end."}
    assert words(check(text)) == ["go", "a"]
    assert words(check(text, categories=("TYPOS",))) == ["Teh"]
    assert words(check(text, categories=("TYPOS",), rules=("HE_VERB_AGR",))) == ["go", "Teh"]
    assert words(check(text, categories=(), rules=("HE_VERB_AGR",))) == ["go"]
    assert words(check(text, categories=())) == []
    assert words(check(text, disabled_rules=("HE_VERB_AGR",))) == ["a"]


def test_it_is_suppressed_and_silenced_like_any_check(check, config):
    text = (
        "He go home. <!-- termcheck: ignore grammar: a quote -->\n\n"
        "He go home. <!-- termcheck: ignore HE_VERB_AGR -->\n\n"
        "We saw a apple."
    )
    assert words(check({"a.md": text})) == ["a"]
    off = replace(config, ignore=("grammar",))
    assert words(check({"a.md": text}, config=off)) == []
    some = replace(config, overrides=(Override(("old/**",), grammar=False),))
    report = check({"old/a.md": text, "new/a.md": text}, config=some)
    assert [path for path, *_ in said(report)] == ["new/a.md"]


def test_it_is_asked_for_some_files_only(check, config):
    texts = {"blog/a.md": "He go home.", "docs/a.md": "He go home."}
    some = replace(config, overrides=(Override(("blog/**",), grammar=True),))
    report = check(texts, config=some, enabled=False)
    assert [path for path, *_ in said(report)] == ["blog/a.md"]


def test_each_document_is_read_in_its_language(check, config):
    spanish = "Los casa es grande."
    texts = {
        "page.html": f'<html lang="es"><body><p>{spanish}</p></body></html>',
        "front.md": f"---\nlang: es\n---\n\n{spanish}\n",
        "es/a.md": spanish,
        "en.md": "Now he go home each day.",
        "sv.md": "---\nlanguage: sv\n---\n\nHan har en hund.",
    }
    some = replace(config, overrides=(Override(("es/**",), language="es"),))
    report = check(texts, config=some)
    found = {name: [] for name in texts}
    for path, actual, _ in said(report):
        found[path].append(actual)
    assert found["page.html"]
    assert found["page.html"] == found["front.md"] == found["es/a.md"]
    assert found["en.md"] == ["go"]
    assert report.notices == (
        "grammar of documents in `sv` was not checked: LanguageTool lacks it",
    )


def test_known_passages_are_not_asked_about_again(check, monkeypatch):
    one, two = "Now he go home each day.", "We saw a apple today."
    assert words(check({"a.md": f"{one}\n\n{two}"})) == ["go", "a"]
    asked = []
    real = Client.check
    monkeypatch.setattr(
        Client, "check", lambda self, pieces, how: asked.append(pieces) or real(self, pieces, how)
    )
    assert words(check({"b.md": f"# New\n\n{two}\n\n{one}\n\n{one}"})) == ["a", "go", "go"]
    assert asked == []
    assert words(check({"b.md": f"{two}\n\nAnd she have one here."})) == ["a", "have"]
    assert [[piece["text"] for piece in pieces] for pieces in asked] == [["And she have one here."]]


def test_answers_outlive_the_process(check, monkeypatch):
    from termcheck.cache import answers

    text = {"a.md": "Now he go home each day."}
    assert words(check(text)) == ["go"]
    answers.forget()
    monkeypatch.setattr(Client, "_fetch", None)
    assert words(check({"b.md": text["a.md"]})) == ["go"]
