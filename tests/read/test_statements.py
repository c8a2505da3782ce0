"""Statements: whose words a text is by its heading."""

import pytest

from onrecord.model import Document
from onrecord.pipeline import read_text
from onrecord.read import READERS

BODY = "\n\nThree of our members were detained in Keld City on Monday. We demand their release.\n\nTheir lawyer, Ada Renn, has not seen them."


def stated(text, reader="rules"):
    reading = READERS[reader](Document("d", "d" * 64, text, "test", published="2021-03-04"))
    return [(a.name, text[a.content[0].start : a.content[0].end]) for a in reading.attributions if not a.cue]


@pytest.mark.parametrize(
    ("heading", "giver"),
    [
        ("Statement of the Ministry of Foreign Affairs of Karsland", "Ministry of Foreign Affairs"),
        ("Press statement by the Free Karsland Council", "Free Karsland Council"),
        ("Statement to the press by the spokesman of the Interior Ministry, Colonel Emil Tor, Keld City", "Emil Tor"),
        ("Remarks by President Nora Felt at the opening of parliament", "Nora Felt"),
        ("Open letter from the Harbour Workers Union", "Harbour Workers Union"),
        ("Statement to the press by the Committee for Free Teachers", "Committee for Free Teachers"),
        ("Statement of the Assembly of Free Teachers on the arrest of Ada Renn in Keld", "Assembly of Free Teachers"),
    ],
)
@pytest.mark.parametrize("reader", ["rules", "trained"])
def test_a_statement_is_its_givers(heading, giver, reader):
    assert stated(heading + BODY, reader) == [(giver, BODY.strip())]


@pytest.mark.parametrize(
    "heading",
    [
        "Statement by minister Emil Tor angers allies",  # a headline
        "Statement on the attack by the Free Front",  # about whom, not whose
        "Statement of principles",
        "Statement of claim against the Free Karsland Council",
        "Three detained in Keld City",
    ],
)
def test_other_headings_give_nobodys(heading):
    assert stated(heading + BODY) == []


@pytest.mark.parametrize(
    ("heading", "givers"),
    [
        ("Joint statement by Emil Tor and Ada Renn", ["Emil Tor", "Ada Renn"]),
        (
            "Joint statement of the Free Karsland Council, the Harbour Workers Union and the Assembly of Free Teachers",
            ["Free Karsland Council", "Harbour Workers Union", "Assembly of Free Teachers"],
        ),
    ],
)
def test_a_joint_statement_is_all_its_givers(heading, givers):
    reading = READERS["rules"](Document("d", "d" * 64, heading + BODY, "test", published="2021-03-04"))
    (given,) = [a for a in reading.attributions if not a.cue and a.voice == "direct"]
    assert [given.name, *(v.name for v in given.jointly)] == givers


def test_a_report_about_a_statement_is_the_outlets():
    assert (
        stated(
            "Statement of the Free Karsland Council\n\nKELD CITY, 4 March (ARP) -- Three people were detained on Monday."
        )
        == []
    )


def test_questions_after_it_are_not_its_givers():
    text = "Statement by Colonel Emil Tor" + BODY + "\n\nQuestion: Who detained them?\n\nColonel Tor: The Border Guard."
    assert ("Emil Tor", BODY.strip()) in stated(text)


def test_claims_of_a_statement():
    claims = read_text("Statement by the Free Karsland Council" + BODY, published="2021-03-04", reader="rules")[
        "claims"
    ]
    detained = [c for c in claims if c["type"] == "detained"]
    assert [[v["name"] for v in c["said_by"]] for c in detained] == [["Free Karsland Council"]]
