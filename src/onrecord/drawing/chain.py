"""Who heads, directs, approves or is part of what on a day: the ties of a record as a layered drawing, every line with its finding."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from onrecord.drawing.geometry import WIDTH, Layers, Line, layered
from onrecord.record import Record
from onrecord.record.pages import names_of, ties_of

Row = dict[str, Any]
OVER = {"heads": "heads", "directs": "directs", "approves": "approves for", "holds_post": "", "founded": "founded", "responsible_for": "is responsible for"}  # fmt: skip
"""Ties whose subject stands over its object, and how the line is put; of a post the post itself."""
UNDER = {"part_of": "has as a part"}
"""Ties whose object stands over its subject."""
FAR = 3
"""Ties from the chosen body to the farthest box."""
MOST = 40
"""Boxes of a drawing."""
TIES = 60
"""Ties of one of them that are looked at, those told last."""
EACH = 14
"""Boxes that are looked at further at each step."""


def chain_of(record: Record, start: str, day: str, name: Callable[[Row], str]) -> Layers:
    """The chain of command around an entity.

    Args:
        start: its id.
        day: ISO day on which ties must hold; empty for any.
        name: an entity's row -> what its box says.
    """
    seen, fresh = {start}, [start]
    found: dict[tuple[str, str, str], Line] = {}
    for _ in range(FAR):
        further: list[str] = []
        for one in fresh:
            for tie in ties_of(record, one, {*OVER, *UNDER}, TIES):
                for line in _lines(tie, day):
                    found.setdefault((line.over, line.under, line.how), line)
                    further += [i for i in (line.over, line.under) if i not in seen]
        fresh = sorted(set(further) - seen)[: min(EACH, MOST - len(seen))]
        seen |= set(fresh)
    lines = [line for _, line in sorted(found.items()) if line.over in seen and line.under in seen]
    names = names_of(record, seen)
    lines = [line for line in lines if line.over in names and line.under in names]
    joined = {i for line in lines for i in (line.over, line.under)} | ({start} & names.keys())
    return layered({i: name(names[i]) for i in sorted(joined)}, _together(lines))


def _lines(tie: Row, day: str) -> Iterator[Line]:
    """Who is over whom, and how, as a tie tells of a day; nothing where it is not yet, or no more."""
    if day and ((tie["ends"] and tie["ends"] <= day) or tie["begins"] > day):
        return
    over, under = ("subject", "object") if tie["type"] in OVER else ("object", "subject")
    how = (OVER | UNDER)[tie["type"]] or tie["post"]
    for above in tie[over]:
        for below in tie[under]:
            if above != below:
                yield Line(above, below, how, tie["finding"], tie["origins"], tie["contested"])


def _together(lines: list[Line]) -> list[Line]:
    """One line a pair: how it is told in all ways, the best supported finding."""
    pairs: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        pairs[line.over, line.under].append(line)
    return [
        Line(over, under, "; ".join(dict.fromkeys(x.how for x in own if x.how)), max(own, key=lambda x: x.origins).finding,
             max(x.origins for x in own), any(x.contested for x in own))
        for (over, under), own in pairs.items()
    ]  # fmt: skip


def width_of(drawing: Layers) -> float:
    """How wide it is, in its own units."""
    return max([float(WIDTH), *(b.x + 90 for b in drawing.boxes)])
