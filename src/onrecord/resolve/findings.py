"""Which claims, of one document or many, say one thing: claims -> findings.

Ties, proceedings and measures are one finding where they name the same people, bodies and posts; what names nobody only where it
is the same words. Incidents are put together on what they share (whom, what, where, when) and kept apart by whatever
cannot both be: another day, another place, a plot foiled and an attack carried out. Claims and their denials are one
finding. The result does not depend on the order of documents.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from onrecord.model import Told

ENOUGH = 3.0
"""How much two incidents must share to be one: a named victim weighs 2, a place or a day 1."""
VIOLENCE = frozenset(["armed_attack", "bombing", "assassination"])
"""Types that one event is told as by one outlet and another."""
PLOTS = frozenset(["planned", "foiled", "attempted", "threatened"])
MOST = 60
"""A name or place that more incidents than this share puts none of them together."""
MONTH = 31
"""Days; a stretch of time longer than this is no when."""


def group(claims: Iterable[Told]) -> dict[str, str]:
    """Claim id -> id of the first claim of its finding, first by day of publication.

    Args:
        claims: in any order.
    """
    every = sorted(claims, key=lambda c: c.order)
    first: dict[tuple[object, ...], str] = {}
    found: dict[str, str] = {}
    for claim in every:
        if claim.kind != "incident":
            found[claim.id] = first.setdefault(_key(claim), claim.id)
    for cluster in _incidents([c for c in every if c.kind == "incident"]):
        for claim in cluster:
            found[claim.id] = cluster[0].id
    return found


def _key(claim: Told) -> tuple[object, ...]:
    """What two claims must share to say one thing."""
    who = {"tie": ("subject", "object", "post"), "measure": ("actor", "object"), "proceeding": ("person",)}.get(
        claim.kind
    )
    known = {"tie": ("subject",), "measure": ("object",), "proceeding": ("person",)}.get(claim.kind, ())
    if who is None or not all(claim.named.get(role) for role in known):
        return ("words", claim.words)
    parts = tuple(claim.named.get(role, frozenset()) or claim.said.get(role, frozenset()) for role in who)
    when = claim.begins[:4] if claim.kind == "proceeding" and claim.begins else ""
    return (claim.kind, claim.type, claim.status, *parts, when)


def _incidents(every: list[Told]) -> Iterator[list[Told]]:
    clusters: dict[str, list[Told]] = {c.id: [c] for c in every}
    home = {c.id: c.id for c in every}
    for score, left, right in sorted(_pairs(every), key=lambda p: (-p[0], p[1].published or "9999", p[1].id, p[2].id)):
        a, b = home[left.id], home[right.id]
        if a == b or score < ENOUGH or not all(may_be_one(x, y) for x in clusters[a] for y in clusters[b]):
            continue
        clusters[a] += clusters.pop(b)
        for claim in clusters[a]:
            home[claim.id] = a
    for cluster in clusters.values():
        yield sorted(cluster, key=lambda c: c.order)


def _pairs(every: list[Told]) -> Iterator[tuple[float, Told, Told]]:
    """Pairs that share a name, a place, their words, or their document's own number for the incident."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, claim in enumerate(every):
        for entity in {e for own in claim.named.values() for e in own}:
            blocks["who", entity].append(i)
        if claim.place:
            blocks["where", claim.place].append(i)
        if claim.incident is not None:
            blocks["told", claim.document, str(claim.incident)].append(i)
        blocks["words", claim.words].append(i)
    pairs = {(i, j) for own in blocks.values() if len(own) <= MOST for n, i in enumerate(own) for j in own[n + 1 :]}
    for i, j in sorted(pairs):
        if may_be_one(every[i], every[j]):
            yield shared(every[i], every[j]), every[i], every[j]


def may_be_one(a: Told, b: Told) -> bool:
    """Whether nothing two incidents say cannot both be."""
    kinds = a.type == b.type or {a.type, b.type} <= VIOLENCE
    stages = a.stage == b.stage or {a.stage, b.stage} <= PLOTS
    return kinds and stages and _same_day(a, b) is not False and _same_place(a, b) is not False


def _same_day(a: Told, b: Told) -> bool | None:
    """Whether two times may be one (a day's difference is a time zone's); None where one is not known."""
    if not (a.begins and a.ends and b.begins and b.ends):
        return None
    starts = [date.fromisoformat(x) for x in (a.begins, b.begins)]
    ends = [date.fromisoformat(x) for x in (a.ends, b.ends)]
    return (max(starts) - min(ends)).days <= 0 or abs((starts[0] - starts[1]).days) <= 1


def _same_place(a: Told, b: Told) -> bool | None:
    if not a.place or not b.place:
        return None
    return a.place == b.place or (bool(a.country) and a.country == b.country and (a.wide or b.wide))


def _is_near(a: Told, b: Told) -> bool:
    """Whether both tell a when of a month at most, and the same."""
    lengths = [(date.fromisoformat(x.ends) - date.fromisoformat(x.begins)).days for x in (a, b) if x.begins and x.ends]
    return bool(_same_day(a, b)) and len(lengths) == 2 and max(lengths) <= MONTH


def shared(a: Told, b: Told) -> float:
    """How much two incidents share: named victims and targets most, then where and when, then whoever did it."""
    if a.words == b.words or (a.document == b.document and a.incident is not None and a.incident == b.incident):
        return ENOUGH
    hit = sum(2.0 for role in ("victims", "targets") if a.named.get(role, frozenset()) & b.named.get(role, frozenset()))
    like = sum(
        0.5
        for role in ("victims", "targets", "weapons")
        if a.said.get(role, frozenset()) & b.said.get(role, frozenset())
    )
    did = 1.0 if a.named.get("perpetrators", frozenset()) & b.named.get("perpetrators", frozenset()) else 0.0
    where = 1.0 if a.place and a.place == b.place and not a.wide else 0.0
    return hit + like + did + where + (1.0 if _is_near(a, b) else 0.0)
