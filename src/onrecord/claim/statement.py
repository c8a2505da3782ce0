"""Statements: whatever else somebody is on record as saying, denials first."""

import hashlib

from onrecord.claim.context import Context
from onrecord.claim.phrases import is_reflexive
from onrecord.model import Attribution, Claim, Filler, Span, Token

SILENT = frozenset(["decline", "refuse"])
DECIDES = frozenset(["reject", "dismiss", "rebuff"])
TELLS = frozenset(
    "address announce answer ask call comment demand describe detail disclose discuss elaborate explain give identify know mention name offer present "
    "produce provide publish release reply respond reveal say specify tell".split()
)
"""Who did not do so left something unsaid; who did not believe or confirm it took a stand ("doubts")."""


def statements(context: Context, others: list[Claim]) -> list[Claim]:
    """A statement for each attribution whose content no other claim rests on; denials always."""
    found = []
    for attribution in context.reading.attributions:
        told = attribution.cue and attribution.source and attribution.speaks
        if not told:  # carried on, a transcript's whole turn, a deed
            continue
        if _states_nothing(context, attribution):
            continue
        passed_on = _passes_on(context, attribution)
        if attribution.stance == "denies" or not _told(attribution, others, titles=passed_on):
            found.append(_statement(context, attribution))
    return [claim for claim in found if claim.said_by]  # what only "we" say is the outlet's own text


def _states_nothing(context: Context, attribution: Attribution) -> bool:
    """Whether somebody is silent, pleads, decides or is named: none of it is a statement."""
    begins = {context.token_at(s.start).lemma for s in attribution.cue}
    cue = [t for s in attribution.cue for t in context.tokens_in(s)]
    silent = any(t.lemma in SILENT for t in cue) or context.is_nobodys(attribution) or _leaves_unsaid(cue, attribution)
    decides = attribution.stance == "doubts" and bool(begins & DECIDES)  # who rejects a motion
    return (
        silent
        or decides
        or context.pleads(attribution)
        or any(map(_is_expected, cue))
        or _of_himself(context, attribution)
        or _only_points(context, attribution)
    )


def _is_expected(verb: Token) -> bool:
    """ "The party is expected to reject it": by others, and has said nothing yet."""
    return verb.dep == "xcomp" and verb.head.lemma == "expect" and verb.head.child("auxpass") is not None


def _leaves_unsaid(cue: list[Token], attribution: Attribution) -> bool:
    """Whether somebody is told not to have said it: "did not say who". Who says "probably not" says so."""
    told = (c for t in cue if t.lemma in TELLS for c in t.children if c.dep == "neg")
    return any(not any(s.start <= c.start < s.end for s in attribution.content) for c in told)


def _of_himself(context: Context, attribution: Attribution) -> bool:
    """ "A man who calls himself X", "whom they described as the head", "an officer she named as X": a name, not a statement."""
    first = [context.token_at(s.start) for s in attribution.content[:1]]
    names = any(t.lemma in ("name", "identify") for s in attribution.cue for t in context.tokens_in(s))
    called = names and any(t.lemma == "as" for t in first)
    return called or any((is_reflexive(t) and t.dep in ("dobj", "nsubj")) or t.lemma in ("whom", "who") for t in first)


def _only_points(context: Context, attribution: Attribution) -> bool:
    """ "The court does not believe him": somebody, and nothing that is said of him; "denied it" is a denial."""
    said = [t for s in attribution.content for t in context.tokens_in(s)]
    return attribution.stance != "denies" and [(t.pos, t.dep) for t in said] == [("PRON", "dobj")]


def _passes_on(context: Context, outer: Attribution) -> bool:
    """Whether somebody speaks in what is said: an agency that passes on what a spokesman said states nothing itself."""
    cues = [a.cue[0].start for a in context.reading.attributions if a.cue and a is not outer]
    return any(c.start <= cue < c.end for c in outer.content for cue in cues)


def _told(attribution: Attribution, claims: list[Claim], *, titles: bool) -> bool:
    """Whether some claim's words stand in what is said; those of a rank before a name only where `titles`."""
    return any(
        span.start < c.end and c.start < span.end
        for claim in claims
        if titles or not _is_title(claim)
        for fillers in claim.roles.values()
        for filler in fillers
        for span in filler.spans[:1]
        for c in attribution.content
    )


def _is_title(claim: Claim) -> bool:
    """ "He said Colonel X had lied": the rank before a name, which is not what he says."""
    if claim.type != "holds_post" or "post" not in claim.roles or "subject" not in claim.roles:
        return False
    post, who = claim.roles["post"][0].spans[0], claim.roles["subject"][0].spans[0]
    return 0 <= who.start - post.end <= 1


def _with_its_noun(context: Context, attribution: Attribution) -> tuple[Span, ...]:
    """What is said with the noun that the cue took from it: "announced a ban on || public gatherings"."""
    cue = {t.i for s in attribution.cue for t in context.tokens_in(s)}
    first, *rest = attribution.content
    begins = context.token_at(first.start).i
    before = context.tokens[max(0, begins - 1)]
    noun = context.tokens[max(0, before.i - 1)] if before.pos == "ADP" else before
    if before.i not in cue or noun.i not in cue or noun.pos != "NOUN" or noun.dep != "dobj":
        return attribution.content
    return (Span(noun.first.start, first.end), *rest)


def _statement(context: Context, attribution: Attribution) -> Claim:
    document = context.reading.document
    spans = _with_its_noun(context, attribution)
    words = " ".join(document.text[s.start : s.end] for s in spans)
    identity = hashlib.sha256("\x1f".join((document.id, "statement", attribution.name, words)).encode()).hexdigest()[
        :16
    ]
    chain, outer = [attribution], attribution.outer
    while outer >= 0 and context.reading.attributions[outer] not in chain:
        chain.append(context.reading.attributions[outer])
        outer = chain[-1].outer
    said_by = context.voices(chain)
    content = Filler(" ".join(words.split()), spans, "")
    denied = attribution.stance == "denies"
    evidence = tuple(sorted((*attribution.source, *attribution.cue, *attribution.content)))
    return Claim(identity, document.id, "statement", "denial" if denied else "statement", evidence, {"content": (content,)},
                 polarity="denied" if denied else "affirmed", mode="called_for" if attribution.stance == "asks_for" else "actual",
                 said_by=said_by)  # fmt: skip
