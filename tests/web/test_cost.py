"""What a caller can make the server do before, and while, it is asked: little, and not for long."""

from __future__ import annotations

import socket
import subprocess
import sys
from urllib.parse import urlsplit

import httpx
import pytest

from termcheck.web.tracked import _TOKEN, _differences

TOKEN = "a-token-of-thirty-two-characters-x"


def test_forms_have_few_fields(api: httpx.Client) -> None:
    many = "&".join(f"a{number}=" for number in range(100_000))
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = api.post("/api/check", content=many, headers=form)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"] == "a form of more than 2000 fields"
    answer = api.get(f"/api/compare?{many[:4000]}")
    assert answer.status_code == 400


def test_what_is_echoed_has_an_end(api: httpx.Client) -> None:
    answer = api.post("/api/check", json={"x" * 1_000_000: 1, "text": "a"})
    assert answer.status_code == 400
    assert len(answer.text) < 3000


def test_the_form_with_the_token_is_short(serving) -> None:
    with (
        serving("-g", "tech-writing", TERMCHECK_TOKEN=TOKEN) as address,
        httpx.Client(base_url=address) as client,
    ):
        form = {"content-type": "application/x-www-form-urlencoded"}
        answer = client.post("/login", content="a&" * 5_000, headers=form)
        assert answer.status_code == 413
        assert "larger than 1,000 bytes" in answer.json()["error"]["message"]


def test_headers_have_to_arrive() -> None:
    """A connection that begins a request and waits is closed; others are answered meanwhile."""
    start = (
        "from termcheck.web import server; server.HEADER_SECONDS = 0.5\n"
        "from termcheck.__main__ import main; main()"
    )
    command = [sys.executable, "-c", start, "serve", "--no-open", "--port", "0"]
    running = subprocess.Popen([*command, "-g", "tech-writing"], stderr=subprocess.PIPE, text=True)
    try:
        assert running.stderr is not None
        address = urlsplit(running.stderr.readline().split()[3])
        slow = [
            socket.create_connection((address.hostname, address.port), timeout=30)
            for _ in range(20)
        ]
        for one in slow:
            one.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-a: ")
        assert httpx.get(f"http://{address.netloc}/healthz").status_code == 200
        for one in slow:
            assert one.recv(100).startswith(b"HTTP/1.1 408")
            assert one.recv(100) == b""
            one.close()
        with httpx.Client(base_url=f"http://{address.netloc}") as client:
            assert [client.get("/healthz").status_code for _ in range(3)] == [200] * 3
    finally:
        running.terminate()
        running.communicate(timeout=20)


@pytest.mark.parametrize("words", ["a", "a b c d", " ".join(map(str, range(2000)))])
def test_edits_all_over_a_long_paragraph(words: str) -> None:
    old = " ".join(words.split()[number % len(words.split())] for number in range(5_000))
    new = old.replace("1", "x").replace("a", "b.")
    left, right = _TOKEN.findall(old), _TOKEN.findall(new)
    made: list[str] = []
    at = 0
    for first, last, start, end in _differences(left, right):
        made += [*left[at:first], *right[start:end]]
        at = last
    assert "".join([*made, *left[at:]]) == new


def test_an_edit_in_a_long_text_is_one_edit() -> None:
    sentence = "This is sentence {} of it, and there are more. "
    left = _TOKEN.findall("".join(sentence.format(number) for number in range(2000)))
    right = list(left)
    at = right.index("1000")
    right[at] = "thousand"
    assert list(_differences(left, right)) == [(at, at + 1, at, at + 1)]
