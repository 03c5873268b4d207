"""What adds something to a site besides warnings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from mkdocs_termcheck.config import TermcheckConfig
    from termcheck import Checker, Severity

Tell = Callable[["Severity", str], None]
"""Takes a severity and a line, with its place, that `--strict` and `fail_on` count as a finding."""


class Feature:
    """One thing added to a site: made anew for each build, then told of its events.

    Events are those of MkDocs, with the same meaning, and come in the same order; each may be left
    out. Pages a feature generates (`File.generated`) are not checked.
    """

    def __init__(
        self, options: TermcheckConfig, checker: Callable[[], Checker], tell: Tell
    ) -> None:
        """Take the site's options, what makes the checker ready, and where findings are told."""
        self.options = options
        self.checker = checker
        self.tell = tell

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Return the files of the site; late, when plugins have added theirs."""
        return files

    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Return the Markdown of a page, before most plugins have seen it."""
        return markdown

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Return the HTML of a page's content."""
        return html

    def on_page_context(self, page: Page, config: MkDocsConfig) -> None:
        """The page is about to be written, after search indexes took its words."""

    def on_env(self, config: MkDocsConfig, files: Files) -> None:
        """Every page is read, none is written."""

    def on_post_build(self, config: MkDocsConfig) -> None:
        """The site is written."""
