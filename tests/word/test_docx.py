"""Word files: what is read of them, where, and what a review leaves in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from helpers_positions import violations
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import termcheck.cli
from termcheck import Checker, Config, Source, TermcheckError
from termcheck.core.document import Kind, MarkKind, Scope
from termcheck.readers import decode, read
from termcheck.readers.docx_parts import WP, W, parse
from termcheck.word.annotate import annotate

NS = (
    f'xmlns:w="{W[1:-1]}" xmlns:wp="{WP[1:-1]}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
GLOSSARY = """\
glossary: words
terms:
  - id: allowlist
    term: allowlist
    deprecated: [whitelist, white list]
    why: It says what it does.
    url: https://example.org/words
"""
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
STYLES = (
    f"<w:styles {NS}>"
    '<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Q"><w:name w:val="Quote"/></w:style>'
    '<w:style w:styleId="C"><w:name w:val="Source Code"/></w:style></w:styles>'
)


def run(text: str, properties: str = "") -> str:
    bold = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{bold}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*content: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    body = "".join(one if one.startswith("<") else run(one) for one in content)
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{body}</w:p>"


def word(*body: str, **parts: str) -> bytes:
    files = {
        "[Content_Types].xml": TYPES,
        "word/_rels/document.xml.rels": RELS,
        "word/styles.xml": STYLES,
        "word/document.xml": f"<w:document {NS}><w:body>{''.join(body)}</w:body></w:document>",
        **{f"word/{name}.xml": text for name, text in parts.items()},
        "word/media/image.bin": "untouched",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    path = tmp_path_factory.mktemp("words") / "words.yml"
    path.write_text(GLOSSARY, "utf-8")
    return Checker(Config(glossary=(str(path),), cache=False))


def blocks(*body: str, **parts: str) -> list[tuple[Kind, str]]:
    source = decode("a.docx", word(*body, **parts))
    return [(block.kind, block.text) for block in read(source).blocks]


def test_what_is_read_and_as_what() -> None:
    table = (
        f"<w:tbl><w:tr><w:tc>{para('Name')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{para('One')}</w:tc></w:tr></w:tbl>"
    )
    box = f"<w:r><w:txbxContent>{para('In a box')}</w:txbxContent></w:r>"
    both = (
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    notes = f"<w:footnotes {NS}><w:footnote w:id='2'>{para('In a note')}</w:footnote></w:footnotes>"
    assert blocks(
        para("Head", style="H2"),
        para("A te", run("r", "<w:b/>"), "m", "<w:r><w:tab/></w:r>", "here"),
        para("Item", more="<w:numPr/>"),
        para("code", style="C"),
        table,
        f"<w:p>{run('Beside')}{both}</w:p>",
        footnotes=notes,
    ) == [
        (Kind.HEADING, "Head"),
        (Kind.PARAGRAPH, "A term here"),
        (Kind.LIST_ITEM, "Item"),
        (Kind.TABLE_HEADER, "Name"),
        (Kind.TABLE_CELL, "One"),
        (Kind.PARAGRAPH, "Beside"),
        (Kind.PARAGRAPH, "In a box"),
        (Kind.PARAGRAPH, "In a note"),
    ]


def picture(description: str, more: str = "") -> str:
    about = f'<wp:docPr id="1" name="A" descr="{description}">{more}</wp:docPr>'
    return f"<w:r><w:drawing><wp:inline>{about}</wp:inline></w:drawing></w:r>"


def test_what_describes_a_picture_is_read_and_commented_at_the_picture(checker: Checker) -> None:
    skipped = "<a:ext xmlns:a='a'><d:decorative xmlns:d='d' val='1'/></a:ext>"
    body = (para("Text", picture("A chart of\nthe whitelist")), para(picture("Nothing", skipped)))
    assert blocks(*body) == [
        (Kind.PARAGRAPH, "Text"), (Kind.ALT, "A chart of the whitelist"),
    ]  # fmt: skip
    _, after = reviewed(checker, word(*body), fix_safe=True)
    tree = parse(after["word/document.xml"], "", "")
    start = next(tree.iter(f"{W}commentRangeStart"))
    assert start.getnext().find(f"{W}drawing") is not None
    assert b"In the description of a picture" in after["word/comments.xml"]
    assert b"A chart of" in after["word/document.xml"]


def test_changes_comments_and_fields_are_respected() -> None:
    body = para(
        run("Now "),
        f"<w:ins w:id='1'>{run('inserted')}</w:ins>",
        "<w:del w:id='2'><w:r><w:delText>deleted</w:delText></w:r></w:del>",
        f"<w:moveFrom w:id='3'>{run('moved')}</w:moveFrom>",
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
        run("hidden", "<w:vanish/>"),
    )
    assert blocks(body) == [(Kind.PARAGRAPH, "Now inserted")]


def test_quotations_and_links_are_known() -> None:
    source = decode(
        "a.docx",
        word(para("Said", style="Q"), para("See ", f"<w:hyperlink>{run('here')}</w:hyperlink>")),
    )
    quote, link = read(source).blocks
    assert Scope.QUOTE in quote.scopes
    assert [(mark.start, mark.end, mark.kind) for mark in link.marks] == [(4, 8, MarkKind.LINK)]


def test_positions_are_paragraphs_and_characters(checker: Checker) -> None:
    raw = word(para("🦙 One"), para("🦙 A white", run(" li", "<w:i/>"), "st here"))
    source = decode("a.docx", raw)
    (finding,) = checker.check(source)
    assert (finding.line, finding.column, finding.actual) == (2, 5, "white list")
    assert source.slice(finding.span) == finding.actual


def reviewed(
    checker: Checker, raw: bytes, **how: bool
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    source = decode("a.docx", raw)
    done = annotate(source, checker.check(source), **how)
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (raw, done.data))
    return tuple(  # type: ignore[return-value]
        {name: archive.read(name) for name in archive.namelist()} for archive in (before, after)
    )


def commented(tree) -> dict[str, str]:
    """The words each comment covers, by its id."""
    found: dict[str, str] = {}
    open_: set[str] = set()
    for one in tree.iter():
        name = one.get(f"{W}id", "")
        if one.tag == f"{W}commentRangeStart":
            open_.add(name)
        elif one.tag == f"{W}commentRangeEnd":
            open_.discard(name)
        elif one.tag in (f"{W}t", f"{W}delText"):
            for each in open_:
                found[each] = found.get(each, "") + one.text
    return found


def test_comments_stand_on_their_exact_words(checker: Checker) -> None:
    raw = word(
        para("The whitelist, a wh", run("ite li", "<w:b/>"), "st and the whitelist."),
        para("Fine."),
    )
    before, after = reviewed(checker, raw)
    tree = parse(after["word/document.xml"], "", "")
    assert sorted(commented(tree).values()) == ["white list", "whitelist", "whitelist"]
    assert "".join(one.text for one in tree.iter(f"{W}t")) == (
        "The whitelist, a white list and the whitelist.Fine."
    )
    bold = [one for one in tree.iter(f"{W}r") if one.find(f"{W}rPr/{W}b") is not None]
    assert "".join(t.text for one in bold for t in one.iter(f"{W}t")) == "ite li"
    comments = parse(after["word/comments.xml"], "", "")
    texts = ["|".join(t.text for t in one.iter(f"{W}t")) for one in comments]
    told = "Write “allowlist” instead of “{}”|It says what it does.|https://example.org/words"
    assert texts == [told.format(one) for one in ("whitelist", "white list", "whitelist")]
    links = [one.text for one in comments.iter(f"{W}instrText")]
    assert links == ['HYPERLINK "https://example.org/words"'] * 3
    assert b"comments+xml" in after["[Content_Types].xml"]
    assert b"comments.xml" in after["word/_rels/document.xml.rels"]
    for name in ("word/styles.xml", "word/media/image.bin"):
        assert before[name] == after[name]


def test_comments_are_listed_as_their_words_stand(checker: Checker) -> None:
    _, after = reviewed(checker, word(para("A white list and"), para("a whitelist.")))
    told = [
        "".join(text.text for text in comment.iter(f"{W}t"))
        for comment in parse(after["word/comments.xml"], "", "")
    ]
    assert ["white list" in told[0], "whitelist" in told[1]] == [True, True]


def test_safe_fixes_are_tracked_changes(checker: Checker) -> None:
    raw = word(para("A ", run("whitelist", "<w:b/>"), " here."), para("The whitelist."))
    _, after = reviewed(checker, raw, fix_safe=True)
    tree = parse(after["word/document.xml"], "", "")
    deleted = ["".join(t.text for t in one.iter(f"{W}delText")) for one in tree.iter(f"{W}del")]
    inserted = ["".join(t.text for t in one.iter(f"{W}t")) for one in tree.iter(f"{W}ins")]
    assert (deleted, inserted) == (["A whitelist", "whitelist"], ["An allowlist", "allowlist"])
    ids = [one.get(f"{W}id") for name in ("ins", "del") for one in tree.iter(f"{W}{name}")]
    assert len(set(ids)) == len(ids) == 4
    source = decode("a.docx", raw)
    done = annotate(source, checker.check(source), fix_safe=True)
    again = decode("a.docx", done.data)
    assert checker.check(again) == (), "what is accepted has no findings"


def test_comments_of_others_stay(checker: Checker) -> None:
    mine = f"<w:comment w:id='7' w:author='Ann'>{para('Mine')}</w:comment>"
    old = f"<w:comments {NS}>{mine}</w:comments>"
    raw = word(para("The whitelist."), comments=old)
    _, after = reviewed(checker, raw)
    comments = parse(after["word/comments.xml"], "", "")
    assert [(one.get(f"{W}id"), one.get(f"{W}author")) for one in comments] == [
        ("7", "Ann"), ("8", "termcheck"),
    ]  # fmt: skip


def test_a_note_is_commented_where_the_text_leads_to_it(checker: Checker) -> None:
    notes = (
        f"<w:footnotes {NS}><w:footnote w:id='2'>{para('A whitelist')}</w:footnote></w:footnotes>"
    )
    raw = word(para("See", "<w:r><w:footnoteReference w:id='2'/></w:r>"), footnotes=notes)
    before, after = reviewed(checker, raw)
    tree = parse(after["word/document.xml"], "", "")
    start = next(tree.iter(f"{W}commentRangeStart"))
    assert start.getnext().find(f"{W}footnoteReference") is not None
    assert b"In a note" in after["word/comments.xml"]
    assert before["word/footnotes.xml"] == after["word/footnotes.xml"]


def bomb(*names: str, size: int = 90_000_000) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("word/document.xml", *names):
            archive.writestr(name, b" " * size)
    return out.getvalue()


ENTITY = (
    '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    f"<w:document {NS}><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:document>"
)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"nothing", "not a Word file (.docx)"),
        (b"PK\x03\x04broken", "not a Word file (.docx)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "protected with a password"),
        (bomb, "too large when unpacked"),
        (partial(bomb, "word/header1.xml", size=45_000_000), "too large when unpacked"),
        (word(document=ENTITY), "declares entities"),
        (word(document=f"<w:document {NS}>"), "not well formed"),
    ],
    ids=["text", "zip", "ole", "bomb", "bombs", "entity", "xml"],
)
def test_hostile_files_are_one_message(raw: bytes | Callable[[], bytes], told: str) -> None:
    with pytest.raises(TermcheckError, match=told.replace("(", r"\(").replace(")", r"\)")):
        decode("a.docx", raw if isinstance(raw, bytes) else raw())


def test_a_review_of_a_damaged_file_is_one_message(checker: Checker) -> None:
    raw = word(para("A whitelist."))
    damaged = raw.replace(b"untouched", b"untouchex").replace(b"word/_rels", b"word/_relx")
    assert damaged != raw
    source = decode("a.docx", damaged)
    with pytest.raises(TermcheckError, match="not a whole Word file"):
        annotate(source, checker.check(source))


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(
        ["tbl", "tr", "tc", "p", "r", "ins", "del", "moveFrom", "hyperlink", "txbxContent", "sdt"]
    )
    return st.builds(
        lambda tag, content: f"<w:{tag}>{''.join(content)}</w:{tag}>",
        tags,
        st.lists(inner, max_size=4),
    )


LEAVES = st.sampled_from(
    [
        para("A white", run("list", "<w:b/>"), " 😀 whitelist."),
        para("See", style="H2"),
        para("whitelist", style="Q"),
        "<w:t>whitelist</w:t>",
        "<w:r><w:t>white</w:t><w:tab/><w:t>list\nwhitelist</w:t></w:r>",
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>whitelist</w:t></w:r></w:p>",
        '<w:ins w:id="²"/>',
        "<w:r/>",
    ]
)


@given(st.lists(st.recursive(LEAVES, nested, max_leaves=12), max_size=6), st.booleans())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_nesting_is_read_placed_and_reviewed(
    checker: Checker, body: list[str], fix_safe: bool
) -> None:
    source = decode("a.docx", word(*body))
    assert violations(read(source)) == []
    findings = list(checker.check(source))
    done = annotate(source, findings, fix_safe=fix_safe)
    assert done.comments == len(findings)
    again = decode("b.docx", done.data)
    if not fix_safe:
        assert again.data == source.data


def command(*arguments: str) -> tuple[int, str, str]:
    with CliRunner().isolation() as streams:
        code = termcheck.cli.run([str(one) for one in arguments])
        return code, streams[0].getvalue().decode(), streams[1].getvalue().decode()


def test_the_command_line_reads_and_reviews_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docx = pytest.importorskip("docx")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERMCHECK_CACHE_DIR", str(tmp_path / "cache"))
    Path("words.yml").write_text(GLOSSARY, "utf-8")
    Path("termcheck.toml").write_text('glossary = ["words.yml"]\n', "utf-8")
    made = docx.Document()
    made.add_heading("Our whitelist", 1)
    made.add_paragraph("Fine.")
    made.save("draft.docx")
    raw = Path("draft.docx").read_bytes()
    for _ in range(2):  # the second from what is kept
        code, out, _err = command("check", "-f", "concise")
        assert (code, out.split(" Unexpected")[0]) == (1, "draft.docx:1:5: warning avoided-term")
    _code, out, _err = command("check")
    assert "can be corrected: termcheck annotate --fix-safe" in out
    assert "termcheck fix" not in out
    Path("a.md").write_text("A whitelist.\n", "utf-8")
    code, _out, err = command("fix")
    assert code == 1, "what is in the Word file is left"
    assert err.splitlines() == [
        "a.md: 1 finding fixed",
        "draft.docx: note: a Word file; `termcheck annotate --fix-safe` corrects it",
        "1 finding fixed in 1 file, 1 finding left",
    ]
    assert command("baseline")[0] == 0
    assert command("check", "-q")[0] == 0
    code, _out, err = command("fix", "--no-baseline", "draft.docx")
    assert code == 2
    assert "`termcheck annotate --fix-safe` corrects it" in err
    code, _out, err = command("annotate", "draft.docx", "-o", "reviewed.docx", "--fix-safe")
    assert (code, err) == (0, "reviewed.docx: 1 comment, 1 tracked change\n")
    assert Path("draft.docx").read_bytes() == raw
    (comment,) = docx.Document("reviewed.docx").comments
    assert (comment.author, "allowlist" in comment.text) == ("termcheck", True)
    for arguments in (("draft.docx", "-o", "draft.docx"), ("words.yml", "-o", "x.docx")):
        assert command("annotate", *arguments)[0] == 2
    Path("draft.docx").write_bytes(b"no")
    code, out, err = command("check")
    assert code == 2
    assert "draft.docx: not a Word file (.docx)" in out + err


def test_a_source_of_text_is_no_word_file() -> None:
    with pytest.raises(TermcheckError):
        annotate(Source("a.md", b"x"), ())


def test_a_sentence_for_a_person_to_write_is_in_the_comment() -> None:
    shipped = Checker(Config(glossary=("ai-openness",), cache=False))
    _, after = reviewed(shipped, word(para("Llama 3 and OLMo 2 are open source.")))
    told = "".join(parse(after["word/comments.xml"], "", "").itertext())
    assert "Write “OLMo 2 is open source; Llama 3 is open-weight”" in told


def strict(raw: bytes) -> bytes:
    """Return a Word file with the names of Strict Open XML."""
    return renamed(raw, lambda data: data.replace(W[1:-1].encode(), STRICT), "word/document.xml")


STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def renamed(raw: bytes, change, main: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            new = main if name == "word/document.xml" else name
            new = new.replace("_rels/document.xml", f"_rels/{main.split('/')[1]}")
            after.writestr(new, change(before.read(name)))
        after.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="a" Target="/docProps/app.xml" Type="https://a.example/other"/>'
            '<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'relationships/officeDocument" Target="{main}" Id="b"/></Relationships>',
        )
    return out.getvalue()


def test_strict_files_are_read_and_not_annotated() -> None:
    raw = strict(word(para("A whitelist.")))
    assert STRICT in zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml")
    source = decode("a.docx", raw)
    assert [block.text for block in read(source).blocks] == ["A whitelist."]
    with pytest.raises(TermcheckError, match="Strict Open XML"):
        annotate(source, ())


def test_the_main_part_may_have_another_name() -> None:
    raw = renamed(word(para("A whitelist.")), lambda data: data, "word/document22.xml")
    source = decode("a.docx", raw)
    assert [block.text for block in read(source).blocks] == ["A whitelist."]


def test_runs_that_are_not_to_be_checked_are_no_prose() -> None:
    raw = word(para("Set ", run("whitelist", "<w:noProof/>"), " here."))
    (block,) = read(decode("a.docx", raw)).blocks
    assert block.text == "Set whitelist here."
    assert [mark.kind for mark in block.marks] == [MarkKind.CODE]
