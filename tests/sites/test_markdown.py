"""The extension of Python-Markdown, by itself and in sites that real generators build."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from termcheck.run.unchecked_site import unchecked_site

markdown = pytest.importorskip("markdown")
pytest.importorskip("yaml")

EXTENSION = "termcheck.sites.markdown"
GLOSSARY = """\
glossary: words
title: Our words
version: "1"
extends: [ai-openness]
terms:
  - id: allowlist
    term: allowlist
    meaning: Who may come in.
    deprecated: [whitelist]
"""
PAGES = {
    "index.md": "# News\n\nAn allowlist, and once more the allowlist.\n",
    "deep/er/index.md": "# Deep\n\n## An allowlist\n\nThe allowlist and `allowlist`.\n",
    "deep/er/page.md": "# Page\n\nThe allowlist.\n\n```termcheck-label\nOLMo 2\n```\n",
    "off.md": "---\ntermcheck: {tooltips: false}\n---\n\n# Off\n\nThe allowlist.\n",
    "words.md": "# Our words\n\nAsk us.\n",
}


def converted(text: str, **options: object) -> str:
    made: str = markdown.markdown(
        text, extensions=["fenced_code", EXTENSION], extension_configs={EXTENSION: options}
    )
    return made


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("words") / "words.yml"
    file.write_text(GLOSSARY)
    return str(file)


def test_blocks_are_drawn_and_other_fences_are_code(words: str) -> None:
    text = "# A\n\n```termcheck-glossary\nallowlist\n```\n\n```text\ntermcheck-label\n```\n"
    made = converted(text, glossary=[words])
    assert '<h2 id="allowlist">allowlist</h2>' in made
    assert "Who may come in." in made
    assert "termcheck-label\n</code>" in made


def test_first_uses_lead_to_the_address_that_is_given(words: str) -> None:
    made = converted("An allowlist. The allowlist.\n", glossary=words, glossary_page="/words/")
    assert made.count('<a class="termcheck-term" href="/words/#allowlist"') == 1
    assert made.startswith("<style>")
    bare = {"glossary": words, "glossary_page": "/words/"}
    assert "<style>" not in converted("An allowlist.\n", **bare, style=False)
    assert "<a " not in converted("An allowlist.\n", **bare, tooltips=False)
    # Nobody says where the page is that is rendered, and so not how to get from it to another.
    assert "<a " not in converted("An allowlist.\n", glossary=words, glossary_page="words.md")


def test_pages_without_terms_stay_as_they_are(words: str) -> None:
    text = "# A\n\nNothing to see, `<b>`.\n"
    assert converted(text, glossary=words, glossary_page="/words/") == markdown.markdown(text)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, words: str) -> Path:
    """A site built by Zensical."""
    pytest.importorskip("zensical", reason="Zensical is not installed")
    root = tmp_path_factory.mktemp("site")
    for name, text in PAGES.items():
        (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / name).write_text(text)
    options = {"glossary": words, "glossary_page": "words.md"}
    site = {
        "site_name": "Site",
        "markdown_extensions": ["pymdownx.superfences", {EXTENSION: options}],
        "plugins": ["search"],
    }
    (root / "mkdocs.yml").write_text(json.dumps(site))
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("index.html", "words/#allowlist"),
        ("deep/er/index.html", "../../words/#allowlist"),
        ("deep/er/page/index.html", "../../../words/#allowlist"),
    ],
)
def test_zensical_links_first_uses_to_the_glossary_page(built: Path, page: str, link: str) -> None:
    text = (built / page).read_text()
    assert text.count('#allowlist"') == 1
    assert f'href="{link}"' in text
    target = Path(os.path.normpath((built / page).parent / link.partition("#")[0]))
    assert 'id="allowlist"' in (target / "index.html").read_text()


@pytest.mark.slow
def test_zensical_draws_entries_and_labels(built: Path) -> None:
    words = (built / "words/index.html").read_text()
    assert "Who may come in." in words
    assert "termcheck-term" not in words
    assert "OLMo 2" in (built / "deep/er/page/index.html").read_text()
    assert 'class="termcheck-label' in (built / "deep/er/page/index.html").read_text()
    assert "termcheck-term" not in (built / "off/index.html").read_text()


SITES = [
    ("mkdocs.yml", "plugins: [search, termcheck]\n", True),
    ("mkdocs.yml", "plugins:\n- search\n- termcheck:\n    fail_on: error\nnav: []\n", True),
    ("mkdocs.yml", "site_name: x\nplugins:\n  # words\n\n  - 'termcheck'\n", True),
    ("properdocs.yml", "plugins:\n  termcheck: {fail_on: error}\n", True),
    ("mkdocs.yml", "plugins:\n  - search\nextra:\n  - termcheck\n", False),
    ("mkdocs.yml", f"markdown_extensions:\n  - {EXTENSION}\nplugins:\n  - search\n", False),
    ("mkdocs.yml", "plugins:\n  - termchecker\n  #- termcheck\n", False),
    ("zensical.toml", '[project]\nsite_name = "x"\n\n[project.plugins.termcheck]\n', True),
    ("zensical.toml", '[project]\nsite_name = "termcheck"\n', False),
    ("zensical.toml", '[project]\nplugins = ["search", "termcheck"]\n', True),
    ("zensical.toml", "[project]\nplugins.termcheck = {}\n", True),
    ("zensical.toml", "[[project.plugins]]\ntermcheck = {}\n", True),
    ("zensical.toml", "[project\nplugins.termcheck = {}\n", False),
    ("mkdocs.yml", '{"site_name": "x", "plugins": ["search", {"termcheck": {}}]}', True),
    ("mkdocs.yml", '\ufeff"plugins":\r\n  - termcheck: {enabled: !ENV [CI, 1]}\r\n', True),
    ("mkdocs.yml", "plugins:\n  - group:\n      plugins: [termcheck]\n", True),
    ("mkdocs.yml", "INHERIT: base/site.yml\n", True),
    ("mkdocs.yml", "INHERIT: ../outside.yml\n", False),
    ("mkdocs.yml", "INHERIT: mkdocs.yml\nplugins: [search]\n", False),
    ("mkdocs.yml", "plugins:\n  - redirects:\n      redirect_maps:\n        termcheck: x\n", False),
    ("mkdocs.yml", "plugins: [termcheck\n", False),
    ("mkdocs.yml", f"plugins: {'[' * 100_000}termcheck\n", False),
    ("mkdocs.yml", "plugins: &p [termcheck: {plugins: *p}]\n", True),
]


@pytest.mark.parametrize(("name", "text", "told"), SITES)
@pytest.mark.parametrize("packages", ["zensical-0.1", "mkdocs-2.0.1", "mkdocs-1.6.1", ""])
def test_a_plugin_that_nobody_runs_is_told(
    name: str, text: str, told: bool, packages: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "site"
    (root / "base").mkdir(parents=True)
    (root / name).write_bytes(text.encode())
    for base in (root / "base/site.yml", tmp_path / "outside.yml"):
        base.write_text("plugins: [termcheck]\n")
    if packages:
        (tmp_path / f"{packages}.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    runs = packages in ("mkdocs-1.6.1", "") and name != "zensical.toml"
    assert unchecked_site([str(tmp_path / "elsewhere"), str(root)]) == (
        name if told and not runs else ""
    )
