"""What of LanguageTool is found here, and what to do about the rest."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from termcheck.config.grammar import GrammarConfig
from termcheck.core.extras import adding
from termcheck.grammar.client import Client, Question, Unusable
from termcheck.grammar.download import is_installed
from termcheck.grammar.places import FOLDER_VARIABLE, JAVA, candidates, find_java, jars_in
from termcheck.grammar.server import start

_WRONG = "This are a mistakes, and he go home."
_OR_JARS = (
    "then `termcheck grammar download`, or put the jars of a LanguageTool release into a folder "
    f"and name it in `jars` or {FOLDER_VARIABLE}"
)
_OTHER_JARS = (
    "name the folder that holds languagetool-server.jar, or leave `jars` out to have one found"
)
_OTHER_URL = "start LanguageTool there, or mend the address"
_PATIENCE = 30.0
"""Seconds to wait for an answer, at most: longer than a server needs that has just been started."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at."""

    text: str
    good: bool
    needed: bool = True
    """Whether nothing works without it."""
    advice: str = ""


def examine(config: GrammarConfig) -> Iterator[Diagnosis]:
    """Yield what is found, in the order in which it matters; ends with a check of a sentence."""
    extra = is_installed()
    if config.url:
        yield Diagnosis(f"server: `{config.url}` is configured, none is started", True)
        yield from _try(config.url, config)
        return
    java = find_java()
    if java is None:
        yield Diagnosis("java: none found", False, advice=f"install Java {JAVA} or later")
    else:
        good = java.version == 0 or java.version >= JAVA
        advice = "" if good else f"install Java {JAVA} or later, or set JAVA_HOME to one"
        yield Diagnosis(
            f"java: {java.version or 'of unknown version'}, {java.path}", good, True, advice
        )
    found = None
    for source, folder in candidates(config):
        jars = jars_in(folder, source)
        if jars is not None:
            found = jars
            version = f"LanguageTool {jars.version}" if jars.version else "LanguageTool"
            yield Diagnosis(f"jars: {version} in {folder} ({source})", True)
            break
        if config.jars:
            what = "no server" if folder.is_dir() else "no folder"
            yield Diagnosis(f"jars: {what} at {folder} ({source})", False, advice=_OTHER_JARS)
        else:
            yield Diagnosis(f"jars: no server in {folder} ({source})", False, needed=False)
    if found is None and not config.jars:
        yield Diagnosis("jars: none found", False, advice=f"{adding('grammar')}, {_OR_JARS}")
    what = "installed" if extra else "not installed (it only fetches jars)"
    yield Diagnosis(f"extra: language-tool-python is {what}", extra, needed=False)
    if found is None or java is None:
        return
    began = time.monotonic()
    try:
        server = start(config)
    except Unusable as error:
        yield Diagnosis(f"server: {error.reason}", False)
        return
    try:
        yield Diagnosis(f"server: started in {time.monotonic() - began:.1f} s", True)
        yield from _try(server.url, config)
    finally:
        server.stop()


def _try(url: str, config: GrammarConfig) -> Iterator[Diagnosis]:
    try:
        client = Client(url, min(config.timeout, _PATIENCE))
        languages = client.languages()
        began = time.monotonic()
        found = client.check([{"text": _WRONG}], Question("en-US", config.categories))
    except Unusable as error:
        yield Diagnosis(f"answer: {error.reason}", False, advice=_OTHER_URL)
        return
    took = time.monotonic() - began
    old = ", which is old" if client.is_old else ""
    yield Diagnosis(f"version: LanguageTool {client.version or 'unknown'}{old}", not old, False)
    known = sorted({language.split("-")[0] for language in languages})
    yield Diagnosis(f"languages: {', '.join(known)}", True)
    yield Diagnosis(
        f"answer: {len(found)} mistakes found in a sentence in {took:.1f} s", bool(found)
    )
