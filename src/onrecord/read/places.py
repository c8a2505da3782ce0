"""Place names put on the map.

Each name has candidates in the gazetteer. The document's other places vote for countries and regions
("Paris" near "Texas"); what follows a comma decides at once ("Paris, Texas"); size breaks the rest.
A country or region is an area: its point is a label, not a location.
"""

import math
from collections import defaultdict
from dataclasses import dataclass

from onrecord.model import Mention, Place, Token
from onrecord.read.gazetteer import Entry, lookup
from onrecord.read.place_words import DEMONYMS, DISTRICT_WORDS, NOT_PLACES, STATES

REGION_VOTE, COUNTRY_VOTE = 3.5, 1.5
"""How much one other name's place in the same region or country weighs, in powers of ten of population."""
_LEVEL = {"continent": 6.0, "country": 4.0, "region": 1.6, "district": -0.3, "city": 0.0}


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
    region_votes, country_votes = _votes(names)
    chosen: dict[tuple[str, tuple[Entry, ...]], Entry | None] = {}
    fixed = {n.text.lower(): n for n in names if n.inside}
    places = []
    for name in names:
        context = name if name.inside or name.text.lower() not in fixed else fixed[name.text.lower()]
        key = (name.text, context.inside)
        if key not in chosen:
            chosen[key] = _choose(context, region_votes, country_votes)
        places.append(_place(name, chosen[key]))
    return places


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
    for name, following in zip(names, names[1:], strict=False):
        gap = text[name.end : following.start]
        if gap.strip() in (",", ", in", "(") and len(gap) < 4 and following.end - following.start > 1:
            name.inside = tuple(e for e in following.candidates if e.level in ("country", "region"))
    return names


def _match(tokens: list[Token], i: int, people: set[int]) -> tuple[int, tuple[Entry, ...]]:
    """The longest place name that begins at a token: (its length in tokens, candidates); (0, ()) for none."""
    token = tokens[i]
    if not token.text[:1].isupper() or i in people:
        return 0, ()
    nation = _nation(tokens, i)
    if nation:
        return nation, lookup(DEMONYMS[" ".join(t.text.lower() for t in tokens[i : i + nation])])[:1]
    if token.entity == "NORP":
        return 0, ()
    is_place = token.entity in ("GPE", "LOC")
    limit = i + 1
    while (
        limit < len(tokens) and limit - i < 5 and tokens[limit].sentence == token.sentence and _continues(tokens[limit])
    ):
        limit += 1
    for end in range(limit, i, -1):
        words = [t.text for t in tokens[i:end]]
        if end - i == 1 and not _may_stand_alone(tokens, i, is_place):
            continue
        if is_place and end < limit and _same_name_goes_on(tokens, end):
            continue  # "Tarn Haven" is not the Tarn
        found = lookup(" ".join(words).replace(" .", "."))
        if found and (is_place or _trusted(tokens, i, end, found)):
            return end - i, found
    return (_length_of_unknown(tokens, i), ()) if is_place else (0, ())


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
    """Whether the word after a candidate belongs to the same name, as the parser sees it."""
    return (
        tokens[end].entity == tokens[end - 1].entity and not tokens[end].entity_start and tokens[end].text[:1].isupper()
    )


def _nation(tokens: list[Token], i: int) -> int:
    """How many words of a demonym begin here: "German" 1, "Sri Lankan" 2, else 0."""
    for length in (2, 1):
        words = " ".join(t.text.lower() for t in tokens[i : i + length])
        if words in DEMONYMS or (words.endswith("s") and words[:-1] in DEMONYMS):
            return length if words in DEMONYMS else 0
    return 0


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
    if last.text.lower() in DISTRICT_WORDS and end - first > 1:
        return True
    if tokens[first].entity == "PERSON" or tokens[first].pos not in ("PROPN", "NOUN", "ADJ"):
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
    return (
        last.entity in ("ORG", "FAC")
        and tokens[first].entity_start
        and found[0].population > 3000
        and bool(after)
        and last.dep in ("compound", "nmod", "poss", "amod")
    )


def _votes(names: list[_Name]) -> tuple[dict[tuple[str, str], float], dict[str, float]]:
    """How much the document's names speak for each region and country: a name's vote is split among its candidates."""
    regions: dict[tuple[str, str], float] = defaultdict(float)
    countries: dict[str, float] = defaultdict(float)
    seen: set[str] = set()
    for name in names:
        if name.text.lower() in seen or not name.candidates:
            continue
        seen.add(name.text.lower())
        candidates = [
            e for e in name.candidates if not name.inside or any(_within(e, area) for area in name.inside)
        ] or name.candidates
        weights = [math.log10(e.population + 10) ** 2 for e in candidates]
        total = sum(weights)
        own_region: dict[tuple[str, str], float] = defaultdict(float)
        own_country: dict[str, float] = defaultdict(float)
        for entry, weight in zip(candidates, weights, strict=True):
            share = weight / total * (1.5 if entry.level in ("country", "region") else 1.0)
            if entry.region:
                own_region[entry.country, entry.region] = max(own_region[entry.country, entry.region], share)
            own_country[entry.country] += share
        for region, share in own_region.items():
            regions[region] += share
        for country, share in own_country.items():
            countries[country] += share
    return regions, countries


def _within(entry: Entry, area: Entry) -> bool:
    return (
        entry.country == area.country
        and (area.level == "country" or entry.region == area.region)
        and entry.level != area.level
    )


def _choose(name: _Name, regions: dict[tuple[str, str], float], countries: dict[str, float]) -> Entry | None:
    if not name.candidates:
        return None

    def worth(entry: Entry) -> float:
        size = math.log10(entry.population + 10)
        near = REGION_VOTE * min(regions.get((entry.country, entry.region), 0.0), 2.0) if entry.region else 0.0
        near += COUNTRY_VOTE * min(countries.get(entry.country, 0.0), 3.0)
        told = 20.0 if any(_within(entry, area) for area in name.inside) else 0.0
        return size + near + told + _LEVEL[entry.level]

    return max(name.candidates, key=worth)
