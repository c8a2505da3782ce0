"""Mended trees are trees: from every word its heads lead to a root."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Document
from onrecord.read import grounds
from onrecord.read.trees import move


def depth(token, tokens):
    steps = 0
    while token.head is not token and steps <= len(tokens):
        token, steps = token.head, steps + 1
    return steps


@settings(deadline=None, max_examples=50)  # a sentence is parsed anew each time
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_no_move_makes_a_circle(moves):
    tokens = grounds(Document("d", "d" * 64, "Two men on a motorcycle shot dead the judge.", "test")).tokens
    for a, b in moves:
        move(tokens[a % len(tokens)], tokens[b % len(tokens)], "dep")
    assert all(depth(t, tokens) <= len(tokens) for t in tokens)
