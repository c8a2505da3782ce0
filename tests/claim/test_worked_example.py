"""The design's worked example, row by row."""

import pytest

from onrecord.claim import extract_claims
from onrecord.model import Document
from onrecord.read import READERS

TEXT = (
    "At a press conference in Brussels on 4 March 2021, Lena Orvath, deputy head of the exiled Free Karsland Council, said the "
    "Karsland Security Directorate (KSD) was behind about six plots in Europe last year. All operations are approved by Chairman "
    "Ivo Destan, she explained. Plots are signed off by the State Defence Board, chaired by Prime Minister Pavel Roth. While the "
    "army's Bureau Nine takes the lead in Africa, the KSD is in charge of Europe. In June, Belgian police foiled a plot to bomb "
    "the council's rally in Ghent and two men were arrested. The consul, who had been living in Vienna, was stripped of his "
    "immunity and is in German custody. Karsland's embassy in Brussels denied any involvement. Orvath said the KSD should be "
    "designated as a terrorist organisation and that Karsland's consulates in Europe should be closed."
)


@pytest.fixture(scope="module", params=READERS)
def claims(request):
    """The example's claims, from every reader."""
    return extract_claims(READERS[request.param](Document("d", "d" * 64, TEXT, "test", published="2021-03-04")))


def names(claim, role):
    return [f.name for f in claim.roles.get(role, ())]


def one(claims, kind, subtype, **roles):
    found = [
        c
        for c in claims
        if c.kind == kind and c.type == subtype and all(value in names(c, role) for role, value in roles.items())
    ]
    assert len(found) == 1, [(c.kind, c.type, {r: names(c, r) for r in c.roles}) for c in claims if c.kind == kind]
    return found[0]


def speakers(claim):
    return [v.name for v in claim.said_by]


def test_the_speakers_own_post_is_told_by_the_outlet(claims):
    claim = one(
        claims,
        "tie",
        "holds_post",
        subject="Lena Orvath",
        post="deputy head",
        object="Free Karsland Council",
    )
    assert speakers(claim) == []


def test_count_with_its_bound_year_and_speaker(claims):
    claim = one(claims, "count", "count", what="plots")
    assert (claim.number.value, claim.number.bound, claim.time.edtf) == (6, "about", "2020")
    assert claim.place.name == "Europe"
    assert speakers(claim) == ["Lena Orvath"]


@pytest.mark.parametrize(
    ("subtype", "roles"),
    [
        ("holds_post", {"subject": "Ivo Destan", "post": "Chairman"}),
        ("approves", {"subject": "Ivo Destan", "object": "operations"}),
        ("approves", {"subject": "State Defence Board"}),
        ("heads", {"subject": "Pavel Roth", "object": "State Defence Board"}),
        ("holds_post", {"subject": "Pavel Roth", "post": "Prime Minister"}),
        ("part_of", {"subject": "Bureau Nine", "object": "army"}),
        ("responsible_for", {"subject": "Bureau Nine", "object": "Africa"}),
        ("responsible_for", {"subject": "Karsland Security Directorate", "object": "Europe"}),
        ("resides_in", {"subject": "consul", "object": "Vienna"}),
    ],
)
def test_ties_are_said_by_orvath(claims, subtype, roles):
    assert speakers(one(claims, "tie", subtype, **roles)) == ["Lena Orvath"]


def test_the_foiled_plot(claims):
    claim = one(claims, "incident", "bombing")
    assert claim.stage == "foiled"
    assert [TEXT[s.start : s.end] for f in claim.roles["targets"] for s in f.spans[:1]] == ["council's rally"]
    assert (claim.place.country, round(claim.place.lat)) == ("BE", 51)
    assert claim.time.edtf == "2020-06"
    assert names(claim, "foiled_by") == ["Belgian police"]
    assert claim.outcome["arrested"].value == 2
    assert names(claim, "perpetrators") == []


def test_the_consul(claims):
    assert names(one(claims, "proceeding", "immunity_lifted"), "person") == ["consul"]
    custody = one(claims, "proceeding", "detained")
    assert names(custody, "person") == ["consul"]
    assert names(custody, "authority") == ["Germany"]


def test_the_embassys_denial(claims):
    claim = one(claims, "statement", "denial")
    assert claim.polarity == "denied"
    assert [(TEXT[v.spans[0].start : v.spans[0].end], v.stance) for v in claim.said_by] == [
        ("Karsland's embassy in Brussels", "denies")
    ]


def test_what_is_called_for_is_not_done(claims):
    designate = one(
        claims,
        "measure",
        "designate_as_terrorist_organisation",
        object="Karsland Security Directorate",
    )
    close = one(claims, "measure", "close_embassy")
    for claim in (designate, close):
        assert (claim.status, claim.mode) == ("called_for", "called_for")
        assert speakers(claim) == ["Lena Orvath"]


def test_every_span_is_in_the_text(claims):
    for claim in claims:
        for spans in (
            claim.evidence,
            *(f.spans for fs in claim.roles.values() for f in fs),
            *(v.spans for v in claim.said_by),
        ):
            assert all(0 <= s.start < s.end <= len(TEXT) for s in spans)
