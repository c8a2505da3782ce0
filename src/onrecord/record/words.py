"""The words of a search and of a text, as both databases and the marking of hits see them: letters and figures, case and accents apart."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import UsageError

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")


@dataclass(frozen=True, slots=True)
class Term:
    """What must stand in a text: words one after the other."""

    words: tuple[str, ...]
    """Folded."""
    prefix: bool = False
    """Whether the last is only the beginning of one."""


def folded(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


def words_of(text: str) -> Iterator[tuple[str, int, int]]:
    """(word, first character, one past its last) of a text, in order, folded."""
    for m in _WORD.finditer(text):
        yield folded(m[0]), m.start(), m.end()


def terms(asked: str) -> list[Term]:
    """A person's query: words, "phrases" and prefixes*; all must be there.

    Raises:
        UsageError: nothing to search for.
    """
    found = []
    for phrase, star, word in re.findall(r'"([^"]+)"(\*?)|(\S+)', asked):
        plain = phrase or word.strip('"')
        own = tuple(w for w, _, _ in words_of(plain))
        if own:
            found.append(Term(own, bool(star) or plain.endswith("*")))
    if not found:
        raise UsageError('nothing to search for; give words, a "phrase" or a prefix*')
    return found


def hits(text: str, asked: list[Term]) -> Iterator[tuple[int, int]]:
    """Where the terms stand in a text: (first character, one past the last), in order."""
    longest = max(len(t.words) for t in asked)
    begun: list[tuple[str, int, int]] = []
    for word in words_of(text):
        begun = [*begun, word][-longest:]
        if len(begun) == longest:
            yield from _starting(begun, asked)
    for i in range(1 if len(begun) == longest else 0, len(begun)):
        yield from _starting(begun[i:], asked)


def _starting(words: list[tuple[str, int, int]], asked: list[Term]) -> Iterator[tuple[int, int]]:
    """The longest term that begins with the first of some words."""
    fitting = [t for t in asked if len(t.words) <= len(words) and _fits(t, [w for w, _, _ in words[: len(t.words)]])]
    if fitting:
        last = max(len(t.words) for t in fitting)
        yield words[0][1], words[last - 1][2]


def _fits(term: Term, words: list[str]) -> bool:
    *before, last = term.words
    return words[:-1] == before and (words[-1].startswith(last) if term.prefix else words[-1] == last)
