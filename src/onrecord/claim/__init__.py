"""Reading -> Claims: incidents, ties, proceedings, measures, counts, statements."""

from onrecord.claim.context import Context
from onrecord.claim.count import counts
from onrecord.claim.incident import incidents
from onrecord.claim.measure import measures
from onrecord.claim.proceeding import proceedings
from onrecord.claim.statement import statements
from onrecord.claim.tie import ties
from onrecord.model import Claim, Reading

KINDS = (incidents, proceedings, ties, measures, counts)
"""One function a kind of claim; statements come last, for what is left."""


def extract_claims(reading: Reading) -> list[Claim]:
    """Every claim of a document, in the order of their words; ids are unique."""
    context = Context(reading)
    claims = [claim for kind in KINDS for claim in kind(context)]
    claims += statements(context, claims)
    unique = {claim.id: claim for claim in claims}
    return sorted(unique.values(), key=lambda c: (c.evidence[0], c.kind, c.type, c.id))


__all__ = ["extract_claims"]
