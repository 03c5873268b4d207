"""What a worker process does, each a function of the configuration and what was asked for."""

from __future__ import annotations

import base64
import dataclasses
import json
import os
import re
from collections.abc import Collection, Sequence

from termcheck import Checker, Config, Report, UsageError, render

_COMMENT = re.compile(r"<!--.*?-->[ \t]*\n?", re.DOTALL)


def check(config: Config, name: str, data: bytes) -> str:
    """Return the JSON report of a draft."""
    return render(_report(config, name, data), "json")


def report(config: Config, name: str, data: bytes, ignored: Collection[str] = ()) -> str:
    """Return the report to print and send, without the findings of `ignored` fingerprints."""
    return render(_without(_report(config, name, data), ignored), "html")


def fix(
    config: Config, name: str, data: bytes, unsafe: bool = False, only: Collection[str] = ()
) -> str:
    """Return a draft corrected, as JSON: the text, what was done and not done, what is left.

    `only` are the fingerprints of the findings to correct, all when empty. Raises `ReaderError`.
    """
    used = checker(config)
    done = used.fix(used.read(name, data), unsafe=unsafe, only=only or None)
    answer = {
        "text": done.after.data.decode("utf-8-sig"),
        "fixed": [
            {"fingerprint": one.fingerprint, "message": one.message, "text": fix.text}
            for one, fix in done.applied
        ],
        "withheld": [
            {"fingerprint": one.finding.fingerprint, "message": one.finding.message}
            | {"reason": one.reason}
            for one in done.withheld
        ],
        "report": json.loads(check(config, name, done.after.data)),
    }
    return json.dumps(answer, ensure_ascii=False)


def ignore(config: Config, name: str, data: bytes, fingerprint: str, reason: str) -> str:
    """Return as JSON the comment that makes a draft say why a finding does not count.

    `null` where no comment can stand. Raises `UsageError` for a
    fingerprint that no finding has, and `ReaderError`.
    """
    used = checker(config)
    source = used.read(name, data)
    findings = _report(config, name, data).findings
    found = {one.fingerprint: one for one in findings}
    if fingerprint not in found:
        raise UsageError(f"no finding has the fingerprint `{fingerprint}`")
    made = used.suppress(source, found[fingerprint], reason, others=findings)
    if made is None:
        return json.dumps({"fix": None})
    start, end = made.span
    return json.dumps({"fix": {"start": start, "end": end, "text": made.text}})


def text(config: Config, name: str, data: bytes) -> str:
    """Return as JSON the text of a file, of a Word file its paragraphs. Raises `ReaderError`."""
    from termcheck.web.tracked import text_of

    source = checker(config).read(name, data)
    told = text_of(source) if source.origin else source.data.decode("utf-8-sig")
    return json.dumps({"text": told}, ensure_ascii=False)


def word(config: Config, name: str, data: bytes, file: str, ignored: Collection[str] = ()) -> str:
    """Return as JSON a Word file with an edited text (`data`) in it, both files in base 64.

    Raises `UsageError` for a text that cannot go into it, and `ReaderError`.
    """
    from termcheck.web.tracked import tracked

    try:
        raw = base64.b64decode(file, validate=True)
    except ValueError:
        raise UsageError("`file` is not in base 64") from None
    name = f"{name.rpartition('.')[0] or name}.docx"
    source = checker(config).read(name, raw)
    found = _report(config, name, raw).findings
    made = tracked(source, data.decode("utf-8", "replace"), found, ignored)
    return json.dumps({"file": base64.b64encode(made).decode()})


def glossary(config: Config) -> str:
    """Return as JSON what a page needs to explain findings: terms, checks, names of subjects."""
    known = checker(config).glossary
    terms = [
        {
            "id": one.id,
            "term": one.term,
            "meaning": one.meaning,
            "why": one.why,
            "url": one.help_url,
            "sources": list(one.sources),
            "owner": one.owner,
            "examples": [
                {"bad": example.bad, "good": example.good, "ok": example.ok}
                for example in one.examples
            ],
        }
        for one in known.terms.values()
    ]
    checks = [
        {"id": one.id, "summary": one.summary, "why": one.why} for one in checker(config).checks
    ]
    facts = checker(config).facts
    subjects = {one.id: one.name for one in facts.subjects.values()}
    found = {"title": known.title, "version": known.version, "owner": known.owner}
    return json.dumps({**found, "terms": terms, "checks": checks, "subjects": subjects})


def label(config: Config, subject: str, form: str) -> str:
    """Return the label of a subject, by id or name, in a format of `Subjects.label`.

    `fragment` is HTML to stand in a page. Raises `UsageError` for what nobody recorded.
    """
    facts = checker(config).facts
    found = facts.find(subject) or facts.subject(subject)
    if form == "fragment":
        return checker(config).publisher.label(found.name)
    return checker(config).subjects.label(found.id, form)


def compare(config: Config, subjects: Sequence[str], definitions: Sequence[str], form: str) -> str:
    """Return a table of who meets what, in a format of `Subjects.compare`.

    Raises `UsageError` for names nobody recorded.
    """
    facts = checker(config).facts
    ids = [(facts.find(one) or facts.subject(one)).id for one in subjects]
    return checker(config).subjects.compare(
        ids, definitions, "fragment" if form == "html" else form, reasons=form == "json"
    )


def rich(config: Config, name: str, data: bytes) -> str:
    """Return Markdown as HTML to paste elsewhere, without front matter and comments."""
    import pyromark

    del config, name
    options = pyromark.Options.ENABLE_GFM | pyromark.Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
    drawn = pyromark.html(_COMMENT.sub("", data.decode("utf-8-sig", "replace")), options=options)
    return drawn.strip() + "\n"


def words(config: Config) -> str:
    """Return the glossary as HTML to stand in a page: its entries, each with an id."""
    import pyromark

    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    text = checker(config).publisher.entries(headings="attributes")
    return pyromark.html(_COMMENT.sub("", text), options=options)


def subjects(config: Config) -> str:
    """Return as JSON the subjects there is a label of: id, name, producer and kind."""
    facts = checker(config).facts
    found = [
        [one.id, one.name, one.producer, facts.kind(one.kind).label]
        for one in facts.subjects.values()
        if one.components
    ]
    return json.dumps(sorted(found, key=lambda one: one[1].lower()))


def warm(config: Config) -> str:
    """Load all that checking needs, by checking an example of the glossary; returns nothing."""
    for term in checker(config).glossary.terms.values():
        for one in term.examples:
            if term.makes_claims and one.bad:
                check(config, "draft.md", one.bad.encode())
                return ""
    return ""


def checker(config: Config) -> Checker:
    """Return the checker of this process; a new one when a file of the glossary has changed."""
    for known, made, stamp in _kept:
        if known == config and stamp == _stamp(made):
            return made
    # Nothing of a draft may reach the disk, nor more processes be started for it.
    made = Checker(dataclasses.replace(config, cache=False, jobs=1))
    _kept[:] = [(config, made, _stamp(made))]
    return made


_kept: list[tuple[Config, Checker, tuple[object, ...]]] = []
"""The last checker of this process, what it was made of, and the state of its files."""


def _stamp(checker: Checker) -> tuple[object, ...]:
    stats = []
    for file in checker.inputs:
        try:
            stat = os.stat(file)  # noqa: PTH116
        except OSError:
            continue
        stats.append((file, stat.st_mtime_ns, stat.st_size))
    return tuple(stats)


def _report(config: Config, name: str, data: bytes) -> Report:
    return checker(config).run(texts={name: data}, remember=False)


def _without(report: Report, ignored: Collection[str]) -> Report:
    files = [
        dataclasses.replace(
            one, findings=tuple(f for f in one.findings if f.fingerprint not in ignored)
        )
        for one in report.files
    ]
    return dataclasses.replace(report, files=tuple(files))
