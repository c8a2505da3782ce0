"""What happened in order: posts from their first day to their last, a person's steps of the law, a measure's way from a call to its end."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.model import Post, Step, Told

ORDER = (
    "called_for", "proposed", "rejected", "adopted", "lifted",
)  # fmt: skip
"""Statuses of a measure, as they follow each other where no day tells."""
LAW = (
    "immunity_lifted", "detained", "arrested", "charged", "tried", "acquitted", "convicted", "sentenced", "jailed",
    "charges_dropped", "overturned", "extradited", "exchanged", "expelled", "repatriated", "pardoned", "released", "died_in_custody",
)  # fmt: skip
"""Steps of the law, as they mostly follow each other; where no day tells, this does."""


def posts(claims: Iterable[Told], finding_of: Mapping[str, str]) -> list[Post]:
    """Posts by person, then by when they begin.

    Args:
        claims: all of the record's.
        finding_of: claim id -> finding id.
    """
    held: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for claim in claims:
        if (
            claim.kind == "tie"
            and claim.type in ("holds_post", "heads")
            and not claim.denied
            and claim.mode == "actual"
        ):
            for person in claim.named.get("subject", ()):
                post = next(iter(sorted(claim.said.get("post", ()))), "head")
                held[person, post, _one(claim, "object")].append(claim)
    found = [_post(*key, own, finding_of) for key, own in held.items()]
    return sorted(found, key=lambda p: (p.person, p.begins or p.told[0] or "9999", p.post, p.body))


def _one(claim: Told, role: str) -> str:
    own = sorted(claim.named.get(role, ())) or sorted(claim.said.get(role, ()))
    return own[0] if own else ""


def _post(person: str, post: str, body: str, claims: list[Told], finding_of: Mapping[str, str]) -> Post:
    over = [c.ends for c in claims if c.ends and not c.begins]
    over += [c.ends for c in claims if c.begins and c.ends]
    days = sorted(c.published for c in claims if c.published and not c.ends)
    return Post(
        person, post, body,
        begins=max((c.begins for c in claims if c.begins), default=None),
        ends=min(over, default=None),
        told=(days[0], days[-1]) if days else ("", ""),
        findings=tuple(sorted({finding_of[c.id] for c in claims})),
    )  # fmt: skip


def legal_history(claims: Iterable[Told], finding_of: Mapping[str, str]) -> list[Step]:
    """Steps of the law by person, in the order of their days; a step told without a day stands where the law puts it."""
    every = list(claims)
    beside = _incidents_beside(every, finding_of)
    steps: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for claim in every:
        if claim.kind == "proceeding" and not claim.denied and claim.mode == "actual":
            for person in claim.named.get("person", ()):
                steps[person, claim.type, finding_of[claim.id]].append(claim)
    found = [_step(person, step, finding, own, beside) for (person, step, finding), own in steps.items()]
    by_person: dict[str, list[Step]] = defaultdict(list)
    for one in sorted(found, key=lambda s: (s.about, LAW.index(s.step) if s.step in LAW else len(LAW), s.finding)):
        by_person[one.about].append(one)
    return [s for own in by_person.values() for s in _by_day(own)]


def measure_history(claims: Iterable[Told], finding_of: Mapping[str, str]) -> list[Step]:
    """Measures by whom they are against (who takes them, where nobody is named) and what they are, from call to end."""
    steps: dict[tuple[str, str, str, str], list[Told]] = defaultdict(list)
    for claim in claims:
        if claim.kind == "measure" and not claim.denied:
            against = next(iter(sorted(claim.named.get("object", ()))), "") or _one(claim, "actor")
            if against:
                steps[against, claim.type, claim.status or "", finding_of[claim.id]].append(claim)
    chains: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for (against, action, status, finding), own in sorted(
        steps.items(), key=lambda s: (s[0][:2], _rank(s[0][2]), s[0][3])
    ):
        chains[against, action].append(_step(against, f"{action} {status}".strip(), finding, own, {}))
    return [s for own in chains.values() for s in _by_day(own)]


def _rank(status: str) -> int:
    return ORDER.index(status) if status in ORDER else len(ORDER)


def _step(about: str, step: str, finding: str, claims: Sequence[Told], beside: Mapping[str, set[str]]) -> Step:
    return Step(
        about, step,
        begins=min((c.begins for c in claims if c.begins), default=None),
        known=min((c.published for c in claims if c.published), default=""),
        finding=finding,
        incidents=tuple(sorted({i for c in claims for i in beside.get(c.id, ())})),
    )  # fmt: skip


def _by_day(steps: list[Step]) -> Iterator[Step]:
    """Dated steps by day; an undated one goes before the first dated one that it mostly precedes."""
    dated = sorted((s for s in steps if s.begins), key=lambda s: (s.begins or "", steps.index(s)))
    for one in steps:
        if not one.begins:
            at = next((n for n, d in enumerate(dated) if steps.index(d) > steps.index(one)), len(dated))
            dated.insert(at, one)
    yield from dated


def _incidents_beside(claims: Sequence[Told], finding_of: Mapping[str, str]) -> dict[str, set[str]]:
    """Proceeding claim -> findings of the incidents told in the same sentence."""
    told: dict[tuple[str, int], set[str]] = defaultdict(set)
    for claim in claims:
        if claim.kind == "incident":
            told[claim.document, claim.at].add(finding_of[claim.id])
    return {c.id: told[c.document, c.at] for c in claims if c.kind == "proceeding" and (c.document, c.at) in told}
