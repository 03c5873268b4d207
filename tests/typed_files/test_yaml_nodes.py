"""YAML as values with places."""

import pytest

from termcheck.core.errors import TermcheckError
from termcheck.typed_files.structure import parse_yaml


def read(text):
    return parse_yaml(text, "f.yml", TermcheckError)


def test_values_are_what_yaml_says():
    text = """\
# a comment
name: &it Llama
again: *it
*it : {plain: 12, quoted: "12", tagged: !!str 12, day: 2026-11-30}
rows: [~, yes, 1.5, &list [a, b], *list]
empty:
"""
    assert read(text).plain() == {
        "name": "Llama",
        "again": "Llama",
        "Llama": {
            "plain": 12,
            "quoted": "12",
            "tagged": "12",
            "day": read("2026-11-30").plain(),
        },
        "rows": [None, True, 1.5, ["a", "b"], ["a", "b"]],
        "empty": None,
    }
    assert read("").plain() == read("# nothing").plain() == {}


def test_values_and_keys_know_where_they_stand():
    node = read("a:\n  - b\n  - c: 1\n")
    assert (node.keys["a"], node.value["a"].line, node.value["a"].column) == ((1, 1), 2, 3)
    second = node.value["a"].value[1]
    assert (second.line, second.column, second.keys) == (3, 5, {"c": (3, 5)})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nb: 2\na: 3", "f.yml:3:1: duplicate key `a`, first at line 1"),
        ("- 1\n--- 2", "f.yml:2:1: not valid YAML: but found another document"),
        ("a: *b", "f.yml:1:4: not valid YAML: found undefined alias"),
        ("a: &x 1\nb: &x 2", "f.yml:2:4: not valid YAML: second occurrence"),
        ("? [a]\n: 1", "f.yml:1:3: a key must be a plain string"),
        ("a: !python/name:os.system 1", "f.yml:1:4: unknown tag `!python/name:os.system`"),
        ("a: !!int x", "f.yml:1:4: cannot read `x`"),
        ("&a [*a]", "f.yml:1:5: more than 60 levels"),
        ("[" * 62 + "]" * 62, "f.yml:1:62: more than 60 levels"),
        ("[1, 2", "f.yml:2:1: not valid YAML: did not find expected ',' or ']'"),
        ("a: b: c", "f.yml:1:5: not valid YAML: mapping values are not allowed in this context"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, told):
    with pytest.raises(TermcheckError) as raised:
        read(text)
    assert str(raised.value) == told


def test_aliases_count_as_often_as_they_stand():
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 8))
    with pytest.raises(TermcheckError, match="more than 500,000 values"):
        read(f"a0: &a0 [x]\n{levels}")
