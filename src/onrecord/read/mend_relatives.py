"""Mends of clauses that are told of a noun: "who", "whose", "in which"."""

from collections.abc import Sequence

from onrecord.model import Token
from onrecord.read.cue_words import CLAUSE
from onrecord.read.noun_words import PERSON_NOUNS
from onrecord.read.trees import begins, make_subject, move

POLICE_DO = frozenset("arrest detain seize confiscate recover find raid question release charge".split())
"""What whoever has found somebody did then, and not he."""
_SUBJECTS = ("nsubj", "nsubjpass")


def who_is_doing(verb: Token, _: Sequence[Token]) -> None:
    """ "Spoke of a sniper targeting and killing officers": the sniper does, and no other subject near."""
    who = verb.child("npadvmod") if verb.tag == "VBG" else None
    if who is not None and who.lemma in PERSON_NOUNS and who.i == verb.i - 1 and verb.child("nsubj") is None:
        who.dep = "nsubj"


def in_which(verb: Token, _: Sequence[Token]) -> None:
    """ "Prepared the explosion at the depot, in which two died": of the explosion, whatever was prepared."""
    brought = next((c for c in verb.children if c.dep == "prep" and c.i < verb.i), None)
    which = brought.child("pobj") if brought is not None else None
    noun = verb.head.child("dobj") if verb.dep == "advcl" and which is not None and which.lemma == "which" else None
    if noun is not None and noun.i < verb.i:
        move(verb, noun, "relcl")


def plots_to(verb: Token, _: Sequence[Token]) -> None:
    """ "Ten plots to abduct or kill people were foiled": what the plots were for, and nothing told of them."""
    infinitive = any(c.dep == "aux" and c.lemma == "to" for c in verb.children)
    if verb.dep == "relcl" and verb.tag == "VB" and infinitive and verb.child(*_SUBJECTS) is None:
        verb.dep = "acl"


def which_did(verb: Token, tokens: Sequence[Token]) -> None:
    """ "Said it had found a network which burned a shop, smashed cars and planned more": the network did all three, and whoever said so nothing."""
    head, before = verb.head, tokens[verb.i - 1]
    says = head.lemma in CLAUSE or any(c.dep == "aux" and c.lemma == "have" for c in head.children)
    if verb.dep != "conj" or verb.tag != "VBD" or before.text != "," or not says or verb.child("conj") is None:
        return
    if verb.child(*_SUBJECTS) is not None or verb.lemma in POLICE_DO:
        return
    told = (t for t in reversed(tokens[head.i + 1 : verb.i]) if t.dep == "relcl" and t.tag == "VBD")
    first = next(told, None)
    subject = first.child("nsubj") if first is not None else None
    if first is not None and subject is not None and subject.lemma in ("which", "who", "that"):
        move(verb, first, "conj")


def they_say(verb: Token, tokens: Sequence[Token]) -> None:
    """ "Named two officers (who) they say ordered the killing": what they say is the clause behind it, told of the officers."""
    told = next((t for t in tokens[verb.i + 1 : verb.i + 2] if t.sentence == verb.sentence), verb)
    said = told.head if told.dep in ("aux", "auxpass") else told
    finite = told.tag in ("VBD", "VBN", "VBZ", "VBP", "MD") and said.pos in ("VERB", "AUX")
    own = any(c.dep == "nsubj" and c.tag not in ("WP", "WDT") for c in verb.children)
    if verb.dep != "relcl" or verb.lemma not in TOLD or not own or not finite:
        return
    apart = verb not in (said, *said.ancestors()) and verb.child("ccomp", "dobj") is None
    if said.child(*_SUBJECTS) is not None or not (apart or (said.head is verb and said.dep == "xcomp")):
        return
    move(said, verb, "ccomp")
    if (who := next((c for c in verb.children if c.tag in ("WP", "WDT")), None)) is not None:
        make_subject(who, said)


def who_they_say_did(verb: Token, _: Sequence[Token]) -> None:
    """ "Ten men who it says kidnapped X": X is whom they kidnapped, and nobody says him."""
    did, whom = verb.child("ccomp"), verb.child("dobj")
    if verb.dep != "relcl" or verb.lemma not in TOLD or did is None or whom is None or whom.i < did.i:
        return
    who = did.child("nsubj")
    if who is not None and who.tag in ("WP", "WDT") and did.child("dobj") is None:
        move(whom, did, "dobj")


def who_they_said_was(verb: Token, _: Sequence[Token]) -> None:
    """ "The man, who witnesses said was shot, died": the man was, say the witnesses."""
    who_says, done = verb.head, verb.head.head
    who = who_says.child(*_SUBJECTS)
    if verb.dep != "acl" or verb.tag not in ("VBD", "VBN") or verb.lemma not in TOLD or done.dep != "relcl":
        return
    if who is None or who.tag not in ("WP", "WDT") or who_says.dep not in _SUBJECTS or done.i < verb.i:
        return
    move(verb, done.head, "relcl")
    move(who_says, verb, "nsubj")
    move(done, verb, "ccomp")
    make_subject(who, done)


TOLD = frozenset("say believe claim allege suspect think".split())
"""What somebody does who tells what a relative clause is about."""


def of_so_many(verb: Token, _: Sequence[Token]) -> None:
    """ "A cell of eight that had planned it": the cell had."""
    number = verb.head
    if verb.dep == "relcl" and number.pos == "NUM" and number.dep == "pobj" and number.head.lemma == "of":
        move(verb, number.head.head, "relcl")


def whose(word: Token, tokens: Sequence[Token]) -> None:
    """ "The bureau, whose chief, X, was jailed, did not reply": the chief was; the bureau did not reply."""
    chief, owner = word.head, word.head.head
    if chief.dep != "appos" or owner.i > word.i:
        return
    verb = _clause_after(chief, tokens)
    subject = verb.child(*_SUBJECTS) if verb is not None else None
    if verb is None or (subject is not None and subject is not owner):
        return
    if subject is owner:
        main = next((c for c in verb.children if c.dep == "conj" and c.i > verb.i and c.child(*_SUBJECTS) is None), None)  # fmt: skip
        if main is None or verb.child("cc") is not None:
            return
        move(main, main if verb.head is verb else verb.head, verb.dep)
        make_subject(owner, main)
        for child in [c for c in verb.children if c.i < owner.i]:
            move(child, main, child.dep)
    elif verb.dep not in ("conj", "ccomp"):
        return
    move(verb, owner, "relcl")
    make_subject(chief, verb)


def _clause_after(noun: Token, tokens: Sequence[Token]) -> Token | None:
    """The first verb behind a noun and what is told beside it that hangs on neither."""
    for word in tokens[noun.i + 1 :]:
        if word.sentence != noun.sentence:
            return None
        if word.pos == "VERB" and word.tag != "VBG" and noun not in word.ancestors():
            return word
    return None


def exile_arrested(verb: Token, _: Sequence[Token]) -> None:
    """ "A man who was to kill the exile X was arrested": the man was, for no exile is one whom "X was arrested"."""
    told, name = verb.head, verb.child("nsubjpass")
    if verb.dep != "relcl" or told.lemma not in PERSON_NOUNS or name is None or name.pos != "PROPN":
        return
    root = next((t for t in told.ancestors() if t.head is t), told)
    if begins(name) != told.i + 1 or root.pos != "NOUN" or all(c.dep != "relcl" for c in root.children):
        return
    for child in [c for c in root.children if c.dep == "punct" and c.i > verb.i]:
        move(child, verb, "punct")
    move(verb, verb, "ROOT")
    move(root, verb, "nsubjpass")
    move(name, told, "appos")
