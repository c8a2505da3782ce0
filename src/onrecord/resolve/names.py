"""Whether two names may be one person's or body's.

Word by word, not letter by letter over the whole: names that share most letters and differ in one whole word
("Pavel Rothman", "Pavel Rothe") are two people's. Spellings of one word in several transliterations are made one
before they are compared (after the keys of Soundex's successors, but keeping vowels where the script has them).
"""

import functools
import re
import unicodedata
from collections.abc import Callable

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein

from onrecord.resolve import name_words as words

_SPELLINGS = (
    ("(?<=i)c[hz]?$", "ch"),  # South and West Slavic -ić, -icz
    ("sch", "sh"), ("tch", "ch"), ("tsch", "ch"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("dj", "j"), ("dzh", "j"), ("zh", "j"),
    ("ck", "k"), ("cq", "k"), ("q", "k"), ("c(?!h)", "k"), ("x", "ks"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("iy", "i"), ("yi", "i"), ("ey", "e"),
    ("y", "i"), ("j(?=[aeiou])", "y"), ("z", "s"),
)  # fmt: skip
"""Spellings of one sound, applied in order; last, doubled letters are made single."""
_CHINESE = (("hs", "s"), ("x", "s"), ("zh", "j"), ("ch", "j"), ("q", "j"), ("ts", "s"), ("z", "s"), ("c", "s"), ("t", "d"), ("k", "g"), ("p", "b"), ("ie", "i"), ("ue", "u"), ("ong", "ung"))  # fmt: skip
"""Wade-Giles and pinyin made one."""


LONGEST_ACRONYM = 7


@functools.lru_cache(maxsize=100_000)
def words_of(name: str, schema: str) -> tuple[str, ...]:
    """A name's words in plain Latin letters, without titles or legal forms."""
    plain = re.sub(r"[^a-z0-9 ]+", " ", re.sub(r"['’`ʿʾ‘]", "", anyascii(name).lower()))
    if schema == "Person":
        found = plain.split()
        while len(found) > 1 and found[0] in words.TITLES:  # "Sultan Ali", but not "Ali Sultan"
            found = found[1:]
        return tuple(found)
    plain = " ".join(_numbered(_initials_joined(plain.split())))
    for phrase in words.LEGAL_PHRASES:
        plain = re.sub(rf"\b{phrase}\b", " ", plain)
    found = plain.split()
    return tuple(w for w in found if w not in words.LEGAL_FORMS and w not in words.SMALL_WORDS) or tuple(found)


@functools.lru_cache(maxsize=100_000)
def keys_of(name: str, schema: str) -> tuple[str, ...]:
    """A name's words, each in the one spelling that transliterations share; particles of persons' names left out."""
    found = words_of(name, schema)
    if schema != "Person":
        return tuple(_plain(w) for w in found)
    return tuple(_key(w) for w in found if w not in words.PARTICLES) or tuple(_key(w) for w in found)


def is_acronym(name: str) -> bool:
    """Whether a name is capitals alone: "KSD"; not the capitals of a headline, which are longer words."""
    return name.isupper() and name.replace(".", "").isalnum() and len(name) <= LONGEST_ACRONYM


def initials_of(name: str) -> str:
    """A body's likely acronym, lower case; empty for a name of one word or in capitals."""
    capitals = [w[0] for w in re.findall(r"[^\W\d_]+", name) if w[0].isupper()]
    return _plain("".join(capitals).lower()) if len(capitals) > 1 and not name.isupper() else ""


def _initials_joined(found: list[str]) -> list[str]:
    """ "s a r l" -> "sarl", "a s" -> "as"."""
    joined: list[str] = []
    for word, before in zip(found, ["", *found], strict=False):
        if len(word) == 1 and len(before) == 1 and word.isalpha() and before.isalpha():
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _numbered(found: list[str]) -> list[str]:
    """Numbers in words and Roman figures as figures: "forty four" -> "44"."""
    figures: list[str] = []
    tens = 0
    for word in found:
        if word in words.TENS:
            tens = words.TENS[word]
            figures.append(str(tens))
        elif tens and len(digit := words.NUMBERS.get(word, word)) == 1 and digit.isdigit():
            figures[-1], tens = str(tens + int(digit)), 0
        else:
            figures.append(words.NUMBERS.get(word) or words.ROMAN.get(word, word))
            tens = 0
    return figures


def same_name(left: str, right: str, schema: str) -> bool:
    """Whether two names are likely one, word order and spelling apart.

    Args:
        left, right: names in any script.
        schema: FollowTheMoney schema; a "Person"'s words are compared as names, others' as words.
    """
    a, b = list(words_of(left, schema)), list(words_of(right, schema))
    if not a or not b:
        return False
    if _is_unspaced(left) and _is_unspaced(right):
        return unicodedata.normalize("NFKC", left).strip() == unicodedata.normalize("NFKC", right).strip()
    if schema != "Person":
        return _same_body(a, b, _solid(left) == _solid(right))
    if _is_vowelless(left) != _is_vowelless(right):
        return _aligned([_consonants(w) for w in a], [_consonants(w) for w in b], _equal)
    return _same_person(a, b)


def _is_unspaced(name: str) -> bool:
    """Whether a name is in Han, Hangul or Kana, where one sign is a whole syllable of a name."""
    return any("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in name)


def _is_vowelless(name: str) -> bool:
    """Whether a name is in Arabic or Hebrew letters, which leave out most vowels."""
    return any("\u0590" <= c <= "\u08ff" for c in name)


def _solid(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", anyascii(name).lower())


def _same_person(a: list[str], b: list[str]) -> bool:
    if len(a) == 1 or len(b) == 1:  # "FridrichBuchenberg"
        joined = [_key("".join(name)) for name in (a, b)]
        return _alike(*joined) if len(a) != len(b) else _alike(_key(a[0]), _key(b[0]))
    if "".join(a) == "".join(b):
        return True
    left, right = (list(keys_of(" ".join(name), "Person")) for name in (a, b))
    if _aligned(left, right, _alike):
        return not (_descends(a) and _descends(b)) or _in_order(left, right)
    return _chinese(a) == _chinese(b) if len(a) in (2, 3) and len(b) in (2, 3) else False


def _descends(name: list[str]) -> bool:
    return any(w in words.PATRONYMIC for w in name)


def _in_order(a: list[str], b: list[str]) -> bool:
    """Whether the shorter name's words stand in the longer one in the same order."""
    short, long = sorted((a, b), key=len)
    rest = iter(long)
    return all(any(_alike(word, other) for other in rest) for word in short)


def _aligned(a: list[str], b: list[str], alike: Callable[[str, str], bool]) -> bool:
    """Whether every word of the shorter name has its own word in the longer; a single word is not enough against several."""
    short, long = sorted((a, b), key=len)
    left = list(long)
    for word in short:
        match = next((w for w in left if w == word), None) or next((w for w in left if alike(word, w)), None)
        if match is None:
            return False
        left.remove(match)
    whole = [w for w in short if len(w) > 1]
    return not left if len(short) == 1 else bool(whole) and len(left) <= len(short)


def _key(word: str) -> str:
    """One spelling for what transliterations write in several ways, and one for the languages' forms of a given name."""
    sound = _sound(word)
    return _given().get(sound, sound)


@functools.cache
def _sound(word: str) -> str:
    for pattern, sound in _SPELLINGS:
        word = re.sub(pattern, sound, word)
    return re.sub(r"(.)\1+", r"\1", word)


@functools.cache
def _given() -> dict[str, str]:
    return {_sound(name): _sound(names.split()[0]) for names in words.GIVEN for name in names.split()}


def _alike(a: str, b: str) -> bool:
    """Whether two words are one: one slip in a word of five letters or more, an initial for its name."""
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    slips = DamerauLevenshtein.distance(a, b)
    return slips <= (0 if min(len(a), len(b)) < 4 else 1 if min(len(a), len(b)) < 11 else 2)


def _equal(a: str, b: str) -> bool:
    return a == b


def _consonants(word: str) -> str:
    """What Arabic and Hebrew write of a word."""
    return re.sub(r"[aeiouhyw]", "", _key(word)) or word[:1]


def _chinese(name: list[str]) -> str:
    """A Chinese name without its system of spelling."""
    sounds = "".join(name)
    for pattern, sound in _CHINESE:
        sounds = sounds.replace(pattern, sound)
    return sounds


def _same_body(a: list[str], b: list[str], solid: bool) -> bool:
    if solid or "".join(a) == "".join(b):
        return True
    left, right = ([_plain(w) for w in name if w not in words.LOOSE_WORDS] or name for name in (a, b))
    numbers = [sorted(w for w in name if w.isdigit()) for name in (left, right)]
    return numbers[0] == numbers[1] and len(left) == len(right) and _aligned(left, right, _alike)


def _plain(word: str) -> str:
    """Doubled letters single, but not in an acronym: KSSD is not KSD."""
    return re.sub(r"(.)\1+", r"\1", word) if re.search("[aeiouy]", word) else word
