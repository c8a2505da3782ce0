"""Speech that goes on: sentences without a cue of their own that follow one that has, and the items of a list that somebody gives."""

import re
from bisect import bisect_left
from dataclasses import replace

from onrecord.model import Attribution, Mention, Reading, Sentence, Span, Stance, Token
from onrecord.read.cue_words import DEEDS, LISTS, STANCES

NOT_CARRIED = frozenset(["asks_for", "denies"])
"""A call for something, or a denial, does not go on as a report: "X denied it. The court adjourned."."""
THINGS_DO = frozenset("show showed shows shown suggest suggested suggests indicate indicated indicates".split())
"""What messages and films do, which do not go on speaking."""
TELLS = frozenset(
    """
    say tell report add state announce explain recount recall relate describe note claim allege accuse accord testify write
    continue confirm admit acknowledge concede insist stress emphasize emphasise maintain argue assert warn mention point
    declare believe charge reply answer recollect specify remark observe estimate quote go inform brief hear learn think
    """.split()
)
"""Verbs (and "according to") whose speaker may go on telling in the next sentence: who supports, criticises, fears or agrees on something need not."""
PLANS = re.compile(r"(?:that )?(?:i|he|she|it|we|they)(?: \w+)?(?: would|'d|’d| will|'ll|’ll)\b", re.I)
"""How it begins where somebody says what he is going to do, and no report: "he would appeal"."""
_LISTED = frozenset("cases incidents examples plots attacks operations instances names details events".split())
"""What is listed in the sentences that follow."""
BEFORE = frozenset(["had"])
"""What somebody "had told" before is told by the way: the sentence after it goes on with the story."""
CARRIED_SENTENCES = 8
"""How many sentences without a cue go on speaking for whoever spoke last, within a paragraph."""


def carried_on(found: list[Attribution], reading: Reading) -> list[Attribution]:
    """Attributions of sentences that have no cue of their own but follow, in one paragraph, one that has.

    Where the speaker, a person, is named, the outlet tells of him: nobody names himself ("Brekke, 51, was appointed in May");
    and what he does next is no part of what he said ("It summoned the ambassador").
    """
    named = _where_named(reading)
    done = [t.start for t in reading.tokens if _does_next(t)]
    verbs = [t.start for t in reading.tokens if t.pos in ("VERB", "AUX")]
    carried: list[Attribution] = []
    speaker: Attribution | None = None
    listing: Attribution | None = None
    through: Attribution | None = None
    paragraph, length = -1, 0
    for sentence in reading.sentences:
        own = [a for a in found if a.speaks and _touches(a, sentence)]
        if sentence.paragraph != paragraph:
            listing = listing if begins_item(reading.document.text, sentence.start) else None
            speaker, through, length, paragraph = listing, None, 0, sentence.paragraph
            own = [a for a in own if a is not listing]  # whose content may reach into the first item
        own = own if through is None else [a for a in own if _tells_it(a, sentence, reading)]
        if own:
            if outer := [a for a in _cued_in(sentence, own) if a.outer < 0]:
                speaker, length = (outer[-1] if _tells_on(outer[-1], sentence, reading, verbs) else None), 0
        elif (tells := _goes_through(reading, sentence)) is not None:
            speaker, through, length = tells, tells, 0
        elif speaker is not None and (_names_any(sentence, speaker, named) or _any_in(sentence, done)):
            speaker = None
        elif speaker is not None and length < CARRIED_SENTENCES:
            length += 1
            stance = speaker.stance if speaker is listing else "asserts"
            carried.append(
                replace(speaker, cue=(), content=(sentence.span,), stance=stance, voice="carried_on", outer=-1)
            )
        if _opens_list(reading, sentence):
            listing = _who_lists(reading, sentence, own) or speaker
    return carried


def _tells_it(attribution: Attribution, sentence: Sentence, reading: Reading) -> bool:
    """Whether all that a sentence tells is said by somebody of its own: of "a poet was pushed from a balcony; police called it suicide" it is not."""
    tells = [t for t in reading.tokens[sentence.first : sentence.last] if t.tag in ("VBD", "VBZ", "VBP")]
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return all(any(s.start <= t.start < s.end for s in spans) for t in tells)


def _where_named(reading: Reading) -> dict[str, list[int]]:
    """Where each person is named, by name."""
    named: dict[str, list[int]] = {}
    for m in reading.mentions:
        if m.named and m.type == "person":
            named.setdefault(m.name, []).append(m.start)
    return named


def _tells_on(last: Attribution, sentence: Sentence, reading: Reading, verbs: list[int]) -> bool:
    """Whether whoever spoke last in a sentence may speak in the next, as he tells of something here, or lists it.

    Args:
        last: what he says.
        sentence: the one it stands in.
        reading: of the document.
        verbs: where its verbs begin.
    """
    shows = reading.words(last.cue[0]).lower().split()
    told_of = any(_any_in(c, verbs) for c in last.content)  # not "condemned the attack"
    if not (told_of or _lists(last, sentence, reading)) or (THINGS_DO | BEFORE) & set(shows):
        return False
    plans = any(PLANS.match(reading.document.text, c.start) for c in last.content)
    return last.stance not in NOT_CARRIED and not plans and _goes_on(last, sentence, reading)


def _names_any(sentence: Sentence, speaker: Attribution, named: dict[str, list[int]]) -> bool:
    """Whether one of those who speak is named in a sentence."""
    names = [speaker.name, *(other.name for other in speaker.jointly)]
    return any(_any_in(sentence, named.get(name, [])) for name in names)


def _goes_on(attribution: Attribution, sentence: Sentence, reading: Reading) -> bool:
    """Whether somebody quoted, or told by a verb of telling, may speak in the next sentence, too."""
    cue = attribution.cue[0]
    told = {t.lemma for t in reading.tokens[sentence.first : sentence.last] if cue.start <= t.start < cue.end}
    speaks_on = attribution.voice == "direct" or attribution.stance in ("announces", "confirms")
    return speaks_on or bool(told & TELLS) or _lists(attribution, sentence, reading)


def _lists(attribution: Attribution, sentence: Sentence, reading: Reading) -> bool:
    """ "X listed the cases. In May ...": a sentence that says only that somebody gives them, and not which."""
    cue, end = attribution.cue[0], reading.document.text[: sentence.end].rstrip(" .")
    verbs = [t for t in reading.tokens[sentence.first : sentence.last] if t.pos == "VERB"]
    lists = len(verbs) == 1 and verbs[0].lemma in LISTS and cue.start <= verbs[0].start < cue.end
    return lists and end.endswith(tuple(_LISTED))


def _cued_in(sentence: Sentence, own: list[Attribution]) -> list[Attribution]:
    """Those of some attributions whose speaker speaks in a sentence."""
    return [a for a in own if a.source and a.cue and sentence.start <= a.cue[0].start < sentence.end]


_ITEM = re.compile(r"[ \t]*(?:[-–—•*·▪◦]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])[ \t]+")
"""How an item of a list begins."""


def begins_item(text: str, start: int) -> bool:
    """Whether a character stands in the mark of a list's item, or right behind it."""
    line = text.rfind("\n", 0, start) + 1
    mark = _ITEM.match(text, line)
    return mark is not None and start <= mark.end()


def _opens_list(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence ends its paragraph in a colon."""
    text = reading.document.text
    return text[sentence.start : sentence.end].rstrip().endswith(":") and text[sentence.end :].lstrip(" \t")[:1] == "\n"


def _who_lists(reading: Reading, sentence: Sentence, own: list[Attribution]) -> Attribution | None:
    """Who gives the list a sentence opens: whoever says something there, lists it, or asks for it ("The union calls for:")."""
    if says := _cued_in(sentence, own):
        return says[-1]
    heads = {m.head: m for m in reading.mentions if m.chain >= 0}
    for verb in reading.tokens[sentence.first : sentence.last]:
        subject, asks = verb.child("nsubj"), verb.pos == "VERB" and verb.lemma in STANCES["asks_for"]
        who = heads.get(subject.i) if subject is not None and (asks or verb.lemma in LISTS) else None
        stance: Stance = "asks_for" if asks else "asserts"
        if subject is not None and subject.text == "We":  # whoever publishes it
            span = Span(subject.start, subject.end)
            return Attribution((span,), (Span(verb.start, verb.end),), (sentence.span,), stance, "indirect", "We")
        if who is not None and who.type in ("person", "organisation"):
            return _telling(who, verb, sentence, stance)
    return None


def _goes_through(reading: Reading, sentence: Sentence) -> Attribution | None:
    """ "X went through the cases one by one": who tells what the sentences after it tell."""
    for verb in reading.tokens[sentence.first : sentence.last]:
        subject = verb.child("nsubj") if verb.dep == "ROOT" else None
        if subject is None:
            continue
        through = next((c.child("pobj") for c in verb.children if c.dep == "prep" and c.lemma == "through"), None)
        listed = through if verb.lemma in ("go", "run", "walk") else verb.child("dobj") if verb.lemma in LISTS else None
        if listed is not None and listed.text.lower() in _LISTED:
            known = (m for m in reading.mentions if m.head == subject.i and m.type in ("person", "organisation"))
            return next((_telling(m, verb, sentence, "asserts") for m in known if m.chain >= 0), None)
    return None


def _telling(who: Mention, verb: Token, sentence: Sentence, stance: Stance) -> Attribution:
    """Somebody who tells a list, or asks for what is in it, by a verb of a sentence."""
    return Attribution((who.span,), (Span(verb.start, verb.end),), (sentence.span,), stance, "indirect", who.name)


def _any_in(stretch: Span | Sentence, starts: list[int]) -> bool:
    """Whether any of some sorted positions lies in a stretch of the text."""
    at = bisect_left(starts, stretch.start)
    return at < len(starts) and starts[at] < stretch.end


def _does_next(pronoun: Token) -> bool:
    """ "It summoned the ambassador": the subject of a sentence about a deed; "it had summoned him" may still be said."""
    verb = pronoun.head
    return pronoun.pos == "PRON" and pronoun.dep == "nsubj" and verb.dep == "ROOT" and verb.lemma in DEEDS and verb.child("aux") is None  # fmt: skip


def _touches(attribution: Attribution, sentence: Sentence) -> bool:
    return any(s.start < sentence.end and sentence.start < s.end for s in (*attribution.content, *attribution.cue))
