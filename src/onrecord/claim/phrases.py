"""Which entry of the tables a word stands under, where more than its base form tells: "set fire", "left dead", "beat with bars"."""

from onrecord.claim import incident_words as words
from onrecord.claim.frames import frame_of, prepositions
from onrecord.model import Token


def phrase_of(token: Token) -> str:
    """The entry of the tables a trigger stands under: its lemma, or a phrase's: "set_fire", "go_off", "take_captive"."""
    if token.lemma == "set" and any(
        c.lemma in ("fire", "ablaze", "alight") or (c.lemma == "on" and any(g.lemma == "fire" for g in c.children))
        for c in token.children
    ):
        return "set_fire"
    if token.lemma == "go" and any(c.lemma == "off" and c.dep in ("prt", "advmod") for c in token.children):
        return "go_off"
    if token.lemma in words.TAKES and token.pos == "VERB" and _takes_captive(token):
        return "take_captive"
    if token.pos == "VERB" and token.lemma in ("open", "fire") and _fires(token):
        return "open_fire"
    if token.lemma == "hold" and any(c.lemma == "up" and c.dep == "prt" for c in token.children):
        held = token.child("dobj")
        return "hold_up" if held is not None and not is_reflexive(held) else token.lemma
    if token.lemma == "leave" and token.pos == "VERB":
        return left(token) or token.lemma
    if token.lemma == "come" and _under(token) is not None:
        return "come_under"
    if token.lemma == "beat" and _beats(token):
        return "beat_up"
    if token.pos == "VERB" and token.lemma in words.DAMAGES - words.VERBS.keys() and _by_munition(token):
        return "damaged_by"
    return _done_with(token) if token.pos == "VERB" else token.lemma


def _by_munition(verb: Token) -> bool:
    """ "A mine damaged the carrier", "was sunk by a torpedo"."""
    return any(a.lemma in words.MUNITIONS for a in frame_of(verb).agents)


def _beats(verb: Token) -> bool:
    """Whether somebody is beaten, and not at a game or the polls: "beat him up", "with iron bars", "severely"."""
    how = {c.lemma for c in verb.children if c.dep in ("prt", "advmod", "advcl", "acomp", "oprd")}
    with_what = {h.lemma for h in prepositions(verb).get("with", [])}
    passive = verb.child("auxpass") is not None
    by_whom = {a.lemma for a in frame_of(verb).agents} if passive else set()
    return bool(how & words.BEATEN_HOW or with_what & words.BEATEN_WITH or by_whom & words.BEATEN_BY)


def is_reflexive(noun: Token) -> bool:
    """ "Himself", "themselves"."""
    return noun.pos == "PRON" and noun.lemma.endswith(("self", "selves"))


def _done_with(verb: Token) -> str:
    """A verb that tells a deed by what is thrown, driven, dragged off or passed on, as the tables have it: "throw_at"; else its lemma."""
    if verb.lemma not in words.DONE_WITH:
        return verb.lemma
    frame = frame_of(verb)
    what = {p.lemma for p in frame.patients}
    at = {p: {h.lemma for h in heads} for p, heads in frame.prepositions.items()}
    thrown = words.THROWN - {"mine"} if verb.lemma == "place" else words.THROWN  # a coal mine may be placed in a trust
    if verb.lemma in words.THROWS and what & thrown:
        return "throw_at"
    if verb.lemma in words.RAMS and what & words.VEHICLES and "into" in at:
        return "ram_into"
    if verb.lemma in words.PASSES and what & words.SECRETS and at.get("to", set()) & words.HANDLERS:
        return "pass_on"
    off = at.get("into", set()) & words.VEHICLES or (verb.lemma in ("drag", "haul", "snatch") and at.get("from", set()) & words.HOMES)  # fmt: skip
    if verb.lemma in words.DRAGS and off and not {a.lemma for a in frame.agents} & words.STATE:
        return "drag_off"
    return verb.lemma


def _fires(verb: Token) -> bool:
    """ "opened fire on", "fired shots at", "shots were fired"."""
    what = verb.child("dobj", "nsubjpass")
    return what is not None and (what.lemma == "fire" if verb.lemma == "open" else what.lemma in words.FIRED and not any(c.lemma == "warning" for c in what.children))  # fmt: skip


def left(verb: Token) -> str:
    """What befell whoever a blast left dead or wounded: "kill", "wound"; "" for any other leaving."""
    who = verb.child("dobj")
    if who is None:
        return ""
    after = (c.lemma for c in (*verb.children, *who.children) if c.i > who.i and c.dep not in ("conj", "relcl", "prep"))
    return next((words.LEFT[lemma] for lemma in after if lemma in words.LEFT), "")


def _under(verb: Token) -> Token | None:
    """What a convoy came under: "rocket fire", "mortar attack"; a minister comes under fire without any."""
    found = (c.child("pobj") for c in verb.children if c.dep == "prep" and c.lemma == "under")
    return next((f for f in found if f is not None and f.lemma in words.COMES_UNDER and any(c.lemma in words.ARMS for c in f.children)), None)  # fmt: skip


def is_deadly(verb: Token) -> bool:
    """ "shot dead", "beaten to death"."""
    if verb.pos != "VERB" or verb.lemma not in words.DEADLY:
        return False
    to = next((c.child("pobj") for c in verb.children if c.dep == "prep" and c.lemma == "to"), None)
    return any(c.lemma == "dead" for c in verb.children) or (to is not None and to.lemma == "death")


def _takes_captive(verb: Token) -> bool:
    """ "took pupils hostage", whoever did."""
    return any(c.lemma in words.CAPTIVE for c in (*verb.children, *(g for c in verb.children for g in c.children)))


def to_be_done(noun: Token) -> str:
    """The type of a deed that was only tried or planned, told by one noun: "an assassination attempt", "a bomb plot", "an attempt on her life"."""
    if noun.lemma in words.ATTEMPTS and any(h.lemma == "life" for h in prepositions(noun).get("on", [])):
        return "assassination"
    if noun.lemma not in words.ATTEMPTS | words.PLOTS:
        return ""
    before = (c.lemma for c in noun.children if c.dep in ("compound", "amod", "nmod"))
    return next((words.PLOTTED[lemma] for lemma in before if lemma in words.PLOTTED), "")
