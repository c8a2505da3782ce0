import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from cluster.built import exported, lines, onrecord, write_jsonl

from onrecord import cluster
from onrecord.cluster import Asked, Engine, Folder
from onrecord.cluster.engine import Work
from onrecord.errors import RecordError, UsageError
from onrecord.ingest import Options
from onrecord.record import Record, problems

pytestmark = pytest.mark.filterwarnings("ignore")  # Daft's own


@pytest.fixture(scope="module")
def engine():
    return Engine("local", "", 2)


def planned(engine, corpus, record: Path, folder: Path, on_progress=lambda *_: None, buckets=1):
    opened = Record(record, create=True)
    try:
        return cluster.build(
            [str(corpus)], opened, Asked(Options(), "rules", buckets), engine, Folder(str(folder)), on_progress
        )
    finally:
        opened.close()


def test_a_plan(engine, corpus, by_one_process, tmp_path):
    """Everything asked of one plan, in one test: each worker of the tests would make a plan of its own, and they take a minute."""
    at = tmp_path
    report = planned(engine, corpus, at / "plan.record", at / "datasets", buckets=3)
    by_plan = at, report
    a_plan_makes_what_one_process_makes(by_plan, by_one_process)
    down_to_every_row_that_a_later_build_goes_on_from(by_plan, by_one_process)
    it_reports_what_was_known_and_what_was_set_aside(by_plan, corpus)
    its_datasets_lie_by_month_for_whoever_queries_them(by_plan)
    the_manifest_tells_what_was_asked_and_whether_it_is_done(by_plan, corpus)
    a_record_made_by_a_plan_is_extended_like_any_other(by_plan, by_one_process, tmp_path)


def a_plan_makes_what_one_process_makes(by_plan, by_one_process):
    at, _ = by_plan
    assert exported(at / "plan.record") == exported(by_one_process)


def down_to_every_row_that_a_later_build_goes_on_from(by_plan, by_one_process):
    at, _ = by_plan
    tables = ("documents", "claims", "locals", "mentions", "keys", "entities", "matches", "findings", "parts", "blocks", "shingles", "quoted", "copies", "last_steps", "counters")  # fmt: skip
    rows = {}
    for place in (at / "plan.record", by_one_process):
        opened = Record(place)
        with opened.engine.connect() as db:
            rows[place] = {t: sorted(map(repr, map(tuple, db.exec_driver_sql(f'SELECT * FROM "{t}"')))) for t in tables}
        assert not list(problems(opened))
        opened.close()
    one, other = rows.values()
    for table in tables:
        if table != "documents":  # their numbers leave gaps where a page was replaced
            assert one[table] == other[table], table
    assert len(one["documents"]) == len(other["documents"]) > 50


def it_reports_what_was_known_and_what_was_set_aside(by_plan, corpus):
    _, report = by_plan
    assert report.known == 4  # three lines twice, and a page that changed
    assert [Path(e.where).name for e in report.set_aside] == ["d.jsonl#1", "zz.pdf"]
    assert report.added == _documents(by_plan[0] / "plan.record")


def _documents(place: Path) -> int:
    opened = Record(place)
    try:
        return opened.size()
    finally:
        opened.close()


def its_datasets_lie_by_month_for_whoever_queries_them(by_plan):
    at, report = by_plan
    claims = pq.read_table(at / "datasets" / "claims").to_pydict()
    assert len(claims["id"]) == report.claims
    assert {"2021-03", "undated"} <= {str(m) for m in pq.read_table(at / "datasets" / "documents")["month"].to_pylist()}
    candidates = pq.read_table(at / "datasets" / "candidates").to_pydict()
    assert candidates["share"]
    assert all(0 < s <= 1 for s in candidates["share"])


def a_record_made_by_a_plan_is_extended_like_any_other(by_plan, by_one_process, tmp_path):
    write_jsonl(tmp_path / "more.jsonl", lines(2, 3))
    made = []
    for place in (by_plan[0] / "plan.record", by_one_process):
        copy = shutil.copy(place, tmp_path / f"more-{place.name}")
        onrecord("build", tmp_path / "more.jsonl", "-r", copy, "--reader", "rules")
        made.append(exported(copy))
    assert made[0] == made[1]


class StopError(Exception):
    """A run is stopped here."""


SLOW = pytest.mark.slow


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(("read_unit", 2), marks=SLOW),
        pytest.param(("near.by.short", 0), marks=SLOW),
        ("follow", 1),
        pytest.param(("locals: ", 1), marks=SLOW),
    ],
)
def test_stopped_at_any_moment_it_goes_on_from_there(engine, corpus, by_one_process, tmp_path, moment):
    seen = []

    def stop(*told):
        seen.append(told)
        if told[0].startswith(moment[0]) and told[1] == moment[1]:
            raise StopError

    with pytest.raises(StopError):
        planned(engine, corpus, tmp_path / "r.record", tmp_path / "d", stop)
    done = max((n for what, n, _ in seen if what == "read_unit"), default=0)
    again = []
    planned(engine, corpus, tmp_path / "r.record", tmp_path / "d", lambda *told: again.append(told))
    assert next(n for what, n, _ in again if what == "read_unit") >= done - 1  # what was read is not read again
    assert exported(tmp_path / "r.record") == exported(by_one_process)


def own_process(_task, _asked):
    yield "crowded", {"key": str(os.getpid())}


def test_one_bucket_alone_is_worked_on_in_the_process_itself(engine, tmp_path):
    """A process for each step of a small plan would take longer than all its work."""
    folder = Folder(str(tmp_path))
    work = Work(own_process, Asked(Options(), "rules"), folder, "w", ("crowded",), apart=False)
    engine.run(work, [(0, {})], lambda _: None)
    assert list(folder.rows("w/crowded/000000.parquet")) == [{"key": str(os.getpid())}]


def test_one_file_more_and_only_that_is_read(engine, corpus, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    for name in ("01-vna-agency.txt", "c.jsonl", "zz.pdf"):
        shutil.copy(corpus / name, own / name)

    def stop(what, *_):
        if what == "index":
            raise StopError  # all is read

    with pytest.raises(StopError):
        planned(engine, own, tmp_path / "one.record", tmp_path / "d", stop)
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "d" / "read").glob("*.parquet")}
    write_jsonl(own / "more.jsonl", lines(2, 2))
    with pytest.raises(StopError):
        planned(engine, own, tmp_path / "two.record", tmp_path / "d", stop)
    after = {p: p.stat().st_mtime_ns for p in (tmp_path / "d" / "read").glob("*.parquet")}
    assert len(after) == len(before) + 2  # its entries, and what was set aside of it
    assert before.items() <= after.items()


def test_a_task_that_fails_thrice_ends_the_run_with_one_line_and_the_next_goes_on(
    engine, corpus, by_one_process, tmp_path, monkeypatch
):
    folder = tmp_path / "d"
    (folder / "read").mkdir(parents=True)
    broken = []

    def breaks(what, done, _of):
        if what == "index" and not broken:  # what was read is gone: a disk that lost a file
            broken.extend(sorted((folder / "read").glob("*.entries.parquet"))[:1])
            broken[0].write_bytes(b"no parquet")

    with pytest.raises(RecordError, match=r"tasks of index failed 3 times .* goes on from there") as caught:
        planned(engine, corpus, tmp_path / "r.record", folder, breaks)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--engine", "spark"], "there are local and ray"),
        (["--address", "host:1"], "say with --engine"),
        (
            ["--engine", "local", "--reader", "llm", "--endpoint", "http://x", "--model", "m"],
            "an engine reads with trained or rules",
        ),
        (["--engine", "local", "https://outlet.example/page"], "read pages and standard input without --engine"),
        (["--engine", "local", "/nowhere"], "does not exist"),
    ],
)
def test_misuse_is_one_line(tmp_path, corpus, args, says):
    done = onrecord(
        "build",
        *(args if "/nowhere" in args or "https" in args[-1] else [*args, corpus]),
        "-r",
        tmp_path / "r.record",
        expected=2,
    )
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_record_that_holds_documents_is_not_made_anew(engine, corpus, by_one_process, tmp_path):
    with pytest.raises(UsageError, match="without --engine this one is extended"):
        planned(engine, corpus, shutil.copy(by_one_process, tmp_path / "r.record"), tmp_path / "d")


@pytest.mark.slow
def test_killed_at_random_moments_it_ends_as_if_undisturbed(corpus, by_one_process, tmp_path):
    import random

    rng = random.Random(5)
    record, log = tmp_path / "r.record", (tmp_path / "log").open("w")
    command = [
        sys.executable,
        "-m",
        "onrecord",
        "build",
        str(corpus),
        "-r",
        str(record),
        "--reader",
        "rules",
        "--engine",
        "local",
    ]
    for _ in range(int(os.environ.get("KILLS", "20"))):
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        time.sleep(rng.uniform(1, 12))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    onrecord(*command[3:], expected=3 if not _documents(record) else 2)
    assert exported(record) == exported(by_one_process)


def the_manifest_tells_what_was_asked_and_whether_it_is_done(by_plan, corpus):
    told = json.loads((by_plan[0] / "datasets" / "manifest.json").read_text())
    assert told["done"] is True
    assert told["asked"]["reader"] == "rules"
    assert told["paths"][0] == str(corpus / "01-vna-agency.txt")


@pytest.mark.parametrize("buckets", ["1", pytest.param("2", marks=SLOW)])
def test_two_ray_workers_one_killed_half_way_make_the_same_bytes(corpus, by_one_process, tmp_path, buckets):
    script = Path(__file__).with_name("on_ray.py")
    done = subprocess.run([sys.executable, str(script), str(corpus), str(tmp_path / "r.record"), str(tmp_path / "d"), buckets], capture_output=True, text=True, timeout=600, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert "killed one of 2 workers when 3 of 6 units were read" in done.stdout
    assert exported(tmp_path / "r.record") == exported(by_one_process)
