"""Place names -> places that bear them: a read-only SQLite file made from GeoNames (`make gazetteer`), and the areas it lacks (areas.txt)."""

import functools
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from onrecord.model import Level
from onrecord.read.place_words import ALIASES, DISTRICT_WORDS, STATES

_FILE = Path(__file__).with_name("gazetteer.sqlite")
_AREAS = Path(__file__).with_name("areas.txt")
_LONG = {"st. ": "saint ", "st ": "saint ", "ft. ": "fort ", "mt. ": "mount "}


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that bears a name."""

    geonameid: int | None
    name: str
    level: Level
    country: str
    region: str
    lat: float
    lon: float
    population: int


@functools.cache
def _database() -> sqlite3.Connection:
    return sqlite3.connect(f"file:{_FILE}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@functools.lru_cache(maxsize=50_000)
def lookup(name: str) -> tuple[Entry, ...]:
    """Every place of this name, most populous first; empty when there is none.

    Args:
        name: as written; case does not matter, "St." stands for "Saint", "Calif." for "California".
    """
    lower = " ".join(name.lower().split())
    if lower not in ALIASES:
        lower = lower.removeprefix("the ")
    if lower in ALIASES:
        meant = _rows(ALIASES[lower])[:1]
        return (*meant, *_towns(lower)) if meant and meant[0].level == "country" else meant
    if lower in _areas():
        return (_areas()[lower],)
    forms = [
        lower,
        STATES.get(lower, STATES.get(lower.replace(" ", "") + "." * (not lower.endswith(".")), "")),
        "",
    ]
    forms += [long + lower[len(short) :] for short, long in _LONG.items() if lower.startswith(short)]
    for word in DISTRICT_WORDS:
        if lower.endswith(" " + word):
            forms.append(lower[: -len(word) - 1])
    for form in forms:
        found = _rows(form) if form else ()
        if found and (form == forms[0] or form in forms[1:3] or form.startswith(("saint", "fort", "mount"))):
            return found
        areas = tuple(e for e in found if e.level in ("district", "region"))
        if areas:
            return areas
    return ()


@functools.cache
def _areas() -> dict[str, Entry]:
    """Areas by their names in lower case."""
    lines = (line.split("\t") for line in _AREAS.read_text(encoding="utf-8").splitlines() if "\t" in line)
    return {n.lower(): Entry(None, n, "area", "", "", float(lat), float(lon), 0) for n, lat, lon in lines}


def _towns(name: str) -> tuple[Entry, ...]:
    """Towns that bear the name of a country as well: Palestine in Texas."""
    return tuple(e for e in _rows(name) if e.level == "city")


def _rows(name: str) -> tuple[Entry, ...]:
    rows = _database().execute(
        "SELECT p.geonameid, p.name, p.level, p.country, p.region, p.lat, p.lon, p.population FROM name n "
        "JOIN place p ON p.id = n.place WHERE n.name = ? ORDER BY p.population DESC, p.id LIMIT 60",
        (name,),
    )
    return tuple(Entry(*row) for row in rows)
