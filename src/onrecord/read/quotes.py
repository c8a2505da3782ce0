"""Quoted stretches of a text."""

import re

from onrecord.model import Span

_PAIRS = re.compile(
    r"“[^“”]{2,}?(?:”|(?=\n\s*\n|\Z))|``.{2,}?(?:''|(?=\n\s*\n|\Z))|(?<![\w.,!?])\"\S.*?(?:\"|(?=\n\s*\n|\Z))|«[^»]{2,}»|„[^“”]{2,}[“”]",
    re.S,
)
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)[^‘'’\n]{12,}?[.,!?][’'](?!\w)")
LONGEST = 5_000


def find_quotes(text: str) -> list[Span]:
    """Stretches between quotation marks, marks included, sorted and never overlapping.

    A quotation that runs over several paragraphs has an opening mark at each and is found as several.
    """
    spans = [Span(m.start(), m.end()) for m in _PAIRS.finditer(text) if m.end() - m.start() < LONGEST]
    if not spans:
        spans = [Span(m.start(), m.end()) for m in _SINGLE.finditer(text)]
    return spans


def is_sentence(words: str) -> bool:
    """Whether a quotation is speech rather than a title or a scare quote."""
    inner = words.strip("“”\"'`‘’«»„ ")
    return len(inner.split()) > 3 or inner[-1:] in ".,!?"
