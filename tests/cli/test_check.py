import json
import os
import subprocess

import pytest

BAD = "A whitelist.\n"
GOOD = "An allowlist.\n"


def test_findings_exit_with_one(project):
    project.put("docs/a.md", f"# Title\n\n{BAD}")
    project.put("docs/b.md", GOOD)
    result = project("check", "docs")
    assert result.code == 1
    assert "docs/a.md" in result.out
    assert "Unexpected `whitelist`, expected `allowlist`" in result.out
    assert "It says what the list does." in result.out
    assert "1 warning in 1 of 2 files" in result.out
    assert result.err == ""


def test_nothing_to_say_exits_with_zero(project):
    project.put("a.md", GOOD)
    result = project("check")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("No findings in 1 file")


def test_folders_without_files_have_a_code_of_their_own(project):
    result = project("check")
    assert result.code == 3
    assert result.out.startswith("No findings in 0 files")
    assert "there was no file to check" in result.err


def test_unread_files_count_more_than_findings(project):
    project.put("a.md", BAD)
    project.put("b.py", BAD)
    assert project("check", "a.md").code == 1
    result = project("check", "a.md", "b.py")
    assert result.code == 2
    assert "b.py: there is no reader for `.py` files" in result.out
    assert "whitelist" in result.out
    assert project("fix", "b.py").code == 2
    assert (project.root / "b.py").read_text() == BAD


def test_what_a_file_is_can_be_said(project):
    project.put("b.py", BAD)
    project.put("llms.txt", "`whitelist`\n")
    assert project("check", "--as", "text", "b.py").code == 1
    assert project("check", "llms.txt").code == 0
    result = project("check", "--as", "txt", "b.py")
    assert result.code == 2
    assert "did you mean `text`?" in result.err
    project.put("termcheck.toml", 'glossary = ["words.yml"]\n[readers]\n"*.py" = "text"\n')
    assert project("check", ".").code == 1


def test_formats_for_programs_keep_standard_output_clean(project):
    project.put("a.md", BAD)
    result = project("check", "-f", "json")
    assert result.code == 1
    data = json.loads(result.out)
    assert data["findings"][0]["path"] == "a.md"
    assert data["findings"][0]["term"] == "allowlist"
    assert data["glossary"] == {"title": "Our words", "version": "1"}
    assert result.err.startswith("1 warning in 1 of 1 file")


def test_every_format_can_be_asked_for(project):
    from termcheck.reporters import REPORTERS

    project.put("a.md", BAD)
    for form in REPORTERS:
        result = project("check", "-f", form)
        assert result.code == 1, result.err
        assert "whitelist" in result.out


@pytest.mark.parametrize(
    ("name", "start"), [("r.sarif", "{"), ("r.html", "<!"), ("r.json", "{"), ("r.txt", "a.md")]
)
def test_the_end_of_the_output_chooses_the_format(project, name, start):
    project.put("a.md", BAD)
    result = project("check", "-o", name)
    assert result.out == ""
    assert (project.root / name).read_text().lower().startswith(start)
    assert "1 warning" in result.err


def test_reports_are_not_checked_themselves(project):
    project.put("a.md", BAD)
    project("check", "-o", "report.html")
    project("compare", "Llama 3.1", "-f", "html", "-o", "compared.html", "-g", "ai-openness")
    project("glossary", "publish", "-o", "published")
    project("glossary", "publish", "-o", "published", "-f", "md")
    assert len([*project.root.rglob("*.html"), *project.root.rglob("*.md")]) == 5
    assert [line.split(" ")[0] for line in project("check", "-f", "concise").lines] == ["a.md:1:3:"]
    everything = project("check", "-g", "ai-openness", "-g", "words.yml", "-f", "concise").lines
    assert [line.split(" ")[0] for line in everything] == ["a.md:1:3:"]


def test_an_output_that_cannot_be_written_is_told(project):
    result = project("check", "-o", "no/such/folder.json")
    assert result.code == 2
    assert result.err == "no/such/folder.json: cannot be written: no such file or directory\n"


def test_github_gets_a_summary_of_the_job(project, monkeypatch):
    project.put("a.md", BAD)
    page = project.put("summary.txt", "What another step wrote.\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    assert project("check", "-f", "github").out.startswith("::warning file=a.md,line=1,col=3,")
    text = page.read_text()
    assert text.startswith("What another step wrote.\n## Terminology\n")
    assert "`whitelist`" in text or "<code>whitelist</code>" in text
    project("check", "-f", "json")
    assert page.read_text() == text
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(project.root / "no/such"))
    result = project("check", "-f", "github")
    assert (result.code, result.err.splitlines()[0]) == (
        1,
        "note: the summary of the job cannot be written: No such file or directory",
    )


def test_a_report_that_cannot_be_written_whole_leaves_the_last_one(project, monkeypatch):
    kept = project.put("report.json", "the last one")
    kept.chmod(0o640)

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = project("check", "-o", "report.json")
    assert result.code == 2
    assert result.err == "report.json: cannot be written: no space left on device\n"
    assert kept.read_text() == "the last one"
    monkeypatch.undo()
    monkeypatch.chdir(project.root)
    project("check", "-o", "report.json")
    assert json.loads(kept.read_text())["tool"]["name"] == "termcheck"
    assert kept.stat().st_mode & 0o777 == 0o640
    assert {one.name for one in project.root.iterdir()} == {
        "termcheck.toml", "words.yml", "report.json",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fail_on", "code"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_fail_on_sets_the_threshold(project, fail_on, code):
    project.put("a.md", BAD)
    assert project("check", "--fail-on", fail_on).code == code
    project.put("termcheck.toml", f'glossary = ["words.yml"]\nfail-on = "{fail_on}"\n')
    assert project("check").code == code


def test_select_ignore_and_severity_choose(project):
    project.put("a.md", "A whitelist by electronic mail.\n")
    both = ["a.md:1 avoided-term"] * 2
    assert project.concise() == both
    assert project.concise("--select", "email") == both[:1]
    assert project.concise("--ignore", "email,allowlist") == []
    assert project.concise("--select", "avoided-term", "--ignore", "email") == both[:1]
    assert "error avoided-term" in project("check", "-f", "concise", "--select", "email").out
    lowered = project("check", "-f", "concise", "--severity", "email=info", "--fail-on", "error")
    assert lowered.code == 0
    assert "info avoided-term" in lowered.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--select", "emial"], "error: unknown check or term `emial`, did you mean `email`?"),
        (["--severity", "email"], "error: expected `ID=LEVEL` after `--severity`, got `email`"),
        (
            ["--severity", "email=eror"],
            "error: unknown severity `eror`, did you mean `error`?",
        ),
        (
            ["--glossary", "wrods.yml"],
            "error: no glossary file or folder `wrods.yml`, did you mean `words.yml`?",
        ),
        (["--glossary", "tech-writting"], "error: no glossary `tech-writting`, did you mean"),
        (["doc"], "error: no file or folder `doc`, did you mean `docs`?"),
        (["--config", "none.toml"], "none.toml: cannot be read: No such file or directory"),
        (["--baseline", "none.json"], "error: no baseline `none.json`; make one with"),
        (["--changed-since", "nowhere"], "error: git knows no revision `nowhere`"),
    ],
)
def test_wrong_use_is_one_line_and_two(project, arguments, message):
    project.put("docs/a.md", GOOD)
    subprocess.run(["git", "init", "-q"], check=True)
    result = project("check", *arguments)
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith(message)
    assert result.err.count("\n") == 1


def test_configuration_mistakes_have_a_place(project):
    project.put("termcheck.toml", 'glossary = ["words.yml"]\nignore = ["emial"]\n')
    result = project("check")
    assert (result.code, result.err) == (
        2,
        "termcheck.toml:2:11: unknown check or term `emial` in `ignore`, did you mean `email`?\n",
    )


def test_glossary_mistakes_have_a_place(project):
    project.put("words.yml", "terms:\n  - id: a\n    term: a\n    sevrity: error\n")
    result = project("check")
    assert result.code == 2
    assert result.err.startswith("words.yml:4:5: unknown key `sevrity` in term `a`")


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ('glossary = ["tech-writting"]\n', "1:13: no glossary `tech-writting`, did you mean"),
        (
            'glossary = ["words.yml"]\n[[overrides]]\npaths = ["x"]\nglossary = ["./wrods.yml"]\n',
            "4:13: no glossary file or folder `./wrods.yml`, did you mean `words.yml`?",
        ),
    ],
)
def test_glossaries_that_are_missing_have_a_place(project, config, message):
    project.put("termcheck.toml", config)
    result = project("check")
    assert result.code == 2
    assert result.err.startswith(f"termcheck.toml:{message}")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("extends: [./base.yml]\n", "1:11: no glossary file or folder `./base.yml`"),
        ("terms: [\n", "2:1: not valid YAML"),
        ("terms: [\0]\n", " not valid YAML: unacceptable character #x0000"),
        ("- a\n", "1:1: a glossary is a mapping with `terms:`"),
    ],
)
def test_glossary_files_are_called_as_the_user_does(project, text, message):
    project.put("words/a.yml", text)
    project.put("termcheck.toml", 'glossary = ["words"]\n')
    result = project("check")
    assert result.code == 2
    assert result.err.startswith(f"words/a.yml:{message}")
    assert result.err.count("\n") == 1


def test_options_are_suggested(project):
    result = project("check", "--fial-on", "error")
    assert result.code == 2
    assert "Try 'termcheck check --help'" in result.err
    assert "--fail-on" in result.err


def test_standard_input_is_a_document(project):
    result = project("check", "-", "-f", "concise", stdin=BAD)
    assert result.code == 1
    assert result.out.startswith("stdin.md:1:3: ")
    named = project("check", "-", "--stdin-filename", "docs/x.html", "-f", "concise",
                    stdin="<p>A <b>white</b>list.<!-- whitelist --></p>\n")  # fmt: skip
    assert [line.split()[0] for line in named.lines] == ["docs/x.html:1:9:"]


def test_standard_input_and_files_are_one_run(project):
    project.put("a.md", BAD)
    assert project.concise("-", "a.md", stdin=BAD) == [
        "a.md:1 avoided-term",
        "stdin.md:1 avoided-term",
    ]


def test_the_configuration_of_the_named_file_holds_for_standard_input(project):
    project.put("sub/termcheck.toml", 'glossary = ["../words.yml"]\nignore = ["allowlist"]\n')
    assert project("check", "-", "--stdin-filename", "sub/x.md", stdin=BAD).code == 0
    assert project("check", "-", "--stdin-filename", "x.md", stdin=BAD).code == 1


def test_overrides_hold_for_their_files(project):
    project.put("strict.yml", "terms:\n  - id: good\n    term: nice\n    deprecated: [good]\n")
    project.put(
        "termcheck.toml",
        'glossary = ["words.yml"]\n'
        '[[overrides]]\npaths = ["legal/"]\nignore = ["allowlist"]\n'
        '[[overrides]]\npaths = ["strict/**"]\nglossary = ["strict.yml"]\n'
        '[[overrides]]\npaths = ["loud.md"]\nseverity = { allowlist = "error" }\n',
    )
    for path in ("legal/a.md", "strict/a.md", "a.md", "loud.md"):
        project.put(path, "A whitelist is good.\n")
    lines = project("check", "-f", "concise").lines
    assert [(line.split(":")[0], line.split(" ")[1]) for line in lines] == [
        ("a.md", "warning"),
        ("loud.md", "error"),
        ("strict/a.md", "warning"),
    ]
    assert "`nice`" in lines[2]


def test_only_changed_lines_are_reported(project):
    def git(*arguments):
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)

    git("init", "-q")
    project.put("a.md", f"{BAD}\nNothing.\n")
    project.put("broken.md", b"\xff")
    git("add", "-A")
    git("commit", "-qm", "x")
    project.put("a.md", f"{BAD}\nNothing.\n\n{BAD}")
    project.put("new.md", BAD)
    assert project.concise("--changed-since", "HEAD") == [
        "a.md:5 avoided-term",
        "new.md:1 avoided-term",
    ]
    git("add", "-A")
    git("commit", "-qm", "y")
    result = project("check", "--changed-since", "HEAD")
    assert (result.code, result.err) == (0, "")
    assert project.concise("--changed-since", "HEAD~1") == [
        "a.md:5 avoided-term",
        "new.md:1 avoided-term",
    ]


def test_colours_are_chosen(project):
    project.put("a.md", BAD)
    assert "\x1b[" not in project("check").out
    assert "\x1b[" in project("check", "--color", "always").out
    assert "\x1b[" in project("check", env={"FORCE_COLOR": "1"}).out
    assert "\x1b[" not in project("check", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).out
    assert "\x1b[" not in project("check", "--color", "never", env={"FORCE_COLOR": "1"}).out


def test_statistics_count(project):
    project.put("a.md", f"{BAD}\n{BAD}\nelectronic mail\n")
    result = project("check", "--statistics")
    assert result.lines == ["      2  avoided-term  allowlist", "      1  avoided-term  email"]
    assert result.code == 1


def test_quiet_prints_findings_only(project):
    project.put("a.md", BAD)
    result = project("check", "-q")
    assert len(result.lines) == 1
    assert result.err == ""


def test_verbose_says_what_was_used(project):
    result = project("check", "-v")
    assert "configuration: termcheck.toml\nglossary: words.yml (Our words 1)\n" in result.err


def test_results_do_not_depend_on_the_cache_or_on_processes(project):
    for number in range(30):
        project.put(f"docs/{number}.md", BAD if number % 3 else GOOD)
    runs = []
    for more in ([], [], ["-j", "2", "--no-cache"], ["--no-cache"], ["-j", "3"]):
        data = json.loads(project("check", "-f", "json", *more).out)
        data["summary"].pop("seconds")
        runs.append(data)
    assert len(runs[0]["findings"]) == 20
    assert all(run == runs[0] for run in runs)


def test_progress_is_shown_when_asked_for(project, monkeypatch):
    import termcheck.cli.progress

    monkeypatch.setattr(termcheck.cli.progress, "DELAY", -1.0)
    for number in range(5):
        project.put(f"{number}.md", GOOD)
    result = project("check", "--progress")
    assert "Checking" in result.err
    assert "Checking" not in project("check", "--no-cache").err


def test_suppressions_of_claims_stay_where_none_can_be_read(project, monkeypatch):
    monkeypatch.setenv("TERMCHECK_TRUST", "*")
    project.put("termcheck.toml", 'glossary = ["ai-openness"]\nclaims-model = "none_such"\n')
    project.put(
        "a.md", "<!-- termcheck: ignore contradicted-claim -->\nLlama 3.1 is open source AI.\n"
    )
    result = project("check")
    assert (result.code, result.out[:11]) == (0, "No findings")
    assert result.err.startswith("note: claims were not checked")


def test_suppressions_are_heeded_and_watched(project):
    project.put(
        "a.md",
        "<!-- termcheck: ignore-next-line allowlist: a quotation -->\nA whitelist.\n\n"
        "<!-- termcheck: ignore-next-line email -->\nNothing.\n",
    )
    result = project("check", "-f", "concise")
    assert [line.split(" ")[0:3] for line in result.lines] == [
        ["a.md:4:1:", "warning", "unused-suppression"]
    ]
    assert "1 suppressed" in result.err


@pytest.mark.parametrize(
    ("name", "comment"),
    [
        ("a.md", "<!-- termcheck: {} -->"),
        ("a.mdx", "{{/* termcheck: {} */}}"),
        ("a.html", "<!-- termcheck: {} -->"),
        ("a.txt", "<!-- termcheck: {} -->"),
        ("a.rst", ".. termcheck: {}"),
        ("a.adoc", "// termcheck: {}"),
    ],
)
def test_every_language_suppresses_in_its_comments(project, name, comment):
    ignored = comment.format("ignore allowlist: said so")
    off, on = comment.format("off"), comment.format("on")
    project.put(name, f"{ignored}\n\n{BAD}\n{BAD}\n{off}\n\n{BAD}\n{on}\n\n{BAD}")
    result = project("check", "-f", "concise")
    assert [line.split(" ")[0] for line in result.lines] == [f"{name}:5:3:", f"{name}:13:3:"]
    assert "2 suppressed" in result.err


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("of", "Unexpected `of` for `termcheck`, expected `off` or `{ignore: [ID]}`"),
        ("[allowlist]", "Unexpected a list for `termcheck`, expected `off` or `{ignore: [ID]}`"),
        (
            "{ignor: [allowlist]}",
            "Unexpected `ignor` in `termcheck`, expected `ignore`, `reason` or `tooltips`, "
            "did you mean `ignore`?",
        ),
    ],
)
def test_front_matter_that_means_to_suppress_is_told(project, value, told):
    project.put("a.md", f"---\ntermcheck: {value}\n---\n{BAD}")
    result = project("check", "-f", "concise")
    assert (len(result.lines), result.err.splitlines()[0]) == (1, f"a.md:2:1: {told}")


def test_a_pipe_that_closes_is_no_error(project):
    import sys

    for number in range(50):
        project.put(f"{number}.md", BAD * 200)
    done = subprocess.run(
        f"{sys.executable} -m termcheck check -f concise | head -1",
        shell=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.startswith("0.md:1:3: ")
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_the_nearest_configuration_holds_for_each_file(project):
    project.put("termcheck.toml", 'glossary = ["words.yml"]\n')
    project.put("docs/b.md", "A whitelist and an old boat.\n")
    project.put("pkg/termcheck.toml", 'glossary = ["own.yml"]\n')
    project.put("pkg/own.yml", "terms:\n- {id: ship, term: ship, deprecated: [boat]}\n")
    project.put("pkg/docs/a.md", "A whitelist and an old boat.\n")
    told = [
        sorted(project("check", "-f", "concise", "--no-cache", *paths).out.splitlines()[:2])
        for paths in (["docs/b.md", "pkg/docs/a.md"], ["pkg/docs/a.md", "docs/b.md"], ["."])
    ]
    assert told[0] == told[1] == told[2]
    assert "docs/b.md:1:3" in told[0][0]
    assert "`whitelist`" in told[0][0]
    assert "pkg/docs/a.md:1:24" in told[0][1]
    assert "`boat`" in told[0][1]
    ignored = project("check", ".", "--ignore", "ship", "-f", "concise", "--no-cache")
    assert ignored.code == 1
    assert "boat" not in ignored.out
    named = project("check", ".", "--config", "termcheck.toml", "-f", "concise", "--no-cache")
    assert "boat" not in named.out
    project.put("pkg/termcheck.toml", 'glossary = ["own.yml"]\nignore = ["shipp"]\n')
    assert "did you mean `ship`?" in project("check", ".").err
