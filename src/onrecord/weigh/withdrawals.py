"""Reports that their own publisher took back: shown with what they told, and counted for nothing."""

from collections.abc import Sequence
from datetime import date

from onrecord.model import Told

WEEKS = 60
"""Days within which a report is taken back."""


def taken_back(claims: Sequence[Told]) -> dict[str, Told]:
    """Claim id -> the claim of the report that takes it back, for those that rest on a report its publisher withdrew.

    Whoever carries the withdrawn text rests on it, too; so does what the withdrawal itself retells of it.

    Args:
        claims: all of one finding's, or of a record.
    """
    back = [c for c in claims if c.mends == "withdraws" and c.source and c.published]
    if not back:
        return {}
    gone = {c.id: b for c in claims for b in back if takes_back(b, c)}
    texts = {c.text or c.document: gone[c.id] for c in claims if c.id in gone}
    retold = {b.document: b for b in gone.values()}
    for claim in claims:
        by = texts.get(claim.text or claim.document) or (None if claim.speaker else retold.get(claim.document))
        if by:
            gone.setdefault(claim.id, by)
    return gone


def takes_back(later: Told, claim: Told) -> bool:
    """Whether a withdrawal is of this claim: the same publisher, within weeks, of the same place or people."""
    if later.source != claim.source or not claim.published or later.document == claim.document:
        return False
    days = (date.fromisoformat(later.published) - date.fromisoformat(claim.published)).days
    people = [{e for own in c.named.values() for e in own} for c in (later, claim)]
    return 0 <= days <= WEEKS and (bool(people[0] & people[1]) or bool(claim.place and claim.place == later.place))


def standing(claims: Sequence[Told]) -> list[Told]:
    """The claims of a finding that nobody took back, its denials with them; without those a reviewer found misread."""
    gone = taken_back(claims)
    return [c for c in claims if not c.rejected and (c.denied or c.id not in gone)]
