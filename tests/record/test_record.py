import datetime as dt
import gzip
import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord import pipeline
from onrecord.errors import RecordError
from onrecord.export import FORMATS, Outgoing
from onrecord.ingest import Options
from onrecord.model import Decision
from onrecord.record import KINDS, Filters, Record, entities, findings, log, problems, search

ONE = "Velmoran police arrested two men in Tarn Haven on Monday, Minister Edda Lindqvar said. The KSD denied any involvement."
TWO = "Gunmen shot dead the radio host Leo Varn in Marisk. The KSD should be designated as a terrorist organisation, Lena Orvath said."


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text(ONE)
    (tmp_path / "in" / "two.txt").write_text(TWO)
    return tmp_path


def build(folder, jobs=0, record="r.record", **options):
    opened = Record(folder / record, create=True)
    return pipeline.build([str(folder / "in")], opened, Options(**options), jobs), opened


def export(record, path, fmt="json"):
    with path.open("w") as stream:
        FORMATS[fmt].write(Outgoing(record), stream)
    return path.read_text()


def test_a_build_is_whole_and_a_second_one_adds_nothing(folder):
    report, record = build(folder)
    assert (report.added, report.set_aside) == (2, [])
    assert report.claims == 5  # an arrest, a post, a denial, a killing, a measure
    assert list(problems(record)) == []
    again, _ = build(folder)
    assert (again.added, again.known) == (0, 2)


def test_same_bytes_with_any_number_of_jobs_and_hash_seed(folder, monkeypatch):
    outputs = set()
    for jobs, seed in (("1", "0"), ("2", "1"), ("3", "77")):
        record = folder / f"{jobs}.record"
        env = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(
            [sys.executable, "-m", "onrecord", "build", "in", "--record", record.name, "--jobs", jobs],
            check=True,
            env=env,
            cwd=folder,
            capture_output=True,
        )
        done = subprocess.run(
            [sys.executable, "-m", "onrecord", "export", record.name, "--to", "json"],
            check=True,
            env=env,
            cwd=folder,
            capture_output=True,
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_a_changed_document_replaces_its_claims_and_keeps_decisions(folder):
    _, record = build(folder)
    arrest = next(c for c in findings(record, "proceeding") if c["type"] == "arrested")
    record.decide(Decision("d1", arrest["id"], "accept", "ana", dt.datetime(2024, 1, 1, tzinfo=dt.UTC)), [arrest["id"]])  # fmt: skip
    (folder / "in" / "one.txt").write_text(ONE + " Three more men were released.")
    report, record = build(folder)
    assert report.added == 1
    (now,) = [c for c in findings(record, "proceeding") if c["type"] == "arrested"]
    assert now["id"] != arrest["id"]
    assert [d["reviewer"] for d in record.decisions_on(now["id"])] == ["ana"]
    assert list(problems(record)) == []
    assert len(json.loads(export(record, folder / "o.json"))["documents"]) == 2


def test_a_document_that_is_again_as_it_was_has_its_decisions(folder):
    _, record = build(folder)
    arrest = next(c["id"] for c in findings(record, "proceeding") if c["type"] == "arrested")
    record.decide(Decision("d1", arrest, "reject", "ana", dt.datetime(2024, 1, 1, tzinfo=dt.UTC)), [arrest])
    for text in (ONE + " Three more men were released.", ONE):
        (folder / "in" / "one.txt").write_text(text)
        _, record = build(folder)
    assert [d["reviewer"] for d in record.decisions_on(arrest)] == ["ana"]
    with record.reading() as db:
        assert log.rejected(db) == log.rejected(db, [arrest]) == {arrest}


def test_decisions_are_append_only(folder):
    _, record = build(folder)
    decision = Decision("d1", "x" * 16, "note", "ana", dt.datetime(2024, 1, 1, tzinfo=dt.UTC), "{}")
    record.decide(decision, [])
    record.decide(decision, [])
    assert len(record.decisions_on("x" * 16)) == 1


def test_search_shows_hits_in_their_sentence(folder):
    _, record = build(folder)
    (hit,) = search(record, "radio", Filters())
    assert hit["sentence"].startswith("Gunmen shot dead")
    (start, end), *_ = hit["hits"]
    assert hit["sentence"][start - hit["start"] : end - hit["start"]] == "radio"


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ('"radio host"', 1),
        ('"host radio"', 0),
        ("arrest*", 1),
        ("the KSD", 2),
        ("men OR", 0),
        ("KSD'; drop table documents", 0),
    ],
)
def test_phrases_prefixes_and_hostile_queries(folder, query, number):
    _, record = build(folder)
    assert len(search(record, query, Filters())) == number


def test_search_filters(folder):
    _, record = build(folder, published="2022-09-21", source="VNA")
    assert len(search(record, "KSD", Filters(kind="measure"))) == 1
    assert len(search(record, "KSD", Filters(source="VNA", since="2022-01-01", until="2022-12-31"))) == 2
    assert search(record, "KSD", Filters(since="2023-01-01")) == []


def test_killed_at_any_moment_the_record_is_whole_and_goes_on(folder):
    for i in range(60):
        (folder / "in" / f"{i:02}.txt").write_text(f"{ONE} This is report {i}.")
    started = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "build", str(folder / "in"), "--record", "k.record", "--jobs", "1"],
        cwd=folder,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    path = folder / "k.record"
    for _ in range(400):
        time.sleep(0.05)
        if path.exists() and path.stat().st_size > 400_000:
            break
    started.kill()
    started.wait()
    record = Record(path)
    assert list(problems(record)) == []
    before = len(record.known())
    report, record = build(folder, record="k.record")
    assert report.known == before
    assert len(record.known()) == 62
    _, undisturbed = build(folder, record="u.record")
    assert export(record, folder / "k.json") == export(undisturbed, folder / "u.json")


@pytest.mark.file
def test_a_full_disk_is_one_line_and_loses_nothing(folder, monkeypatch):
    _, record = build(folder)
    with record.engine.connect() as db:
        pages = db.exec_driver_sql("PRAGMA page_count").scalar_one()
    (folder / "in" / "three.txt").write_text("Police arrested a man. " * 20_000)

    from sqlalchemy import event

    event.listen(record.engine, "connect", lambda connection, _: connection.execute(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(RecordError, match="the disk is full; free some space"):
        record.add([_large_entry()])
    assert list(problems(Record(record.place))) == []


def _large_entry():
    import hashlib

    from onrecord.model import Document
    from onrecord.record import Entry

    text = "x" * 2_000_000
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Entry(Document(digest[:16], digest, text, "big"), os.urandom(10) + text.encode(), (), (), (), False)


@pytest.mark.file
def test_two_builds_on_one_record_at_once(folder):
    command = [sys.executable, "-m", "onrecord", "build", "in", "--record", "t.record", "--jobs", "1"]
    both = [
        subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    outputs = [p.communicate() for p in both]
    assert [p.returncode for p in both] == [0, 0], outputs
    record = Record(folder / "t.record")
    assert len(record.known()) == 2
    assert list(problems(record)) == []


@pytest.mark.file
def test_check_finds_a_span_that_is_not_its_words(folder):
    _, record = build(folder)
    with sqlite3.connect(record.place) as db:
        db.execute("UPDATE mentions SET words = 'somebody else' WHERE rowid = 1")
        db.execute(
            "UPDATE claims SET body = replace(body, '\"evidence\": [[0,', '\"evidence\": [[99999,') WHERE rowid = 1"
        )
    found = list(problems(record))
    assert any("somebody else" in p for p in found)


@pytest.mark.parametrize(
    ("content", "words"), [(b"not a database at all, really not" * 9, "not a record"), (b"", "empty, no record")]
)
def test_what_is_no_record_is_refused(tmp_path, content, words):
    path = tmp_path / "x.record"
    path.write_bytes(content)
    with pytest.raises(RecordError, match=words):
        Record(path)


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_a_record_of_an_earlier_format_is_opened_and_resolved(folder, version):
    kept = Path(__file__).parent / f"format{max(version, 2)}.record.gz"
    (folder / "old.record").write_bytes(gzip.decompress(kept.read_bytes()))
    if version == 1:
        with sqlite3.connect(folder / "old.record") as db:
            db.execute("DROP INDEX ix_mentions_local")
            db.execute("ALTER TABLE mentions DROP COLUMN local")
            db.execute("DROP TABLE matches")
            db.execute("DROP TABLE resolved")
            db.execute("PRAGMA user_version = 1")
    old = Record(folder / "old.record")
    pipeline.settle(old)
    assert old.unsettled() == []
    assert list(problems(old)) == []
    _, new = build(folder)
    told = [{(c["type"], str(c["roles"])) for c in findings(r, kind)} for r in (old, new) for kind in KINDS]
    assert told[: len(KINDS)] == told[len(KINDS) :]
    for schema in ("Organization", "Person"):
        assert entities(old, (schema,)) == entities(new, (schema,))


def test_one_person_of_two_documents_is_one_entity_with_the_reason(folder):
    (folder / "in" / "three.txt").write_text("Lena Orvath left Marisk on Friday. The KSD denied it.")
    _, record = build(folder)
    entities = json.loads(export(record, folder / "x.json"))["entities"]
    told = {(e["schema"], len({m["document"] for m in e["mentions"]})) for e in entities}
    assert ("Person", 2) in told  # Lena Orvath
    assert ("Organization", 3) in told  # the KSD


def test_built_in_two_runs_it_equals_one_built_at_once(folder):
    (folder / "in" / "two.txt").rename(folder / "two.txt")
    build(folder, record="slow.record")
    (folder / "two.txt").rename(folder / "in" / "two.txt")
    _, slow = build(folder, record="slow.record")
    _, fast = build(folder, record="fast.record")
    assert export(slow, folder / "slow.json") == export(fast, folder / "fast.json")


@pytest.mark.file
def test_a_newer_record_is_refused(folder):
    _, record = build(folder)
    with sqlite3.connect(record.place) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(RecordError, match="newer Onrecord"):
        Record(record.place)


def test_what_is_read_in_one_moment_is_read_over_one_connection(folder, tmp_path):
    _, record = build(folder)
    other = Record(tmp_path / "other.record", create=True)
    with record.reading() as first, record.reading() as second:
        assert first is not second
    with record.one_moment():
        with record.reading() as first, record.reading() as again, other.reading() as foreign:
            assert first is again
            assert foreign is not first
        with record.reading() as later:
            assert later is first
    assert first.closed


def test_those_who_say_it_together_are_each_on_record_and_masked_where_private(folder):
    told = "gunmen had kidnapped the radio host Leo Varn in Marisk."
    (folder / "in" / "one.txt").write_text(f"Interior Minister Edda Lindqvar and Tomas Varga said {told}")
    _, record = build(folder)
    out = json.loads(export(record, folder / "out.json"))
    said = next(c["said_by"] for c in out["claims"] if c["type"] == "kidnapping")
    assert [(v["name"], [other["name"] for other in v["jointly"]]) for v in said] == [
        ("Edda Lindqvar", ["[private person]"])
    ]
    with record.engine.connect() as db:
        heard = db.exec_driver_sql("SELECT name FROM parts JOIN entities ON entities.id = entity WHERE role = 'says'")
        assert {"Edda Lindqvar", "Tomas Varga"} <= {name for (name,) in heard}
    assert "Edda Lindqvar and [private person]" in export(record, folder / "out.csv", "csv")
