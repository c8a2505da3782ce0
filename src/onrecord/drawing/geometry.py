"""Drawings as plain geometry: bars over time, and a chain of command in layers; templates turn them into SVG."""

import textwrap
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

WIDTH = 720
"""Of a drawing, in its own units."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that lasted."""

    label: str
    begins: str
    """ISO day; empty where nobody tells."""
    ends: str
    told: tuple[str, str]
    """First and last day on which somebody tells of it."""
    finding: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar in its place, and whether nobody tells when it began or ended."""

    bar: Bar
    y: int
    sure: tuple[float, float]
    """Left edge and width of what is told: from its first day or first telling to its last."""
    open_left: bool
    open_right: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """A drawing of bars."""

    rows: list[Drawn]
    ticks: list[tuple[float, str]]
    height: int


ROW = 34
TOP = 26
LABELS = 10


def bars(every: list[Bar], last: str) -> Bars:
    """Lay bars out over the years they need.

    Args:
        last: ISO day at which what goes on is cut.
    """
    days = [d for b in every for d in (b.begins, b.ends, *b.told) if d]
    if not days:
        return Bars([], [], 0)
    low, high = _day(min(days)), max(_day(max(days)), _day(last)) + 30

    def x(day: int) -> float:
        return round(LABELS + (day - low) / max(1, high - low) * (WIDTH - 2 * LABELS), 1)

    rows = []
    for n, bar in enumerate(sorted(every, key=lambda b: b.begins or b.told[0] or b.ends)):
        known = [_day(d) for d in (bar.begins, bar.ends, *bar.told) if d]
        left, right = (min(known), max(known)) if known else (low, low)
        rows.append(Drawn(bar, TOP + n * ROW, (x(left), max(6.0, x(right) - x(left))), not bar.begins, not bar.ends))
    first, final = date.fromordinal(low).year, date.fromordinal(high).year
    step = max(1, (final - first) // 8)
    ticks = [(x(max(low, date(year, 1, 1).toordinal())), str(year)) for year in range(first, final + 1, step)]
    return Bars(rows, ticks, TOP + len(rows) * ROW + 8)


def _day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


@dataclass(slots=True)
class Box:
    """Somebody in a chain of command."""

    id: str
    label: str
    x: float = 0.0
    y: int = 0

    @property
    def lines(self) -> list[str]:
        """What it says, in two lines at most."""
        first, *rest = textwrap.wrap(self.label, LETTERS) or [""]
        return [first, textwrap.shorten(" ".join(rest), LETTERS, placeholder="…")] if rest else [first]


LETTERS = 21
"""Letters that fit across a box."""


@dataclass(frozen=True, slots=True)
class Line:
    """Who stands over whom, and how."""

    over: str
    under: str
    how: str
    finding: str
    origins: int
    contested: bool


@dataclass(slots=True)
class Layers:
    """A layered drawing."""

    boxes: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    height: int = 0


BOX = (150, 44)
GAP = 96


def layered(names: dict[str, str], lines: list[Line]) -> Layers:
    """Put whoever is over somebody above him, as far down as the longest way from the top (Sugiyama's first step); rings are cut where they close.

    Args:
        names: id -> what its box says.
        lines: all to draw.
    """
    depth = _depths(sorted(names), lines)
    rows: dict[int, list[str]] = defaultdict(list)
    for i in sorted(names, key=lambda i: (depth[i], names[i])):
        rows[depth[i]].append(i)
    wide = max(WIDTH, max(map(len, rows.values()), default=1) * (BOX[0] + 20))
    boxes = [
        Box(i, names[i], round((n + 0.5) * wide / len(own), 1), 30 + level * GAP)
        for level, own in rows.items() for n, i in enumerate(own)
    ]  # fmt: skip
    return Layers(boxes, lines, 30 + max(rows, default=0) * GAP + BOX[1] + 20)


def _depths(ids: list[str], lines: list[Line]) -> dict[str, int]:
    """How far below the top each stands."""
    under: dict[str, list[str]] = defaultdict(list)
    above = dict.fromkeys(ids, 0)
    for line in lines:
        if line.under not in under[line.over]:
            under[line.over].append(line.under)
            above[line.under] += 1
    depth = dict.fromkeys(ids, 0)
    left = set(ids)
    while left:
        top = min(left, key=lambda i: (above[i], i))  # 0 above it, unless all that are left stand in a ring
        left.discard(top)
        for other in under[top]:
            if other in left:
                depth[other] = max(depth[other], depth[top] + 1)
                above[other] -= 1
    return depth


@dataclass(frozen=True, slots=True)
class Column:
    """How many in a month or year."""

    label: str
    count: int
    x: float
    height: float
    tick: str


@dataclass(frozen=True, slots=True)
class Span:
    """Findings of which nobody tells more than that they fall somewhere between two days."""

    label: str
    count: int
    x: float
    width: float
    y: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Columns over time, and below them what is not told so closely."""

    columns: list[Column]
    width: float
    step: str
    undated: int
    spans: list[Span] = field(default_factory=list)
    left: int = 0
    """Findings in spans beyond those drawn."""
    height: int = 0


TALL = 58


def columns(told: list[tuple[str, str, int]]) -> Timeline:
    """A timeline by month, or by year where it is longer than a drawing is wide; what is told less closely stands below, as long as it may be.

    Args:
        told: (first day, day after the last, how many); empty days where nobody tells.
    """
    undated = sum(n for begins, _, n in told if not begins)
    dated = [(_month(b), _month(str(date.fromisoformat(e) - timedelta(1))) if e > b else _month(b), n) for b, e, n in told if b]  # fmt: skip
    if not dated:
        return Timeline([], 0, "month", undated)
    low, high = min(b for b, _, _ in dated), max(e for _, e, _ in dated)
    by_year = high - low >= MONTHS
    unit = 12 if by_year else 1
    counts: dict[int, int] = defaultdict(int)
    loose: dict[tuple[int, int], int] = defaultdict(int)
    for begins, ends, n in dated:
        if begins // unit == ends // unit:
            counts[begins // unit] += n
        else:
            loose[begins // unit, ends // unit] += n
    first, last = low // unit, high // unit
    step, most = WIDTH / (last - first + 1), max(counts.values(), default=1)
    every = max(1, round(70 / step))
    name = _named(by_year=by_year)
    drawn = [
        Column(name(at), counts.get(at, 0), round((at - first) * step, 1), round(TALL * counts.get(at, 0) / most, 1), name(at) if (at - first) % every == 0 and (at - first) * step < WIDTH - LABEL else "")
        for at in range(first, last + 1)
    ]  # fmt: skip
    most_told = sorted(loose.items(), key=lambda s: (-s[1], s[0]))
    spans = [
        Span(f"{name(a)} to {name(b)}", n, round((a - first) * step, 1), round((b - a + 1) * step, 1), BELOW + i * LOW)
        for i, ((a, b), n) in enumerate(sorted(most_told[:SPANS]))
    ]
    width = round(max(1.0, min(26.0, step - 1)), 1)
    return Timeline(drawn, width, "year" if by_year else "month", undated, spans, sum(n for _, n in most_told[SPANS:]), BELOW + len(spans) * LOW + 4)  # fmt: skip


def _named(*, by_year: bool) -> Callable[[int], str]:
    return str if by_year else lambda at: f"{at // 12}-{at % 12 + 1:02}"


LABEL = 52
"""How wide what stands under a column is."""
BELOW, LOW, SPANS = 84, 14, 12
"""Where what is told loosely begins, how high each is, how many are drawn."""


MONTHS = 180


def _month(iso: str) -> int:
    return int(iso[:4]) * 12 + int(iso[5:7] or 1) - 1
