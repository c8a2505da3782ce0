"""Place names: found, put on the map with their context, and left off it when nobody knows them."""

import pytest

from onrecord.model import Document
from onrecord.read import gazetteer, grounds
from onrecord.read.place_words import ALIASES, DEMONYMS


def places(text):
    found = grounds(Document("d", "d" * 64, text, "test")).places
    return {text[p.start : p.end]: p for p in found}


@pytest.mark.parametrize(
    ("text", "name", "country", "near"),
    [
        ("Police in Paris, Texas, said the river had risen. Dallas sent boats.", "Paris", "US", (33.7, -95.6)),
        ("The minister flew to Paris on Monday and met the French president.", "Paris", "FR", (48.9, 2.4)),
        ("Two men were held in German custody.", "German", "DE", None),
        ("Washington said it would not comment.", "Washington", "US", (38.9, -77.0)),
        ("A fire broke out in Manassas. Crews in Woodbridge helped.", "Woodbridge", "US", (38.7, -77.3)),
        ("ROSWELL - A man was struck by a car near Atlanta.", "ROSWELL", "US", (34.0, -84.4)),
        ("The Kentucky Court of Appeals ruled on Monday.", "Kentucky", "US", None),
        ("Students of the University of Vienna marched.", "Vienna", "AT", (48.2, 16.4)),
        ("The Czech Republic closed its border.", "Czech Republic", "CZ", None),
        ("Georgian and Jordanian officials met on Friday.", "Georgian", "GE", (42.0, 43.5)),
        ("Police in Bangui, Central African Republic, said so.", "Central African Republic", "CF", None),
        ("Central African soldiers crossed the river.", "Central African", "CF", None),
        ("The Dutch minister resigned.", "Dutch", "NL", None),
        ("Rebels in the Democratic Republic of Congo took the town.", "Democratic Republic of Congo", "CD", None),
        ("The Russian Federation vetoed it.", "Russian Federation", "RU", None),
        ("Fighters attacked a village in Cabo Delgado.", "Cabo Delgado", "MZ", None),
        ("Rebels shelled Goma, North Kivu.", "North Kivu", "CD", None),
        ("He was held at Talas.", "Talas", "KG", (42.5, 72.2)),
        ("He flew to Saigon.", "Saigon", "VN", (10.8, 106.7)),
        ("A fair was held in Palestine, Texas. Athens and Tyler sent bands.", "Palestine", "US", (31.8, -95.6)),
        ("Protesters in Palestine and Jordan marched.", "Palestine", "PS", None),
    ],
)
def test_put_on_the_map(text, name, country, near):
    place = places(text)[name]
    assert place.country == country
    if near:
        assert (place.lat, place.lon) == pytest.approx(near, abs=0.4)


def test_a_name_may_be_the_last_word():
    assert list(places("He moved to the US")) == ["US"]


def test_a_country_is_an_area():
    assert places("Soldiers crossed into Austria.")["Austria"].level == "country"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A tanker was hit in the Black Sea.", "Black Sea"),
        ("Two ships were seized near the Strait of Hormuz.", "Strait of Hormuz"),
        ("Shelling went on in the Donbas.", "Donbas"),
        ("Aid workers left Darfur.", "Darfur"),
    ],
)
def test_seas_and_lands_that_are_no_state_are_areas(text, name):
    place = places(text)[name]
    assert (place.level, place.country) == ("area", None)
    assert place.lat is not None


def test_no_area_is_in_the_gazetteer_under_its_own_name():
    regions = {n for n in gazetteer._areas() for e in gazetteer._rows(n) if e.level == "region" and e.name.lower() == n}
    assert regions == {"sahel", "red sea"}  # provinces named after the belt and the sea


@pytest.mark.parametrize("name", sorted({*ALIASES, *DEMONYMS.values()}))
def test_every_other_name_of_a_land_points_to_one(name):
    assert gazetteer.lookup(name)[0].level in ("country", "region", "area", "city")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ferry left for Tarn Haven.\n\nIn Tarn Haven two men were arrested.", "Tarn Haven"),
        ("The embassy in Marisk denied it.", "Marisk"),
    ],
)
def test_places_nobody_knows_have_no_coordinates(text, name):
    assert places(text)[name].lat is None


@pytest.mark.parametrize(
    "text",
    [
        "A house in Cleveland Drive was searched.",
        "He told Farrin that the flat was gone. Farrin left.",
        "Jordan Smith scored twice.",
        "He drives a Metro bus to the Northwest.",
    ],
)
def test_what_only_looks_like_a_place(text):
    assert places(text) == {}
