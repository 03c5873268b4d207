"""Line-based containers of Markdown dialects, unfolded into plain CommonMark.

Admonitions and tabs of Python-Markdown (`!!! note`, `??? tip`, `=== "Tab"`), PyMdown blocks
(`/// note`), colon fences (`:::note`, `:::{note}`) and MyST directives (```` ```{note} ````).
"""

from __future__ import annotations

import re

from termcheck.core.document import Kind
from termcheck.readers import container_lines as lines
from termcheck.readers.flattened import Unfolded


def unfold(data: bytes, start: int, features: frozenset[str]) -> Unfolded:
    """Return the source from `start` on with its containers unfolded."""
    unfolder = _Unfolder(data, features)
    at, size = start, len(data)
    while at < size:
        line = lines.LINE.match(data, at)
        if line is None:
            break
        unfolder.line(line)
        at = line.end()
    return unfolder.out


class _Unfolder:
    def __init__(self, data: bytes, features: frozenset[str]) -> None:
        self.data = data
        self.features = features
        self.out = Unfolded(data)
        self.syntaxes = (
            (b"!?=", "indented", self.indented),
            (b":", "colons", self.colons),
            (b"`~", "directives", self.directive),
            (b"/", "slashes", self.slashes),
            (b"*", "abbreviations", self.abbreviation),
        )
        """What a line may be by its first byte, where the flavour has it."""
        self.bodies: list[int] = []
        """Column each open indented container's opener stands at."""
        self.fences: list[bytes] = []
        """Open fenced containers, by what opened them."""
        self.code = b""
        """The fence of the code block that is open."""
        self.unread = b""
        """The fence of the directive that is open whose body is no Markdown, where it is colons."""
        self.in_list = False
        self.item = self.deep = 0
        """Where the text of the last list item begins; how much further in the open code stands."""
        self.options = ""
        """Which kind of directive options the next lines may be: `fields`, `yaml` or none."""
        self.snippet = False
        self.jsx: list[int] = []
        self.module = False
        self.opening = False
        """Whether the opening tag of a component goes on in the next lines."""

    # Lines

    def line(self, line: re.Match[bytes]) -> None:
        """Take the next line."""
        start, end = line.span()
        body = line[2]
        width = len(line[1].expandtabs(4)) if line[1] else 0
        if body and self.bodies:
            while self.bodies and width < self.bodies[-1] + 4:
                self.bodies.pop()
                self.code = self.unread = b""
                self.in_list = width > 0 and self.in_list
        inner = self.jsx_shift(width) if body and not self.bodies else 0
        if self.code and not self.bodies and self.jsx:
            inner = min(width, max(self.jsx[-1], 0))
        columns = 4 * len(self.bodies) or inner
        if self.code:
            columns += min(self.deep, max(width - columns, 0))
        shift = lines.skip_columns(self.data, start, line.end(1), columns)
        relative = width - columns
        if self.code:
            self.in_code(body)
            self.out.copy(shift, end)
            return
        if self.unread:
            if body.startswith(self.unread) and not body.strip(b": \t"):
                self.unread = b""
            self.out.insert(b"\n", start)
            return
        if not body:
            self.blank(start)
            self.out.copy(shift, end)
            return
        if self.special(line, body, self.data[shift : line.start(2)], relative):
            return
        self.options = ""
        fence = lines.FENCE.match(body)
        mdx = "mdx" in self.features
        item = lines.LIST.match(body)
        if fence is not None and (relative < 4 or self.in_list or mdx):
            self.code = fence[1]
            deep = relative - (self.item if self.in_list else 0)
            # MDX knows no indented code: a fence may stand anywhere. In a list, one that stands too
            # far in is code elsewhere too, or was meant to be.
            self.deep = deep if deep >= 4 else 0
            shift = lines.skip_columns(self.data, start, line.end(1), columns + self.deep)
        elif item is not None:
            self.in_list = True
            self.item = relative + len(item[0])
        elif relative <= 0:
            self.in_list = False
        self.out.copy(shift, end)

    def blank(self, start: int) -> None:
        """End what a blank line ends."""
        if self.opening:
            # It was no tag.
            self.out.insert(b"\n", start)
        self.options = ""
        self.module = self.opening = False

    def in_code(self, body: bytes) -> None:
        text = body.rstrip()
        if text.startswith(self.code) and not text.strip(self.code[:1]):
            self.code = b""

    def special(self, line: re.Match[bytes], body: bytes, indent: bytes, relative: int) -> bool:
        """Take a line that is not Markdown; return whether it was one."""
        if len(body) > 2000:
            return False
        if self.opening and self.goes_on(line, body):
            return True
        first = body[:1]
        features = self.features
        snippet = self.snippet or (first in b"-;" and "snippets" in features)
        if snippet and self.snippets(line, body):
            return True
        if self.options and self.option(line, body, indent):
            return True
        if relative >= 4 and not self.in_list and not self.jsx:
            return False
        for starts, feature, take in self.syntaxes:
            if first in starts and feature in features:
                return take(line, body, indent)
        if first in b"[{$<(%+" and lines.is_mute(body, features):
            self.out.insert(b"\n", line.start())
            return True
        if first == b"<" and "md_in_html" in features and lines.MARKDOWN_TAG.match(body):
            self.out.copy(line.start(2), line.end())
            self.out.insert(b"\n", line.end())
            return True
        return "mdx" in features and self.mdx(line, body)

    def snippets(self, line: re.Match[bytes], body: bytes) -> bool:
        found = lines.SNIPPET.match(body)
        if found is not None and not found[1]:
            self.snippet = not self.snippet
        if found is None and not self.snippet:
            return False
        self.out.insert(b"\n", line.start())
        return True

    def indented(self, line: re.Match[bytes], body: bytes, indent: bytes) -> bool:
        found = lines.ADMONITION.match(body) or lines.TAB.match(body)
        if found is None:
            return False
        tab = body[:1] == b"="
        group = (1 if found[1] is not None else 2) if tab else 2
        name = "tab" if tab else (found[1] or b"").decode()
        base = line.start(2)
        start, end = found.span(group) if found[group] else (0, 0)
        self.out.caption(base + start, base + end, indent, Kind.CAPTION, name)
        self.bodies.append(len(line[1].expandtabs(4)))
        self.in_list = self.in_list and len(indent) > 0
        return True

    def slashes(self, line: re.Match[bytes], body: bytes, indent: bytes) -> bool:
        found = lines.SLASHES.match(body)
        if found is None or (found[2] is None and found[1] not in self.fences):
            return False
        if found[2] is None:
            self.close(found[1])
            self.out.insert(b"\n", line.start())
            return True
        self.fences.append(found[1])
        base = line.start(2)
        shown = found[3] and found[2] not in (b"html", b"latex", b"define")
        start, end = found.span(3) if shown else (0, 0)
        self.out.caption(base + start, base + end, indent, Kind.CAPTION, found[2].decode())
        return True

    def close(self, fence: bytes) -> None:
        """Close the innermost container of a fence, and those inside it."""
        while self.fences and self.fences.pop() != fence:
            pass

    def colons(self, line: re.Match[bytes], body: bytes, indent: bytes) -> bool:
        found = lines.COLONS.match(body)
        if found is None:
            return False
        base = line.start(2)
        fence, directive, name, rest = found.group(1, 2, 3, 4)
        if directive:
            return self.open_directive(line, indent, fence, directive, found.span(4))
        text = rest.strip()
        if text.endswith(b":::"):
            alt = lines.ALT_TEXT.search(body)
            if alt:
                self.out.caption(
                    base + alt.start(1), base + alt.end(1), indent, Kind.ALT, "alt-text"
                )
            else:
                self.out.insert(b"\n", line.start())
            return True
        if not name and not text:
            if fence in self.fences:
                self.close(fence)
            elif self.fences:
                self.fences.pop()
            self.out.insert(b"\n", line.start())
            return True
        start, end = found.span(4)
        # Attributes behind it are covered by commas already.
        bracket = re.match(rb"\[(.*)\][ \t,]*(?:\{.*\})?[ \t]*$", rest)
        if bracket:
            start, end = start + bracket.start(1), start + bracket.end(1)
        elif b"=" in rest or rest.lstrip().startswith(b"{") or b"." in name:
            end = start
        if b"." not in name:
            self.fences.append(fence)
        self.out.caption(base + start, base + end, indent, Kind.CAPTION, name.decode())
        return True

    def directive(self, line: re.Match[bytes], body: bytes, indent: bytes) -> bool:
        found = lines.DIRECTIVE.match(body)
        if found is not None:
            return self.open_directive(line, indent, found[1], found[2], found.span(3))
        text = body.strip()
        if not text.strip(text[:1]):
            for fence in reversed(self.fences):
                if fence[:1] == text[:1]:
                    if len(text) >= len(fence):
                        self.close(fence)
                        self.out.insert(b"\n", line.start())
                        return True
                    break
        return False

    def open_directive(
        self,
        line: re.Match[bytes],
        indent: bytes,
        fence: bytes,
        name: bytes,
        argument: tuple[int, int],
    ) -> bool:
        base = line.start(2)
        start, end = base + argument[0], base + argument[1]
        if lines.CODE_LIKE.match(name):
            if fence[:1] == b":":
                self.unread = fence
                self.out.insert(b"\n", line.start())
            else:
                self.code = fence
                self.out.insert(b"\n", line.start())
                self.out.copy(line.start(2), line.end())
            return True
        self.fences.append(fence)
        text = self.data[start:end].strip()
        path = lines.PATHS.match(name) or (b" " not in text and (b"/" in text or b"." in text[:-1]))
        self.out.caption(start, start if path else end, indent, Kind.CAPTION, name.decode())
        self.options = "fields"
        return True

    def option(self, line: re.Match[bytes], body: bytes, indent: bytes) -> bool:
        if self.options == "yaml":
            if body.rstrip() == b"---":
                self.options = ""
            self.out.insert(b"\n", line.start())
            return True
        if body.rstrip() == b"---":
            self.options = "yaml"
            self.out.insert(b"\n", line.start())
            return True
        found = lines.OPTION.match(body)
        if found is None:
            return False
        if found[1] in (b"alt", b"caption", b"title"):
            base = line.start(2)
            kind = Kind.ALT if found[1] == b"alt" else Kind.CAPTION
            self.out.caption(
                base + found.start(2), base + found.end(2), indent, kind, found[1].decode()
            )
        else:
            self.out.insert(b"\n", line.start())
        self.options = "fields"
        return True

    def abbreviation(self, line: re.Match[bytes], body: bytes, indent: bytes) -> bool:
        found = lines.ABBREVIATION.match(body)
        if found is None:
            return False
        base = line.start(2)
        name = found[1].decode("utf-8", "replace")
        self.out.caption(base + found.start(2), base + found.end(2), indent, Kind.DEFINITION, name)
        return True

    # MDX

    def jsx_shift(self, width: int) -> int:
        """Return the columns to take off a line between JSX tags: MDX has no indented code."""
        if not self.jsx:
            return 0
        if self.jsx[-1] < 0:
            self.jsx[-1] = width
        return min(width, self.jsx[-1])

    def mdx(self, line: re.Match[bytes], body: bytes) -> bool:
        if self.module or (not line[1] and lines.MODULE.match(body)):
            self.module = True
            self.out.insert(b"\n", line.start())
            return True
        if lines.TAG_OPENS.match(body):
            self.opening = True
            self.out.insert(b"\n", line.start())
            self.join(line)
            return True
        found = lines.TAG_LINE.match(body)
        if found is None:
            return False
        if found[1]:
            if self.jsx:
                self.jsx.pop()
        elif not found[2]:
            self.jsx.append(-1)
        self.out.insert(b"\n", line.start())
        self.out.copy(line.start(2), line.end())
        self.out.insert(b"\n", line.end())
        return True

    def goes_on(self, line: re.Match[bytes], body: bytes) -> bool:
        """Take a line of an opening tag that takes several; to the parser they are one."""
        self.opening = False
        found = lines.TAG_ENDS.match(body)
        if found is None:
            self.out.insert(b"\n", line.start())
            return False
        if not found[2]:
            self.opening = True
            self.join(line)
            return True
        if not found[1]:
            self.jsx.append(-1)
        self.out.copy(line.start(2), line.end())
        self.out.insert(b"\n", line.end())
        return True

    def join(self, line: re.Match[bytes]) -> None:
        """Show a line, and a space in place of what parts it from the next."""
        self.out.copy(line.start(2), line.end(2))
        self.out.insert(b" ", line.end(2))
