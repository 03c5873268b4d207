import json

import pytest

BAD = "A whitelist.\n"


def known(project, name=".termcheck-baseline.json"):
    data = json.loads((project.root / name).read_text())
    return {path: len(entries) for path, entries in data["findings"].items()}


def test_known_findings_are_not_reported_again(project):
    project.put("a.md", BAD)
    result = project("baseline")
    assert (result.code, result.out) == (0, ".termcheck-baseline.json: 1 known\n")
    after = project("check")
    assert after.code == 0
    assert "1 in the baseline" in after.out
    assert project.concise("--no-baseline") == ["a.md:1 avoided-term"]


def test_moved_and_reflowed_findings_stay_known(project):
    project.put("a.md", "See the first item of the whitelist\nfor more.\n")
    project("baseline")
    project.put(
        "a.md", "# New title\n\nMore words.\n\nSee the first item\nof the *whitelist* for more.\n"
    )
    assert project.concise() == []


def test_known_findings_stay_known_when_somebody_writes_next_to_them(project):
    project.put("a.md", "See the whitelist for more. Some whitelist is there.\n")
    project("baseline")
    project.put("a.md", "Look into the whitelist. One whitelist is there, and a third whitelist.\n")
    result = project("check", "-f", "concise")
    assert [line.split(" ")[0] for line in result.lines] == ["a.md:1:62:"]
    assert "2 in the baseline" in result.err
    assert project("baseline").out == (
        ".termcheck-baseline.json: 2 known, 1 new not added, see --update\n"
    )


def test_new_findings_are_reported_and_not_swallowed(project):
    project.put("a.md", BAD)
    project("baseline")
    project.put("a.md", f"{BAD}\nAnother whitelist here.\n")
    assert project.concise() == ["a.md:3 avoided-term"]
    result = project("baseline")
    assert result.out == ".termcheck-baseline.json: 1 known, 1 new not added, see --update\n"
    assert project.concise() == ["a.md:3 avoided-term"]
    result = project("baseline", "--update")
    assert result.out == ".termcheck-baseline.json: 2 known, 1 new added\n"
    assert project.concise() == []


def test_the_file_shrinks(project):
    project.put("a.md", BAD)
    project.put("b.md", BAD)
    project.put("c.md", BAD)
    project("baseline")
    project.put("a.md", "An allowlist.\n")
    (project.root / "b.md").unlink()
    assert "2 gone from the baseline" in project("check").out
    result = project("baseline")
    assert result.out == ".termcheck-baseline.json: 1 known, 2 gone\n"
    assert known(project) == {"c.md": 1}


def test_a_run_over_some_files_leaves_the_others_alone(project):
    project.put("a.md", BAD)
    project.put("b.md", BAD)
    project("baseline")
    project.put("a.md", "An allowlist.\n")
    assert project("baseline", "a.md").out == ".termcheck-baseline.json: 1 known, 1 gone\n"
    assert known(project) == {"b.md": 1}


def test_renamed_files_keep_their_known_findings(project):
    project.put("a.md", BAD)
    project("baseline")
    (project.root / "a.md").rename(project.root / "b.md")
    assert project.concise() == []
    project("baseline")
    assert known(project) == {"b.md": 1}


@pytest.mark.parametrize("more", [["--select", "casing"], ["--ignore", "avoided-term"]])
def test_what_is_not_looked_for_is_not_gone(project, more):
    project.put("a.md", BAD)
    project.put("gone.md", "Another whitelist.\n")
    project("baseline")
    (project.root / "gone.md").unlink()
    assert "gone" not in project("check", *more).out
    assert project("baseline", *more).out == ".termcheck-baseline.json: 2 known\n"
    assert known(project) == {"a.md": 1, "gone.md": 1}
    assert project("baseline", "--no-claims").out == ".termcheck-baseline.json: 1 known, 1 gone\n"


def test_claims_that_are_not_read_are_not_gone(project, monkeypatch):
    monkeypatch.setenv("TERMCHECK_TRUST", "*")
    project.put("termcheck.toml", 'glossary = ["ai-openness", "words.yml"]\n')
    project.put("a.md", "Llama 3.1 is open source AI.\n\nA whitelist.\n")
    project("baseline")
    project.put("a.md", "Llama 3.1 is open source AI.\n")
    assert project("baseline", "--no-claims").out == ".termcheck-baseline.json: 1 known, 1 gone\n"
    config = 'glossary = ["ai-openness", "words.yml"]\nclaims-model = "none_such"\n'
    project.put("termcheck.toml", config)
    result = project("baseline")
    assert result.out == ".termcheck-baseline.json: 1 known\n"
    assert result.err.startswith("note: claims were not checked: there is no model that reads")


def test_files_that_cannot_be_read_keep_their_entries(project):
    project.put("a.md", BAD)
    project("baseline")
    project.put("a.md", b"A whitelist \xff")
    result = project("baseline")
    assert (result.code, result.out) == (2, ".termcheck-baseline.json: 1 known\n")
    project.put("a.md", BAD)
    assert project.concise() == []


def test_paths_are_those_of_the_project_wherever_it_runs(project, monkeypatch):
    project.put("docs/a.md", BAD)
    project("baseline")
    assert known(project) == {"docs/a.md": 1}
    monkeypatch.chdir(project.root / "docs")
    assert project.concise() == []
    assert project.concise("a.md", "../docs") == []


def test_the_file_can_have_another_name(project):
    project.put("a.md", BAD)
    project("baseline", "--baseline", "known.json")
    assert known(project, "known.json") == {"a.md": 1}
    assert project.concise() == ["a.md:1 avoided-term"]
    assert project.concise("--baseline", "known.json") == []
    project.put("termcheck.toml", 'glossary = ["words.yml"]\nbaseline = "known.json"\n')
    assert project.concise() == []


def test_a_broken_baseline_is_told(project):
    project.put(".termcheck-baseline.json", "{")
    result = project("check")
    assert result.code == 2
    assert result.err.startswith(".termcheck-baseline.json:1:2: not valid JSON: ")


def test_files_that_cannot_be_read_are_told(project):
    project.put("a.md", b"\xff")
    result = project("baseline")
    assert result.code == 2
    assert result.err == "a.md:1:1: not UTF-8 (byte 0xff); save it as UTF-8\n"


def test_everything_can_be_fixed_and_forgotten(project):
    project.put("a.md", BAD)
    project("baseline")
    project.put("a.md", "x\n")
    project("baseline")
    assert known(project) == {}
