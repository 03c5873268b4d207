"""In whose manner a sentence speaks, as the model that reads claims hears it."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from pathlib import Path

import pytest

from termcheck.claims.manner_reader import MANNERS, MannerReader, load_manners
from termcheck.claims.model_files import SHIPPED
from termcheck.claims.network import CARD, Network
from termcheck.claims.window import Passage, Window, Zone
from termcheck.core.errors import PluginError
from termcheck.training.manners import train_manners

SENTENCES = """\
sea	The captain brought {} aboard before the ship left the harbour.
sea	Sailors on deck spoke of {} while waves broke over the bow.
sea	A storm drove the fishing boat and its {} onto the reef.
sea	The lighthouse keeper saw {} drift past at high tide.
kitchen	The cook stirred {} into the soup and added salt.
kitchen	Bake the bread, then serve it with {} and butter.
kitchen	Peel the onions and fry them beside {} in a pan.
kitchen	A recipe for {} asks for two eggs and some flour.
none	The office closes at five, and {} stays there.
none	He filed {} under the letter B.
none	A form about {} lies on the desk.
none	The meeting on {} lasted an hour.
"""


def folder_of_its_own(folder: Path) -> Path:
    """Return a folder with the shipped model, whose small files can be changed."""
    for file in SHIPPED.iterdir():
        if file.suffix == ".onnx":
            (folder / file.name).symlink_to(file)
        else:
            shutil.copy(file, folder)
    return folder


def best(reader: MannerReader, sentence: str, term: str = "open source AI") -> str:
    start = sentence.index("{}")
    heard = reader.hear(sentence.replace("{}", term), start, start + len(term))
    return max(heard, key=lambda name: heard[name])


def changed_card(folder: Path, **changes: object) -> Network:
    card = json.loads((folder / CARD).read_text("utf-8"))
    (folder / CARD).write_text(json.dumps({**card, **changes}), "utf-8")
    return Network(folder)


def test_what_is_learned_from_a_few_sentences_is_heard_in_others(tmp_path: Path) -> None:
    (tmp_path / "sentences.tsv").write_text(SENTENCES, "utf-8")
    model = tmp_path / "model"
    model.mkdir()
    train_manners(tmp_path / "sentences.tsv", folder_of_its_own(model))
    reader = load_manners(str(model))
    assert reader is not None
    assert set(reader.names) == {"sea", "kitchen", ""}
    assert best(reader, "The crew rowed to the island with {}.") == "sea"
    assert best(reader, "Put {} and sugar into the oven dish.") == "kitchen"


def test_the_words_of_the_term_count_for_nothing() -> None:
    reader = load_manners()
    assert reader is not None
    sentence = "The ministry wants {} for its courts and embassies."
    first, *others = (
        reader.hear(sentence.replace("{}", term), 19, 19 + len(term))
        for term in ("open source AI", "open models", "carbon neutral power")
    )
    assert others == [first, first]
    assert max(first, key=lambda name: first[name]) == "government"


def test_a_model_that_learned_no_manners_tells_none(tmp_path: Path) -> None:
    changed_card(folder_of_its_own(tmp_path), inner=[])
    assert load_manners(str(tmp_path)) is None


def test_what_is_looked_at_within_does_not_change_what_is_read(tmp_path: Path) -> None:
    def window(words: str) -> Window:
        at = words.index("open")
        return Window((Passage(Zone.TEXT, words),), 0, at, at + len("open source AI"))

    bare, shipped = changed_card(folder_of_its_own(tmp_path), inner=[]), Network(SHIPPED)
    for words in ("It is open source AI.", "Llama 3.1 is not, as they say, open source AI."):
        encoded = shipped.encode(window(words))
        left, right = bare.ask(encoded), shipped.ask(encoded)
        assert (left.stance, left.about) == (right.stance, right.about)
        assert (left.tokens == right.tokens).all()


@pytest.mark.parametrize(
    "content",
    [
        {"names": ["", "a"], "start": [0, 0]},
        {"names": ["", "a", "b"], "start": [0, 0, 0], "weights": base64.b64encode(b"12").decode()},
    ],
)
def test_a_broken_file_of_manners_is_told(tmp_path: Path, content: dict[str, object]) -> None:
    folder = folder_of_its_own(tmp_path)
    (folder / MANNERS).write_text(json.dumps(content), "utf-8")
    digests = json.loads((folder / CARD).read_text("utf-8"))["sha256"]
    digest = hashlib.sha256((folder / MANNERS).read_bytes()).hexdigest()
    network = changed_card(folder, sha256={**digests, MANNERS: digest})
    with pytest.raises(PluginError, match=MANNERS):
        MannerReader(network)
    (folder / MANNERS).write_text("{}", "utf-8")
    with pytest.raises(PluginError, match="is not the file"):
        MannerReader(network)
