"""Quotations that several documents repeat."""

from onrecord.weigh import quotations, repeated

LONG = "We have prevented an attack that could have killed dozens of people, and we know who ordered it"
SHORT = "an attack that could have killed dozens of people"


def found(*texts):
    every = [(str(n), t[q.start : q.end], q.runs) for n, t in enumerate(texts) for q in quotations(t)]
    return [[every[i][:2] for i in own] for own in repeated(every)]


def test_a_quotation_cut_short_at_both_ends_is_the_same():
    ((first, second),) = found(f"“{LONG},” she said.", f'The minister spoke of "{SHORT}".')
    assert (first, second) == (("0", LONG + ","), ("1", SHORT))


def test_other_words_and_phrases_anybody_uses_are_not():
    assert found(f"“{LONG},” she said.", "“We have prevented an attack on the port, nobody was hurt there.”") == []
    assert found("He called it “a clear act of war”.", "She called it “a clear act of war”.") == []


def test_one_document_that_repeats_itself_is_no_reuse():
    assert found(f"“{LONG},” she said. “{LONG},” she said again.") == []
