"""The JSON Schema of glossary files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from termcheck.core.shipped import shipped_folder
from termcheck.glossary.schema import FILE, glossary_schema, schema_text
from termcheck.glossary.starter import PURPOSES, starter_files


class Loader(yaml.CSafeLoader):
    """YAML 1.2 as editors read it: dates are text, only `true` and `false` are booleans."""


Loader.yaml_implicit_resolvers = {
    first: [one for one in resolvers if one[0].rsplit(":", 1)[-1] not in ("timestamp", "bool")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", __import__("re").compile("^(?:true|false)$"), list("tf")
)
TEXTS = {
    **{path.name: path.read_text("utf-8") for path in shipped_folder().glob("*.yml")},
    **{one: starter_files(one)["glossary.yml"] for one in PURPOSES},
}


def errors(value: Any) -> list[str]:
    validator = jsonschema_rs.Draft202012Validator(glossary_schema())
    return [one.message for one in validator.iter_errors(value)]


def test_is_a_schema() -> None:
    schema = glossary_schema()
    jsonschema_rs.meta.validate(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"]


def test_the_file_is_in_step() -> None:
    path = Path(shipped_folder(), FILE)
    assert path.read_text("utf-8") == schema_text(), "run `termcheck glossary schema` again"
    assert json.loads(schema_text()) == glossary_schema()


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_accepts_what_loads(name: str) -> None:
    assert errors(yaml.load(TEXTS[name], Loader)) == []


@pytest.mark.parametrize(
    "text",
    [
        "term: []",
        "terms: [{term: x}]",
        "terms: [{id: X Y}]",
        "terms: [{id: x, sevrity: error}]",
        "terms: [{id: x, severity: eror}]",
        "terms: [{id: x, deprecated: [{status: admitted}]}]",
        "settings: {hyphen: sometimes}",
    ],
)
def test_refuses_what_does_not(text: str) -> None:
    assert errors(yaml.load(text, Loader))


def test_every_key_is_explained() -> None:
    for name, shape in glossary_schema()["$defs"].items():
        for key, value in shape.get("properties", {}).items():
            assert value.get("description"), f"{name}.{key}"
