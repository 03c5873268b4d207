"""Where sentences begin and end."""

from __future__ import annotations

from termcheck.claims.sentences import LONGEST, sentences


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_stops_end_sentences_and_abbreviations_do_not() -> None:
    assert parts("Models, e.g. Llama 3.1, are here. They run!  Do they?") == [
        "Models, e.g. Llama 3.1, are here.",
        "They run!",
        "Do they?",
    ]


def test_an_endless_sentence_is_cut_between_words() -> None:
    text = "open model, " * LONGEST
    found = parts(text)
    assert " ".join(found) == text.strip()
    assert max(map(len, found)) <= LONGEST
    assert len(found) < 20


def test_an_endless_word_is_cut_too() -> None:
    assert "".join(parts("a" * 3 * LONGEST)) == "a" * 3 * LONGEST
