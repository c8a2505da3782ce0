"""What an export of a large record takes: `python bench/exports.py [--claims N] [FORMAT...]`, part of `make bench`. Memory is the process's own peak."""

import argparse
import os
import subprocess
import sys
import time

from pages import ROOT, make

FORMATS = ("jsonl", "ftm", "turtle")


def main(argv: list[str] | None = None) -> None:
    """Make the record if it is not there, then export it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("formats", nargs="*", default=FORMATS)
    given = parser.parse_args(argv)
    path = ROOT / "out" / "bench" / f"{given.claims}.record"
    make(path, given.claims)
    for to in given.formats:
        started = time.perf_counter()
        with subprocess.Popen([sys.executable, "-m", "onrecord", "export", str(path), "--to", to], stdout=subprocess.DEVNULL) as running:  # fmt: skip
            _, status, used = os.wait4(running.pid, 0)
            running.returncode = status
        assert status == 0, to
        print(f"{to:12} {time.perf_counter() - started:6.0f} s, {used.ru_maxrss / 1000:.0f} MB (to reach: under 300 MB)", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
