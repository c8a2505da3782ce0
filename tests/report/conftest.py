"""A small record with a private person, a denial, a place on the map and hostile text."""

import pytest

from onrecord import pipeline
from onrecord.ingest import Options
from onrecord.record import Record

TEXTS = {
    "VNA": "Plot foiled in Tarn Haven\n\nTARN HAVEN, 12 May 2021 (VNA) -- Velmoran police foiled a plot to kill the exile leader Lena Orvath in Tarn Haven, Interior Minister Edda "
    "Lindqvar said on Wednesday. Police arrested Yoren Tass, a plumber, on Tuesday. The KSD is headed by General Tomas Varga.",
    "Marisk Courier": "<script>alert(1)</script>\n\nMARISK, 14 May 2021 -- Gunmen attacked the consulate in Brussels on 3 May 2021, *police* said & [left](x). "
    "The KSD was behind the attack in Brussels, Lena Orvath said. The KSD denied that it was behind the attack in Brussels. Ardany imposed sanctions on the KSD.",
}  # fmt: skip


@pytest.fixture(scope="session")
def record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reported")
    opened = Record(folder / "small.record", create=True)
    for n, (source, text) in enumerate(TEXTS.items()):
        (folder / f"{n}.txt").write_text(text)
        pipeline.build([str(folder / f"{n}.txt")], opened, Options(None, source), 0)
    return opened
