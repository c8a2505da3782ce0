"""Which documents of a record carry one text: the part of settling that looks at texts, before any claim."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import bindparam, delete, func, insert, or_, select, update

from onrecord.record import schema
from onrecord.record.rows import chunks, many, rows_of, unless_there
from onrecord.record.settling import Settling

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a text tells of others."""

    document: str
    shingles: frozenset[int]
    credit: str
    """Whom it credits."""
    mends: str
    """Whether it "corrects" or "withdraws" an earlier one."""
    quotations: tuple[tuple[int, int, tuple[int, ...]], ...]
    """(first character, one past the last, hashes of its runs of words) of what it quotes."""


def new_texts(work: Settling) -> Iterator[tuple[str, str]]:
    """(id, text) of every document to look at."""
    d = schema.documents.c
    for part in chunks(work.new):
        for r in work.db.execute(select(d.id, d.text).where(d.id.in_(part)).order_by(d.id)):
            yield r.id, r.text


def keep_texts(work: Settling, read: Iterable[Looked]) -> None:
    """Keep what the texts of the documents to look at tell of each other."""
    s, q, d = schema.shingles.c, schema.quoted.c, schema.documents.c
    for part in chunks(work.new):
        work.db.execute(delete(schema.shingles).where(s.document.in_(part)))
        work.db.execute(delete(schema.quoted).where(q.document.in_(part)))
    said, rows, quoted = [], [], []
    for x in read:
        rows += [{"document": x.document, "shingle": shingle} for shingle in sorted(x.shingles)]
        quoted += [
            {"document": x.document, "start": s, "end": e, "run": run} for s, e, runs in x.quotations for run in runs
        ]
        if x.credit or x.mends:
            said.append({"of": x.document, "credits": x.credit, "how": x.mends})
    many(work.db, insert(schema.shingles), rows)
    many(work.db, insert(schema.quoted), quoted)
    many(work.db, update(schema.documents).where(d.id == bindparam("of")).values(credit=bindparam("credits"), mends=bindparam("how")), said)  # fmt: skip


def candidates(work: Settling, common: int, least: int, share: float) -> Iterator[Pair]:
    """Pairs of documents that share shingles, one of each pair at least to settle, in order.

    Args:
        common: of a shingle that more documents share, a footer's or a text's all outlets carry, each is paired with the first by id only.
        least: shingles a pair must share.
        share: part of the shorter text's shingles that it must, too.
    """
    c = schema.copies.c
    holders, crowded = _holders(work, work.new, common)
    new = set(work.new)
    inside = new | {d for own in holders.values() for d in _touched(own, new, common)}
    if len(inside) > len(new):
        more, crowded_too = _holders(work, inside, common)
        holders, crowded = holders | more, crowded | crowded_too
    work.looked_at = inside
    for part in chunks(inside):
        work.db.execute(delete(schema.copies).where(or_(c.left.in_(part), c.right.in_(part))))
    together: Counter[Pair] = Counter()
    for shingle, own in holders.items():
        paired = ((own[0], d) for d in own[1:]) if shingle in crowded else combinations(own, 2)
        together.update((a, b) for a, b in paired if a in inside or b in inside)
    likely = {pair: n for pair, n in together.items() if n >= least}
    s = schema.shingles.c
    sizes = select(s.document, func.count().label("n")).group_by(s.document)
    size = {r.document: r.n for r in rows_of(work.db, sizes, s.document, {d for pair in likely for d in pair})}
    yield from sorted(pair for pair, n in likely.items() if n >= share * min(size[d] for d in pair))


def _touched(own: list[str], new: set[str], common: int) -> list[str]:
    """Those of a shingle's documents whose pairs the new ones among them change: all, where it has become common or has another first."""
    if len(own) > common and (sum(d not in new for d in own) <= common or own[0] in new):
        return own
    return []


def _holders(work: Settling, documents: Iterable[str], common: int) -> tuple[dict[int, list[str]], set[int]]:
    """(shingle of some documents -> the documents that have it, in order; of a common one these and the first, unless all its pairs change; common ones)."""
    s = schema.shingles.c
    if work.whole:
        every: dict[int, list[str]] = defaultdict(list)
        for shingle, document in work.db.execute(select(s.shingle, s.document).order_by(s.shingle, s.document)):
            every[shingle].append(document)
        return every, {shingle for shingle, holders in every.items() if len(holders) > common}
    new = set(work.new)
    own: dict[int, set[str]] = defaultdict(set)
    for r in rows_of(work.db, select(s.shingle, s.document), s.document, documents):
        own[r.shingle].add(r.document)
    sizes = select(s.shingle, func.count().label("n"), func.min(s.document).label("first")).group_by(s.shingle)
    rows = rows_of(work.db, sizes, s.shingle, own)
    whole = [r.shingle for r in rows if r.n - len(own[r.shingle] & new) <= common or r.first in own[r.shingle]]
    found = {r.shingle: own[r.shingle] | {r.first} for r in rows}
    for r in rows_of(work.db, select(s.shingle, s.document), s.shingle, whole):
        found[r.shingle].add(r.document)
    crowded = {r.shingle for r in rows if r.n > common}
    return {shingle: sorted(documents) for shingle, documents in found.items()}, crowded


def write_copies(work: Settling, candidates: Iterable[Pair], held: Callable[[str, str], float], enough: float) -> None:
    """Keep the pairs that carry one text.

    Args:
        held: how much of the shorter of two texts stands in the longer.
        enough: from which share on they are one text.
    """
    d = schema.documents.c
    texts: dict[str, str] = {}
    rows = []
    every = list(candidates)
    for part in (every[i : i + 2000] for i in range(0, len(every), 2000)):
        wanted = {x for pair in part for x in pair} - texts.keys()
        texts = {k: texts[k] for pair in part for k in pair if k in texts}
        texts |= {r.id: r.text for r in rows_of(work.db, select(d.id, d.text), d.id, wanted)}
        rows += [
            {"left": a, "right": b, "share": share} for a, b in part if (share := held(texts[a], texts[b])) >= enough
        ]
    many(work.db, unless_there(work.db, schema.copies), rows)


def write_carriers(work: Settling, carried: Callable[[list[tuple[str, str, str, str]]], Pair]) -> None:
    """Say of every document whose text may have changed hands which document had it first, and whose text it is.

    Args:
        carried: (first document, whose text it is) of (document, day of publication, publisher, credit)s that carry one text.
    """
    d, c = schema.documents.c, schema.copies.c
    known = {r.carries for r in rows_of(work.db, select(d.carries).distinct(), d.id, work.looked_at) if r.carries}
    begun = {*work.looked_at, *(r.id for r in rows_of(work.db, select(d.id), d.carries, known))}
    links: dict[str, set[str]] = defaultdict(set)
    fresh = set(begun)
    while fresh:
        for column in (c.left, c.right):
            for r in rows_of(work.db, select(c.left, c.right), column, fresh):
                links[r.left].add(r.right)
                links[r.right].add(r.left)
        fresh = links.keys() - begun
        more = {r.carries for r in rows_of(work.db, select(d.carries).distinct(), d.id, fresh) if r.carries}
        fresh |= {r.id for r in rows_of(work.db, select(d.id), d.carries, more)} - begun
        begun |= fresh
    rows = {r.id: r for r in rows_of(work.db, select(d.id, d.published, d.source, d.credit, d.carries, d.outlet), d.id, begun)}  # fmt: skip
    changed = []
    for own in _components(sorted(begun), links):
        first, outlet = carried([(x, rows[x].published or "", rows[x].source, rows[x].credit) for x in own])
        changed += [
            {"of": x, "to": first, "by": outlet} for x in own if (rows[x].carries, rows[x].outlet) != (first, outlet)
        ]
    work.moved |= {row["of"] for row in changed}
    many(work.db, update(schema.documents).where(d.id == bindparam("of")).values(carries=bindparam("to"), outlet=bindparam("by")), changed)  # fmt: skip


def _components(documents: list[str], links: dict[str, set[str]]) -> Iterator[list[str]]:
    seen: set[str] = set()
    for document in documents:
        if document in seen:
            continue
        own, open_ = {document}, [document]
        while open_:
            fresh = links[open_.pop()] - own
            own |= fresh
            open_ += fresh
        seen |= own
        yield sorted(own)
