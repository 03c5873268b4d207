"""The glossary page, tooltips on first uses, and blocks for labels and tables."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File

from mkdocs_termcheck.feature import Feature

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

CSS = "assets/termcheck.css"
MARKER = "termcheck-"
"""With what the names of all blocks begin."""


@cache
def _rendered() -> re.Pattern[str]:
    """Return what finds a block that Markdown has drawn; most sites have none."""
    return re.compile(
        r'<pre[^>]*>\s*<code class="[^"]*\blanguage-(termcheck-(?:label|compare))\b[^"]*">(.*?)'
        r"</code>\s*</pre>",
        re.DOTALL,
    )


class Publishing(Feature):
    """Teaches the words: see the options `glossary_page` and `tooltips`."""

    _files: Files | None = None

    @cached_property
    def _publisher(self) -> Any:
        return self.checker().publisher

    @cached_property
    def _held(self) -> dict[str, Mapping[str, str]]:
        """What each page's Markdown stands for, by the page's path."""
        return {}

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the glossary page if there is none of that name."""
        page = self.options.glossary_page
        if page is None:
            return files
        self._style(files, config)
        if "attr_list" not in config.markdown_extensions:
            anchors: Any = self._publisher.anchors()
            config.markdown_extensions.append(anchors)
        if files.get_file_from_path(page) is None:
            title, told = self._publisher.intro()
            text = f"# {title}\n\n{told}\n\n```{MARKER}glossary\n```\n"
            files.append(File.generated(config, page, content=text))
        return files

    def _style(self, files: Files, config: MkDocsConfig) -> None:
        """Add the style sheet to a site that needs it."""
        if CSS not in config.extra_css:
            config.extra_css.append(CSS)
        if files.get_file_from_path(CSS) is None:
            files.append(File.generated(config, CSS, content=self._publisher.css))

    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Put entries in, and words that stand for labels and tables."""
        if page.file.src_uri == self.options.glossary_page:
            markdown = self._with_entries(markdown)
        if MARKER not in markdown:
            return markdown
        markdown, held = self._publisher.expand(markdown)
        if held:
            self._style(files, config)
            self._held[page.file.src_uri] = held
        return markdown

    def _with_entries(self, markdown: str) -> str:
        if f"{MARKER}glossary" in markdown:
            return markdown
        return f"{markdown.rstrip()}\n\n```{MARKER}glossary\n```\n"

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Draw labels and tables, those of included text too."""
        self._files = files
        held = self._held.pop(page.file.src_uri, None)
        if held:
            html = self._publisher.fill(html, held)
        if f"language-{MARKER}" in html:
            self._style(files, config)
            html = _rendered().sub(self._drawn, html)
        return html

    def _drawn(self, match: re.Match[str]) -> str:
        block = f"```{match[1]}\n{markup.unescape(match[2])}\n```\n"
        text, held = self._publisher.expand(block)
        drawn: str = self._publisher.fill(text, held)
        return drawn

    def on_page_context(self, page: Page, config: MkDocsConfig) -> None:
        """Add tooltips, after the search index took the page's words."""
        own = self.options.glossary_page
        if own is None or not self.options.tooltips or not page.content:
            return
        target = self._files.get_file_from_path(own) if self._files is not None else None
        if target is None or page.file.src_uri == own or _turned_off(page.meta):
            return
        page.content = self._publisher.tooltips(page.content, target.url_relative_to(page.file))


def _turned_off(meta: Mapping[str, Any]) -> bool:
    """Whether a page's front matter says `termcheck: off` or `termcheck: {tooltips: false}`."""
    said = meta.get("termcheck")
    if isinstance(said, Mapping):
        return said.get("tooltips") is False
    return said is False or said == "off"
