"""Zipped web pages, as Google Docs saves them (File, Download, Web page): their page, as HTML.

The source's `data` is that page, so places are its own; `origin` keeps the file.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from termcheck.core.document import Document
from termcheck.core.errors import ReaderError
from termcheck.core.source import MAX_BYTES, Source, check_size
from termcheck.readers import html
from termcheck.readers.reading import Reading

ENCODING = "zip"
_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, NotImplementedError, ValueError)


def decode(path: str, raw: bytes, limit: int = MAX_BYTES) -> Source:
    """Return the page of an archive as a source. Raises `ReaderError` if there is not just one."""
    check_size(path, raw, limit)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            pages = [
                member
                for member in archive.infolist()
                if member.filename.lower().endswith((".html", ".htm"))
            ]
            if len(pages) != 1:
                told = f"an archive with {len(pages)} pages of HTML, not with one; unpack it"
                raise ReaderError(told, path=path)
            if pages[0].file_size > limit:
                raise ReaderError("the page in it is too large when unpacked", path=path)
            with archive.open(pages[0]) as file:
                data = file.read(limit + 1)
    except _BROKEN:
        raise ReaderError("not a zip archive that can be unpacked", path=path) from None
    page = Source.decode(path, data, limit)
    return Source(path, page.data, ENCODING, raw)


def read(source: Source, reading: Reading) -> Document:
    """Return the page as a document."""
    return html.read(source, reading)
