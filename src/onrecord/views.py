"""What the record tells when its claims are put side by side: posts, histories, disagreements, tallies, and why a finding has its grade."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from onrecord import pipeline, weigh
from onrecord.errors import UsageError
from onrecord.model import Step, Told
from onrecord.record import Record, asked_about, copy_until, named, quoted, told_in, weighed
from onrecord.record import questions as asked
from onrecord.record.pages import names_of
from onrecord.record.questions import DIFFERS

Row = dict[str, Any]


@contextmanager
def as_known(record: Record, day: str | None) -> Iterator[Record]:
    """The record as it could be known on a day; itself without one.

    Args:
        day: ISO date.
    """
    if day is None:
        yield record
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_until(record, day, Path(folder) / record.name)
        pipeline.settle(copy, whole=True)
        yield copy
        copy.close()


def _settled(record: Record) -> Record:
    """The record, if its last build came to its end.

    Raises:
        UsageError: it was stopped before it was weighed.
    """
    if not record.is_weighed():
        raise UsageError(f"{record.place}: its last build was stopped; run onrecord build on it again")
    return record


def _weighed(record: Record) -> tuple[list[Told], dict[str, str]]:
    told, finding_of, _ = weighed(_settled(record))
    return sorted(told, key=lambda c: c.order), finding_of


def questions(record: Record, limit: int) -> list[Row]:
    """What the record leaves open, and should be looked for next: what is asked, about whom or in which words, and the finding.

    Args:
        limit: most of each question.
    """
    rows = asked_about(record, asked(_settled(record), limit))
    told = told_in(record, (r["finding"] for r in rows if r["ask"] == DIFFERS))
    for row in rows:
        if row["ask"] == DIFFERS:
            own = told[row["finding"]]
            what = ", ".join(dict.fromkeys(d.about for d in weigh.within(row["finding"], own)))
            row["ask"] = DIFFERS.replace("differently", f"differently: {what}")
    return rows


def posts(record: Record) -> list[Row]:
    """Who holds or held which post, from when to when, as far as anybody tells."""
    found = weigh.posts(*_weighed(record))
    name = named(record)
    rows = [
        {"person": name(p.person), "post": p.post, "body": name(p.body), "from": p.begins, "to": p.ends,
         "told": " to ".join(dict.fromkeys(filter(None, p.told))), "findings": list(p.findings)}
        for p in found
    ]  # fmt: skip
    return sorted(rows, key=lambda r: (r["person"], r["from"] or r["told"] or "9999", r["post"]))


def legal_history(record: Record) -> list[Row]:
    """Each person's steps of the law in order, with the incidents they are told beside."""
    return _steps(weigh.legal_history(*_weighed(record)), named(record), "person")


def measure_history(record: Record) -> list[Row]:
    """Each measure's way from call to end."""
    return _steps(weigh.measure_history(*_weighed(record)), named(record), "about")


def _steps(steps: list[Step], name: Callable[[str], str], whom: str) -> list[Row]:
    return [
        {whom: name(s.about), "step": s.step.replace("_", " "), "when": s.begins, "published": s.known, "finding": s.finding, "incidents": list(s.incidents)}
        for s in steps
    ]  # fmt: skip


def disagreements(record: Record) -> list[Row]:
    """What sources tell differently, and findings that cannot both be."""
    name = named(record)
    return [
        {"about": d.about, "how": d.how.replace("_", " "), "told": [f"{name(v)}: {', '.join(map(name, who))}" for v, who in d.values], "findings": list(d.findings)}
        for d in weigh.disagreements(*_weighed(record))
    ]  # fmt: skip


def quotations(record: Record, document: str | None = None) -> list[Row]:
    """Quotations that several documents repeat, each at its longest, with who said it and who printed it first.

    Args:
        document: only those that stand in this one.
    """
    every = quoted(_settled(record), document)
    rows = []
    for group in weigh.repeated([(q["document"], q["words"], q["runs"]) for q in every]):
        own = [every[i] for i in group]
        longest = max(own, key=lambda q: len(q["words"]))
        by = [q["by"] for q in own if q["by"]]
        rows.append(
            {"words": longest["words"], "by": max(by, key=len) if by else "", "first": _printed(own[0]),
             "also": list(dict.fromkeys(_printed(q) for q in own[1:])), "texts": len({q["carries"] or q["document"] for q in own}),
             "places": [{k: q[k] for k in ("document", "start", "end", "source", "published")} for q in own]}
        )  # fmt: skip
    return rows


def _printed(quotation: Row) -> str:
    return f"{quotation['source'] or 'an unnamed outlet'} ({quotation['published'] or 'undated'})"


def tallies(record: Record) -> dict[str, Row]:
    """Count finding -> what the record holds of what it counts: "fewer: 3 held"."""
    return {
        t.finding: {"held": len(t.held), "findings": list(t.held), "verdict": t.verdict}
        for t in weigh.tallies(*_weighed(record))
    }


def why(record: Record, finding: str) -> list[str]:
    """Why a finding has its grade, in sentences: its origins, who rests on each, what is told differently."""
    return reasons(record, finding, told_in(record, [finding])[finding])


def reasons(record: Record, finding: str, every: list[Told]) -> list[str]:
    """`why` of a finding by its claims, in the order in which they were told."""
    own = weigh.standing(every)
    sources = {s.name.lower(): s for s in _settled(record).graded()}
    stands = weigh.support(own, sources)
    lines = weigh.reasons(stands, own, weigh.reliability(own, sources))
    for origin, claims in weigh.origins(own, sources).items():
        lines.append(f"Origin: {origin_name(origin, claims)}; told in {_listed(claims)}.")
    taken = weigh.taken_back(every)
    gone = [c for c in every if c.id in taken and not c.denied and not c.mends]
    if gone:
        lines.append(f"Taken back, and not counted: {_listed(gone)}, by {_listed([taken[c.id] for c in gone])}.")
    denials = [c for c in own if c.denied]
    if denials:
        lines.append(f"Denied by {', '.join(sorted({c.who for c in denials}))} in {_listed(denials)}.")
    told = list(weigh.within(finding, own))
    known = names_of(record, (v for d in told for v, _ in d.values))
    for d in told:
        lines.append(
            f"Told differently ({d.about}): "
            + "; ".join(f"{known[v]['name'] if v in known else v} by {', '.join(who)}" for v, who in d.values)
            + "."
        )
    return lines


def origin_name(origin: str, claims: list[Told]) -> str:
    """An origin in words: "speaker Edda Lindqvar", or the outlet's name.

    Args:
        origin: its key.
        claims: those that rest on it.
    """
    kind, _, key = origin.partition(" ")
    return f"speaker {claims[0].speaker_name or key}" if kind == "speaker" else _origin(kind, key, claims)


def _origin(kind: str, key: str, claims: list[Told]) -> str:
    if kind == "outlet":
        return claims[0].outlet or claims[0].source
    if kind in ("affiliation", "group"):
        return f"{kind} {key}, which is {', '.join(sorted({c.who for c in claims}))}"
    return "reports that only cite each other" if kind == "circular" else "an unnamed outlet"


def _listed(claims: list[Told]) -> str:
    """Documents by publisher and day."""
    every = sorted({(c.published or "undated", c.source or "an unnamed outlet", c.document) for c in claims})
    shown = ", ".join(f"{source} ({day})" for day, source, _ in every[:6])
    return shown + (f" and {len(every) - 6} more" if len(every) > 6 else "")
