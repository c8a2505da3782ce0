"""Ties: who heads, directs, approves, is responsible for what, belongs to whom; who holds which post is read in posts."""

from collections.abc import Container, Iterator
from dataclasses import replace

from onrecord.claim import tie_words as words
from onrecord.claim.command import answers_to, are_bodies, passes_orders, subordinate, takes_command, under_command
from onrecord.claim.context import Context, unsaid_by
from onrecord.claim.frames import Frame, frame_of, prepositions, who_is
from onrecord.claim.mandate import (
    consents,
    decided,
    handled,
    is_deed,
    is_ordered,
    ordered_before,
    stood_for,
    tasked,
    what_is_ordered,
    where_decided,
)
from onrecord.claim.modality import modality
from onrecord.claim.posts import is_office, posts
from onrecord.claim.tenure import tied
from onrecord.model import Claim, Filler, Token


def ties(context: Context) -> list[Claim]:
    """Every tie a document tells, posts before names and beside them included."""
    claims = [*posts(context), *_standing(context), *_members(context), *_possessed(context), *_led_by(context)]
    for token in context.tokens:
        read = _BY_LEMMA.get(token.lemma)
        if token.pos == "VERB" and token.lemma in words.TAKES:
            claims += takes_command(context, token)
        if token.pos == "VERB" and token.lemma in words.PASSES:
            claims += passes_orders(context, token)
        if token.pos == "VERB" and token.lemma in words.HANDLES:
            claims += handled(context, token)
        if token.pos == "VERB" and token.lemma in words.REVERSED:
            claims += answers_to(context, token)
        elif token.pos == "VERB" and token.lemma in words.VERBS:
            claims += _from_verb(context, token)
        elif token.lemma in words.SUBORDINATE and token.dep == "acomp":
            claims += subordinate(context, token)
        elif read is not None:
            claims += read(context, token)
    return claims


def _told_to_be(context: Context, nouns: Container[str]) -> Iterator[tuple[Token, Token, Token | None]]:
    """(noun, whom it is told of, the verb that tells it or None): "X is a unit of", "X, an officer of"."""
    for noun in context.tokens:
        if noun.lemma not in nouns or noun.dep not in ("attr", "appos"):
            continue
        verb = noun.head if noun.dep == "attr" else None
        holder = noun.head if verb is None else who_is(verb)
        if holder is not None and (verb is None or verb.lemma in ("be", "become")):
            yield noun, holder, verb


def _standing(context: Context) -> Iterator[Claim]:
    """ "Y is part of Z", "Bureau Nine, a unit of the army", "Department Four, the Directorate's foreign arm"."""
    for noun, subject, verb in _told_to_be(context, words.STANDING):
        of = next((c for c in noun.children if c.dep == "prep" and c.lemma == "of"), None)
        whole = of.child("pobj") if of else (noun.child("poss") if words.STANDING[noun.lemma] == "part_of" else None)
        how = modality(verb) if verb is not None else None
        roles = {"subject": context.fillers([subject]), "object": context.fillers([whole])}
        claim = tied(context, words.STANDING[noun.lemma], noun, roles, how)
        if claim and (verb is not None or claim.roles["subject"][0].type in ("organisation", "person")):
            yield claim


def _described(context: Context) -> Iterator[tuple[Token, Token, None]]:
    """ "The judgment described him as an officer of the bureau": (noun, whom it is told of, no verb)."""
    for noun in context.tokens:
        verb = noun.head.head
        as_ = noun.lemma in words.MEMBERS and noun.dep == "pobj" and noun.head.lemma == "as"
        if as_ and verb.lemma in words.DESCRIBES and (whom := verb.child("dobj", "nsubjpass")) is not None:
            yield noun, whom, None


def _members(context: Context) -> Iterator[Claim]:
    """ "X, an officer of the Directorate", "X was a Bureau Nine agent": somebody named, who belongs to a body."""
    for noun, holder, verb in (*_told_to_be(context, words.MEMBERS), *_described(context)):
        if is_office(noun):  # "a chief executive officer of"
            continue
        of = [h for p in ("of", "for", "in", "from", "with") for h in prepositions(noun).get(p, [])]
        beside = [c for c in noun.children if c.dep in ("compound", "nmod", "poss")]
        bodies = [b for b in (*of, *beside) if context.kind(b) == "organisation"]
        people = tuple(f for f in context.fillers([context.antecedent(holder)]) if f.type == "person")
        roles = {"subject": people, "object": tuple(f for f in map(context.filler, bodies[:1]) if f)}
        claim = tied(context, "member_of", noun, roles, modality(verb) if verb is not None else None)
        if claim:
            yield claim


def _possessed(context: Context) -> Iterator[Claim]:
    """ "the army's Bureau Nine": a named body that belongs to another."""
    for mention in context.reading.mentions:
        if mention.type != "organisation" or not mention.named:
            continue
        head = context.tokens[mention.head]
        owner = head.child("poss")
        holder = context.mention(owner) if owner else None
        if (
            owner is not None
            and holder is not None
            and holder.type == "organisation"
            and holder.end <= mention.start
            and head.pos == "PROPN"
        ):
            bodies = tuple(f for f in context.fillers([head]) if f.type != "person")  # "and its commander"
            claim = tied(
                context,
                "part_of",
                head,
                {"subject": bodies, "object": context.fillers([owner])},
            )
            if claim:
                yield claim


def _led_by(context: Context) -> Iterator[Claim]:
    """ "Department Four under Colonel X": whoever a body is under heads it."""
    people = {m.start: m for m in context.reading.mentions if m.type == "person" and m.named}
    for mention in context.reading.mentions:
        body = context.tokens[mention.head]
        whose = _told_of(body)
        after = (t for t in context.tokens[body.i + 1 : body.i + 3] if t.text != ",")
        under = next(after, body)
        if mention.type != "organisation" or under.text != "under" or under.sentence != body.sentence:
            continue
        near = context.tokens[under.i + 1 : under.i + 5]
        who = next((people[t.start] for t in near if t.start in people), None)
        titled = who is not None and all(_titles(t) for t in near if t.start < who.start)
        if who is not None and titled:
            claim = tied(context, "heads", body, {"subject": context.fillers([context.tokens[who.head]]), "object": context.fillers([whose if context.kind(whose) == "organisation" else body])})  # fmt: skip
            if claim:
                yield claim


def _told_of(body: Token) -> Token:
    """ "Section B, responsible for the neighbouring states, under X": he heads the section, and no states."""
    told = body.head.head
    return told.head if body.dep == "pobj" and told.lemma == "responsible" else body


def _titles(word: Token) -> bool:
    """Whether a word may stand between "under" and the name of who heads a body: "under Colonel X", "under the minister X"."""
    return word.text[:1].isupper() or word.text == "the" or word.lemma in words.OFFICES


def _from_verb(context: Context, verb: Token) -> Iterator[Claim]:
    frame = frame_of(verb)
    objects = [context.antecedent(t) for t in frame.patients]
    if brought := words.BROUGHT.get(verb.lemma):
        heads = [h for p in brought for h in frame.prepositions.get(p, [])]
        objects = heads if heads or verb.lemma not in ("decide", "sign") else objects
    relation = _relation(context, verb, frame, objects)
    if not relation:
        return
    if relation == "approves" and not objects and (what := ordered_before(context, verb)) is not None:
        objects = [what]  # "The Leader signs off at the end."
    agents = frame.agents or (where_decided(context, verb) if relation == "approves" else [])
    subjects = context.actors(agents)
    if verb.lemma == "belong" and any(f.type == "person" for f in subjects):
        if any(a.lemma in ("which", "that") for a in frame.agents):
            return  # "the owner of the car, which belongs to X": the car does
        relation = "member_of"
    if relation == "member_of":
        subjects = subjects if verb.lemma == "join" else tuple(f for f in subjects if f.type == "person")
    approved = context.fillers(objects) if relation != "approves" else what_is_ordered(context, objects)
    roles = {"subject": subjects, "object": approved}
    how = modality(verb)
    if relation == "approves" and how.mode == "called_for" and verb.child("nsubjpass") is not None:
        how = replace(how, mode="actual")  # "every killing must be approved by X": that is how it is
    claim = tied(context, relation, verb, roles, how)
    if claim:
        yield unsaid_by(claim, subjects) if verb.lemma == "order" else claim


def _relation(context: Context, verb: Token, frame: Frame, objects: list[Token]) -> str:
    """The relation a verb tells here; empty where it tells none."""
    relation = words.VERBS[verb.lemma]
    if verb.lemma == "order" and not all(o.lemma in words.CAMPAIGNS for o in objects):
        return ""
    facility = verb.lemma in words.RUNS and any(context.kind(o) == "facility" for o in objects)
    if facility and any(context.kind(a) == "organisation" for a in frame.agents):
        relation = "directs"  # a body runs a camp; it is nobody's head
    if relation == "heads" and objects and all(o.entity == "LOC" for o in objects):
        return "responsible_for"  # "four desks: Europe, run by X"
    return relation if _tells_a_tie(context, verb, relation, objects) else ""


def _tells_a_tie(context: Context, verb: Token, relation: str, objects: list[Token]) -> bool:
    """Whether a verb with other meanings too ties somebody to a body or a task here."""
    if verb.lemma == "sign" and not (verb.child("prt") and frame_of(verb).agents):
        return False
    if verb.lemma == "sign" and not objects:
        return verb.tag == "VBZ" and ordered_before(context, verb) is not None
    if verb.lemma in words.SETS_UP and not _sets_up(context, verb, objects):
        return False
    if relation == "member_of" and verb.lemma != "join":
        return verb.child("dobj", "prt") is None and any(_is_known(context, o) for o in objects)
    if relation == "responsible_for":  # "Directorate 9 covers the Gulf"
        return any(_is_part_named(context, context.antecedent(a)) for a in frame_of(verb).agents) and any(
            context.kind(o) == "place" for o in objects
        )
    if relation == "resides_in":
        return any(context.kind(o) == "place" or o.pos == "PROPN" for o in objects)
    if verb.lemma in ("control", "join") and any(o.lemma in words.THRONGS for o in objects):
        return False
    if relation == "approves":
        return any(map(_each_arrest, objects)) or is_ordered(stood_for(context, o) for o in objects)
    if relation in ("heads", "directs", "founded") or verb.lemma == "join":
        return _is_run(context, verb, relation, objects)
    return True


def _each_arrest(what: Token) -> bool:
    """ "Signs off on each arrest"."""
    return what.lemma in words.ARRESTS and any(c.lemma in words.ALL for c in what.children)


def _is_run(context: Context, verb: Token, relation: str, objects: list[Token]) -> bool:
    """Whether what somebody heads, directs, founds or joins is a body, people, or what is ordered."""
    if relation == "heads" and (verb.child("prt") or any(o.lemma in words.ORDERED and _is_any(o) for o in objects)):
        return False  # "headed off by police"
    if verb.lemma in words.RUNS and any(context.kind(o) == "facility" for o in objects):
        return any(context.kind(a) == "person" or _is_named(context, a) for a in frame_of(verb).agents)
    people = relation == "directs" and any(o.tag == "NNS" and context.kind(o) == "person" for o in objects)
    return people or are_bodies(context, objects) or is_ordered(objects)


def _is_part_named(context: Context, head: Token) -> bool:
    """ "Directorate 9", "the Gulf desk": a part of a body, by its name; a broadcaster covers Europe otherwise."""
    mention = context.mention(head)
    named = mention.name.lower().split() if mention is not None and mention.type == "organisation" else []
    return bool(words.DESKS & {*named, head.lemma})


def _is_known(context: Context, body: Token) -> bool:
    """A body that somebody may be a member of where he works for it: named, a named one's own, or a state's by its word."""
    own = body.child("poss")
    known = _is_named(context, body) or (own is not None and _is_named(context, own)) or body.lemma in words.SERVICES
    return context.kind(body) == "organisation" and known


def _employed(context: Context, verb: Token) -> Iterator[Claim]:
    """ "Was employed by the mission"."""
    frame = frame_of(verb)
    bodies = [a for a in frame.agents if _is_known(context, a)]
    people = tuple(f for f in context.fillers(frame.patients) if f.type == "person")
    claim = tied(context, "member_of", verb, {"subject": people, "object": context.fillers(bodies)}, modality(verb))
    if claim:
        yield claim


def _is_named(context: Context, head: Token) -> bool:
    mention = context.mention(head)
    return mention is not None and mention.named


def _sets_up(context: Context, verb: Token, objects: list[Token]) -> bool:
    """ "The front was set up by X", "X formed the league": a body, and by whom."""
    up = verb.lemma != "set" or any(c.lemma == "up" for c in verb.children)
    return up and any(context.kind(o) == "organisation" for o in objects)


def _is_any(head: Token) -> bool:
    """ "Accused it of running a campaign of sabotage", "ran seven plots": deeds told of it, no office."""
    return any(c.lemma in ("a", "an") or c.dep == "nummod" for c in head.children)


def _responsible(context: Context, token: Token) -> Iterator[Claim]:
    """ "is in charge of Europe", "is responsible for operations", "takes the lead in Africa"."""
    verb = next((a for a in token.ancestors() if a.pos in ("VERB", "AUX")), None)
    if (
        verb is None
        or (token.lemma == "charge" and token.head.lemma != "in")
        or (token.lemma == "lead" and verb.lemma not in ("take", "have"))
    ):
        return
    wanted = {"charge": ("of",), "responsible": ("for",), "lead": ("in", "on", "for")}[token.lemma]
    preposition = next(
        (c for h in (token, verb) for c in h.children if c.dep == "prep" and c.lemma in wanted and c.i > token.i),
        None,
    )
    if preposition is None:
        return
    objects = [t for t in preposition.children if t.dep in ("pobj", "pcomp")]
    if token.lemma == "responsible" and (any(is_deed(o) for o in objects) or _whoever(token)):
        return  # blame, not a task
    claim = tied(
        context,
        "responsible_for",
        token,
        {"subject": _in_charge(context, token, verb), "object": context.fillers(objects)},
        modality(verb),
    )
    if claim:
        yield claim


def _whoever(responsible: Token) -> bool:
    """ "Sanctions on officials responsible for reprisals": whoever they are."""
    who = responsible.head
    return (
        responsible.dep in ("amod", "relcl", "acl") and who.tag == "NNS" and who.child("det", "poss", "nummod") is None
    )


def _in_charge(context: Context, token: Token, verb: Token) -> tuple[Filler, ...]:
    """Who answers for it: the noun "in charge of" hangs on ("the general in charge of the north"), else the verb's subject."""
    holder = token.head.head if token.lemma == "charge" else token.head
    above = frame_of(verb)
    heads = above.patients if verb.lemma in ("put", "place") else above.agents  # "was put in charge of the guard"
    heads = [holder] if holder.pos in ("NOUN", "PROPN") else heads
    return tuple(f for f in context.fillers(heads) if f.type in ("person", "organisation", ""))


def _accredited(context: Context, verb: Token) -> Iterator[Claim]:
    frame = frame_of(verb)
    if verb.lemma != "accredit" and not any(map(is_office, frame.prepositions.get("as", []))):
        return  # "soldiers were stationed in X"
    claim = tied(
        context,
        "accredited_to",
        verb,
        {
            "subject": context.fillers(frame.patients),
            "object": context.fillers(frame.prepositions.get("to", []) + frame.prepositions.get("in", [])),
        },
        modality(verb),
    )
    if claim:
        yield claim


def _under_cover(context: Context, noun: Token) -> Iterator[Claim]:
    verb = next((a for a in noun.ancestors() if a.pos == "VERB"), None)
    of = next((c for c in noun.children if c.dep == "prep" and c.lemma in ("of", "as")), None)
    of = of or (verb and next((c for c in verb.children if c.dep == "prep" and c.lemma == "as"), None))
    if verb is None or of is None:
        return
    subjects, objects = frame_of(verb).agents, [t for t in of.children if t.dep == "pobj"]
    if objects and any(a.lemma in ("darkness", "night", "fire") for a in objects):
        return
    if noun.lemma == "front" and noun not in objects:
        return  # "on the front of the paper"
    if noun in objects:  # "the shop serves as a cover for the bureau": which operates under it
        subjects, objects = prepositions(noun).get("for", []), [context.antecedent(a) for a in subjects]
    claim = tied(
        context,
        "operates_under_cover_as",
        noun,
        {"subject": context.fillers(subjects), "object": context.fillers(objects)},
        modality(verb),
    )
    if claim:
        yield claim


def _poses(context: Context, verb: Token) -> Iterator[Claim]:
    """ "was posing as a trade attaché"."""
    frame = frame_of(verb)
    objects = context.fillers(h for h in frame.prepositions.get("as", []) if not _is_named(context, h))
    claim = tied(context, "operates_under_cover_as", verb, {"subject": context.fillers(frame.agents), "object": objects}, modality(verb))  # fmt: skip
    if claim:
        yield claim


def _charge(context: Context, word: Token) -> Iterator[Claim]:
    """ "In charge of Europe", "charged with operations abroad"."""
    yield from (tasked if word.pos == "VERB" else _responsible)(context, word)


_BY_LEMMA = {
    "charge": _charge,
    "responsible": _responsible,
    "lead": _responsible,
    **dict.fromkeys(words.POSTS, _accredited),
    **dict.fromkeys(["cover", "front"], _under_cover),
    **dict.fromkeys(words.CONSENT, consents),
    "decision": decided,
    **dict.fromkeys(words.TASKS, tasked),
    "employ": _employed,
    "pose": _poses,
    "masquerade": _poses,
    **dict.fromkeys(words.COMMAND, under_command),
}
"""Word -> what reads the tie around it."""
