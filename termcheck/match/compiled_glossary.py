"""A glossary made ready to run: built once, shared by every document, picklable."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termcheck.cache.objects import cached, digest
from termcheck.glossary.files import read_file
from termcheck.glossary.lexicon import Lexicon, make_lexicon, normal
from termcheck.glossary.mention import Mention, Surface
from termcheck.glossary.model import ContextWindow, FirstUse, Glossary, Sign, Term
from termcheck.glossary.references import files_of
from termcheck.match.matcher import Matcher
from termcheck.match.prefilter import Prefilter, make_prefilter

if TYPE_CHECKING:
    from termcheck.claims.reader import ClaimReader
    from termcheck.facts.facts import Facts


@dataclass(frozen=True)
class Engine:
    """What `examine` needs besides the document and the options."""

    glossary: Glossary
    matcher: Matcher
    prefilter: Prefilter
    """Of every spelling."""
    far: Prefilter
    """Of the spellings whose findings may depend on other blocks than their own."""

    def __getstate__(self) -> dict[str, Any]:
        # Facts and names are loaded where they are needed, from their own cache entries.
        return {name: self.__dict__[name] for name in ("glossary", "matcher", "prefilter", "far")}

    @property
    def digest(self) -> str:
        """Hash of everything in the glossary files; part of every cache key."""
        return self.glossary.digest

    @property
    def lexicon(self) -> Lexicon:
        """Every spelling the glossary cares about."""
        return self.matcher.lexicon

    @cached_property
    def facts(self) -> Facts:
        """The subjects, licences and definitions of the glossary. Raises `FactsError`."""
        return facts_of(self.glossary)

    @cached_property
    def reader(self) -> ClaimReader:
        """What reading claims needs: names, nouns and cue words. Raises `FactsError`."""
        from termcheck.claims.reader import make_reader

        return cached("reader", self.digest, lambda: make_reader(self.glossary, self.facts))

    def claiming(self, mentions: Iterable[Mention]) -> list[Mention]:
        """Return the mentions of terms that promise something of what they are said of."""
        return [mention for mention in mentions if self.glossary.terms[mention.term].makes_claims]

    def suited(self, sample: bytes) -> Engine:
        """Return an engine that says the same and is faster on text like a sample."""
        return Engine(self.glossary, self.matcher, self.prefilter.suited(sample), self.far)

    def may_mention(self, data: bytes) -> bool:
        """Return False only if a UTF-8 document of these bytes cannot hold any mention."""
        return self.prefilter.may_mention(data) or self.has_loose(data)

    def has_loose(self, data: bytes) -> bool:
        """Return whether a spelling that need not be a whole word stands anywhere."""
        if not self._loose:
            return False
        text = normal(data.decode("utf-8", "replace"))
        # Markup may stand inside; what is looked for is its longest plain part.
        return any(phrase in text for phrase in self._loose)

    @cached_property
    def _loose(self) -> frozenset[str]:
        return frozenset(max(re.findall(r"\w+", phrase), key=len) for phrase in self.lexicon.loose)

    def sight(
        self,
        data: bytes,
        *,
        markdown: bool = False,
        only: Container[tuple[bytes, ...]] | None = None,
    ) -> Sequence[int] | None:
        """Return the bytes of a UTF-8 document that blocks with findings hold, in order.

        None if that cannot be told, or if other blocks matter too. See `Prefilter.sight`.
        """
        if self.has_loose(data):
            return None
        places = self.prefilter.sight(data, markdown=markdown, only=only)
        return None if places and self.sees_far(data, markdown=markdown, only=only) else places

    def sees_far(
        self,
        data: bytes,
        *,
        markdown: bool = False,
        only: Container[tuple[bytes, ...]] | None = None,
    ) -> bool:
        """Return whether a spelling may stand there whose findings depend on other blocks too."""
        if only is not None and not any(words in only for words in self._far):
            return False
        return self.far.sight(data, markdown=markdown, only=only) != ()

    @cached_property
    def _far(self) -> frozenset[tuple[bytes, ...]]:
        return frozenset(words for spellings in self.far.anchors.values() for words in spellings)


def facts_of(glossary: Glossary) -> Facts:
    """Return the facts a glossary rests on; of a glossary without any, none."""
    from termcheck.facts.load import load_facts

    paths = glossary.facts
    return load_facts(
        kinds=paths.kinds,
        licences=paths.licences,
        definitions=paths.definitions,
        subjects=paths.subjects,
    )


def load_engine(*names: str | Path) -> Engine:
    """Return the engine of shipped glossaries, files or folders, see `load_glossary`.

    An engine made before from the same content is taken from the user's cache.
    """
    files = files_of(*names)
    parts = [name for path in files for name in (str(path).encode(), read_file(path))]
    return cached("engine", digest(parts), lambda: _load(*names))


def _load(*names: str | Path) -> Engine:
    from termcheck.glossary.load import load_glossary

    return compile_engine(load_glossary(*names))


def compile_engine(glossary: Glossary) -> Engine:
    """Return the engine of a glossary.

    Raises `GlossaryError` for a form that cannot be expanded.
    """
    lexicon = make_lexicon(glossary, _slots(glossary))
    far = [
        spelling
        for spelling, surfaces in lexicon.surfaces.items()
        if any(_looks_far(surface, glossary.terms[surface.term]) for surface in surfaces)
    ]
    return Engine(glossary, Matcher(lexicon), make_prefilter(lexicon.surfaces), make_prefilter(far))


def _looks_far(surface: Surface, term: Term) -> bool:
    """Whether what is found of a surface may depend on other blocks than its own."""
    windows = (surface.form.near, surface.form.not_near)
    beyond = any(
        context is not None and context.within is not ContextWindow.SENTENCE for context in windows
    )
    first = term.first_use is not FirstUse.ANY or term.sign is not Sign.NONE
    return beyond or term.makes_claims or first


def _slots(glossary: Glossary) -> Mapping[str, tuple[str, ...]]:
    """The words `{kind}` in a form stands for: the nouns by which prose names that kind."""
    if not glossary.facts.kinds:
        return {}
    from termcheck.facts.load import load_facts

    kinds = load_facts(kinds=glossary.facts.kinds).vocabulary.kinds
    return {name: kind.nouns for name, kind in kinds.items()}
