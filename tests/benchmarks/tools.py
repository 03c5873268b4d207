"""The tools compared: each one's own configuration for the same terms, and its command line."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

INSTEAD = "approvedform"
"""What every term should be replaced by; stands in no corpus."""


@dataclass(frozen=True)
class Tool:
    """One tool: where it is, how it is told the terms, how it is called."""

    name: str
    program: str
    configure: Callable[[Path, Sequence[str], Path], None]
    """Writes configuration for the terms into an empty folder, where the tool is then run; is also
    given the folder the tools were installed in."""
    arguments: Callable[[Path], list[str]]
    """Arguments for a corpus."""
    finding: str
    """A regular expression (multi-line) of one finding in the output."""
    uncached: str = ""
    """The argument that turns the tool's cache off; empty if it has none."""

    def found(self, peers: Path) -> str | None:
        """Return the program's path, or None if it is not installed."""
        if self.program == "termcheck":
            beside = Path(sys.executable).with_name("termcheck")
            return str(beside) if beside.exists() else shutil.which("termcheck")
        own = peers / "bin" / self.program
        return str(own) if own.exists() else shutil.which(self.program)

    def command(self, peers: Path, corpus: Path, *, cache: bool = False) -> list[str]:
        """Return the whole command line of an installed tool."""
        arguments = self.arguments(corpus)
        if self.uncached and not cache:
            arguments.insert(1, self.uncached)
        return [self.found(peers) or self.program, *arguments]

    def findings(self, output: bytes) -> int:
        """Return how many findings an output holds."""
        return len(re.findall(self.finding, output.decode("utf-8", "replace"), re.M))


def _termcheck(folder: Path, terms: Sequence[str], _peers: Path) -> None:
    lines = ["terms:"]
    for number, term in enumerate(terms):
        # The others match what is written and nothing else; so must this one here.
        lines += [
            f"  - id: t{number}",
            f"    term: {INSTEAD}{number}",
            "    variants: false",
            "    inflect: false",
            f"    deprecated: [{term}]",
        ]
    (folder / "glossary.yml").write_text("\n".join(lines) + "\n")
    (folder / "termcheck.toml").write_text('glossary = ["./glossary.yml"]\nclaims = false\n')


def _rumdl(folder: Path, terms: Sequence[str], _peers: Path) -> None:
    (folder / "rumdl.toml").write_text(
        '[global]\nenable = ["MD061"]\n\n[MD061]\ncase-sensitive = false\n'
        f"terms = {json.dumps(list(terms))}\n"
    )


def _ripgrep(folder: Path, terms: Sequence[str], _peers: Path) -> None:
    (folder / "terms.txt").write_text("\n".join(terms) + "\n")


def _codespell(folder: Path, terms: Sequence[str], _peers: Path) -> None:
    lines = [f"{term}->{INSTEAD}" for term in terms]
    (folder / "terms.txt").write_text("\n".join(lines) + "\n")


def _vale(folder: Path, terms: Sequence[str], _peers: Path) -> None:
    style = folder / "styles" / "Terms"
    style.mkdir(parents=True)
    (folder / ".vale.ini").write_text(
        "StylesPath = styles\nMinAlertLevel = suggestion\n\n[*.md]\nBasedOnStyles = Terms\n"
    )
    swap = "\n".join(f'  "{term}": {INSTEAD}' for term in terms)
    (style / "Terms.yml").write_text(
        "extends: substitution\nmessage: \"Use '%s' instead of '%s'\"\n"
        f"level: warning\nignorecase: true\nswap:\n{swap}\n"
    )


def _textlint(folder: Path, terms: Sequence[str], peers: Path) -> None:
    pairs = [[f"\\b{term}\\b", INSTEAD] for term in terms]
    rules = {"terminology": {"defaultTerms": False, "terms": pairs}}
    (folder / ".textlintrc.json").write_text(json.dumps({"rules": rules}))
    # Rules named in a configuration file are looked for beside the working directory.
    (folder / "node_modules").symlink_to(peers / "node_modules")


TOOLS = (
    Tool(
        "termcheck",
        "termcheck",
        _termcheck,
        lambda corpus: [
            "check",
            "--config",
            "termcheck.toml",
            "--format",
            "concise",
            str(corpus),
        ],
        r"^\S.*?:\d+:\d+:",
        uncached="--no-cache",
    ),
    Tool(
        "rumdl",
        "rumdl",
        _rumdl,
        lambda corpus: ["check", "--config", "rumdl.toml", str(corpus)],
        r"\[MD061\]",
        uncached="--no-cache",
    ),
    Tool(
        "ripgrep",
        "rg",
        _ripgrep,
        # Without -w, which costs it ten times as much: it is here as the limit of what can be.
        lambda corpus: [
            "-n",
            "-o",
            "-i",
            "-F",
            "-f",
            "terms.txt",
            "-g*.md",
            str(corpus),
        ],
        r"^\S.*?:\d+:",
    ),
    Tool(
        "codespell",
        "codespell",
        _codespell,
        lambda corpus: ["-D", "terms.txt", str(corpus)],
        r"^\S.*?:\d+: ",
    ),
    Tool(
        "Vale",
        "vale",
        _vale,
        lambda corpus: ["--no-exit", "--output=line", "--glob=*.md", str(corpus)],
        r"^\S.*?:\d+:\d+:",
    ),
    Tool(
        "textlint",
        "textlint",
        _textlint,
        lambda corpus: [
            "--format",
            "unix",
            f"{corpus}/**/*.md" if corpus.is_dir() else str(corpus),
        ],
        r"^\S.*?:\d+:\d+:",
    ),
)
