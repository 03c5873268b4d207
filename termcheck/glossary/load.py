"""Glossary files to one `Glossary`: `extends`, overrides and every error with its place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from termcheck.core.errors import GlossaryError, did_you_mean
from termcheck.core.shipped import shipped_folder
from termcheck.glossary.entries import check_term, items, over, worded_over
from termcheck.glossary.files import (
    DATA_KEYS,
    data_files,
    parse_glossary,
    read_file,
    resolve,
)
from termcheck.glossary.model import (
    Consistency,
    Exemption,
    FactPaths,
    Glossary,
    GlossaryFile,
    Settings,
    Term,
)
from termcheck.typed_files.node import Node
from termcheck.typed_files.structure import build, convert, key_name


def load_glossary(*names: str | Path) -> Glossary:
    """Return the glossary of one or more shipped names, files or folders of YAML files.

    Later ones, and a file over those it extends, add to entries of the same id: plain values
    replace, lists of forms, exceptions, examples and sources grow, a form listed again changes its
    status. Raises `GlossaryError` with file, line and column.
    """
    merge = _Merge()
    for name in names:
        merge.heads.append({})
        for path in resolve(str(name), Path()):
            merge.read(path, ())
            merge.own.append(str(path))
    return merge.finish()


@dataclass
class _Merge:
    """Files read so far, in order; entries kept as nodes until everything is merged."""

    heads: list[dict[str, str]] = field(default_factory=list)
    """What each glossary that was named says of itself."""
    settings: dict[str, Node] = field(default_factory=dict)
    settings_at: Node | None = None
    terms: dict[str, Node] = field(default_factory=dict)
    exemptions: dict[str, tuple[Exemption, Node]] = field(default_factory=dict)
    data: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in DATA_KEYS})
    files: dict[str, bytes] = field(default_factory=dict)
    own: list[str] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)
    """Language of each entry, as far as the entry or its file says it."""

    def read(self, path: Path, above: tuple[str, ...]) -> None:
        where = str(path.resolve())
        if where in above:
            chain = " extends ".join(Path(file).name for file in (*above, where))
            raise GlossaryError(f"glossaries extend each other: {chain}", path=str(path))
        if where in self.files:
            return
        content = read_file(path)
        root = parse_glossary(content, str(path))
        self._check_keys(root)
        self.files[where] = content
        extended = root.value.get("extends")
        for node in items(extended):
            for parent in resolve(str(node.value), path.parent, node):
                self.read(parent, (*above, where))
        self._head(root)
        self._settings(root)
        self._terms(root)
        self._exemptions(root)
        self._data(root, path.parent)

    @staticmethod
    def _check_keys(root: Node) -> None:
        known = [key_name(f) for f in fields(GlossaryFile)]
        for name in root.value:
            if name not in known:
                hint = did_you_mean(name, known)
                raise root.key_error(name, f"unknown key `{name}` in a glossary{hint}")

    def _head(self, root: Node) -> None:
        for name in ("glossary", "title", "version", "language", "owner"):
            if name in root.value:
                self.heads[-1][name] = convert(str, root.value[name], f"`{name}`")

    def _settings(self, root: Node) -> None:
        node = root.value.get("settings")
        if node is None:
            return
        build(Settings, node, "`settings`")
        for name, value in node.value.items():
            old = self.settings.get(name)
            if old is not None and isinstance(old.value, dict):
                merged = {**old.value, **value.value}
                value = value._replace(value=merged, keys={**old.keys, **value.keys})
            elif name == "disable" and old is not None:
                value = value._replace(value=[*items(old), *items(value)])
            self.settings[name] = value
        self.settings_at = node

    def _terms(self, root: Node) -> None:
        here: dict[str, Node] = {}
        for node in items(root.value.get("terms")):
            if not isinstance(node.value, dict):
                raise node.error("a term is a mapping with `id:` and `term:`")
            if "id" not in node.value:
                raise node.error("missing key `id` in a term")
            name = convert(str, node.value["id"], "`id` of a term")
            if name in here:
                first = here[name].line
                raise node.key_error("id", f"duplicate term id `{name}`, first at line {first}")
            here[name] = node
            said = node.value.get("language") or root.value.get("language")
            language = convert(str, said, "`language`") if said is not None else ""
            known = self.terms.get(name)
            if known is None:
                self.terms[name], self.languages[name] = node, language
            elif language and self.languages[name] and language != self.languages[name]:
                self.terms[name] = worded_over(known, node, language)
            else:
                self.terms[name] = over(known, node)
                self.languages[name] = language or self.languages[name]

    def _exemptions(self, root: Node) -> None:
        here: set[str] = set()
        for node in items(root.value.get("exemptions")):
            exemption = build(Exemption, node, "an exemption")
            if exemption.id in here:
                raise node.key_error("id", f"duplicate exemption id `{exemption.id}`")
            here.add(exemption.id)
            self.exemptions[exemption.id] = (exemption, node)

    def _data(self, root: Node, folder: Path) -> None:
        for name in DATA_KEYS:
            for node in items(root.value.get(name)):
                found = data_files(folder, str(node.value), node)
                if not found:
                    raise node.error(f"no file `{node.value}`")
                for path in found:
                    where = str(path)
                    if where not in self.data[name]:
                        self.data[name].append(where)

    def finish(self) -> Glossary:
        terms: dict[str, Term] = {}
        # Pages that do not say their language are in that of the glossary that is named first.
        said = (head["language"] for head in self.heads if "language" in head)
        language = next(said, "en")
        settings = Settings()
        if self.settings_at is not None:
            merged = self.settings_at._replace(value=self.settings)
            settings = build(Settings, merged, "`settings`")
        for name, node in self.terms.items():
            term = build(
                Term, node, f"term `{name}`", path=node.path, line=node.line, column=node.column
            )
            check_term(term, node)
            own = self.languages[name]
            term = replace(term, language="" if own == language else own)
            if settings.consistency and term.consistency is not Consistency.NONE:
                term = replace(term, consistency=settings.consistency)
            if name not in settings.disable:
                terms[name] = term
        self._check_references(terms, settings)
        heads = {name: value for head in self.heads for name, value in head.items()}
        if not self.data["cues"] and any(term.makes_claims for term in terms.values()):
            # How a language denies or reports is the same whatever is promised in it.
            shipped = shipped_folder() / "cues" / f"{language}.yml"
            self.data["cues"] += [str(shipped)] if shipped.is_file() else []
        hashed = hashlib.blake2b(digest_size=16)
        for content in self.files.values():
            hashed.update(content)
        files = list(self.files)
        for name in DATA_KEYS:
            for where in self.data[name]:
                hashed.update(read_file(Path(where)))
                files.append(where)
        return Glossary(
            id=heads.get("glossary", ""),
            title=self._each("title"),
            version=self._each("version"),
            language=language,
            owner=heads.get("owner", ""),
            settings=settings,
            terms=terms,
            exemptions=tuple(exemption for exemption, _ in self.exemptions.values()),
            facts=FactPaths(**{name: tuple(paths) for name, paths in self.data.items()}),
            files=tuple(files),
            own=tuple(dict.fromkeys(self.own)),
            digest=hashed.hexdigest(),
        )

    def _each(self, name: str) -> str:
        """Return what the glossaries that were named say, each once, with commas between."""
        return ", ".join(dict.fromkeys(head[name] for head in self.heads if head.get(name)))

    def _check_references(self, terms: Mapping[str, Term], settings: Settings) -> None:
        everything = set(self.terms)
        for term in terms.values():
            for other in term.conflicts:
                if other not in everything:
                    node = self.terms[term.id]
                    hint = did_you_mean(other, everything)
                    raise node.key_error(
                        "conflicts", f"unknown term `{other}` in `conflicts` of `{term.id}`{hint}"
                    )
        for name in settings.means:
            if name not in everything:
                hint = did_you_mean(name, everything)
                raise self.settings["means"].key_error(
                    name, f"unknown term `{name}` in `means` of `settings`{hint}"
                )
        for node in items(self.settings.get("disable")):
            if node.value not in everything:
                hint = did_you_mean(str(node.value), everything)
                raise node.error(f"unknown term `{node.value}` in `disable` of `settings`{hint}")
        for exemption, node in self.exemptions.values():
            if exemption.term not in everything:
                hint = did_you_mean(exemption.term, everything)
                raise node.value["term"].error(
                    f"unknown term `{exemption.term}` in exemption `{exemption.id}`{hint}"
                )
