"""An extension of Python-Markdown that draws glossary, labels and tooltips.

For generators that render with Python-Markdown and run no plugins of MkDocs, such as Zensical:

    markdown_extensions:
      - termcheck.sites.markdown:
          glossary_page: words.md

It draws and does not check; `termcheck check` does, before the build.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from termcheck import Checker, Config, load_config

if TYPE_CHECKING:
    from termcheck.publish.publisher import Publisher

_CONTEXT = "rendering_context"
"""Under which name Zensical keeps the page that is rendered."""
_BLOCK = "termcheck-glossary"


@cache
def publisher_of(glossary: tuple[str, ...] = ()) -> Publisher:
    """Return what draws for glossaries, or for the nearest configuration, made once for a build.

    Raises `ConfigError` and `GlossaryError`.
    """
    config = Config(glossary=glossary, root=".") if glossary else load_config()
    return Checker(config).publisher


class Termcheck(Extension):
    """Draws the blocks `termcheck-glossary`, `-label`, `-compare`, and tooltips on first uses."""

    def __init__(self, **options: Any) -> None:
        self.config: dict[str, list[Any]] = {
            "glossary": [[], "Glossaries to show; the configured ones when empty."],
            "glossary_page": [
                "",
                "The page that shows the glossary: a Markdown file of the site, or an address.",
            ],
            "tooltips": [True, "Whether first uses of terms lead there and show what they mean."],
            "style": [True, "Whether pages that need it bring the style sheet with them."],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register around whatever else draws fenced blocks."""
        named = self.getConfig("glossary")
        publisher = publisher_of((named,) if isinstance(named, str) else tuple(named))
        blocks = _Blocks(md, publisher, self.getConfig("glossary_page"))
        publisher.anchors().extendMarkdown(md)
        # After white space is put right and before fences are code.
        md.preprocessors.register(blocks, "termcheck-blocks", 29)
        drawing = _Drawing(
            md, blocks, tooltips=self.getConfig("tooltips"), style=self.getConfig("style")
        )
        md.postprocessors.register(drawing, "termcheck-drawing", -10)


class _Blocks(Preprocessor):
    """Puts entries in, and words that stand for labels and tables."""

    def __init__(self, md: Markdown, publisher: Publisher, page: str) -> None:
        super().__init__(md)
        self.publisher = publisher
        self.page = page
        self.held: Mapping[str, str] = {}
        self.has_entries = False

    @property
    def place(self) -> Any:
        """The page that is rendered, with `path`, `url` and `meta`, where the generator tells."""
        if _CONTEXT not in self.md.preprocessors:
            return None
        return getattr(self.md.preprocessors[_CONTEXT], "page", None)

    @property
    def target(self) -> str:
        """What leads to the glossary page from the page that is rendered, empty if unknown.

        The generator turns names of Markdown files into addresses.
        """
        if not self.page.endswith((".md", ".markdown")):
            return self.page
        place = self.place
        return posixpath.relpath(self.page, posixpath.dirname(place.path) or ".") if place else ""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        place = self.place
        self.has_entries = place is not None and place.path == self.page
        if self.has_entries and _BLOCK not in text:
            text = f"{text.rstrip()}\n\n```{_BLOCK}\n```\n"
        self.has_entries = self.has_entries or _BLOCK in text
        text, self.held = self.publisher.expand(text)
        return text.split("\n")


class _Drawing(Postprocessor):
    """Draws what was held back, and tooltips."""

    def __init__(self, md: Markdown, blocks: _Blocks, *, tooltips: bool, style: bool) -> None:
        super().__init__(md)
        self.blocks = blocks
        self.tooltips = tooltips
        self.style = style

    def run(self, text: str) -> str:
        publisher, target = self.blocks.publisher, self.blocks.target
        drawn = publisher.fill(text, self.blocks.held)
        if target and not self.blocks.has_entries and self._wanted():
            drawn = publisher.tooltips(drawn, target)
        if drawn == text or not self.style:
            return drawn
        return f"<style>{publisher.css}</style>\n{drawn}"

    def _wanted(self) -> bool:
        """Whether the options, and the front matter where it is known, let tooltips stand."""
        said = getattr(self.blocks.place, "meta", {}).get("termcheck")
        if isinstance(said, Mapping):
            return self.tooltips and said.get("tooltips") is not False
        return self.tooltips and said is not False and said != "off"


def makeExtension(**options: Any) -> Termcheck:
    """Return the extension, as Python-Markdown asks for it."""
    return Termcheck(**options)
