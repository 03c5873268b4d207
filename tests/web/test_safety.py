"""Who is answered, and what a hostile draft or page can do: nothing."""

from __future__ import annotations

import asyncio
import concurrent.futures
import re
import socket
import subprocess
import sys

import httpx
import pytest

DRAFT = {"text": "A whitelist."}
WORDS = ("-g", "tech-writing")
"""For a server that no claim is asked of."""


def test_other_names_are_refused(api: httpx.Client) -> None:
    """A page that makes its own name mean this machine (DNS rebinding) gets nothing."""
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", ""):
        answer = api.post("/api/check", json=DRAFT, headers={"Host": host})
        assert answer.status_code == 421, host
    port = api.base_url.port
    for host in (f"localhost:{port}", f"LOCALHOST:{port}", f"127.0.0.1:{port}", f"[::1]:{port}"):
        assert api.get("/healthz", headers={"Host": host}).status_code == 200, host


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    ],
    ids=str,
)
def test_pages_of_other_sites_are_refused(api: httpx.Client, headers: dict[str, str]) -> None:
    answer = api.post("/api/check", content="A whitelist.", headers=headers)
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


def test_the_own_page_and_links_are_answered(api: httpx.Client) -> None:
    origin = str(api.base_url).rstrip("/")
    own = {"Origin": origin, "Sec-Fetch-Site": "same-origin"}
    assert api.post("/api/check", json=DRAFT, headers=own).status_code == 200
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert api.get("/glossary", headers=link).status_code == 200


@pytest.mark.parametrize("path", ["/", "/glossary", "/labels", "/compare", "/api", "/nowhere"])
def test_every_answer_has_the_headers(api: httpx.Client, path: str) -> None:
    headers = api.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers


def test_files_are_kept_by_what_is_in_them_and_pages_are_not(api: httpx.Client) -> None:
    page = api.get("/")
    assert page.headers["cache-control"] == "no-store"
    assert api.post("/api/check", json={"text": "x"}).headers["cache-control"] == "no-store"
    found = re.findall(r'"(/static/[^"]+)"', page.text)
    assert len(found) > 40
    for address in found:
        kept = api.get(address)
        assert kept.status_code == 200, address
        assert kept.headers["cache-control"] == "private, max-age=31536000, immutable"
    (folder,) = {address.split("/")[2] for address in found}
    for gone in (found[0].replace(folder, "0" * 16), found[0].replace(f"{folder}/", "")):
        assert api.get(gone).status_code == 404
    assert api.get(f"/static/{folder}/nothing.js").headers["cache-control"] == "no-store"


def test_no_page_has_inline_script_or_style(api: httpx.Client) -> None:
    for path in ("/", "/glossary", "/labels/olmo-2", "/compare?subject=olmo-2", "/api"):
        page = api.get(path)
        assert page.status_code == 200, path
        assert "<style" not in page.text
        assert " style=" not in page.text
        assert "javascript:" not in page.text
        # The messages of the page are data, which no browser runs.
        run = page.text.replace('<script type="application/json"', "")
        assert run.count("<script") == run.count('<script type="module" src="/static/')


def test_what_is_asked_comes_back_as_text(api: httpx.Client) -> None:
    bad = "<img src=x onerror=alert(1)>\"'"
    for path, params in (
        ("/labels", {"q": bad}),
        ("/compare", {"subject": bad}),
        (f"/labels/{bad}", {}),
    ):
        page = api.get(path, params=params).text
        assert "<img" not in page, path
        assert "&lt;img" in page, path


def test_drawn_drafts_can_run_nothing(api: httpx.Client) -> None:
    hostile = {"text": "<script>alert(1)</script>\n\nA whitelist.", "name": "<b>.md"}
    rich = api.post("/api/rich", json=hostile)
    assert "sandbox" in rich.headers["content-security-policy"]
    report = api.post("/api/report", json=hostile)
    assert "<script>alert" not in report.text
    assert "<script" not in report.text
    assert "sandbox" in report.headers["content-security-policy"]


def test_a_draft_on_which_the_parser_panics_is_told(api: httpx.Client) -> None:
    text = "Llama 3.1 is open source AI, no whitelist.\n\n- [ ] \\\n  -"
    answer = api.post("/api/check", json={"text": text, "name": "a.md"})
    [problem] = answer.json()["problems"]
    assert "the parser fails on it" in problem["message"]
    assert api.post("/api/rich", json={"text": text, "name": "a.md"}).status_code in (200, 422)


def test_large_and_slow_requests_end(serving) -> None:
    with serving(*WORDS, "--max-size", "0.01") as address, httpx.Client(base_url=address) as client:
        answer = client.post("/api/check", content=b"x" * 10_001)
        assert answer.status_code == 413
        assert "0.01 MB" in answer.json()["error"]["message"]

        def endless():
            for _ in range(3):
                yield b"x" * 5_000

        # Without a length beforehand it is counted as it comes.
        assert client.post("/api/check", content=endless()).status_code == 413
        assert client.get("/healthz").status_code == 200


def test_a_draft_that_takes_too_long_is_given_up(serving) -> None:
    # A million words take longer than that.
    text = "Llama 3.1 is an open source AI model. " * 120_000
    with (
        serving("--timeout", "4", "--workers", "1") as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        answer = client.post("/api/check", json={"text": text})
        assert answer.status_code == 503
        assert answer.headers["retry-after"]
        # Its process is gone, and the next one works.
        for _ in range(20):
            after = client.post("/api/check", json={"text": "Nothing."})
            if after.status_code == 200:
                break
        assert after.status_code == 200


def test_a_token_opens_it(serving) -> None:
    token = "correct horse battery"
    with (
        serving(*WORDS, TERMCHECK_TOKEN=token) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        refused = client.post("/api/check", json=DRAFT)
        assert refused.status_code == 401
        assert "Bearer" in refused.headers["www-authenticate"]
        for wrong in ("correct", f"{token} staple", "é"):
            headers = {"Authorization": f"Bearer {wrong}".encode()}
            assert client.post("/api/check", json=DRAFT, headers=headers).status_code == 401
        right = {"Authorization": f"Bearer {token}"}
        assert client.post("/api/check", json=DRAFT, headers=right).status_code == 200
        assert client.get("/healthz").status_code == 200

        page = client.get("/", headers={"Accept": "text/html"})
        assert (page.status_code, page.headers["location"]) == (303, "/login")
        assert client.post("/login", data={"token": "no"}).status_code == 401
        answer = client.post("/login", data={"token": token})
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert "horse" not in cookie
        assert client.post("/api/check", json=DRAFT).status_code == 200


def test_a_proxy_is_known_by_its_name(serving) -> None:
    with (
        serving(*WORDS, "--allow-host", "Words.example.org") as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        headers = {"Host": "words.example.org", "Origin": "https://words.example.org"}
        assert client.post("/api/check", json=DRAFT, headers=headers).status_code == 200
        headers["Origin"] = "https://example.org"
        assert client.post("/api/check", json=DRAFT, headers=headers).status_code == 403


def test_a_failure_tells_nothing_of_the_draft(caplog, capfd, monkeypatch) -> None:
    from termcheck.web.app import create_app
    from termcheck.web.settings import ServerSettings
    from termcheck.web.workers import Workers

    async def broken(_workers: Workers, _run: object, *values: object, held: object) -> str:
        raise ValueError(f"cannot do {values}")

    monkeypatch.setattr(Workers, "run", broken)

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(create_app(ServerSettings()))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.post("/api/check", json={"text": "Zanzibarquux"})

    # In a thread of its own: the browser of other tests keeps a loop running in this one.
    with concurrent.futures.ThreadPoolExecutor(1) as thread:
        answer = thread.submit(lambda: asyncio.run(asked())).result()
    assert answer.status_code == 500
    assert "/api/check failed with ValueError" in caplog.text
    for told in (answer.text, caplog.text, *capfd.readouterr()):
        assert "Zanzibarquux" not in told
        assert "Traceback" not in told


def told_by(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "termcheck", "serve", "--no-open", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    return done.stderr


def test_it_is_not_opened_to_others_by_accident() -> None:
    assert "needs a token; set TERMCHECK_TOKEN" in told_by("--host", "0.0.0.0", "--port", "0")


def test_a_taken_port_and_a_wrong_glossary_are_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"cannot listen on 127.0.0.1:{port}" in told_by("--port", port)
    assert "no glossary" in told_by("--port", "0", "-g", "nowhere.yml").lower()
