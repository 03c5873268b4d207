"""Where a command's text goes, and how it may look."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

from termcheck import UsageError
from termcheck.cli.streams import quiet_stdout
from termcheck.core.visible import shown_line

if TYPE_CHECKING:
    from pathlib import Path

# Every command imports this module, `--version` too: what costs is imported where it is needed.
COLORS = ("auto", "always", "never")


def emit(text: str, output: str = "") -> None:
    """Write text to a file, all of it or nothing, or to standard output while anyone reads it.

    Raises `UsageError` if it cannot be written.
    """
    if output:
        from pathlib import Path

        _save(text, Path(output))
        return
    stream = sys.stdout
    if not unicode_works() and hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        quiet_stdout()
    except OSError as error:
        quiet_stdout()
        raise UsageError(f"standard output cannot be written: {error.strerror}") from None


def emit_new(text: str, output: str, *, force: bool = False) -> None:
    """Write text as `emit` does; over a file that is there only if it is `force`d.

    Raises `UsageError` if it is not.
    """
    if output and not force and os.path.isfile(output):  # noqa: PTH113
        raise UsageError("exists; `--force` writes over it", path=output)
    emit(text, output)


def emit_page(text: str, output: str, name: str) -> None:
    """Write a page to a file, and tell which, by what it is called; `-` is standard output."""
    emit(text, "" if output == "-" else output)
    if output != "-":
        tell(f"{name}: {output}")


def emit_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output, each as one line whatever stands in what it shows."""
    emit("".join(f"{shown_line(line)}\n" for line in lines))


def emit_files(files: Mapping[str, str], folder: str) -> None:
    """Write files by name into a folder, made where there is none, and tell which.

    Raises `UsageError` if one cannot be written.
    """
    from pathlib import Path

    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"`{folder}` cannot be made: {error.strerror}") from None
    for name, text in files.items():
        path = target / name
        emit(text, str(path))
        emit(f"wrote {path.as_posix()}\n")


def _save(text: str, path: Path) -> None:
    if path.exists() and not path.is_file():
        # A device or a pipe cannot be replaced, only written to.
        try:
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            told = (error.strerror or str(error)).lower()
            raise UsageError(f"cannot be written: {told}", path=str(path)) from None
        return
    from termcheck.core.writing import write_new

    write_new(path, text.encode("utf-8"))


def colored(choice: str, output: str = "") -> bool:
    """Return whether to use colours: `NO_COLOR` and `FORCE_COLOR` decide where nobody chose."""
    if choice != "auto":
        return choice == "always"
    if output or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def unicode_works() -> bool:
    """Return whether standard output takes any character."""
    return (getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")


def width() -> int:
    """Return the columns of the terminal, 100 where there is none."""
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def tell(message: str) -> None:
    """Write one line to standard error, whatever stands in the names it tells of."""
    click.echo(shown_line(message), err=True)
