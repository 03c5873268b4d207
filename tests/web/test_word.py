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


def test_paragraphs_that_came_or_went_are_told(api: httpx.Client) -> None:
    file = base64.b64encode(word_file()).decode()
    answer = api.post("/api/word", json={"name": "a.docx", "text": "One.", "file": file})
    assert answer.status_code == 400
    assert "copy the text instead" in answer.json()["error"]["message"]
    wrong = api.post("/api/word", json={"text": "x", "file": "no base 64!"})
    assert wrong.status_code == 400


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
    desk.text.fill("A\n\nB")
    desk.has(0)
    desk.page.get_by_role("button", name="Download").click()
    desk.says("copy the text instead")
    desk.wrong.clear()
