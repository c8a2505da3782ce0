"""The steps that look at one document at a time: read it, see whether it is kept, and, at the end, give the record its rows."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from onrecord import pipeline, read, resolve, weigh, workers
from onrecord.cluster.engine import Asked, Found, Task
from onrecord.cluster.folder import Row
from onrecord.cluster.inputs import count, raws
from onrecord.cluster.shapes import local_data, told_of_data
from onrecord.errors import InputError
from onrecord.model import Local
from onrecord.record import Entry, local_of_row, rows_of_entry

INDEX = ["id", "ref", "source", "address", "stable", "position"]


def survey(task: Task, asked: Asked) -> Found:
    """Count what an archive holds."""
    address = task.given["address"]
    yield "survey", {"address": address, "items": count(address, asked.options)}


def read_unit(task: Task, asked: Asked) -> Found:
    """Read a unit's documents, each in a worker within limits of time and memory."""
    enter = partial(pipeline.enter, reader=read.READERS[asked.reader])
    position = 0
    for result in workers.in_order(enter, raws(task.given, asked.options), asked.options, 1):
        if isinstance(result, InputError):
            yield "aside", {"address": result.where, "problem": result.problem, "remedy": result.remedy}
        else:
            yield "entries", entry_row(result, position)
            position += 1


def entry_row(entry: Entry, position: int) -> Row:
    """A document with all that is read from it."""
    document, tables = entry.document, rows_of_entry(entry)
    (row,) = tables.pop("documents")
    text = row.pop("text")
    claims: dict[str, Row] = {}
    for claim in tables["claims"]:
        claims.setdefault(claim["id"], claim)  # one id, one row: the first
    tables["claims"] = list(claims.values())
    found = weigh.quotations(text)
    return {
        "position": position, "id": document.id, "ref": document.ref, "source": document.source, "address": document.address,
        "stable": int(entry.replaces), "published": document.published or "", "credit": weigh.credited(text), "mends": weigh.mends(text),
        "shingles": sorted(weigh.copies.shingles(text)), "looked": json.dumps(list(found)), "text": text, "original": row.pop("original"),
        "document": json.dumps(row, ensure_ascii=False), **{t: json.dumps(tables[t], ensure_ascii=False) for t in ("claims", "locals", "mentions")},
    }  # fmt: skip


def index(task: Task, _: Asked) -> Found:
    """What tells whether a document is kept."""
    for row in task.folder.rows(task.given["entries"], INDEX):
        yield "index", row | {"unit": task.number}


def keep_first(task: Task, _: Asked) -> Found:
    """Of documents with one content, the first."""
    first: dict[str, Row] = {}
    for row in task.bucket("index", "id"):
        known = first.get(row["id"])
        if known is None or _order(row) < _order(known):
            first[row["id"]] = row
    for identity in sorted(first):
        yield "first", first[identity]


def keep_last(task: Task, _: Asked) -> Found:
    """Of documents at one address that stands for one that may change, the last: as a record replaces them one by one."""
    at: dict[str, list[Row]] = {}
    for row in sorted(task.bucket("first", "address"), key=_order):
        here = at.setdefault(row["address"], [])
        if row["stable"]:
            here[:] = [r for r in here if row["ref"] and (r["ref"], r["source"]) != (row["ref"], row["source"])]
        here.append(row)
    for address in sorted(at):
        for row in at[address]:
            yield "kept", row


def _order(row: Row) -> tuple[int, int]:
    return row["unit"], row["position"]


def kept(task: Task, asked: Asked, columns: list[str]) -> Iterator[Row]:
    """A unit's documents that are kept, in order, some columns of each."""
    wanted = {r["id"] for r in task.unit("kept", asked.buckets)}
    seen: set[str] = set()  # one content twice in a unit: the first is the one that is kept
    for row in task.folder.rows(task.given["entries"], columns):
        if row["id"] in wanted and row["id"] not in seen:
            seen.add(row["id"])
            yield row


def tabulate(task: Task, asked: Asked) -> Found:
    """What finding copies, and who is who, start from."""
    pairs: set[tuple[str, str]] = set()
    for row in kept(task, asked, ["id", "published", "shingles", "locals"]):
        at = {"document": row["id"], "unit": task.number, "published": row["published"]}
        for shingle in row["shingles"]:
            yield "shingles", at | {"shingle": shingle, "size": len(row["shingles"])}
        rows = json.loads(row["locals"])
        own = [(r, local_of_row(r, row["published"])) for r in rows]
        company = json.dumps(resolve.company_of((x.document, x.said, x.name) for _, x in own).get(row["id"], {}), ensure_ascii=False)  # fmt: skip
        for r, local in own:
            pairs |= {(key, resolve.block_of(local)) for key in resolve.keys(local)}
            yield "locals", at | _local(r, local, company)
    for key, block in sorted(pairs):
        yield "keys", {"key": key, "block": block}


def _local(row: Row, local: Local, company: str) -> Row:
    return {"id": local.id, "said": local.said, "data": local_data(local), "company": company,
            "short": int(resolve.is_short(local)), "mentions": row["mentions"], "public": row["public"]}  # fmt: skip


def give_record(task: Task, asked: Asked) -> Found:
    """A unit's rows for the record, resolved and weighed."""
    entity = {r["id"]: r["entity"] for r in task.unit("placed", asked.buckets)}
    carriers = {r["document"]: r for r in task.unit("carriers", asked.buckets)}
    finding = {r["claim"]: r["finding"] for r in task.unit("found", asked.buckets)}
    blocks: dict[str, list[tuple[str, str]]] = {}
    for r in task.own("told"):
        told = told_of_data(r["data"])
        blocks.setdefault(told.document, []).extend((told.id, block) for block in sorted(resolve.blocks_of(told)))
    for row in kept(task, asked, _ALL):
        document = json.loads(row["document"])
        carries, outlet = carried(row, carriers)
        yield "documents", {**document, "text": row["text"], "original": row["original"], "settled": 1, "carries": carries,
                            "credit": row["credit"], "mends": row["mends"], "outlet": outlet}  # fmt: skip
        for claim in json.loads(row["claims"]):
            yield (
                "claims",
                {**claim, "finding": finding[claim["id"]], "read": "", "added": "", "published": row["published"]},
            )
        yield "rows", {"document": row["id"], **_rows(row, entity, blocks.get(row["id"], []))}


_ALL = ["id", "source", "published", "credit", "mends", "shingles", "looked", "document", "text", "original", "claims", "locals", "mentions"]  # fmt: skip


def carried(row: Row, carriers: dict[str, Row]) -> tuple[str, str]:
    """(the first document that carries a document's text, whose text it is)."""
    own = carriers.get(row["id"])
    if own is not None:
        return own["carries"], own["outlet"]
    return weigh.copies.carried([(row["id"], row["published"], row["source"], row["credit"])])


def _rows(row: Row, entity: dict[str, str], blocks: list[tuple[str, str]]) -> Row:
    """A document's rows of the tables that only the record reads."""
    locals_, keys = [], []
    for r in json.loads(row["locals"]):
        local = local_of_row(r, row["published"])
        block = resolve.block_of(local)
        locals_.append(r | {"entity": entity[local.id], "block": block, "short": int(resolve.is_short(local))})
        keys += [{"local": local.id, "key": key, "block": block} for key in sorted(resolve.keys(local))]
    quoted = [
        {"run": run, "document": row["id"], "start": start, "end": end}
        for start, end, runs in json.loads(row["looked"]) for run in runs
    ]  # fmt: skip
    written: dict[str, Any] = {
        "locals": locals_, "keys": keys, "mentions": json.loads(row["mentions"]), "quoted": quoted,
        "blocks": [{"claim": claim, "block": block} for claim, block in blocks],
    }  # fmt: skip
    return {"shingles": row["shingles"], **{name: json.dumps(own, ensure_ascii=False) for name, own in written.items()}}
