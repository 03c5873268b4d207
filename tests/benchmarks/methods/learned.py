"""A stance that is learned from labelled sentences, alone and beside the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from termcheck.claims.decided import Decided
from termcheck.claims.scene import Scene
from termcheck.claims.stance import find_stance
from termcheck.claims.tokens import Token

from termcheck import Checker
from termcheck.claims import analyse
from termcheck.claims.claim import Stance
from termcheck.evaluation.sample import Sample

_BESIDE = 3
"""Words on each side that count with their place."""
_AROUND = 8
"""Words on each side that count as before or after."""
_UP = 5
"""Steps from the term towards the root of the sentence."""
_TELLING = {"aux", "auxpass", "neg", "mark", "advmod", "nsubj", "nsubjpass", "det", "prep", "poss"}


@dataclass(frozen=True)
class Seen:
    """What a classifier sees of a mention."""

    words: tuple[str, ...]
    """Its sentence, with `<term>`, `<other>` and `<name>` for terms and names."""
    features: tuple[str, ...]
    rule: Decided
    """What the rules say."""
    outcome: str = ""
    """What would come of the claim if it was asserted."""


Labelled = Sequence[tuple[Seen, Sample]]
Likely = dict[str, float]
Train = Callable[[Sequence[Seen], Sequence[str]], Callable[[Seen], Likely]]
"""From mentions and their labels to what tells how likely each label is."""
Choose = Callable[[Decided, str, float], bool]
"""Whether to take a learned stance, so likely, instead of what the rules say."""


def see(scene: Scene, at: int, head: int, rule: Decided) -> Seen:
    """Return what a classifier sees of the mention at a token."""
    tokens = scene.tree.tokens
    words = tuple("<term>" if one == at else _word(token) for one, token in enumerate(tokens))
    return Seen(words, tuple(dict.fromkeys(_features(scene, words, at, head))), rule)


def _word(token: Token) -> str:
    if token.mention >= 0:
        return "<other>"
    return "<name>" if token.name is not None else token.lower


def _features(scene: Scene, words: Sequence[str], at: int, head: int) -> Iterator[str]:
    tree = scene.tree
    yield f"kind:{scene.discourse.block(scene.block).kind}"
    yield from (f"first:{words[0]}", f"last:{words[-1]}", f"head:{words[head]}")
    for one in range(max(0, at - _AROUND), min(len(words), at + _AROUND + 1)):
        side = "before" if one < at else "after"
        yield f"{side}:{words[one]}"
        yield f"{side}:{' '.join(words[one : one + 2])}"
        if abs(one - at) <= _BESIDE:
            yield f"{one - at}:{words[one]}"
    for _, one in zip(range(_UP), tree.path(at), strict=False):
        yield from (f"up:{tree.deps[one]}", f"up:{words[one]}")
        for child in tree.children(one):
            if tree.deps[child] in _TELLING:
                yield f"{tree.deps[child]}:{words[child]}"


def see_all(checker: Checker, samples: Sequence[Sample]) -> list[Seen | None]:
    """Return what is seen of each sample, None where no sentence was parsed for it."""
    found: dict[tuple[str, int, int], Seen] = {}

    def asserted(scene: Scene, at: int, head: int, **how: bool) -> Decided:
        place = (scene.discourse.document.source.path, scene.block, scene.tree.tokens[at].start)
        found[place] = see(scene, at, head, find_stance(scene, at, head, **how))
        return Decided(Stance.ASSERTED, "")

    with patch.object(analyse, "find_stance", asserted):
        readings = checker.readings(samples)
    paths = {text: f"{at}.md" for at, text in enumerate(dict.fromkeys(x.context for x in samples))}
    result: list[Seen | None] = []
    for one in readings:
        mention = one.weighed.claim.mention if one.weighed is not None else None
        key = (paths[one.sample.context], mention.block, mention.start) if mention else None
        seen = found.get(key) if key else None
        result.append(replace(seen, outcome=one.verdict) if seen else None)
    return result


def decide_by(classify: Callable[[Seen], Likely], choose: Choose) -> Any:
    """Return a patch to read claims under, with a learned stance where it is chosen."""

    def decided(scene: Scene, at: int, head: int, **how: bool) -> Decided:
        rule = find_stance(scene, at, head, **how)
        stance, likely = best(classify(see(scene, at, head, rule)))
        return Decided(Stance(stance), "learned") if choose(rule, stance, likely) else rule

    return patch.object(analyse, "find_stance", decided)


def best(likely: Likely) -> tuple[str, float]:
    """Return the likeliest label and how likely it is."""
    label = max(likely, key=lambda one: likely[one])
    return label, likely[label]


def held_out(train: Train, labelled: Labelled, also: Labelled) -> list[tuple[str, float]]:
    """Return the stance of each mention as learned from four fifths of the others and `also`."""
    found = [("", 0.0)] * len(labelled)
    for part in range(5):
        rest = [*also, *(one for at, one in enumerate(labelled) if at % 5 != part)]
        classify = train([seen for seen, _ in rest], [sample.stance for _, sample in rest])
        found[part::5] = [best(classify(seen)) for seen, _ in labelled[part::5]]
    return found


def logistic(features: Callable[[Seen], Sequence[str]]) -> Train:
    """Return the training of a logistic regression on features."""

    def train(seen: Sequence[Seen], labels: Sequence[str]) -> Callable[[Seen], Likely]:
        from sklearn.feature_extraction.text import CountVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline

        counted = CountVectorizer(analyzer=features, binary=True)
        model = make_pipeline(counted, LogisticRegression(C=3.0, solver="newton-cg"))
        model.fit(seen, labels)
        return lambda one: dict(zip(model.classes_, model.predict_proba([one])[0], strict=True))

    return train


def network(seen: Sequence[Seen], labels: Sequence[str]) -> Callable[[Seen], Likely]:
    """Train spaCy's text categoriser from scratch on the words of the sentences."""
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example
    from thinc.api import fix_random_seed

    fix_random_seed(0)
    nlp = spacy.blank("en")
    textcat = nlp.add_pipe("textcat")
    examples = [
        Example.from_dict(
            Doc(nlp.vocab, words=list(one.words)),
            {"cats": {known: float(known == label) for known in sorted(set(labels))}},
        )
        for one, label in zip(seen, labels, strict=True)
    ]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(20):
        for at in range(0, len(examples), 16):
            nlp.update(examples[at : at + 16], sgd=optimizer, drop=0.2)
    return lambda one: dict(textcat(Doc(nlp.vocab, words=list(one.words))).cats)
