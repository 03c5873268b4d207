"""One finished audit: its folder, what it answers, and what is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from termcheck.audit.answers import Answers

if TYPE_CHECKING:
    from termcheck.audit.diff import Difference
    from termcheck.audit.inputs import Limits
    from termcheck.audit.tasks import WrittenTasks


class Audit(Answers):
    """The folder of a finished audit: its tables, what they answer, and what is made of them."""

    @staticmethod
    def listed(file: str, text: str) -> tuple[str, ...]:
        """Return the paths and addresses of a list: one a line, `#` starts a comment.

        Relative paths are those from the folder of the file. Raises `UsageError` for an empty list.
        """
        from termcheck.audit.inputs import listed

        return tuple(listed(file, text))

    @staticmethod
    def limits(
        *,
        pages: int = 10_000,
        bytes: int = 5_000_000,
        seconds: float = 3600,
        pause: float = 1.0,
        private: bool = False,
    ) -> Limits:
        """Return how much is fetched of a site.

        `pages` at most, each of at most `bytes`, for at most `seconds` altogether, with a `pause`
        of so many seconds between two; `private` lets hosts of the local network be asked.
        """
        from termcheck.audit.inputs import Limits

        return Limits(pages, bytes, seconds, pause, private)

    def summary(self, what_if: str = "", width: int = 80) -> str:
        """Return it on one screen, in sentences; `what_if` is another definition to choose.

        Raises `UsageError` for a definition that is not known.
        """
        from termcheck.audit.summary import summary

        return summary(self, what_if, width)

    def export(self, form: str, output: str | PathLike[str]) -> None:
        """Write it as `csv` (a folder of files), `xlsx`, `json` or `sarif`.

        Raises `UsageError` if it cannot be written or is more than the format holds, `PluginError`
        for `xlsx` without the extra `audit`.
        """
        from termcheck.audit.export import export

        export(self, form, Path(output))

    def diff(self, later: Audit) -> Difference:
        """Return what changed from this audit to a later one of the same pages."""
        from termcheck.audit.diff import diff

        return diff(self, later)

    def diff_text(self, later: Audit, width: int = 80) -> str:
        """Return what changed from this audit to a later one, in sentences."""
        from termcheck.audit.summary import difference

        return difference(later, self.diff(later), width)

    @classmethod
    def merge(cls, folders: Iterable[str | PathLike[str]], output: str | PathLike[str]) -> Audit:
        """Return several audits as one, in a folder of its own.

        Raises `UsageError` for folders without an audit, or held to different glossaries.
        """
        from termcheck.audit.merge import merge

        audits = [cls(folder) for folder in folders]
        try:
            merge(audits, Path(output))
        finally:
            for audit in audits:
                audit.close()
        return cls(output)

    def report(self, what_if: str = "") -> str:
        """Return it as one HTML page for people, which loads nothing and opens from a file.

        Raises `UsageError` for a definition that is not known, `PluginError` if a package of the
        extra `audit` is missing.
        """
        from termcheck.audit.report import report

        return report(self, what_if)

    def tasks(self) -> dict[str, str]:
        """Return what each owner has to change: Markdown by file name, `README.md` first."""
        from termcheck.audit.tasks import tasks

        return {name: "".join(f"{line}\n" for line in lines) for name, lines in tasks(self)}

    def write_tasks(self, folder: str | PathLike[str]) -> WrittenTasks:
        """Write what `tasks` returns into a folder, a line at a time, and tell what became of it.

        Files it wrote there before for owners who have nothing left to do are removed, unless they
        were changed since. Raises `UsageError` if one cannot be written.
        """
        from termcheck.audit.tasks import write_tasks

        return write_tasks(self, Path(folder))

    def publish(
        self, name: str = "", labels: Mapping[str, str] | None = None, contact: str = ""
    ) -> str:
        """Return the public page: what is meant, exceptions, models, how all of it is checked.

        `name` is whose page it is, `labels` are SVG by name of a model, `contact` is an address
        (`https:` or `mailto:`) where a claim is challenged. Raises `UsageError` for another.
        """
        from termcheck.audit.public import public_page

        return public_page(self, name, labels or {}, contact)
