"""Settling new documents only, and settling all: the same record."""

import random

import pytest
from reporting import reports
from told import entry
from world import World

from onrecord import pipeline, resolve, weigh
from onrecord.model import Source
from onrecord.record import Record, counters, everything, last_steps, problems


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
