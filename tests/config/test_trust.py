"""What a project may say, whom it belongs to, where it ends, and values that mean no good."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from termcheck.config import trust
from termcheck.config.load import load_config
from termcheck.core.boundary import boundary, leads_out
from termcheck.core.errors import ConfigError, GlossaryError
from termcheck.core.files import Refused, read_regular
from termcheck.glossary.load import load_glossary

posix = pytest.mark.skipif(os.name != "posix", reason="owners, pipes and devices are POSIX's")


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own configuration; the working directory is a repository."""
    folder = tmp_path / "own"
    monkeypatch.setenv("TERMCHECK_CONFIG_DIR", str(folder))
    monkeypatch.delenv("TERMCHECK_TRUST", raising=False)
    (tmp_path / "repository/.git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repository")
    return folder


def held_back(text: str, *, folder: Path = Path()) -> tuple[str, ...]:
    (folder / "termcheck.toml").write_text(text, "utf-8")
    return load_config(start=str(folder)).held_back


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ('[grammar]\njars = "lt"', ("jars",)),
        ('[grammar]\nenabled = false\nurl = "http://localhost:8081"', ("url",)),
        ('claims-model = "./model"', ("claims-model",)),
        ('claims-model = "model"', ("claims-model",)),
        ('cache-dir = "../elsewhere"', ("cache-dir",)),
        ('cache-dir = "/tmp/elsewhere"', ("cache-dir",)),
        ('cache-dir = "a/../../../elsewhere"', ("cache-dir",)),
        ('cache-dir = ".cache"\nbaseline = "a/b.json"', ()),
        ('baseline = "../known.json"', ("baseline",)),
        ('baseline = "~/../known.json"', ()),
        ("grammar = true", ()),
    ],
)
def test_what_reaches_beyond_a_project_needs_trust(
    text: str, keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert held_back(text) == keys
    config = load_config()
    assert len(config.notices) == bool(keys)
    if keys:
        assert f"`{keys[0]}`; `termcheck trust` allows it" in config.notices[0]
        assert config.grammar_config is None
        monkeypatch.setenv("TERMCHECK_TRUST", str(Path.cwd()))
        assert load_config().held_back == ()


def test_paths_may_reach_the_root_of_the_repository() -> None:
    Path("docs/deep").mkdir(parents=True)
    assert held_back('baseline = "../../known.json"', folder=Path("docs/deep")) == ()
    assert held_back('baseline = "../../../known.json"', folder=Path("docs/deep")) == ("baseline",)


@posix
def test_links_out_of_the_project_reach_beyond_it(tmp_path: Path) -> None:
    Path("cache").symlink_to(tmp_path)
    Path("known.json").symlink_to(tmp_path / "known.json")
    assert held_back('cache-dir = "cache"\nbaseline = "known.json"') == ("cache-dir", "baseline")
    other = tmp_path / "other.toml"
    other.write_text('flavour = "hugo"\n')
    Path("termcheck.toml").unlink()
    Path("termcheck.toml").symlink_to(other)
    config = load_config()
    assert (config.path, len(config.notices)) == ("", 1)
    assert "termcheck.toml: not taken: it is a link that leads out" in config.notices[0]


def test_glossaries_elsewhere_are_refused_where_they_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "words.yml").write_text("glossary: words\n", "utf-8")
    for text in (
        'glossary = ["../words.yml"]',
        f"glossary = ['{tmp_path / 'words.yml'}']",
        '[[overrides]]\npaths = ["a"]\nglossary = ["docs/../../words.yml"]',
    ):
        with pytest.raises(ConfigError, match=r"^termcheck\.toml:\d:\d+: glossary `.*` lies outsi"):
            held_back(text)
    with trust.everything_trusted():
        assert held_back('glossary = ["../words.yml"]') == ()


@pytest.mark.parametrize(
    "line",
    [
        'subjects: ["../../../**/*"]',
        'subjects: ["/**/*.yml"]',
        'subjects: ["a/../../*.yml"]',
        'subjects: ["../secret.yml"]',
        'subjects: ["*/../../*.yml"]',
        'subjects: ["out/*.yml"]',
        'subjects: ["out/secret.yml"]',
        'extends: ["../secret.yml"]',
        'extends: "out/secret.yml"',
    ],
)
def test_a_glossary_reads_nothing_outside_of_the_project(tmp_path: Path, line: str) -> None:
    (tmp_path / "secret.yml").write_text("subjects: []\n", "utf-8")
    if "out/" in line:
        if os.name != "posix":
            pytest.skip("links")
        Path("out").symlink_to(tmp_path)
    Path("words.yml").write_text(f"glossary: words\n{line}\n", "utf-8")
    with pytest.raises(GlossaryError, match=r"^words\.yml:2:\d+: ") as caught:
        load_glossary("words.yml")
    assert "lies outside the project" in str(caught.value) or "no file" in str(caught.value)


def test_globs_inside_find_what_they_found() -> None:
    for name in ("a/b/c.yml", "a/d.yml", "a/.e.yml", "f.yml", "a/g.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("subjects: []\n", "utf-8")

    def found(pattern: str) -> set[str]:
        Path("words.yml").write_text(f"glossary: words\nsubjects: ['{pattern}']\n", "utf-8")
        paths = load_glossary("words.yml").facts.subjects
        return {Path(one).relative_to(Path.cwd()).as_posix() for one in paths}

    for pattern in ("a/*.yml", "a/**/*.yml", "**/d.yml", "*/*/c.yml", "f*", "a/*"):
        expected = {one.as_posix() for one in Path().glob(pattern) if one.is_file()}
        assert found(pattern) == expected, pattern


def test_configuration_is_looked_for_up_to_the_root_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / "termcheck.toml").write_text('flavour = "hugo"\n')
    assert load_config().path == ""
    Path("docs").mkdir()
    Path("termcheck.toml").write_text('flavour = "gfm"\n')
    assert load_config(start="docs").flavour == "gfm"
    Path("docs/.hg").mkdir()
    assert load_config(start="docs").path == ""
    Path("docs/.hg").rmdir()
    # A worktree of git has a file.
    Path("docs/.git").write_text("gitdir: x\n")
    assert load_config(start="docs").path == ""


def test_configuration_is_looked_for_up_to_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "users/me"
    (home / "texts").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    (tmp_path / "users/termcheck.toml").write_text('flavour = "hugo"\n')
    assert load_config(start=str(home / "texts")).path == ""
    (home / "termcheck.toml").write_text('flavour = "gfm"\n')
    assert load_config(start=str(home / "texts")).flavour == "gfm"


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="only root gives files away")
def test_a_file_of_somebody_else_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("termcheck.toml").write_text('flavour = "hugo"\nbroken')
    os.chown("termcheck.toml", 12345, 12345)
    config = load_config()
    assert config.path == ""
    assert len(config.notices) == 1
    assert "termcheck.toml: not taken: it belongs to another user" in config.notices[0]
    Path("termcheck.toml").write_text('flavour = "hugo"\n')
    assert load_config("termcheck.toml").flavour == "hugo"
    monkeypatch.setenv("TERMCHECK_TRUST", "*")
    assert load_config().flavour == "hugo"
    monkeypatch.delenv("TERMCHECK_TRUST")
    monkeypatch.setenv("SUDO_UID", "12345")
    assert load_config().flavour == "hugo"


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="only root gives files away")
def test_a_checkout_that_is_wholly_somebody_elses_is_taken_by_root() -> None:
    """As in a container: root is its only user, the checkout belongs to one outside of it."""
    Path("termcheck.toml").write_text('flavour = "hugo"\n')
    for name in ("termcheck.toml", ".git"):
        os.chown(name, 12345, 12345)
        assert load_config().path == ""
    os.chown(".", 12345, 12345)
    assert load_config().flavour == "hugo"
    os.chown("termcheck.toml", 54321, 54321)
    assert load_config().path == ""


@posix
@pytest.mark.parametrize("name", ["termcheck.toml", "pyproject.toml", ".termcheck.toml"])
def test_devices_and_pipes_are_no_configuration(name: str) -> None:
    os.mkfifo(name)
    with pytest.raises(ConfigError, match=rf"^{name}: cannot be read: not a regular file$"):
        load_config()
    Path(name).unlink()
    Path(name).symlink_to("/dev/zero")
    with pytest.raises(ConfigError, match=rf"^{name}: cannot be read: not a regular file$"):
        load_config()


def test_what_is_read_is_bounded(tmp_path: Path) -> None:
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(10_000_001)
    with pytest.raises(Refused, match="larger than 10 MB"):
        read_regular(large)
    with pytest.raises(Refused, match="no name of a file"):
        read_regular("a\0b")
    with pytest.raises(IsADirectoryError):
        read_regular(tmp_path)


LONG = "9" * 5_000


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("max-file-size = nan", "1:17: expected a number in `max-file-size` of the configuration"),
        ("max-file-size = inf", "1:17: expected a number"),
        ("max-file-size = 1e400", "1:17: expected a number"),
        ("max-file-size = -1", "1:17: `max-file-size` cannot be negative"),
        ("max-file-size = 1e300", "1:17: `max-file-size` cannot be more than 2,000"),
        ("jobs = -1", "1:8: `jobs` cannot be negative"),
        ("jobs = 99999999", "1:8: `jobs` cannot be more than 10,000"),
        (f"jobs = {LONG}", " not valid TOML: a number is too long"),
        (f"jobs = 0x{LONG}", "1:8: not valid TOML: a number is too long"),
        (f"x = 0x{LONG}", "1:5: not valid TOML: a number is too long"),
        ('baseline = "\\u0000"', "1:12: text with a NUL in it means nothing here"),
        ('cache-dir = "a\\u0000"', "1:13: text with a NUL in it means nothing here"),
        ('glossary = ["\\u0000"]', "1:13: text with a NUL in it means nothing here"),
        (".".join(["a"] * 3_000) + " = 1", " not valid TOML: nested too deeply"),
        ("a = " + "[" * 5_000 + "]" * 5_000, " not valid TOML: nested too deeply"),
        ("[" + ".".join(["a"] * 200) + "]", " not valid TOML: nested too deeply"),
        ("[grammar]\ntimeout = nan", "2:11: expected a number"),
        ("[grammar]\ntimeout = 0", "2:11: `timeout` cannot be less than 0.1"),
        ("[grammar]\ntime-limit = -1", "2:14: `time-limit` cannot be negative"),
        ("[grammar]\nmemory = 1", "2:10: `memory` cannot be less than 64"),
        ("[grammar]\nmemory = 99999999", "2:10: `memory` cannot be more than 65,536"),
    ],
    ids=lambda one: one[:24],
)
def test_values_at_the_edge_are_one_message(text: str, told: str) -> None:
    Path("termcheck.toml").write_text(text + "\n", "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config()
    assert str(caught.value).removeprefix("termcheck.toml:").startswith(told)
    assert "\n" not in str(caught.value)


def test_many_processes_are_few() -> None:
    Path("termcheck.toml").write_text("jobs = 300\n")
    assert load_config().jobs == min(300, 2 * (os.cpu_count() or 1))


def test_the_users_own_configuration_holds_where_a_project_says_nothing(own: Path) -> None:
    own.mkdir()
    (own / "config.toml").write_text(
        'claims-model = "./model"\n[grammar]\njars = "lt"\nmemory = 2048\n'
    )
    config = load_config()
    assert config.claims_model == str(own / "model")
    assert config.grammar_config is None
    chosen = config.with_grammar(True).grammar_config
    assert chosen is not None
    assert (chosen.jars, chosen.memory, chosen.url) == (str(own / "lt"), 2048, "")
    # What a project wants instead is left out, and with it its wish for grammar.
    assert held_back('grammar = { url = "http://example.org" }') == ("url",)
    assert load_config().grammar_config is None
    Path("termcheck.toml").write_text("grammar = true\n")
    chosen = load_config().grammar_config
    assert chosen is not None
    assert chosen.jars == str(own / "lt")


def test_where_texts_go_is_told(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own.mkdir()
    for url, told in (
        ("http://lt.example.org:8081", True),
        ("https://127.0.0.1.example.org", True),
        ("http://localhost@example.org", True),
        ("http://localhost:8081", False),
        ("127.0.0.1:8081", False),
        ("http://[::1]:8081", False),
    ):
        monkeypatch.setenv("TERMCHECK_LANGUAGETOOL_URL", url)
        notices = load_config().with_grammar(True).notices
        assert notices == ((f"texts are sent to {url}, for grammar",) if told else ())
        assert load_config().notices == ()


def test_a_broken_list_trusts_nobody(own: Path) -> None:
    own.mkdir()
    for text in ("", "[]", '{"trusted": 1}', '{"trusted": ["a"]}', "[" * 100_000):
        (own / "trusted.json").write_text(text)
        with pytest.raises(ConfigError, match="no list of trusted folders"):
            held_back('[grammar]\njars = "lt"')
        # Nothing is asked of it where nothing needs trust.
        assert held_back("grammar = true") == ()


def test_trust_is_kept_and_taken_back(own: Path, tmp_path: Path) -> None:
    trust.trust(str(tmp_path / "repository"))
    assert json.loads((own / "trusted.json").read_text())["trusted"] == [
        os.path.realpath(tmp_path / "repository")
    ]
    assert trust.is_trusted(str(tmp_path / "repository/docs"))
    assert not trust.is_trusted(str(tmp_path / "repository-of-others"))
    assert not trust.is_trusted(str(tmp_path))
    assert trust.distrust(str(tmp_path / "repository"))
    assert not trust.distrust(str(tmp_path / "repository"))
    assert not trust.is_trusted(str(tmp_path / "repository"))


@posix
def test_a_project_ends_at_its_repository(tmp_path: Path) -> None:
    root = os.path.realpath(tmp_path / "repository")
    Path("a/b").mkdir(parents=True)
    assert boundary("a/b") == root
    assert boundary(str(tmp_path)) == os.path.realpath(tmp_path)
    Path("in").symlink_to("a")
    Path("out").symlink_to(tmp_path)
    (tmp_path / "way").symlink_to(root)
    assert leads_out(f"{root}/in/b") == ""
    assert leads_out(f"{root}/out/x.md") == root
    assert leads_out(f"{root}/out/repository/x.md") == ""
    # Links that lie outside of projects are the user's own.
    assert leads_out(f"{os.path.realpath(tmp_path)}/way/a") == ""
