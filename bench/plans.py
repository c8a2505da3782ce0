"""What a plan costs as a corpus grows, reading apart: `python bench/plans.py [--documents 12500 50000 200000] [--engine local|ray]`, `make bench-plans`.

Generated documents, each with the claims its ground truth tells (no reader: what it costs is measured by `bench/run.py`), are resolved, grouped and weighed by a plan,
and a record is filled from it. For each size: seconds, thousandths of a second a document, and the most memory that the process and its workers held together.
Flat memory and a slope of 1 are what a plan is for. Beside it, a yardstick, so that a slow minute is seen.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
INCIDENTS = 300
"""Of one unit's world: some 1,960 documents."""
A_UNIT = 1_960
FIELDS = ("/proc/{}/smaps_rollup", "/proc/{0}/task/{0}/children")


def tell_unit(task: Any, _: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """The documents of one world, told as they are."""
    sys.path.insert(0, str(ROOT / "bench"))
    from reporting import reports
    from told import entry
    from world import World

    from onrecord.cluster.reading import entry_row

    for position, report in enumerate(reports(World(task.given["world"], INCIDENTS))):
        yield "entries", entry_row(entry(report), position)


def held(pid: int) -> int:
    """Kilobytes a process and all below it hold (pages that several share are counted once)."""
    try:
        rollup = Path(FIELDS[0].format(pid)).read_text(encoding="ascii")
        below = Path(FIELDS[1].format(pid)).read_text(encoding="ascii").split()
    except OSError:
        return 0
    own = next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return own + sum(held(int(child)) for child in below)


def lies(path: Path) -> int:
    """Bytes that a file, or all in a folder, take."""
    return path.stat().st_size if path.is_file() else sum(f.stat().st_size for f in path.rglob("*") if f.is_file())


def measure(documents: int, engine: str, folder: Path) -> None:
    """One size, in this process: prints what it cost as JSON."""
    from onrecord import cluster
    from onrecord.cluster import Asked, Engine, Folder, plan
    from onrecord.ingest import Options
    from onrecord.record import Record

    units = [{"world": n + 1} for n in range(max(1, round(documents / A_UNIT)))]
    asked = Asked(Options(), "rules", cluster.buckets(documents))
    doing, most = "", {}

    def watch() -> None:
        while True:
            most[doing] = max(most.get(doing, 0), held(os.getpid()) / 1e6)
            time.sleep(0.2)

    def progress(what: str, done: int, of: int) -> None:
        nonlocal doing
        doing = what.partition(":")[0]
        if done == of or not done:
            print(f"{what} {done} of {of}", file=sys.stderr, flush=True)

    made = plan.Plan(Engine(engine, "", 2), Folder(str(folder / "datasets")), asked, units, progress)
    made.read_units(tell_unit, "entries", "aside")
    started = time.perf_counter()
    sorted(hash(str(i)) for i in range(1_000_000))
    yardstick = time.perf_counter() - started
    threading.Thread(target=watch, daemon=True).start()
    began = time.perf_counter()
    plan.weave(made)
    woven = time.perf_counter() - began
    record = Record(folder / "made.record", create=True)
    cluster.fill_from(made, record, lambda told: progress(told, 1, 1))
    whole = time.perf_counter() - began
    size, claims = record.size(), sum(1 for _ in cluster.rows(made, "claims"))
    record.close()
    lying = {
        name: lies(folder / path) / size
        for name, path in (("read", "datasets/read"), ("work", "datasets/work"), ("record", "made.record"))
    }
    print(
        json.dumps(
            {
                "documents": size,
                "claims": claims,
                "woven": woven,
                "whole": whole,
                "memory": max(most.values()),
                "steps": sorted(most.items(), key=lambda step: -step[1])[:5],
                "yardstick": yardstick,
                "lying": lying,
                "buckets": asked.buckets,
            }
        )
    )


def main() -> None:
    """Every size, each in a process and a folder of its own."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--documents", type=int, nargs="+", default=[12_500, 50_000, 200_000])
    asked.add_argument("--engine", default="local")
    asked.add_argument("--one", type=int)
    asked.add_argument("--folder", type=Path)
    args = asked.parse_args()
    if args.one:
        measure(args.one, args.engine, args.folder)
        return
    before = None
    for documents in args.documents:
        folder = Path(tempfile.mkdtemp(dir=args.folder))
        command = [sys.executable, __file__, "--one", str(documents), "--engine", args.engine, "--folder", str(folder)]
        told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        each = 1000 * told["whole"] / told["documents"]
        print(
            f"{told['documents']:,} documents, {told['claims']:,} claims, {told['buckets']} buckets: woven in {told['woven']:.0f} s, record filled after {told['whole']:.0f} s, "
            f"{each:.1f} ms a document; {told['memory']:.2f} GB at most; yardstick {told['yardstick']:.2f} s", flush=True,
        )  # fmt: skip
        print("  most memory in " + ", ".join(f"{step} {gb:.2f}" for step, gb in told["steps"]), flush=True)
        print(
            "  kilobytes a document: " + ", ".join(f"{name} {size / 1000:.1f}" for name, size in told["lying"].items()),
            flush=True,
        )
        if before:
            grown = (told["whole"] / told["yardstick"]) / (before["whole"] / before["yardstick"])
            times = told["documents"] / before["documents"]
            print(
                f"  {times:.1f} times the documents: {grown:.1f} times the cost (in yardsticks), {told['memory'] / before['memory']:.2f} times the memory",
                flush=True,
            )
        before = told
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
