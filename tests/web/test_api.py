"""The JSON API, asked as a content system would."""

from __future__ import annotations

import httpx
import jsonschema_rs
import pytest

WRONG = "Llama 3.1 is an open source AI model, and the list is a whitelist."


def schema_of(document: dict, path: str, method: str = "post") -> dict:
    content = document["paths"][path][method]["responses"]["200"]["content"]
    return {**content["application/json"]["schema"], "components": document["components"]}


def test_check_returns_the_json_report(api: httpx.Client) -> None:
    answer = api.post("/api/check", json={"text": WRONG, "name": "blog/post.md"})
    assert answer.status_code == 200
    report = answer.json()
    first = report["findings"][0]
    assert (first["path"], first["actual"]) == ("blog/post.md", "open source AI")
    assert WRONG.encode()[first["start"] : first["end"]] == b"open source AI"
    jsonschema_rs.validate(schema_of(api.get("/api/openapi.json").json(), "/api/check"), report)


def test_the_body_may_be_the_draft_itself(api: httpx.Client) -> None:
    page = b"<p>Llama 3.1 is an <b>open source</b> AI model.</p>"
    answer = api.post("/api/check", params={"name": "post.html"}, content=page)
    assert [one["actual"] for one in answer.json()["findings"]] == ["open source AI"]
    same = api.post("/api/check", json={"name": "post.html", "text": page.decode()})
    assert same.json()["findings"] == answer.json()["findings"]


def test_fix_corrects_and_checks_again(api: httpx.Client) -> None:
    document = api.get("/api/openapi.json").json()
    safe = api.post("/api/fix", json={"text": WRONG}).json()
    assert safe["text"] == WRONG.replace("a whitelist", "an allowlist")
    jsonschema_rs.validate(schema_of(document, "/api/fix"), safe)
    assert [one["text"] for one in safe["fixed"]] == ["an allowlist"]
    assert [one["actual"] for one in safe["report"]["findings"]] == ["open source AI"]

    every = api.post("/api/fix", json={"text": WRONG, "unsafe": True}).json()
    assert "open-weight AI model" in every["text"]
    assert every["report"]["findings"] == []

    report = api.post("/api/check", json={"text": WRONG}).json()
    only = report["findings"][0]["fingerprint"]
    one = api.post("/api/fix", json={"text": WRONG, "unsafe": True, "only": [only]}).json()
    assert "whitelist" in one["text"]
    assert "open-weight" in one["text"]


def test_offsets_count_what_is_asked_for(api: httpx.Client) -> None:
    text = "Ä 🎉 whitelist"
    for unit, start in (("byte", 8), ("codepoint", 4), ("utf16", 5)):
        said = {"text": text, "offsets": unit}
        (one,) = api.post("/api/check", json=said).json()["findings"]
        assert (one["start"], one["end"]) == (start, start + 9)
        assert (one["fixes"][0]["start"], one["fixes"][0]["end"]) == (start, start + 9)
        ignored = {**said, "fingerprint": one["fingerprint"], "reason": "a name"}
        assert api.post("/api/ignore", json=ignored).json()["fix"]["start"] == start + 9
    wrong = api.post("/api/check", json={"text": text, "offsets": "utf32"})
    assert wrong.json()["error"]["code"] == "invalid"


def test_many_drafts_at_once(api: httpx.Client) -> None:
    drafts = [
        {"name": "a.md", "text": "🎉 A whitelist. Our home page."},
        {"name": "b.txt", "text": "Fine. Our homepage."},
        {"name": "c.pages", "text": "A whitelist."},
    ]
    answer = api.post("/api/batch", json={"drafts": drafts, "offsets": "utf16"})
    report = answer.json()
    assert [(one["path"], one["actual"], one["start"]) for one in report["findings"]][:1] == [
        ("a.md", "whitelist", 5)
    ]
    assert [one["path"] for one in report["problems"]] == ["c.pages"]
    for wrong, told in (
        ([{"name": "a.md"}], "list of objects"),
        ([drafts[0], drafts[0]], "two drafts are called `a.md`"),
        ([{"name": "a.md", "text": ""}] * 101, "at most 100"),
    ):
        answer = api.post("/api/batch", json={"drafts": wrong})
        assert (answer.status_code, told in answer.text) == (400, True), answer.text


def test_errors_have_a_code(api: httpx.Client) -> None:
    asked = (
        ("/api/text?name=a.docx", {"content": b"PK\x03\x04"}, "unreadable"),
        ("/api/check", {"json": {"txt": 1}}, "invalid"),
        ("/api/fix", {"json": {"text": "x", "only": ["0"]}}, "invalid"),
        ("/api/nothing", {"json": {}}, "no-such-page"),
        ("/api/glossary", {"json": {}}, "wrong-method"),
    )
    known = api.get("/api/openapi.json").json()["components"]["schemas"]["error"]
    codes = known["properties"]["error"]["properties"]["code"]["enum"]
    for path, said, code in asked:
        error = api.post(path, **said).json()["error"]
        assert error["code"] == code, error
        assert code in codes


def test_curl_may_send_a_file_without_naming_its_type(api: httpx.Client) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    draft = "A whitelist = more, 100% & more"
    answer = api.post("/api/check?name=a.md", content=draft, headers=form)
    assert [one["actual"] for one in answer.json()["findings"]] == ["whitelist"]
    answer = api.post("/api/text?name=a.docx", content=b"PK\x03\x04\xff\x00=", headers=form)
    assert answer.json()["error"]["code"] == "unreadable"
    parts = api.post("/api/check", files={"text": ("a.md", draft)})
    assert "send the draft itself" in parts.json()["error"]["message"]
    wrong = api.post("/api/check", content="txt=A+whitelist", headers=form)
    assert "did you mean `text`" in wrong.json()["error"]["message"]
    long = api.post("/api/check", json={"x" * 500: 1})
    assert len(long.json()["error"]["message"]) < 120


def test_ignore_returns_the_comment(api: httpx.Client) -> None:
    said = {"text": f"# Title\n\n| a | b |\n| - | - |\n| é | {WRONG} |\n"}
    (first, _) = api.post("/api/check", json=said).json()["findings"]
    because = {"fingerprint": first["fingerprint"], "reason": "Quoted -- from the talk"}
    fix = api.post("/api/ignore", json={**said, **because}).json()["fix"]
    data = said["text"].encode()
    text = (data[: fix["start"]] + fix["text"].encode() + data[fix["end"] :]).decode()
    report = api.post("/api/check", json={"text": text}).json()
    assert [one["actual"] for one in report["findings"]] == ["whitelist"]
    assert report["summary"]["suppressed"] >= 1

    # Front matter has no such comments; what is not found cannot be ignored.
    front = {"text": "---\ntitle: A whitelist\n---\n"}
    (first,) = api.post("/api/check", json=front).json()["findings"]
    because["fingerprint"] = first["fingerprint"]
    assert api.post("/api/ignore", json={**front, **because}).json() == {"fix": None}
    because["fingerprint"] = "nonsense"
    assert api.post("/api/ignore", json={**front, **because}).status_code == 400


def test_what_it_knows_can_be_read(api: httpx.Client) -> None:
    glossary = api.get("/api/glossary").json()
    terms = {one["id"]: one for one in glossary["terms"]}
    assert "Open Source AI Definition" in terms["open-source-ai"]["meaning"]
    assert glossary["subjects"]["llama-3.1"] == "Llama 3.1"
    label = api.get("/api/label", params={"subject": "Llama 3.1"}).json()
    assert label["name"] == "Llama 3.1"
    asked = {"subject": ["Llama 3.1", "olmo-2"], "definition": "osaid-1.0"}
    table = api.get("/api/compare", params=asked).json()
    answers = [one["verdicts"][0]["answer"] for one in table["subjects"]]
    assert answers == ["not-met", "met"]
    drawn = api.get("/api/label", params={"subject": "llama-3.1", "format": "svg"})
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert drawn.text.startswith("<svg")


def test_the_document_describes_every_endpoint(api: httpx.Client) -> None:
    document = api.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for name, schema in document["components"]["schemas"].items():
        jsonschema_rs.meta.validate(schema)
        assert name in ("error", "report") or schema["properties"]
    page = api.get("/api").text
    for path, methods in document["paths"].items():
        (method,) = methods
        assert f"{method.upper()} {path}" in page
        # Asked with nothing, it says what is missing, in the documented form.
        answer = api.request(method.upper(), path, **({"json": {}} if method == "post" else {}))
        if answer.status_code != 200:
            assert answer.status_code == 400, path
            assert answer.json()["error"]["message"].endswith("` is missing")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"text": 1}, "`text` has to be text"),
        ({"text": "x", "nmae": "a.md"}, "unknown key `nmae`, did you mean `name`?"),
        ({"text": "x", "only": "a"}, "no finding has the fingerprint `a`"),
        ({"text": "x", "unsafe": "maybe"}, "`unsafe` has to be true or false"),
        ([], "the body has to be a JSON object"),
    ],
)
def test_wrong_use_is_told(api: httpx.Client, said: object, told: str) -> None:
    answer = api.post("/api/fix", json=said)
    assert answer.status_code == (400 if told else 200)
    assert told in answer.json().get("error", {"message": ""})["message"]


def test_unknown_names_get_a_hint(api: httpx.Client) -> None:
    answer = api.get("/api/label", params={"subject": "lama-3.1"})
    assert answer.status_code == 400
    assert "did you mean `llama-3.1`" in answer.json()["error"]["message"]
    wrong = api.get("/api/label", params={"subject": "llama-3.1", "format": "pdf"})
    assert "`format` has to be one of" in wrong.json()["error"]["message"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("post.md", b"\xff\xfe\x00\xd8 not text"),
        ("post.md", b"\x00\x01\x02" * 50),
        ("post.txt", b"caf\xe9"),
    ],
)
def test_what_is_no_text_is_a_problem_not_a_failure(
    api: httpx.Client, name: str, data: bytes
) -> None:
    answer = api.post("/api/check", params={"name": name}, content=data)
    assert answer.status_code == 200
    assert len(answer.json()["problems"]) == 1
    assert api.post("/api/fix", params={"name": name}, content=data).status_code == 400


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd.md", "C:\\x\\y.md", "a\nb.md", ""]
)
def test_a_name_is_only_a_name(api: httpx.Client, name: str) -> None:
    report = api.post("/api/check", json={"text": "A whitelist.", "name": name}).json()
    (finding,) = report["findings"]
    assert not finding["path"].startswith(("/", ".."))
    assert "\n" not in finding["path"]


def test_a_lone_surrogate_is_no_failure(api: httpx.Client) -> None:
    body = b'{"text": "A whitelist \\ud800 here."}'
    answer = api.post("/api/check", content=body, headers={"Content-Type": "application/json"})
    assert len(answer.json()["findings"]) == 1


def test_a_changed_glossary_is_read_again(serving, tmp_path) -> None:
    glossary = tmp_path / "words.yml"
    entry = "glossary: words\ntitle: Words\nterms:\n  - id: allowlist\n    term: allowlist\n"
    glossary.write_text(entry + "    deprecated: [whitelist]\n")
    with serving("-g", str(glossary)) as address, httpx.Client(base_url=address) as client:

        def found(text: str) -> list[str]:
            report = client.post("/api/check", json={"text": text}).json()
            return [one["actual"] for one in report["findings"]]

        assert found("A whitelist and a permit list.") == ["whitelist"]
        glossary.write_text(entry + "    deprecated: [permit list]\n")
        assert found("A whitelist and a permit list.") == ["permit list"]
        glossary.write_text(entry + "    depricated: [x]\n")
        told = client.post("/api/check", json={"text": "x"})
        assert told.status_code == 400
        assert "did you mean `deprecated`" in told.json()["error"]["message"]


def test_nothing_of_a_draft_is_kept(serving, tmp_path) -> None:
    secret = "Zanzibarquux"
    with (
        serving(XDG_CACHE_HOME=str(tmp_path), TMPDIR=str(tmp_path)) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        text = f"The {secret} whitelist. Llama 3.1 is open source, says {secret}."
        for path in ("check", "fix", "report", "rich"):
            client.post(f"/api/{path}", json={"text": text, "name": f"{secret}.md"})
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert secret.encode() not in file.read_bytes(), file


def test_the_glossary_is_searched(api: httpx.Client) -> None:
    every = api.get("/glossary").text
    assert 'id="allowlist"' in every
    found = api.get("/glossary", params={"q": "whitelist"}).text
    assert 'id="allowlist"' in found
    assert 'id="open-source-ai"' not in found
    assert "1 of " in found
    nothing = api.get("/glossary", params={"q": "<b>nonsense"}).text
    assert "0 of " in nothing
    assert "&lt;b&gt;nonsense" in nothing


def test_compare_takes_names_and_says_what_is_missing(api: httpx.Client) -> None:
    page = api.get("/compare").text
    assert '<option value="OLMo 2">' in page
    page = api.get("/compare", params={"subject": "Llama 3.1, OLMo 2"}).text
    assert ">OSAID 1.0</a>" in page
    assert 'value="OLMo 2"' in page
    wrong = api.get("/compare", params={"subject": "Llama 3.1, Olmoo 2"})
    assert wrong.status_code == 404
    assert "<form" in wrong.text
    assert "Nothing is recorded about “Olmoo 2”. Did you mean “OLMo 2”?" in wrong.text
    assert "Did you mean" not in api.get("/labels/nope").text


def test_a_comment_that_is_only_shown_left_nothing(api) -> None:
    comment = '<!-- termcheck: ignore-next-line allowlist "whitelist": {} -->'
    read, shown = comment.format("An old name"), comment.format("In code")
    text = f"{read}\nA whitelist.\n\n```\n{shown}\n```\n"
    body = {"text": text, "name": "a.md", "by": "Ana", "format": "markdown"}
    told = api.post("/api/report", json=body).text
    assert "- whitelist\\\n  Reason: An old name" in told
    assert "In code" not in told
