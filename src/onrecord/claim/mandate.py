"""Who approves what is done, and whose task it is: "X gives final approval", "the decision is taken in the Board", "the Directorate is tasked with operations abroad"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.claim import tie_words as words
from onrecord.claim.context import Context, unsaid_by
from onrecord.claim.frames import frame_of, prepositions
from onrecord.claim.groups import joined
from onrecord.claim.incident_words import NOUNS, VIOLENT
from onrecord.claim.modality import Modality, modality, negated
from onrecord.claim.tenure import tied
from onrecord.model import Claim, Filler, Span, Token


def consents(context: Context, noun: Token) -> Iterator[Claim]:
    """ "X gives final approval to every operation", and, where it is not told to what, to what the sentence before is about; "no attack happens without X's consent"."""
    verb = noun.head
    if noun.dep == "dobj" and verb.lemma in ("give", "grant"):
        given = [*verb.children, *noun.children]
        told = [t for c in given if c.dep in ("prep", "dative") and c.lemma in ("to", "for") if (t := c.child("pobj"))]
        yield from _approved(context, noun, frame_of(verb).agents, told or _about(context, noun.sentence - 1), modality(verb))  # fmt: skip
    elif (needs := _in_need(noun)) is not None:
        # "nothing happens without it": with it, it does
        how = replace(modality(needs), polarity="affirmed", mode="actual")
        frame = frame_of(needs)
        passive = needs.child("nsubjpass") is not None
        yield from _approved(context, noun, _givers(noun), frame.patients if passive else frame.agents, how)


def _in_need(consent: Token) -> Token | None:
    """What cannot be without a consent: the verb of "no attack happens without", of "operations need", "it goes to X for"; None where it is not told so."""
    above = consent.head
    if consent.dep == "dobj" and above.lemma in ("need", "require"):
        return above
    if consent.dep != "pobj" or above.lemma not in ("without", "for"):
        return None
    verb = next((t for t in above.ancestors() if t.pos == "VERB"), None)
    if verb is None:
        return None
    if above.lemma == "without":
        return verb if negated(verb) else None  # "was searched without the permission of the court"
    return verb if verb.lemma in ("go", "pass", "send", "submit") and "to" in frame_of(verb).prepositions else None


def _givers(consent: Token) -> list[Token]:
    """Whose consent it is: "X's approval", "the approval of X", "goes to X for approval", or to his office."""
    own = prepositions(consent)
    named = [t for t in (consent.child("poss"), *own.get("of", []), *own.get("from", [])) if t is not None]
    if consent.head.lemma != "for":
        return named
    verb = _in_need(consent)
    to = frame_of(verb).prepositions.get("to", []) if verb is not None else []
    return [t.child("poss") or t for t in to] or named


def _approved(context: Context, trigger: Token, by: list[Token], what: list[Token], how: Modality) -> Iterator[Claim]:
    """Who approves what may be ordered; who approves it does not say so by that."""
    objects = [stood_for(context, o) for o in what]
    who = context.actors(by)
    if is_ordered(objects) and who:
        claim = tied(context, "approves", trigger, {"subject": who, "object": context.fillers(objects)}, how)
        if claim:
            yield unsaid_by(claim, claim.roles["subject"])


def decided(context: Context, decision: Token) -> Iterator[Claim]:
    """ "Decisions on attacks are taken by X", "the decision to kill is taken in the Board"; without its object, of what was told before that may be ordered."""
    verb = decision.head
    if decision.dep not in ("dobj", "nsubjpass") or verb.lemma not in ("take", "make"):
        return
    frame = frame_of(verb)
    told = [h for p in ("on", "about", "over") for h in prepositions(decision).get(p, [])]
    to_do = any(c.dep == "acl" and c.lemma in VIOLENT | _ELIMINATES for c in decision.children)
    if not told and not to_do and any(c.dep == "acl" for c in decision.children):
        return  # "the decision to close the mill"
    what = told or [t for t in [decision if to_do else ordered_before(context, decision)] if t is not None]
    yield from _approved(context, verb, frame.agents or where_decided(context, verb), what, modality(verb))


def where_decided(context: Context, verb: Token) -> list[Token]:
    """The body in or at whose meeting something is decided: "in the Board", "at a meeting of the Board"."""
    at = [h for p in ("in", "at", "within") for h in frame_of(verb).prepositions.get(p, [])]
    bodies = [b for h in at for b in (prepositions(h).get("of", []) if h.lemma in _MEETINGS else [h])]
    return [b for b in bodies if context.kind(b) == "organisation"]


_ELIMINATES = frozenset("eliminate liquidate silence abduct kidnap assassinate".split())
_MEETINGS = frozenset("meeting session gathering".split())


def ordered_before(context: Context, word: Token) -> Token | None:
    """What was told last before a word, near it, that may be ordered."""
    near = (t for t in reversed(context.near(word, _BACK + 2)) if t.i < word.i and t.pos == "NOUN" and t is not word)
    return next((t for t in near if t.lemma in NOUNS or t.lemma in ("operation", "plot")), None)


def handled(context: Context, verb: Token) -> Iterator[Claim]:
    """ "The directorate plans the operations and the guard carries them out", "handles operations in Africa": a task, or where it is its task."""
    frame = frame_of(verb)
    habit = verb.tag in ("VBZ", "VBP") or (verb.tag == "VBN" and any(c.tag in ("VBZ", "VBP") for c in verb.children))
    out = verb.lemma != "carry" or any(c.lemma == "out" for c in verb.children)
    objects = [
        o
        for p in frame.patients
        if (o := stood_for(context, p)).tag == "NNS" and o.lemma in words.ORDERED and o.child("nummod") is None
    ]  # 17 attacks are deeds
    bodies = tuple(f for f in context.fillers(frame.agents) if f.type == "organisation")
    if not habit or not out or not objects or not bodies:
        return
    where = [h for o in objects for p in ("in", "across") for h in prepositions(o).get(p, []) if context.kind(h) == "place"]  # fmt: skip
    claim = tied(context, "responsible_for", verb, {"subject": bodies, "object": context.fillers(where or objects)}, modality(verb))  # fmt: skip
    if claim:  # who plans it says nothing by that
        yield unsaid_by(claim, bodies)


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
