"""Which claims say one thing."""

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Told
from onrecord.resolve import group


def told(identity: str, kind: str, type_: str, roles: dict[str, str] | None = None, **fields: Any) -> Told:
    named = {role: frozenset([who]) for role, who in (roles or {}).items() if who[:1].isupper()}
    said = {role: frozenset([who]) for role, who in (roles or {}).items() if not who[:1].isupper()}
    return Told(identity, identity[0], kind, type_, fields.pop("words", identity), named=named, said=said, **fields)  # type: ignore[arg-type]


def one(*claims: Told) -> bool:
    return len(set(group(claims).values())) == 1


def incident(identity: str, day: str | None = None, place: str = "Marisk", **roles: str) -> Told:
    ends = day and day[:8] + f"{int(day[8:]) + 1:02}"
    return told(
        identity,
        "incident",
        "armed_attack",
        roles,
        stage="carried_out",
        begins=day,
        ends=ends,
        place=place,
        country="XA",
    )


def test_a_post_is_one_however_many_tell_it():
    assert one(
        told("a1", "tie", "holds_post", {"subject": "Brusk", "post": "head", "object": "KSD"}),
        told("b1", "tie", "holds_post", {"subject": "Brusk", "post": "head", "object": "KSD"}),
    )


def test_the_deputy_head_is_not_the_head():
    assert not one(
        told("a1", "tie", "holds_post", {"subject": "Brusk", "post": "head"}),
        told("b1", "tie", "holds_post", {"subject": "Brusk", "post": "deputy head"}),
    )


def test_a_denial_is_of_the_same_finding():
    said = told("a1", "tie", "directs", {"subject": "Destan", "object": "KSD"})
    assert one(said, told("b1", "tie", "directs", {"subject": "Destan", "object": "KSD"}, denied=True))


def test_called_for_is_not_adopted():
    roles = {"actor": "Velmora", "object": "KSD"}
    assert not one(
        told("a1", "measure", "sanction", roles, status="called_for"),
        told("b1", "measure", "sanction", roles, status="adopted"),
    )


def test_two_arrests_of_one_man_in_two_years_are_two():
    assert not one(
        told("a1", "proceeding", "arrested", {"person": "Tass"}, begins="2019-01-01"),
        told("b1", "proceeding", "arrested", {"person": "Tass"}, begins="2021-06-02"),
    )


def test_two_men_arrested_here_and_two_there_are_not_one_finding():
    assert not one(
        told("a1", "proceeding", "arrested", {"person": "men"}), told("b1", "proceeding", "arrested", {"person": "men"})
    )


def test_the_same_words_in_two_documents_are_one():
    assert one(
        told("a1", "proceeding", "arrested", {"person": "men"}, words="w"),
        told("b1", "proceeding", "arrested", {"person": "men"}, words="w"),
    )


def test_one_killing_told_by_two_is_one_and_a_vague_mention_finds_it():
    assert one(
        incident("a1", "2021-03-02", victims="Varn", perpetrators="gunmen"),
        incident("b1", "2021-03-02", victims="Varn"),
        incident("c1", None, victims="Varn"),
    )


def test_two_attacks_in_one_town_in_one_week_stay_two():
    assert not one(incident("a1", "2021-03-02", targets="Embassy"), incident("b1", "2021-03-05", targets="Embassy"))


def test_a_foiled_plot_and_an_attack_on_the_same_stay_two():
    plot = told("a1", "incident", "armed_attack", {"victims": "Varn"}, stage="foiled", place="Marisk")
    assert not one(plot, incident("b1", None, victims="Varn"))


def test_an_undated_incident_joins_only_one_of_two():
    first, second = incident("a1", "2021-03-02", victims="Varn"), incident("b1", "2021-05-02", victims="Varn")
    found = group([first, second, incident("c1", None, victims="Varn")])
    assert found["a1"] != found["b1"]


DAYS = st.sampled_from([None, "2021-03-02", "2021-03-03", "2021-03-07"])
WHO = st.sampled_from(["Varn", "Solen", "guards"])


@given(
    st.lists(st.tuples(DAYS, st.sampled_from(["Marisk", "Dole", ""]), WHO), max_size=8),
    st.randoms(use_true_random=False),
)
def test_the_order_of_documents_does_not_matter(rows: list[tuple[str | None, str, str]], rng: random.Random):
    claims = [incident(f"{'abcdefgh'[i]}1", day, place, victims=who) for i, (day, place, who) in enumerate(rows)]
    assert group(claims) == group(rng.sample(claims, len(claims)))
