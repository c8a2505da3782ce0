"""Deeds that came to nothing because somebody stepped in: plots foiled, cells broken up, bombs defused."""

from collections.abc import Iterator

from onrecord.claim.frames import CARRY_OUT, frame_of, prepositions
from onrecord.claim.incident_words import EXPLOSIVE, PLOTS
from onrecord.claim.modality import Modality
from onrecord.claim.phrases import phrase_of
from onrecord.model import Token

FOILS = frozenset(["foil", "thwart", "prevent", "disrupt", "avert", "stop", "uncover", "intercept"])
DEFUSES = frozenset(["defuse", "disarm", "deactivate", "neutralise", "neutralize", "intercept", "make", "render"])
"""What is done to a bomb that was there, and did not go off; "make" and "render" it "safe"."""
LEFT_OVER = frozenset(["mine", "shell", "rocket", "missile", "mortar"])
"""Arms that are cleared away after a war: nobody's plot."""
OLD = frozenset("war wartime unexploded aerial".split())
"""Bombs of a war that is over."""
BREAKS_UP = frozenset("break dismantle bust smash uncover expose unmask".split())
"""What is done to a cell: what it only planned is not done any more. "Break" where "up" stands beside it."""


def defused(verb: Token) -> list[Token]:
    """The bombs in "police defused a bomb"; who disarms a militia or clears a bomb of the last war foils nothing."""
    if verb.pos != "VERB" or verb.lemma not in DEFUSES or any(w.lemma in OLD for w in _phrase(verb)):
        return []
    if verb.lemma in ("make", "render") and not any(
        c.lemma == "safe" for t in (verb, *frame_of(verb).patients) for c in t.children
    ):
        return []
    shared = verb.head.child("nsubjpass") if verb.dep == "conj" and verb.child("nsubj", "nsubjpass") is None else None
    things = frame_of(verb).patients or [t for t in [shared] if t is not None]  # "was found and defused"
    packed = [h for t in things for c in t.children if c.dep == "acl" for h in prepositions(c).get("with", [])]
    return [t for t in (*things, *packed) if t.lemma in EXPLOSIVE - LEFT_OVER]


def _phrase(head: Token) -> Iterator[Token]:
    """A word and all that hang on it."""
    yield head
    for child in head.children:
        yield from _phrase(child)


def before_it_could(trigger: Token) -> Token | None:
    """What was done "before they could plant it", "carry out the attack", and so kept them from it; None for any other clause."""
    verb = _doing(trigger)
    below = [c.lemma for c in verb.children if c.i < verb.i]
    cut_short = verb.dep == "advcl" and "before" in below and ("could" in below or "can" in below or "able" in below)
    return verb.head if cut_short and verb.head.pos == "VERB" else None


def _doing(trigger: Token) -> Token:
    """The verb of a deed: "carry" in "carry out the attack", and a verb itself."""
    return trigger.head if trigger.dep == "dobj" and trigger.head.lemma in CARRY_OUT else trigger


def broken_up(trigger: Token) -> Token | None:
    """What was done to the cell "that planned to bomb the port", where it ended the cell; None for anything else."""
    for up in (trigger, *trigger.ancestors()):
        if up.dep in ("relcl", "acl") and up.head.dep in ("dobj", "nsubjpass"):
            verb = up.head.head
            up_beside = any(c.lemma == "up" and c.dep in ("prt", "advmod") for c in verb.children)
            return verb if verb.lemma in BREAKS_UP and (verb.lemma != "break" or up_beside) else None
    return None


def foiled(trigger: Token, how: Modality) -> Modality:
    """How a deed is put, seen that somebody may have stepped in."""
    ended = how.stage == "planned" and (broken_up(trigger) or _plot_foiled(trigger)) is not None
    word = phrase_of(trigger)
    if defused(trigger) or ended or word == "seize_arms":
        return Modality(how.polarity, how.certainty, how.mode, "foiled")
    if word == "find_bomb" and how.stage == "carried_out":
        return Modality(how.polarity, how.certainty, how.mode, "attempted")
    if before_it_could(trigger) is not None:
        return Modality(how.polarity, "stated", "actual", "foiled")
    return how


def _plot_foiled(trigger: Token) -> Token | None:
    """ "Bomb plot against exiles foiled", as headlines have it, "a plot to blow up a rally, which police foiled": the foiling, wherever the parser hangs it."""
    noun = trigger.head if trigger.dep == "acl" and trigger.head.lemma in PLOTS else trigger
    if noun.pos != "NOUN":
        return None
    clauses = (w for w in _phrase(noun) if w.lemma in FOILS and w.child("neg") is None)
    return next((w for w in clauses if _of_which(w) or (w.tag == "VBN" and w.dep == "acl")), None)


def _of_which(clause: Token) -> bool:
    """ "..., which police foiled"; not the officer "who foiled" another."""
    what = (c for c in clause.children if c.dep in ("dobj", "nsubjpass"))
    return clause.dep == "relcl" and any(c.lemma in ("which", "that") for c in what)


def would_be_doer(trigger: Token) -> Token | None:
    """Whom an arrest kept from it: "they" in "police arrested the men before they could" are the men."""
    verb = before_it_could(trigger)
    subject = _doing(trigger).child("nsubj")
    return (
        verb.child("dobj", "nsubjpass") if verb is not None and subject is not None and subject.pos == "PRON" else None
    )


def foilers(triggers: list[Token]) -> list[Token]:
    """Who foiled a deed: the subject of the verb that ended it."""
    for trigger in triggers:
        bombs = defused(trigger)
        if bombs or phrase_of(trigger) == "seize_arms":
            return [a for a in frame_of(trigger).agents if a not in bombs]
        ended = before_it_could(trigger) or broken_up(trigger) or _plot_foiled(trigger)
        if ended is None:
            ended = next((above for above in trigger.ancestors() if above.lemma in FOILS), None)
        if ended is not None:
            return frame_of(ended).agents
    return []
