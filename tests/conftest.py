"""Fixtures that several rooms of tests share.

Tests marked `languagetool` have a real LanguageTool server: one for the whole session, started as
termcheck does, with the shipped glossaries' rules among its own. Without Java or jars they are
skipped, but not in CI.
"""

from __future__ import annotations

import contextlib
import datetime
import gc
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import settings

from termcheck.claims.names.index import NameIndex, load_grammar
from termcheck.config.grammar import GrammarConfig
from termcheck.config.options import Options
from termcheck.core.finding import Finding
from termcheck.core.shipped import shipped_folder
from termcheck.core.source import Source
from termcheck.facts import Facts, load_facts
from termcheck.glossary.load import load_glossary
from termcheck.grammar.client import Client, Unusable
from termcheck.grammar.places import Jars, find_jars, find_java
from termcheck.grammar.server import Server, start
from termcheck.match.compiled_glossary import Engine, compile_engine
from termcheck.pipeline import examine

# How long one example takes says more about the machine than about the code.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

# What the fixtures of a session hold is no garbage: looking for some in it every 700 objects, as
# Python does, takes an eighth of the time.
gc.set_threshold(50_000, 20, 20)

MakeEngine = Callable[[str], Engine]
Findings = Callable[..., list[Finding]]
RULES = "org/languagetool/rules/en/grammar_custom.xml"
"""Where LanguageTool looks for the rules of a house."""
GLOSSARIES = ("tech-writing", "ai-openness")


@pytest.fixture(scope="session")
def engine_of(tmp_path_factory: pytest.TempPathFactory) -> MakeEngine:
    """Return the engine of a glossary given as YAML, made once for the same text."""
    made: dict[str, Engine] = {}

    def engine(text: str) -> Engine:
        if text not in made:
            path: Path = tmp_path_factory.mktemp("glossary") / "house.yml"
            path.write_text(dedent(text), "utf-8")
            made[text] = compile_engine(load_glossary(path))
        return made[text]

    return engine


@pytest.fixture(scope="session")
def findings_of(engine_of: MakeEngine) -> Findings:
    """Return the findings of the form checks for a glossary and a Markdown text."""

    def findings(
        glossary: str,
        text: str,
        today: datetime.date = datetime.date(2026, 11, 22),
        path: str = "page.md",
    ) -> list[Finding]:
        options = Options(claims=False, today=today)
        source = Source(path, text.encode())
        return list(examine(source, engine_of(glossary), options).findings)

    return findings


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A cache of all processes of a session, in which what is shipped is compiled once.

    For tests that are not about caches: compiling the shipped glossary takes seconds.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "shared-cache"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def shipped_facts() -> Facts:
    """All facts that are shipped, read from their files."""
    folder = shipped_folder()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERMCHECK_CACHE_DIR", "")
        return load_facts(
            kinds=[folder / "kinds"],
            licences=[folder / "licences"],
            definitions=[folder / "definitions"],
            subjects=sorted((folder / "subjects").glob("*.yml")),
        )


@pytest.fixture(scope="session", name="index")
def shipped_names(shipped_facts: Facts) -> NameIndex:
    """The names of all subjects that are shipped."""
    grammar = load_grammar(shipped_folder() / "names" / "ai.yml")
    return NameIndex.build(shipped_facts.subjects.values(), grammar)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, and mostly waits: at the end nothing would be left beside it."""
    long = {"slow", "browser", "languagetool"}
    items.sort(key=lambda item: long.isdisjoint(mark.name for mark in item.iter_markers()))


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("languagetool") is None:
        return
    if find_java() is None or find_jars(GrammarConfig()) is None:
        reason = "no Java or no LanguageTool; run .ci/install-system"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def jars() -> Jars:
    """The jars of LanguageTool."""
    found = find_jars(GrammarConfig())
    assert found is not None
    return found


@pytest.fixture(scope="session")
def house_rules() -> str:
    """The shipped glossaries as rules of LanguageTool."""
    from termcheck.glossary.address import Address
    from termcheck.glossary.languagetool import glossary_languagetool
    from termcheck.match.compiled_glossary import load_engine

    return glossary_languagetool(load_engine(*GLOSSARIES).glossary, Address("", {}))


@pytest.fixture(scope="session")
def languagetool(
    jars: Jars, house_rules: str, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[str]:
    """The address of a LanguageTool server."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    folder = shared / "languagetool"
    folder.mkdir(exist_ok=True)
    known = folder / "url.json"
    server: Server | None = None
    with contextlib.ExitStack() as using:
        with _locked(folder / "start"):
            url = json.loads(known.read_text()) if known.exists() else ""
            if not _answers(url):
                server = _start(jars, house_rules, folder / f"jars-{worker_id}")
                url = server.url
                known.write_text(json.dumps(url))
            using.enter_context(_locked(folder / "use", shared=True))
        yield url
    if server is not None:
        # Not while another process uses it, and not while one finds out whether it is there.
        with _locked(folder / "start"), _locked(folder / "use"):
            server.stop()


@contextlib.contextmanager
def _locked(path: Path, *, shared: bool = False) -> Iterator[None]:
    import fcntl

    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield


def _answers(url: str) -> bool:
    if url:
        with contextlib.suppress(Unusable):
            return bool(Client(url, 10).languages())
    return False


def _start(jars: Jars, rules: str, folder: Path) -> Server:
    folder.mkdir()
    for jar in jars.folder.glob("*.jar"):
        (folder / jar.name).symlink_to(jar)
    with zipfile.ZipFile(folder / "house-rules.jar", "w") as jar:
        jar.writestr(RULES, rules)
    return start(GrammarConfig(jars=str(folder)))
