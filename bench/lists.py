"""What comparing a large record with a large list takes: `python bench/lists.py [--claims N] [--entries N]`, part of `make bench`.

A tenth of the list are people of the record, surname first, with the body they are tied to; the others are made of the record's own given names and surnames, put together anew: nobody of it, and hard to tell from it.
"""

import argparse
import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from pages import ROOT, make


def entries(record: Path, size: int) -> Iterator[dict[str, object]]:
    """FollowTheMoney people, the same for the same record; their ids tell which are of it."""
    rng = random.Random(7)
    with sqlite3.connect(record) as db:
        people = db.execute("SELECT id, name FROM entities WHERE schema = 'Person' AND name LIKE '% %' ORDER BY id").fetchall()  # fmt: skip
    rng.shuffle(people)
    names = {name for _, name in people}
    for identity, name in people[: size // 10]:
        given, surname = name.rsplit(" ", 1)
        yield _person(f"of-{identity}", f"{surname.upper()}, {given}")
    made = 0
    while made < size - size // 10:
        name = f"{rng.choice(people)[1].rsplit(' ', 1)[0]} {rng.choice(people)[1].rsplit(' ', 1)[1]}"
        if name not in names:
            yield _person(f"new-{made}", name)
            made += 1


def _person(identity: str, name: str) -> dict[str, object]:
    return {"id": identity, "schema": "Person", "properties": {"name": [name]}}


def main(argv: list[str] | None = None) -> None:
    """Make record and list, then compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--entries", type=int, default=60_000)
    given = parser.parse_args(argv)
    record = ROOT / "out" / "bench" / f"{given.claims}.record"
    make(record, given.claims)
    path = record.with_name("list.json")
    path.write_text("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in entries(record, given.entries)), encoding="utf-8")  # fmt: skip
    started = time.perf_counter()
    with subprocess.Popen([sys.executable, "-m", "onrecord", "match", str(record), str(path), "--name", "bench", "--json", "--limit", "1"], stdout=subprocess.DEVNULL) as running:  # fmt: skip
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = status
    assert status == 0
    took = time.perf_counter() - started
    with sqlite3.connect(record) as db:
        count = "SELECT count(DISTINCT entry) FROM identities WHERE list = 'bench' AND entry LIKE ?"
        own, new = (db.execute(count, (f"{which}-%",)).fetchone()[0] for which in ("of", "new"))
    print(f"{given.entries:,} entries in {took:.0f} s ({given.entries / took:.0f} a second), {used.ru_maxrss / 1000:.0f} MB")  # fmt: skip
    print(f"proposed for {own} of the {given.entries // 10} that are of the record, and for {new} of the {given.entries - given.entries // 10} that are not")  # fmt: skip


if __name__ == "__main__":
    main()
