"""Fetches LanguageTool with language-tool-python, the one thing that package is used for."""

from __future__ import annotations

from pathlib import Path

from termcheck.core.errors import PluginError
from termcheck.core.extras import adding


def is_installed() -> bool:
    """Return whether language-tool-python is there."""
    import importlib.util

    return importlib.util.find_spec("language_tool_python") is not None


def download() -> Path:
    """Return the folder of a LanguageTool release, fetched unless it is there.

    Raises `PluginError` if language-tool-python is not installed or fails.
    """
    if not is_installed():
        raise PluginError(f"language-tool-python is missing; {adding('grammar')}")
    from language_tool_python.download_lt import LocalLanguageTool

    try:
        release = LocalLanguageTool.from_version_name()
        if release not in release.get_installed_versions():
            release.download()
        return Path(release.get_directory_path())
    # Whatever goes wrong there (Java, network, checksums, disk) has its own kind of exception.
    except Exception as error:
        told = " ".join(str(error).split()) or type(error).__name__
        raise PluginError(f"language-tool-python cannot fetch LanguageTool: {told}") from None
