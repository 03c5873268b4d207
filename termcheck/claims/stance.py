"""How the writer stands to what is said: asserted, denied, reported, talked about, supposed."""

from __future__ import annotations

from termcheck.claims.claim import Stance
from termcheck.claims.condition import asked, supposed
from termcheck.claims.decided import Decided
from termcheck.claims.denial import denied
from termcheck.claims.report import quoted, reported, spoken
from termcheck.claims.scene import Scene
from termcheck.claims.usage import talked_of


def find_stance(scene: Scene, at: int, head: int, *, named: bool, given: bool = False) -> Decided:
    """Return the stance to the term at the token `at`, which belongs to the noun `head`.

    `named` says whether its subjects are named, `given` whether they stand in the term's own phrase
    (`open models like X`): who reports or plans something about that phrase takes it for granted.
    """
    found = (
        talked_of(scene, at, head)
        or spoken(scene, at)
        or denied(scene, at, head, given=given)
        or quoted(scene, at)
        or asked(scene, at, head, given=given)
    )
    if found:
        return found
    report = None if given else reported(scene, at, head, named=named)
    plan = supposed(scene, at, head, named=named, given=given)
    if report and plan and plan.cue in scene.cues.sets["condition.future"]:
        # "X says it will …": that it is still to come matters more than who says so.
        return plan
    return report or plan or Decided(Stance.ASSERTED, "")
