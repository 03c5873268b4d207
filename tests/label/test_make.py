"""What stands on a label, before it is drawn."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from termcheck.core.errors import UsageError
from termcheck.facts import Facts
from termcheck.facts.licence import Grant
from termcheck.facts.provenance import Basis
from termcheck.facts.subject import Availability
from termcheck.label import Label, make_label
from termcheck.label.svg import described

LabelOf = Callable[..., Label]


def test_names_what_it_is_of(label_of: LabelOf) -> None:
    label = label_of("steamy")
    assert (label.title, label.heading) == ("Kettle facts", "Steamy 3.1")
    assert label.byline == "Kettle by Tea & Sons, 2025"
    assert label.glossary == "kettles 7"


def test_a_kind_without_a_title_has_one_of_its_name(label_of: LabelOf) -> None:
    assert label_of("mug").title == "Cup facts"


def test_groups_parts_in_the_order_of_the_vocabulary(label_of: LabelOf) -> None:
    label = label_of("steamy")
    parts = [(group.name, [one.name for one in group.ingredients]) for group in label.groups]
    assert parts == [("Plans", ["drawings", "manual"]), ("Code", ["firmware"])]
    assert label.unrecorded == ("boiler",)
    assert label.properties == ("it boils quietly",)
    assert label.groups[0].ingredients[0].licence == "Capped Licence"


def test_permissions_follow_the_licence_of_each_part(label_of: LabelOf) -> None:
    first, second = label_of("steamy").terms
    assert (first.parts, first.licence) == (("drawings",), "Capped Licence")
    assert [(one.id, one.grant, one.limits) for one in first.permissions] == [
        ("use", Grant.LIMITED, ("over 700 million cups must ask",)),
        ("share", Grant.GRANTED, ()),
    ]
    assert first.duties == ("the maker has to be named",)
    assert second.parts == ("firmware",)
    assert {one.grant for one in second.permissions} == {Grant.GRANTED}


def test_a_service_lets_people_use_and_nothing_else(label_of: LabelOf) -> None:
    (terms,) = label_of("boily").terms
    assert [(one.id, one.grant) for one in terms.permissions] == [
        ("use", Grant.LIMITED),
        ("share", Grant.DENIED),
    ]


def test_verdicts_say_where_they_come_from(label_of: LabelOf) -> None:
    (derived,) = label_of("steamy").meets
    assert (derived.words, derived.source, derived.authoritative) == (
        "met",
        "derived from the recorded facts",
        False,
    )
    (ruled,) = label_of("boily").meets
    assert (ruled.words, ruled.source) == ("not met", "published by the OKD office")
    assert ruled.source_url == "https://example.org/r"
    assert label_of("steamy").not_judged == ("kind kettles",)


def test_exceptions_have_their_reason(label_of: LabelOf) -> None:
    closed, granted = label_of("steamy").variations
    assert (closed.what, closed.reason) == ("manual", "privacy of the <author>")
    assert granted.what == "may be called open kettle without plans"
    assert (granted.reason, granted.by) == ("granted before the definition", "Ada")
    assert granted.until == datetime.date(2027, 1, 31)
    assert label_of("boily").variations == ()


def test_counts_how_sure_its_facts_are(label_of: LabelOf) -> None:
    assert label_of("steamy").sureness == (
        (Basis.PRODUCER, 1),
        (Basis.SECONDARY, 1),
        (Basis.NONE, 2),
    )


@pytest.mark.parametrize(("day", "stale"), [(101, False), (102, True)])
def test_facts_grow_stale(label_of: LabelOf, day: int, stale: bool) -> None:
    today = datetime.date(2025, 12, 31) + datetime.timedelta(days=day)
    assert label_of("steamy", today).stale is stale


def test_a_licence_that_hands_nothing_out_withholds_parts(label_of: LabelOf) -> None:
    parts = [one for group in label_of("boily").groups for one in group.ingredients]
    assert {one.id: one.availability for one in parts} == {
        "drawings": Availability.SERVICE,
        "firmware": Availability.WITHHELD,
        "manual": Availability.WITHHELD,
    }
    assert [one.implied for one in parts if one.id == "firmware"] == [True]


def test_the_licence_of_the_whole_is_that_of_the_thing_itself(label_of: LabelOf) -> None:
    label = label_of("beaker")
    [part] = [one for group in label.groups for one in group.ingredients]
    assert (part.id, part.availability) == ("drawings", Availability.UNKNOWN)
    assert (part.licence, part.url) == ("Free Kettle Licence", "https://example.org/beaker")
    assert label.unrecorded == ()
    assert [one.grant for terms in label.terms for one in terms.permissions] == ["granted"] * 2
    assert "It is small. Drawings: by its licence, Free Kettle Licence" in described(label)


def test_of_versions_under_other_terms_a_label_stands_for_the_latest_alone(
    label_of: LabelOf,
) -> None:
    assert label_of("flask").versions == ("Flask 2",)
    assert label_of("flask-0").versions == ()


def test_an_unknown_subject_is_an_error(facts: Facts) -> None:
    with pytest.raises(UsageError, match="unknown subject `steemy`, did you mean `steamy`"):
        make_label(facts, "steemy")
