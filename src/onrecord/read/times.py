"""Expressions of time, and the days they mean, counted from the document's date.

Grammar first (what an expression looks like), then meaning (which days), one small function each.
Where the document has no date, what depends on it stays unknown: no day is made up.
"""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from string import ascii_lowercase, ascii_uppercase

from onrecord.model import Sentence, Time
from onrecord.read.calendar_words import (
    APPROXIMATE,
    HOLIDAYS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    SEASONS,
    TENSE,
    UNITS,
    WEEKDAYS,
)
from onrecord.read.sentences import is_entry


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `begins` up to, not including, `ends`; `edtf` keeps the precision the words give."""

    begins: dt.date
    ends: dt.date
    edtf: str


@dataclass(slots=True)
class Context:
    """What an expression's meaning depends on."""

    published: dt.date | None
    """The document's date."""
    last: Stretch | None = None
    """The last expression placed: what "the following day" follows."""
    future: bool = False
    """Whether the words around speak of what is to come."""
    past: bool = False
    """Whether the words around speak of what has been."""
    close: bool = False
    """Whether it stands right behind the last: "on 3 October 2019, at about 7 p.m."."""
    entry: Stretch | None = None
    """When the chronology's entry began that it stands in."""
    told: Stretch | None = None
    """The day told with its year in the same sentence or the one before: "on 4 June 2019 ... On 11 June"."""


def day(date: dt.date) -> Stretch:
    """One day."""
    return Stretch(date, date + dt.timedelta(1), date.isoformat())


def month(year: int, number: int) -> Stretch:
    """One month of a year; `number` may run past 12 or below 1."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    after = dt.date(year + number // 12, number % 12 + 1, 1)
    return Stretch(dt.date(year, number, 1), after, f"{year:04}-{number:02}")


def year_of(year: int) -> Stretch:
    """One year."""
    return Stretch(dt.date(year, 1, 1), dt.date(year + 1, 1, 1), f"{year:04}")


def quarter(year: int, number: int) -> Stretch:
    """A quarter of a year (EDTF level 2 codes 33 to 36)."""
    first, last = month(year, 3 * number - 2), month(year, 3 * number)
    return Stretch(first.begins, last.ends, f"{first.begins.year:04}-{33 + (number - 1) % 4}")


def season(year: int, first_month: int) -> Stretch:
    """A season, northern hemisphere, by whole months (EDTF level 1 codes 21 to 24)."""
    return Stretch(
        month(year, first_month).begins,
        month(year, first_month + 2).ends,
        f"{year:04}-{20 + first_month // 3}",
    )


def week(date: dt.date) -> Stretch:
    """The calendar week, Monday to Sunday, a day stands in."""
    monday = date - dt.timedelta(date.weekday())
    return Stretch(monday, monday + dt.timedelta(7), f"{monday}/{monday + dt.timedelta(6)}")


def decade(year: int) -> Stretch:
    """Ten years."""
    year -= year % 10
    return Stretch(dt.date(year, 1, 1), dt.date(year + 10, 1, 1), f"{year // 10}X")


def century(year: int) -> Stretch:
    """A hundred years."""
    year -= year % 100
    return Stretch(dt.date(max(year, 1), 1, 1), dt.date(year + 100, 1, 1), f"{year // 100}XX")


def between(first: Stretch, last: Stretch) -> Stretch | None:
    """From the first stretch to the end of the last; None if they stand the wrong way round."""
    if last.ends <= first.begins:
        return None
    return Stretch(first.begins, last.ends, f"{first.edtf}/{last.edtf}")


def unit_around(date: dt.date, unit: str, shift: int) -> Stretch:
    """The day, week, month, quarter, year, decade or century `shift` units away from the one `date` is in."""
    match unit:
        case "day" | "night":
            return day(date + dt.timedelta(shift))
        case "week":
            return week(date + dt.timedelta(7 * shift))
        case "month":
            return month(date.year, date.month + shift)
        case "quarter":
            return quarter(date.year, (date.month - 1) // 3 + 1 + shift)
        case "decade":
            return decade(date.year + 10 * shift)
        case "century":
            return century(date.year + 100 * shift)
        case _:
            return year_of(date.year + shift)


Meaning = Callable[[re.Match[str], Context], Stretch | None]


def _names(table: dict[str, int]) -> str:
    """Full names as they are, abbreviations with or without their stop."""
    full = [n for n in table if len(n) > 5 or n in ("march", "april", "may", "june", "july")]
    short = [n for n in table if n not in full]
    return rf"(?:{'|'.join(full)}|(?:{'|'.join(sorted(short, key=len, reverse=True))})\b\.?)"


_MONTH = _names(MONTHS)
_WEEKDAY = _names(WEEKDAYS)
_NUMBER = r"(?:\d{1,3}(?:[.,]\d+)?|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
_ORDINAL = "(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + ")"
_UNIT = "(?:" + "|".join(sorted(UNITS, key=len, reverse=True)) + ")"
_SEASON = "(?:" + "|".join(SEASONS) + ")"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DAY = r"(?:[012]?\d|3[01])(?:st|nd|rd|th)?"
_PART = r"(?:(?:early|late|mid|the early|the late|the middle of|the beginning of|the end of|the start of|earlier|later)[ -](?:in )?)?"
_CLOCK = r"(?:[01]?\d(?:[:.][0-5]\d)? ?(?:a\.?m\b\.?|p\.?m\b\.?)|(?:[01]?\d|2[0-3]):[0-5]\d(?: (?:gmt|utc|est|edt|cet|local time))?)"
_DAYPART = r"(?:mornings?|afternoons?|evenings?|nights?|midday|noon|midnight|dawn|dusk)"


def _number(text: str) -> float:
    text = text.lower().strip()
    if text in NUMBERS:
        return NUMBERS[text]
    return float(text.replace(",", ""))


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def _century_year(text: str) -> int:
    """A two-digit year: in the 1900s from 30 on, in the 2000s before."""
    year = int(text)
    return year if year > 99 else year + (1900 if year >= 30 else 2000)


UNTOLD = 15
"""The day of a month told without one: its middle."""


def _near_year(context: Context, number: int, date: int = UNTOLD) -> int | None:
    """The year of a month or day given without one: the nearest to the document's date that fits the tense."""
    published = context.published
    if context.entry is not None:  # "28 September 2018, Copenhagen: ... On 21 October": on or after that day
        began = context.entry.begins
        return began.year + ((number, date) < (began.month, 0 if date == UNTOLD else began.day))
    if published is None:
        return None
    ahead = {y: (y - published.year) * 365 + (number - published.month) * 30.4 + date - published.day
             for y in range(published.year - 1, published.year + 2)}  # fmt: skip
    if context.future:
        return min((y for y in ahead if ahead[y] > -20), key=lambda y: ahead[y])
    horizon = 10 if context.past else 75
    return max(y for y in ahead if ahead[y] < horizon)


def _safe_day(year: int | None, number: int, date: int) -> Stretch | None:
    try:
        return day(dt.date(year, number, date)) if year else None
    except ValueError:
        return None


def _full_date(m: re.Match[str], context: Context) -> Stretch | None:
    number, date = MONTHS[m["month"].rstrip(".").lower()], int(re.sub(r"\D", "", m["day"]))
    year = (
        _century_year(m["year"])
        if m["year"]
        else _year_going_on(context, number, date) or _near_year(context, number, date)
    )
    return _safe_day(year, number, date)


def _year_going_on(context: Context, number: int, date: int) -> int | None:
    """The year of a day told on from one with its year, where that lies more than a year back: "On 4 June 2019 ... On 11 June"; None where no year is told, or what is told is not past."""
    told, published = context.told, context.published
    if told is None or context.future or not context.past or (published and (published - told.begins).days < LONG_AGO):
        return None
    begun = told.begins
    later = (number, date) >= (begun.month, begun.day)
    turned = 0 < (number - begun.month) % 12 < TURN  # "On 4 December 2018 ... On 3 January"
    return begun.year if later else begun.year + 1 if turned else None


TURN = 4
"""Months within which a story goes over the turn of a year."""
LONG_AGO = 366
"""Days before the document from which on a day without its year goes on from one with it: nearer ones are of the last twelve months anyway."""


def _date_range(m: re.Match[str], context: Context) -> Stretch | None:
    last_month = MONTHS[m["month"].rstrip(".").lower()]
    first_month = MONTHS[m["month1"].rstrip(".").lower()] if m["month1"] else last_month
    year = _year(m["year"]) or _near_year(context, last_month)
    first = _safe_day(year, first_month, int(re.sub(r"\D", "", m["day1"])))
    last = _safe_day(year, last_month, int(re.sub(r"\D", "", m["day"])))
    return between(first, last) if first and last else None


def _two_days(m: re.Match[str], context: Context) -> Stretch | None:
    """ "On 12 and 26 August": both, as EDTF's set (level 2); two days on end are a stretch."""
    number = MONTHS[m["month"].rstrip(".").lower()]
    first, last = int(re.sub(r"\D", "", m["day1"])), int(re.sub(r"\D", "", m["day"]))
    year = _year(m["year"]) or _year_going_on(context, number, first) or _near_year(context, number, last)
    one, other = _safe_day(year, number, first), _safe_day(year, number, last)
    if one is None or other is None or other.begins <= one.begins:
        return None
    near = one.ends == other.begins
    return between(one, other) if near else Stretch(one.begins, other.ends, f"{{{one.edtf},{other.edtf}}}")


def _year_range(m: re.Match[str], context: Context) -> Stretch | None:
    first, last = int(m["year1"]), m["year"]
    return between(year_of(first), year_of(int(last) if len(last) == 4 else first - first % 100 + int(last)))


def _month(m: re.Match[str], context: Context) -> Stretch | None:
    number = MONTHS[m["month"].rstrip(".").lower()]
    year = _year(m["year"]) or _shifted_month_year(m["which"], number, context)
    return month(year, number) if year else None


def _month_of_it(m: re.Match[str], context: Context) -> Stretch | None:
    """ "April of that year": of the one told before."""
    return month(context.last.begins.year, MONTHS[m["month"].rstrip(".").lower()]) if context.last else None


def _shifted_month_year(which: str | None, number: int, context: Context) -> int | None:
    """The year meant by "last June", "next June", "this June" or a bare "June"."""
    published = context.published
    word = (which or "").strip().lower()
    if published is None or not word:
        return _near_year(context, number)
    if word in ("last", "this past", "the previous", "past"):
        return published.year - (number >= published.month)
    if word in ("next", "the coming", "coming"):
        return published.year + (number <= published.month)
    return published.year


def _numeric(m: re.Match[str], context: Context) -> Stretch | None:
    first, second, year = int(m["a"]), int(m["b"]), _century_year(m["year"])
    return _safe_day(year, first, second) or _safe_day(year, second, first)


def _iso(m: re.Match[str], context: Context) -> Stretch | None:
    return _safe_day(int(m["year"]), int(m["month"]), int(m["day"]))


def _compact(m: re.Match[str], context: Context) -> Stretch | None:
    """19891102 in a file name or dateline."""
    return _safe_day(int(m["d"][:4]), int(m["d"][4:6]), int(m["d"][6:]))


def _weekday(m: re.Match[str], context: Context) -> Stretch | None:
    """The nearest such day: before the document's date, unless the words speak of what is to come."""
    if context.published is None:
        return None
    number = WEEKDAYS[m["weekday"].rstrip(".").lower()]
    which = (m["which"] or "").strip().lower()
    back = (context.published.weekday() - number) % 7
    ahead = (number - context.published.weekday()) % 7
    if which in ("next", "this coming", "coming"):
        return day(context.published + dt.timedelta(ahead or 7))
    if which in ("last", "this past", "past", "the previous"):
        return day(context.published - dt.timedelta(back or 7))
    if context.future and not context.past:
        return day(context.published + dt.timedelta(ahead))
    return day(context.published - dt.timedelta(back))


_DAY_WORDS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "overnight": 0}


def _day_word(m: re.Match[str], context: Context) -> Stretch | None:
    shift = _DAY_WORDS[m["word"].lower()]
    return day(context.published + dt.timedelta(shift)) if context.published else None


def _this_daypart(m: re.Match[str], context: Context) -> Stretch | None:
    """ "this morning" is the document's day, "last night" the day before."""
    if context.published is None:
        return None
    return day(context.published - dt.timedelta(m["which"].lower().strip() == "last"))


def _shift(word: str) -> int:
    word = word.lower().strip()
    if word.split()[-1] in ("last", "past", "previous", "prior", "preceding"):
        return -1
    return 1 if word.split()[-1] in ("next", "coming", "following", "upcoming") else 0


def _relative_unit(m: re.Match[str], context: Context) -> Stretch | None:
    """ "last year", "this week", "the coming month"."""
    which, unit = m["which"].lower().strip(), UNITS[m["unit"].lower()]
    if unit in ("day", "hour", "minute", "second", "weekend", "night"):
        return None
    if which.startswith("the following") or which.startswith("the previous"):
        around = context.last.begins if context.last else None
    else:
        around = context.published
    return unit_around(around, unit, _shift(which)) if around else None


def _next_day(m: re.Match[str], context: Context) -> Stretch | None:
    """ "the following day", "a day earlier": counted from the time told before."""
    word = m.group().lower()
    back = any(w in word for w in ("before", "earlier", "previous", "eve"))
    base = context.last.begins if context.last else (context.published if back else None)
    if base is None:
        return None  # later than what, nothing tells
    return day(base + dt.timedelta(-1 if back else 1))


def _end_of(m: re.Match[str], context: Context) -> Stretch | None:
    """ "the end of the year": that year; where in it the words do not say."""
    unit = UNITS[(m["unit"] or "year").lower()]
    if context.published is None or unit not in (
        "week",
        "month",
        "quarter",
        "year",
        "decade",
        "century",
    ):
        return None
    return unit_around(context.published, unit, 0)


def _same_day(m: re.Match[str], context: Context) -> Stretch | None:
    base = context.last.begins if context.last else context.published
    if base is None:
        return None
    unit = UNITS[m["unit"].lower()]
    return unit_around(base, unit, 0)


def _ago(m: re.Match[str], context: Context) -> Stretch | None:
    """ "three years ago", "in two weeks", "a week earlier": with the precision of the unit."""
    unit, count = UNITS[m["unit"].lower()], _number(m["n"])
    direction = m["way"].lower()
    base = context.published
    told = direction in ("later", "after") or (direction == "earlier" and unit in ("hour", "day", "week"))
    if told and context.last:  # months and years earlier are most often a figure's, compared with today's
        base = context.last.begins
    if direction in ("later", "after") and (not context.last or _is_wider(context.last, unit)):
        return None  # later than what, nothing tells; "arrested in January and freed a week later": no day is known
    if base is None or count != int(count):
        return None
    shift = int(count) * (1 if direction in ("later", "after", "from now", "hence") else -1)
    if unit in ("hour", "minute", "second"):
        return day(base) if unit != "hour" or count < 6 else None
    if unit == "year" and count == 1 and context.last and re.fullmatch(r"\d{4}-3[3-6]", context.last.edtf):
        return quarter(context.last.begins.year - 1, (context.last.begins.month + 2) // 3)
    if unit == "week" and direction == "ago":
        return week(base + dt.timedelta(7 * shift))
    return unit_around(base, unit, shift)


def _ago_today(m: re.Match[str], context: Context) -> Stretch | None:
    """ "One year ago today": that day."""
    unit, count = UNITS[m["unit"].lower()], _number(m["n"])
    today = context.published
    if today is None or count != int(count):
        return None
    if unit in ("day", "week"):
        return day(today - dt.timedelta(int(count) * (7 if unit == "week" else 1)))
    months = int(count) * {"month": 1, "year": 12}.get(unit, 0)
    year, number = divmod(today.year * 12 + today.month - 1 - months, 12)
    return _safe_day(year, number + 1, today.day) if months else None


_LONGEST = {"day": 1, "week": 7, "month": 31, "year": 366}


def _is_wider(stretch: Stretch, unit: str) -> bool:
    """Whether a time before is told less precisely than what is counted from it."""
    return unit in _LONGEST and (stretch.ends - stretch.begins).days > _LONGEST[unit]


def _year_only(m: re.Match[str], context: Context) -> Stretch | None:
    return year_of(int(m["year"]))


_TENS = ("fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _spoken_year(m: re.Match[str], context: Context) -> Stretch | None:
    """ "nineteen ninety-six", as transcripts write it."""
    tens = _TENS.index(m["tens"].lower().split()[1]) * 10 + 1950
    return year_of(tens + (_ONES.index(m["ones"].lower()) + 1 if m["ones"] else 0))


def _decade(m: re.Match[str], context: Context) -> Stretch | None:
    return decade(_century_year(m["year"]) if len(m["year"]) > 2 else 1900 + int(m["year"]))


def _quarter(m: re.Match[str], context: Context) -> Stretch | None:
    """ "the third quarter of 1989", "this year's first quarter", "the latest quarter"."""
    number = ORDINALS[m["n"].lower()]
    if number > 4:
        return None
    year = _year(m["year"] or m["year2"])
    if year is None and context.published:
        around = context.published.year
        if m["rel"]:
            around += _shift(m["rel"].replace("year", "").replace("'s", "").replace("’s", "").strip() or "this")
        elif not context.future and quarter(around, number).begins > context.published:
            around -= 1
        year = around
    return quarter(year, number) if year else None


def _this_quarter(m: re.Match[str], context: Context) -> Stretch | None:
    """The quarter just told of, or the last one that was over when the document appeared."""
    if context.last and re.fullmatch(r"\d{4}-3[3-6]", context.last.edtf):
        return context.last
    return unit_around(context.published, "quarter", -1) if context.published else None


def _year_before(m: re.Match[str], context: Context) -> Stretch | None:
    """The same quarter one year back, else the year before."""
    quarter_now = _this_quarter(m, context)
    return quarter(quarter_now.begins.year - 1, (quarter_now.begins.month + 2) // 3) if quarter_now else None


def _season(m: re.Match[str], context: Context) -> Stretch | None:
    first = SEASONS[m["season"].lower()]
    which = (m["which"] or "").strip().lower()
    year = _year(m["year"])
    if year is None and context.published and which:
        year = context.published.year
        begins = season(year, first).begins
        if which in ("last", "this past") and begins > context.published - dt.timedelta(60):
            year -= 1
        if which in ("next", "this coming") and begins <= context.published:
            year += 1
    return season(year, first) if year else None


def _holiday(m: re.Match[str], context: Context) -> Stretch | None:
    number, date = HOLIDAYS[m["holiday"].lower()]
    if number == 0:
        return None
    return _safe_day(_year(m["year"]) or _near_year(context, number, date), number, date)


def _unknown(m: re.Match[str], context: Context) -> Stretch | None:
    return None


def _clock(m: re.Match[str], context: Context) -> Stretch | None:
    """A time of day alone is that of the day told right before it, or in the week before the document; else the document's."""
    told = context.last
    lately = told and context.published and 0 <= (context.published - told.begins).days < 7
    if told and (context.close or lately) and (told.ends - told.begins).days == 1:
        return day(told.begins)
    return day(context.published) if context.published else None


_LAST = r"(?:this past|this coming|last|next|this|past|previous|coming|current)"
# Tried in this order at each place; the first that matches wins.
GRAMMAR: tuple[tuple[str, Meaning], ...] = (
    (rf"(?:between|from) (?P<day1>{_DAY})(?: (?P<month1>{_MONTH}))? (?:and|to|until|till) (?P<day>{_DAY}) (?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?", _date_range),
    (rf"(?:between|from) (?P<month1>{_MONTH}) (?P<day1>{_DAY}) (?:and|to|until|till|through) (?P<month>{_MONTH}) (?P<day>{_DAY})(?:,? (?P<year>{_YEAR}))?", _date_range),
    (rf"(?P<day1>{_DAY})(?: ?[-–] ?| to )(?P<day>{_DAY}) (?P<month>(?P<month1>{_MONTH}))(?:,? (?P<year>{_YEAR}))?", _date_range),
    (rf"(?P<month>(?P<month1>{_MONTH})) (?P<day1>{_DAY})(?: ?[-–] ?| to )(?P<day>{_DAY})(?:,? (?P<year>{_YEAR}))?(?!\d)", _date_range),
    (rf"(?P<day1>{_DAY}) and (?P<day>{_DAY}) (?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?", _two_days),
    (rf"(?:between|from) (?P<year1>{_YEAR}) (?:and|to|until|till|through) (?P<year>{_YEAR})", _year_range),
    (rf"(?P<year1>{_YEAR})[-–/](?P<year>{_YEAR}|\d\d)(?![-–/\d])", _year_range),
    (r"(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?:t[\d:.]+z?)?", _iso),
    (r"(?P<a>[0-3]?\d)[/.-](?P<b>[0-3]?\d)[/.-](?P<year>(?:19|20)?\d\d)(?: \d\d?:\d\d(?::\d\d)?)?(?![\d/])", _numeric),
    (r"(?P<d>(?:19|20)\d\d[01]\d[0-3]\d)(?!\d)", _compact),
    (rf"(?:{_WEEKDAY},? (?:the )?)?(?P<day>{_DAY}) (?:of )?(?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}|['’]?\d\d(?![\d:,.]\d|\d| percent)))?(?! (?:million|billion))", _full_date),
    (rf"(?:{_CLOCK}(?: [a-z]{{3}})?,? (?:on )?)?(?:{_WEEKDAY},? )?(?P<month>{_MONTH}) (?:the )?(?P<day>{_DAY})(?!\d|[.,:]\d)(?:,? (?P<year>{_YEAR}))?", _full_date),
    (rf"(?:(?:{_CLOCK}(?: [a-z]{{3}})?|noon|midnight|midday|dawn),? (?:\(?\d{{4}} gmt\)? )?(?:on )?)?(?P<which>{_LAST} )?(?P<weekday>{_WEEKDAY})(?:[- ](?:early |late )?{_DAYPART})?(?! and exchange)", _weekday),
    (rf"(?P<which>this|last)[ -](?:early |late )?(?P<part>{_DAYPART})", _this_daypart),
    (rf"(?:earlier |later |early |late |{_CLOCK} )?(?P<word>today|tonight|yesterday|tomorrow|overnight)(?: {_DAYPART})?", _day_word),
    (rf"(?:the )?(?P<n>{_ORDINAL})(?:[ -]quarter)(?: (?:of|in) (?:(?P<year>{_YEAR})|(?P<rel>(?:the )?(?:last|this|next|previous) year)))?(?:,? (?P<year2>{_YEAR}))?", _quarter),
    (rf"(?P<year>{_YEAR})(?:'s|’s)? (?P<n>{_ORDINAL})(?:[ -]quarter)(?P<rel>)(?P<year2>)", _quarter),
    (rf"(?P<rel>(?:last|this|next) year)(?:'s|’s) (?P<n>{_ORDINAL})(?:[ -]quarter)(?P<year>)(?P<year2>)", _quarter),
    (rf"{_PART}(?P<which>{_LAST} )?(?P<month>{_MONTH})(?: of)?,? (?P<year>{_YEAR})", _month),
    (rf"{_PART}(?P<month>{_MONTH}) of (?:that|the same|that same) year", _month_of_it),
    (r"(?<!said )(?<!says )(?<!say )that (?P<month>(?-i:January|February|March|April|May|June|July|August|September|October|November|December))\b(?! \d)", _month_of_it),
    (rf"{_PART}(?P<which>{_LAST} )(?P<month>{_MONTH})(?P<year>)", _month),
    (rf"{_PART}(?P<which>(?:{_LAST} )?)(?!(?:may|march) (?:i|he|she|they|we|you)\b)(?P<month>(?-i:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?))(?!-| \d)(?P<year>)", _month),
    (rf"(?P<which>(?:this past |{_LAST} )?)(?:early |late )?(?P<season>{_SEASON})(?: (?:of )?(?P<year>{_YEAR}))?", _season),
    (rf"(?:the )?(?:end|rest|beginning|start|middle|close|course|remainder|balance|turn) of (?:the |this )?(?P<unit>{_UNIT})|year[- ]end(?P<which>)", _end_of),
    (rf"(?:the )?(?:(?:about|around|nearly|almost|some|more than|just) )?(?P<n>{_NUMBER})[ -](?P<unit>{_UNIT})(?: or (?:so|more))? (?P<way>ago) (?:today|to the day)", _ago_today),
    (rf"(?:the )?(?:(?:about|around|nearly|almost|some|more than|just) )?(?P<n>{_NUMBER})[ -](?P<unit>{_UNIT})(?: or (?:so|more))? (?P<way>ago|earlier|later|from now|hence)", _ago),
    (r"(?:(?:the|on the) (?:following|next|previous) day|the day (?:before|after|earlier)(?! yesterday)|(?:a|one) day (?:earlier|later|after|before))", _next_day),
    (r"(?:(?:later|earlier) )?(?:that|the same|that same) (?P<unit>day|week|month|year|morning|evening|night|afternoon)", _same_day),
    (rf"{_PART}(?P<which>(?:the )?(?:last|next|past|coming|current|previous|following|prior|preceding|upcoming)|this(?: past| coming)?) (?:(?:fiscal|calendar|school|academic|business|trading) )?(?P<unit>(?:day|week|month|quarter|year|decade|century|weekend|night|hour|minute))\b(?!s)", _relative_unit),
    (rf"(?:the )?(?:(?:last|next|past|coming|previous|first|final|latest|recent|following) )(?:{_NUMBER}|few|several|couple of|recent)[ -](?P<unit>{_UNIT})", _unknown),
    (rf"(?:the )?year-(?:ago|earlier)(?: (?:period|quarter|{_UNIT}))?", _year_before),
    (r"the latest (?:quarter|period)|the quarter", _this_quarter),
    (rf"(?:the )?(?:latest|recent|month-ago|same) (?P<unit>{_UNIT})(?: (?:last year|a year ago|a year earlier))?", _unknown),
    (r"the (?:fiscal |full )?(?:year|week|month)", _unknown),
    (rf"(?:(?:about|around|nearly|almost|more than|less than|at least|over|under|up to|some) )?(?:the )?(?P<n>{_NUMBER}(?: and a half)?|few|several|many|a few|a couple of|dozens of|hundreds of)(?: (?:more|full|straight|consecutive))?[ -](?P<unit>{_UNIT})(?:[ -]long)?(?![ -]old)", _unknown),
    (rf"(?:each|every)(?: (?:{_NUMBER}|other))? (?:{_UNIT}|{_WEEKDAY}|{_DAYPART}|{_MONTH})|(?:once|twice|{_NUMBER} times) (?:a|per|every) (?:{_UNIT})|(?:a|per) (?:year|month|week|day)(?= |,|\.)(?<=\d [a-z] (?:year))", _unknown),
    (r"(?:annually|annual|daily|weekly|monthly|quarterly|yearly|nightly|hourly)", _unknown),
    (rf"(?P<holiday>{'|'.join(re.escape(h) for h in HOLIDAYS)})(?: (?P<year>{_YEAR}))?", _holiday),
    (r"(?:the )?(?:early[- ]|late[- ]|mid-?)?(?P<year>(?:1[5-9]|20)\d0|['’]?\d0)(?:'s|’s|s)\b", _decade),
    (rf"(?:fiscal |calendar |mid-|early |late |year )?(?P<year>{_YEAR})(?![\d%]|,\d| (?:people|troops|soldiers|shares|miles|homes|jobs|points|yards|feet|meters|tons|barrels|men|women|votes|workers|employees))(?:'s|’s)?", _year_only),
    (rf"(?P<tens>nineteen (?:fifty|sixty|seventy|eighty|ninety))(?:[- ](?P<ones>{'|'.join(_ONES)}))?", _spoken_year),
    (rf"{_CLOCK}", _clock),
    (r"(?:right now|nowadays|now|currently|presently|at present|recently|lately|at the moment|at this time|current|soon|the present|at this point|the future|the past|the near future|the near term)", _unknown),
    (r"(?:years|months|weeks|days|decades|centuries|hours|minutes|seconds)(?! old)", _unknown),
    (r"(?:the )?(?:weekend|century|decade)", _unknown),
)  # fmt: skip
NOT_A_DATE = re.compile(r"[$£€#]\s?\d|\d+\s?%|\d{4}-\d{4}")

_GROUP_NAME = re.compile(r"\?P<[a-z]+\d?>")
_CHOICES = "|".join(f"(?P<g{i}>{_GROUP_NAME.sub('?:', g).lower()})" for i, (g, _) in enumerate(GRAMMAR))
_ANYTHING = re.compile(rf"(?<![\w$£€#.,/-])(?:{_CHOICES})(?!\w)")
"""Looked for in small letters, which takes half the time of not minding them; the exact grammar then looks at the capitals."""
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
_EXACT = tuple((re.compile(grammar, re.I), meaning) for grammar, meaning in GRAMMAR)


# What a figure is compared with: never what "the following day" follows.
_COMPARED = re.compile(r"\b(?:year[- ](?:ago|earlier)|ago|earlier|last year|period)\b", re.I)


def find_times(text: str, sentences: list[Sentence], published: str | None) -> list[Time]:
    """Every expression of time in a document, sorted by start.

    Args:
        text: the document's text.
        sentences: its sentences; tense is looked for in an expression's own sentence.
        published: the document's date, ISO; None when unknown.
    """
    date = dt.date.fromisoformat(published) if published else None
    starts = [s.start for s in sentences]
    found: list[Time] = []
    last: Stretch | None = None
    heads = {s.start: s.paragraph for s in sentences if is_entry(text, s)}
    entries: dict[int, Stretch] = {}
    told: tuple[int, Stretch] | None = None
    for m in _ANYTHING.finditer(text.translate(_SMALL)):
        index = bisect_right(starts, m.start()) - 1
        sentence = text[sentences[index].start : sentences[index].end] if index >= 0 else ""
        group = int((m.lastgroup or "g0")[1:])
        exact = _EXACT[group][0].match(text, m.start(), m.end())
        if exact is None or _is_word(exact, sentence) or _is_given_name(exact, text):
            continue
        future, past = _tense(sentence, m.start() - sentences[index].start, m.end() - sentences[index].start)
        close = bool(found) and _CLOSE.fullmatch(text, found[-1].end, m.start()) is not None
        paragraph = sentences[index].paragraph
        near = told is not None and index - told[0] <= 1 and sentences[told[0]].paragraph == paragraph
        goes_on = told[1] if told is not None and near else None
        context = Context(date, last, future, past, close, entries.get(paragraph), goes_on)
        try:
            stretch = _EXACT[group][1](exact, context)
        except (ValueError, OverflowError):  # a year outside the calendar
            stretch = None
        if stretch is not None and (opened := heads.get(sentences[index].start)) is not None:
            entries.setdefault(opened, stretch)
        if not _COMPARED.search(exact.group()):
            last = stretch or last
        if stretch is not None and _EXACT[group][1] is _full_date and (exact["year"] or goes_on):
            told = (index, stretch)
        found.append(_as_time(m.start(), m.end(), stretch, text))
    return [_with_year(time, after, text) for time, after in zip_longest(found, found[1:])]


_CLOSE = re.compile(r",? (?:at |shortly |just )*(?:about |around |before |after )?")
_TO = re.compile(r" (?:and|to|until|till|through|or) | ?[-–] ?")
_OF_A_YEAR = re.compile(rf"(?P<month>{_MONTH}),? (?P<year>(?:19|20)\d\d)", re.I)


def _with_year(time: Time, after: Time | None, text: str) -> Time:
    """A bare month with the year told behind the next: "between March and September 2019"."""
    word = text[time.start : time.end].rstrip(".").lower()
    later = _OF_A_YEAR.fullmatch(text, after.start, after.end) if after is not None else None
    if after is None or later is None or word not in MONTHS or not _TO.fullmatch(text, time.end, after.start):
        return time
    number, last = MONTHS[word], MONTHS[later["month"].rstrip(".").lower()]
    return _as_time(time.start, time.end, month(int(later["year"]) - (number > last), number), text)


def time_named(text: str, start: int, end: int, published: str | None) -> Time:
    """The time that some words tell, where a person says that they tell one; without days where they tell none by themselves.

    Args:
        text: the document's.
        start, end: the words.
        published: as for `find_times`.
    """
    around = Sentence(text.rfind("\n", 0, start) + 1, (text.find("\n", end) + 1 or len(text) + 1) - 1, 0, 0, 0)
    own = [t for t in find_times(text, [around], published) if t.start < end and start < t.end]
    found = max(own, key=lambda t: min(t.end, end) - max(t.start, start), default=None)
    return Time(start, end, found.begins, found.ends, found.edtf) if found else Time(start, end, None, None, None)


def _tense(sentence: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the verb nearest to an expression speaks of the future, or of the past: (future, past)."""
    before, after = sentence[max(0, start - 50) : start], sentence[end : end + 30]
    marks = [(start - 50 * (start > 80) + m.start() - start, m.lastgroup) for m in TENSE.finditer(before)]
    near = {group: -at for at, group in marks}
    for m in TENSE.finditer(after):
        near[m.lastgroup] = min(near.get(m.lastgroup, 999), m.start() + 15)
    future, past = near.get("future", 999), near.get("past", 999)
    return future < past, past <= future and past < 999


def _is_word(m: re.Match[str], sentence: str) -> bool:
    """A month or season name that is a word of another kind here: "may", "march", "second", "fall"."""
    word = m.group()
    return word.lower() in (
        "may",
        "march",
        "second",
        "fall",
        "spring",
        "sat",
        "sun",
        "mon",
        "wed",
        "jan",
        "mar",
    ) and (word.islower() or word.lower() in ("sun", "sat") or word == sentence[: len(word)])


_GIVEN = frozenset(["jan", "april", "may", "june", "august"])
"""Months that people are called."""
_DATED = re.compile(r"\b(?:in|since|until|till|last|next|this|early|late|mid|during|through|late-|mid-)\s*\Z", re.I)
"""What brings a month even where a capital follows: "in April Anton Beck said"; "of", "by" and "after" bring people too."""
_SURNAME = re.compile(r" [A-Z][a-zà-ÿ]+")
_AFTER_NAME = re.compile(r"\b[A-Z][a-zà-ÿ]+, ?\Z")
_BEFORE_NAME = re.compile(rf",? and (?!(?i:{_MONTH})\b)[A-Z][a-zà-ÿ]+")
"""Around the one of several names: "Ivo, Jan and Petr Holub"."""


def _is_given_name(m: re.Match[str], text: str) -> bool:
    """ "Prosecutor Jan Sikora": no January, where nothing before it brings a date and a name goes on."""
    if m.group().lower() not in _GIVEN:
        return False
    before = text[max(0, m.start() - 24) : m.start()]
    listed = _AFTER_NAME.search(before) is not None and _BEFORE_NAME.match(text, m.end()) is not None
    return listed or (_SURNAME.match(text, m.end()) is not None and _DATED.search(before) is None)


def _as_time(start: int, end: int, stretch: Stretch | None, text: str) -> Time:
    if stretch is None:
        return Time(start, end, None, None, None)
    around = APPROXIMATE.search(text, max(0, start - 12), start)
    edtf = stretch.edtf + "~" if around and "/" not in stretch.edtf else stretch.edtf
    return Time(start, end, stretch.begins.isoformat(), stretch.ends.isoformat(), edtf)
