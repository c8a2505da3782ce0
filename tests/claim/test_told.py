"""Rules and the trained reader together: what the reader's parts may say of those the rules have read already."""

from dataclasses import replace

from onrecord import read
from onrecord.claim.context import Context
from onrecord.claim.incident import incidents
from onrecord.model import Deed, Document, Span

TEXT = "Two officials, Tomas Varga and Edda Lindqvar, passed drawings of the port to a foreign agent in Marisk."


def told(*parts: tuple[str, str], text: str = TEXT) -> dict[str, list[str]]:
    """Roles of the incident, the reader having found these parts (role, words)."""
    reading = read.READERS["rules"](Document("d", "d" * 64, text, "test"))
    spans = [(role, Span(text.index(words), text.index(words) + len(words))) for role, words in parts]
    deeds = [Deed(role, "person", (span,), 0.9, 0, "armed_attack") for role, span in spans]
    (claim,) = incidents(Context(replace(reading, deeds=deeds)))
    return {role: [f.name for f in own] for role, own in claim.roles.items() if own}


def test_who_is_named_beside_the_perpetrators_is_no_victim():
    assert told(("victims", "Tomas Varga")) == {"perpetrators": ["Tomas Varga", "Edda Lindqvar"]}


def test_somebody_else_may_be():
    assert told(("victims", "foreign agent"))["victims"] == ["foreign agent"]


def test_who_speaks_of_it_is_no_victim():
    text = "Nine people were injured in Marisk by an explosion that Mayor Orla Vantz described as “an act of terror”."
    assert told(("victims", "Orla Vantz"), text=text)["victims"] == ["Nine people"]


def test_arms_that_are_found_were_not_used():
    text = "Gunmen killed two guards in a hotel in Marisk, where police found explosives."
    assert "weapons" not in told(("weapons", "explosives"), text=text)
    assert told(("weapons", "explosives"), text=text.replace("where police found", "and left"))["weapons"] == ["explosives"]  # fmt: skip
