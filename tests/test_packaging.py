"""What is shipped: the wheel works on its own, and the files other tools read are well formed."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

Command = Callable[..., subprocess.CompletedProcess[str]]

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )


def built(kind: str, folder: Path, project: Path = ROOT) -> Path:
    done = run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", folder, cwd=project)
    assert done.returncode == 0, done.stderr
    (file,) = folder.iterdir()
    return file


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.mark.slow
def test_wheel_holds_packages_and_glossary(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    tops = {name.split("/")[0] for name in names}
    dist = next(top for top in tops if top.endswith(".dist-info"))
    assert tops == {"termcheck", "mkdocs_termcheck", dist}
    assert "termcheck/py.typed" in names
    here = ROOT / "glossary"
    data = {str(path.relative_to(here)) for path in here.rglob("*") if path.is_file()}
    shipped = {
        name.removeprefix("termcheck/glossary_data/")
        for name in names
        if name.startswith("termcheck/glossary_data/")
    }
    assert shipped == data
    # Whatever is not Python but stands in the package is data it needs.
    package = ROOT / "termcheck"
    files = {
        f"termcheck/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files <= names


def installed(wheel: Path, folder: Path, without: tuple[str, ...] = ()) -> Command:
    """Return the command of a wheel, with the running interpreter's packages but for some."""
    site = folder / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    start = (
        f"import sys; sys.path.insert(0, {str(site)!r}); import termcheck;"
        f"assert termcheck.__file__.startswith({str(site)!r}), termcheck.__file__;"
        f"sys.modules.update(dict.fromkeys({without!r}));"
        "from termcheck.__main__ import main; main()"
    )
    return lambda *arguments: run(sys.executable, "-c", start, *arguments, cwd=folder)


@pytest.mark.slow
def test_wheel_works_in_an_environment_of_its_own(wheel: Path, tmp_path: Path) -> None:
    """Dependencies are those of the running interpreter; termcheck itself is the wheel's."""
    draft = tmp_path / "draft.md"
    draft.write_text("We run an openweights model.\n", "utf-8")
    termcheck = installed(wheel, tmp_path)
    version = termcheck("--version")
    assert version.returncode == 0, version.stderr
    assert re.search(r"\d+\.\d+\.\d+", version.stdout)
    listed = termcheck("glossary", "list")
    assert listed.returncode == 0, listed.stderr
    assert "open-source-ai" in listed.stdout
    checked = termcheck("check", "--no-cache", draft)
    assert checked.returncode == 1, checked.stderr
    assert "openweights" in checked.stdout


@pytest.mark.slow
def test_light_wheel_is_the_whole_one_without_what_reads_claims(
    wheel: Path, tmp_path: Path
) -> None:
    light = built("wheel", tmp_path / "light", ROOT / ".ci" / "core")
    with zipfile.ZipFile(wheel) as whole, zipfile.ZipFile(light) as archive:
        names, ours = set(whole.namelist()), set(archive.namelist())
        told = next(one for one in ours if one.endswith("/METADATA"))
        wants = re.findall(
            r"^Requires-Dist: ([\w-]+)(?!.*extra)", archive.read(told).decode(), re.M
        )
    left_out = {one for one in names - ours if ".dist-info/" not in one}
    assert left_out == {one for one in names if one.startswith("termcheck/claims/model/")}
    needed = {re.match(r"[\w-]+", one)[0] for one in PROJECT["dependencies"]}  # type: ignore[index]
    assert needed - set(wants) == {"numpy", "onnxruntime"}
    (tmp_path / "draft.md").write_text("Llama 3.1 is open source. It has openweights.\n", "utf-8")
    termcheck = installed(light, tmp_path, without=("numpy", "onnxruntime"))
    checked = termcheck("check", "--no-cache", "-f", "concise", "draft.md")
    assert checked.returncode == 1, checked.stderr
    assert "openweights" in checked.stdout
    assert "contradicted" not in checked.stdout
    # One line says what is missing, and what to do.
    notes = [line for line in checked.stderr.splitlines() if line.startswith("note: ")]
    assert len(notes) == 1
    assert "install `termcheck` in its place" in notes[0]
    silent = termcheck("check", "--no-cache", "--no-claims", "draft.md")
    assert "note: " not in silent.stderr
    asked = termcheck("claims", "draft.md")
    assert asked.returncode == 2
    assert "`termcheck-core`" in asked.stderr


@pytest.mark.slow
def test_sdist_holds_what_the_wheel_is_built_from(tmp_path: Path) -> None:
    with tarfile.open(built("sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for wanted in (
        "LICENSE",
        "README.md",
        "pyproject.toml",
        "glossary/ai-openness.yml",
        "termcheck/__init__.py",
        "mkdocs_plugin/mkdocs_termcheck/__init__.py",
        "tests/test_packaging.py",
        "docs/index.md",
    ):
        assert wanted in names
    assert not any(name.startswith((".venv/", "dist/", ".git/")) for name in names)


def test_both_generators_with_plugins_are_told_of_ours() -> None:
    groups = PROJECT["entry-points"]
    assert groups["mkdocs.plugins"] == groups["properdocs.plugins"]


def test_all_is_every_surface() -> None:
    surfaces = set(EXTRAS) - {"all", "dev", "ray", "train"}
    (everything,) = EXTRAS["all"]
    assert set(re.findall(r"[a-z]+", everything.partition("[")[2])) == surfaces


def test_every_extra_is_told() -> None:
    page = (ROOT / "docs" / "install.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == set(EXTRAS) - {"dev"}


def test_gpl_code_comes_only_when_asked_for() -> None:
    gpl = "language-tool-python"
    assert not any(gpl in one for one in PROJECT["dependencies"])
    assert [name for name, needs in EXTRAS.items() if any(gpl in one for one in needs)] == [
        "grammar"
    ]


def test_readme_has_its_two_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.startswith("python3 -m venv")]
    example, tests = lines
    assert example.endswith("termcheck check docs/examples/blog")
    assert tests.endswith("pytest -q -n 4")
    assert (ROOT / "docs" / "examples" / "blog" / "index.md").exists()


def test_pre_commit_hook_calls_the_command() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["id"] == "termcheck"
    # Files come by name, and what is excluded must stay out all the same.
    assert hook["entry"] == "termcheck check --force-exclude"
    assert hook["language"] == "python"
    # termcheck has a pool of its own.
    assert hook["require_serial"] is True


def test_names_of_files_follow_two_dashes() -> None:
    """What comes after them is no option, whatever a pull request calls its files."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["args"][-1] == "--"
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    script = action["runs"]["steps"][-1]["run"]
    calls = [line for line in script.splitlines() if '"${check[@]}"' in line]
    assert len(calls) == 2
    assert all('"${arguments[@]}" -- "${paths[@]}"' in line for line in calls)


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action's steps are for bash")
@pytest.mark.posix
def test_action_expands_no_names(tmp_path: Path) -> None:
    """The script of the action, with a `termcheck` that prints its arguments."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    script = action["runs"]["steps"][-1]["run"]
    program = tmp_path / "termcheck/bin/termcheck"
    program.parent.mkdir(parents=True)
    program.write_text('#!/usr/bin/env bash\nprintf "<%s>" "$@"; echo\n')
    program.chmod(0o755)
    for name in ("--config=evil.md", "a.md", "b c.md"):
        (tmp_path / name).write_text("x")
    given = {"PROGRAMS": str(program.parent), "SARIF": "", "PATH": os.environ["PATH"]}

    def told(paths: str, args: str = "") -> str:
        return subprocess.run(
            ["bash", "-c", script],
            cwd=tmp_path,
            env={**given, "PATHS": paths, "ARGS": args},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    start = "<check><--format><github>"
    assert told("*.md  docs") == f"{start}<--><*.md><docs>"
    assert told("--config=evil.md", "--fail-on error") == (
        f"{start}<--fail-on><error><--><--config=evil.md>"
    )
    assert told(".\n$(touch x) `touch x`\n", "--select [a-z]*") == (
        f"{start}<--select><[a-z]*><--><.><$(touch><x)><`touch><x`>"
    )
    assert not (tmp_path / "x").exists()


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action's steps are for bash")
@pytest.mark.posix
@pytest.mark.parametrize("folder", ["bin", "Scripts"])
def test_action_finds_its_programs_on_every_system(folder: str, tmp_path: Path) -> None:
    """With a Python that makes environments as Windows does, or as others do."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    (step,) = (one for one in action["runs"]["steps"] if one.get("id") == "environment")
    made = tmp_path / "termcheck" / folder
    python = tmp_path / "python"
    python.write_text(
        f'#!/usr/bin/env bash\nmkdir -p "{made}"\nln -sf "{sys.executable}" "{made}/python"\n'
    )
    python.chmod(0o755)
    output = tmp_path / "output"
    given = {"RUNNER_TEMP": tmp_path, "PYTHON": python, "GITHUB_OUTPUT": output}
    environment = {name: str(value) for name, value in given.items()}
    subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]],
        env={**environment, "PATH": os.environ["PATH"], "GITHUB_ACTION_PATH": str(ROOT)},
        check=True,
    )
    told = dict(line.split("=", 1) for line in output.read_text().splitlines())
    assert told["programs"] == str(made)
    assert told["locked"] == hashlib.sha256((ROOT / ".ci/locked.txt").read_bytes()).hexdigest()
    assert told["version"] == "{}.{}".format(*sys.version_info)


def test_action_leaves_the_python_of_the_job_alone() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    (step,) = (one for one in action["runs"]["steps"] if "setup-python" in one.get("uses", ""))
    assert step["with"]["update-environment"] is False


def test_actions_are_named_by_commit() -> None:
    """A tag can be moved to other code."""
    files = [ROOT / "action.yml", *(ROOT / ".github/workflows").glob("*.yml")]
    files += (ROOT / "docs").rglob("*.md")
    used = [
        (file.name, found[1])
        for file in files
        for found in re.finditer(r"^\s*(?:- )?uses: *(\S+)", file.read_text("utf-8"), re.M)
        # This repository itself has no release yet.
        if not found[1].startswith(("./", "OWNER/"))
    ]
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one[1])] == []


LOCKS = {
    ".ci/locked.txt": ("hatchling>=1.26",),
    "docs/web/deploy/locked.txt": (*EXTRAS["web"], *EXTRAS["word"]),
}


@pytest.mark.parametrize("name", LOCKS)
def test_locked_packages_are_what_is_asked_for(name: str) -> None:
    from packaging.requirements import Requirement

    text = (ROOT / name).read_text("utf-8")
    # No address of a package index, which would be somebody's own.
    assert "://" not in text
    assert not re.search(r"^-", text, re.M)
    entries = [one for one in re.split(r"\n(?=\S)", text) if not one.startswith("#")]
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", one) for one in entries)
    locked: dict[str, set[str]] = {}
    for one in entries:
        requirement = Requirement(one.partition("\\")[0])
        (pin,) = requirement.specifier
        assert pin.operator == "=="
        locked.setdefault(requirement.name, set()).add(pin.version)
    for wanted in map(Requirement, (*PROJECT["dependencies"], *LOCKS[name])):
        assert wanted.name in locked, f"run .ci/lock: {wanted.name} is new"
        for version in locked[wanted.name]:
            assert wanted.specifier.contains(version), f"run .ci/lock: {wanted}, not {version}"


def test_action_never_puts_inputs_into_a_script() -> None:
    """An input written into a `run:` line is run by the shell: it must come by the environment."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        if "run" in step:
            assert step["shell"] == "bash"
            assert "${{" not in step["run"]


def test_workflow_runs_every_supported_python() -> None:
    path = ROOT / ".github" / "workflows" / "ci.yml"
    workflow = yaml.safe_load(path.read_text("utf-8"))
    supported = [
        one.rpartition(" ")[2]
        for one in PROJECT["classifiers"]
        if re.search(r"Python :: 3\.\d+$", one)
    ]
    assert workflow["jobs"]["ci"]["strategy"]["matrix"]["python"] == supported
