"""Reference lists: every format is read, who may be on one is proposed with reasons, and a person decides."""

import datetime as dt
import json
import subprocess
import sys

import pytest

from onrecord import pipeline
from onrecord.errors import InputError, UsageError
from onrecord.ingest import Options
from onrecord.lists import Candidate, Entry, compare, read_list
from onrecord.record import Record, Signed, decide_identity, decide_pair, undo
from onrecord.record.identities import identities, on_lists
from onrecord.record.listing import people
from onrecord.report import Scope, contents

NOW = dt.datetime(2024, 5, 1, tzinfo=dt.UTC)
TEXTS = (
    "General Tomas Varga heads the Karsland Security Directorate. The council called for sanctions on the Karsland Security Directorate on Monday.",
    "Tomas Varga denied it. Minister Edda Lindqvar spoke in Marisk. Varga left. Yoren Tass, a plumber, was arrested on Tuesday.",
)
FTM = [
    {"id": "k-1", "schema": "Person", "properties": {"name": ["VARGA, Tomas"], "alias": ["Томас Варга"], "position": ["General of the Directorate"], "country": ["kx"]}},
    {"id": "k-2", "schema": "PublicBody", "properties": {"name": ["Karsland Security Directorate"]}},
    {"id": "k-3", "schema": "Person", "properties": {"name": ["Somebody Else"]}},
    {"id": "s-1", "schema": "Sanction", "properties": {"entity": ["k-2"], "listingDate": ["2022-03-04"], "program": ["External operations"]}},
]  # fmt: skip
CSV = 'id,schema,name,aliases,countries,first_seen,sanctions\nc-1,Person,Edda Lindqvar,"E. Lindqvar;Lindqvar, Edda",ve,2020-01-01T00:00:00,Office holders\nc-2,Vessel,Tomas Varga,,,,\n'
WIKIDATA = {"entities": {"Q1": {"id": "Q1", "labels": {"en": {"value": "Tomas Varga"}, "de": {"value": "Tomas Varga"}}, "aliases": {"en": [{"value": "T. Varga"}]}, "descriptions": {"en": {"value": "general of Karsland"}},
            "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}]}}}}  # fmt: skip


@pytest.fixture
def files(tmp_path):
    (tmp_path / "sanctions.ftm.json").write_text("\n".join(map(json.dumps, FTM)))
    (tmp_path / "officials.csv").write_text(CSV)
    (tmp_path / "wikidata.json").write_text(json.dumps(WIKIDATA))
    return tmp_path


@pytest.fixture
def record(tmp_path):
    opened = Record(tmp_path / "r.record", create=True)
    for n, text in enumerate(TEXTS):
        (tmp_path / f"{n}.txt").write_text(text)
        pipeline.build([str(tmp_path / f"{n}.txt")], opened, Options("2021-05-14", f"Outlet {n}"), 0)
    return opened


def test_every_format_gives_names_days_and_what_for(files):
    entries = {e.id: e for name in ("sanctions.ftm.json", "officials.csv", "wikidata.json") for e in read_list(files / name)}  # fmt: skip
    assert entries["k-2"] == Entry("sanctions", "k-2", "PublicBody", ("Karsland Security Directorate",), "2022-03-04", told="External operations")  # fmt: skip
    assert entries["k-1"].names == ("VARGA, Tomas", "Томас Варга")
    assert (entries["c-1"].names, entries["c-1"].since, entries["c-1"].countries) == (("Edda Lindqvar", "E. Lindqvar", "Lindqvar, Edda"), "2020-01-01", ("VE",))  # fmt: skip
    assert "c-2" not in entries  # a ship
    assert (entries["Q1"].schema, entries["Q1"].url) == ("Person", "https://www.wikidata.org/wiki/Q1")


@pytest.mark.parametrize("data", [b"", b"who,what\n1,2\n", b"{broken", b"\xff\xfe\x00", b"[1, 2"])
def test_what_is_no_list_is_refused_in_a_sentence(tmp_path, data):
    (tmp_path / "x.csv").write_bytes(data)
    with pytest.raises(InputError, match=r"list|CSV"):
        list(read_list(tmp_path / "x.csv"))


def test_a_name_alone_is_said_to_be_a_name_alone():
    entry = Entry("l", "1", "Person", ("Tomas Varga",))
    bare = compare(Candidate("e", "Person", ("Tomas Varga",), frozenset(), frozenset()), entry)
    assert bare
    assert (bare.score, bare.reasons) == (0.5, ("same name: Tomas Varga", "name alone"))
    assert compare(Candidate("e", "Person", ("Varga",), frozenset(), frozenset()), entry) is None
    assert compare(Candidate("e", "Organization", ("Tomas Varga",), frozenset(), frozenset()), entry) is None


def test_who_may_be_on_a_list_is_proposed_with_reasons(record, files):
    assert pipeline.match(record, [files / "sanctions.ftm.json", files / "officials.csv"]) == 3
    rows = {r["name_here"]: r for r in identities(record)}
    assert set(rows) == {"Tomas Varga", "Karsland Security Directorate", "Edda Lindqvar"}
    assert any("post or body: " in x for x in rows["Tomas Varga"]["reasons"])
    assert rows["Edda Lindqvar"]["reasons"][-1] == "name alone"
    assert not any(r["decided"] for r in rows.values())
    pipeline.match(record, [files / "officials.csv"])  # again: the same, and the other list's stay
    assert len(identities(record)) == 3


def test_two_common_words_find_who_has_both(record, files, monkeypatch):
    monkeypatch.setattr("onrecord.record.identities.CROWDED", 1)
    for n, name in enumerate(("Tomas Aber", "Tomas Abel", "Anna Varga", "Berta Varga")):
        (files / f"more{n}.txt").write_text(f"{name} spoke in Marisk on Monday.")
    pipeline.build([str(files / f"more{n}.txt") for n in range(4)], record, Options("2021-05-15", "Other"), 0)
    assert pipeline.match(record, [files / "sanctions.ftm.json"]) >= 1
    assert "k-1" in {i["entry"] for i in identities(record)}


def test_a_person_decides_and_can_take_it_back(record, files):
    pipeline.match(record, [files / "sanctions.ftm.json"])
    (body,) = [r for r in identities(record) if r["entry"] == "k-2"]
    decision = decide_identity(record, "identify", body["entity"][:8], ("sanctions", "k-2"), Signed("ana", NOW))
    assert [(r["since"], r["by"]) for r in on_lists(record, [body["entity"]])[body["entity"]]] == [("2022-03-04", "ana")]  # fmt: skip
    pipeline.settle(record, whole=True)
    pipeline.match(record, [files / "sanctions.ftm.json"])
    assert on_lists(record, [body["entity"]])
    (measure,) = dict(contents(record, Scope()).sections)["Measures"]
    assert ("on a list", "Karsland Security Directorate: sanctions since 2022-03-04") in measure.facts
    undo(record, decision.id, Signed("ana", NOW + dt.timedelta(1)))
    assert not on_lists(record, [body["entity"]])
    with pytest.raises(UsageError, match="nobody proposed"):
        decide_identity(record, "identify", body["entity"], ("sanctions", "k-9"), Signed("ana", NOW))


def test_what_was_decided_holds_when_entities_are_joined(record, files):
    pipeline.match(record, [files / "sanctions.ftm.json"])
    (varga,) = [r for r in identities(record) if r["entry"] == "k-1"]
    decide_identity(record, "identify", varga["entity"], ("sanctions", "k-1"), Signed("ana", NOW))
    (other,) = [p["id"] for p in people(record, ("Person",)).rows if p["name"] == "Edda Lindqvar"]
    decide_pair(record, "merge", (varga["entity"], other), Signed("ana", NOW))
    pipeline.settle(record)
    (now,) = [r for r in identities(record) if r["entry"] == "k-1"]
    assert now["decided"] == "identify"


def test_from_the_command_line(record, files):
    def run(*words):
        return subprocess.run([sys.executable, "-m", "onrecord", *map(str, words)], capture_output=True, text=True)

    shown = run("match", record.place, files / "sanctions.ftm.json", "--name", "The list", "--json")
    rows = [json.loads(line) for line in shown.stdout.splitlines()]
    assert {r["list"] for r in rows} == {"The list"}
    assert run("decide", record.place, "identify", rows[0]["entity"], f"The list/{rows[0]['entry']}", "--reviewer", "ana").returncode == 0  # fmt: skip
    assert [json.loads(line)["by"] for line in run("match", record.place, "--json").stdout.splitlines()].count("ana") == 1  # fmt: skip
    done = run("match", record.place, files / "nothing.csv")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
