"""A glossary as rules of LanguageTool (its XML rule format, pattern rules).

Forms to avoid become rules, one for each of their inflections, with the inflected suggestion;
exceptions, longer approved forms and quotations become antipatterns. A form that is wrong as a noun
or verb only is looked for after words that make it one. What LanguageTool cannot tell (words near a
form, claims, where a form stands) is left out and listed at the top.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from termcheck.glossary.address import Address
from termcheck.glossary.inflect import inflect, inflections
from termcheck.glossary.lexicon import normal, term_forms
from termcheck.glossary.model import Case, Example, Form, Glossary, PartOfSpeech, Status, Term

CATEGORY = "TERMCHECK"
_AVOIDED = (Status.DEPRECATED, Status.SUPERSEDED)
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_MOST_CORRECT = 5
_BEFORE_NOUNS = "an?|the|my|your|his|her|its|our|their|each|every|another|no"
_BEFORE_VERBS = (
    "to|can|cannot|could|may|might|must|shall|should|will|would|do|does|did|not|never|always|"
    "I|you|we|they|please|then"
)
_BEFORE_THIRD = "he|she|it|who|which|that"
_BEFORE = {
    PartOfSpeech.NOUN: _BEFORE_NOUNS,
    PartOfSpeech.PROPER_NOUN: _BEFORE_NOUNS,
    PartOfSpeech.ADJECTIVE: _BEFORE_NOUNS,
    PartOfSpeech.VERB: _BEFORE_VERBS,
}
"""Words that make the next one a noun or a verb: LanguageTool's tags of it alone do not tell."""
_MARKUP = re.compile(r"[`*_<>\[\]]")
_OPENS, _CLOSES = '["“‘„«]', '["”’“»]'


@dataclass(frozen=True, slots=True)
class _Rule:
    """One spelling to look for."""

    term: Term
    form: Form
    spelled: str
    instead: tuple[str, ...]
    before: str
    """Which words (a regular expression) have to stand before it; empty for any."""


def glossary_languagetool(glossary: Glossary, address: Address) -> str:
    """Return a rule file for LanguageTool: its `--rulefile`, or a server's `grammar_custom.xml`."""
    groups: list[str] = []
    left_out: list[str] = []
    approved = tuple(dict.fromkeys(_approved(glossary.terms.values())))
    for term in glossary.terms.values():
        rules = list(_rules(term, left_out))
        if rules:
            groups.append(_group(term, rules, approved, address.concept(glossary, term.id)))
    note = "".join(f"\n       {_comment(line)}" for line in left_out)
    named = escape(f"Made from the glossary {glossary.title or glossary.id} {glossary.version}")
    head = _comment(named.strip()) + (f"; left out:{note}" if note else "")
    name = quoteattr(glossary.title or glossary.id or "Terminology")
    language = quoteattr(glossary.language.split("-")[0])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<!-- {head} -->\n"
        f'<rules lang={language}>\n  <category id="{CATEGORY}" name={name}>\n'
        + "".join(groups)
        + "  </category>\n</rules>\n"
    )


def rule_id(term: Term) -> str:
    """Return the id of a term's rules: LanguageTool's are upper case with underscores."""
    return f"{CATEGORY}_" + re.sub(r"[^A-Z0-9]+", "_", term.id.upper())


def _rules(term: Term, left_out: list[str]) -> Iterator[_Rule]:
    own = {normal(text) for _, text in inflections(term.term, term.part_of_speech)}
    for form in term_forms(term):
        if form.status not in _AVOIDED:
            continue
        if form.near or form.not_near or form.scopes or set("{*") & set(form.form):
            left_out.append(f"{term.id}: {form.form}")
            continue
        part = form.part_of_speech or term.part_of_speech
        named = inflections(form.form, part) if form.inflect else [("base", form.form)]
        for name, spelled in named:
            # Capitals alone are no other word to LanguageTool, unless they are exact.
            if normal(spelled) in own and form.case is not Case.EXACT:
                continue
            instead = tuple(inflect(phrase, part, name) for phrase in form.instead)
            yield _Rule(term, form, spelled, instead, _before(form, name))


def _before(form: Form, name: str) -> str:
    """Return what has to stand before an inflection of a form, by the inflection's name."""
    if form.only_as is PartOfSpeech.VERB and name != "base":
        # `backups` may be a noun, `backuping` is none.
        return _BEFORE_THIRD if name == "third" else ""
    return _BEFORE.get(form.only_as, "") if form.only_as else ""


def _approved(terms: Iterable[Term]) -> Iterator[str]:
    for term in terms:
        for form in term_forms(term):
            if form.status not in _AVOIDED and "{" not in form.form:
                part = form.part_of_speech or term.part_of_speech
                yield from (text for _, text in inflections(form.form, part))
        for phrase in term.except_:
            if "{" not in phrase:
                yield from (text for _, text in inflections(phrase, PartOfSpeech.NOUN))


def _group(term: Term, rules: list[_Rule], approved: tuple[str, ...], url: str) -> str:
    url = term.help_url or (url if url.startswith("http") else "")
    lines = [f"    <rulegroup id={quoteattr(rule_id(term))} name={quoteattr(term.term)}>\n"]
    for rule in rules:
        longer = [phrase for phrase in approved if _longer(phrase, rule.spelled)]
        for pattern in _tokenizations(rule):
            lines += [f"      {line}\n" for line in _rule(rule, pattern, longer, url)]
    return "".join(lines) + "    </rulegroup>\n"


def _longer(phrase: str, spelled: str) -> bool:
    """Whether a phrase holds a spelling as part of something longer."""
    return normal(phrase) != normal(spelled) and _find(spelled, phrase) is not None


def _find(spelled: str, text: str) -> re.Match[str] | None:
    return re.search(rf"(?<!\w){re.escape(normal(spelled))}(?!\w)", normal(text))


def _tokenizations(rule: _Rule) -> Iterator[list[str]]:
    """Yield the token elements of a spelling: LanguageTool splits some hyphenated words."""
    yield _tokens(rule.spelled, whole=True)
    if "-" in rule.spelled:
        yield _tokens(rule.spelled, whole=False)


def _tokens(text: str, *, whole: bool) -> list[str]:
    made = []
    for word in text.split():
        parts = [word] if whole and re.fullmatch(r"[\w-]+", word) else _TOKEN.findall(word)
        for number, part in enumerate(parts):
            glued = ' spacebefore="no"' if number else ""
            made.append(f"<token{glued}>{escape(part)}</token>")
    return made


def _rule(rule: _Rule, pattern: list[str], longer: list[str], url: str) -> Iterator[str]:
    form, term = rule.form, rule.term
    yield "<rule>"
    for phrase in longer:
        for whole in (True, False) if "-" in phrase else (True,):
            tokens = _tokens(phrase, whole=whole)
            yield f"  <antipattern>{''.join(tokens)}</antipattern>"
    if not term.quoted:
        opens, closes = (f'<token regexp="yes">{pattern}</token>' for pattern in (_OPENS, _CLOSES))
        plain = _tokens(rule.spelled, whole=len(pattern) == len(rule.spelled.split()))
        yield f"  <antipattern>{opens}{''.join(plain)}{closes}</antipattern>"
    case = ' case_sensitive="yes"' if form.case is Case.EXACT else ""
    words = "".join(pattern)
    if rule.before:
        words = f'<token regexp="yes">{rule.before}</token><marker>{words}</marker>'
    yield f"  <pattern{case}>{words}</pattern>"
    wanted = " or ".join(f"<suggestion>{escape(phrase)}</suggestion>" for phrase in rule.instead)
    told = f"Unexpected ‘{escape(rule.spelled)}’" + (f", expected {wanted}" if wanted else "")
    yield f"  <message>{told}. {escape(form.why)}</message>".replace(". </message>", "</message>")
    if url:
        yield f"  <url>{escape(url)}</url>"
    yield f"  <short>{escape(term.term)}</short>"
    yield from (f"  {example}" for example in _examples(rule, longer))
    yield "</rule>"


def _examples(rule: _Rule, longer: list[str]) -> Iterator[str]:
    examples: tuple[Example, ...] = rule.term.examples
    correction = quoteattr("|".join(rule.instead))
    wrong = next((example.bad for example in examples if _fires(rule, example.bad, longer)), "")
    if not wrong and rule.form.only_as is None:
        wrong = f"It is called {rule.spelled} here."
    if wrong and (found := _find(rule.spelled, wrong)):
        marked = (
            f"{escape(wrong[: found.start()])}<marker>{escape(wrong[slice(*found.span())])}"
            f"</marker>{escape(wrong[found.end() :])}"
        )
        yield f"<example correction={correction}>{marked}</example>"
    right = dict.fromkeys(
        text for example in examples for text in (example.ok, example.good) if text
    )
    held = [
        sentence
        for sentence in right
        if not _MARKUP.search(sentence) and not _stands(rule.spelled, sentence, longer)
    ]
    for text in held[:_MOST_CORRECT]:
        yield f"<example>{escape(text)}</example>"


def _fires(rule: _Rule, text: str, longer: list[str]) -> bool:
    """Whether the first place of a rule's spelling in a text is one that the rule is about."""
    if _MARKUP.search(text) or not _stands(rule.spelled, text, longer):
        return False
    found = _find(rule.spelled, text)
    before = rf"(?:^|.*\W)(?:{rule.before})\s+"
    return not rule.before or bool(
        found and re.fullmatch(before, text[: found.start()], re.IGNORECASE | re.DOTALL)
    )


def _stands(spelled: str, text: str, longer: list[str]) -> bool:
    """Whether a text holds a spelling outside the phrases it belongs to."""
    bare = normal(text)
    for phrase in longer:
        bare = re.sub(
            rf"(?<!\w){re.escape(normal(phrase))}(?!\w)", lambda m: "\n" * len(m[0]), bare
        )
    return _find(spelled, bare) is not None


def _comment(text: str) -> str:
    return text.replace("--", "- -")
