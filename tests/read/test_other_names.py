"""Other names a text gives somebody."""

import pytest

from onrecord.model import Document
from onrecord.pipeline import read_text
from onrecord.read import READERS
from onrecord.resolve import entities_of


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Lena Orvath, née Moss, was arrested in Marisk on Monday.", "Lena Orvath", "Moss"),
        ("Lena Orvath (born Lena Moss) was arrested in Marisk.", "Lena Orvath", "Lena Moss"),
        ("Lena Orvath, formerly Lena Moss, was arrested in Marisk.", "Lena Orvath", "Lena Moss"),
        ("Karim Osso, also known as Abu Tarek, planned the attack, the ministry said.", "Karim Osso", "Abu Tarek"),
        ('Karim Osso, alias "Abu Tarek", fled. Abu Tarek was seen in Sunder.', "Karim Osso", "Abu Tarek"),
        ("Police arrested Karim Osso (aka Abu Tarek) in Sunder.", "Karim Osso", "Abu Tarek"),
        ("The Grey Tide, also known as the Coast Army, claimed the bombing.", "Grey Tide", "Coast Army"),
    ],
)
def test_two_names_of_one_are_one(text, name, words):
    told = [(text[m["start"] : m["end"]], m["name"]) for m in read_text(text, reader="rules")["mentions"]]
    assert {n for w, n in told if w == words} == {name}


@pytest.mark.parametrize(
    "text",
    [
        "Edda Lindqvar, formerly Interior Minister, met Pavel Roth.",
        "Lena Orvath was born Monday in Sunder, Pavel Roth said.",
        "Lena Orvath, known as a critic of Pavel Roth, was arrested.",
        "Lena Orvath, formerly Pavel Roth's deputy, was arrested.",
    ],
)
def test_who_else_is_named_is_somebody_else(text):
    names = {m["name"] for m in read_text(text, reader="rules")["mentions"] if m["type"] == "person"}
    assert len(names & {"Lena Orvath", "Pavel Roth", "Edda Lindqvar"}) == 2


def test_a_name_at_birth_is_kept_with_its_given_name():
    reading = READERS["rules"](Document("d", "d", "Lena Orvath, née Moss, was arrested.", "x"))
    (person,) = [e for e in entities_of("d", reading.mentions) if e.schema == "Person"]
    assert person.aliases == ("Lena Moss",)
