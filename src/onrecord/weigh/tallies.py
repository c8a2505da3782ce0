"""Stated numbers against the record: "about six plots last year" beside the plots the record holds of that year and place.

More, fewer or as many: listed, never mended. What the record holds is what its documents tell, not what happened.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

from onrecord.model import PLOTS, Tally, Told

DONE = frozenset(["carried_out"])
ANY: frozenset[str] = frozenset()
COUNTED: dict[str, tuple[str, frozenset[str], frozenset[str]]] = {
    "plot": ("incident", ANY, PLOTS), "attempt": ("incident", ANY, PLOTS), "attack": ("incident", ANY, DONE), "incident": ("incident", ANY, ANY), "operation": ("incident", ANY, ANY),
    "bombing": ("incident", frozenset(["bombing"]), ANY), "kidnapping": ("incident", frozenset(["kidnapping"]), ANY), "abduction": ("incident", frozenset(["kidnapping"]), ANY),
    "assassination": ("incident", frozenset(["assassination"]), ANY), "killing": ("incident", frozenset(["assassination", "armed_attack"]), DONE), "murder": ("incident", frozenset(["assassination"]), DONE),
    "arson": ("incident", frozenset(["arson"]), ANY), "fire": ("incident", frozenset(["arson"]), DONE),
    "arrest": ("proceeding", frozenset(["arrested", "detained"]), ANY), "conviction": ("proceeding", frozenset(["convicted"]), ANY), "expulsion": ("proceeding", frozenset(["expelled"]), ANY),
}  # fmt: skip
"""Noun -> kind, types (none: any) and stages (none: any) that it counts."""


def tallies(claims: Iterable[Told], finding_of: Mapping[str, str]) -> list[Tally]:
    """Every stated number of something the record holds, with what it holds.

    Args:
        claims: all of the record's.
        finding_of: claim id -> finding id.
    """
    every = sorted(claims, key=lambda c: c.order)
    by_kind: dict[str, list[Told]] = defaultdict(list)
    for claim in every:
        if claim.mode == "actual" and not claim.denied:
            by_kind[claim.kind].append(claim)
    found: dict[str, Tally] = {}
    for count in by_kind["count"]:
        counted = _counted(count)
        if counted and "number" in count.figures:
            held = tuple(sorted({finding_of[c.id] for c in by_kind[counted[0]] if _is_counted(c, count, *counted[1:])}))
            found.setdefault(finding_of[count.id], Tally(finding_of[count.id], count.figures["number"], held, _verdict(*count.figures["number"], len(held))))  # fmt: skip
    return list(found.values())


def _counted(count: Told) -> tuple[str, frozenset[str], frozenset[str]] | None:
    for words in sorted(count.said.get("what", ())):
        for word in reversed(words.split()):
            noun = word.removesuffix("s")
            if noun in COUNTED:
                return COUNTED[noun]
    return None


def _is_counted(claim: Told, count: Told, types: frozenset[str], stages: frozenset[str]) -> bool:
    """Whether an incident or step is of the kind, time, place and body that are counted."""
    if (types and claim.type not in types) or (stages and claim.stage not in stages):
        return False
    if count.begins and count.ends:
        day = claim.begins or ""
        if not (count.begins <= day < count.ends):
            return False
    if count.place and not (claim.place == count.place or (count.wide and count.country in ("", claim.country))):
        return False
    actors = {e for role in ("perpetrators", "sponsors") for e in count.named.get(role, ())}
    own = {e for role in ("perpetrators", "sponsors") for e in claim.named.get(role, ())}
    return not actors or bool(actors & own)


def _verdict(value: float, bound: str, held: int) -> Literal["fewer", "consistent", "more"]:
    about = bound == "about" and abs(held - value) <= max(1.0, 0.2 * value)
    if held == value or about or (bound == "at_least" and held > value) or (bound == "at_most" and held < value):
        return "consistent"
    return "fewer" if held < value else "more"
