"""English inflection of forms."""

from __future__ import annotations

import doctest

import pytest

from termcheck.glossary import inflect
from termcheck.glossary.inflect import article, inflections, plural, verb_forms
from termcheck.glossary.model import PartOfSpeech


def test_the_examples_in_its_documentation_hold() -> None:
    result = doctest.testmod(inflect)
    assert result.attempted >= 3
    assert result.failed == 0


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("allowlist", "allowlists"), ("open model", "open models"), ("index", "indexes"),
        ("API", "APIs"), ("OS", "OSs"), ("proxy", "proxies"), ("key", "keys"), ("box", "boxes"),
        ("branch", "branches"), ("Index", "Indexes"), ("email", "emails"),
        ("open source software", "open source software"), ("GPT-4", "GPT-4s"),
        ("training datum", "training data"), ("log-in", "log-ins"),
    ],
)  # fmt: skip
def test_plurals(one: str, many: str) -> None:
    assert plural(one) == many


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("whitelist", "whitelists whitelisted whitelisted whitelisting"),
        ("set up", "sets_up set_up set_up setting_up"),
        ("back up", "backs_up backed_up backed_up backing_up"),
        ("roll back", "rolls_back rolled_back rolled_back rolling_back"),
        ("open-source", "open-sources open-sourced open-sourced open-sourcing"),
        ("plug in", "plugs_in plugged_in plugged_in plugging_in"),
        ("deny", "denies denied denied denying"),
        ("fine-tune", "fine-tunes fine-tuned fine-tuned fine-tuning"),
        ("overwrite", "overwrites overwrote overwritten overwriting"),
        ("free", "frees freed freed freeing"),
        ("echo", "echoes echoed echoed echoing"),
    ],
)
def test_verbs(verb: str, forms: str) -> None:
    assert verb_forms(verb) == tuple(form.replace("_", " ") for form in forms.split())


def test_inflections_do_not_repeat() -> None:
    found = list(inflections("set up", PartOfSpeech.VERB))
    assert found == [("base", "set up"), ("third", "sets up"), ("gerund", "setting up")]
    assert list(inflections("open source", PartOfSpeech.ADJECTIVE)) == [("base", "open source")]


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("allowlist", "an"), ("open-weight model", "an"), ("SQL file", "an"), ("URL", "a"),
        ("user", "a"), ("European law", "a"), ("unimportant file", "an"), ("one-off", "a"),
        ("hour", "an"), ("house", "a"), ("LLM", "an"), ("PDF", "a"), ("iOS app", "an"),
    ],
)  # fmt: skip
def test_articles(word: str, right: str) -> None:
    assert article(word) == right


@pytest.mark.parametrize(
    ("language", "word", "plural"),
    [
        ("de", "Passwort", "Passwörter"),
        ("de", "Datenfeld", "Datenfeldern"),
        ("de", "Suchbaum", "Suchbäume"),
        ("de", "Zertifikatsantrag", "Zertifikatsanträgen"),
        ("de", "Benutzerkonto", "Benutzerkonten"),
        ("de", "Verzeichnis", "Verzeichnisse"),
        ("fr", "fichier journal", "fichiers journaux"),
        ("fr", "travail", "travaux"),
        ("fr", "festival", "festivals"),
        ("es", "imagen de disco", "imágenes de disco"),
        ("es", "orden", "órdenes"),
        ("es", "carácter", "caracteres"),
        ("es", "país", "países"),
        ("es", "menú", "menús"),
    ],
)
def test_plurals_of_other_languages(language: str, word: str, plural: str) -> None:
    assert plural in {text for _, text in inflections(word, PartOfSpeech.NOUN, language)}


@pytest.mark.parametrize("word", ["Test", "Druck", "Server", "Datei"])
def test_no_german_plural_is_another_word(word: str) -> None:
    made = {text for _, text in inflections(word, PartOfSpeech.NOUN, "de")}
    assert not made & {"Tester", "Drucker", "Serverer", "Dateier"}
