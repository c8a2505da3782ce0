"""A finding in one line: how far, when, where, who, since when it is told, and how much of it is told differently."""

from collections.abc import Sequence

from onrecord.model import LEVELS, Outline, Told
from onrecord.weigh.disagreements import within

ENDED = frozenset(["assassination", "kidnapping", "threat", "surveillance", "espionage"])
"""Incidents whose outcome is in their type, or that leave none to count."""


def outline(finding: str, claims: Sequence[Told]) -> Outline:
    """What a table lists, sorts and filters a finding by: as its first claim tells it, and what that leaves out as the next one does.

    Args:
        claims: all of the finding's.
    """
    own = sorted(claims, key=lambda c: c.order)
    timed = next((c for c in own if c.begins), own[0])
    placed = min((c for c in own if c.place), key=lambda c: LEVELS.index(c.level or "unknown"), default=own[0])
    days = sorted(c.published for c in own if c.published)
    parts = {(role, entity) for c in own for role, named in c.named.items() for entity in named}
    parts |= {("says", c.speaker) for c in own if c.speaker and c.speaker != c.speaker_name.lower()}
    parts |= {("says", other) for c in own for other in c.jointly}
    return Outline(
        stage=next((c.stage for c in own if c.stage), None),
        status=next((c.status for c in own if c.status), None),
        mode=own[0].mode,
        begins=timed.begins,
        ends=timed.ends,
        place=placed.place,
        country=placed.country,
        lat=placed.lat,
        lon=placed.lon,
        level=placed.level,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        claims=len(own),
        differing=sum(1 for _ in within(finding, own)),
        outcome=any(c.figures or c.type in ENDED for c in own),
        parts=tuple(sorted(parts)),
    )
