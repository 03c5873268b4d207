"""What is fuzzed: one function for each reader and each file that is parsed.

Each takes any bytes. An error that a user would be told is fine; anything else that is raised is a
fault, as is an answer that breaks a promise: a position that is wrong, a mention that the filter on
raw bytes hides, a fix that is not finished after one turn.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from zlib import crc32

from helpers_positions import violations

from termcheck import Checker, Config, Source, readers
from termcheck.core.errors import TermcheckError
from termcheck.core.visible import shown_line
from termcheck.pipeline import examine
from termcheck.readers.flavours import FLAVOURS
from termcheck.readers.reading import Reading


@dataclass(frozen=True)
class Target:
    """One thing to fuzz."""

    kind: str
    """What its inputs are made of, see `mutate.TOKENS`."""
    run: Callable[[bytes], None]


@cache
def checker() -> Checker:
    return Checker(Config(glossary=("tech-writing",), claims=False, cache=False))


@cache
def folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="termcheck-fuzz-"))


def _is_told(error: TermcheckError) -> None:
    """Hold an error to its promise: one line, which a terminal shows as it is."""
    assert shown_line(str(error)) == str(error), f"not one plain line: {error!r}"


def _decoded(path: str, raw: bytes) -> Source | None:
    try:
        return readers.decode(path, raw)
    except TermcheckError as error:
        _is_told(error)
        return None


_FLAVOURS = tuple(FLAVOURS)


def read(path: str, raw: bytes) -> None:
    """Read a document in one of the flavours it may have, and look for its mentions."""
    source = _decoded(path, raw)
    if source is None:
        return
    many = path.endswith(".md")
    flavour = _FLAVOURS[crc32(raw) % len(_FLAVOURS)] if many else "auto"
    document = readers.read(source, Reading(flavour))
    wrong = violations(document)
    assert not wrong, wrong[0]
    engine = checker().engine
    mentions = engine.matcher.scan(document)
    for one in mentions:
        block = document.blocks[one.block]
        span = block.span(one.start, one.end)
        assert 0 <= span.start < span.end <= len(source.data)
        if block.verbatim(one.start, one.end):
            assert source.slice(span) == block.text[one.start : one.end]
    if mentions and readers.is_plain(path, source.data, readers.format_of(path)):
        seen = engine.sight(source.data, markdown=readers.is_markdown(path))
        assert seen != (), f"the filter hides {mentions[0].text!r}"


def check(raw: bytes) -> None:
    """Check a document, fix it, and fix it again: the second time there is nothing to do."""
    source = _decoded("a.md", raw)
    if source is None:
        return
    whole = checker()
    found = whole.check(source)
    for one in found:
        assert 0 <= one.span.start <= one.span.end <= len(source.data)
    sight = None if b"termcheck" in source.data else whole.engine.sight(source.data)
    if sight is not None:
        options = whole._plan.settings("").options
        near = examine(source, whole.engine, options, only=sight).findings
        told = [[(one.span, one.check) for one in ones] for ones in (near, found)]
        assert told[0] == told[1], f"{told[0]} is not {told[1]}"
    fixed = whole.fix(source, unsafe=True)
    if fixed.applied:
        again = whole.fix(fixed.after, unsafe=True)
        assert not again.applied, f"fixed twice: {fixed.after.data!r}"


def glossary(raw: bytes) -> None:
    """Load a glossary."""
    from termcheck.glossary.load import load_glossary
    from termcheck.match.compiled_glossary import compile_engine

    _told("house.yml", raw, lambda path: compile_engine(load_glossary(path)))


def config(raw: bytes) -> None:
    """Load a configuration."""
    from termcheck.config.load import load_config

    _told("termcheck.toml", raw, lambda path: load_config(path))


def baseline(raw: bytes) -> None:
    """Load a baseline."""
    from termcheck.run.baseline import load_baseline

    _told("baseline.json", raw, load_baseline)


def stored(raw: bytes) -> None:
    """Take back stored results, which are made anew where they cannot be understood."""
    from termcheck.cache import codec

    text = raw.decode("utf-8", "replace")
    with contextlib.suppress(ValueError):
        codec.write(codec.read(text, "a.md"))


def _told(name: str, raw: bytes, load: Callable[[Path], object]) -> None:
    path = folder() / name
    path.unlink(missing_ok=True)
    path.write_bytes(raw)
    try:
        load(path)
    except TermcheckError as error:
        _is_told(error)


TARGETS: Mapping[str, Target] = {
    "markdown": Target("md", partial(read, "a.md")),
    "mdx": Target("md", partial(read, "a.mdx")),
    "qmd": Target("md", partial(read, "a.qmd")),
    "html": Target("html", partial(read, "a.html")),
    "rst": Target("rst", partial(read, "a.rst")),
    "asciidoc": Target("adoc", partial(read, "a.adoc")),
    "notebook": Target("ipynb", partial(read, "a.ipynb")),
    "notebook-json": Target("json", partial(read, "a.ipynb")),
    "data": Target("yaml", partial(read, "a.yaml")),
    "po": Target("po", partial(read, "a.po")),
    "xliff": Target("xml", partial(read, "a.xlf")),
    "svg": Target("xml", partial(read, "a.svg")),
    "wxr": Target("xml", partial(read, "a.xml")),
    "ghost": Target("json", partial(read, "a.ghost.1.json")),
    "latex": Target("tex", partial(read, "a.tex")),
    "word": Target("docx", partial(read, "a.docx")),
    "text": Target("txt", partial(read, "a.txt")),
    "check": Target("md", check),
    "glossary": Target("yaml", glossary),
    "config": Target("toml", config),
    "baseline": Target("json", baseline),
    "stored": Target("json", stored),
}
