"""`termcheck audit`: paths make one, the other commands work on it."""

from __future__ import annotations

import click

from termcheck.cli.lazy import LazyGroup

COMMANDS = {
    "run": "Audit files, folders and repositories; the word may be left out.",
    "show": "Show an audit on one screen.",
    "export": "Write an audit as CSV, XLSX, JSON or SARIF.",
    "diff": "Tell what changed from one audit to another.",
    "merge": "Make one audit of several.",
    "report": "Write an audit as one page for people.",
    "tasks": "Write what each owner has to change.",
    "publish": "Write the public page: what you mean, and how you hold to it.",
}


class _Group(LazyGroup):
    """Takes what is no command for something to audit."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `run` before paths and options."""
        if args and args[0] not in self.summaries and args[0] not in ctx.help_option_names:
            args = ["run", *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show both ways to call it."""
        formatter.write_usage(ctx.command_path, "PATHS… [OPTIONS]")
        formatter.write_usage(ctx.command_path, "COMMAND …")


@click.command(
    cls=_Group,
    package="termcheck.cli.audits",
    summaries=COMMANDS,
    epilog="Start with: termcheck audit docs/",
)
def command() -> None:
    """Tell what all pages together mean: which terms, of what, in whose voice, by which meaning."""
