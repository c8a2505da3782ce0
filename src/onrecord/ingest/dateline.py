"""Date and outlet as plain text tells them in its first lines: datelines, "The Courier, 9 March 2022"."""

import datetime as dt
import re

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH = "|".join(f"{m}|{m[:3]}\\.?" for m in _MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<day>[0-3]?\d) (?P<month>{_MONTH})|(?P<month2>{_MONTH}) (?P<day2>[0-3]?\d)),? (?P<year>(?:19|20)\d\d)\b",
    re.I,
)
_OUTLET_LINE = re.compile(
    r"(?m)^(?P<outlet>[A-Z][^\n,:.]{2,50}), (?:opinion, )?(?=[0-3]?\d [A-Z][a-z]+ (?:19|20)\d\d$)"
)
_AGENCY = re.compile(r"\((?P<agency>[A-Z][A-Z-]{1,9}|[A-Z][\w.-]+(?: [A-Z]\w+)?)\) ?(?:--|—|–|-) ?")
HEAD = 500
"""Characters a dateline may stand in."""


def date_in(text: str) -> str:
    """The ISO day of the first full date on a line of its own or in a dateline; empty when there is none."""
    for line in text[:HEAD].split("\n"):
        m = _DATE.search(line)
        if m and ((m.end() >= len(line.rstrip()) - 1 and len(line) < 90) or _in_dateline(line, m.end())):
            return _iso(m)
    return ""


def _in_dateline(line: str, end: int) -> bool:
    return bool(re.match(r"[^a-z]{0,3}(?:\([^)]{2,30}\) ?)?(?:--|—|–|-)", line[end:].lstrip()))


def _iso(m: re.Match[str]) -> str:
    name = (m["month"] or m["month2"])[:3].lower()
    number = next(i for i, month in enumerate(_MONTHS, 1) if month[:3].lower() == name)
    try:
        return dt.date(int(m["year"]), number, int(m["day"] or m["day2"])).isoformat()
    except ValueError:
        return ""


def outlet_in(text: str) -> str:
    """The outlet named on a line with the date, or the agency in a dateline's brackets."""
    head = text[:HEAD]
    line = _OUTLET_LINE.search(head)
    if line:
        return line["outlet"]
    agency = _AGENCY.search(head)
    return agency["agency"] if agency and head[: agency.start()].count("\n") < 4 else ""
