"""The inline markup of reStructuredText: what roles, references and emphasis show of themselves."""

from __future__ import annotations

import re

INLINE = re.compile(
    rb"``(?P<code>`?[^`]+(?:`[^`]+)*`?)``(?!`)"
    rb"|(?<![\w\x80-\xff]):(?:ref|doc|numref|any|download|external(?:[+:][\w:+.-]{1,80})?|std:\w+|user|index)"
    rb":`!?(?P<link>[^`<]*[^`<\s])\s*<[^>`]*>`(?!`)"
    rb"|(?<![\w\x80-\xff]):(?:term|abbr|guilabel|dfn|emphasis|strong|sub|sup|subscript|superscript|title|index"
    rb"|title-reference|rfc-title):`!?(?P<emphasis>[^`<]*[^`<\s])\s*(?:<[^>`]*>)?`"
    rb"|(?<![\w\x80-\xff]):(?:kbd|file|command|samp|code|program|math|option|envvar|menuselection)"
    rb":`(?P<codex>(?:\\`|[^`])+)`"
    rb"|(?<![\w\x80-\xff]):[\w:+.-]{1,80}:`(?P<opaque>(?:\\`|[^`])+)`"
    rb"|(?P<opaquexx>\{\{[^{}\n]{1,200}\}\}|\{%[^{}\n]{1,200}%\})"
    rb"|`[^`]+`:[\w:+.-]{1,80}:(?P<opaquew>)"
    rb"|`(?P<linkx>[^`<]*[^`<\s])\s*<[^>`]*>`__?(?!\w)"
    rb"|`(?P<linky>[^`<]*[^`<\s])\s*`__(?!\w)"
    rb"|`(?P<name>[^`<]*[^`<\s])\s*`_(?!\w)"
    rb"|\*\*(?P<strong>[^*\s](?:[^*]*[^*\s])?)\*\*"
    rb"|(?<![*\w])\*(?P<emphasisx>[^*\s](?:[^*]*[^*\s])?)\*(?![*\w])"
    rb"|\|(?P<opaquex>[^|\s][^|]*)\|_{0,2}"
    rb"|(?P<opaquey>\[[\w#*.-]+\]_)"
    rb"|_`(?P<text>[^`]+)`"
    rb"|`(?P<opaquez>[^`]+)`"
    rb"|(?<![\w:/.@_\x80-\xff+-])(?P<namex>[A-Za-z0-9](?:[\w.+-]*[A-Za-z0-9])?)__?"
    rb"(?=[\s,.;:!?)\]'\"]|$)"
    rb"|\\(?P<gone>\s)|\\(?=[^\s\w])"
)
"""See `inline.add_inline` for the names of its groups."""
