"""Out and in again changes nothing; what a person changed comes in as his decision or addition."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from onrecord.errors import InputError
from onrecord.incoming import take
from onrecord.record import Record, findings, problems
from onrecord.record.identities import identities
from onrecord.record.pages import claims_in
from onrecord.record.whole import documents, everything


@pytest.fixture
def copy(record, tmp_path):
    (tmp_path / "copy.record").write_bytes(Path(record.place).read_bytes())
    return Record(tmp_path / "copy.record")


def whole(record):
    return sorted(repr(x) for x in everything(record))


@pytest.mark.parametrize("unmask", [False, True])
@pytest.mark.parametrize("to", ["annotations", "xlsx", "ftm"])
def test_out_and_in_again_changes_nothing(copy, written, tmp_path, to, unmask):
    before, data = whole(copy), written(copy, to, unmask=unmask)
    path = tmp_path / f"out.{to}"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    taken = take(copy, path, "ana")
    assert (taken.taken, taken.set_aside) == (0, [])
    assert taken.unchanged > 0 or to == "xlsx"  # nobody has decided anything in the sheet
    assert whole(copy) == before
    assert identities(copy) == []


def test_a_reviewed_workbook_comes_back_as_decisions(copy, written, tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(written(copy, "xlsx")))
    sheet = book["claims"]
    column = {c.value: c.column for c in sheet[1]}
    ids = [sheet.cell(n, column["id"]).value for n in (2, 3, 4)]
    for n, said in ((2, "accept"), (3, "Wrong"), (4, "perhaps")):
        sheet.cell(n, column["decision"]).value = said
    sheet.cell(3, column["note"]).value = "somebody else"
    book.save(tmp_path / "reviewed.xlsx")
    taken = take(copy, tmp_path / "reviewed.xlsx", "ana")
    assert (taken.taken, len(taken.set_aside)) == (2, 1)
    assert "row 4" in str(taken.set_aside[0])
    assert [(d["action"], d["reviewer"], d["note"]) for i in ids for d in copy.decisions_on(i)] == [("accept", "ana", ""), ("reject", "ana", "somebody else")]  # fmt: skip
    again = take(copy, tmp_path / "reviewed.xlsx", "ben")
    assert (again.taken, again.unchanged) == (0, 2)


def test_a_reviewed_csv_too_and_unknown_ids_are_set_aside(copy, tmp_path):
    (row,) = findings(copy, "measure")[:1]
    with (tmp_path / "r.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["id", "decision"], [row["id"], "reject"], ["f" * 16, "accept"]])
    taken = take(copy, tmp_path / "r.csv", "ana")
    assert (taken.taken, len(taken.set_aside)) == (1, 1)
    assert {r["id"]: r["support"]["origins"] for r in findings(copy, "measure")}[row["id"]] == 0


def annotation(document, exact, tag, **more):
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "creator": {"name": "Ben"}, "body": [{"type": "TextualBody", "purpose": "tagging", "value": tag}],
        "target": {"source": document["address"], "selector": [{"type": "TextQuoteSelector", "exact": exact, **more}]},
    }  # fmt: skip


def test_anothers_annotation_becomes_a_claim_he_added(copy, tmp_path):
    (document,) = [d for d in documents(copy, text=True) if "plumber" in d["text"]]
    path = tmp_path / "a.json"
    path.write_text(json.dumps([annotation(document, "expelled two diplomats", "measure: visa ban", prefix="Velmora "), annotation(document, "no such words", "incident: arson"), annotation(document, "a plumber", "a remark")]))  # fmt: skip
    taken = take(copy, path, "ana")
    assert (taken.taken, len(taken.set_aside)) == (1, 2)
    assert any("not in the document" in str(e) for e in taken.set_aside)
    assert any("does not say what it claims" in str(e) for e in taken.set_aside)
    (added,) = [c for c in claims_in(copy, document["id"]) if c["type"] == "visa_ban"]
    assert document["text"][slice(*added["evidence"][0])] == "expelled two diplomats"
    assert [d["reviewer"] for d in copy.decisions_on(added["id"])] == ["Ben"]
    assert take(copy, path, "ana").taken == 0
    assert list(problems(copy)) == []


def test_a_claim_of_ours_that_is_gone_comes_back_with_its_roles(record, copy, written, tmp_path):
    page = json.loads(written(record, "annotations", unmask=True))
    item = next(i for i in page["items"] if i["body"][1]["claim"]["type"] == "arrested")
    item["id"] = "urn:onrecord:claim:" + "0" * 16
    item["body"][1]["claim"]["type"] = "questioned"
    (tmp_path / "a.json").write_text(json.dumps(page | {"items": [item]}))
    assert take(copy, tmp_path / "a.json", "ana").taken == 1
    (now,) = [c for d in documents(copy) for c in claims_in(copy, d["id"]) if c["type"] == "questioned"]
    assert [f["name"] for f in now["roles"]["person"]] == ["Yoren Tass"]


def test_a_list_comes_in_as_proposals(copy, tmp_path):
    (tmp_path / "l.ftm.json").write_text(json.dumps({"id": "x", "schema": "Person", "properties": {"name": ["Tomas Varga"]}}))  # fmt: skip
    assert take(copy, tmp_path / "l.ftm.json", "ana").taken == 1


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"{broken Annotation", b"\xff\xfe", b"a,b\n1,2\n", b"PK\x03\x04 no zip"]
)
def test_what_cannot_be_taken_in_says_so(copy, tmp_path, data):
    (tmp_path / "x").write_bytes(data)
    before = whole(copy)
    with pytest.raises(InputError):
        take(copy, tmp_path / "x", "ana")
    assert whole(copy) == before


def test_from_the_command_line(copy, tmp_path):
    (tmp_path / "r.csv").write_text(f"id,decision\n{'f' * 16},accept\n")
    done = subprocess.run([sys.executable, "-m", "onrecord", "import", str(copy.place), str(tmp_path / "r.csv"), "--reviewer", "ana"], capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 3
    assert "1 set aside" in done.stderr
