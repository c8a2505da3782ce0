"""A record in PostgreSQL is the record that a file holds: same bytes out, same decisions, nothing lost when the server goes."""

import contextlib
import datetime as dt
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select

from onrecord import pipeline
from onrecord.errors import RecordError, UsageError
from onrecord.ingest import Options
from onrecord.record import Filters, Record, Signed, decide_claim, decisions, problems, schema, search
from onrecord.record.copying import copy, copy_to_file
from onrecord.record.postgres import PostgresSchema, config, document_words, written
from onrecord.record.words import hits, terms

NOW = dt.datetime(2024, 5, 1, tzinfo=dt.UTC)
TEXT = "MARISK, 14 May 2021 -- Gunmen killed the editor Léo Várn-Dahl in Marisk on Friday, police said."


def run(*arguments, cwd=None):
    command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True)


def built(record, folder, texts):
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    return pipeline.build([str(folder)], record, Options(None, "VNA"), 0)


def test_copied_there_and_back_every_export_is_the_same(reviewed, address, opened, tmp_path, written):
    there = opened(address, create=True)
    assert copy(reviewed, there) == 2
    back = opened(tmp_path / "reviewed.record.back", create=True)
    copy(there, back)
    assert list(problems(there)) == []
    for to in ("json", "csv", "ftm", "annotations", "graphml", "turtle"):
        assert written(there, to) == written(reviewed, to) == written(back, to), to


def test_built_there_it_is_what_a_file_holds(address, opened, tmp_path, written):
    texts = {f"n{i}": f"{TEXT} Reference {i}." for i in range(3)}
    there, here = opened(address, create=True), opened(tmp_path / "here.record", create=True)
    for record in (there, here):
        built(record, tmp_path / "in", texts)
        built(
            record, tmp_path / "in", {"n1": "Police in Marisk arrested Yoren Tass, a plumber, on Tuesday."}
        )  # changed
        claim = min(c["id"] for c in _claims(record))
        decide_claim(record, claim, "accept", Signed("ana", NOW))
        pipeline.settle(record)
    assert written(there, "json", unmask=True) == written(here, "json", unmask=True)
    assert list(problems(there)) == []


def _claims(record):
    from onrecord.record import everything

    return [row for table, row in everything(record) if table == "claims"]


@pytest.mark.parametrize("query", ["editor", "leo", "VÁRN", '"killed the editor"', '"varn dahl"', "gun*", "police marisk", "nowhere", "1 2021"])  # fmt: skip
def test_a_search_finds_there_what_it_finds_in_a_file(address, opened, tmp_path, query):
    found = []
    for place in (address, tmp_path / "here.record"):
        record = opened(place, create=True)
        built(record, tmp_path / "in", {"a": TEXT, "b": "Editors met; the police of Marisk, they say, killed nobody."})
        found.append([(h["document"], h["sentence"], h["hits"]) for h in search(record, query, Filters())])
        assert search(record, query, Filters(source="VNA", since="2022-01-01")) == []
    assert {str(f) for f in found[0]} == {str(f) for f in found[1]}


def test_hits_are_where_the_words_are():
    text = "Léo Várn-Dahl, the editor; LEO VARN said."
    assert [text[s:e] for s, e in hits(text, terms('"leo varn" edit*'))] == ["Léo Várn", "editor", "LEO VARN"]


def test_migrations_go_up_down_and_up_and_make_the_tables_of_today(address, opened):
    record = opened(address, create=True)
    backend = PostgresSchema(address)
    with record.writing.execution_options(writes=False).begin() as db:
        differences = compare_metadata(MigrationContext.configure(db, opts={"version_table": "format"}), _every_table())
        assert [d for d in differences if "format" not in str(d)] == []
        command.downgrade(config(db), "base")
        assert inspect(db).get_table_names() == ["format"]
        assert db.exec_driver_sql("SELECT count(*) FROM pg_proc WHERE pronamespace = current_schema::regnamespace").scalar_one() == 0  # fmt: skip
    with pytest.raises(RecordError, match="no such record"):
        Record(address)
    again = opened(address, create=True)
    assert again.known() == frozenset()
    assert backend.name == again.name


def _every_table():
    from sqlalchemy import MetaData

    every = MetaData()
    for table in (*schema.METADATA.sorted_tables, document_words, written):
        table.to_metadata(every)
    return every


def test_very_much_written_is_counted_once_at_the_end(record, address, opened):
    there = opened(address, create=True)
    copy(record, there)
    with there.engine.connect() as db:
        triggers = list(db.exec_driver_sql("SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text <> ''").scalars())  # fmt: skip
        versions = db.exec_driver_sql("SELECT max(n_tup_upd) FROM pg_stat_user_tables WHERE relname = 'counters' AND schemaname = current_schema()").scalar_one()  # fmt: skip
        counts = {tuple(r) for r in db.exec_driver_sql("SELECT of, key, n FROM counters WHERE n <> 0")}
    with record.engine.connect() as db:
        assert {tuple(r) for r in db.exec_driver_sql("SELECT of, key, n FROM counters WHERE n <> 0")} == counts
    assert all("onrecord.uncounted" in t for t in triggers if "_counted" in t)
    assert not versions


def test_a_newer_format_is_refused(address, opened):
    record = opened(address, create=True)
    with record.writing.begin() as db:
        db.exec_driver_sql("UPDATE format SET version_num = '99'")
    with pytest.raises(RecordError, match="newer Onrecord"):
        Record(address)


def test_two_builds_at_once_and_one_that_comes_late(address, tmp_path):
    (tmp_path / "in").mkdir()
    for i in range(4):
        (tmp_path / "in" / f"{i}.txt").write_text(f"{TEXT} Reference {i}.")
    both = [
        subprocess.Popen([sys.executable, "-m", "onrecord", "build", "in", "--record", address, "--jobs", "1"], cwd=tmp_path, stderr=subprocess.PIPE, text=True, stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]  # fmt: skip
    told = [p.communicate()[1] for p in both]
    assert [p.returncode for p in both] == [0, 0], told
    done = run("check", address)
    assert (done.returncode, done.stdout) == (0, f"{address}: whole\n")
    assert "4 already known" in run("build", "in", "--record", address, cwd=tmp_path).stdout


def test_names_and_addresses_of_any_length_are_kept(address, opened, tmp_path):
    record = opened(address, create=True)
    long = "Mr " + "Aa" * 3_000
    (tmp_path / "in.jsonl").write_text(
        f'{{"text": "{long} was arrested in Marisk on Friday. {long} denied it.", "url": "http://a.example/{"x" * 9_000}"}}\n'
    )
    report = pipeline.build([str(tmp_path / "in.jsonl")], record, Options(None, None), 0)
    assert (report.added, report.set_aside) == (1, [])
    assert list(problems(record)) == []


def test_a_document_larger_than_a_tsvector_is_found_by_its_first_words(address, opened, tmp_path):
    record = opened(address, create=True)
    words = " ".join(f"zeug{i}" for i in range(150_000))
    built(record, tmp_path / "in", {"big": f"Gunmen fled. {words}"})
    assert len(search(record, "gunmen zeug77", Filters())) == 1


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("postgresql://u:secret@127.0.0.1:1/x", "no PostgreSQL answers there"),
        ("postgresql://onrecord:secret@127.0.0.1:{port}/nowhere", "is not there"),
        ("postgresql://u:secret@127.0.0.1:{port}/postgres", "no such user"),
        ("postgresql://onrecord:secret@127.0.0.1:{port}/postgres?record=never", "no such record"),
    ],
)
def test_what_cannot_be_opened_is_one_line_without_the_password(cluster, place, words):
    done = run("show", place.format(port=cluster.port))
    assert done.returncode == 1
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "secret" not in done.stderr


@pytest.mark.parametrize("place", ["postgresql://h/x?record=A-b", "postgresql://h/x?record=pg_x", "postgresql://h:x/y"])
def test_an_address_that_names_no_record_is_misuse(place):
    with pytest.raises(UsageError):
        Record(place)


def test_a_restarted_server_is_asked_again(cluster, address, opened, tmp_path):
    record = opened(address, create=True)
    built(record, tmp_path / "in", {"a": TEXT})
    failed, stop = [], threading.Event()

    def reading():
        while not stop.is_set():
            try:
                assert len(record.known()) == 1
            except RecordError as error:
                failed.append(str(error))

    threads = [threading.Thread(target=reading) for _ in range(4)]
    for thread in threads:
        thread.start()
    cluster.stop()
    cluster.start()
    stop.set()
    for thread in threads:
        thread.join()
    assert all(len(f.splitlines()) == 1 and "psycopg" not in f for f in failed), failed[:3]
    assert len(record.known()) == 1
    assert list(problems(record)) == []


class Cut:
    """A way to the server that can be cut."""

    def __init__(self, port):
        self.port, self.open = port, True
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.own = self.listening.getsockname()[1]
        self.sockets = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                near, _ = self.listening.accept()
            except OSError:
                return
            if not self.open:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self.port))
            self.sockets += [near, far]
            for a, b in ((near, far), (far, near)):
                threading.Thread(target=self._pump, args=(a, b), daemon=True).start()

    def _pump(self, a, b):
        try:
            while data := a.recv(65536):
                b.sendall(data)
        except OSError:
            pass

    def cut(self):
        self.open = False
        for s in self.sockets:
            with contextlib.suppress(OSError):
                s.shutdown(socket.SHUT_RDWR)


def test_a_cut_network_leaves_whole_documents_and_the_build_goes_on(cluster, address, opened, tmp_path, written):
    texts = {f"n{i:02}": f"{TEXT} Reference {i}." for i in range(40)}
    way = Cut(cluster.port)
    through = opened(address.replace(str(cluster.port), str(way.own)), create=True)
    add, calls = through.add, []

    def add_and_cut(entries):
        calls.append(1)
        if len(calls) == 2:
            way.cut()
        return add(entries)

    through.add = add_and_cut
    with pytest.raises(RecordError, match=r"broke off|no PostgreSQL answers|database error"):
        built(through, tmp_path / "in", texts)
    whole = opened(address)
    assert 0 < len(whole.known()) < 40
    assert list(problems(whole)) == []
    built(whole, tmp_path / "in", texts)
    undisturbed = opened(tmp_path / "u.record", create=True)
    built(undisturbed, tmp_path / "in", texts)
    assert written(whole, "json") == written(undisturbed, "json")


def test_from_the_command_line_there_and_back(record, address, opened, tmp_path):
    assert run("copy", record.place, address).returncode == 0
    assert "whole" in run("check", address).stdout
    assert "holds documents already" in run("copy", record.place, address).stderr
    known = run("export", address, "--to", "json", "--as-of", "2021-05-13")
    assert known.stdout == run("export", record.place, "--to", "json", "--as-of", "2021-05-13").stdout
    assert run("bundle", address, "-o", tmp_path / "b.zip").returncode == 0
    assert "as it was made" in run("check", tmp_path / "b.zip").stdout
    copied = copy_to_file(opened(address), tmp_path / "carried.record")
    assert run("export", copied, "--to", "json").stdout == run("export", record.place, "--to", "json").stdout
    assert Path(copied).is_file()


def test_one_moment_stays_as_it_was_whoever_writes(shared):
    with shared.one_moment():
        before = decisions(shared)
        with shared.reading() as db:
            claim = db.execute(select(schema.claims.c.id).limit(1)).scalar_one()
        decide_claim(shared, claim, "accept", Signed("ana", NOW))
        assert decisions(shared) == before
    assert len(decisions(shared)) == len(before) + 1
