"""A finding put into the baseline of its project."""

from __future__ import annotations

from termcheck.baseline import Baseline, add, load_baseline, save_baseline
from termcheck.errors import UsageError
from termcheck.lsp.project import Checked
from termcheck.paths import relative_path, shown_path


def keep(checked: Checked, fingerprint: str) -> str:
    """Add the finding of a fingerprint to the baseline; return a line about it.

    Raises `UsageError` if it is not there any more, `ConfigError` for a baseline that is none.
    """
    found = tuple(one for one in checked.findings if one.fingerprint == fingerprint)
    if not found:
        raise UsageError("the finding is not there any more")
    file = checked.checker.config.baseline_path
    old = load_baseline(file) if file.exists() else Baseline()
    save_baseline(add(old, {relative_path(checked.source.path, str(file.parent)): found}), file)
    return f"Added to {shown_path(str(file))}"
