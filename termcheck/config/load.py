"""Finding and reading what a project says, and leaving out what only its user may say."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from termcheck.config.extends import extended
from termcheck.config.grammar import GrammarConfig
from termcheck.config.places import error_at
from termcheck.config.project import Config, Taken
from termcheck.config.trust import HOW, is_trusted
from termcheck.config.user import load_user_config
from termcheck.core.boundary import (
    CONFIGURATIONS,
    boundary,
    folders_above,
    is_handed_over,
    is_inside,
    is_own,
    readable,
)
from termcheck.core.errors import ConfigError, PluginError, did_you_mean
from termcheck.core.files import Refused, read_regular
from termcheck.core.paths import shown_path
from termcheck.readers import FORMATS
from termcheck.typed_files.node import Node
from termcheck.typed_files.structure import build


def load_config(path: str | os.PathLike[str] | None = None, *, start: str = "") -> Config:
    """Return the configuration of the file `path`, or of the nearest one above `start`.

    `start` is a file or folder, the working directory when empty; without any file the defaults
    are returned. It is looked for up to the root of the repository. What reaches beyond a project
    that is not trusted is left out, see `Config.notices`; what the user's own configuration says
    holds where the project says nothing. Raises `ConfigError` with file, line and column.
    """
    if path is not None:
        given = Path(path)
        config = _read(given) or Config(root=str(given.resolve().parent))
    else:
        config = _nearest(start)
    return _with_users(_within_its_rights(config))


def _nearest(start: str) -> Config:
    try:
        # A link to a file is where it lies, whatever it leads to.
        given = Path(start)
        folder = (given.parent if given.is_file() else given).resolve()
        if not folder.is_dir():
            # Nothing yet, or a pipe: what it is about is where it was typed.
            folder = Path.cwd()
    except (OSError, ValueError):
        folder = Path.cwd()
    remarks: list[str] = []
    for parent in folders_above(str(folder)):
        for name in CONFIGURATIONS:
            file = Path(parent, name)
            config = _read(file, remarks)
            if config is not None:
                return replace(config, taken=Taken((), tuple(remarks)))
    return Config(root=str(Path.cwd()), taken=Taken((), tuple(remarks)))


def _read(path: Path, remarks: list[str] | None = None) -> Config | None:
    """Return the configuration in a file, None if it has none or is not to be taken.

    `remarks` get what is told of a file that was found and not named, None for one that was named.
    """
    shown = shown_path(str(path))
    try:
        raw = read_regular(path)
    except OSError as error:
        # A file that is there and may not be read must not be taken for none.
        if remarks is None or isinstance(error, PermissionError | Refused):
            raise ConfigError(f"cannot be read: {error.strerror}", path=shown) from None
        return None
    if path.name == "pyproject.toml" and b"termcheck" not in raw:
        return None
    if remarks is not None and (why := _foreign(path)):
        remarks.append(f"{shown}: not taken: {why}")
        return None
    table = _table(path, raw, named=remarks is None)
    if table is None:
        return None
    whole = extended(table, path, lambda one: _table(one, _bytes(one), named=True))
    what = "`[tool.termcheck]`" if path.name == "pyproject.toml" else "the configuration"
    config = build(Config, whole.node, what)
    _validate(config, whole.node)
    root = path.resolve().parent
    model = str(root / config.claims_model) if config.claims_model else ""
    return replace(
        config,
        root=str(root),
        path=shown,
        node=whole.node,
        claims_model=model,
        taken=Taken(),
        extended=whole,
    )


def _bytes(path: Path) -> bytes:
    try:
        return read_regular(path)
    except OSError as error:
        shown = shown_path(str(path))
        raise ConfigError(f"cannot be read: {error.strerror}", path=shown) from None


def _table(path: Path, raw: bytes, *, named: bool) -> Node | None:
    """Return the table of the configuration in a file, None if it has none.

    `named` says that somebody named the file, so that whatever is wrong with it is told.
    """
    shown = shown_path(str(path))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError("not UTF-8; save it as UTF-8", path=shown) from None
    from termcheck.typed_files.toml_nodes import parse_toml

    try:
        node = parse_toml(text, shown, ConfigError)
    except ConfigError:
        # A broken pyproject.toml with no table of ours is somebody else's to report.
        if path.name == "pyproject.toml" and "tool.termcheck" not in text and not named:
            return None
        raise
    what = "the configuration"
    if path.name == "pyproject.toml":
        what = "`[tool.termcheck]`"
        tool = node.value.get("tool")
        mine = tool.value.get("termcheck") if tool and isinstance(tool.value, dict) else None
        if mine is None:
            return None
        node = mine
    # What is wrong in it is told at its place there.
    _validate(build(Config, node, what), node)
    return node


def _foreign(path: Path) -> str:
    """Return why a file that was found is not this user's to heed, empty if it is."""
    why = ""
    try:
        if not is_own(str(path)) and not is_handed_over(str(path)):
            why = f"it belongs to another user; {HOW}, or name it with `--config`"
        elif path.is_symlink() and not is_inside(str(path), boundary(str(path.parent))):
            why = f"it is a link that leads out of the project; {HOW}"
    except OSError:
        return "it is gone"
    return "" if why and is_trusted(str(path.parent)) else why


def _validate(config: Config, node: Node) -> None:
    if not config.baseline:
        raise node.value["baseline"].error("`baseline` names no file")
    if "glossary" in node.value and not config.glossary:
        raise node.value["glossary"].error("`glossary` names no glossary")
    _check_patterns(config, node)
    for index, override in enumerate(config.overrides):
        if not override.paths:
            at = node.value["overrides"].value
            at = at[index] if isinstance(at, list) else node
            raise at.error("`paths` of an override names no files")


def _check_patterns(config: Config, node: Node) -> None:
    """Raise `ConfigError` at a pattern that is none, or for a format that is none."""
    if not config.not_prose:
        return
    from termcheck.readers.not_prose import compile_pattern

    known = ["all", *(format_.name for format_ in FORMATS)]
    table = node.value["not-prose"]
    for name, patterns in config.not_prose.items():
        if name not in known:
            hint = did_you_mean(name, known) or f"; known: {', '.join(known)}"
            raise table.key_error(name, f"unknown format `{name}` in `not-prose`{hint}")
        values = table.value[name]
        places = values.value if isinstance(values.value, list) else [values]
        for pattern, at in zip(patterns, places, strict=True):
            try:
                compile_pattern(pattern)
            except ValueError as error:
                raise at.error(f"`{pattern}` is no pattern of RE2: {error}") from None
            except PluginError as error:
                raise at.error(error.reason) from None


def _within_its_rights(config: Config) -> Config:
    """Return a configuration without what reaches beyond its project, unless that is trusted.

    Raises `ConfigError` for a glossary there.
    """
    if not config.path:
        return config
    config = replace(config, jobs=min(config.jobs, 2 * (os.cpu_count() or 1)))
    reaching = _reaching(config)
    packages = config.extended.packages if config.extended else ()
    names = [
        *config.glossary,
        *(name for override in config.overrides for name in override.glossary),
    ]
    outside = [
        name
        for name in names
        if _is_outside(config, name, readable(config.root))
        and not any(is_inside(name, folder) for folder in packages)
    ]
    if not (reaching or outside) or is_trusted(config.root):
        return config
    for name in outside:
        told = f"glossary `{name}` lies outside the project; {HOW}"
        raise error_at(config, "glossary", name, told)
    default = Config()
    for name in ("claims_model", "cache_dir", "baseline"):
        if name.replace("_", "-") in reaching:
            config = replace(config, **{name: getattr(default, name)})
    if isinstance(config.grammar, GrammarConfig) and {"url", "jars"} & set(reaching):
        config = replace(config, grammar=replace(config.grammar, url="", jars=""))
        # What the user has instead may be another program: it is not asked unless they say so.
        config = config.with_grammar(False)
    remarks = config.taken.remarks if config.taken else ()
    return replace(config, taken=Taken(tuple(reaching), remarks))


def _reaching(config: Config) -> list[str]:
    """Return the keys with which a configuration reaches beyond its project."""
    found = ["claims-model"] if config.claims_model else []
    if config.cache_dir and _is_outside(config, config.cache_dir):
        found.append("cache-dir")
    if _is_outside(config, config.baseline):
        found.append("baseline")
    if isinstance(config.grammar, GrammarConfig):
        found += [name for name in ("url", "jars") if getattr(config.grammar, name)]
    return found


def _is_outside(config: Config, name: str, root: str = "") -> bool:
    """Return whether a path in a configuration leads out of its project, or of `root`."""
    path = os.path.join(config.root, name)  # noqa: PTH118
    plain = os.sep not in name and "/" not in name and name not in (os.curdir, os.pardir)
    if plain and not os.path.islink(path):  # noqa: PTH114
        return False
    return not is_inside(path, root or boundary(config.root))


def _with_users(config: Config) -> Config:
    """Return a configuration with what the user's own says and this one does not."""
    user = load_user_config()
    if user.claims_model and not config.claims_model:
        config = replace(config, claims_model=user.claims_model)
    own = user.grammar
    if own.url or own.jars or own.memory:
        grammar = config.grammar
        if isinstance(grammar, bool):
            grammar = GrammarConfig(enabled=grammar)
        if not grammar.url and not grammar.jars:
            grammar = replace(grammar, url=own.url, jars=own.jars)
        config = replace(config, grammar=replace(grammar, memory=own.memory or grammar.memory))
    return config
