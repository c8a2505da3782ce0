"""Reporting to be built by a plan: a synthetic world's, with what makes builds differ: copies, one text twice, a page that changed, broken files, no dates."""

import shutil
from pathlib import Path

import pytest
from cluster.built import lines, onrecord, write_jsonl


@pytest.fixture(scope="session")
def corpus(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    every = lines(1, 9)
    half = len(every) // 2
    write_jsonl(folder / "a.jsonl", every[:half] + every[:3])
    write_jsonl(folder / "b.jsonl", [*every[half:], {"id": "no date", "text": every[0]["text"] + " It went on."}])
    page = {"id": "page", "url": "https://outlet.example/page", "source": "The Outlet", "date": "2021-03-04"}
    write_jsonl(folder / "c.jsonl", [page | {"text": "Police foiled a plot to bomb the harbour in Marisk."}, page | {"text": "Police in Marisk foiled a plot to bomb the old harbour."}])  # fmt: skip
    (folder / "d.jsonl").write_text('{"text": broken\n', encoding="utf-8")
    demo = Path(__file__).parents[2] / "src" / "onrecord" / "demo" / "corpus"
    for file in sorted(demo.iterdir())[:12]:
        shutil.copy(file, folder / file.name)
    (folder / "zz.pdf").write_bytes(b"%PDF-1.4 broken")
    return folder


@pytest.fixture(scope="session")
def by_one_process(corpus, tmp_path_factory) -> Path:
    """What `onrecord build` makes of it without an engine."""
    record = tmp_path_factory.mktemp("one") / "one.record"
    onrecord("build", corpus, "-r", record, "--reader", "rules", expected=3)
    return record
