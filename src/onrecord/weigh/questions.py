"""What a researcher should look for next: where the record stops, rests on one origin, or is denied."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from onrecord.model import Question, Support, Told
from onrecord.weigh.disagreements import disagreements

VERDICTS = frozenset(["convicted", "acquitted", "sentenced", "jailed"])
ENDS = frozenset(["released", "expelled", "extradited", "repatriated", "exchanged", "died_in_custody"])
ENDED = frozenset(["assassination", "kidnapping", "threat", "surveillance", "espionage"])
"""Incidents whose outcome is in their type, or that leave none to count."""
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
    found = {*_proceedings(told, finding_of), *_weak(told, finding_of, supports), *_unfinished(told, finding_of), *_postless(told, finding_of)}  # fmt: skip
    found |= {
        Question("", f"told differently: {d.about}; who is right?", f)
        for d in disagreements(told, finding_of)
        for f in d.findings
    }
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


def _unfinished(told: list[Told], finding_of: Mapping[str, str]) -> Iterator[Question]:
    """Incidents of which nobody tells what came."""
    ended = {finding_of[c.id] for c in told if c.kind == "incident" and (c.figures or c.type in ENDED)}
    for claim in told:
        happened = claim.kind == "incident" and claim.mode == "actual" and not claim.denied
        if happened and finding_of[claim.id] not in ended:
            yield Question("", "what came of it: killed, injured, arrested?", finding_of[claim.id])


def _postless(told: list[Told], finding_of: Mapping[str, str]) -> Iterator[Question]:
    """People who speak, or are named as perpetrators, in two documents or more, and of whom nobody tells a post."""
    posted = {p for c in told if c.kind == "tie" for p in c.named.get("subject", ())}
    seen: dict[str, dict[str, str]] = defaultdict(dict)
    for claim in told:
        people = {
            *claim.named.get("perpetrators", ()),
            *([claim.speaker] if claim.speaker != claim.speaker_name.lower() else []),
        }
        for person in people - posted:
            seen[person].setdefault(claim.document, finding_of[claim.id])
    for person, documents in seen.items():
        if len(documents) > 1:
            yield Question(person, "no post is told; who is this?", min(documents.values()))


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
