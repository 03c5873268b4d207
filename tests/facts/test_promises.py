"""Another area in the same language: nothing of AI stands in the code."""

import pytest

from termcheck.facts import Answer, Facts


@pytest.mark.parametrize(
    ("subject", "answer"),
    [
        ("whisperbird", Answer.MET),
        ("paperplane", Answer.NOT_MET),
        ("parlour", Answer.UNKNOWN),
        ("doorbell", Answer.UNKNOWN),
        ("doorbell-1", Answer.NOT_MET),
        ("doorbell-2", Answer.MET),
        ("ratchet", Answer.NOT_APPLICABLE),
    ],
)
def test_end_to_end_encrypted(promises: Facts, subject: str, answer: Answer) -> None:
    assert promises.judge("e2ee", subject).answer is answer


def test_reasons_are_the_words_of_the_area(promises: Facts) -> None:
    verdict = promises.judge("e2ee", "paperplane")
    assert [one.id for one in verdict.unmet] == ["messages", "groups", "keys"]
    assert [one.id for one in verdict.unknown] == ["backups"]
    assert verdict.unmet[0].reason == (
        "messages between two people are encrypted end to end only when they switch it on"
    )
    assert verdict.unmet[0].url == "https://example.org/paperplane/faq"


def test_not_turns_an_answer_round(promises: Facts) -> None:
    backups = {
        name: {one.id: one.answer for one in promises.judge("e2ee", name).criteria}["backups"]
        for name in ("whisperbird", "parlour")
    }
    assert backups == {"whisperbird": Answer.MET, "parlour": Answer.UNKNOWN}


def test_ranks(promises: Facts) -> None:
    assert promises.judge("verifiable", "whisperbird").rank == "all"
    halfway = promises.judge("verifiable", "paperplane")
    assert (halfway.rank, halfway.at_least) == ("app", False)
    assert halfway.reason == (
        "it is The app can be checked; Everything can be checked fails: "
        "the source code of the server is not published (the company sells it)"
    )
