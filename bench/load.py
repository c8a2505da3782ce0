"""A team's server under load: `python bench/load.py postgresql://...?record=NAME`, 200 readers and 20 reviewers for five minutes.

Readers look at a page and read it for ten seconds on average; reviewers take the first claims of the queue and decide. Printed: requests, errors, the
time half and 95 of 100 answers took, and whether every decision that was acknowledged is in the log. Traffic stays on this machine.
"""

import argparse
import asyncio
import random
import re
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict

import httpx

from onrecord.record import Record, decisions
from onrecord.team import Roster
from onrecord.workbench.security import HEADER, write_token
from onrecord.workbench.team_door import COOKIE

PAGES = ("/", "/incidents", "/incidents?sort=support", "/proceedings", "/ties", "/people", "/organisations", "/people?begins=M", "/board", "/sources", "/search?q=police+marisk", "/search?q=embassy", "/questions")  # fmt: skip
READS = 10.0
"""Seconds that somebody reads a page, on average."""
SLOW = 0.5
"""What 95 of 100 answers must be under, in seconds."""


class Load:
    """What was asked and answered."""

    def __init__(self, base: str, seconds: float) -> None:
        self.base, self.ends = base, time.monotonic() + seconds
        self.took: dict[str, list[float]] = defaultdict(list)
        self.wrong: Counter[str] = Counter()
        self.kept: list[tuple[str, str]] = []

    async def ask(self, browser: httpx.AsyncClient, method: str, path: str, wanted: tuple[int, ...] = (200,), **more: object) -> httpx.Response | None:  # fmt: skip
        """One request, timed."""
        started = time.perf_counter()
        try:
            answer = await browser.request(method, path, **more)
        except httpx.HTTPError as error:
            self.wrong[f"{path}: {type(error).__name__}"] += 1
            return None
        route = re.sub(r"[0-9a-f]{16}", "ID", path.split("?")[0])
        self.took[f"{method} {route}"].append(time.perf_counter() - started)
        if answer.status_code not in wanted:
            told = re.search(r'class="message">([^<]*)', answer.text)
            self.wrong[f"{method} {route}: {answer.status_code} {told[1] if told else answer.text[:80]}"] += 1
        return answer

    async def reader(self, token: str, rng: random.Random) -> None:
        """Somebody who reads: a list, then what it leads to."""
        links: list[str] = []
        async with httpx.AsyncClient(base_url=self.base, cookies={COOKIE: token}, timeout=60) as browser:
            await asyncio.sleep(rng.uniform(0, READS))
            while time.monotonic() < self.ends:
                path = rng.choice(links) if links and rng.random() < 0.6 else rng.choice(PAGES)
                answer = await self.ask(browser, "GET", path)
                if answer is not None and answer.status_code == 200:
                    links = re.findall(r'href="(/(?:finding|entity|document)/[0-9a-f]{16})', answer.text)[:40] or links
                await asyncio.sleep(rng.expovariate(1 / READS))

    async def reviewer(self, name: str, token: str, rng: random.Random) -> None:
        """Somebody who decides."""
        async with httpx.AsyncClient(base_url=self.base, cookies={COOKIE: token}, headers={HEADER: write_token(token)}, timeout=60) as browser:  # fmt: skip
            await asyncio.sleep(rng.uniform(0, READS))
            while time.monotonic() < self.ends:
                kind = rng.choice(("incident", "tie", "proceeding", "measure", "count"))
                page = await self.ask(browser, "GET", f"/review?kind={kind}")
                asked = sorted(set(re.findall(r"/decide/([0-9a-f]{16})", page.text if page else "")))
                for identity in rng.sample(asked, min(3, len(asked))):
                    await asyncio.sleep(rng.expovariate(1 / READS))
                    answer = await self.ask(browser, "POST", f"/decide/{identity}", (200, 409), data={"action": rng.choice(("accept", "reject"))})  # fmt: skip
                    if answer is not None and answer.status_code == 200:
                        self.kept.append((name, identity))


async def run(base: str, seconds: float, readers: list[str], reviewers: list[tuple[str, str]]) -> Load:
    """All of them at once."""
    load = Load(base, seconds)
    people = [load.reader(token, random.Random(i)) for i, token in enumerate(readers)]
    people += [load.reviewer(name, token, random.Random(1000 + i)) for i, (name, token) in enumerate(reviewers)]
    await asyncio.gather(*people)
    return load


def told(load: Load, place: str) -> bool:
    """Print what came of it; whether it is good enough."""
    every = sorted(t for own in load.took.values() for t in own)
    for route, own in sorted(load.took.items(), key=lambda r: -len(r[1])):
        print(f"  {route:28} {len(own):6}  half {statistics.median(own) * 1000:5.0f} ms, 95 of 100 {sorted(own)[int(0.95 * len(own))] * 1000:6.0f} ms")  # fmt: skip
    slow = every[int(0.95 * len(every))]
    record = Record(place)
    logged = Counter((d["reviewer"], d["target"]) for d in decisions(record))
    lost = [k for k, n in Counter(load.kept).items() if logged[k] < n]
    record.close()
    print(f"{len(every)} requests, {sum(load.wrong.values())} errors {dict(load.wrong) or ''}")
    print(f"95 of 100 answers within {slow * 1000:.0f} ms (to reach: {SLOW * 1000:.0f})")
    print(f"{len(load.kept)} decisions acknowledged, {len(lost)} of them lost")
    return not load.wrong and not lost and slow < SLOW


def main() -> None:
    """Make accounts, start the server, and load it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--reviewers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--serve", nargs="*", default=[], help="further options of onrecord serve")
    given = parser.parse_args()
    roster = Roster(given.address)
    own = f"load {roster.record}"
    names = [f"{own} reader {i}" for i in range(given.readers)] + [
        f"{own} reviewer {i}" for i in range(given.reviewers)
    ]
    known = {r["name"] for r in roster.listed()}
    for name in names:
        if name not in known:
            roster.add(name, "reviewer" if " reviewer " in name else "reader", None, f"{name.replace(' ', '.')}@load.example")  # fmt: skip
    tokens = {name: roster.enter_by_provider(f"load {name}", f"{name.replace(' ', '.')}@load.example", "127.0.0.1") or "" for name in names}  # fmt: skip
    server = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "serve", "--database", given.address, "--port", "0", *given.serve], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )  # fmt: skip
    try:
        base = re.search(r"http://\S+", server.stdout.readline())[0]
        reviewers = [(n, tokens[n]) for n in names if " reviewer " in n]
        readers = [tokens[n] for n in names if " reviewer " not in n]
        ready = httpx.Client(base_url=base, timeout=60, transport=httpx.HTTPTransport(retries=5))
        while ready.get("/health/ready").status_code != 200:
            time.sleep(0.5)
        print(f"{len(readers)} readers, {len(reviewers)} reviewers, {given.seconds:.0f} seconds", flush=True)
        load = asyncio.run(run(base, given.seconds, readers, reviewers))
    finally:
        server.terminate()
        server.wait()
    sys.exit(not told(load, given.address))


if __name__ == "__main__":
    main()
