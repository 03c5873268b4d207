"""What a user says once for all projects, in `config.toml` of the user's own folder."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from termcheck.config.trust import user_folder
from termcheck.core.boundary import is_own
from termcheck.core.errors import ConfigError
from termcheck.core.files import read_regular
from termcheck.typed_files.structure import build, key

NAME = "config.toml"
URL_VARIABLE = "TERMCHECK_LANGUAGETOOL_URL"
"""Environment variable: the address of a LanguageTool server, instead of the one in the file."""


@dataclass(frozen=True, slots=True)
class UserGrammar:
    """Where LanguageTool is on this machine."""

    url: str = key("Address of a LanguageTool server that runs already; texts are sent there.", "")
    jars: str = key("Folder of LanguageTool's jars, to start a server from.", "")
    memory: int = key(
        "Megabytes of memory for a server that is started; what a project says when 0.",
        0,
        minimum=0,
        maximum=65_536,
    )


@dataclass(frozen=True, slots=True)
class UserConfig:
    """What starts programs, loads models and opens connections, in every project of a user."""

    claims_model: str = key(
        "Folder of the model that reads claims; the one that comes with termcheck when empty.", ""
    )
    grammar: UserGrammar = key("Where LanguageTool is.", UserGrammar())
    path: str = field(default="", compare=False)
    """The file this was read from, empty for none."""


def load_user_config() -> UserConfig:
    """Return the configuration of the user; the defaults where there is none.

    Paths in it are relative to its folder. Raises `ConfigError` with file, line and column.
    """
    path = Path(user_folder(), NAME)
    config = UserConfig()
    try:
        if not is_own(str(path)):
            raise ConfigError("not taken: it belongs to another user", path=str(path))
        text = read_regular(path).decode("utf-8-sig")
    except FileNotFoundError:
        text = ""
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", path=str(path)) from None
    except UnicodeDecodeError:
        raise ConfigError("not UTF-8; save it as UTF-8", path=str(path)) from None
    if text:
        from termcheck.typed_files.toml_nodes import parse_toml

        node = parse_toml(text, str(path), ConfigError)
        config = build(UserConfig, node, "the user's configuration")
    model, grammar = config.claims_model, config.grammar
    if model:
        model = str(Path(path.parent, Path(model).expanduser()))
    jars = str(Path(path.parent, grammar.jars).expanduser()) if grammar.jars else ""
    url = os.environ.get(URL_VARIABLE, grammar.url)
    return UserConfig(model, UserGrammar(url, jars, grammar.memory), str(path) if text else "")
