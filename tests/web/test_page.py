"""The page in Chromium: what a writer does with a draft, and how it looks at every size."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DRAFT = """\
# News 🎉

Meta's **Llama 3.1** is an open source AI model.

The list is a whitelist, and *Gemma 3* is an [open model](https://example.org).
"""
GOOGLE_DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1">
<h1 dir="ltr"><span style="font-weight:400">Our month</span></h1>
<p dir="ltr"><span>Meta&rsquo;s </span><span style="font-weight:700">Llama 3.1</span><span> is an
</span><a href="https://www.google.com/url?q=https://example.org/a&sa=D"><span>open source
AI</span></a>
<span> model.</span></p><ul><li dir="ltr"><p dir="ltr"><span>one</span></p></li><li><p>two</p></li>
<ul><li><p>inner</p></li></ul></ul><table><tr><td><p>a</p></td><td><p>b | c</p></td></tr>
<tr><td>1</td><td>2</td></tr></table></b><script>alert(1)</script><img src=x onerror="alert(2)">"""


def test_typing_marks_words_and_keeps_the_caret(desk: Any) -> None:
    desk.text.click()
    desk.page.keyboard.type("Llama 3.1 is an open source AI model. ", delay=15)
    desk.has(1)
    assert desk.marks() == ["open source AI"]
    assert desk.page.locator("#words").inner_text() == "8 words"
    # Typing before a mark moves it at once; the caret stays where it is put.
    desk.text.evaluate("area => area.setSelectionRange(0, 0)")
    desk.page.keyboard.type("Ähem 🎉, ")
    assert desk.marks() == ["open source AI"]
    assert desk.text.evaluate("area => area.selectionStart") == 9
    desk.has(1)
    assert desk.marks() == ["open source AI"]
    assert desk.text.evaluate("area => [area.selectionStart, area.selectionEnd]") == [9, 9]


def test_a_click_fixes_and_undo_takes_it_back(desk: Any) -> None:
    desk.write(DRAFT, 3)
    card = desk.cards.first
    assert "“open source AI” is not true of Llama 3.1" in card.inner_text()
    card.get_by_role("button").first.click()
    assert "the training code" in card.inner_text()
    told = card.locator(".sentence q").inner_text()
    assert told == "Meta's Llama 3.1 is an open-weight AI model."
    card.get_by_role("button", name="Write “open-weight AI”").click()
    assert "an open-weight AI model" in desk.text.input_value()
    desk.has(2)
    desk.text.focus()
    desk.page.keyboard.press("Control+z")
    assert desk.text.input_value() == DRAFT
    desk.has(3)
    desk.page.keyboard.press("Control+Shift+z")
    desk.has(2)


def test_the_keyboard_is_enough(desk: Any) -> None:
    desk.page.keyboard.press("Tab")
    assert desk.page.evaluate("document.activeElement.className") == "skip"
    desk.page.keyboard.press("Enter")
    assert desk.page.evaluate("document.activeElement.id") == "text"
    desk.page.keyboard.insert_text(DRAFT)
    desk.has(3)
    desk.page.keyboard.press("Control+Home")
    place = desk.page.locator("#place")
    desk.page.keyboard.press("F8")
    assert place.inner_text() == "1 of 3"
    desk.page.keyboard.press("Control+Enter")
    assert "open-weight AI" in desk.text.input_value()
    desk.has(2)
    desk.page.keyboard.press("Shift+F8")
    desk.page.keyboard.press("F6")
    assert desk.page.evaluate("document.activeElement.closest('.card') !== null")
    desk.page.keyboard.press("ArrowDown")
    first = place.inner_text()
    desk.page.keyboard.press("ArrowUp")
    assert {first, place.inner_text()} == {"1 of 2", "2 of 2"}
    desk.page.keyboard.press("Control+Shift+Enter")
    desk.has(1)
    desk.page.keyboard.press("Escape")
    assert desk.page.evaluate("document.activeElement.id") == "text"
    assert desk.page.locator("#ignored").inner_text() == "1 remark ignored. Show again"


def test_the_remark_in_hand_stays_open_while_words_around_it_change(desk: Any) -> None:
    desk.write("Llama 3.1 is an open source AI model, and a whitelist.\n", 2)
    desk.page.keyboard.press("F8")
    desk.page.keyboard.press("F6")
    desk.page.keyboard.press("Control+Enter")
    desk.has(1)
    assert desk.page.locator(".card.open").count() == 1
    assert desk.page.evaluate("document.activeElement.closest('.card.open') !== null")
    desk.page.keyboard.press("Control+Enter")
    desk.has(0)
    assert desk.text.input_value() == "Llama 3.1 is an open-weight AI model, and an allowlist.\n"


def test_ignoring_once_and_with_a_reason(desk: Any) -> None:
    desk.write(DRAFT, 3)
    desk.cards.nth(1).get_by_role("button").first.click()
    desk.cards.nth(1).get_by_role("button", name="Ignore once").click()
    desk.has(2)
    desk.page.locator("#ignored button").click()
    desk.has(3)
    desk.cards.nth(0).get_by_role("button").first.click()
    desk.cards.nth(0).get_by_role("button", name="Ignore, with a reason").click()
    desk.page.keyboard.type("Meta's own words")
    desk.page.keyboard.press("Enter")
    desk.has(2)
    told = 'ignore open-source-ai "Llama 3.1": Meta\'s own words -->\n'
    assert told in desk.text.input_value()
    desk.page.get_by_text("1 remark is hidden by comments in the draft").wait_for()
    assert desk.cards.first.locator(".title").inner_text().endswith("instead of “whitelist”")


@pytest.mark.parametrize("view", ["source", "formatted"])
def test_what_was_ignored_goes_with_its_paragraph(open_desk: Any, view: str) -> None:
    desk = open_desk(view=view)
    writing = desk.text if view == "source" else desk.formatted
    writing.click()
    for key in ("We use Github.", "Enter", "Enter", "We use Github."):
        desk.page.keyboard.press(key) if key == "Enter" else desk.page.keyboard.type(key)
    desk.has(2)
    desk.cards.first.get_by_role("button").first.click()
    desk.page.get_by_role("button", name="Ignore once").click()
    desk.has(1)
    # Of two paragraphs that are alike the first is deleted.
    writing.focus()
    desk.page.keyboard.press("Control+Home")
    for _ in range(len("We use Github.") + 2):
        desk.page.keyboard.press("Delete")
    desk.has(1)


def test_the_draft_is_compared_with_how_it_came(open_desk: Any) -> None:
    desk = open_desk(view="source")
    html = "<h2>News</h2><p>The <b>whitelist</b>.</p><p>Same.</p><p>The rest.</p><p>End.</p>"
    desk.paste(html, "x")
    desk.has(1)
    assert desk.page.locator("#compare").is_disabled()
    desk.page.keyboard.press("F8")
    desk.page.keyboard.press("Control+Enter")
    desk.has(0)
    desk.text.fill(desk.text.input_value().replace("The rest.\n\n", "") + "\n\nMore.")
    desk.has(0)
    desk.page.wait_for_timeout(600)
    desk.page.reload()
    desk.page.locator("#compare").click()
    desk.page.get_by_text("3 passages were changed.").wait_for()
    told = desk.page.locator("#changes li").evaluate_all("all => all.map((one) => one.innerHTML)")
    bare = [one.replace('<span class="unseen">', "").replace("</span>", "") for one in told]
    assert bare == [
        "The <del>taken out: whitelist.</del><ins>put in: allowlist.</ins>",
        "<del>taken out: The rest.</del>",
        "<ins>put in: More.</ins>",
    ]
    assert not violations(desk.page)


def test_why_a_file_was_refused_stays_to_be_read(desk: Any) -> None:
    desk.page.route("**/api/check", lambda route: None)
    with desk.page.expect_request("**/api/check"):
        desk.text.fill("A whitelist.")
    desk.drop("table.csv", b"a,b")
    desk.page.locator("#ask-yes").click()
    desk.says("“table.csv” is a file of data")
    desk.page.unroute_all(behavior="ignoreErrors")
    desk.text.fill("A whitelist and more.")
    desk.has(1)
    desk.wrong.clear()


def test_filters_and_counts(desk: Any) -> None:
    desk.write(DRAFT, 3)
    pressed = desk.page.locator("#filters button[aria-pressed=true]:visible")
    told = [" ".join(one.split()) for one in pressed.all_inner_texts()]
    assert told == ["To change 1", "To consider 2"]
    filters = desk.page.locator("#filters button:visible")
    filters.last.click()
    assert desk.marks() == ["whitelist", "open model"]
    assert desk.status.inner_text() == "2 of 3 remarks shown"
    desk.page.locator("#term").select_option(label="allowlist (1)")
    assert desk.cards.count() == 1
    filters.last.click()
    filters.first.click()
    assert "The filter hides every remark" in desk.page.locator("#aside-empty").inner_text()


def test_formatted_text_becomes_markdown(desk: Any) -> None:
    desk.paste(GOOGLE_DOCS, "Our month")
    desk.has(1)
    assert desk.text.input_value() == (
        "# Our month\n\n"
        "Meta’s **Llama 3.1** is an [open source AI](https://example.org/a) model.\n\n"
        "- one\n- two\n  - inner\n\n"
        "| a | b \\| c |\n| --- | --- |\n| 1 | 2 |\n\n![](x)"
    )
    assert desk.marks() == ["open source AI"]
    desk.text.focus()
    desk.page.keyboard.press("Control+z")
    assert desk.text.input_value() == ""


def test_formatted_text_goes_back_with_its_format(open_desk: Any) -> None:
    desk = open_desk(permissions=["clipboard-read", "clipboard-write"])
    desk.paste("<h2>New</h2><p>A <b>whitelist</b>.</p><!-- wp:x -->", "New")
    desk.has(1)
    desk.page.keyboard.press("F8")
    desk.page.keyboard.press("Control+Enter")
    assert "**allowlist**" in desk.text.input_value()
    desk.page.get_by_role("button", name="Copy").click()
    desk.says("Copied, with its formatting")
    copied = desk.page.evaluate(
        "navigator.clipboard.read().then(([one]) => one.getType('text/html')).then(b => b.text())"
    )
    assert "<h2>New</h2>" in copied
    assert "<strong>allowlist</strong>" in copied


def test_plain_text_and_code_stay_what_they_are(desk: Any) -> None:
    desk.paste("<div style='font-family: monospace; white-space: pre;'><b>x</b></div>", "# x")
    # Nothing is made of it, so the browser pastes the plain text itself.
    assert desk.text.input_value() == ""
    desk.text.fill("<!-- wp:paragraph --><p>A whitelist.</p>")
    desk.has(1)
    assert desk.page.locator("#format").input_value() == "html"


def test_a_page_that_google_docs_zipped_opens_as_a_page(desk: Any) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("Post.html", "<h1>News</h1>\n<p>The whitelist.</p>")
    desk.drop("Post.zip", file.getvalue())
    desk.cards.first.wait_for()
    assert desk.text.input_value() == "<h1>News</h1>\n<p>The whitelist.</p>"
    assert "Post.html" in desk.page.locator("#name").inner_text()


def test_a_dropped_file_comes_back_as_it_was(desk: Any, tmp_path: Path) -> None:
    data = "\ufeff<p>Le café &amp; a whitelist</p>\r\n<p>x</p>\r\n".encode()
    desk.drop("post.html", data)
    desk.has(1)
    assert desk.page.locator("#name").inner_text() == "post.html"
    assert desk.page.locator("#drop").is_hidden()
    desk.page.keyboard.press("F8")
    desk.page.keyboard.press("Control+Enter")
    desk.has(0)
    with desk.page.expect_download() as started:
        desk.page.get_by_role("button", name="Download").click()
    assert started.value.suggested_filename == "post.html"
    started.value.save_as(tmp_path / "post.html")
    expected = data.replace(b"a whitelist", b"an allowlist")
    assert (tmp_path / "post.html").read_bytes() == expected


def test_a_file_that_is_no_text_is_told(desk: Any) -> None:
    desk.drop("photo.md", b"\x00\x01\xff\xfe")
    assert desk.status.inner_text() == "“photo.md” is not a text file."
    desk.drop("post.md", b"%PDF-1.4\n")
    desk.says("“post.md” is a PDF, whatever its name says.")
    assert desk.text.input_value() == ""


def test_the_posts_of_an_export_are_drafts(desk: Any) -> None:
    item = (
        "<item><title>{0} &amp; more</title><wp:post_name>{0}</wp:post_name><content:encoded>"
        "<![CDATA[<p>{1}</p>]]></content:encoded><wp:post_type>{2}</wp:post_type></item>"
    )
    posts = (("first", "A whitelist.", "post"), ("x", "y", "revision"), ("last", "Fine.", "page"))
    names = 'xmlns:wp="w" xmlns:content="c"'
    items = "".join(item.format(*post) for post in posts)
    desk.drop("site.xml", f"<rss {names}><channel>{items}</channel></rss>".encode())
    rows = desk.page.locator("#many tbody tr")
    rows.nth(1).get_by_text("Ready").wait_for()
    assert [row.split("\t")[0] for row in rows.all_inner_texts()] == ["first.html", "last.html"]
    rows.first.get_by_role("button").click()
    desk.has(1)
    assert desk.text.input_value() == "<h1>first &amp; more</h1>\n\n<p>A whitelist.</p>\n"
    post = {"slug": "hello", "title": "Hello", "html": "<p>A blacklist.</p>"}
    desk.drop("blog.json", json.dumps({"db": [{"data": {"posts": [post, {}]}}]}).encode())
    desk.page.locator("#name", has_text="hello.html").wait_for()
    desk.has(1)
    assert desk.marks() == ["blacklist"]


def test_a_draft_is_signed_off(desk: Any) -> None:
    desk.write(DRAFT, 3)
    desk.page.keyboard.press("F8")
    desk.cards.first.get_by_role("button", name="Ignore, with a reason").click()
    desk.page.keyboard.type("Legal agreed")
    desk.page.keyboard.press("Enter")
    desk.has(2)
    desk.page.keyboard.press("F8")
    desk.page.keyboard.press("Control+Shift+Enter")
    desk.has(1)
    desk.page.get_by_role("button", name="Report").click()
    desk.page.get_by_text("Ready (1 to consider).").wait_for()
    desk.page.get_by_label("Your name").fill("Ana")
    desk.page.get_by_label("A note to the author").fill("Well done.\n<b>Really</b>")
    with desk.context.expect_page() as opened:
        desk.page.get_by_role("button", name="Open the page").click()
    report = opened.value
    report.wait_for_selector(".finding")
    told = report.locator("main").inner_text()
    assert "Ready (1 to consider)" in told
    assert "Left as it is (1)" in told
    assert "no reason given" in told
    assert "<b>Really</b>" in told
    assert "Ana" in told
    # Signs are for programs, and a reason in a comment is one too.
    assert "Length\n22 words" in told
    assert "Meta's Llama 3.1 is an" not in told
    assert "and Gemma 3 is an open model." in told
    assert "by comments in the draft\nLlama 3.1\nReason: Legal agreed" in told
    assert "termcheck fix" not in told


def test_a_reason_is_shown_where_no_comment_can_stand(desk: Any) -> None:
    desk.page.locator("#format").select_option("text")
    desk.write("A whitelist and a blacklist.", 2)
    desk.page.keyboard.press("F8")
    desk.cards.first.get_by_role("button", name="Ignore, with a reason").click()
    desk.page.keyboard.type("Legal agreed")
    desk.page.keyboard.press("Enter")
    desk.has(1)
    # It goes by its place: words put before it, and the other one gone, change nothing.
    desk.text.fill("Once more: a whitelist and a blacklist.")
    desk.page.get_by_role("button", name="Report").click()
    with desk.context.expect_page() as opened:
        desk.page.get_by_role("button", name="Open the page").click()
    opened.value.wait_for_selector(".finding")
    assert "Reason: Legal agreed" in opened.value.locator("main").inner_text()


def test_meaning_label_and_table_are_at_hand(desk: Any) -> None:
    desk.write(DRAFT, 3)
    card = desk.cards.first
    card.get_by_role("button").first.click()
    card.get_by_text("What “open source AI” means").click()
    assert "Open Source AI Definition 1.0" in card.inner_text()
    card.get_by_text("What Llama 3.1 is made of").click()
    card.locator(".termcheck-label").wait_for()
    card.get_by_text("Llama 3.1 by every definition").click()
    assert "not met" in card.locator("table.termcheck-compare").inner_text()


def test_a_hostile_draft_stays_text(desk: Any) -> None:
    bad = '<img src=x onerror="alert(1)"><script>alert(2)</script> A whitelist.\n'
    desk.write(bad, 1)
    assert desk.page.locator("#backdrop").inner_text().strip() == bad.strip()
    assert desk.page.locator("#backdrop img, #backdrop script, #cards img").count() == 0
    hold = '<p>x</p><svg onload="alert(1)"></svg><a href="javascript:alert(1)">whitelist</a>'
    desk.text.fill("")
    desk.paste(hold, "x")
    assert "javascript" not in desk.text.input_value()


def test_nothing_is_called_right_before_it_was_read(desk: Any) -> None:
    desk.write("A whitelist.", 1)
    desk.page.route("**/api/check", lambda _route: None)
    desk.text.fill("Something else.")
    desk.says("Reading …")
    assert desk.page.locator(".tick").count() == 0
    desk.page.unroute_all(behavior="ignoreErrors")
    desk.wrong.clear()


def test_what_is_written_while_the_page_waits_is_checked_too(desk: Any) -> None:
    waiting: list[Any] = []

    def answer_late(route: Any) -> None:
        if waiting:
            route.continue_()
        waiting.append(route)

    desk.page.route("**/api/check", answer_late)
    with desk.page.expect_request("**/api/check"):
        desk.text.fill("A whitelist.")
    desk.text.fill("A whitelist and a blacklist.")
    # Longer than the pause after the last key.
    desk.page.wait_for_timeout(600)
    waiting[0].continue_()
    desk.has(2)


def test_the_server_gone_is_told_and_mended(desk: Any) -> None:
    desk.page.route("**/api/check", lambda route: route.abort())
    desk.text.fill("A whitelist.")
    desk.page.get_by_role("button", name="Try again").wait_for()
    assert desk.status.inner_text() == "The server cannot be reached."
    verdict = desk.page.locator("#sign-verdict").text_content()
    assert verdict == "The server cannot be reached."
    desk.wrong.clear()
    desk.page.unroute("**/api/check")
    desk.page.get_by_role("button", name="Try again").click()
    desk.has(1)


def violations(page: Any) -> object:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page)
    assert found.response["passes"]
    return found.response["violations"] and found.generate_report()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_it_fits_and_is_accessible(open_desk: Any, width: int, scheme: str) -> None:
    desk = open_desk(viewport={"width": width, "height": 740}, color_scheme=scheme)
    assert not violations(desk.page)
    desk.write(DRAFT, 3)
    # The copy under the text area breaks its lines where the text area does.
    heights = "[document.getElementById('text').scrollHeight, backdrop.offsetHeight]"
    area, copy = desk.page.evaluate(heights)
    assert area == copy
    desk.page.keyboard.press("F8")
    assert not violations(desk.page)
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "path", ["/glossary#ai", "/labels/olmo-2", "/compare?subject=olmo-2", "/api"]
)
def test_pages_to_read_fit_and_are_accessible(open_desk: Any, path: str) -> None:
    scheme = "dark" if path.startswith("/l") else "light"
    page = open_desk(path=path, viewport={"width": 360, "height": 740}, color_scheme=scheme).page
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_long_draft_is_typed_in(desk: Any) -> None:
    words = "This note tells what we learned while we moved it into everyday use, with care. " * 9
    claim = "Llama 3.1 is an open source AI model. "
    text = "\n\n".join(words + (claim if at % 16 == 0 else "") for at in range(80))
    assert len(text.split()) > 10_000
    desk.drop("long.md", text.encode())
    desk.has(5)
    desk.text.press("Control+Home")
    desk.page.keyboard.type("A whitelist. ")
    desk.has(6)
    for _ in "A whitelist. ":
        desk.page.keyboard.press("Backspace")
    assert desk.text.input_value() == text
