"""Reading -> Claims: incidents, ties, proceedings, measures, counts, statements."""

from onrecord.claim.context import Context
from onrecord.claim.count import counts
from onrecord.claim.incident import incidents
from onrecord.claim.measure import measures
from onrecord.claim.naming import with_named
from onrecord.claim.proceeding import proceedings
from onrecord.claim.score import scored
from onrecord.claim.statement import statements
from onrecord.claim.tie import ties
from onrecord.model import Claim, Reading

KINDS = (incidents, proceedings, ties, measures, counts)
"""One function a kind of claim; statements come last, for what is left."""


def extract_claims(reading: Reading) -> list[Claim]:
    """Every claim of a document, in the order of their words; ids are unique."""
    if reading.claims is not None:
        return sorted({c.id: c for c in reading.claims}.values(), key=lambda c: (c.evidence[0], c.kind, c.type, c.id))
    context = Context(reading)
    claims = with_named(context, [claim for kind in KINDS for claim in kind(context)])
    claims = [c for c in claims if not _counts_a_filler(c, claims)]
    claims += statements(context, claims)
    unique = {claim.id: scored(claim) for claim in claims}
    return sorted(unique.values(), key=lambda c: (c.evidence[0], c.kind, c.type, c.id))


def _counts_a_filler(count: Claim, claims: list[Claim]) -> bool:
    """Whether a small exact number only counts who fills a role beside it: "expelled two diplomats"."""
    if count.kind != "count" or count.number is None or count.number.bound != "exact" or count.number.value > 3:
        return False
    what = count.roles["what"][0].spans[0]
    return any(
        f.spans[0].start <= what.start and what.end <= f.spans[0].end
        for c in claims
        if c.kind != "count"
        for fillers in c.roles.values()
        for f in fillers
    )


__all__ = ["extract_claims"]
