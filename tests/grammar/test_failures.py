"""Whatever is wrong with LanguageTool, there is one warning, in time, and all other findings."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from termcheck import Checker
from termcheck.cache.answers import forget
from termcheck.config.grammar import GrammarConfig
from termcheck.grammar import ask, identity, places, server
from termcheck.grammar.client import Client, Unusable

TEXTS = {f"{at}.md": f"The whitelist number {at} is a apple.".encode() for at in range(30)}


def run(config, **keys):
    return Checker(replace(config, grammar=GrammarConfig(**keys))).run(texts=TEXTS)


def checks(report):
    return [one.check for file in report.files for one in file.findings]


def assert_all_but_grammar(report, notice):
    assert checks(report) == ["avoided-term"] * len(TEXTS)
    (told,) = (one for one in report.notices if not one.startswith("texts are sent to "))
    assert notice in told
    assert report.problems == ()


@contextmanager
def answering(answers: dict[str, object], status: int = 200) -> Iterator[str]:
    """Serve an answer for each path, bytes as they are and anything else as JSON."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            try:
                answer = answers[self.path]
            except KeyError:
                self.send_error(404)
                return
            body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as one:
        threading.Thread(target=one.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{one.server_port}"
        one.shutdown()


LANGUAGES = [{"name": "English (US)", "code": "en", "longCode": "en-US"}]


def test_a_server_that_is_missing(config):
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{one.getsockname()[1]}"
        report = run(config, url=url)
    assert_all_but_grammar(report, f"{url} cannot be reached (Connection refused)")


@pytest.mark.parametrize(
    "url", ["ftp://example.org", "http://", "::", "http://[::1", "localhost:99999", "a:b", "a b"]
)
def test_an_address_that_is_none(config, url):
    assert_all_but_grammar(run(config, url=url), f"`{url}` is no address of a LanguageTool server")


def test_a_server_that_never_answers(config):
    with socket.create_server(("127.0.0.1", 0)) as one:
        report = run(config, url=f"http://127.0.0.1:{one.getsockname()[1]}", timeout=0.3)
    assert_all_but_grammar(report, "did not answer within 0.3 s")


def test_nobody_waits_long_for_a_first_answer(config, monkeypatch):
    assert ask.FIRST <= 15 < GrammarConfig().timeout
    monkeypatch.setattr(ask, "FIRST", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as one:
        report = run(config, url=f"http://127.0.0.1:{one.getsockname()[1]}")
    assert_all_but_grammar(report, "did not answer within 0.3 s")


def test_a_server_that_drips(config):
    with socket.create_server(("127.0.0.1", 0)) as one:

        def drip():
            connection, _ = one.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
                try:
                    for _ in range(100):
                        connection.sendall(b"[")
                        time.sleep(0.1)
                except OSError:
                    return

        thread = threading.Thread(target=drip)
        thread.start()
        report = run(config, url=f"http://127.0.0.1:{one.getsockname()[1]}", timeout=0.5)
        thread.join(5)
    assert not thread.is_alive()
    assert_all_but_grammar(report, "did not answer within 0.5 s")


@pytest.mark.parametrize(
    ("answers", "status", "notice"),
    [
        ({"/v2/languages": b"<html>It works!"}, 200, "does not tell anything as LanguageTool does"),
        ({"/v2/languages": {"a": 1}}, 200, "does not tell its languages as LanguageTool does"),
        ({"/v2/languages": b"Error: busy"}, 503, "answered with status 503 (Error: busy)"),
        (
            {"/v2/languages": LANGUAGES, "/v2/check": {"software": {"apiVersion": 7}}},
            200,
            "speaks version 7 of LanguageTool's API, expected 1",
        ),
        (
            {
                "/v2/languages": LANGUAGES,
                "/v2/check": {"software": {"apiVersion": 1}, "matches": [{"offset": 1}]},
            },
            200,
            "does not tell what it found as LanguageTool does",
        ),
    ],
)
def test_a_server_that_is_something_else(config, answers, status, notice):
    with answering(answers, status) as url:
        assert_all_but_grammar(run(config, url=url), notice)


def test_matches_outside_the_text_are_dropped(config):
    match = {
        "offset": 10**6,
        "length": 4,
        "message": "Odd",
        "replacements": [],
        "rule": {"id": "ODD", "category": {"id": "GRAMMAR"}},
    }
    answer = {"software": {"apiVersion": 1, "version": "6.8"}, "matches": [match]}
    with answering({"/v2/languages": LANGUAGES, "/v2/check": answer}) as url:
        report = run(config, url=url)
    assert checks(report) == ["avoided-term"] * len(TEXTS)
    assert report.notices == ()


def test_an_old_server_is_used_and_told(config):
    answer = {"software": {"apiVersion": 1, "version": "4.9-SNAPSHOT"}, "matches": []}
    with answering({"/v2/languages": LANGUAGES, "/v2/check": answer}) as url:
        assert_all_but_grammar(run(config, url=url), "is LanguageTool 4.9-SNAPSHOT, which is old")


@pytest.mark.parametrize("told_by", ["info", "answer"])
def test_another_version_behind_an_address_is_asked_anew(config, told_by):
    asked = []
    software = {"apiVersion": 1, "version": "6.7"}

    class Answers(dict):
        def __getitem__(self, path):
            asked.append(path)
            return super().__getitem__(path)

    answers = Answers(
        {"/v2/languages": LANGUAGES, "/v2/check": {"software": software, "matches": []}}
    )
    if told_by == "info":
        answers["/v2/info"] = {"software": software}

    def questions(url):
        """Run anew, as another process would; return how often grammar was asked about."""
        forget()
        identity.forget()
        asked.clear()
        report = run(replace(config, cache=True), url=url)
        assert (checks(report), report.notices) == (["avoided-term"] * len(TEXTS), ())
        # Without `info`, the version is asked for with a question of its own.
        return asked.count("/v2/check") - (told_by == "answer")

    with answering(answers) as url:
        assert questions(url) == 1
        assert questions(url) == 0
        software["version"] = "6.8"
        assert questions(url) == 1
        assert questions(url) == 0
    # Out of reach, it counts as what it was.
    forget()
    identity.forget()
    assert run(replace(config, cache=True), url=url).notices == ()


def test_no_jars(config, tmp_path):
    report = run(config, jars=str(tmp_path))
    assert_all_but_grammar(report, f"no LanguageTool found in `{tmp_path}`")
    assert "`termcheck grammar doctor` says what to do" in report.notices[0]


@pytest.fixture
def java_of(tmp_path, monkeypatch):
    """Make a script the only Java there is."""

    def use(script: str = "") -> None:
        monkeypatch.delenv("JAVA_HOME", raising=False)
        monkeypatch.setenv("PATH", str(tmp_path / "bin"))
        (tmp_path / "bin").mkdir()
        if script:
            java = tmp_path / "bin" / "java"
            java.write_text(f"#!/bin/sh\n{script}\n")
            java.chmod(0o755)
        places.find_java.cache_clear()
        (tmp_path / "jars").mkdir()
        (tmp_path / "jars" / "languagetool-server-6.8.jar").write_bytes(b"")

    yield use
    places.find_java.cache_clear()
    server.stop_all()


@pytest.mark.parametrize(
    ("script", "notice"),
    [
        ("", "no Java found"),
        ("echo 'openjdk version \"11.0.2\"' >&2", "Java 11 is too old, LanguageTool needs 17"),
        (
            '[ "$1" = -version ] && exit; echo "Error: no class"; exit 1',
            "LanguageTool ended as it was started (Error: no class)",
        ),
    ],
)
def test_a_java_that_cannot(config, java_of, tmp_path, script, notice):
    java_of(script)
    assert_all_but_grammar(run(config, jars=str(tmp_path / "jars")), notice)


def test_a_server_that_does_not_get_ready(config, java_of, tmp_path):
    java_of('[ "$1" = -version ] && exit; exec /bin/sleep 60')
    report = run(config, jars=str(tmp_path / "jars"), time_limit=0.5)
    assert_all_but_grammar(report, "LanguageTool did not start within 0.5 s")


@pytest.mark.languagetool
def test_a_server_that_dies_in_the_middle(config, jars, monkeypatch):
    """One of our own, killed after it answered twice; the next run starts another."""
    monkeypatch.setattr(ask, "BATCH", 100)
    monkeypatch.setattr(ask, "AT_ONCE", 1)
    answered = []
    real = Client.check

    def check(self, pieces, question):
        found = real(self, pieces, question)
        answered.append(len(found))
        if len(answered) == 2:
            kill_java(self.url)
        return found

    monkeypatch.setattr(Client, "check", check)
    keys = {"jars": str(jars.folder)}
    report = run(config, **keys)
    found = checks(report)
    assert found.count("avoided-term") == len(TEXTS)
    assert found.count("grammar") == sum(answered) > 0
    assert len(report.notices) == 1
    assert report.notices[0].startswith("grammar was not checked everywhere: http://127.0.0.1:")

    monkeypatch.setattr(Client, "check", real)
    again = run(config, **keys)
    assert checks(again).count("grammar") == len(TEXTS)
    assert again.notices == ()
    server.stop_all()


def test_time_is_up(config, monkeypatch):
    answer = {"software": {"apiVersion": 1, "version": "6.8"}, "matches": []}
    monkeypatch.setattr(ask, "BATCH", 100)
    with answering({"/v2/languages": LANGUAGES, "/v2/check": answer}) as url:
        assert_all_but_grammar(run(config, url=url, time_limit=0), "the limit of 0 s was reached")


HOLDER = """
    import signal, sys, time
    # A job in the background is started with this signal ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from termcheck.grammar.server import running
    from termcheck.config.grammar import GrammarConfig
    print(running(GrammarConfig()), flush=True)
    time.sleep(60)
"""


@pytest.mark.languagetool
@pytest.mark.posix
@pytest.mark.parametrize("how", ["SIGKILL", "SIGINT"])
def test_no_server_outlives_the_process_that_started_it(how):
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLDER)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        client = Client(url, 5)
        assert "en-US" in client.languages()
        process.send_signal(signal.Signals[how])
        process.wait(10)
    ends = time.monotonic() + 10
    while time.monotonic() < ends:
        try:
            client.languages()
        except Unusable:
            return
        time.sleep(0.05)
    pytest.fail(f"{url} still answers")


def kill_java(url: str) -> None:
    """Kill the server at a URL, which is told by its port."""
    port = url.rsplit(":", 1)[1]
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"org.languagetool.server.HTTPServer" in words and port.encode() in words:
            os.kill(int(folder.name), signal.SIGKILL)
