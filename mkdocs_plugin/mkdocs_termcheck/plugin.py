"""The events of a build: pages are collected as they are read, checked in one go, then told.

Where nothing has changed since a build that had nothing to tell, none of termcheck is imported but
what finds that out: imports are inside functions for that.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from mkdocs_termcheck.config import TermcheckConfig, report_formats
from mkdocs_termcheck.features import FEATURES, Feature
from mkdocs_termcheck.results import Build
from mkdocs_termcheck.sources import Home, SourceText

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page

    from mkdocs_termcheck.includes import Includes
    from termcheck import Checker, Config, Finding, Receipt, Severity

log = get_plugin_logger("termcheck")

P = ParamSpec("P")
T = TypeVar("T")


def told_by_mkdocs(event: Callable[P, T]) -> Callable[P, T]:
    """Turn errors of input into errors of the build, which MkDocs tells without a traceback."""

    @wraps(event)
    def told(*given: P.args, **named: P.kwargs) -> T:
        try:
            return event(*given, **named)
        except Exception as error:
            from termcheck import TermcheckError

            if isinstance(error, TermcheckError):
                raise PluginError(f"termcheck: {error}") from None
            raise

    return told


class TermcheckPlugin(BasePlugin[TermcheckConfig]):
    """Checks the words of a site's pages; findings are warnings of the build.

    The object stays for all builds of `mkdocs serve`: what it keeps between them is the checker,
    which remembers unchanged pages, and what was told.
    """

    def __init__(self) -> None:
        self._serving = False
        self._checker: Checker | None = None
        self._stamp: tuple[Any, ...] = ()
        self._told: dict[str, tuple[Finding, ...]] = {}
        self._site: MkDocsConfig | None = None
        self._build: Build | None = None
        self._features: list[Feature] = []
        self._server: LiveReloadServer | None = None
        self._watched: set[str] = set()
        self._noted: set[str] = set()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Called once; a plugin that has this event is kept between builds."""
        self._serving = command == "serve"

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> None:
        """Keep the server, which is to watch glossary files that are added later too."""
        self._server = server

    @told_by_mkdocs
    def on_config(self, config: MkDocsConfig) -> None:
        """Make the checker ready. Raises `PluginError` for a wrong configuration or glossary."""
        if self._site is not config:
            self._home = Home.of(config)
            if self._build is not None:
                self._build.close()
            # What the site shows of the glossary it shows without checks too.
            self._site, self._build = config, None
            self._includes = cache(lambda: _includes(self._home, config))
            ready = cache(lambda: self._ready(config.watch))
            receipt = self._receipt()
            if self._serving or (self.config.enabled and not (receipt and receipt.holds)):
                ready()
            if self.config.enabled:
                # A server remembers unchanged pages, a build does not wait for them.
                self._build = Build(
                    ready, self.config.takes, beside=not self._serving, receipt=receipt
                )
            self._features = [make(self.config, ready, self._tell) for make in FEATURES]
            self._extra: list[Severity] = []
        if self._build is not None:
            self._build.depth += 1

    def _receipt(self) -> Receipt | None:
        """Return the receipt of builds like this one, None for one that has to look anyway."""
        if self._serving or not self.config.enabled or self.config.report is not None:
            return None
        from termcheck import Receipt

        options = ("config_file", "glossary", "include", "exclude", "generated", "included")
        chosen = [f"{name}={self.config[name]}" for name in options]
        return Receipt.of(str(self._home.config), str(self._home.docs), *chosen)

    def _ready(self, watch: list[str]) -> Checker:
        """Return the checker of the last build, or a new one if anything it rests on changed.

        The files it rests on are added to those that `mkdocs serve` watches.
        """
        import dataclasses
        import datetime

        from termcheck import Checker, Project, load_config

        start = str(self._home.config)
        for name, path in self.config.read():
            if not Project(start).may_reach(path):
                told = Project.outside(f"`{name}` lies outside the project")
                raise PluginError(f"termcheck: {told}")
        config: Config = load_config(self.config.config_file, start=start)
        if not config.path:
            config = dataclasses.replace(config, root=start)
        for notice in config.notices:
            self._note(notice)
        if self.config.glossary:
            config = dataclasses.replace(config, glossary=tuple(self.config.glossary))
        checker = Checker(config)
        if not self._serving:
            return checker
        stamps = checker.stamps()
        watch.extend(path for path in stamps if path not in watch)
        if self._server is not None:
            for watched in stamps.keys() - self._watched:
                self._server.watch(watched)
        self._watched.update(stamps)
        stamp = (config, config.root, stamps, datetime.date.today(), Path.cwd())
        if self._checker is None or stamp != self._stamp:
            self._checker, self._stamp = checker, stamp
            self._told = {}
        return self._checker

    # After plugins for translated sites, which only know files on disk.
    @event_priority(-200)
    @told_by_mkdocs
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Let features add pages, and begin to look at those there are."""
        if self._build is not None:
            pages = [page for page in files.documentation_pages() if self._wanted(page)]
            self._build.expect(map(self._home.text, pages))
        for feature in self._features:
            files = feature.on_files(files, config)
        return files

    # Before plugins that include other files, whose priority is 100.
    @event_priority(1000)
    @told_by_mkdocs
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Collect a page that is built, before other plugins change its text."""
        includes = self.config.included and ("8<-" in markdown or "{%" in markdown)
        if (
            self._build is not None
            and self._wanted(page.file)
            and (includes or not self._build.add_same(page.file.abs_src_path))
        ):
            text = self._home.text(page.file)
            self._build.add(text)
            if includes:
                for path in self._includes().of_page(markdown, text.path):
                    self._build.add(SourceText(path))
        for feature in self._features:
            markdown = feature.on_page_markdown(markdown, page, config, files)
        return markdown

    def _wanted(self, file: File) -> bool:
        """Whether a page is one to check, `include` and `exclude` left aside."""
        made_by = file.generated_by
        return made_by is None or (self.config.generated and made_by != "termcheck")

    @told_by_mkdocs
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Let features add to a page."""
        for feature in self._features:
            html = feature.on_page_content(html, page, config, files)
        return html

    # After plugins that index the words of a page for its search.
    @event_priority(-100)
    @told_by_mkdocs
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> None:
        """Let features change what is written of a page."""
        for feature in self._features:
            feature.on_page_context(page, config)

    @told_by_mkdocs
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """Check all pages in one go; a server tells what was found. Raises `PluginError`."""
        if self._build is None:
            return
        for feature in self._features:
            feature.on_env(config, files)
        if self.config.included and "pymdownx.snippets" in config.mdx_configs:
            for path in self._includes().all():
                self._build.add(SourceText(path))
        self._build.check()
        if self._serving:
            self._tell_found(self._build, config)

    def _tell_found(self, build: Build, config: MkDocsConfig) -> None:
        for notice in build.report.notices if build.report is not None else ():
            # Nothing to mend in the pages, so that it fails no strict build.
            self._note(notice, logging.INFO)
        # A strict build counts what is told, so that it is told again each time.
        before = {} if config.strict or not self._serving else self._told
        for line in build.lines(before):
            self._log(line.severity, line.text)

    def on_build_error(self, error: Exception) -> None:
        """Let go of what was begun."""
        if self._build is not None:
            self._build.close()

    # After plugins that build the site again here, once for each language.
    @event_priority(-200)
    @told_by_mkdocs
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Sum up, write the report, and fail if that is wanted. Raises `PluginError`."""
        if self._build is None:
            return
        self._build.depth -= 1
        if self._build.depth:
            return
        for feature in self._features:
            feature.on_post_build(config)
        self._build.finish()
        if not self._serving:
            self._tell_found(self._build, config)
        self._write(self._build)
        failing = self._failing(self._build)
        log.info(self._build.summary())
        if failing and not self._serving:
            what = "finding is" if failing == 1 else "findings are"
            raise PluginError(f"termcheck: {failing:,} {what} `{self.config.fail_on}` or worse")

    def _failing(self, build: Build) -> int:
        """Return how many findings are as severe as `fail_on` says."""
        if self.config.fail_on == "never":
            return 0
        from termcheck import Severity

        threshold = Severity.parse(self.config.fail_on)
        return build.failing(threshold) + sum(told >= threshold for told in self._extra)

    def _write(self, build: Build) -> None:
        path: Path | None = self.config.report
        if path is None:
            return
        from termcheck import Project, Report, render

        if not Project(str(self._home.config)).may_reach(path):
            self._note(Project.outside("no `report` is written outside the project"))
            return
        text = render(
            build.report or Report(), self.config.report_format or report_formats()[path.suffix]
        )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise PluginError(f"termcheck: `{path}` cannot be written: {error.strerror}") from None

    def _note(self, text: str, level: int = logging.WARNING) -> None:
        """Log what was not done, once."""
        from termcheck.core.visible import shown_line

        if text not in self._noted:
            self._noted.add(text)
            log.log(level, "%s", shown_line(text))

    def _tell(self, severity: Severity, text: str) -> None:
        """Take a line from a feature."""
        from termcheck.core.visible import shown_line

        self._extra.append(severity)
        self._log(severity, shown_line(text))

    def _log(self, severity: Severity, text: str) -> None:
        level = self.config.severity[severity.label]
        if level != "off":
            log.log(logging.getLevelNamesMapping()[level.upper()], "%s", text)


def _includes(home: Home, config: MkDocsConfig) -> Includes:
    from mkdocs_termcheck.includes import Includes

    return Includes.of(home, config.mdx_configs)
