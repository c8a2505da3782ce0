"""Local entities, groups, matches and claims as rows, and back: what passes from one process to another, as JSON that anybody can read."""

import json
from dataclasses import fields
from typing import Any

from onrecord.cluster.folder import Row
from onrecord.model import Local, Match, Told
from onrecord.resolve.groups import Group

SETS = ("keys", "spellings", "names", "posts", "bodies")
"""What of a group is a set."""


def local_data(local: Local) -> str:
    """A local entity."""
    told = {f.name: getattr(local, f.name) for f in fields(Local)}
    return _written({k: sorted(v) if isinstance(v, frozenset) else v for k, v in told.items()})


def local_of(data: str) -> Local:
    """A local entity again."""
    told: dict[str, Any] = json.loads(data)
    for name in ("names", "posts", "bodies"):
        told[name] = frozenset(told[name])
    return Local(**told)


def group_row(group: Group) -> Row:
    """A group, known by the id of its first local."""
    told = {"first": local_data(group.first), "place": group.place, "ids": group.ids, "least": group.least, "size": group.size, "around": group.around,
            "told": sorted([sorted(posts), sorted(bodies)] for posts, bodies in group.told)}  # fmt: skip
    return {"id": group.first.id, "data": _written(told | {name: sorted(getattr(group, name)) for name in SETS})}


def group_of(data: str) -> Group:
    """A group again."""
    told = json.loads(data)
    group = Group(
        local_of(told["first"]), tuple(told["place"]), told["ids"], told["least"], told["size"], told["around"]
    )
    for name in SETS:
        setattr(group, name, set(told[name]))
    group.told = {(frozenset(posts), frozenset(bodies)) for posts, bodies in told["told"]}
    return group


def match_of(row: Row) -> Match:
    """A match again."""
    return Match(row["left"], row["right"], row["score"], tuple(json.loads(row["reasons"])))


def told_data(claim: Told) -> str:
    """A claim as resolving and weighing see it."""
    told = {f.name: getattr(claim, f.name) for f in fields(Told)}
    for name in ("named", "said"):
        told[name] = {role: sorted(own) for role, own in told[name].items()}
    return _written(told)


def told_of_data(data: str) -> Told:
    """A claim again."""
    told: dict[str, Any] = json.loads(data)
    for name in ("named", "said"):
        told[name] = {role: frozenset(own) for role, own in told[name].items()}
    told["figures"] = {what: (n[0], n[1]) for what, n in told["figures"].items()}
    return Told(**told)


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
