"""The server for assistants, asked by the protocol's own client."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
from click.testing import CliRunner

from termcheck.cli import run

if TYPE_CHECKING:
    from mcp import Client

WRONG = "Llama 3.1 is an open source AI model, and the list is a whitelist."
GLOSSARIES = ("-g", "ai-openness,tech-writing")


def ask_over_stdio(folder: Path, work: Callable[[Client], Awaitable[Any]]) -> Any:
    # Only where it is needed: importing it takes long.
    from mcp import Client
    from mcp.client.stdio import StdioServerParameters

    target = StdioServerParameters(
        command=sys.executable,
        args=["-m", "termcheck", "mcp", *GLOSSARIES],
        env=dict(os.environ),
        cwd=folder,
    )

    async def go() -> Any:
        async with Client(target) as client:
            return await work(client)

    return asyncio.run(go())


async def everything(client: Client) -> dict[str, Any]:
    async def called(tool: str, **said: Any) -> Any:
        answer = await client.call_tool(tool, said)
        assert not answer.is_error, answer.content
        return answer.structured_content or answer.content[0].text  # type: ignore[union-attr]

    tools = (await client.list_tools()).tools
    wrong = await client.call_tool("explain_term", {"name": "opne source"})
    long = await client.call_tool("check_text", {"text": "x" * 300_000})
    glossary = await client.read_resource("termcheck://glossary")
    label = await client.read_resource("termcheck://labels/olmo-2")
    return {
        "tools": {one.name: one for one in tools},
        "check": await called("check_text", text=WRONG),
        "many": await called("check_text", text="A whitelist.\n\n" * 100),
        "suggest": await called("suggest", text=WRONG),
        "guess": await called("suggest", text=WRONG, guess=True),
        "term": await called("explain_term", name="open source AI"),
        "subject": await called("look_up_subject", name="Llama 3.1"),
        "compare": await called(
            "compare", names=["Llama 3.1", "OLMo 2"], definitions=["osaid-1.0"]
        ),
        "wrong": (wrong.is_error, wrong.content[0].text),  # type: ignore[union-attr]
        "long": (long.is_error, long.content[0].text),  # type: ignore[union-attr]
        "glossary": glossary.contents[0].text,  # type: ignore[union-attr]
        "label": label.contents[0].text,  # type: ignore[union-attr]
    }


def test_an_assistant_asks_before_and_after(tmp_path: Path) -> None:
    told = ask_over_stdio(tmp_path, everything)
    assert set(told["tools"]) == {
        "check_text",
        "suggest",
        "explain_term",
        "look_up_subject",
        "compare",
    }
    for tool in told["tools"].values():
        assert tool.annotations.read_only_hint
        assert tool.description
    check = told["check"]
    assert check["verdict"] == "1 to change, 1 to consider"
    first = check["findings"][0]
    assert first["what"] == "“open source AI” is not true of Llama 3.1"
    assert first["write"] == ["open-weight AI"]
    assert all(one["url"].startswith("https://") for one in first["evidence"])
    assert (len(told["many"]["findings"]), told["many"]["not_shown"]) == (20, 80)
    assert told["suggest"]["text"] == WRONG.replace("a whitelist", "an allowlist")
    assert [one["words"] for one in told["suggest"]["left"]] == ["open source AI"]
    assert told["guess"]["left"] == []
    assert "Open Source AI Definition 1.0" in told["term"]["means"]
    answers = {one["definition"]: one["answer"] for one in told["subject"]["definitions"]}
    assert answers["osaid-1.0"] == "not-met"
    assert "| not met |" in told["compare"]["result"]
    assert told["wrong"][0]
    assert "did you mean" in told["wrong"][1]
    assert told["long"][0]
    assert "300,000 characters" in told["long"][1]
    assert "open source AI" in told["glossary"]
    assert "OLMo 2" in told["label"]
    # Answers are short, and nothing was written.
    assert len(json.dumps(told["many"])) < 20_000
    assert list(tmp_path.iterdir()) == []


def test_over_http_it_answers_as_the_page_does(tmp_path: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "termcheck", "mcp", "--http", "--port", "0", "-g", "tech-writing"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "TERMCHECK_TOKEN": "a-token-of-thirty-two-characters-x"},
    )
    try:
        assert running.stderr is not None
        found = re.search(r"http://\S+", running.stderr.readline())
        assert found is not None
        call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
        accepts = {"Accept": "application/json, text/event-stream"}
        right = {**accepts, "Authorization": "Bearer a-token-of-thirty-two-characters-x"}
        with httpx.Client(timeout=30) as client:
            assert client.post(found[0], json=call, headers=accepts).status_code == 401
            strange = {**right, "Origin": "https://evil.example"}
            assert client.post(found[0], json=call, headers=strange).status_code == 403
            other = {**right, "Host": "evil.example"}
            assert client.post(found[0], json=call, headers=other).status_code == 421
            answer = client.post(found[0], json=call, headers=right)
            assert answer.status_code == 200
            assert len(answer.json()["result"]["tools"]) == 5
    finally:
        running.terminate()
        assert "Traceback" not in running.communicate(timeout=10)[1]


def told_by(*arguments: str) -> str:
    """Start it as it cannot be started; returns what is said."""
    with CliRunner().isolation() as streams:
        assert run(["mcp", *arguments]) == 2
        return streams[1].getvalue().decode()


def test_others_are_let_in_with_a_token_only() -> None:
    assert "needs a token" in told_by("--http", "--host", "0.0.0.0")


def test_a_wrong_glossary_is_told_at_once() -> None:
    assert "no glossary" in told_by("-g", "no-such-glossary")
