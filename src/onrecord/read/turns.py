"""Transcripts: whose turn it is. "Professor Rohde: The position is clear." speaks until the next label.

A label is the name of somebody the document tells of, or one of the words that mark questions and answers,
before a colon at the head of a paragraph. One alone may be anything ("Contact: ..."): a transcript has two.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from onrecord.model import Attribution, Mention, Sentence, Span
from onrecord.read.sentences import NUMBERED

_LABEL = re.compile(rf"{NUMBERED}(?P<who>[^\W\d_][\w.'’ -]{{0,60}}?)(?:\s*\((?P<outlet>[^()\n]{{2,60}})\))?:\s+(?=\S)")
_NAME = re.compile(r"[^\W\d_a-z][\w'’.-]+(?: [^\W\d_a-z][\w'’.-]*){1,3}")
ASKS = frozenset(["question", "q", "reporter", "journalist", "moderator", "interviewer"])
"""Labels of who asks; an outlet named in brackets behind one is who it is."""
ANSWERS = frozenset(["answer", "a"])
"""Labels of whoever answers: the last one who spoke by name."""
_SMALL = frozenset(
    "the of for and to in on at de del la le von van der bin al spokesman spokeswoman spokesperson".split()
)
"""Words in lower case that a speaker's label may have."""
FEWEST = 2
"""Labels that make a transcript."""


def find_turns(text: str, sentences: Sequence[Sentence], heads: Mapping[int, Mention]) -> list[Attribution]:
    """What each speaker of a transcript says: one attribution a turn, without a cue; none where the text is no transcript.

    Args:
        text: The document's text; all spans point into it.
        sentences: Its sentences.
        heads: Mentions by their head token, for full names.
    """
    firsts = _paragraphs(sentences)
    often = _repeated(text, firsts)
    labels = [(n, *found) for n, first in enumerate(firsts) if (found := _label(text, first, heads, often))]
    if labels and labels[0][0] == 0 and [name for _, _, _, name, _ in labels].count(labels[0][3]) == 1:
        labels = labels[1:]  # a headline's: "Minister: plot foiled"
    if len(labels) < FEWEST:
        return []
    starts = [*(first.start for first in firsts), sentences[-1].end]
    turns = []
    last = ""
    for (n, label, begin, name, asks), following in zip(labels, [*(n for n, *_ in labels[1:]), -1], strict=True):
        name = last if text[label.start : label.end].lower() in ANSWERS and last else name
        last = last if asks else name
        end = starts[n + 1 if asks else following]  # what follows a question unlabelled answers it
        said = trimmed(text, begin, end)
        if said.end > said.start:
            turns.append(Attribution((label,), (), (said,), "asserts", "direct", name))
    return turns


def trimmed(text: str, start: int, end: int) -> Span:
    """What stands there, without the white space behind it."""
    return Span(start, start + len(text[start:end].rstrip()))


def until(text: str, stated: Sequence[Attribution], turns: Sequence[Attribution]) -> list[Attribution]:
    """A statement up to the first question asked after it."""
    asked = min((t.source[0].start for t in turns), default=None)
    if asked is None:
        return list(stated)
    return [
        replace(a, content=(trimmed(text, a.content[0].start, asked),)) for a in stated if a.content[0].start < asked
    ]


def _paragraphs(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The first sentence of each paragraph."""
    return [
        s
        for before, s in zip([None, *sentences], sentences, strict=False)
        if before is None or before.paragraph != s.paragraph
    ]


def _repeated(text: str, firsts: Sequence[Sentence]) -> frozenset[str]:
    """Names of two to four capitalised words that head several paragraphs: speakers, though nothing else tells of them."""
    heads = Counter(m["who"].rstrip() for s in firsts if (m := _LABEL.match(text, s.start)))
    return frozenset(w for w, n in heads.items() if n >= FEWEST and _NAME.fullmatch(w))


def _label(
    text: str, first: Sentence, heads: Mapping[int, Mention], often: Set[str]
) -> tuple[Span, int, str, bool] | None:
    """(the label's words, where the speech begins, the speaker's name, whether he asks) of a paragraph that begins with one."""
    found = _LABEL.match(text, first.start)
    if not found:
        return None
    who = found["who"].rstrip()
    span = Span(found.start("who"), found.start("who") + len(who))
    if who.lower() in ASKS | ANSWERS:
        asks, outlet = who.lower() in ASKS, found["outlet"]
        return (Span(*found.span("outlet")), found.end(), outlet, asks) if outlet else (span, found.end(), who, asks)
    if any(w.islower() and w not in _SMALL for w in who.split()):
        return None  # "The Panel recommends that the Committee:"
    people = [m for m in heads.values() if m.type in ("person", "organisation") and m.named]
    named = [m.name for m in people if span.start <= m.start and m.end <= span.end]
    named += [m.name for m in people if m.name.split()[-1].lower() == who.split()[-1].lower()]
    if not named and who in often:
        named = [who]
    return (span, found.end(), named[0], False) if named else None


__all__ = ["find_turns", "trimmed", "until"]
