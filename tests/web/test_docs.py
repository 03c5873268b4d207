"""What the pages about the web page and its API say is so."""

from __future__ import annotations

import re
import struct
import subprocess
from pathlib import Path

import httpx
import pytest
import yaml

DOCS = Path(__file__).resolve().parents[2] / "docs"
COMMANDS = re.compile(r"^\$ (.*curl .*)\n((?:(?!\$ |```).*\n)*)", re.MULTILINE)
SHOWN = COMMANDS.findall((DOCS / "web" / "api.md").read_text("utf-8"))


@pytest.mark.parametrize(("command", "shown"), SHOWN)
def test_requests_get_the_answers_shown(address: str, command: str, shown: str) -> None:
    done = subprocess.run(
        ["bash", "-c", command.replace("http://127.0.0.1:8137", address)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    pattern = "[\\s\\S]*?".join(re.escape(part.strip()) for part in shown.split("…"))
    assert re.search(pattern, done.stdout), done.stdout


def test_every_address_the_page_names_is_one_of_the_api(api: httpx.Client) -> None:
    named = set(re.findall(r"/api/[a-z]+", (DOCS / "web" / "api.md").read_text("utf-8")))
    assert named - {"/api/openapi"} <= set(api.get("/api/openapi.json").json()["paths"])


def test_the_container_starts_what_there_is() -> None:
    folder = DOCS / "web" / "deploy"
    start = re.search(r"^ENTRYPOINT (.*)$", (folder / "Containerfile").read_text("utf-8"), re.M)
    assert start is not None
    compose = yaml.safe_load((folder / "compose.yml").read_text("utf-8"))
    arguments = [*yaml.safe_load(start[1]), *compose["services"]["termcheck"]["command"]]
    assert arguments[:2] == ["termcheck", "serve"]
    from termcheck.cli.serve import command

    with command.make_context("serve", arguments[2:]) as context:
        assert context.params["host"] == "0.0.0.0"
        assert context.params["allow_host"] == ("words.example.org",)
    assert "reverse_proxy termcheck:8137" in (folder / "Caddyfile").read_text("utf-8")


def test_the_pictures_are_pictures_and_small() -> None:
    for name in ("web-remark", "web-narrow"):
        data = (DOCS / "pictures" / f"{name}.png").read_bytes()
        assert data.startswith(b"\x89PNG")
        assert struct.unpack(">I", data[16:20])[0] <= 1200
        assert len(data) < 150_000
