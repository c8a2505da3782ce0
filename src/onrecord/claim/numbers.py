"""Numbers as words bound them: "at least two" -> 2, at_least."""

import re

from onrecord.model import Bound, Quantity, Token

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
WORDS: dict[str, float] = {word: i for i, word in enumerate(_ONES.split())}
WORDS |= {
    w: 10 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
WORDS |= {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}
PLURALS: dict[str, float] = {"dozen": 24, "score": 40, "hundred": 200, "thousand": 2000}
"""Counting words in the plural, and the fewest they stand for: two of them."""
_SEVERAL = re.compile(r"\b(?:several|a few|many)\s*\Z")
"""Before such a word, singular as it is, it stands for as few."""
_BOUNDS: tuple[tuple[str, Bound], ...] = (
    (
        r"at least|more than|over(?! the\b)|no fewer than|no less than|upwards? of|exceeding|minimum of",
        "at_least",
    ),
    (
        r"about|around|some|roughly|approximately|nearly|almost|an estimated|close to|circa|or so",
        "about",
    ),
    (r"at most|up to|no more than|fewer than|less than|under|as many as", "at_most"),
)


def value(text: str) -> float | None:
    """The number written in figures or words: "1,700", "twenty-two", "two hundred"; None if it is none."""
    figures = re.fullmatch(r"(\d[\d,]*(?:\.\d+)?)(?: (hundred|thousand|million|billion))?", text.lower())
    if figures:
        return float(figures[1].replace(",", "")) * WORDS.get(figures[2] or "", 1)
    total, part, seen = 0.0, 0.0, False
    for word in re.split(r"[\s-]+", text.lower()):
        if word in ("and", "a", "the", "of", "only"):
            continue
        if word not in WORDS:
            return None
        seen = True
        number = WORDS[word]
        if number in (12.0, 100.0) and word in ("dozen", "hundred"):
            part = max(part, 1) * number
        elif number >= 1000:
            total, part = total + max(part, 1) * number, 0
        else:
            part += number
    return total + part if seen else None


def _is_in_name(number: Token) -> bool:
    """ "A Bureau Nine agent": of no nine agents."""
    return number.text.istitle() and any(c.dep == "compound" and c.pos == "PROPN" for c in number.children)


def quantity(head: Token, text: str) -> Quantity | None:
    """The number that counts a noun, with the bound its words give; None when nothing counts it."""
    number = head.child("nummod") or next(
        (c for c in head.children if c.dep == "compound" and c.lemma in WORDS and not _is_in_name(c)), None
    )  # "a dozen attacks"
    if number is None and (head.pos == "NUM" or head.lemma == "one"):
        number = head
    if number is None and head.dep == "pobj" and head.head.lemma == "of" and head.head.head.pos == "NUM":
        number = head.head.head  # "two of our guards"
    number = number or _tallied(head)
    if number is None:
        return None
    first = min((c.left for c in number.children), default=number.i)
    digits = [c for c in number.children if c.dep in ("compound", "nummod") and c.pos == "NUM"]
    words = " ".join(t.text for t in sorted([*digits, number], key=lambda t: t.i))
    found = value(words)
    if found is None:
        return None
    start = number.start - 1
    before = text[max(0, start - 24) : min([number.start, *(d.start for d in digits)])].lower()
    between = (
        text[number.start - 30 if first < number.i else number.start : number.start].lower() if first < number.i else ""
    )
    if number.lemma in PLURALS and _SEVERAL.search(text[max(0, number.start - 12) : number.start].lower()):
        return Quantity(PLURALS[number.lemma], "at_least")  # "several hundred people"
    for pattern, bound in _BOUNDS:
        if re.search(rf"\b(?:{pattern})\s*(?:the |only |an? )?\Z", before) or (
            between and re.search(rf"\b(?:{pattern})\s*\Z", between)
        ):
            return Quantity(found, bound)
    return Quantity(found)


TALLIES = frozenset("number toll total tally".split())
"""Nouns of how many there are: "the number of dead", "the death toll"."""
_COMES = frozenset("be stand reach hit rise climb grow increase jump go fall drop come mount".split())
"""What a number does that is then told."""
_PUTS = frozenset("put estimate revise raise lower set update bring".split())
"""What somebody does to a number whom he tells: "put the number of dead at five"."""


def _tallied(head: Token) -> Token | None:
    """How many a tally comes to: of "dead" in "put the number of dead at five", of "toll" in "the toll rose to 12 dead"."""
    tally = head.head.head if head.dep == "pobj" and head.head.lemma == "of" else head
    verb = tally.head
    told = tally.dep == "nsubj" and verb.lemma in _COMES
    if tally.lemma not in TALLIES or not (told or (tally.dep in ("dobj", "nsubjpass") and verb.lemma in _PUTS)):
        return None
    below = (verb, *(c for c in verb.children if c.dep == "advcl"))  # "of those detained this year at 46"
    preps = (c for v in below for c in v.children if c.lemma in ("at", "to"))
    brought = [g for c in preps for g in c.children if g.dep == "pobj"]
    beside = [c for c in verb.children if told and c.dep in ("dobj", "attr")]
    numbers = (t if t.pos == "NUM" else t.child("nummod") for t in (*brought, *beside))
    return next((n for n in numbers if n is not None), None)


def fewest(head: Token) -> Quantity | None:
    """ "Dozens", and "villagers" in "dozens of villagers": at least two dozen."""
    counting = head.head.head if head.dep == "pobj" and head.head.lemma == "of" else head
    two = PLURALS.get(counting.lemma) if counting.tag == "NNS" else None
    return Quantity(two, "at_least") if two else None


UNCOUNTED = Quantity(2, "at_least")
"""What a bare plural tells: "children"."""


def counted(text: str, *heads: Token) -> Quantity | None:
    """The number of whichever of some nouns is counted, "dozens" included."""
    exact = (q for head in heads if (q := quantity(head, text)) is not None)
    return next(exact, None) or next((q for head in heads if (q := fewest(head)) is not None), None)


def one_or_more(head: Token) -> Quantity:
    """The number a noun itself tells: "a child" is one, "children" are two at least."""
    return UNCOUNTED if head.tag in ("NNS", "NNPS") else Quantity(1)


def together(numbers: list[Quantity]) -> Quantity:
    """How many several phrases count: "two policemen and a child"; as sure as the least sure of them.

    A number before bare plurals counts them all: "200 farmers, herders and traders".
    """
    if numbers[0] != UNCOUNTED and numbers[0].value > 1 and UNCOUNTED in numbers:
        return numbers[0]
    bounds = {n.bound for n in numbers} - {"exact"}
    bound: Bound = "exact" if not bounds else "at_least" if bounds == {"at_least"} else "about"
    return numbers[0] if len(numbers) == 1 else Quantity(sum(n.value for n in numbers), bound)
