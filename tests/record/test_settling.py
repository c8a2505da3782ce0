"""Settling new documents only, and settling all: the same record."""

import contextlib
import datetime as dt
import random

import pytest
from reporting import reports
from sqlalchemy import func, select
from told import entry
from world import World

from onrecord import pipeline, resolve, weigh
from onrecord.errors import UsageError
from onrecord.model import Source
from onrecord.record import (
    Record,
    Signed,
    correct_claim,
    counters,
    decide_claim,
    decide_pair,
    everything,
    last_steps,
    problems,
    schema,
    undo,
)


def whole(record: Record) -> list[tuple[str, object]]:
    return sorted(((t, r) for t, r in everything(record)), key=repr)


@pytest.fixture(scope="module")
def entries():
    return [entry(r) for r in reports(World(3, 40))]


@pytest.mark.parametrize(("seed", "common"), [(1, None), (2, None), (3, 3), (4, 5)])
def test_document_by_document_it_equals_a_rebuild(entries, tmp_path, monkeypatch, seed, common):
    if common:  # so low that words, places and phrases become too common while the record grows
        monkeypatch.setattr(resolve, "COMMON", common)
        monkeypatch.setattr(resolve, "MOST", common + 2)
        monkeypatch.setattr(weigh.copies, "COMMON", common)
    rng = random.Random(seed)
    order = rng.sample(entries, len(entries))
    slow = Record(tmp_path / "slow.record", create=True)
    at = 0
    while at < len(order):
        more = at + rng.choice((1, 1, 2, 5, 40))
        slow.add(order[at:more])
        pipeline.settle(slow)
        at = more
    fast = Record(tmp_path / "fast.record", create=True)
    fast.add(entries)
    pipeline.settle(fast)
    assert whole(slow) == whole(fast)
    assert kept(slow) == kept(fast)
    assert list(problems(slow)) == []
    counted = kept(slow)
    with slow.writing.begin() as db:
        counters.fill(db)
        last_steps.refresh(db, None)
    assert kept(slow) == counted  # what was kept as rows came and went is what is there


def kept(record: Record) -> list[tuple[object, ...]]:
    """Counts and last steps."""
    with record.engine.connect() as db:
        counts = db.exec_driver_sql("SELECT of, key, n FROM counters WHERE n <> 0 ORDER BY 1, 2").all()
        steps = db.exec_driver_sql("SELECT entity, finding, type, known FROM last_steps ORDER BY 1").all()
    return [tuple(r) for r in (*counts, *steps)]


def test_grading_the_sources_weighs_anew(entries, tmp_path):
    record = Record(tmp_path / "r.record", create=True)
    record.add(entries)
    pipeline.settle(record)
    before = [r["support"]["origins"] for t, r in everything(record) if t == "claims"]
    record.grade([Source(name, group="one owner") for name in {e.document.source for e in entries}])
    pipeline.settle(record, whole=True)
    after = [r["support"]["origins"] for t, r in everything(record) if t == "claims"]
    assert sum(after) < sum(before)


@pytest.mark.parametrize("seed", range(4))
def test_decision_by_decision_it_equals_a_rebuild(entries, tmp_path, seed):
    record = Record(tmp_path / "r.record", create=True)
    record.add(entries)
    pipeline.settle(record)
    rng, looked_at = random.Random(seed), []
    for at in range(24):
        signed = Signed("ana", dt.datetime(2024, 5, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=at))
        decide_something(record, rng, signed)
        with record.reading() as db:
            looked_at.append(db.scalar(select(func.count()).where(schema.documents.c.settled == schema.NEW)))
        pipeline.settle(record)
        assert not record.unsettled()
    slowly = whole(record)
    assert list(problems(record)) == []
    pipeline.settle(record, whole=True)
    assert slowly == whole(record)
    assert 0 in looked_at  # where names stand, nobody is looked for


def decide_something(record: Record, rng: random.Random, signed: Signed) -> None:
    """A decision of any kind."""
    with record.reading() as db:
        claims = db.execute(select(schema.claims.c.id, schema.claims.c.finding).order_by(schema.claims.c.id)).all()
        people = list(db.scalars(select(schema.entities.c.id).where(schema.entities.c.schema == "Person").order_by(schema.entities.c.id)))  # fmt: skip
        made = list(db.scalars(select(schema.decisions.c.id).where(schema.decisions.c.action != "undo").order_by(schema.decisions.c.id)))  # fmt: skip
        sources = sorted(set(db.scalars(select(schema.documents.c.source))))
    claim = rng.choice(claims)
    kind = rng.choice(("accept", "reject", "reject", "correct", "merge", "join", "split", "undo", "grade"))
    if kind in ("accept", "reject"):
        decide_claim(record, claim.id, kind, signed)
    elif kind == "correct":  # among them what decides under which finding it stands
        with contextlib.suppress(UsageError):  # it is so already
            correct_claim(
                record,
                claim.id,
                rng.choice(({"mode": "planned"}, {"type": "killing"}, {"polarity": "denied"}, {"time": None})),
                signed,
            )
    elif kind in ("merge", "join"):
        decide_pair(record, "merge", tuple(rng.sample(people if kind == "merge" else [c.finding for c in claims], 2)), signed)  # fmt: skip
    elif kind == "split":
        decide_pair(record, "split", (claim.id, claim.finding) if claim.id != claim.finding else tuple(rng.sample(people, 2)), signed)  # fmt: skip
    elif kind == "undo" and made:
        undo(record, rng.choice(made), signed)
    elif kind == "grade":
        source = rng.choice(sources)
        record.grade([*(s for s in record.graded() if s.name != source), Source(source, reliability=rng.choice("ABF"))])
        record.unsettle(source)
