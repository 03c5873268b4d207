"""Everything termcheck can do, ready for one configuration: what every adapter is built on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from termcheck.config.load import load_config
from termcheck.config.project import Config
from termcheck.core.report import is_word
from termcheck.core.source import Source

if TYPE_CHECKING:
    from termcheck.api.audits import Audits
    from termcheck.api.grammar import Grammar
    from termcheck.api.model import Model
    from termcheck.api.subjects import Subjects
    from termcheck.api.words import Words
    from termcheck.audit.audit import Audit
    from termcheck.audit.inputs import Limits
    from termcheck.cache.memory import Memory
    from termcheck.checks.check import Check
    from termcheck.checks.claim_finding import ClaimContext
    from termcheck.core.document import Document
    from termcheck.core.finding import Finding, Fix
    from termcheck.core.report import Examined, Report
    from termcheck.exchange.terms.draft_yaml import GlossaryDraft
    from termcheck.facts.facts import Facts
    from termcheck.fixer.fixed import Fixed
    from termcheck.glossary.model import Glossary, Term
    from termcheck.grammar.behind import Behind
    from termcheck.match.compiled_glossary import Engine
    from termcheck.publish.publisher import Publisher
    from termcheck.run.baseline import Recorded
    from termcheck.run.beside import Beside
    from termcheck.run.check_files import Progress
    from termcheck.run.plan import FileSettings, Plan
    from termcheck.run.workers import TaskResult
    from termcheck.word.annotate import Annotated
    from termcheck.word.looks import ParagraphLook
    from termcheck.word.paragraphs import Rewritten


class Checker:
    """Terminology made ready: glossary, facts and engine are loaded on first use, and once.

    Build a new one after the configuration or a glossary file changed; unchanged glossaries come
    from the user's cache in a few milliseconds.
    """

    def __init__(self, held_to: Config | Glossary | str | PathLike[str] | None = None) -> None:
        """Take what documents are held to: a configuration, or a glossary and the defaults.

        A glossary is a loaded one, the name of a shipped one, or the path of a file or folder.
        Nothing means the shipped `ai-openness`. Nothing is read before it is needed.
        """
        self._glossary: Glossary | None = None
        if held_to is None:
            self.config = Config()
        elif isinstance(held_to, Config):
            self.config = held_to
        elif isinstance(held_to, str | PathLike):
            self.config = Config(glossary=(str(held_to),), root=str(Path.cwd()))
        else:
            # What was made in memory is in no file, so that no key tells it from another.
            self._glossary, self.config = held_to, Config(cache=False)

    def __repr__(self) -> str:
        return f"Checker({self._glossary or self.config!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Checker):
            return NotImplemented
        return (self.config, self._glossary) == (other.config, other._glossary)

    __hash__ = None  # type: ignore[assignment]

    @classmethod
    def of_project(cls, start: str | PathLike[str] = "") -> Checker:
        """Return the checker of the configuration that is in force for a file or folder.

        The working directory counts when it is empty. Raises `ConfigError`.
        """
        return cls(load_config(start=str(start)))

    @cached_property
    def _plan(self) -> Plan:
        from termcheck.run.plan import Plan

        return Plan(self.config, load=self._load if self._glossary is not None else None)

    def _load(self, *_names: str) -> Engine:
        from termcheck.match.compiled_glossary import compile_engine

        assert self._glossary is not None
        return compile_engine(self._glossary)

    @cached_property
    def engine(self) -> Engine:
        """The compiled glossary of files without overrides. Raises `GlossaryError`."""
        return self._plan.engine(self._plan.settings(""))

    @cached_property
    def _memory(self) -> Memory[TaskResult]:
        from termcheck.cache.memory import Memory

        return Memory()

    @property
    def glossary(self) -> Glossary:
        """The terms, settings and exemptions in force. Raises `GlossaryError`."""
        return self.engine.glossary

    @property
    def facts(self) -> Facts:
        """The subjects, licences and definitions behind the glossary. Raises `FactsError`."""
        return self.engine.facts

    @property
    def checks(self) -> tuple[Check, ...]:
        """Every check there is, with what it reports and examples."""
        from termcheck.checks.registry import CHECKS

        return CHECKS

    def redefined(self, means: Mapping[str, str]) -> Checker:
        """Return a checker in which definitions take the place of others, by the id of those.

        What entries mean is then judged by them (`{"osaid-1.0": "owd"}`). Raises `UsageError` for a
        definition that no entry means, or that nobody recorded.
        """
        from dataclasses import replace

        from termcheck.glossary.redefine import redefined

        for new in means.values():
            self.facts.definition(new)
        made = Checker(redefined(self.glossary, means))
        made.config = replace(self.config, cache=False)
        return made

    @property
    def words(self) -> Words:
        """The glossary as its authors work on it: its faults, its examples, its other forms."""
        from termcheck.api.words import Words

        return Words(lambda: self.engine)

    @property
    def grammar(self) -> Grammar:
        """LanguageTool, as those who set it up see it."""
        from termcheck.api.grammar import Grammar

        return Grammar(self.config)

    @cached_property
    def subjects(self) -> Subjects:
        """The recorded subjects: found by any name, compared, drawn and listed."""
        from termcheck.api.subjects import Subjects

        return Subjects(self.glossary, self.facts)

    @property
    def model(self) -> Model:
        """The model that reads claims, as those who score or train one see it."""
        from termcheck.api.model import Model

        return Model(lambda: (self.engine, self._plan.settings("").options))

    @cached_property
    def audits(self) -> Audits:
        """Audits, as engines of others ask for them; `audit` writes one."""
        from termcheck.api.audits import Audits

        return Audits(self._plan, self._load if self._glossary is not None else None)

    @property
    def publisher(self) -> Publisher:
        """What sites show of the glossary and its facts: entries, tooltips, labels, tables."""
        from termcheck.publish.publisher import Publisher

        return Publisher(self.engine)

    def examine(self, source: Source) -> Examined:
        """Return all that one document gives: findings, usages to compare across a run, problems.

        The path of the source is taken relative to the working directory to find its overrides.
        """
        from termcheck.pipeline import examine
        from termcheck.run.grammar_batch import remarks_on

        settings = self._settings(source)
        remarks = remarks_on(source, self._plan, settings)
        return examine(source, self._plan.engine(settings), settings.options, remarks)

    def document(self, source: Source) -> Document:
        """Return one document as the prose that is checked. Raises `ReaderError`."""
        from termcheck.pipeline import document_of

        return document_of(source, self._settings(source).options)

    def _settings(self, source: Source) -> FileSettings:
        """Return the settings that hold for a document, overrides applied."""
        from termcheck.core.paths import absolute_path

        return self._plan.settings(absolute_path(source.path))

    def check(self, source: Source) -> tuple[Finding, ...]:
        """Return the findings of one document, in order of the text."""
        return self.examine(source).findings

    def fix(
        self, source: Source, *, unsafe: bool = False, only: Collection[str] | None = None
    ) -> Fixed:
        """Return one document with its fixes applied, those that are safe or, if asked, unsafe.

        `only` are fingerprints of the findings that are to be fixed, all if left out.

        Only fixes stay in after which their finding is gone and nothing else is found; with grammar
        on, LanguageTool must not find more in it either.
        """
        from termcheck.fixer.fixed import fix_source
        from termcheck.run.grammar_guard import guard_of

        guard = guard_of(self._plan, self._settings(source))
        return fix_source(source, self.examine, unsafe=unsafe, only=only, guard=guard)

    def apply(
        self, source: Source, picks: Sequence[tuple[Finding, Fix]], *, anyway: bool = False
    ) -> Fixed:
        """Return one document with chosen fixes of its findings applied, see `fix`.

        If `anyway`, a fix stays in although something else is found after it: of several that only
        hold together, people choose one after the other.
        """
        from termcheck.fixer.fixed import apply_fixes

        return apply_fixes(source, picks, self.examine, anyway=anyway)

    def change(self, source: Source, changes: Iterable[Fix]) -> Fixed:
        """Return one document with changes in it, whatever comes of them; `new` says what does.

        Of changes that overlap, the first stays in.
        """
        from termcheck.fixer.fixed import change

        return change(source, changes, self.examine)

    def anchors(self, fixed: Fixed) -> list[tuple[int, str, str]]:
        """Return line, old and new words of each heading whose anchor changes with a document."""
        from termcheck.fixer.headings import changed_anchors

        return list(changed_anchors(self.document(fixed.before), self.document(fixed.after)))

    @staticmethod
    def corrects(path: str) -> bool:
        """Return whether a file can be corrected by writing its text: a Word file cannot."""
        return not is_word(path)

    @staticmethod
    def annotate(
        source: Source,
        findings: Iterable[Finding],
        *,
        fix_safe: bool = False,
        author: str = "termcheck",
    ) -> Annotated:
        """Return a Word file with a comment for each finding on its words, to be written elsewhere.

        With `fix_safe` safe fixes are tracked changes. Raises `ReaderError` if it is no Word file.
        """
        from termcheck.word.annotate import annotate

        return annotate(source, findings, fix_safe=fix_safe, author=author)

    def suppress(
        self,
        where: Source | Document,
        finding: Finding,
        reason: str = "",
        *,
        sure: bool = True,
        others: Iterable[Finding] | None = None,
    ) -> Fix | None:
        """Return the insertion of a comment that suppresses a finding and no other one.

        None if none can stand, or tell the finding from `others`, which are looked for if left out.
        If `sure`, only one after which the finding is gone and everything else is found as before.
        Raises `ValueError` for a document that has changed since.
        """
        from termcheck.fixer.suppress import suppressed, suppression

        document = self.document(where) if isinstance(where, Source) else where
        if others is None:
            others = self.examine(document.source).findings
        made = suppression(document, finding, reason, others)
        if made is None or not sure:
            return made
        now = suppressed(document.source, finding, made, self.examine)
        return made if now is not None else None

    def record(
        self,
        paths: Iterable[str] = (),
        *,
        update: bool = False,
        progress: Progress | None = None,
    ) -> Recorded:
        """Write the findings of files and folders to the baseline, so that they are known.

        Of a baseline that exists only what is gone is forgotten, unless new findings are to
        `update` it too. Raises what `run` does, and `ConfigError`.
        """
        from termcheck.run.baseline import load_baseline, record

        old = load_baseline(self.config.baseline_path)
        return record(self.run(paths, progress=progress), self.config, old, update=update)

    @staticmethod
    def rewrite(
        source: Source,
        lines: Sequence[tuple[int | None, str, Sequence[Fix]]],
        *,
        author: str = "",
    ) -> Rewritten:
        """Return a Word file in which the paragraphs with text are `lines`, in their order.

        Each is the number of a line of `source`, with the fixes to make in it without tracking, or
        None and the text of a new one. What no line names is taken out. With an `author` what came
        and went are tracked changes. Raises `ReaderError`.
        """
        from termcheck.word.paragraphs import rewrite

        return rewrite(source, lines, author=author)

    @staticmethod
    def looks(source: Source) -> tuple[ParagraphLook, ...]:
        """Return how each paragraph with text of a Word, OpenDocument or RTF file looks, in order.

        Nothing for other files. Raises `ReaderError`.
        """
        from termcheck.word.looks import looks

        return looks(source)

    def ask_behind(
        self, source: Source, url: str, form: Mapping[str, str], seconds: float
    ) -> Behind | None:
        """Return what the LanguageTool server at `url` says of a document, sent as `form`.

        None if it does not answer within `seconds`. Raises `ReaderError`.
        """
        from termcheck.grammar.behind import ask_behind

        return ask_behind(self.document(source), self.engine, url, form, seconds)

    def keep(self, findings: Iterable[Finding]) -> None:
        """Add findings to the baseline file, which is made if need be. Raises `ConfigError`."""
        from termcheck.run.baseline import keep

        keep(self.config.baseline_path, findings)

    def files(self, paths: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the files a run over paths would look at, as they are shown.

        Raises `UsageError` for a path that does not exist.
        """
        from termcheck.run.discover import discover

        return tuple(file.shown for file in discover(list(paths), self.config).files)

    def harvest(self, paths: Iterable[str] = (), most: int = 200) -> GlossaryDraft:
        """Return a glossary that files and folders propose, to be reviewed: see `harvest`.

        Pages in another language than the glossary's are left out, and files that cannot be read
        are told. `most` is how many terms it has at most. Raises `UsageError` for a path that does
        not exist.
        """
        from termcheck.harvest.harvest import harvest_files

        return harvest_files(
            self.files(paths),
            lambda path: self.document(self.read(path)),
            self.glossary.language,
            self.engine.lexicon.surfaces.keys(),
            most,
        )

    def claims(self, sources: Iterable[Source]) -> list[ClaimContext]:
        """Return the claims of each document, weighed, those that nothing is said about too.

        Raises `ReaderError`, and `PluginError` if there is no model that reads claims.
        """
        from termcheck.pipeline import claims_of

        return list(claims_of(sources, self.engine, self._plan.settings("").options))

    def claims_text(self, sources: Iterable[Source], form: str = "table") -> str:
        """Return the claims of documents for people to read, as `table` or `json`; see `claims`."""
        from termcheck.reporters.claims import CLAIMS

        return CLAIMS[form](self.claims(sources))

    def run(
        self,
        paths: Iterable[str] = (),
        *,
        texts: Mapping[str, bytes] | None = None,
        baseline: bool = False,
        remember: bool = True,
        force_exclude: bool = False,
        changed_since: str = "",
        progress: Progress | None = None,
        fold: bool = False,
    ) -> Report:
        """Return the report of files and folders, the working directory when there is nothing.

        `texts` are documents that are on no disk, by the path they are shown with; `baseline`
        leaves out the findings that the configured one knows, and `changed_since` those on lines
        that did not change since a git revision. With `force_exclude` the configuration's
        `exclude` holds for files that are named too. `progress` is told how many documents were
        looked at, and of how many. With `fold`, findings about one term and one subject in a
        document are one, with the other places in its `related`. Documents that did not change
        since an earlier run of this checker are not looked at again, unless that was not to
        `remember` what it found. Raises `UsageError` for a path that does not exist or an unknown
        revision, and `GlossaryError`.
        """
        from termcheck.run.baseline import load_baseline
        from termcheck.run.run import run

        changes = None
        if changed_since:
            from termcheck.run.git import changed_since as changed

            changes = changed(changed_since, str(Path.cwd()))
        known = load_baseline(self.config.baseline_path) if baseline else None
        return run(
            paths,
            self.config,
            texts=texts,
            force_exclude=force_exclude,
            changes=changes,
            progress=progress,
            baseline=known if known is not None and known.files else None,
            plan=self._plan,
            memory=self._memory if remember else None,
            fold=fold,
        )

    def beside(self) -> Beside:
        """Return a process of its own that looks at files beside what the caller does meanwhile.

        Its `run` begins what `run` of this checker does, its `report` waits for what came of it.
        """
        from termcheck.run.beside import Beside

        return Beside(self.config, self.run, start=self._glossary is None)

    def audit(
        self,
        paths: Iterable[str],
        folder: str | PathLike[str],
        *,
        history: bool = False,
        engine: str = "local",
        limits: Limits | None = None,
        progress: Progress | None = None,
    ) -> Audit:
        """Return what all documents of files, folders and repositories mean, as tables in `folder`.

        Zip archives, WARC and Parquet files, addresses of object stores that fsspec knows, of
        sitemaps and of single pages are read too; `limits` say how much is fetched of a site.

        With `history` what stood at the end of each month in those that are in git counts too, for
        `changes` and `agreement`. `engine` is `local` or, with the extra `ray`, `ray`: the cluster
        of `RAY_ADDRESS`. What an audit into the same folder found before, up to a kill, is not
        looked for again.
        Every document is held to this checker's configuration, whatever those beside it say.
        `progress` is told how many documents were read, and of how many. Raises `UsageError` for a
        path that does not exist or a folder that cannot be written, `PluginError` without the extra
        `audit`.
        """
        return self.audits.write(
            paths, Path(folder), history=history, engine=engine, limits=limits, progress=progress
        )

    def read(self, path: str, data: bytes | None = None) -> Source:
        """Return a file as a source, or what `data` holds as one that is called `path`.

        Word files are text then, and bytes are decoded. Raises `UsageError` if there is no such
        file, and `ReaderError` if it is not what its name says, or larger than `max-file-size`.
        """
        from termcheck.core.errors import ReaderError, UsageError
        from termcheck.readers import decode
        from termcheck.run.workers import read

        limit = int(self.config.max_file_size * 1e6)
        try:
            return decode(path, read(path, limit) if data is None else data, limit)
        except ReaderError as error:
            raise ReaderError(error.reason, path=path) from None
        except OSError as error:
            told = (error.strerror or str(error)).lower()
            raise UsageError(f"cannot be read: {told}", path=path) from None

    def explain(self, name: str) -> Term | Check:
        """Return the term or check of an id, or the term of which a form is written so.

        Raises `UsageError`, with a near name, if there is none.
        """
        from termcheck.checks.registry import BY_ID
        from termcheck.core.errors import UsageError, did_you_mean

        terms = self.glossary.terms
        by_form = {form.casefold(): term for term in terms.values() for form in term.spellings}
        found = terms.get(name) or by_form.get(name.casefold()) or BY_ID.get(name)
        if found is None:
            known = (*terms, *BY_ID, *by_form)
            raise UsageError(f"no term or check `{name}`{did_you_mean(name, known)}")
        return found

    @property
    def ids(self) -> set[str]:
        """Every check and term id that documents may speak of. Raises `GlossaryError`."""
        return self._plan.known_ids()

    def badge(self, report: Report) -> str:
        """Return a picture (SVG) that says how many findings of a run fail it, and of which day."""
        import datetime

        from termcheck.label.badge import badge_svg

        threshold = self.config.fail_on.severity
        count = sum(
            bool(threshold) and finding.severity >= threshold for finding in report.findings
        )
        words = f"{report.glossary} {report.glossary_version}".strip()
        return badge_svg(words, datetime.date.today(), count)

    @property
    def unchecked_site(self) -> str:
        """The project's site configuration that names the plugin for a generator without plugins.

        Empty if there is none: who builds with Zensical has to run a check before the build.
        """
        from termcheck.run.unchecked_site import unchecked_site

        return unchecked_site((self.config.root or str(Path.cwd()), str(Path.cwd())))

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """Absolute paths of the files results depend on besides the documents.

        Configuration, baseline, if there is one, and every glossary file; those that come with
        termcheck are left out. Raises `GlossaryError`.
        """
        from termcheck.run.glossaries import input_files

        return input_files(self.config)

    def stamps(self, paths: Iterable[str] | None = None) -> dict[str, tuple[int, ...]]:
        """Return what tells, without reading them, whether files are what they were: compare it.

        Of `inputs`, so that a change means a new `Checker`, or of other paths. What is not there
        has an empty stamp. Raises `GlossaryError` where `inputs` does.
        """
        from termcheck.cache.stat import Stat

        found: dict[str, tuple[int, ...]] = {}
        for path in self.inputs if paths is None else paths:
            try:
                found[path] = Stat.of(path)
            except OSError:
                found[path] = ()
        return found
