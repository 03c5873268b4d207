"""Glossary files become one glossary, or one message with its place."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from termcheck.core.errors import GlossaryError
from termcheck.core.finding import Severity
from termcheck.core.shipped import shipped_names
from termcheck.glossary.load import load_glossary
from termcheck.glossary.model import Glossary, Hyphen, PartOfSpeech, Status


class WriteFiles:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, **files: str) -> Path:
        """Write files, `a` as `a.yml`, and return the path of the first."""
        paths = []
        for name, text in files.items():
            path = self.folder / f"{name.replace('__', '/')}.yml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), "utf-8")
            paths.append(path)
        return paths[0]


@pytest.fixture
def write(tmp_path: Path) -> WriteFiles:
    return WriteFiles(tmp_path)


def forms(glossary: Glossary, term: str) -> dict[str, Status]:
    one = glossary.terms[term]
    return {
        form.form: status
        for status, listed in (
            (Status.ADMITTED, one.admitted),
            (Status.DEPRECATED, one.deprecated),
            (Status.SUPERSEDED, one.superseded),
        )
        for form in listed
    }


def test_reads_an_entry(write: WriteFiles) -> None:
    path = write(
        house="""
        glossary: house
        version: 7
        settings: {hyphen: never}
        terms:
        - id: log-in
          term: log in
          part-of-speech: verb
          severity: error
          deprecated:
          - login
          - {form: signon, only-as: verb}
        """
    )
    glossary = load_glossary(path)
    term = glossary.terms["log-in"]
    assert (glossary.id, glossary.version, glossary.settings.hyphen) == ("house", "7", Hyphen.NEVER)
    assert (term.part_of_speech, term.severity) == (PartOfSpeech.VERB, Severity.ERROR)
    assert [form.form for form in term.deprecated] == ["login", "signon"]
    assert (term.path, term.line, term.column) == (str(path), 6, 3)
    assert [(form.line, form.column) for form in term.deprecated] == [(11, 5), (12, 5)]
    assert glossary.own == (str(path),)


def test_a_byte_order_mark_is_no_key(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"\xef\xbb\xbfglossary: a\n")
    assert load_glossary(path).id == "a"


def test_an_empty_file_is_an_empty_glossary(write: WriteFiles) -> None:
    assert load_glossary(write(a="")).terms == {}


def test_later_files_add_and_replace(write: WriteFiles) -> None:
    write(
        base="""
        settings: {hyphen: never, severity: {a: info, b: error}, disable: [b]}
        terms:
        - id: a
          term: allowlist
          why: Base.
          meaning: Kept.
          admitted: [permit list]
          deprecated: [{form: whitelist, severity: error}, white list]
          except: [Whitelist Ltd]
          examples: [{ok: One.}]
        - {id: b, term: b}
        """
    )
    own = write(
        own="""
        extends: [base.yml]
        settings: {severity: {a: warning}}
        terms:
        - id: a
          why: Own.
          admitted: [whitelist]
          deprecated: [permit list, greenlist]
          except: [Whitelist Records]
          examples: [{ok: Two.}]
        """
    )
    glossary = load_glossary(own)
    term = glossary.terms["a"]
    assert (term.why, term.meaning) == ("Own.", "Kept.")
    assert forms(glossary, "a") == {
        "whitelist": Status.ADMITTED,
        "white list": Status.DEPRECATED,
        "permit list": Status.DEPRECATED,
        "greenlist": Status.DEPRECATED,
    }
    assert term.except_ == ("Whitelist Ltd", "Whitelist Records")
    assert [Path(one.path).name for one in term.examples] == ["base.yml", "own.yml"]
    assert glossary.settings.hyphen is Hyphen.NEVER
    assert glossary.settings.severity == {"a": Severity.WARNING, "b": Severity.ERROR}
    assert list(glossary.terms) == ["a"]
    assert [Path(one).name for one in glossary.own] == ["own.yml"]
    assert sorted(Path(one).name for one in glossary.files) == ["base.yml", "own.yml"]


def test_a_form_that_becomes_preferred_is_no_longer_avoided(write: WriteFiles) -> None:
    write(base="terms: [{id: a, term: allowlist, deprecated: [permit list]}]")
    own = write(own="extends: base.yml\nterms: [{id: a, term: permit list}]")
    assert forms(load_glossary(own), "a") == {}


def test_a_folder_is_all_its_files_in_order(write: WriteFiles) -> None:
    folder = write(g__a="glossary: a", g__b="glossary: b\nterms: [{id: x, term: x}]").parent
    glossary = load_glossary(folder)
    assert glossary.id == "b"
    assert list(glossary.terms) == ["x"]


def test_several_names_are_one_glossary(write: WriteFiles) -> None:
    one = write(one="terms: [{id: x, term: x}]")
    two = write(two="terms: [{id: x, why: Because.}]")
    assert load_glossary(one, two).terms["x"].why == "Because."


def test_glossaries_that_are_named_all_give_their_titles(write: WriteFiles) -> None:
    one = write(a="title: Ours\nversion: 1\nextends: [b.yml]\n", b="title: Base\nversion: 2\n")
    assert (load_glossary(one).title, load_glossary(one).version) == ("Ours", "1")
    both = load_glossary(one.with_name("b.yml"), one)
    assert (both.title, both.version) == ("Base, Ours", "2, 1")


def test_a_diamond_is_read_once(write: WriteFiles) -> None:
    write(root="terms: [{id: x, term: x}]", left="extends: root.yml", right="extends: root.yml")
    top = write(top="extends: [left.yml, right.yml]")
    assert len(load_glossary(top).files) == 4


def test_shipped_glossaries_are_found_by_name() -> None:
    assert {"ai-openness", "tech-writing"} <= set(shipped_names())
    assert load_glossary("tech-writing").id == "tech-writing"


def test_the_digest_changes_with_data_files(write: WriteFiles) -> None:
    path = write(a="kinds: [kinds/*.yml]", kinds__k="{}")
    before = load_glossary(path).digest
    write(kinds__k="kinds: []")
    assert load_glossary(path).digest != before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("term: []", "1:1: unknown key `term` in a glossary, did you mean `terms`?"),
        ("- a", "1:1: a glossary is a mapping with `terms:`"),
        ("terms: [x]", "1:9: a term is a mapping with `id:` and `term:`"),
        ("terms: [{term: x}]", "1:9: missing key `id` in a term"),
        ("terms: [{id: x}]", "1:9: missing key `term` in term `x`"),
        (
            "terms: [{id: X y, term: x}]",
            "1:10: term id `X y` must be lower-case letters, digits, hyphens and dots",
        ),
        (
            "terms:\n- {id: x, term: x}\n- {id: x, term: y}",
            "3:4: duplicate term id `x`, first at line 2",
        ),
        ("terms: [{id: x, term: ' '}]", "1:23: empty preferred form of term `x`"),
        (
            "terms: [{id: x, term: x, deprecated: ['a  b']}]",
            "1:39: line break or needless space in form in `deprecated` of term `x`",
        ),
        (
            "terms: [{id: x, term: x, sevrity: error}]",
            "1:26: unknown key `sevrity` in term `x`, did you mean `severity`?",
        ),
        (
            "terms: [{id: x, term: x, severity: eror}]",
            "1:36: unknown value `eror` for `severity` of term `x`, did you mean `error`?",
        ),
        (
            "terms: [{id: x, term: x, superseded: [y]}]",
            "1:39: superseded form `y` of term `x` needs `since: YYYY-MM-DD`",
        ),
        (
            "terms: [{id: x, term: x, examples: [{bad: a, ok: b}]}]",
            "1:37: an example of term `x` has either `bad` or `ok`",
        ),
        (
            "terms: [{id: x, term: x, examples: [{ok: a, good: b}]}]",
            "1:37: `good` of an example of term `x` needs `bad`; use `ok`",
        ),
        (
            "terms: [{id: x, term: x, first-use: expand}]",
            "1:26: term `x` needs `long-form` to be expanded",
        ),
        (
            "terms: [{id: x, term: x, claims: [{said-of: model}]}]",
            "1:26: a claim of term `x` needs `means:` or `vague: true`",
        ),
        (
            "terms: [{id: open, term: x, conflicts: [opens]}]",
            "1:29: unknown term `opens` in `conflicts` of `open`, did you mean `open`?",
        ),
        (
            "settings: {disable: [y]}",
            "1:22: unknown term `y` in `disable` of `settings`",
        ),
        (
            "settings:\n  means: {y: z}",
            "2:11: unknown term `y` in `means` of `settings`",
        ),
        (
            "exemptions:\n- {id: e, term: y, reason: r}",
            "2:17: unknown term `y` in exemption `e`",
        ),
        ("subjects: [nowhere/*.yml]", "1:12: no file `nowhere/*.yml`"),
        ("subjects: [/*.yml]", "1:12: no file `/*.yml`"),
        ("terms: [", "2:1: not valid YAML: did not find expected node content"),
        ("a: 1\na: 2", "2:1: duplicate key `a`, first at line 1"),
        ("terms: !!python/name:os.system", "1:8: unknown tag `tag:yaml.org,2002:python/name"),
        ("extends: [tech-writin]", "1:11: no glossary `tech-writin`, did you mean `tech-writing`?"),
    ],
)
def test_mistakes_are_told_with_their_place(write: WriteFiles, text: str, message: str) -> None:
    path = write(a=text)
    with pytest.raises(GlossaryError) as caught:
        load_glossary(path)
    if "python/name" in text:
        assert str(caught.value).startswith(f"{path}:1:8: ")
    else:
        assert str(caught.value).removesuffix("; known: none").startswith(f"{path}:{message}")


def test_glossaries_must_not_extend_each_other(write: WriteFiles) -> None:
    first = write(a="extends: b.yml", b="extends: a.yml")
    with pytest.raises(GlossaryError, match=r"a\.yml extends b\.yml extends a\.yml"):
        load_glossary(first)


def test_an_alias_bomb_is_refused(write: WriteFiles) -> None:
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    for one, other in zip("bcdefghi", "abcdefgh", strict=True):
        lines.append(f"{one}: &{one} [{','.join(['*' + other] * 9)}]")
    with pytest.raises(GlossaryError, match="more than 500,000 values"):
        load_glossary(write(a="\n".join(lines)))


def test_a_deep_file_is_refused(write: WriteFiles) -> None:
    with pytest.raises(GlossaryError, match="more than 60 levels"):
        load_glossary(write(a="terms: " + "[" * 100 + "]" * 100))


def test_a_tower_of_aliases_is_refused(write: WriteFiles) -> None:
    lines = ["a0: &a0 x"]
    for level in range(1, 100):
        lines.append(f"a{level}: &a{level} [*a{level - 1}]")
    with pytest.raises(GlossaryError, match="more than 60 levels"):
        load_glossary(write(a="\n".join(lines)))


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GlossaryError, match="not UTF-8"):
        load_glossary(path)


def test_a_folder_without_glossaries_is_told(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="no YAML file in glossary folder"):
        load_glossary(tmp_path)


def test_a_number_is_a_form_and_a_word_that_yaml_takes_for_no_word_is_told(
    write: WriteFiles,
) -> None:
    glossary = load_glossary(str(write(a="terms: [{id: five, term: five, deprecated: [5]}]")))
    assert [form.form for form in glossary.terms["five"].deprecated] == ["5"]
    with pytest.raises(GlossaryError, match="got `false`; put it in quotes"):
        load_glossary(str(write(b="terms: [{id: five, term: five, deprecated: [no]}]")))
