"""A document that makes its reader hang, eat memory or die is set aside; all others are read, in order."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord import pipeline, workers
from onrecord.errors import InputError
from onrecord.ingest import Options, Raw
from onrecord.read import READERS
from onrecord.record import Record, problems


def poisoned(document):
    """A reader whose parser does what a document says."""
    if "HANGS" in document.text:
        time.sleep(1000)
    if "SPINS" in document.text:
        while True:
            pass
    if "EATS" in document.text:
        held = [bytearray(1 << 29)]
        while True:
            held.append(bytearray(1 << 29))
    if "CRASHES" in document.text:
        os.kill(os.getpid(), signal.SIGSEGV)
    return READERS["rules"](document)


@pytest.fixture
def folder(tmp_path):
    for name, word in (("a", ""), ("b", "HANGS"), ("c", "EATS"), ("d", ""), ("e", "CRASHES"), ("f", "SPINS"), ("g", "")):  # fmt: skip
        (tmp_path / f"{name}.txt").write_text(f"Gunmen killed the editor Leo Varn in Marisk on Friday. It is text {name} {word}.")  # fmt: skip
    return tmp_path


@pytest.mark.parametrize("jobs", [1, 2])
def test_poisoned_documents_are_set_aside_and_the_run_goes_on(folder, monkeypatch, jobs):
    monkeypatch.setattr(workers, "SECONDS", 4.0)
    monkeypatch.setattr(workers, "MEMORY", 1 << 30)
    record = Record(folder / "r.record", create=True)
    report = pipeline.build([str(folder)], record, Options("2021-03-04", "VNA"), jobs, reader=poisoned)
    told = {e.where[-5:]: e.problem for e in report.set_aside}
    assert report.added == 3
    assert told == {"b.txt": "was not read within 4 seconds", "c.txt": "cannot be read (MemoryError)", "e.txt": f"made its reader stop (exit {-signal.SIGSEGV})", "f.txt": "was not read within 4 seconds"}  # fmt: skip
    assert list(problems(record)) == []
    for each in "bcef":
        (folder / f"{each}.txt").write_text(f"Police arrested a man in Marisk. It is text {each}, mended.")
    again = pipeline.build([str(folder)], record, Options("2021-03-04", "VNA"), jobs, reader=poisoned)
    assert (again.added, again.known, again.set_aside) == (4, 3, [])


def slowly(raw, options):
    time.sleep(int(raw.address) % 3 / 20)
    return raw.address


def test_results_come_in_input_order_and_few_are_held():
    taken = []

    def raws():
        for i in range(30):
            taken.append(i)
            yield InputError(str(i), "is broken", "mend it") if i == 7 else Raw(str(i), b"x", None, "", {})

    seen = 0
    for n, result in enumerate(workers.in_order(slowly, raws(), Options(None, None), 2)):
        assert (result.where if isinstance(result, InputError) else result) == str(n)
        assert len(taken) <= seen + 2 * workers.AHEAD + 2
        seen += 1
    assert seen == 30


def test_a_long_input_has_longer():
    assert workers._seconds(Raw("a", b"x" * 500_000, None, "", {})) == workers.SECONDS + 100


def test_a_parent_that_is_killed_leaves_no_worker_behind(tmp_path):
    (tmp_path / "a.txt").write_text("Gunmen killed the editor Leo Varn in Marisk on Friday.")
    code = """
import time
from onrecord import workers
from onrecord.ingest import Options, Raw
def hang(raw, options):
    time.sleep(1000)
for _ in workers.in_order(hang, [Raw(str(i), b"x", None, "", {}) for i in range(4)], Options(None, None), 2): pass
"""
    parent = subprocess.Popen([sys.executable, "-c", code])
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
    for _ in range(600):
        time.sleep(0.1)
        workers_ = children.read_text().split()
        if len(workers_) >= 2:
            break
    time.sleep(0.5)
    parent.kill()
    parent.wait()
    for _ in range(50):
        left = [w for w in workers_ if Path(f"/proc/{w}/cmdline").exists() and Path(f"/proc/{w}/cmdline").read_bytes()]
        if not left:
            break
        time.sleep(0.1)
    assert left == []
