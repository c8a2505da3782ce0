"""What a reviewer decides wins, survives rebuilds and changed documents, and can be undone."""

import datetime as dt
import json

import pytest

from onrecord import pipeline
from onrecord.errors import UsageError
from onrecord.ingest import Options
from onrecord.record import (  # fmt: skip
    Record,
    copy_until,
    decide_pair,
    decisions,
    entities,
    everything,
    findings,
    matches,
    problems,
    undo,
)

NOW = dt.datetime(2024, 5, 1, tzinfo=dt.UTC)
ONE = "Mayor Jon Arvid of Dole opened the harbour on Monday. Gunmen shot dead Leo Varn in Marisk on Tuesday."
TWO = "Striker Jon Arvid scored twice on Sunday. Gunmen shot dead Mira Solen in Marisk on Tuesday."
THREE = "Jon Arvid left the party in Dole. The harbour was shut."


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    for n, text in enumerate((ONE, TWO, THREE)):
        (tmp_path / "in" / f"{n}.txt").write_text(text)
    return tmp_path


def build(folder, name="r.record"):
    record = Record(folder / name, create=True)
    pipeline.build([str(folder / "in")], record, Options("2021-03-04", None), 1)
    return record


def people(record, name):
    return [e for e in entities(record, ("Person",)) if e["name"] == name]


def locals_of(record, name):
    with record.engine.connect() as db:
        return [r[0] for r in db.exec_driver_sql("SELECT id FROM locals WHERE name = ? ORDER BY document", (name,))]


def test_a_split_wins_survives_and_is_undone(folder):
    record = build(folder)
    before = len(people(record, "Jon Arvid"))
    first, *_, last = locals_of(record, "Jon Arvid")
    decide_pair(record, "merge", (first, last), "ana", NOW)
    pipeline.settle(record)
    merged = len(people(record, "Jon Arvid"))
    decide_pair(record, "split", (last, first), "ana", NOW + dt.timedelta(1), "the striker is somebody else")
    pipeline.settle(record)
    split = len(people(record, "Jon Arvid"))
    assert merged < split
    pipeline.settle(record, whole=True)
    assert len(people(record, "Jon Arvid")) == split
    log = decisions(record)
    assert [(r["action"], r["note"]) for r in log] == [("split", "the striker is somebody else"), ("merge", "")]
    for decision in log:
        undo(record, decision["id"], "ben", NOW + dt.timedelta(2))
    pipeline.settle(record)
    assert len(people(record, "Jon Arvid")) == before
    assert len(decisions(record)) == 4  # nothing is deleted
    assert list(problems(record)) == []


def test_a_decision_is_carried_over_to_the_changed_document(folder):
    record = build(folder)
    first, *_, last = locals_of(record, "Jon Arvid")
    decide_pair(record, "merge", (first, last), "ana", NOW)
    pipeline.settle(record)
    merged = len(people(record, "Jon Arvid"))
    for n, text in enumerate((ONE, TWO, THREE)):
        (folder / "in" / f"{n}.txt").write_text(text + " More was to follow.")
    record = build(folder)
    assert len(people(record, "Jon Arvid")) == merged


def test_two_findings_become_one_and_two_again(folder):
    record = build(folder)
    killings = [f["finding"] for f in findings(record, "incident")]
    assert len(killings) == 2
    decision = decide_pair(record, "merge", (killings[0], killings[1]), "ana", NOW)
    pipeline.settle(record)
    assert len(findings(record, "incident")) == 1
    undo(record, decision.id, "ana", NOW)
    pipeline.settle(record)
    assert len(findings(record, "incident")) == 2


def test_a_decision_made_document_by_document_equals_a_rebuild(folder):
    record = build(folder)
    first, *_, last = locals_of(record, "Jon Arvid")
    decide_pair(record, "merge", (first, last), "ana", NOW)
    pipeline.settle(record)
    partly = sorted(map(repr, everything(record)))
    pipeline.settle(record, whole=True)
    assert sorted(map(repr, everything(record))) == partly


@pytest.mark.parametrize(
    ("ids", "words"),
    [(("ffff", "eeee"), "nothing in the record"), (("", ""), "more than one thing")],
)
def test_ids_that_are_nobodys(folder, ids, words):
    with pytest.raises(UsageError, match=words):
        decide_pair(build(folder), "merge", ids, "ana", NOW)


def test_an_entity_and_a_finding_are_not_one(folder):
    record = build(folder)
    with pytest.raises(UsageError, match="two of one kind"):
        decide_pair(
            record, "merge", (locals_of(record, "Jon Arvid")[0], findings(record, "incident")[0]["id"]), "ana", NOW
        )


def test_no_such_decision(folder):
    with pytest.raises(UsageError, match="no decision has this id"):
        undo(build(folder), "abcd", "ana", NOW)


def test_matches_show_both_sides(folder):
    record = build(folder)
    asked = [m for m in matches(record) if m["merged"] == "asked"]
    assert any("mayor" in " ".join(m["posts"] + m["other_posts"]).lower() for m in asked) or not asked


def test_as_it_could_be_known(folder, tmp_path):
    rows = [{"id": "a", "text": ONE, "date": "2021-03-04"}, {"id": "b", "text": TWO, "date": "2021-04-01"}, {"id": "c", "text": THREE}]  # fmt: skip
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    record = Record(tmp_path / "dated.record", create=True)
    pipeline.build([str(tmp_path / "rows.jsonl")], record, Options(None, None), 1)
    then = copy_until(record, "2021-03-31", tmp_path / "then.record")
    pipeline.settle(then, whole=True)
    assert len(then.known()) == 1  # later and undated ones are left out
    alone = Record(tmp_path / "alone.record", create=True)
    (tmp_path / "rows.jsonl").write_text(json.dumps(rows[0]) + "\n")
    pipeline.build([str(tmp_path / "rows.jsonl")], alone, Options(None, None), 1)
    assert sorted(map(repr, everything(then))) == sorted(map(repr, everything(alone)))
    assert len(record.known()) == 3
