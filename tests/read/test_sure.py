"""An accusation is its accuser's, whichever reader reads."""

import pytest

from onrecord.pipeline import read_text


def doers(text, reader):
    """(who did it, as whose word, how sure) of each incident told."""
    claims = read_text(text, published="2021-03-04", reader=reader)["claims"]
    incidents = [c for c in claims if c["kind"] == "incident"]
    return {(f["name"], tuple(s["name"] for s in c["said_by"]), c["certainty"]) for c in incidents for f in c["roles"].get("perpetrators", [])}  # fmt: skip


@pytest.mark.parametrize("reader", ["rules", "trained"])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Emil Tor, whom prosecutors accuse of the murder of the editor, fled to Marisk.", ("Emil Tor", ("prosecutors",), "stated")),
        ("Emil Tor, whom a Marisk court last year accused of the murder of the editor, denied it.", ("Emil Tor", ("Marisk court",), "stated")),
        ("Emil Tor was accused by the Free Council of killing the editor.", ("Emil Tor", ("Free Council",), "stated")),
        ("Emil Tor, accused by the ministry of killing the editor, fled to Marisk.", ("Emil Tor", ("ministry",), "stated")),
        ("Emil Tor was named by police as the killer of the editor.", ("Emil Tor", ("police",), "stated")),
        ("The Free Council claimed responsibility for the bombing of the hall.", ("Free Council", ("Free Council",), "stated")),
        ("Emil Tor is accused of killing the editor.", ("Emil Tor", (), "possible")),
        ("Emil Tor was blamed for the murder of the editor.", ("Emil Tor", (), "possible")),
    ],
)  # fmt: skip
def test_who_lays_a_deed_to_somebody_says_so(text, told, reader):
    assert doers(text, reader) == {told}


@pytest.mark.parametrize("reader", ["rules", "trained"])
def test_who_is_jailed_for_a_murder_was_not_murdered(reader):
    text = "Emil Tor was jailed for life for the murder of the editor. Velmora has demanded the extradition of Jonas Wirt over the killing of Ada Renn."
    claims = read_text(text, published="2021-03-04", reader=reader)["claims"]
    incidents = [c for c in claims if c["kind"] == "incident"]
    assert [[f["name"] for f in c["roles"]["victims"]] for c in incidents] == [["editor"], ["Ada Renn"]]
    assert {c["mode"] for c in incidents} == {"actual"}


@pytest.mark.parametrize("reader", ["rules", "trained"])
@pytest.mark.parametrize(
    "text",
    [
        "Emil Tor is wanted for the murder of the editor.",
        "Emil Tor, wanted by Velmora for the murder of the editor, lives in Marisk.",
        "Emil Tor faces charges over the murder of the editor.",
        "Emil Tor, on trial for the murder of the editor, wept.",
        "The trial of Emil Tor for the murder of the editor began on Monday.",
        "Emil Tor was implicated in the murder of the editor.",
        "Emil Tor was extradited to Velmora to face trial for the murder of the editor.",
        "The charges against Emil Tor over the murder of the editor were dropped.",
        "Emil Tor's conviction for the murder of the editor was quashed.",
        "Emil Tor, a suspect in the murder of the editor, has fled.",
        "Emil Tor was not behind the murder of the editor.",
        "Emil Tor, who replaced the murdered editor, resigned.",
        "The Free Council mourned the killing of its leader.",
    ],
)
def test_nobody_is_told_to_have_done_what_is_only_held_against_him(text, reader):
    assert doers(text, reader) == set()
