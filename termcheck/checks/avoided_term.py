"""A form the glossary tells writers not to use."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from termcheck.checks.capitals import opens_sentence, takes_title
from termcheck.checks.check import Check, CheckExample, Page
from termcheck.checks.cited_title import in_cited_title
from termcheck.checks.doubt import is_name, weighed
from termcheck.checks.machine_names import (
    in_slug,
    is_bracketed,
    is_folder,
    is_label,
    is_program,
    is_slug,
)
from termcheck.checks.replacement import agree, replacements
from termcheck.checks.spelling import placed, stands_beside
from termcheck.checks.word_class import stands_before_noun
from termcheck.core.document import Kind
from termcheck.core.finding import Finding, Severity
from termcheck.core.listing import alternatives
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import FixPolicy, Form, PartOfSpeech, Status

_REPOSITORY_AFTER = re.compile(r" (?:repo(?:sitory)?|fork|branch)\b")


def find(page: Page) -> Iterator[Finding]:
    """Yield a finding for each mention written in a form to avoid."""
    for mention in page.mentions:
        form = mention.surface.form
        if mention.surface.status not in (Status.DEPRECATED, Status.SUPERSEDED):
            continue
        if mention.quoted and not page.term(mention).quoted:
            continue
        if is_folder(page.block(mention).text, mention) or is_slug(page.block(mention), mention):
            continue
        if " " not in mention.text and is_bracketed(page.block(mention).text, mention):
            continue
        if in_cited_title(page.block(mention), mention, page.document.source.data):
            continue
        if is_name(page.block(mention), mention):
            continue
        if _is_name(page, mention) or _is_labelled(page, mention) or _is_participle(page, mention):
            continue
        severity = (
            _by_date(form, page.today)
            if mention.surface.status is Status.SUPERSEDED
            else form.severity
        )
        block = page.block(mention)
        expected = tuple(
            agree(mention, placed(words, mention, page), block) for words in form.instead
        )
        if any(stands_beside(words, mention, block) for words in expected):
            # `macOS / OS X`
            continue
        wanted = alternatives(expected) if expected else "other words"
        message = f"Unexpected `{mention.text}`, expected {wanted}"
        severity, policy = weighed(mention, block, severity, form.fix or FixPolicy.AUTO)
        fixes = replacements(mention, block, page.document.source, expected, policy)
        yield page.finding(
            CHECK,
            mention,
            message,
            severity=severity,
            note=form.why,
            expected=expected,
            fixes=fixes,
        )


def _is_name(page: Page, mention: Mention) -> bool:
    """Whether a name's form in lower case is one for machines: `huggingface/peft`, `- k8s`."""
    named = page.term(mention).part_of_speech is PartOfSpeech.PROPER_NOUN
    if not named or not mention.text.islower():
        return False
    block = page.block(mention)
    text = block.text
    if _REPOSITORY_AFTER.match(text, mention.end):
        return True
    return in_slug(text, mention) or is_label(block, mention) or is_program(block, mention)


def _is_labelled(page: Page, mention: Mention) -> bool:
    """Whether a word of one class stands in a name on a screen: `the Set up Wizard`."""
    block = page.block(mention)
    if mention.surface.form.only_as is None:
        return False
    if not mention.text[:1].isupper():
        # `rolling-back` alone in a cell is the name of a state.
        whole = mention.end - mention.start == len(block.text)
        return whole and block.kind is Kind.TABLE_CELL and "-" in mention.text
    body = block.kind is not Kind.HEADING and not opens_sentence(block, mention.start)
    return body and takes_title(block, mention.start, mention.end)


def _is_participle(page: Page, mention: Mention) -> bool:
    """Whether a verb's participle is joined to describe a noun: `a logged-in user`."""
    surface = mention.surface
    if surface.part_of_speech is not PartOfSpeech.VERB or "-" not in mention.text:
        return False
    return surface.inflection in ("past", "participle", "gerund") and stands_before_noun(
        page.block(mention).text, mention.end
    )


def _by_date(form: Form, today: datetime.date) -> Severity:
    """Information until `since`, a warning from then, an error from `error-from`."""
    if form.error_from is not None and today >= form.error_from:
        return Severity.ERROR
    if form.since is not None and today < form.since:
        return Severity.INFO
    return Severity.WARNING


CHECK = Check(
    id="avoided-term",
    summary="A deprecated or superseded form of a term is used.",
    why="Two words for one thing make readers look for the difference.",
    document=find,
    examples=(
        CheckExample(
            "Add it to the whitelist.",
            "Add it to the allowlist.",
            "terms:\n- id: allowlist\n  term: allowlist\n"
            "  deprecated: [{form: whitelist, instead: allowlist}]",
        ),
    ),
)

CHECKS = (CHECK,)
