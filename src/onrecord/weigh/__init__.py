"""Findings -> what stands behind each: origins, documents, sources, denials, and a grade."""

from collections.abc import Mapping, Sequence

from onrecord.model import Source, Support, Told
from onrecord.weigh import copies
from onrecord.weigh.credits import credited, mends
from onrecord.weigh.disagreements import disagreements, within
from onrecord.weigh.grade import credibility, reasons
from onrecord.weigh.histories import legal_history, measure_history, posts
from onrecord.weigh.origins import CIRCULAR, origin_of, origins, reliability
from onrecord.weigh.outline import outline
from onrecord.weigh.quotations import quotations, repeated
from onrecord.weigh.tallies import tallies
from onrecord.weigh.withdrawals import standing, taken_back


def support(claims: Sequence[Told], sources: Mapping[str, Source] | None = None) -> Support:
    """What stands behind the finding that some claims make; a report its publisher took back counts for nothing.

    Args:
        claims: all of the finding's.
        sources: what a person says of the sources, by name in lower case.
    """
    known = sources or {}
    claims = standing(claims)
    told = [c for c in claims if not c.denied]
    found = origins(claims, known)
    return Support(
        origins=len(found),
        documents=len({c.document for c in told}),
        sources=len({c.source or c.document for c in told}),
        denials=len({origin_of(c, known) for c in claims if c.denied}),
        circular=CIRCULAR in found,
    )


def grade(claims: Sequence[Told], stands: Support, sources: Mapping[str, Source]) -> str:
    """A finding's Admiralty grade: "B2"."""
    claims = standing(claims)
    return f"{reliability(claims, sources)}{credibility(stands, claims)}"


__all__ = [
    "copies",
    "credited",
    "disagreements",
    "grade",
    "legal_history",
    "measure_history",
    "mends",
    "origins",
    "outline",
    "posts",
    "quotations",
    "reasons",
    "reliability",
    "repeated",
    "standing",
    "support",
    "taken_back",
    "tallies",
    "within",
]
