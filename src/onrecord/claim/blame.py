"""Who is blamed for an incident told before: "An officer blamed special forces", "We hold the ministry responsible for their deaths"."""

from collections.abc import Iterable, Iterator

from onrecord.claim import incident_words as words
from onrecord.claim.context import Context
from onrecord.claim.event import Event
from onrecord.claim.frames import held_responsible, prepositions
from onrecord.claim.modality import modality
from onrecord.model import Token

BACK = 2
"""Sentences looked back over for what was done."""
_FOR = words.HARM_NOUNS.keys() | {"this", "that", "it"}
"""What points back, and is no incident by its own words: a hospital may be blamed for a death, too."""


def blames(context: Context, events: list[Event]) -> Iterator[Event]:
    """An event for each who is blamed without a word for what was done: of the type of the last incident told, and done by him.

    Nobody is blamed by the outlet: where the reader did not hear who blames, nothing is told, but of "we", who publish the text.

    Args:
        events: the document's, in its order.
    """
    for token in context.tokens:
        blamed = _blamed(token)
        before = _last(events, token) if blamed is not None else None
        if blamed is None or before is None or not (context.said_by(blamed) or _by_us(token)):
            continue
        doers = tuple(f for f in context.fillers([blamed]) if f.type in ("person", "organisation"))
        how = modality(token)
        if doers and how.polarity == "affirmed":
            event = Event([blamed], before.type, how)
            event.add("perpetrators", doers)
            yield event


def _blamed(token: Token) -> Token | None:
    """Whom a word blames for what it does not name."""
    if token.lemma == "blame" and token.pos == "VERB":
        blamed, bound = token.child("dobj"), prepositions(token)
    elif token.lemma == "responsible" and (blamed := held_responsible(token)) is not None:
        bound = prepositions(token)
    else:
        return None
    return blamed if all(h.lemma in _FOR for h in bound.get("for", [])) and "on" not in bound else None


def _by_us(token: Token) -> bool:
    verb = token if token.pos == "VERB" else token.head
    subject = verb.child("nsubj")
    return subject is not None and subject.lemma == "we"


def _last(events: Iterable[Event], token: Token) -> Event | None:
    """The last incident that was carried out, told near before a word."""
    near = (e for e in events if any(0 < token.sentence - t.sentence <= BACK for t in e.triggers))
    done = [e for e in near if e.modality.stage in ("carried_out", "attempted") and e.modality.polarity == "affirmed"]
    return max(done, key=lambda e: max(t.i for t in e.triggers), default=None)
