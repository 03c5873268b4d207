"""A group of commands whose modules are imported when they are called."""

# What click calls with a context is not asked whether it needs one.
# ruff: noqa: ARG002

from __future__ import annotations

import keyword
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from termcheck import did_you_mean


class LazyGroup(click.Group):
    """Commands are `command` in modules of a package; help lists them without importing any."""

    def __init__(self, *args: Any, package: str, summaries: Mapping[str, str], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.package = package
        self.summaries = dict(summaries)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which they are documented."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in self.summaries:
            return None
        name = cmd_name.replace("-", "_")
        module = import_module(f"{self.package}.{name}{'_' * keyword.iskeyword(name)}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command of the arguments; a near one is suggested for an unknown one."""
        name = args[0]
        if name not in self.summaries and not ctx.resilient_parsing and not name.startswith("-"):
            hint = did_you_mean(name, self.summaries)
            ctx.fail(f"no command `{name}`{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.summaries.items()))

    def shell_complete(
        self, ctx: click.Context, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """Return the commands that begin like what was typed."""
        from click.shell_completion import CompletionItem

        return [
            *(
                CompletionItem(name, help=summary)
                for name, summary in self.summaries.items()
                if name.startswith(incomplete)
            ),
            *click.Command.shell_complete(self, ctx, incomplete),
        ]
