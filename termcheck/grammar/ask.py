"""Asks LanguageTool about many passages: what is known is not asked again, the rest in batches."""

from __future__ import annotations

import contextlib
import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from termcheck.cache import answers
from termcheck.cache.objects import digest
from termcheck.config.grammar import GrammarConfig
from termcheck.grammar.client import Client, Question, Unusable
from termcheck.grammar.identity import identity
from termcheck.grammar.match import Match, read, write
from termcheck.grammar.passage import BREAK, GrammarPassage, code_points, joined
from termcheck.grammar.server import running

BATCH = 12_000
"""Characters of one request."""
FIRST = 10.0
"""Seconds to wait for the first answer, which takes no work: a server that is there gives it."""
AT_ONCE = 2
"""Requests under way at a time."""
BEYOND = ("EN_WORD_COHERENCY", "ENGLISH_WORD_REPEAT_BEGINNING_RULE")
"""Rules that compare passages, which stand beside each other by chance."""
_FORMAT = "1"
"""Changes when the same passage is sent or read in another way."""


class Asked(NamedTuple):
    """A passage, and the language (BCP 47) it is in."""

    passage: GrammarPassage
    language: str


class Oracle:
    """LanguageTool for one run: found or started when first needed, given up when it fails."""

    def __init__(self, config: GrammarConfig, folder: Path | None = None) -> None:
        """Take the configuration, and the folder where answers are kept, if any."""
        self.config = replace(config, disabled_rules=(*config.disabled_rules, *BEYOND))
        self.folder = folder
        self.failure = ""
        """Why it was given up, as one line for people; empty as long as it answers."""
        self.notices: list[str] = []
        """What else people should know, one line each."""
        self._ends = 0.0
        self._client: Client | None = None
        self._languages: dict[str, str] = {}
        self._unknown: set[str] = set()

    @cached_property
    def _stamp(self) -> str:
        return identity(self.config, self.folder)

    def ask(self, questions: Sequence[Asked]) -> list[tuple[Match, ...] | None]:
        """Return the matches of every passage, placed in it; None where no answer came."""
        keys = [self._key(asked) for asked in questions]
        known: dict[str, tuple[Match, ...]] = {}
        for key, text in answers.recall(keys, self.folder).items():
            with contextlib.suppress(ValueError, TypeError):
                known[key] = read(text)
        new: dict[str, Asked] = {}
        for key, question in zip(keys, questions, strict=True):
            if key not in known:
                new.setdefault(key, question)
        fresh: dict[str, tuple[Match, ...]] = {}
        try:
            for language in dict.fromkeys(asked.language for asked in new.values()):
                mine = {
                    key: asked.passage for key, asked in new.items() if asked.language == language
                }
                for some in self._answers(list(mine.items()), language):
                    fresh.update(some)
        finally:
            kept = {key: write(matches) for key, matches in fresh.items()}
            answers.keep(kept, self.folder)
        known |= fresh
        return [known.get(key) for key in keys]

    def unknown(self, language: str) -> str:
        """Return a notice that LanguageTool does not know a language, empty if that is not so."""
        if language not in self._unknown:
            return ""
        return f"grammar of documents in `{language}` was not checked: LanguageTool lacks it"

    def take_notices(self) -> tuple[str, ...]:
        """Return the notices, which are then told."""
        told, self.notices = tuple(self.notices), []
        return told

    def _key(self, asked: Asked) -> str:
        parts = (
            _FORMAT,
            self._stamp,
            asked.language,
            repr(self.config),
            repr(asked.passage.pieces),
        )
        return digest(part.encode("utf-8", "surrogatepass") for part in parts)

    def _answers(
        self, passages: Sequence[tuple[str, GrammarPassage]], language: str
    ) -> Iterator[dict[str, tuple[Match, ...]]]:
        """Yield what the server finds, by key, batch by batch."""
        client = self._connected()
        if client is None:
            return
        code = self._code(language)
        if code is None:
            self._unknown.add(language)
            return
        from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

        config = self.config
        question = Question(code, config.categories, config.rules, config.disabled_rules)
        batches = iter(list(_batches(passages)))
        under_way: set[Future[dict[str, tuple[Match, ...]]]] = set()
        with ThreadPoolExecutor(AT_ONCE) as threads:
            while True:
                while len(under_way) < AT_ONCE and not self.failure:
                    if time.monotonic() > self._ends:
                        self._give_up(f"the limit of {config.time_limit:g} s was reached")
                    elif (batch := next(batches, None)) is not None:
                        under_way.add(threads.submit(_answer, client, batch, question))
                    else:
                        break
                if not under_way:
                    break
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                for future in done:
                    try:
                        yield future.result()
                    except Unusable as error:
                        self._give_up(error.reason)
        if client.is_old:
            self._tell(f"{client.url} is LanguageTool {client.version}, which is old: it may err")

    def _connected(self) -> Client | None:
        if self._client is None and not self.failure:
            self._ends = time.monotonic() + self.config.time_limit
            try:
                url = self.config.url or running(self.config)
                known = Client(url, min(FIRST, self.config.timeout)).languages()
                client = Client(url, self.config.timeout)
            except Unusable as error:
                self._give_up(error.reason)
            else:
                self._client = client
                self._languages = {code.lower(): code for code in known}
        return None if self.failure else self._client

    def _code(self, language: str) -> str | None:
        """Return the server's code for a language: itself, or the same without a country."""
        wanted = language.replace("_", "-").lower()
        if wanted in self._languages:
            return self._languages[wanted]
        base = wanted.split("-")[0]
        usual = f"{base}-{base}"
        near = [base, usual] + [
            language for language in self._languages if language.split("-")[0] == base
        ]
        return next((self._languages[code] for code in near if code in self._languages), None)

    def _give_up(self, reason: str) -> None:
        if not self.failure:
            self.failure = f"grammar was not checked everywhere: {reason}"

    def _tell(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices.append(notice)


def _batches(
    passages: Iterable[tuple[str, GrammarPassage]],
) -> Iterator[list[tuple[str, GrammarPassage]]]:
    batch: list[tuple[str, GrammarPassage]] = []
    size = 0
    for passage in passages:
        batch.append(passage)
        size += len(passage[1].text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _answer(
    client: Client, batch: Sequence[tuple[str, GrammarPassage]], question: Question
) -> dict[str, tuple[Match, ...]]:
    """Return the matches of every passage of a batch, placed in it. Raises `Unusable`."""
    passages = [passage for _key, passage in batch]
    pieces, starts = joined(passages)
    found = client.check(pieces, question)
    text = BREAK["markup"].join(passage.text for passage in passages)
    points = code_points(text, [offset for match in found for offset in (match.start, match.end)])
    placed: list[list[Match]] = [[] for _ in passages]
    for found_match, start, end in zip(found, points[::2], points[1::2], strict=True):
        number = bisect_right(starts, start) - 1
        start, end = start - starts[number], end - starts[number]
        if 0 <= start < end <= len(passages[number].text):
            placed[number].append(found_match.at(start, end))
    return {key: tuple(some) for (key, _), some in zip(batch, placed, strict=True)}
