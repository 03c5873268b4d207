"""`termcheck completion`."""

from __future__ import annotations

import click

from termcheck.cli.command import ExampledCommand
from termcheck.cli.output import emit

EXAMPLES = {
    'eval "$(termcheck completion bash)"': "in ~/.bashrc",
    'eval "$(termcheck completion zsh)"': "in ~/.zshrc",
    "termcheck completion fish | source": "in config.fish",
}


@click.command("completion", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def command(shell: str) -> int:
    """Print the completion script of a shell."""
    from click.shell_completion import get_completion_class

    from termcheck.cli import cli

    kind = get_completion_class(shell)
    assert kind is not None
    emit(kind(cli, {}, "termcheck", "_TERMCHECK_COMPLETE").source())
    return 0
