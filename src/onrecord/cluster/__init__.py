"""Builds past one machine: the same rooms as `pipeline.py`, strung as a plan of small steps over Parquet, run by Daft here or on a Ray cluster.

No step holds all claims in one process: documents are read a unit at a time, everything else is done a bucket at a time. What is made is byte for byte
what one process makes (tests/cluster).
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace

from onrecord.cluster.engine import Asked, Engine, Work
from onrecord.cluster.folder import Folder, Row
from onrecord.cluster.inputs import CUT, Input, inputs, units
from onrecord.cluster.plan import Plan, beside, make, named
from onrecord.cluster.reading import survey
from onrecord.errors import InputError, UsageError
from onrecord.model import LANGUAGE
from onrecord.pipeline import Report
from onrecord.record import Record, fill

Progress = Callable[[str, int, int], None]
BUCKET = 2_500
"""Documents for which a step has a bucket more."""
MOST = 4_000
"""Buckets, however much is to be read."""
DOCUMENTS_A_UNIT = 500
"""What a unit is taken to hold where only reading tells."""
OF_UNITS = ("documents", "claims")
OF_BUCKETS = {
    "entities": ("entities",),
    "copies": ("copies",),
    "matches": ("matches", "matches_of_forms", "matches_of_short"),
}


def build(
    paths: Iterable[str],
    record: Record,
    asked: Asked,
    engine: Engine,
    folder: Folder,
    on_progress: Progress = lambda *_: None,
) -> Report:
    """Make a new record of everything the paths name.

    Args:
        paths: files, folders, globs, s3:// addresses.
        record: new, open for writing.
        asked: what the user says of the inputs, and what reads them.
        engine: what runs it.
        folder: where its datasets lie; a run that was stopped goes on from what lies there.
        on_progress: told what is being done, how many tasks of it are done, and how many there are.

    Raises:
        UsageError: the record holds documents, or a path names nothing.
        RecordError: a task failed three times, or the record cannot be written.
    """
    if record.size():
        raise UsageError(
            f"{record.place}: holds documents; an engine makes a new record, and without --engine this one is extended"
        )
    report = Report()
    found: list[Input] = []
    for one in inputs(paths):
        report.set_aside.append(one) if isinstance(one, InputError) else found.append(one)
    counted = _counted([f for f in found if f.archive in CUT], asked, engine, folder, on_progress)
    whole = list(units(found, counted))
    asked = replace(asked, buckets=asked.buckets or buckets(len(whole) * DOCUMENTS_A_UNIT))
    plan = Plan(engine, folder, asked, whole, on_progress)
    folder.put("manifest.json", {"run": plan.run, "units": len(whole), "buckets": asked.buckets, "asked": asdict(asked), "paths": [f.address for f in found[:1000]], "done": False})  # fmt: skip
    make(plan)
    _report(plan, report)
    fill_from(plan, record, lambda told: on_progress(told, 1, 1))
    folder.put("manifest.json", folder.get("manifest.json") | {"done": True})
    return report


def buckets(documents: int) -> int:
    """Pieces of every step that is not about one unit of inputs."""
    return min(MOST, 1 + documents // BUCKET)


def fill_from(plan: Plan, record: Record, on_progress: Callable[[str], None]) -> None:
    """Fill an empty record with what a plan made; all or nothing."""
    fill(record, lambda table: rows(plan, table), on_progress)


def _counted(
    archives: list[Input], asked: Asked, engine: Engine, folder: Folder, on_progress: Progress
) -> dict[str, int]:
    """How many documents archives hold that are cut: counted where their size and date have not been seen."""
    known: dict[str, int] = folder.get("read/counted.json") or {}
    states = {named([a.address, a.size, a.changed, asked.options.fields]): a.address for a in archives}
    fresh = [(n, {"address": address}) for n, (state, address) in enumerate(states.items()) if state not in known]
    if fresh:
        done = 0

        def finished(_: int) -> None:
            nonlocal done
            done += 1
            on_progress("survey", done, len(fresh))

        engine.run(Work(survey, asked, folder, "work/survey", ("survey",)), fresh, finished)
        rows = (row for n, _ in fresh for row in folder.rows(f"work/survey/survey/{n:06}.parquet"))
        by_address = {row["address"]: row["items"] for row in rows}
        known |= {state: by_address[address] for state, address in states.items() if address in by_address}
        folder.put("read/counted.json", known)
        folder.remove("work/survey")
    return {address: known[state] for state, address in states.items()}


def _report(plan: Plan, report: Report) -> None:
    """What was read, known and set aside."""
    read_ = 0
    for number, unit in enumerate(plan.units):
        for row in plan.folder.rows(beside(unit, "aside")):
            report.set_aside.append(InputError(row["address"], row["problem"], row["remedy"]))
        read_ += sum(1 for _ in plan.folder.rows(unit["entries"], ["id"]))
        for row in plan.folder.rows(f"{plan.work}/documents/{number:06}.parquet", ["language", "claims"]):
            report.added += 1
            report.claims += row["claims"]
            report.not_read += row["language"] != LANGUAGE
    report.known = read_ - report.added


def rows(plan: Plan, table: str) -> Iterator[Row]:
    """The rows of one of the record's tables."""
    if table in OF_UNITS:
        every = _of_units(plan, table)
        yield from ({"number": n, **row} for n, row in enumerate(every, 1)) if table == "documents" else every
    elif table in OF_BUCKETS:
        for dataset in OF_BUCKETS[table]:
            yield from _of_buckets(plan, dataset)
    elif table == "findings":
        yield from (json.loads(r["row"]) | {"reviewed": ""} for r in _of_buckets(plan, "findings"))
    elif table == "parts":
        yield from (json.loads(part) for r in _of_buckets(plan, "findings") for part in r["parts"])
    elif table == "shingles":
        yield from ({"document": r["document"], "shingle": s} for r in _of_units(plan, "rows", ["document", "shingles"]) for s in r["shingles"])  # fmt: skip
    elif table in ("locals", "mentions", "keys", "quoted", "blocks"):
        yield from (row for r in _of_units(plan, "rows", [table]) for row in json.loads(r[table]))


def _of_units(plan: Plan, dataset: str, columns: list[str] | None = None) -> Iterator[Row]:
    for number in range(len(plan.units)):
        yield from plan.folder.rows(f"{plan.work}/{dataset}/{number:06}.parquet", columns)


def _of_buckets(plan: Plan, dataset: str) -> Iterator[Row]:
    for number in range(plan.asked.buckets):
        yield from plan.folder.rows(f"{plan.work}/{dataset}/{number:06}.parquet")


__all__ = ["Asked", "Engine", "Folder", "buckets", "build", "fill_from", "rows"]
