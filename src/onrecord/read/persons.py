"""Which names are people's, whatever the parser takes them for: by what is told of them, as it is told of people alone."""

from onrecord.model import Token
from onrecord.read import noun_words as words
from onrecord.read.called import described_as
from onrecord.read.names import is_title


def is_told_of_people(tokens: list[Token], first: int, last: int) -> bool:
    """Whether what is told of a name is told of people: "Davit Oruk, 34,", "charged Davit Oruk with", "a former engineer, Marius Oyle,"."""
    name = tokens[last]
    if is_title(name.text) or name.text.lower() in words.ORGANISATION_HEADS | words.FACILITY_NOUNS:
        return False
    # not "the Salt Brotherhood", but "the other, Ivo Stahl"
    short = last - first in (1, 2) and not any(c.dep == "det" and c.i >= first - 1 for c in name.children)
    shown = _is_aged(tokens[last + 1 : last + 4]) or _is_charged(name) or _lives(name)
    shown = shown or _befell(name) or _is_somebody(name)
    return _among_people(name) or (short and (shown or _is_called(tokens, name) or _is_after_people(tokens, name)))


def is_beside_person(tokens: list[Token], first: int, last: int) -> bool:
    """ "Mira Solt and Jan Dorn", of whom the parser knows one: two or three capitalised words that "and" joins to a person's."""
    name = person = tokens[last]
    while person.dep == "conj":
        person = person.head
    plain = name.text.lower() not in words.ORGANISATION_HEADS | words.FACILITY_NOUNS and name.text.istitle()
    full = person.entity == "PERSON" and any(c.dep == "compound" and c.entity == "PERSON" for c in person.children)
    full = full or (_befell(person) and person.pos == "PROPN" and person.child("compound") is not None)
    return full and plain and last - first in (1, 2) and name.child("det", "amod", "prep") is None


_BEFALLS_PEOPLE = frozenset(
    "arrest detain jail imprison kill wound injure bury deport marry hospitalise hospitalize".split()
)


_HELD = frozenset(
    "arrest detain jail imprison deport remand extradite sentence kidnap abduct behead stab shoot hang".split()
)
"""What is done to people, and to no body."""


_BEFALLEN = frozenset(
    "execution murder assassination abduction kidnapping hanging detention extradition jailing".split()
)
"""What there is "of" people."""


_LIVES = frozenset("resign retire flee testify plead marry live die".split())
"""What people do, and no body or place."""


_OF_BODIES = frozenset("leader head chief founder sponsor champion".split())
"""Posts that a body may have: "the firm is the leader in its field"."""


_ALSO_BODIES = _OF_BODIES | frozenset(
    "member partner winner rival owner player critic supporter ally enemy target victim survivor successor supplier donor opponent defender friend".split()
)
"""What a body may be, too."""


_HOLDS_AS = frozenset("serve succeed take work return act replace dismiss remove sack oust appoint elect".split())
"""What people do "as" the holder of a post."""


def _is_somebody(name: Token) -> bool:
    """ "X, a lawyer,", "X, a former leader of a party,"; not "X, the leader in its field"."""
    told = [c for c in name.children if c.dep == "appos" and c.tag == "NN" and c.i > name.i]
    of_people = words.PERSON_NOUNS - _OF_BODIES
    return any(c.lemma in of_people or (c.lemma in _OF_BODIES and any(g.lemma == "former" for g in c.children)) for c in told)  # fmt: skip


def _befell(name: Token) -> bool:
    """ "The execution of X", "the trial of X and Y": of people alone."""
    return name.dep == "pobj" and name.head.lemma == "of" and name.head.head.lemma in _BEFALLEN


def _is_called(tokens: list[Token], name: Token) -> bool:
    """ "Officials named the bomber as X", "a man called X": a person's name."""
    told = described_as(name, tokens)
    return told is not None and told.lemma in words.PERSON_NOUNS | {"dead"}


def _is_after_people(tokens: list[Token], name: Token) -> bool:
    """ "Three people were arrested: X, Y and Z": a list of names, which the parser takes for a sentence."""
    while name.dep == "conj":
        name = name.head
    colon = name.left - 1
    if name.head is not name or colon < 1 or tokens[colon].text != ":":
        return False
    before = (t for t in reversed(tokens[:colon]) if t.tag == "NNS" or t.sentence != tokens[colon].sentence)
    people = next(before, None)
    return people is not None and people.lemma in words.PERSON_NOUNS


def _is_aged(after: list[Token]) -> bool:
    """ "..., 34,": how old somebody is."""
    return (
        len(after) == 3 and after[0].text in (",", "(") and after[2].text in (",", ")", ".")
        and after[1].text.isdigit() and 10 <= int(after[1].text) <= 99
    )  # fmt: skip


def _is_charged(name: Token) -> bool:
    """ "charged X with", "X was jailed": what the law does to people alone, or charges them with."""
    verb = name.head
    if name.dep not in ("dobj", "nsubjpass") or verb.pos != "VERB":
        return False
    return verb.lemma in _HELD or (verb.lemma == "charge" and any(c.dep == "prep" and c.lemma == "with" for c in verb.children))  # fmt: skip


def _lives(name: Token) -> bool:
    """ "X, who founded the league", "X resigned", "X was sworn in", "X took over as director": none of this is told of a body or a place."""
    subjects = (c.child("nsubj", "nsubjpass") for c in name.children if c.dep == "relcl")
    if any(s is not None and s.lemma == "who" for s in subjects):
        return True
    by = name.head
    verb = by.head if name.dep == "pobj" and by.dep == "agent" else by  # "was replaced by X as head"
    said = verb.child("attr") if name.dep == "nsubj" and verb.lemma in ("be", "become") else None
    works = said is not None and said.lemma in words.PERSON_NOUNS - _ALSO_BODIES and said.child("det") is not None
    if said is not None and said.tag == "NN" and (said.lemma in words.POSTS - _OF_BODIES or works):
        return True  # "X is the guard's commander", "X was a bus driver"
    if (name.dep not in ("nsubj", "nsubjpass") and verb is by) or verb.pos != "VERB":
        return False
    as_post = (c.child("pobj") for c in verb.children if c.dep == "prep" and c.lemma == "as")
    holds = verb.lemma in _HOLDS_AS and any(p is not None and p.lemma in words.POSTS for p in as_post)
    sworn = verb.lemma == "swear" and name.dep == "nsubjpass"
    whom = verb.child("dobj")
    if name.dep == "nsubj" and whom is not None and whom.lemma in ("himself", "herself"):
        return True  # "X hanged himself"
    steps_down = verb.lemma == "step" and any(c.lemma == "down" for c in verb.children)
    return (verb.lemma in _LIVES and verb is by) or holds or sworn or steps_down


def _among_people(name: Token) -> bool:
    """ "a former engineer, Marius Oyle,", "two officials, A and B,", "A and B were arrested": a body is none of these."""
    if name.dep == "conj" and name.head.entity == "PERSON":
        return _among_people(name.head) or (name.head.dep == "nsubjpass" and name.head.head.lemma in _BEFALLS_PEOPLE)
    return name.dep == "appos" and name.head.lemma in words.PERSON_NOUNS
