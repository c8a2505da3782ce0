"""What a document says of others: whom it has its text from (a credit line, an agency in the dateline), and whether it mends an earlier one."""

import re

_NAME = r"(?P<name>[A-Z][\w.&'’-]*(?: (?:(?:of|the|and|for|de) )?[A-Z][\w.&'’-]*){0,5})"
LINES = (
    rf"(?:Reported|Reporting|Written|Story|Text) by (?:the )?{_NAME}",
    rf"(?:Source|Sources|Credit|Via|From)\s*[:—–-]\s*(?:the )?{_NAME}",
    rf"(?:With|Using|Additional) (?:material|reporting|information|files|input) (?:from|by) (?:the )?{_NAME}",
    rf"(?:This (?:article|report|story|text) )?(?:first |originally )?(?:appeared in|published by|provided by|supplied by|distributed by) (?:the )?{_NAME}",
    rf"\({_NAME}\)",  # alone on the last line
    rf"[—–-]+ ?{_NAME}",
)
"""What a last line is made of that only says whose text it was."""
DATELINE = re.compile(rf"^[A-Z][\w.,' -]{{1,40}}\({_NAME}\)\s*(?:[—–:-]|$)", re.M)
"""A dateline: TARN HAVEN (ARP) -"""
_PERSONS = 2
"""Words of a name that may be a reporter's own: "Reported by Ana Moss" credits no agency."""


def credited(text: str) -> str:
    """The agency or outlet a text credits; empty where it credits none.

    Args:
        text: a document's.
    """
    paragraphs = [p.strip() for p in text.strip().split("\n") if p.strip()]
    for line in reversed(paragraphs[-2:]):
        for pattern in LINES:
            found = re.fullmatch(pattern + r"\.?", line)
            if found and not (pattern == LINES[0] and _is_a_reporter(found["name"])):
                return str(found["name"]).rstrip(".")
    found = next((m for p in paragraphs[:3] if (m := DATELINE.match(p))), None)
    return str(found["name"]) if found else ""


WITHDRAWS = re.compile(r"\b(?:withdraws?|withdrew|retracts?|retracted|has (?:withdrawn|retracted)|takes? back) (?:its|the|our|that|an?) (?:\w+ ){0,2}(?:report|article|story)\b", re.I)  # fmt: skip
CORRECTS = re.compile(
    r"^(?:correction|clarification|erratum)\b|\b(?:an|the) (?:earlier|previous) version of this (?:report|article|story)\b|\bwe regret the error\b|\bwrongly (?:said|reported|stated)\b",
    re.I | re.M,
)  # fmt: skip


def mends(text: str) -> str:
    """ "withdraws" or "corrects" where a text takes back or corrects an earlier one; else empty."""
    if WITHDRAWS.search(text):
        return "withdraws"
    return "corrects" if CORRECTS.search(text) else ""


def _is_a_reporter(name: str) -> bool:
    """Whether a name looks like a person's: two or three words, none of them an outlet's."""
    outlets = {"agency", "news", "press", "post", "times", "herald", "courier", "tribune", "gazette", "today", "radio", "tv", "journal", "wire", "service", "daily", "weekly", "star", "telegraph", "observer", "standard", "mail", "review"}  # fmt: skip
    words = name.lower().split()
    return len(words) in (_PERSONS, _PERSONS + 1) and not set(words) & outlets and not name.isupper()
