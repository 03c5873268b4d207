"""`termcheck trust`."""

from __future__ import annotations

from pathlib import Path

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.output import emit_lines, tell
from termcheck.core.visible import shown_line

EXAMPLES = {
    "termcheck trust": "the project of the working directory",
    "termcheck trust ~/work": "everything in a folder",
    "termcheck trust --list": "what is trusted",
    "termcheck trust --remove": "not any more",
}


@click.command(
    "trust",
    cls=ExampledCommand,
    examples=EXAMPLES,
    epilog="Exit code: 0 done, 1 with --remove what was not trusted, 2 wrong use or input.",
)
@click.argument("paths", nargs=-1, type=options.PATH, metavar="[FOLDERS]…")
@click.option("--list", "listing", is_flag=True, help="List the folders that are trusted.")
@click.option("--remove", is_flag=True, help="Trust these folders no more.")
def command(paths: tuple[str, ...], listing: bool, remove: bool) -> int:
    """Trust a project, so that it may reach beyond its folder.

    Its configuration may then start programs, load models, send texts to servers and read and write
    other folders, today and after every change of it. The list is kept in the folder of your own
    configuration.
    """
    from termcheck import Project, UsageError

    if listing:
        if paths or remove:
            raise UsageError("`--list` stands alone")
        emit_lines(project.folder for project in Project.trusted())
        return 0
    code = 0
    for project in map(Project, paths or (Project().root,)):
        name = shown_line(project.folder)
        if remove:
            gone = project.distrust()
            tell(f"{name}: {'not trusted any more' if gone else 'was not trusted'}")
            code = code if gone else 1
            continue
        if not Path(project.folder).is_dir():
            raise UsageError(f"no folder `{name}`")
        project.trust()
        tell(f"{name}: trusted")
    return code
