"""Whether a word is a noun or a verb where it stands: nobody is told what is right already."""

from __future__ import annotations

import pytest

from termcheck.checks.word_class import stands_before_noun, word_class
from termcheck.glossary.model import PartOfSpeech

NOUN, VERB = PartOfSpeech.NOUN, PartOfSpeech.VERB


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Then [setup] the server.", VERB),
        ("[Setup] the server.", VERB),
        ("The [setup] is done.", NOUN),
        ("A [set up] that works.", NOUN),
        ("You can [login].", VERB),
        ("You can [log in].", VERB),
        ("After [log in], wait.", NOUN),
        ("Instead of [log in] use it.", None),
        ("The [log in] page opens.", NOUN),
        ("Look at the [log in] question.", None),
        ("Look at the [log in], please.", NOUN),
        ("Copies and [backups] that we make.", None),
        ("[Backups] that hold it are kept.", None),
        ("An improvement to [startup] of 40 %.", NOUN),
        ("The URL to [setup] notes", NOUN),
        ("their [work around] the bug", None),
        ("a [work around] that holds", NOUN),
        ("Copy and [backup] the files.", VERB),
        ("Copy or [backup] them.", VERB),
        ("Add them to [backup] by hand.", NOUN),
        ("To [backup] the server, run it.", VERB),
        ("Prior to [setup], read it.", NOUN),
        ("Redirect to [login].", NOUN),
        ("He goes to [login] now.", NOUN),
        ("Always [backup] your data.", VERB),
        ("It will [startup] later.", VERB),
        ("Then [startup] will fail.", None),
        ("Users [login] with a key.", VERB),
        ("User [login] information.", NOUN),
        ("New [login] for all.", NOUN),
        ("For [setup] see it.", NOUN),
        ("This [setup] works.", NOUN),
        ("They [setup] it.", VERB),
        ("[Setup]: read it.", None),
        ("Please [checkout] to it.", VERB),
        ("The secure [login] is here.", NOUN),
        ("Without [setup] nothing works.", NOUN),
        ("Never [shutdown] it.", VERB),
        ("Don't [login] twice.", VERB),
        ("who [login] there", VERB),
        ("I [login] daily.", VERB),
        ("sync to [backup] server", None),
        ("want to [setup] server groups", VERB),
        ("it and [setup] you", None),
        ("not [setup] your tools", VERB),
        ("“[Setup] the tool”", VERB),
        ("(to [login])", VERB),
        ("needs to [login].", VERB),
        ("You must [log in] to it.", None),
        ("We [log in] often.", None),
        ("And [log in] again.", None),
    ],
)  # fmt: skip
def test_the_words_beside_tell(marked: str, expected: PartOfSpeech | None) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    assert word_class(marked.replace("[", "").replace("]", ""), start, end) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("open source tool", True),
        ("open source and own tools", False),
        ("open source is", False),
        ("open source, quick tool", False),
        ("open source", False),
        ("open source (OSS) tool", True),
        ("open source “tool”", True),
        ("open source to", False),
        ("open source Tool.", True),
        ("open source / closed tool", False),
        ("open source 3 tool", False),
        ("open source - tool", False),
        ("open source and closed-source tools", True),
    ],
)  # fmt: skip
def test_what_follows_may_be_the_noun(text: str, expected: bool) -> None:
    assert stands_before_noun(text, len("open source")) is expected
