"""`termcheck lsp`."""

from __future__ import annotations

import click

from termcheck.cli.command import ExampledCommand
from termcheck.core.extras import adding

EXAMPLES = {
    "termcheck lsp": "talk over standard input and output, as editors start it",
    "termcheck lsp --tcp --port 8138": "wait for an editor to connect",
}


@click.command("lsp", cls=ExampledCommand, examples=EXAMPLES)
@click.option("--stdio", is_flag=True, help="Talk over standard input and output; the default.")
@click.option("--tcp", is_flag=True, help="Listen for a connection instead.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8138, show_default=True, type=click.IntRange(1, 65535), help="Port of it."
)
def command(stdio: bool, tcp: bool, host: str, port: int) -> int:
    """Start the language server, which editors show findings with while one writes."""
    from termcheck import UsageError

    if stdio and tcp:
        raise UsageError("`--stdio` and `--tcp` exclude each other")
    try:
        from termcheck.lsp.server import make_server
    except ImportError as error:
        raise UsageError(f"the language server needs `{error.name}`; {adding('lsp')}") from None
    server = make_server(local=not tcp)
    if tcp:
        server.start_tcp(host, port)
    else:
        server.start_io()
    return 0
