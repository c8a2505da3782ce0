"""Capitals for texts that have none: wire copy in capitals, transcripts in lower case.

The parser and its base names lean on capitals. A word is given one when news does not usually write
it in lower case (`common_words.txt`, made by training/common_words.py); acronyms are known by their
brackets. Only the parser sees the result; offsets and stored text stay as they are.
"""

import functools
import re
from pathlib import Path

from onrecord.read.calendar_words import MONTHS, WEEKDAYS
from onrecord.read.coreference import acronym
from onrecord.read.names import is_title
from onrecord.read.noun_words import ORGANISATION_HEADS
from onrecord.read.place_words import DEMONYMS

_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?", re.I)
_ACRONYM = re.compile(r"\(\"?([a-z]{2,7}(?:-[a-z]{2,4})?)\"?\)", re.I)
_PREFIXES = frozenset(["san", "santa", "santo", "el", "la", "las", "los", "del", "de", "st", "el-"])
SHORTEST = 200
"""Letters a text must have before its case is judged."""


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8").split())


@functools.lru_cache(maxsize=4)  # asked three times while a document is read
def is_caseless(text: str) -> bool:
    """Whether a text is written without lower-case, or without capital letters."""
    letters = sum(c.isalpha() for c in text[:20_000])
    capitals = sum(c.isupper() for c in text[:20_000])
    return letters >= SHORTEST and (capitals < 0.005 * letters or capitals > 0.85 * letters)


@functools.lru_cache(maxsize=4)
def restore_case(text: str) -> str:
    """The same text, letter for letter, with capitals where names are likely; of one that has case only a headline is changed that capitalises every word."""
    if not is_caseless(text):
        return _with_plain_headline(text)
    lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    acronyms = {m[1] for m in _ACRONYM.finditer(lower)}
    long_forms = _long_forms(lower, acronyms)
    out = list(lower)
    words = list(_WORD.finditer(lower))
    proper = [_is_proper(m.group()) for m in words]
    for i, m in enumerate(words):
        word, after = (
            m.group(),
            i + 1 < len(words) and proper[i + 1] and lower[m.end() : words[i + 1].start()] in (" ", ". ", "  "),
        )
        if word in acronyms:
            out[m.start() : m.end()] = word.upper()
        elif (
            proper[i]
            or (after and (word in _PREFIXES or is_title(word)))
            or _starts_sentence(lower, m.start())
            or any(s <= m.start() < e for s, e in long_forms)
        ):
            out[m.start()] = out[m.start()].upper() if len(out[m.start()].upper()) == 1 else out[m.start()]
    return "".join(out)


_SMALL = 3
"""Letters of the longest words that headlines leave small: "of", "for"."""
_CLOSED = frozenset(
    "about after against amid been before could from have into must over should than that their they this under were when where while will with would".split()
)
"""Words that are part of no name in a headline, which the text below need not have."""
_HEADLINE = 4
"""Longer words a headline must have before it is taken for one whose every word is capitalised."""


def _with_plain_headline(text: str) -> str:
    """ "Court Convicts Friend of Suspect": each word small that the rest of the text mostly writes so, in this form or another; "Ministry of Justice" stays."""
    headline = text.partition("\n")[0]
    words = list(_WORD.finditer(headline))
    long = [m for m in words if len(m.group()) > _SMALL]
    if len(long) < _HEADLINE or not all(m.group().istitle() or m.group().isupper() for m in long):
        return text
    out, below = list(text), text[len(headline) :]
    for m in words[1:]:
        word = m.group()
        stem = re.sub(r"(?<=...)(?:e?s|e?d|ing)\Z", "", word)
        if (
            word.istitle()
            and word.lower() not in ORGANISATION_HEADS
            and (word.lower() in _CLOSED or _count(stem, below) < _count(stem.lower(), below))
        ):
            out[m.start()] = word[0].lower()
    return "".join(out)


def _count(stem: str, text: str) -> int:
    """How often a word, or a form of it, is written so, where it does not begin a sentence."""
    found = re.finditer(rf"\b{re.escape(stem)}(?:e?s|e?d|ing)?\b", text)
    return sum(not _starts_sentence(text, m.start()) for m in found)


def _is_proper(word: str) -> bool:
    plain = re.sub(r"['’]s?$", "", word)
    if (
        plain in DEMONYMS
        or (plain in MONTHS and plain != "may" and len(plain) > 3)
        or (plain in WEEKDAYS and len(plain) > 3)
    ):
        return True
    return len(plain) > 1 and plain not in _common() and word not in _common()


def _starts_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(' "“[(-') if start < 50 else text[start - 50 : start].rstrip(' "“[(-\n')
    return not before or before[-1] in ".!?"


def _long_forms(text: str, acronyms: set[str]) -> list[tuple[int, int]]:
    """Where the long forms of bracketed acronyms stand: "national liberation front (nlf)"."""
    found = []
    for m in _ACRONYM.finditer(text):
        before = list(_WORD.finditer(text, max(0, m.start() - 120), m.start()))
        for length in range(2, min(len(m[1]) + 4, len(before)) + 1):
            name = " ".join(w.group() for w in before[-length:])
            if acronym(name).lower() == m[1].replace("-", ""):
                found += [(w.start(), w.end()) for w in before[-length:] if len(w.group()) > 3]
                break
    return found
