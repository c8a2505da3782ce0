"""Words of the calendar: small tables the grammar of times is built from."""

import re

_NAMES = "january february march april may june july august september october november december"
MONTHS = {name: i for i, name in enumerate(_NAMES.split(), 1)}
MONTHS |= {name[:3]: i for name, i in MONTHS.items()} | {"sept": 9}

_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAYS = {name: i for i, name in enumerate(_DAYS.split())}
WEEKDAYS |= {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}

UNITS = {
    form: unit
    for unit in ("second", "minute", "hour", "day", "night", "week", "weekend", "month", "quarter", "year", "decade")
    for form in (unit, unit + "s")
} | {"century": "century", "centuries": "century", "mos": "month", "fiscal year": "year",
     "morning": "day", "evening": "day", "afternoon": "day"}  # fmt: skip

_COUNTED = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
NUMBERS: dict[str, float] = {word: i for i, word in enumerate(_COUNTED.split(), 1)}
NUMBERS |= {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
NUMBERS |= {"a": 1, "an": 1, "half a": 0.5, "a half": 0.5, "two-and-a-half": 2.5, "a dozen": 12}

ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}

# First month of each season, northern hemisphere; winter belongs to the year it begins in.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

# Month and day; (0, 0) for feasts that move, which are found but not placed.
HOLIDAYS = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "new year’s day": (1, 1), "new year’s eve": (12, 31),
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "valentine's day": (2, 14),
    "halloween": (10, 31), "boxing day": (12, 26), "thanksgiving": (0, 0), "easter": (0, 0), "ramadan": (0, 0),
    "labor day": (0, 0), "memorial day": (0, 0),
}  # fmt: skip

# Which way a sentence looks: the nearest of these decides between last Tuesday and next.
TENSE = re.compile(
    r"(?P<future>\b(?:(?:will|won't|shall|is to|are to|must|should)(?: not)?(?: be \w{3,}ed)?|was to|were to|be to|plans? to|planning to|planned (?:for|to)|due|scheduled|"
    r"expects?|expected|going to|set (?:to|for)|until|upcoming|deadline|intends? to|hopes? to|slated|"
    r"can|could|may|starting|beginning|effective|expires?|payable|has until)\b|['’]ll\b)"
    r"|(?P<past>\b(?:was|were|had|did|said|told|went|came|took|made|held|began|closed|fell|rose|gave|died|left|met|found|sent|"
    r"shot|ended|since|\w{3,}ed)\b)",
    re.I,
)
APPROXIMATE = re.compile(r"\b(?:about|around|circa|roughly|approximately|some)\s+\Z", re.I)
