"""What a reviewer decides wins, survives rebuilds and changed documents, and can be undone."""

import datetime as dt
import json

import pytest
import sqlalchemy as sa

from onrecord import pipeline
from onrecord.errors import OvertakenError, UsageError
from onrecord.ingest import Options
from onrecord.record import (  # fmt: skip
    Record,
    Signed,
    add_claim,
    copy_until,
    correct_claim,
    decide_claim,
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
    pipeline.build([str(folder / "in")], record, Options("2021-03-04", None), 0)
    return record


def people(record, name):
    return [e for e in entities(record, ("Person",)) if e["name"] == name]


def locals_of(record, name):
    with record.engine.connect() as db:
        return [
            r[0]
            for r in db.execute(sa.text("SELECT id FROM locals WHERE name = :name ORDER BY document"), {"name": name})
        ]


def test_a_split_wins_survives_and_is_undone(folder):
    record = build(folder)
    before = len(people(record, "Jon Arvid"))
    first, *_, last = locals_of(record, "Jon Arvid")
    decide_pair(record, "merge", (first, last), Signed("ana", NOW))
    pipeline.settle(record)
    merged = len(people(record, "Jon Arvid"))
    decide_pair(record, "split", (last, first), Signed("ana", NOW + dt.timedelta(1), "the striker is somebody else"))
    pipeline.settle(record)
    split = len(people(record, "Jon Arvid"))
    assert merged < split
    pipeline.settle(record, whole=True)
    assert len(people(record, "Jon Arvid")) == split
    log = decisions(record)
    assert [(r["action"], r["note"]) for r in log] == [("split", "the striker is somebody else"), ("merge", "")]
    for decision in log:
        undo(record, decision["id"], Signed("ben", NOW + dt.timedelta(2)))
    pipeline.settle(record)
    assert len(people(record, "Jon Arvid")) == before
    assert len(decisions(record)) == 4  # nothing is deleted
    assert list(problems(record)) == []


def test_a_decision_is_carried_over_to_the_changed_document(folder):
    record = build(folder)
    first, *_, last = locals_of(record, "Jon Arvid")
    decide_pair(record, "merge", (first, last), Signed("ana", NOW))
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
    decision = decide_pair(record, "merge", (killings[0], killings[1]), Signed("ana", NOW))
    pipeline.settle(record)
    assert len(findings(record, "incident")) == 1
    undo(record, decision.id, Signed("ana", NOW))
    pipeline.settle(record)
    assert len(findings(record, "incident")) == 2


def test_a_decision_made_document_by_document_equals_a_rebuild(folder):
    record = build(folder)
    first, *_, last = locals_of(record, "Jon Arvid")
    decide_pair(record, "merge", (first, last), Signed("ana", NOW))
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
        decide_pair(build(folder), "merge", ids, Signed("ana", NOW))


def test_an_entity_and_a_finding_are_not_one(folder):
    record = build(folder)
    with pytest.raises(UsageError, match="two of one kind"):
        decide_pair(record, "merge", (locals_of(record, "Jon Arvid")[0], findings(record, "incident")[0]["id"]), Signed("ana", NOW))  # fmt: skip


def test_no_such_decision(folder):
    with pytest.raises(UsageError, match="no decision has this id"):
        undo(build(folder), "abcd", Signed("ana", NOW))


def test_matches_show_both_sides(folder):
    record = build(folder)
    asked = [m for m in matches(record) if m["merged"] == "asked"]
    assert any("mayor" in " ".join(m["posts"] + m["other_posts"]).lower() for m in asked) or not asked


def test_as_it_could_be_known(folder, tmp_path):
    rows = [{"id": "a", "text": ONE, "date": "2021-03-04"}, {"id": "b", "text": TWO, "date": "2021-04-01"}, {"id": "c", "text": THREE}]  # fmt: skip
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    record = Record(tmp_path / "dated.record", create=True)
    pipeline.build([str(tmp_path / "rows.jsonl")], record, Options(None, None), 0)
    then = copy_until(record, "2021-03-31", tmp_path / "then.record")
    pipeline.settle(then, whole=True)
    assert len(then.known()) == 1  # later and undated ones are left out
    alone = Record(tmp_path / "alone.record", create=True)
    (tmp_path / "rows.jsonl").write_text(json.dumps(rows[0]) + "\n")
    pipeline.build([str(tmp_path / "rows.jsonl")], alone, Options(None, None), 0)
    assert sorted(map(repr, everything(then))) == sorted(map(repr, everything(alone)))
    assert len(record.known()) == 3


def changed(folder, record, n, text):
    (folder / "in" / f"{n}.txt").write_text(text)
    pipeline.build([str(folder / "in")], record, Options("2021-03-04", None), 0)


def document_of(record, words):
    with record.engine.connect() as db:
        return db.execute(
            sa.text("SELECT id, text FROM documents WHERE text LIKE :words"), {"words": f"%{words}%"}
        ).one()


def claims(record):
    with record.engine.connect() as db:
        rows = db.exec_driver_sql("SELECT c.id, c.body, c.added, d.text FROM claims c JOIN documents d ON d.id = c.document ORDER BY c.id").all()  # fmt: skip
    return {r.id: (json.loads(r.body), r.added, r.text) for r in rows}


def test_an_added_claim_survives_rebuilds_and_moves_with_its_words(folder):
    record = build(folder)
    document, text = document_of(record, "left the party")
    at = text.index("left the party")
    added = add_claim(record, document, "tie", "member_of", (at, at + 14), Signed("ana", NOW))
    who = text.index("Jon Arvid")
    correct_claim(record, added.target, {"roles": {"subject": [{"span": [who, who + 9]}]}}, Signed("ana", NOW + dt.timedelta(1)))  # fmt: skip
    pipeline.settle(record, whole=True)
    changed(folder, record, 2, "A new first line.\n\n" + THREE)
    ((body, by, now),) = (c for c in claims(record).values() if c[1])
    assert by == "ana"
    assert [now[s:e] for s, e in body["evidence"]] == ["left the party"]
    assert [now[s:e] for f in body["roles"]["subject"] for s, e in f["spans"]] == ["Jon Arvid"]
    assert [d["action"] for d in record.decisions_on(body["id"])] == ["add", "correct"]
    assert list(problems(record)) == []
    changed(folder, record, 2, "Nothing of it is left.")
    assert not [c for c in claims(record).values() if c[1]]
    assert [r["action"] for r in decisions(record)] == ["correct", "add"]  # the log keeps it
    assert "left the party" in json.loads(decisions(record)[1]["body"])["words"]


def test_an_added_claim_is_taken_back_and_added_again(folder):
    record = build(folder)
    document, _ = document_of(record, "left the party")
    added = add_claim(record, document, "incident", "arson", (0, 9), Signed("ana", NOW))
    pipeline.settle(record)
    origins = {r["id"]: r["support"]["origins"] for r in findings(record, "incident")}
    assert origins[added.target] == 1
    undo(record, added.id, Signed("ana", NOW + dt.timedelta(1)))
    pipeline.settle(record)
    assert {r["id"]: r["support"]["origins"] for r in findings(record, "incident")}[added.target] == 0
    add_claim(record, document, "incident", "arson", (0, 9), Signed("ben", NOW + dt.timedelta(2)))
    pipeline.settle(record)
    assert {r["id"]: r["support"]["origins"] for r in findings(record, "incident")}[added.target] == 1


def test_a_correction_moves_with_its_words(folder):
    record = build(folder)
    claim = next(i for i, (body, _, text) in claims(record).items() if body["kind"] == "incident" and "Leo Varn" in text)  # fmt: skip
    text = claims(record)[claim][2]
    at = text.index("Dole")
    correct_claim(record, claim, {"roles": {"targets": [{"span": [at, at + 4]}]}, "certainty": "possible"}, Signed("ana", NOW))  # fmt: skip
    pipeline.settle(record)
    changed(folder, record, 0, "Before it all.\n\n" + ONE)
    ((body, _, now),) = (c for c in claims(record).values() if c[0]["kind"] == "incident" and "Leo Varn" in c[2])
    assert body["certainty"] == "possible"
    assert [now[s:e] for s, e in body["roles"]["targets"][0]["spans"]] == ["Dole"]


def test_who_looked_before_somebody_decided_is_told_so(folder):
    record = build(folder)
    claim = next(iter(claims(record)))
    first = decide_claim(record, claim, "accept", Signed("ana", NOW, seen=""))
    with pytest.raises(OvertakenError, match="meanwhile"):
        decide_claim(record, claim, "reject", Signed("ben", NOW, seen=""))
    with pytest.raises(OvertakenError):
        undo(record, first.id, Signed("ben", NOW, seen="0" * 16))
    decide_claim(record, claim, "reject", Signed("ben", NOW + dt.timedelta(1), seen=first.id))
    assert [d["action"] for d in record.decisions_on(claim)] == ["accept", "reject"]
