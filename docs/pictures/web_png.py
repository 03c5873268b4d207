"""Draw the pictures of the page from a real server and a real browser.

    python docs/pictures/web_png.py [CHROMIUM]

Needs `termcheck[web]`, `playwright` and Chromium; writes `web-*.png` beside this file.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
DRAFT = (
    "# What we shipped in May\n\n"
    "Our assistant now runs on **Llama 3.1**, an open source AI model that anyone can download. "
    "For research we keep OLMo 2, which is open source AI too.\n\n"
    "Hosts that may call it are on a whitelist. Next month we look at *Gemma 3*, an open model by "
    "Google.\n"
)
VIEWS = {"web-remark": (1120, 700), "web-narrow": (360, 680)}


def main(chromium: str = "/usr/bin/chromium") -> None:
    """Draw every picture."""
    from playwright.sync_api import sync_playwright

    command = [sys.executable, "-m", "termcheck", "serve", "--no-open", "--port", "0"]
    server = subprocess.Popen(
        [*command, "-g", "ai-openness,tech-writing"], stderr=subprocess.PIPE, text=True
    )
    try:
        assert server.stderr is not None
        found = re.search(r"http://\S+", server.stderr.readline())
        assert found, "the server does not start"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(SWITCHES))
            for name, (width, height) in VIEWS.items():
                view: Any = {"width": width, "height": height}
                page = browser.new_page(viewport=view, color_scheme="light")
                page.goto(found[0])
                file: Any = {"name": "may.md", "mimeType": "text/markdown"}
                page.locator("#file").set_input_files({**file, "buffer": DRAFT.encode()})
                page.wait_for_selector(".card")
                page.keyboard.press("F8")
                page.wait_for_timeout(500)
                page.screenshot(path=HERE / f"{name}.png", caret="hide")
            browser.close()
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    main(*sys.argv[1:2])
