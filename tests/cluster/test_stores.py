import gzip
import os

import pytest
from cluster.built import exported, onrecord
from cluster.store import Store

from onrecord.cluster.folder import Folder
from onrecord.cluster.inputs import CUT, ITEMS, Input, count, inputs, raws, units
from onrecord.errors import RecordError, UsageError
from onrecord.ingest import Options


@pytest.fixture
def store(monkeypatch):
    server = Store()
    for name, value in {"AWS_ENDPOINT_URL": server.address, "AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s", "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true"}.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    yield server
    server.shutdown()
    server.server_close()


def page(url: str, text: str) -> bytes:
    """A page as a web archive keeps it."""
    body = f"<html><body><article><p>{text}</p><p>{text}</p></article></body></html>".encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    told = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    return gzip.compress(told.encode() + answer + b"\r\n\r\n")


def test_a_store_is_built_from_and_worked_in(store, tmp_path):
    text = "Police foiled a plot to bomb the harbour in Marisk on 4 March 2021, the Interior Ministry said."
    store.objects["news/2021/a.txt"] = text.encode()
    store.objects["news/2021/b.jsonl"] = (
        b'{"text": "Gunmen attacked the harbour in Marisk on 5 March 2021.", "source": "The Outlet", "date": "2021-03-05"}\n'
    )
    store.objects["news/2021/notes.py"] = b"print()"
    for name, data in store.objects.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    onrecord(
        "build",
        "s3://news/2021",
        "-r",
        tmp_path / "s.record",
        "--reader",
        "rules",
        "--engine",
        "local",
        "--datasets",
        "s3://work/run",
        "--source",
        "X",
    )
    onrecord("build", tmp_path / "news", "-r", tmp_path / "p.record", "--reader", "rules", "--source", "X")
    here, there = (exported(tmp_path / name) for name in ("p.record", "s.record"))
    assert there == here.replace(f"{tmp_path}/news/", "s3://news/")
    assert any(name.startswith("work/run/claims/month=2021-03/") for name in store.objects)


def test_a_news_crawl_is_its_list_of_paths_each_archive_a_unit(store):
    archives = ["crawl-data/CC-NEWS/2021/03/CC-NEWS-1.warc.gz", "crawl-data/CC-NEWS/2021/03/CC-NEWS-2.warc.gz"]
    for n, name in enumerate(archives):
        store.objects[f"crawl/{name}"] = page(
            f"https://outlet.example/{n}", f"Police foiled plot number {n} in Marisk, it was said at length."
        )
    store.objects["crawl/crawl-data/CC-NEWS/2021/03/warc.paths.gz"] = gzip.compress("\n".join(archives).encode())
    found = list(inputs(["s3://crawl/crawl-data/CC-NEWS/2021/03/warc.paths.gz"]))
    assert [f.address for f in found] == [f"s3://crawl/{name}" for name in archives]
    made = list(units(found, {}))
    assert [u["archive"] for u in made] == [f.address for f in found]
    assert [r.address for unit in made for r in raws(unit, Options())] == [
        "https://outlet.example/0",
        "https://outlet.example/1",
    ]


@pytest.mark.parametrize(("address", "says"), [("s3://news/none", "does not exist"), ("s3://none", "does not exist"), ("http://a.example/x", "without --engine")])  # fmt: skip
def test_what_is_not_there_is_said_in_one_line(store, address, says):
    store.objects["news/a.txt"] = b"x"
    with pytest.raises(UsageError, match=says):
        list(inputs([address]))


def test_a_list_that_names_what_is_not_there_is_refused(store):
    store.objects["crawl/warc.paths"] = b"gone.warc.gz"
    with pytest.raises(UsageError, match=r"names crawl/gone\.warc\.gz"):
        list(inputs(["s3://crawl/warc.paths"]))


def test_archives_are_cut_so_that_every_line_is_in_one_unit(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f'{{"text": "t{n}", "id": "{n}"}}\n' for n in range(2 * ITEMS + 7)))
    assert count(str(path), Options()) == 2 * ITEMS + 7
    found = list(inputs([str(path)]))
    assert found[0].archive in CUT
    made = list(units(found, {str(path): 2 * ITEMS + 7}))
    refs = [r.fields["ref"] for unit in made for r in raws(unit, Options())]
    assert [u["first"] for u in made] == [0, ITEMS, 2 * ITEMS]
    assert refs == [str(n) for n in range(2 * ITEMS + 7)]


def test_units_are_in_the_order_of_their_inputs():
    found = [Input(name, 1, "") for name in ("a.txt", "b.html", "c.jsonl", "d.pdf", "e.warc.gz", "f.txt")]
    told = [u.get("files") or u["archive"] for u in units(found, {"c.jsonl": 1})]
    assert told == [["a.txt", "b.html"], "c.jsonl", ["d.pdf"], "e.warc.gz", ["f.txt"]]


@pytest.mark.parametrize("root", ["here", "s3://work/run"])
def test_a_file_is_there_whole_or_not_at_all(store, tmp_path, monkeypatch, root):
    monkeypatch.chdir(tmp_path)
    folder = Folder(root)
    writer = folder.writer("crowded", "x/a.parquet")
    writer.add({"key": "k"})
    assert folder.names("x") in ([], [f"a.parquet.{os.getpid()}.part"])
    writer.close(ValueError())
    assert folder.names("x") == []
    with pytest.raises(RecordError, match="is gone"):
        list(folder.rows("x/a.parquet"))
    writer = folder.writer("crowded", "x/a.parquet")
    writer.add({"key": "k"})
    writer.close()
    assert list(folder.rows("x/a.parquet")) == [{"key": "k"}]
