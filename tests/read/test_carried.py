"""Who says the items of a list, and where a list ends."""

import pytest

from onrecord.pipeline import read_text

LIST = (
    "Helga Marwick, the secretary of the Free Council, spoke to reporters in Quellin on Monday. Among the incidents she listed:\n\n"
    "- In June 2018, gunmen shot dead the poet Leila Dost in Hollen. Two men fled.\n\n"
    "- In March 2019, a bomb wounded a guard in Marisk.\n\n"
    "Soldiers killed a farmer in Quellin in May."
)


def said_by(text, reader):
    claims = read_text(text, published="2021-03-04", reader=reader)["claims"]
    return {f["name"]: [s["name"] for s in c["said_by"]] for c in claims for f in c["roles"].get("victims", [])}


@pytest.mark.parametrize("reader", ["rules", "trained"])
def test_who_lists_incidents_says_each_of_them(reader):
    found = said_by(LIST, reader)
    assert found["Leila Dost"] == ["Helga Marwick"]
    assert found["guard"] == ["Helga Marwick"]
    assert found["farmer"] == []  # the list is over


def test_what_a_committee_is_asked_is_asked_of_each_item():
    text = (
        "The Panel recommends that the Committee:\n"
        "(a) add Elias Rukundu to the sanctions list;\n"
        "(b) call upon the Government of Karsland to prosecute those responsible."
    )
    claims = read_text(text, published="2021-03-04", reader="trained")["claims"]
    measures = {c["type"]: (c["status"], [s["name"] for s in c["said_by"]]) for c in claims if c["kind"] == "measure"}
    assert measures == {"sanction": ("called_for", ["Panel"]), "prosecute": ("called_for", ["Panel"])}
    assert not [c for c in claims if c["kind"] == "proceeding"]


@pytest.mark.parametrize("reader", ["rules", "trained"])
def test_what_somebody_calls_for_item_by_item_is_not_done(reader):
    text = (
        "The Free Council calls for:\n• the release of Mira Tor;\n• sanctions on the Border Guard.\n\n"
        "Ada Renn was released from prison in May."
    )
    claims = read_text(text, published="2021-03-04", reader=reader)["claims"]
    told = {
        (c["type"], c["mode"], c["status"], *(s["name"] for s in c["said_by"]))
        for c in claims
        if c["kind"] in ("measure", "proceeding")
    }
    assert told == {
        ("released", "called_for", None, "Free Council"),
        ("sanction", "called_for", "called_for", "Free Council"),
        ("released", "actual", None),
    }


@pytest.mark.parametrize("reader", ["rules", "trained"])
def test_what_we_demand_item_by_item_is_called_for(reader):
    text = "The Committee is worried.\n\nWe demand:\n- an end to all trials;\n- the release of Mina Faal;\n"
    (released,) = [c for c in read_text(text, reader=reader)["claims"] if c["type"] == "released"]
    assert (released["mode"], [s["stance"] for s in released["said_by"]]) == ("called_for", ["asks_for"])
