"""Draw the picture of an audit's report from pages of a made-up organisation.

    python docs/pictures/audit_png.py [CHROMIUM]

Needs `termcheck[audit]`, `playwright` and Chromium; writes `audit.png` beside this file.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
VIEW: Any = {"width": 1120, "height": 860}
PAGES = {
    "blog/assistant.md": (
        "Ada",
        "2026-03-02",
        "Our assistant runs on Llama 3.1, an open source AI model.",
    ),
    "blog/olmo.md": ("Ada", "2026-04-07", "OLMo 2 is an open source AI model."),
    "blog/gemma.md": ("Ben", "2026-05-19", "Gemma 3 is an open-weight model."),
    "docs/models.md": (
        "Grace",
        "2026-05-11",
        "Llama 3.1 is not open source AI. DeepSeek-R1 is an open-weight model.",
    ),
    "docs/words.md": (
        "Grace",
        "2026-06-02",
        "By open source AI we mean that anyone can download the weights and use them.",
    ),
    "press/launch.md": (
        "Ben",
        "2026-06-23",
        "Qwen2.5-72B is an open source AI model for everybody.",
    ),
    "press/partners.md": ("Ben", "2026-07-01", "Pythia is an open source AI model."),
}


def main(chromium: str = "/usr/bin/chromium") -> None:
    """Draw the picture."""
    from playwright.sync_api import sync_playwright

    from termcheck import Checker

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, (author, day, text) in PAGES.items():
            page = folder / "acme" / path
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(f"---\nauthor: {author}\ndate: {day}\n---\n{text}\n")
        with contextlib.chdir(folder / "acme"):
            made = Checker("ai-openness").audit(["blog", "docs", "press"], folder / "audit")
        with made as audit:
            report = folder / "audit.html"
            report.write_text(audit.report(), "utf-8")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(SWITCHES))
            shown = browser.new_page(viewport=VIEW, color_scheme="light")
            shown.goto(report.as_uri())
            shown.screenshot(path=HERE / "audit.png")
            browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:2])
