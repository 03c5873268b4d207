"""Files that commands read one by one."""

from __future__ import annotations

import sys

from termcheck.config.project import Config
from termcheck.core.source import Source


def source_of(path: str, stdin_name: str, config: Config) -> Source:
    """Return a file, or standard input for `-`, as a source.

    Raises `UsageError` if it is not there, `ReaderError` if it is no text.
    """
    from termcheck.core.errors import ReaderError, UsageError
    from termcheck.readers import decode
    from termcheck.run.workers import read

    limit = int(config.max_file_size * 1e6)
    if path == "-":
        return decode(stdin_name, sys.stdin.buffer.read(), limit)
    try:
        return decode(path, read(path, limit), limit)
    except ReaderError as error:
        raise ReaderError(error.reason, path=path) from None
    except OSError as error:
        told = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot be read: {told}", path=path) from None
