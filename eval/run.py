"""Scores on the development files, with the scorers beside them: `make eval`.

Beside each score stands what the issue asks to reach.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import calibrate
import demo
import examples
import generated

from onrecord.export import FORMATS, Outgoing
from onrecord.ingest import Options
from onrecord.pipeline import build
from onrecord.record import Record
from onrecord.workers import all_cores

HERE = Path(__file__).parent
TASKS = {
    "attribution": ("polnear/dev.jsonl", "attribution.py"),
    "places": ("geo/lgl_dev.jsonl", "places.py"),
    "muc4": ("muc4/dev.jsonl", "muc4.py"),
    "times": ("time/train.jsonl", "times.py"),
    "events": ("events/dev.jsonl", "events.py"),
    "names": ("names/dev.jsonl", "names.py"),
    "same": ("ecb/dev.jsonl", "same.py"),
}
TO_REACH = {
    "attribution": "whole F1 >= 75", "places": "found and right >= 68", "muc4": "REE all F1 >= 56, RME all F1 >= 46",
    "times": "found >= 85, from and to >= 85", "events": "all fillers F1 >= 45, steps F1 >= 65", "names": "F1 >= 84", "same": "entities F1 >= 82, events P >= 92",
}  # fmt: skip


def score(task: str, gold: Path, scorer: Path) -> str:
    """The scorer's own output for one task; for "same" over a record built from the gold's texts."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        if task == "same":
            export_record(gold, Path(folder), predicted)
        else:
            subprocess.run([sys.executable, str(HERE / "predict.py"), task, str(gold), str(predicted)], check=True)
        return subprocess.run(
            [sys.executable, str(scorer), str(gold), str(predicted)],
            check=True,
            capture_output=True,
            text=True,
        ).stdout


def export_record(gold: Path, folder: Path, to: Path) -> None:
    """Build a record from the texts of a file, and export it."""
    texts = folder / "texts.jsonl"
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts.write_text("".join(json.dumps({"id": r["id"], "text": r["text"]}) + "\n" for r in rows), encoding="utf-8")
    record = Record(folder / "same.record", create=True)
    build([str(texts)], record, Options(None, None), all_cores())
    with to.open("w", encoding="utf-8") as out:
        FORMATS["json"].write(Outgoing(record), out)


def main() -> None:
    """Print every task's scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scorers", type=Path, required=True)
    parser.add_argument("tasks", nargs="*", default=list(TASKS))
    given = parser.parse_args()
    for task in given.tasks:
        file, scorer = TASKS[task]
        if not (given.data / file).is_file():
            sys.exit(
                f"{given.data / file}: not there; give the folder of the benchmarks with --data (make eval DATA=...)"
            )
        print(f"\n{task} ({file}); to reach: {TO_REACH[task]}", flush=True)
        print(score(task, given.data / file, given.scorers / scorer), end="", flush=True)
    print("\nthe demo corpus against its ground truth (python eval/demo.py -v lists what is wrong)", flush=True)
    demo.main(verbose=False)
    print("\nsynthetic reporting whose truth is known (bench/reporting.py), resolved as told and as read", flush=True)
    generated.main([])
    print("\nexamples written to teach, and held out (python eval/examples.py -v lists what is wrong)", flush=True)
    examples.main([])
    print("\nscore: how far it is from the share of claims read right; to reach: error <= 0.05", flush=True)
    calibrate.main([])


if __name__ == "__main__":
    main()
