"""Word pieces lie where their words lie, whatever the text; windows cover everything."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.pieces import LOWER, NO_CASE, OTHER, TITLE, UPPER, WINDOW, cut, windows


@given(st.text(max_size=300))
def test_pieces_are_in_order_and_inside_the_text(text):
    pieces = cut(text, caseless=False)
    assert len(pieces.ids) == len(pieces.starts) == len(pieces.ends) == len(pieces.shapes)
    assert all(0 <= s < e <= len(text) for s, e in zip(pieces.starts, pieces.ends, strict=True))
    assert (np.diff(pieces.starts) >= 0).all()
    assert pieces.first.sum() == pieces.last.sum()


def test_shapes_tell_how_words_are_written():
    pieces = cut("Police arrested KSD men in 2021.", caseless=False)
    shapes = {str(i): s for i, s in enumerate(pieces.shapes[pieces.first])}
    assert list(shapes.values()) == [TITLE, LOWER, UPPER, LOWER, LOWER, OTHER, OTHER]
    assert set(cut("Police arrested", caseless=True).shapes) == {NO_CASE}


@pytest.mark.parametrize("length", [0, 1, WINDOW, WINDOW + 1, 900, 2000])
def test_windows_are_as_few_and_as_even_as_cover_every_piece(length):
    found = windows(length, 126)
    assert {i for low, high in found for i in range(low, high)} == set(range(length))
    assert len({high - low for low, high in found}) == 1, "none is full while another has room"
    assert all(high - low <= WINDOW for low, high in found)
    assert all(before[1] - after[0] >= 126 for before, after in zip(found, found[1:], strict=False))
    assert len(found) == max(1, -(-(length - 126) // (WINDOW - 126)))
