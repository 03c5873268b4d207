"""What a project can choose about grammar: the keys of `[grammar]`."""

from __future__ import annotations

from dataclasses import dataclass

from termcheck.typed_files.structure import key

CATEGORIES = (
    *("GRAMMAR", "CONFUSED_WORDS", "COLLOCATIONS", "NONSTANDARD_PHRASES", "MISC"),
    # Spanish and its neighbours have their own.
    *("AGREEMENT_NOUNS", "AGREEMENT_VERBS"),
)
"""Categories of LanguageTool whose rules are seldom wrong about technical prose."""


@dataclass(frozen=True, slots=True)
class GrammarConfig:
    """How LanguageTool is asked, and what of its answer is reported."""

    enabled: bool = key("Whether grammar is checked; `--grammar` and `--no-grammar` decide.", True)
    url: str = key("Address of a LanguageTool server that runs already; empty to start one.", "")
    jars: str = key(
        "Folder of LanguageTool's jars, to start a server from; found by itself when empty.", ""
    )
    language: str = key("Language of documents that do not say theirs, with its country.", "en-US")
    categories: tuple[str, ...] = key(
        "Categories of LanguageTool that are reported; `TYPOS` is its spelling.", CATEGORIES
    )
    rules: tuple[str, ...] = key("Rules of other categories that are reported too.", ())
    disabled_rules: tuple[str, ...] = key("Rules that are not reported.", ())
    timeout: float = key("Seconds to wait for one answer.", 90.0, minimum=0.1, maximum=3_600)
    time_limit: float = key(
        "Seconds a run may spend on grammar, the server's start included.",
        600.0,
        minimum=0,
        maximum=86_400,
    )
    memory: int = key(
        "Megabytes of memory for a server that is started.", 1024, minimum=64, maximum=65_536
    )


def is_loopback(url: str) -> bool:
    """Return whether an address is surely of this machine."""
    import ipaddress
    from urllib.parse import urlsplit

    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
