"""Whom the law takes steps against where a text says "they", "both" or "neither": whoever was taken before."""

from collections.abc import Container
from dataclasses import replace

from onrecord.claim.context import Context
from onrecord.claim.frames import NAMES, frame_of
from onrecord.claim.groups import joined
from onrecord.model import Claim, Span, Token

STANDS_ALONE = frozenset("they them both neither all".split())
BACK = 2
"""Sentences looked back over."""


def meant(context: Context, head: Token, takes: Container[str]) -> list[Token]:
    """Whoever a word stands for that stands alone: several people that the nearest step before was taken against.

    Args:
        context: What is read.
        head: The word; any other noun, and a pronoun that is known to mean people, stand for themselves.
        takes: Verbs of the law's steps.
    """
    if head.lemma == "whom" and head.head.lemma == "of":  # "all of whom"
        return [_before(head)]
    if (size := _size(head)) and (group := _group(context, head, size)):
        return group
    if head.lemma not in STANDS_ALONE or any(c.lemma == "of" for c in head.children):
        return [head]
    together = [
        joined(s) for up in head.ancestors() if (s := up.child("nsubj", "nsubjpass")) is not None and s.i < head.i
    ]
    if any(len(t) > 1 for t in together):
        return next(t for t in together if len(t) > 1)  # "X and Y stayed in prison, as they were charged"
    known = context.filler(head)
    if known is not None and known.type == "person":
        return [head]
    first = context.reading.sentences[max(0, head.sentence - BACK)].first
    for verb in reversed(context.tokens[first : head.i]):
        if verb.pos != "VERB":
            continue
        convicts = verb.lemma == "find" and any(t.lemma == "guilty" for t in context.tokens[verb.left : verb.right + 1])
        if verb.lemma in takes or verb.lemma in NAMES or convicts:  # whom the police name they took
            people = [p for patient in frame_of(verb).patients for p in joined(patient) if context.kind(p) == "person"]
            if len(people) > 1 or any(p.tag == "NNS" for p in people):
                return people
    return [head]


_SIZES = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _size(head: Token) -> int:
    """How many "both", "neither", "the two" and "all three" are; 0 for any other word."""
    alone = all(c.dep in ("det", "predet") and c.lemma in ("the", "all") for c in head.children)
    if head.dep not in ("nsubj", "nsubjpass", "dobj") or not alone:
        return 0
    if head.lemma in ("both", "neither"):
        return 2
    return _SIZES.get(head.lemma, 0) if head.pos == "NUM" and head.children else 0


def _group(context: Context, head: Token, size: int) -> list[Token]:
    """The last so many people told together before a word: "X and Y", "the two men"; nobody where there are none."""
    first = context.reading.sentences[max(0, head.sentence - BACK)].first
    for token in reversed(context.tokens[first : head.i]):
        if context.kind(token) != "person" or token.pos == "PRON":
            continue
        together = joined(token)
        counted = token.child("nummod")
        if len(together) == size and all(context.kind(t) == "person" for t in together):
            return together
        if token.tag == "NNS" and counted is not None and _SIZES.get(counted.lemma) == size:
            return [token]
    return []


def _before(whom: Token) -> Token:
    """The noun that "all of whom" goes back to: what its clause hangs on, or the people of the clause before."""
    clause = next((t for t in whom.ancestors() if t.dep in ("relcl", "advcl", "ccomp")), whom)
    if clause.dep == "relcl":
        return clause.head
    return clause.head.child("nsubjpass", "dobj", "nsubj") or whom


def pointed(claim: Claim, told: list[Token], people: list[Token]) -> Claim:
    """A step against people who are only pointed at: the words here, "they", first, then their names."""
    if told == people or len(told) != 1:
        return claim
    here = Span(told[0].start, told[0].end)
    person = tuple(replace(f, spans=(here, *f.spans)) for f in claim.roles.get("person", ()))
    return replace(claim, roles={**claim.roles, "person": person})
