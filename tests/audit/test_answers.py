"""The tables answer the questions they were made for."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers_audit import write

from termcheck import Audit, Checker, UsageError


def test_overview(audit: Audit) -> None:
    told = audit.overview()
    assert (told.documents, told.unread, told.repositories) == (6, 1, 2)
    assert (told.contradicted, told.unsupported) == (1, 1)
    assert told.agreeing < told.judged <= told.using


def test_what_is_meant(audit: Audit) -> None:
    meanings = audit.meanings()
    assert {one.term for one in meanings} == {"end-to-end-encrypted"}
    (chosen,) = [one for one in meanings if one.chosen]
    assert chosen.definition == "e2ee"
    assert all(0 < one.share <= 1 for one in meanings)


def test_words_and_what_is_true_go_together(audit: Audit) -> None:
    (problem,) = audit.problems("contradicted")
    assert (problem.words, problem.expected) == ("end-to-end encrypted", "transport-encrypted")


def test_who_disagrees(audit: Audit) -> None:
    (about,) = audit.disagreements()
    assert (about.subject, about.across) == ("paperplane", True)
    assert {(said.denied, said.speaker) for said in about.said} == {
        (False, ""), (True, ""), (False, "Nimbus Ltd"),
    }  # fmt: skip


ESCROW = """
definitions:
- {id: escrow, name: Key escrow, short: key escrow, nature: binary, applies-to: [messenger],
   criteria: [{id: a, says: The provider has keys., needs: {property: key-holder, is: provider}}]}
"""
HOUSE = """
extends: [%s]
definitions: [escrow.yml]
terms:
- {id: escrowed, term: key-escrowed, part-of-speech: adjective, meaning: The provider has keys.,
   why: Say so., case: free, claims: [{said-of: [messenger], means: escrow}],
   examples: [{ok: Nothing is.}]}
"""
CONTRADICTIONS = {
    "a.md": "Whisperbird is end-to-end encrypted.\n\nParlour is end-to-end encrypted.\n",
    "b.md": "Whisperbird is a key-escrowed messenger.\n\nParlour is a military-grade messenger.\n",
    "c.md": "Paperplane is end-to-end encrypted. Paperplane is not end-to-end encrypted.\n",
    "d.md": "By end-to-end encrypted we mean that messages between two people are encrypted.\n",
    "e.md": "By end-to-end encrypted we mean that nobody but the users holds the keys.\n",
}


def test_only_what_cannot_both_be_true_disagrees(tmp_path: Path) -> None:
    """Terms that may both be true do not, nor does a page with itself."""
    promises = Path(__file__).resolve().parents[2] / "glossary/examples/promises.yml"
    write(tmp_path, {"escrow.yml": ESCROW, "house.yml": HOUSE % promises})
    pages = write(tmp_path / "pages", CONTRADICTIONS)
    with Checker(tmp_path / "house.yml").audit([str(pages)], tmp_path / "audit") as audit:
        about, term = sorted(
            audit.disagreements(), key=lambda disagreement: not disagreement.subject
        )
        told = audit.summary()
    assert (about.subject, {said.term for said in about.said}) == (
        "whisperbird", {"end-to-end-encrypted", "escrowed"},
    )  # fmt: skip
    assert (term.subject, term.name, term.documents) == ("", "end-to-end-encrypted", 2)
    assert len({said.meaning for said in term.said}) == 2
    assert "  end-to-end encrypted: said to mean " in told


def test_a_meaning_is_shown_where_it_is_given(checker: Checker, tmp_path: Path) -> None:
    own = "By end-to-end encrypted we mean that messages, those to groups and backups are encrypted"
    said = (
        f"{own}, and only the users hold the keys.",
        "By end-to-end encrypted we mean that messages between two people are encrypted.",
    )
    for number, sentence in enumerate(said):
        text = f"Whisperbird is end-to-end encrypted.\n\n{sentence}\n"
        (tmp_path / f"{number}.md").write_text(text)
    with checker.audit([str(tmp_path)], tmp_path / "audit") as audit:
        (disagreement,) = audit.disagreements()
        used = audit.definitions_in_use()
    told = {place.sentence for meaning in disagreement.said for place in meaning.places}
    assert told == {one.place.sentence for one in used} == set(said)
    assert {one.quote: one.rival for one in used} == {said[0]: False, said[1]: True}


def test_rival_definitions_are_quoted(audit: Audit) -> None:
    (rival,) = audit.definitions_in_use()
    assert rival.rival
    assert rival.quote.endswith("between two people are encrypted.")
    assert rival.place.owner == "Grace"


def test_agreement_is_told_by_team_site_and_month(audit: Audit) -> None:
    by_owner = {one.key: one for one in audit.agreement("owner")}
    assert by_owner["@acme/web"].share == 0
    assert by_owner["@acme/security"].share == by_owner["@acme/legal"].share == 1
    assert {one.key for one in audit.agreement("site")} == {"docs.acme.example", "blog"}
    assert [one.key for one in audit.agreement("month")] == ["2026-02", "2026-03", "2026-05"]
    with pytest.raises(UsageError, match="did you mean `owner`"):
        audit.agreement("owners")


def test_what_if_another_definition_were_chosen(audit: Audit) -> None:
    (told,) = audit.what_if("transport-encrypted")
    assert (told.term, told.chosen) == ("end-to-end-encrypted", ("e2ee",))
    assert told.becomes_true == ("Paperplane",)
    with pytest.raises(UsageError, match="did you mean `e2ee`"):
        audit.what_if("e2e")


def test_who_has_to_do_what(audit: Audit) -> None:
    duties = {one.owner: one for one in audit.duties()}
    assert duties["@acme/web"].contradicted == 1
    assert duties["Ada"].unsupported == 1
    assert duties["Grace"].rival == 1


def test_changes_go_by_month(audit: Audit) -> None:
    months = [one.month for one in audit.changes()]
    assert months == sorted(months)
    assert {"2026-02", "2026-05"} <= set(months)


def test_the_summary_fits_one_screen(audit: Audit) -> None:
    lines = audit.summary("transport-encrypted", 80).splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("6 pages of 2 repositories were held to Promises of messengers")
