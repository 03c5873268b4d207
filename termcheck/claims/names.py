"""Names in prose: which subjects a passage names, and where.

A listed name is looked up by its key (case and separators free), then whatever of a version, size,
variant and format follows is read by the grammar of its area, and the whole is looked up again:
`meta-llama/Llama-3.1-8B-Instruct-GGUF` is `llama-3.1`. The longest name wins. One pass over the
text, in time linear to its length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from termcheck.claims.name_grammar import NameGrammar, Patterns, compile_grammar
from termcheck.claims.name_key import Token, exact_form, may_join, tokens
from termcheck.claims.name_slots import Slots, read_slots, resolve
from termcheck.claims.name_table import Entry, Mode, NameTable, make_table
from termcheck.facts.subject import Subject

_URL = re.compile(r"(?:https?://|www\.)[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HUB = re.compile(r"(?:[\w.-]+/)+\Z")
_REACH = 60
"""Code points before a name that are looked at."""


@dataclass(frozen=True, slots=True)
class Name:
    """`text[start:end]` (code points, half-open) names a subject."""

    start: int
    end: int
    text: str
    subject_ids: tuple[str, ...]
    """What it may name, the likeliest first; empty when nobody recorded it."""
    kinds: tuple[str, ...]
    """The kind of each of `subject_ids`; one kind when nobody recorded it."""
    how: str
    """What decided: `listed`, `variant` (a word of it is not listed), `version` (its version is not
    listed), `coordinated` (a version or size in a list), `size` (a size alone, for a name before),
    `derivative` (made from a listed one), `followed` (`Llama 3 License`), `unlisted`."""
    comparison: bool = False
    """Something else is meant, built on this or compared with it: `Llama-based`, `GPT-4-class`."""
    unknown_version: bool = False
    """It carries a version nobody recorded; `subject_ids` is its family."""
    later: bool = False
    """This version and those after it: `GPT-5.4+`."""
    whole: bool = False
    """A noun gathers the family: `the Qwen2.5 series`, `Llama models`."""

    @property
    def kind(self) -> str:
        """The likeliest kind."""
        return self.kinds[0]


class _Scene:
    """A passage, for the words that stand near a name."""

    def __init__(self, text: str, context: str) -> None:
        self._text = f"{text}\n{context}".lower()
        self._words: frozenset[str] | None = None

    def has(self, phrase: str) -> bool:
        if self._words is None:
            self._words = frozenset(re.findall(r"[^\W\d_]+", self._text)) | frozenset(
                re.findall(r"[^\W_]+", self._text)
            )
        if phrase.isalnum():
            return phrase in self._words
        at = self._text.find(phrase)
        while at != -1:
            end = at + len(phrase)
            before, after = self._text[at - 1 : at], self._text[end : end + 1]
            if not before.isalnum() and not after.isalnum():
                return True
            at = self._text.find(phrase, at + 1)
        return False


def within(names: Sequence[Name], start: int, end: int) -> Name | None:
    """Return the name that `start:end` is a part of, or None."""
    at = bisect_left(names, start + 1, key=lambda name: name.start) - 1
    if at >= 0 and names[at].start <= start and end <= names[at].end:
        return names[at]
    return None


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Every name of a run, ready to be found in text; immutable and picklable."""

    table: NameTable
    grammar: NameGrammar

    @classmethod
    def build(cls, subjects: Iterable[Subject], grammar: NameGrammar) -> NameIndex:
        """Return the index of `subjects`, with the slots of `grammar`."""
        return cls(make_table(subjects), grammar)

    def find(self, text: str, *, context: str = "") -> tuple[Name, ...]:
        """Return the names in a block's text, in order, none overlapping another.

        `context` is text beside it (headings, page title, the paragraph before) whose words may
        decide between look-alikes and whose names a size alone may belong to.
        """
        return _Finder(self, text, context).find()


class _Finder:
    def __init__(self, index: NameIndex, text: str, context: str) -> None:
        self.index = index
        self.table = index.table
        self.patterns: Patterns = compile_grammar(index.grammar)
        self.text = text
        self.context = context
        self.scene = _Scene(text, context)
        self.tokens = tokens(text)
        self.urls = [m.span() for m in _URL.finditer(text)] if "." in text else []

    def find(self) -> tuple[Name, ...]:
        found: list[Name] = []
        keys = self.table.keys
        done = 0
        for number, token in enumerate(self.tokens):
            if token.start < done or token.key not in keys or not self._may_start(token):
                continue
            name, slots = self._at(number)
            if name is None:
                done = max(done, slots.end if slots else 0)
                continue
            found.append(name)
            done = name.end
            if slots is not None and name.subject_ids and not name.comparison:
                for other in self._list(name, slots):
                    found.append(other)
                    done = other.end
        found = self._merge(found)
        found = self._with_unlisted(found)
        return tuple(self._with_sizes(found))

    def _may_start(self, token: Token) -> bool:
        at = token.start
        if at:
            before = self.text[at - 1]
            if before.isalnum() or before in "_@\\":
                return False
            if before == "." and at > 1 and self.text[at - 2].isalnum():
                return self.patterns.identifier.match(self.text, token.end) is not None
        return not any(start <= at < end for start, end in self.urls)

    def _at(self, number: int) -> tuple[Name | None, Slots | None]:
        """Return the longest name that starts at a token, and its slots.

        Without a name, the slots say how far an identifier goes that is not to be searched.
        """
        options: list[tuple[Token, str, tuple[Entry, ...]]] = []
        token = self.tokens[number]
        start, key = token.start, token.key
        while (entries := self.table.keys.get(key)) is not None:
            if entries:
                options.append((token, key, entries))
            number += 1
            if number == len(self.tokens):
                break
            following = self.tokens[number]
            if not may_join(self.text, token, following):
                break
            token = following
            key = f"{key} {token.key}"
        skip: Slots | None = None
        for last, key, entries in reversed(options):
            passing = [one for one in entries if self._counts(one, start, last.end)]
            if passing:
                name, slots = self._name(start, last.end, key, passing)
                if name is not None:
                    return name, slots
                if slots is not None and (skip is None or slots.end > skip.end):
                    skip = slots
        return None, skip

    def _counts(self, entry: Entry, start: int, end: int) -> bool:
        written = self.text[start:end]
        known = self.table.subjects[entry.subject]
        if entry.mode is not Mode.FREE:
            form, spelling = exact_form(written), entry.spelling
            if "-" in form and "-" not in spelling:
                return False
            if form.replace("-", "") != spelling.replace("-", "") and (
                entry.mode is Mode.LABEL
                or known.kind not in self.index.grammar.kinds
                or not self.patterns.identifier.match(self.text, end)
            ):
                return False
        if entry.mode is Mode.LABEL and not any(map(self.scene.has, known.support)):
            return False
        if known.not_near and not any(map(str.isdigit, written)):
            return not any(map(self.scene.has, known.not_near))
        return True

    def _name(
        self, start: int, end: int, key: str, entries: list[Entry]
    ) -> tuple[Name | None, Slots | None]:
        text, subjects = self.text, self.table.subjects
        if "[" in text[start:end] and text[end : end + 1] == "]":
            end += 1
        entries = self._order(entries, start, end)
        kinds = self.index.grammar.kinds
        takes_slots = any(subjects[one.subject].kind in kinds for one in entries)
        first = subjects[entries[0].subject]
        slots = Slots(key, end)
        if takes_slots:
            versioned = first.id in self.table.families or not any(map(str.isdigit, key))
            slots = read_slots(text, key, end, self.patterns, versioned=versioned)
        end = slots.end
        after = text[end : end + 2]
        if after[:1].isalnum() or after[:1] == "_" or (after[:1] == "." and after[1:].islower()):
            return None, None
        start = self._hub(start, end)
        comparison = self.patterns.comparison.match(text, end) is not None
        if not comparison and (longer := self._goes_on(start, end, first.kind)):
            if longer.how != "joined":
                return (None if longer.how == "skip" else longer), replace(slots, end=longer.end)
            end = longer.end
        comparison = comparison or self.patterns.hyphen_word.match(text, end) is not None
        chosen = resolve(self.table, kinds, entries, slots)
        name = Name(
            start=start,
            end=end,
            text=text[start:end],
            subject_ids=tuple(subjects[one].id for one in chosen.subjects),
            kinds=tuple(subjects[one].kind for one in chosen.subjects),
            how=chosen.how,
            comparison=comparison,
            unknown_version=chosen.how == "version",
            later=slots.later,
            whole=self.patterns.whole.match(text, end) is not None,
        )
        return name, slots

    def _hub(self, start: int, end: int) -> int:
        """Return where the identifier starts that a name ends: `org/name`."""
        if start and self.text[start - 1] == "/" and any(map(str.isdigit, self.text[start:end])):
            found = _HUB.search(self.text, max(0, start - _REACH), start)
            if found and not any(a <= found.start() < b for a, b in self.urls):
                return found.start()
        return start

    def _goes_on(self, start: int, end: int, kind: str) -> Name | None:
        """Return the longer thing a name only begins, or None."""
        text = self.text
        for other, pattern in self.patterns.followed:
            if (found := pattern.match(text, end)) and other != kind:
                return self._unlisted(start, found.end(), other, "followed")
        if kind not in self.index.grammar.kinds:
            return None
        if found := self.patterns.hyphen_name.match(text, end):
            parts = [token.key for token in tokens(found.group())]
            how = "joined" if any(map(self._is_name, parts)) else "derivative"
            return self._unlisted(start, found.end(), kind, how)
        if text[start].islower() and (found := self.patterns.hyphen_word.match(text, end)):
            return self._unlisted(start, found.end(), kind, "skip")
        return None

    def _is_name(self, key: str) -> bool:
        return any(
            self.table.subjects[one.subject].kind in self.index.grammar.kinds
            for one in self.table.keys.get(key, ())
        )

    def _unlisted(self, start: int, end: int, kind: str, how: str) -> Name:
        return Name(start, end, self.text[start:end], (), (kind,), how)

    def _order(self, entries: list[Entry], start: int, end: int) -> list[Entry]:
        """Return entries, the likeliest kind first."""
        subjects = self.table.subjects
        kinds = {subjects[one.subject].kind for one in entries}
        prefer = list(self.index.grammar.prefer)
        if len(kinds) > 1:
            for kind, before, after in self.patterns.readings:
                if kind in kinds and (
                    after.match(self.text, end)
                    or before.search(self.text[max(0, start - _REACH) : start])
                ):
                    prefer.insert(0, kind)
                    break
        rank = {kind: place for place, kind in reversed(list(enumerate(prefer)))}
        return sorted(entries, key=lambda one: rank.get(subjects[one.subject].kind, len(rank)))

    def _list(self, name: Name, slots: Slots) -> Iterable[Name]:
        """Yield the versions or sizes that go on a list: `Llama 3.1 and 3.2`, `7B and 13B`."""
        end, text, patterns = name.end, self.text, self.patterns
        while joint := patterns.joint.match(text, end):
            at = joint.end()
            following = slots.next_in_list(text, at, patterns, self.table, self.index.grammar.kinds)
            if following is None:
                return
            ids, end = following
            yield Name(
                at, end, text[at:end], ids, tuple(self._kind(one) for one in ids), "coordinated"
            )

    def _kind(self, subject_id: str) -> str:
        return self.table.subjects[self.table.ids[subject_id]].kind

    def _merge(self, found: list[Name]) -> list[Name]:
        """Join a producer to the name it stands before: `Google Gemma 2`, `Meta-Llama-3`."""
        merged: list[Name] = []
        for name in found:
            if merged and name.subject_ids and merged[-1].subject_ids:
                last = merged[-1]
                makers = self.table.subjects[self.table.ids[name.subject_ids[0]]].producer
                if (
                    self.text[last.end : name.start] in (" ", "-", "/")
                    and any(self.table.ids[one] in makers for one in last.subject_ids)
                    and name.kind in self.index.grammar.kinds
                ):
                    start = self._hub(last.start, name.end)
                    merged.pop()
                    while merged and merged[-1].end > start:
                        merged.pop()
                    merged.append(replace(name, start=start, text=self.text[start : name.end]))
                    continue
            if merged and name.start < merged[-1].end:
                while merged and name.start <= merged[-1].start:
                    merged.pop()
                if merged and name.start < merged[-1].end:
                    continue
            merged.append(name)
        return merged

    def _with_unlisted(self, found: list[Name]) -> list[Name]:
        """Add names nobody listed, where they are not part of a listed one."""
        not_names, slotted = self.index.grammar.not_names, self.index.grammar.kinds
        for kind, pattern in self.patterns.unlisted:
            for match in pattern.finditer(self.text):
                start, end = match.span()
                first = re.match(r"[^\s-]*", match.group()) if kind in slotted else None
                while first and first.group() in not_names and start + first.end() < end:
                    start += first.end() + 1
                    first = re.match(r"[^\s-]*", self.text[start:end])
                if not pattern.fullmatch(self.text, start, end):
                    continue
                inside = [one for one in found if one.start < end and start < one.end]
                if any(one.start <= start or one.end > end for one in inside):
                    continue
                if any(a <= start < b for a, b in self.urls):
                    continue
                found = [one for one in found if one not in inside]
                found.append(self._unlisted(start, end, kind, "unlisted"))
        return sorted(found, key=lambda one: one.start)

    def _with_sizes(self, found: list[Name]) -> list[Name]:
        """Add sizes alone: `the 70B model` is of the name before it, or of the context's."""
        sized = []
        for match in self.patterns.size_alone.finditer(self.text):
            for group in ("first", "second"):
                start, end = match.span(group)
                if start < 0 or any(one.start < end and start < one.end for one in found):
                    continue
                base = self._base(found, match.end(), start)
                if base is not None:
                    ids = self._sized(base, self.text[start:end])
                    kinds = tuple(self._kind(one) for one in ids)
                    sized.append(Name(start, end, self.text[start:end], ids, kinds, "size"))
        return sorted([*found, *sized], key=lambda one: one.start) if sized else found

    def _base(self, found: list[Name], end: int, start: int) -> Name | None:
        kinds = self.index.grammar.kinds
        models = [one for one in found if one.subject_ids and one.kind in kinds]
        for one in models:
            if re.fullmatch(r" (?:of|from|in) (?:the |our |its )?", self.text[end : one.start]):
                return one
        before = [one for one in models if one.end <= start]
        if before:
            return before[-1]
        around = self.index.find(self.context) if self.context else ()
        return next((n for n in reversed(around) if n.subject_ids and n.kind in kinds), None)

    def _sized(self, base: Name, size: str) -> tuple[str, ...]:
        for subject_id in base.subject_ids:
            slots = Slots.of_size(base.text, size)
            found = slots.lookup(self.table, self.index.grammar.kinds)
            return (found,) if found else (subject_id,)
        return ()
