"""Sites, archives and stores: read politely, within bounds, one after the other."""

from __future__ import annotations

import contextlib
import gzip
import random
import threading
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from termcheck import Audit, Checker, UsageError
from termcheck.audit.crawl import Visits, pages_of
from termcheck.audit.inputs import Limits
from termcheck.audit.page import main_content
from termcheck.audit.stores import documents_in
from termcheck.audit.tables import read_rows

PAGE = """<!doctype html><html><head><title>News</title></head><body>
<nav>Parlour is end-to-end encrypted.</nav>
<main><h1>News</h1><p>Paperplane is <b>end-to-end</b> encrypted.</p>
<aside>Parlour is end-to-end encrypted.</aside></main>
<footer>Parlour is end-to-end encrypted.</footer></body></html>
"""
ROBOTS = "User-agent: *\nDisallow: /private/\n"


class Site(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]]

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        host = self.headers["Host"]
        self.asked.append((self.path, self.headers["User-Agent"]))
        urls = ("/news/", "/private/a", "/gone", "/away", "/large", "/big.zip")
        listed = "".join(
            f"<url><loc>http://{host}{path}</loc><lastmod>2026-0{n}-02</lastmod></url>"
            for n, path in enumerate(urls, 1)
        )
        # Others' pages, and what is no address, are left out.
        places = ("http://other.example/", "http://[a/", f"http://{host.split(':')[0]}:b/")
        other = "".join(f"<url><loc>{place}</loc></url>" for place in places)
        answers = {
            "/robots.txt": (200, "text/plain", ROBOTS),
            "/sitemap.xml": (200, "text/xml", f"<urlset>{listed}{other}</urlset>"),
            "/others.xml": (200, "text/xml", f"<urlset>{other}</urlset>"),
            "/news/": (200, "text/html; charset=utf-8", PAGE),
            "/private/a": (200, "text/html", PAGE),
            "/large": (200, "text/html", "x" * 300_000),
            "/big.zip": (200, "application/zip", "PK"),
        }
        status, kind, text = answers.get(self.path, (404, "text/html", ""))
        if self.path == "/away":
            status = 302
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://other.example/")
        if self.path == "/news/":
            self.send_header("ETag", '"1"')
        body = text.encode()
        self.send_header("Content-Type", kind)
        if self.path == "/drip":
            self.end_headers()
            with contextlib.suppress(OSError):
                for _ in range(100):
                    self.wfile.write(b"<p>more</p>")
                    time.sleep(0.05)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


BOUNDS = Limits(pages=50, bytes=200_000, pause=0, private=True)


def test_a_sitemap_is_read_politely(site: str, tmp_path: Path) -> None:
    pages = {
        one.url.removeprefix(site): one for one in pages_of(f"{site}/sitemap.xml", tmp_path, BOUNDS)
    }
    assert pages["/news/"].date == "2026-01-02"
    told = {path: one.problem for path, one in pages.items() if one.problem}
    assert told == {
        "/private/a": "`robots.txt` asks not to read it",
        "/gone": "answers with 404",
        "/away": "leads to another host: `http://other.example/`",
        "/large": "larger than 0.2 MB",
        "/big.zip": "is no page: application/zip",
    }
    asked = [path for path, _ in Site.asked]
    assert asked[0] == "/robots.txt"
    assert "/private/a" not in asked
    assert {agent.partition("/")[0] for _, agent in Site.asked} == {"termcheck"}
    # What was fetched is not asked for again.
    list(pages_of(f"{site}/sitemap.xml", tmp_path, BOUNDS))
    assert [path for path, _ in Site.asked].count("/news/") == 1


def test_a_site_is_read_within_bounds(site: str, tmp_path: Path) -> None:
    few = Limits(pages=2, pause=0, private=True)
    *_, last = pages_of(f"{site}/sitemap.xml", tmp_path, few)
    assert last.problem == "more than 2 pages; the rest was not asked for"


def test_a_page_that_comes_drop_by_drop_is_left(site: str, tmp_path: Path) -> None:
    limits = Limits(pause=0, private=True, answer=0.3)
    (page,) = pages_of(f"{site}/drip", tmp_path, limits)
    assert page.problem == "takes longer than 0.3 s"


def test_a_site_that_cannot_be_read_stops_no_others(
    site: str, checker: Checker, tmp_path: Path
) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK")
    asked = [f"{site}/others.xml", str(tmp_path / "broken.zip"), f"{site}/news/"]
    with checker.audit(asked, tmp_path / "audit", limits=BOUNDS) as audit:
        documents = list(read_rows(audit.folder, "documents"))
    reasons = {row["path"].rpartition("/")[2]: row["reason"] for row in documents}
    assert reasons.pop("index.html") == ""
    assert "other.example" in reasons["others.xml"]
    assert "zip" in reasons["broken.zip"]
    with pytest.raises(UsageError, match="lists no page on this host"):
        checker.audit([f"{site}/others.xml"], tmp_path / "alone", limits=BOUNDS)
    with pytest.raises(UsageError, match="no such file"):
        checker.audit([*asked, "missing.zip"], tmp_path / "none", limits=BOUNDS)


def test_requests_have_a_pause_between(site: str, tmp_path: Path) -> None:
    slept: list[float] = []
    limits = Limits(pause=7, private=True)
    list(pages_of(f"{site}/news/", tmp_path, limits, clock=lambda: 1.0, sleep=slept.append))
    assert slept == [7]


def test_a_list_of_pages_of_a_site_is_read_as_politely(site: str, tmp_path: Path) -> None:
    slept: list[float] = []
    limits = Limits(pause=7, private=True)
    visits: Visits = {}
    for path in ("/news/", "/large", "/private/a"):
        address = f"{site}{path}"
        list(pages_of(address, tmp_path, limits, visits=visits, clock=lambda: 1.0,
                      sleep=slept.append))  # fmt: skip
    assert [path for path, _ in Site.asked] == ["/robots.txt", "/news/", "/large"]
    assert slept == [7, 7]


def test_the_local_network_is_not_asked(site: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is in the local network"):
        list(pages_of(f"{site}/news/", tmp_path, Limits()))
    assert Site.asked == []


def test_a_page_says_what_stands_in_its_main_content(
    site: str, checker: Checker, tmp_path: Path
) -> None:
    with checker.audit([f"{site}/news/"], tmp_path, limits=BOUNDS) as audit:
        (claim,) = read_rows(audit.folder, "claims")
        (document,) = read_rows(audit.folder, "documents")
    assert claim["subject"] == "paperplane"
    saved = next(one for one in tmp_path.rglob("news-*.html"))
    assert (
        saved.read_bytes()[claim["start_byte"] : claim["end_byte"]] == b"end-to-end</b> encrypted"
    )
    assert (document["title"], document["url"]) == ("News", f"{site}/news/")


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ("<p>a</p><nav>b</nav>c", "ac"),
        ("<div role=navigation>a<div>b</div></div>c", "c"),
        ("a<article>b<header>c</header></article>d", "b"),
        ("<main>a<nav>b</main>c", "a"),
        ("plain", "plain"),
    ],
)
def test_main_content(page: str, left: str) -> None:
    import re

    content = main_content("a.html", page.encode(), 1000)
    assert len(content) == len(page)
    assert re.sub(rb"<[^>]*>|\s", b"", content).decode() == left


def test_an_archive_is_read_within_bounds(checker: Checker, tmp_path: Path) -> None:
    file = tmp_path / "export.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("space/a.md", "Paperplane is end-to-end encrypted.\n")
        archive.writestr("../b.md", "Whisperbird is end-to-end encrypted.\n")
        archive.writestr("huge.md", "x" * 2_000)
        archive.writestr("c.png", "no document")
    found = {one.path: one for one in documents_in(str(file), 1_000)}
    assert sorted(found) == ["../b.md", "huge.md", "space/a.md"]
    assert found["huge.md"].problem.startswith("larger than")
    with checker.audit([str(file)], tmp_path / "audit") as audit:
        assert audit.overview().contradicted == 1
    file.write_bytes(b"none")
    with pytest.raises(UsageError, match="no zip archive"):
        list(documents_in(str(file), 1_000))


def test_parquet_and_object_stores_are_read(checker: Checker, tmp_path: Path) -> None:
    import fsspec

    table = pa.table({"url": ["https://a.example/x"], "html": [PAGE], "date": ["2026-05-06"]})
    with fsspec.open("memory://bucket/crawl.parquet", "wb") as file:
        pq.write_table(table, file)
    with fsspec.open("memory://bucket/docs/a.md", "wb") as file:
        file.write(b"Paperplane is end-to-end encrypted.\n")
    with checker.audit(["memory://bucket"], tmp_path) as audit:
        rows = [(row["site"], row["path"], row["subject"]) for row in read_rows(tmp_path, "claims")]
        assert audit.overview().documents == 2
    assert rows == [("a.example", "x.html", "paperplane"), ("bucket", "docs/a.md", "paperplane")]
    pq.write_table(pa.table({"a": [1]}), tmp_path / "b.parquet")
    with pytest.raises(UsageError, match="needs a column with documents"):
        list(documents_in(str(tmp_path / "b.parquet"), 1_000))
    nulls = pa.table({"path": ["a.md", None], "content": [None, "b"]})
    pq.write_table(nulls, tmp_path / "c.parquet")
    documents = list(documents_in(str(tmp_path / "c.parquet"), 1_000))
    assert [(document.path, document.problem) for document in documents] == [
        ("a.md", "its `content` is null"),
        ("row 2", "its `path` is null"),
    ]


def test_warc_is_read(tmp_path: Path) -> None:
    records = b""
    for url, kind in (("https://a.example/x/", "text/html"), ("https://a.example/y", "image/png")):
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n{PAGE}"
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            "WARC-Date: 2026-05-06T07:08:09Z\r\nContent-Type: application/http\r\n"
            f"WARC-Record-ID: <urn:uuid:{len(url)}>\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        records += gzip.compress(f"{head}{http}\r\n\r\n".encode())
    (tmp_path / "crawl.warc.gz").write_bytes(records)
    (page,) = documents_in(str(tmp_path / "crawl.warc.gz"), 100_000)
    assert (page.repository, page.path) == ("a.example", "x/index.html")
    assert (page.url, page.date) == ("https://a.example/x/", "2026-05-06")
    assert page.data is not None
    assert page.data.count(b"Paperplane") == 1
    assert page.data.count(b"Parlour") == 0


def test_a_site_that_does_not_answer_is_told(site: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="answers with 404"):
        list(pages_of(f"{site}/other.xml", tmp_path, BOUNDS))
    with pytest.raises(UsageError, match="cannot be fetched"):
        list(pages_of("http://127.0.0.1:9/", tmp_path, BOUNDS))


def test_what_an_audit_keeps_is_not_audited(
    checker: Checker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("Paperplane is end-to-end encrypted.\n")
    (tmp_path / "audit" / "pages").mkdir(parents=True)
    (tmp_path / "audit" / "pages" / "b.html").write_text(PAGE)
    monkeypatch.chdir(tmp_path)
    with checker.audit(["."], "audit") as audit:
        assert audit.overview().documents == 1


def test_an_audit_of_nothing_is_told(checker: Checker, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        checker.audit(["gopher://a"], tmp_path)
    assert Audit.limits(pages=3).pages == 3


def test_memory_does_not_grow_with_a_crawl(tmp_path: Path) -> None:
    file = tmp_path / "crawl.parquet"
    chance = random.Random(1)
    with pq.ParquetWriter(file, pa.schema({"path": pa.string(), "content": pa.string()})) as writer:
        for number in range(32):
            texts = [chance.randbytes(15_000).hex() for _ in range(8)]
            rows = {"path": [f"{number}/{at}.md" for at in range(8)], "content": texts}
            writer.write_table(pa.table(rows))
    tracemalloc.start()
    for _document in documents_in(str(file), 2_000_000):
        pass
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < file.stat().st_size / 4
