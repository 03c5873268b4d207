"""Rules and vocabularies of Vale: substitutions, words to avoid, accepted and rejected words.

Format: https://vale.sh/docs/checks/substitution, https://vale.sh/docs/keys/vocab.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from termcheck.core.errors import GlossaryError
from termcheck.core.finding import Severity
from termcheck.exchange.terms.found import LeftOut, TermsFound
from termcheck.exchange.terms.swaps import Swap, terms_of
from termcheck.glossary.entries import items
from termcheck.typed_files.node import Node
from termcheck.typed_files.structure import parse_yaml

_LEVELS = {
    "suggestion": Severity.INFO,
    "warning": Severity.WARNING,
    "error": Severity.ERROR,
}
_ABOUT_PLACES = ("raw", "nonword", "pos")
"""Keys of a rule that looks at markup or word classes, not at words."""


def read_vale(text: str, path: str) -> TermsFound:
    """Return what a rule (`.yml`) or a vocabulary (`accept.txt`, `reject.txt`) says.

    Raises `GlossaryError` with file, line and column for a file that is neither.
    """
    name = PurePosixPath(path.replace("\\", "/"))
    if name.suffix.lower() == ".txt":
        return terms_of(_vocabulary(text, path, accepted=name.stem.lower() != "reject"))
    root = parse_yaml(text, path, GlossaryError)
    if not isinstance(root.value, dict) or "extends" not in root.value:
        raise root.error("no rule of Vale: it has no `extends`")
    kind = str(root.value["extends"].value)
    if kind not in ("substitution", "existence") or not _of_words(root):
        what = f"extends: {kind}"
        return TermsFound(
            (), (LeftOut(path, root.keys["extends"][0], what, "a rule about no terms"),)
        )
    left: list[LeftOut] = []
    swaps = list(_substitutions(root) if kind == "substitution" else _tokens(root))
    if kind == "existence" and "raw" in root.value:
        left.append(LeftOut(path, root.keys["raw"][0], "raw", "a pattern of text, not of words"))
    found = terms_of(swaps)
    return TermsFound(found.terms, (*left, *found.left_out))


def _of_words(root: Node) -> bool:
    if "pos" in root.value:
        return False
    words = "tokens" in root.value or "swap" in root.value
    nonword = root.value.get("nonword")
    scope = root.value.get("scope")
    raw = scope is not None and "raw" in str(scope.plain())
    return words and not raw and not (nonword is not None and nonword.value is True)


def _head(root: Node) -> tuple[str, Severity, tuple[str, ...], bool]:
    """Return the page, the severity, the exceptions and whether capitals do not matter."""
    values = {name: node.value for name, node in root.value.items()}
    link = str(values.get("link") or "")
    level = _LEVELS.get(str(values.get("level")), Severity.WARNING)
    except_ = tuple(
        str(node.value)
        for node in items(root.value.get("exceptions"))
        if not re.search(r"[\\^$.*+?{}()\[\]|]", str(node.value))
    )
    return link, level, except_, values.get("ignorecase") is True


def _substitutions(root: Node) -> Iterator[Swap]:
    link, level, except_, any_case = _head(root)
    swap = root.value.get("swap")
    pairs: list[tuple[str, Node, int]] = []
    for node in items(swap):
        if isinstance(node.value, dict):
            pairs += [(wrong, right, node.keys[wrong][0]) for wrong, right in node.value.items()]
    for wrong, right, line in pairs:
        choices = tuple(str(right.value).split("|")) if right.value is not None else ()
        yield Swap(
            wrong,
            tuple(choice.strip() for choice in choices),
            root.path,
            line,
            any_case=any_case,
            url=link,
            severity=level,
            except_=except_,
        )


def _tokens(root: Node) -> Iterator[Swap]:
    link, level, except_, any_case = _head(root)
    why = str(root.value["message"].value) if "message" in root.value else ""
    for node in items(root.value.get("tokens")):
        yield Swap(
            str(node.value),
            (),
            root.path,
            node.line,
            any_case=any_case,
            why="" if "%s" in why else why,
            url=link,
            severity=level,
            except_=except_,
        )


def _vocabulary(text: str, path: str, *, accepted: bool) -> Iterator[Swap]:
    for number, line in enumerate(text.splitlines(), 1):
        word = line.strip()
        if not word or word.startswith("#"):
            continue
        any_case = word.startswith("(?i)")
        right = (re.sub(r"\(\?i\)", "", word),) if accepted else ()
        pattern = word if not accepted or re.search(r"[\\^$*+?{}()\[\]|]", word) else ""
        if accepted and pattern:
            yield from _accepted(word, path, number)
            continue
        yield Swap(word, right, path, number, is_pattern=bool(pattern), any_case=any_case)


def _accepted(pattern: str, path: str, line: int) -> Iterator[Swap]:
    """Yield each word that an accepted pattern stands for, or the pattern where it has no end."""
    from termcheck.exchange.terms.finite import Endless, spellings

    try:
        words = spellings(pattern)
    except Endless:
        yield Swap(pattern, (pattern,), path, line)
        return
    lower = {spelled.text.lower() for spelled in words}
    for word in words:
        # `[Gg]rep` accepts both: no capitals are held then.
        if len(lower) == len(words):
            yield Swap(word.text, (word.text,), path, line, is_pattern=False)
