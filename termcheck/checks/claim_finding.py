"""A weighed claim as a finding: the message, the reasons and the words that would be true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from termcheck.checks.replacement import replacements
from termcheck.checks.split_claim import Share, say_apart
from termcheck.checks.weighing import ClaimJudge, Outcome, Weighed
from termcheck.checks.wording import WordingFinder
from termcheck.claims.claim import DecidedBy, Reference, Role, SubjectRef
from termcheck.core.document import Document
from termcheck.core.finding import Evidence, Fix, Safety
from termcheck.core.listing import alternatives
from termcheck.core.paths import shown_path
from termcheck.core.shipped import shipped_folder
from termcheck.facts.evaluate import listed
from termcheck.facts.provenance import BASIS_WORDS
from termcheck.facts.verdict import Answer, DecidingFact, Verdict, VerdictSource
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import FixPolicy, Term

if TYPE_CHECKING:
    from termcheck.claims.nouns import Nouns

_SHOWN = 4
"""Criteria and evidence pages a finding lists."""
_NAMED = 3
"""Subjects a message names."""


@dataclass(frozen=True, slots=True)
class ClaimContext:
    """One document as the checks of its claims see it."""

    document: Document
    judge: ClaimJudge
    nouns: Nouns
    weighed: tuple[Weighed, ...]
    unread: tuple[Mention, ...] = ()
    """Mentions in another language than `language`: nothing is known of them."""
    language: str = ""
    """BCP 47 tag of the language that is read."""

    def term(self, weighed: Weighed) -> Term:
        """Return the term of a claim."""
        return self.judge.glossary.terms[weighed.claim.mention.term]

    def subject_name(self, weighed: Weighed) -> str:
        """Return how a message names the subject: as the text does, or by what it stands for."""
        subject = weighed.subject
        assert subject is not None
        known = self.judge.facts.subjects.get(weighed.subject_id)
        name = subject.name
        if subject.reference is Reference.OWN:
            return known.name if known is not None else f"your own {name}"
        if subject.reference in (Reference.MADE, Reference.UNNAMED):
            return f"{name}'s {self.kind_name(subject)}"
        if known is not None and (not name[:1].isalnum() or name.isdigit() or len(name) < 3):
            name = known.name
        return name

    def kind_name(self, subject: SubjectRef) -> str:
        """Return how prose names what a maker makes: one thing, or all of them."""
        kind = self.judge.facts.vocabulary.kinds.get(subject.kind)
        if kind is None:
            return subject.kind
        return kind.plural if subject.reference is Reference.MADE else kind.label

    def topic(self, weighed: Weighed) -> str:
        """Return what a finding is about, recorded or not; the same for the same thing."""
        if weighed.subject is None:
            return ""
        return weighed.subject_id or f"{weighed.subject.reference}:{weighed.subject.name.lower()}"

    def subject_names(self, weighed: Weighed) -> str:
        """Return how a message names the subjects of which the same comes, with the same words."""
        words = self.instead(weighed)
        same = [
            other
            for other in weighed.each or (weighed,)
            if other.outcome is weighed.outcome and self.instead(other) == words
        ]
        names = list(dict.fromkeys(map(self.subject_name, same)))
        if len(names) > _NAMED:
            names[_NAMED - 1 :] = [f"{len(names) - _NAMED + 1} more"]
        return listed(names)

    def judged_name(self, weighed: Weighed) -> str:
        """Return the name of what was judged: of a maker's things, the one that decided."""
        assert weighed.subject is not None
        name = self.subject_name(weighed)
        known = self.judge.facts.subjects.get(weighed.subject_id)
        if weighed.subject.reference is Reference.MADE and known is not None and weighed.verdict:
            return f"{known.name} by {weighed.subject.name}"
        return name

    def meanwhile(self, weighed: Weighed) -> str:
        """Return what to write until somebody knows more, in a sentence with a space before."""
        term = self.term(weighed)
        offers = []
        for entry in term.instead:
            kind = weighed.subject.kind if weighed.subject is not None else ""
            if entry.when == "otherwise" or (entry.said_of and kind not in entry.said_of):
                continue
            meets = self.judge.facts.definition(entry.when).short
            words = entry.predicate if weighed.claim.role is Role.PREDICATE else entry.write
            offers.append(f"`{words or entry.write}` if it meets {meets}")
        if not offers:
            return f" Leave out `{weighed.claim.wording}` until somebody knows."
        return f" Until then write {' or '.join(offers)}, or leave out `{weighed.claim.wording}`."

    def evidence_place(self, weighed: Weighed, name: str) -> str:
        """Return where the evidence about the subject of a claim belongs, in a sentence.

        `name` is how the sentence calls it.
        """
        glossary = self.judge.glossary
        own = [
            path
            for path in glossary.facts.subjects
            if not Path(path).is_relative_to(shipped_folder())
        ]
        where = (
            f"`{shown_path(own[0])}`" if own else "a file that `subjects` of your glossary names"
        )
        owner = f", or ask {glossary.owner}" if glossary.owner else ""
        kinds = self.judge.facts.vocabulary.kinds
        kind = kinds.get(weighed.subject.kind if weighed.subject is not None else "")
        what = (kind or kinds[self.kind_said_of(weighed)]).facts_of(name)
        return f"Record {what}, with the page that says so, in {where}{owner}."

    def kind_said_of(self, weighed: Weighed) -> str:
        """Return the kind of thing the term of a claim is mostly said of."""
        return self.term(weighed).claims[0].said_of[0]

    def rest_told(self, weighed: Weighed) -> str:
        """Return what comes of the other subjects of a claim, in sentences with a space before."""
        untrue = [other for other in weighed.rest if other.outcome is Outcome.CONTRADICTED]
        unknown = [other for other in weighed.rest if other.outcome is Outcome.UNSUPPORTED]
        true = [
            other for other in weighed.rest if other.verdict and other.verdict.answer is Answer.MET
        ]
        told = (
            ("Nor does" if len(untrue) == 1 else "Nor do", untrue),
            ("It cannot be told of", unknown),
            ("It is true of", true),
        )
        names = {
            words: listed([self.judged_name(other) for other in group]) for words, group in told
        }
        return "".join(f" {words} {named}." for words, named in names.items() if named)

    def rest_evidence(self, weighed: Weighed) -> tuple[Evidence, ...]:
        """Return why each of the other subjects does not meet a definition, or cannot be told."""
        return tuple(
            Evidence(f"{self.judged_name(other)}: {reasons(other.verdict)}", other.verdict.url)
            for other in weighed.rest
            if other.verdict is not None and other.wrong
        )

    def definition(self, weighed: Weighed) -> str:
        """Return how a message names the definition a claim was judged by."""
        return (
            self.judge.facts.definition(weighed.verdict.definition).short if weighed.verdict else ""
        )

    def url(self, weighed: Weighed) -> str:
        """Return the page about what a claim promises: of another meaning than usual, its own."""
        term = self.term(weighed)
        usual = term.claims[0].means if term.claims else ""
        if weighed.verdict is None or weighed.verdict.definition in ("", usual):
            return term.help_url
        definition = self.judge.facts.definition(weighed.verdict.definition)
        return next(iter(definition.sources), term.help_url)

    def instead(self, weighed: Weighed, *, sure: bool = False) -> tuple[str, ...]:
        """Return the words that would be true of the subject, fit for how the term is used.

        If `sure`, only words whose own definition is met; none that are left when no other is.
        """
        words = WordingFinder(self.document, self.judge, self.nouns).words(weighed, sure=sure)
        return (words,) if words else ()

    def fixes(
        self, weighed: Weighed, words: tuple[str, ...], policy: FixPolicy = FixPolicy.UNSAFE
    ) -> tuple[Fix, ...]:
        """Return replacements: applied only when asked for, for a verb only shown.

        Where a claim is true of some of its subjects, or other words are of each, the sentence that
        says so is shown.
        """
        mention = weighed.claim.mention
        if weighed.claim.found is DecidedBy.CELL:
            return ()
        shares = self._shares(weighed)
        if weighed.claim.role in {Role.VERB, Role.PASSIVE, Role.NOUN}:
            policy = FixPolicy.SHOWN
        limit = self.term(weighed).fix.limit(Safety(policy.value))
        if limit is None:
            return ()
        if len(shares) > 1:
            return self._apart(weighed, shares)
        block = self.document.blocks[mention.block]
        return replacements(mention, block, self.document.source, words, FixPolicy(limit.value))

    def _shares(self, weighed: Weighed) -> list[Share]:
        """Return which words are true of which subjects, the term's own first.

        The words are empty for subjects of which nobody knows what is true. No shares where that
        holds of all, or there is one subject.
        """
        own = weighed.claim.mention.text
        groups: dict[str, list[SubjectRef]] = {}
        for each in weighed.each:
            assert each.subject is not None
            groups.setdefault(self._true_of(each, own), []).append(each.subject)
        if not set(groups) - {own, ""}:
            return []
        order = sorted(groups, key=lambda words: words != own)
        return [Share(words, tuple(groups[words])) for words in order]

    def _true_of(self, each: Weighed, own: str) -> str:
        """Return the words that are true of one subject: a term's own where it is met."""
        if each.outcome is Outcome.OK:
            return own if each.verdict and each.verdict.answer is Answer.MET else ""
        return "".join(self.instead(each, sure=each.outcome is Outcome.UNSUPPORTED))

    def _apart(self, weighed: Weighed, shares: Sequence[Share]) -> tuple[Fix, ...]:
        """Return the sentence that says of each subject what is true, or else the words alone."""
        mention = weighed.claim.mention
        block, source = self.document.blocks[mention.block], self.document.source
        known = all(share.words for share in shares)
        if known and weighed.claim.role in {Role.MODIFIER, Role.PREDICATE}:
            fix = say_apart(block, source, weighed.claim, shares, self.nouns.ending(mention.text))
            if fix is not None:
                return (fix,)
        span = block.span(mention.start, mention.end)
        found = []
        for share in shares:
            if share.words and share.words != mention.text:
                names = listed([other.name for other in share.subjects])
                title = f"Write `{share.words}` for {names} only"
                found.append(Fix(span, share.words, title, Safety.SHOWN))
        return tuple(found)


def reasons(verdict: Verdict | None) -> str:
    """Return why a definition is not met: the facts by which criteria fail."""
    if verdict is None:
        return ""
    if verdict.reason and verdict.source is not VerdictSource.RULING:
        return verdict.reason
    facts = dict.fromkeys(result.reason for result in verdict.unmet[:_SHOWN])
    return "; ".join(facts) or verdict.reason


def evidence(verdict: Verdict | None) -> tuple[Evidence, ...]:
    """Return the criteria that fail, or cannot be told, and the page each fact was read on."""
    if verdict is None:
        return ()
    deciding = (verdict.unmet or verdict.unknown)[:_SHOWN]
    facts = [Evidence(f"{result.title}: {result.reason}", result.url) for result in deciding]
    if not facts and verdict.url:
        facts = [Evidence(verdict.reason, verdict.url)]
    shown = {fact.url for fact in facts}
    cells = (cell for result in deciding for cell in result.cells)
    read = {cell.url: _read(cell) for cell in cells if cell.url and cell.url not in shown}
    return (*facts, *(Evidence(text, url) for url, text in list(read.items())[:_SHOWN]))


def _read(cell: DecidingFact) -> str:
    """Return how a fact was read on its page: whose page it is, when, and what it says."""
    day = f", {cell.verified}" if cell.verified else ""
    return f"{BASIS_WORDS[cell.basis]}{day}" + (f": “{cell.quote}”" if cell.quote else "")


def basis(verdict: Verdict) -> str:
    """Return in a sentence where a verdict comes from."""
    if verdict.source is VerdictSource.RULING and verdict.ruling is not None:
        return f"Published by {verdict.ruling.by}."
    if verdict.confirmed:
        return "Derived from the recorded facts by the criteria."
    unread = [f"that {cell.says}" for cell in verdict.unconfirmed if not cell.read]
    if not unread and verdict.unconfirmed:
        return "Nothing that was read says that it is kept back."
    told = f": {listed(unread[:_SHOWN])}" if unread else ""
    return f"Derived from recorded facts that nobody has verified yet{told}."


def expectation(words: tuple[str, ...]) -> str:
    """Return the end of a message: `` , expected `x` ``, or nothing."""
    return f", expected {alternatives(words)}" if words else ""
