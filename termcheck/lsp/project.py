"""The checkers of the folders an editor has open, made anew when what they rest on changes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from pygls import uris

from termcheck import Checker, Document, Finding, Report, Source, TermcheckError, load_config

SUFFIXES = {"markdown": ".md", "html": ".html", "plaintext": ".txt", "mdx": ".mdx"}
"""What a text that has no file yet is read as, by its language in the editor."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A text as an editor has it, and what was found in it."""

    source: Source
    checker: Checker
    findings: tuple[Finding, ...] = ()
    report: Report = field(default_factory=Report)
    """What else was said of it."""

    @property
    def document(self) -> Document:
        """The text as prose. Raises `ReaderError`."""
        return self.checker.document(self.source)


def path_of(uri: str, language: str = "") -> str:
    """Return the path of a document; of one that has no file, a name by its language."""
    path = uris.to_fs_path(uri)
    if path is not None and uri.startswith("file:") and "\0" not in path:
        return path
    name = uri.rpartition("/")[2].rpartition(":")[2] or "untitled"
    suffix = SUFFIXES.get(language, ".md")
    return name if Path(name).suffix else f"{name}{suffix}"


class Projects:
    """Checkers by the configuration that holds for a file."""

    def __init__(self) -> None:
        self._checkers: dict[str, Checker] = {}
        self._folders: dict[str, str] = {}
        self.glossary: tuple[str, ...] = ()
        """Glossaries the editor asks for where no configuration names any."""

    def forget(self) -> None:
        """Read configuration and glossaries again when they are needed next."""
        self._checkers.clear()
        self._folders.clear()

    def checker(self, path: str) -> Checker:
        """Return the checker of a file. Raises `ConfigError` or `GlossaryError`."""
        folder = str(Path(path).resolve().parent)
        key = self._folders.get(folder)
        if key is None:
            config = load_config(start=folder)
            if not config.path:
                config = replace(config, root=folder)
                if self.glossary:
                    config = replace(config, glossary=self.glossary)
            key = config.path or "\n".join(("", *config.glossary))
            if key not in self._checkers:
                checker = Checker(config)
                # Loaded here, where its errors are told.
                _ = checker.engine
                self._checkers[key] = checker
            # Last: another thread may ask for it.
            self._folders[folder] = key
        return self._checkers[key]

    def inputs(self) -> set[str]:
        """Return the files that results rest on besides the documents: a change forgets them."""
        found: set[str] = set()
        for checker in self._checkers.values():
            try:
                found.update(checker.inputs)
            except TermcheckError:
                continue
        return found

    def check(self, path: str, text: str) -> Checked:
        """Return what is found in a text. Raises `TermcheckError`."""
        checker = self.checker(path)
        source = Source(path, text.encode("utf-8", "replace"))
        if not checker.config.takes(path):
            return Checked(source, checker)
        report = checker.run(texts={path: source.data}, baseline=True)
        found = tuple(finding for result in report.files for finding in result.findings)
        return Checked(source, checker, found, report)
