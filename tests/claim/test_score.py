"""Scores say how likely a claim is read right."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord.claim.score import LEAST, MOST, scored
from onrecord.model import Claim, Filler, Span


def told(*names: str, **fields: object) -> Claim:
    victims = tuple(Filler(name, (Span(0, 5),), "person") for name in names)
    return Claim("c", "d", "incident", "armed_attack", (Span(0, 200),), {"victims": victims}, **fields)  # type: ignore[arg-type]


def test_each_further_name_is_one_more_thing_that_may_be_wrong():
    one, four = told("Ada Renn"), told("Ada Renn", "a guard", "two clerks", "a driver")
    assert scored(four).score < scored(one).score


def test_a_hedged_claim_is_read_right_less_often():
    assert scored(told("Ada Renn", certainty="possible")).score < scored(told("Ada Renn")).score


@given(st.integers(0, 60), st.integers(1, 100_000))
def test_nothing_is_certain(names: int, length: int):
    claim = replace(told(*map(str, range(names))), evidence=(Span(0, length),))
    assert LEAST <= scored(claim).score <= MOST
