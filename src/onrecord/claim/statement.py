"""Statements: whatever else somebody is on record as saying, denials first."""

import hashlib

from onrecord.claim.context import Context
from onrecord.model import Attribution, Claim, Filler, Voicing

SILENT = frozenset(["decline", "refuse"])
DECIDES = frozenset(["reject", "dismiss", "rebuff"])


def statements(context: Context, others: list[Claim]) -> list[Claim]:
    """A statement for each attribution whose content no other claim rests on; denials always."""
    found = []
    for attribution in context.reading.attributions:
        if attribution.voice == "carried_on" or not attribution.source:
            continue
        if any(context.token_at(s.start).lemma in SILENT for s in attribution.cue):
            continue  # "declined to comment" says nothing
        if attribution.stance == "doubts" and any(context.token_at(s.start).lemma in DECIDES for s in attribution.cue):
            continue  # who rejects a motion decides
        if attribution.stance == "denies" or not _told(attribution, others):
            found.append(_statement(context, attribution))
    return found


def _told(attribution: Attribution, claims: list[Claim]) -> bool:
    """Whether some claim's words stand in what is said."""
    return any(
        span.start < c.end and c.start < span.end
        for claim in claims
        for fillers in claim.roles.values()
        for filler in fillers
        for span in filler.spans[:1]
        for c in attribution.content
    )


def _statement(context: Context, attribution: Attribution) -> Claim:
    document = context.reading.document
    words = " ".join(document.text[s.start : s.end] for s in attribution.content)
    identity = hashlib.sha256("\x1f".join((document.id, "statement", attribution.name, words)).encode()).hexdigest()[
        :16
    ]
    chain, outer = [attribution], attribution.outer
    while outer >= 0 and context.reading.attributions[outer] not in chain:
        chain.append(context.reading.attributions[outer])
        outer = chain[-1].outer
    said_by = tuple(Voicing(a.name, a.source, a.stance) for a in reversed(chain) if a.source)
    content = Filler(" ".join(words.split()), attribution.content, "")
    denied = attribution.stance == "denies"
    evidence = tuple(sorted((*attribution.source, *attribution.cue, *attribution.content)))
    return Claim(identity, document.id, "statement", "denial" if denied else "statement", evidence, {"content": (content,)},
                 polarity="denied" if denied else "affirmed", mode="called_for" if attribution.stance == "asks_for" else "actual",
                 said_by=said_by)  # fmt: skip
