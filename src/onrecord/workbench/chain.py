"""Who heads, directs, approves or is part of what on a day: a layered drawing, every line with its finding."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.errors import UsageError
from onrecord.record import Record
from onrecord.record.listing import people
from onrecord.record.pages import names_of, ties_of
from onrecord.workbench.drawing import WIDTH, Layers, Line, layered
from onrecord.workbench.pages import address, as_csv, attached, masks, record_of, render

router = APIRouter()
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
Of = Annotated[str, Query(max_length=40)]
On = Annotated[str, Query(max_length=20)]


@router.get("/chain")
def page(request: Request, of: Of = "", on: On = "") -> HTMLResponse:
    """The drawing around one body or person; without one, the bodies to choose among."""
    record = record_of(request)
    words = _words(request, of, on) | {
        "bodies": people(record, ("Organization", "PublicBody"), limit=40).rows,
        "chosen": names_of(record, [of]).get(of) if of else None,
        "on": on,
        "saved": {kind: address(f"/chain.{kind}", {"of": of, "on": on}) for kind in ("svg", "csv")},
    }
    return render(request, "chain.html", words)


@router.get("/chain.svg")
def picture(request: Request, of: Of, on: On = "") -> Response:
    """The drawing alone."""
    page = render(request, "chain_drawing.html", _words(request, of, on) | {"alone": True})
    return attached(bytes(page.body), "chain.svg", "image/svg+xml")


@router.get("/chain.csv")
def table(request: Request, of: Of, on: On = "") -> Response:
    """Its lines as a table."""
    words = _words(request, of, on)
    at = words["at"]
    cells = ((at[x.over].label, x.how, at[x.under].label, x.origins, "yes" if x.contested else "", x.finding) for x in words["drawing"].lines)  # fmt: skip
    return as_csv("chain.csv", ("over", "how", "under", "origins", "contested", "finding"), cells)


def _words(request: Request, of: str, on: str) -> dict[str, Any]:
    """What the drawing needs, names as this reader may see them."""
    if on and not _is_day(on):
        raise UsageError(f"on={on}: is no date; write it as 2021-03-04")
    drawing = _around(record_of(request), of, on, masks(request, []).entity) if of else Layers()
    return {"of": of, "drawing": drawing, "width": _width(drawing), "at": {b.id: b for b in drawing.boxes}}


def _is_day(words: str) -> bool:
    try:
        return bool(date.fromisoformat(words))
    except ValueError:
        return False


def _width(drawing: Layers) -> float:
    return max([float(WIDTH), *(b.x + 90 for b in drawing.boxes)])


def _around(record: Record, start: str, day: str, name: Callable[[Row], str]) -> Layers:
    """The drawing.

    Args:
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
