import dataclasses
import os

import pytest

from termcheck.config.load import load_config
from termcheck.config.places import check_ids
from termcheck.config.project import Config, FailOn
from termcheck.core.errors import ConfigError
from termcheck.core.finding import Severity
from termcheck.readers import ENDINGS


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(text, name="termcheck.toml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def message(project, text, name="termcheck.toml"):
    project(text, name)
    with pytest.raises(ConfigError) as caught:
        load_config()
    return str(caught.value)


def test_without_a_file_the_defaults_hold(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    config = load_config()
    assert config.glossary == ("ai-openness",)
    assert config.fail_on is FailOn.WARNING
    assert config.root == str(tmp_path)
    assert config.path == ""


def test_files_that_are_checked_are_those_that_can_be_read():
    assert Config().extensions == ENDINGS


def test_every_key_can_be_set(project, monkeypatch):
    monkeypatch.setenv("TERMCHECK_TRUST", "*")
    project("", "base.toml")
    project(
        """
        extends = "base.toml"
        glossary = ["ai-openness", "words.yml"]
        include = ["docs/"]
        exclude = ["docs/old/"]
        extensions = [".md"]
        gitignore = false
        max-file-size = 5
        fail-on = "never"
        select = ["avoided-term"]
        ignore = "casing"
        require-suppression-reason = true
        flavour = "mkdocs"
        front-matter = ["title"]
        code-roles = ["api"]
        claims = false
        claims-model = "models/ours"
        confidence = 0.5
        fold-claims = false
        own-subject = "acme-1"
        grammar = true
        jobs = 2
        cache = false
        cache-dir = ".cache"
        baseline = "known.json"
        language = "de"
        [readers]
        "*.inc" = "rst"
        [not-prose]
        rst = []
        [severity]
        avoided-term = "error"
        casing = "off"
        [[overrides]]
        paths = ["docs/legal/"]
        ignore = ["x"]
        """
    )
    config = load_config()
    default = Config()
    same = [
        field.name
        for field in dataclasses.fields(Config)
        if getattr(config, field.name) == getattr(default, field.name)
    ]
    assert same == ["format", "nearest"], "which no file says"
    assert config.severity == {"avoided-term": Severity.ERROR, "casing": Severity.OFF}
    assert config.ignore == ("casing",)
    assert config.max_file_size == 5.0


def test_the_nearest_file_above_counts(project, tmp_path):
    project('flavour = "mkdocs"')
    project('[tool.termcheck]\nflavour = "hugo"', "site/pyproject.toml")
    project("[tool.other]\nx = 1", "site/deep/pyproject.toml")
    page = project("text", "site/deep/page.md")
    assert load_config(start=str(page)).flavour == "hugo"
    assert load_config(start=str(page)).root == str(tmp_path / "site")
    assert load_config(start=str(tmp_path / "site")).path == "site/pyproject.toml"
    assert load_config().flavour == "mkdocs"


def test_a_file_given_by_name_counts_alone(project, tmp_path):
    project('flavour = "mkdocs"')
    other = project('flavour = "gfm"', "conf/other.toml")
    assert load_config(other).flavour == "gfm"
    assert load_config(other).root == str(tmp_path / "conf")
    with pytest.raises(ConfigError, match=r"missing\.toml: cannot be read: No such file"):
        load_config(tmp_path / "missing.toml")


def test_somebody_elses_broken_pyproject_is_not_ours(project):
    project("[project]\nname = termcheck-like\n", "pyproject.toml")
    assert load_config().path == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'a = 1\n\n[[overrides]]\npaths = ["x"]\n',
            "termcheck.toml:1:1: unknown key `a` in the configuration",
        ),
        (
            'flavour = "mkdocs"\n  fail-no = "error"\n',
            "termcheck.toml:2:3: unknown key `fail-no` in the configuration, "
            "did you mean `fail-on`?",
        ),
        (
            'fail-on = "warnings"\n',
            "termcheck.toml:1:11: unknown value `warnings` for `fail-on` of the configuration, "
            "did you mean `warning`?",
        ),
        (
            '[severity]\nx = "error"\ny = "eror"\n',
            "termcheck.toml:3:5: unknown value `eror` for `y` in `severity` of the configuration, "
            "did you mean `error`?",
        ),
        (
            'jobs = "two"',
            "termcheck.toml:1:8: expected a whole number in `jobs` of the configuration, got `two`",
        ),
        ("jobs = -1", "termcheck.toml:1:8: `jobs` cannot be negative"),
        (
            'flavour = "hugoo"',
            "termcheck.toml:1:11: unknown value `hugoo` for `flavour` of the configuration, "
            "did you mean `hugo`?",
        ),
        (
            'flavour = "wiki"',
            "termcheck.toml:1:11: unknown value `wiki` for `flavour` of the configuration; known: "
            "`auto`, `commonmark`, `gfm`, `mkdocs`, `hugo`, `jekyll`, `mdx`, `myst`",
        ),
        ('baseline = ""', "termcheck.toml:1:12: `baseline` names no file"),
        ("glossary = []", "termcheck.toml:1:12: `glossary` names no glossary"),
        (
            '[[overrides]]\npaths = ["x"]\n[[overrides]]\npath = ["y"]\n',
            "termcheck.toml:4:1: unknown key `path` in `overrides` of the configuration, "
            "did you mean `paths`?",
        ),
        (
            '[[overrides]]\nignore = ["y"]\n',
            "termcheck.toml:1:1: missing key `paths` in `overrides` of the configuration",
        ),
        (
            "[[overrides]]\npaths = []\n",
            "termcheck.toml:1:1: `paths` of an override names no files",
        ),
        ("x = ", "termcheck.toml:1:5: not valid TOML: invalid value at the end"),
    ],
)
def test_every_error_says_where_what_and_what_else(project, text, expected):
    assert message(project, text) == expected


def test_pyproject_errors_name_their_table(project):
    text = "[project]\nname = 'x'\n[tool.termcheck]\nglosary = ['a']\n"
    assert message(project, text, "pyproject.toml") == (
        "pyproject.toml:4:1: unknown key `glosary` in `[tool.termcheck]`, did you mean `glossary`?"
    )


def test_a_file_in_another_encoding_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "termcheck.toml").write_bytes('flavour = "é"'.encode("latin-1"))
    with pytest.raises(ConfigError, match=r"termcheck\.toml: not UTF-8; save it as UTF-8"):
        load_config()


def test_overrides_apply_in_order(project):
    project(
        """
        ignore = ["a"]
        [severity]
        t = "error"
        [[overrides]]
        paths = ["blog/", "*.mdx"]
        ignore = ["b"]
        flavour = "mdx"
        [overrides.severity]
        t = "info"
        u = "off"
        [[overrides]]
        paths = ["blog/2020/**"]
        flavour = "hugo"
        glossary = ["old.yml"]
        claims = false
        """
    )
    config = load_config()
    assert config.for_path("docs/a.md") == config
    blog = config.for_path("blog/deep/a.md")
    assert (blog.ignore, blog.flavour, blog.claims) == (("a", "b"), "mdx", True)
    assert blog.severity == {"t": Severity.INFO, "u": Severity.OFF}
    old = config.for_path("blog/2020/a.md")
    assert (old.flavour, old.glossary, old.claims) == ("hugo", ("old.yml",), False)
    assert old.ignore == ("a", "b")


def test_ids_nobody_knows_are_told_with_their_place(project):
    project(
        'select = ["casing"]\n[severity]\navoided-term = "error"\n'
        '[[overrides]]\npaths = ["x"]\nignore = ["casing", "avoidedterm"]\n'
    )
    config = load_config()
    with pytest.raises(ConfigError) as caught:
        check_ids(config, ["casing", "avoided-term"])
    assert str(caught.value) == (
        "termcheck.toml:6:21: unknown check or term `avoidedterm` in `ignore`, "
        "did you mean `avoided-term`?"
    )
    with pytest.raises(ConfigError, match=r"termcheck\.toml:3:1: unknown check or term"):
        check_ids(config, ["casing"])
    check_ids(config, ["casing", "avoided-term", "avoidedterm"])


def test_every_key_is_documented():
    from termcheck.typed_files.structure import file_fields

    for field in file_fields(Config):
        assert field.metadata["doc"].endswith(".")


def test_a_file_that_may_not_be_read_is_not_taken_for_none(project, monkeypatch):
    path = project("")
    real = os.open

    def guarded(one, *rest, **more):
        if one == path:
            raise PermissionError(13, "Permission denied")
        return real(one, *rest, **more)

    monkeypatch.setattr(os, "open", guarded)
    with pytest.raises(ConfigError, match=r"^termcheck\.toml: cannot be read: Permission denied$"):
        load_config()
