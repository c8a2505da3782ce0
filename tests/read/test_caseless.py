"""Capitals that say nothing: headlines that give every word one."""

import pytest

from onrecord.read.caseless import restore_case


@pytest.mark.parametrize(
    ("headline", "body", "plain"),
    [
        ("Court Convicts Friend of Bombing Suspect", "A court convicted a friend of a suspect in the bombing.", "Court convicts friend of bombing suspect"),
        ("Free Council Denies Role in Blast", "The Free Council denied any role in the blast. The council met.", "Free Council denies role in blast"),
        ("Council Denies Role in Blast", "It said the council denied any role in the blast.", "Council denies role in blast"),
    ],
)  # fmt: skip
def test_a_headlines_words_are_written_as_below_it(headline, body, plain):
    text = f"{headline}\n\n{body}"
    assert restore_case(text) == f"{plain}\n\n{body}"


@pytest.mark.parametrize(
    "headline", ["Court convicts friend of bombing suspect in Marisk", "Emil Tor, Jonas Wirt", "The Free Council of Marisk said"]
)  # fmt: skip
def test_other_first_lines_stay(headline):
    assert restore_case(f"{headline}\n\nNothing else is told.") == f"{headline}\n\nNothing else is told."
