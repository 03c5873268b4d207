"""What people are given of an audit: the report, the tasks of each owner, the public page."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from helpers_browser import chromium

from termcheck import Audit, Checker, UsageError
from termcheck.cli import cli

OWNER = '"><script>alert(1)</script>'
EVIL = {
    "a.md": f"---\nauthor: '{OWNER}'\ndate: 2026-01-02\n---\n"
    "Parlour</script><img src=x onerror=alert(1)> is end-to-end encrypted, "
    "says [it](javascript:alert(1)).\n\n"
    "Paperplane is end-to-end encrypted &lt;img src=x onerror=alert(2)&gt; [x](y) @everyone, "
    "see acme/app#1 and https://x.example/.\n",
    "b.md": f"---\nauthor: '{OWNER}'\ndate: 2026-03-02\n---\n"
    "Whisperbird is end-to-end encrypted.\n",
}


@pytest.fixture(scope="module")
def hostile(checker: Checker, tmp_path_factory: pytest.TempPathFactory) -> Audit:
    folder = tmp_path_factory.mktemp("hostile")
    for name, text in EVIL.items():
        (folder / name).write_text(text)
    return checker.audit([str(folder)], tmp_path_factory.mktemp("audit"))


def test_the_report_answers_every_question(audit: Audit) -> None:
    page = audit.report("transport-encrypted")
    for question in ("What do we mean?", "Who disagrees?", "What is false", "Who has to do what?"):
        assert question in page
    assert "Paperplane" in page
    assert "@acme/web" in page
    assert "between two people are encrypted." in page
    assert page.count("<svg ") == 2 * page.count("<figure")
    with pytest.raises(UsageError, match="did you mean `e2ee`"):
        audit.report("e2e")


def test_the_report_loads_nothing(audit: Audit) -> None:
    page = audit.report()
    assert not re.findall(r"<(?:link|iframe|img|script src)", page)
    assert "default-src 'none'" in html.unescape(page)


@pytest.mark.browser
def test_the_report_in_a_browser(hostile: Audit, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    file = tmp_path / "audit.html"
    file.write_text(hostile.report(), "utf-8")
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 360, "height": 800}, color_scheme="dark")
        told: list[str] = []
        page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(file.as_uri())
        assert page.locator("form.filter output").inner_text() == "3 of 3 claims"
        page.get_by_label("Words or names").fill("whisper")
        assert page.locator("form.filter output").inner_text() == "1 of 3 claims"
        page.locator("#rows summary").click()
        assert page.locator("#rows mark").inner_text() == "end-to-end encrypted"
        page.get_by_role("button", name="Show all").click()
        page.get_by_label("Verdict").select_option("false")
        assert "Paperplane" in page.locator("#rows").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert not Axe().run(page).response["violations"]
        # On paper what is folded is a row of a table, unless every detail is asked for.
        page.emulate_media(media="print")
        table, folded = page.locator("table.paper").first, page.locator(".listed > details").first
        assert "Paperplane" in table.inner_text()
        assert not folded.is_visible()
        page.evaluate("window.print = () => {}")
        page.locator("#print-whole").evaluate("button => button.click()")
        assert folded.locator("blockquote").first.is_visible()
        assert not table.is_visible()
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert not folded.is_visible()
        assert told == []


def test_tasks_are_lists_for_each_owner(audit: Audit) -> None:
    files = audit.tasks()
    assert "| [@&#8203;acme/web](acme-web.md) | 1 | 1 |" in files["README.md"]
    web = files["acme-web.md"]
    assert "- [ ] [line 3](https://github.com/acme/app/blob/" in web
    assert "for Paperplane" in web
    assert "Write instead: " in web
    assert all(f"({name})" in files["README.md"] for name in files if name != "README.md")


@pytest.mark.parametrize(
    ("owners", "names"),
    [
        (("@acme/docs-team", "@acme-docs/team"), {"acme-docs-team", "acme-docs-team-2"}),
        (("docs@acme.example", "Ada  Lovelace"), {"docs-acme-example", "ada-lovelace"}),
        (("Søren Łukasz", "Jürgen Groß"), {"søren-łukasz", "jürgen-gross"}),
        (("Ада Лавлейс", "王小明", "अदिति राव"), {"ада-лавлейс", "王小明", "अदिति-राव"}),
        (("JOSÉ", "Jose\u0301"), {"josé", "josé-2"}),
        (("CON", "lpt1", "readme", "../x", "..."), {"owner-con", "owner-lpt1", "x", "owner"}),
        (("n" * 300, "字" * 300), {"n" * 60, "字" * 60}),
    ],
    ids=lambda part: str(part)[:20] if isinstance(part, tuple) else "",
)
def test_every_owner_has_a_file_of_a_name_that_can_be_read(
    owners: tuple[str, ...], names: set[str], checker: Checker, tmp_path: Path
) -> None:
    for number, owner in enumerate(owners):
        text = f"---\nowner: '{owner}'\n---\nPaperplane is end-to-end encrypted.\n"
        (tmp_path / f"{number}.md").write_text(text, "utf-8")
    with checker.audit([str(tmp_path)], tmp_path / "audit") as audit:
        files = audit.tasks()
    assert names <= {name.removesuffix(".md") for name in files}
    assert len(files) == len(owners) + 1
    links = re.findall(r"\]\(([^)]+)\)", files["README.md"])
    assert {unquote(link) for link in links} == {*files} - {"README.md"}


def test_tasks_show_text_of_pages_as_text(hostile: Audit) -> None:
    text = "\n".join(hostile.tasks().values())
    assert not re.search(r"(?<!\\)<", text)
    # Forges mention people, and link to issues, however that is escaped.
    assert not re.search(r"@\w|[^&]#\d|://", text)
    assert "@&#8203;everyone, see acme/app\\#&#8203;1 and https:&#8203;//x.example" in text
    assert "(javascript:" not in re.sub(r"\\\]\(", "", text)


def test_the_public_page(audit: Audit) -> None:
    page = audit.publish("Acme", {"Paperplane": "<svg/>"}, "mailto:office@acme.example")
    assert "<h1>Open source at Acme: what we mean</h1>" in page
    assert 'href="mailto:office@acme.example"' in page
    assert 'alt="Openness label of Paperplane"' in page
    assert "of 2 repositories" in page
    assert re.search(r"agrees? with them \(\d+ %\)\. \d+ claims? went against them, and", page)
    for wrong in ("javascript:alert(1)", "office@acme.example", 'https://a"onclick="b'):
        with pytest.raises(UsageError, match="unexpected contact"):
            audit.publish("Acme", {}, wrong)


def test_the_pages_are_written_by_commands(audit: Audit, tmp_path: Path) -> None:
    folder = str(audit.folder)
    for arguments in (
        ["report", folder, "-o", str(tmp_path / "a.html")],
        ["tasks", folder, "-o", str(tmp_path / "tasks")],
        ["publish", folder, "-o", str(tmp_path / "b.html"), "--name", "Acme", "--model", "OLMo 2"],
    ):
        assert CliRunner().invoke(cli, ["audit", *arguments]).exit_code == 0, arguments
    assert (tmp_path / "a.html").read_text("utf-8") == audit.report()
    assert (tmp_path / "tasks" / "README.md").is_file()
    assert "data:image/svg+xml" in (tmp_path / "b.html").read_text("utf-8")
    refused = CliRunner().invoke(cli, ["audit", "tasks", folder, "-o", str(tmp_path / "a.html")])
    assert refused.exit_code == 2


def test_tasks_that_are_done_are_taken_away(checker: Checker, tmp_path: Path) -> None:
    pages, output = tmp_path / "pages", tmp_path / "tasks"
    pages.mkdir()
    for owner in ("Ada", "Grace", "Linus"):
        text = f"---\nowner: {owner}\n---\nPaperplane is end-to-end **encrypted**.\n"
        (pages / f"{owner}.md").write_text(text)
    with checker.audit([str(pages)], tmp_path / "audit") as audit:
        assert len(audit.write_tasks(output).written) == 4
    written = (output / "ada.md").read_text("utf-8")
    assert "> Paperplane is end-to-end encrypted." in written
    (output / "grace.md").write_text(written.replace("[ ]", "[x]"), "utf-8")
    (output / "notes.md").write_text("Ours.\n")
    for owner in ("Ada", "Grace"):
        (pages / f"{owner}.md").write_text("Nothing.\n")
    checker.audit([str(pages)], tmp_path / "audit").close()
    arguments = ["audit", "tasks", str(tmp_path / "audit"), "-o", str(output)]
    told = CliRunner().invoke(cli, arguments).output
    assert f"removed {output.as_posix()}/ada.md: nothing is left to do there" in told
    assert f"kept {output.as_posix()}/grace.md" in told
    left = {path.name for path in output.iterdir()}
    assert left == {"README.md", "grace.md", "linus.md", "notes.md"}


def code_of(*arguments: str) -> int:
    done = CliRunner().invoke(cli, ["audit", *arguments], standalone_mode=False)
    assert done.exception is None
    return done.return_value


def test_too_little_agreement_fails(audit: Audit) -> None:
    folder = str(audit.folder)
    for asked, code in (("100", 1), ("1", 0)):
        assert code_of("show", folder, "--fail-under", asked) == code
    assert code_of("diff", folder, folder, "--fail") == 0


def test_a_new_false_claim_fails(checker: Checker, tmp_path: Path) -> None:
    folders = []
    for name, text in (("before", "Fine.\n"), ("after", "Paperplane is end-to-end encrypted.\n")):
        (tmp_path / "site").mkdir(exist_ok=True)
        (tmp_path / "site" / "a.md").write_text(text)
        checker.audit([str(tmp_path / "site")], tmp_path / name).close()
        folders.append(str(tmp_path / name))
    assert code_of("diff", *folders, "--fail") == 1
    assert code_of("diff", *folders[::-1], "--fail") == 0
