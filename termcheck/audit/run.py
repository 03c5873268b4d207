"""One audit: documents in, a folder of tables out.

inputs ─► journal: known? ─► processes: record ─► journal ─► tables, in order
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from termcheck._version import __version__
from termcheck.audit.inputs import Files, Input
from termcheck.audit.journal import Journal, look_at_packed, packed
from termcheck.audit.provenance import day_of
from termcheck.audit.record import Record, Recorder, Row
from termcheck.audit.schema import VERSION
from termcheck.audit.tables import Writer, check_installed
from termcheck.cache.objects import digest
from termcheck.cache.results import content_digest
from termcheck.core.errors import ReaderError, UsageError
from termcheck.core.paths import absolute_path
from termcheck.core.processes import give_back, processors
from termcheck.facts.relations import exclude, implies
from termcheck.run.check_files import Progress
from termcheck.run.plan import Plan
from termcheck.run.workers import DIED, Task, Workshop, read, stream

if TYPE_CHECKING:
    from termcheck.match.compiled_glossary import Engine

PAYS = 150_000
"""Bytes of documents from which on more than one process is started: claims take long to read."""
BATCH_BYTES, BATCH_FILES = 64_000, 16
"""What a process is given at once: little, as what is in hand at a kill is done again."""
TIDIED = 500
"""After so many documents memory that nobody needs is given back."""
SHARES = 8
"""Into how many batches for each process what is left is divided: less and less is given at once,
so that all processes come to their end together."""


class Documents(Protocol):
    """Documents of which it is known how many there are."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __iter__(self) -> Iterator[Input]:
        """Yield each once."""


def run(
    inputs: Files,
    folder: Path,
    plan: Plan,
    *,
    more: Documents = (),
    told: Sequence[str] = (),
    notices: Sequence[str] = (),
    engine: str = "local",
    progress: Progress | None = None,
) -> Manifest:
    """Write the tables of an audit of documents into a folder, which is made if need be.

    `more` are documents that are only held one at a time, versions of before. `told` is what was
    asked for and `notices` are sentences on what of it is not there, as they are kept in
    `audit.json`. `engine` is `local` or `ray`. What an audit into the same folder found before is
    not looked for again. Raises `PluginError` without the packages it needs, `UsageError` if the
    folder cannot be written, and `GlossaryError`.
    """
    check_installed()
    with Journal(folder) as journal:
        _Work(inputs, more, journal, plan, engine, progress).do()
        manifest = {**manifest_of(plan, told), "notices": [*inputs.notices, *notices]}
        with Writer(folder) as writer:
            for source, record in journal.all():
                for table, row in rows_of(source, record):
                    writer.add(table, row)
            writer.finish(manifest)
        journal.clean()
    return manifest


def recorded(documents: Iterable[Mapping[str, Any]], plan: Plan) -> Iterator[tuple[str, Row]]:
    """Yield the rows of documents given as values, each with the name of its table.

    `path` and `content` have to be there, `repository`, `site`, `url`, `owner`, `date` and
    `revision` may be. A document of which they are null is a row with the reason. Raises
    `UsageError` for one without them.
    """
    limit = int(plan.config.max_file_size * 1e6)
    recorder = Recorder(plan.engine(plan.settings("")), plan.settings("").options)
    for given in documents:
        missing = [name for name in ("path", "content") if name not in given]
        if missing:
            raise UsageError(f"a document has no `{missing[0]}`; needed: `path`, `content`")
        empty = [name for name in ("path", "content") if given[name] is None]
        content = given["content"] or b""
        data = content.encode() if isinstance(content, str) else bytes(content)
        text: dict[str, Any] = {name: str(given.get(name) or "") for name in _GIVEN}
        text["date"] = day_of(given.get("date")) or ""
        owner = text.pop("owner")
        source = Input(**text, data=data, owners=(owner,) if owner else ())
        content_id = content_digest(data)
        document = _key(source.repository, source.path, content_id)[:24]
        about = _about(source, document, content_id)
        if empty:
            record = Record({"outcome": "unread", "reason": f"its `{empty[0]}` is null"})
        else:
            record = recorder.record(source.path, data, limit)
        yield from rows_of(about, record)


_GIVEN = ("repository", "path", "site", "url", "revision", "owner", "date")
"""Columns of a table of documents that are kept."""

Manifest = dict[str, Any]
"""What `audit.json` holds."""


@dataclass
class _Work:
    inputs: Files
    more: Documents
    journal: Journal
    plan: Plan
    engine: str
    progress: Progress | None
    finished: int = 0
    total: int = 0
    left: int = 0
    """Bytes of the inputs that nobody was given yet, as far as known."""
    jobs: int = 1
    asked: set[str] = field(default_factory=set)
    """Keys of records that are being made."""

    def do(self) -> None:
        """See to it that the journal has a record of every document."""
        self.total = len(self.inputs) + len(self.more)
        for path in self.inputs.paths():
            self.plan.index(path)
            self.left += _size(path)
        self.plan.index("")
        self.keys = self.plan.keys
        config = self.plan.config
        self.workshop = Workshop(
            self.plan.engines,
            tuple(settings.options for settings in self.plan.all),
            int(config.max_file_size * 1e6),
        )
        self.journal.begin()
        jobs = self.jobs = config.jobs or processors()
        many = bool(self.more) or (self.total > 1 and (config.jobs or self.left >= PAYS))
        if self.engine == "ray":
            from termcheck.audit.cluster import ray_stream

            found = ray_stream(self._batches(), look_at_packed, _died, self.workshop)
        elif jobs > 1 and many:
            for made in self.workshop.engines:
                # Every process needs them, and this one does in the end.
                _ = made.facts
            found = stream(self._batches(), look_at_packed, _died, self.workshop, jobs)
        else:
            found = (
                (key, look_at_packed(task, self.workshop))
                for batch in self._batches()
                for key, task in batch
            )
        for key, record in found:
            self.journal.keep(key, record)
            self.asked.discard(key)
            self._done(1)
        self.journal.save()

    def _done(self, count: int) -> None:
        self.finished += count
        self.journal.save()
        if self.finished % TIDIED == 0:
            give_back()
        if self.progress is not None:
            self.progress(self.finished, max(self.total, self.finished))

    def _batches(self) -> Iterator[list[tuple[str, Task]]]:
        batch: list[tuple[str, Task]] = []
        size = 0
        for input_ in chain(self.inputs, self.more):
            open_task = self._entered(input_)
            self.left -= _size(input_.file)
            if open_task is None:
                self._done(1)
                continue
            batch.append(open_task)
            size += open_task[1].size
            if size >= self._share() or len(batch) >= BATCH_FILES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _share(self) -> int:
        """Return how many bytes a process is given at once."""
        if self.more:
            return BATCH_BYTES
        return min(BATCH_BYTES, self.left // (SHARES * self.jobs))

    def _entered(self, input_: Input) -> tuple[str, Task] | None:
        """Enter a document; return its task unless its record is known or being made."""
        data, problem = input_.data, input_.problem
        if data is None and not problem:
            try:
                data = read(input_.file, self.workshop.limit)
            except OSError as error:
                problem = f"cannot be read: {(error.strerror or str(error)).lower()}"
            except ReaderError as error:
                problem = error.reason
        content = content_digest(data) if data is not None else ""
        settings = self._settings(input_)
        key = _key(self.keys[settings], input_.path, content, problem)
        document = _key(input_.repository, input_.path, content)[:24]
        place = "\0".join((input_.repository, input_.path, document))
        about = _about(input_, document, content)
        known = self.journal.entered(place)
        if known is not None:
            # What stands there now stood there before.
            months = sorted({*known["months"], *about["months"]})
            about = {**(known if known["current"] else about), "months": months}
        self.journal.enter(place, key, about)
        if key in self.asked or self.journal.knows(key):
            return None
        if data is None:
            row = {"outcome": "unread", "reason": problem, "digest": content}
            self.journal.keep(key, packed(Record(row)))
            return None
        self.asked.add(key)
        return key, Task(input_.path, "", len(data), settings, data)

    def _settings(self, input_: Input) -> int:
        found = self.plan.index(absolute_path(input_.file) if input_.file else "")
        return found if found < len(self.workshop.engines) else 0


def _key(*parts: str) -> str:
    return digest(part.encode("utf-8", "surrogatepass") for part in parts)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116
    except OSError:
        return 0


def _died(task: Task) -> bytes:
    return packed(Record({"outcome": "unread", "reason": DIED, "bytes": task.size}))


def _about(input_: Input, document: str, content: str) -> Row:
    """Return what the tables say of a document beside its record."""
    return {
        "document": document,
        "repository": input_.repository,
        "site": input_.site or input_.repository,
        "path": input_.path,
        "url": input_.url,
        "revision": input_.revision,
        "digest": content,
        "owners": list(input_.owners),
        "owner_basis": input_.owner_basis,
        "date": input_.date or None,
        "date_basis": input_.date_basis,
        "current": input_.current,
        "months": list(input_.months),
    }


_SHARED = ("document", "repository", "site", "path", "owner", "date", "current")
"""Columns of claims and findings that are those of their document."""


def rows_of(about: Row, record: Record) -> Iterator[tuple[str, Row]]:
    """Yield the rows of one document, each with the name of its table.

    What a document says of its people and of its last change comes before what git does; whom
    CODEOWNERS names comes before both.
    """
    document = {**record.document, **{name: value for name, value in about.items() if value}}
    document["current"] = about.get("current", True)
    said = record.document
    if about.get("owner_basis") != "codeowners" and said.get("owners"):
        document.update(owners=said["owners"], owner_basis=said["owner_basis"])
    if said.get("date"):
        document.update(date=said["date"], date_basis=said["date_basis"])
    document["owner"] = next(iter(document.get("owners") or ()), "")
    for name in ("mentions", "claims", "findings"):
        document.setdefault(name, 0)
    shared = {name: document.get(name) for name in _SHARED}
    yield "documents", document
    for row in record.claims:
        yield "claims", {**row, **shared, "url": _linked(document, row)}
    for row in record.findings:
        yield "findings", {**row, **shared, "url": _linked(document, row)}
    for month in about.get("months") or ():
        yield "history", {**shared, "month": month}


def _linked(document: Row, row: Row) -> str:
    """Return the address of a place: forges take lines, other pages the words themselves."""
    url = str(document.get("url") or "")
    if not url or document.get("date_basis") == "site" or not document.get("revision"):
        return url
    return f"{url}#L{row.get('line', 1)}"


def manifest_of(plan: Plan, told: Sequence[str]) -> Manifest:
    """Return what the tables are of: the decisions they were made by, in plain values."""
    engine: Engine = plan.engine(plan.settings(""))
    glossary, facts = engine.glossary, engine.facts
    return {
        "schema": VERSION,
        "termcheck": __version__,
        "created": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "inputs": list(told),
        "glossary": {
            "id": glossary.id,
            "title": glossary.title or glossary.id,
            "version": glossary.version,
            "owner": glossary.owner,
            "digest": glossary.digest,
        },
        "terms": [
            {
                "id": term.id,
                "term": term.term,
                "meaning": term.meaning,
                "why": term.why,
                "owner": term.owner,
                "url": term.help_url,
                "chosen": [
                    {
                        "kinds": list(rule.said_of),
                        "definition": glossary.settings.meaning(term.id, rule),
                    }
                    for rule in term.claims
                ],
            }
            for term in glossary.terms.values()
            if term.makes_claims
        ],
        "definitions": [
            {
                "id": definition.id,
                "name": definition.name,
                "short": definition.short,
                "steward": definition.steward,
                "summary": definition.summary,
                "url": next(iter(definition.sources), ""),
            }
            for definition in facts.definitions.values()
        ],
        "relations": _relations(engine),
        "framings": [
            {
                "id": framing.id,
                "label": framing.label,
                "about": framing.about,
                "definitions": list(framing.definitions),
            }
            for framing in facts.framings.values()
        ],
        "exceptions": [
            {
                "id": exemption.id,
                "term": exemption.term,
                "reason": exemption.reason,
                "use_case": exemption.use_case,
                "subjects": list(exemption.subjects),
                "paths": list(exemption.paths),
                "criterion": exemption.criterion,
                "owner": exemption.owner,
                "until": exemption.until.isoformat() if exemption.until else None,
            }
            for exemption in glossary.exemptions
        ],
    }


def _relations(engine: Engine) -> dict[str, list[list[str]]]:
    """Return the pairs of chosen definitions that exclude, or imply, one another."""
    chosen = {
        engine.glossary.settings.meaning(term.id, rule)
        for term in engine.glossary.terms.values()
        for rule in term.claims
    }
    wanted = {
        name: (engine.facts.definition(name), name.partition("/")[2])
        for name in sorted(chosen - {""})
    }
    pairs = [[name, other] for name in wanted for other in wanted if name != other]
    return {
        "exclude": [pair for pair in pairs if exclude(*map(wanted.__getitem__, pair))],
        "implies": [pair for pair in pairs if implies(*map(wanted.__getitem__, pair))],
    }
