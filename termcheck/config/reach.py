"""A folder with the project that it is in: where that ends, and whether its user trusts it."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from termcheck.config import trust
from termcheck.core.boundary import CONFIGURATIONS, boundary


@dataclass(frozen=True, slots=True)
class Project:
    """The project of a folder: how far what stands in its files may reach.

    That is to the project's own root, unless the user trusts it.
    """

    folder: str = ""
    """The working directory when empty."""

    @property
    def root(self) -> str:
        """The root of its repository, or else the folder that what belongs to it lies in."""
        return boundary(self.folder or str(Path.cwd()))

    @property
    def configurations(self) -> tuple[str, ...]:
        """Where a configuration of the folder itself is looked for, whether there is one or not."""
        return tuple(str(Path(self.folder, name)) for name in CONFIGURATIONS)

    @property
    def is_trusted(self) -> bool:
        """Whether the user trusts the folder. Raises `ConfigError` for a broken list of them."""
        return trust.is_trusted(self.folder)

    def may_reach(self, path: str | os.PathLike[str]) -> bool:
        """Return whether files of the folder may name a path: one of the project, or any.

        Raises `ConfigError` for a broken list of trusted folders.
        """
        return trust.may_reach(str(path), self.folder)

    def trust(self) -> None:
        """Trust the folder and everything in it from now on. Raises `ConfigError`."""
        trust.trust(self.folder)

    def distrust(self) -> bool:
        """Trust the folder no more; return whether it was trusted. Raises `ConfigError`."""
        return trust.distrust(self.folder)

    @staticmethod
    def outside(what: str) -> str:
        """Return what is told of something that lies outside of a project that is not trusted."""
        return f"{what}; {trust.HOW}"

    @staticmethod
    def trusted() -> tuple[Project, ...]:
        """Return the projects the user trusts. Raises `ConfigError` if their list is broken."""
        return tuple(map(Project, trust.trusted_folders()))

    @staticmethod
    def trust_all() -> AbstractContextManager[None]:
        """Trust every folder while the context is open, in processes started meanwhile too."""
        return trust.everything_trusted()
