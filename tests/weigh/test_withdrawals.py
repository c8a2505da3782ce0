"""Reports that their publisher took back."""

from onrecord.model import Support, Told
from onrecord.weigh import grade, support


def report(identity: str, source: str, **fields: object) -> Told:
    document = str(fields.pop("document", identity))
    named = {"targets": frozenset(["consulate"])}
    return Told(identity, document, "incident", "bombing", identity, source=source, named=named, **fields)  # type: ignore[arg-type]


FIRST = report("a", "News", published="2021-08-04", outlet="News")
BACK = report("b", "News", published="2021-08-05", mends="withdraws", denied=True, speaker="police")


def test_a_report_taken_back_counts_for_nothing_and_its_denial_stays():
    assert support([FIRST, BACK]) == Support(0, 0, 0, 1)
    assert grade([FIRST, BACK], support([FIRST, BACK]), {}) == "F6"


def test_who_told_it_independently_still_counts():
    other = report("c", "Herald", published="2021-08-04", outlet="Herald")
    assert support([FIRST, other, BACK]) == Support(1, 1, 1, 1)


def test_a_copy_of_the_withdrawn_text_falls_with_it():
    copy = report("c", "Herald", published="2021-08-05", outlet="News", text="a")
    assert support([FIRST, copy, BACK]).origins == 0


def test_what_another_publisher_or_a_later_report_tells_is_not_taken_back():
    later = report("c", "News", published="2021-08-09", outlet="News")
    foreign = report("d", "Herald", published="2021-08-05", mends="withdraws")
    assert support([FIRST, later, foreign]).origins == 2
