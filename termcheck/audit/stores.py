"""Documents that are no files of a folder: in zip archives, WARC, Parquet and object stores.

They are read one after the other and never all at once. Object stores are those that fsspec has a
driver for (`s3://`, `gs://`, `abfs://`, `hf://` …), with the driver's own settings and credentials.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import PurePosixPath
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from termcheck.audit.inputs import Input
from termcheck.audit.page import main_content
from termcheck.audit.provenance import day_of
from termcheck.audit.tables import check_installed
from termcheck.core.errors import UsageError
from termcheck.readers import ENDINGS

ENTRIES = 200_000
"""Files of one archive."""
BUFFER = 1_000_000
"""Bytes of each column of a Parquet file that are read at once."""
UNPACKED = 20_000_000_000
"""Bytes of one archive, unpacked: what is more is no archive of documents."""
_CONTENT = ("content", "text", "html", "markdown")
_PLACE = ("path", "url", "warc_url", "id")
_KEPT = ("repository", "site", "revision")
_ENDING = {"text/html": ".html", "application/xhtml+xml": ".html", "text/markdown": ".md",
           "text/plain": ".txt"}  # fmt: skip


def is_store(path: str) -> bool:
    """Return whether something to audit is read from here, and not from a folder."""
    return "://" in path or path.lower().endswith((".zip", ".warc", ".warc.gz", ".parquet"))


def documents_in(path: str, limit: int) -> Iterator[Input]:
    """Yield the documents of an archive, a crawl, a Parquet file or a folder in an object store.

    `limit` is the largest document in bytes. Raises `UsageError` if it cannot be opened,
    `PluginError` without the package it takes.
    """
    check_installed("fsspec")
    import fsspec

    try:
        system, inside = fsspec.core.url_to_fs(path)
        if system.isdir(inside):
            yield from _folder(system, inside, path, limit)
            return
        with ExitStack() as opened:
            file = opened.enter_context(system.open(inside, "rb"))
            yield from _file(file, path, limit)
    except (OSError, ValueError, ImportError) as error:
        told = str(error) or type(error).__name__
        raise UsageError(f"cannot be read: {told}", path=path) from None


def _name(path: str) -> str:
    """Return what the tables call a store: its own name."""
    return PurePosixPath(urlsplit(path).path.rstrip("/")).name or urlsplit(path).netloc


def _folder(system: Any, inside: str, path: str, limit: int) -> Iterator[Input]:
    root = inside.rstrip("/") + "/"
    for file in sorted(system.find(inside)):
        short = str(file).removeprefix(root)
        if is_store(file):
            with system.open(file, "rb") as opened:
                yield from _file(opened, str(file), limit)
        elif file.lower().endswith(ENDINGS):
            with system.open(file, "rb") as opened:
                yield _document(_name(path), short, opened.read(limit + 1), limit)


def _document(store: str, path: str, data: bytes, limit: int) -> Input:
    if len(data) > limit:
        return Input(store, path, store, problem=_large(limit))
    return Input(store, path, store, data=data)


def _large(limit: int) -> str:
    return f"larger than {limit / 1e6:g} MB; set `max-file-size`"


def _file(file: IO[bytes], path: str, limit: int) -> Iterator[Input]:
    lower = path.lower()
    if lower.endswith(".zip"):
        yield from _zip(file, path, limit)
    elif lower.endswith((".warc", ".warc.gz")):
        yield from _warc(file, path, limit)
    elif lower.endswith(".parquet"):
        yield from _parquet(file, path, limit)
    else:
        yield _document(_name(path), _name(path), file.read(limit + 1), limit)


def _zip(file: IO[bytes], path: str, limit: int) -> Iterator[Input]:
    store = _name(path)
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise UsageError(f"no zip archive: {error}", path=path) from None
    with archive:
        entries = [
            member for member in archive.infolist() if member.filename.lower().endswith(ENDINGS)
        ]
        if len(entries) > ENTRIES or sum(member.file_size for member in entries) > UNPACKED:
            told = f"more than {ENTRIES} documents or {UNPACKED / 1e9:g} GB"
            raise UsageError(told, path=path)
        for entry in sorted(entries, key=lambda member: member.filename):
            try:
                with archive.open(entry) as opened:
                    yield _document(store, entry.filename, opened.read(limit + 1), limit)
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
                yield Input(store, entry.filename, store, problem=f"cannot be unpacked: {error}")


def _warc(file: IO[bytes], path: str, limit: int) -> Iterator[Input]:
    check_installed("warcio")
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(file):
            if record.rec_type not in ("response", "resource"):
                continue
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            headers = record.http_headers or record.rec_headers
            kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
            if kind not in _ENDING or (record.http_headers and _status(record) != "200"):
                continue
            day = day_of(record.rec_headers.get_header("WARC-Date")) or ""
            data = record.content_stream().read(limit + 1)
            yield _web_page(url, _ENDING[kind], data, day, limit)
    except ArchiveLoadFailed as error:
        raise UsageError(f"no WARC file: {error}", path=path) from None


def _status(record: Any) -> str:
    return str(record.http_headers.get_statuscode())


def _web_page(url: str, ending: str, data: bytes, day: str, limit: int) -> Input:
    """Return a page of the web that was saved, kept to its main content."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    path = unquote(parts.path).lstrip("/")
    path += "index" if not path or path.endswith("/") else ""
    path += f"?{parts.query}" if parts.query else ""
    path += "" if path.lower().endswith(ending) else ending
    if len(data) > limit:
        return Input(host, path, host, url=url, problem=_large(limit))
    if ending == ".html":
        data = main_content(path, data, limit)
    basis = "site" if day else ""
    return Input(host, path, host, data=data, url=url, date=day, date_basis=basis)


def _parquet(file: IO[bytes], path: str, limit: int) -> Iterator[Input]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    store = _name(path)
    try:
        # Buffered ahead, what was read of the file stays in memory to its end; without a buffer,
        # a group of rows, which may be the whole file, is read at once.
        parquet = pq.ParquetFile(file, pre_buffer=False, buffer_size=BUFFER)
    except pa.ArrowInvalid as error:
        raise UsageError(f"no Parquet file: {error}", path=path) from None
    names = parquet.schema_arrow.names
    content = next((column for column in _CONTENT if column in names), "")
    place = next((column for column in _PLACE if column in names), "")
    if not content or not place:
        told = f"needs a column with documents ({', '.join(_CONTENT)}) and one with their names "
        raise UsageError(f"{told}({', '.join(_PLACE)})", path=path)
    kept = [column for column in ("url", "owner", "date", *_KEPT) if column in names]
    wanted = list(dict.fromkeys([content, place, *kept]))
    # One at a time: each may be as large as any that is read.
    for number, batch in enumerate(parquet.iter_batches(1, columns=wanted), 1):
        for row in batch.to_pylist():
            empty = [column for column in (place, content) if row[column] is None]
            if empty:
                name = str(row[place] or f"row {number}")
                yield Input(store, name, store, problem=f"its `{empty[0]}` is null")
                continue
            text = row[content] or ""
            data = text.encode() if isinstance(text, str) else bytes(text)
            name = str(row[place] or "")
            if "://" in name:
                ending = ".html" if content == "html" else ".txt" if content == "text" else ".md"
                day = day_of(row.get("date")) or ""
                yield _web_page(name, ending, data, day, limit)
                continue
            owner = str(row.get("owner") or "")
            repository = str(row.get("repository") or store)
            if len(data) > limit:
                site = str(row.get("site") or repository)
                yield Input(repository, name, site, problem=_large(limit))
                continue
            day = day_of(row.get("date")) or ""
            yield Input(
                repository,
                name,
                str(row.get("site") or repository),
                data=data,
                url=str(row.get("url") or ""),
                revision=str(row.get("revision") or ""),
                owners=(owner,) if owner else (),
                date=day,
                date_basis="site" if day else "",
            )
