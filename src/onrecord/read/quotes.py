"""Quoted stretches of a text."""

import re
from collections.abc import Iterable, Sequence

from onrecord.model import Span

_PAIRS = re.compile(
    r"“[^“”]{2,}?(?:”|(?=\n\s*\n|\Z))|``.{2,}?(?:''|(?=\n\s*\n|\Z))|(?<![\w.,!?])\"\S.*?(?:\"|(?=\n\s*\n|\Z))|«[^»]{2,}»|„[^“”]{2,}[“”]",
    re.S,
)
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)[^‘'’\n]{12,}?[.,!?][’'](?!\w)")
LONGEST = 5_000
CLOSING = frozenset(["”", '"', "''", "’’", "»"])
"""Marks that close a quotation."""


def find_quotes(text: str) -> list[Span]:
    """Stretches between quotation marks, marks included, sorted and never overlapping.

    A quotation that runs over several paragraphs has an opening mark at each and is found as several.
    """
    spans = [Span(m.start(), m.end()) for m in _PAIRS.finditer(text) if m.end() - m.start() < LONGEST]
    if not spans:
        spans = [Span(m.start(), m.end()) for m in _SINGLE.finditer(text)]
    return spans


def are_quoted(stretches: Iterable[Span], quotes: Sequence[Span]) -> bool:
    """Whether each of some stretches stands in a quotation; a mark more or less at its edges is no matter."""
    return all(any(q.start <= s.start + 1 and s.end <= q.end + 1 for q in quotes) for s in stretches)


def is_sentence(words: str) -> bool:
    """Whether a quotation is speech rather than a title or a scare quote."""
    inner = words.strip("“”\"'`‘’«»„ ")
    return len(inner.split()) > 3 or inner[-1:] in ".,!?"
