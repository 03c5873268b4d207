"""Options are validated as MkDocs does it, in its words."""

from pathlib import Path

import pytest

pytest.importorskip("mkdocs")
from mkdocs_termcheck.config import TermcheckConfig


@pytest.fixture
def validated(tmp_path):
    (tmp_path / "own.yml").write_text("glossary: own\nterms: []\n", "utf-8")
    (tmp_path / "docs").mkdir()

    def validate(options):
        config = TermcheckConfig(str(tmp_path / "mkdocs.yml"))
        config.load_dict(options)
        errors, warnings = config.validate()
        return config, [f"{key}: {text}" for key, text in errors], [text for _, text in warnings]

    return validate


def test_everything_may_be_left_out(validated):
    config, errors, warnings = validated({})
    assert (errors, warnings) == ([], [])
    assert config.enabled
    assert config.generated
    assert config.included
    assert config.glossary == []
    assert (config.fail_on, config.report, config.include) == ("never", None, None)
    assert dict(config.severity) == {"error": "warning", "warning": "warning", "info": "info"}


def test_paths_are_relative_to_the_configuration(validated, tmp_path):
    config, errors, _ = validated({"glossary": ["own.yml", "tech-writing"], "report": "a/b.html"})
    assert errors == []
    assert config.glossary == [str(tmp_path / "own.yml"), "tech-writing"]
    assert config.report == Path(tmp_path / "a/b.html")


def test_false_is_off_as_yaml_has_it(validated):
    config, errors, _ = validated({"severity": {"info": False}, "fail_on": False})
    assert errors == []
    assert (config.severity.info, config.fail_on) == ("off", "never")


@pytest.mark.parametrize("globs", ["guide/\n!guide/x.md\n", ["guide/", "!guide/x.md"]])
def test_globs_are_a_list_or_lines(validated, globs):
    config, errors, _ = validated({"include": globs})
    assert errors == []
    assert config.takes("guide/a.md")
    assert not config.takes("guide/x.md")
    assert not config.takes("index.md")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"glossary": "missing.yml"}, "glossary: The path 'missing.yml' isn't an existing file"),
        ({"glossary": 3}, "glossary: Expected a name or a list of names, but received: 3"),
        ({"glossary": ["own.yml", ""]}, "glossary: Expected a name or a list of names"),
        ({"config_file": "no.toml"}, "config_file: The path '"),
        ({"fail_on": "all"}, "fail_on: Expected one of: ('error', 'warning', 'info', 'never')"),
        ({"fail_on": []}, "fail_on: Expected one of:"),
        ({"severity": {"error": "loud"}}, "severity: Sub-option 'error': Expected one of: ('err"),
        ({"include": 3}, "include: Expected a list of patterns, but received: 3"),
        ({"exclude": [3]}, "exclude: Expected a list of patterns, but received: [3]"),
        ({"report": "out.docx"}, "report: The format of 'out.docx' is unknown: use one of .json"),
        ({"report": "docs"}, "report: The path 'docs' is a directory, not a file."),
        ({"report": 3}, "report: Expected a path, but received: 3"),
        ({"report_format": "pdf"}, "report_format: Expected one of:"),
        ({"enabled": "yes please"}, "enabled: Expected type: <class 'bool'>"),
    ],
)
def test_wrong_options(validated, options, message):
    _, errors, _ = validated(options)
    assert [error[: len(message)] for error in errors] == [message]


def test_unknown_options(validated):
    _, _, warnings = validated({"glosary": "own.yml"})
    assert warnings == ["Unrecognised configuration name: glosary"]


def test_a_whole_build_says_where_an_option_is_wrong(site):
    site.configure({"fail_on": "all"})
    site.write({"docs/index.md": "x\n"})
    built = site.build()
    assert built.code == 1
    assert "Config value 'plugins': Plugin 'termcheck' option 'fail_on': Expected" in built.output
