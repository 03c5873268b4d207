"""LanguageTool's HTTP API, asked as its clients ask it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

TEXT = "🎉 Llama 3.1 is an open source AI model. The list is a whitelist.\nClick here.\n"
BROWSER = Path(__file__).resolve().parents[2] / "docs" / "editors" / "browser.md"
_FORM = re.search(r"^```text\n(data=[\s\S]*?)\n```", BROWSER.read_text("utf-8"), re.M)
assert _FORM is not None
ADD_ON = dict(line.split("=", 1) for line in _FORM[1].split("\n"))
"""What the browser add-on sends, by the requests that public reports of its users show."""


def marked(text: str, match: dict[str, Any]) -> str:
    """Return the words a match is about, as a client cuts them out."""
    start, length = 2 * match["offset"], 2 * match["length"]
    return text.encode("utf-16-le")[start : start + length].decode("utf-16-le")


def check(api: httpx.Client, **said: str) -> list[dict[str, Any]]:
    answer = api.post("/v2/check", data={"language": "en-US", **said})
    assert answer.status_code == 200, answer.text
    return answer.json()["matches"]


def test_an_address_with_a_slash_at_its_end_is_one_too(address: str) -> None:
    said = {"text": "A whitelist.", "language": "en-US"}
    # As it is sent by programs that add a path to the address they were given.
    answer = httpx.post(f"{address}//v2/check", data=said, timeout=60)
    assert answer.json()["matches"]


def test_matches_are_as_languagetool_says_them(api: httpx.Client) -> None:
    answer = api.post("/v2/check", data={"text": TEXT, "language": "en-US"}).json()
    assert answer["software"]["apiVersion"] == 1
    assert answer["language"]["code"] == "en-US"
    assert answer["warnings"] == {"incompleteResults": False}
    matches = answer["matches"]
    assert [marked(TEXT, one) for one in matches] == ["open source AI", "a whitelist", "Click here"]
    first, second, third = matches
    assert first["replacements"] == [{"value": "open-weight AI"}]
    assert first["sentence"] == "🎉 Llama 3.1 is an open source AI model."
    assert first["rule"]["id"] == "TERMCHECK_CONTRADICTED_CLAIM"
    assert first["rule"]["urls"][0]["value"].startswith("https://opensource.org/")
    assert first["rule"]["category"]["id"] == "TERMCHECK"
    assert first["shortMessage"] == "“open source AI” is not true of Llama 3.1"
    assert first["message"].startswith(first["shortMessage"])
    for one in matches:
        context = one["context"]
        assert marked(context["text"], context) == marked(TEXT, one)
    assert second["replacements"] == [{"value": "an allowlist"}]
    # What is described is no replacement.
    assert third["replacements"] == []
    ranges = [marked(TEXT, {"offset": a, "length": b - a}) for a, b in answer["sentenceRanges"]]
    assert ranges[0].strip() == first["sentence"]


def test_annotated_text_is_counted_with_its_markup(api: httpx.Client) -> None:
    parts = [
        {"markup": "<p>"},
        {"text": "Llama 3.1 is an "},
        {"markup": "<b>"},
        {"text": "open source"},
        {"markup": "</b>"},
        {"text": " model."},
        {"markup": "</p>", "interpretAs": "\n\n"},
        {"text": "A 🎉 white"},
        {"markup": "<wbr>"},
        {"text": "list."},
    ]
    whole = "".join(one.get("text") or one["markup"] for one in parts)
    one, two = check(api, data=json.dumps({"annotation": parts}), language="auto")
    assert marked(whole, one) == "open source"
    assert one["replacements"] == [{"value": "open-weight"}]
    assert one["sentence"] == "Llama 3.1 is an open source model."
    # With markup inside, no replacement could keep it.
    assert marked(whole, two) == "white<wbr>list"
    assert two["replacements"] == []


def test_the_shape_of_the_browser_add_on(api: httpx.Client) -> None:
    answer = api.post("/v2/check", data=ADD_ON).json()
    assert [one["rule"]["subId"] for one in answer["matches"]] == ["open-source-ai"]
    assert answer["language"]["detectedLanguage"]["code"] == "en-US"


def test_the_shape_of_libreoffice(api: httpx.Client) -> None:
    """Its text is not escaped."""
    body = b"text=R&D at 100% & more: a whitelist&language=en-US"
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = api.post("/v2/check", content=body, headers=form)
    (match,) = answer.json()["matches"]
    assert match["context"]["text"] == "R&D at 100% & more: a whitelist"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ({}, 3),
        ({"disabledRules": "TERMCHECK_CONTRADICTED_CLAIM"}, 2),
        ({"disabledRules": "allowlist,contradicted-claim"}, 1),
        ({"disabledCategories": "TERMCHECK"}, 0),
        ({"enabledOnly": "true", "enabledRules": "TERMCHECK_AVOIDED_TERM"}, 2),
        ({"enabledOnly": "true", "enabledCategories": "TYPOS"}, 0),
    ],
)
def test_rules_may_be_chosen(api: httpx.Client, said: dict[str, str], left: int) -> None:
    assert len(check(api, text=TEXT, **said)) == left


def test_wrong_use_is_told_in_plain_text(api: httpx.Client) -> None:
    for said, told in (
        ({"language": "en"}, "neither `text` nor `data`"),
        ({"text": "x"}, "`language` is missing"),
        ({"text": "x", "language": "no language"}, "is not the code of a language"),
        ({"data": "{", "language": "en"}, "`data` has to be JSON"),
        ({"data": '{"annotation": [1]}', "language": "en"}, "`data` has to be JSON"),
    ):
        answer = api.post("/v2/check", data=said)
        assert answer.status_code == 400
        assert answer.headers["content-type"].startswith("text/plain")
        assert told in answer.text


def test_the_rest_of_the_api(api: httpx.Client) -> None:
    codes = {one["longCode"] for one in api.get("/v2/languages").json()}
    assert {"en-US", "de-DE", "fr"} <= codes
    assert api.get("/v2/info").json()["software"]["name"] == "termcheck"
    words = api.get("/v2/words", params={"limit": 1000}).json()["words"]
    assert "allowlist" in words
    assert "whitelist" not in words
    assert api.get("/v2/words", params={"offset": 1, "limit": 2}).json()["words"] == words[1:3]
    added = api.post("/v2/words/add", data={"word": "x"})
    assert (added.status_code, "glossary" in added.text) == (403, True)
    assert api.get("/v2/healthcheck").text == "OK"
    assert int(api.get("/v2/maxtextlength").text) > 10_000


def test_pages_of_others_are_refused_unless_they_are_named(serving: Any, api: httpx.Client) -> None:
    origin = {"Origin": "https://example.org", "Sec-Fetch-Site": "cross-site"}
    form = {"text": "A whitelist.", "language": "en"}
    refused = api.post("/v2/check", data=form, headers=origin)
    assert refused.status_code == 403
    assert "access-control-allow-origin" not in refused.headers
    asked = {**origin, "Access-Control-Request-Method": "POST"}
    assert "access-control-allow-origin" not in api.options("/v2/check", headers=asked).headers

    token = "a-token-of-thirty-two-characters-x"
    add_on = "moz-extension://0b5c6a4e-0000-4000-8000-000000000000"
    with (
        serving(
            *("-g", "tech-writing", "--no-claims", "--allow-origin", "https://example.org"),
            *("--allow-origin", add_on),
            TERMCHECK_TOKEN=token,
        ) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        before = client.options("/api/check", headers=asked)
        assert before.status_code == 204
        assert before.headers["access-control-allow-origin"] == "https://example.org"
        assert "access-control-allow-credentials" not in before.headers
        # LanguageTool's clients send the token as their key; a cookie does not count.
        client.post("/login", data={"token": token})
        assert client.get("/glossary").status_code == 200
        assert client.post("/v2/check", data=form, headers=origin).status_code == 401
        keyed = client.post("/v2/check", data={**form, "apiKey": token}, headers=origin)
        assert keyed.status_code == 200
        assert keyed.headers["access-control-allow-origin"] == "https://example.org"
        assert len(keyed.json()["matches"]) == 1
        for where in ("https://example.org.evil.example", "http://example.org", "null"):
            answer = client.post("/v2/check", data=form, headers={**origin, "Origin": where})
            assert answer.status_code == 403, where
        # Pages are for nobody else's pages.
        assert client.get("/glossary", headers=origin).status_code == 403


def test_an_origin_has_to_be_one(serving: Any) -> None:
    for wrong in ("*", "example.org", "https://example.org/path"):
        with (
            pytest.raises(AssertionError, match="is no origin"),
            serving("-g", "tech-writing", "--allow-origin", wrong),
        ):
            pass


def test_a_server_behind_adds_what_is_not_ours(serving: Any, tmp_path: Any) -> None:
    words = tmp_path / "words.yml"
    words.write_text(
        "terms:\n"
        "- {id: use, term: use, deprecated: [{form: utilise, instead: use}]}\n"
        "- {id: lists, term: roll, deprecated: [{form: allowlist}, {form: whitelist}]}\n"
    )
    text = "A whitelist. We utilise the allowlist."
    ours = ("-g", "tech-writing", "--no-claims", "--languagetool")
    said = {"text": text, "language": "en-US"}
    with (
        serving("-g", str(words), "--no-claims") as behind,
        serving(*ours, behind) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        answer = client.post("/v2/check", data=said).json()
        # Of the same words ours alone, and what the glossary approves is right.
        assert [marked(text, one) for one in answer["matches"]] == ["A whitelist", "utilise"]
        assert answer["matches"][0]["replacements"] == [{"value": "An allowlist"}]
        assert answer["warnings"] == {"incompleteResults": False}
    with (
        serving(*ours, behind) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        answer = client.post("/v2/check", data=said).json()
        assert [marked(text, one) for one in answer["matches"]] == ["A whitelist"]
        assert answer["warnings"]["incompleteResults"] is True
