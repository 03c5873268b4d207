"""One finished audit: its folder, what it answers, and what is made of it."""

from __future__ import annotations

from termcheck.audit.answers import Answers


class Audit(Answers):
    """The folder of a finished audit: its tables, what they answer, and what is made of them."""

    @staticmethod
    def listed(file: str, text: str) -> tuple[str, ...]:
        """Return the paths and addresses of a list: one a line, `#` starts a comment.

        Relative paths are those from the folder of the file. Raises `UsageError` for an empty list.
        """
        from termcheck.audit.inputs import listed

        return tuple(listed(file, text))

    def summary(self, what_if: str = "", width: int = 80) -> str:
        """Return it on one screen, in sentences; `what_if` is another definition to choose.

        Raises `UsageError` for a definition that is not known.
        """
        from termcheck.audit.summary import summary

        return summary(self, what_if, width)
