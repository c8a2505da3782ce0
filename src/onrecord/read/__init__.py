"""Document -> Reading: sentences, mentions, times, places, attributions.

Readers are functions `Document -> Reading` in the table READERS: a trained reader is one more row.
"""

from collections.abc import Callable

from onrecord.model import Attribution, Document, Reading, Span
from onrecord.read.attribution import find_attributions
from onrecord.read.carried import carried_on
from onrecord.read.caseless import is_caseless, restore_case
from onrecord.read.coreference import resolve
from onrecord.read.cue_words import STANCES
from onrecord.read.mentions import find_mentions
from onrecord.read.other_names import find_other_names
from onrecord.read.places import find_places, place_named
from onrecord.read.sentences import blocks, place_entries, sentences
from onrecord.read.speakers import nested, with_antecedents, with_joint
from onrecord.read.statements import find_statement
from onrecord.read.sure import find_sure
from onrecord.read.syntax import parse, pipeline
from onrecord.read.times import find_times, time_named
from onrecord.read.turns import find_turns, until


def read_by_rule(document: Document) -> Reading:
    """Read one document by rule over syntax; a document in another language comes back unread."""
    reading = grounds(document)
    if reading.tokens:
        text = restore_case(document.text)
        found = find_attributions(text, reading.tokens, reading.sentences, reading.mentions)
        reading.attributions = _whole(reading, found)
    return reading


def read_trained(document: Document) -> Reading:
    """Read one document with the trained encoder over the same grounds; a document in another language comes back unread."""
    from onrecord.read import deeds, encoder, speech  # ONNX Runtime, only when something is read with it
    from onrecord.read.pieces import cut
    from onrecord.read.voices import attributions_from, with_unheard

    reading = grounds(document)
    if reading.tokens:
        text = document.text
        encoded = encoder.encode(cut(text, caseless=reading.caseless))
        reading.deeds = deeds.find_deeds(encoded, text)
        heard = attributions_from(
            speech.find_speech(encoded),
            text,
            reading.tokens,
            reading.sentences,
            reading.mentions,
            caseless=reading.caseless,
        )
        sure = find_sure(text, reading.tokens, reading.sentences, reading.mentions)
        reading.attributions = _whole(reading, with_unheard(heard, [*_denials(reading), *sure]))
    return reading


def _whole(reading: Reading, found: list[Attribution]) -> list[Attribution]:
    """What was found, a transcript's turns or a statement's whole text around it, and the sentences over which speech is carried on."""
    found = with_antecedents(found, reading.tokens)
    heads = {m.head: m for m in reading.mentions}
    turns = find_turns(reading.document.text, reading.sentences, heads)
    stated = find_statement(reading.document.text, reading.tokens, reading.sentences, heads)
    turns = [*until(reading.document.text, stated, turns), *turns]
    labels = [s for t in turns for s in t.source]
    found = nested([*(a for a in found if not _is_label(a, labels)), *turns]) if turns else found
    found = with_joint(found, reading)
    return [*found, *carried_on(found, reading)]


def _is_label(attribution: Attribution, labels: list[Span]) -> bool:
    """Whether a reader took a turn's label for a speaker of its own."""
    return any(label.start < s.end and s.start < label.end for s in attribution.source for label in labels)


def _denials(reading: Reading) -> list[Attribution]:
    """The rules' denials; their grammar is only run over a text that has a word of denial."""
    if not any(t.lemma in STANCES["denies"] for t in reading.tokens):
        return []
    text = restore_case(reading.document.text)
    found = find_attributions(text, reading.tokens, reading.sentences, reading.mentions)
    return [a for a in found if a.stance == "denies"]


def grounds(document: Document) -> Reading:
    """What every reader stands on: sentences, mentions, times, places."""
    reading = Reading(document)
    if not document.is_read or not document.text.strip():
        return reading
    text = restore_case(document.text)
    reading.caseless = is_caseless(document.text)
    reading.tokens, ranges = parse(blocks(text))
    reading.sentences = sentences(text, reading.tokens, ranges)
    place_entries(text, reading.tokens, reading.sentences)
    reading.times = find_times(text, reading.sentences, document.published)
    others = find_other_names(text, reading.tokens)
    reading.mentions = find_mentions(text, reading.tokens, reading.times, others)
    resolve(text, reading.mentions, reading.tokens, others)
    reading.places = find_places(text, reading.tokens, reading.mentions)
    return reading


def warm_up() -> None:
    """Load the models now, so that processes forked later share them."""
    pipeline()


Reader = Callable[[Document], Reading]
READERS: dict[str, Reader] = {"trained": read_trained, "rules": read_by_rule}
"""Every reader by name; the language model's, which needs an address, is `llm.LlmReader`."""
DEFAULT = "trained"

__all__ = ["DEFAULT", "READERS", "Reader", "grounds", "place_named", "time_named", "warm_up"]
