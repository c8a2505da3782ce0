"""Resolving and weighing on synthetic reporting whose truth is known: `python eval/generated.py [read|told] [-n INCIDENTS]`.

"told": the claims are the generator's own, so only resolving and weighing are measured. "read": the texts are read as any
other. Scores: entities B-cubed F1 and pairwise precision over mentions; incidents B-cubed F1 over tellings; pairs of
documents that carry one text; findings whose count of origins is exact.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parent.parent / "bench"))

from reporting import Report, reports
from told import entry
from world import World

from onrecord import pipeline
from onrecord.ingest import Options
from onrecord.model import Source
from onrecord.record import Record, everything
from onrecord.workers import all_cores

SEED = 11
INCIDENTS = 120
Clusters = Mapping[Hashable, Hashable]
TO_REACH = {
    "entities F1": 97,
    "entities pairwise P": 99.5,
    "incidents F1": 95,
    "reuse pairs F1": 97,
    "origins exact": 95,
}


def b_cubed(gold: Clusters, predicted: Clusters) -> tuple[float, float, float]:
    """Precision, recall, F1 over items in both (Bagga and Baldwin 1998)."""
    both = Counter((gold[i], predicted[i]) for i in gold)
    sizes = Counter(gold.values()), Counter(predicted[i] for i in gold)
    p = sum(n * n / sizes[1][c] for (_, c), n in both.items()) / max(1, len(gold))
    r = sum(n * n / sizes[0][g] for (g, _), n in both.items()) / max(1, len(gold))
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def pairwise_precision(gold: Clusters, predicted: Clusters) -> float:
    """Of the pairs said to be one, how many are."""
    both = Counter((gold[i], predicted[i]) for i in gold)
    said = sum(n * (n - 1) for n in Counter(predicted[i] for i in gold).values())
    return sum(n * (n - 1) for n in both.values()) / said if said else 1.0


def f1(gold: set[Any], said: set[Any]) -> float:
    """Of two sets."""
    return 2 * len(gold & said) / (len(gold) + len(said)) if gold or said else 1.0


def build(record: Record, written: list[Report], folder: Path, *, read: bool) -> None:
    """Put the reports into a record, with who owns whom."""
    outlets = {r.draft.outlet for r in written}
    record.grade(Source(o.name, "agency" if o.agency else "outlet", group=o.group) for o in outlets)
    if read:
        lines = folder / "reports.jsonl"
        rows = [{"id": r.ref, "text": r.text, "title": r.draft.head, "date": r.draft.day.isoformat(), "source": r.draft.outlet.name} for r in written]  # fmt: skip
        lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        pipeline.build([str(lines)], record, Options(None, None), all_cores())
    else:
        record.add(map(entry, written))
        pipeline.settle(record)


def scores(record: Record, written: list[Report]) -> dict[str, float]:
    """Every score, in per cent."""
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for table, row in everything(record):
        tables[table].append(row)
    ref = {d["id"]: d["ref"] for d in tables["documents"]}
    named = {
        (ref[m["document"]], at): e["id"] for e in tables["entities"] for m in e["mentions"] for at in range(m["start"], m["end"])
    }  # fmt: skip
    every = {(r.ref, s): (who, e) for r in written for s, e, who in r.mentions}
    gold = {key: who for key, (who, e) in every.items() if (key[0], e - 1) in named}
    predicted = {key: named[key[0], every[key][1] - 1] for key in gold}
    telling = {(r.ref, w.start): (w, r) for r in written for w in r.written if w.line.tells}
    finding = _findings_of(tables["claims"], ref, telling)
    incidents = {key: telling[key][0].line.tells.id for key in finding}  # type: ignore[union-attr]
    p, r, both = b_cubed(gold, predicted)
    ip, ir, iboth = b_cubed(incidents, finding)
    return {
        "entities P": p, "entities R": r, "entities F1": both, "entities pairwise P": pairwise_precision(gold, predicted), "entities found": len(gold) / len(every),
        "incidents P": ip, "incidents R": ir, "incidents F1": iboth, "incidents found": len(finding) / len(telling),
        "reuse pairs F1": f1(_carried(written), _said_carried(tables["documents"])), "origins exact": _origins(tables["claims"], telling, finding),
    }  # fmt: skip


def _findings_of(claims: list[dict[str, Any]], ref: Mapping[str, str], telling: Mapping[Any, Any]) -> dict[Any, str]:
    """Telling -> the finding of the first incident claim made of it."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for (document, start), (w, _) in telling.items():
        spans[document].append((start, w.end))
    found: dict[Any, str] = {}
    for claim in sorted((c for c in claims if c["kind"] == "incident"), key=lambda c: c["evidence"][0]):
        at = claim["evidence"][0][0]
        document = ref[claim["document"]]
        for start, end in spans[document]:
            if start <= at < end:
                found.setdefault((document, start), claim["finding"])
    return found


def _origins(claims: list[dict[str, Any]], telling: Mapping[Any, Any], finding: Mapping[Any, str]) -> float:
    """Share of incidents whose main finding counts its origins rightly."""
    counted = {c["finding"]: c["support"]["origins"] for c in claims}
    true: dict[str, set[str]] = defaultdict(set)
    homes: dict[str, Counter[str]] = defaultdict(Counter)
    for key, (written, report) in telling.items():
        incident = written.line.tells.id
        true[incident].add(report.origin(written.line))
        if key in finding:
            homes[incident][finding[key]] += 1
    right = sum(counted[homes[i].most_common(1)[0][0]] == len(origins) for i, origins in true.items() if i in homes)
    return right / len(true)


def _carried(written: Iterable[Report]) -> set[tuple[str, str]]:
    clusters: dict[str, list[str]] = defaultdict(list)
    for r in written:
        clusters[r.draft.cluster].append(r.ref)
    return {pair for own in clusters.values() for pair in combinations(sorted(own), 2)}


def _said_carried(documents: Iterable[dict[str, Any]]) -> set[tuple[str, str]]:
    clusters: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        clusters[document["carries"]].append(document["ref"])
    return {pair for own in clusters.values() for pair in combinations(sorted(own), 2)}


def main(argv: list[str] | None = None) -> None:
    """Print the scores of one world, as told and as read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ways", nargs="*", default=["told", "read"])
    parser.add_argument("-n", "--incidents", type=int, default=INCIDENTS)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args(argv)
    written = reports(World(given.seed, given.incidents))
    print(f"{len(written)} documents on {given.incidents} incidents, seed {given.seed}")
    for way in given.ways:
        with tempfile.TemporaryDirectory() as folder:
            record = Record(Path(folder) / "generated.record", create=True)
            build(record, written, Path(folder), read=way == "read")
            for name, value in scores(record, written).items():
                aim = f"   to reach {TO_REACH[name]}" if name in TO_REACH else ""
                print(f"{way}  {name:20} {100 * value:6.2f}{aim}", flush=True)


if __name__ == "__main__":
    main()
