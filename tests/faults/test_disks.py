"""A disk that is full, or may only be read: one line says so, nothing half-written is left, and what was there is whole."""

import contextlib
import os
import subprocess
import sys

import pytest

from onrecord.record import Record, problems

TEXT = "MARISK, 14 May 2021 -- Gunmen killed the editor Leo Varn in Marisk on Friday, police said. Police arrested Yoren Tass. "


@contextlib.contextmanager
def mounted(folder, options):
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.fixture
def disk(tmp_path):
    """A disk of two megabytes."""
    if os.geteuid():
        pytest.skip("only root may mount a small disk")
    try:
        with mounted(tmp_path / "disk", "size=2m") as folder:
            yield folder
    except subprocess.CalledProcessError:
        pytest.skip("no disk can be mounted here")


def run(*arguments):
    done = subprocess.run([sys.executable, "-m", "onrecord", *map(str, arguments)], capture_output=True, text=True)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def documents(folder, count):
    folder.mkdir(exist_ok=True)
    for i in range(count):
        (folder / f"{i:03}.txt").write_text(f"{TEXT * 8}It is report {i}.")
    return folder


def test_a_build_on_a_full_disk_keeps_what_it_had_and_goes_on_when_there_is_room(disk, tmp_path):
    place = disk / "r.record"
    done = run("build", documents(tmp_path / "in", 150), "--record", place, "--reader", "rules")
    assert done.returncode == 1
    assert "the disk is full; free some space" in done.stderr
    record = Record(place)
    before = record.known()
    assert 0 < len(before) < 150
    assert list(problems(record)) == []
    record.close()
    subprocess.run(["mount", "-o", "remount,size=60m", disk], check=True)
    assert run("build", tmp_path / "in", "--record", place, "--reader", "rules").returncode == 0
    assert len(Record(place).known()) == 150


@pytest.mark.parametrize("command", [("export", "--to", "json"), ("export", "--to", "xlsx"), ("report", "--all"), ("bundle",)])  # fmt: skip
def test_what_is_written_to_a_full_disk_is_whole_or_not_there(disk, tmp_path, command):
    place = tmp_path / "r.record"
    run("build", documents(tmp_path / "in", 5), "--record", place, "--reader", "rules")
    with contextlib.suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
        while True:
            filler.write(b"x" * 4096)
    ending = {"report": "html", "bundle": "zip"}.get(command[0], command[-1])
    done = run(command[0], place, *command[1:], "-o", disk / f"out.{ending}")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert not (disk / f"out.{ending}").exists()


def test_a_disk_that_may_only_be_read(disk, tmp_path):
    place = disk / "r.record"
    assert run("build", documents(tmp_path / "in", 2), "--record", place, "--reader", "rules").returncode == 0
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    assert run("show", place, "incidents").returncode == 0
    assert run("check", place).returncode == 0
    documents(tmp_path / "in", 3)
    for arguments in (("build", tmp_path / "in", "--record", place, "--reader", "rules"), ("export", place, "--to", "json", "-o", disk / "x.json")):  # fmt: skip
        done = run(*arguments)
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr
