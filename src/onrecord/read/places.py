"""Place names put on the map.

Each name has candidates in the gazetteer. The document's other places vote for countries and regions
("Paris" near "Texas"); what follows a comma decides at once ("Paris, Texas"); size breaks the rest.
A country or region is an area: its point is a label, not a location.
"""

import math
import re
from collections import defaultdict
from dataclasses import dataclass, field

from onrecord.model import WIDE, Mention, Place, Token
from onrecord.read.gazetteer import Entry, lookup
from onrecord.read.place_words import ALIASES, BODY_WORDS, DEMONYMS, DISTRICT_WORDS, NOT_PLACES, STATES, STREET_WORDS

REGION_VOTE, COUNTRY_VOTE, NEAR_VOTE = 3.5, 1.5, 4.0
"""How much one other name's place in the same region, the same country, or near by weighs, in powers of ten of population."""
ALIAS = -2.0
"""How much a place's other name ("Talas" of Taraz) weighs against a place that has it for its own, in powers of ten of population."""
NEAR_KM = 75.0
"""Distance at which a neighbour's vote has sunk to a third."""
MOST_BEARERS = 12
"""Places of one name whose distances are measured, the largest first."""
_LEVEL = {"continent": 6.0, "area": 6.0, "country": 4.0, "region": 1.6, "district": -0.3, "city": 0.0}


@dataclass(slots=True)
class _Name:
    """A place name in the text, its candidates, and what stands after its comma."""

    start: int
    end: int
    text: str
    candidates: tuple[Entry, ...]
    inside: tuple[Entry, ...] = ()


def find_places(text: str, tokens: list[Token], mentions: list[Mention]) -> list[Place]:
    """Places of a document with coordinates where known, sorted by start; they never overlap."""
    names = _candidates(text, tokens, mentions)
    votes = _votes(names)
    chosen: dict[tuple[str, tuple[Entry, ...]], Entry | None] = {}
    fixed = {n.text.lower(): n for n in names if n.inside}
    places = []
    for name in names:
        context = name if name.inside or name.text.lower() not in fixed else fixed[name.text.lower()]
        key = (name.text, context.inside)
        if key not in chosen:
            chosen[key] = _choose(context, votes)
        places.append(_place(name, chosen[key]))
    return places


def place_named(words: str, start: int, end: int) -> Place:
    """The largest place that bears a name, where a person says that some words are one; without coordinates where none does.

    Args:
        words: the name.
        start, end: where it stands in its document.
    """
    plain = " ".join(words.split())
    return _place(_Name(start, end, plain, ()), next(iter(lookup(plain)), None))


def _place(name: _Name, entry: Entry | None) -> Place:
    if entry is None:
        return Place(name.start, name.end, name.text)
    return Place(
        name.start,
        name.end,
        entry.name,
        entry.lat,
        entry.lon,
        entry.geonameid,
        entry.country or None,
        entry.level,
    )


def _candidates(text: str, tokens: list[Token], mentions: list[Mention]) -> list[_Name]:
    names: list[_Name] = []
    people = {
        i
        for m in mentions
        if m.type == "person" and m.named
        for i in range(m.head - len(m.name.split()) + 1, m.head + 1)
    }
    i = 0
    while i < len(tokens):
        length, found = _match(tokens, i, people)
        if length:
            start, end = tokens[i].start, tokens[i + length - 1].end
            names.append(_Name(start, end, " ".join(text[start:end].split()), found))
        i += max(length, 1)
    names = sorted([*names, *_again(text, tokens, names, people)], key=lambda n: n.start)
    located = {n.text for n in names if n.candidates or _is_located(text, n.start, n.end)}
    names = [n for n in names if n.text in located]
    for name, following in zip(names, names[1:], strict=False):
        gap = text[name.end : following.start]
        if gap.strip() in (",", ", in", "(") and len(gap) < 4 and following.end - following.start > 1:
            name.inside = tuple(e for e in following.candidates if e.level in ("country", "region"))
    return names


def _again(text: str, tokens: list[Token], names: list[_Name], people: set[int]) -> list[_Name]:
    """Places the document names elsewhere, where the parser missed them: "Alexandria woman charged"."""
    known = {
        n.text: n.candidates for n in names if n.candidates and n.candidates[0].level in ("city", "district", "region")
    }
    taken = [(n.start, n.end) for n in names]
    found = []
    for token in tokens:
        for end in (token.i + 3, token.i + 2, token.i + 1):
            if end > len(tokens) or token.i in people or not token.text[:1].isupper():
                continue
            last = tokens[end - 1]
            words = " ".join(text[token.start : last.end].split())
            if words not in known or any(s < last.end and token.start < e for s, e in taken):
                continue
            following = tokens[end].text if end < len(tokens) else ""
            if not (
                following[:1].isupper() and following.lower() not in BODY_WORDS
            ):  # "Madison Central", "Jordan Smith"
                found.append(_Name(token.start, last.end, words, known[words]))
                taken.append((token.start, last.end))
            break
    return found


_BEFORE_PLACE = re.compile(
    r"\b(?:(?:in|near|outside|around|across|toward|towards)\s+(?:the\s+)?|"
    r"(?:city|town|village|hamlet|port|district|province|suburb|capital|settlement|island)\s+of\s+)\Z",
    re.I,
)
_OF_TOWNS = re.compile(r"(?:['’]s)?(?:\s[a-z]+)?\s(?:airports?|airfield|ports?|harbou?r|docks|seaport)\b")
"""What only a town has: "at Marisk airport", "at Marisk's north port"."""
_DATED = re.compile(r"\d{4}(?:,| [–—-]) \Z")
_DATELINE = re.compile(r"\s*(?:,|--|—|–)")
SOLDIERS = frozenset(
    "Battalion Brigade Brigades Regiment Platoon Guards Militia Legion Fusiliers Commandos Column".split()
)
"""Bodies whose names tell nobody where they are: the "Falcon Battalion"."""
NUMBERED_ROOMS = frozenset("Ward Block Cell Section Hall Gate Camp Room".split())
"""What a number tells which of: "Ward 4" is no town of Ward."""
ALWAYS = frozenset(["US", "U.S.", "UK", "U.K.", "USA"])
"""Countries by their initials, whatever the parser sees in them."""


def _is_located(text: str, start: int, end: int) -> bool:
    """Whether a name no gazetteer knows stands like a place somewhere: "in Marisk", "MARISK, 4 March", "Marisk airport"."""
    if _BEFORE_PLACE.search(text[max(0, start - 20) : start]) or _OF_TOWNS.match(text, end):
        return True
    if text[end : end + 2] == ": " and _DATED.search(text[max(0, start - 8) : start]):
        return True  # "12 March 2013, Marisk: "
    return text[start:end].isupper() and _DATELINE.match(text, end) is not None


def _match(tokens: list[Token], i: int, people: set[int]) -> tuple[int, tuple[Entry, ...]]:
    """The longest place name that begins at a token: (its length in tokens, candidates); (0, ()) for none."""
    token = tokens[i]
    if not token.text[:1].isupper() or (i in people and not _in_a_place(tokens, i)):
        return 0, ()
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    if following in SOLDIERS or (token.text in NUMBERED_ROOMS and following.isdigit()):
        return 0, ()
    pair = " ".join(t.text.lower() for t in tokens[i : i + 2])
    if i + 1 < len(tokens) and pair in ALIASES:  # "Czech Republic", before "Czech"
        return 2, lookup(pair)
    is_place = token.entity in ("GPE", "LOC")
    nation = _nation(tokens, i)
    if token.entity == "NORP" and not nation:
        return 0, ()
    length, found = _longest(tokens, i, is_place or nation > 0)
    if nation and (
        length <= nation or found[0].level != "country"
    ):  # "Central African", but not of "Central African Republic"
        return nation, _land(DEMONYMS[" ".join(t.text.lower() for t in tokens[i : i + nation])])
    return (length, found) if length or not is_place else (_length_of_unknown(tokens, i), ())


def _longest(tokens: list[Token], i: int, is_place: bool) -> tuple[int, tuple[Entry, ...]]:
    """The longest name in the gazetteer that begins at a token and may be a place there."""
    limit = i + 1
    while (
        limit < len(tokens)
        and limit - i < 5
        and tokens[limit].sentence == tokens[i].sentence
        and _continues(tokens[limit])
    ):
        limit += 1
    for end in range(limit, i, -1):
        if _is_cut_off(tokens, i, end, limit, is_place):
            continue
        found = lookup(" ".join(t.text for t in tokens[i:end]).replace(" .", "."))
        if found and (is_place or _trusted(tokens, i, end, found)):
            return end - i, found
    return 0, ()


def _is_cut_off(tokens: list[Token], i: int, end: int, limit: int, is_place: bool) -> bool:
    """Whether a stretch is but part of another name: "Tarn Haven" is not the Tarn, "Cleveland Drive" not Cleveland."""
    if end - i == 1 and not _may_stand_alone(tokens, i, is_place):
        return True
    if is_place and end < limit and _same_name_goes_on(tokens, end):
        return True
    return end < len(tokens) and tokens[end].text.lower() in STREET_WORDS and tokens[end].text[:1].isupper()


def _length_of_unknown(tokens: list[Token], i: int) -> int:
    """How many words a place has that the parser sees and the gazetteer does not know."""
    end = i + 1
    while (
        end < len(tokens)
        and tokens[end].entity == tokens[i].entity
        and not tokens[end].entity_start
        and tokens[end].text not in (",", "'s", "’s")
    ):
        end += 1
    return end - i


def _same_name_goes_on(tokens: list[Token], end: int) -> bool:
    """Whether the word after a candidate belongs to the same name, and is no body's or area's own word ("X County Court")."""
    following = {tokens[end].text.lower(), tokens[min(end + 1, len(tokens) - 1)].text.lower()}
    if tokens[end - 1].text.lower() in DISTRICT_WORDS or following & BODY_WORDS:
        return False
    return (
        tokens[end].entity == tokens[end - 1].entity and not tokens[end].entity_start and tokens[end].text[:1].isupper()
    )


def _in_a_place(tokens: list[Token], i: int) -> bool:
    """ "in Newberry on Friday": one word behind "in", whatever the parser takes it for."""
    alone = i + 1 >= len(tokens) or not tokens[i + 1].text[:1].isupper()
    return (
        alone
        and i > 0
        and tokens[i - 1].text.lower() in ("in", "near")
        and tokens[i - 1].sentence == tokens[i].sentence
    )


def _nation(tokens: list[Token], i: int) -> int:
    """How many words of a demonym begin here: "German" 1, "Sri Lankan" 2, else 0."""
    for length in (2, 1):
        words = " ".join(t.text.lower() for t in tokens[i : i + length])
        if words in DEMONYMS or (words.endswith("s") and words[:-1] in DEMONYMS):
            return length if words in DEMONYMS else 0
    return 0


def _land(name: str) -> tuple[Entry, ...]:
    """A demonym's country, however large another bearer of its name is: no "Georgian" is a US state's."""
    found = lookup(name)
    return tuple(e for e in found if e.level == "country")[:1] or found[:1]


def _continues(token: Token) -> bool:
    return token.text[:1].isupper() or token.text in (
        "de",
        "of",
        "la",
        "del",
        "-",
        "and",
        "the",
        "upon",
        "sur",
    )


def _may_stand_alone(tokens: list[Token], i: int, is_place: bool) -> bool:
    """One word is a place if the parser says so, or it is no common word and begins a body's name."""
    lower = tokens[i].text.lower()
    if lower in NOT_PLACES or len(lower) < 2:
        return False
    if lower in STATES and lower.isalpha() and len(lower) == 2:
        return i > 0 and tokens[i - 1].text == "," and tokens[i].text.isupper()
    return True


def _trusted(tokens: list[Token], first: int, end: int, found: tuple[Entry, ...]) -> bool:
    """Whether a name outside the parser's places is one all the same: "Ghent police", "Rapides Parish"."""
    last = tokens[end - 1]
    if (last.text.lower() in DISTRICT_WORDS and end - first > 1) or last.text in ALWAYS:
        return True
    if (tokens[first].entity == "PERSON" and not _in_a_place(tokens, first)) or tokens[first].pos not in (
        "PROPN",
        "NOUN",
        "ADJ",
    ):
        return False
    after = tokens[end] if end < len(tokens) else None
    before = tokens[first - 1] if first else None
    if (
        before
        and before.text.lower() in ("in", "near", "from", "at")
        and before.sentence == last.sentence
        and last.entity != "DATE"
    ):
        return True
    if after and after.text == "," and end + 1 < len(tokens) and tokens[end + 1].text.lower() in STATES:
        return True
    opens = before is None or before.sentence != last.sentence
    if (
        opens
        and after
        and after.text in ("-", "—", "–", "--", "(")
        and tokens[first].text.isupper()
        and len(tokens[first].text) > 2
    ):
        return True  # "ROSWELL - A man ..."
    if before and before.text == "-" and first > 1 and tokens[first - 2].text in _PARTIES:
        return True  # "R-Florence"
    return _in_body(tokens, first, end, found)


_PARTIES = frozenset(["R", "D", "I", "DFL"])


def _in_body(tokens: list[Token], first: int, end: int, found: tuple[Entry, ...]) -> bool:
    """Whether a place opens the name of a body or facility, or stands behind its "of": "Ghent Police", "University of Ghent"."""
    last, after, before = (
        tokens[end - 1],
        tokens[end] if end < len(tokens) else None,
        tokens[first - 1] if first else None,
    )
    alone = end - first == 1 and tokens[first].entity_start and (after is None or after.entity != last.entity)
    if alone and last.entity == "ORG" and (found[0].population > 1_000_000 or found[0].level in ("country", "region")):
        return True  # "Washington said": a government by its seat
    large = found[0].population > 3000 or found[0].level in ("country", "region", "district")
    if not large or last.entity not in ("ORG", "FAC"):
        return False
    if before is not None and before.text == "of" and before.entity == last.entity:
        return True
    opens = tokens[first].entity_start or (before is not None and before.dep == "det")
    following = {t.text.lower() for t in tokens[end : end + 2] if t.sentence == last.sentence}
    beside = bool(following & BODY_WORDS) or (after is not None and last.dep in ("compound", "nmod", "poss", "amod"))
    return opens and beside


@dataclass(slots=True)
class _Votes:
    """What a document's names say of where it is set: each name's vote is split among the places that bear it."""

    regions: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    bearers: dict[str, list[tuple[Entry, float]]] = field(default_factory=dict)
    """Name -> the places that bear it, each with its share."""


def _votes(names: list[_Name]) -> _Votes:
    votes = _Votes()
    for name in names:
        if name.text.lower() in votes.bearers or not name.candidates:
            continue
        candidates = [
            e for e in name.candidates if not name.inside or any(_within(e, area) for area in name.inside)
        ] or list(name.candidates)
        weights = [math.log10(e.population + 10) ** 2 for e in candidates]
        shares = [(e, w / sum(weights)) for e, w in zip(candidates, weights, strict=True)]
        votes.bearers[name.text.lower()] = shares[:MOST_BEARERS]
        own_region: dict[tuple[str, str], float] = defaultdict(float)
        own_country: dict[str, float] = defaultdict(float)
        for entry, part in shares:
            share = part * (1.5 if entry.level in ("country", "region") else 1.0)
            if entry.region:
                own_region[entry.country, entry.region] = max(own_region[entry.country, entry.region], share)
            own_country[entry.country] = max(own_country[entry.country], share)
        for region, share in own_region.items():
            votes.regions[region] += share
        for country, share in own_country.items():
            votes.countries[country] += share
    return votes


def _neighbours(entry: Entry, name: str, votes: _Votes) -> float:
    """How much the document's other names speak for a place by lying near it."""
    total = 0.0
    for other, bearers in votes.bearers.items():
        if other != name:
            towns = ((o, share) for o, share in bearers if o.level not in WIDE)
            total += max((share * math.exp(-_kilometres(entry, o) / NEAR_KM) for o, share in towns), default=0.0)
    return min(total, 3.0)


def _kilometres(a: Entry, b: Entry) -> float:
    """Great-circle distance."""
    p, q = math.radians(a.lat), math.radians(b.lat)
    across = math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(min(1.0, math.sin((q - p) / 2) ** 2 + across)))


def _plain(name: str) -> str:
    return name.lower().replace("saint ", "st. ").removesuffix(" city")


def _within(entry: Entry, area: Entry) -> bool:
    return (
        entry.country == area.country
        and (area.level == "country" or entry.region == area.region)
        and entry.level != area.level
    )


def _choose(name: _Name, votes: _Votes) -> Entry | None:
    if len(name.candidates) < 2:
        return name.candidates[0] if name.candidates else None

    plain = _plain(name.text)

    def worth(entry: Entry) -> float:
        size = math.log10(entry.population + 10)
        near = REGION_VOTE * min(votes.regions.get((entry.country, entry.region), 0.0), 2.0) if entry.region else 0.0
        near += COUNTRY_VOTE * min(votes.countries.get(entry.country, 0.0), 3.0)
        near += NEAR_VOTE * _neighbours(entry, name.text.lower(), votes)
        own = 0.0 if _plain(entry.name) == plain else ALIAS
        told = 20.0 if any(_within(entry, area) for area in name.inside) else 0.0
        return size + near + told + own + _LEVEL[entry.level]

    return max(name.candidates, key=worth)
