"""Where both spellings are good, the one that is there most often is right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from termcheck.cli import run

TERMS = """
terms:
- {id: plugin, term: plugin, admitted: [plug-in], variants: false, consistency: document}
- {id: zone, term: zone, admitted: [time zone, timezone], consistency: document}
- {id: file, term: file name, admitted: [filename], variants: false, consistency: document}
- {id: fe, term: frontend, admitted: [front end, front-end], variants: false, consistency: document}
- {id: user, term: user, admitted: [member], consistency: document}
- {id: real, term: real time, hyphen: before-noun, admitted: [realtime], consistency: document}
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A plug-in, the plug-ins, two plugins.", [("plugins", "plug-ins", "safe")]),
        ("A plugin, the plug-ins.", [("plug-ins", "plugins", "safe")]),
        ("An old member. A user is a user.", [("member", "user", "unsafe")]),
        ("Members. A user is a user.", [("Members", "Users", "unsafe")]),
        (
            "It is in real time, a real-time view. A realtime view.",
            [("realtime", "real-time", "safe")],
        ),
        ('A plugin, a plugin, a "plug-in", `plug-in`, the Acme Plug-in.', []),
        ("Only a plug-in, in real time.", []),
        ("A front-end page of a front end, by a front end using it.", []),
        ("A front end is a front end, no front-end.", [("front-end", "front end", "safe")]),
        ("A front end, the front end, a frontend.", [("frontend", "front end", "safe")]),
        ("- **Plug-in**: Plugins are read.\n- a plugin", []),
        ("- **Plug-in**: They are read.\n- Plugins, a plugin", [("Plug-in", "Plugin", "safe")]),
        ("A plugin is a plugin. Write the hyphenated *plug-in* never.", []),
        ("A plugin is a plugin.\n\n## *plug-in*\n\nIt has no hyphen.", []),
        ("A plugin, a plugin.\n\n| Unacceptable word |\n|---|\n| plug-in |", []),
        ("A plugin, a plugin.\n\n| a | Use instead |\n|---|---|\n| plug-in | it |", []),
        (
            "A plugin, a plugin.\n\n| Use instead | a |\n|---|---|\n| it | plug-in |",
            [("plug-in", "plugin", "safe")],
        ),
        ("A plugin. A user is a user, no member.", [("member", "user", "unsafe")]),
        (
            "A time zone is a time zone, a timezone offset or a timezone that's it.",
            [("timezone", "time zone", "safe")],
        ),
        ("A file name is a file name or a filename ending.", [("filename", "file name", "safe")]),
    ],
)
def test_only_the_rarer_spelling_is_reported(
    text: str,
    found: list[tuple[str, str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("g.yml").write_text(TERMS)
    Path("a.md").write_text(text)
    run(["check", "--no-cache", "-g", "g.yml", "-f", "json", "a.md"])
    told = json.loads(capsys.readouterr().out)["findings"]
    fixes = [(one["actual"], *one["expected"], one["fixes"][0]["safety"]) for one in told]
    assert fixes == found


@pytest.mark.parametrize(
    ("within", "found"), [("run", ["b.md"]), ("document", ["c.md"]), ("none", [])]
)
def test_a_glossary_says_within_what_its_majority_counts(
    within: str,
    found: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("g.yml").write_text(f"settings: {{consistency: {within}}}\n{TERMS}")
    Path("a.md").write_text("A plug-in, a plug-in, a plug-in.")
    Path("b.md").write_text("A plugin.")
    if within == "document":
        Path("c.md").write_text("A plugin, a plugin, a plug-in.")
    run(["check", "--no-cache", "-g", "g.yml", "-f", "concise", "."])
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines if "mixed-terms" in line] == found
