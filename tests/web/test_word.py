"""Word files through the page and the API: their text, and the way back."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import httpx
import pytest

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_file() -> bytes:
    made = docx.Document()
    made.add_heading("News", 1)
    paragraph = made.add_paragraph("Meta's Llama 3.1 is an open ")
    paragraph.add_run("source").bold = True
    paragraph.add_run(" AI model. Café.")
    made.add_paragraph("")
    made.add_paragraph("The list is a whitelist, here.")
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_text_and_back_with_tracked_changes(api: httpx.Client) -> None:
    raw = word_file()
    text = api.post("/api/text", params={"name": "a.docx"}, content=raw).json()["text"]
    assert text == (
        "News\n\nMeta's Llama 3.1 is an open source AI model. Café.\n\n"
        "The list is a whitelist, here.\n"
    )
    edited = text.replace("a whitelist", "an allowlist").replace("Café.", "Café now.")
    said = {"name": "a.docx", "text": edited, "file": base64.b64encode(raw).decode()}
    answer = api.post("/api/word", json=said)
    assert answer.status_code == 200, answer.text
    made = docx.Document(io.BytesIO(base64.b64decode(answer.json()["file"])))
    body = made.element.body
    assert "".join(one.text for run in body.iter(f"{W}ins") for one in run.iter(f"{W}t"))
    deleted = "".join(one.text for one in body.iter(f"{W}delText"))
    assert "whitelist" in deleted
    for change in list(body.iter(f"{W}del")):
        change.getparent().remove(change)
    accepted = ["".join(one.text for one in p.iter(f"{W}t")) for p in body.iter(f"{W}p")]
    assert [one for one in accepted if one] == edited.strip().split("\n\n")
    comments = " ".join(one.text for one in made.comments)
    assert "Llama 3.1" in comments
    assert "whitelist" in comments


def test_rich_text_gives_its_text_alone(api: httpx.Client) -> None:
    data = rb"{\rtf1\ansi Phi-4 is \b open\b0  source AI.\par}"
    answer = api.post("/api/text?name=a.rtf", content=data)
    assert answer.json()["text"] == "Phi-4 is open source AI.\n"
    assert [look["kind"] for look in answer.json()["looks"]] == ["paragraph"]


def test_paragraphs_may_come_and_go(api: httpx.Client) -> None:
    raw = word_file()
    read = api.post("/api/text", params={"name": "a.docx"}, content=raw).json()
    text = "First.\n\n" + read["text"].replace("News\n\n", "") + "\nAt the end, a blacklist."
    said = {"name": "a.docx", "text": text, "file": read["file"]}
    found = api.post("/api/check", json=said).json()["findings"]
    assert [text.encode()[one["start"] : one["end"]].decode() for one in found] == [
        "open source AI",
        "whitelist",
        "blacklist",
    ]
    said["file"] = base64.b64encode(raw).decode()
    said["ignored"] = [found[0]["fingerprint"], found[1]["fingerprint"]]
    said["reasons"] = ["Legal agreed on 3 May"]
    answer = api.post("/api/word", json=said)
    assert answer.status_code == 200, answer.text
    made = docx.Document(io.BytesIO(base64.b64decode(answer.json()["file"])))
    body = made.element.body
    assert [one.text for one in body.iter(f"{W}delText")] == ["News"]
    added = ["".join(t.text for t in ins.iter(f"{W}t")) for ins in body.iter(f"{W}ins")]
    assert [one for one in added if one] == ["First.", "At the end, a blacklist."]
    # The end of the new paragraph is inserted too.
    assert sum(one.find(f"{W}ins") is not None for one in body.iter(f"{W}rPr")) == 1
    comments = [one.text for one in made.comments]
    assert any("Left as it is: Legal agreed on 3 May" in one for one in comments)
    assert not any("whitelist" in one for one in comments)
    assert any("blacklist" in one for one in comments)
    wrong = api.post("/api/word", json={"text": "x", "file": "no base 64!"})
    assert wrong.status_code == 400


def test_an_edited_word_file_is_read_as_a_document(api: httpx.Client) -> None:
    """A table's rows are claims in the page as they are in the file."""
    made = docx.Document()
    table = made.add_table(rows=3, cols=2)
    rows = (("Model", "Openness"), ("Llama 3.1", "Open source"), ("OLMo 2", "Open source"))
    for number, row in enumerate(rows):
        for at, text in enumerate(row):
            table.cell(number, at).text = text
    made.add_paragraph("The end.")
    file = io.BytesIO()
    made.save(file)
    whole = api.post("/api/check", params={"name": "a.docx"}, content=file.getvalue()).json()
    read = api.post("/api/text", params={"name": "a.docx"}, content=file.getvalue()).json()
    assert whole["findings"]
    for text in (read["text"], read["text"].replace("The end.", "🎉 An end, a whitelist.")):
        said = {"name": "a.docx", "text": text, "file": read["file"]}
        report = api.post("/api/check", json=said).json()
        claims = [one for one in report["findings"] if one["subject"]]
        assert [one["message"] for one in claims] == [one["message"] for one in whole["findings"]]
        for one in report["findings"]:
            assert text.encode()[one["start"] : one["end"]].decode() == one["actual"]


AROUND = (
    "{run}",
    '<w:smartTag w:uri="u" w:element="e">{run}</w:smartTag>',
    '<w:ins w:id="7" w:author="Ana">{run}</w:ins>',
    '<w:moveTo w:id="8" w:author="Ana">{run}</w:moveTo>',
    "<w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt>",
    '<w:hyperlink w:anchor="x">{run}</w:hyperlink>',
    "<w:r><w:t>one</w:t><w:br/></w:r>{run}<w:r><w:tab/></w:r>",
)
"""What words may stand in."""


def test_edits_are_tracked_wherever_the_words_stand(api: httpx.Client) -> None:
    made = docx.Document()
    run = '<w:r><w:t xml:space="preserve">some old words</w:t></w:r>'
    for around in AROUND:
        inner = around.format(run=run)
        paragraph = f'<w:p xmlns:w="{W[1:-1]}">{inner}<w:r><w:t>, here.</w:t></w:r></w:p>'
        made.element.body.insert(0, docx.oxml.parse_xml(paragraph))
    made.sections[0].header.paragraphs[0].text = "A header of old words"
    file = io.BytesIO()
    made.save(file)
    read = api.post("/api/text", params={"name": "a.docx"}, content=file.getvalue()).json()
    assert read["text"].count("old words") == len(AROUND) + 1
    for old, new in (("old", "new"), (" old", ""), ("old ", "old and new "), ("some", "so. some")):
        text = read["text"].replace(old, new)
        said = {"name": "a.docx", "text": text, "file": base64.b64encode(file.getvalue()).decode()}
        back = base64.b64decode(api.post("/api/word", json=said).json()["file"])
        again = api.post("/api/text", params={"name": "a.docx"}, content=back).json()
        assert again["text"] == text
        with zipfile.ZipFile(io.BytesIO(back)) as archive:
            # A tracked change says enough.
            assert "word/comments.xml" not in archive.namelist()
            body = archive.read("word/document.xml").decode()
        assert body.count('w:author="Ana"') >= 2
        assert body.count("<w:br/>") == body.count("<w:tab/>") == 1


def test_a_picture_stays_when_the_words_before_it_go(api: httpx.Client) -> None:
    dot = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    made = docx.Document()
    paragraph = made.add_paragraph("Seen here: ")
    paragraph.add_run().add_picture(io.BytesIO(dot))
    picture = next(made.element.body.iter("{*}docPr"))
    picture.set("descr", "A chart of it")
    made.add_paragraph("The end.")
    file = io.BytesIO()
    made.save(file)
    read = api.post("/api/text", params={"name": "a.docx"}, content=file.getvalue()).json()
    assert read["text"] == "Seen here: \n\nA chart of it\n\nThe end.\n"
    text = "A chart of all\n\nThe end.\n"
    said = {"name": "a.docx", "text": text, "file": base64.b64encode(file.getvalue()).decode()}
    back = base64.b64decode(api.post("/api/word", json=said).json()["file"])
    again = docx.Document(io.BytesIO(back))
    assert [one.get("descr") for one in again.element.body.iter("{*}docPr")] == ["A chart of all"]
    assert [one.text for one in again.element.body.iter(f"{W}delText")] == ["Seen here: "]


def strict() -> bytes:
    """What Word calls *Strict Open XML*: it has other names for everything."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file())) as usual, zipfile.ZipFile(file, "w") as made:
        for name in usual.namelist():
            other = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
            made.writestr(name, usual.read(name).replace(W[1:-1].encode(), other))
    return file.getvalue()


def test_what_cannot_be_written_back_is_refused_before_the_work(api: httpx.Client) -> None:
    answer = api.post("/api/text", params={"name": "a.docx"}, content=strict())
    assert answer.status_code == 400
    assert "save it as a normal Word file" in answer.json()["error"]["message"]
    report = api.post("/api/check", params={"name": "a.docx"}, content=strict()).json()
    assert "whitelist" in [one["actual"] for one in report["findings"]]


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 200_000_000)
    return file.getvalue()


def entities() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file())) as good, zipfile.ZipFile(file, "w") as bad:
        for name in good.namelist():
            data = good.read(name)
            if name == "word/document.xml":
                head = b'<!DOCTYPE x [<!ENTITY leak SYSTEM "file:///etc/passwd">]>'
                data = data.replace(b"?>", b"?>" + head, 1).replace(b"News", b"&leak;")
            bad.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize("make", [bomb, entities, lambda: b"PK\x03\x04 nothing"])
def test_hostile_files_do_nothing(api: httpx.Client, make: Any) -> None:
    answer = api.post("/api/text", params={"name": "a.docx"}, content=make())
    assert "root:" not in answer.text
    assert answer.status_code in (200, 400), answer.text
    report = api.post("/api/check", params={"name": "a.docx"}, content=make())
    assert "root:" not in report.text
    # And the server goes on.
    assert api.post("/api/check", json={"text": "A whitelist."}).status_code == 200


@pytest.mark.browser
@pytest.mark.slow
def test_a_word_file_in_the_page(desk: Any, tmp_path: Path) -> None:
    desk.drop("post.docx", word_file())
    desk.has(2)
    assert desk.marks() == ["open source AI", "whitelist"]
    desk.cards.nth(1).get_by_role("button").first.click()
    desk.cards.nth(1).locator("button.primary").click()
    desk.has(1)
    with desk.page.expect_download() as started:
        desk.page.get_by_role("button", name="Download").click()
    assert started.value.suggested_filename == "post-reviewed.docx"
    started.value.save_as(tmp_path / "post.docx")
    made = docx.Document(str(tmp_path / "post.docx"))
    assert [one.text for one in made.element.body.iter(f"{W}delText")]
    desk.text.fill(desk.text.input_value() + "\n\nOne paragraph more, with a whitelist.")
    desk.has(2)
    with desk.page.expect_download() as started:
        desk.page.get_by_role("button", name="Download").click()
    started.value.save_as(tmp_path / "more.docx")
    more = docx.Document(str(tmp_path / "more.docx"))
    added = [one.text for one in more.element.body.iter(f"{W}t") if one.text]
    assert "One paragraph more, with a whitelist." in "".join(added)


def formatted_file() -> bytes:
    made = docx.Document()
    made.add_heading("A whitelist", 1)
    made.add_paragraph("").add_run("Bold").bold = True
    made.add_paragraph("First thing", style="List Bullet")
    made.add_paragraph("Inner blacklist", style="List Bullet 2")
    table = made.add_table(rows=2, cols=2)
    rows = (("Model", "Open?"), ("Llama 3.1", "Open source AI"))
    for number, row in enumerate(rows):
        for at, text in enumerate(row):
            table.cell(number, at).text = text
    table.add_row().cells[0].text = "OLMo 2"
    made.add_paragraph("The end.")
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.browser
@pytest.mark.slow
def test_a_word_file_is_edited_as_it_looks(open_desk: Any, tmp_path: Path) -> None:
    desk = open_desk(view="formatted")
    desk.drop("a.docx", formatted_file())
    desk.has(3)
    shown = desk.formatted
    marks = shown.locator(".mark").evaluate_all(
        "(all) => all.map((one) => one.closest('h1,li li,td').tagName)"
    )
    assert marks == ["H1", "LI", "TD"]
    assert shown.locator("strong").all_inner_texts() == ["Bold"]
    assert "goes into the Word file as tracked changes" in desk.page.content()
    assert not desk.page.locator("#block").is_visible()
    for place, typed in (
        ("li li", " twice"),
        (":scope > p >> nth=1", "\nAnd more."),
        ("td", " now"),
    ):
        shown.locator(place).first.click()
        desk.page.keyboard.press("End")
        desk.page.keyboard.type(typed)
    # What cannot be written back cannot be done.
    desk.page.keyboard.press("Control+b")
    shown.locator("td").last.click()
    desk.page.keyboard.type("nowhere")
    desk.cards.first.get_by_role("button").first.click()
    desk.page.keyboard.press("Control+Enter")
    desk.has(2)
    wanted = (
        "An allowlist|Bold|First thing|Inner blacklist twice|Model|Open?|Llama 3.1 now"
        "|Open source AI|OLMo 2|The end.|And more.\n"
    ).replace("|", "\n\n")
    desk.page.keyboard.press("F9")
    assert desk.text.input_value() == wanted
    desk.page.keyboard.press("F9")
    assert shown.locator("li li").inner_text() == "Inner blacklist twice"
    with desk.page.expect_download() as started:
        desk.page.locator("#download").click()
    started.value.save_as(tmp_path / "b.docx")
    body = docx.Document(str(tmp_path / "b.docx")).element.body
    for change in list(body.iter(f"{W}del")):
        change.getparent().remove(change)
    accepted = ["".join(one.text for one in p.iter(f"{W}t")) for p in body.iter(f"{W}p")]
    assert [one for one in accepted if one] == wanted.strip().split("\n\n")
    assert len(list(body.iter(f"{W}tbl"))) == 1
    assert [run.text for run in body.iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None]
