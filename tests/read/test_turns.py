"""Transcripts: everybody's turn is theirs, until the next label."""

import pytest

from onrecord.model import Document
from onrecord.pipeline import read_text
from onrecord.read import READERS

TALK = (
    "Edith Morrow, who chairs the Halvar Committee, and its adviser, Professor Ansel Rohde, spoke in Marisk on Monday.\n\n"
    "Professor Rohde: The position is clear. Karsland imposed sanctions on eleven officials in 2020.\n\n"
    "They have not been lifted.\n\n"
    "Question (Northern Post): The embassy says that Captain Tomas Varga was killed by rebels.\n\n"
    "Morrow: They said the same in 2019, when Lena Orvath was kidnapped in Quellin.\n\n"
    "Q: Was she freed?\n\n"
    "A: She died in prison last year."
)


def turns(text, reader="rules"):
    reading = READERS[reader](Document("d", "d" * 64, text, "test", published="2021-03-04"))
    return {
        a.name: text[a.content[0].start : a.content[0].end]
        for a in reading.attributions
        if not a.cue and a.voice == "direct"
    }


@pytest.mark.parametrize("reader", ["rules", "trained"])
def test_whose_turn_it_is(reader):
    found = turns(TALK, reader)
    assert list(found) == ["Ansel Rohde", "Northern Post", "Edith Morrow", "Q"]
    assert found["Ansel Rohde"].startswith("The position")
    assert found["Ansel Rohde"].endswith("been lifted.")
    assert found["Q"] == "Was she freed?"
    assert found["Edith Morrow"] == "She died in prison last year."  # the last of hers: "A" is whoever answered before


def test_claims_in_a_turn_are_the_speakers():
    claims = read_text(TALK, published="2021-03-04", reader="rules")["claims"]
    said = {(c["kind"], c["type"]): [v["name"] for v in c["said_by"]] for c in claims}
    assert said["measure", "sanction"] == ["Ansel Rohde"]
    assert said["incident", "kidnapping"] == ["Edith Morrow"]
    assert said["incident", "armed_attack"] == ["Northern Post", "embassy"]


def test_a_speaker_is_evidence_in_the_text():
    for claim in read_text(TALK, published="2021-03-04", reader="rules")["claims"]:
        for voice in claim["said_by"]:
            start, end = voice["spans"][0]
            assert TALK[start:end].split()[-1] in ("Rohde", "Post", "Morrow", "embassy", "Q", "A")


@pytest.mark.parametrize(
    "text",
    [
        "Contact: Lena Orvath, press office.\n\nNote: The hearing was held in Marisk.",
        "The plan has two parts: first, the port; second, the road.\n\nLena Orvath said: it will take years.",
        "Lena Orvath: My years in exile\n\nA book about Karsland was presented in Marisk on Monday.",
        "",
    ],
)
def test_a_colon_makes_no_transcript(text):
    assert turns(text) == {}


def test_a_title_and_a_list_make_no_transcript():
    report = (
        "Panel of Experts on Karsland: midterm report\n\n1. Soldiers shot dead two farmers in Quellin in May.\n\n"
        "2. The Panel recommends that the Committee:\n(a) add Elias Rukundu to the sanctions list;"
    )
    assert turns(report) == {}
    assert turns(report, "trained") == {}
