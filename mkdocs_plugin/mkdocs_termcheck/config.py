"""The options of the plugin, as `mkdocs.yml` has them under `termcheck`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption, Config, ValidationError

LEVELS = ("error", "warning", "info", "debug", "off")
FAIL_ON = ("error", "warning", "info", "never")


def report_formats() -> dict[str, str]:
    """Return the format of a report by the end of its name."""
    from termcheck import REPORTERS

    return {end: reporter.name for reporter in REPORTERS.values() for end in reporter.ends}


class WordChoice(c.Choice[str]):
    """One of some words. YAML reads `off` as false, which means `off` or `never` here."""

    def __init__(self, choices: Collection[str], default: str | None = None) -> None:
        super().__init__(choices, default=default)

    def run_validation(self, value: object) -> str:
        """Return the word. Raises `ValidationError` for any other."""
        if value is False:
            value = "off" if "off" in self.choices else "never"
        return super().run_validation(value)


class GlossaryNames(BaseConfigOption[list[str]]):
    """Names of glossaries: one or a list; shipped ones, or paths relative to `mkdocs.yml`."""

    def __init__(self) -> None:
        super().__init__()
        self.default: list[str] = []
        self._base = Path()

    def pre_validation(self, config: Config, key_name: str) -> None:
        """Remember what paths are relative to."""
        self._base = Path(config.config_file_path or "").resolve().parent

    def run_validation(self, value: object) -> list[str]:
        """Return shipped names as they are and paths absolute."""
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
            raise ValidationError(f"Expected a name or a list of names, but received: {value!r}")
        return [self._found(name) for name in names]

    def _found(self, name: str) -> str:
        path = self._base / name
        if path.exists():
            return str(path)
        if "/" in name or name.endswith((".yml", ".yaml")):
            raise ValidationError(f"The path '{name}' isn't an existing file or directory.")
        return name


class GlobList(BaseConfigOption[tuple[str, ...]]):
    """Globs as in `.gitignore`, as a list or one a line, of pages relative to `docs_dir`."""

    def run_validation(self, value: object) -> tuple[str, ...]:
        """Return the globs. Raises `ValidationError` if they are none."""
        lines = value.splitlines() if isinstance(value, str) else value
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
            raise ValidationError(f"Expected a list of patterns, but received: {value!r}")
        return tuple(lines)


class ReportPath(BaseConfigOption[Path]):
    """A file to be written, relative to `mkdocs.yml`."""

    def __init__(self) -> None:
        super().__init__()
        self._base = Path()

    def pre_validation(self, config: Config, key_name: str) -> None:
        """Remember what the path is relative to."""
        self._base = Path(config.config_file_path or "").resolve().parent

    def run_validation(self, value: object) -> Path:
        """Return the path, absolute. Raises `ValidationError` for a folder."""
        if not isinstance(value, str) or not value:
            raise ValidationError(f"Expected a path, but received: {value!r}")
        path = self._base / value
        if path.is_dir():
            raise ValidationError(f"The path '{value}' is a directory, not a file.")
        return path

    def post_validation(self, config: Config, key_name: str) -> None:
        """Raise `ValidationError` for a name whose end tells no format where none is given."""
        path: Any = config[key_name]
        if path is None or config["report_format"]:
            return
        formats = report_formats()
        if path.suffix not in formats:
            known = ", ".join(formats)
            raise ValidationError(
                f"The format of '{path.name}' is unknown: use one of {known} or set "
                "'report_format'."
            )


class PagePath(BaseConfigOption[str]):
    """A Markdown page, relative to `docs_dir`."""

    def run_validation(self, value: object) -> str:
        """Return the path. Raises `ValidationError` if it is no Markdown file of the site."""
        if not isinstance(value, str) or not value.endswith((".md", ".markdown")):
            raise ValidationError(f"Expected a Markdown file, but received: {value!r}")
        if value.startswith("/") or ".." in value.split("/"):
            raise ValidationError(f"The path '{value}' is not inside 'docs_dir'.")
        return value


class Levels(Config):
    """At which level of MkDocs' log findings of each severity appear."""

    error = WordChoice(LEVELS, default="warning")
    warning = WordChoice(LEVELS, default="warning")
    info = WordChoice(LEVELS, default="info")


class TermcheckConfig(Config):
    """Everything that can be said under `termcheck` in `mkdocs.yml`; all of it may be left out."""

    enabled = c.Type(bool, default=True)
    """Whether pages are checked at all: `!ENV [CI, false]` checks in CI only."""
    config_file = c.Optional(c.File(exists=True))
    """The `termcheck.toml` to use; else the nearest one from the folder of `mkdocs.yml` up."""
    glossary = GlossaryNames()
    """Glossaries to use instead of the configured ones."""
    severity = c.SubConfig(Levels)
    """Level in MkDocs' log by severity; `off` tells nothing."""
    fail_on = WordChoice(FAIL_ON, default="never")
    """Findings of this severity or a higher one fail the build, `--strict` or not."""
    include = c.Optional(GlobList())
    """Only these pages are checked."""
    exclude = c.Optional(GlobList())
    """These pages are not checked."""
    generated = c.Type(bool, default=True)
    """Whether pages that other plugins generate are checked."""
    included = c.Type(bool, default=True)
    """Whether text files that pages include are checked, as files of their own."""
    glossary_page = c.Optional(PagePath())
    """The page that shows the glossary, relative to `docs_dir`; made where there is none."""
    tooltips = c.Type(bool, default=True)
    """Whether first uses of terms lead to the glossary page and show what they mean."""
    report = c.Optional(ReportPath())
    """File for a report: HTML, JSON or SARIF by its end."""
    report_format = c.Optional(WordChoice(("html", "json", "sarif")))
    """Format of the report, where its name does not tell."""

    def read(self) -> Iterator[tuple[str, str]]:
        """Yield the options that name files to read, each with the absolute path of one."""
        if self.config_file is not None:
            yield "config_file", str(self.config_file)
        yield from (
            ("glossary", glossary) for glossary in self.glossary if Path(glossary).is_absolute()
        )

    def takes(self, page: str) -> bool:
        """Return whether `include` and `exclude` leave a page in, given relative to `docs_dir`."""
        if not self.include and not self.exclude:
            return True
        from termcheck import Config as Chosen

        chosen = Chosen(
            include=self.include or (), exclude=self.exclude or (), root=str(Path.cwd())
        )
        return chosen.takes(page)
