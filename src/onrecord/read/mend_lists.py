"""Lists that the parser tears apart: "attacked the residence, the council, two hotels and a bridge". The table that orders these mends is `mending`'s."""

from collections.abc import Iterator, Sequence

from onrecord.model import Token
from onrecord.read.noun_words import BODY_NOUNS, FACILITY_NOUNS, ORGANISATION_HEADS, PERSON_NOUNS
from onrecord.read.trees import join_to, move

_BEFORE = frozenset("det amod compound poss nummod nmod quantmod predet case".split())
"""Relations of what stands before a noun in its phrase."""
_WITHIN = frozenset("pobj prep acl dobj relcl amod pcomp agent".split())
"""Relations through which a phrase goes on behind its noun: "a truck carrying gallons of petrol"."""
_TORN = frozenset("appos dobj npadvmod attr conj ROOT dep nsubj parataxis".split())
"""As what the parser hangs members of a list elsewhere."""
_HOLDS = frozenset("dobj pobj nsubjpass nsubj attr conj".split())
"""What the first of a list may be."""
_NOUNS = frozenset(["NOUN", "PROPN"])
_THINGS = FACILITY_NOUNS | ORGANISATION_HEADS | BODY_NOUNS


def torn_list(join: Token, tokens: Sequence[Token]) -> None:
    """ "Attacked the residence, the council, and other installations": one list of three, where the parser names the first by the second, or has two objects.

    What may tell who somebody is ("X, the governor, and Y", "the mayor, a former teacher, and his wife") is no list.
    """
    if join.dep != "cc":
        return
    members = _members(join, tokens)
    if len(members) < 3 or not _is_list(members):
        return
    first, *others = members
    if all(m.dep == "conj" and m.head in members for m in others):
        return
    before = first
    for member in others:
        if before in member.ancestors() or member not in before.ancestors():
            move(member, before, "conj")
            before = member
    move(join, members[-2], "cc")


def beyond_apposition(join: Token, tokens: Sequence[Token]) -> None:
    """ "The mayor, a former teacher, and his wife", "X, the governor, and Y": the wife is named beside the mayor, not beside what he was."""
    other = _noun_from(join.i + 1, tokens)
    if other is None or other.dep != "conj" or tokens[join.i - 1].text != ",":
        return
    told = other.head
    who = told.head
    closed = told.dep == "appos" and tokens[phrase_begins(told) - 1].text == "," and who.i < told.i < join.i
    if closed and who.tag in ("NN", "NNP") and who.child("nummod") is None:
        join_to(who, other, join)


def two_before_verb(join: Token, tokens: Sequence[Token]) -> None:
    """ "X, the governor, and his driver were killed": both were, where the parser leaves the first without a verb."""
    other = _noun_from(join.i + 1, tokens)
    if other is None or other.dep not in ("nsubj", "nsubjpass"):
        return
    verb, first = other.head, other.head.head
    twice = next((c for c in verb.children if c.dep == other.dep and c.i < join.i), None)
    if twice is not None:
        join_to(twice, other, join)
        return
    of_several = verb.tag == "VBP" or any(
        c.dep in ("aux", "auxpass") and c.text in ("were", "are", "have") for c in verb.children
    )
    if verb.dep == "conj" and first.head is first and first.pos in _NOUNS and first.i < join.i and of_several:
        move(verb, verb, "ROOT")
        for child in [c for c in first.children if c.i > other.i]:
            move(child, verb, child.dep)
        move(first, verb, other.dep)
        move(other, first, "conj")


def beside_verb(join: Token, tokens: Sequence[Token]) -> None:
    """ "Tried them for killing six priests and a nurse": the nurse is joined to the priests, and to no verb."""
    other = _noun_from(join.i + 1, tokens)
    if other is None or other.dep != "conj" or other.head.pos != "VERB" or other.child("nsubj", "aux", "cop", "prt"):
        return
    before = _noun_to(join.i - 1, tokens, other)
    if (
        before is not None
        and before.dep in ("dobj", "pobj")
        and before.i > other.head.i
        and _sort(before) == _sort(other) != ""
    ):
        join_to(before, other, join)


def beside_home(join: Token, tokens: Sequence[Token]) -> None:
    """ "X of Rome and Y of Milan": Y is named beside X, not beside Rome."""
    other = _noun_from(join.i + 1, tokens)
    if other is None or other.dep != "conj" or other.entity != "PERSON":
        return
    home = other.head
    of, who = home.head, home.head.head
    if home.dep == "pobj" and of.lemma in ("of", "from") and home.entity != "PERSON" and who.entity == "PERSON":
        join_to(who, other, join)


def beside_post(join: Token, tokens: Sequence[Token]) -> None:
    """ "X, secretary at the embassy in Prague and head of its station": two posts of his; no head is named beside Prague."""
    other = _noun_from(join.i + 1, tokens)
    if other is None or other.dep != "conj" or other.lemma not in PERSON_NOUNS or other.child("appos") is not None:
        return
    below = (other.head, *other.head.ancestors())
    post = next((t for t in below if t.dep == "appos"), None)
    if post is not None and post.lemma in PERSON_NOUNS and other.head.lemma not in PERSON_NOUNS and other.head.dep == "pobj":  # fmt: skip
        join_to(post, other, join)


def _members(join: Token, tokens: Sequence[Token]) -> list[Token]:
    """The nouns that commas and "and" join, the first first; none where the words are no such list."""
    last = _noun_from(join.i + 1, tokens)
    if last is None:
        return []
    members, end = [last], join.i - 1
    if end > 0 and tokens[end].text == ",":
        end -= 1
    while end > 0 and tokens[end].sentence == join.sentence:
        member = _noun_to(end, tokens, last)
        if member is None:
            return []
        members.insert(0, member)
        first = phrase_begins(member)
        if first < 2 or tokens[first - 1].text != ",":
            break
        end = first - 2
    return members


def _noun_from(start: int, tokens: Sequence[Token]) -> Token | None:
    """The noun whose phrase begins at a word."""
    if start >= len(tokens):
        return None
    noun = tokens[start]
    while noun.dep in _BEFORE and noun.head.i > noun.i:
        noun = noun.head
    return noun if noun.pos in _NOUNS and phrase_begins(noun) == start else None


def _noun_to(end: int, tokens: Sequence[Token], like: Token) -> Token | None:
    """The noun whose phrase ends at a word: of "attacks on the residence" the one that is like the list's last member."""
    phrases = list(_up(tokens[end]))
    sort = _sort(like)
    return next((n for n in phrases if _sort(n) == sort), phrases[-1] if phrases else None)


def _up(word: Token) -> Iterator[Token]:
    while True:
        if word.pos in _NOUNS and word.dep not in _BEFORE:
            yield word
        if word.dep not in _WITHIN | _BEFORE or word.head.i > word.i or (word.dep == "dobj" and word.head.dep != "acl"):
            return
        word = word.head


def phrase_begins(noun: Token) -> int:
    """Where a noun's phrase begins; no tree is widened yet."""
    first = noun
    while (before := next((c for c in first.children if c.i < first.i and c.dep in _BEFORE), None)) is not None:
        first = before
    return first.i


def _sort(noun: Token) -> str:
    """What kind of thing a noun tells, as far as it matters here."""
    if noun.lemma in PERSON_NOUNS or noun.entity == "PERSON":
        return "person"
    return "thing" if noun.lemma.lower() in _THINGS or noun.text.lower() in _THINGS or noun.entity in ("ORG", "FAC") else ""  # fmt: skip


def _is_list(members: list[Token]) -> bool:
    """Whether what commas part are things side by side, and none of them may tell who another is."""
    first, second = members[:2]
    if first.dep not in _HOLDS or any(m.dep not in _TORN for m in members[1:]):
        return False
    sorts = {_sort(m) for m in members} - {""}
    if len(sorts) != 1 or not _sort(first):
        return False
    if sorts != {"person"}:
        return second.dep != "appos" or first.pos == second.pos  # "the capital, Lipa, and the port"
    names = [m.pos == "PROPN" and not _article(m) for m in members]  # "the Prosecutor General" is none
    if all(names):
        return True
    return not any(names) and _article(first) in ("a", "an", "") and _article(second) != "the"


def _article(noun: Token) -> str:
    det = noun.child("det", "poss")
    return det.text.lower() if det is not None else ""
