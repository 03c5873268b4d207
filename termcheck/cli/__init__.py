"""The command line: wiring only, one module a command, imported when it is called.

Exit codes of every command: 0 fine, 1 findings (or whatever the command looks for), 2 wrong use or
input.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from termcheck import TermcheckError, UsageError
from termcheck._version import __version__
from termcheck.cli.lazy import LazyGroup
from termcheck.cli.output import tell
from termcheck.cli.streams import open_streams, quiet_stdout
from termcheck.core.panic import DEBUG
from termcheck.core.visible import shown_line

COMMANDS = {
    "check": "Check files and folders.",
    "audit": "Tell what all pages together mean, across folders and repositories.",
    "fix": "Correct files, as far as that is safe.",
    "annotate": "Put findings into a Word file as comments.",
    "baseline": "Record the findings there are, so that only new ones are reported.",
    "explain": "Say what a term or a check is about.",
    "grammar": "See to LanguageTool, which checks grammar.",
    "glossary": "Start, list, review and test glossaries.",
    "claims": "Show what a file claims of whom, and why that holds or not.",
    "subject": "Show what is recorded of a subject.",
    "facts": "Keep the recorded facts true.",
    "compare": "Compare subjects with every definition.",
    "label": "Draw the label of a subject.",
    "badge": "Draw the badge of checked words.",
    "exceptions": "List the variations the glossary grants.",
    "evaluate": "Score the glossary on labelled sentences.",
    "train": "Train the model that reads claims on your own sentences.",
    "lsp": "Start the language server, for editors.",
    "mcp": "Give assistants the glossary and the facts, before and after they write.",
    "serve": "Check drafts in the browser, and answer content systems.",
    "config": "Show the configuration that holds here.",
    "trust": "Trust a project, so that it may reach beyond its folder.",
    "completion": "Print the completion script of a shell.",
}


@click.command(
    cls=LazyGroup,
    package="termcheck.cli",
    summaries=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: termcheck check docs/",
)
@click.version_option(__version__, "-V", "--version", message="termcheck %(version)s")
@click.option("--debug", is_flag=True, hidden=True, help="Show tracebacks.")
def cli(debug: bool) -> None:
    """Hold what you publish to the words you have agreed on, and to what they mean."""
    if debug:
        os.environ[DEBUG] = "1"


def run(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code of a command line; everything that can go wrong is one message."""
    open_streams()
    try:
        _check_names(sys.argv[1:] if arguments is None else arguments)
        code = cli.main(arguments, prog_name="termcheck", standalone_mode=False)
        if not sys.stdout.closed:
            sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.ClickException as error:
        error.message = shown_line(error.message)  # type: ignore[misc]
        error.show()
        return 2
    except TermcheckError as error:
        tell(str(error) if error.path else f"error: {error}")
        return error.exit_code
    except click.Abort:
        # Click turns Ctrl-C into this, and ends the line.
        return 130
    except BrokenPipeError:
        quiet_stdout()
        return 141
    except Exception as error:
        if isinstance(error, FileNotFoundError) and _is_nowhere():
            tell("error: the working directory is gone")
            return 2
        if os.environ.get(DEBUG):
            raise
        told = f"{type(error).__name__}: {error}".splitlines()[0]
        tell(
            f"error: sorry, termcheck failed ({told}); please report it with the traceback that "
            "`termcheck --debug …` shows"
        )
        return 2


def _check_names(arguments: Sequence[str]) -> None:
    """Raise `UsageError` for an option that is the name of a file here: a shell put it there."""
    for argument in arguments:
        if argument == "--":
            return
        if argument.startswith("-") and len(argument) > 1 and os.path.lexists(argument):
            raise UsageError(
                f"`{argument}` is the name of a file here, and an option; write `--` before names "
                "of files"
            )


def _is_nowhere() -> bool:
    """Return whether the working directory has been removed."""
    try:
        os.getcwd()  # noqa: PTH109
    except FileNotFoundError:
        return True
    return False
