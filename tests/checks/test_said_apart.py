"""A claim that is true of some of its subjects: the sentence proposed reads well, and is true."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termcheck import Checker, Config, Fix, Safety, Source
from termcheck.fixer.splice import splice

PROMISES = Path(__file__).parents[2] / "glossary" / "examples" / "promises.yml"


@pytest.fixture(scope="module")
def shipped() -> Checker:
    return Checker(Config(glossary=("ai-openness",), cache=False))


def fixes(checker: Checker, text: str, name: str = "a.md") -> list[tuple[str, Fix]]:
    """Return each fix of a text with the text it makes."""
    source = Source(name, text.encode())
    return [
        (splice(source.data, [fix]).data.decode(), fix)
        for finding in checker.check(source)
        for fix in finding.fixes
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # The list first.
        ("Mistral 7B, Llama 3 and OLMo 2 are open source.",
         "OLMo 2 is open source; Mistral 7B and Llama 3 are open-weight."),
        ("Mistral 7B, Llama 3 and OLMo 2 are open source models.",
         "OLMo 2 is an open source model; Mistral 7B and Llama 3 are open-weight models."),
        ("Both Llama 3 and OLMo 2 are now popular open-source LLMs.",
         "OLMo 2 is now a popular open-source LLM; Llama 3 is now a popular open-weight LLM."),
        ("Llama 3 and OLMo 2 were released as open-source models.",
         "OLMo 2 was released as an open-source model; "
         "Llama 3 was released as an open-weight model."),
        ("While Llama 3, Pythia and OLMo 2 are open source, GPT-4 is not.",
         "While Pythia and OLMo 2 are open source, and Llama 3 is open-weight, GPT-4 is not."),
        ("Today, Llama 3 and OLMo 2 are open source LLMs for code.",
         "Today, OLMo 2 is an open source LLM for code; Llama 3 is an open-weight LLM for code."),
        ("GPT-4, Llama 3, and Gemma 2 are open source.",
         "GPT-4 is proprietary; Llama 3 and Gemma 2 are open-weight."),
        ("Unlike GPT-4, both Llama 3 and Pythia are open source.",
         "Unlike GPT-4, Pythia is open source; Llama 3 is open-weight."),
        ("Models like Llama 3 and OLMo 2 are open source.",
         "Models like OLMo 2 are open source; models like Llama 3 are open-weight."),
        ("I think that Llama 3 and OLMo 2 are great open source models for research.",
         "I think that OLMo 2 is a great open source model for research and Llama 3 is a great "
         "open-weight model for research."),
        # The class first.
        ("We tried open-source models such as Llama 3, OLMo 2 and Mixtral 8x7B on our data.",
         "We tried open-source models such as OLMo 2 and open-weight models such as Llama 3 and "
         "Mixtral 8x7B on our data."),
        ("Try an open-source model like Llama 3 or OLMo 2.",
         "Try an open-source model like OLMo 2 or an open-weight model like Llama 3."),
        ("The open source Llama 3 and OLMo 2 are popular.",
         "The open source OLMo 2 and the open-weight Llama 3 are popular."),
        ("The open-source models Llama 3 and OLMo 2 are popular.",
         "The open-source model OLMo 2 and the open-weight model Llama 3 are popular."),
        ("It runs open source models (Llama 3, OLMo 2, etc.).",
         "It runs open source models (OLMo 2) and open-weight models (Llama 3)."),
        ("It runs open-source models: Llama 3, OLMo 2 and Pythia.",
         "It runs open-source models (OLMo 2 and Pythia) and open-weight models (Llama 3)."),
        ("We support Llama 3, OLMo 2, and other open source models.",
         "We support open source models such as OLMo 2 and open-weight models such as Llama 3."),
        ("We love open models like Llama 3 and OLMo 2.",
         "We love open-weight models like Llama 3 and open source models like OLMo 2."),
        ("You can swap GPT-4 for open-source models like Meta's Llama 3, Ai2's OLMo 2 or Gemma 3.",
         "You can swap GPT-4 for open-source models like Ai2's OLMo 2 or open-weight models like "
         "Meta's Llama 3 or Gemma 3."),
        ("It runs the most popular open-source LLMs, including Llama 3 and OLMo 2, and more.",
         "It runs the most popular open-source LLMs, including OLMo 2, and open-weight LLMs, "
         "including Llama 3, and more."),
        ("- **Open-source models**: Llama 3, OLMo 2, Pythia",
         "- Open-source models: OLMo 2, Pythia; open-weight models: Llama 3"),
        ("There are a lot of open source LLMs, such as Llama 3 and OLMo 2.",
         "There are a lot of open source LLMs, such as OLMo 2, and open-weight LLMs, such as "
         "Llama 3."),
        ("It runs open-source models (Llama 3, GPT-2, OLMo 2…) at home.",
         "It runs open-source models (OLMo 2) and open-weight models (Llama 3, GPT-2) at home."),
        # Where neither can be.
        ("Our favourite open-source models, OLMo 2 and Llama 3, run locally.",
         "Our favourite models, OLMo 2 (open-source) and Llama 3 (open-weight), run locally."),
        ("Llama 3 and OLMo 2 are some of the best open source models.",
         "Llama 3 (open-weight) and OLMo 2 (open source) are some of the best models."),
        # Markup goes with its name, lines are joined.
        ("**Llama 3** and\n[OLMo 2](https://a.example/x) are **open source**.",
         "[OLMo 2](https://a.example/x) is open source; **Llama 3** is open-weight."),
        ("**Llama 3 and OLMo 2 are open source.** More.",
         "**OLMo 2 is open source; Llama 3 is open-weight.** More."),
        ("Llama 3, OLMo 2, and Pythia are open source.",
         "OLMo 2 and Pythia are open source; Llama 3 is open-weight."),
        ("Llama 3 & OLMo 2 are open source models.",
         "OLMo 2 is an open source model; Llama 3 is an open-weight model."),
        ("Llama 3 as well as OLMo 2 are open-source.",
         "OLMo 2 is open-source; Llama 3 is open-weight."),
        ("Meta's Llama 3 and Ai2's OLMo 2 became open source.",
         "Ai2's OLMo 2 became open source; Meta's Llama 3 became open-weight."),
        ("Llama 3 and OLMo 2 have been open source models for years.",
         "OLMo 2 has been an open source model for years; "
         "Llama 3 has been an open-weight model for years."),
        ("Llama 3 and OLMo 2 remain open source.",
         "OLMo 2 remains open source; Llama 3 remains open-weight."),
        ("We use open source models (e.g. Llama 3 and OLMo 2).",
         "We use open source models (e.g. OLMo 2) and open-weight models (e.g. Llama 3)."),
        ("Try the best open source models such as Llama 3 and OLMo 2.",
         "Try the best open source models such as OLMo 2 and open-weight models such as Llama 3."),
        ("__Llama 3__ and ~~OLMo 2~~ are open source.",
         "~~OLMo 2~~ is open source; __Llama 3__ is open-weight."),
        ("Llama 3 and *OLMo 2 are open source*.", "OLMo 2 is open source; Llama 3 is open-weight."),
        ("[Llama 3][a] and [OLMo 2][b] are open source.\n\n[a]: x\n[b]: y",
         "[OLMo 2][b] is open source; [Llama 3][a] is open-weight.\n\n[a]: x\n[b]: y"),
        ("- Try open source models such as Llama 3 and [OLMo 2](x.md)",
         "- Try open source models such as [OLMo 2](x.md) and open-weight models such as Llama 3"),
        # What belongs to a name goes with it.
        ("Llama 3 (8B) and OLMo 2 (7B) are open source.",
         "OLMo 2 (7B) is open source; Llama 3 (8B) is open-weight."),
        ("Llama 3 by Meta and OLMo 2 by Ai2 are open source.",
         "OLMo 2 by Ai2 is open source; Llama 3 by Meta is open-weight."),
        ("Our favourite open-source models, OLMo 2 (7B) and Llama 3, run locally.",
         "Our favourite models, OLMo 2 (7B, open-source) and Llama 3 (open-weight), run locally."),
        ("Our favourite open-source models, [OLMo 2](x.md) and Llama 3, run locally.",
         "Our favourite models, [OLMo 2](x.md) (open-source) and Llama 3 (open-weight), "
         "run locally."),
        ("**Llama 3 and OLMo 2** are open source.",
         "OLMo 2 is open source; Llama 3 is open-weight."),
        # Lists go on as they were.
        ("Llama 3, Gemma 2, OLMo 2, and Mistral 7B are open source.",
         "OLMo 2 is open source; Llama 3, Gemma 2, and Mistral 7B are open-weight."),
        ("Llama 3, Gemma 2, OLMo 2 or Mistral 7B are open source.",
         "OLMo 2 is open source; Llama 3, Gemma 2 or Mistral 7B are open-weight."),
        ("Llama 3, and OLMo 2 are open source.", "OLMo 2 is open source; Llama 3 is open-weight."),
        ("GPT-4, Llama 3 and OLMo 2 are open source.",
         "OLMo 2 is open source; GPT-4 is proprietary; Llama 3 is open-weight."),
        ("We like open source models such as OLMo 2, Pythia and Gemma 2.",
         "We like open source models such as OLMo 2 and Pythia, and open-weight models such as "
         "Gemma 2."),
        # So does what stands around.
        ("Llama 3 and OLMo 2 are both open source.",
         "OLMo 2 is open source; Llama 3 is open-weight."),
        ("Llama 3 and OLMo 2 are the open source models.",
         "Llama 3 (open-weight) and OLMo 2 (open source) are the models."),
        ("Llama 3 and OLMo 2 are an open source option.",
         "Llama 3 (open-weight) and OLMo 2 (open source) are an option."),
        ("Llama 3 and OLMo 2 are currently small open source models.",
         "OLMo 2 is currently a small open source model; Llama 3 is currently a small open-weight "
         "model."),
        ("Two open-source models such as Llama 3 and OLMo 2 came.",
         "Two models such as Llama 3 (open-weight) and OLMo 2 (open-source) came."),
        ("We like the open source models Llama 3 or OLMo 2.",
         "We like the open source model OLMo 2 or the open-weight model Llama 3."),
        ("We like the best open source models Llama 3 or OLMo 2.",
         "We like the best open source model OLMo 2 or open-weight model Llama 3."),
        ("We like open source models - Llama 3 and OLMo 2.",
         "We like open source models (OLMo 2) and open-weight models (Llama 3)."),
        ("Open source models such as Llama 3 and OLMo 2 are fine.",
         "Open source models such as OLMo 2 and open-weight models such as Llama 3 are fine."),
        ("Open source models are fine: Llama 3 and OLMo 2.",
         "Models are fine: Llama 3 (open-weight) and OLMo 2 (open source)."),
        ("Open-source models: Llama 3, OLMo 2 and Pythia.",
         "Open-source models: OLMo 2 and Pythia; open-weight models: Llama 3."),
        ("An open source model, OLMo 2 or Llama 3, is here.",
         "A model, OLMo 2 (open source) or Llama 3 (open-weight), is here."),
    ],
)  # fmt: skip
def test_each_is_said_of_its_own(shipped: Checker, before: str, after: str) -> None:
    ((made, fix),) = fixes(shipped, before)
    assert made == after
    assert fix.safety is Safety.SHOWN
    assert fix.title == f"Write `{fix.text}`"
    left = {one.check for one in shipped.check(Source("a.md", after.encode()))}
    assert not left & {"contradicted-claim", "ambiguous-term"}


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Meta and Ai2 open-sourced Llama 3 and OLMo 2.",
         ["Write `released the weights of` for Llama 3 only"]),
        ("Open source models:\n\n- Llama 3\n- OLMo 2\n- GPT-4\n",
         ["Write `Open-weight` for Llama 3 only", "Write `Proprietary` for GPT-4 only"]),
        ("Llama 3 and OLMo 2 are open source and score 3 and 4 points respectively.",
         ["Write `open-weight` for Llama 3 only"]),
        ("Thanks to OLMo 2 and Llama 3, open source models, we can.",
         ["Write `open-weight` for Llama 3 only"]),
        ("Both models, Llama 3 and OLMo 2, are open source.",
         ["Write `open-weight` for Llama 3 only"]),
        # More is said of both than could be said twice.
        ("Llama 3 and OLMo 2 are open source and can be downloaded for free.",
         ["Write `open-weight` for Llama 3 only"]),
        ("Llama 3 and OLMo 2, respectively, are open source.",
         ["Write `open-weight` for Llama 3 only"]),
        ("The Llama 3 family and OLMo 2 are open source.",
         ["Write `open-weight` for Llama 3 only"]),
        ("We like open source models (such as Llama 3 and OLMo 2 here).",
         ["Write `open-weight` for Llama 3 only"]),
        ("<b>Llama 3</b> and OLMo 2 are open source.",
         ["Write `open-weight` for Llama 3 only"]),
        # Emphasis that ends in the middle of what would be written anew.
        ("The **best open-source models** (Llama 3, OLMo 2) won.",
         ["Write `open-weight` for Llama 3 only"]),
    ],
)  # fmt: skip
def test_else_the_words_are_told_of_whom_they_are_true(
    shipped: Checker, text: str, titles: list[str]
) -> None:
    found = [fix for _, fix in fixes(shipped, text)]
    assert [fix.title for fix in found] == titles
    assert all(fix.safety is Safety.SHOWN for fix in found)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Mistral 7B and Llama 3 are open source.", "Mistral 7B and Llama 3 are open-weight."),
        ("Try open source models such as Mistral 7B and Llama 3.",
         "Try open-weight models such as Mistral 7B and Llama 3."),
        ("Two open models, Llama 3 and Mixtral 8x7B, came.",
         "Two open-weight models, Llama 3 and Mixtral 8x7B, came."),
    ],
)  # fmt: skip
def test_the_same_words_for_all_can_be_asked_for(shipped: Checker, before: str, after: str) -> None:
    ((made, fix),) = fixes(shipped, before)
    assert made == after
    assert fix.safety is Safety.UNSAFE
    assert shipped.fix(Source("a.md", before.encode())).after.data.decode() == before
    done = shipped.fix(Source("a.md", before.encode()), unsafe=True)
    assert done.after.data.decode() == after


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.html", "<p>Llama 3 and <b>OLMo 2</b> are <i>open source</i>.</p>",
         "<p><b>OLMo 2</b> is open source; Llama 3 is open-weight.</p>"),
        ("a.rst", "**Llama 3** and `OLMo 2 <https://a.example>`_ are open source.",
         "`OLMo 2 <https://a.example>`_ is open source; **Llama 3** is open-weight."),
        ("a.adoc", "*Llama 3* and https://a.example[OLMo 2] are open source.",
         "https://a.example[OLMo 2] is open source; *Llama 3* is open-weight."),
    ],
)  # fmt: skip
def test_markup_of_any_format_goes_with_its_name(
    shipped: Checker, name: str, before: str, after: str
) -> None:
    ((made, _),) = fixes(shipped, before, name)
    assert made == after


TRUE = ("OLMo 2", "Pythia", "GPT-NeoX-20B")
UNTRUE = ("Llama 3", "Mistral 7B", "GPT-4", "Gemma 2")
SHAPES = (
    "{} are open source.",
    "{} are open source models.",
    "We like open source models such as {} here.",
    "We like the open source models {} here.",
    "We like {} and other open source models.",
    "Our two open source models, {}, run.",
)
MARKUP = ("{}", "**{}**", "[{}](x.md)", "`{}`", "<b>{}</b>")


@given(
    names=st.tuples(
        st.lists(st.sampled_from(TRUE), min_size=1, max_size=2, unique=True),
        st.lists(st.sampled_from(UNTRUE), min_size=1, max_size=2, unique=True),
    ).flatmap(lambda both: st.permutations([*both[0], *both[1]])),
    shape=st.sampled_from(SHAPES),
    markup=st.lists(st.sampled_from(MARKUP), min_size=4, max_size=4),
    last=st.sampled_from([" and ", ", and ", " or "]),
)
@settings(max_examples=60)
def test_no_name_and_no_markup_is_lost(
    shipped: Checker, names: list[str], shape: str, markup: list[str], last: str
) -> None:
    items = [form.format(name) for form, name in zip(markup, names, strict=False)]
    before = shape.format(", ".join(items[:-1]) + last + items[-1])
    for after, fix in fixes(shipped, before):
        if fix.title.endswith(" only"):
            continue
        assert [after.count(item) for item in items] == [before.count(item) for item in items]
        document = shipped.document(Source("a.md", after.encode()))
        (block,) = document.blocks
        assert not set("*[]<`") & set(block.text)
        for name in names:
            assert block.text.count(name) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mistral 7B, OLMo 2 and Llama 3 are open source.", "Mistral 7B and Llama 3"),
        ("GPT-4, Llama 3 and Gemma 2 are open source.", "GPT-4"),
        ("Llama 2, Llama 3, Gemma 2, Gemma 3 and Mistral 7B are open source.",
         "Llama 2, Llama 3 and 3 more"),
    ],
)  # fmt: skip
def test_a_message_names_all_that_the_words_are_for(
    shipped: Checker, text: str, names: str
) -> None:
    (finding,) = shipped.check(Source("a.md", text.encode()))
    assert finding.message.startswith(f"Unexpected `open source` for {names}, expected `")


def test_any_area_can_be_told_apart() -> None:
    promises = Checker(Config(glossary=(str(PROMISES),), cache=False))
    ((made, _),) = fixes(promises, "Whisperbird and Paperplane are end-to-end encrypted.")
    assert made == "Whisperbird is end-to-end encrypted; Paperplane is encrypted in transit."
    text = "Try end-to-end encrypted messengers such as Paperplane or Whisperbird."
    ((made, _),) = fixes(promises, text)
    assert made == (
        "Try end-to-end encrypted messengers such as Whisperbird or transport-encrypted "
        "messengers such as Paperplane."
    )
