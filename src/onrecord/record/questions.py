"""What a researcher should look for next: where the record stops, rests on one origin, is denied, or told differently.

Each question is one query along an index, the latest first, so that it costs the same over a large record as over a small one.
"""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, select

from onrecord.model import Question
from onrecord.record import schema
from onrecord.record.store import Record

VERDICTS = frozenset(["convicted", "acquitted", "sentenced", "jailed"])
ENDS = frozenset(
    "released expelled extradited repatriated exchanged pardoned charges_dropped overturned died_in_custody".split()
)
OPEN = (
    (frozenset(["arrested", "detained"]), VERDICTS | ENDS | {"charged", "tried"}, "arrested or detained; charged, released?"),
    (frozenset(["charged", "tried"]), VERDICTS | ENDS, "charged or tried; with what verdict?"),
)  # fmt: skip
"""Steps of the law, the steps that answer them, and what to ask while none has."""
DIFFERS = "told differently; who is right?"


def questions(record: Record, limit: int) -> list[Question]:
    """Open questions, by what is asked, the latest first.

    Args:
        limit: most of each.
    """
    with record.reading() as db:
        return [q for asking in ASKING for q in asking(db, limit)]


def _unanswered(db: Connection, limit: int) -> Iterator[Question]:
    """People whose last step of the law is not its end."""
    s, p, f = schema.last_steps.c, schema.parts.c, schema.findings.c
    for begun, answers, ask in OPEN:
        answered = exists(
            select(f.id).join(schema.parts, p.finding == f.id)
            .where(p.entity == s.entity, p.kind == "proceeding", p.role == "person", f.origins > 0, f.type.in_(sorted(answers)))
        )  # fmt: skip
        found = [
            row for step in sorted(begun)
            for row in db.execute(select(s.known, s.entity, s.finding).where(s.type == step, ~answered).order_by(s.known.desc(), s.entity).limit(limit))
        ]  # fmt: skip
        for row in sorted(found, reverse=True)[:limit]:
            yield Question(row.entity, ask, row.finding)


Asking = Callable[[Connection, int], Iterator[Question]]


def _findings(ask: str, order: tuple[ColumnElement[Any], ...], *where: ColumnElement[bool]) -> Asking:
    """A question about each finding for which something holds."""

    def asking(db: Connection, limit: int) -> Iterator[Question]:
        query = select(schema.findings.c.id).where(*where).order_by(*order).limit(limit)
        for identity in db.scalars(query):
            yield Question("", ask, identity)

    return asking


def _postless(db: Connection, limit: int) -> Iterator[Question]:
    """People who speak, or are named as perpetrators, in two documents or more, and of whom nobody tells a post."""
    e, p = schema.entities.c, schema.parts.c
    named = select(p.finding).where(p.entity == e.id, p.role.in_(("says", "perpetrators"))).limit(1).scalar_subquery()
    query = (
        select(e.id, named.label("finding"))
        .where(e.schema == "Person", e.public == 0, e.documents > 1, named.is_not(None))
        .order_by(e.mentions.desc(), e.name)
        .limit(limit)
    )
    for row in db.execute(query):
        yield Question(row.id, "no post is told; who is this?", row.finding)


_f = schema.findings.c
_ASSERTED = _f.kind.in_(("incident", "tie", "proceeding", "measure"))
_TOLD = (_f.kind == "incident", _f.mode == "actual")
_LATEST = (_f.first.desc(), _f.id.desc())
_MOST_DENIED = (_f.denials.desc(), _f.differing.desc(), _f.id.desc())
ASKING: tuple[Asking, ...] = (
    _unanswered,
    _findings(DIFFERS, _MOST_DENIED, _f.differing > 0, _f.kind != "statement"),
    _findings("told by some, denied by others; which origins are independent?", _MOST_DENIED, _f.denials > 0, _f.origins > 0, _f.mode == "actual", _ASSERTED),
    _findings("denied; who said it first?", _MOST_DENIED, _f.denials > 0, _f.origins == 0, _f.mode == "actual", _ASSERTED),
    _findings("what came of it: killed, injured, arrested?", _LATEST, *_TOLD, _f.origins > 0, _f.outcome == 0),
    _findings("one origin; who else knows of it?", _LATEST, *_TOLD, _f.origins == 1, _f.denials == 0),
    _postless,
)  # fmt: skip
"""Every question, in the order in which it is asked."""
