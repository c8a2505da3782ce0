"""What nobody did: floods, crashes, whatever kills without an attacker."""

from onrecord.claim import incident_words as words
from onrecord.claim.context import Context
from onrecord.claim.frames import frame_of
from onrecord.model import Token


def by_accident(context: Context, trigger: Token) -> bool:
    """ "floods killed 80", "were killed in a crash", "a bus plunged into a ravine, killing 17": nobody did it."""
    frame = frame_of(trigger)
    if trigger.dep == "dobj" and trigger.head.lemma in (
        "cause",
        "trigger",
        "spark",
    ):  # "a gas leak caused the explosion"
        return any(a.lemma in words.NATURE for a in frame_of(trigger.head).agents)
    squads = (a for a in frame.agents if a.lemma in words.SQUADS)
    if any(c.lemma in words.DISPOSAL for a in squads for c in a.children if c.dep == "compound"):
        return True  # "the bomb squad blew up a suitcase"
    if trigger.lemma in ("hit", "strike") and any(a.lemma in words.TRAFFIC for a in frame.agents):
        return True  # "their car was hit by a lorry"
    if trigger.dep == "advcl" and trigger.head.lemma in words.CRASHES and trigger.child("nsubj") is None:
        return True
    if trigger.child("agent") is None and _when_nature_struck(context, trigger):
        return True
    causes = [h for p in ("in", "by", "from", "during") for h in frame.prepositions.get(p, [])]
    return any(h.lemma in words.NATURE for h in (*frame.agents, *causes))


def _when_nature_struck(context: Context, trigger: Token) -> bool:
    """ "Ten people were killed when an earthquake razed villages"."""
    inside = context.tokens[trigger.i : trigger.right + 1]
    return any(t.lemma in words.NATURE and t.dep == "nsubj" and t.head.dep == "advcl" for t in inside)
