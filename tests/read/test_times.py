import datetime as dt

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Sentence
from onrecord.read import times

PUBLISHED = "2021-03-04"  # a Thursday


def found(text, published=PUBLISHED):
    return [
        (text[t.start : t.end], t.begins, t.ends)
        for t in times.find_times(text, [Sentence(0, len(text), 0, 0, 0)], published)
    ]


@pytest.mark.parametrize(
    ("text", "words", "begins", "ends"),
    [
        ("He was held on 4 March 2021.", "4 March 2021", "2021-03-04", "2021-03-05"),
        ("It came on March 4, 2021.", "March 4, 2021", "2021-03-04", "2021-03-05"),
        ("Two plots were foiled last year.", "last year", "2020-01-01", "2021-01-01"),
        ("In June, police foiled a plot.", "June", "2020-06-01", "2020-07-01"),
        ("In February he was charged.", "February", "2021-02-01", "2021-03-01"),
        ("Between March and September 2019 he was held.", "March", "2019-03-01", "2019-04-01"),
        ("One year ago today, soldiers killed a man.", "One year ago today", "2020-03-04", "2020-03-05"),
        ("Two weeks ago today he was held.", "Two weeks ago today", "2021-02-18", "2021-02-19"),
        ("From November to May 2019 he was held.", "November", "2018-11-01", "2018-12-01"),
        ("On 3 October 2019, at about 7 p.m., shots were fired.", "7 p.m.", "2019-10-03", "2019-10-04"),
        ("He was arrested on Wednesday.", "Wednesday", "2021-03-03", "2021-03-04"),
        ("The trial will open on Wednesday.", "Wednesday", "2021-03-10", "2021-03-11"),
        ("They were seen between 3 and 21 November.", "between 3 and 21 November", "2020-11-03", "2020-11-22"),
        ("Two sheds burnt on 12 and 26 August.", "12 and 26 August", "2020-08-12", "2020-08-27"),
        ("It was quiet on 3 and 4 May 2019.", "3 and 4 May 2019", "2019-05-03", "2019-05-05"),
        ("Yesterday he left.", "Yesterday", "2021-03-03", "2021-03-04"),
        ("It began three years ago.", "three years ago", "2018-01-01", "2019-01-01"),
        ("He led it in the 1980s.", "the 1980s", "1980-01-01", "1990-01-01"),
        ("He led it from 2015 to 2019.", "from 2015 to 2019", "2015-01-01", "2020-01-01"),
        ("It happened on 2020-11-05.", "2020-11-05", "2020-11-05", "2020-11-06"),
    ],
)
def test_expressions_and_their_days(text, words, begins, ends):
    assert (words, begins, ends) in found(text)


def test_the_following_day_follows_the_day_told_before():
    text = "He was arrested on 5 May 2020. The following day he was charged."
    spans = [Sentence(0, 30, 0, 0, 0), Sentence(31, len(text), 0, 0, 0)]
    assert times.find_times(text, spans, PUBLISHED)[-1].begins == "2020-05-06"


def test_a_month_of_that_year_is_of_the_year_told_before():
    text = "He was arrested on 5 May 2019. In April of that year he had fled."
    spans = [Sentence(0, 30, 0, 0, 0), Sentence(31, len(text), 0, 0, 0)]
    assert times.find_times(text, spans, PUBLISHED)[-1].edtf == "2019-04"


def test_that_august_is_of_the_year_told_before():
    told = found("Two were seized in May 2014 and a third that August.")
    assert told[-1] == ("that August", "2014-08-01", "2014-09-01")
    assert all(words != "that March" for words, _, _ in found("She said that March was cold."))


def test_two_days_apart_are_a_set():
    (time,) = times.find_times("On 12 and 26 August 2020.", [Sentence(0, 25, 0, 0, 0)], PUBLISHED)
    assert str(parse_edtf(time.edtf)) == "{2020-08-12, 2020-08-26}"


@pytest.mark.parametrize(
    "text", ["Three brothers, Ivo, Jan and Petr Holub, were held.", "Prosecutor Jan Sikora spoke."]
)
def test_a_given_name_is_no_month(text):
    assert found(text) == []


@pytest.mark.parametrize("text", ["last year", "on Wednesday", "in June", "yesterday", "three years ago"])
def test_without_a_date_nothing_relative_is_placed(text):
    assert all(begins is None for _, begins, _ in found(f"He was held {text}.", published=None))


def test_a_year_alone_needs_no_date():
    assert found("He was held in 2016.", published=None) == [("2016", "2016-01-01", "2017-01-01")]


@pytest.mark.parametrize(
    "text", ["He may go.", "They march on.", "Prices fall.", "She is 45 years old.", "It cost $2000 million."]
)
def test_words_that_only_look_like_times(text):
    assert found(text) == []


@given(st.dates(dt.date(1900, 1, 1), dt.date(2090, 12, 31)), st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)))
def test_a_full_date_means_itself_whenever_published(day, published):
    text = f"He died on {day.day} {day:%B} {day.year}."
    assert found(text, published.isoformat())[0][1:] == (day.isoformat(), (day + dt.timedelta(1)).isoformat())


@given(
    st.sampled_from(["day", "week", "month", "quarter", "year", "decade"]),
    st.dates(dt.date(1800, 1, 1), dt.date(2200, 1, 1)),
    st.integers(-40, 40),
)
def test_units_shift_without_gaps(unit, around, shift):
    here, after = times.unit_around(around, unit, shift), times.unit_around(around, unit, shift + 1)
    assert here.begins < here.ends == after.begins


@given(st.text("abc 0123456789/-.,:JuneMarch", max_size=60), st.none() | st.dates(dt.date(1900, 1, 1)))
def test_no_text_breaks_it_and_intervals_are_half_open(text, published):
    for time in times.find_times(text, [Sentence(0, len(text), 0, 0, 0)], published and published.isoformat()):
        assert 0 <= time.start < time.end <= len(text)
        assert time.begins is None or time.begins < time.ends


@pytest.mark.parametrize(
    "text", ["4 March 2021", "June 2020", "2016", "between 3 and 21 November", "spring 2019", "the 1980s"]
)
def test_what_is_stored_is_edtf(text):
    (time,) = times.find_times(text, [Sentence(0, len(text), 0, 0, 0)], PUBLISHED)
    assert parse_edtf(time.edtf)
