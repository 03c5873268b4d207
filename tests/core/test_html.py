"""Pages of their own load nothing, and show what a policy with hashes lets them."""

from __future__ import annotations

import base64
import datetime
import hashlib
import re
from pathlib import Path

import pytest

from termcheck import Checker, Report, Source, render
from termcheck.web.signoff import Draft, html

HOSTILE = """\
title: "Words </style><script>alert(1)</script>"
terms:
- id: allowlist
  term: allowlist
  meaning: "What is let through. <img src=x onerror=alert(1)> \\"'&"
  deprecated: [whitelist]
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    file = tmp_path_factory.mktemp("words") / "words.yml"
    file.write_text(HOSTILE)
    checker, shipped = Checker(file), Checker()
    source = Source("<b>.md", b"A whitelist </script><script>alert(1)</script>\n")
    findings = checker.check(source)
    report = Report.of_findings(findings)
    draft = Draft(source.path, source.data, report, findings, {}, note="</style><script>x</script>")
    return {
        "report": render(report, "html"),
        "glossary": checker.words.pages()["index.html"],
        "comparison": shipped.subjects.compare(["OLMo 2"], ["osaid-1.0"], "html"),
        "label": shipped.subjects.label("OLMo 2", "html"),
        "sign-off": html(draft, datetime.date(2026, 1, 2)),
    }


@pytest.mark.parametrize("name", ["report", "glossary", "comparison", "label", "sign-off"])
def test_a_page_of_its_own_holds_the_policy_it_needs(pages: dict[str, str], name: str) -> None:
    page = pages[name]
    assert page.startswith("<!doctype html>\n")
    assert page.endswith("</html>\n")
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    wanted = {"default-src 'none'"}
    for element, directive in (("style", "style-src"), ("script", "script-src")):
        for text in re.findall(rf"<{element}[^>]*>(.*?)</{element}>", page, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            wanted.add(f"{directive} 'sha256-{digest}'")
    assert set(policy.split("; ")) == wanted
    assert page.count("<style") == 1
    assert page.count("<script") == (name == "report")
    assert "<img src=x" not in page


def test_what_surrounds_a_page_says_nothing_to_be_checked(
    pages: dict[str, str], tmp_path: Path
) -> None:
    checker = Checker("tech-writing")
    for name, page in pages.items():
        assert checker.check(Source(str(tmp_path / f"{name}.html"), page.encode())) == ()
