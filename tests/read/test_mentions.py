"""Names that the parser takes for something else, or for nothing, told by what is told of them."""

import pytest

from onrecord.model import Document
from onrecord.read import READERS


def mentions(text):
    reading = READERS["rules"](Document("d", "d" * 64, text, "test", published="2023-06-09"))
    return {text[m.start : m.end]: m.type for m in reading.mentions}


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutors charged Davit Oruk on Thursday with preparing an act of terror.",
        "Four people, among them a former soldier identified as Davit Oruk, 34, were detained in dawn raids.",
        "Police arrested Davit Oruk near the border.",
    ],
)
def test_a_person_by_what_befalls_people(text):
    assert mentions(text)["Davit Oruk"] == "person"


def test_a_body_that_is_charged_stays_one():
    assert mentions("Prosecutors charged the Salt Brotherhood with preparing an act of terror.")["Salt Brotherhood"] == "organisation"  # fmt: skip


def test_of_two_bodies_the_first_ends_before_the_owner_of_the_second():
    found = mentions("Officials said the Third Bureau of Karsland's General Intelligence Command was behind it.")
    assert found["Third Bureau"] == found["General Intelligence Command"] == "organisation"
    assert "Third Bureau of Karsland" not in found


def test_the_kind_of_a_body_and_its_name_are_one_subject():
    reading = READERS["rules"](Document("d", "d" * 64, "The opposition Civic League urged the government to close the embassy.", "test"))  # fmt: skip
    assert [a.name for a in reading.attributions] == ["Civic League"]
