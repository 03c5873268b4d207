"""`termcheck claims` and `termcheck evaluate`, on the shipped glossary."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from termcheck.core.processes import processors

pytestmark = pytest.mark.usefixtures("one_cache")
THIRTEEN = (
    "Llama 2", "Mistral", "Mixtral", "Mistral-7B", "Falcon", "GPT-NeoX", "GPT-J",
    "Stable Diffusion", "Whisper", "BLOOM", "T5", "BERT", "DistilBERT",
)  # fmt: skip


@pytest.fixture
def shipped(project):
    (project.root / "termcheck.toml").write_text('glossary = ["ai-openness"]\n', "utf-8")
    return project


def test_claims_show_who_says_what_of_whom_and_why(shipped):
    shipped.put(
        "a.md",
        "# News\n\nLlama 3.1 is open source.\n\nLlama 3.1 is not open source.\n\n"
        'OLMo 2 is open source.\n\nMeta calls Llama 3.1 "open source".\n\n'
        "Is Grok 3 open source?\n",
    )
    result = shipped("claims", "a.md")
    assert result.code == 0
    # What is said of several has a line for each.
    rows = [line.split("  ") for line in result.lines[2:] if line.startswith("a.md")]
    cells = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    assert [(row[0], row[2], row[3], row[4]) for row in cells] == [
        ("a.md:3:14", "Llama 3.1", "asserted", "contradicted"),
        ("a.md:5:18", "Llama 3.1", "negated", "not judged"),
        ("a.md:7:11", "OLMo 2", "asserted", "ok"),
        ("a.md:9:23", "Llama 3.1", "attributed", "not judged"),
        ("a.md:11:11", "Grok 3", "conditional", "not judged"),
    ]
    data = json.loads(shipped("claims", "a.md", "-f", "json").out)
    assert (data[0]["subject"], data[0]["definition"]) == ("llama-3.1", "osaid-1.0")
    assert "Llama 3.1 Community License" in data[0]["reason"]
    assert data[1]["cue"] == "not"
    assert shipped("claims", "-", stdin="Nothing.").out == "no claims\n"
    assert shipped("claims", "gone.md").code == 2


def test_what_is_in_another_language_has_its_row(shipped):
    shipped.put(
        "a.md",
        "Das Modell ist nach Ansicht der Firma Open Source und kann von allen auf dem eigenen "
        "Rechner ohne Kosten benutzt werden.\n",
    )
    row = shipped("claims", "a.md").lines[-1]
    assert row.split("  ")[:2] == ["a.md:1:39", "Open Source"]
    assert " not read " in row
    (claim,) = json.loads(shipped("claims", "a.md", "-f", "json").out)
    assert (claim["verdict"], claim["stance"], claim["column"]) == ("not read", "", 39)


def test_the_frontier_and_the_thirteen(shipped):
    names = ", ".join(THIRTEEN)
    shipped.put(
        "a.md",
        "We release Llama 3.1 405B, the first frontier-level open source AI model.\n\n"
        f"Examples of open source AI: {names}.\n",
    )
    result = shipped("check", "-f", "json")
    first, second = json.loads(result.out)["findings"]
    assert (first["check"], first["severity"]) == ("contradicted-claim", "error")
    assert "Llama 3.1 405B" in first["message"]
    claims = json.loads(shipped("claims", "a.md", "-f", "json").out)
    assert [one["name"] for one in claims[1]["subjects"]] == list(THIRTEEN)
    assert all(one["ids"] for one in claims[1]["subjects"])
    assert [name for name in THIRTEEN if name not in second["note"] + second["message"]] == []
    assert all(one["reason"] or one["verdict"] == "ok" for one in claims[1]["subjects"])
    rows = shipped("claims", "a.md").lines[3:]
    verdicts = {"asserted", "contradicted", "unsupported", "ok"}
    shown = [[cell.strip() for cell in row.split("  ") if cell.strip()] for row in rows]
    assert [row[2 if at == 0 else 0] for at, row in enumerate(shown)] == list(THIRTEEN)
    assert [next(cell for cell in reversed(row) if cell in verdicts) for row in shown] == [
        one["verdict"] for one in claims[1]["subjects"]
    ]


def test_each_subject_of_a_denied_or_mixed_claim_is_shown(shipped):
    shipped.put("a.md", "Neither Llama 3 nor Gemma is open source. Qwen3 and Yi are open source.\n")
    claims = json.loads(shipped("claims", "a.md", "-f", "json").out)
    assert [one["name"] for claim in claims for one in claim["subjects"]] == [
        "Llama 3", "Gemma", "Qwen3", "Yi",
    ]  # fmt: skip
    assert [one["verdict"] for one in claims[0]["subjects"]] == ["not judged"] * 2


LINE = {
    "id": "a", "context": "Llama 3.1 is open source.", "mention": "open source", "start": 13,
    "subject": "Llama 3.1", "stance": "asserted", "verdict": "contradicted",
}  # fmt: skip


def test_sentences_are_scored(shipped):
    wrong = {**LINE, "id": "b", "verdict": "ok", "stance": "negated", "subject": "OLMo"}
    shipped.put("a.jsonl", f"{json.dumps(LINE)}\n\n{json.dumps(wrong)}\n")
    score = json.loads(shipped("evaluate", "a.jsonl", "--json").out)
    names = ("precision", "recall", "f1", "stance_accuracy", "verdict_accuracy")
    assert [round(score[name], 3) for name in names] == [0.5, 1.0, 0.667, 0.5, 0.5]
    assert score["subject_accuracy"] == 0.5
    assert {"labelled": "ok", "read": "contradicted", "count": 1} in score["confusion"]
    result = shipped("evaluate", "a.jsonl", "--errors")
    assert result.lines[0] == "b: verdict, subject, stance"
    assert "Llama 3.1 is [open source]." in result.lines[1]
    assert any(line.startswith("precision of flags    0.500  ") for line in result.lines)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "a.jsonl: no labelled mention"),
        ("\n{", "a.jsonl:2:2: not JSON"),
        ("[1]", "a.jsonl:1:1: expected a JSON object"),
        (json.dumps({**LINE, "start": 3}), "`open source` does not stand at 3"),
        (json.dumps({**LINE, "stance": "assrted"}), "did you mean `asserted`?"),
        (json.dumps({"contxt": ""}), "missing key `context`, did you mean `contxt`?"),
    ],
)
def test_a_labelled_file_that_is_wrong_has_its_place(shipped, text, told):
    shipped.put("a.jsonl", text)
    result = shipped("evaluate", "a.jsonl")
    assert result.code == 2
    assert told in result.err
    assert Path("a.jsonl").exists()


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted in /proc")
@pytest.mark.skipif(processors() < 2, reason="there is one processor")
@pytest.mark.parametrize(("jobs", "threads"), [("0", range(2, 9)), ("1", [1])])
def test_one_job_keeps_to_one_processor(shipped, jobs, threads):
    page = shipped.put("a.md", "Llama 3.1 is open source.\n")
    command = ["check", "--no-cache", "-q", "-j", jobs, str(page)]
    told = "print(len(os.listdir('/proc/self/task')))"
    script = f"import atexit, os, sys\natexit.register(lambda: {told})\n"
    script += f"from termcheck.__main__ import main\nsys.argv = {['termcheck', *command]}\nmain()"
    environment = {name: value for name, value in os.environ.items() if name != "OMP_NUM_THREADS"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=shipped.root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "contradicted-claim" in done.stdout
    assert int(done.stdout.splitlines()[-1]) in threads
