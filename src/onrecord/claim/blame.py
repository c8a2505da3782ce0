"""Who is told to have done an incident told before: "An officer blamed special forces", "We hold the ministry responsible for their deaths", "the attack, which officials blamed on X"."""

from collections.abc import Iterable, Iterator

from onrecord.claim import incident_words as words
from onrecord.claim.context import Context
from onrecord.claim.event import Event
from onrecord.claim.frames import held_responsible, prepositions
from onrecord.claim.modality import Modality, is_nobody, modality
from onrecord.model import Token, Voicing

BACK = 3
"""Sentences looked back over for what was done."""
_FOR = words.HARM_NOUNS.keys() | {"this", "that", "it"}
"""What points back, and is no incident by its own words: a hospital may be blamed for a death, too."""


_OF_ALL = frozenset("operation violence incident act deed crime atrocity".split())
"""What any deed told before may be called."""


def blames(context: Context, events: list[Event]) -> Iterator[Event]:
    """An event for each who is blamed without a word for what was done: of the type of the incident told most of before, and done by him.

    Nobody is blamed by the outlet: whoever blames says it, whether the reader heard him or not; "we" publish the text.

    Args:
        events: the document's, in its order.
    """
    for token in context.tokens:
        if (laid := _laid(context, events, token) or _held_by(context, token)) is not None:
            yield laid
            continue
        blamed = _blamed(context, token)
        before = _told_before(events, token) if blamed is not None else None
        if blamed is None or before is None:
            continue
        doers = context.actors([blamed])
        how, by = modality(token), _by_whom(context, token, blamed)
        if doers and by is not None and how.polarity == "affirmed":
            event = Event([blamed], before.type, how, said_by=by)
            event.add("perpetrators", doers)
            yield event


def _laid(context: Context, events: Iterable[Event], verb: Token) -> Event | None:
    """ "The attack, which Y blamed on X", "the attack, blamed on X": of the attack's type and done by X, says Y, or possibly where nobody does."""
    if verb.lemma != "blame" or verb.dep not in ("relcl", "acl"):
        return None
    told = next((e for e in events if verb.head in e.triggers), None)
    doers = context.actors(prepositions(verb).get("on", []))
    by = verb.child("nsubj", "agent")
    who = by.child("pobj") if by is not None and by.dep == "agent" else by
    speaker = context.filler(who) if who is not None else None
    if told is None or not doers or (by is not None and speaker is None):
        return None
    how = Modality(certainty="stated" if speaker is not None else "possible")
    event = Event(
        [verb], told.type, how, said_by=(Voicing(speaker.name, speaker.spans, "asserts"),) if speaker else None
    )
    event.add("perpetrators", doers)
    return event


def _held_by(context: Context, responsible: Token) -> Event | None:
    """ "The group is held responsible by the ministry for the bombings": says the ministry."""
    verb = responsible.head
    held = verb.child("nsubjpass") if responsible.lemma == "responsible" and verb.lemma == "hold" else None
    bound = prepositions(responsible)
    by = bound.get("by") or prepositions(verb).get("by") or []
    deeds = [h for h in bound.get("for", []) if h.lemma in words.NOUNS]
    speaker = context.filler(by[0]) if by else None
    if held is None or speaker is None or not deeds or is_nobody(held):
        return None
    event = Event([deeds[0]], words.NOUNS[deeds[0].lemma], Modality(), said_by=(Voicing(speaker.name, speaker.spans, "asserts"),))  # fmt: skip
    event.add("perpetrators", context.fillers([held]))
    return event


def _by_whom(context: Context, token: Token, blamed: Token) -> tuple[Voicing, ...] | None:
    """Who blames: as the reader heard it, else the subject; empty for a "we" that nobody speaks; None where nobody known does."""
    verb = token if token.pos == "VERB" else token.head
    subject = verb.child("nsubj")
    if subject is None or is_nobody(subject) or context.antecedent(subject).lemma == "who":
        return None
    heard = context.said_by(blamed)
    if subject.lemma == "we" or any(s.start <= subject.start < s.end for voice in heard for s in voice.spans):
        return heard
    filler = context.filler(subject)
    return (Voicing(filler.name, filler.spans, "asserts"),) if filler is not None else None


def _blamed(context: Context, token: Token) -> Token | None:
    """Whom a word blames for what it does not name."""
    if token.lemma == "blame" and token.pos == "VERB":
        blamed, bound = token.child("dobj"), prepositions(token)
        if blamed is not None and blamed.lemma in _OF_ALL and blamed.child("prep") is None and bound.get("on"):
            return bound["on"][0]  # "blamed the violence on X"
    elif token.lemma == "responsible" and (blamed := held_responsible(token)) is not None:
        bound = prepositions(token)
    else:
        return None
    named = "on" in bound or _is_named(context, token)
    return blamed if all(h.lemma in _FOR for h in bound.get("for", [])) and not named else None


def _is_named(context: Context, verb: Token) -> bool:
    """ "blamed the party of cooperating": the deed has words of its own, wherever the parser hangs them."""
    below = context.tokens[verb.left : verb.right + 1]
    return any(t.dep == "pcomp" and t.i > verb.i and t.head.lemma in ("of", "for") for t in below)


def _told_before(events: Iterable[Event], token: Token) -> Event | None:
    """The incident that was carried out of which most is told near before a word, of several the last."""
    near = (e for e in events if any(0 < token.sentence - t.sentence <= BACK for t in e.triggers))
    done = [e for e in near if e.modality.stage in ("carried_out", "attempted") and e.modality.polarity == "affirmed"]
    return max(done, key=lambda e: (len(e.roles) + len(e.outcome), e.triggers[0].i), default=None)
