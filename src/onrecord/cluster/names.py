"""The steps that find who is who: those of `resolve/entities.py`, each with as much as it looks at."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from onrecord.cluster.engine import Asked, Found, Task
from onrecord.cluster.folder import Row, gathered
from onrecord.cluster.shapes import group_of, group_row, local_data, local_of, match_of
from onrecord.model import Local, Resolution
from onrecord.record import entity_row, match_row
from onrecord.resolve import entities
from onrecord.resolve.groups import Group, block_of, is_short, keys

CARRIED = ("unit", "company", "short", "mentions", "public")


def crowd(task: Task, _: Asked) -> Found:
    """Keys that too many blocks have to find anybody."""
    for own in gathered(task.bucket("keys", "key"), "key"):
        if len({r["block"] for r in own}) > entities.COMMON:
            yield "crowded", {"key": own[0]["key"]}


def as_most_tell(task: Task, _: Asked) -> Found:
    """What the most documents tell a name as."""
    rows = {r["id"]: r for r in task.bucket("locals", "said")}
    for local in entities.as_most_tell(local_of(r["data"]) for r in rows.values()):
        carried = {name: rows[local.id][name] for name in CARRIED}
        yield "told_as", {"id": local.id, "document": local.document, "block": block_of(local), "data": local_data(local), **carried}  # fmt: skip


def of_one_name(task: Task, _: Asked) -> Found:
    """Locals of one full name, put together."""
    found = Resolution()
    for own in gathered(task.bucket("told_as", "block"), "block"):
        rows = {r["id"]: r for r in own}
        every = sorted((local_of(r["data"]) for r in own), key=lambda x: x.order)
        company = {r["document"]: json.loads(r["company"]) for r in own}
        for group in entities.of_one_name(every, company, found, {}):
            locals_, group.ids = group.ids, [group.first.id]
            yield from _of_group(group, [(rows[i], local_of(rows[i]["data"])) for i in locals_])
    yield from _matches(found, "matches")


def _of_group(group: Group, own: list[tuple[Row, Local]]) -> Found:
    row = group_row(group) | {"short": int(is_short(group.first))}
    yield "groups", row
    for key in sorted(keys(group.first) if row["short"] else group.keys):
        yield "bearing", row | {"key": key}
    for r, local in own:
        told = {"name": local.name, "schema": local.schema, "published": local.published, "group": row["id"]}
        yield "grouped", {"id": local.id, "document": local.document, **told, **{n: r[n] for n in ("unit", "short", "mentions", "public")}}  # fmt: skip


def _matches(found: Resolution, dataset: str) -> Found:
    for merged, matches in ((True, found.merged), (False, found.proposed)):
        yield from ((dataset, match_row(m, merged=merged)) for m in matches)


def likely_forms(task: Task, _: Asked) -> Found:
    """Groups whose names may be forms of one, found by this bucket's keys."""
    rows = [r for r in task.bucket("bearing", "key") if not r["short"]]
    here = {r["key"] for r in rows}
    crowded = frozenset(r["key"] for r in task.own("crowded"))
    groups = _groups(rows)
    for group in groups:
        group.keys &= here  # its other keys, and whether these are crowded, other buckets know
    yield from (("forms", match_row(m, merged=False)) for m in entities.likely_forms(groups, crowded))


def _groups(rows: Iterable[Row]) -> list[Group]:
    """Groups in order, each once."""
    return sorted((group_of(data) for data in {r["id"]: r["data"] for r in rows}.values()), key=lambda g: g.place)


def connect_forms(task: Task, _: Asked) -> Found:
    """Groups and matches with what matches lead to; full names that no match leads from bear their keys alone."""
    for row, component in task.joined(task.bucket("groups", "id"), "id", "forms.components", "member"):
        if component:
            yield "grouped_by_form", row | {"component": component["component"]}
        elif not row["short"]:
            yield from (("alone", row | {"key": key}) for key in sorted(group_of(row["data"]).keys))
    yield from (("forms_of_one", row) for row in task.connected("forms", "left", "forms"))


def of_one_form(task: Task, _: Asked) -> Found:
    """Groups that forms lead to, joined."""
    found = Resolution()
    groups = _groups(task.bucket("grouped_by_form", "component"))
    forms = {(r["left"], r["right"]): match_of(r) for r in task.bucket("forms_of_one", "component")}
    own = {g.first.id: g for g in groups}
    for united in entities.of_one_form(groups, forms.values(), found, {}):
        members = united.ids
        united.ids = []
        row = group_row(united)
        for key in sorted(united.keys):
            yield "bearers", row | {"key": key}
        for member in members if len(members) > 1 else ():
            yield "roots", _root(row["id"], own[member])
    yield from _matches(found, "matches_of_forms")


def _root(root: str, group: Group) -> Row:
    """What a group gives the entity it belongs to, known by a root."""
    first = group.first
    return {"root": root, "group": group.first.id, "least": group.least, "schema": first.schema, "published": first.published or "9999",
            "document": first.document, "first": first.id}  # fmt: skip


def near(task: Task, _: Asked) -> Found:
    """Short names, each with the full names that bear it in like company."""
    short: dict[str, list[Row]] = defaultdict(list)
    for row in task.bucket("bearing", "key"):
        if row["short"]:
            short[row["key"]].append(row)
    every = chain(task.bucket("bearers", "key"), task.bucket("alone", "key"))
    bearers = (r for r in every if r["key"] in short)
    for own in gathered(bearers, "key"):
        data = {r["id"]: r["data"] for r in own}
        groups = _groups(own)
        for row in short[own[0]["key"]]:
            for group in entities.near(group_of(row["data"]), groups, {}):
                one = group.first.id
                yield "near", {"short": row["id"], "short_data": row["data"], "bearer": one, "bearer_data": data[one]}


def give_short(task: Task, _: Asked) -> Found:
    """Short names given to the one who bears them."""
    found = Resolution()
    for own in gathered(task.bucket("near", "short"), "short"):
        short = group_of(own[0]["short_data"])
        bearers = {r["bearer"]: group_of(r["bearer_data"]) for r in own}
        match = entities.given(short, sorted(bearers.values(), key=lambda g: g.place), found)
        if match:
            yield "roots_of_short", _root(match.left, replace(bearers[match.left], ids=[]))
            yield "roots_of_short", _root(match.left, short)
    yield from _matches(found, "matches_of_short")


def resolve_groups(task: Task, _: Asked) -> Found:
    """The entity of every group that is one with others."""
    for own in gathered(chain(task.bucket("roots", "root"), task.bucket("roots_of_short", "root")), "root"):
        first = min(own, key=lambda r: (r["published"], r["document"], r["first"]))
        entity = min(r["least"] for r in own)
        for group in sorted({r["group"] for r in own}):
            yield "resolved", {"group": group, "entity": entity, "schema": first["schema"]}


def place(task: Task, _: Asked) -> Found:
    """Every local's entity: that of its group, or its group's own."""
    resolved = {r["group"]: r for r in task.bucket("resolved", "group")}
    for own in gathered(task.bucket("grouped", "group"), "group"):
        first = min(own, key=lambda r: (r["published"] or "9999", r["document"], r["id"]))
        home = resolved.get(own[0]["group"], {"entity": min(r["id"] for r in own), "schema": first["schema"]})
        for row in own:
            yield "placed", row | {"entity": home["entity"], "schema": home["schema"]}


def list_entities(task: Task, _: Asked) -> Found:
    """Entities as lists show them."""
    for own in gathered(task.bucket("placed", "entity"), "entity"):
        yield "entities", entity_row(own[0]["entity"], [_Row(r) for r in own], own[0]["schema"])


class _Row(dict[str, object]):
    """A row whose columns are read as a database's are."""

    __getattr__ = dict.__getitem__
