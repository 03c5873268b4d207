"""Makes inputs out of what formats are made of: markup of each, words that are found, odd bytes."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Mapping, Sequence

WORDS = (
    "whitelist", "white list", "white-list", "Whitelist", "open source AI", "Llama 3.1", "is",
    "not",
    "a", "é", "e\u0301", "\u0130OS", "\ufb01le", "ß", "😀", "日本", "\u00ad", "\u200b", "\ufeff",
    "\u2060", "\u00a0", "\u2028", "\u0085", "\u202e", "\x00", "\x1b[2J", "\ufffd", ".", ",", "!",
    "?", ":", ";", " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "'", '"', "“", "”", "-", "–",
    "https://a.b/c", "a@b.example", "C:\\x", "x.py", "--x", "$HOME", "59:59:59", "9" * 40,
)  # fmt: skip
COMMENT = (
    "<!-- termcheck: off -->", "<!-- termcheck: on -->", "<!-- termcheck: ignore x: y -->",
    "<!-- termcheck: ignore-next-line -->", "<!--", "-->", "<!-- c -->", "termcheck:",
)  # fmt: skip
MARKDOWN = (
    "**", "*", "_", "~~", "`", "``", "```\n", "~~~\n", "[", "]", "](x.md)", '](x "t")', "![",
    "][r]",
    '\n[r]: x "Title"\n', "[^1]", "\n[^1]: ", "<b>", "</b>", "<br>", "<p>", '<img alt="a" title=t>',
    "<div>\n", "</div>\n", "<q>", "\\", "|", "\n|---|---|\n", "\n# ", "\n- ", "\n1. ", "\n> ",
    "\n    ", "\n- [ ] ", "\n: ", "\n---\n", "---\ntitle: ", "+++\n", '\n!!! note "T"\n',
    '\n=== "Tab"\n', "\n:::note[T]\n", "\n:::\n", "\n```{note} A\n", "\n/// tip | T\n", "{: .a }",
    "{{ x }}", "{% if %}", "{{< s >}}", "{term}`w`", "{", "}", "$x_1$", "$$", "$", ":smile:",
    "++ctrl+a++", "\n*[HTML]: Long\n", "<Tab>", "\n===\n", "&amp;", "&nbsp;", "&#128512;", "&#0;",
    "import x\n", "{/* termcheck: off */}", "<A b={<B c={", "\ntermcheck: {ignore: [x]}\n",
    "[!NOTE]",
)  # fmt: skip
HTML = (
    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i title='", "<a href=x>", "</a>", "<br/>",
    "<script>", "</script>", "<style>", "</style>", "<pre>", "</pre>", "<!doctype html>", "<title>",
    "</title>", "<table><tr><td>", "</table>", "<th>", "<li>", "<ul>", "<dl><dt>", "<dd>",
    "<![CDATA[", "]]>", "<?x", "?>", "<svg>", "</svg>", "<q>", "</q>", "<h1>", "</h1>", "<sup>1",
    "</sup>", "<meta name=description content='", "<textarea>", "<template>", "<img alt=\"", '">',
    "'", '"', ">", "<", "&", "&amp", "&#x", "&lt;", "&shy;", "translate=no", "class=notranslate",
    "<html lang=", "<colgroup>", "<td colspan=9999>", "</", "<a", "=",
)  # fmt: skip
RST = (
    "\n====\n", "\n----\n", "\n.. note::\n\n   ", "\n.. code::\n\n   ", "\n.. figure:: x\n",
    "::\n\n",
    ":term:`", ":a:`", "``", "`", "`_", "`__", "**", "*", "|", "|_", "[1]_", "\n.. [1] ", "\n* ",
    "\n1. ", "\n#. ", "\n:field: ", "\n.. termcheck: off\n", "\n.. ", "\n   ", "+---+---+\n",
    "=== ===\n", "\\ ", "<", ">", ":abbr:`a (b)`", "\n.. |x| replace:: ",
)  # fmt: skip
ASCIIDOC = (
    "\n= ", "\n== ", "\n* ", "\n. ", "\n- ", "\n----\n", "\n====\n", "\n|===\n", "\n|", "link:x[",
    "xref:a[", "http://x[", "]", "<<", ">>", "<<a,", "`", "+", "*", "_", "**", "__", "image:x[",
    "footnote:[", "{a}", "(((", ")))", "\nNOTE: ", "\n.T", "\na:: b", "\n// termcheck: off\n",
    "\n:a: b\n", "\n[a]\n", "\n+\n", "\n____\n", "\n```\n", "\ninclude::x[]\n", "::", ";;",
)  # fmt: skip
YAML = (
    "terms:\n", "- id: ", "  term: ", "  deprecated: [", "]", "{", "}", ": ", "\n", "&a ", "*a ",
    "<<: ", "!!int ", "!!python/object:x ", "? ", "- ", "|\n", ">\n", "'", '"', "#", "0x", "1_0",
    "1:59:59", "1e999", ".nan", "-.inf", "2020-02-30", "2001-01-01", "~", "null", "%YAML 1.1\n",
    "---\n", "...\n", "\\u0000", "  examples:\n", "  - bad: ", "    good: ", "settings:\n",
    "  inflect: ", "sources: [", "  why: ", "severity: ", "exceptions:\n", "case: ", "\t",
)  # fmt: skip
TOML = (
    "glossary = ", "[", "]", "[[overrides]]\n", "[grammar]\n", "[severity]\n", "include = ",
    "jobs = ",
    "max-file-size = ", "cache-dir = ", "baseline = ", '"', "'", '"""', "'''", "\\u0000", "\\ud800",
    "nan", "inf", "-inf", "1e400", "0x" + "f" * 30, "9" * 30, "1979-05-27", "07:32:00", "true", ".",
    ",", "=", "\n", "#", "{", "}", "a.b.c", "flavour = ", "paths = ", "fail-on = ",
)  # fmt: skip
JSON = (
    "{", "}", "[", "]", ":", ",", '"', '"version"', '"findings"', '"path"', '"cells"', '"source"',
    '"cell_type": "markdown"', '"metadata"', "1", "0.5", "1e999", "NaN", "Infinity", "9" * 30,
    "null",
    "true", "\\ud800", "\\u0000", "\\n", "-", '"attachments"', '"a.md"',
)  # fmt: skip
WORD = (
    "<w:p>", "</w:p>", "<w:p/>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", '<w:t xml:space="preserve">',
    "<w:br/>", "<w:tab/>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>",
    "<w:pPr>", "</w:pPr>", '<w:outlineLvl w:val="', '"/>', '<w:pStyle w:val="Heading1"/>',
    "<w:del>", "</w:del>", "<w:ins>", "</w:ins>", "<w:hyperlink>", "</w:hyperlink>", "<w:fldChar/>",
    "<!DOCTYPE x>", "&x;", "&amp;", "&#0;", "<?x?>", "<!--", "-->", "<w:sdt>", "</w:sdt>",
)  # fmt: skip
XML = (
    "<item>", "</item>", "<title>", "</title>", "<content:encoded>", "</content:encoded>",
    "<wp:status>", "publish", "</wp:status>", "<![CDATA[", "]]>", "&amp;", "&#x41;", "\n\n",
    "<xliff>", "<source>", "</source>", "<target>", "</target>", "<ph id='1'/>",
    "<mrk mtype='protected'>", "</mrk>", "<svg>", "</svg>", "<text>", "</text>", "<tspan>",
    "</tspan>", "<desc>", "</desc>",
)  # fmt: skip
PO = (
    "msgid ", "msgstr ", "msgstr[1] ", "msgid_plural ", "msgctxt ", '"', '"\n', "\\n", '\\"',
    "#, fuzzy\n", "#~ ", "# ", "\n", "%s", "%(name)s", '"Language: de\\n"\n', "<b>", "</b>",
)  # fmt: skip
TEX = (
    "\\section{", "}", "{", "\\emph{", "\\begin{verbatim}", "\\end{verbatim}", "$", "$$", "\\[",
    "\\]", "%", "\\verb|", "|", "\\item ", "~", "--", "``", "''", "\\\\", "\\cite{a}",
    "\\footnote{", "\n\n", "\\begin{itemize}", "\\end{itemize}", "&", "\\'e", "\\href{a}{",
)  # fmt: skip
TOKENS: Mapping[str, Sequence[str]] = {
    "md": MARKDOWN, "html": HTML, "rst": RST, "adoc": ASCIIDOC, "yaml": YAML, "toml": TOML,
    "json": JSON, "word": WORD, "xml": (*XML, *HTML), "po": PO, "tex": TEX,
}  # fmt: skip
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Mutator:
    """Makes inputs of one kind; the same seed makes the same ones."""

    def __init__(self, kind: str, seed: int) -> None:
        self.kind = kind
        self.random = random.Random(seed)
        self.tokens = (*TOKENS.get(kind, ()), *(COMMENT if kind in ("md", "html") else ()))
        self._pool: list[bytes] = []

    def text(self, most: int = 40) -> str:
        """Return some words and markup."""
        draw = self.random
        count = draw.randint(1, most)
        both = [self.tokens or WORDS, WORDS]
        chosen = [draw.choice(both[draw.random() < 0.45]) for _ in range(count)]
        if draw.random() < 0.1:
            chosen.insert(draw.randrange(count), draw.choice(chosen) * draw.randint(2, 60))
        return "".join(chosen)

    def make(self) -> bytes:
        """Return an input: a new one, or one made before with something changed."""
        draw = self.random
        if self._pool and draw.random() < 0.5:
            made = self.changed(draw.choice(self._pool))
        else:
            made = self.fresh()
        if len(self._pool) < 200:
            self._pool.append(made)
        else:
            self._pool[draw.randrange(200)] = made
        return made

    def fresh(self) -> bytes:
        """Return a new input."""
        raw = self.text().encode("utf-8", "surrogatepass")
        if self.kind == "ipynb":
            cells = [
                {"cell_type": "markdown", "metadata": {}, "source": self.text(12)}
                for _ in range(self.random.randint(1, 3))
            ]
            raw = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}).encode()
        if self.kind == "docx":
            raw = self.word()
        return raw

    def changed(self, raw: bytes) -> bytes:
        """Return an input with something put in, taken out, doubled or overwritten."""
        draw = self.random
        made = bytearray(raw)
        for _ in range(draw.randint(1, 4)):
            at = draw.randint(0, len(made))
            end = min(len(made), at + draw.randint(0, 12))
            turn = draw.randrange(6)
            if turn == 0:
                made[at:at] = draw.choice(self.tokens or WORDS).encode("utf-8", "surrogatepass")
            elif turn == 1:
                del made[at:end]
            elif turn == 2:
                made[at:at] = made[at:end] * draw.randint(1, 4)
            elif turn == 3 and made:
                made[min(at, len(made) - 1)] = draw.randrange(256)
            elif turn == 4:
                made[at:at] = draw.choice(WORDS).encode("utf-8", "surrogatepass")
            else:
                made[at:end] = draw.choice(self.tokens or WORDS).encode("utf-8", "surrogatepass")
        return bytes(made[:4000])

    def word(self) -> bytes:
        """Return a Word file whose text is made of its elements, mostly well formed."""
        draw = self.random
        if draw.random() < 0.6:
            body = "".join(
                f"<w:p><w:r><w:t>{_plain(self.words())}</w:t></w:r></w:p>"
                for _ in range(draw.randint(1, 5))
            )
        else:
            body = "".join(draw.choice((*WORD, *WORD, "whitelist ")) for _ in range(30))
        xml = f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{body}</w:body></w:document>'
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", xml.encode("utf-8", "replace"))
        return out.getvalue()

    def words(self) -> str:
        return "".join(self.random.choice(WORDS) for _ in range(self.random.randint(1, 12)))


def _plain(text: str) -> str:
    told = "".join(one for one in text if one.isprintable() or one == "\n")
    return told.replace("&", "&amp;").replace("<", "&lt;")
