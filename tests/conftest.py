import datetime as dt
import io
import socket
from pathlib import Path

import pytest

from onrecord import pipeline
from onrecord.claim import extract_claims
from onrecord.export import FORMATS, Outgoing
from onrecord.ingest import Options
from onrecord.model import Document
from onrecord.read import READERS
from onrecord.record import Record, Signed, correct_claim, decide_claim


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Nothing outside this machine; servers that a test starts itself may be asked."""
    connect = socket.socket.connect

    def only_here(self, address):
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1"):
            raise AssertionError("a test reached for the network")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture
def read():
    """Text -> (reading, claims), read by rule: what the claim room does must not hang on weights."""

    def run(text, published="2021-03-04"):
        reading = READERS["rules"](Document("d", "d" * 64, text, "test", published=published))
        return reading, extract_claims(reading)

    return run


@pytest.fixture
def told(read):
    """Text -> [(kind, type, {role: names})] and the claims themselves by kind and type."""

    def run(text, kind, subtype=None, published="2021-03-04"):
        return [c for c in read(text, published)[1] if c.kind == kind and subtype in (None, c.type)]

    return run


# What exports and what comes back are tried on: a private person, a post, a measure, a place on the map, hostile text.
LEAVING = {
    "plot": "Plot foiled in Tarn Haven\n\nTARN HAVEN, 12 May 2021 (VNA) -- Velmoran police foiled a plot to kill the exile leader Lena Orvath in Tarn Haven, Interior Minister Edda "
    "Lindqvar said on Wednesday. Police arrested Yoren Tass, a plumber, on Tuesday. Velmora expelled two diplomats. He was charged with conspiracy on Thursday.",
    "attack": "MARISK, 14 May 2021 -- Gunmen killed the editor Leo Varn in Marisk on Friday and wounded two guards, <b>police</b> said & left. The KSD is headed by General Tomas Varga. "
    "Ardany imposed sanctions on the KSD. =cmd|'/c calc'!A1 is no formula.\x0b The consulate in Brussels was attacked on 3 May 2021.",
}  # fmt: skip


@pytest.fixture(scope="session")
def record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exported")
    opened = Record(folder / "small.record", create=True)
    for name, text in LEAVING.items():
        (folder / f"{name}.txt").write_text(text)
        pipeline.build(
            [str(folder / f"{name}.txt")], opened, Options(None, "VNA" if name == "plot" else '=HYPERLINK("x")'), 0
        )
    return opened


@pytest.fixture
def reviewed(record, tmp_path):
    """A copy in which some claims are decided on."""
    (tmp_path / "reviewed.record").write_bytes(Path(record.place).read_bytes())
    opened = Record(tmp_path / "reviewed.record")
    with opened.engine.connect() as db:
        ids = {r.kind: r.id for r in db.exec_driver_sql("SELECT id, kind FROM claims ORDER BY id")}
    now = dt.datetime(2024, 5, 1, tzinfo=dt.UTC)
    decide_claim(opened, ids["tie"], "accept", Signed("ana", now))
    decide_claim(opened, ids["measure"], "reject", Signed("ana", now))
    correct_claim(opened, ids["incident"], {"certainty": "possible"}, Signed("ana", now))
    pipeline.settle(opened)
    return opened


@pytest.fixture(scope="session")
def written():
    """An export as text, or bytes where its format is binary."""

    def write(record, to, *, unmask=False):
        out = io.BytesIO() if FORMATS[to].binary else io.StringIO()
        FORMATS[to].write(Outgoing(record, unmask=unmask), out)
        return out.getvalue()

    return write
