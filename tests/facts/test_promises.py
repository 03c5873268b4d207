"""Another area in the same language: nothing of AI stands in the code."""

from pathlib import Path

import pytest

from termcheck.facts import Answer, Facts

GLOSSARY = Path(__file__).parents[2] / "glossary" / "examples" / "promises.yml"


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


def test_the_glossary_of_the_area_does_what_its_examples_say() -> None:
    from termcheck.evaluation.glossary_examples import examples, run_examples
    from termcheck.match.compiled_glossary import load_engine

    engine = load_engine(GLOSSARY)
    assert sum(1 for _ in examples(engine.glossary)) >= 9
    assert list(map(str, run_examples(engine.glossary, engine))) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Paperplane is a great end-to-end encrypted chat app.", ["contradicted-claim"]),
        ("The E2EE messengers Whisperbird and Doorbell 1 are popular.", ["contradicted-claim"]),
        ("Parlour is E2EE.", ["unsupported-claim"]),
        ("Our app is military-grade.", ["ambiguous-term"]),
        ("Paperplane is not end-to-end encrypted, Whisperbird is.", []),
        ("If Paperplane were end-to-end encrypted, we would use it.", []),
        ("Ratchet is a protocol for end-to-end encrypted chats.", []),
    ],
)
def test_claims_of_the_area(text: str, told: list[str]) -> None:
    from termcheck import Checker
    from termcheck.config.project import Config

    checker = Checker(Config(glossary=(str(GLOSSARY),), jobs=1))
    report = checker.run(texts={"page.md": text.encode()}, remember=False)
    assert [one.check for one in report.findings] == told
    assert all(one.message.startswith("Unexpected ") and one.note for one in report.findings)
