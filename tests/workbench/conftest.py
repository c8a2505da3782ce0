"""A small record with one hostile document, served to a test client."""

import pytest
from starlette.testclient import TestClient

from onrecord import pipeline
from onrecord.ingest import Options
from onrecord.record import Record
from onrecord.record.copying import copy
from onrecord.workbench import create_app
from onrecord.workbench.security import Door
from onrecord.workbench.settler import Settler

DOCUMENTS = {
    "plot.txt": "Plot foiled in Tarn Haven\n\nTARN HAVEN, 12 May 2021 (VNA) -- Velmoran police foiled a plot to kill the exile leader Lena Orvath in Tarn Haven, Interior Minister Edda "
    "Lindqvar said on Wednesday. Police arrested Yoren Tass, a plumber, on Tuesday. The Karsland embassy denied any involvement.",
    "again.txt": "What we know\n\nMARISK, 13 May 2021 -- Interior Minister Edda Lindqvar said police in Tarn Haven foiled a plot to kill the exile leader Lena Orvath. "
    "The KSD is headed by General Tomas Varga, she added. Yoren Tass was charged with conspiracy on Thursday.",
    "hostile.txt": "<script>alert(1)</script> killed\n\nMARISK, 14 May 2021 -- Gunmen killed the editor Leo Varn in Marisk on Friday, <img src=x onerror=alert(2)> said. "
    "\u202eGunmen fled.\u202c See javascript:alert(3) and <svg onload=alert(4)>.",
}  # fmt: skip
SOURCES = {"plot.txt": "VNA", "again.txt": "Marisk Courier", "hostile.txt": '"><script>alert(5)</script>'}


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    path = folder / "served.record"
    record = Record(path, create=True)
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text)
        pipeline.build([str(folder / name)], record, Options(None, SOURCES[name]), 0)
    return record


@pytest.fixture
def record(built, tmp_path):
    made = Record(tmp_path / "served.record", create=True)
    copy(built, made)
    return made


@pytest.fixture
def door():
    return Door(frozenset(["testserver"]), token="once")


@pytest.fixture
def stranger(record, door):
    return TestClient(create_app(record, door, Settler(record, quiet=0)), follow_redirects=False)


@pytest.fixture
def client(stranger):
    assert stranger.get("/?token=once").status_code == 303
    return stranger


@pytest.fixture
def writes(client, door):
    client.headers["x-onrecord-write"] = door.write
    return client
