"""Items of a list are parsed one by one, and stay in the sentence that brings them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Document
from onrecord.read import grounds
from onrecord.read.syntax import items

CASES = "She listed three cases: the murder of a clerk, shot in May; the abduction of a judge; and a plot. They were denied. Nobody was held."


def read(text):
    return grounds(Document("d", "d" * 64, text, "test"))


def test_a_list_is_one_sentence_of_several_trees_hung_on_its_verb():
    found = read(CASES)
    assert [CASES[s.start : s.end] for s in found.sentences][1:] == ["They were denied.", "Nobody was held."]
    assert {t.sentence for t in found.tokens} == {0, 1, 2}
    assert [t.text for t in found.tokens if t.dep == "item"] == ["murder", "abduction", "plot"]
    assert {t.head.text for t in found.tokens if t.dep == "item"} == {"listed"}
    assert all(t.i == i for i, t in enumerate(found.tokens))
    verb = next(t for t in found.tokens if t.text == "listed")
    assert (verb.left, verb.right) == (0, next(t.i for t in found.tokens if t.text == "."))


@pytest.mark.parametrize(
    "text",
    [
        "Three were held: Kai Brandt, 45; Nils Holm, 19; and Doreen Paschke, 31.",  # whom, and no more
        'He said: "We saw it; we wrote it down; we were afraid."',
        "The court sat at 10:30; the jury came; nobody spoke.",
        "It has two parts: a guard; and a unit. A third; a fourth.",
    ],
)
def test_what_is_no_list(text):
    assert [piece for _, piece in items(text)] == [text]


@given(st.text(alphabet='ab.;: \n"A', max_size=80))
def test_items_lie_where_they_lie_in_the_text(text):
    assert all(text.startswith(piece, start) for start, piece in items(text))
    assert "".join(piece for _, piece in items(text)) == text


@settings(deadline=None, max_examples=40)  # each text is parsed
@given(
    st.lists(
        st.sampled_from(["a clerk, who fled", "shot", "the army", ". Then it ended", "", "Y. Z"]),
        min_size=1,
        max_size=6,
    )
)
def test_every_sentence_is_one_tree_of_its_own_words(parts):
    found = read("He named them: " + "; ".join(parts))
    for sentence in found.sentences:
        words = found.tokens[sentence.first : sentence.last]
        assert all(sentence.first <= t.head.i < sentence.last for t in words)
        assert [t.sentence for t in words] == [words[0].sentence] * len(words)
