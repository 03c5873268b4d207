"""What a kept result depends on besides the file: as soon as any of it changes, so does the key."""

from __future__ import annotations

import dataclasses
import functools

from termcheck.cache.objects import code_stamp, digest, is_stamped
from termcheck.cache.versions import files_stamp
from termcheck.claims.model_files import model_files
from termcheck.config.options import Options
from termcheck.run.glossary_card import Card


def result_key(options: Options, card: Card, grammar: str) -> str:
    """Return the key of the results of files held to some options and a glossary.

    Every field of `Options` counts, so that none can be forgotten; the day only where the glossary
    has something that changes on a day. `grammar` says which LanguageTool is asked, and how.
    """
    told = {field.name: getattr(options, field.name) for field in dataclasses.fields(options)}
    told["today"] = card.epoch(options.today)
    parts = (code_stamp(), card.digest, repr(sorted(told.items())), reader_identity(options))
    return digest(part.encode("utf-8", "surrogatepass") for part in (*parts, grammar))


def reader_identity(options: Options) -> str:
    """Return what changes with the model that reads claims, empty where none are read.

    The packages around it are part of `code_stamp`.
    """
    return _model_stamp(options.claims_model) if options.claims else ""


@functools.lru_cache(maxsize=8)
def _model_stamp(model: str) -> str:
    return files_stamp(path for path in model_files(model) if not is_stamped(path))
