"""What a record leaves open."""

from onrecord.model import Question, Support, Told
from onrecord.weigh import questions


def step(identity: str, type_: str, person: str = "tass", published: str = "2021-01-01") -> Told:
    return Told(
        identity, "d", "proceeding", type_, identity, published=published, named={"person": frozenset([person])}
    )


TWO_ORIGINS = Support(2, 2, 2, 0)


def asked(*claims: Told, support: Support = TWO_ORIGINS) -> list[Question]:
    return questions(claims, {c.id: c.id for c in claims}, {c.id: support for c in claims})


def test_an_arrest_without_a_charge_is_open():
    assert [(q.about, q.ask) for q in asked(step("a", "arrested"))] == [
        ("tass", "arrested or detained; charged, released?")
    ]


def test_a_charge_answers_the_arrest_and_asks_for_the_verdict():
    assert [q.ask for q in asked(step("a", "arrested"), step("b", "charged"))] == [
        "charged or tried; with what verdict?"
    ]


def test_a_release_or_verdict_closes_it():
    assert asked(step("a", "arrested"), step("b", "released")) == []
    assert asked(step("a", "arrested"), step("b", "charged"), step("c", "acquitted")) == []


def test_another_mans_verdict_closes_nothing():
    assert [q.about for q in asked(step("a", "charged"), step("b", "convicted", "varga"))] == ["tass"]


def test_one_origin_and_denials_are_asked_about():
    killing = Told("k", "d", "incident", "armed_attack", "k", figures={"killed": (1.0, "exact")})
    assert [q.ask for q in asked(killing, support=Support(1, 3, 3, 0))] == ["one origin; who else knows of it?"]
    assert [q.ask for q in asked(killing, support=Support(0, 0, 0, 1))] == ["denied; who said it first?"]
    assert "denied by others" in asked(killing, support=Support(2, 2, 2, 1))[0].ask
    assert asked(killing) == []


def test_an_incident_without_outcome_is_asked_about():
    attack = Told("k", "d", "incident", "armed_attack", "k")
    assert [q.ask for q in asked(attack)] == ["what came of it: killed, injured, arrested?"]


def test_a_speaker_of_two_documents_without_a_post_is_asked_about():
    told = [Told(d, d, "statement", "", d, speaker="e1", speaker_name="Lena Orvath") for d in "ab"]
    assert [(q.about, q.ask) for q in asked(*told)] == [("e1", "no post is told; who is this?")]
    post = Told("c", "c", "tie", "holds_post", "c", named={"subject": frozenset(["e1"])})
    assert asked(*told, post) == []
