"""What is missing is installed as an extra of the distribution that is there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from termcheck.core.extras import adding


@pytest.mark.parametrize(
    ("installed", "extra", "told"),
    [
        ("termcheck", "lsp", "`pip install 'termcheck[lsp]'`"),
        ("termcheck_core", "lsp", "`pip install 'termcheck-core[lsp]'`"),
        ("termcheck_core", "audit", "install `termcheck[audit]` in place of `termcheck-core`"),
        ("", "audit", "`pip install 'termcheck[audit]'`"),
    ],
)
def test_an_extra_is_one_of_what_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: str, extra: str, told: str
) -> None:
    if installed:
        info = tmp_path / f"{installed}-1.0.dist-info"
        info.mkdir()
        name = installed.replace("_", "-")
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\nProvides-Extra: lsp\n"
        )
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert adding(extra) == told
