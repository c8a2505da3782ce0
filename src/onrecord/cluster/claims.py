"""The steps that find which claims say one thing: those of `resolve/findings.py`, each with as much as it looks at; then what stands behind each finding."""

import json
from collections import defaultdict
from types import SimpleNamespace

from onrecord import pipeline, resolve
from onrecord.cluster.engine import Asked, Found, Task
from onrecord.cluster.folder import Row, gathered
from onrecord.cluster.reading import carried, kept
from onrecord.cluster.shapes import told_data, told_of_data
from onrecord.model import Told
from onrecord.record import finding_row, part_rows, told_of
from onrecord.resolve import findings

INCIDENT = "incident"
LOOKED_UP = ("told ", "in ", "where ")
"""Blocks that lead a mention to what it may point at."""


def tell(task: Task, asked: Asked) -> Found:
    """Claims with their names resolved, and the blocks they are in."""
    placed = {r["id"]: r for r in task.unit("placed", asked.buckets)}
    carriers = {r["document"]: r for r in task.unit("carriers", asked.buckets)}
    for row in kept(
        task, asked, ["id", "source", "published", "credit", "mends", "document", "claims", "locals", "mentions"]
    ):
        carries, outlet = carried(row, carriers)
        about = {"document": row["id"], "published": row["published"], "source": row["source"], "carries": carries, "outlet": outlet, "mends": row["mends"],
                 "title": json.loads(row["document"])["title"]}  # fmt: skip
        mentions = sorted(((m["start"], m["end"], m["local"]) for m in json.loads(row["mentions"])), key=lambda m: m[0])
        places = {r["id"] for r in json.loads(row["locals"]) if r["schema"] == "Address"}
        named = [(s, e, placed[x]["entity"], x in places) for s, e, x in mentions]
        for claim in json.loads(row["claims"]):
            told = told_of(SimpleNamespace(**about, body=claim["body"], words_key=claim["words_key"]), named)
            yield from _told(told, task.number)


def _told(claim: Told, unit: int) -> Found:
    blocks = sorted(resolve.blocks_of(claim))
    incident = int(claim.kind == INCIDENT)
    row: Row = {"claim": claim.id, "document": claim.document, "unit": unit, "incident": incident, "points": int(bool(incident) and findings.only_points(claim)),
                "key": claim.id if incident else blocks[0], "data": told_data(claim)}  # fmt: skip
    yield "told", row
    for block in blocks if incident else ():
        yield "blocks", row | {"block": block}


def likely(task: Task, _: Asked) -> Found:
    """Pairs of detailed incidents that may be one; and what each mention may point at."""
    alike: list[list[Told]] = []
    for own in gathered(task.bucket("blocks", "block"), "block"):
        block, crowded = own[0]["block"], len(own) > resolve.MOST
        details = sorted((told_of_data(r["data"]) for r in own if not r["points"]), key=lambda c: c.order)
        if not crowded and len(details) > 1:
            alike.append(details)
        if block.startswith(LOOKED_UP):
            yield from _may_mean(block, [r["claim"] for r in own if r["points"]], details, crowded)
    for much, left, right in findings.likely_one(alike):
        yield "likely", {"left": left.id, "right": right.id, "much": much}


def _may_mean(block: str, pointing: list[str], details: list[Told], crowded: bool) -> Found:
    anywhere = block.startswith("where ")
    for claim in sorted(pointing):
        if anywhere and crowded:
            yield "meant", {"pointing": claim, "claim": "", "full": 1}
            continue
        for one in details:
            if not (anywhere and one.wide):
                yield "meant", {"pointing": claim, "claim": one.id, "full": 0}


def connect_claims(task: Task, _: Asked) -> Found:
    """Claims and pairs with what pairs lead to."""
    for row, component in task.joined(task.bucket("told", "claim"), "claim", "likely.components", "member"):
        if component:
            yield "alike", row | {"component": component["component"]}
    yield from (("likely_of_one", row) for row in task.connected("likely", "left", "likely"))


def detail(task: Task, _: Asked) -> Found:
    """Detailed claims of one incident."""
    claims = {r["claim"]: told_of_data(r["data"]) for r in task.bucket("alike", "component")}
    pairs = {(r["left"], r["right"]): r["much"] for r in task.bucket("likely_of_one", "component")}
    likely = ((much, claims[left], claims[right]) for (left, right), much in pairs.items())
    for own in findings.detailed(sorted(claims.values(), key=lambda c: c.order), likely, {}):
        first = min(own, key=lambda c: c.order)
        yield from (("clustered", {"claim": c.id, "cluster": first.id}) for c in own)


def aim(task: Task, _: Asked) -> Found:
    """Clusters with all their detailed claims, and what each mention may point at."""
    for row, home in task.joined(task.bucket("told", "claim"), "claim", "clustered", "claim"):
        if row["incident"] and not row["points"]:
            yield "members", {"claim": row["claim"], "cluster": home["cluster"] if home else row["claim"]}
    aimed = {
        (row["pointing"], home["cluster"] if home else row["claim"])
        for row, home in task.joined(task.bucket("meant", "claim"), "claim", "clustered", "claim") if not row["full"]
    }  # fmt: skip
    yield from (("aimed", {"pointing": pointing, "cluster": cluster}) for pointing, cluster in sorted(aimed))


def meet(task: Task, _: Asked) -> Found:
    """What each mention may point at, claim by claim."""
    members: dict[str, list[str]] = defaultdict(list)
    for row in task.bucket("members", "cluster"):
        members[row["cluster"]].append(row["claim"])
    for pointing, cluster in sorted({(r["pointing"], r["cluster"]) for r in task.bucket("aimed", "cluster")}):
        yield from (("met", {"pointing": pointing, "cluster": cluster, "member": m}) for m in sorted(members[cluster]))


def show(task: Task, _: Asked) -> Found:
    """The same, with the claims."""
    for row, told in task.joined(task.bucket("met", "member"), "member", "told", "claim"):
        if told:
            yield "shown", row | {"data": told["data"]}


def follow(task: Task, _: Asked) -> Found:
    """Mentions that only point, each put to the one incident it can mean."""
    pointing = {r["claim"]: told_of_data(r["data"]) for r in task.bucket("told", "claim") if r["points"]}
    full = {r["pointing"] for r in task.bucket("meant", "pointing") if r["full"]}
    crowded = frozenset(f"where {pointing[claim].place}" for claim in full)
    clusters: dict[str, dict[str, Told]] = defaultdict(dict)
    for r in task.bucket("shown", "pointing"):
        clusters[r["cluster"]][r["member"]] = told_of_data(r["data"])
    own = sorted((sorted(c.values(), key=lambda c: c.order) for c in clusters.values()), key=lambda c: c[0].order)
    left = {c.id for c in findings.follow(sorted(pointing.values(), key=lambda c: c.order), own, crowded)}
    for cluster in own:
        yield from (("homes", {"claim": c.id, "cluster": cluster[0].id}) for c in cluster if c.id in pointing)
    for claim in sorted(left):
        yield "left", _left(pointing[claim])


def _left(claim: Told) -> Row:
    told = f"{claim.document} {claim.incident}" if claim.incident is not None else claim.id
    return {"claim": claim.id, "document": claim.document, "told": told, "words": claim.words, "data": told_data(claim)}


def word(task: Task, _: Asked) -> Found:
    """Words that one document has of one incident: mentions in either are one."""
    for own in gathered(task.bucket("left", "told"), "told"):
        first, *more = sorted({r["words"] for r in own})
        yield from (("worded", {"left": first, "right": other}) for other in more)


def connect_words(task: Task, _: Asked) -> Found:
    """Mentions that point at nothing known, with what their words lead to."""
    yield from (("left_of_words", row) for row in task.connected("left", "words", "worded"))


def leave(task: Task, _: Asked) -> Found:
    """Mentions that point at nothing known, by their words."""
    claims = [told_of_data(r["data"]) for r in task.bucket("left_of_words", "component")]
    for own in findings.left_over(sorted(claims, key=lambda c: c.order)):
        first = min(own, key=lambda c: c.order)
        yield from (("homes_of_left", {"claim": c.id, "cluster": first.id}) for c in own)


def assign(task: Task, _: Asked) -> Found:
    """Every claim with the cluster it belongs to."""
    homes = {
        r["claim"]: r["cluster"] for name in ("clustered", "homes", "homes_of_left") for r in task.bucket(name, "claim")
    }
    for row in task.bucket("told", "claim"):
        yield "assigned", row | {"cluster": homes.get(row["claim"], row["key"])}


def weigh(task: Task, _: Asked) -> Found:
    """Findings, and what stands behind each."""
    for own in gathered(task.bucket("assigned", "cluster"), "cluster"):
        finding = pipeline.finding_of([told_of_data(r["data"]) for r in own], {})
        yield "findings", {"id": finding.id, "row": json.dumps(finding_row(finding), ensure_ascii=False), "parts": [json.dumps(p) for p in part_rows(finding)]}  # fmt: skip
        yield from (("found", {"claim": r["claim"], "unit": r["unit"], "finding": finding.id}) for r in own)
