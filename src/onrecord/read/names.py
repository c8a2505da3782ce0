"""The parts of a person's name, and where a name begins among titles."""

from functools import lru_cache

from nameparser import HumanName

from onrecord.model import Token
from onrecord.read.noun_words import POSTS

# Title words that stand before a name and are no part of it, beside the posts.
HONORIFICS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "rev",
        "fr",
        "sr",
        "jr",
        "st",
        "sir",
        "dame",
        "lord",
        "lady",
        "sen",
        "rep",
        "gov",
        "gen",
        "col",
        "maj",
        "capt",
        "lt",
        "sgt",
        "cpl",
        "pvt",
        "adm",
        "cmdr",
        "brig",
        "pres",
        "hon",
        "sheik",
        "sheikh",
        "haji",
        "hojatoleslam",
        "comrade",
        "monsignor",
        "father",
        "brother",
        "sister",
        "supreme",
        "prime",
        "vice",
        "first",
        "second",
        "deputy",
        "acting",
        "former",
        "retired",
        "ex-president",
        "late",
        "senior",
        "foreign",
        "interior",
        "defence",
        "defense",
        "finance",
        "justice",
    ]
)
PARTICLES = frozenset(
    [
        "al",
        "bin",
        "ibn",
        "ben",
        "abu",
        "abd",
        "el",
        "da",
        "de",
        "del",
        "della",
        "der",
        "di",
        "dos",
        "du",
        "la",
        "le",
        "ten",
        "ter",
        "van",
        "von",
        "zu",
        "y",
        "st",
    ]
)


def is_title(word: str) -> bool:
    """Whether a word before a name is a title, rank or office: "Colonel", "Prime", "Rep."."""
    plain = word.lower().rstrip(".")
    return plain in HONORIFICS or plain in POSTS


def without_titles(tokens: list[Token]) -> list[Token]:
    """The name proper: titles, articles and a leading nationality dropped, the last word always kept."""
    first = 0
    while first < len(tokens) - 1 and (
        is_title(tokens[first].text) or tokens[first].dep == "det" or tokens[first].text in ("'s", "’s", ",")
    ):
        first += 1
    return tokens[first:]


@lru_cache(maxsize=20_000)
def surname(name: str) -> str:
    """The part of a person's name that stands for it alone, lower case: "Orvath" of "Lena Orvath"."""
    words = name.split()
    if len(words) < 2:
        return name.lower()
    return str(HumanName(name).last or words[-1]).lower()


@lru_cache(maxsize=20_000)
def given_name(name: str) -> str:
    """The first given name, lower case; empty for a single word."""
    return str(HumanName(name).first).lower() if " " in name else ""
