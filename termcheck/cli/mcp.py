"""`termcheck mcp`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.configured import configured
from termcheck.cli.output import tell
from termcheck.cli.task import Task

EXAMPLES = {
    "termcheck mcp -g ai-openness": "as an assistant starts it, over standard input and output",
    "termcheck mcp --http": "over HTTP, at http://127.0.0.1:8139/mcp",
}


@click.command("mcp", cls=Task, examples=EXAMPLES)
@click.option("--http", is_flag=True, help="Answer over HTTP, not standard input and output.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8139,
    show_default=True,
    help="Port of it; 0 takes any that is free.",
)
@click.option(
    "--allow-host",
    multiple=True,
    metavar="NAME",
    help="Another name this server is reached by, as behind a proxy.",
)
@click.option(
    "--token",
    envvar="TERMCHECK_TOKEN",
    default="",
    metavar="TOKEN",
    help="What callers over HTTP have to know; better in TERMCHECK_TOKEN.",
)
@options.CONFIG
@options.GLOSSARY
@options.NO_CLAIMS
def command(
    http: bool,
    host: str,
    port: int,
    allow_host: tuple[str, ...],
    token: str,
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
        from termcheck.assistants.answers import Answers
        from termcheck.assistants.server import make_server, serve_http
    except ModuleNotFoundError as error:
        if error.name not in ("mcp", "mcp_types", "pydantic", "starlette", "uvicorn"):
            raise
        raise UsageError("assistants need more packages: pip install 'termcheck[mcp]'") from None
    used = configured(config, (), glossary=glossary, claims=False if no_claims else None)
    answers = Answers(dataclasses.replace(used, taken=None))
    # A glossary that is wrong is told here, not to an assistant.
    _ = answers.glossary()
    server = make_server(answers)
    if not http:
        server.run("stdio")
        return 0
    serve_http(
        server,
        host,
        port,
        names=allow_host,
        token=token,
        ready=lambda url: tell(f"termcheck is at {url} (Ctrl-C ends it)"),
    )
    return 0
