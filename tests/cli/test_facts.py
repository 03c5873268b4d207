"""What is recorded, on the command line: `subject`, `compare`, `exceptions`."""

import json

import pytest

SHIPPED = ("-g", "ai-openness")


@pytest.fixture(autouse=True)
def one_cache(project, shared_cache, monkeypatch):
    """Read the shipped facts only once."""
    monkeypatch.setenv("TERMCHECK_CACHE_DIR", str(shared_cache))


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("llama-3.1", "Llama 3.1 (llama-3.1)"),
        ("Llama-3.1-8B-Instruct", "Llama 3.1 (llama-3.1)"),
        ("meta-llama/Llama-3.1-8B", "Llama 3.1 (llama-3.1)"),
        ("Mixtral 8x7B", "Mixtral (mixtral)"),
        ("Qwen2.5 72B", "Qwen2.5-72B (qwen2.5-72b)"),
        ("Qwen2.5-32B", "Qwen2.5 (qwen2.5)"),
        ("R1", "DeepSeek-R1 (deepseek-r1)"),
    ],
)
def test_subjects_go_by_the_names_people_write(project, name, head):
    result = project("subject", name, *SHIPPED)
    assert (result.code, result.lines[0]) == (0, head)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Lama 3.1", ", did you mean `Llama 3.1`?"),
        ("Llama 9", ", did you mean `Llama 4`?"),
        ("Zzyzx", ""),
        ("", ""),
    ],
)
@pytest.mark.parametrize("command", ["subject", "compare"])
def test_unknown_subjects_get_a_suggestion(project, command, name, hint):
    result = project(command, name, *SHIPPED)
    assert (result.code, result.err) == (2, f"error: no subject `{name}`{hint}\n")


def test_a_bare_name_says_why_it_cannot_be_judged(project):
    out = project("subject", "Mistral Large", *SHIPPED).out
    assert (
        "Large 1 is closed, Large 2 is under a research licence, Large 3 is under Apache-2.0" in out
    )
    assert "  Mistral Large 2 (mistral-large-2)\n" in out


VERSIONS = (
    "Gemma 3",
    "Gemma 4",
    "DeepSeek V3",
    "DeepSeek R1",
    "Mistral Large 2",
    "Mistral Large 3",
)


def test_verdicts_differ_by_version(project):
    data = json.loads(project("compare", *VERSIONS, "-d", "g7-2026", "-f", "json", *SHIPPED).out)
    ranks = [one["verdicts"][0]["rank"] for one in data["subjects"]]
    assert ranks == ["weights-available", "open-weights"] * 3


@pytest.mark.parametrize(
    ("form", "part"),
    [
        ("table", "osaid-1.0   not met    met as far as judged\n"),
        ("markdown", "| not met | met as far as judged |\n"),
        ("json", '"answer": "not-met"'),
        ("html", '<td class="not-met">not met</td><td class="met">met as far as judged</td>'),
    ],
)
def test_every_format_of_a_comparison(project, form, part):
    result = project("compare", "Llama 3.1", "OLMo 2", "-d", "osaid-1.0", "-f", form, *SHIPPED)
    assert (result.code, result.err) == (0, "")
    assert part in result.out


def test_a_comparison_as_a_page_is_written_to_a_file(project):
    result = project("compare", "T5", "-f", "html", "-o", "page.html", *SHIPPED)
    assert (result.code, result.out) == (0, "")
    page = (project.root / "page.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "What is said of T5 and OSAID 1.0 was published by OSI." in page


def test_unknown_definitions_get_a_suggestion(project):
    result = project("compare", "T5", "-d", "osaid", *SHIPPED)
    assert (result.code, result.err) == (
        2,
        "error: unknown definition `osaid`, did you mean `osaid-1.0`?\n",
    )


def test_mistakes_in_facts_are_told_with_their_place(project):
    project.put("house.yml", "glossary: house\nextends: [ai-openness]\nsubjects: [own.yml]\n")
    project.put("own.yml", "subjects:\n- id: x\n  name: X\n  kind: modle\n")
    result = project("subject", "X", "-g", "house.yml")
    assert result.code == 2
    assert result.err == "own.yml:4:9: unknown kind `modle`, did you mean `model`?\n"


def test_exceptions_show_what_they_cover(project):
    project.put(
        "house.yml",
        "glossary: house\nextends: [ai-openness]\nexemptions:\n- id: patients\n"
        "  term: open-source-ai\n  criterion: data-information\n  use-case: diagnosis\n"
        "  reason: Privacy.\n  owner: OSPO\n  until: 2099-12-31\n",
    )
    assert project("exceptions", "-g", "house.yml").lines == [
        "patients: `open-source-ai`, until 2099-12-31",
        "  criterion: data-information",
        "  use case: diagnosis",
        "  reason: Privacy.",
        "  granted by: OSPO",
    ]
