"""Who approves what is done, and whose task it is: "X gives final approval", "the Directorate is tasked with operations abroad"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.claim import tie_words as words
from onrecord.claim.context import Context, unsaid_by
from onrecord.claim.frames import frame_of
from onrecord.claim.groups import joined
from onrecord.claim.incident_words import NOUNS
from onrecord.claim.modality import modality
from onrecord.claim.tenure import tied
from onrecord.model import Claim, Filler, Span, Token


def consents(context: Context, noun: Token) -> Iterator[Claim]:
    """ "X gives final approval to every operation", and, where it is not told to what, to what the sentence before is about."""
    verb = noun.head
    if noun.dep != "dobj" or verb.lemma not in ("give", "grant"):
        return
    given = [*verb.children, *noun.children]
    told = [t for c in given if c.dep in ("prep", "dative") and c.lemma in ("to", "for") if (t := c.child("pobj"))]
    objects = [stood_for(context, o) for o in told or _about(context, noun.sentence - 1)]
    if is_ordered(objects):
        roles = {"subject": context.fillers(frame_of(verb).agents), "object": context.fillers(objects)}
        claim = tied(context, "approves", noun, roles, modality(verb))
        if claim:  # who approves it does not say so by that
            yield unsaid_by(claim, claim.roles["subject"])


def _about(context: Context, sentence: int) -> list[Token]:
    """What a sentence is about: its first subject."""
    if sentence < 0:
        return []
    here = context.reading.sentences[sentence]
    return [t for t in context.tokens[here.first : here.last] if t.dep in ("nsubj", "nsubjpass")][:1]


def tasked(context: Context, verb: Token) -> Iterator[Claim]:
    """ "The Directorate is tasked with operations abroad", "entrusted the bureau with the attacks"."""
    brought = [h for h in frame_of(verb).prepositions.get("with", [])[:1] if context.kind(h) != "person"]
    objects = [o for h in brought for o in (frame_of(h).patients if h.pos == "VERB" else [h])]
    whom = [t for t in [verb.head.child("nsubj")] if t] if verb.dep == "acomp" else frame_of(verb).patients
    bodies = tuple(f for f in context.fillers(whom) if f.type in ("organisation", "person"))
    task = is_ordered(objects) and not any(is_deed(o) for o in objects)
    if verb.lemma == "charge" and not (task and all(f.type == "organisation" for f in bodies)):
        return  # with a crime
    roles = {"subject": bodies, "object": what_is_ordered(context, objects)}
    claim = tied(context, "responsible_for", verb, roles, modality(verb))
    if claim:
        yield claim


def stood_for(context: Context, word: Token) -> Token:
    """ "These operations are no accident. They are approved by X": the last told before of what may be ordered; any other word itself."""
    if word.lemma not in _DEEDS:
        return word
    several = word.lemma != "it"
    before = (t for t in reversed(context.near(word, _BACK)) if t.i < word.i and t.pos == "NOUN" and is_ordered([t]))
    return next((t for t in before if (t.tag == "NNS") == several), word)


_BACK = 3
"""Sentences looked back over for it."""
_DEEDS = frozenset(["they", "it", "these"])
"""Pronouns of what was told before."""


def what_is_ordered(context: Context, heads: Iterable[Token]) -> tuple[Filler, ...]:
    """What is approved or somebody's task, by its noun where only a pronoun stands here."""
    told = []
    for head in heads:
        noun = stood_for(context, head)
        here = () if noun is head else (Span(head.start, head.end),)
        told += [replace(f, spans=(*here, *f.spans)) for f in context.fillers([noun])]
    return tuple(told)


def is_ordered(heads: Iterable[Token]) -> bool:
    """Whether any of some words, or what is joined to it, is what may be ordered: "operations", "the attack and the plot"."""
    return any(one.lemma in words.ORDERED or one.lemma in NOUNS for h in heads for one in joined(h))


def is_deed(head: Token) -> bool:
    """ "the massacre", "two killings": deeds done, not a field of work ("operations abroad")."""
    return (head.lemma in NOUNS or head.lemma == "death") and (
        head.tag == "NN" or any(c.dep in ("det", "nummod") for c in head.children)
    )
