"""The quality gate: scores on a fixed sample may not sink below their floors.

    gate.py --data ../shared/data --scorers ../shared/eval [--update [--allow-regression]]

`baseline.json` holds, per task, the floor of each score, the sample's size and a hash of the sample's
gold. A changed corpus or a score below its floor by more than EPSILON fails. `--update` writes what was
measured, but lowers no floor without --allow-regression (give the reason in the commit).
After trafilatura's eval_gate.
"""

import argparse
import hashlib
import json
import re
import sys
import tempfile
from pathlib import Path

from run import TASKS, score

BASELINE = Path(__file__).with_name("baseline.json")
EPSILON = 1.0
"""Points a score may sink: the encoder's whole-number arithmetic rounds otherwise on other processors; nothing more."""
SAMPLE = {"attribution": 16, "places": 60, "muc4": 100, "times": 80, "events": 20, "names": 425, "same": 196}
"""Documents per task, evenly spread over the file, so that the gate stays under a few minutes."""
WATCHED = {
    "attribution": ("whole F1",), "places": ("found", "found and right"), "muc4": ("REE all F1", "RME all F1"), "times": ("found", "from and to"),
    "events": ("all fillers F1", "steps F1"), "names": ("names F1",), "same": ("entities F1",),
}  # fmt: skip


def sample(path: Path, size: int) -> list[str]:
    """Evenly spread lines of a file."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    step = max(1, len(lines) // size)
    return lines[::step][:size]


def values(printed: str) -> dict[str, float]:
    """The scores a scorer printed, by name."""
    found: dict[str, float] = {}
    for line in printed.splitlines():
        m = re.match(r"(.+?)\s+P\s+([\d.]+)\s+R\s+([\d.]+)\s+F1\s+([\d.]+)", line)
        if m:
            found[f"{' '.join(m[1].split())} F1"] = float(m[4])
        elif m := re.match(r"(.+?)\s+([\d.]+)$", line):
            found[m[1].strip()] = float(m[2])
    return found


def measure(task: str, data: Path, scorers: Path) -> dict[str, object]:
    """Scores of the sample, its size and hash."""
    file, scorer = TASKS[task]
    lines = sample(data / file, SAMPLE[task])
    with tempfile.TemporaryDirectory() as folder:
        gold = Path(folder) / "gold.jsonl"
        gold.write_text("\n".join(lines) + "\n", encoding="utf-8")
        got = values(score(task, gold, scorers / scorer))
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return {
        "documents": len(lines),
        "sha256": digest,
        "floors": {name: got[name] for name in WATCHED[task]},
    }


def compare(baseline: dict, measured: dict) -> list[str]:
    """What is wrong with a measurement: scores below their floors, a corpus that changed."""
    problems = []
    for task, now in measured.items():
        then = baseline.get(task)
        if then is None:
            problems.append(f"{task}: no baseline; run with --update")
            continue
        if then["sha256"] != now["sha256"]:
            problems.append(f"{task}: the sample is not the one the floors were measured on; run with --update")
        for name, floor in then["floors"].items():
            if now["floors"][name] < floor - EPSILON:
                problems.append(f"{task}: {name} sank from {floor} to {now['floors'][name]}")
    return problems


def updated(baseline: dict, measured: dict, *, allow_regression: bool) -> dict:
    """The new baseline: as measured, floors never lowered unless allowed."""
    new = dict(baseline)
    for task, now in measured.items():
        old = baseline.get(task, {}).get("floors", {})
        floors = {n: v if allow_regression else max(v, old.get(n, v)) for n, v in now["floors"].items()}
        new[task] = {**now, "floors": floors}
    return new


def main() -> None:
    """Measure, compare or update."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scorers", type=Path, required=True)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    given = parser.parse_args()
    if not given.data.is_dir():
        sys.exit(f"{given.data}: no such folder; give the benchmarks' with --data")
    baseline = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.is_file() else {}
    measured = {task: measure(task, given.data, given.scorers) for task in TASKS}
    for task, now in measured.items():
        print(
            f"{task:12} {now['documents']:4} documents  "
            + "  ".join(
                f"{n} {v:.2f} (floor {baseline.get(task, {}).get('floors', {}).get(n, 0):.2f})"
                for n, v in now["floors"].items()
            )
        )
    if given.update:
        new = updated(baseline, measured, allow_regression=given.allow_regression)
        BASELINE.write_text(json.dumps(new, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return
    problems = compare(baseline, measured)
    for problem in problems:
        print(f"GATE: {problem}", file=sys.stderr)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
