"""Whom a notice names in numbered paragraphs is under the measure it opens with."""

import pytest

OPENING = "The minister imposed sanctions on two individuals and one entity on 2 March 2021."
ENTRIES = [
    "Colonel Dario Mansk, commander of the Border Guard.",
    "Ilya Torben, deputy head of the State Security Committee since 2018.",
    "Velmtech, a company that sold cameras to the Border Guard.",
]
CLOSING = "Karel Mott, the ambassador, thanked the minister."


def sanctioned(claims):
    return {f.name for c in claims if (c.type, c.status) == ("sanction", "adopted") for f in c.roles["object"]}


@pytest.mark.parametrize("mark", ["{}. ", "{}) ", "({}) ", "- ", "• "])
def test_every_entry_is_an_object(read, mark):
    entries = [mark.format(n) + e for n, e in enumerate(ENTRIES, 1)]
    reading, claims = read("\n\n".join([OPENING, *entries, CLOSING]))
    assert sanctioned(claims) == {"two individuals", "one entity", "Dario Mansk", "Ilya Torben", "Velmtech"}
    (torben,) = (c for c in claims if c.kind == "measure" and c.roles["object"][0].name == "Ilya Torben")
    assert torben.roles["actor"][0].name == "minister"
    assert torben.time is not None
    assert torben.time.edtf == "2021-03-02"
    text = reading.document.text
    assert [text[e.start : e.end] for e in torben.evidence] == [OPENING, ENTRIES[1]]


def test_a_list_behind_a_named_object_is_of_something_else(read):
    opening = "The minister imposed sanctions on Rustam Gale."
    _, claims = read("\n\n".join([opening, *(f"{n}. {e}" for n, e in enumerate(ENTRIES, 1))]))
    assert sanctioned(claims) == {"Rustam Gale"}


def test_paragraphs_without_a_mark_name_nobody(read):
    _, claims = read("\n\n".join([OPENING, *ENTRIES]))
    assert sanctioned(claims) == {"two individuals", "one entity"}


def test_a_list_ends_where_a_paragraph_has_no_mark(read):
    _, claims = read("\n\n".join([OPENING, "1. " + ENTRIES[0], CLOSING, "2. " + ENTRIES[1]]))
    assert sanctioned(claims) == {"two individuals", "one entity", "Dario Mansk"}
