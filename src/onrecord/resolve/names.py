"""Whether two names may be one person's or body's."""

import re

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

# Legal forms say nothing of identity; so do titles before people.
LEGAL_FORMS = frozenset(
    [
        "inc",
        "incorporated",
        "llc",
        "ltd",
        "limited",
        "plc",
        "corp",
        "corporation",
        "co",
        "company",
        "gmbh",
        "ag",
        "aktiengesellschaft",
        "sa",
        "srl",
        "spa",
        "nv",
        "bv",
        "oao",
        "ooo",
        "pao",
        "zao",
        "jsc",
        "pjsc",
        "ojsc",
        "cjsc",
        "kg",
        "ohg",
        "kk",
        "as",
        "asa",
        "ab",
        "oy",
        "sarl",
        "sas",
        "se",
        "the",
        "and",
        "of",
        "open",
        "joint",
        "stock",
        "public",
    ]
)
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sheikh",
        "shaikh",
        "sir",
        "lord",
        "lady",
        "general",
        "gen",
        "col",
        "colonel",
        "haji",
        "president",
    ]
)
PERSON, BODY = 0.87, 0.88
"""How alike two names must be, persons and bodies."""


def words_of(name: str, schema: str) -> list[str]:
    """A name's words in plain Latin letters, without titles or legal forms."""
    plain = re.sub(r"[^a-z0-9 ]+", " ", re.sub(r"['’`]", "", anyascii(name).lower()))
    drop = TITLES if schema == "Person" else LEGAL_FORMS
    words = plain.split()
    return [w for w in words if w not in drop] or words


def same_name(left: str, right: str, schema: str) -> bool:
    """Whether two names are likely one, word order and small misspellings apart.

    Args:
        left, right: names in any script.
        schema: FollowTheMoney schema; "Person" is compared word by word.
    """
    a, b = words_of(left, schema), words_of(right, schema)
    if not a or not b:
        return False
    if sorted(a) == sorted(b) or "".join(a) == "".join(b):
        return True
    if schema != "Person":
        return max(ratio(" ".join(a), " ".join(b)), ratio(" ".join(sorted(a)), " ".join(sorted(b)))) / 100 >= BODY
    short, long = sorted((a, b), key=len)
    if len(short) == 1:
        return ratio(short[0], "".join(long)) / 100 >= 0.9
    left_over = list(long)
    likeness = 0.0
    for word in short:
        best = max(left_over, key=lambda w: _alike(word, w))
        likeness += _alike(word, best)
        left_over.remove(best)
    return likeness / len(short) - 0.04 * len(left_over) >= PERSON


def _alike(a: str, b: str) -> float:
    """Likeness of two words, 0 to 1; an initial stands for its name."""
    if len(a) == 1 or len(b) == 1:
        return 0.9 if a[0] == b[0] else 0.0
    return JaroWinkler.similarity(a, b) if a[0] == b[0] else ratio(a, b) / 100
