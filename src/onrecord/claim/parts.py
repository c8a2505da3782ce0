"""An event's parts: who did it, whom and what it struck, with what, and how many were harmed."""

from collections.abc import Callable
from dataclasses import replace

from onrecord.claim import incident_words as words
from onrecord.claim.context import Context
from onrecord.claim.event import Event, done_by, in_relative, kind_of, more_telling, plotted
from onrecord.claim.foiled import before_it_could, defused, would_be_doer
from onrecord.claim.frames import Frame, called, doers, frame_of, prepositions, real_head
from onrecord.claim.groups import joined
from onrecord.claim.laid_to import is_laid_to
from onrecord.claim.modality import POSSIBLE, PROBABLE, is_nobody
from onrecord.claim.numbers import PLURALS, counted, one_or_more, together
from onrecord.claim.phrases import befell_there, blown_off, is_deadly, is_reflexive, laid_beneath, phrase_of
from onrecord.model import Filler, Quantity, Span, Token

_WHERE_HIT = ("against", "on", "at", "near", "outside", "in")
_USES = frozenset(["use", "detonate", "explode", "place", "plant", "throw", "fire"])
NO_PATIENTS = words.NOUNS.keys() | words.PLOTS | words.NOT_PEOPLE | {"fire", "shot"}
"""What nothing is done to by an attack: another telling of it, "shots" that were fired."""
_ATTACKERS = frozenset(["guerrilla", "rebel"])  # not "terrorist": it calls the attack a name, and names nobody


def gather(context: Context, event: Event, trigger: Token) -> None:
    """Fill an event's roles from what stands around one of its triggers."""
    frame, word = frame_of(trigger), phrase_of(trigger)
    bombs = defused(trigger)
    for agent in _doers(event, trigger, frame, word, found=bool(bombs)):
        _add_agent(context, event, trigger, agent)
    by_object = frame.patients if word in words.BY_OBJECT else []
    for patient in [*([] if by_object else frame.patients), *_hit(context, trigger, word, frame)]:
        _add_patient(context, event, trigger, patient)
    if word in words.ON_THINGS:
        event.add("targets", context.fillers(_struck_things(context, trigger, word, frame)))
    for head in [*_instruments(trigger, frame), *(t for o in by_object for t in joined(o)), *bombs]:
        _add_weapon(context, event, head)
    if word in ("throw_at", "ram_into"):  # whatever it is otherwise: a truck
        event.add("weapons", context.fillers(by_object))
    ordered_by = _on_orders_of(context, trigger)
    if _is_alleged(context, ordered_by):
        event.modality = replace(event.modality, certainty="probable")
    event.add("sponsors", _who(context, [*ordered_by, *_ordering(trigger)], "place"))
    _by_noun(context, event, trigger, frame)


def _by_noun(context: Context, event: Event, trigger: Token, frame: Frame) -> None:
    """What only nouns tell of who took part: "an attempt on her life", "survived a shooting", "threats from X", "her kidnappers"."""
    if trigger.lemma in words.ATTEMPTS:  # "an attempt on her life": hers
        owners = [o for h in frame.patients if h.lemma in ("life", "lives") for o in _owners(h)]
        event.add("victims", _people(context, owners))
    if trigger.dep == "dobj" and trigger.head.lemma == "survive":  # "survived a shooting": whom it was aimed at
        event.add("victims", _people(context, frame_of(trigger.head).agents))
    if trigger.lemma in {"threat", *words.SENT}:  # "threats from X", "received threats from X"
        gets = frame_of(trigger.head).prepositions if trigger.head.lemma in words.RECEIVES else {}
        senders = frame.prepositions.get("from", []) + gets.get("from", [])
        event.add("perpetrators", _who(context, senders, ""))
    if trigger.lemma in words.DOERS:  # "the assassins of X": they did it
        event.add("perpetrators", context.fillers(called(trigger) or [trigger]))
    if trigger.pos == "NOUN":
        beside = [c for c in trigger.children if c.dep in ("compound", "amod") and c.lemma in _ATTACKERS]
        event.add("perpetrators", context.fillers(beside))


def _doers(event: Event, trigger: Token, frame: Frame, word: str, *, found: bool) -> list[Token]:
    """Who is told to have done it; nobody where a trigger only tells whom it befell, or who found the bomb.

    Args:
        found: whether the trigger tells that a bomb was made safe.
    """
    hung = any(done_by(t, trigger) for t in event.triggers)  # on who hunts him, say: no doer of it
    if (
        hung
        or found
        or word in ("come_under", "seize_arms", "find_bomb")
        or not (frame.certain_agent or trigger.pos != "VERB")
    ):
        return []
    kept = would_be_doer(trigger)
    return [kept] if kept is not None else frame.agents


def _ordering(trigger: Token) -> list[Token]:
    """Who had it done: the subject of "paid", "ordered" above it, or whose "order" it is under."""
    if (
        trigger.dep in ("acl", "pobj")
        and (order := trigger.head if trigger.dep == "acl" else trigger.head.head).lemma in words.ORDER_NOUNS
    ):
        return _issuers(order)
    above = next((a for a in (trigger.head, trigger.head.head) if a.lemma in words.ORDERS and a.pos == "VERB"), None)
    if _is_had_done(trigger):
        above = trigger.head
    return frame_of(above).agents if above is not None and trigger.dep != "nsubj" else []


def _is_had_done(verb: Token) -> bool:
    """ "To have two officials killed", "had X killed"; who "had her son killed" in a war suffered it."""
    have, whom = verb.head, verb.child("nsubjpass", "nsubj")
    if have.lemma != "have" or verb.dep != "ccomp" or verb.tag != "VBN" or whom is None:
        return False
    bereft = any(c.pos == "PRON" or c.dep == "nummod" or c.lemma == "a" for c in whom.children)
    return have.tag == "VB" or not bereft


def _issuers(order: Token) -> list[Token]:
    """Whose order it is: "X's order to", "an order from X", "the order came from X", "X signed the order"."""
    verb, own = order.head, prepositions(order)
    named = [t for t in (order.child("poss"), *own.get("of", []), *own.get("from", [])) if t is not None]
    if order.dep == "nsubj" and verb.lemma == "come":
        named += frame_of(verb).prepositions.get("from", [])
    if order.dep in ("dobj", "nsubjpass") and verb.lemma in words.GIVES_ORDERS:
        named += frame_of(verb).agents
    return named


def _people(context: Context, heads: list[Token]) -> tuple[Filler, ...]:
    return tuple(f for f in context.fillers(heads) if f.type == "person")


def _who(context: Context, heads: list[Token], also: str) -> tuple[Filler, ...]:
    """Persons and bodies, and what else may act here."""
    return tuple(f for f in context.fillers(heads) if f.type in ("person", "organisation", also))


def _on_orders_of(context: Context, trigger: Token) -> list[Token]:
    """Whose orders it was done on: "on the orders of X", "at the behest of X", beside the deed or above it in its clause."""
    sentence = context.sentence(trigger)
    near = {trigger, *trigger.ancestors()}
    for token in context.tokens[sentence.first : sentence.last]:
        brought = token.dep == "pobj" and token.head.lemma in words.ON_ORDERS.get(token.lemma, ())
        if brought and token.i > trigger.i and (token.head.head in near or trigger in token.ancestors()):
            return prepositions(token).get("of", []) + [t for t in [token.child("poss")] if t]
    return []


def _is_alleged(context: Context, ordered_by: list[Token]) -> bool:
    """ "Was murdered, allegedly on the orders of X"."""
    ordering = (t.head.head for t in ordered_by if t.head.lemma == "of")
    before = (context.tokens[order.head.i - 1] for order in ordering if order.head.i)
    return any(word.lemma in PROBABLE | POSSIBLE for word in before)


def _hit(context: Context, trigger: Token, word: str, frame: Frame) -> list[Token]:
    """Facilities an attack is told to be on, at or near; whatever it is against; whatever was fired at, or came under fire."""
    told = _HIT.get(trigger.lemma) or _HIT.get(word)
    if told is not None:
        return told(trigger, frame)
    if trigger.lemma in words.TEARS and (torn := _torn(context, trigger)):
        return torn
    if trigger.lemma not in words.VERBS or trigger.lemma in words.HARM:
        return []
    heads = [at for p in _WHERE_HIT for h in frame.prepositions.get(p, []) for at in _whole(p, h)]
    beneath = words.RIDDEN | words.ROADS  # "two gunmen on a motorcycle", "burned a bus on the highway"
    heads = [(p, h) for p, h in heads if (p != "on" or h.lemma not in beneath) and not befell_there(h)]
    near = ("at", "near", "outside", "on")  # "outside the embassy", but not "in the army"
    return [
        h
        for p, h in heads
        if p == "against" or (kind := context.kind(h)) == "facility" or (kind == "organisation" and p in near)
    ]


def _whole(preposition: str, thing: Token) -> list[tuple[str, Token]]:
    """ "On the sixth floor of the hotel", "in the embassy's courtyard": at the hotel, at the embassy; any other thing as it is told."""
    buildings = _owners(thing) if thing.lemma in words.PARTS_OF_BUILDINGS else []
    return [("at", b) for b in buildings] or [(preposition, thing)]


def _fired_at(verb: Token, frame: Frame) -> list[Token]:
    fire = verb.child("dobj")
    brought = [frame.prepositions, prepositions(fire) if fire is not None else {}]
    return [h for own in brought for p in words.FIRED_AT for h in own.get(p, [])]


def _thrown_at(_: Token, frame: Frame) -> list[Token]:
    found = [(at, head) for at in words.THROWN_AT for head in frame.prepositions.get(at, [])]
    # "a bomb in a car", "in Lyon"
    return [head for at, head in found if at != "in" or (head.lemma not in words.VEHICLES and head.entity != "GPE")]


def _watched_by(bugging: Token, frame: Frame) -> list[Token]:
    """ "Put a tracker on her car", wherever the parser hangs the car: it and whose it is."""
    device = [h for p in frame.patients for at in words.THROWN_AT if at != "in" for h in prepositions(p).get(at, [])]
    return [t for thing in (*_thrown_at(bugging, frame), *device) for t in (thing, *_owners(thing))]


def _lit(_: Token, frame: Frame) -> list[Token]:
    fires = [p for p in frame.patients if p.lemma == "fire"]
    where = [h for fire in fires for p in ("at", "in") for h in prepositions(fire).get(p, [])]
    return [*frame.prepositions.get("to", []), *(p for p in frame.patients if p not in fires), *where]


def _whose_throat(_: Token, frame: Frame) -> list[Token]:
    return [o for p in frame.patients if p.lemma == "throat" for o in _owners(p)]


def _threatened(threat: Token, frame: Frame) -> list[Token]:
    """ "The judge received death threats", "threats against him"."""
    gets = threat.head if threat.dep == "dobj" and threat.head.lemma in words.RECEIVES else None
    return [
        *(frame_of(gets).agents if gets is not None else []),
        *(h for p in ("to", "against") for h in frame.prepositions.get(p, [])),
    ]


def _who_died(verb: Token, frame: Frame) -> list[Token]:
    """ "Cost nine people their lives", "claimed the lives of two guards"."""
    whom = verb.child("dative")
    lives = [p for p in frame.patients if p.lemma in words.LIVES]
    return [whom] if whom is not None else [o for p in lives for o in _owners(p)]


def _owners(thing: Token) -> list[Token]:
    """Whose it is: "the embassy's windows", "the windows of the embassy"."""
    return [o for o in (thing.child("poss"), *prepositions(thing).get("of", [])) if o is not None]


_HIT: dict[str, Callable[[Token, Frame], list[Token]]] = {
    "open_fire": _fired_at,
    "find_bomb": lambda verb, _: [thing for at, thing in laid_beneath(verb) if at != "near"],
    "come_under": lambda _, frame: frame.agents,
    "drag_off": lambda *_: [],  # into a car
    "throw_at": _thrown_at,
    "pelt": lambda _, frame: frame.patients,
    "throw_stones": _thrown_at,
    "plant_bug": _watched_by,
    "ram_into": _thrown_at,
    "set_fire": _lit,
    "slit_throat": _whose_throat,
    "blow_off": lambda verb, _: [o for limb in blown_off(verb) if limb.lemma in words.LIMBS for o in _owners(limb)],
    "cost_lives": _who_died,
    "threat": _threatened,
    **dict.fromkeys(words.SENT, _threatened),
}
"""Phrase -> whom or what it struck, by its own words."""


def _struck_things(context: Context, trigger: Token, word: str, frame: Frame) -> list[Token]:
    """What was cut, smashed, knocked out, seized or robbed, whatever it is: "an undersea cable", "the windows of the embassy"."""
    if word in ("steal_as_robber", "hack_into") and (robbed := _robbed(context, trigger)):
        return robbed
    if word == "break_in":
        return frame.prepositions.get("into", [])
    if word in ("smash_up", "smash_up_as_crowd"):
        return [o for p in frame.patients if p.lemma in words.PANES for o in _owners(p)] or frame.patients
    return [p for p in frame.patients if context.kind(p) != "person"]


def _robbed(context: Context, verb: Token) -> list[Token]:
    """ "Stole watches worth two million from a shop": wherever the parser hangs the shop."""
    brings = (t for t in context.tokens[verb.i : verb.right + 1] if t.lemma == "from" and t.dep == "prep")
    return next(([shop] for t in brings if (shop := t.child("pobj")) is not None), [])


def _torn(context: Context, blast: Token) -> list[Token]:
    """What a blast or an attack tore through: "the blast destroyed the hall", "the explosion that sank a ferry", "an arson attack that gutted the office"."""
    does = [blast.head] if blast.dep == "nsubj" else [c for c in blast.children if c.dep == "relcl"]
    below = [frame_of(v) for verb in does for v in (verb, *verb.children) if v.lemma in words.DAMAGES]
    things = [d for f in below for d in (*f.patients, *f.prepositions.get("through", []))]
    kinds = ("facility", "organisation") if blast.lemma in words.BLASTS else ("facility",)
    return [d for d in things if context.kind(d) in kinds]  # an attack may "shake the party" in words


def _instruments(trigger: Token, frame: Frame) -> list[Token]:
    """What it was done with: "with a rifle", "car bomb attack", "using explosives"."""
    if phrase_of(trigger) == "make_off":
        return []
    found = [h for p in ("with", "using", "from", "by") for h in frame.prepositions.get(p, [])]
    for child in trigger.children:
        if child.dep in ("compound", "amod", "nmod"):
            found.append(child)
        elif child.lemma in _USES and before_it_could(child) is None:
            found += joined(child.child("dobj"))
    return found


def _add_agent(context: Context, event: Event, trigger: Token, agent: Token) -> None:
    if is_nobody(agent) or _stands_for_nobody(context, agent):
        return
    for head in joined(context.antecedent(agent)):
        kind = context.kind(head)
        if phrase_of(trigger) == "die":
            _add_patient(context, event, trigger, head)
        elif kind == "weapon" or (phrase_of(trigger) in words.EXPLODES and trigger.child("dobj") is None):
            _add_weapon(context, event, head)
            event.add("perpetrators", _who(context, _who_used(head), ""))
        elif head.lemma in words.NOUNS:  # "the blast killed two": one event told by two words
            continue
        elif (
            kind in ("person", "organisation")
            or (kind == "" and head.tag == "NNPS")
            or (kind != "place" and head.pos == "PROPN" and agent in doers(trigger))
        ):
            event.add("perpetrators", tuple(f for f in map(context.filler, context.members(head)) if f))


def _who_used(weapon: Token) -> list[Token]:
    """ "A rubber bullet fired by riot police", "a bomb planted by the Front"."""
    used = [c for c in weapon.children if c.dep == "acl" and c.lemma in _USED and c.i > weapon.i]
    return [h for c in used for h in frame_of(c).prepositions.get("by", [])]


_USED = frozenset("fire shoot throw hurl lob launch plant lay place detonate drop".split())


def _stands_for_nobody(context: Context, pronoun: Token) -> bool:
    """ "No group has said it carried out the attack": no group did, as far as it is told; nor did who looks into it."""
    mention = context.mention(pronoun) if pronoun.pos == "PRON" else None
    same = context.chains[mention.chain] if mention is not None and mention.chain >= 0 else []
    heads = [context.tokens[m.head] for m in same]
    return any((is_nobody(h) and h.sentence == pronoun.sentence) or _inquires(h) for h in heads)


def _inquires(subject: Token) -> bool:
    """ "Police are looking into the robbery. They made off with": who looks into a deed did not do it."""
    return subject.dep == "nsubj" and subject.head.lemma in _INQUIRES and subject.tag in ("NNS", "NNPS", "NN")


_INQUIRES = frozenset("investigate probe hunt search seek look trace track interview question".split())


def _add_patient(context: Context, event: Event, trigger: Token, patient: Token) -> None:
    if (
        is_nobody(patient)
        or (is_reflexive(patient) and len(joined(patient)) == 1)
        or (patient.pos == "PRON" and phrase_of(trigger) in words.EXPLODES)
    ):
        return  # who blows himself up is his own victim, and no other's; what they detonated "them" is bombs
    harm = "killed" if is_deadly(trigger) else words.HARM.get(phrase_of(trigger)) or words.HARM_NOUNS.get(trigger.lemma)
    if patient.pos == "PRON" and _is_accused(context, patient):
        return
    harmed = []
    several = joined(context.antecedent(patient))
    things = any(context.kind(one) == "facility" for one in several)
    for one in several:
        if is_reflexive(one):
            continue  # "killing himself and six soldiers"
        if patient.lemma == "they" and harm and context.kind(one) not in ("person", "weapon"):
            continue  # "a bomb killed them": not the court that the parser's nearest plural may be
        if things and context.kind(one) == "" and one.pos == "NOUN":  # "pylons and transformers"
            event.add("targets", context.fillers([one]))
            continue
        number = _add_struck(context, event, trigger, one, harm)
        if number is not None and _came_to_pass(context, event, trigger):
            harmed.append(number)
    if harm and harmed:
        event.outcome.setdefault(harm, together(harmed))


def _is_accused(context: Context, pronoun: Token) -> bool:
    """ "Accused X of threatening him", "holds X responsible for his death": not X, whatever the pronoun is taken for."""
    mention = context.mention(pronoun)
    same = context.chains[mention.chain] if mention is not None and mention.chain >= 0 else []
    heads = (context.tokens[m.head] for m in same if m.head != pronoun.i)
    return any(h.sentence == pronoun.sentence and h.i < pronoun.i and is_laid_to(h) for h in heads)


def _add_struck(context: Context, event: Event, trigger: Token, one: Token, harm: str | None) -> Quantity | None:
    """Put whom or what a deed struck into its role. Returns how many people were harmed, None where nobody was."""
    head = real_head(one)
    captive = head.child("compound", "nmod", "nsubj") if head.lemma in words.CAPTIVE else None
    head = captive or _of_whom(context, head)  # "took pupils hostage", read as one noun
    kind = context.kind(head)
    if kind == "weapon":
        _add_weapon(context, event, head)
    if kind == "weapon" or head.lemma in NO_PATIENTS:
        return None
    if head.lemma in words.LEFT.keys() | words.LIVES:
        return counted(context.text, one, head)  # "leaving 17 dead", "claimed 12 lives": nobody's name
    taken = phrase_of(trigger) == "take_captive" and kind == "" and _may_be_somebody(context, head)
    harm = harm or ("killed" if trigger.lemma in words.DOERS and kind_of(trigger) == "assassination" else None)
    where = head.dep == "pobj" and head.head.lemma == "at"  # "the massacre at Tarn Haven"
    is_speaker = head.pos == "PRON" and head.text.lower() in ("me", "us", "i", "we")  # "they beat me", she said
    several = context.members(head)
    is_person = is_speaker or (
        kind == "person"
        or any(context.kind(m) == "person" for m in several)  # "two Italians, X and Y"
        or taken
        or captive is not None
        or head.pos == "NUM"
        or (harm and not where and kind in ("organisation", "") and _may_be_somebody(context, head))
    )
    filler = context.filler(head)
    number = Quantity(1, "exact") if _is_one_of(head) and trigger.head is not head else counted(context.text, one, head)
    if head.pos == "NUM" and kind_of(trigger) == "kidnapping":  # "five were abducted": of no harm that is counted
        event.add("victims", (Filler(context.words(head, head), (Span(head.start, head.end),), "person", False),))
    if filler is not None and head.pos != "NUM":
        if is_person:
            event.add("victims", tuple(f for f in map(context.filler, several) if f))
        elif _is_target(trigger, head, kind):
            event.add("targets", (filler,))
    return number or one_or_more(head) if harm and (number or (filler and is_person)) else None


def _of_whom(context: Context, number: Token) -> Token:
    """ "Two of our guards": guards."""
    of = prepositions(number).get("of", []) if number.pos == "NUM" else []
    return of[0] if of and of[0].pos != "PRON" and context.kind(of[0]) == "person" else number


def _is_one_of(head: Token) -> bool:
    """ "One of the brothers was killed"."""
    of = head.head
    return head.dep == "pobj" and of.lemma == "of" and of.head.lemma == "one"


def _may_be_somebody(context: Context, head: Token) -> bool:
    """Whether a noun that no table knows may be a person: a name, somebody counted, or one who ends as people do: "ironworker"; no language is murdered."""
    named = head.pos in ("PROPN", "PRON", "NUM", "ADJ") or head.lemma in PLURALS or context.kind(head) == "organisation"
    return named or head.child("nummod") is not None or head.lemma.endswith(_PEOPLE)


_PEOPLE = ("er", "or", "ist", "ian", "eer", "ee", "man", "ant", "people")


def _is_target(trigger: Token, head: Token, kind: str) -> bool:
    """Whether what was struck is a thing an attack is on; a town only where it is attacked, bombed or stormed."""
    town = kind == "place" and trigger.lemma in ("attack", "bomb", "bombing", "raid", "storm")
    return town or kind in ("facility", "organisation", "event") or head.lemma in words.NETWORKS


def _came_to_pass(context: Context, event: Event, trigger: Token) -> bool:
    """Whether the harm a word tells was done: not by a plot to kill, a failed try or what "could have killed"; "tried to kill her, wounding two" wounded two."""
    how = plotted(context, trigger)
    beside = trigger.tag == "VBG" and trigger.dep == "advcl" and how.stage == "attempted"
    might = how.certainty != "stated" and in_relative(trigger, event.triggers)
    return how.mode == "actual" and not might and (how.stage == "carried_out" or beside)


def _add_weapon(context: Context, event: Event, head: Token) -> None:
    mention = context.mention(head)
    harmless = head.lemma == "device" and any(c.lemma in words.LISTENING for c in head.children)
    if mention is None or mention.type != "weapon" or harmless:
        return
    filler = context.filler(head)
    if filler:
        event.add("weapons", (filler,))
        if head.lemma in words.EXPLOSIVE:
            event.type = (
                more_telling(event.type, "bombing")
                if event.type not in ("assassination", "arms_smuggling")
                else event.type
            )
