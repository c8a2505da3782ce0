"""What rules and the trained reader found of incidents, put together.

Rules know triggers, stage, polarity, time and place, sentence by sentence; the reader knows which words are
parts in a reportable incident, over the whole document. Where the text has no case, the reader alone says who took part;
elsewhere a part it is sure of joins the event of its sentence, or makes one.
"""

from onrecord.claim import incident_words as words
from onrecord.claim.accident import by_accident
from onrecord.claim.context import Context
from onrecord.claim.event import Event
from onrecord.claim.foiled import foilers
from onrecord.claim.frames import is_done_by_object
from onrecord.claim.groups import joined
from onrecord.claim.laid_to import is_laid_to, is_punished, lays
from onrecord.claim.modality import ANSWERS, is_answered, modality
from onrecord.claim.phrases import befell_there
from onrecord.model import Deed, Span, Token

SURE = 0.5
"""Where a text has case, the rules see well, and a part of the reader's joins them from this score on."""
PARTS = ("perpetrators", "targets", "victims", "weapons")
"""Roles the reader looks for."""
FOUND = frozenset("find discover seize recover confiscate uncover".split())
"""What is done to arms that were not used there."""
READER_TYPES = frozenset(["armed_attack", "bombing", "kidnapping", "arson", "robbery", "forced_work_stoppage"])
"""Types the reader tells apart; the rules know more."""


def with_deeds(context: Context, events: list[Event], deeds: list[Deed]) -> list[Event]:
    """Events as rules and reader together tell them."""
    if context.reading.caseless:
        for event in events:
            event.roles = {role: fillers for role, fillers in event.roles.items() if role not in PARTS}
    else:
        kept = {t.i for event in events for t in foilers(event.triggers)}  # guards who shot the bomber are no bombers
        deeds = [
            d
            for d in deeds
            if d.score >= SURE
            and _may_be(context, d)
            and not (d.role == "perpetrators" and any(t.i in kept for t in _tokens(context, d.spans[0])))
        ]
    for number in sorted({d.incident for d in deeds if d.incident >= 0}):
        for own in _told_together(context, [d for d in deeds if d.incident == number]):
            told = _nearest(context, events, own) or _new(context, own)
            if told is None:
                continue
            if told not in events:
                events.append(told)
            told.incident = number if told.incident is None else told.incident
            sentence = told.triggers[0].sentence
            elsewhere = [e for e in events if e is not told and e.triggers[0].sentence == sentence]
            _join(context, told, [d for d in own if context.reading.caseless or not _is_in(context, d, elsewhere)])
    return [e for e in events if e.roles or not context.reading.caseless]


def _told_together(context: Context, deeds: list[Deed]) -> list[list[Deed]]:
    """Parts of one incident that one claim may hold: told by one speaker and, where the text has case, in one sentence.

    Who is named by one speaker must never stand in the claim of another.
    """
    groups: dict[tuple[tuple[int, int], tuple[str, ...]], list[Deed]] = {}
    for deed in deeds:
        where = (-1, -1) if context.reading.caseless else _where(context, deed)
        groups.setdefault((where, _speakers(context, deed.spans[0])), []).append(deed)
    return list(groups.values())


def _where(context: Context, deed: Deed) -> tuple[int, int]:
    """The sentence of a part, and the item of its list."""
    start = deed.spans[0].start
    return context.sentence_at(start), context.token_at(start).item()


def _speakers(context: Context, words: Span) -> tuple[str, ...]:
    return tuple(v.name for v in context.said_at(words))


def _may_be(context: Context, deed: Deed) -> bool:
    """Whether what stands there can have this part: a dateline's place can do and suffer nothing, nor did it who is acquitted of it."""
    part = context.filler_at(deed.spans, "")
    words = _tokens(context, deed.spans[0])
    if deed.role == "weapons" and any(t.dep in ("dobj", "nsubjpass") and t.head.lemma in FOUND for t in words):
        return False
    if deed.role in ("perpetrators", "victims") and any(is_laid_to(t) or lays(t) for t in words):
        return False
    if deed.role == "targets" and any(befell_there(t) or _has_arms(context, t) for t in words):
        return False
    if deed.role == "victims" and any(is_punished(t) for t in words):
        return False
    if deed.role == "perpetrators" and any(map(_did_not, words)):
        return False
    if deed.role == "victims" and any(_fires(t) or is_done_by_object(t.head) for t in words if t.dep != "relcl"):
        return False
    if deed.role == "victims" and any(
        _overlap(s, deed.spans[0]) for a in context.reading.attributions if a.speaks for s in a.source
    ):
        return False  # "a blast that Mayor X described": who speaks of it
    return deed.role == "targets" or part.type not in ("place", "time", "post")


def _did_not(subject: Token) -> bool:
    """ "X was not behind the attack", "X denounced the murder", "it went off as soldiers tried to defuse it"."""
    verb = subject.head
    if subject.dep != "nsubj":
        return False
    handles = any(_handles(v) for v in (verb, verb.child("xcomp")) if v is not None)
    return (verb.lemma == "be" and verb.child("neg") is not None) or verb.lemma in ANSWERS or handles


def _handles(verb: Token) -> bool:
    """ "Defuse it", "was opening a parcel"; who opens fire does not."""
    thing = verb.child("dobj")
    return verb.lemma in _HANDLES and thing is not None and thing.lemma != "fire"


_HANDLES = frozenset("defuse disarm deactivate open unwrap unpack".split())
"""What is done to a bomb by whom it hurts."""


def _has_arms(context: Context, store: Token) -> bool:
    """ "A pistol taken from a police store": where the arms are from is not what they struck."""
    taken = store.head.head
    return store.dep == "pobj" and store.head.lemma == "from" and taken.dep == "acl" and context.kind(taken.head) == "weapon"  # fmt: skip


def _fires(token: Token) -> bool:
    """ "The accused men, X and Y, were spraying bullets": who fires is not hit."""
    while token.dep in ("appos", "conj") and token.pos in ("NOUN", "PROPN"):
        token = token.head
    return token.dep == "nsubj" and token.head.lemma in _FIRES and token.head.child("dobj") is not None


_FIRES = frozenset("spray fire shoot open throw hurl lob".split())


def _tokens(context: Context, words: Span) -> list[Token]:
    """The tokens of some words of a sentence."""
    sentence = context.reading.sentences[context.sentence_at(words.start)]
    return [t for t in context.tokens[sentence.first : sentence.last] if words.start <= t.start < words.end]


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _nearest(context: Context, events: list[Event], own: list[Deed]) -> Event | None:
    """The event of the same speaker that shares most fillers with the reader's incident, else one of its kind in its sentence."""
    where = _where(context, own[0])
    speakers = _speakers(context, own[0].spans[0])

    def fits(event: Event) -> bool:
        trigger = event.triggers[0]
        near = context.reading.caseless or (trigger.sentence, trigger.item()) == where
        return near and _speakers(context, Span(trigger.start, trigger.end)) == speakers

    def shared(event: Event) -> int:
        return sum(
            any(_overlap(f.spans[0], s) for f in event.roles.get(d.role, {}).values() for s in d.spans) for d in own
        )

    events = [e for e in events if fits(e)]
    best = max(events, key=shared, default=None)
    if best is not None and shared(best):
        return best
    return next((e for e in events if e.triggers[0].sentence == where[0] and _agree(e.type, own[0].kind)), None)


def _agree(rule: str, reader: str) -> bool:
    return rule == reader or rule not in READER_TYPES or "armed_attack" in (rule, reader)


def _new(context: Context, own: list[Deed]) -> Event | None:
    """An event where the rules saw none: its trigger is a word of violence near its surest part, or that part itself.

    Where the text has case, the rules see well: then it takes such a word and parts of two kinds.
    """
    at = own[0].spans[0]
    sentence = context.reading.sentences[context.sentence_at(at.start)]
    tokens = context.tokens[sentence.first : sentence.last]
    violent = [
        t
        for t in tokens
        if t.dep != "compound" and (t.lemma in words.VERBS or t.lemma in words.NOUNS or t.lemma in words.HARM)
    ]
    trigger = min(violent, key=lambda t: abs(t.start - at.start), default=None)
    if not context.reading.caseless and (trigger is None or len({d.role for d in own}) < 2):
        return None
    trigger = trigger or context.token_at(at.start)
    if not context.reading.caseless and by_accident(context, trigger):
        return None
    return Event([trigger], own[0].kind, modality(trigger))


def _join(context: Context, event: Event, own: list[Deed]) -> None:
    """Give an event the reader's parts, and the reader's type where the rules have none more telling.

    Where the text has case, the rules' reading of the grammar stands: who acts there is not taken for a victim.
    """
    if not event.type or (context.reading.caseless and event.type in READER_TYPES):
        event.type = own[0].kind
    for deed in own:
        seen = [deed.role] if context.reading.caseless else list(event.roles)
        known = [f for role in seen for f in event.roles.get(role, {}).values()]
        part = context.filler_at(deed.spans, deed.type)
        if any(f.name == part.name or any(_overlap(f.spans[0], s) for s in deed.spans) for f in known):
            continue
        if not context.reading.caseless and _names(context, deed.spans[0], [f.spans[0] for f in known]):
            continue
        if any(_in_another_item(t, event) for t in _tokens(context, deed.spans[0])[-1:]):
            continue
        if deed.role == "perpetrators" and any(_does_another_thing(t, event) for t in _tokens(context, deed.spans[0])):
            continue
        event.add(deed.role, (part,))
        event.evidence.add(context.reading.sentences[context.sentence_at(deed.spans[0].start)].span)


def _is_in(context: Context, deed: Deed, events: list[Event]) -> bool:
    """ "The abduction of X, and an attempt to poison Y": X has his part in the one, and none in the other."""
    part = context.filler_at(deed.spans, deed.type)
    return any(f.name == part.name for e in events for f in e.roles.get(deed.role, {}).values())


def _in_another_item(word: Token, event: Event) -> bool:
    """ "They include the shooting of X, the disappearance of Y and a fire at Z": Y was not shot."""
    nouns = [t for t in event.triggers if t.pos == "NOUN"]
    if len(nouns) < len(event.triggers):
        return False
    way = [word, *word.ancestors()]
    items = [t for t in way if t.dep == "conj" and any(t in joined(n) for n in nouns)]
    return any(t not in nouns and t is not word for t in items)


def _does_another_thing(subject: Token, event: Event) -> bool:
    """ "X replaced the murdered Y", "X mourned the killing of Y", "X buried the guards who were shot": what X does is told, and it is not the deed."""
    verb = subject.head
    if subject.dep != "nsubj" or verb in event.triggers:
        return False
    does = [verb, *(c for c in verb.children if c.dep in ("xcomp", "conj") and c.child("nsubj", "nsubjpass") is None)]
    victims = [f.spans[0] for f in event.roles.get("victims", {}).values()]
    for trigger in event.triggers:
        noun = trigger.head
        befell = trigger.dep in ("amod", "relcl", "acl") and any(s.start <= noun.start < s.end for s in victims)
        if (befell and noun.dep != "nsubj" and any(v in does for v in noun.ancestors())) or (
            is_answered(trigger) and any(v in does for v in trigger.ancestors())
        ):
            return True
    return False


def _names(context: Context, words: Span, known: list[Span]) -> bool:
    """Whether words only name, in apposition, who stands in a role already: "two officials, X and Y, passed plans" has no victim X."""
    own = _tokens(context, words)
    return any(t.dep == "appos" and any(k.start <= t.head.start < k.end for k in known) for t in own)
