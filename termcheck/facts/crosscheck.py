"""Check what facts say of each other: every id that is named has to exist.

Each error stands at the file, line and column of the name that is wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NoReturn

from termcheck.core.errors import did_you_mean
from termcheck.facts.definition import Definition, LicenceNeeds, Nature, Needs
from termcheck.facts.facts import Facts
from termcheck.facts.licence import Licence, resolve_licence, spdx_ids, spdx_licence
from termcheck.facts.provenance import Sourced
from termcheck.facts.subject import Availability, Subject
from termcheck.facts.verdict import Answer
from termcheck.typed_files.node import Node

_RULINGS = (Answer.MET.value, Answer.NOT_MET.value)
_REFERENCE = "LicenseRef-"


def crosscheck(facts: Facts, entries: Mapping[str, Mapping[str, Node]]) -> dict[str, Licence]:
    """Return every licence expression the subjects use, with the licence it stands for.

    `entries` are the nodes the facts were read from. Raises FactsError at the first wrong name.
    """
    _Check(facts, entries).vocabulary()
    return _Check(facts, entries).everything()


class _Check:
    def __init__(self, facts: Facts, entries: Mapping[str, Mapping[str, Node]]) -> None:
        self.facts = facts
        self.words = facts.vocabulary
        self.entries = entries
        self.used: dict[str, Licence] = {}

    def vocabulary(self) -> None:
        words = self.words
        for kind in words.kinds.values():
            node = self.entries["kinds"][kind.id]
            self.known(kind.components, words.components, "component", node, "components")
            self.known(kind.properties, words.properties, "property", node, "properties")
            served = [kind.served] if kind.served else []
            self.known(served, kind.components, "component", node, "served")
        for part in words.components.values():
            node = self.entries["components"][part.id]
            named = [rule.component for rule in part.implies]
            self.known(named, words.components, "component", node, "implies")
            flags = [flag for flag in part.covered_by if flag != "any"]
            self.known(flags, words.flags, "flag", node, "covered-by")
        for flag in words.flags.values():
            self.known(flag.grants, words.rights, "right", self.entries["flags"][flag.id], "grants")
        for limit in words.restrictions.values():
            node = self.entries["restrictions"][limit.id]
            self.known(limit.limits, words.rights, "right", node, "limits")
        for way in words.derivations.values():
            node = self.entries["derivations"][way.id]
            self.known(way.carries, words.components, "component", node, "carries")

    def everything(self) -> dict[str, Licence]:
        for name, node in self.entries["licences"].items():
            self.licence(name, node)
        for name, node in self.entries["definitions"].items():
            self.definition(self.facts.definitions[name], node)
        for name, node in self.entries["framings"].items():
            named = self.facts.framings[name].definitions
            self.known(named, self.facts.definitions, "definition", node, "definitions")
        for name, node in self.entries["subjects"].items():
            self.subject(self.facts.subjects[name], node)
        return self.used

    def licence(self, name: str, node: Node) -> None:
        recorded = self.facts.licences[name]
        if not name.startswith(_REFERENCE) and spdx_licence(name) is None:
            hint = did_you_mean(name, spdx_ids())
            self.wrong(
                node,
                "id",
                f"`{name}` is no SPDX id{hint or f'; other licences start with `{_REFERENCE}`'}",
            )
        for other in recorded.also:
            if spdx_licence(other) is None:
                self.wrong(
                    node, "also", f"`{other}` is no SPDX id{did_you_mean(other, spdx_ids())}"
                )
        derived = ("osi-approved", "fsf-libre")
        self.known(recorded.flags, [*self.words.flags, *derived], "flag", node, "flags")
        kinds = [limit.kind for limit in recorded.restrictions]
        self.known(kinds, self.words.restrictions, "restriction", node, "restrictions")
        self.known(recorded.rights, self.words.rights, "right", node, "rights")

    def definition(self, judged: Definition, node: Node) -> None:
        self.known(judged.applies_to, self.words.kinds, "kind", node, "applies-to")
        names = [criterion.id for criterion in judged.criteria]
        self.once(names, "criterion", node, "criteria")
        self.once([rank.id for rank in judged.ranks], "rank", node, "ranks")
        for rank in judged.ranks:
            self.known(rank.criteria, names, "criterion", node, "ranks")
        if (judged.nature is Nature.RANKED) != bool(judged.ranks):
            self.wrong(
                node, "nature", f"`ranks:` and `nature: ranked` go together in `{judged.id}`"
            )
        if judged.nature is Nature.PURPOSE and not judged.not_judged:
            self.wrong(node, "nature", f"`nature: purpose` of `{judged.id}` needs `not-judged:`")
        if (judged.nature is Nature.PURPOSE) == bool(judged.criteria):
            self.wrong(node, "nature", f"`{judged.id}` has criteria unless it is `nature: purpose`")
        items = node.value["criteria"].value if judged.criteria else []
        for criterion, item in zip(judged.criteria, items, strict=True):
            if criterion.needs is None:
                continue
            where = item.value["needs"]
            for needs in criterion.needs.walk():
                self.needs(needs, criterion.id, where)

    def needs(self, needs: Needs, criterion: str, node: Node) -> None:
        form = needs.form()
        if not form:
            raise node.error(
                f"`needs` of criterion `{criterion}` is one of `component`, `property`, `all`, "
                "`any` or `not`"
            )
        words = self.words
        if form == "component":
            self.known([needs.component], words.components, "component", node)
            self.known(needs.unsure, list(map(str, Availability)), "availability", node)
            if needs.licence is not None:
                self.terms(needs.licence, node)
        elif form == "property":
            self.known([needs.property], words.properties, "property", node)
            values = words.properties[needs.property].values
            self.known((*needs.is_, *needs.unsure), values, f"value of `{needs.property}`", node)

    def terms(self, needs: LicenceNeeds, node: Node) -> None:
        words = self.words
        self.known(needs.has, words.flags, "flag", node)
        self.known(needs.grants, words.rights, "right", node)
        self.known((*needs.without, *needs.despite), words.restrictions, "restriction", node)
        self.known(needs.unsure, {**words.flags, **words.restrictions}, "flag or restriction", node)

    def subject(self, candidate: Subject, node: Node) -> None:
        self.known([candidate.kind], self.words.kinds, "kind", node, "kind")
        kind = self.words.kinds[candidate.kind]
        if candidate.family:
            self.known([candidate.family], self.facts.subjects, "subject", node, "family")
        self.page(candidate, candidate, node)
        self.expression(candidate.licence, node, "licence")
        for name, component in candidate.components.items():
            inside = node.value["components"]
            self.known([name], kind.components, f"component of {kind.plural}", inside, name)
            cell = inside.value[name]
            self.page(candidate, component, cell)
            self.expression(component.licence, cell, "licence")
            for each in component.varies:
                self.expression(each, cell, "varies")
            if component.licence and component.varies:
                self.wrong(cell, "varies", "a component has `licence` or `varies`, not both")
        for name, fact in candidate.properties.items():
            inside = node.value["properties"]
            self.known([name], kind.properties, f"property of {kind.plural}", inside, name)
            self.page(candidate, fact, inside.value[name])
            values = self.words.properties[name].values
            self.known(
                [fact.value] if fact.value else [], values, f"value of `{name}`", inside, name
            )
        for derived in candidate.base:
            self.page(candidate, derived, node.value["base"])
            self.known([derived.id], self.facts.subjects, "subject", node, "base")
            ways = self.words.derivations
            self.known([derived.as_] if derived.as_ else [], ways, "derivation", node, "base")
            if not ways:
                self.wrong(node, "base", "`base` needs a kind of derivation, and none is recorded")
        if candidate.base and candidate.id in self.facts.bases(candidate.id):
            self.wrong(node, "base", f"`{candidate.id}` is built on itself")
        for release in candidate.releases:
            self.page(candidate, release, node.value["releases"])
            self.expression(release.licence, node, "releases")
        for siblings in candidate.hosted:
            self.page(candidate, siblings, node.value["hosted"])
            self.expression(siblings.licence, node, "hosted")
            if not kind.served:
                self.wrong(node, "hosted", f"{kind.plural} cannot be `hosted`")
        for ruling in candidate.rulings:
            definition, _, rank = ruling.definition.partition("/")
            self.known([definition], self.facts.definitions, "definition", node, "rulings")
            ranks = [step.id for step in self.facts.definitions[definition].ranks]
            self.known([rank] if rank else [], ranks, f"rank of `{definition}`", node, "rulings")
            self.known([ruling.result], _RULINGS, "result", node, "rulings")

    def page(self, subject: Subject, fact: Sourced, node: Node) -> None:
        """A fact's page is one of the entry's."""
        self.known([fact.from_] if fact.from_ else [], subject.pages, "page", node, "from")

    def expression(self, expression: str, node: Node, at: str) -> None:
        if not expression or expression in self.used:
            return
        try:
            found = resolve_licence(expression, self.facts.licences, self.words)
        except ValueError as error:
            self.wrong(node, at, str(error))
        if isinstance(found, str):
            hint = did_you_mean(found, [*self.facts.licences, *spdx_ids()])
            self.wrong(node, at, f"unknown licence `{found}`{hint}")
        self.used[expression] = found

    def known(
        self, names: Iterable[str], known: Collection[str], what: str, node: Node, at: str = ""
    ) -> None:
        for name in names:
            if name not in known:
                self.wrong(node, at, f"unknown {what} `{name}`{did_you_mean(name, known)}")

    def once(self, names: list[str], what: str, node: Node, at: str) -> None:
        for name in names:
            if names.count(name) > 1:
                self.wrong(node, at, f"duplicate {what} `{name}`")

    @staticmethod
    def wrong(node: Node, at: str, message: str) -> NoReturn:
        """Raise at the value of a key of a mapping, or at the node itself."""
        if at and isinstance(node.value, dict) and at in node.value:
            raise node.value[at].error(message)
        raise node.error(message)
