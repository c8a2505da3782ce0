"""Posts: who holds which, told before a name, beside it, by "is", or by who appoints and ousts whom."""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.claim import tie_words as words
from onrecord.claim.context import Context
from onrecord.claim.frames import frame_of, prepositions, who_is
from onrecord.claim.groups import joined
from onrecord.claim.modality import Modality, modality
from onrecord.claim.tenure import FORMER, tied
from onrecord.model import Claim, Filler, Mention, Span, Token


def posts(context: Context) -> Iterator[Claim]:
    """Every post a document tells somebody to hold, or to have held."""
    yield from _titles(context)
    yield from _appositions(context)
    for token in context.tokens:
        if token.lemma in ("be", "become") and token.pos in ("AUX", "VERB"):
            yield from _copula(context, token)
        elif token.pos == "VERB" and token.lemma in words.TELLS_POST:
            yield from _appointed(context, token)
        elif token.pos == "VERB" and token.lemma in words.SERVES:
            yield from _served(context, token)


def _post(context: Context, first: Token, last: Token) -> tuple[Filler, ...]:
    """The post's own words: "former" and "new" are when, not what."""
    while first.i < last.i and (first.text.lower() in (*FORMER, "-") or first.text in _NOW | words.ALLEGED):
        first = context.tokens[first.i + 1]
    return (Filler(context.words(first, last), (Span(first.start, last.end),), "post", True),)


def _is_job(context: Context, noun: Token) -> bool:
    """ "A translator at the Federal Office": a post only with the body it is at."""
    at = [h for p in ("at", "for", "in", "with") for h in prepositions(noun).get(p, [])]
    return noun.lemma in words.JOBS and any(context.kind(h) == "organisation" for h in at)


def is_office(noun: Token) -> bool:
    """Whether a noun names a post: "minister", "chief executive officer", the "Generals" before two names."""
    of_chief = noun.lemma in words.CHIEFS and any(c.lemma == "chief" for c in noun.children)
    return noun.lemma in words.OFFICES or of_chief or _is_several_offices(noun)


def _is_several_offices(noun: Token) -> bool:
    """ "Generals X and Y": the parser takes the plural for a part of the name, and leaves it as it is."""
    return noun.lemma not in words.OFFICES and noun.lemma.lower().removesuffix("s") in words.OFFICES


_NOW = frozenset("new newly current incumbent present".split())


def _titles(context: Context) -> Iterator[Claim]:
    """ "Chairman Ivo Destan", "Prime Minister Pavel Roth", "Belgian police chief X"."""
    for mention in context.reading.mentions:
        if mention.type != "person" or not mention.named:
            continue
        head = context.tokens[mention.head]
        title, before = _title_before(context, mention)
        if before is not None:
            yield from _post_before(context, head, before)
        owners = [before] if before is not None else []
        if before is not None and before.text in ("'s", "’s"):
            owners = [*context.tokens[max(0, before.i - 1) : before.i], before]
        while title and (
            (
                title[0].entity in ("NORP", "GPE", "ORG", "DATE")
                and not _is_portfolio(title)
                and title[0].lemma not in words.RANKS
            )
            or title[0].lemma in ("former", "late", "then")
        ):
            if title[0].entity == "ORG" and title[0].lemma not in words.OFFICES:
                owners = [title[0]]  # "Border Guard commander X", but "Prosecutor General X"
            title = title[1:]
        owners = [
            t
            for t in owners
            if (t.entity in ("ORG", "GPE", "NORP") or t.lemma == "whose")
            and t.sentence == head.sentence
            and not (t.dep == "pobj" and t.head.lemma == "of")
        ]
        for post, body in _post_then_rank(title, owners[-1:] or _body_of(context, head)):
            roles = {"subject": _holders(context, post[-1], head), "post": _post(context, post[0], post[-1]), "object": context.fillers(body)}  # fmt: skip
            claim = tied(context, "holds_post", post[-1], roles)
            if claim:
                yield claim


def _body_of(context: Context, holder: Token) -> list[Token]:
    """ "Colonel X of the Third Bureau"."""
    return [h for h in prepositions(holder).get("of", []) if context.kind(h) == "organisation"][:1]


def _title_before(context: Context, mention: Mention) -> tuple[list[Token], Token | None]:
    """The words of a title right before a name, and the word before them."""
    head = context.tokens[mention.head]
    near = reversed(context.tokens[max(0, head.i - 8) : head.i + 1])
    start = next((t for t in near if t.start <= mention.start), head)
    title: list[Token] = []
    for word in reversed(context.tokens[max(0, start.i - 30) : start.i]):
        hangs = word.dep in ("compound", "amod", "nmod", "poss") or word.lemma in words.OFFICES
        if not hangs or word.sentence != head.sentence or word.pos not in ("NOUN", "PROPN", "ADJ") or word.text == ",":
            return title, word
        title.insert(0, word)
    return title, None


def _post_then_rank(title: list[Token], body: list[Token]) -> Iterator[tuple[list[Token], list[Token]]]:
    """A title's posts, each with the body it is of: "commander Colonel X", "spokesman Lieutenant Colonel Y" hold a post there, and a rank."""
    begins = len(title)
    while begins and title[begins - 1].lemma in words.RANKS:
        begins -= 1
    ranked = 0 < begins < len(title) and title[begins - 1].lemma in words.OFFICES - words.GENERALS
    post = title[:begins] if ranked else title
    if any(is_office(t) for t in post):
        yield post, body
    if ranked:
        yield title[begins:], []


def _post_before(context: Context, holder: Token, last: Token) -> Iterator[Claim]:
    """ "Minister of Justice X", "Chief of Staff General X": a post with its "of" before a name, or before its rank."""
    post = last.head.head
    titled = last.dep == "pobj" and last.head.lemma == "of" and post.dep == "nmod" and post.head is holder
    if titled and post.lemma in words.OFFICES and post.text[:1].isupper():
        first, body = post.first, None
        while first.i < post.i and first.entity in ("GPE", "NORP", "ORG"):
            first, body = context.tokens[first.i + 1], first
        subject = tuple(f for f in [context.filler(holder)] if f)
        roles = {"subject": subject, "post": _post(context, first, last), "object": context.fillers([body])}
        claim = tied(context, "holds_post", post, roles)
        if claim:
            yield claim


def _is_portfolio(title: list[Token]) -> bool:
    """Whether a title begins with a minister's field: "Interior Minister", "Borders Minister"."""
    field = title[0]
    return field.lemma in words.PORTFOLIOS or (
        field.entity == "ORG" and len(title) > 1 and title[1].lemma == "minister"
    )


def _appositions(context: Context) -> Iterator[Claim]:
    """ "Lena Orvath, deputy head of the Council and editor of its paper", "the ministry's spokesman, Colonel Y"."""
    for token in context.tokens:
        if token.dep != "appos" or token.pos not in ("NOUN", "PROPN"):
            continue
        second = [c for c in joined(token)[1:] if c.tag == "NN" and context.kind(token.head) == "person"]
        for post, person in ((token, token.head), (token.head, token), *((c, token.head) for c in second)):
            mention = context.mention(person)
            held = (is_office(post) or _is_job(context, post)) and not _is_party(context, post)
            if held and post.i != person.i and mention and mention.type == "person" and mention.named:
                yield from _holds(context, post, person)


def _is_party(context: Context, post: Token) -> bool:
    """ "The Prosecutor v. X": against him, and not he."""
    return any(t.lemma.rstrip(".") in ("v", "vs", "versus") for t in context.tokens[post.i + 1 : post.i + 2])


def _holds(context: Context, post: Token, person: Token, how: Modality | None = None) -> Iterator[Claim]:
    of = next((c for c in post.children if c.dep == "prep" and c.lemma in ("of", "at", "for", "to")), None)
    body = of.child("pobj") if of else None
    last = post
    if body is not None and body.lemma in words.OF_POSTS and body.child("det", "poss", "amod") is None:
        last, of = body, next((c for c in body.children if c.dep == "prep" and c.lemma == "of"), None)
        body = of.child("pobj") if of else None  # "chief of staff of the army"
    if body is not None and post.lemma in ("minister", "secretary") and _is_field(context, body):
        # "Minister of the Interior", "of Justice of Velmora"
        of = next((c for c in body.children if c.dep == "prep"), None)
        last, body = context.tokens[of.i - 1 if of else body.right], of.child("pobj") if of else None
    within = next((c for c in post.children if c.dep == "prep" and c.lemma in ("in", "with")), None)
    if of is None and within is not None and context.kind(within.child("pobj") or within) == "organisation":
        body = within.child("pobj")  # "a colonel in the guard"
    if of and of.lemma == "at" and body and context.kind(body) not in ("organisation", "facility"):
        body = None  # "said the chairman at a news conference"
    if of is not None and of.lemma == "for" and body is not None and not context.kind(body) and body.pos == "NOUN":
        last, body = context.tokens[body.i], None  # "deputy for foreign operations"
    beside = [c for c in post.children if c.dep in ("compound", "nmod") and c.entity == "ORG"]
    owner = post.child("poss") or next((c for c in beside if c.lemma not in words.OFFICES), None)
    first = post.first
    while first.i < post.i and (
        first.dep in ("det", "case")
        or first.lemma == "then"
        or (owner is not None and owner.left <= first.i <= owner.right)
    ):
        first = context.tokens[first.i + 1]
    claim = tied(
        context,
        "holds_post",
        post,
        {
            "subject": _holders(context, post, person),
            "post": _post(context, first, last),
            "object": context.fillers([body or owner]),
        },
        how,
    )
    if claim:
        yield claim


def _is_field(context: Context, noun: Token) -> bool:
    """What a minister is of that is no country: "the Interior", "Trade and Industry"."""
    plain = all(c.dep in ("det", "cc", "conj", "compound", "amod") or c.lemma == "of" for c in noun.children)
    return plain and noun.lemma in words.PORTFOLIOS | words.AFFAIRS and context.kind(noun) != "place"


def _holders(context: Context, post: Token, person: Token) -> tuple[Filler, ...]:
    """Who holds a post: one of "X, the mayor, and Y, a clerk"; both of "X and Y, the ministers"."""
    if post.tag in ("NNS", "NNPS") or _is_several_offices(post):
        return context.fillers([person])
    holder = context.filler(person)
    return (holder,) if holder is not None else ()


def _appointed(context: Context, verb: Token) -> Iterator[Claim]:
    """ "appointed X as head of Y", "was named minister", "identified X as the leader of Y"."""
    frame = frame_of(verb)
    named = verb.child("oprd") if "as" in frame.prepositions else None  # where the parser sees "named X"
    frame.patients = [named] if named is not None and named.pos == "PROPN" else frame.patients
    posts = [
        *frame.prepositions.get("as", []),
        *frame.prepositions.get("to", []),
        *(c for c in verb.children if c.dep in ("oprd", "attr")),
    ]
    for post in posts:
        if is_office(post) and frame.patients:
            yield from _holds(context, post, frame.patients[0], modality(verb))


def _served(context: Context, verb: Token) -> Iterator[Claim]:
    """ "served as minister", "took over as head", "was dismissed as head of Y", "was replaced as head by X": X holds it from then on."""
    frame = frame_of(verb)
    ousted = verb.lemma in words.OUSTS
    passive = ousted or verb.lemma in words.SWORN
    people = [context.antecedent(t) for t in (frame.patients if passive else frame.agents)]
    held = [c for p in verb.children if p.dep == "prep" and p.lemma == "as" for c in p.children if c.dep == "pobj"]
    if verb.lemma == "take" and not any(c.lemma in ("over", "office") for c in verb.children):
        return
    if any(c.dep == "prep" and c.lemma == "with" for c in verb.children):
        return  # "took office with X as his minister"
    for post in (p for p in held if is_office(p) and people):
        mention = context.mention(people[0])
        if mention and mention.type == "person":
            for claim in _holds(context, post, people[0], modality(verb)):  # "dismissed X" denies nothing
                yield replace(claim, polarity="affirmed", said_by=() if ousted else claim.said_by)
        if verb.lemma == "replace":
            for successor in (a for a in frame.agents if context.kind(a) == "person"):
                yield from _holds(context, post, successor)


def _copula(context: Context, verb: Token) -> Iterator[Claim]:
    """ "X is the head of Y", "X became minister", "the new commander is X"."""
    subject, said = who_is(verb), verb.child("attr")
    if subject is None and verb.dep == "conj":  # "was removed in May and is now an adviser"
        subject = verb.head.child("nsubj", "nsubjpass")
    if subject is None or said is None:
        return
    for post, holder in ((said, context.antecedent(subject)), (subject, said)):
        if (
            not (is_office(post) or _is_job(context, post))
            or post.lemma in words.NO_POST
            or post.pos not in ("NOUN", "PROPN")
        ):
            continue
        mention = context.mention(holder)
        turned = post is subject  # then only a name is somebody: "the commander is a man who ..."
        if mention and mention.type == "person" and (mention.named or not turned):
            own = verb.dep != "conj" or verb.child("nsubj") is not None  # else the day is that of the verb before
            yield from _holds(context, post, holder, modality(verb) if own else None)
            return
