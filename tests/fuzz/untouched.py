"""Fixes words that stand in every second line of real files, and lists what else changed.

    python tests/fuzz/untouched.py FOLDER… [--files N] [--seed N] [--show N]

Nothing is written. Words that are as common in code as in prose (`name`, `type`, `server`) are
replaced wherever a fix is safe. Two promises are held: outside of prose every byte is as it was,
and a parser that termcheck does not use finds the same code, addresses and ids as before
(markdown-it for Markdown, docutils for reStructuredText, lines and macros for AsciiDoc and MDX).
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from docutils.core import publish_doctree
from markdown_it import MarkdownIt

from termcheck import Checker, Config, Safety, Source
from termcheck.core.document import Document, MarkKind
from termcheck.core.errors import TermcheckError
from termcheck.fixer.splice import splice

WORDS = (
    "build data default error example file key link list name option page path server source "
    "string test type user value version"
).split()
SUFFIXES = {".md", ".markdown", ".mdx", ".rst", ".adoc", ".asciidoc", ".html", ".ipynb"}
_KEPT = (MarkKind.CODE, MarkKind.URL, MarkKind.NAME, MarkKind.OPAQUE)
_SHOWN = re.compile(
    r'\b(?:alt|title|aria-label|placeholder|summary|content|label)=("[^"]*"|\'[^\']*\')'
)
_MARKS = re.compile(
    r"(?<![\w`])`{1,2}[^`\n]+`{1,2}|\]\([^()\s]*|<<[^>,\n]*|\b(?:xref|link|image|include|anchor)::?[^\s\[]+\[|^\[\[.*?\]\]|^:[\w-]+:|^\s*\{?(?:[\w.-]+=\{)",
    re.MULTILINE,
)
_FENCE = re.compile(
    r"^[ >\t]*(`{3,}(?=[^`\n]*$)|~{3,}|-{4,}|\.{4,}).*?^[ >\t]*\1[`~.-]*[ \t]*$",
    re.MULTILINE | re.DOTALL,
)


def checker() -> Checker:
    """Return a checker that replaces each of `WORDS` by the same word with a tail."""
    folder = Path(tempfile.mkdtemp(prefix="termcheck-untouched-"))
    terms = "".join(
        f"- {{id: {word}, term: {word}quark, deprecated: [{word}], inflect: false, case: free}}\n"
        for word in WORDS
    )
    path = folder / "words.yml"
    path.write_text(f"glossary: words\nterms:\n{terms}")
    return Checker(Config(glossary=(str(path),), claims=False, cache=False))


def outside(document: Document) -> bytes:
    """Return the bytes of a document that are no prose, in order."""
    data = bytearray(document.source.data)
    for block in document.blocks:
        at = 0
        kept = sorted(mark for mark in block.marks if mark.kind in _KEPT)
        for start, end in (*((mark.start, mark.end) for mark in kept), (len(block.text), 0)):
            for segment in block.segments:
                first, last = max(at, segment.start), min(start, segment.end)
                if first < last:
                    span = block.span(first, last)
                    data[span.start : span.end] = bytes(span.end - span.start)
            at = max(at, end)
    return bytes(data).replace(b"\0", b"")


def parsed(path: str, text: str) -> list[str]:
    """Return code, addresses, ids and the order of things, as another parser sees them."""
    suffix = Path(path).suffix.lower()
    if suffix in (".md", ".markdown"):
        return list(_markdown(text))
    if suffix == ".rst":
        return list(_rst(text))
    if suffix in (".mdx", ".adoc", ".asciidoc"):
        return [found[0] for pattern in (_FENCE, _MARKS) for found in pattern.finditer(text)]
    return []


def _markdown(text: str) -> Iterator[str]:
    if text.startswith("---"):
        text = re.sub(r"\A---\n.*?\n---\n", "", text, count=1, flags=re.DOTALL)
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        yield token.type
        for inner in (token, *(token.children or ())):
            if inner.info.startswith("{"):
                continue  # a directive of MyST
            if inner.type in ("code_inline", "code_block", "fence"):
                yield inner.info + inner.content
            elif inner.type in ("html_inline", "html_block"):
                yield from re.findall(r"<[^<>]*>", _SHOWN.sub("", inner.content))
            yield from (str(value) for key, value in inner.attrs.items() if key in ("href", "src"))


def _rst(text: str) -> Iterator[str]:
    settings = {"report_level": 5, "halt_level": 5, "file_insertion_enabled": False}
    try:
        tree = publish_doctree(text, settings_overrides=settings)
    except Exception:  # docutils stumbles over what only Sphinx knows
        return
    for node in tree.findall():
        if isinstance(node, nodes.Element) and node.get("refuri"):
            yield node["refuri"]
        code = (
            nodes.literal_block | nodes.literal | nodes.doctest_block | nodes.math | nodes.comment
        )
        if isinstance(node, code) and not isinstance(node.parent, nodes.system_message):
            yield node.astext()


def faults(checks: Checker, source: Source) -> Iterator[tuple[str, str]]:
    """Yield what else a fix of a file changed: what kind of thing, and how it differs."""
    found = checks.check(source)
    fixes = [fix for finding in found for fix in finding.fixes if fix.safety is Safety.SAFE]
    done = splice(source.data, fixes)
    Counts["fixes"] += len(done.applied)
    if not done.applied:
        return
    after = Source(source.path, done.data)
    old, new = checks.document(source), checks.document(after)
    if outside(old) != outside(new):
        yield "bytes outside of prose", _difference(outside(old), outside(new))
    if [block.kind for block in old.blocks] != [block.kind for block in new.blocks]:
        yield "blocks", f"{len(old.blocks)} and {len(new.blocks)}"
    before, behind = parsed(source.path, _text(source)), parsed(source.path, _text(after))
    if before != behind:
        pairs = [(a, b) for a, b in zip(before, behind, strict=False) if a != b]
        yield "other parser", f"{pairs[0] if pairs else (len(before), len(behind))}"[:300]


Counts: Counter[str] = Counter()


def _text(source: Source) -> str:
    return source.data.decode("utf-8", "replace").replace("\r\n", "\n")


def _difference(old: bytes, new: bytes) -> str:
    at = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    return f"{old[max(0, at - 60) : at + 40]!r} {new[max(0, at - 60) : at + 40]!r}"


def main() -> None:
    """Go through the files of the folders and print what went wrong, by format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--files", type=int, default=5000, help="at most, of each format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=20)
    given = parser.parse_args()
    paths = [path for folder in given.folders for path in Path(folder).rglob("*")]
    random.Random(given.seed).shuffle(paths)
    checks, seen, shown = checker(), Counter[str](), Counter[str]()
    wrong: Counter[tuple[str, str]] = Counter()
    for path in paths:
        suffix = path.suffix.lower()
        if suffix not in SUFFIXES or seen[suffix] >= given.files or not path.is_file():
            continue
        seen[suffix] += 1
        try:
            told = list(faults(checks, Source(str(path), path.read_bytes())))
        except TermcheckError as error:
            told = [("refused", str(error))]
        for kind, how in told:
            wrong[suffix, kind] += 1
            shown[suffix] += 1
            if shown[suffix] <= given.show:
                print(f"{path}: {kind}: {how}", flush=True)
    print(dict(seen), dict(Counts))
    print(*(f"{suffix} {kind}: {count}" for (suffix, kind), count in wrong.items()), sep="\n")


if __name__ == "__main__":
    main()
