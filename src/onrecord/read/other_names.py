"""Other names that a text gives somebody beside the first: at birth, by marriage, in hiding.

"Lena Orvath, née Moss", "Karim Osso (alias Abu Tarek)", "the Front, also known as the Coast Army": both are one from there on.
"""

import re
from typing import NamedTuple

from onrecord.model import Token
from onrecord.read.names import PARTICLES, is_title

BIRTH = r"(?:née|nee|né|(?<=\()born|(?<=, )born)"
"""What a maiden name follows; "born" only where it opens a bracket or a clause, so that "was born Monday" gives none."""
SAYS = (
    r"(?:(?:who is|is|was|were|who was|better|formerly|previously|also|locally|widely) ){0,3}known (?:only |simply |locally |also )?as",
    r"a\.?k\.?a\.?",
    r"alias(?:es)?",
    r"(?:(?:who is|who was|is|was|better|formerly|previously|also) ){0,3}known (?:also )?by (?:his|her|their|the|an?) (?:\w+ )?(?:alias|nom de guerre|name|code ?name|code-name|nickname|pseudonym|kunya)(?: of)?",
    r"(?:who )?(?:also )?(?:goes|went|going) by (?:the |his |her )?(?:names? |alias |nom de guerre )?(?:of )?",
    r"(?:who )?(?:also )?(?:uses|used|using) the (?:name|alias|nom de guerre|pseudonym)(?: of)?",
    r"nicknamed",
    r"(?:whose )?(?:real|birth|given|full|maiden) name (?:is|was)?",
    r"nom de guerre",
)
"""What another name of the same person or body follows."""
RENAMED = r"(?:formerly|previously|now|earlier)"
"""Of persons, only where the two names share a word: "Lena Orvath, formerly Lena Moss", but "Lena Orvath, formerly Interior Minister"."""
_WORD = r"[^\W\d_a-zà-ÿ][\w'’.-]*"
_PARTICLE = rf"(?:{'|'.join(sorted(PARTICLES))}|of|the|for)"
_NAME = rf"(?:the )?[“\"'‘]?(?:the )?(?P<name>(?:al-|el-)?{_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD}){{0,4}}(?: \d{{1,4}}\b)?)"
_PATTERN = re.compile(
    rf"(?P<gap>,? \(?|, )(?:(?P<birth>{BIRTH})|(?P<renamed>{RENAMED})|(?:{'|'.join(SAYS)})) ?:? ?{_NAME}"
)


class OtherName(NamedTuple):
    """Two names of one, as tokens' indices, ends included."""

    known: tuple[int, int]
    """The name that stands before."""
    other: tuple[int, int]
    """The name that is given beside it."""
    at_birth: bool
    """A surname by which a given name from before is meant: "née Moss"."""


def find_other_names(text: str, tokens: list[Token]) -> list[OtherName]:
    """Every place where a text gives one more name to whom it has just named, in order."""
    starts = {t.start: t.i for t in tokens}
    ends = {t.end: t.i for t in tokens}
    found = []
    for match in _PATTERN.finditer(text):
        last = ends.get(match.start())
        first_other = starts.get(match.start("name"))
        if last is None or first_other is None:
            continue
        last_other = _last(tokens, first_other, match.end("name"))
        known = _name_before(tokens, last)
        if known and _is_name(tokens, known, first_other, last_other, renamed=bool(match["renamed"])):
            found.append(
                OtherName(known, (first_other, last_other), bool(match["birth"]) and last_other == first_other)
            )
    return found


def _last(tokens: list[Token], first: int, end: int) -> int:
    """The last token of a name that ends at a character at most, quotation marks and a full stop left out."""
    last = first
    while (
        last + 1 < len(tokens) and tokens[last + 1].end <= end and tokens[last + 1].sentence == tokens[first].sentence
    ):
        last += 1
    while last > first and not tokens[last].text[-1].isalnum():
        last -= 1
    return last


def _name_before(tokens: list[Token], last: int) -> tuple[int, int] | None:
    """The run of capitalised words that ends at a token; titles before it left out."""
    first = last + 1
    while first and tokens[first - 1].sentence == tokens[last].sentence and _is_part(tokens, first - 1, last):
        first -= 1
    while first <= last and (is_title(tokens[first].text) or tokens[first].text.lower() in ("the", "of", "and", "for")):
        first += 1
    return (first, last) if first <= last else None


def _is_part(tokens: list[Token], i: int, last: int) -> bool:
    token = tokens[i]
    if token.text in ("-", "’", "'"):
        return i < last
    small = token.text.lower() in PARTICLES | {"of", "for"} or (
        token.text == "the" and i > 0 and tokens[i - 1].text == "of"
    )
    return (token.text[:1].isupper() and token.pos in ("PROPN", "NOUN", "ADJ")) or (small and i < last)


def _is_name(tokens: list[Token], known: tuple[int, int], first: int, last: int, *, renamed: bool) -> bool:
    if tokens[first].sentence != tokens[known[1]].sentence or is_title(tokens[first].text):
        return False
    if not renamed:
        return True
    before = {t.text for t in tokens[known[0] : known[1] + 1]}
    return bool(before & {t.text for t in tokens[first : last + 1] if t.text[:1].isupper()})
