"""`termcheck serve`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.configured import configured
from termcheck.cli.output import tell
from termcheck.cli.task import Task

EXAMPLES = {
    "termcheck serve": "check drafts in the browser",
    "termcheck serve -g ai-openness,tech-writing": "with these glossaries",
}


@click.command("serve", cls=Task, examples=EXAMPLES)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8137, show_default=True, type=click.IntRange(0, 65535), help="0 for any."
)
@click.option(
    "--open/--no-open", "opens", default=None, help="Open a browser. [default: on terminals]"
)
@click.option(
    "--allow-host",
    multiple=True,
    metavar="NAME",
    help="Another name the server is asked by, such as that of a reverse proxy.",
)
@click.option(
    "--token",
    envvar="TERMCHECK_TOKEN",
    default="",
    help="What callers have to know; better set TERMCHECK_TOKEN, which no process list shows.",
)
@click.option(
    "--max-size",
    type=click.FloatRange(0.001, 100),
    default=10.0,
    show_default=True,
    help="Largest draft, in MB.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(1, 600),
    default=30.0,
    show_default=True,
    help="Longest time for one draft, in seconds.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="Drafts checked at the same time.",
)
@click.option(
    "--allow-origin",
    multiple=True,
    metavar="ORIGIN",
    help="Site or browser add-on whose pages may ask the API, as https://example.org.",
)
@click.option(
    "--languagetool",
    metavar="URL",
    default="",
    help="LanguageTool server whose spelling and grammar are added for its clients.",
)
@options.CONFIG
@options.GLOSSARY
@options.NO_CLAIMS
def command(
    host: str,
    port: int,
    opens: bool | None,
    allow_host: tuple[str, ...],
    token: str,
    max_size: float,
    timeout: float,
    workers: int,
    allow_origin: tuple[str, ...],
    languagetool: str,
    config: str | None,
    glossary: tuple[str, ...],
    no_claims: bool,
) -> int:
    """Check drafts in the browser, and answer content systems.

    Nothing of a draft is written or logged. Only this machine is answered, unless `--host` says
    otherwise, which needs a token.
    """
    import dataclasses
    import sys

    from termcheck import Checker, UsageError
    from termcheck.web.settings import LOCAL, Settings

    try:
        from termcheck.web.server import serve
    except ModuleNotFoundError as error:
        if error.name not in ("starlette", "uvicorn"):
            raise
        raise UsageError("the web page needs more packages: pip install 'termcheck[web]'") from None
    used = configured(
        config,
        (),
        glossary=glossary,
        claims=False if no_claims else None,
    )
    # A glossary that is wrong is told here, not to the first who asks.
    _ = Checker(used).inputs
    settings = Settings(
        # What was not taken has been told here, and is nothing to whoever writes a draft.
        config=dataclasses.replace(used, taken=None),
        hosts=(*LOCAL, *(name.lower() for name in (host, *allow_host))),
        token=token,
        max_bytes=int(max_size * 1e6),
        seconds=timeout,
        workers=workers,
        origins=allow_origin,
        languagetool=languagetool,
    )

    def ready(address: str) -> None:
        tell(f"termcheck is at {address} (Ctrl-C ends it)")
        if sys.stdout.isatty() if opens is None else opens:
            import webbrowser

            webbrowser.open(address)

    serve(settings, host, port, ready)
    return 0
