"""A LanguageTool server of our own: started when first asked for, stopped with the process."""

from __future__ import annotations

import atexit
import contextlib
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from termcheck.config.grammar import GrammarConfig
from termcheck.grammar import keeper
from termcheck.grammar.client import Client, Unusable
from termcheck.grammar.places import JAVA, find_jars, find_java

START = 120.0
"""Seconds a server has to start, at most."""
DOCTOR = "`termcheck grammar doctor` says what to do"
_PAUSE = 0.1
_FORGET = 60.0
"""Seconds after which what could not be started is tried again."""
_SETTINGS = "pipelineCaching=true\nmaxPipelinePoolSize=8\npipelineExpireTimeInSeconds=3600\n"


@dataclass
class Server:
    """A running server. `stop` it; it does not outlive this process in any case."""

    url: str
    process: subprocess.Popen[bytes]
    folder: tempfile.TemporaryDirectory[str]
    output: IO[bytes]

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    @property
    def last_words(self) -> str:
        """The last thing it wrote that looks like a reason, on one line."""
        with contextlib.suppress(OSError):
            text = Path(self.output.name).read_text("utf-8", "replace")
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            telling = [line for line in lines if "rror" in line or "xception" in line]
            return (telling or lines or [""])[-1][:200]
        return ""

    def stop(self) -> None:
        """End the server and what belongs to it. May be called again."""
        if self.process.stdin is not None:
            with contextlib.suppress(OSError):
                self.process.stdin.close()
        try:
            self.process.wait(keeper.PATIENCE + 2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.output.close()
        self.folder.cleanup()


def start(config: GrammarConfig, limit: float = START) -> Server:
    """Start a server and return it when it answers.

    Raises `Unusable` if there is no Java, there are no jars, or it does not answer within `limit`
    seconds.
    """
    jars = find_jars(config)
    if jars is None:
        where = f" in `{config.jars}`" if config.jars else ""
        raise Unusable(f"no LanguageTool found{where}; {DOCTOR}")
    java = find_java()
    if java is None:
        raise Unusable(f"no Java found; {DOCTOR}")
    if 0 < java.version < JAVA:
        raise Unusable(f"Java {java.version} is too old, LanguageTool needs {JAVA}; {DOCTOR}")
    folder = tempfile.TemporaryDirectory(prefix="termcheck-", ignore_cleanup_errors=True)
    settings = Path(folder.name, "server.properties")
    settings.write_text(_SETTINGS)
    output = Path(folder.name, "output.txt").open("wb")  # noqa: SIM115
    port = _free_port()
    command = [
        java.path,
        f"-Xmx{config.memory}m",
        "-XX:+UseSerialGC",
        # Most runs end before the second compiler's work pays; starting takes half as long.
        "-XX:TieredStopAtLevel=1",
        "-cp",
        jars.class_path,
        "org.languagetool.server.HTTPServer",
        *("--port", str(port), "--config", str(settings)),
    ]
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(Path(keeper.__file__)), *command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            cwd=folder.name,
        )
    except OSError as error:
        output.close()
        folder.cleanup()
        raise Unusable(f"LanguageTool cannot be started ({error.strerror})") from None
    server = Server(f"http://127.0.0.1:{port}", process, folder, output)
    try:
        _wait(server, limit)
    except BaseException:
        server.stop()
        raise
    return server


def _wait(server: Server, limit: float) -> None:
    """Return when a server answers. Raises `Unusable` if it does not."""
    client = Client(server.url, 5.0)
    ends = time.monotonic() + limit
    while time.monotonic() < ends:
        if not server.alive:
            told = f" ({server.last_words})" if server.last_words else ""
            raise Unusable(f"LanguageTool ended as it was started{told}; {DOCTOR}")
        with contextlib.suppress(Unusable):
            client.languages()
            return
        time.sleep(_PAUSE)
    raise Unusable(f"LanguageTool did not start within {limit:g} s; {DOCTOR}")


def _free_port() -> int:
    with socket.socket() as connection:
        connection.bind(("127.0.0.1", 0))
        port: int = connection.getsockname()[1]
        return port


@dataclass
class _Running:
    """The servers of this process, by what they were started from."""

    servers: dict[tuple[str, int], Server] = field(default_factory=dict)
    failed: dict[tuple[str, int], tuple[float, str]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


_running = _Running()


def running(config: GrammarConfig) -> str:
    """Return the URL of this process's server, started if need be. Raises `Unusable`."""
    key = (config.jars, config.memory)
    with _running.lock:
        server = _running.servers.get(key)
        if server is not None and server.alive:
            return server.url
        if server is not None:
            _running.servers.pop(key).stop()
        at, reason = _running.failed.get(key, (0.0, ""))
        if reason and time.monotonic() - at < _FORGET:
            raise Unusable(reason)
        if not _running.servers:
            atexit.register(stop_all)
        try:
            _running.servers[key] = start(config, min(START, config.time_limit))
        except Unusable as error:
            _running.failed[key] = (time.monotonic(), error.reason)
            raise
        return _running.servers[key].url


def stop_all() -> None:
    """Stop the servers of this process; the next one asked for is started anew."""
    with _running.lock:
        while _running.servers:
            _running.servers.popitem()[1].stop()
        _running.failed.clear()
