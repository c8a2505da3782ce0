"""Which entry of the tables a word stands under, where more than its base form tells: "set fire", "left dead", "beat with bars"."""

from collections.abc import Callable, Collection

from onrecord.claim import incident_words as words
from onrecord.claim.frames import frame_of, prepositions
from onrecord.claim.modality import negated
from onrecord.model import Token


def phrase_of(token: Token) -> str:
    """The entry of the tables a trigger stands under: its lemma, or a phrase's: "set_fire", "go_off", "take_captive"."""
    if token.pos == "VERB":
        for read in _BY_LEMMA.get(token.lemma, ()):
            if found := read(token):
                return found
    return token.lemma


def left(verb: Token) -> str:
    """What befell whoever a blast left dead or wounded: "kill", "wound"; "" for any other leaving."""
    who = verb.child("dobj")
    if who is None:
        return ""
    if who.lemma in words.LEFT and who.child("nummod") is not None:
        return words.LEFT[who.lemma]  # "leaving 17 dead"
    after = (c.lemma for c in (*verb.children, *who.children) if c.i > who.i and c.dep not in ("conj", "relcl", "prep"))
    return next((words.LEFT[lemma] for lemma in after if lemma in words.LEFT), "")


BODILY = frozenset("stab shoot beat kill murder assassinate gun knife strangle execute poison behead kidnap abduct torture rape".split())  # fmt: skip
"""What is done to people only: where it was done is no target."""
_WHERE = frozenset("in inside outside near at behind beside from".split())


def befell_there(place: Token) -> bool:
    """Whether a place is only where somebody was stabbed or taken: "in a car park", "outside her office"; where many were killed it may be what was attacked."""
    verb = place.head.head
    if place.dep != "pobj" or place.head.lemma not in _WHERE or verb.lemma not in BODILY:
        return False
    found = verb.head if verb.dep in ("oprd", "xcomp", "ccomp") and verb.head.lemma == "find" else verb
    whom = (verb.child("dobj", "nsubjpass") or found.child("dobj", "nsubjpass")) if verb.pos == "VERB" else None
    return whom is not None and whom.tag not in ("NNS", "NNPS")


def is_reflexive(noun: Token) -> bool:
    """ "Himself", "themselves"."""
    return noun.pos == "PRON" and noun.lemma.endswith(("self", "selves"))


def is_deadly(verb: Token) -> bool:
    """ "shot dead", "beaten to death"."""
    if verb.pos != "VERB" or verb.lemma not in words.DEADLY:
        return False
    to = next((c.child("pobj") for c in verb.children if c.dep == "prep" and c.lemma == "to"), None)
    return any(c.lemma == "dead" for c in verb.children) or (to is not None and to.lemma == "death")


def to_be_done(noun: Token) -> str:
    """The type of a deed that was only tried or planned, told by one noun: "an assassination attempt", "a bomb plot", "an attempt on her life"."""
    if noun.lemma in words.ATTEMPTS and any(h.lemma in ("life", "lives") for h in prepositions(noun).get("on", [])):
        return "assassination"
    if _is_survived(noun):
        return "assassination"
    if noun.lemma not in words.ATTEMPTS | words.PLOTS:
        return ""
    before = (c.lemma for c in noun.children if c.dep in ("compound", "amod", "nmod"))
    return next((words.PLOTTED[lemma] for lemma in before if lemma in words.PLOTTED), "")


def _is_survived(noun: Token) -> bool:
    """ "She survived an earlier attempt": what a person survives is on his life; not "an attempt to unseat him", "a coup attempt"."""
    if noun.lemma not in words.ATTEMPTS or noun.dep != "dobj" or noun.head.lemma != "survive":
        return False
    bare = all(c.dep not in ("compound", "acl") for c in noun.children) and not prepositions(noun).get("at")
    return bare and any(a.entity == "PERSON" or a.lemma in ("he", "she", "who") for a in frame_of(noun.head).agents)


def series_of(noun: Token) -> str:
    """The type of the deeds that a series is of: "a sabotage campaign against the railways", "an arson spree"."""
    before = (c.lemma for c in noun.children if c.dep in ("compound", "amod", "nmod"))
    return next((words.NOUNS[w] for w in before if w in words.NOUNS), "") if noun.lemma in words.SERIES else ""


def struck_from_afar(noun: Token) -> str:
    """The type of an attack that "strike" tells beside its arms: "a drone strike", "air strikes"; and of "death threats"."""
    before = {c.lemma for c in noun.children if c.dep in ("compound", "amod", "nmod")}
    if noun.lemma == "strike" and before & words.ARMS:
        return "armed_attack"
    threat = noun.lemma == "threat" and before & words.THREATENS
    return "threat" if threat or (noun.lemma in words.SENT and before & words.THREATENING) else ""


def _objects(verb: Token) -> set[str]:
    """Lemmas of what a verb is done to."""
    return {p.lemma for p in frame_of(verb).patients}


def _agents(verb: Token) -> set[str]:
    """Lemmas of who does it."""
    return {a.lemma for a in frame_of(verb).agents}


def _with(verb: Token) -> set[str]:
    """Lemmas of what it is done with."""
    return {h.lemma for h in prepositions(verb).get("with", [])}


def _by_hackers(verb: Token) -> bool:
    """Whether hackers did it, or a "hacking group"."""
    by = frame_of(verb).agents
    return any(a.lemma in words.HACKERS or any(c.lemma in words.HACKING for c in a.children) for a in by)


def _set_fire(verb: Token) -> str:
    """ "Set the car on fire", "set it alight"."""
    lit = any(
        c.lemma in ("fire", "ablaze", "alight") or (c.lemma == "on" and any(g.lemma == "fire" for g in c.children))
        for c in verb.children
    )
    return "set_fire" if lit else ""


def _goes_off(verb: Token) -> str:
    return "go_off" if any(c.lemma == "off" and c.dep in ("prt", "advmod") for c in verb.children) else ""


def _fires(verb: Token) -> str:
    """ "opened fire on", "fired shots at", "fired four times", "shots were fired"; warning shots are fired at nobody."""
    times = any(c.lemma == "time" and c.dep in ("npadvmod", "dobj") for c in verb.children)
    if verb.lemma == "fire" and times and verb.child("auxpass") is None:
        return "open_fire"
    what = verb.child("dobj", "nsubjpass")
    if what is None:
        at = (g for c in verb.children if c.lemma in ("on", "at") for g in c.children if g.dep == "pobj")
        shoots = verb.lemma == "fire" and verb.child("nsubj") is not None
        return "open_fire" if shoots and any(g.entity not in ("DATE", "TIME") for g in at) else ""
    shot = what.lemma in words.FIRED and not any(c.lemma == "warning" for c in what.children)
    return "open_fire" if (what.lemma == "fire" if verb.lemma == "open" else shot) else ""


def _holds_up(verb: Token) -> str:
    """ "Held up a bank"; what holds up well is no bank."""
    up = any(c.lemma == "up" and c.dep == "prt" for c in verb.children)
    return "hold_up" if up and _objects(verb) & words.HELD_UP else ""


def _takes_captive(verb: Token) -> str:
    """ "took pupils hostage", whoever did."""
    near = (*verb.children, *(g for c in verb.children for g in c.children))
    at_gunpoint = verb.lemma in ("seize", "take") and any(
        h.lemma == "gunpoint" for h in frame_of(verb).prepositions.get("at", [])
    )
    return "take_captive" if at_gunpoint or any(c.lemma in words.CAPTIVE for c in near) else ""


def _taken_away(verb: Token) -> str:
    """ "Was taken from their flat by four men", "armed men took her away", "taken from his home and not seen since": by no police, and no ambulance."""
    home = {h.lemma for h in frame_of(verb).prepositions.get("from", [])} & words.HOMES
    passive = verb.child("nsubjpass") is not None
    armed = any(_is_armed(a) for a in frame_of(verb).agents if a.lemma not in words.STATE)
    whom = any(p.text.lower() in ("him", "her", "them") or p.entity == "PERSON" for p in frame_of(verb).patients)
    by_them = armed or (passive and _agents(verb) & words.BEATEN_BY - words.STATE)
    of_state = any(a.lemma == "agent" and "of" in prepositions(a) for a in frame_of(verb).agents)
    by_them = by_them or ((passive or whom) and of_state)
    away = any(c.lemma == "away" for c in verb.children)
    gone = passive and not _agents(verb) and _is_not_seen_since(verb)
    return "taken_away" if (home or away) and (by_them or gone) else ""


def _is_not_seen_since(taken: Token) -> bool:
    """ "... and has not been seen since", "and never seen again"."""
    seen = next((c for c in taken.children if c.dep == "conj" and c.lemma in ("see", "hear")), None)
    return seen is not None and negated(seen)


def _pushes(verb: Token) -> str:
    """ "Was pushed from a balcony", "threw him out of a window"."""
    fall = {h.lemma for p in ("from", "off") for h in frame_of(verb).prepositions.get(p, [])} | _out_of(verb)
    return "push_from" if fall & words.HEIGHTS else ""


def _out_of(verb: Token) -> set[str]:
    """What somebody was dragged or thrown "out of"."""
    of = (g for c in verb.children if c.lemma == "out" for g in c.children if g.lemma == "of")
    return {h.lemma for g in of for h in g.children}


def _comes_under(verb: Token) -> str:
    """A convoy comes under "rocket fire", "mortar attack"; a minister comes under fire without any."""
    under = (c.child("pobj") for c in verb.children if c.dep == "prep" and c.lemma == "under")
    armed = (f is not None and f.lemma in words.COMES_UNDER and any(c.lemma in words.ARMS for c in f.children) for f in under)  # fmt: skip
    return "come_under" if any(armed) else ""


def _beats(verb: Token) -> str:
    """Whether somebody is beaten, and not at a game or the polls: "beat him up", "with iron bars", "severely"."""
    how = {c.lemma for c in verb.children if c.dep in ("prt", "advmod", "advcl", "acomp", "oprd")}
    by_whom = _agents(verb) if verb.child("auxpass") is not None or not _is_won(verb) else set()
    told = how & words.BEATEN_HOW or _with(verb) & words.BEATEN_WITH or by_whom & words.BEATEN_BY
    return "beat_up" if told or _in_custody(verb) else ""


def _is_won(verb: Token) -> bool:
    """ "The guards beat the Wanderers in the final", "by two goals": a game or a vote; soldiers who beat a student win none."""
    frame = frame_of(verb)
    bodies = any(p.entity in ("ORG", "GPE", "NORP") or p.lemma in words.WON for p in frame.patients)
    beside = {h.lemma for heads in frame.prepositions.values() for h in heads}
    return bodies or not frame.patients or bool(beside & words.WON) or any(c.pos == "NUM" for c in verb.children)


def _in_custody(beaten: Token) -> bool:
    """ "Was driven to a warehouse, beaten and questioned", "were beaten in detention"."""
    passive = beaten.tag == "VBN"
    beside = {c.lemma for c in beaten.children if c.dep == "conj"} | (
        {beaten.head.lemma} if beaten.dep == "conj" else set()
    )
    where = {h.lemma for h in frame_of(beaten).prepositions.get("in", [])}
    return passive and bool(beside & words.TAKEN_AND_BEATEN or where & words.BEATEN_IN)


def _by_munition(verb: Token) -> str:
    """ "A mine damaged the carrier", "was sunk by a torpedo"."""
    return "damaged_by" if _agents(verb) & words.MUNITIONS else ""


def _done_with(verb: Token) -> str:
    """A verb that tells a deed by what is thrown, driven, dragged off or passed on: "throw_at"."""
    frame = frame_of(verb)
    what = {p.lemma for p in frame.patients}
    at = {p: {h.lemma for h in heads} for p, heads in frame.prepositions.items()}
    thrown = words.THROWN - {"mine"} if verb.lemma == "place" else words.THROWN  # a coal mine may be placed in a trust
    if (
        verb.lemma in words.THROWS
        and "device" in what
        and any(g.lemma in words.LISTENING for p in frame.patients for g in p.children)
    ):
        return "plant_bug" if any(g.lemma in words.BUGS for p in frame.patients for g in p.children) else ""
    if what & words.TRACKERS and at.keys() & {"on", "in", "under", "to"}:
        return "plant_bug"
    if verb.lemma in words.THROWS and what & thrown:
        return "throw_at"
    if verb.lemma in words.THROWS and what & words.STONES and at.keys() & {"at", "into", "through"}:
        return "throw_stones"
    if verb.lemma in words.RAMS and what & words.VEHICLES and "into" in at:
        return "ram_into"
    if verb.lemma in words.PASSES and what & words.SECRETS and at.get("to", set()) & words.HANDLERS:
        return "pass_on"
    home = (at.get("from", set()) | _out_of(verb)) & words.HOMES
    off = at.get("into", set()) & words.VEHICLES or (verb.lemma in ("drag", "haul", "snatch") and home)
    held = words.STATE - words.TROOPS if home else words.STATE  # soldiers come to no house to save anybody
    if verb.lemma in words.DRAGS and off and not {a.lemma for a in frame.agents} & held:
        return "drag_off"
    return ""


def _mows_down(verb: Token) -> str:
    return "mow_down" if any(c.lemma == "down" for c in verb.children) else ""


def _sprays(verb: Token) -> str:
    """ "Sprayed the office with bullets", "was riddled with gunfire"."""
    return "spray_with" if _with(verb) & words.SPRAYED else ""


def _slits(verb: Token) -> str:
    return "slit_throat" if "throat" in _objects(verb) else ""


def _blows_off(verb: Token) -> str:
    """ "Blew off two of his fingers"."""
    off = any(c.lemma == "off" for c in verb.children)
    return "blow_off" if off and any(t.lemma in words.LIMBS for t in blown_off(verb)) else ""


def blown_off(verb: Token) -> list[Token]:
    """What a blast took of somebody: the fingers of "two of his fingers"."""
    return [f for p in frame_of(verb).patients for f in (p, *prepositions(p).get("of", []))]


def _cuts(verb: Token) -> str:
    """ "Saboteurs cut an undersea cable"; an anchor that cuts it means no harm."""
    meant = _agents(verb) & words.CUTTERS or any(c.lemma == "deliberately" for c in verb.children)
    return "cut_line" if meant and _objects(verb) & words.LINES else ""


def _steals(verb: Token) -> str:
    """ "A gang stole three million": robbers, or at gunpoint; no hackers."""
    at_gunpoint = any(h.lemma == "gunpoint" for h in frame_of(verb).prepositions.get("at", []))
    if _objects(verb) & words.STOLEN_IN_WORDS:
        return ""
    return "steal_as_robber" if at_gunpoint or _agents(verb) & words.ROBBERS else ""


def _breaks_in(verb: Token) -> str:
    """ "Burglars broke into the office", "unknown men broke into the office and took computers"."""
    by = [a for a in frame_of(verb).agents if a.lemma not in words.STATE]
    hidden = any(c.lemma in words.HIDDEN for a in by for c in a.children)
    into = "into" in frame_of(verb).prepositions
    return "break_in" if into and (hidden or any(a.lemma in words.ROBBERS for a in by)) else ""


def _makes_off(verb: Token) -> str:
    """ "Made off with its weapons"."""
    return "make_off" if any(c.lemma == "off" for c in verb.children) and _with(verb) else ""


def _hacks(verb: Token) -> str:
    """ "Hackers stole the data", "defaced the ministry's website"."""
    network = _objects(verb) & words.NETWORKS
    hit = _by_hackers(verb) and (network or _objects(verb) & words.DATA)
    return "hack_into" if hit or (network and verb.lemma == "deface") else ""


def _knocks_offline(verb: Token) -> str:
    """ "The website was knocked offline", "hackers took down the servers"."""
    how = {c.lemma for c in verb.children}
    down = "offline" in how or ("down" in how and _by_hackers(verb))
    return "knock_offline" if down and _objects(verb) & words.NETWORKS else ""


def _infects(verb: Token) -> str:
    """ "Her phone was infected with spyware"."""
    return "infect_with" if _objects(verb) & words.DEVICES and _with(verb) & words.SPYWARE else ""


def _taps(verb: Token) -> str:
    return "tap_phone" if _objects(verb) & words.TAPPED else ""


def _seizes_arms(verb: Token) -> str:
    """ "Customs seized 200 rifles hidden in a lorry bound for the coast": somebody was smuggling them."""
    for thing in (p for p in frame_of(verb).patients if p.lemma in words.ARMS_SHIPPED or _is_shipment(p)):
        if any(t.lemma in words.ON_ITS_WAY for c in (*thing.children, *verb.children) for t in (c, *c.children)):
            return "seize_arms"
    return ""


def _is_shipment(thing: Token) -> bool:
    """ "A shipment of rifles", "an arms cache"."""
    of = prepositions(thing).get("of", [])
    return any(t.lemma in words.ARMS_SHIPPED for t in (*of, *(c for c in thing.children if c.dep == "compound")))


def _is_armed(doer: Token) -> bool:
    """ "Armed men", "masked gunmen"."""
    return any(c.lemma in words.ARMED for c in doer.children)


def _seizes_vessel(verb: Token) -> str:
    """ "A tanker was seized by armed men", "pirates boarded the ship"."""
    by = frame_of(verb).agents
    outlaws = any(a.lemma in words.OUTLAWS or _is_armed(a) for a in by)
    return "seize_vessel" if outlaws and _objects(verb) & words.VESSELS else ""


def _finds_bomb(verb: Token) -> str:
    """ "A bomb was found beneath the car of the treasurer": laid there, and gone off or not, to harm him."""
    return "find_bomb" if laid_beneath(verb) and _objects(verb) & words.BOMBS else ""


def laid_beneath(verb: Token) -> list[tuple[str, Token]]:
    """Under, near or outside what a bomb was found: (preposition, thing)."""
    frame = frame_of(verb)
    brought = [frame.prepositions, *(prepositions(p) for p in frame.patients)]
    return [(at, thing) for own in brought for at in words.BENEATH for thing in own.get(at, [])]


def _smashes(verb: Token) -> str:
    """ "Protesters smashed the windows of the embassy", "ransacked the office"."""
    if not _objects(verb) & (words.PANES if verb.lemma == "smash" else words.SMASHED):
        return ""
    return "smash_up_as_crowd" if _agents(verb) & words.CROWD else "smash_up"


def attacks_in_words(verb: Token) -> bool:
    """ "Attacked his rival as unfit", "attacked him for lying": with words."""
    if verb.lemma not in words.ALSO_IN_WORDS:
        return False
    over = {h.lemma for h in frame_of(verb).prepositions.get("over", [])}  # no weekend, and no river
    said = bool(over & words.TOPICS) or any(c.dep == "prep" and c.lemma == "as" for c in verb.children)
    why = any(c.dep == "prep" and c.lemma == "for" and c.child("pcomp") is not None for c in verb.children)
    how = any(c.lemma in ("verbally", "rhetorically", "online") for c in verb.children)
    brought = (
        frame_of(verb).prepositions,
        *(prepositions(a) for a in frame_of(verb).agents),
    )  # "by fans on social media"
    where = {h.lemma for own in brought for p in ("on", "in", "via", "over") for h in own.get(p, [])}
    return said or why or how or bool(_objects(verb) & words.RIVALS or where & words.SAID_IN)


def _pelts(verb: Token) -> str:
    """ "Pelted the car with stones"."""
    return "throw_stones" if _with(verb) & words.STONES else ""


def _blockades(verb: Token) -> str:
    return "blockade_works" if _objects(verb) & words.WORKS else ""


def _loses_life(verb: Token) -> str:
    """ "Two soldiers lost their lives": they died."""
    return "die" if _objects(verb) & words.LIVES else ""


def _costs_lives(verb: Token) -> str:
    """ "The blast claimed 12 lives", "took the lives of two guards"."""
    return "cost_lives" if _objects(verb) & words.LIVES else ""


def _sexually(verb: Token) -> str:
    return f"{verb.lemma}_sexually" if any(c.lemma == "sexually" for c in verb.children) else ""


_READERS: tuple[tuple[Callable[[Token], str], Collection[str]], ...] = (
    (_set_fire, ["set"]),
    (_goes_off, ["go"]),
    (_takes_captive, words.TAKES),
    (_taken_away, ["take"]),
    (_seizes_vessel, words.SEIZES_VESSEL),
    (_fires, ["open", "fire"]),
    (_holds_up, ["hold"]),
    (left, ["leave"]),
    (_comes_under, ["come"]),
    (_pushes, ["push", "throw", "hurl"]),
    (_beats, ["beat"]),
    (_by_munition, words.DAMAGES - words.VERBS.keys()),
    (_done_with, words.DONE_WITH),
    (_mows_down, ["mow"]),
    (_sprays, words.SPRAYS),
    (_slits, ["slit", "cut"]),
    (_blows_off, ["blow", "tear"]),
    (_cuts, words.CUTS),
    (_hacks, words.DEFACES),
    (_steals, ["steal", "snatch", "grab"]),
    (_breaks_in, ["break"]),
    (_makes_off, ["make"]),
    (_knocks_offline, ["knock", "take", "bring", "force"]),
    (_infects, ["infect"]),
    (_taps, ["tap"]),
    (_seizes_arms, words.SEIZES),
    (_finds_bomb, words.FINDS),
    (_smashes, ["smash", "ransack", "trash", "vandalise", "vandalize"]),
    (_pelts, ["pelt"]),
    (_blockades, ["blockade"]),
    (_loses_life, ["lose"]),
    (_costs_lives, ["claim", "cost", "take"]),
    (_sexually, ["assault", "abuse"]),
)
_BY_LEMMA: dict[str, tuple[Callable[[Token], str], ...]] = {
    lemma: tuple(read for read, lemmas in _READERS if lemma in lemmas)
    for lemma in sorted({lemma for _, lemmas in _READERS for lemma in lemmas})
}
"""Verb -> what reads the phrase around it; the first that finds one tells."""
