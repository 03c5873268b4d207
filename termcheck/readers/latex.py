"""LaTeX: the text of the document body, without its commands, math and listings.

Headings, items, captions and footnotes are what they are; emphasis and the like are as if they were
not there. The arguments of commands that name files, labels or lengths are no prose, nor is the
preamble but the title. Macros are not expanded: what an unknown command takes in braces is read
where it has a space.
"""

from __future__ import annotations

import re

from termcheck.core.document import Document, Kind
from termcheck.core.source import Source
from termcheck.readers.builder import Builder
from termcheck.readers.directives import MARKER, Directives
from termcheck.readers.reading import Reading

_TOKEN = re.compile(
    rb"(?P<comment>%[^\n]*)|\\(?P<name>[A-Za-z@]+)\*?[ \t]*|(?P<blank>\n[ \t\r]*\n\s*)"
    rb"|\\(?P<sign>[\x00-\x7f])|(?P<math>\$\$?)|(?P<open>\{)|(?P<close>\})|(?P<tie>~|---?|``|'')"
    rb"|(?P<text>[^\\%${}~\n`'-]+|[`'-]|\n)"
)
_HEADINGS = {
    b"part": 1, b"chapter": 1, b"section": 2, b"subsection": 3, b"subsubsection": 4,
    b"paragraph": 5, b"subparagraph": 6, b"frametitle": 2, b"framesubtitle": 3,
}  # fmt: skip
_SHOWN = frozenset(
    b"textbf textit emph underline textsc textsf textrm textup textsl textmd uppercase lowercase "
    b"mbox text enquote item footnote footnotetext thanks caption title subtitle author acronym "
    b"uline so".split()
)
"""Commands whose argument is text."""
_SILENT = frozenset(
    b"bf it em sc rm sf sl bfseries itshape scshape slshape rmfamily sffamily mdseries upshape "
    b"small large Large LARGE huge Huge footnotesize scriptsize tiny normalsize centering "
    b"noindent indent raggedright raggedleft relax protect selectfont null hfill vfill linebreak "
    b"nolinebreak".split()
)
"""Commands that show nothing and take nothing."""
_NOTES = frozenset(b"footnote footnotetext thanks".split())
_BLOCKS = frozenset((*_HEADINGS, *_NOTES, b"caption", b"title", b"subtitle"))
_BREAKS = frozenset(b"par newpage clearpage bigskip medskip smallskip maketitle".split())
_PUT_THERE = (
    b"cite", b"ref", b"gls", b"ac", b"cref", b"si", b"num", b"unit", b"qty", b"eqref", b"autoref",
    b"pageref", b"nameref", b"parencite", b"textcite", b"autocite", b"vref",
)  # fmt: skip
"""How the names of commands begin that put something there."""
_CODE = frozenset(b"texttt url path code lstinline nolinkurl verb".split())
_HIDDEN = frozenset(
    b"label ref eqref pageref autoref cref Cref nameref vref cite citep citet citeauthor citeyear "
    b"nocite parencite textcite autocite footcite input include includegraphics includeonly "
    b"bibliography bibliographystyle addbibresource usepackage documentclass RequirePackage "
    b"PassOptionsToPackage newcommand renewcommand providecommand newenvironment renewenvironment "
    b"def let setlength addtolength vspace hspace vskip hskip pagestyle thispagestyle setcounter "
    b"addtocounter hypersetup color textcolor colorbox definecolor index glossary gls Gls glspl "
    b"Glspl ac acs acl lstset lstinputlisting inputminted hyphenation DeclareMathOperator "
    b"newtheorem graphicspath tikzset pgfplotsset sisetup si SI num unit qty rule includepdf "
    b"ifthenelse raisebox addcontentsline markboth markright symlabel bibitem".split()
)
"""Commands whose arguments are names, files, lengths or code."""
_UNREAD = frozenset(
    b"verbatim Verbatim lstlisting minted equation align gather multline eqnarray displaymath math "
    b"alignat flalign tikzpicture filecontents comment alltt algorithmic algorithm thebibliography "
    b"tabbing picture array".split()
)
"""Environments that are code or math."""
_WITH_ARGUMENTS = frozenset((b"tabular", b"tabularx", b"longtable", b"minipage"))
_ITEMS = frozenset(b"itemize enumerate description".split())
_SIGNS = {b"&": "&", b"%": "%", b"$": "$", b"#": "#", b"_": "_", b"{": "{", b"}": "}"}
_TIES = {b"~": " ", b"--": "\u2013", b"---": "\u2014", b"``": "\u201c", b"''": "\u201d"}
_ENVIRONMENT = re.compile(rb"\{(?P<name>[A-Za-z]+)\*?\}")
_LINE_END = re.compile(rb"\r?\n[ \t]*(?=[^\s])")
_BRACES = re.compile(rb"\\[\s\S]|[{}]")
_BLANK = re.compile(rb"\n[ \t\r]*\n")
_OPTION = re.compile(rb"\s*\[[^\[\]]{0,2000}\]")
_ARGUMENT = re.compile(rb"\s*\{")
_BEGIN = re.compile(rb"\\begin\s*\{document\}")
_MANY = 9
"""Arguments that a command may take."""
_MOST = 20_000
"""Bytes of the longest argument that is left out."""


class _Walk:
    """Goes through a file once."""

    def __init__(self, source: Source) -> None:
        self.data = source.data
        self.builder = Builder()
        self.directives = Directives(source)
        self.groups: list[str] = []
        """What the braces are that are open: `heading`, `aside`, or nothing special."""
        self.lists = 0
        self.at = source.text_start

    def run(self) -> None:
        body = _BEGIN.search(self.data, self.at)
        if body is not None:
            self.preamble(body.start())
            self.at = body.end()
        while self.at < len(self.data):
            token = _TOKEN.match(self.data, self.at)
            if token is None:
                self.at += 1
                continue
            self.at = token.end()
            self.take(token)
        self.builder.boundary()

    def preamble(self, end: int) -> None:
        for found in re.finditer(rb"\\title\s*\{(?P<text>[^{}\\]{1,500})\}", self.data[:end]):
            self.builder.begin(Kind.HEADING, 1)
            start, stop = found.span("text")
            self.builder.run.add(self.data[start:stop].decode("utf-8", "replace"), start, stop)
            self.builder.boundary()

    def take(self, token: re.Match[bytes]) -> None:
        run = self.builder.run
        start, end = token.span()
        if token["text"]:
            if token["text"] == b"\n":
                run.space(start, end)
            else:
                run.add(token["text"].decode("utf-8", "replace"), start, end)
        elif token["name"]:
            self.command(token["name"], start)
        elif token["blank"]:
            self.paragraph()
        elif token["comment"]:
            self.comment(start, end)
        elif token["sign"]:
            self.sign(token["sign"], start, end)
        elif token["math"]:
            self.opaque_to(token["math"], start)
        elif token["open"]:
            self.groups.append("")
        elif token["close"]:
            self.close()
        elif token["tie"]:
            tie = token["tie"]
            run.add(_TIES.get(tie, tie.decode()), start, end, verbatim=tie == b"-")

    def paragraph(self) -> None:
        if not any(self.groups):
            self.builder.boundary()

    def comment(self, start: int, end: int) -> None:
        if MARKER in self.data[start:end]:
            self.directives.comment(start, end)
        # A comment takes the line break and the white space of the next line along.
        rest = _LINE_END.match(self.data, self.at)
        if rest is not None:
            self.at = rest.end()

    def sign(self, sign: bytes, start: int, end: int) -> None:
        run = self.builder.run
        if sign in b"([":
            closing = b"\\)" if sign == b"(" else b"\\]"
            self.opaque_to(closing, start)
        elif sign in _SIGNS:
            run.add(_SIGNS[sign], start, end, verbatim=False)
        elif sign == b"\\" or sign.isspace() or sign in b",;:":
            run.space(start, end)
        # Accents and discretionary hyphens are left out.

    def opaque_to(self, closing: bytes, start: int) -> None:
        end = self.data.find(closing, self.at, self.at + _MOST)
        # Math has no empty lines.
        if end >= 0 and not _BLANK.search(self.data, self.at, end):
            self.at = end + len(closing)
        self.builder.run.opaque(start, self.at)

    def command(self, name: bytes, start: int) -> None:
        if name in (b"begin", b"end"):
            self.environment(opens=name == b"begin")
        elif name in _BLOCKS:
            self.block(name)
        elif name == b"item":
            self.item()
        elif name == b"href":
            self.hide(1)
        elif name in _CODE:
            self.code(name, start)
        elif name in _HIDDEN or name.startswith(b"index"):
            self.hide(_MANY)
            if name.lower().startswith(_PUT_THERE):
                self.builder.run.opaque(start, self.at)
        elif name in _BREAKS:
            self.paragraph()
        elif name not in _SHOWN and name not in _SILENT:
            self.unknown(start)

    def block(self, name: bytes) -> None:
        """Begin what is a block of its own: a heading, a caption, a footnote."""
        self.option()
        if not self.opens():
            return
        if name in _NOTES:
            self.builder.enter()
            self.groups.append("aside")
        else:
            level = _HEADINGS.get(name, 0)
            self.builder.begin(Kind.HEADING if level else Kind.CAPTION, level)
            self.groups.append("heading")

    def option(self) -> None:
        found = _OPTION.match(self.data, self.at)
        if found is not None:
            self.at = found.end()

    def opens(self) -> bool:
        found = _ARGUMENT.match(self.data, self.at)
        if found is not None:
            self.at = found.end()
        return found is not None

    def hide(self, most: int) -> None:
        """Leave out the options and arguments that follow, so many at most."""
        for _ in range(most):
            self.option()
            end = self.argument()
            if end < 0:
                return
            self.at = end

    def argument(self) -> int:
        """Return where the braces end that open here, -1 if none do."""
        found = _ARGUMENT.match(self.data, self.at)
        if found is None or _BLANK.search(found[0]):
            return -1
        depth = 0
        for sign in _BRACES.finditer(self.data, found.end() - 1, self.at + _MOST):
            depth += {b"{": 1, b"}": -1}.get(sign[0], 0)
            if not depth:
                return sign.end()
        return -1

    def unknown(self, start: int) -> None:
        """Take a command nobody knows: what it takes in braces is text where it has a space."""
        self.option()
        end = self.argument()
        if end < 0:
            self.builder.run.opaque(start, self.at)
        elif b" " not in self.data[self.at : end].strip():
            self.at = end
            self.builder.run.opaque(start, end)

    def code(self, name: bytes, start: int) -> None:
        self.option()
        if name in (b"verb", b"lstinline") and self.data[self.at : self.at + 1] not in (b"{", b""):
            sign = self.data[self.at : self.at + 1]
            self.at += 1
            self.opaque_to(sign, start)
            return
        end = self.argument()
        if end >= 0:
            self.at = end
            self.builder.run.opaque(start, end)

    def close(self) -> None:
        kind = self.groups.pop() if self.groups else ""
        if kind == "heading":
            self.builder.boundary()
        elif kind == "aside":
            self.builder.leave(Kind.PARAGRAPH, "footnote")

    def environment(self, *, opens: bool) -> None:
        found = _ENVIRONMENT.match(self.data, self.at)
        if found is None:
            return
        self.at = found.end()
        name = found["name"]
        builder = self.builder
        if opens and name in _UNREAD:
            end = re.compile(rb"\\end\{%b\*?\}" % re.escape(name)).search(self.data, self.at)
            self.at = end.end() if end is not None else len(self.data)
            builder.interrupt()
            return
        builder.boundary()
        if name == b"document" and not opens:
            self.at = len(self.data)
        elif name in _ITEMS:
            self.option()
            self.list(opens=opens)
        elif opens and name in _WITH_ARGUMENTS:
            self.hide(_MANY)
        elif opens:
            self.option()

    def list(self, *, opens: bool) -> None:
        builder = self.builder
        if opens:
            builder.push_list()
            self.lists += 1
        elif self.lists:
            self.lists -= 1
            builder.pop("list")

    def item(self) -> None:
        builder = self.builder
        self.option()
        builder.boundary()
        if self.lists:
            if builder.frame.tag == "item":
                builder.pop("item")
            builder.push_item()


def read(source: Source, _reading: Reading) -> Document:
    """Return the text of a document, or of a part that another file includes."""
    walk = _Walk(source)
    walk.run()
    directives = walk.directives
    return Document(
        source,
        tuple(walk.builder.finish()),
        directives.finish(),
        problems=tuple(directives.problems),
    )
