"""Synthetic reports as entries of a record, told as their ground truth has them and read by nobody.

So resolving and weighing are measured apart from reading, and a record of 100,000 claims is made in a minute.
"""

import hashlib
from datetime import timedelta

from reporting import Report, Written
from world import Body, Incident, Person

from onrecord.model import Claim, Document, Filler, Mention, Place, Quantity, Span, Time, Voicing
from onrecord.record import Entry
from onrecord.resolve import entities_of

SLOTS = {"targets": "target", "victims": "victim", "perpetrators": "perp"}


def entry(report: Report) -> Entry:
    """A document with its claims, entities and bytes."""
    text = report.text
    data = f"{report.ref}\n{text}".encode()
    digest = hashlib.sha256(data).hexdigest()
    document = Document(
        digest[:16], digest, text, f"bench#{report.ref}", report.ref, report.draft.head, source=report.draft.outlet.name, published=report.draft.day.isoformat(),
    )  # fmt: skip
    mentions = _mentions(report)
    claims = tuple(c for w in report.written for c in _claims(w, report, document.id))
    sentences = tuple((w.start, w.end) for w in report.written)
    return Entry(document, data, sentences, claims, entities_of(document.id, mentions), False)


def _mentions(report: Report) -> list[Mention]:
    fullest: dict[str, str] = {}
    for start, end, who in report.mentions:
        words = report.text[start:end]
        fullest[who] = max(fullest.get(who, ""), words, key=len)
    chains = {who: n for n, who in enumerate(fullest)}
    return [
        Mention(s, e, "person" if who[0] == "p" else "organisation", fullest[who], 0, chains[who])
        for s, e, who in report.mentions
    ]


def _claims(written: Written, report: Report, document: str) -> list[Claim]:
    line = written.line
    found = []
    if line.tells:
        found.append(_incident(written, line.tells, report, document))
    if line.kind == "proceeding":
        found.append(
            _claim(
                written, report, document, "proceeding", "convicted", {"person": [_filler(written, "person", report)]}
            )
        )
    if line.kind == "measure":
        found.append(
            _claim(written, report, document, "measure", "designate", {"object": [_filler(written, "perp", report)]}, status="called_for", mode="called_for")
        )  # fmt: skip
    found += [_post(written, report, document, p) for p in report.posts if written.start <= p[1][0] < written.end]
    return found


def _incident(written: Written, incident: Incident, report: Report, document: str) -> Claim:
    line = written.line
    roles = {role: [_filler(written, slot, report)] for role, slot in SLOTS.items() if slot in written.spans}
    place = Place(*written.spans["town"], incident.town.name, incident.town.lat, incident.town.lon, None, incident.town.country, "city") if "town" in written.spans else None  # fmt: skip
    time = Time(*written.spans["day"], *_when(incident, month=line.vague)) if "day" in written.spans else None
    outcome = {"killed": Quantity(float(line.slots["killed"]))} if "killed" in written.spans else {}  # type: ignore[arg-type]
    number = int(incident.id[1:])
    return _claim(written, report, document, "incident", incident.kind, roles, stage=None if line.vague and line.kind != "proceeding" else incident.stage,
                  place=place, time=time, outcome=outcome, incident=number)  # fmt: skip


def _when(incident: Incident, *, month: bool) -> tuple[str, str]:
    """The day, or the month, as a half-open interval."""
    first = incident.day.replace(day=1) if month else incident.day
    after = (first + timedelta(31)).replace(day=1) if month else first + timedelta(1)
    return first.isoformat(), after.isoformat()


def _post(written: Written, report: Report, document: str, told: tuple[Person, tuple[int, int], tuple[int, int]]) -> Claim:  # fmt: skip
    person, at, body = told
    roles = {
        "subject": [Filler(person.name, (Span(*at),), "person", True)],
        "post": [Filler(person.post, (Span(*at),), "post")],
        "object": [Filler(person.body.name, (Span(*body),), "organisation", True)],
    }
    return _claim(written, report, document, "tie", "holds_post", roles)


def _filler(written: Written, slot: str, report: Report) -> Filler:
    who = written.line.slots[slot]
    span = Span(*written.spans[slot])
    assert isinstance(who, Person | Body)
    if slot == "target" and isinstance(who, Body):  # as the reader has it: the building, with its owner inside
        return Filler(f"{who.building} of the {who.name}", (span,), "facility", True)
    return Filler(who.name, (span,), "person" if isinstance(who, Person) else "organisation", True)


def _claim(
    written: Written,
    report: Report,
    document: str,
    kind: str,
    subtype: str,
    roles: dict[str, list[Filler]],
    **fields: object,
) -> Claim:
    line = written.line
    said_by: tuple[Voicing, ...] = ()
    if line.speaker:
        said_by = (Voicing(line.speaker.name, (Span(*written.spans["speaker"]),)),)
    elif line.cited:
        at = report.text.index(line.cited.name, written.start)
        said_by = (Voicing(line.cited.name, (Span(at, at + len(line.cited.name)),)),)
    words = report.text[written.start : written.end]
    names = [f.name for own in roles.values() for f in own]
    identity = hashlib.sha256("\x1f".join((document, kind, subtype, words, *names)).encode()).hexdigest()[:16]
    return Claim(identity, document, kind, subtype, (Span(written.start, written.end),),  # type: ignore[arg-type]
                 {r: tuple(f) for r, f in roles.items()}, said_by=said_by, **fields)  # type: ignore[arg-type]  # fmt: skip
