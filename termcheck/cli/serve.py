"""`termcheck serve`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.configured import configured, split
from termcheck.cli.listening import Listener, listening
from termcheck.cli.output import tell
from termcheck.core.extras import adding

EXAMPLES = {
    "termcheck serve": "check drafts in the browser",
    "termcheck serve -g ai-openness,tech-writing": "with these glossaries",
    "termcheck serve --definition osaid-1.0,owd": "and with a choice of definitions",
}


@click.command("serve", cls=ExampledCommand, examples=EXAMPLES)
@listening(port=8137)
@click.option(
    "--open/--no-open", "opens", default=None, help="Open a browser. [default: on terminals]"
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
    "--allow-page",
    multiple=True,
    metavar="HOST",
    help="Host whose published pages writers may open by their address.",
)
@click.option(
    "--languagetool",
    metavar="URL",
    default="",
    help="LanguageTool server whose spelling and grammar are added.",
)
@click.option(
    "--definition",
    "definitions",
    multiple=True,
    metavar="ID",
    help="Definitions that readers may choose among; the first is what the glossary means.",
)
@options.CONFIG
@options.GLOSSARY
@options.NO_CLAIMS
def command(
    address: Listener,
    opens: bool | None,
    max_size: float,
    timeout: float,
    workers: int,
    allow_origin: tuple[str, ...],
    allow_page: tuple[str, ...],
    languagetool: str,
    definitions: tuple[str, ...],
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
    from termcheck.web.settings import LOCAL, ServerSettings

    try:
        from termcheck.web.server import serve
    except ModuleNotFoundError as error:
        if error.name not in ("starlette", "uvicorn"):
            raise
        raise UsageError(f"the web page needs more packages; {adding('web')}") from None
    used = configured(config, (), glossary=glossary, claims=False if no_claims else None)
    # A glossary that is wrong is told here, not to the first who asks.
    checker = Checker(used)
    _ = checker.glossary, checker.facts
    offered = split(definitions)
    if offered:
        checker.redefined(dict.fromkeys(offered[:1], offered[0]))
        for name in offered[1:]:
            checker.facts.definition(name)
    settings = ServerSettings(
        # What was not taken has been told here, and is nothing to whoever writes a draft.
        config=dataclasses.replace(used, taken=None),
        hosts=(*LOCAL, *(name.lower() for name in (address.host, *address.names))),
        token=address.token,
        max_bytes=int(max_size * 1e6),
        seconds=timeout,
        workers=workers,
        origins=allow_origin,
        definitions=offered,
        sites=tuple(name.lower() for name in split(allow_page)),
        languagetool=languagetool,
    )

    def ready(url: str) -> None:
        tell(f"termcheck is at {url} (Ctrl-C ends it)")
        if sys.stdout.isatty() if opens is None else opens:
            import webbrowser

            webbrowser.open(url)

    serve(settings, address.host, address.port, ready)
    return 0
