"""Findings -> support: how many origins, documents, sources and denials stand behind and against each.

An origin is where information enters the public record. Whoever is quoted is the origin, however many outlets quote
him; what an outlet says itself has the outlet for its origin, or, where documents carry one text, whoever had it first.
"""

from collections.abc import Mapping, Sequence

from onrecord.model import Support, Told
from onrecord.weigh.copies import copies, shingles
from onrecord.weigh.questions import questions


def support(claims: Sequence[Told], copied: Mapping[str, str]) -> Support:
    """What stands behind the finding that some claims make.

    Args:
        claims: all of the finding's.
        copied: document -> the one that stands for all that carry its text.
    """
    told = [c for c in claims if not c.denied]
    return Support(
        origins=_origins(told, copied),
        documents=len({c.document for c in told}),
        sources=len({c.source or c.document for c in told}),
        denials=len({(copied.get(c.document, c.document), c.speaker) for c in claims if c.denied}),
    )


def _origins(told: Sequence[Told], copied: Mapping[str, str]) -> int:
    """Speakers, and texts of outlets that say it themselves; one outlet's texts are one origin."""
    speakers = {c.speaker for c in told if c.speaker}
    links: dict[str, str] = {}

    def root(x: str) -> str:
        while links.setdefault(x, x) != x:
            x = links[x]
        return x

    own = [c for c in told if not c.speaker]
    for claim in own:
        text = f"text {copied.get(claim.document, claim.document)}"
        links[root(text)] = root(f"source {claim.source}" if claim.source else text)
    return len(speakers) + len({root(f"text {copied.get(c.document, c.document)}") for c in own})


__all__ = ["copies", "questions", "shingles", "support"]
