"""The page of a glossary in sites that other generators build, by the generators themselves."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from termcheck import Checker, Source
from termcheck.publish.site import GENERATORS

GLOSSARY = """\
glossary: words
title: 'Our "words"'
version: "1"
owner: docs@harbour.example
terms:
  - id: allow-list
    term: allow list
    meaning: Who may <come> in, as `{this}`; see *there*.
    deprecated: [whitelist]
    sources: ["https://harbour.example/a_b?c=d&e"]
  - id: gadget
    term: gadget
"""
HUGO = shutil.which("hugo")
JEKYLL = shutil.which("jekyll")


@pytest.fixture
def words(tmp_path: Path) -> Checker:
    (tmp_path / "words.yml").write_text(GLOSSARY)
    return Checker(tmp_path / "words.yml")


@pytest.mark.parametrize("generator", GENERATORS)
def test_pages_have_front_matter_and_are_not_checked(words: Checker, generator: str) -> None:
    ((name, text),) = words.words.pages(generator).items()
    assert text.startswith('---\ntitle: "Our \\"words\\""\n')
    assert "whitelist" in text
    assert words.check(Source(name, text.encode())) == ()


@pytest.mark.parametrize("generator", GENERATORS)
def test_pages_are_mdx_too(words: Checker, generator: str) -> None:
    ((_, text),) = words.words.pages(generator).items()
    assert "<!--" not in text
    # What is no tag of ours, and no brace of code, is escaped.
    plain = re.sub(r"`[^`]*`|\]\(<[^>]*>\)|<a id=\"[\w-]+\"></a>|\{#[\w-]+\}|\\.", "", text)
    assert re.findall(r"[<{]", plain) == []


def test_starlight_is_given_no_id_twice(tmp_path: Path) -> None:
    """It makes one of the words of each heading."""
    terms = (
        "terms:\n- {id: allow-list, term: Allow (list)}\n- {id: c, term: C++}\n- {id: x, term: Y}\n"
    )
    (tmp_path / "words.yml").write_text(f"glossary: words\n{terms}")
    ((_, text),) = Checker(tmp_path / "words.yml").words.pages("starlight").items()
    assert re.findall(r'<a id="(.*?)">', text) == ["x"]


@pytest.mark.slow
@pytest.mark.skipif(JEKYLL is None, reason="Jekyll is not installed")
def test_jekyll_gives_entries_their_ids(words: Checker, tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "words").mkdir(parents=True)
    (site / "_config.yml").write_text("permalink: pretty\n")
    (site / "words/glossary.md").write_text(words.words.pages("jekyll")["glossary.md"])
    assert JEKYLL is not None
    done = subprocess.run([JEKYLL, "build"], cwd=site, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (site / "_site/words/glossary/index.html").read_text()
    assert '<h2 id="allow-list">allow list</h2>' in page
    assert "Who may &lt;come&gt; in, as <code" in page
    assert 'href="https://harbour.example/a_b?c=d&amp;e"' in page


@pytest.mark.slow
@pytest.mark.skipif(HUGO is None, reason="Hugo is not installed")
def test_hugo_gives_entries_their_ids(words: Checker, tmp_path: Path) -> None:
    site = tmp_path / "site"
    for name, text in {
        "hugo.toml": 'baseURL = "https://harbour.example/"\ndisableKinds = ["taxonomy", "RSS"]\n',
        "layouts/_default/single.html": "<h1>{{ .Title }}</h1>{{ .Content }}",
        "layouts/_default/list.html": "{{ .Title }}",
        "content/words/glossary.md": words.words.pages("hugo")["glossary.md"],
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    assert HUGO is not None
    done = subprocess.run([HUGO], cwd=site, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARN" not in done.stdout + done.stderr
    page = (site / "public/words/glossary/index.html").read_text()
    assert "<h1>Our &#34;words&#34;</h1>" in page
    assert re.search(r"<h2 id=.?allow-list.?>allow list</h2>", page)
    assert "Who may &lt;come&gt; in, as <code>{this}</code>; see *there*." in page
    assert 'href="https://harbour.example/a_b?c=d&amp;e"' in page
