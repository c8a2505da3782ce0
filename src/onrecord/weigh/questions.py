"""What a researcher should look for next: where the record stops, rests on one origin, or is denied."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from onrecord.model import Question, Support, Told

VERDICTS = frozenset(["convicted", "acquitted", "sentenced", "jailed"])
ENDS = frozenset(["released", "expelled", "extradited", "repatriated", "exchanged", "died_in_custody"])
OPEN = (
    (
        frozenset(["arrested", "detained"]),
        VERDICTS | ENDS | {"charged", "tried"},
        "arrested or detained; charged, released?",
    ),
    (frozenset(["charged", "tried"]), VERDICTS | ENDS, "charged or tried; with what verdict?"),
)
"""Steps of the law, the steps that answer them, and what to ask while none has."""


def questions(claims: Iterable[Told], finding_of: Mapping[str, str], supports: Mapping[str, Support]) -> list[Question]:
    """Open questions, by kind, then by whom they are about.

    Args:
        claims: all of the record's.
        finding_of: claim id -> finding id.
        supports: by finding id.
    """
    told = sorted(claims, key=lambda c: c.order)
    found = {*_proceedings(told, finding_of), *_weak(told, finding_of, supports)}
    return sorted(found, key=lambda q: (q.ask, q.about, q.finding))


def _proceedings(told: list[Told], finding_of: Mapping[str, str]) -> Iterator[Question]:
    """People whose last step of the law is not its end."""
    steps: dict[str, dict[str, str]] = defaultdict(dict)
    for claim in told:
        if claim.kind == "proceeding" and not claim.denied:
            for person in claim.named.get("person", ()):
                steps[person].setdefault(claim.type, finding_of[claim.id])
    for person, own in steps.items():
        for begun, answers, ask in OPEN:
            standing = sorted(begun & own.keys())
            if standing and not answers & own.keys():
                yield Question(person, ask, own[standing[0]])


def _weak(told: list[Told], finding_of: Mapping[str, str], supports: Mapping[str, Support]) -> Iterator[Question]:
    """Findings denied by somebody, and incidents that rest on one origin."""
    for claim in told:
        finding = finding_of[claim.id]
        support = supports[finding]
        if claim.mode != "actual" or claim.kind not in ("incident", "tie", "proceeding", "measure"):
            continue
        if support.denials and support.origins:
            yield Question("", "told by some, denied by others; which origins are independent?", finding)
        elif support.denials:
            yield Question("", "denied; who said it first?", finding)
        elif claim.kind == "incident" and support.origins == 1:
            yield Question("", "one origin; who else knows of it?", finding)
