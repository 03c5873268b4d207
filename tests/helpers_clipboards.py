"""Clipboards as editors and content systems fill them, and what the page gives back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

_HERE = Path(__file__).with_name("web")


def _named(name: str) -> dict[str, str]:
    """Return the texts in a file by the names above them."""
    text = (_HERE / name).read_text("utf-8") + "\n"
    return dict(re.findall(r"^== (.+)\n([\s\S]*?)\n(?=== |\Z)", text, re.MULTILINE))


SHAPES = _named("clipboards.html")
DRAFTS = _named("drafts.html")
"""Drafts of HTML as content systems, generators of sites and people write them."""
EQUAL, CANONICAL = (_HERE / "clipboards.js").read_text("utf-8").split("// ====\n")


def copied(page: Any) -> str | None:
    """Press Copy; returns the HTML that is put on the clipboard, None if none is soon."""
    return page.evaluate(  # type: ignore[no-any-return]
        """async () => {
            let html = null;
            document.addEventListener("copy", (event) => {
                html = event.clipboardData.getData("text/html");
            }, { capture: true, once: true });
            const set = DataTransfer.prototype.setData;
            DataTransfer.prototype.setData = function (kind, data) {
                if (kind === "text/html") html = data;
                set.call(this, kind, data);
            };
            document.getElementById("copy").click();
            for (let waited = 0; waited < 600 && html === null; waited += 30)
                await new Promise((done) => setTimeout(done, 30));
            DataTransfer.prototype.setData = set;
            return html;
        }"""
    )
