"""A map for print: Natural Earth's countries around the places of some findings, in plate carrée; a place told only as a region or country is an area, not a point."""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from math import cos, radians
from typing import Any

from onrecord.drawing.geometry import WIDTH

Row = dict[str, Any]
REACH = {"city": 0.0, "district": 0.2, "region": 0.9, "country": 3.5, "area": 3.0, "continent": 15.0, "unknown": 0.0}
"""Level of a place -> how far it reaches around its label, in degrees of latitude."""
MARGIN, LEAST = 3.0, 12.0
"""Degrees around the outermost places, and across the smallest map."""


def world_map(spots: Iterable[Row]) -> Row | None:
    """What the template `map.svg` draws; None where no place has coordinates.

    Args:
        spots: place, lat, lon, level, count.
    """
    every = [s for s in spots if s["lat"] is not None]
    if not every:
        return None
    west, east, south, north = _frame(every)
    scale = WIDTH / (east - west)
    squeeze = 1 / max(0.3, cos(radians((south + north) / 2)))

    def at(lon: float, lat: float) -> tuple[float, float]:
        return round((lon - west) * scale, 1), round((north - lat) * scale * squeeze, 1)

    marks = []
    for s in sorted(every, key=lambda s: (-REACH.get(s["level"], 0), s["place"])):
        x, y = at(s["lon"], s["lat"])
        reach = REACH.get(s["level"], 0.0)
        marks.append({"x": x, "y": y, "r": round(reach * scale, 1) or 4 + min(8, s["count"]), "is_area": bool(reach), "label": f"{s['place']}: {s['count']}"})  # fmt: skip
    land = [" ".join(f"{x},{y}" for x, y in (at(*p) for p in ring)) for ring in _rings(west, east, south, north)]
    return {"land": land, "marks": marks, "height": round((north - south) * scale * squeeze, 1)}


def _frame(spots: list[Row]) -> tuple[float, float, float, float]:
    """West, east, south and north of what is shown: never wider than high enough to read, never narrower than LEAST."""
    lons, lats = [s["lon"] for s in spots], [s["lat"] for s in spots]
    reach = max(REACH.get(s["level"], 0.0) for s in spots) + MARGIN
    west, east, south, north = min(lons) - reach, max(lons) + reach, min(lats) - reach, max(lats) + reach
    wide = max(LEAST, east - west, (north - south) * 1.5)
    middle = (west + east) / 2
    high = max(wide / 2.4, north - south)
    centre = (south + north) / 2
    return middle - wide / 2, middle + wide / 2, max(-85.0, centre - high / 2), min(85.0, centre + high / 2)


def _rings(west: float, east: float, south: float, north: float) -> list[list[tuple[float, float]]]:
    """Outlines of land that reach into the frame."""
    found = []
    for ring in _shapes():
        lons, lats = [p[0] for p in ring], [p[1] for p in ring]
        if min(lons) < east and max(lons) > west and min(lats) < north and max(lats) > south:
            found.append(ring)
    return found


@cache
def _shapes() -> list[list[tuple[float, float]]]:
    """Every outline; none where the pages were not built."""
    path = files("onrecord.workbench") / "static" / "countries.json"
    if not path.is_file():
        return []
    rings = []
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        rings += [[(p[0], p[1]) for p in polygon[0]] for polygon in polygons]
    return rings
