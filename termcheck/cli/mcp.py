"""`termcheck mcp`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.configured import configured
from termcheck.cli.listening import Listener, listening
from termcheck.cli.output import tell
from termcheck.core.extras import adding

EXAMPLES = {
    "termcheck mcp -g ai-openness": "as an assistant starts it, over standard input and output",
    "termcheck mcp --http": "over HTTP, at http://127.0.0.1:8139/mcp",
}


@click.command("mcp", cls=ExampledCommand, examples=EXAMPLES)
@click.option("--http", is_flag=True, help="Answer over HTTP, not standard input and output.")
@listening(port=8139)
@options.CONFIG
@options.GLOSSARY
@options.NO_CLAIMS
def command(
    http: bool,
    address: Listener,
    config: str | None,
    glossary: tuple[str, ...],
    no_claims: bool,
) -> int:
    """Give assistants the organisation's words (Model Context Protocol).

    They look up what may be said before they write, and check the text after. Nothing is written,
    started or fetched for them.
    """
    import dataclasses

    from termcheck import UsageError

    try:
        from termcheck.assistants.server import make_server, serve_http
        from termcheck.assistants.tools import Tools
    except ModuleNotFoundError as error:
        if error.name not in ("mcp", "mcp_types", "pydantic", "starlette", "uvicorn"):
            raise
        raise UsageError(f"assistants need more packages; {adding('mcp')}") from None
    used = configured(config, (), glossary=glossary, claims=False if no_claims else None)
    tools = Tools(dataclasses.replace(used, taken=None))
    # A glossary that is wrong is told here, not to an assistant.
    _ = tools.glossary()
    server = make_server(tools)
    if not http:
        server.run("stdio")
        return 0
    serve_http(
        server,
        address.host,
        address.port,
        names=address.names,
        token=address.token,
        ready=lambda url: tell(f"termcheck is at {url} (Ctrl-C ends it)"),
    )
    return 0
