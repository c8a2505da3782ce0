"""The steps that find which documents carry one text: as `record/carrying.py` does in one process."""

from collections import Counter
from functools import lru_cache
from itertools import combinations

from onrecord.cluster.engine import Asked, Found, Task
from onrecord.cluster.folder import Row, gathered
from onrecord.cluster.reading import kept
from onrecord.weigh import copies

META = ("published", "source", "credit")


def pair(task: Task, _: Asked) -> Found:
    """Pairs of documents that share shingles, and how many of this bucket's."""
    together: Counter[tuple[str, str]] = Counter()
    told: dict[str, Row] = {}
    for own in gathered(task.bucket("shingles", "shingle"), "shingle"):
        own.sort(key=lambda r: r["document"])
        told |= {r["document"]: r for r in own}
        documents = [r["document"] for r in own]
        crowded = len(documents) > copies.COMMON
        together.update(((documents[0], d) for d in documents[1:]) if crowded else combinations(documents, 2))
    for (left, right), n in sorted(together.items()):
        a, b = told[left], told[right]
        yield "pairs", {"left": left, "right": right, "n": n, "left_size": a["size"], "right_size": b["size"],
                        "left_unit": a["unit"], "right_unit": b["unit"], "published": a["published"]}  # fmt: skip


def choose(task: Task, _: Asked) -> Found:
    """Pairs that share enough to be compared."""
    for own in gathered(task.bucket("pairs", "left"), "left"):
        for rows in gathered(own, "right"):
            row, n = rows[0], sum(r["n"] for r in rows)
            least = min(row["left_size"], row["right_size"])
            if n < copies.LEAST or n < copies.SHARE * least:
                continue
            yield "candidates", row | {"share": n / least}
            for side in ("left", "right"):
                yield "wanted", {"pair": f"{row['left']} {row['right']}", "document": row[side], "unit": row[f"{side}_unit"]}  # fmt: skip


def fetch(task: Task, asked: Asked) -> Found:
    """The texts to be compared."""
    wanted: dict[str, list[str]] = {}
    for row in task.unit("wanted", asked.buckets):
        wanted.setdefault(row["document"], []).append(row["pair"])
    for row in kept(task, asked, ["id", "text", *META]) if wanted else ():
        for pair in sorted(wanted.get(row["id"], [])):
            told = {name: row[name] for name in ("text", *META)}
            yield "texts", {"pair": pair, "document": row["id"], "unit": task.number, **told}


def compare(task: Task, _: Asked) -> Found:
    """Pairs that carry one text."""

    @lru_cache(maxsize=5_000)
    def sentences(text: str) -> list[str]:
        return copies.sentences(text)

    for own in gathered(task.bucket("texts", "pair"), "pair"):
        left, right = sorted(own, key=lambda r: r["document"])
        share = copies.held(sentences(left["text"]), sentences(right["text"]))
        if share >= copies.HELD:
            yield "copies", {
                "left": left["document"], "right": right["document"], "share": share, "left_unit": left["unit"], "right_unit": right["unit"],
                "left_told": "\x1f".join(left[m] for m in META), "right_told": "\x1f".join(right[m] for m in META),
            }  # fmt: skip


def connect_copies(task: Task, _: Asked) -> Found:
    """Copies with what they lead to."""
    yield from (("copied", row) for row in task.connected("copies", "left", "copies"))


def carry(task: Task, _: Asked) -> Found:
    """Of documents that copies lead to: which had the text first, and whose it is."""
    for own in gathered(task.bucket("copied", "component"), "component"):
        documents = {r[side]: (r[f"{side}_unit"], *r[f"{side}_told"].split("\x1f")) for r in own for side in ("left", "right")}  # fmt: skip
        first, outlet = copies.carried([(d, *told[1:]) for d, told in sorted(documents.items())])
        yield from (("carriers", {"document": d, "unit": documents[d][0], "carries": first, "outlet": outlet}) for d in sorted(documents))  # fmt: skip
