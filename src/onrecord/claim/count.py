"""Counts: numbers somebody states of incidents, people held, supporters, with the bounds their words give."""

from dataclasses import replace

from onrecord.claim.circumstances import place_of, since_then, time_of
from onrecord.claim.context import Context
from onrecord.claim.modality import modality
from onrecord.claim.numbers import TALLIES, WORDS, quantity
from onrecord.model import Claim, Filler, Quantity, Span, Token

COUNTED = frozenset(
    [
        "plot",
        "incident",
        "attack",
        "bombing",
        "assassination",
        "kidnapping",
        "abduction",
        "killing",
        "murder",
        "operation",
        "case",
        "arrest",
        "attempt",
        "raid",
        "strike",
        "death",
        "casualty",
        "victim",
        "hostage",
        "prisoner",
        "detainee",
        "suspect",
        "diplomat",
        "agent",
        "operative",
        "dissident",
        "exile",
        "supporter",
        "member",
        "protester",
        "demonstrator",
        "militant",
        "fighter",
        "soldier",
        "rebel",
        "refugee",
        "people",
        "person",
        "civilian",
        "journalist",
        "activist",
        "expulsion",
        "warrant",
        "sanction",
        "embassy",
        "consulate",
        "cell",
        "execution",
        "explosion",
        "toll",
    ]
)
HARMED = frozenset("dead wounded injured missing detained".split())
"""Who else there may be a "number of"."""
_WHOLE = frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "some",
        "none",
        "several",
        "most",
        "all",
        "many",
        "half",
    ]
)


def counts(context: Context) -> list[Claim]:
    """Every stated count of something this record keeps."""
    claims: list[Claim] = []
    last: Token | None = None
    for token in context.tokens:
        number = None
        of_many = token.head.head.lemma in TALLIES and token.lemma in HARMED
        only = context.kind(token) == "person" and _is_only(token)
        if (token.lemma in COUNTED or of_many or only) and token.pos in ("NOUN", "PROPN"):
            number = quantity(token, context.text)
        elif (
            token.pos in ("NUM", "NOUN", "PRON")
            and token.dep in ("nsubj", "nsubjpass")
            and token.head.lemma in ("remain", "be", "stay")
            and token.text.lower() in _WHOLE
            and not _is_told_of_one(token)
        ):
            number = quantity(token, context.text)  # "only one remains jailed"
        if number and _is_count(token, number):
            claims.append(_claim(context, token, number))
            last = token
        elif last is not None and _counts_again(token, last) and (again := quantity(token, context.text)) is not None:
            (what,) = claims[-1].roles["what"]
            here = replace(what, spans=(Span(token.start, token.end),))
            claims.append(replace(_claim(context, token, again), roles={"what": (here,)}, place=claims[-1].place))
    return claims


def _is_only(counted: Token) -> bool:
    """ "Only two men are still in prison": how many, whatever they are called."""
    number = counted.child("nummod")
    only = (c for n in (counted, number) if n is not None for c in n.children)
    return number is not None and counted.tag == "NNS" and any(c.lemma in ("only", "just") for c in only)


def _counts_again(tally: Token, last: Token) -> bool:
    """ "Some 40 prisoners are on hunger strike. The authorities put the number at 12": of what was counted just before."""
    bare = tally.lemma in TALLIES and tally.pos == "NOUN" and not any(c.dep in ("prep", "compound", "amod") for c in tally.children)  # fmt: skip
    return bare and tally.dep in ("dobj", "nsubjpass") and tally.sentence - last.sentence <= 1


def _is_told_of_one(number: Token) -> bool:
    """ "One of the victims was a teacher", "two of them stayed at the inn": of whom it is told, and not how many; "four of the people" count themselves."""
    of = [g for c in number.children if c.lemma == "of" for g in c.children]
    return any(g.pos == "PRON" or g.lemma in COUNTED for g in of) or number.head.child("attr") is not None


def _is_count(token: Token, number: Quantity) -> bool:
    """Years, ages and ordinals are no counts, nor is "the two suspects": they were told of before."""
    known = number.bound == "exact" and number.value < 4 and any(c.tag in ("DT", "PRP$") for c in token.children)
    return (
        number.value < 1e10
        and not known
        and not (
            1900 <= number.value <= 2100
            and number.bound == "exact"
            and number.value == int(number.value)
            and token.tag == "NN"
        )
    )


def _claim(context: Context, token: Token, number: Quantity) -> Claim:
    first = min(
        (c for c in token.children if c.i < token.i and c.dep in ("amod", "compound") and c.lemma not in WORDS),
        key=lambda c: c.i,
        default=token,
    )
    what = Filler(context.words(first, token), (Span(first.start, token.end),), "")
    return context.claim("count", "count", token, modality(token), roles={"what": (what,)}, number=number,
                         time=since_then(context, time_of(context, token), token), place=place_of(context, token, back=0))  # fmt: skip
