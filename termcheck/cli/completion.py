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

_QUOTED = (
    "COMPREPLY+=($value)",
    """COMPREPLY+=("$value")
            [[ $value == *' '* ]] && compopt -o filenames""",
)
"""What bash has to be told so that it quotes a name of several words, as other shells do."""


@click.command("completion", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def command(shell: str) -> int:
    """Print the completion script of a shell."""
    from click.shell_completion import get_completion_class

    from termcheck.cli import cli

    kind = get_completion_class(shell)
    assert kind is not None
    script = kind(cli, {}, "termcheck", "_TERMCHECK_COMPLETE").source()
    emit(script.replace(*_QUOTED) if shell == "bash" else script)
    return 0
