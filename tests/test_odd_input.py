"""Input nobody would write: every parser takes it or says in one line what is wrong with it."""

from __future__ import annotations

import importlib.util
import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termcheck import Checker, Config, Source, TermcheckError, readers
from termcheck.cache import codec
from termcheck.cli import run
from termcheck.core.errors import ConfigError, GlossaryError, ReaderError
from termcheck.glossary.load import load_glossary
from termcheck.match.compiled_glossary import compile_engine
from termcheck.run.baseline import load_baseline

FUZZ = Path(__file__).parent / "fuzz"


def _module(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, FUZZ / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    return made


mutate, targets = _module("mutate"), _module("targets")
MANY = "9" * 5000


@pytest.mark.parametrize("name", list(targets.TARGETS))
@given(seed=st.integers(0, 10**9))
@settings(max_examples=25, deadline=None)
def test_any_input_of_any_target(name: str, seed: int) -> None:
    target = targets.TARGETS[name]
    mutator = mutate.Mutator(target.kind, seed)
    for _ in range(3):
        target.run(mutator.make())


@pytest.mark.parametrize(
    "value",
    ["59:" * 3000 + "59", "!!int ''", "!!int x", "!!timestamp x", "!!bool x", "!!float ''", MANY],
    ids=lambda value: value[:12],
)
def test_glossaries_tell_of_values_that_are_none(tmp_path: Path, value: str) -> None:
    path = tmp_path / "house.yml"
    path.write_text(f"terms:\n- id: a\n  term: {value}\n", "utf-8")
    with pytest.raises(GlossaryError) as error:
        load_glossary(path)
    assert "house.yml:3:9: cannot read" in str(error.value)
    assert len(str(error.value)) < 2500
    page = Source("a.md", f"---\ntermcheck: {value}\n---\n\nA page.\n".encode())
    readers.read(page)


def test_front_matter_of_toml_has_long_numbers() -> None:
    text = f"+++\ntermcheck = 0x{'f' * 5000}\n+++\n\nA page.\n"
    (problem,) = readers.read(Source("a.md", text.encode())).problems
    assert problem[1].startswith("Unexpected `a number` for `termcheck`")


def test_a_form_has_an_end(tmp_path: Path) -> None:
    path = tmp_path / "house.yml"
    path.write_text(f"terms:\n- id: a\n  term: {'x' * 60_000}\n", "utf-8")
    with pytest.raises(GlossaryError, match="a form of 60,000 characters in term `a`"):
        compile_engine(load_glossary(path))


@pytest.mark.parametrize(
    "text",
    [
        f'{{"version": {MANY}}}',
        "[" * 100_000,
        '{"version": 1, "findings": {"\\ud800": []}}',
        '{"version": 1, "findings": {"\\u0000": []}}',
        '{"version": 1, "findings": {"a.md": 5}}',
        '{"version": NaN}',
    ],
    ids=lambda text: text[:30],
)
def test_baselines_that_are_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as error:
        load_baseline(path)
    assert str(error.value).isprintable()


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[[],[],0,[[1,2]],[]]",
        '[[],[],0,[["told",1,"x"]],[]]',
        "[[],[],0,[],[]",
        "[[[]],[],0,[],[]]",
        f"[[],[],{MANY},[],[]]",
        '[[],[],"1",[],[]]',
        "null",
        "{}",
    ],
    ids=lambda text: text[:30],
)
def test_stored_results_that_are_none_are_made_anew(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        codec.read(text, "a.md")


def word_file(body: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        xml = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", xml)
    return made.getvalue()


def test_word_files_with_long_numbers() -> None:
    body = (
        f'<w:p><w:pPr><w:outlineLvl w:val="{"0" * 5000}"/></w:pPr>'
        "<w:r><w:t>A whitelist.</w:t></w:r></w:p>"
    )
    source = readers.decode("a.docx", word_file(body))
    assert [block.text for block in readers.read(source).blocks] == ["A whitelist."]


def test_word_files_of_millions_of_elements() -> None:
    raw = word_file("<w:p/>" * 1_100_000)
    assert len(raw) < 50_000
    with pytest.raises(ReaderError, match="more than 1,000,000 elements"):
        readers.decode("a.docx", raw)


def test_word_files_with_offsets_before_their_start() -> None:
    raw = bytearray(word_file("<w:p/>"))
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 42 : at + 46] = (2**32 - 9).to_bytes(4, "little")
    with pytest.raises(ReaderError) as error:
        readers.decode("a.docx", bytes(raw))
    assert str(error.value).isprintable()


ODD = "bo\n::error file=README.md,line=1::injected\x1b]0;x\x07\u202e\u0085"


@pytest.mark.parametrize(
    "text",
    [
        f"{json.dumps(ODD)}: 1\n",
        f"terms:\n- id: {json.dumps(ODD)}\n  term: a\n  {json.dumps(ODD)}: 1\n",
        f"terms:\n- {{id: a, term: a, severity: {json.dumps(ODD)}}}\n",
    ],
)
def test_errors_are_one_line_whatever_stands_in_names(
    tmp_path: Path, text: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "house.yml"
    path.write_text(text, "utf-8")
    assert run(["check", "-g", str(path), "--no-cache", str(path)]) == 2
    told = capfd.readouterr().err
    assert told.count("\n") == 1
    assert told.rstrip("\n").isprintable()


@pytest.mark.parametrize("option", ["-g", "--config"])
def test_errors_about_names_given_are_one_line(
    option: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", option, ODD, "."]) == 2
    assert not any(line.startswith("::") for line in capfd.readouterr().err.splitlines())


@pytest.mark.parametrize("command", [("explain", "a"), ("glossary", "list"), ("exceptions",)])
@pytest.mark.parametrize("form", ["table", "json"])
def test_lists_show_control_characters(
    tmp_path: Path, command: tuple[str, ...], form: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "house.yml"
    odd, form_odd = json.dumps(ODD), json.dumps("x\x1b]0;\u202ex")
    path.write_text(
        f"terms:\n- {{id: a, term: ab, why: {odd}, deprecated: [{form_odd}], owner: {odd}}}\n"
        f"exemptions:\n- {{id: e, term: a, reason: {odd}, owner: {odd}, paths: [{odd}]}}\n",
        "utf-8",
    )
    if form == "json" and command[0] == "explain":
        pytest.skip("explain has one form")
    extra = ["-f", form] if command[0] != "explain" else []
    assert run([*command, "-g", str(path), *extra]) == 0
    told = capfd.readouterr().out
    assert not any(line.startswith("::") for line in told.splitlines())
    assert all(line.isprintable() for line in told.split("\n"))


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "rdjson", "checkstyle", "junit"])
def test_reports_for_programs_spell_what_nobody_sees(tmp_path: Path, form: str) -> None:
    glossary = tmp_path / "house.yml"
    glossary.write_text(
        'terms:\n- {id: a, term: b, deprecated: [{form: whitelist, why: "x\\u202ey\\u0085z"}]}\n',
        "utf-8",
    )
    page = tmp_path / "a.md"
    page.write_text("A whitelist \u202e\u2066 of things.\n", "utf-8")
    config = Config(glossary=(str(glossary),), cache=False)
    from termcheck import render

    told = render(Checker(config).run([str(page)]), form)
    assert "whitelist" in told
    assert not set("\u202e\u2066\u0085\u2028") & set(told)


@given(word=st.text(max_size=50), path=st.text(max_size=20))
def test_every_error_is_one_plain_line(word: str, path: str) -> None:
    told = str(TermcheckError(f"unknown key `{word}`", path=path, line=1))
    assert "\n" not in told
    assert not any(ord(one) < 32 or 0x7F <= ord(one) < 0xA0 for one in told.replace("\t", " "))
    told.encode()
