"""Findings are warnings of the build: what fails, what does not, and what is said."""

import subprocess
import sys

import pytest

WHITELIST = "Unexpected `whitelist`, expected `allowlist` [avoided-term]"


def test_without_options_the_shipped_glossary_holds(site):
    site.write(
        {
            "docs/index.md": "# News\n\nThe law on A.I. is new.\n",
            "mkdocs.yml": "site_name: x\nplugins: [termcheck]\n",
        }
    )
    built = site.build()
    assert built.code == 0
    assert built.told == [
        "WARNING docs/index.md:3:12: Unexpected `A.I.`, expected `AI` [avoided-term]"
    ]
    assert "1 warning in 1 of 1 page (" in built.summary


@pytest.mark.parametrize(
    ("arguments", "fail_on", "code"),
    [
        ((), "never", 0),
        (("--strict",), "never", 1),
        (("--strict", "-q"), "never", 0),
        (("-q",), "warning", 1),
        ((), "warning", 1),
        ((), "error", 0),
    ],
)
def test_what_fails_a_build(site, arguments, fail_on, code):
    site.configure({"glossary": "glossary.yml", "fail_on": fail_on})
    site.write({"docs/index.md": "A whitelist.\n"})
    built = site.build(*arguments)
    assert built.code == code, built.output
    if fail_on == "warning":
        assert "termcheck: 1 finding is `warning` or worse" in built.output
    if "-q" not in arguments:
        assert f"WARNING docs/index.md:1:3: {WHITELIST}" in built.told


def test_a_clean_site_passes_strict(site):
    site.write({"docs/index.md": "An allowlist.\n"})
    built = site.build("--strict")
    assert (built.code, built.told) == (0, [])
    assert "no findings in 1 page (" in built.summary


def test_levels_by_severity(site):
    site.write({"docs/index.md": "A whitelist, electronic mail and a gadget.\n"})
    built = site.build()
    assert [line.split()[0] for line in built.told] == ["WARNING", "WARNING"]
    assert "INFO    -  termcheck: docs/index.md:1:36: Unexpected `gadget`" in built.output
    assert "1 error, 1 warning, 1 info in 1 of 1 page (" in built.summary
    # YAML reads `off` as false.
    levels = "{error: error, warning: off, info: warning}"
    site.write(
        {
            "mkdocs.yml": "site_name: x\nplugins:\n  - termcheck:\n      glossary: glossary.yml\n"
            f"      severity: {levels}\n"
        }
    )
    built = site.build("--strict")
    assert [line.split()[0] for line in built.told] == ["ERROR", "WARNING"]
    assert built.code == 1


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_themes(site, theme):
    site.configure(theme=theme)
    site.write({"docs/index.md": "# Top\n\nA whitelist.\n"})
    built = site.build()
    assert built.told == [f"WARNING docs/index.md:3:3: {WHITELIST}"]
    assert "A whitelist." in (site.root / "site/index.html").read_text("utf-8")


def test_pages_can_be_chosen(site):
    site.configure(
        {"glossary": ["glossary.yml"], "include": ["guide/"], "exclude": "*.old.md\nguide/x/\n"}
    )
    pages = ("index.md", "guide/a.md", "guide/b.old.md", "guide/x/c.md")
    site.write({f"docs/{page}": "A whitelist.\n" for page in pages})
    built = site.build()
    assert built.told == [f"WARNING docs/guide/a.md:1:3: {WHITELIST}"]


def test_the_environment_can_switch_it_off(site):
    site.write(
        {
            "docs/index.md": "A whitelist.\n",
            "mkdocs.yml": "site_name: x\nplugins:\n  - termcheck:\n      glossary: glossary.yml\n"
            "      enabled: !ENV [CHECK_WORDS, false]\n",
        }
    )
    built = site.build("--strict")
    assert (built.code, "termcheck" in built.output) == (0, False)
    assert site.build("--strict", CHECK_WORDS="true").code == 1


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"glossary.yml": "glossary: x\nterms:\n  - {id: a, trem: b}\n"},
            "termcheck: glossary.yml:3:13: unknown key `trem` in term `a`, did you mean `term`?",
        ),
        ({"termcheck.toml": "flavor = 1\n"}, "termcheck: termcheck.toml:1:1: unknown key `flavor`"),
    ],
)
def test_a_wrong_glossary_or_configuration_has_its_place(site, files, message):
    site.write({"docs/index.md": "x\n", **files})
    built = site.build()
    assert built.code == 1
    assert message in built.output
    assert "Aborted with a BuildError!" in built.output


def test_reports_are_written_beside_the_site(site):
    site.write({"docs/index.md": "A whitelist.\n"})
    for name, form in (("a.html", None), ("out/b.json", None), ("c.sarif", None), ("d", "json")):
        site.configure(
            {"glossary": "glossary.yml", "report": name} | ({"report_format": form} if form else {})
        )
        assert site.build().code == 0
    assert "<html" in (site.root / "a.html").read_text("utf-8")
    assert site.json("out/b.json")["findings"] == site.json("d")["findings"] != []
    (result,) = site.json("c.sarif")["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "docs/index.md"


def test_a_report_that_cannot_be_written_is_an_error(site):
    site.configure({"glossary": "glossary.yml", "report": "glossary.yml/report.json"})
    site.write({"docs/index.md": "x\n"})
    built = site.build()
    assert (built.code, "report.json` cannot be written: " in built.output) == (1, True)


@pytest.mark.parametrize("generator", ["mkdocs", "properdocs"])
def test_both_generators_find_the_plugin_and_fail_alike(site, generator):
    pytest.importorskip(generator)
    site.configure({"glossary": "glossary.yml", "fail_on": "warning"})
    site.write({"docs/index.md": "A whitelist.\n"})
    built = site.run(generator, "build", "-f", "mkdocs.yml")
    assert built.code == 1
    assert f"WARNING docs/index.md:1:3: {WHITELIST}" in built.told
    assert "termcheck: 1 finding is `warning` or worse" in built.output


def test_what_people_should_know_of_a_build_is_told_once_and_fails_none(site):
    site.configure({})
    page = (
        "Le modèle Llama 3.1 est open source AI, et nous sommes contents de ce travail pour nous.\n"
    )
    site.write({"docs/index.md": page, "docs/b.md": page})
    built = site.build("--strict")
    note = "INFO    -  termcheck: claims in other languages than `en` were not read"
    assert (built.code, built.output.count(note)) == (0, 1)


def test_pages_are_looked_at_beside_the_build(site):
    site.write({"docs/index.md": "A whitelist.\n"})
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "mkdocs", "build"],
        cwd=site.root,
        env=site.environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert WHITELIST in done.stderr
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines() if "|" in line}
    assert "termcheck.config.project" in loaded
    assert loaded & {"termcheck.checks.check", "pyromark", "ahocorasick_rs"} == set()
