"""Who directs whom: takes command, gives orders, is reported to, has somebody under him."""

from collections.abc import Iterator

from onrecord.claim import tie_words as words
from onrecord.claim.context import Context, unsaid_by
from onrecord.claim.frames import frame_of, prepositions
from onrecord.claim.modality import modality
from onrecord.claim.posts import is_office
from onrecord.claim.tenure import tied
from onrecord.model import Claim, Token


def takes_command(context: Context, verb: Token) -> Iterator[Claim]:
    """ "took command of the brigade in May", "assumed the presidency of the council"."""
    frame = frame_of(verb)
    for noun in (p for p in frame.patients if p.lemma in words.COMMANDS):
        of = prepositions(noun).get("of", []) or frame.prepositions.get("of", [])
        bodies = of if are_bodies(context, of) else []
        people = tuple(f for f in context.fillers(frame.agents) if f.type == "person")
        roles = {"subject": people, "object": context.fillers(bodies)}
        claim = tied(context, words.COMMANDS[noun.lemma], noun, roles, modality(verb))
        if claim:
            yield claim


def answers_to(context: Context, verb: Token) -> Iterator[Claim]:
    """ "the unit reports to the Council", "takes its orders from the palace": the other directs the subject."""
    frame = frame_of(verb)
    if verb.lemma in words.GETS and not any(p.lemma in words.GIVEN for p in frame.patients):
        return
    clause = verb.child("ccomp")
    told_so = clause is not None and not any(g.tag == "WDT" for c in clause.children for g in (c, *c.children))
    if verb.lemma not in words.GETS and (frame.patients or told_so):
        return  # "reported the theft to the police"
    directly = any(c.lemma in _AGAIN for c in verb.children)
    holds = verb.lemma in words.GETS or directly or verb.tag in ("VBZ", "VBP")
    once = any(c.entity in ("DATE", "TIME") for p in verb.children for c in (p, *p.children))
    brings = words.REVERSED[verb.lemma]
    # "takes || orders from the palace": again and again
    given = [h for p in frame.patients for h in prepositions(p).get(brings, []) if verb.tag in ("VBZ", "VBP")]
    for head in frame.prepositions.get(brings, []) or given:
        told = holds or (not once and any(is_office(t) for t in (head, *head.children)))
        yield from _directed(context, verb, head, frame.agents, told=told)


_AGAIN = frozenset("directly personally daily weekly monthly regularly always still".split())
"""Words of who reports to his superior, and not once."""


def passes_orders(context: Context, verb: Token) -> Iterator[Claim]:
    """ "X passes the orders to the bureau", "gives it its orders": again and again."""
    frame = frame_of(verb)
    given = [p for p in frame.patients if p.lemma in words.GIVEN]
    whom = frame.prepositions.get("to", []) + [c for c in verb.children if c.dep == "dative" and c.pos != "ADP"]
    if not given or verb.tag not in ("VBZ", "VBP") or any(c.dep == "acl" for p in given for c in p.children):
        return
    for above in frame.agents:
        yield from _directed(context, verb, above, whom, told=True)


def subordinate(context: Context, adjective: Token) -> Iterator[Claim]:
    """ "The guard is subordinate to the ministry"."""
    below = [t for t in [adjective.head.child("nsubj")] if t]
    for head in prepositions(adjective).get("to", []):
        yield from _directed(context, adjective, head, below, told=True)


def under_command(context: Context, noun: Token) -> Iterator[Claim]:
    """ "The guard is under the command of X", "placed the police under the ministry's control": a person heads it, a body directs it."""
    under = noun.head
    if noun.dep != "pobj" or under.lemma != "under":
        return
    holder = under.head
    frame = frame_of(holder)
    below = [holder] if holder.pos in ("NOUN", "PROPN") else (frame.patients or frame.agents)
    bodies = tuple(f for f in context.fillers(below) if f.type == "organisation")
    people = tuple(f for f in context.fillers(below) if f.type == "person") if holder.tag == "NNS" else ()
    for above in (noun.child("poss"), *prepositions(noun).get("of", [])):
        kind = context.kind(above) if above is not None else ""
        relation = {"person": "heads", "organisation": "directs"}.get(kind)
        relation = "directs" if relation and not bodies else relation  # "soldiers under the command of X"
        if relation is not None and (bodies or people):
            how = modality(holder) if holder.pos in ("VERB", "AUX") else None
            claim = tied(
                context, relation, noun, {"subject": context.fillers([above]), "object": bodies or people}, how
            )
            if claim:
                yield claim


def _directed(context: Context, trigger: Token, above: Token, below: list[Token], *, told: bool) -> Iterator[Claim]:
    """Who directs whom, where it is told for sure or is not between two people: somebody may report to another once."""
    director, directed = context.actors([above]), context.actors(below)
    if director and directed and (told or not all(f.type == "person" for f in (*director, *directed))):
        claim = tied(context, "directs", trigger, {"subject": director, "object": directed}, modality(trigger))
        if claim:  # "the Committee reports to the president" is no speech of the Committee's
            yield unsaid_by(claim, directed)


def are_bodies(context: Context, heads: list[Token]) -> bool:
    """Whether any of some words is a body, a place that is governed, or a part of a body."""
    return any(context.kind(h) in ("organisation", "place") or _is_part(context, h) for h in heads)


def _is_part(context: Context, head: Token) -> bool:
    """Whether a noun is a part of a body: "the Directorate's station", "the foreign section of the Third Bureau", "the Kesh garrison"."""
    if head.lemma in words.UNITS:
        return True
    owners = [c for c in head.children if c.dep in ("poss", "compound")] + prepositions(head).get("of", [])
    kinds = ("organisation", *(["facility"] if head.lemma != "station" else []))  # "the prison's security section"
    return head.lemma in words.PARTS and any(context.kind(o) in kinds for o in owners)
