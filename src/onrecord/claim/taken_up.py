"""What is told of a deed by a word that takes it up: "ordered the killing, and two soldiers carried it out", "the man behind the plot was X", "the gunman was hired by Y"."""

from collections.abc import Iterable, Iterator

from onrecord.claim.blame import BACK
from onrecord.claim.context import Context
from onrecord.claim.event import Event
from onrecord.claim.frames import doers, frame_of
from onrecord.claim.incident_words import GIVES_ORDERS, NOUNS, ORDERS, PLOTS, VIOLENT
from onrecord.claim.modality import Modality, is_nobody, modality
from onrecord.claim.naming import DOERS
from onrecord.model import Filler, Token


def taken_up(context: Context, events: list[Event]) -> list[Event]:
    """Events for what is told of others by a pronoun, or by a noun that names no deed of its own.

    Args:
        context: of their document.
        events: the document's, in its order; those that are told to be carried out are changed.
    """
    found = [*_carried_out(context, events), *_ordered(context, events)]
    known = {t.i for e in events for t in e.triggers}
    for token in context.tokens:
        if token.i not in known:
            found += [e for e in (_behind(context, events, token), _hired(context, events, token)) if e is not None]
    return found


def _behind(context: Context, events: list[Event], deed: Token) -> Event | None:
    """ "The plot was planned by X", "X had ordered the attack", "the man behind it was X": of the deed told last before."""
    verb = deed.head
    if not _points_back(deed):
        return None
    by_order = deed.dep in ("dobj", "nsubjpass") and verb.lemma in ("order", "commission")
    does = frame_of(verb).agents if by_order or (deed.dep in ("dobj", "nsubjpass") and verb.lemma in _LEADS) else doers(deed)  # fmt: skip
    who, how = _somebody(context, does), modality(verb if verb.pos == "VERB" else deed)
    told = _last_before(events, deed)
    if not who or how.mode != "actual" or how.stage == "threatened" or (told is not None and not _may_be(told, deed)):
        return None
    if told is None and (deed.lemma != "attack" or not by_order):  # others tell their incident themselves
        return None
    kind, stage = (told.type, told.modality.stage) if told is not None else ("armed_attack", modality(deed).stage)
    event = Event([verb if by_order else deed], kind, Modality(how.polarity, how.certainty, "actual", stage))
    event.said_by = tuple(v for v in context.said_by(deed) if v.name not in {f.name for f in who})
    event.add("sponsors" if by_order else "perpetrators", who)
    return event


_LEADS = frozenset("coordinate orchestrate mastermind lead direct oversee".split())
"""What somebody does with a plot who is behind it, beside carrying it out."""
_DEEDS = (NOUNS.keys() - {"raid", "offensive", "clash", "riot", "explosion"}) | PLOTS | {"deed", "crime"}
"""What a deed told before may be called; a raid or an operation told after it may be the police's."""
_WILLED = _LEADS - {"lead", "direct", "oversee"} | frozenset("plan plot order commission".split())
"""What is done to a deed where only "it" is told to be: an "it" that somebody organised or led may be anything."""


def _may_be(told: Event, deed: Token) -> bool:
    """Whether a word may stand for an incident: "it" only in the sentence after, "the plot" only for what was one."""
    if deed.pos == "PRON":
        near = deed.sentence - told.triggers[0].sentence <= 1
        return near and (deed.dep == "pobj" or deed.head.lemma in _WILLED)
    return deed.lemma not in PLOTS or told.modality.stage != "carried_out"


def _points_back(noun: Token) -> bool:
    """Whether a noun or pronoun names a deed told before, and tells nothing of it that makes it another: "the plot", "it", not "a plot" or "the plot to kill Y"."""
    if noun.lemma in ("it", "this", "that"):
        return noun.dep in ("dobj", "nsubjpass", "pobj") and noun.pos == "PRON"
    known = any(c.dep == "det" and c.lemma in ("the", "this", "that") for c in noun.children)
    alone = all(c.dep in ("det", "punct", "relcl") for c in noun.children)
    return noun.pos == "NOUN" and noun.tag == "NN" and noun.lemma in _DEEDS and known and alone


def _hired(context: Context, events: list[Event], verb: Token) -> Event | None:
    """ "The gunman was recruited by X": X had it done."""
    frame = frame_of(verb) if verb.pos == "VERB" and verb.lemma in ORDERS - {"order", "instruct"} else None
    if frame is None or not any(p.lemma in DOERS for p in frame.patients) or verb.child("xcomp", "advcl") is not None:
        return None
    who, how, told = _somebody(context, frame.agents), modality(verb), _last_before(events, verb)
    if told is None or not who or how.mode != "actual":
        return None
    event = Event([verb], told.type, Modality(how.polarity, how.certainty, "actual", told.modality.stage))
    event.add("sponsors", who)
    event.add("perpetrators", _somebody(context, frame.patients))
    return event


def _somebody(context: Context, heads: Iterable[Token]) -> tuple[Filler, ...]:
    return context.actors(h for h in heads if not is_nobody(h))


def _carried_out(context: Context, events: list[Event]) -> Iterator[Event]:
    """An event for each deed that a pronoun takes up and somebody "carried out"; one that its own sentence only had ordered or planned is that deed, now done.

    Args:
        events: the document's, in its order; those that are done are changed.
    """
    for verb in context.tokens:
        doers = _who_carried(context, verb)
        told = _last_before(events, verb) if doers else None
        if told is None:
            continue
        event, how = told, modality(verb)
        begun = told.triggers[0]
        one = verb.sentence == begun.sentence and context.said_by(verb) == context.said_by(begun)
        if told.modality.stage != "planned" or not one:
            event = Event([verb], told.type, how)
            yield event
        event.modality = how
        event.add("perpetrators", doers)


def _ordered(context: Context, events: list[Event]) -> Iterator[Event]:
    """An event for each who "gave the order" to do what was told before: of its type, and sponsored by him.

    Args:
        events: the document's, in its order.
    """
    for noun in context.tokens:
        verb = noun.head
        if noun.lemma != "order" or noun.dep not in ("dobj", "nsubjpass") or verb.lemma not in GIVES_ORDERS:
            continue
        to_do = [c for c in noun.children if c.dep in ("acl", "relcl")]
        told = _last_before(events, noun) if not to_do or to_do[0].lemma in VIOLENT else None
        who = context.actors(frame_of(verb).agents)
        how = modality(verb)
        if told is None or not who or how.polarity == "denied" or how.mode != "actual":
            continue
        told_by = tuple(v for v in context.said_by(verb) if v.name not in {f.name for f in who})
        event = Event([verb], told.type, Modality(certainty=how.certainty), said_by=told_by)
        event.add("sponsors", who)
        yield event


def _who_carried(context: Context, verb: Token) -> tuple[Filler, ...]:
    """Who "carried it out"; nobody where it is not told as done: "is tasked with carrying them out"."""
    if verb.lemma != "carry" or not any(c.lemma == "out" for c in verb.children) or verb.tag not in ("VBD", "VBN"):
        return ()
    frame = frame_of(verb)
    if not any(p.lemma in _TAKES_UP for p in frame.patients):
        return ()
    return context.actors(frame.agents)


_TAKES_UP = frozenset(["it", "they", "this", "order"])
"""What a deed told before is called where it is carried out."""


def _last_before(events: Iterable[Event], verb: Token) -> Event | None:
    """The incident told last before a verb, whoever tells it."""
    near = (e for e in events if e.triggers[0].i < verb.i and verb.sentence - e.triggers[0].sentence <= BACK)
    known = [e for e in near if e.modality.polarity == "affirmed"]
    return max(known, key=lambda e: e.triggers[0].i, default=None)
