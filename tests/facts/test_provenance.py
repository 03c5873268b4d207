"""Where a fact was read: each cell by itself, and what follows for verdicts and lint."""

import datetime
from collections.abc import Callable

import pytest

from termcheck.core.errors import FactsError
from termcheck.facts import Answer, Availability, Basis, Facts
from termcheck.facts.lint import lint_facts
from termcheck.facts.sheet import sheet
from termcheck.reporters.sheet import sheet_text

FactsOf = Callable[..., Facts]

TIDE = """
subjects:
- id: tide
  name: Tide
  kind: model
  pages:
    card: https://example.org/card
    list: {url: "https://example.org/list", basis: registry, verified: 2026-11-05}
  verified: 2026-11-01
  components:
    weights: {availability: public, licence: MIT, from: card, quote: "license: mit"}
    training-code: {availability: not-found, from: list}
    inference-code:
      {availability: public, licence: MIT, url: "https://example.org/c", basis: secondary}
    data-information: partial
"""


def test_a_page_tells_its_cells_address_basis_and_day(facts_of: FactsOf) -> None:
    tide = facts_of(TIDE).subject("tide")
    weights, code = tide.component("weights"), tide.component("training-code")
    assert (weights.url, weights.basis) == ("https://example.org/card", Basis.PRODUCER)
    assert weights.verified == datetime.date(2026, 11, 1)
    assert (code.basis, code.verified) == (Basis.REGISTRY, datetime.date(2026, 11, 5))
    assert [weights.confirmed, code.confirmed] == [True, False]
    bare = tide.component("data-information")
    assert (bare.url, bare.basis, bare.verified) == ("", Basis.NONE, None)


def test_a_verdict_names_the_cells_that_decide_and_which_are_not_confirmed(
    facts_of: FactsOf,
) -> None:
    facts = facts_of(TIDE)
    verdict = facts.judge("osaid-1.0", "tide")
    assert (verdict.answer, verdict.confirmed) == (Answer.NOT_MET, False)
    (cell,) = verdict.unconfirmed
    assert (cell.part, cell.url) == ("training-code", "https://example.org/list")
    assert verdict.reason.startswith("no page was found that gives the training code (read in a")
    weights = facts.judge("open-weights", "tide")
    assert (weights.answer, weights.confirmed) == (Answer.MET, True)
    assert weights.criteria[0].cells[0].quote == "license: mit"


def test_one_confirmed_failure_is_enough(facts_of: FactsOf) -> None:
    sure = TIDE.replace("licence: MIT, from: card", "licence: CC-BY-NC-4.0, from: card")
    verdict = facts_of(sure).judge("osaid-1.0", "tide")
    assert (verdict.answer, verdict.confirmed) == (Answer.NOT_MET, True)


def test_doubts_are_told_where_nothing_can_be_told_too(facts_of: FactsOf) -> None:
    open_question = TIDE.replace("data-information: partial", "data-information: described")
    open_question = open_question.replace("availability: not-found", "availability: public")
    verdict = facts_of(open_question).judge("osaid-1.0", "tide")
    assert verdict.answer is Answer.UNKNOWN
    assert verdict.reason.endswith("is open (unverified)")
    assert verdict.unknown[-1].url == ""


def test_words_of_earlier_versions_are_read(facts_of: FactsOf) -> None:
    old = "subjects: [{id: a, name: A, kind: model, components: {weights: %s}}]"
    facts = facts_of(old % "{availability: public, basis: source}")
    assert facts.subject("a").component("weights").basis is Basis.PRODUCER
    facts = facts_of(old % "{availability: public, basis: general}")
    assert facts.subject("a").component("weights").basis is Basis.NONE


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            "pages: {card: https://a}, components: {weights: {availability: public, from: crad}}",
            "unknown page `crad`, did you mean `card`",
        ),
        ("components: {weights: {licence: MIT, varies: [MIT]}}", "`licence` or `varies`, not both"),
        ("components: {weights: {varies: [MTI]}}", "unknown licence `MTI`"),
        ("base: [nothing]", "unknown subject `nothing`"),
        ("base: [a]", "`a` is built on itself"),
        ("base: [{id: b, as: encodr}]", "unknown derivation `encodr`, did you mean `encoder`"),
        ("hosted: [{names: [B]}]", "`B` of subject `a` is subject `b` already"),
        ("components: {weights: publik}", "unknown availability `publik`, did you mean `public`"),
    ],
)
def test_a_wrong_entry_is_told_with_its_place(facts_of: FactsOf, entry: str, message: str) -> None:
    text = (
        f"subjects:\n- {{id: b, name: B, kind: model}}\n- {{id: a, name: A, kind: model, {entry}}}"
    )
    with pytest.raises(FactsError, match=r"facts0\.yml:\d+:\d+: ") as caught:
        facts_of(text)
    assert message in str(caught.value)


def test_variants_under_different_terms_meet_only_what_each_meets(facts_of: FactsOf) -> None:
    facts = facts_of(
        """
        subjects:
        - id: a
          name: A
          kind: model
          components: {weights: {availability: public, varies: [MIT, Apache-2.0]}}
        - id: b
          name: B
          kind: model
          components: {weights: {availability: public, varies: [MIT, CC-BY-NC-4.0]}}
        - id: c
          name: C
          kind: model
          components: {weights: {availability: public, licence: MIT AND CC-BY-NC-4.0}}
        """
    )
    weights = [facts.judge("osaid-1.0", one).criteria[0] for one in "abc"]
    assert [one.answer for one in weights] == [Answer.MET, Answer.UNKNOWN, Answer.NOT_MET]
    assert weights[1].reason.startswith("the weights are under MIT or CC-BY-NC-4.0, which differs")


BUILT = """
subjects:
- id: deep
  name: Deep
  kind: model
  components: &all
    weights: {availability: public, licence: MIT}
    training-code: {availability: public, licence: MIT}
    inference-code: {availability: public, licence: MIT}
    training-data: public
- id: murky
  name: Murky
  kind: model
  components:
    weights: {availability: public, licence: MIT}
    training-code: not-found
    inference-code: {availability: public, licence: MIT}
    data-information: not-found
"""


@pytest.mark.parametrize(
    ("base", "answer", "why"),
    [
        ("deep", Answer.MET, ""),
        ("murky", Answer.NOT_MET, "of Murky, which it is built on, no page was found"),
        ("{id: murky, as: encoder}", Answer.NOT_MET, "of Murky, which is a part of it, no page"),
        ("{id: murky, as: teacher}", Answer.UNKNOWN, "of Murky, whose outputs it is trained on"),
        ("{id: murky, as: distilled-from}", Answer.UNKNOWN, "which it is distilled from"),
        ("middle", Answer.NOT_MET, "of Middle, which it is built on, of Murky, which it is built"),
    ],
)
def test_a_criterion_holds_only_if_it_holds_of_each_base(
    facts_of: FactsOf, base: str, answer: Answer, why: str
) -> None:
    top = BUILT + (
        "- {id: middle, name: Middle, kind: model, components: *all, base: [murky]}\n"
        f"- {{id: top, name: Top, kind: model, components: *all, base: [{base}]}}\n"
    )
    verdict = facts_of(top).judge("osaid-1.0", "top")
    assert verdict.answer is answer
    assert why in verdict.reason


def test_a_maker_may_give_its_own_base_under_other_terms(facts_of: FactsOf) -> None:
    facts = facts_of(
        """
        subjects:
        - id: old
          name: Old
          kind: model
          producer: Acme
          components:
            weights: {availability: public, licence: CC-BY-NC-4.0}
            training-code: not-found
        - id: new
          name: New
          kind: model
          producer: Acme
          base: [old]
          components: {weights: {availability: public, licence: MIT}, training-code: public}
        - id: other
          name: Other
          kind: model
          producer: Else
          base: [old]
          components: {weights: {availability: public, licence: MIT}, training-code: public}
        """
    )
    new = {one.id: one.answer for one in facts.judge("osaid-1.0", "new").criteria}
    assert (new["weights"], new["training-code"]) == (Answer.MET, Answer.NOT_MET)
    other = {one.id: one.answer for one in facts.judge("osaid-1.0", "other").criteria}
    assert other["weights"] is Answer.NOT_MET


def test_hosted_siblings_are_subjects_that_nobody_can_download(facts_of: FactsOf) -> None:
    facts = facts_of(
        TIDE + "  hosted: [{names: [Tide Max, Tide Flash = Tide-Flash-Preview], from: list}]"
    )
    flash = facts.subject("tide-flash")
    assert flash.aliases == ("Tide-Flash-Preview",)
    assert flash.component("weights").availability is Availability.SERVICE
    verdict = facts.judge("open-weights", "tide-max")
    assert verdict.answer is Answer.NOT_MET
    assert verdict.criteria[0].cells[0].url == "https://example.org/list"


def test_releases_are_subjects_and_the_bare_name_means_the_latest(facts_of: FactsOf) -> None:
    facts = facts_of(
        """
        subjects:
        - id: well
          name: Well
          kind: software
          exact: [Well]
          pages: {licence: https://example.org/LICENSE}
          verified: 2026-11-01
          releases:
          - {since: "2.0", licence: BUSL-1.1, from: licence, quote: Business Source License}
          - {since: "0", licence: MIT}
        """
    )
    well = facts.subject("well")
    assert (well.licence, well.quote) == ("BUSL-1.1", "Business Source License")
    assert facts.subject("well-0").licence == "MIT"
    assert facts.subject("well-2.0").confirmed
    text = sheet_text(sheet(facts, "well"))
    assert "  Well before 2.0, MIT (well-0)\n" in text
    assert "also written" not in text


@pytest.mark.parametrize(
    ("cell", "rules"),
    [
        ('{availability: public, from: card, quote: "yes"}', []),
        ("{availability: public, from: card}", ["unquoted"]),
        ("{availability: service, from: card}", ["no-quote"]),
        ("{availability: public, licence: CC-BY-NC-4.0, from: card}", ["no-quote"]),
        ("{availability: not-found, from: card}", []),
        ("public", ["no-page"]),
        ('{availability: public, url: "https://example.org/x", quote: q}', ["no-basis"]),
        ("{availability: withheld, from: card}", ["no-quote", "withheld-unsaid"]),
        ('{availability: withheld, from: card, quote: "we keep it"}', []),
        ("{availability: public, from: elsewhere, quote: q}", ["foreign-page"]),
        ("{availability: public, from: register, quote: q}", ["register-as-producer"]),
    ],
)
def test_lint_tells_what_a_cell_leaves_open(facts_of: FactsOf, cell: str, rules: list[str]) -> None:
    facts = facts_of(
        f"""
        registers: [{{id: r, name: R, urls: ["https://r.example.org"]}}]
        subjects:
        - {{id: acme, name: Acme, kind: organisation, sites: [example.org/]}}
        - id: a
          name: A
          kind: model
          producer: Acme
          verified: 2026-11-01
          pages:
            card: https://www.example.org/card
            elsewhere: https://example.com/card
            register: https://r.example.org/a
          components: {{weights: {cell}}}
        """
    )
    found = [one.rule for one in lint_facts(facts)]
    if rules == ["register-as-producer"]:
        found.remove("foreign-page")
    assert found == rules


def test_lint_asks_where_a_part_was_looked_for(facts_of: FactsOf) -> None:
    facts = facts_of(
        """
        subjects:
        - {id: a, name: A, kind: model, components: {training-code: not-found}}
        - {id: b, name: B, kind: model, components: {weights: not-found}}
        """
    )
    found = [(finding.subject, finding.rule) for finding in lint_facts(facts)]
    assert found == [("a", "no-page"), ("a", "nowhere-read"), ("b", "no-page")]
