"""A build in which nothing has changed since one that had nothing to tell looks at nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import time

WHITELIST = "Unexpected `whitelist`, expected `allowlist` [avoided-term]"
WRONG = "A whitelist.\n"


def loaded(site) -> tuple[set[str], str]:
    """Return the modules that a build imports, and what it says."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "mkdocs", "build"],
        cwd=site.root,
        env=site.environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    modules = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines() if "|" in line}
    return modules, done.stderr


def test_it_is_noticed_and_nothing_is_missed(site):
    options = {"glossary": "glossary.yml", "exclude": "old.md"}
    site.configure(options, markdown_extensions=["pymdownx.snippets"])
    toml = 'exclude = ["docs/older.md"]\n'
    clean = {
        "docs/index.md": "An allowlist.\n\n<!-- termcheck: ignore -->\nA whitelist.\n",
        "docs/b.md": 'Nothing.\n\n--8<-- "part.txt"\n',
        "part.txt": "Nothing either.\n",
        "glossary.yml": (site.root / "glossary.yml").read_text("utf-8"),
        "termcheck.toml": toml,
    }
    site.write({**clean, "docs/old.md": WRONG, "docs/older.md": WRONG})
    # What was written a moment ago may be written again at the same time.
    time.sleep(2.1)
    assert site.build().told == []
    modules, said = loaded(site)
    assert "no findings in 3 pages (0.0 s), 1 suppressed" in said
    assert "mkdocs_termcheck.plugin" in modules
    assert not {
        name for name in modules if name.startswith(("termcheck.run", "termcheck.config.p"))
    }

    os.utime(site.root / "docs/index.md")
    for path, text, told in (
        ("docs/b.md", WRONG, f"docs/b.md:1:3: {WHITELIST}"),
        ("part.txt", WRONG, f"part.txt:1:3: {WHITELIST}"),
        ("docs/new.md", WRONG, f"docs/new.md:1:3: {WHITELIST}"),
        (".termcheck-baseline.json", "{}", None),
        ("termcheck.toml", "", f"docs/older.md:1:3: {WHITELIST}"),
        (
            "glossary.yml",
            clean["glossary.yml"].replace("[whitelist]", "[whitelist, an allowlist]"),
            "docs/index.md:1:1: Unexpected `An allowlist`, expected `Allowlist` [avoided-term]",
        ),
    ):
        site.write({path: text})
        built = site.build()
        assert built.told == [f"WARNING {told}"] if told else built.code == 1, path
        site.write(clean)
        if path not in clean:
            (site.root / path).unlink()
    # Back to what it was.
    assert "(0.0 s)" in site.build().summary
    (site.root / "docs/b.md").unlink()
    assert "in 1 page (" in site.build().summary
