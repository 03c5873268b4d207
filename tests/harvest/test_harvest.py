"""What pages propose: ways to write that vary, each with its counts and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from termcheck import Checker, Source
from termcheck.cli import run
from termcheck.glossary.load import load_glossary
from termcheck.harvest.count import Counts
from termcheck.harvest.propose import Proposal, joined_words, proposals

Propose = Callable[..., dict[str, Proposal]]


@pytest.fixture(scope="module")
def propose() -> Propose:
    checker = Checker("tech-writing")

    def of(*pages: str) -> dict[str, Proposal]:
        counts = Counts()
        for number, page in enumerate(pages):
            counts.add(checker.document(Source(f"{number}.md", page.encode())))
        counts.add_pairs(joined_words(counts))
        return {one.term.term: one for one in proposals(counts)}

    return of


@pytest.mark.parametrize(
    ("text", "term", "avoided"),
    [
        ("an email, the email, my emails, an e-mail, two e-mails", "email", ["e-mail"]),
        ("a website, the website, our websites, a web site, web sites", "website", ["web site"]),
        (
            "a user name, the user names, a user name, a username, usernames",
            "user name",
            ["username"],
        ),
        ("a dataset, datasets, the dataset, a data set, data sets", "dataset", ["data set"]),
        ("the colour, a colour, my colour, a color", "colour", ["color"]),
        ("we organize it, to organize, they organise it", "organize", ["organise"]),
        ("a Git Hub page, on GitHub, in GitHub, GitHub is, Git Hub", "GitHub", ["git hub"]),
    ],
)
def test_the_most_frequent_way_is_proposed(
    propose: Propose, text: str, term: str, avoided: list[str]
) -> None:
    found = propose(f"We see {text}.\n")
    assert [form.form for form in found[term].term.deprecated] == avoided


def test_capitals_of_names(propose: Propose) -> None:
    text = "Use GitHub, or GitHub, or GitHub, or Github, or github. " + "With JSON or json. " * 3
    found = propose(text + "With JSON and JSON and JSON.\n")
    assert found["GitHub"].counts == (("GitHub", 3), ("Github", 1), ("github", 1))
    assert found["JSON"].counts == (("JSON", 6), ("json", 3))


def test_initialisms_with_what_they_stand_for(propose: Propose) -> None:
    text = "An open source program office (OSPO) is here. The OSPO, an OSPO, our OSPOs.\n"
    assert propose(text)["OSPO"].term.long_form == "open source program office"


@pytest.mark.parametrize(
    "text",
    [
        "We set up the setup, set up a setup, and set up it again in the setup.",
        "It may be so, maybe, it may be, maybe, may be, maybe.",
        "Every day is everyday. Every day, everyday, every day, everyday.",
        "`e-mail` is code, email is not, an email, `e-mail`, an email.",
        "Pass InputObject, the InputObject, an InputObject, the input object, an input object.",
        "See https://e-mail.example/e-mail and docs/e-mail.md, the email, an email, an email.",
        "Run Stop-Service and stopservice, Stop-Service, stopservice.",
        "It can rise, the size, a prize, to advise, an advice, to practise, for you, four.",
        "Steering Committee, the Steering Committee, of steering, steering it, Steering Committee.",
        "# Big News\n\nThe news is big. Big is news.",
        "> An e-mail. An e-mail. An e-mail.\n\nAn email, the email.",
    ],
)
def test_other_words_propose_nothing(propose: Propose, text: str) -> None:
    assert propose(text + "\n") == {}


def test_a_draft_is_a_glossary_with_counts_and_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("Title\n=====\n\nAn email, the email.\nMy email, an e-mail.\n")
    Path("b.md").write_text(
        "Two e-mails. The web site, a web site, websites, a website, website.\n"
    )
    Path("c.docx").write_bytes(b"no")
    Path("docs/de").mkdir(parents=True)
    Path("docs/de/d.md").write_text("Das E-Mail-Postfach. Ein nonprofit, non-profit, nonprofit.\n")
    assert run(["glossary", "harvest", "-o", "draft.yml", "-g", "ai-openness"]) == 0
    told = capsys.readouterr().err
    assert "c.docx: not a Word file (.docx)" in told
    assert "2 proposals" in told
    text = Path("draft.yml").read_text()
    assert "# email 3, e-mail 2; a.md:5" in text
    entries = yaml.safe_load(text)["terms"]
    assert entries[0] == {"id": "email", "term": "email", "deprecated": ["e-mail"]}
    assert [
        one.actual
        for one in Checker(load_glossary("draft.yml")).check(
            Source("x.md", b"An e-mail on a web site.")
        )
    ] == ["e-mail", "web site"]
    assert run(["glossary", "harvest", "-o", "draft.yml"]) == 2
    assert run(["glossary", "harvest", "-g", "draft.yml", "b.md", "-o", "other.yml"]) == 0
    assert yaml.safe_load(Path("other.yml").read_text())["terms"] == []
