"""`termcheck fix`: what is written, what is told, and with which exit code."""

from __future__ import annotations

import os
import stat

import pytest

pytestmark = pytest.mark.usefixtures("one_cache")


def test_files_are_corrected(project):
    project.put("a.md", "A whitelist.\n\n# Our whitelist\n")
    project.put("b.md", "Fine.\n")
    result = project("fix")
    assert (result.code, result.out) == (0, "")
    assert result.err.splitlines() == [
        "a.md: 2 findings fixed",
        "a.md:3: note: the anchor of the heading changes: `Our whitelist` is now `Our allowlist`",
        "2 findings fixed in 1 file, 0 findings left",
    ]
    assert (project.root / "a.md").read_text() == "An allowlist.\n\n# Our allowlist\n"
    again = project("fix")
    assert (again.code, again.err) == (0, "0 findings fixed in 0 files, 0 findings left\n")


def test_a_diff_writes_nothing(project):
    file = project.put("a.md", "A whitelist.\n")
    result = project("fix", "--diff")
    assert result.code == 1
    assert result.lines == [
        "--- a.md",
        "+++ a.md",
        "@@ -1 +1 @@",
        "-A whitelist.",
        "+An allowlist.",
    ]
    assert file.read_text() == "A whitelist.\n"


def test_what_is_left_decides_the_exit_code(project):
    project.put("a.md", "A white<b>list</b>.\n")
    assert project("fix").code == 1
    words = (project.root / "words.yml").read_text()
    project.put("words.yml", words.replace("[whitelist]", "[{form: whitelist, fix: shown}]"))
    project.put("a.md", "A whitelist.\n")
    result = project("fix")
    assert (result.code, result.err.splitlines()) == (
        1,
        [
            "a.md:1:3: by hand: replace with `allowlist`",
            "0 findings fixed in 0 files, 1 finding left",
        ],
    )


def test_standard_input_becomes_standard_output(project):
    result = project("fix", "-", "--stdin-filename", "a.md", stdin="A whitelist.\r\nMore.")
    assert (result.code, result.out) == (0, "An allowlist.\r\nMore.")
    assert "a.md: 1 finding fixed" in result.err
    assert project("fix", "-", "a.md", stdin="").code == 2


@pytest.mark.parametrize("inside", ["\f", "\v", "\u0085", "\u2028"])
def test_a_diff_has_the_lines_of_the_file(project, inside):
    project.put("a.md", f"One{inside}two.\nA whitelist.{inside}End.\n")
    lines = project("fix", "--diff").out.split("\n")
    assert "@@ -1,2 +1,2 @@" in lines
    assert [line[:1] for line in lines[3:6]] == [" ", "-", "+"]


def test_mode_and_link_stay(project):
    file = project.put("real/a.md", "A whitelist.\n")
    file.chmod(0o640)
    link = project.root / "link.md"
    link.symlink_to("real/a.md")
    assert project("fix", "link.md").code == 0
    assert link.is_symlink()
    assert file.read_text() == "An allowlist.\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert sorted(path.name for path in file.parent.iterdir()) == ["a.md"]


def test_a_file_that_changed_meanwhile_is_left(project, monkeypatch):
    from termcheck import Checker

    file = project.put("a.md", "A whitelist.\n")
    real = Checker.fix

    def slow(*arguments, **rest):
        file.write_text("Somebody else's whitelist.\n")
        return real(*arguments, **rest)

    monkeypatch.setattr(Checker, "fix", slow)
    result = project("fix")
    assert result.code == 2
    assert "a.md: changed while it was checked; run again" in result.err
    assert file.read_text() == "Somebody else's whitelist.\n"


def test_what_cannot_be_written_is_told(project, monkeypatch):
    file = project.put("a.md", "A whitelist.\n")
    project.put("b.md", "A whitelist.\n")
    # Permissions do not stop root.
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != file and allowed(path, mode))
    result = project("fix")
    assert result.code == 2
    assert "a.md: cannot be written: permission denied" in result.err
    assert (project.root / "b.md").read_text() == "An allowlist.\n"


def test_known_findings_are_left_alone(project):
    file = project.put("a.md", "A whitelist.\n")
    assert project("baseline").code == 0
    assert project("fix").code == 0
    assert file.read_text() == "A whitelist.\n"
    project("fix", "--no-baseline")
    assert file.read_text() == "An allowlist.\n"


TEXT = (
    "A whitelist.\n\nThe whitelist.\n\nAn electronic mail.\n\nOur whitelist.\n\nLast whitelist.\n"
)


def test_each_finding_is_asked_about(project):
    file = project.put("a.md", TEXT)
    # Accept, edit, skip, suppress, add to the baseline.
    keys = "a\ne\nlist of names\ns\nr\na name\nb\n"
    result = project("fix", "--interactive", stdin=keys)
    assert result.code == 1
    assert "5 of 5" in result.out
    assert file.read_text() == (
        "An allowlist.\n\nThe list of names.\n\nAn electronic mail.\n\n"
        'Our whitelist. <!-- termcheck: ignore allowlist "whitelist": a name -->\n\n'
        "Last whitelist.\n"
    )
    assert "1 finding added" in result.err
    assert "3 changes made, 1 finding left" in result.err
    left = project("check", "--no-cache", "-q").lines
    assert [line.split(":")[1] for line in left] == ["5"]


@pytest.mark.parametrize("keys", ["a\nq\n", "a\n"])
def test_stopping_keeps_what_was_decided(project, keys):
    file = project.put("a.md", TEXT)
    project("fix", "-i", stdin=keys)
    assert file.read_text() == (
        TEXT.replace("A whitelist", "An allowlist") if "q" in keys else TEXT
    )


@pytest.fixture
def claims(project):
    """A project whose glossary makes claims."""
    project.put("termcheck.toml", 'glossary = ["ai-openness"]\n')
    return project


def test_what_more_could_be_fixed_is_told(claims):
    claims.put("a.md", "Llama 3.1 is an opensource model.\n\nGPT-4 is open source.\n")
    result = claims("fix")
    assert result.err.splitlines() == [
        "a.md: 1 finding fixed",
        "1 finding fixed in 1 file, 2 findings left",
        "2 more findings can be fixed with --unsafe, or one by one with --interactive",
    ]
    result = claims("fix", "--unsafe")
    assert result.err.splitlines() == [
        "a.md: 2 findings fixed",
        "2 findings fixed in 1 file, 0 findings left",
    ]


def test_a_sentence_to_write_by_hand_is_told(claims):
    file = claims.put("a.md", "Llama 3.1 and OLMo 2 are open source.\n")
    claims.put("b.md", "An opensource tool. Meta open-sourced Llama 3.1.\n")
    for mode in ((), ("--unsafe",), ("--diff",)):
        told = claims("fix", *mode).err.splitlines()
        sentence = "OLMo 2 is open source; Llama 3.1 is open-weight"
        assert told[0] == f"a.md:1:26: by hand: write `{sentence}`"
        assert any(one.endswith("by hand: replace with `released the weights of`") for one in told)
    claims("fix", "--interactive", "a.md", stdin="e\n\n")
    assert file.read_text() == f"{sentence}.\n"


TWICE = "Llama 3.1 is an opensource model. The open-source AI Llama 3.1 is Open Source.\n"
SPELLED = TWICE.replace("opensource", "open source")
RIGHT = "Llama 3.1 is an open-weight model. The open-weight AI Llama 3.1 is Open-Weight.\n"


def test_a_claim_counts_for_more_than_its_spelling(claims):
    file = claims.put("a.md", TWICE)
    told = claims("fix", "--unsafe").err
    assert "withheld" not in told
    assert file.read_text() == RIGHT


def test_a_spelling_is_corrected_where_the_claim_stays(claims):
    file = claims.put("a.md", TWICE)
    told = claims("fix").err
    assert "withheld" not in told
    assert file.read_text() == SPELLED


@pytest.mark.parametrize(
    ("keys", "after", "told"),
    [
        # Accepted once, the spelling is settled too.
        ("a\na\na\n", RIGHT, "3 changes made, 0 findings left"),
        # The claim is left, its spelling is not.
        ("s\na\ns\ns\n", SPELLED, "1 change made, 3 findings left"),
        # What stands beside other words now is told.
        ("s\ns\na\na\n",
         TWICE.replace("source AI", "weight AI").replace("Open Source", "Open-Weight"),
         "a.md:1:39: note: the text now has: Unexpected `opensource` beside `open-weight`"),
    ],
)  # fmt: skip
def test_people_choose_between_claim_and_spelling(claims, keys, after, told):
    file = claims.put("a.md", TWICE)
    result = claims("fix", "-i", stdin=keys)
    assert file.read_text() == after
    assert told in result.err


def test_known_findings_are_not_counted_as_left(project):
    project.put("a.md", "The white&nbsp;list.\n")
    project.put(
        "words.yml",
        (project.root / "words.yml").read_text().replace("[whitelist]", "[whitelist, white list]"),
    )
    assert project("baseline").code == 0
    project.put("a.md", "The white&nbsp;list.\n\nA whitelist.\n")
    result = project("fix")
    assert (result.code, result.err.splitlines()[-1]) == (
        0,
        "1 finding fixed in 1 file, 0 findings left",
    )
