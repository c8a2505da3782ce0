"""Which documents carry one text: copies, trimmed, re-headlined, or with sentences rewritten; and whose text it is.

Candidates share runs of words, a fixed part of them chosen by their hash, so that every document keeps the same ones (shingles,
Broder 1997; a "scaled MinHash", Irber et al. 2022: unlike MinHash it sees a short text inside a long one). Then the sentences
are aligned: a text is another's when two of its sentences at least, and a good part of the shorter text, stand in the other.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz

RUN = 5
"""Words of a shingle."""
KEPT = 4
"""One shingle in so many is kept."""
LEAST = 2
"""Kept shingles two documents must share to be compared."""
SHARE = 0.15
"""Part of the shorter document's kept shingles that they must share, too."""
COMMON = 30
"""Of a shingle more documents than this share, a footer's or one of a text all outlets carry, each is compared with the first only."""
ALIKE = 90.0
"""How alike two sentences are, in per cent (Indel similarity), to be one."""
END = tuple(".!?”\"'’")
"""What a paragraph of running text ends in; a headline does not."""
SHORT = 5
"""Words; a shorter sentence proves nothing."""
SAID = re.compile(r"\b(said|says|told|added|stated|announced|declared|according|accused|blamed|denied)\b")
"""In a sentence that two outlets had from one speaker each; it proves no copy."""
LINES = 2
"""Sentences of an outlet's own that must stand in both; or else all."""
HELD = 0.5
"""Share of the shorter document's words, and of its sentences, that stand in the longer one."""


def shingles(text: str) -> frozenset[int]:
    """The kept shingles of a text, case and marks apart."""
    return frozenset(h for h in runs(plain(text)) if h % KEPT == 0)


def runs(words: str) -> Iterator[int]:
    """Hashes of the runs of a plain text's words, in order."""
    own = words.split()
    return (zlib.crc32(" ".join(own[i : i + RUN]).encode()) for i in range(len(own) - RUN + 1))


def plain(words: str) -> str:
    """Words without case and marks."""
    return " ".join(re.findall(r"\w+", words.lower()))


def sentences(text: str) -> list[str]:
    """Its sentences, plain: case and marks apart; headlines, credits and short ones left out."""
    paragraphs = (" ".join(p.split()) for p in re.split(r"\n\s*\n", text))  # a single newline may only wrap a line
    split = (re.split(r"(?<=[.!?”\"])\s+", p) for p in paragraphs)
    parts = (part for own in split if len(own) > 1 or own[0][-1:] in END for part in own)
    return [p for p in map(plain, parts) if p.count(" ") + 1 >= SHORT]


def held(left: Sequence[str], right: Sequence[str]) -> float:
    """How much of the shorter text, in words and sentences, stands in the longer one; 0 where only one does, or only what somebody said.

    Args:
        left, right: sentences, as `sentences` gives them.
    """
    short, long = sorted((left, right), key=lambda own: sum(map(len, own)))
    same = set(long)
    aligned = [p for p in short if p in same or any(fuzz.ratio(p, q, score_cutoff=ALIKE) for q in long)]
    if not short or (sum(not SAID.search(p) for p in aligned) < LINES and len(aligned) < max(LINES, len(short))):
        return 0.0
    words = sum(p.count(" ") + 1 for p in aligned) / sum(p.count(" ") + 1 for p in short)
    return min(words, len(aligned) / len(short))  # one long sentence full of names is not half a text


def carried(documents: Iterable[tuple[str, str, str, str]]) -> tuple[str, str]:
    """(first document, whose text it is) of documents that carry one text.

    Args:
        documents: (id, day of publication, publisher, whom it credits), in any order.
    """
    every = sorted(documents, key=lambda d: (d[1] or "9999", not _is_agency(d[2]), d[0]))
    credits = Counter(credit for _, _, source, credit in every if credit and credit.lower() != source.lower())
    likely = sorted(credits.items(), key=lambda c: (-c[1], c[0]))
    return every[0][0], likely[0][0] if likely else every[0][2]


def _is_agency(source: str) -> bool:
    """Whether a publisher's name says that others carry its texts."""
    return bool(re.search(r"\b(agency|agence|press service|newswire|wire)\b", source.lower()))
