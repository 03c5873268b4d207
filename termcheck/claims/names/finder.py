"""Listed names in a passage: the longest that starts at each word, with the slots after it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from termcheck.claims.names.gazetteer import Gazetteer, Mode, NameEntry
from termcheck.claims.names.grammar import NameGrammar, Patterns, compile_grammar
from termcheck.claims.names.key import Token, exact_form, may_join, name_key, tokens
from termcheck.claims.names.name import Name
from termcheck.claims.names.passage import REACH, NamePassage
from termcheck.claims.names.slots import Chosen, Slots, read_slots, release_after, resolve

_JOINED_BEFORE = re.compile(r"(?<![\w/@.-])(?P<first>[A-Z][A-Za-z0-9]+)-(?:[A-Z][A-Za-z0-9]*-)*\Z")
_VERSIONED = re.compile(r"\d[A-Za-z]?\Z")
_LONGEST = 200
"""Code points of the longest identifier."""


class Finder:
    """One search; `find` returns the listed names in order."""

    def __init__(
        self, table: Gazetteer, grammar: NameGrammar, passage: NamePassage, *, as_id: bool = False
    ) -> None:
        self.as_id = as_id
        """Whether the passage is a part of an id, in which capitals do not count."""
        self.table = table
        self.grammar = grammar
        self.patterns: Patterns = compile_grammar(grammar)
        self.passage = passage
        self.text = passage.text
        self.tokens = passage.tokens

    def find(self) -> list[Name]:
        """Return the listed names, and the longer things they begin."""
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
        return found

    def _may_start(self, token: Token) -> bool:
        at = token.start
        if at:
            before = self.text[at - 1]
            if before.isalnum() or before in "_@\\":
                return False
            if before == "." and at > 1 and self.text[at - 2].isalnum():
                end = token.end + _LONGEST
                return self.patterns.identifier.match(self.text, token.end, end) is not None
        return not self.passage.in_url(at)

    def _at(self, number: int) -> tuple[Name | None, Slots | None]:
        """Return the longest name that starts at a token, and its slots.

        Without a name, the slots say how far an identifier goes that is not to be searched.
        """
        options: list[tuple[Token, str, tuple[NameEntry, ...]]] = []
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
            passing = [entry for entry in entries if self._counts(entry, start, last.end)]
            if passing:
                name, slots = self._name(start, last.end, key, passing)
                if name is not None:
                    return name, slots
                if slots is not None and (skip is None or slots.end > skip.end):
                    skip = slots
        return None, skip

    def _counts(self, entry: NameEntry, start: int, end: int) -> bool:
        if self.as_id:
            # What an id names is of the kinds that have ids, or has the name as its own.
            return entry.mode is not Mode.LABEL or (
                self.table.subjects[entry.subject].kind in self.grammar.kinds
            )
        written = self.text[start:end]
        known = self.table.subjects[entry.subject]
        if entry.mode is Mode.EXACT and written.islower() and self._in_list(known.kind, start):
            return True
        if entry.mode is not Mode.FREE:
            form, spelling = exact_form(written), entry.spelling
            if "-" in form and "-" not in spelling:
                return False
            if form.replace("-", "") != spelling.replace("-", "") and (
                entry.mode is Mode.LABEL
                or known.kind not in self.grammar.kinds
                or not self.patterns.identifier.match(self.text, end)
            ):
                return False
        if (
            entry.mode is Mode.LABEL
            and not (
                known.kind in self.grammar.kinds and self.patterns.labelled.match(self.text, end)
            )
            and not any(map(self.passage.has, known.support))
        ):
            return False
        if known.not_near and not any(map(str.isdigit, written)):
            return not any(map(self.passage.has, known.not_near))
        return True

    def _in_list(self, kind: str, start: int) -> bool:
        """Return whether a word in lower case is given as an example: `LLMs like x or y`."""
        return kind in self.grammar.kinds and (
            self.patterns.examples.search(self.text, max(0, start - REACH), start) is not None
        )

    def _name(
        self, start: int, end: int, key: str, entries: list[NameEntry]
    ) -> tuple[Name | None, Slots | None]:
        text, subjects = self.text, self.table.subjects
        if "[" in text[start:end] and text[end : end + 1] == "]":
            end += 1
        entries = self._order(self._supported(entries), start, end)
        kinds = self.grammar.kinds
        takes_slots = any(subjects[entry.subject].kind in kinds for entry in entries)
        first = subjects[entries[0].subject]
        slots = Slots(key, end)
        if takes_slots:
            versioned = first.id in self.table.families or not any(map(str.isdigit, key))
            slots = read_slots(text, key, end, self.patterns, versioned=versioned)
        end = slots.end
        after = text[end : end + 2]
        if after[:1].isalnum() or after[:1] == "_" or (after[:1] == "." and after[1:].islower()):
            return None, None
        start = self.passage.hub_start(start, end)
        prefix = self._prefix(start, entries)
        comparison = self.patterns.comparison.match(text, end) is not None
        if not comparison and (longer := self._goes_on(start, end, first.kind)):
            return (None if longer.how == "skip" else longer), replace(slots, end=longer.end)
        comparison = comparison or self.patterns.hyphen_word.match(text, end) is not None
        if prefix < start and not comparison:
            return self._unlisted(prefix, end, self.grammar.kinds[0], "derivative"), slots
        chosen = resolve(self.table, kinds, entries, slots)
        released = release_after(text, end, first) if not takes_slots else None
        if released is not None:
            release, end = released
            chosen = (
                Chosen(chosen.subjects, "version")
                if release is None
                else Chosen((release,), "listed")
            )
        recorded = chosen.how not in ("version", "variant")
        name = Name(
            start=start,
            end=end,
            text=text[start:end],
            subject_ids=tuple(subjects[subject].id for subject in chosen.subjects if recorded),
            kinds=tuple(subjects[subject].kind for subject in chosen.subjects),
            how=chosen.how,
            comparison=comparison,
            later=slots.later,
            whole=self.patterns.whole.match(text, end) is not None,
        )
        return name, slots

    def _prefix(self, start: int, entries: list[NameEntry]) -> int:
        """Return where the capitalised words joined to the front of a model's name start.

        `Tool-Name` is made from what is named; a maker's name before it says the same again.
        """
        if start == 0 or self.text[start - 1] != "-":
            return start
        lead = max(0, start - REACH)
        before = _JOINED_BEFORE.search(self.text, lead, start) or self.patterns.made.search(
            self.text, lead, start
        )
        if before is None or self.table.subjects[entries[0].subject].kind not in self.grammar.kinds:
            return start
        word = before["first"]
        known = self.table.keys.get(name_key(before.group()), ())
        makers = [
            entry
            for entry in known
            if self.table.subjects[entry.subject].kind not in self.grammar.tools
        ]
        return start if makers or word in self.grammar.not_names else before.start()

    def _goes_on(self, start: int, end: int, kind: str) -> Name | None:
        """Return the longer thing a name only begins, or None."""
        text = self.text
        for other, pattern in self.patterns.followed:
            if (found := pattern.match(text, end)) and other != kind:
                return self._unlisted(start, found.end(), other, "followed")
        if found := self.patterns.hyphen_name.match(text, end):
            if kind in self.grammar.kinds:
                # "Foo-Bar": made from it, or it from the other; under whose terms is not told.
                return self._unlisted(start, found.end(), kind, "derivative")
            names = any(self._is_name(token.key) for token in tokens(found.group()))
            if names and kind in self.grammar.tools:
                # "Tool-Name": made with the tool from what is named.
                return self._unlisted(start, found.end(), self.grammar.kinds[0], "derivative")
        if kind not in self.grammar.kinds:
            return None
        found = (
            self.patterns.spaced_name.match(text, end)
            if _VERSIONED.search(text, start, end)
            else None
        )
        if found and name_key(found["word"]) not in self.table.keys:
            # "Foo 4 Bar is a model": a variant nobody recorded has none of Foo 4's facts.
            return self._unlisted(start, found.end(), kind, "derivative")
        if text[start].islower() and (found := self.patterns.hyphen_word.match(text, end)):
            return self._unlisted(start, found.end(), kind, "skip")
        return None

    def _is_name(self, key: str) -> bool:
        return any(
            self.table.subjects[entry.subject].kind in self.grammar.kinds
            for entry in self.table.keys.get(key, ())
        )

    def _unlisted(self, start: int, end: int, kind: str, how: str) -> Name:
        return Name(start, end, self.text[start:end], (), (kind,), how)

    def _supported(self, entries: list[NameEntry]) -> list[NameEntry]:
        """Return the look-alikes the passage speaks of, where it speaks of any."""
        subjects, kinds = self.table.subjects, self.grammar.kinds
        other = [
            entry
            for entry in entries
            if entry.mode is Mode.LABEL and subjects[entry.subject].kind not in kinds
        ]
        return other or entries

    def _order(self, entries: list[NameEntry], start: int, end: int) -> list[NameEntry]:
        """Return entries, the likeliest kind first."""
        subjects = self.table.subjects
        kinds = {subjects[entry.subject].kind for entry in entries}
        prefer = list(self.grammar.prefer)
        if len(kinds) > 1:
            for kind, before, after in self.patterns.readings:
                if kind in kinds and (
                    after.match(self.text, end)
                    or before.search(self.text[max(0, start - REACH) : start])
                ):
                    prefer.insert(0, kind)
                    break
        rank = {kind: place for place, kind in reversed(list(enumerate(prefer)))}
        return sorted(entries, key=lambda entry: rank.get(subjects[entry.subject].kind, len(rank)))

    def _list(self, name: Name, slots: Slots) -> Iterable[Name]:
        """Yield the versions or sizes that go on a list: `Llama 3.1 and 3.2`, `7B and 13B`."""
        end, text, patterns = name.end, self.text, self.patterns
        while joint := patterns.joint.match(text, end):
            at = joint.end()
            following = slots.next_in_list(text, at, patterns, self.table, self.grammar.kinds)
            if following is None:
                return
            ids, end = following
            yield Name(
                at, end, text[at:end], ids, tuple(self._kind(id_) for id_ in ids), "coordinated"
            )

    def _kind(self, subject_id: str) -> str:
        return self.table.subjects[self.table.ids[subject_id]].kind
