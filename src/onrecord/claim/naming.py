"""Who people told of before are: "Those killed were X and Y", "Police named the dead as X", "X was among those arrested"."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.claim import incident_words, law_words
from onrecord.claim.circumstances import time_of
from onrecord.claim.context import Context
from onrecord.claim.frames import prepositions
from onrecord.claim.groups import joined, named_as
from onrecord.claim.modality import as_suspect, is_nobody, modality
from onrecord.claim.numbers import quantity, value
from onrecord.model import Claim, Filler, Token, Voicing

BACK = 8
"""Sentences looked back over for what befell them, or what they did."""
DEAD = frozenset("dead victim casualty fatality deceased".split())
HURT = frozenset(["wounded", "injured"])
TAKEN = frozenset("hostage captive abductee".split())
DOERS = frozenset("attacker gunman bomber assailant shooter killer hijacker kidnapper abductor assassin sniper arsonist hitman".split())  # fmt: skip
HELD = {
    "detainee": {"arrested", "detained"},
    "suspect": {"arrested", "detained", "charged"},
    "defendant": {"tried", "charged"},
}
"""What those called so, as a group, were told to have undergone."""
KNOWS = frozenset("recognise recognize identify name".split())
"""Verbs of who tells whom he saw or knows among others."""
_PEOPLE = frozenset("that those people person man woman".split())
"""Nouns that say nothing of who they are without their participle: "those killed", "the people arrested"."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Some people, named."""

    group: Token
    """The word for them, or for those they are among."""
    by: Token
    """The word that names them: "were", "included", "identified"."""
    members: list[Token]


def with_named(context: Context, claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a document, and one for each sentence that names whom or who an earlier one only counted or called a gunman.

    Whoever names them says it, and an incident's new telling shares its number. Time and place come along where the same speaker told them.

    Args:
        claims: those of incidents and of steps of the law, in any order.
    """
    found = list(claims)
    if context.reading.caseless:
        return found  # without capitals nothing tells names from nouns
    for naming in _namings(context):
        people = tuple(f for f in map(context.filler, naming.members) if f is not None)
        told = _earlier(context, found, naming)
        if told is None:
            found += _step_told_here(context, naming, people)
            continue
        index, role = told
        claim = _claim(context, found[index], naming, role, people)
        if claim.certainty == "stated":
            claim = replace(claim, certainty=as_suspect(naming.group))
        denied = claim.kind == "incident" and claim.polarity == "denied"  # "X was not among the dead" denies no attack
        if not denied and not _says_no_more(claim, found[index], role):
            number = _number(found, index)
            found[index] = replace(found[index], incident=number)
            found.append(replace(claim, incident=number))
    return found


def _says_no_more(claim: Claim, earlier: Claim, role: str) -> bool:
    """Whether the same speaker named them there: by coreference a claim knows the name that comes later."""
    known = {f.name for f in earlier.roles[role]} if role in earlier.roles else set()
    same = [v.name for v in claim.said_by] == [v.name for v in earlier.said_by]
    return same and {f.name for f in claim.roles[role]} <= known


def _number(claims: Sequence[Claim], index: int) -> int | None:
    """The number that all tellings of an incident share, a new one where it has none yet; None for a step of the law."""
    known = claims[index]
    if known.kind != "incident" or known.incident is not None:
        return known.incident
    return max((c.incident for c in claims if c.incident is not None), default=-1) + 1


def _namings(context: Context) -> Iterator[Naming]:
    """Every naming of persons; by a name, but for those who are told to be among others: "the dead included two children"."""
    for token in context.tokens:
        for group, members in _told_by(context, token):
            some = token.lemma == "include" or (token.lemma == "be" and group.dep == "pobj")
            people = [m for m in members if context.kind(m) == "person" and (some or context.is_named(m))]
            if people and group.lemma != "one" and not _is_negative(group, people) and not _is_of_else(group):
                yield Naming(group, token, people)


def _is_negative(group: Token, people: list[Token]) -> bool:
    return any(is_nobody(p) for p in (group, *people))


def _is_of_else(group: Token) -> bool:
    """ "The victims of a fraud": of nothing this record calls an incident."""
    of = prepositions(group).get("of", []) if group.lemma in DEAD else []
    return any(h.lemma not in incident_words.NOUNS.keys() | incident_words.HARM_NOUNS.keys() for h in of)


def _told_by(context: Context, word: Token) -> Iterator[tuple[Token, list[Token]]]:
    """Whom a word names, as (group, members)."""
    if word.head is word and word.pos == "PROPN" and (group := _before_colon(context, word)) is not None:
        yield group, joined(word)
    if word.lemma == "be" and word.pos in ("AUX", "VERB"):
        yield from _told_by_is(word)
    elif word.lemma == "include" and word.pos == "VERB" and (subject := word.child("nsubj")) is not None:
        yield subject, joined(word.child("dobj"))
    elif word.lemma in KNOWS and word.pos == "VERB":
        yield from _told_by_name(word)
    elif word.lemma == "one" and word.dep == "appos":  # "X, one of those killed,"
        yield _of_whom(word), [word.head]


def _told_by_name(verb: Token) -> Iterator[tuple[Token, list[Token]]]:
    """ "Police named the dead as X", "the bomber, named by officials as X", "survivors recognised among the attackers X"."""
    described = verb.child("dobj", "nsubjpass") or (verb.head if verb.dep == "acl" else None)
    name = named_as(verb)
    if described is not None and name is not None:
        yield _of_whom(described), joined(name)
    known = verb.child("dobj")
    near = (*verb.children, *(known.children if known is not None else ()))
    for group in (c.child("pobj") for c in near if c.dep == "prep" and c.lemma == "among"):
        if group is not None:
            yield group, [m for o in (known, group.child("appos")) for m in joined(o) if m is not group]


def _told_by_is(be: Token) -> Iterator[tuple[Token, list[Token]]]:
    """ "Those killed were X", "among the dead was X", "X was among the dead", "X was one of those arrested"."""
    above = be.head if be.dep == "xcomp" else be  # "is believed to be"
    subject, attribute = above.child("nsubj", "nsubjpass"), be.child("attr")
    among = prepositions(be).get("among", [])
    if among and subject is not None:
        yield among[0], [*joined(subject), *joined(attribute)]
    elif subject is not None and attribute is not None and attribute.lemma == "one":
        yield _of_whom(attribute), joined(subject)
    elif subject is not None and attribute is not None:
        beside = [c for c in subject.children if c.dep == "appos"]  # "One of the dead, X, was"
        yield _of_whom(subject), beside or joined(attribute)
        if attribute.lemma in DOERS | DEAD and any(c.dep == "det" and c.lemma == "the" for c in attribute.children):
            yield attribute, joined(subject)  # "X was the gunman"


def _before_colon(context: Context, name: Token) -> Token | None:
    """The people of a sentence that ends in a colon, before a list of names that the parser takes for a sentence."""
    first = context.sentence(name).first
    if first < 2 or context.tokens[first - 1].text != ":" or name.child("conj") is None:
        return None
    before = context.reading.sentences[name.sentence - 1]
    people = (t for t in context.tokens[before.first : before.last] if t.tag == "NNS" and context.kind(t) == "person")
    return max(people, key=lambda t: t.i, default=None)


def _of_whom(word: Token) -> Token:
    """ "One of the attackers", "the names of the victims": the attackers, the victims."""
    of = prepositions(word).get("of", []) if word.pos == "NUM" or word.lemma == "name" else []
    return of[0] if of else word


def _earlier(context: Context, claims: Sequence[Claim], naming: Naming) -> tuple[int, str] | None:
    """The claim that told of a group before, by its index, and the role the group has there."""
    here = context.sentence(naming.by).start
    first = context.reading.sentences[max(0, naming.by.sentence - BACK)].start
    near = [i for i, c in enumerate(claims) if first <= c.evidence[0].start <= here and _happened(c)]
    near.sort(key=lambda i: claims[i].evidence[0].start, reverse=True)
    if (told := _same_group(context, claims, near, naming)) is not None:
        return told
    role, wanted = _befell(naming.group)
    return next(((i, role) for test in wanted for i in near if test(claims[i])), None)


def _happened(claim: Claim) -> bool:
    real = claim.polarity == "affirmed" and claim.mode == "actual" and claim.stage in (None, "carried_out", "attempted")
    return real and claim.kind in ("incident", "proceeding")


def _same_group(context: Context, claims: Sequence[Claim], near: list[int], naming: Naming) -> tuple[int, str] | None:
    """Where "they", "the two men" or "the gunman" stand in a claim, by coreference or, for several, by their noun and number."""
    group = naming.group
    told = context.filler(group)
    spans = set(told.spans) if told is not None else set()
    for i in near:
        for role in ROLES:
            for filler in claims[i].roles.get(role, ()):
                same = bool(spans & set(filler.spans)) or _by_noun(context, group, filler)
                if same and _as_many(context, filler, naming):
                    return i, role
    return None


ROLES = ("person", "victims", "perpetrators")
"""In which people are counted first and named later."""


def _by_noun(context: Context, group: Token, filler: Filler) -> bool:
    """ "The men" of "two men"; no names, and nobody in the same sentence."""
    head = context.token_at(filler.spans[0].end - 1)
    if group.pos == "NUM":  # "the two were named as"
        counted = quantity(head, context.text)
        return counted is not None and counted.value == value(group.text)
    return head.lemma == group.lemma and head.pos == "NOUN" and head.tag == group.tag and head.sentence < group.sentence


def _as_many(context: Context, filler: Filler, naming: Naming) -> bool:
    """Whether as many are named as were counted, where all are."""
    number = quantity(context.token_at(filler.spans[0].end - 1), context.text)
    some = naming.by.lemma != "be" or naming.group.dep == "pobj"
    return number is None or number.bound != "exact" or some or number.value == len(naming.members)


Test = Callable[[Claim], bool]


def _befell(group: Token) -> tuple[str, list[Test]]:
    """What befell a group by its own words, or what it did: the role it has, and which claims may tell of it, the likeliest first."""
    participle = _participle(group)
    word = participle.lemma if participle is not None else group.lemma
    harm = incident_words.HARM.get(word) or ("killed" if word in DEAD else "injured" if word in HURT else "")
    if harm:
        return "victims", [lambda c: harm in c.outcome, lambda c: c.kind == "incident"]
    kind = incident_words.VERBS.get(word, "") if participle is not None else ("kidnapping" if word in TAKEN else "")
    if kind:
        return "victims", [lambda c: c.type == kind]
    if word in DOERS:
        return "perpetrators", [lambda c: c.kind == "incident"]
    steps = {law_words.VERBS.get(word)} if participle is not None else HELD.get(word, set())
    return "person", [lambda c: c.type in steps]


def _participle(group: Token) -> Token | None:
    """What was done to a group, beside it: "those killed", "the arrested men", "the detained"."""
    if group.tag in ("VBN", "VBD"):
        return group
    if group.lemma not in _PEOPLE:
        return None
    return next((c for c in group.children if c.tag == "VBN" and c.dep in ("acl", "amod")), None)


def _claim(context: Context, earlier: Claim, naming: Naming, role: str, people: tuple[Filler, ...]) -> Claim:
    """The telling of an earlier claim that names some people."""
    claim = context.claim(earlier.kind, earlier.type, naming.members[0], modality(naming.by), roles={role: people}, stage=earlier.stage)  # fmt: skip
    said_by = claim.said_by or _namer(context, naming.by)
    told = [v.name for v in said_by] == [v.name for v in earlier.said_by]
    if told:
        beside = {r: f for r, f in earlier.roles.items() if r in ("authority", "charge")}
        evidence = tuple(sorted({*earlier.evidence, *claim.evidence}))
        claim = replace(
            claim, time=earlier.time, place=earlier.place, roles={**claim.roles, **beside}, evidence=evidence
        )
    return replace(claim, said_by=said_by)


def _step_told_here(context: Context, naming: Naming, people: tuple[Filler, ...]) -> list[Claim]:
    """ "Among those arrested were X and Y": a step of the law that nothing told of before."""
    participle, trigger = _participle(naming.group), naming.members[0]
    step = law_words.VERBS.get(participle.lemma) if participle is not None else None
    if step is None:
        return []
    return [context.claim("proceeding", step, trigger, modality(naming.by), roles={"person": people}, time=time_of(context, trigger))]  # fmt: skip


def _namer(context: Context, verb: Token) -> tuple[Voicing, ...]:
    """Who identifies somebody says who he is, though no word of saying tells it."""
    by = next((c for c in verb.children if c.dep == "agent"), None)
    # "Three survivors recognised": no sentence, to the parser
    torn = verb.head if verb.dep == "acl" and verb.head.dep == "ROOT" else None
    who = by.child("pobj") if by is not None else verb.child("nsubj") or torn
    filler = context.filler(who) if who is not None and verb.lemma in KNOWS else None
    return (Voicing(filler.name, filler.spans[:1], "asserts"),) if filler is not None else ()
