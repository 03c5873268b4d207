"""What `termcheck-core` is made of: everything that `termcheck` is, less what reads claims."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

WITHOUT = ("numpy", "onnxruntime")
"""Packages the reader of claims runs on."""
EXTRAS = ("mkdocs", "lsp", "web", "word")
MODEL = "termcheck/claims/model/"


def _above(root: str) -> tuple[Path, dict[str, Any]]:
    tree = Path(root).parents[1]
    return tree, tomllib.loads((tree / "pyproject.toml").read_text("utf-8"))


class Metadata(MetadataHookInterface):
    """Takes over what the whole distribution says of itself."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Fill in what is dynamic."""
        _, found = _above(self.root)
        whole = found["project"]
        metadata["keywords"] = whole["keywords"]
        metadata["classifiers"] = whole["classifiers"]
        metadata["dependencies"] = [
            one for one in whole["dependencies"] if not one.startswith(WITHOUT)
        ]
        metadata["optional-dependencies"] = {
            name: whole["optional-dependencies"][name] for name in EXTRAS
        }
        metadata["scripts"] = whole["scripts"]
        metadata["entry-points"] = {
            group: told
            for group, told in whole["entry-points"].items()
            if group != "spacy_factories"
        }


class Files(BuildHookInterface):  # type: ignore[type-arg]
    """Takes the files of the whole wheel but the model."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name every file and where it goes."""
        del version
        tree, found = _above(self.root)
        wheel = found["tool"]["hatch"]["build"]["targets"]["wheel"]
        folders = {one: Path(one).name for one in wheel["packages"]} | wheel["force-include"]
        for source, target in folders.items():
            for file in sorted((tree / source).rglob("*")):
                inside = f"{target}/{file.relative_to(tree / source).as_posix()}"
                if file.is_file() and "__pycache__" not in file.parts and MODEL not in inside:
                    build_data["force_include"][str(file)] = inside
        build_data["force_include"][str(tree / "LICENSE")] = "termcheck/LICENSE"
