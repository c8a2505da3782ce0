"""kill -9 at random moments of builds and of reviews: the record is whole, what was acknowledged is in it, and going on makes what an undisturbed run makes.

`make test-faults`; KILLS=N sets how many moments (100 without it). On a file, and on PostgreSQL, whose clients are killed.
"""

import datetime as dt
import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

import pytest
from team.conftest import *  # noqa: F403 - cluster, address

from onrecord import pipeline
from onrecord.ingest import Options
from onrecord.read import READERS, warm_up
from onrecord.record import Record, Signed, decide_claim, everything, now, problems, undo

KILLS = int(os.environ.get("KILLS", "100"))
ROUND = 10
"""Kills of one record, before the next is begun."""
DOCUMENTS = 30
pytestmark = pytest.mark.slow


@pytest.fixture(params=["file", "postgresql"])
def places(request, tmp_path):
    """Fresh places for records."""
    if request.param == "file":
        return lambda name: tmp_path / f"{name}.record"
    cluster = request.getfixturevalue("cluster")
    prefix = f"k{os.getpid()}_{time.monotonic_ns()}"
    return lambda name: cluster.address(f"{prefix}_{name}")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    for i in range(DOCUMENTS):
        place = ("Marisk", "Tarn Haven", "Dole")[i % 3]
        (tmp_path / "in" / f"{i:02}.txt").write_text(
            f"Gunmen shot dead the editor Leo Varn in {place} on Friday, Interior Minister Edda Lindqvar said. Police arrested two men. It is report {i}."
        )
    return tmp_path / "in"


def build(folder, place, jobs=0):
    record = Record(place, create=True)
    pipeline.build([str(folder)], record, Options("2021-03-04", "VNA"), jobs, reader=READERS["rules"])
    record.close()


def killed(target, *arguments, after):
    """Run in a process of its own that is killed after some seconds; whether it had come to its end."""
    process = multiprocessing.get_context("fork").Process(target=target, args=arguments)
    process.start()
    process.join(after)
    ended = process.exitcode == 0
    if process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
        process.join()
    assert process.exitcode in (0, -signal.SIGKILL), "it failed before it was killed"
    return ended


def seconds_of(target, *arguments):
    started = time.perf_counter()
    assert killed(target, *arguments, after=600)
    return time.perf_counter() - started


def exported(place, written):
    record = Record(place)
    found = list(problems(record))
    text = written(record, "json", unmask=True)
    record.close()
    return found, text


@pytest.mark.parametrize("jobs", [0, 2])
def test_a_build(folder, places, written, jobs):
    warm_up()
    took = seconds_of(build, folder, places("undisturbed"), jobs)
    _, wanted = exported(places("undisturbed"), written)
    rng, stopped = random.Random(7), 0
    for number in range(KILLS // 2 // ROUND):
        place = places(f"r{number}")
        for _ in range(ROUND):
            stopped += not killed(build, folder, place, jobs, after=rng.uniform(0, took / 3))
            if str(place).startswith("postgresql") or Path(place).exists():
                record = Record(place, create=True)  # killed before it was made, it is made now
                assert list(problems(record)) == []
                record.close()
        build(folder, place)
        assert exported(place, written) == ([], wanted)
    assert stopped > KILLS // 8, "hardly anything was killed before its end"


def review(place, told):
    """Decide on every claim, and say what was acknowledged."""
    record = Record(place)
    with told.open("a", encoding="utf-8") as out:
        for row in [row for table, row in everything(record) if table == "claims"]:
            made = decide_claim(record, row["id"], "reject" if row["kind"] == "incident" else "accept", Signed("ana", now(record)))  # fmt: skip
            out.write(f"{made.id}\n")
            out.flush()
            if row["kind"] == "proceeding":
                out.write(f"{undo(record, made.id, Signed('ana', now(record))).id}\n")
                out.flush()
            pipeline.settle(record)
    record.close()


def test_reviews(folder, places, written, tmp_path):
    build(folder, places("undisturbed"))
    took = seconds_of(review, places("undisturbed"), tmp_path / "all.txt")
    rng, stopped = random.Random(8), 0
    for number in range(KILLS // ROUND):
        place, told = places(f"r{number}"), tmp_path / f"told{number}.txt"
        build(folder, place)
        for _ in range(ROUND):
            stopped += not killed(review, place, told, after=rng.uniform(0, took / 4))
        record = Record(place)
        kept = {row["id"] for table, row in everything(record) if table == "decisions"}
        assert set(told.read_text().split()) <= kept if told.exists() else True
        pipeline.settle(record)
        assert list(problems(record)) == []
        pipeline.settle(record, whole=True)
        settled = written(record, "json", unmask=True)
        record.close()
        assert exported(place, written) == ([], settled)
    assert stopped > KILLS // 4


def test_a_clock_that_jumps_back_undoes_no_decision(folder, places, monkeypatch):
    from onrecord.record import decide

    build(folder, places("clock"))
    record = Record(places("clock"))
    claim = next(row["id"] for table, row in everything(record) if table == "claims")
    clock = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return clock

    monkeypatch.setattr(decide.dt, "datetime", Clock)
    decide_claim(record, claim, "reject", Signed("ana", now(record)))
    clock = dt.datetime(2021, 1, 1, tzinfo=dt.UTC)
    decide_claim(record, claim, "accept", Signed("ana", now(record)))
    assert [d["action"] for d in record.decisions_on(claim)] == ["reject", "accept"]
    record.close()
