"""What a worker process does: functions of what drafts are held to, and of what was asked."""

from __future__ import annotations

import base64
import dataclasses
import datetime
import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import zip_longest
from urllib.parse import urlsplit

from termcheck import Report, Source, UsageError, render
from termcheck.core.visible import clean
from termcheck.web import signoff
from termcheck.web.held import Held
from termcheck.web.language import languages
from termcheck.web.offsets import UNITS, counted
from termcheck.web.params import safe_name

_COMMENT = re.compile(r"<!--.*?-->[ \t]*\n?", re.DOTALL)


def check(held: Held, name: str, data: bytes, file: str = "", offsets: str = UNITS[0]) -> str:
    """Return the JSON report of a draft, with places that count `offsets`.

    With a Word `file` (base 64) the draft is its edited text, which is checked as that document;
    places are those in the text.
    """
    found = render(_checked(held, name, data, file), "json")
    return _recounted(found, {name: data}, offsets)


def batch(held: Held, drafts: Sequence[tuple[str, str]], offsets: str = UNITS[0]) -> str:
    """Return one JSON report of drafts, each a name and a text. Raises `UsageError`."""
    names = [safe_name(name) for name, _ in drafts]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UsageError(f"two drafts are called `{twice}`")
    texts = {
        name: text.encode("utf-8", "replace") for name, (_, text) in zip(names, drafts, strict=True)
    }
    report = held.checker().run(texts=texts, remember=False)
    return _recounted(render(report, "json"), texts, offsets)


def _recounted(report: str, texts: Mapping[str, bytes], offsets: str) -> str:
    """Return a JSON report with places in other units than bytes."""
    if offsets == UNITS[0]:
        return report
    said = json.loads(report)
    counters: dict[str, Callable[[int], int]] = {}
    for finding in said["findings"]:
        data = texts.get(finding["path"])
        if data is None and len(texts) == 1:
            (data,) = texts.values()
        if finding["path"] not in counters:
            counters[finding["path"]] = counted(data or b"", offsets)
        at = counters[finding["path"]]
        for place in (finding, *finding["fixes"]):
            place["start"], place["end"] = at(place["start"]), at(place["end"])
    return json.dumps(said, ensure_ascii=False)


def report(
    held: Held,
    name: str,
    data: bytes,
    file: str,
    ignored: Sequence[str],
    reasons: Sequence[str],
    by: str,
    note: str,
    language: str,
    form: str,
) -> str:
    """Return the sign-off of a draft (see `signoff`) in a `language`, as `html` or `markdown`.

    Of the findings with `ignored` fingerprints it says that they were left, and why.
    """
    made = _checked(held, name, data, file)
    draft = signoff.Draft(
        name,
        data,
        made,
        tuple(made.findings),
        decisions(ignored, reasons),
        by,
        note,
        () if file or made.problems else _commented(held, name, data),
        languages()[language],
    )
    today = datetime.datetime.now(datetime.UTC).date()
    return signoff.html(draft, today) if form == "html" else signoff.markdown(draft, today)


def fix(
    held: Held,
    name: str,
    data: bytes,
    unsafe: bool = False,
    only: Collection[str] = (),
    offsets: str = UNITS[0],
) -> str:
    """Return a draft corrected, as JSON: the text, what was done and not done, what is left.

    `only` are the fingerprints of the findings to correct, all when empty. Raises `UsageError` for
    one that no finding has, and `ReaderError`.
    """
    used = held.checker()
    known = (
        {finding.fingerprint for finding in _report(held, name, data).findings} if only else set()
    )
    for fingerprint in only:
        if fingerprint not in known:
            raise UsageError(f"no finding has the fingerprint `{fingerprint[:60]}`")
    done = used.fix(used.read(name, data), unsafe=unsafe, only=only or None)
    answer = {
        "text": done.after.data.decode("utf-8-sig"),
        "fixed": [
            {"fingerprint": finding.fingerprint, "message": finding.message, "text": fix.text}
            for finding, fix in done.applied
        ],
        "withheld": [
            {"fingerprint": withheld.finding.fingerprint, "message": withheld.finding.message}
            | {"reason": withheld.reason}
            for withheld in done.withheld
        ],
        "report": json.loads(check(held, name, done.after.data, "", offsets)),
    }
    return json.dumps(answer, ensure_ascii=False)


def ignore(
    held: Held,
    name: str,
    data: bytes,
    fingerprint: str,
    reason: str,
    offsets: str = UNITS[0],
) -> str:
    """Return as JSON the comment that makes a draft say why a finding does not count.

    `null` where no comment can stand. Raises `UsageError` for a
    fingerprint that no finding has, and `ReaderError`.
    """
    used = held.checker()
    source = used.read(name, data)
    findings = _report(held, name, data).findings
    found = {finding.fingerprint: finding for finding in findings}
    if fingerprint not in found:
        raise UsageError(f"no finding has the fingerprint `{fingerprint[:60]}`")
    made = used.suppress(source, found[fingerprint], reason, others=findings)
    if made is None:
        return json.dumps({"fix": None})
    start, end = map(counted(source.data, offsets), made.span)
    return json.dumps({"fix": {"start": start, "end": end, "text": made.text}})


def text(held: Held, name: str, data: bytes) -> str:
    """Return as JSON the text of a file, of a Word file its paragraphs. Raises `ReaderError`.

    Of a Word, OpenDocument or RTF file also how each paragraph with text looks, and of a Word file,
    in base 64, what `check` needs of it.
    """
    used = held.checker()
    source = used.read(name, data)
    looks = [dataclasses.asdict(look) for look in used.looks(source)]
    said: dict[str, object] = {"looks": looks} if looks else {}
    if source.encoding != "docx":
        said["text"] = source.data.decode("utf-8-sig")
        return json.dumps(said, ensure_ascii=False)
    from termcheck.web.tracked import skeleton, text_of

    # What no edit could be written into is refused now, not after the work.
    used.annotate(source, ())
    said["text"] = text_of(source)
    said["file"] = base64.b64encode(skeleton(source)).decode()
    return json.dumps(said, ensure_ascii=False)


def word(
    held: Held,
    name: str,
    data: bytes,
    file: str,
    ignored: Sequence[str] = (),
    reasons: Sequence[str] = (),
) -> str:
    """Return as JSON a Word file with an edited text (`data`) in it, both files in base 64.

    What was found is a comment; where it was `ignored`, only one with the reason, if there is one.
    Raises `UsageError` for a text that cannot go into it, and `ReaderError`.
    """
    from termcheck.web.tracked import edited, tracked

    path, source = _word(held, name, file)
    told = data.decode("utf-8", "replace")
    read = held.checker().read
    made = tracked(
        source,
        told,
        lambda source: tuple(_report(held, path, source.origin).findings),
        decisions(ignored, reasons),
        lambda: tuple(_report(held, path, edited(source, told, read).data).findings),
        read,
    )
    return json.dumps({"file": base64.b64encode(made).decode()})


def decisions(ignored: Sequence[str], reasons: Sequence[str]) -> dict[str, str]:
    """Return the reason why each finding was ignored, empty where none was given, by fingerprint.

    Raises `UsageError` for more reasons than findings.
    """
    if len(reasons) > len(ignored):
        raise UsageError("`reasons` has more texts than `ignored`")
    return dict(
        zip_longest(ignored, (" ".join(reason.split()) for reason in reasons), fillvalue="")
    )


def _word(held: Held, name: str, file: str) -> tuple[str, Source]:
    try:
        raw = base64.b64decode(file, validate=True)
    except ValueError:
        raise UsageError("`file` is not in base 64") from None
    path = f"{name.rpartition('.')[0] or name}.docx"
    return path, held.checker().read(path, raw)


def glossary(held: Held) -> str:
    """Return as JSON what a page needs to explain findings: terms, checks, names of subjects."""
    known = held.checker().glossary
    terms = [
        {
            "id": term.id,
            "term": term.term,
            "forms": list(term.spellings),
            "meaning": term.meaning,
            "why": term.why,
            "url": term.help_url,
            "sources": list(term.sources),
            "owner": term.owner,
            "examples": [
                {"bad": example.bad, "good": example.good, "ok": example.ok}
                for example in term.examples
            ],
        }
        for term in known.terms.values()
    ]
    checks = [
        {"id": check.id, "summary": check.summary, "why": check.why}
        for check in held.checker().checks
    ]
    facts = held.checker().facts
    subjects = {subject.id: subject.name for subject in facts.subjects.values()}
    head = {"title": known.title, "version": known.version, "owner": known.owner}
    head |= {"language": known.language, "feedback": known.settings.feedback_url}
    found = {**head, **held.choices()}
    return json.dumps({**found, "terms": terms, "checks": checks, "subjects": subjects})


def label(held: Held, subject: str, form: str) -> str:
    """Return the label of a subject, by id or name, in a format of `Subjects.label`.

    `fragment` is HTML to stand in a page. Raises `UsageError` for what nobody recorded.
    """
    used = held.checker()
    found = used.subjects.find(subject)
    if form == "fragment":
        return used.publisher.label(used.facts.subject(found).name)
    return used.subjects.label(found, form)


def compare(held: Held, subjects: Sequence[str], definitions: Sequence[str], form: str) -> str:
    """Return a table of who meets what, in a format of `Subjects.compare`.

    Raises `UsageError` for names nobody recorded.
    """
    return held.checker().subjects.compare(
        subjects, definitions, "fragment" if form == "html" else form, reasons=form == "json"
    )


def unrecorded(held: Held, subjects: Sequence[str]) -> str:
    """Return as JSON which names nobody recorded, each with the name that may be meant, or none."""
    used = held.checker()
    found = []
    for name in subjects:
        try:
            used.subjects.find(name)
        except UsageError:
            found.append([name, used.subjects.nearest(name)])
    return json.dumps(found)


MOST_PAGE = 2_000_000
"""Bytes of the largest page that is fetched."""
PAGE_SECONDS = 15.0


def page(held: Held, url: str) -> str:
    """Return as JSON the main content of a published page, as HTML: `name` and `text`.

    Raises `UsageError` for a host whose pages the server does not fetch, and a page that cannot be
    had.
    """
    host = (urlsplit(url).hostname or "").lower()
    if host not in held.sites:
        known = ", ".join(f"`{site}`" for site in held.sites) or "no pages"
        raise UsageError(f"pages of `{host[:60]}` are not fetched here; the server fetches {known}")
    name, data = held.checker().audits.page(
        url, most=MOST_PAGE, seconds=PAGE_SECONDS, private=held.private
    )
    read = held.checker().read(name, data).data.decode("utf-8-sig")
    text = re.sub(r"[ \t]*\n\s*\n", "\n\n", read).strip()
    return json.dumps({"name": name, "text": f"{text}\n"}, ensure_ascii=False)


def rich(held: Held, name: str, data: bytes) -> str:
    """Return Markdown as HTML to paste elsewhere, without front matter and comments.

    Raises `ReaderError` for a text that the parser fails on.
    """
    import pyromark

    from termcheck.core.panic import told_of_markdown

    del held
    options = (
        pyromark.Options.ENABLE_GFM
        | pyromark.Options.ENABLE_TABLES
        | pyromark.Options.ENABLE_STRIKETHROUGH
        | pyromark.Options.ENABLE_TASKLISTS
        | pyromark.Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
    )
    with told_of_markdown(name):
        drawn = pyromark.html(data.decode("utf-8-sig", "replace"), options=options)
    # What is written in code, or escaped, is no comment there.
    return _COMMENT.sub("", drawn).strip() + "\n"


def words(held: Held, only: Sequence[str] = ()) -> str:
    """Return entries of the glossary, all or `only` some, as HTML to stand in a page, with ids."""
    import pyromark

    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    text = held.checker().publisher.entries(only, headings="attributes")
    return pyromark.html(_COMMENT.sub("", text), options=options)


def subjects(held: Held) -> str:
    """Return as JSON the subjects there is a label of: id, name, producer and kind."""
    facts = held.checker().facts
    found = [
        [subject.id, subject.name, subject.producer, facts.kind(subject.kind).label]
        for subject in facts.subjects.values()
        if subject.components
    ]
    return json.dumps(sorted(found, key=lambda row: row[1].lower()))


def warm(held: Held) -> str:
    """Load all that checking needs, by checking an example of the glossary; returns nothing."""
    for term in held.checker().glossary.terms.values():
        for example in term.examples:
            if term.makes_claims and example.bad:
                check(held, "draft.md", example.bad.encode())
                return ""
    return ""


def _report(held: Held, name: str, data: bytes) -> Report:
    return held.checker().run(texts={name: data}, remember=False)


def _commented(held: Held, name: str, data: bytes) -> tuple[tuple[str, str], ...]:
    """Return what comments in a draft say was left: its words, and why."""
    used = held.checker()
    comments = used.document(used.read(name, data)).directives
    named = (comment for comment in comments if comment.quotes)
    return tuple((clean(comment.quotes[-1].words), clean(comment.reason)) for comment in named)


def _checked(held: Held, name: str, data: bytes, file: str = "") -> Report:
    """Return the report of a draft, of an edited Word file (base 64) with places in its text."""
    if not file:
        return _report(held, name, data)
    from termcheck.web.tracked import edited

    path, source = _word(held, name, file)
    made = edited(source, data.decode("utf-8", "replace"), held.checker().read)
    found = []
    report = _report(held, path, made.data)
    for finding in report.findings:
        span = made.place(finding.span)
        fixes = [(fix, made.place(fix.span)) for fix in finding.fixes]
        if span is not None:
            kept = tuple(dataclasses.replace(fix, span=at) for fix, at in fixes if at is not None)
            found.append(dataclasses.replace(finding, span=span, fixes=kept))
    found.sort(key=lambda finding: finding.span)
    files = tuple(
        dataclasses.replace(file_result, findings=tuple(found)) for file_result in report.files
    )
    return dataclasses.replace(report, files=files)
