"""Findings -> support: how many origins, documents, sources and denials stand behind and against each.

For now each finding is one claim, so its support is that claim's own. Weighing proper keeps this interface.
"""

from onrecord.model import Claim, Finding, Support


def weigh(claim: Claim, finding: str) -> Finding:
    """The finding one claim makes: one origin, one document; denied if the claim is a denial."""
    denied = int(claim.polarity == "denied")
    return Finding(finding, claim.kind, claim.type, (claim.id,), Support(1 - denied, 1, 1, denied))


__all__ = ["weigh"]
