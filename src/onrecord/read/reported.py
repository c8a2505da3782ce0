"""What stands in somebody's speech, as far as grammar and quotation marks tell before speakers have names."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.model import Span, Token
from onrecord.read import cue_words as cues
from onrecord.read.quotes import find_quotes, is_sentence

_REPORTS = (
    cues.CLAUSE
    | cues.OBJECT
    | cues.INFINITIVE
    | frozenset(["want", *(v for verbs in cues.STANCES.values() for v in verbs)])
)
"""Verbs of whoever speaks, and whose clause, object or infinitive is what he says."""


def is_told(word: Token) -> bool:
    """Whether a word stands in what somebody is told to say: "X said that || Y", "rejected a report by || Y"."""
    for verb in word.ancestors():
        who = verb.child("nsubj") if verb.pos == "VERB" and verb.lemma in _REPORTS else None
        if who is not None and not who.left <= word.i <= who.right:
            return True
    return False


class Quotations:
    """The quoted speech of a text, by its tokens.

    Args:
        text: the document's text, into which the tokens' offsets point.
        tokens: its tokens.
    """

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        starts = [t.start for t in tokens]
        spans = [q for q in find_quotes(text) if is_sentence(text[q.start : q.end])]
        self._spans = [Span(bisect_left(starts, q.start), bisect_left(starts, q.end)) for q in spans]
        self._sentences = [t.sentence for t in tokens]

    def holds(self, word: Token) -> bool:
        """Whether a word stands in a quotation."""
        before = bisect_right(self._spans, word.i, key=lambda q: q.start) - 1
        return before >= 0 and word.i < self._spans[before].end

    def after(self, word: Token) -> int:
        """The last token of the quotations that follow a word's sentence: "|| Y said. “It was an order.”"; -1 where none does."""
        end = bisect_left(self._sentences, self._sentences[word.i] + 1)
        until = -1
        for quote in self._spans:
            if quote.start == end:
                until, end = quote.end - 1, quote.end
        return until
