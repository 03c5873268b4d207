"""Sessions end, guesses are slowed down, and the server says so."""

from __future__ import annotations

import re

import httpx
import pytest
from starlette.datastructures import Headers

from termcheck.core.errors import UsageError
from termcheck.web.credentials import GUESSES, LASTS, PAUSE, Credentials, TooManyGuesses
from termcheck.web.settings import ServerSettings

TOKEN = "correct horse battery"


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def cookie(value: str) -> Headers:
    return Headers({"cookie": f"termcheck={value}"})


def test_a_session_ends_by_itself_and_when_asked_to() -> None:
    clock = Clock()
    one = Credentials(TOKEN, clock)
    first, second = one.sign_in(), one.sign_in()
    assert first != second
    assert one.signed_in(cookie(first))
    one.sign_out(cookie(first))
    assert not one.signed_in(cookie(first))
    assert one.signed_in(cookie(second))
    clock.now += LASTS + 1
    assert not one.signed_in(cookie(second))
    clock.now -= LASTS + 1
    # Nobody can make it last longer, or use it where the token is another.
    later = re.sub(r"^\d+", str(int(clock.now) + 2 * LASTS), second)
    for wrong in (later, "", ".", "..", "1.2.3", second[:-1], f"x{second}", second + "é"):
        assert not one.signed_in(cookie(wrong)), wrong
    assert not Credentials(f"{TOKEN} staple", clock).signed_in(cookie(second))


def test_guesses_are_slowed_down_for_one_address() -> None:
    clock = Clock()
    one = Credentials(TOKEN, clock)
    for _ in range(10 * GUESSES):
        # A program with an old token is no guesser.
        assert not one.is_right("the old token", "192.0.2.1")
    for number in range(GUESSES - 1):
        assert not one.is_right(f"guess {number}", "192.0.2.1")
    with pytest.raises(TooManyGuesses) as caught:
        one.is_right(TOKEN, "192.0.2.1")
    assert 0 < caught.value.seconds <= PAUSE
    assert one.is_right(TOKEN, "192.0.2.2")
    clock.now += PAUSE + 1
    assert one.is_right(TOKEN, "192.0.2.1")


@pytest.mark.parametrize("token", ["x", "correct horse", "a" * 15])
def test_a_short_token_is_refused(token: str) -> None:
    with pytest.raises(UsageError, match=f"a token of {len(token)} characters can be guessed"):
        ServerSettings(token=token)


def test_signing_in_and_out(serving) -> None:
    with (
        serving("-g", "tech-writing", TERMCHECK_TOKEN=TOKEN) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        assert client.post("/login", content="a&" * 100_000).status_code == 413
        assert client.post("/login", data={"token": TOKEN}).status_code == 303
        kept = dict(client.cookies)
        assert client.get("/api/openapi.json").status_code == 200
        assert "Sign out" in client.get("/login").text
        assert client.post("/logout").headers["location"] == "/login"
        assert not client.cookies
        (name, value), *_rest = kept.items()
        old = {"Cookie": f"{name}={value}"}
        assert client.get("/api/openapi.json", headers=old).status_code == 401
        for number in range(GUESSES):
            answer = client.post("/login", data={"token": f"guess {number}"})
        assert answer.status_code in (401, 429)
        for answer in (
            client.post("/login", data={"token": TOKEN}),
            client.get("/api/openapi.json", headers={"Authorization": f"Bearer {TOKEN}"}),
        ):
            assert answer.status_code == 429
            assert 0 < int(answer.headers["retry-after"]) <= PAUSE
        assert client.get("/healthz").status_code == 200
