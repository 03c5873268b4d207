"""What a run that had nothing to tell leaves behind, so that the same one need not be made again.

Reading a configuration and a glossary takes longer than all else where no file has changed. A
receipt says what the run rested on: files, told by their stats and else by their contents, and
where nothing was.
"""

# Strings, not `Path`: it is there to cost nothing.
# ruff: noqa: PTH114, PTH120

from __future__ import annotations

import contextlib
import datetime
import json
import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from termcheck.cache import cards
from termcheck.cache.objects import cache_folder, digest
from termcheck.cache.stat import Stat
from termcheck.core.files import Refused, read_regular

_ENVIRONMENT = ("HOME", "SUDO_UID", "XDG_CONFIG_HOME", "TERMCHECK_CONFIG_DIR", "TERMCHECK_TRUST")
"""Variables that say which configuration counts, and what it may do."""


class RestsOn(NamedTuple):
    """What has to be as it was."""

    files: Collection[str]
    """Files that were read, and folders whose files were."""
    there: Collection[str]
    """What is there, whatever it holds."""
    missing: Collection[str]
    """Where nothing was."""
    days: Collection[str]
    """Dates (ISO) from which on the same text may get other findings."""


class RunPages(NamedTuple):
    """What a run was about."""

    files: Collection[str]
    """Absolute paths."""
    texts: Mapping[str, bytes]
    """What is in no file, by the path where it would be."""
    left_out: Collection[str]
    """Absolute paths that the configuration leaves out."""


class ReceiptPlace(NamedTuple):
    """Where the receipt of a run is left and looked for."""

    path: str
    start: str
    """The folder from which the run's configuration is looked for."""


def leave(
    place: ReceiptPlace,
    rests_on: RestsOn,
    pages: RunPages,
    counts: Mapping[str, int],
    started: int,
) -> None:
    """Leave a receipt, unless something it rests on was changed since `started` (nanoseconds).

    `counts` are told again, see `Receipt.counts`.
    """
    if not (_is_there(rests_on.there) and _is_missing(rests_on.missing)):
        return
    with contextlib.suppress(OSError):
        known: dict[str, tuple[object, ...]] = {}
        for file in (*rests_on.files, *pages.files):
            stat = Stat.of(file)
            if not stat.is_settled(started):
                return
            known[file] = (*stat, _digest(file))
        if any(os.path.realpath(page) != page for page in pages.files):
            return
        told = {
            "day": datetime.date.today().isoformat(),
            "days": list(rests_on.days),
            "there": list(rests_on.there),
            "missing": list(rests_on.missing),
            "files": {file: known[file] for file in rests_on.files},
            "pages": {page: known[page] for page in pages.files},
            "texts": {page: digest([text]) for page, text in pages.texts.items()},
            "left_out": list(pages.left_out),
            "counts": dict(counts),
        }
        cards.write(Path(place.path), told)


class _Told(NamedTuple):
    """What is told of the pages of a run."""

    pages: Mapping[str, list[object]]
    texts: Mapping[str, str]
    left_out: frozenset[str]
    counts: Mapping[str, int]


class Receipt:
    """What an earlier run left, if it did, and nothing has changed since but perhaps its pages."""

    def __init__(self, place: ReceiptPlace) -> None:
        self.place = place
        self._told = _recalled(Path(place.path))
        self._real: dict[str, bool] = {}

    @classmethod
    def of(cls, start: str, *names: str) -> Receipt | None:
        """Return the receipt of a run, None if none can be kept.

        `start` is the folder from which its configuration is looked for, `names` say what else was
        chosen for it.
        """
        folder = cache_folder()
        if folder is None:
            return None
        chosen = [f"{name}={os.environ.get(name)}" for name in _ENVIRONMENT]
        user = str(os.geteuid()) if os.name == "posix" else ""
        path = cards.card_path(folder, (start, *names, *chosen, user), "receipt")
        return cls(ReceiptPlace(str(path), start))

    @property
    def holds(self) -> bool:
        """Whether there is one: a run had nothing to tell, and what it rested on is as it was."""
        return self._told is not None

    @property
    def taken(self) -> frozenset[str]:
        """What the run was about: absolute paths, of files and of texts that are in none."""
        told = self._told
        return frozenset((*told.pages, *told.texts)) if told is not None else frozenset()

    @property
    def counts(self) -> Mapping[str, int]:
        """How many findings were kept from being told, by the name of their field in a `Report`."""
        return self._told.counts if self._told is not None else {}

    def leaves_out(self, path: str) -> bool:
        """Return whether the configuration leaves a file out, given by its absolute path."""
        return self._told is not None and path in self._told.left_out

    def is_same(self, path: str, data: bytes | None = None) -> bool:
        """Return whether a file is what it was, by its absolute path, or a text that is in none."""
        told = self._told
        if told is None:
            return False
        try:
            if data is not None:
                return told.texts.get(path) == digest([data])
            known = told.pages.get(path)
            # What leads elsewhere by a link may be out of the project.
            real = self._is_real(os.path.dirname(path)) and not os.path.islink(path)
            return real and known is not None and _is_same(path, known)
        except (OSError, TypeError, ValueError):
            return False

    def _is_real(self, folder: str) -> bool:
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder) == folder
        return self._real[folder]


def _recalled(path: Path) -> _Told | None:
    """Return what is told at a path, None if there is nothing or what it rests on has changed."""
    with contextlib.suppress(
        OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError
    ):
        told = json.loads(path.read_bytes())
        if (
            _is_same_epoch(told["day"], told["days"])
            and _is_there(told["there"])
            and _is_missing(told["missing"])
            and all(_is_same(file, known) for file, known in told["files"].items())
        ):
            counts = {name: int(count) for name, count in told["counts"].items()}
            left_out = frozenset(told["left_out"])
            return _Told(dict(told["pages"]), dict(told["texts"]), left_out, counts)
    return None


def _is_same(path: str, known: list[object]) -> bool:
    """Whether a file or folder was not touched, or has the same content. Raises `OSError`."""
    *stat, content = known
    return list(Stat.of(path)) == stat or (content != "" and _digest(path) == content)


def _digest(path: str) -> str:
    """Return what changes with a file's content, or with the files of a folder."""
    try:
        return digest([read_regular(path)])
    except Refused:
        # Told by its stat alone.
        return ""
    except IsADirectoryError:
        stat = Stat.of(path)
        return f"{stat.size} {stat.inode}"


def _is_there(paths: Iterable[str]) -> bool:
    return all(map(os.path.lexists, paths))


def _is_missing(paths: Iterable[str]) -> bool:
    return not any(map(os.path.lexists, paths))


def _is_same_epoch(then: str, days: Iterable[str]) -> bool:
    """Whether no day came since on which the same text may get other findings."""
    today = datetime.date.today().isoformat()
    return then <= today and not any(then < day <= today for day in days)
