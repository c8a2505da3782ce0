"""Incidents on a map: GeoJSON (RFC 7946: longitude first) and KML 2.2. A place is as precise as it is told: `level` says how large it is, its point is only a label."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

from onrecord import wording
from onrecord.export.outgoing import Outgoing, Told

Row = dict[str, Any]
PRECISION = {"city": 1, "district": 2, "region": 2, "country": 3, "area": 3, "continent": 3, "unknown": 3}
"""Level -> ACLED's geo_precision: 1 the town, 2 a part of a region, 3 a region or more."""


def features(leaving: Outgoing) -> Iterator[Row]:
    """A feature an incident; without a place the gazetteer knows, its geometry is null."""
    for told in leaving.findings("incident"):
        o = told.listed
        point = None if o["lat"] is None else {"type": "Point", "coordinates": [o["lon"], o["lat"]]}
        yield {"type": "Feature", "id": told.id, "geometry": point, "properties": properties(told)}


def properties(told: Told) -> Row:
    """What a map shows of an incident."""
    o, claim = told.listed, told.first
    roles = {role: wording.names(claim, role) for role in ("perpetrators", "sponsors", "targets", "victims", "weapons") if claim["roles"].get(role)}  # fmt: skip
    return {
        "title": wording.headline(claim), "type": claim["type"], "how_far": wording.stance(claim), "from": o["begins"] or None, "to": last_day(o["ends"]), "place": o["place"] or None,
        "level": o["level"], "precision": PRECISION.get(o["level"], 3), "country": o["country"] or None, **{f"named_as_{k}": v for k, v in roles.items()},
        "according_to": wording.speakers(claim), "origins": o["origins"], "documents": o["documents"], "denials": o["denials"], "grade": o["grade"],
        "quotation": claim["quotation"], "source": claim["source"], "published": claim["published"], "address": claim["address"],
    }  # fmt: skip


def last_day(ends: str) -> str | None:
    """The last day of a stretch whose day after the last is given."""
    return str(date.fromisoformat(ends) - timedelta(1)) if ends else None


def write_geojson(leaving: Outgoing, out: TextIO) -> None:
    """A FeatureCollection."""
    out.write('{"type": "FeatureCollection", "features": [')
    for n, feature in enumerate(features(leaving)):
        out.write((",\n " if n else "\n ") + json.dumps(feature, ensure_ascii=False))
    out.write("\n]}\n")


def write_kml(leaving: Outgoing, out: TextIO) -> None:
    """Placemarks; those without coordinates stand in the list, not on the globe."""
    out.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Incidents on record</name>\n'
    )
    for feature in features(leaving):
        out.write(_placemark(feature))
    out.write("</Document></kml>\n")


def _placemark(feature: Row) -> str:
    p = feature["properties"]
    span = "".join(f"<{tag}>{day}</{tag}>" for tag, day in (("begin", p["from"]), ("end", p["to"])) if day)
    time = f"<TimeSpan>{span}</TimeSpan>" if span else ""
    data = "".join(f"<Data name={quoteattr(k)}><value>{escape(clean(str(v)))}</value></Data>" for k, v in p.items() if v is not None)  # fmt: skip
    where = feature["geometry"]
    point = f"<Point><coordinates>{where['coordinates'][0]},{where['coordinates'][1]}</coordinates></Point>" if where else ""  # fmt: skip
    words = escape(clean(f"{p['quotation']} – according to {p['according_to']}"))
    return f'<Placemark id="f{feature["id"]}"><name>{escape(clean(p["title"]))}</name><description>{words}</description>{time}<ExtendedData>{data}</ExtendedData>{point}</Placemark>\n'


def clean(words: str) -> str:
    """Words without the control characters that XML 1.0 forbids."""
    return "".join(c for c in words if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff"))  # fmt: skip
