from onrecord.claim import extract_claims
from onrecord.model import Document
from onrecord.read import READERS


def times(text: str, published: str | None = "2021-03-04") -> list[str | None]:
    claims = extract_claims(READERS["rules"](Document("d", "d" * 64, text, "test", published=published)))
    return [c.time.edtf if c.time else None for c in claims if c.kind in ("incident", "count")]


def test_since_a_year_is_up_to_the_document():
    assert times("Eleven trade unionists have been killed since 2015.") == ["2015/2021-03-04"]
    assert times("There have been ten attacks since 2015.")[0] == "2015/2021-03-04"


def test_a_plain_year_is_that_year():
    assert times("Eleven trade unionists were killed in 2015.") == ["2015"]


def test_what_happened_in_that_year_is_of_that_year():
    text = "It was the first death of a general since 2017, when a lieutenant general was killed in Marisk."
    assert "2017" in times(text)
    assert "2017/2021-03-04" not in times(text)


def test_without_a_document_s_day_no_day_is_made_up():
    assert times("Eleven trade unionists have been killed since 2015.", published=None) == ["2015/.."]


def test_a_stretch_of_two_times_is_whole():
    assert times("Between March and September 2019 two men watched the home of Lena Maas.") == ["2019-03/2019-09"]
    assert times("From 2 May 2019 until 3 June 2019 two men watched the home of Lena Maas.") == [
        "2019-05-02/2019-06-03"
    ]


def test_a_numbered_paragraph_goes_on_from_no_place_told_before():
    before = "The defendant met a colonel in a restaurant in Lyon."
    shots = "On 3 October 2019 an unknown person fired four shots at Lena Maas."
    assert _places(f"{before} {shots}") == ["Lyon"]
    assert _places(f"3. {before}\n\n4. {shots}") == [None]


def _places(text: str) -> list[str | None]:
    claims = extract_claims(READERS["rules"](Document("d", "d" * 64, text, "test", published="2021-03-04")))
    return [c.place.name if c.place else None for c in claims if c.kind == "incident"]


def test_where_the_correspondent_is_nothing_happened():
    assert _places("By our correspondent in Lyon\n\nA bomb wounded two guards on Monday.") == [None]
