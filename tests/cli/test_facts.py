"""What is recorded, on the command line: `subject`, `compare`, `exceptions`."""

import json
import tomllib
from pathlib import Path

import jsonschema_rs
import pytest
import yaml

pytestmark = pytest.mark.usefixtures("one_cache")
SHIPPED = ("-g", "ai-openness")


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
    assert page.startswith("<!doctype html>")
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


HOUSE = "glossary: house\nextends: [ai-openness]\nsubjects: [own.yml]\n"
ADD = ("facts", "add", "Tide 3", "--kind", "model", "-g", "ai-openness")


def test_an_entry_is_written_from_options(project):
    given = ("--producer", "Acme", "--licence", "MIT", "--page", "https://example.org/tide-3")
    parts = ("--part", "training-code=not-found", "--quote", "MIT License", "--no-ask")
    result = project(*ADD, *given, *parts, "-o", "own.yml")
    assert (result.code, result.out, result.err) == (0, "", "")
    [entry] = yaml.safe_load((project.root / "own.yml").read_text("utf-8"))["subjects"]
    assert (entry["id"], entry["producer"]) == ("tide-3", "Acme")
    assert entry["components"]["training-code"]["availability"] == "not-found"
    project.put("house.yml", HOUSE)
    shown = project("subject", "Tide 3", "-g", "house.yml")
    assert (shown.code, shown.lines[0]) == (0, "Tide 3 (tide-3)")
    assert "MIT" in shown.out
    assert project("facts", "lint", "Tide 3", "-g", "house.yml").code == 0


def test_an_entry_is_asked_for(project):
    answers = "Acme\nhttps://example.org/tide-3\nApache-2.0\n" + "public\n" + "\n" * 5
    result = project(*ADD, "--ask", "-o", "own.yml", stdin=answers)
    assert result.code == 0
    assert "Who makes it" in result.out
    [entry] = yaml.safe_load((project.root / "own.yml").read_text("utf-8"))["subjects"]
    assert entry["components"]["weights"]["licence"] == "Apache-2.0"
    # What was not answered is not recorded.
    assert list(entry["components"]) == ["weights"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["--part", "weights"], "expected PART=STATE, got `weights`"),
        (["--part", "wieghts=public"], "unknown part `wieghts`, did you mean `weights`?"),
        (["--part", "weights=publik"], "unknown state `publik`, did you mean `public`?"),
        (["--licence", "Apache-3.0"], "did you mean `Apache-2.0`?"),
        (["--licence", "mitt"], "unknown licence `mitt`, did you mean `MIT`?"),
        (["--page", "tide.example"], "expected the address of a page, got `tide.example`"),
        (["-o", "bill.json"], "bill.json:1: no file of subjects: it has no list `subjects`"),
        (["-o", "broken.yml"], "broken.yml:2:1: not valid YAML"),
        (["-o", "binary.yml"], "binary.yml: not UTF-8; save it as UTF-8"),
        (["-o", "old.yml"], "old.yml:2:9: `tide-3` stands here already"),
        (["-o", "."], ".: cannot be read: is a directory"),
    ],
)
def test_an_entry_that_would_not_be_valid_is_refused(project, given, message):
    project.put("bill.json", "{}")
    project.put("broken.yml", "subjects: [\n")
    project.put("old.yml", "subjects:\n  - id: tide-3\n")
    (project.root / "binary.yml").write_bytes(b"\xff\xfe\x00")
    result = project(*ADD, "--no-ask", *given)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


def test_what_is_imported_stands_below_what_is_there(project):
    project.put("own.yml", "# ours\nsubjects:\n  - id: tide-1\n    name: Tide 1\n    kind: model\n")
    project.put("README.md", "---\nlicense: mit\n---\n# Tide 2\n")
    given = ("facts", "import", "--from", "hf-card", "README.md", "-g", "ai-openness", "-o")
    result = project(*given, "own.yml")
    assert (result.code, result.err) == (0, "1 read, 1 entry, 0 facts told otherwise\n")
    text = (project.root / "own.yml").read_text("utf-8")
    assert text.startswith("# ours\nsubjects:\n  - id: tide-1\n")
    assert [entry["id"] for entry in yaml.safe_load(text)["subjects"]][:-1] == ["tide-1"]
    again = project(*given, "own.yml")
    assert (again.code, again.err.endswith("stands here already\n")) == (2, True)
    assert (project.root / "own.yml").read_text("utf-8") == text
    project.put("bill.json", '{"a": 1,\n}')
    wrong = project("facts", "import", "--from", "cyclonedx", "bill.json", "-g", "ai-openness")
    assert wrong.err.startswith("bill.json:2:1: not JSON: ")


def test_a_format_without_a_place_for_a_kind_is_told(project):
    result = project("facts", "export", "OpenAI", "--to", "mot", *SHIPPED)
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: `mot` has no place for organisations, and `OpenAI` is one\n"
    assert project("facts", "export", "PyTorch", "--to", "cyclonedx", *SHIPPED).code == 0


def test_a_site_has_an_address_of_the_web(project):
    result = project("facts", "publish", "-o", "site", "--url", "javascript:alert(1)", *SHIPPED)
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: expected the address of a site, got `javascript:alert(1)`\n"


def test_what_most_rests_on_is_read_again_first(project):
    project.put("house.yml", "glossary: house\nextends: [ai-openness]\n")
    project.put("post.md", "Gemma 3 is an open source AI model.\n")
    result = project("facts", "stale", "post.md", "-n", "3", "--days", "0", "-g", "house.yml")
    assert result.code == 0
    assert [line.partition(":")[0] for line in result.lines[:3]] == ["gemma-3"] * 3
    assert result.lines[-1].endswith("not shown")
    none = project("facts", "stale", "--days", "100000", "-n", "0", "-g", "house.yml")
    assert "never read" in none.out


def test_the_schema_of_the_configuration_knows_its_keys(project):
    schema = json.loads(project("config", "--schema").out)
    validator = jsonschema_rs.Draft202012Validator(schema)
    assert not list(validator.iter_errors(tomllib.loads('glossary = ["ai-openness"]\n')))
    assert list(validator.iter_errors(tomllib.loads("glosary = []\n")))


def test_the_schema_of_names_knows_the_shipped_files(project):
    schema = json.loads(project("facts", "schema", "--names").out)
    validator = jsonschema_rs.Draft202012Validator(schema)
    for path in (Path(__file__).parents[2] / "glossary" / "names").glob("*.yml"):
        names = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        assert [error.message for error in validator.iter_errors(names)] == []
    assert list(validator.iter_errors({"versoins": []}))
