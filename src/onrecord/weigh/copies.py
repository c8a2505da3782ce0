"""Which documents carry one text: copies, trimmed, re-headlined, or with sentences rewritten.

Documents are compared by the runs of words they share (shingles; Broder 1997), a fixed part of them, chosen by their
hash, so that every document keeps the same ones. What counts is how much of the shorter document the longer one holds.
"""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping

RUN = 5
"""Words of a shingle."""
KEPT = 2
"""One shingle in so many is kept."""
HELD = 0.3
"""Share of the shorter document's shingles from which on two documents carry one text."""
LEAST = 8
"""Shingles two documents must share, so that one quotation makes no copy."""
COMMON = 100
"""A shingle more documents than this share is a standing phrase."""


def shingles(text: str) -> frozenset[int]:
    """The kept shingles of a text, case and marks apart."""
    words = re.findall(r"\w+", text.lower())
    runs = (" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
    return frozenset(h for run in runs if (h := zlib.crc32(run.encode())) % KEPT == 0)


def copies(texts: Mapping[str, frozenset[int]]) -> dict[str, str]:
    """Document -> the first, by id, of those that carry its text.

    Args:
        texts: shingles by document.
    """
    home = {d: d for d in texts}

    def root(d: str) -> str:
        while home[d] != d:
            home[d] = home[home[d]]
            d = home[d]
        return d

    for left, right in pairs(texts):
        a, b = sorted((root(left), root(right)))
        home[b] = a
    return {d: root(d) for d in texts}


def pairs(texts: Mapping[str, frozenset[int]]) -> list[tuple[str, str]]:
    """Pairs of documents that carry one text, in order."""
    holders: dict[int, list[str]] = defaultdict(list)
    for document in sorted(texts):
        for shingle in texts[document]:
            holders[shingle].append(document)
    both: Counter[tuple[str, str]] = Counter()
    for own in holders.values():
        if 1 < len(own) <= COMMON:
            both.update((a, b) for i, a in enumerate(own) for b in own[i + 1 :])
    return sorted(
        pair for pair, n in both.items() if n >= LEAST and n >= HELD * min(len(texts[pair[0]]), len(texts[pair[1]]))
    )
