"""Mends of words that a preposition brings: what is hung on the noun beside it and is told of the verb, or of another noun."""

import re
from collections.abc import Sequence

from onrecord.model import Token
from onrecord.read.called import CALLS, DESCRIBES
from onrecord.read.noun_words import PERSON_NOUNS
from onrecord.read.trees import make_subject, move

ACCUSES = frozenset("accuse charge suspect indict convict acquit".split())
"""Verbs that tell of what, for what or with what."""
CRIMES = frozenset(
    "murder killing manslaughter torture fraud treason espionage terrorism corruption bribery theft arson rape kidnapping negligence conspiracy complicity".split()
)
"""What several may be accused of who have no name: "acquitted three lieutenants of unlawful killing"."""


def in_year(preposition: Token, tokens: Sequence[Token]) -> None:
    """ "In 2016 two inspectors who had seen it were shot", "On Friday gunmen killed the mayor": a year counts nobody, a day describes nobody."""
    when = tokens[preposition.i + 1] if preposition.i + 1 < len(tokens) else preposition
    if preposition.lemma not in ("in", "by", "since", "on"):
        return
    verb, noun = preposition.head, preposition.child("pobj")
    if noun is not None and noun is when.head and noun.lemma in PERSON_NOUNS and preposition.i < noun.i < verb.i:
        if verb.pos != "VERB" or verb.child("nsubj", "nsubjpass") is not None:
            return
        make_subject(noun, verb)  # "On Friday gunmen || killed"
    elif noun is not None:
        return
    year = when.tag == "CD" and when.dep == "nummod" and YEAR.fullmatch(when.text) and when.head.i > when.i + 1
    day = when.entity == "DATE" and when.pos == "PROPN" and when.dep in ("compound", "nmod") and when.head.i > when.i
    if year or (day and not when.head.entity):
        move(when, preposition, "pobj")


YEAR = re.compile(r"(?:19|20)\d\d")


def and_on(preposition: Token, tokens: Sequence[Token]) -> None:
    """ "called on the Union to impose sanctions on X, and on Y": the second "on" is like the one before it, not like the first."""
    if preposition.dep != "prep" or preposition.i < 2 or tokens[preposition.i - 1].lemma not in ("and", "or"):
        return
    for before in reversed(tokens[: preposition.i - 1]):
        if before.sentence != preposition.sentence or before is preposition.head:
            return
        if before.dep == "prep" and before.lemma == preposition.lemma:
            if preposition.head in before.head.ancestors():
                move(preposition, before.head, "prep")
            return


def held_for(for_: Token, _: Sequence[Token]) -> None:
    """ "Tried 45 soldiers and two officers for killing six priests": all were tried for it."""
    noun = for_.head
    if for_.lemma != "for" or for_.child("pcomp") is None or noun.dep != "conj" or noun.lemma not in PERSON_NOUNS:
        return
    verb = next((t for t in noun.ancestors() if t.pos == "VERB"), None)
    if verb is not None and verb.i < noun.i:
        move(for_, verb, "prep")


def deed_in_place(of: Token, _: Sequence[Token]) -> None:
    """ "The abduction in Lyon of a blogger": of the blogger, and no Lyon is anybody's."""
    place, deed = of.head, of.head.head.head
    whom = of.child("pobj")
    where = place.pos == "PROPN" or place.entity == "DATE"
    if of.lemma != "of" or not where or place.entity in ("PERSON", "ORG") or place.dep != "pobj" or whom is None:
        return
    if place.head.dep != "prep" or deed.lemma not in DEEDS or whom.entity in ("GPE", "LOC", "DATE") or of.i < place.i:
        return
    move(of, deed, "prep")


def done_to_whom(name: Token, _: Sequence[Token]) -> None:
    """ "The abduction of a blogger, X, in May": X is the blogger, and no abduction."""
    deed = name.head
    of = next((c for c in deed.children if c.dep == "prep" and c.lemma == "of" and c.i < name.i), None)
    whom = of.child("pobj") if of is not None else None
    if name.dep != "appos" or name.entity != "PERSON" or deed.lemma not in DEEDS or whom is None:
        return
    if whom.lemma in PERSON_NOUNS and whom.tag == "NN":
        move(name, whom, "appos")


DEEDS = frozenset(
    "abduction kidnapping murder killing assassination poisoning shooting beating arrest detention disappearance stabbing execution torture harassment surveillance".split()
)
"""Nouns that are "of" somebody, wherever it was: "the murder in Lyon of X"."""


def done_by_whom(by: Token, _: Sequence[Token]) -> None:
    """ "The unit was led at the time by X": whoever leads it; no time is "by" anybody."""
    time, verb = by.head, by.head.head.head
    timed = time.lemma in ("time", "moment") or time.entity in ("DATE", "TIME")
    if by.lemma != "by" or by.dep != "prep" or not timed or time.dep != "pobj" or time.head.dep != "prep":
        return
    who = by.child("pobj")
    passive = verb.child("auxpass") is not None or (verb.dep == "acl" and verb.tag == "VBN")
    if passive and verb.child("agent") is None and who is not None and who.entity not in ("DATE", "TIME"):
        move(by, verb, "agent")


def behind_agent(preposition: Token, _: Sequence[Token]) -> None:
    """ "Is accused by prosecutors of killing a priest": the accused is accused of it; no prosecutors of killing."""
    who, by = preposition.head, preposition.head.head
    if preposition.lemma not in ("of", "for", "with", "as", "over") or who.dep != "pobj" or by.dep != "agent":
        return
    told = by.head.lemma in ACCUSES | CALLS or preposition.lemma == "over"  # "questioned by police over the murder"
    if told and preposition.child("pcomp", "pobj") is not None:
        move(preposition, by.head, "prep")


def accused_of(preposition: Token, _: Sequence[Token]) -> None:
    """ "Convicted X of the murder of two miners": of what is nobody's home or body is the deed, and no part of a name."""
    name, verb = preposition.head, preposition.head.head
    what = preposition.child("pobj")
    if name.entity == "DATE" and name.dep == "pobj" and preposition.lemma == "of" and verb.head.lemma in ACCUSES:
        move(preposition, verb.head, "prep")  # "convicted in 2006 || of passing secrets"
        return
    if preposition.lemma != "of" or verb.lemma not in ACCUSES or name.dep not in ("dobj", "nsubjpass"):
        return
    if name.pos != "PROPN" and (what is None or what.lemma not in CRIMES):
        return
    if what is not None and what.pos == "NOUN" and not any(c.lemma == "of" and c.dep == "prep" for c in verb.children):
        move(preposition, verb, "prep")


def as_what(preposition: Token, _: Sequence[Token]) -> None:
    """ "Identified X, a former wrestler, as the leader": the verb tells what X is."""
    name, verb = preposition.head, preposition.head.head
    if (
        preposition.lemma == "as"
        and name.pos == "PROPN"
        and name.dep in ("dobj", "nsubjpass")
        and verb.lemma in DESCRIBES
    ):
        move(preposition, verb, "prep")


def in_absentia(preposition: Token, _: Sequence[Token]) -> None:
    """ "Convicted X in absentia of ordering the murder": of what nobody is absent."""
    absent, brings = preposition.head, preposition.head.head
    if absent.text.lower() == "absentia" and absent.dep == "pobj" and brings.head.pos == "VERB":
        move(preposition, brings.head, "prep")


def blamed_on(preposition: Token, tokens: Sequence[Token]) -> None:
    """ "Blamed the attack on the depot on the Front": the last "on" brings who is blamed, not where the depot is."""
    verb = next((t for t in preposition.ancestors() if t.pos == "VERB"), preposition.head)
    if preposition.lemma != "on" or verb.lemma != "blame" or verb is preposition.head:
        return
    deed = verb.child("dobj")
    if deed is None or deed.pos != "NOUN" or deed.lemma in PERSON_NOUNS or deed not in preposition.ancestors():
        return
    later = (t for t in tokens[preposition.i + 1 :] if t.sentence == preposition.sentence and t.dep == "prep")
    if not any(t.lemma in ("on", "for") and verb in t.ancestors() for t in later):
        move(preposition, verb, "prep")


def protest_at(preposition: Token, tokens: Sequence[Token]) -> None:
    """ "Plan a strike in protest at the murder": the murder is protested at, and not planned."""
    before = tokens[preposition.i - 1] if preposition.i else preposition
    if before.lemma == "protest" and before.pos == "NOUN" and preposition.lemma in ("at", "over", "against"):
        move(preposition, before, "prep")
