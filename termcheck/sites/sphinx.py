"""An extension of Sphinx: findings are warnings of the build; directives draw entries and labels.

    extensions = ["termcheck.sites.sphinx"]

Warnings have the file, line and column of what is found, and a type, so that `suppress_warnings`
may say `termcheck` or `termcheck.casing`.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

import termcheck

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from termcheck.publish.publisher import Publisher

CSS = "termcheck.css"
_HEADING = re.compile(r"^## .*$", re.MULTILINE)
_COMMENT = re.compile(r"<!-- termcheck: .*? -->\n*")
_DEFINITIONS = re.compile(r"definitions[ \t]*:", re.IGNORECASE)
log = logging.getLogger(__name__)
_checkers: dict[str, termcheck.Checker] = {}
"""One for each project: processes that read pages in parallel inherit it."""


def checker_of(app: Sphinx) -> termcheck.Checker:
    """Return the checker of a project, made once. Raises `ConfigError` for a wrong setting."""
    folder = str(app.confdir)
    if folder not in _checkers:
        chosen = app.config.termcheck_config_file
        try:
            config = termcheck.load_config(
                str(app.confdir / chosen) if chosen else None, start=folder
            )
            named = app.config.termcheck_glossary
            names = [named] if isinstance(named, str) else named
            if names:
                found = (app.confdir / name for name in names)
                paths = (
                    str(path) if path.exists() else name
                    for path, name in zip(found, names, strict=True)
                )
                config = dataclasses.replace(config, glossary=tuple(paths))
            checker = termcheck.Checker(config)
            # What is wrong with it is told now.
            _ = checker.glossary
        except termcheck.TermcheckError as error:
            raise ConfigError(f"termcheck: {error}") from None
        _checkers[folder] = checker
    return _checkers[folder]


def check(app: Sphinx, env: BuildEnvironment, _changed: list[str]) -> None:
    """Check every page of the project and tell what is found. Unchanged pages cost nothing."""
    if not app.config.termcheck_check:
        return
    checker = checker_of(app)
    paths = (str(env.doc2path(name)) for name in sorted(env.found_docs))
    try:
        report = (
            checker.run(
                [path for path in paths if checker.config.takes(path)],
                baseline=True,
                fold=checker.config.fold_claims,
            )
            if env.found_docs
            else termcheck.Report()
        )
    except termcheck.TermcheckError as error:
        raise ConfigError(f"termcheck: {error}") from None
    for result in report.files:
        for finding in result.findings:
            place = f"{finding.path}:{finding.line}:{finding.column}"
            if finding.severity is termcheck.Severity.INFO:
                log.info("%s: %s [%s]", place, finding.message, finding.check)
            else:
                log.warning(
                    "%s", finding.message, location=place, type="termcheck", subtype=finding.check
                )
    for problem in report.problems:
        log.warning("%s", problem, type="termcheck", subtype="problem")
    for notice in report.notices:
        log.info("termcheck: %s", notice)


def add_tooltips(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Let the first use of each term lead to the page of the glossary."""
    target = app.config.termcheck_glossary_page
    if target and page != target and page in app.env.found_docs and context.get("body"):
        address = app.builder.get_relative_uri(page, target)
        context["body"] = checker_of(app).publisher.tooltips(context["body"], address)


def write_style(app: Sphinx) -> None:
    """Write the style sheet where the pages look for it."""
    if app.builder.format == "html":
        folder = Path(app.outdir) / "_static"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / CSS).write_text(checker_of(app).publisher.css, "utf-8")


class _Drawn(SphinxDirective):
    """A directive whose lines are names, given as its argument or its content."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    @property
    def publisher(self) -> Publisher:
        checker = checker_of(self.env.app)
        for path in checker.inputs:
            self.env.note_dependency(path)
        return checker.publisher

    @property
    def names(self) -> dict[str, str]:
        """Each line that says something, and where it stands."""
        path = self.env.doc2path(self.env.docname)
        lines = [(line, self.lineno) for line in self.arguments]
        lines += [(line, offset + 1) for _source, offset, line in self.content.xitems()]
        return {line.strip(): f"{path}:{number}" for line, number in lines if line.strip()}

    def subjects(self, names: Mapping[str, str]) -> list[str]:
        """Return names of subjects, after a warning about each that is not recorded."""
        if not names:
            raise self.error(f"`{self.name}` names no subject")
        facts = self.publisher.facts
        known = [name for subject in facts.subjects.values() for name in (subject.name, subject.id)]
        for name, place in names.items():
            if facts.find(name) is None:
                _warn_of_unknown("subject", name, known, place)
        return list(names)


class GlossaryDirective(_Drawn):
    """`termcheck-glossary`: the entries of the glossary, or of the ids that are listed.

    Each is a section, so that menus list it, and `:ref:` finds it by the id of its term.
    """

    def run(self) -> list[nodes.Node]:
        """Return a section for each entry."""
        publisher, ids = self.publisher, [part for line in self.names for part in line.split()]
        terms = publisher.glossary.terms
        unknown = [id_ for id_ in ids if id_ not in terms]
        if unknown:
            raise self.error(f"no term `{unknown[0]}`{termcheck.did_you_mean(unknown[0], terms)}")
        wanted = ids or sorted(terms, key=lambda term: (terms[term].term.casefold(), term))
        return [self._section(publisher, term_id) for term_id in wanted]

    def _section(self, publisher: Publisher, term: str) -> nodes.section:
        title = publisher.glossary.terms[term].term
        text = _COMMENT.sub("", publisher.entries([term], headings="attributes"))
        section = nodes.section(ids=[term], names=[term])
        section += nodes.title(title, title)
        section += _raw(_html(_HEADING.sub("", text, count=1)))
        self.env.get_domain("std").note_hyperlink_target(term, self.env.docname, term, title)  # type: ignore[attr-defined]
        return section


class Labels(_Drawn):
    """`termcheck-label`: the label of each subject."""

    def run(self) -> list[nodes.Node]:
        """Return the labels."""
        number = self.env.new_serialno("termcheck-label")
        return [
            _raw(self.publisher.label(name, level=3, anchor=f"label-{number}-{index}"))
            for index, name in enumerate(self.subjects(self.names))
        ]


class CompareDirective(_Drawn):
    """`termcheck-compare`: subjects by definitions; a line `definitions: ID, ID` limits them."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        names = self.names
        wanted = {line: place for line, place in names.items() if _DEFINITIONS.match(line)}
        subjects = self.subjects(
            {name: place for name, place in names.items() if name not in wanted}
        )
        known = self.publisher.facts.definitions
        definitions = []
        for line, place in wanted.items():
            for reference in re.findall(r"[^,\s]+", line.partition(":")[2]):
                if reference.partition("/")[0] not in known:
                    _warn_of_unknown("definition", reference, known, place)
                definitions.append(reference)
        return [_raw(self.publisher.table(subjects, definitions))]


def _warn_of_unknown(what: str, name: str, known: Iterable[str], place: str) -> None:
    """Tell that there is nothing to show, as the check `unknown-subject` does in Markdown."""
    told = f"nothing is recorded of the {what} `{name}`{termcheck.did_you_mean(name, known)}"
    log.warning("%s", told, location=place, type="termcheck", subtype="unknown-subject")


def _html(text: str) -> str:
    import pyromark

    return pyromark.html(text, options=pyromark.Options.ENABLE_TABLES)


def _raw(html: str) -> nodes.raw:
    return nodes.raw("", html, format="html")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_config_value("termcheck_check", True, "", bool)
    app.add_config_value("termcheck_config_file", "", "env", str)
    app.add_config_value("termcheck_glossary", [], "env", (list, tuple, str))
    app.add_config_value("termcheck_glossary_page", "", "html", str)
    app.add_directive("termcheck-glossary", GlossaryDirective)
    app.add_directive("termcheck-label", Labels)
    app.add_directive("termcheck-compare", CompareDirective)
    app.add_css_file(CSS)
    app.connect("builder-inited", write_style)
    app.connect("env-before-read-docs", check)
    app.connect("html-page-context", add_tooltips)
    return {
        "version": termcheck.__version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
