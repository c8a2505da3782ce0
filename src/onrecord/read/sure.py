"""What the grammar alone is sure that somebody says, whatever the trained reader heard: above all who lays a deed to whom.

An accusation whose accuser is lost would be the outlet's word.
"""

from onrecord.model import Attribution, Mention, Sentence, Token
from onrecord.read import cue_words as cues
from onrecord.read.attribution import ACCUSES, Finder, names_as, puts_at

_SURE = frozenset("say tell announce report add state declare claim confirm insist warn allege argue".split())
"""Verbs that tell speech wherever a clause with "that" hangs on them."""
_HELD = frozenset("believe suspect think".split())
"""And what somebody who inquires holds to be so: "prosecutors believe that", in somebody's speech too."""
_INQUIRE = frozenset("police prosecutors investigators detectives officials authorities officers".split())
"""Who inquires, and is told of without a name."""
_DID_IT = frozenset(
    "killer murderer assassin mastermind brain brains perpetrator attacker bomber gunman kidnapper hijacker ringleader one".split()
)
"""As what somebody is named who is said to have done it, or to be "one of those who" did."""


def find_sure(text: str, tokens: list[Token], sentences: list[Sentence], mentions: list[Mention]) -> list[Attribution]:
    """Those attributions the grammar alone is sure of: "X told reporters that ...", "X claimed the attack", "whom X accuses of it", "According to X, ..." at the head of a sentence."""
    somebody = {m.head for m in mentions if m.type in ("person", "organisation")}
    by_anybody = {
        t.i
        for t in tokens
        if t.pos == "VERB"
        and (
            _accuses(t)
            or (t.head.i in somebody and _tells_in_relative(t))
            or _claims_a_deed(t)
            or _denies_doing(t)
            or puts_at(t) is not None
            or _speaks_of_so_many(t)
        )
    }
    sure = [t for t in tokens if t.i in by_anybody or _tells_that(t) or _opens_according(t, sentences)]
    if not sure:
        return []
    finder = Finder(text, tokens, sentences, mentions)
    found = [(finder.according_to(t) if t.lemma == "accord" else finder.from_verb(t), t.i in by_anybody) for t in sure]
    return [a for a, anybody in found if a is not None and a.source and (anybody or _is_somebody(a))]


def _speaks_of_so_many(verb: Token) -> bool:
    """ "Organisers spoke of 15,000", "the opposition talks of 40 dead": a number that is theirs, beside another's."""
    of = next((c for c in verb.children if c.dep == "prep" and c.lemma == "of"), None)
    what = of.child("pobj") if of is not None and verb.lemma in ("speak", "talk") else None
    return what is not None and (what.pos == "NUM" or what.child("nummod") is not None)


def _is_somebody(attribution: Attribution) -> bool:
    """Whether a speaker has a name, or inquires by his office."""
    return not attribution.name[:1].islower() or attribution.name.split()[-1].lower() in _INQUIRE


def _accuses(verb: Token) -> bool:
    """ "X is accused by prosecutors of the murder", "was named by police as the killer", "police named X as the killer"."""
    named = names_as(verb)
    if verb.child("agent") is not None:
        return verb.lemma in ACCUSES or named is not None
    return named is not None and any(c.lemma in _DID_IT for c in named.children)


def _tells_in_relative(verb: Token) -> bool:
    """Whether somebody tells of whom a relative clause is about: "X, whom prosecutors accuse of the murder", "who police say shot him"."""
    subject = verb.child("nsubj") if verb.dep == "relcl" else None
    if subject is None or subject.tag in ("WP", "WDT"):
        return False
    accuses = (verb.lemma in ACCUSES or names_as(verb) is not None) and verb.child("prep") is not None
    return accuses or (verb.lemma in _SURE | _HELD and verb.child("ccomp") is not None)


def _tells_that(verb: Token) -> bool:
    """Whether somebody named tells a clause that opens with "that"."""
    if verb.pos != "VERB" or verb.lemma not in _SURE | _HELD:
        return False
    said = next((c for c in verb.children if c.dep == "ccomp" and c.i > verb.i), None)
    subject = verb.child("nsubj")
    opened = said is not None and any(m.dep == "mark" and m.lemma == "that" for m in said.children)
    named = subject is not None and (
        subject.pos == "PROPN" or (verb.lemma in _HELD and subject.text.lower() in _INQUIRE)
    )
    return opened and named


def _claims_a_deed(verb: Token) -> bool:
    """Whether somebody claims to have done something: it is his word, not the outlet's."""
    if verb.lemma != "claim":
        return False
    deed = verb.child("dobj") if verb.child("nsubj") is not None else verb.child("nsubjpass")
    by = verb.child("nsubj", "agent")
    return deed is not None and deed.lemma in cues.CLAIMED and by is not None


def _denies_doing(verb: Token) -> bool:
    """ "Denied killing the editor", "admitted planting the bomb"."""
    doing = verb.child("xcomp")
    return verb.lemma in ("deny", "admit") and doing is not None and doing.tag == "VBG"


def _opens_according(token: Token, sentences: list[Sentence]) -> bool:
    return token.lemma == "accord" and token.i == sentences[token.sentence].first and token.child("prep") is not None
