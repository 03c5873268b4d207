"""What a fragment is about: the name it opens with, its row, its list, its heading, its title."""

from __future__ import annotations

from termcheck.claims.listing import names_from
from termcheck.claims.scene import Found, Scene, unique
from termcheck.claims.tree import SUBJECT_DEPS
from termcheck.core.document import Kind, MarkKind

_NAMING_MARKS = {MarkKind.LINK, MarkKind.STRONG, MarkKind.CODE, MarkKind.EMPHASIS}
_TITLE = 12
"""Words a title, or the line above a list, may have."""
_LABEL = 5
"""Tokens before the clause of a headline."""
_QUIET = {"*", '"', "“", "[", "]", "(", ")", "#", "\ufffc", "`", "'", "**", "_", "|", ":"}


def framed(scene: Scene, at: int) -> Found | None:
    """Return what a phrase without a subject of its own is about, None if it has one or nothing is.

    `at` is the head of the phrase.
    """
    if _headline(scene, at):
        return _opening(scene, at)
    if _clause_subject(scene, at):
        return None
    opening = _opening(scene, at)
    if opening is not None:
        return opening
    tree, discourse, block = scene.tree, scene.discourse, scene.discourse.block(scene.block)
    if block.kind is Kind.TABLE_HEADER:
        column = [
            one for one in discourse.column(scene.block) if one.kind not in scene.nouns.makers
        ]
        if column:
            return Found(unique(column), "table column")
    if _first_words(scene, at) and (block.kind is Kind.TABLE_CELL or discourse.is_row(scene.block)):
        row = discourse.row(scene.block, tree.tokens[0].start)
        if row:
            return Found(unique(row), "table row")
    before = _sentence_before(scene, at)
    if before is not None:
        return before
    above = _above(scene, at)
    if above is not None:
        return above
    if block.kind is Kind.DEFINITION and block.intro >= 0:
        names = discourse.names(block.intro)
        if names:
            return Found((discourse.refer(block.intro, names[0]),), "definition term")
    return None


def _sentence_before(scene: Scene, at: int) -> Found | None:
    """`X is out! The best … model`: a phrase without a verb goes on about the sentence before."""
    tree = scene.tree
    start = tree.tokens[0].start
    if any(tree.is_verb(one) for one in range(at)) or not scene.is_in(
        0, "small_words.title_openers"
    ):
        return None
    for first, end in scene.discourse.sentences(scene.block):
        if end <= start:
            names = [
                scene.discourse.refer(scene.block, name)
                for name in scene.discourse.names(scene.block)
                if first <= name.start < end and name.kind in scene.nameable and not name.comparison
            ]
            if names:
                return Found((names[0],), "said before")
    return None


def _above(scene: Scene, at: int) -> Found | None:
    """`## X` and then `- Best … model`: what opens an item or a section is about what is above."""
    discourse, block = scene.discourse, scene.discourse.block(scene.block)
    item = block.kind is Kind.LIST_ITEM
    opens = item or (block.kind is Kind.PARAGRAPH and block.section == scene.block - 1)
    if not opens or not _first_words(scene, at) or _verb_between(scene, 0, at):
        return None
    headings = tuple(discourse.headings(scene.block))
    for place in (block.intro, *headings) if item else headings[:1]:
        if place < 0 or len(discourse.text(place).split()) > _TITLE:
            continue
        names = [
            discourse.refer(place, name)
            for name in discourse.names(place)
            if name.kind in scene.nameable and not name.comparison
        ]
        if names:
            return Found(unique(names), "heading")
    return None


def _first_words(scene: Scene, at: int) -> bool:
    tree = scene.tree
    start = tree.tokens[0].start
    return at >= 0 and any(
        not scene.discourse.text(scene.block)[offset:start].strip(" *_") and offset <= start
        for offset, _ in scene.discourse.cells(scene.block)
    )


def _clause_subject(scene: Scene, at: int) -> bool:
    """Whether a verb with a subject of its own governs the phrase."""
    tree = scene.tree
    for one in tree.path(at):
        if tree.is_verb(one) and one != at:
            if any(
                tree.deps[child] in SUBJECT_DEPS and child <= at for child in tree.children(one)
            ):
                return True
            if tree.deps[one] in {"relcl", "acl"}:
                continue
    return False


def _headline(scene: Scene, at: int) -> bool:
    """Whether `at` is the subject of a title's clause after the name: `X: A … model is …`."""
    tree = scene.tree
    first = min(tree.below(at), default=at)
    if tree.deps[at] not in SUBJECT_DEPS or not 0 < first <= _LABEL:
        return False
    named = any(name.kind in scene.nameable for name in scene.names_in(0, first))
    indefinite = scene.is_in(first, "indefinite_determiners") and tree.tags[at] == "NN"
    return named and indefinite and tree.tokens[first - 1].text == ":"


def _opening(scene: Scene, at: int) -> Found | None:
    """`X – an … model`, `X: The … Model`, `X … model` without a verb between."""
    tree = scene.tree
    one = 0
    while one < at and (
        tree.tokens[one].text in _QUIET | {"-", "–", "•"}
        or (one == 0 and scene.is_in(one, "title_verbs"))
        or (tree.tags[one] in {"LS", "CD"} and tree.tokens[one].name is None)
    ):
        one += 1
    one = _after_label(scene, one)
    if one >= at or _is_used(scene, at, one):
        return None
    token = tree.tokens[one]
    limit = at
    for two in range(one, at):
        if tree.tokens[two].mention >= 0:
            limit = two
            break
    if token.name is not None and not token.name.comparison:
        names = names_from(scene, one, limit=limit)
        if names and not _verb_between(scene, one, limit):
            return Found(unique(names), "opening name")
        return None
    named = [
        scene.refer(inner)
        for inner in tree.tokens[one:limit]
        if inner.name is not None
        and not inner.name.comparison
        and inner.name.kind in scene.nameable
    ]
    if named and _set_off(scene, one, limit):
        return Found(unique(named), "opening name")
    linked = 0 if tree.tags[one] == "DT" else _marked(scene, one)
    if linked and one < linked <= limit and not _verb_between(scene, one, limit):
        return Found((scene.unlisted(one, linked - 1, ""),), "opening name")
    # A name nobody recorded, set off from what is said of it: "MOSS: An … model".
    last = one
    while last < limit and (
        (
            tree.tokens[last].word
            and (tree.tokens[last].text[0].isupper() or tree.tokens[last].text[0].isdigit())
        )
        or tree.tokens[last].text in {"/", "-", "."}
    ):
        last += 1
    numbers = sum(tree.tags[two] == "CD" for two in range(one))
    if (
        one < last < limit
        and numbers < 2  # A list's number stands before a name; times and dates do before others.
        and not _verb_between(scene, last, limit)
        and last - one <= 5
        and tree.tokens[last].text in {":", "-", "–", "—", "|", "]", "("}
    ):
        if scene.nouns.kind([tree.tokens[last - 1].lower]):
            return None
        subject = scene.unlisted(one, last - 1, "")
        return Found((subject,), "opening name")
    return None


def _after_label(scene: Scene, first: int) -> int:
    """Return where what follows a label, `Summary:`, begins; `first` if there is none."""
    tokens = scene.tree.tokens
    end = first
    while end < len(tokens) and end - first < 3 and scene.is_in(end, "field_labels"):
        end += 1
    labelled = first < end < len(tokens) and ":" in {tokens[end].text, tokens[end - 1].text[-1:]}
    while labelled and end < len(tokens) and tokens[end].text in _QUIET:
        end += 1
    return end if labelled else first


def _is_used(scene: Scene, at: int, first: int) -> bool:
    """Whether a phrase is what something is done with: `X … powered by a … model`."""
    tree = scene.tree
    up = tree.heads[at]
    means = tree.deps[at] == "pobj" and scene.is_in(up, "small_words.before_means")
    return means and first < tree.heads[up] < up and tree.tags[tree.heads[up]].startswith("V")


def _set_off(scene: Scene, first: int, limit: int) -> bool:
    """Whether a title of few words with a name, `The New X: …`, stands before what is said."""
    tokens = scene.tree.tokens
    end = next((one for one in range(first, limit) if tokens[one].text in {":", "–", "—"}), 0)
    inside = tokens[first:end]
    return (
        0 < len(inside) <= 4
        and any(token.name is not None for token in inside)
        and all(token.text[0].isupper() or token.name is not None for token in inside)
    )


def _marked(scene: Scene, first: int) -> int:
    """Return one past the link, strong or code text a block opens with, 0 if there is none."""
    tree = scene.tree
    block = scene.discourse.block(scene.block)
    if block.kind is not Kind.LIST_ITEM and block.kind is not Kind.TABLE_CELL:
        return 0
    start = tree.tokens[first].start
    for mark in block.marks:
        if mark.start <= start < mark.end and mark.kind in _NAMING_MARKS:
            last = first
            while last < len(tree) and tree.tokens[last].end <= mark.end:
                last += 1
            if last - first <= 6 and all(t.mention < 0 for t in tree.tokens[first:last]):
                return last
    return 0


def _verb_between(scene: Scene, first: int, last: int) -> bool:
    return any(
        scene.tree.tags[one] in {"VBZ", "VBP", "VBD", "MD"}
        and (scene.tree.tags[one] == "MD" or scene.tree.is_verb(one))
        for one in range(first, last)
    )
