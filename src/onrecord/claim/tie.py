"""Ties: who holds which post, who heads, directs, approves, is responsible for what, belongs to whom."""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.claim.circumstances import time_of
from onrecord.claim.context import _OFFICES as OFFICES
from onrecord.claim.context import Context, joined
from onrecord.claim.frames import frame_of, prepositions
from onrecord.claim.incident_words import NOUNS
from onrecord.claim.modality import Modality, modality
from onrecord.claim.tenure import APPOINTS, FORMER, OUSTS, with_tenure
from onrecord.model import Claim, Filler, Span, Token

# Verb -> relation of its subject to its object.
VERBS: dict[str, str] = {
    lemma: relation
    for relation, lemmas in {
        "heads": "head lead chair run preside",
        "directs": "direct command oversee supervise control steer coordinate",
        "approves": "approve authorise authorize sanction sign",
        "founded": "found establish",
        "resides_in": "live reside",
        "member_of": "join",
        "part_of": "belong",
    }.items()
    for lemma in lemmas.split()
}
# Verb -> the preposition that brings who directs its subject: "the unit reports to the Council".
REVERSED = {"report": "to", "answer": "to", "take": "from"}
ORDERS = frozenset("order instruction command".split())
# Phrases "is X of", "is in X of": noun -> relation.
STANDING = {"charge": "responsible_for", "responsible": "responsible_for", "accountable": "responsible_for", "part": "part_of", "member": "member_of",
            "arm": "part_of", "branch": "part_of", "wing": "part_of", "unit": "part_of", "founder": "founded"}  # fmt: skip
ORDERED = frozenset(
    [
        "operation",
        "plot",
        "attack",
        "plan",
        "assassination",
        "killing",
        "action",
        "decision",
        "mission",
        "campaign",
        "bombing",
        "strike",
        "raid",
    ]
)
# First words of an office that the parser may take for a body's name: "Interior Minister".
PORTFOLIOS = frozenset(
    "interior foreign defence defense finance justice prime vice deputy state health education trade energy police security "
    "intelligence home labour labor culture environment information oil agriculture development economy transport immigration".split()
)
RANKS = frozenset(
    "general colonel major captain lieutenant admiral commodore brigadier marshal sergeant inspector superintendent".split()
)
"""Offices that somebody has beside his post: "commander Colonel X"."""
GENERALS = frozenset("secretary attorney consul director prosecutor governor inspector".split())
"""Offices that "general" may belong to: "Secretary General X" has no rank."""
# "Is subordinate to": the same by an adjective.
SUBORDINATE = frozenset(["subordinate", "answerable"])
UNITS = frozenset("garrison brigade battalion regiment squadron platoon detachment division corps precinct".split())
"""Bodies of soldiers or police that somebody heads, whatever they are called."""
# What a body may have that somebody runs; without the body it may be a railway's.
PARTS = frozenset("station section desk wing branch unit operation network cell residency arm".split())
# Relations that begin and end.
TENURES = frozenset(["holds_post", "heads", "directs", "member_of"])
# Verbs whose "as" brings the post: "served as minister", "resigned as minister", "stepped down as head".
SERVES = OUSTS | frozenset("serve work act resign step quit retire".split())
NO_POST = frozenset(
    ["people", "person", "man", "woman", "boy", "girl", "child", "victim", "resident", "leader-in-exile"]
)


def ties(context: Context) -> list[Claim]:
    """Every tie a document tells, posts before names and beside them included."""
    claims = [*_titles(context), *_appositions(context), *_copulas(context), *_possessed(context), *_led_by(context)]
    for token in context.tokens:
        if token.pos == "VERB" and token.lemma in VERBS:
            claims += _from_verb(context, token)
        elif token.pos == "VERB" and token.lemma in REVERSED:
            claims += _reversed(context, token)
        elif token.pos == "VERB" and token.lemma in APPOINTS:
            claims += _appointed(context, token)
        elif token.pos == "VERB" and token.lemma in SERVES:
            claims += _served(context, token)
        elif token.lemma in SUBORDINATE and token.dep == "acomp":
            claims += _subordinate(context, token)
        elif token.lemma in ("charge", "responsible", "lead"):
            claims += _responsible(context, token)
        elif token.lemma == "accredit":
            claims += _accredited(context, token)
        elif token.lemma == "cover" and token.head.lemma == "under":
            claims += _under_cover(context, token)
    return claims


def _tie(
    context: Context,
    relation: str,
    trigger: Token,
    roles: dict[str, tuple[Filler, ...]],
    how: Modality | None = None,
) -> Claim | None:
    if not roles.get("subject") or not (roles.get("object") or roles.get("post")):
        return None
    claim = context.claim(
        "tie",
        relation,
        trigger,
        how or Modality(),
        roles=roles,
        time=time_of(context, trigger) if how else None,
    )
    return with_tenure(context, claim, trigger, told=how is not None) if relation in TENURES else claim


def _post(context: Context, first: Token, last: Token) -> tuple[Filler, ...]:
    """The post's own words: "former" is when, not what."""
    while first.i < last.i and first.text.lower() in (*FORMER, "-"):
        first = context.tokens[first.i + 1]
    return (Filler(context.words(first, last), (Span(first.start, last.end),), "post", True),)


def _titles(context: Context) -> Iterator[Claim]:
    """ "Chairman Ivo Destan", "Prime Minister Pavel Roth", "Belgian police chief X"."""
    for mention in context.reading.mentions:
        if mention.type != "person" or not mention.named:
            continue
        head = context.tokens[mention.head]
        start = next(
            (t for t in reversed(context.tokens[max(0, head.i - 8) : head.i + 1]) if t.start <= mention.start),
            head,
        )
        title: list[Token] = []
        i = start.i - 1
        while (
            i >= 0
            and context.tokens[i].sentence == head.sentence
            and (context.tokens[i].dep in ("compound", "amod", "nmod", "poss") or context.tokens[i].lemma in OFFICES)
            and context.tokens[i].pos in ("NOUN", "PROPN", "ADJ")
            and context.tokens[i].text != ","
        ):
            title.insert(0, context.tokens[i])
            i -= 1
        yield from _post_before(context, head, context.tokens[i]) if i >= 0 else ()
        before = [
            t for t in context.tokens[max(0, i - 1) : i + 1] if t.i == i or context.tokens[i].text in ("'s", "’s")
        ]
        while title and (
            (title[0].entity in ("NORP", "GPE", "ORG", "DATE") and not _is_portfolio(title))
            or title[0].lemma in ("former", "late")
        ):
            before = [title[0]] if title[0].entity == "ORG" else before  # "Border Guard commander X"
            title = title[1:]
        owner = [
            t
            for t in before
            if t.entity in ("ORG", "GPE", "NORP")
            and t.sentence == head.sentence
            and not (t.dep == "pobj" and t.head.lemma == "of")
        ]
        for words, body in _post_then_rank(title, owner[-1:]):
            roles = {
                "subject": context.fillers([head]),
                "post": _post(context, words[0], words[-1]),
                "object": context.fillers(body),
            }
            claim = _tie(context, "holds_post", words[-1], roles)
            if claim:
                yield claim


def _post_then_rank(title: list[Token], body: list[Token]) -> Iterator[tuple[list[Token], list[Token]]]:
    """A title's posts, each with the body it is of: "commander Colonel X" holds a post there, and a rank."""
    ranked = len(title) > 1 and title[-1].lemma in RANKS and title[-2].lemma in OFFICES - RANKS - GENERALS
    post = title[:-1] if ranked else title
    if any(t.lemma in OFFICES for t in post):
        yield post, body
    if ranked:
        yield title[-1:], []


def _post_before(context: Context, holder: Token, last: Token) -> Iterator[Claim]:
    """ "Minister of Justice X", "Chief of Staff General X": a post with its "of" before a name, or before its rank."""
    post = last.head.head
    titled = last.dep == "pobj" and last.head.lemma == "of" and post.dep == "nmod" and post.head is holder
    if titled and post.lemma in OFFICES and post.text[:1].isupper():
        first, body = post.first, None
        while first.i < post.i and first.entity in ("GPE", "NORP", "ORG"):
            first, body = context.tokens[first.i + 1], first
        subject = tuple(f for f in [context.filler(holder)] if f)
        roles = {"subject": subject, "post": _post(context, first, last), "object": context.fillers([body])}
        claim = _tie(context, "holds_post", post, roles)
        if claim:
            yield claim


def _is_portfolio(title: list[Token]) -> bool:
    """Whether a title begins with a minister's field: "Interior Minister", "Borders Minister"."""
    field = title[0]
    return field.lemma in PORTFOLIOS or (field.entity == "ORG" and len(title) > 1 and title[1].lemma == "minister")


def _appositions(context: Context) -> Iterator[Claim]:
    """ "Lena Orvath, deputy head of the Council", "the ministry's spokesman, Colonel Y"."""
    for token in context.tokens:
        if token.dep != "appos" or token.pos not in ("NOUN", "PROPN"):
            continue
        for post, person in ((token, token.head), (token.head, token)):
            mention = context.mention(person)
            if post.lemma in OFFICES and post.i != person.i and mention and mention.type == "person" and mention.named:
                yield from _holds(context, post, person)
        if token.lemma in STANDING:  # "Bureau Nine, a unit of the army"
            of = next((c for c in token.children if c.dep == "prep" and c.lemma == "of"), None)
            claim = _tie(context, STANDING[token.lemma], token, {
                "subject": context.fillers([token.head]), "object": context.fillers([of.child("pobj") if of else None]),
            })  # fmt: skip
            if claim and claim.roles["subject"][0].type in ("organisation", "person"):
                yield claim


def _holds(context: Context, post: Token, person: Token, how: Modality | None = None) -> Iterator[Claim]:
    of = next((c for c in post.children if c.dep == "prep" and c.lemma in ("of", "at", "for", "to")), None)
    body = of.child("pobj") if of else None
    if of and of.lemma == "at" and body and context.kind(body) not in ("organisation", "facility"):
        body = None  # "said the chairman at a news conference"
    owner = post.child("poss") or next(
        (c for c in post.children if c.dep in ("compound", "nmod") and c.entity == "ORG"), None
    )
    first = post.first
    while first.i < post.i and (
        first.dep == "det" or first.dep == "case" or (owner is not None and owner.left <= first.i <= owner.right)
    ):
        first = context.tokens[first.i + 1]
    claim = _tie(
        context,
        "holds_post",
        post,
        {
            "subject": context.fillers([person]),
            "post": _post(context, first, post),
            "object": context.fillers([body or owner]),
        },
        how,
    )
    if claim:
        yield claim


def _appointed(context: Context, verb: Token) -> Iterator[Claim]:
    """ "appointed X as head of Y", "was named minister"."""
    frame = frame_of(verb)
    posts = [
        *frame.prepositions.get("as", []),
        *frame.prepositions.get("to", []),
        *(c for c in verb.children if c.dep in ("oprd", "attr")),
    ]
    for post in posts:
        if post.lemma in OFFICES and frame.patients:
            yield from _holds(context, post, frame.patients[0], modality(verb))


def _served(context: Context, verb: Token) -> Iterator[Claim]:
    """ "served as minister", "resigned as prime minister", "was dismissed as head of Y"."""
    frame = frame_of(verb)
    ousted = verb.lemma in OUSTS
    people = [context.antecedent(t) for t in (frame.patients if ousted else frame.agents)]
    posts = [c for p in verb.children if p.dep == "prep" and p.lemma == "as" for c in p.children if c.dep == "pobj"]  # fmt: skip
    for post in posts:
        if post.lemma in OFFICES and people:
            mention = context.mention(people[0])
            if mention and mention.type == "person":
                for claim in _holds(context, post, people[0], modality(verb)):  # "dismissed X" denies nothing
                    yield replace(claim, polarity="affirmed", said_by=() if ousted else claim.said_by)


def _copulas(context: Context) -> Iterator[Claim]:
    """ "X is the head of Y", "Y is part of Z", "became minister"."""
    for token in context.tokens:
        if token.lemma not in ("be", "become") or token.pos not in ("AUX", "VERB"):
            continue
        subject, said = token.child("nsubj"), token.child("attr")
        if subject is None or said is None:
            continue
        how = modality(token)
        if said.lemma in OFFICES and said.lemma not in NO_POST:
            holder = context.antecedent(subject)
            mention = context.mention(holder)
            if mention and mention.type == "person":
                yield from _holds(context, said, holder, how)
        elif said.lemma in STANDING:
            of = next((c for c in said.children if c.dep == "prep" and c.lemma == "of"), None)
            claim = _tie(
                context,
                STANDING[said.lemma],
                said,
                {
                    "subject": context.fillers([subject]),
                    "object": context.fillers([of.child("pobj") if of else None]),
                },
                how,
            )
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
            claim = _tie(
                context,
                "part_of",
                head,
                {"subject": context.fillers([head]), "object": context.fillers([owner])},
            )
            if claim:
                yield claim


def _led_by(context: Context) -> Iterator[Claim]:
    """ "Department Four under Colonel X": whoever a body is under heads it."""
    people = {m.start: m for m in context.reading.mentions if m.type == "person" and m.named}
    for mention in context.reading.mentions:
        body = context.tokens[mention.head]
        under = context.tokens[body.i + 1] if body.i + 1 < len(context.tokens) else body
        if mention.type != "organisation" or under.text != "under" or under.sentence != body.sentence:
            continue
        near = context.tokens[under.i + 1 : under.i + 5]
        who = next((people[t.start] for t in near if t.start in people), None)
        titled = who is not None and all(t.text[:1].isupper() for t in near if t.start < who.start)
        if who is not None and titled:
            claim = _tie(context, "heads", body, {"subject": context.fillers([context.tokens[who.head]]), "object": context.fillers([body])})  # fmt: skip
            if claim:
                yield claim


def _from_verb(context: Context, verb: Token) -> Iterator[Claim]:
    relation = VERBS[verb.lemma]
    frame = frame_of(verb)
    objects = [context.antecedent(t) for t in frame.patients]
    if relation in ("resides_in",):
        objects = frame.prepositions.get("in", [])
    elif verb.lemma in ("belong",):
        objects = frame.prepositions.get("to", [])
    elif verb.lemma == "preside":
        objects = frame.prepositions.get("over", [])
    if verb.lemma == "sign" and not (verb.child("prt") and frame.agents):
        return
    if (
        verb.lemma in ("sanction", "establish", "run", "lead", "control", "direct", "found", "join")
        and not _bodies(context, objects)
        and not _ordered(objects)
    ):
        return
    if relation == "heads" and any(o.lemma in ORDERED and _is_any(o) for o in objects):
        return
    if relation == "approves" and not _ordered(objects):
        return
    people = relation == "directs" and any(o.tag == "NNS" and context.kind(o) == "person" for o in objects)
    if relation in ("heads", "directs") and not (people or _bodies(context, objects) or _ordered(objects)):
        return
    subjects = tuple(f for f in context.fillers(frame.agents) if f.type in ("person", "organisation"))
    claim = _tie(
        context,
        relation,
        verb,
        {"subject": subjects, "object": context.fillers(objects)},
        modality(verb),
    )
    if claim:
        yield claim


def _reversed(context: Context, verb: Token) -> Iterator[Claim]:
    """ "the unit reports to the Council", "takes its orders from the palace": the other directs the subject."""
    frame = frame_of(verb)
    if verb.lemma == "take" and not any(p.lemma in ORDERS for p in frame.patients):
        return
    if verb.lemma != "take" and (frame.patients or verb.child("ccomp") is not None):
        return  # "reported the theft to the police"
    directly = any(c.lemma in ("directly", "personally") for c in verb.children)
    holds = verb.lemma == "take" or directly or verb.tag in ("VBZ", "VBP")
    for head in frame.prepositions.get(REVERSED[verb.lemma], []):
        yield from _directed(context, verb, head, frame.agents, told=holds)


def _subordinate(context: Context, adjective: Token) -> Iterator[Claim]:
    """ "The guard is subordinate to the ministry"."""
    below = [t for t in [adjective.head.child("nsubj")] if t]
    for head in prepositions(adjective).get("to", []):
        yield from _directed(context, adjective, head, below, told=True)


def _directed(context: Context, trigger: Token, above: Token, below: list[Token], *, told: bool) -> Iterator[Claim]:
    """Who directs whom, where it is told for sure or is not between two people: somebody may report to another once."""
    director, directed = (
        tuple(f for f in context.fillers(heads) if f.type in ("person", "organisation")) for heads in ([above], below)
    )
    if director and directed and (told or not all(f.type == "person" for f in (*director, *directed))):
        claim = _tie(context, "directs", trigger, {"subject": director, "object": directed}, modality(trigger))
        if claim:  # "the Committee reports to the president" is no speech of the Committee's
            own = {f.name for f in directed}
            yield replace(claim, said_by=tuple(v for v in claim.said_by if v.name not in own))


def _bodies(context: Context, heads: list[Token]) -> bool:
    return any(context.kind(h) in ("organisation", "place") or _is_part(context, h) for h in heads)


def _is_part(context: Context, head: Token) -> bool:
    """Whether a noun is a part of a body: "the Directorate's station", "the foreign section of the Third Bureau", "the Kesh garrison"."""
    if head.lemma in UNITS:
        return True
    owners = [c for c in head.children if c.dep in ("poss", "compound")] + prepositions(head).get("of", [])
    return head.lemma in PARTS and any(context.kind(o) == "organisation" for o in owners)


def _ordered(heads: list[Token]) -> bool:
    return any(one.lemma in ORDERED or one.lemma in NOUNS for h in heads for one in joined(h))


def _is_any(head: Token) -> bool:
    """ "Accused it of running a campaign of sabotage": a deed told of it, no office."""
    return any(c.lemma in ("a", "an") for c in head.children)


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
        (c for h in (token, verb) for c in h.children if c.dep == "prep" and c.lemma in wanted and c is not token.head),
        None,
    )
    if preposition is None:
        return
    objects = [t for t in preposition.children if t.dep in ("pobj", "pcomp")]
    if token.lemma == "responsible" and any(_is_deed(o) for o in objects):
        return  # blame, not a task
    claim = _tie(
        context,
        "responsible_for",
        token,
        {"subject": _in_charge(context, token, verb), "object": context.fillers(objects)},
        modality(verb),
    )
    if claim:
        yield claim


def _is_deed(head: Token) -> bool:
    """ "the massacre", "two killings": deeds done, not a field of work ("operations abroad")."""
    return (head.lemma in NOUNS or head.lemma == "death") and (
        head.tag == "NN" or any(c.dep in ("det", "nummod") for c in head.children)
    )


def _in_charge(context: Context, token: Token, verb: Token) -> tuple[Filler, ...]:
    """Who answers for it: the noun "in charge of" hangs on ("the general in charge of the north"), else the verb's subject."""
    holder = token.head.head if token.lemma == "charge" else token.head
    heads = [holder] if holder.pos in ("NOUN", "PROPN") else frame_of(verb).agents
    return tuple(f for f in context.fillers(heads) if f.type in ("person", "organisation", ""))


def _accredited(context: Context, verb: Token) -> Iterator[Claim]:
    frame = frame_of(verb)
    claim = _tie(
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
    objects = [t for t in of.children if t.dep == "pobj"]
    if objects and any(a.lemma in ("darkness", "night", "fire") for a in objects):
        return
    claim = _tie(
        context,
        "operates_under_cover_as",
        noun,
        {"subject": context.fillers(frame_of(verb).agents), "object": context.fillers(objects)},
        modality(verb),
    )
    if claim:
        yield claim
