"""Two names, one person or body? Invented names, one case a class of spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.names import same_name

ONE = [
    ("Person", "Colonel Murat Oglan", "Oglan, Murat"),
    ("Person", "Qasem Darwish", "Kassem Darwish"),
    ("Person", "Yusuf Arden", "Youssef Arden"),
    ("Person", "Володимир Кравець", "Volodymyr Kravets"),
    ("Person", "Ma Hsing-tung", "Ma Xingdong"),
    ("Person", "L. Orvath", "Lena Orvath"),
    ("Person", "Omar bin Salem", "Omar ibn Salim"),
    ("Person", "سمير درويش", "Samir Darwish"),
    ("Company", "Velmar Shipping S.A.R.L.", "Velmar Shipping Sarl"),
    ("Company", "OOO Severny Veter", "Severny Veter Limited Liability Company"),
    ("Organization", "Battalion Thirty-Two", "Battalion 32"),
    ("Organization", "Committee for State Protection", "The Committee of State Protection"),
]
TWO = [
    ("Person", "Pavel Rothman", "Pavel Rothe"),
    ("Person", "Ante Dragovic", "Andrej Dragovic"),
    ("Person", "Omar bin Salem", "Salem bin Omar"),
    ("Person", "Mirela Stoyanova", "Mirela Stoeva"),
    ("Person", "Orvath", "Lena Orvath"),
    ("Person", "김서준", "김서진"),
    ("Company", "Velmar Fund II L.P.", "Velmar Fund III L.P."),
    ("Company", "Ardan Railway Works", "Ardan Railroad Works"),
    ("Organization", "Section Four", "Section Five"),
]


@pytest.mark.parametrize(("schema", "left", "right"), ONE)
def test_one(schema, left, right):
    assert same_name(left, right, schema)


@pytest.mark.parametrize(("schema", "left", "right"), TWO)
def test_two(schema, left, right):
    assert not same_name(left, right, schema)


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(["Person", "Company", ""]))
def test_neither_order_matters_nor_what_stands_in_it(left: str, right: str, schema: str):
    assert same_name(left, right, schema) == same_name(right, left, schema)
