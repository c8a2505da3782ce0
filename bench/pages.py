"""How fast the workbench answers over a large record: `python bench/pages.py [--claims N]`, part of `make bench`.

Makes a record of synthetic reporting (kept in out/bench, for a million claims take a while), serves it, and asks for every kind of page: time to the first byte, the
slowest twentieth; updates as htmx asks for them; memory of the server. Beside it a bare FastAPI answer on the same machine.
"""

import argparse
import re
import subprocess
import sys
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent
CLAIMS_AN_INCIDENT = 15.5
WORLD = 6000
"""Incidents of one synthetic world."""
ROUNDS = 40
PAGES = ("/", "/incidents", "/incidents?sort=support", "/ties?sort=told", "/people", "/organisations", "/board", "/sources", "/matrix", "/questions", "/review", "/chain", "/search?q=gunmen")  # fmt: skip
UPDATES = (
    "/incidents?type=arson",
    "/incidents?stage=foiled&origins=2",
    "/ties?contested=true",
    "/incidents?since=2020-06-01&until=2020-07-01",
)


def make(path: Path, claims: int) -> None:
    """A record of about so many claims; one that is there already is taken."""
    if path.is_file():
        return
    from reporting import reports
    from told import entry
    from world import World

    from onrecord import pipeline
    from onrecord.record import Record

    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    record = Record(part, create=True)
    incidents, done = round(claims / CLAIMS_AN_INCIDENT), 0
    for seed, size in enumerate(
        [WORLD] * (incidents // WORLD) + [incidents % WORLD], 1
    ):  # several worlds: making one is quadratic
        entries = [entry(r) for r in reports(World(seed, size))] if size else []
        for i in range(0, len(entries), 1000):
            record.add(entries[i : i + 1000])
        done += len(entries)
        print(f"{done:,} documents written", file=sys.stderr, flush=True)
    print("settling", file=sys.stderr, flush=True)
    started = time.perf_counter()
    pipeline.settle(record)
    print(f"settled in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    record.close()
    part.replace(path)


def slowest(client: httpx.Client, path: str, **headers: str) -> float:
    """Milliseconds to the first byte that 95 of 100 requests keep under."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        with client.stream("GET", path, headers=headers) as answer:
            body = answer.iter_raw()
            next(body, b"")
            times.append(time.perf_counter() - started)
            for _ in body:
                pass
        assert answer.status_code == 200, (path, answer.status_code)
    return 1000 * sorted(times)[int(0.95 * ROUNDS) - 1]


def held(pid: int) -> float:
    """Megabytes a process holds (PSS)."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1000


def measure(record: Path) -> None:
    """Print what each page takes."""
    with subprocess.Popen(
        [sys.executable, "-m", "onrecord", "serve", str(record), "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            address = re.search(r"http\S+", server.stdout.readline())[0]  # type: ignore[union-attr,index]
            with httpx.Client(base_url=address.split("/?")[0], timeout=120) as client:
                client.get("/" + address.split("/", 3)[3])
                totals = client.get("/api/v1/summary").json()
                print(f"{record.name}: {totals['documents']:,} documents, {sum(totals['claims'].values()):,} claims")
                print(f"yardstick, a file as it lies: {slowest(client, '/static/workbench.css'):.1f} ms")
                for path in (*PAGES, *of_one(client)):
                    print(
                        f"{path:60} {slowest(client, path):7.1f} ms to the first byte, p95 (to reach: under 200)",
                        flush=True,
                    )
                for path in UPDATES:
                    print(
                        f"{path:60} {slowest(client, path, **{'hx-request': 'true'}):7.1f} ms an update, p95 (to reach: under 150)",
                        flush=True,
                    )
                print(f"{'a decision, until it shows':60} {decision(client):7.1f} ms, p95 (to reach: under 100)")
                print(f"memory of the server: {held(server.pid):.0f} MB (to reach: under 600)")
        finally:
            server.terminate()


def decision(client: httpx.Client) -> float:
    """Milliseconds from a click to its answer, for 19 of 20 decisions of a queue."""
    page = client.get("/review").text
    write = page.split('name="write" content="')[1].split('"')[0]
    times = []
    for claim in re.findall(r'hx-post="/decide/([0-9a-f]{16})', page):
        started = time.perf_counter()
        answer = client.post(
            f"/decide/{claim}",
            data={"action": "accept", "seen": "", "reviewer": "bench"},
            headers={"x-onrecord-write": write},
        )
        times.append(time.perf_counter() - started)
        assert answer.status_code == 200, answer.text
        time.sleep(2)  # a person reads; what rests on the claim is weighed anew meanwhile
    return 1000 * sorted(times)[int(0.95 * len(times)) - 1]


def of_one(client: httpx.Client) -> list[str]:
    """Pages of one thing: those that most is told of."""
    best = client.get("/api/v1/incidents?sort=support&limit=1").json()["rows"][0]
    people, bodies = (client.get(f"/api/v1/{k}?limit=1").json()["rows"][0]["id"] for k in ("people", "organisations"))
    return [
        f"/finding/{best['finding']}",
        f"/document/{best['document']}",
        f"/entity/{people}",
        f"/entity/{bodies}",
        f"/chain?of={bodies}",
        f"/network?of={bodies}",
        f"/api/v1/network?of={bodies}",
    ]


def main(argv: list[str] | None = None) -> None:
    """Make, serve, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    given = parser.parse_args(argv)
    path = ROOT / "out" / "bench" / f"{given.claims}.record"
    make(path, given.claims)
    measure(path)


if __name__ == "__main__":
    main()
