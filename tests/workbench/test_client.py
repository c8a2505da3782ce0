"""A record from Python, out of a file and from a running workbench."""

import re
import subprocess
import sys

import pytest

import onrecord
from onrecord.errors import OnrecordError, UsageError


@pytest.fixture(params=["file", "server"])
def opened(request, record):
    if request.param == "file":
        yield onrecord.open(record.place)
        return
    with subprocess.Popen(
        [sys.executable, "-m", "onrecord", "serve", str(record.place), "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as server:
        yield onrecord.open(re.search(r"http\S+", server.stdout.readline())[0])
        server.terminate()


def test_it_answers_the_same_from_a_file_and_a_server(opened):
    assert opened.summary()["documents"] == 3
    assert [f["stage"] for f in opened.findings("incidents", stage="foiled")] == ["foiled"]
    (finding,) = opened.findings("incidents", stage="foiled")
    assert any("origin" in sentence for sentence in opened.finding(finding["finding"])["why"])
    assert opened.document(finding["document"])["text"].startswith(("Plot foiled", "What we know"))
    assert len(list(opened.findings("ties", limit=1))) > 1  # several pages
    assert opened.search("plumber")[0]["source"] == "VNA"
    assert "Yoren Tass" not in str(list(opened.findings("proceedings")))
    with pytest.raises(UsageError, match="nobody in the record"):
        opened.entity("0" * 16)


def test_names_when_asked_for(record):
    assert "Yoren Tass" in str(list(onrecord.open(record.place, names=True).findings("proceedings")))


def test_nobody_there(tmp_path):
    with pytest.raises(OnrecordError, match="no such record"):
        onrecord.open(tmp_path / "none.record")
    with pytest.raises(OnrecordError, match="does not answer"):
        onrecord.open("http://127.0.0.1:9/?token=x")
