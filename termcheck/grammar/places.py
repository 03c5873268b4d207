"""Where a LanguageTool server can come from: Java, and a folder of jars."""

from __future__ import annotations

import contextlib
import functools
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from termcheck.config.grammar import GrammarConfig
from termcheck.core.processes import find_program
from termcheck.core.user_folders import cache_home

FOLDER_VARIABLE = "TERMCHECK_LANGUAGETOOL"
"""Names the environment variable with the folder of jars."""
JAVA = 17
"""The oldest Java that LanguageTool 6.6 and later run on."""
_SERVER = re.compile(r"languagetool-server(?:-(?P<version>\d[\w.]*))?\.jar")
_RELEASE = re.compile(r"LanguageTool-(?P<version>\d[\w.-]*)")


@dataclass(frozen=True, slots=True)
class Jars:
    """A folder that holds LanguageTool's server."""

    folder: Path
    source: str
    """What led to it, for people: ``jars` of the configuration``."""
    version: str = ""
    """As far as names tell."""
    stamp: int = 0
    """Changes when the server's jar does."""

    @property
    def class_path(self) -> str:
        """What Java needs to be told: jars side by side, or a release with its `libs`."""
        return os.pathsep.join(str(path / "*") for path in (self.folder, self.folder / "libs"))


@dataclass(frozen=True, slots=True)
class Java:
    """A Java that was found."""

    path: str
    version: int
    """0 when it does not tell."""


def jars_in(folder: Path, source: str) -> Jars | None:
    """Return the jars in a folder, None if there is no server among them."""
    with contextlib.suppress(OSError):
        for file in sorted(folder.iterdir(), reverse=True):
            if (found := _SERVER.fullmatch(file.name)) and file.is_file():
                release = _RELEASE.fullmatch(folder.name)
                version = found["version"] or (release["version"] if release else "")
                return Jars(folder, source, version, file.stat().st_mtime_ns)
    return None


def candidates(config: GrammarConfig) -> list[tuple[str, Path]]:
    """Return the folders that may hold jars, best first, each with what leads to it."""
    if config.jars:
        return [("`jars` of the configuration", Path(config.jars).expanduser())]
    found = []
    for name in (FOLDER_VARIABLE, "LTP_JAR_DIR_PATH"):
        if folder := os.environ.get(name):
            found.append((name, Path(folder)))
    found.append(("termcheck's own folder", own_folder()))
    downloads = Path(os.environ.get("LTP_PATH") or Path.home() / ".cache" / "language_tool_python")
    with contextlib.suppress(OSError):
        releases = sorted(downloads.glob("LanguageTool-*"), key=_newest, reverse=True)
        found += [("language-tool-python", path) for path in releases]
    return found


def _newest(folder: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", folder.name)]


def own_folder() -> Path:
    """Return the folder where jars for termcheck are put."""
    return Path(cache_home(), "languagetool")


def find_jars(config: GrammarConfig) -> Jars | None:
    """Return the jars to start a server from, None if there are none."""
    for source, folder in candidates(config):
        if jars := jars_in(folder, source):
            return jars
    return None


@functools.cache
def find_java() -> Java | None:
    """Return the Java to start, `JAVA_HOME`'s first, None if there is none."""
    home = os.environ.get("JAVA_HOME")
    paths = [find_program("java", str(Path(home, "bin")))] if home else []
    for path in (*paths, find_program("java")):
        if path:
            with contextlib.suppress(OSError, subprocess.TimeoutExpired):
                done = subprocess.run(
                    [path, "-version"], capture_output=True, text=True, timeout=30, check=False
                )
                return Java(path, java_version(done.stderr + done.stdout))
    return None


def java_version(told: str) -> int:
    """Return the version in what `java -version` prints, 0 if there is none.

    >>> java_version('openjdk version "17.0.15" 2025-04-15'), java_version('"1.8.0_392"')
    (17, 8)
    """
    found = re.search(r'"(?:1\.)?(\d+)', told)
    return int(found[1]) if found else 0
