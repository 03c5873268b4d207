import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcheck.core.errors import ConfigError
from termcheck.typed_files.toml_nodes import parse_toml

SAMPLE = '''# comment = 1
title = "x"  # [not a table]
"quoted key" = 'a'
a.b = [
  "one",  # comment ] in an array
  "two",
]
inline = { x = 1, y = { z = ["q"] } }
text = """
[no] = "table"
"""
raw = \'\'\'it's\'\'\'

[tool.termcheck]
ignore = ["é", "x"]

[[overrides]]
paths = ["a"]
[overrides.severity]
q = 1
[[overrides]]
paths = [["deep", 2]]
'''


def find(node, *path):
    for name in path:
        node = node.value[name]
    return node.line, node.column


def test_values_and_keys_know_where_they_stand():
    node = parse_toml(SAMPLE, "f.toml", ConfigError)
    assert find(node, "title") == (2, 9)
    assert find(node, "quoted key") == (3, 16)
    assert find(node, "a", "b", 1) == (6, 3)
    assert find(node, "inline", "y", "z", 0) == (8, 30)
    assert find(node, "raw") == (12, 7)
    assert find(node, "tool", "termcheck", "ignore", 1) == (15, 16)
    assert find(node, "overrides", 0, "severity", "q") == (20, 5)
    assert find(node, "overrides", 1, "paths", 0, 1) == (22, 19)
    overrides = node.value["overrides"].value
    assert overrides[0].keys["severity"] == (19, 12)
    assert overrides[1].keys["paths"] == (22, 1)
    assert node.value["a"].keys["b"] == (4, 3)


def test_windows_line_endings_count_like_others():
    node = parse_toml(SAMPLE.replace("\n", "\r\n"), "f.toml", ConfigError)
    assert find(node, "overrides", 1, "paths", 0, 1) == (22, 19)
    assert node.plain() == tomllib.loads(SAMPLE)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = 1\nb = ", "f.toml:2:5: not valid TOML: invalid value at the end"),
        ("a = 1\na = 2\n", "f.toml:2:6: not valid TOML: cannot overwrite a value"),
        ("a = 1\nb = x\n", "f.toml:2:5: not valid TOML: invalid value"),
    ],
)
def test_bad_syntax_is_told_with_its_place(text, message):
    with pytest.raises(ConfigError) as caught:
        parse_toml(text, "f.toml", ConfigError)
    assert str(caught.value) == message


def test_bottomless_nesting_is_told():
    with pytest.raises(ConfigError, match="nested too deeply"):
        parse_toml("a = " + "[" * 100_000, "f.toml", ConfigError)


KEYS = st.text("ab-_1 .'\"é\t", min_size=1, max_size=6)
SCALARS = st.one_of(
    st.integers(-5, 5), st.booleans(), st.text("a]}#'\"\\,=\n é", max_size=8), st.floats(0, 2)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def quote(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'


def write(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, list):
        return "[\n" + ",".join(write(one) for one in value) + " # ]\n]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quote(k)} = {write(v)}" for k, v in value.items()) + "}"
    return repr(value)


@given(tables=st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, max_size=3), max_size=3))
def test_every_key_is_found_at_its_own_text(tables):
    text = "".join(
        f"[[{quote(name)}]]\n" + "".join(f"{quote(k)} = {write(v)}\n" for k, v in table.items())
        for name, table in tables.items()
    )
    node = parse_toml(text, "f.toml", ConfigError)
    assert node.plain() == tomllib.loads(text)
    lines = text.split("\n")

    def visit(one):
        if isinstance(one.value, list):
            for item in one.value:
                visit(item)
        elif isinstance(one.value, dict):
            assert set(one.keys) == set(one.value)
            for name, (line, column) in one.keys.items():
                assert lines[line - 1][column - 1 :].startswith(quote(name))
                visit(one.value[name])
        elif isinstance(one.value, str):
            assert lines[one.line - 1][one.column - 1 :].startswith(quote(one.value))

    visit(node)
