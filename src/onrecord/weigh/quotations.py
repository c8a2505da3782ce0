"""Quotations that several documents repeat: whole, or cut short at either end.

Two quotations are one where the words of the shorter stand in the longer, a word or two apart; candidates share a run of words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from onrecord.weigh.copies import plain, runs

MARKED = re.compile(r"“[^“”\n]+”?|(?<!\w)\"[^\"\n]+\"|«[^«»\n]+»")
"""Words in quotation marks, within a paragraph: a quotation that goes on in the next one is marked there again."""
LEAST = 6
"""Words from which on a quotation can be told from a phrase that anybody uses."""
ALIKE = 92.0
"""How much of the shorter quotation, in per cent of its letters, stands in the longer."""


class Quotation(NamedTuple):
    """Words in quotation marks."""

    start: int
    """First character inside the marks."""
    end: int
    runs: tuple[int, ...]
    """Hashes of its runs of words."""


def quotations(text: str) -> Iterator[Quotation]:
    """The quotations of a text that are long enough to be somebody's own."""
    for match in MARKED.finditer(text):
        words = plain(match[0])
        if words.count(" ") + 1 >= LEAST:
            start, end = match.span()
            yield Quotation(start + 1, end - (match[0][-1] in '”"»'), tuple(sorted(set(runs(words)))))


def repeated(every: Sequence[tuple[str, str, Iterable[int]]]) -> Iterator[list[int]]:
    """Groups of quotations, as their numbers, that are one and stand in two documents at least.

    Args:
        every: (document, words, runs), the order of which is kept.
    """
    home = list(range(len(every)))

    def root(i: int) -> int:
        while home[i] != i:
            i = home[i]
        return i

    words = [plain(w) for _, w, _ in every]
    by_run: dict[int, list[int]] = {}
    for i, (_, _, own_runs) in enumerate(every):
        for run in own_runs:
            by_run.setdefault(run, []).append(i)
    for own in by_run.values():
        for a, b in zip(own, own[1:], strict=False):
            if root(a) != root(b) and fuzz.partial_ratio(words[a], words[b]) >= ALIKE:
                home[max(root(a), root(b))] = min(root(a), root(b))
    groups: dict[int, list[int]] = {}
    for i in range(len(every)):
        groups.setdefault(root(i), []).append(i)
    yield from (own for own in groups.values() if len({every[i][0] for i in own}) > 1)
