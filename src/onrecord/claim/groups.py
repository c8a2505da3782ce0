"""Groups of people in a sentence: what "and" joins, and who a group is told to be or to hold: "two members, X and Y", "five people, including X"."""

from collections.abc import Sequence

from onrecord.claim.frames import NAMES
from onrecord.model import Token

_BEFORE = frozenset("det compound amod nummod poss nmod quantmod".split())
"""Relations of what stands before a noun in its phrase."""
_WHOM = frozenset(["them", "whom"])


def joined(head: Token | None) -> list[Token]:
    """A noun and what "and" joins to it."""
    if head is None:
        return []
    found = [head]
    for child in head.children:
        stray = (
            head.pos == "PROPN" and child.pos == "NOUN" and not child.children
        )  # "General X and reports": a verb misread
        if child.dep == "conj" and child.pos in ("NOUN", "PROPN", "PRON", "NUM") and not stray:
            found += joined(child)
    return found


def named_as(verb: Token) -> Token | None:
    """ "police named the men as X and Y", "the bomber, named by officials as X": X."""
    if verb.lemma not in NAMES:
        return None
    by = verb.child("agent")
    namer = by.child("pobj") if by is not None else None
    near = (*verb.children, *(namer.children if namer is not None else ()))
    brought = (c.child("pobj") for c in near if c.dep == "prep" and c.lemma == "as")
    return next((b for b in brought if b is not None), None)


def is_group(head: Token) -> bool:
    """Whether a word tells of several: "people", "three men", "the Italians", "five", "the couple"."""
    return head.tag in ("NNS", "NNPS") or head.pos == "NUM" or head.lemma in ("couple", "pair", "trio")


def included(head: Token, tokens: Sequence[Token]) -> list[Token]:
    """Who a group is told to hold in its own sentence: "including X and Y", "among them the lawyer X", "one of them X"."""
    if not is_group(head):
        return []
    near = (*head.children, *(head.head.children if head.dep in ("nsubjpass", "dobj", "nsubj") else ()))
    brought = [c for c in near if c.dep == "prep" and c.lemma == "include" and c.i > head.i]
    found = [one for c in brought for one in joined(c.child("pobj"))]
    return found or [one for pronoun in _them(head, tokens) for one in joined(_phrase_after(pronoun, tokens))]


def _them(head: Token, tokens: Sequence[Token]) -> list[Token]:
    """Where a group's own pronoun brings some of it: "among them", "one of whom"."""
    here = (t for t in tokens[head.i + 1 : head.i + 41] if t.sentence == head.sentence)
    return [t for t in here if t.text.lower() in _WHOM and _picks(tokens[t.i - 1])]


def _picks(of: Token) -> bool:
    return of.lemma == "among" or (of.lemma == "of" and of.head.pos == "NUM" and of.head.dep == "appos")


def _phrase_after(pronoun: Token, tokens: Sequence[Token]) -> Token | None:
    """The noun of the phrase that begins right behind a word, wherever the parser hangs it."""
    if pronoun.i + 1 >= len(tokens):
        return None
    noun = tokens[pronoun.i + 1]
    while noun.dep in _BEFORE and noun.head.i > noun.i:
        noun = noun.head
    return noun if noun.pos in ("NOUN", "PROPN") and noun.sentence == pronoun.sentence else None
