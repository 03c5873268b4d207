"""Commands whose help ends in examples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click


class ExampledCommand(click.Command):
    """A command with example command lines, each with what it is for."""

    def __init__(self, *args: Any, examples: Mapping[str, str], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.examples = dict(examples)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the text and the examples, before the options."""
        super().format_help_text(ctx, formatter)
        with formatter.section("Examples"):
            width = max(map(len, self.examples))
            for line, about in self.examples.items():
                formatter.write(f"{'':{formatter.current_indent}}{line:{width}}  {about}".rstrip())
                formatter.write("\n")
