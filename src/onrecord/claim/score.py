"""How likely a claim is read right: a logistic model over what it says, fitted by `eval/calibrate.py` on the teaching examples.

"Right" is: nothing it says is wrong (type, stage, polarity, speaker and everybody named in it), as the
examples' labels have it. The score is measured against that, so that of claims scored 0.8 about four in five are right.
"""

import math
from dataclasses import replace

from onrecord.model import Claim

WEIGHTS: dict[str, float] = {
    "always": 0.90,
    "kind incident": -0.99,
    "kind proceeding": -0.01,
    "kind measure": 0.31,
    "kind tie": 0.68,
    "roles": 0.74,
    "fillers": -0.51,
    "length": 0.04,
    "spoken": -0.31,
    "hedged": -0.68,
    "placed": 0.83,
    "dated": 0.38,
    "perpetrators": -0.19,
    "post": -0.11,
}
"""Feature -> what it adds to the log-odds."""
LEAST, MOST = 0.02, 0.98
"""Nothing a machine reads is certain either way."""


def features(claim: Claim) -> dict[str, float]:
    """What tells a claim read right from one read wrong; every value is of the order of 1."""
    fillers = [f for role in claim.roles.values() for f in role]
    return {
        "always": 1.0,
        f"kind {claim.kind}": 1.0,
        "roles": sum(1 for role in claim.roles.values() if role) / 2,
        "fillers": len(fillers) / 3,  # each is one more thing that may be wrong
        "length": math.log(sum(s.end - s.start for s in claim.evidence)) - 5,
        "spoken": float(bool(claim.said_by)),
        "hedged": float(claim.certainty != "stated" or claim.mode != "actual" or claim.polarity == "denied"),
        "placed": float(claim.place is not None),
        "dated": float(claim.time is not None),
        "perpetrators": float("perpetrators" in claim.roles and bool(claim.roles["perpetrators"])),
        "post": float(claim.type == "holds_post"),
    }


def scored(claim: Claim) -> Claim:
    """The claim with the probability that it is read right."""
    odds = sum(WEIGHTS.get(name, 0.0) * value for name, value in features(claim).items())
    return replace(claim, score=round(min(MOST, max(LEAST, 1 / (1 + math.exp(-odds)))), 2))
