"""What a project says once, in `termcheck.toml` or `[tool.termcheck]`: keys and defaults.

The dataclasses are the format: the documentation of every key, its type and its default. `load`
finds and reads the file.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from termcheck.config.extends import Extended
from termcheck.config.grammar import GrammarConfig, is_loopback
from termcheck.config.trust import HOW
from termcheck.core.errors import UsageError, did_you_mean
from termcheck.core.finding import Severity
from termcheck.core.globs import any_glob
from termcheck.core.paths import absolute_path, relative_path
from termcheck.core.shipped import is_shipped
from termcheck.core.source import MAX_BYTES
from termcheck.readers import ENDINGS
from termcheck.readers.reading import FRONT_MATTER_KEYS, FileFormat, Flavour
from termcheck.typed_files.node import Node
from termcheck.typed_files.structure import file_fields, key, key_name

_MAX_MB = MAX_BYTES / 1e6


class FailOn(StrEnum):
    """From which severity on findings make `termcheck check` exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"

    @property
    def severity(self) -> Severity:
        """The threshold as a severity, `OFF` for never."""
        return Severity.OFF if self is FailOn.NEVER else Severity.parse(self.value)


@dataclass(frozen=True, slots=True)
class Override:
    """What is different for some files. Of several that match a file, later ones count more."""

    paths: tuple[str, ...] = key("Globs of the files, relative to the configuration file.")
    glossary: tuple[str, ...] = key("The glossaries these files are held to instead.", ())
    select: tuple[str, ...] = key("Only these check or term ids are reported.", ())
    ignore: tuple[str, ...] = key(
        "These check or term ids are not reported, besides those above.", ()
    )
    severity: Mapping[str, Severity] = key("Other severities, by check or term id.", {})
    flavour: Flavour | None = key("Markdown flavour of these files.", None)
    claims: bool | None = key("Whether claims are judged.", None)
    own_subject: str = key("What `our model` means in these files.", "")
    grammar: bool | None = key("Whether grammar is checked.", None)
    language: str = key("Language of these files, if they do not say theirs.", "")


@dataclass(frozen=True, slots=True)
class Taken:
    """What of the files that could count was not taken."""

    held_back: tuple[str, ...] = ()
    """Keys that reach beyond the project, which is not trusted."""
    remarks: tuple[str, ...] = ()
    """What else was not taken, one line each."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything a project can choose. Paths and globs are relative to the configuration file."""

    glossary: tuple[str, ...] = key(
        "Glossaries, files or folders of YAML: shipped ones by name. Later ones count more.",
        ("ai-openness",),
    )
    extends: tuple[str, ...] = key(
        "Configurations this one builds on: files by path, installed packages by name.", ()
    )
    include: tuple[str, ...] = key(
        "Globs as in .gitignore: in folders, only files that match are checked; all when empty.", ()
    )
    exclude: tuple[str, ...] = key("Globs as in .gitignore of files and folders left out.", ())
    extensions: tuple[str, ...] = key("Ends of the names of files checked in folders.", ENDINGS)
    gitignore: bool = key("Whether files that git ignores are left out.", True)
    max_file_size: float = key(
        "Files larger than this, in MB, are refused.", _MAX_MB, minimum=0, maximum=2_000
    )
    fail_on: FailOn = key(
        "Findings of this severity or a higher one make the exit code 1.",
        FailOn.WARNING,
    )
    select: tuple[str, ...] = key("Only these check or term ids are reported; all when empty.", ())
    ignore: tuple[str, ...] = key("These check or term ids are not reported.", ())
    severity: Mapping[str, Severity] = key(
        "Another severity for a check or term id; `off` silences it. A term's counts more.", {}
    )
    require_suppression_reason: bool = key(
        "Whether every suppression in the text must say why.", False
    )
    flavour: Flavour = key(
        "Markdown flavour; `auto` is all of them, and MDX where a page is MDX.", Flavour.AUTO
    )
    language: str = key(
        "Language (BCP 47) of files that do not say theirs, else their path may say it; English "
        "with a region (`en-GB`) is held to its spelling.",
        "",
    )
    readers: Mapping[str, FileFormat] = key(
        "Formats of files whose names do not say it, by glob; the last that matches counts.", {}
    )
    front_matter: tuple[str, ...] = key("Front matter fields that are prose.", FRONT_MATTER_KEYS)
    not_prose: Mapping[str, tuple[str, ...]] = key(
        "Patterns (RE2) of what is no prose in the sources of a format, by its name, or of `all`.",
        {},
    )
    code_roles: tuple[str, ...] = key(
        "Roles, macros and elements of your own whose text is code: `api` in `` :api:`x` ``, "
        "`api:x[]`, `\\api{x}`, `<api>x</api>`.",
        (),
    )
    claims: bool = key("Whether claims are judged; off needs no language model.", True)
    claims_model: str = key(
        "Folder of the model that reads claims, beside this file; the one that comes with "
        "termcheck when empty.",
        "",
    )
    confidence: float | None = key(
        "How sure a reading of a claim has to be to be reported, from 0 to 1; the default of the "
        "model that reads claims when it is not given.",
        None,
        minimum=0,
        maximum=1,
    )
    fold_claims: bool = key(
        "Whether all that a page says of one subject with one term is told once, with the other "
        "places listed.",
        True,
    )
    own_subject: str = key("Id of the subject that `our model` and `we` speak of.", "")
    grammar: bool | GrammarConfig = key(
        "Whether LanguageTool checks grammar too; a table says how.", False
    )
    jobs: int = key(
        "Processes, at most two for each processor; 0 for as many as there are processors, 1 to "
        "keep to one of them.",
        0,
        minimum=0,
        maximum=10_000,
    )
    cache: bool = key("Whether results are kept, so that unchanged files cost nothing.", True)
    cache_dir: str = key("Folder of the cache; the user's cache folder when empty.", "")
    baseline: str = key("File of the findings that are known.", ".termcheck-baseline.json")
    overrides: tuple[Override, ...] = key("What is different for some files.", ())
    format: FileFormat | None = field(default=None, compare=False)
    """What one file is read as, None where its name says it; see `for_path`."""
    root: str = field(default="", compare=False)
    """Folder that paths and globs are relative to."""
    path: str = field(default="", compare=False)
    """The file this was read from, empty for none."""
    node: Node | None = field(default=None, compare=False, repr=False)
    """The file with positions, for errors found later."""
    extended: Extended | None = field(default=None, compare=False, repr=False)
    """What the file extends."""
    taken: Taken | None = field(default=None, compare=False, repr=False)
    """What of the file was not taken."""
    nearest: Callable[[str], Config] | None = field(default=None, compare=False, repr=False)
    """Returns the configuration of the files in a folder with a file of its own; None where this
    one holds for all files, wherever they are."""

    @property
    def held_back(self) -> tuple[str, ...]:
        """Keys of the file that reach beyond the project, which is not trusted."""
        return self.taken.held_back if self.taken else ()

    @property
    def notices(self) -> tuple[str, ...]:
        """What people should know of a run with this configuration, one line each."""
        told = list(self.taken.remarks) if self.taken else []
        if self.held_back:
            told.append(self.left_out)
        if receiver := self._receiver():
            told.append(f"texts are sent to {receiver}, for grammar")
        return tuple(told)

    @property
    def left_out(self) -> str:
        """What is told of the keys that are held back, on one line."""
        keys = ", ".join(f"`{name}`" for name in self.held_back)
        return f"{self.path}: left out for lack of trust: {keys}; {HOW}"

    def _receiver(self) -> str:
        """Return the other machine that texts are sent to, empty if none is."""
        asked = self.grammar_config or any(override.grammar for override in self.overrides)
        url = self.grammar.url if asked and isinstance(self.grammar, GrammarConfig) else ""
        return "" if not url or is_loopback(url) else url

    def with_glossary(self, names: Sequence[str]) -> Config:
        """Return the configuration with other glossaries: shipped names, or paths from here."""
        return dataclasses.replace(
            self,
            glossary=tuple(name if is_shipped(name) else absolute_path(name) for name in names),
        )

    def with_baseline(self, path: str) -> Config:
        """Return the configuration with another file of known findings, a path from here."""
        return dataclasses.replace(self, baseline=absolute_path(path))

    def failing_on(self, level: str) -> Config:
        """Return the configuration with another `fail_on`, a value of `FailOn`."""
        return dataclasses.replace(self, fail_on=FailOn(level))

    def from_anywhere(self) -> Config:
        """Return the configuration with glossaries that are found from other folders than its."""

        def placed(names: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(name if is_shipped(name) else str(Path(self.root, name)) for name in names)

        overrides = tuple(
            dataclasses.replace(override, glossary=placed(override.glossary))
            for override in self.overrides
        )
        return dataclasses.replace(self, glossary=placed(self.glossary), overrides=overrides)

    def reading_all_as(self, form: str) -> Config:
        """Return the configuration with a format for all files, whatever they are called.

        Raises `UsageError` if there is none of that name.
        """
        known = [str(file_format) for file_format in FileFormat]
        if form not in known:
            hint = did_you_mean(form, known) or f"; known: {', '.join(known)}"
            raise UsageError(f"unknown format `{form}`{hint}")
        return dataclasses.replace(self, readers={"**": FileFormat(form)})

    def entries(self) -> Iterator[tuple[str, str | None]]:
        """Yield each key of `termcheck.toml` with its value in TOML, None where it is not set.

        Overrides are left out: see `for_file`.
        """
        from termcheck.typed_files.toml_text import toml_text

        for setting in file_fields(Config):
            value = getattr(self, setting.name)
            if setting.name != "overrides":
                yield key_name(setting), None if value is None else toml_text(value)

    @classmethod
    def schema(cls) -> str:
        """Return the JSON Schema of termcheck.toml, for editors to complete and check with."""
        import json

        from termcheck.typed_files.json_schema import json_schema

        told = json_schema(cls, title="termcheck.toml", url="urn:termcheck:config")
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"

    def relative(self, absolute: str) -> str:
        """Return an absolute path relative to `root`, with forward slashes."""
        return relative_path(absolute, self.root)

    def for_file(self, path: str) -> Config:
        """Return the configuration of one file, a path from here: overrides applied."""
        return self.for_path(self.relative(absolute_path(path)))

    def for_path(self, relative: str) -> Config:
        """Return the configuration of one file, given relative to `root`: overrides applied."""
        result = self
        for override in self.overrides:
            if any_glob(override.paths, relative):
                result = _overridden(result, override)
        for glob, form in self.readers.items():
            if any_glob((glob,), relative):
                result = dataclasses.replace(result, format=form)
        return result

    def takes(self, path: str) -> bool:
        """Return whether `include` and `exclude` leave a file in, a path from here."""
        if not self.include and not self.exclude:
            return True
        inside = self.relative(absolute_path(path))
        wanted = not self.include or any_glob(self.include, inside)
        return wanted and not any_glob(self.exclude, inside)

    @property
    def grammar_config(self) -> GrammarConfig | None:
        """How grammar is checked, None if it is not."""
        chosen = self.grammar
        if isinstance(chosen, bool):
            chosen = GrammarConfig(enabled=chosen)
        if not chosen.enabled:
            return None
        if chosen.jars:
            return dataclasses.replace(chosen, jars=str(Path(self.root, chosen.jars).expanduser()))
        return chosen

    def reports(self, check: str) -> bool:
        """Return whether anything a check says would be reported, terms left aside."""
        if check in self.ignore or self.severity.get(check) is Severity.OFF:
            return False
        return not self.select or check in self.select

    def with_languagetool(self, url: str, seconds: float) -> Config:
        """Return the configuration with spelling and grammar asked of a server at an address.

        What it does not say within `seconds` is left out.
        """
        grammar = self.grammar if isinstance(self.grammar, GrammarConfig) else GrammarConfig()
        grammar = dataclasses.replace(
            grammar,
            url=url,
            categories=tuple(dict.fromkeys((*grammar.categories, "TYPOS"))),
            timeout=seconds,
            time_limit=seconds,
        )
        return dataclasses.replace(self, grammar=grammar).with_grammar(True)

    def with_grammar(self, enabled: bool) -> Config:
        """Return the configuration with grammar on, as it says how, or off for every file."""
        if enabled:
            return _with_grammar(self, True)
        overrides = tuple(
            dataclasses.replace(override, grammar=None) for override in self.overrides
        )
        return dataclasses.replace(_with_grammar(self, False), overrides=overrides)

    @property
    def baseline_path(self) -> Path:
        """The file of known findings."""
        return Path(self.root, self.baseline)


def _with_grammar(config: Config, enabled: bool) -> Config:
    if isinstance(config.grammar, bool):
        return dataclasses.replace(config, grammar=enabled)
    grammar = dataclasses.replace(config.grammar, enabled=enabled)
    return dataclasses.replace(config, grammar=grammar)


def _overridden(config: Config, override: Override) -> Config:
    if override.grammar is not None:
        config = _with_grammar(config, override.grammar)
    if override.language and (grammar := config.grammar_config):
        grammar = dataclasses.replace(grammar, language=override.language)
        config = dataclasses.replace(config, grammar=grammar)
    return dataclasses.replace(
        config,
        glossary=override.glossary or config.glossary,
        select=override.select or config.select,
        ignore=config.ignore + override.ignore,
        severity={**config.severity, **override.severity} if override.severity else config.severity,
        flavour=override.flavour or config.flavour,
        claims=config.claims if override.claims is None else override.claims,
        own_subject=override.own_subject or config.own_subject,
        language=override.language or config.language,
    )
