"""To whom a deed is laid, by the law or by whoever blames him: of him nobody says by that alone that he did it, nor that he suffered it."""

from onrecord.claim.frames import BLAMES, held_responsible
from onrecord.model import Token

LAYS = BLAMES | frozenset(
    "link tie connect implicate blame indict arrest detain extradite want seek hunt prosecute try question quiz interrogate".split()
)
"""Verbs of laying a deed to their object, or of clearing him of it; that a court convicted him is a proceeding."""
_TRIED = frozenset(
    "trial prosecution arrest detention extradition indictment questioning conviction sentencing charge accusation case suspicion".split()
)
"""What there is "of" or "against" somebody to whom a deed is laid, or is his."""
_SUSPECTS = frozenset("suspect defendant accused".split())
PUNISHES = frozenset("jail imprison sentence".split())
"""What the law does to who did it; he did not suffer it."""
_FACES = {
    "face": frozenset("charge count trial prosecution accusation allegation indictment".split()),
    "stand": frozenset(["trial"]),
}
"""Verb -> what its subject faces."""


def is_laid_to(word: Token) -> bool:
    """Whether a deed is only laid to somebody: "wanted for the murder", "on trial for it", "faces charges over it", "the trial of X".

    Args:
        word: of his phrase.
    """
    own = [c for c in word.children if c.dep in ("acl", "relcl")]
    whom = [g for c in own for g in c.children if g.lemma in ("who", "whom")]
    laid = (c for c in own if c.dep == "acl" and c.tag == "VBN")
    if any(c.lemma in LAYS or _holds_over(c) for c in laid) or _is_suspect(word):
        return True
    if word.dep == "appos" and word.head.pos == "NOUN" and is_laid_to(word.head):
        return True  # "a former officer, X, was charged with it"
    return _is_blamed(word) or _is_on_trial(word) or any(_is_object(w) or _faces(w) for w in (word, *whom))


def lays(word: Token) -> bool:
    """Whether somebody lays a deed to another: "wanted by X for the murder"; he neither did nor suffered it."""
    above = word.head.head
    return word.dep == "pobj" and word.head.dep == "agent" and above.lemma in LAYS


def _is_blamed(word: Token) -> bool:
    """ "The attack, blamed on X", "which Y blamed on X"."""
    return word.dep == "pobj" and word.head.lemma == "on" and word.head.head.lemma == "blame"


def is_punished(word: Token) -> bool:
    """ "Jailed for the murder", "was sentenced"."""
    return word.dep in ("dobj", "nsubjpass") and word.head.lemma in PUNISHES


def _is_suspect(word: Token) -> bool:
    """ "X, a suspect in the bombing", "X, one of the suspects in it"."""
    beside = [c for c in word.children if c.dep == "appos"]
    of_them = [g.child("pobj") for c in beside for g in c.children if g.lemma == "of"]
    return any(c is not None and c.lemma in _SUSPECTS for c in (*beside, *of_them))


def _holds_over(verb: Token) -> bool:
    """ "Was being held over the murder", "three men held over it"."""
    return verb.lemma == "hold" and any(c.lemma in ("over", "after") for c in verb.children)


def _is_object(word: Token) -> bool:
    verb = word.head
    holds = verb.head if verb.lemma == "responsible" else verb
    if word.dep == "nsubjpass" and _holds_over(verb):
        return True
    if word.dep in ("dobj", "nsubjpass", "nsubj") and holds.lemma == "hold":
        return any(held_responsible(c) is word for c in holds.children if c.lemma == "responsible")
    of_trial = word.dep == "pobj" and verb.lemma in ("of", "against") and verb.head.lemma in _TRIED
    falls = word.dep == "pobj" and verb.lemma == "on" and any(c.lemma == "suspicion" for c in verb.head.children)
    his = word.dep == "poss" and verb.lemma in _TRIED
    return of_trial or falls or his or (word.dep in ("dobj", "nsubjpass") and verb.lemma in LAYS)


def _faces(word: Token) -> bool:
    """ "X faces charges", "X stood trial"."""
    faced = word.head.child("dobj") if word.dep == "nsubj" else None
    return faced is not None and faced.lemma in _FACES.get(word.head.lemma, ())


def _is_on_trial(word: Token) -> bool:
    """ "X, on trial for the murder", "X went on trial", "X is under arrest for it"."""
    near = (*word.children, *(word.head.children if word.dep == "nsubj" else ()))
    brought = ((c.lemma, what.lemma) for c in near if (what := c.child("pobj")) is not None)
    return any(one in _UNDER_LAW for one in brought)


_UNDER_LAW = frozenset({("on", "trial"), ("under", "arrest"), ("under", "investigation"), ("under", "indictment")})
