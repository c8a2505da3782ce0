"""Which claims, of one document or many, say one thing: claims -> findings.

Ties, proceedings and measures are one finding where they name the same people, bodies and posts; what names nobody only where it
is the same words. Incidents are put together on what they share (whom, what, where, when) and kept apart by whatever
cannot both be: another day, another place, a plot foiled and an attack carried out. A mention that only points at an incident
("the Ghent plot") goes to the one incident it can mean. Claims and their denials are one finding. What a reviewer decided wins.

The result does not depend on the order of documents; a claim's finding depends only on claims `is_linked` leads to.
Each step looks at little at a time, which is what lets a cluster group (`cluster/`): `likely_one` at the claims of one block, `detailed` at
claims that pairs lead to, `follow` at one document and one town, `left_over` at claims in the same words.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from onrecord.model import PLOTS, Decided, Told

ENOUGH = 3.0
"""How much two incidents must share to be one: a named victim weighs 2, a place 1, the same day 1.5."""
VIOLENCE = frozenset(["armed_attack", "bombing", "assassination"])
"""Types that one event is told as by one outlet and another."""
HIT = ("victims", "targets")
MOST = 60
"""A name or place that more incidents than this share puts none of them together."""
MONTH = 31
"""Days; a stretch of time longer than this is no when."""
WEEK = 7
REMEMBERED = 1100
"""Days after an incident in which a mention may point at it without saying when."""


def group(
    claims: Iterable[Told], crowded: frozenset[str] | None = None, decided: Decided | None = None
) -> dict[str, str]:
    """Claim id -> id of the first claim of its finding, first by day of publication.

    Args:
        claims: in any order; all, or a part that `is_linked` leads out of nowhere.
        crowded: blocks that more than MOST claims of the record are in; needed for a part.
        decided: pairs of claim ids that a reviewer joined or keeps apart.
    """
    every = sorted(claims, key=lambda c: c.order)
    decided = decided or Decided()
    home: dict[str, list[Told]] = {}
    for claim in every:
        if claim.kind != "incident":
            (key,) = blocks_of(claim)
            home.setdefault(key, []).append(claim)
    clusters = list(home.values()) + _incidents([c for c in every if c.kind == "incident"], crowded, decided)
    found: dict[str, str] = {}
    for cluster in _as_decided(clusters, decided):
        first = min(cluster, key=lambda c: c.order)
        found |= {claim.id: first.id for claim in cluster}
    return found


def blocks_of(claim: Told) -> frozenset[str]:
    """What two claims must share one of to be compared; of any kind but an incident the one key of its finding."""
    if claim.kind != "incident":
        return frozenset([_key(claim)])
    found = {f"who {entity}" for own in claim.named.values() for entity in own} | {f"words {claim.words}"}
    if claim.place:
        found.add(f"where {claim.place}")
    if claim.incident is not None:
        found.add(f"told {claim.document} {claim.incident}")
    found.add(f"in {claim.document}")
    return frozenset(found)


def _key(claim: Told) -> str:
    """What two claims must share to say one thing."""
    who = {"tie": ("subject", "object", "post"), "measure": ("actor", "object"), "proceeding": ("person",)}.get(
        claim.kind
    )
    known = {"tie": ("subject",), "measure": ("object",), "proceeding": ("person",)}.get(claim.kind, ())
    if who is None or not all(claim.named.get(role) for role in known):
        return f"key|words|{claim.words}"
    parts = [" ".join(sorted(claim.named.get(role, frozenset()) or claim.said.get(role, frozenset()))) for role in who]
    when = claim.begins[:4] if claim.kind == "proceeding" and claim.begins else ""
    return "|".join(("key", claim.kind, claim.type, claim.status or "", *parts, when))


def _incidents(every: list[Told], crowded: frozenset[str] | None, decided: Decided) -> list[list[Told]]:
    """Clusters of incident claims: the detailed ones first, then whatever points at them."""
    apart = decided.others()
    details = [c for c in every if not only_points(c)]
    clusters = detailed(details, likely_one(_alike(details, crowded)), apart)
    left = follow([c for c in every if only_points(c)], clusters, crowded)
    return clusters + left_over(left)


def only_points(claim: Told) -> bool:
    """Whether it names nobody it was upon, nor, to the week, says when: "the Ghent plot", "the plot to bomb a rally in May"."""
    hit = any(claim.named.get(role) for role in HIT)
    exact = claim.begins and claim.ends and claim.days <= WEEK
    return not (hit or exact)


def detailed(
    every: list[Told], likely: Iterable[tuple[float, Told, Told]], apart: Mapping[str, frozenset[str]]
) -> list[list[Told]]:
    """Clusters of incident claims that tell of one incident in detail, by their earliest claims.

    Args:
        every: in order, all that the pairs lead to.
        likely: pairs, as `likely_one` finds them.
        apart: claim id -> the ids a reviewer keeps it apart from.
    """
    clusters: dict[str, list[Told]] = {c.id: [c] for c in every}
    home = {c.id: c.id for c in every}

    def may_join(x: Told, y: Told) -> bool:
        return may_be_one(x, y) and y.id not in apart.get(x.id, ())

    for _, left, right in sorted(likely, key=lambda p: (-p[0], p[1].order, p[2].order)):
        a, b = home[left.id], home[right.id]
        if a == b or not all(may_join(x, y) for x in clusters[a] for y in clusters[b]):
            continue
        clusters[a] += clusters.pop(b)
        for claim in clusters[a]:
            home[claim.id] = a
    return sorted(clusters.values(), key=lambda own: min(c.order for c in own))


def follow(pointing: Iterable[Told], clusters: list[list[Told]], crowded: frozenset[str] | None) -> list[Told]:
    """Put mentions that only point each to the one incident of its document or its town that it can mean.

    Args:
        pointing: in order.
        clusters: in order, of detailed claims; all in their documents and, where these are not crowded, their towns. They take what means them.
        crowded: blocks that too many claims are in; None to count them here.

    Returns:
        Those that mean none.
    """
    pointing = list(pointing)
    known = _Known(clusters)
    seen = Counter(c.place for c in (*pointing, *(c for cluster in clusters for c in cluster)))
    left = []
    for claim in pointing:
        full = f"where {claim.place}" in crowded if crowded is not None else seen[claim.place] > MOST
        home = known.meant(claim, anywhere=not full)
        if home is None:
            left.append(claim)
        else:
            home.append(claim)
    return left


def left_over(left: Iterable[Told]) -> list[list[Told]]:
    """Clusters of mentions that point at nothing known: one document's of one incident, and those in the same words."""
    clusters: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for claim in left:
        told = claim.incident is not None
        clusters[("told", claim.document, str(claim.incident)) if told else ("words", claim.words)].append(claim)
    return _same_words(list(clusters.values()))


class _Known:
    """Incidents by what a mention may find them by."""

    def __init__(self, clusters: list[list[Told]]) -> None:
        self.told: dict[tuple[str, int], list[Told]] = {}
        self.inside: dict[str, list[list[Told]]] = defaultdict(list)
        self.at: dict[str, list[list[Told]]] = defaultdict(list)
        for cluster in clusters:
            for claim in cluster:
                if claim.incident is not None:
                    self.told.setdefault((claim.document, claim.incident), cluster)
            for document in sorted({c.document for c in cluster}):
                self.inside[document].append(cluster)
            for place in sorted({c.place for c in cluster if c.place and not c.wide}):
                self.at[place].append(cluster)

    def meant(self, claim: Told, *, anywhere: bool) -> list[Told] | None:
        """The one incident a mention can mean: by its document's number, its document's only one, or, anywhere, its town's only one."""
        if claim.incident is not None and (claim.document, claim.incident) in self.told:
            return self.told[claim.document, claim.incident]
        inside = self.inside.get(claim.document, [])
        if _is_the_attack(claim) and len(inside) == 1:
            return inside[0]
        meant = _meant(claim, self.at.get(claim.place, [])) if anywhere else []
        return meant[0] if len(meant) == 1 else None


def _is_the_attack(claim: Told) -> bool:
    """Whether it says who did it and nothing else: "X was behind the attack", of whatever kind that was."""
    plain = claim.type == "armed_attack" and claim.stage == "carried_out" and claim.mode == "actual"
    blames = any(claim.named.get(r) or claim.said.get(r) for r in ("perpetrators", "sponsors"))
    return plain and blames and not claim.place and not claim.begins and not any(claim.said.get(r) for r in HIT)


def _same_words(clusters: list[list[Told]]) -> list[list[Told]]:
    """Clusters of mentions that point at nothing known, those in the same words together."""
    by_words: dict[str, list[Told]] = {}
    found: list[list[Told]] = []
    for cluster in clusters:
        home = next((by_words[c.words] for c in cluster if c.words in by_words), None)
        if home is None:
            home = []
            found.append(home)
        home += cluster
        for claim in cluster:
            by_words[claim.words] = home
    return found


def _meant(claim: Told, clusters: list[list[Told]]) -> list[list[Told]]:
    """The incidents a mention may point at: those of its own type, if there are any."""
    likely = [c for c in clusters if _can_mean(claim, c)]
    return [c for c in likely if any(x.type == claim.type for x in c if not only_points(x))] or likely


def _can_mean(claim: Told, cluster: list[Told]) -> bool:
    """Whether a mention may point at an incident: nothing speaks against it, and it had happened not too long before."""
    detailed = [c for c in cluster if not only_points(c)]
    begins = min((c.begins for c in detailed if c.begins), default=None)
    known = not (begins and claim.published) or 0 <= _days(begins, claim.published) <= REMEMBERED
    return known and _hit_alike(claim, detailed) and all(may_be_one(claim, c) for c in detailed)


def _hit_alike(claim: Told, cluster: list[Told]) -> bool:
    """Whether what a mention says was hit is what an incident's claims say, where both say it in words."""
    own = {w for role in HIT for w in claim.said.get(role, ())}
    others = {w for c in cluster for role in HIT for w in c.said.get(role, ())}
    return not own or not others or bool(own & others)


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def is_linked(a: Told, b: Told) -> bool:
    """Whether one's finding may depend on the other's: they share enough, or one may point at the other."""
    if a.kind != "incident" or b.kind != "incident":
        return a.kind == b.kind
    if a.document == b.document and a.incident is not None and a.incident == b.incident:
        return True
    if only_points(a) or only_points(b):
        return a.document == b.document or a.words == b.words or bool(a.place and a.place == b.place)
    return may_be_one(a, b) and shared(a, b) >= ENOUGH


def _as_decided(clusters: list[list[Told]], decided: Decided) -> list[list[Told]]:
    """What a reviewer joined is one, and what he keeps apart is not, whatever was found."""
    for left, right in decided.apart:
        for cluster in clusters:
            if {left, right} <= {c.id for c in cluster}:
                gone = max((c for c in cluster if c.id in (left, right)), key=lambda c: c.order)
                clusters = [[c for c in own if c is not gone] for own in clusters] + [[gone]]
                break
    for left, right in decided.joined:
        own = [cluster for cluster in clusters if any(c.id in (left, right) for c in cluster)]
        if len(own) == 2:
            clusters = [c for c in clusters if c not in own] + [own[0] + own[1]]
    return clusters


def likely_one(alike: Iterable[list[Told]]) -> Iterator[tuple[float, Told, Told]]:
    """Pairs of detailed incident claims that share enough to be one, each with how much.

    Args:
        alike: claims that share a block, in order.
    """
    pairs = {(a.id, b.id): (a, b) for own in alike for n, a in enumerate(own) for b in own[n + 1 :]}
    for a, b in pairs.values():
        if may_be_one(a, b) and (much := shared(a, b)) >= ENOUGH:
            yield much, a, b


def _alike(every: list[Told], crowded: frozenset[str] | None) -> Iterator[list[Told]]:
    """Claims that share a name, a place, their words, or their document's own number for the incident."""
    blocks: dict[str, list[Told]] = defaultdict(list)
    for claim in every:
        for block in blocks_of(claim):
            blocks[block].append(claim)
    for block, own in blocks.items():
        full = block in crowded if crowded is not None else len(own) > MOST
        if len(own) > 1 and not full:
            yield own


def may_be_one(a: Told, b: Told) -> bool:
    """Whether nothing two incidents say cannot both be."""
    kinds = a.type == b.type or {a.type, b.type} <= VIOLENCE
    stages = a.stage == b.stage or not (a.stage and b.stage) or {a.stage, b.stage} <= PLOTS
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
    return bool(_same_day(a, b)) and max(a.days, b.days) <= MONTH


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
    near = 1.5 if a.day and a.day == b.day else 1.0 if _is_near(a, b) else 0.0
    return hit + like + did + where + near
