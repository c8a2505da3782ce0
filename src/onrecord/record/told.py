"""A stored claim as resolving and weighing see it: its names by their entities."""

import json
from bisect import bisect_left
from itertools import islice, takewhile
from typing import Any

from onrecord.model import Told

Named = tuple[int, int, str, bool]
"""A mention: start, end, entity, whether it is a place."""
NO_NAMES = frozenset(["post", "charge", "content", "what"])
"""Roles filled by words, never by somebody."""
DEEDS = frozenset(["targets", "victims", "perpetrators", "sponsors"])
"""Roles whose fillers are told apart by whose they are: "the office of the Trade Federation"."""
OWNED = frozenset(["facility", "organisation", ""])
"""Types that have owners."""
OF = (len(" of "), len(" of the "))
"""Characters between a thing and whose it is."""


def told_of(row: Any, mentions: list[Named]) -> Told:
    """A claim's row (document, words_key, body, published, source, carries, outlet, mends, title), its names resolved.

    Args:
        row: of the database.
        mentions: of its document, in order.
    """
    body = json.loads(row.body)
    time, place = body["time"] or {}, body["place"] or {}
    named: dict[str, set[str]] = {}
    said: dict[str, set[str]] = {}
    for role, fillers in body["roles"].items():
        for filler in fillers:
            who = _entities(filler, mentions, owned=role in DEEDS) if role not in NO_NAMES else []
            if who:
                named.setdefault(role, set()).update(who)
            if not who or not _starting(filler["spans"], mentions):  # what is only somebody's is said in words, too
                words = filler["name"].lower()  # "deputy head" and "head" are two posts
                said.setdefault(role, set()).add(words if role in NO_NAMES else words.split()[-1])
    speaker = body["said_by"][-1] if body["said_by"] else None
    figures = dict(body["outcome"]) | ({"number": body["number"]} if body["number"] else {})
    begins, ends = body["evidence"][0]
    return Told(
        body["id"], row.document, body["kind"], body["type"], row.words_key,
        stage=body["stage"], status=body["status"], mode=body["mode"], denied=body["polarity"] == "denied", certainty=body["certainty"],
        published=row.published or "", source=row.source, text=row.carries or row.document, outlet=row.outlet, mends=row.mends,
        speaker=_speaker(speaker, mentions) if speaker else "", speaker_name=speaker["name"] if speaker else "",
        jointly=tuple(own[0] for v in speaker.get("jointly", ()) if (own := _starting(v["spans"], mentions))) if speaker else (),
        named={role: frozenset(own) for role, own in named.items()}, said={role: frozenset(own) for role, own in said.items()},
        begins=time.get("from"), ends=time.get("to"),
        place=place.get("name", ""), country=place.get("country") or "", level=place.get("level", "unknown"), lat=place.get("lat"), lon=place.get("lon"),
        incident=body.get("incident"), figures={what: (n["value"], n["bound"]) for what, n in sorted(figures.items())},
        at=begins, headline=bool(row.title) and begins == 0 and ends <= len(row.title) + 1,
    )  # fmt: skip


def _speaker(speaker: Any, mentions: list[Named]) -> str:
    """A speaker's entity, or words; the name may stand behind a title, which may begin with a body's name: "Interior Minister Edda Lindqvar"."""
    if speaker["spans"]:
        start, end = speaker["spans"][0]
        first = bisect_left(mentions, (start,))
        inside = takewhile(lambda m: m[0] < end, islice(mentions, first, None))
        whole = next((entity for s, e, entity, _ in inside if e <= end and e - s == len(speaker["name"])), None)
        if whole is not None:
            return whole
    own = _starting(speaker["spans"], mentions)
    return own[0] if own else str(speaker["name"].lower())


def _entities(filler: Any, mentions: list[Named], *, owned: bool) -> list[str]:
    """Who fills a role: the entity named there, or whose thing it is: "the Guard's office", "the office of the Guard"."""
    own = _starting(filler["spans"], mentions)
    if own or not owned or filler["type"] not in OWNED or not filler["spans"]:
        return own[:1]
    start, end = filler["spans"][0]
    first = bisect_left(mentions, (start,))
    for s, e, entity, is_place in islice(mentions, first, None):
        if is_place:
            continue
        if s >= end:
            return [entity] if s - end in OF else []
        if e <= end:
            return [entity]
    return []


def _starting(spans: list[list[int]], mentions: list[Named]) -> list[str]:
    """Entities of the mentions that begin where some spans do."""
    found = []
    for start, _ in spans:
        at = bisect_left(mentions, (start,))
        if at < len(mentions) and mentions[at][0] == start:
            found.append(mentions[at][2])
    return found
