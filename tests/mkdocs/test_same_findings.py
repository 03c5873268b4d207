"""A page has the same findings in a build as on the command line."""

import pytest

PAGES = {
    "docs/index.md": "---\ntitle: The whitelist\n---\n\nA whitelist, a gadget, electronic mail.\n",
    "docs/off.md": "---\ntermcheck: off\n---\n\nA whitelist.\n",
    "docs/some.md": "---\ntermcheck: {ignore: [allowlist], reason: old}\n---\n\n"
    "A whitelist and a gadget.\n",
    "docs/comment.md": "<!-- termcheck: ignore-next-line allowlist: quoted -->\n"
    "A whitelist.\n\n<!-- termcheck: off widget -->\nA gadget.\n\n"
    "<!-- termcheck: ignore email -->\n\nNothing.\n",
    "docs/known.md": "The whitelist is known. A gadget is new.\n",
    "docs/old/page.md": "A whitelist.\n",
    "docs/vendor/page.md": "A whitelist.\n",
    "docs/guide/strict.md": "A gadget, a whitelist.\n",
}
CONFIG = """\
glossary = ["glossary.yml"]
exclude = ["docs/vendor/"]
require-suppression-reason = true

[severity]
casing = "off"

[[overrides]]
paths = ["docs/guide/"]
severity = { widget = "error" }
ignore = ["allowlist"]
"""


@pytest.fixture
def project(site):
    site.write({**PAGES, "termcheck.toml": CONFIG})
    site.configure({"report": "build.json"})
    assert site.run("termcheck", "baseline", "docs/known.md", "--select", "allowlist").code == 0
    return site


def without_run(report):
    """The parts of a report that do not depend on how the run was started."""
    return {name: report[name] for name in ("findings", "files", "problems") if name in report}


@pytest.mark.parametrize("arguments", [(), ("--no-cache",)])
def test_the_same_findings(project, arguments):
    built = project.build()
    checked = project.run("termcheck", "check", "docs", "-o", "check.json", *arguments)
    assert checked.code == 1
    ours, theirs = project.json("build.json"), project.json("check.json")
    assert ours["findings"] == theirs["findings"]
    assert without_run(ours) == without_run(theirs)
    paths = {one["path"] for one in ours["findings"]}
    assert paths == {
        "docs/index.md",
        "docs/some.md",
        "docs/comment.md",
        "docs/known.md",
        "docs/old/page.md",
        "docs/guide/strict.md",
    }, built.output
    assert {one["check"] for one in ours["findings"]} > {"unused-suppression"}
    assert "in the baseline" in built.summary


def test_another_configuration_file(project):
    project.write({"conf/words.toml": 'glossary = ["../glossary.yml"]\nignore = ["allowlist"]\n'})
    project.configure({"config_file": "conf/words.toml", "report": "build.json"})
    project.build()
    project.run("termcheck", "check", "docs", "--config", "conf/words.toml", "-o", "check.json")
    ours, theirs = project.json("build.json"), project.json("check.json")
    assert ours["findings"] == theirs["findings"] != []
    assert "allowlist" not in {one["term"] for one in ours["findings"]}
