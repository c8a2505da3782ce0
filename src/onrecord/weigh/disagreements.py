"""What sources tell differently: figures, days, places and perpetrators within a finding, and findings that cannot both be.

Each is kept with who tells it; figures are a range, and the newest does not win. Where one source changes what it said, it has
corrected itself: its last word is its own, and the change is shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from onrecord.model import PLOTS, Disagreement, Told
from onrecord.weigh.withdrawals import takes_back

ABOUT = 0.1
"""Share by which a figure told as "about" may be off."""
VERDICTS = frozenset(["acquitted", "convicted"])
SOLE = frozenset(
    "head director chief chairman chairwoman chair president minister commander leader governor mayor ambassador".split()
)
"""Posts that one person holds at a time, when no word before says "deputy"."""


def disagreements(claims: Iterable[Told], finding_of: Mapping[str, str]) -> list[Disagreement]:
    """All of a record, by finding.

    Args:
        claims: all of the record's.
        finding_of: claim id -> finding id.
    """
    by_finding: dict[str, list[Told]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.order):
        by_finding[finding_of[claim.id]].append(claim)
    found = [d for finding, own in by_finding.items() for d in within(finding, own)]
    found += [*_both(by_finding), *_withdrawn(by_finding)]
    return sorted(found, key=lambda d: (d.findings, d.about, d.how))


def within(finding: str, claims: Sequence[Told]) -> Iterator[Disagreement]:
    """What the claims of one finding tell differently, earliest claim first."""
    told = [c for c in claims if not c.denied]
    for what in sorted({w for c in told for w in c.figures}):
        yield from _figures(finding, what, [c for c in told if what in c.figures])
    if told and told[0].kind == "incident":
        yield from _values(finding, "day", {c.id: c.day for c in told}, told)
        yield from _values(finding, "place", {c.id: "" if c.wide else c.place for c in told}, told)
        yield from _values(finding, "stage", {c.id: (c.stage or "").replace("_", " ") for c in told}, told)
        yield from _accused(finding, told)


def _figures(finding: str, what: str, claims: Sequence[Told]) -> Iterator[Disagreement]:
    last: dict[str, tuple[float, str]] = {}
    changed: dict[str, list[tuple[float, str]]] = {}
    for claim in claims:
        figure = claim.figures[what]
        if claim.who in last and not _agree(last[claim.who], figure):
            changed.setdefault(claim.who, [last[claim.who]]).append(figure)
        last[claim.who] = figure
    for who, figures in changed.items():
        yield Disagreement(what, "corrected", tuple((_shown(f), (who,)) for f in figures), (finding,))
    if any(not _agree(a, b) for a, b in combinations(sorted(set(last.values())), 2)):
        by_figure: dict[tuple[float, str], list[str]] = defaultdict(list)
        for who, figure in last.items():
            by_figure[figure].append(who)
        values = tuple((_shown(f), tuple(sorted(own))) for f, own in sorted(by_figure.items()))
        yield Disagreement(what, "differs", values, (finding,))


def _agree(a: tuple[float, str], b: tuple[float, str]) -> bool:
    """Whether one number can be meant by both."""
    (low, high), (least, most) = _range(*a), _range(*b)
    return max(low, least) <= min(high, most)


def _range(value: float, bound: str) -> tuple[float, float]:
    if bound == "about":
        return value * (1 - ABOUT), value * (1 + ABOUT)
    return (0 if bound == "at_most" else value), (float("inf") if bound == "at_least" else value)


def _shown(figure: tuple[float, str]) -> str:
    value, bound = figure
    return ("" if bound == "exact" else bound.replace("_", " ") + " ") + f"{value:g}"


def _values(finding: str, about: str, value_of: Mapping[str, str], claims: Sequence[Told]) -> Iterator[Disagreement]:
    by_value: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if value_of[claim.id]:
            by_value[value_of[claim.id]].add(claim.who)
    if len(by_value) > 1:
        yield Disagreement(about, "differs", tuple((v, tuple(sorted(own))) for v, own in sorted(by_value.items())), (finding,))  # fmt: skip


def _accused(finding: str, claims: Sequence[Told]) -> Iterator[Disagreement]:
    """Whom different sources name as perpetrators, where none of theirs is another's."""
    by_who: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        by_who[claim.who] |= claim.named.get("perpetrators", frozenset())
    named = {who: own for who, own in by_who.items() if own}
    if not any(not a & b for a, b in combinations(named.values(), 2)):
        return
    by_value: dict[str, set[str]] = defaultdict(set)
    for who, own in named.items():
        for entity in own:
            by_value[entity].add(who)
    yield Disagreement("perpetrators", "differs", tuple((v, tuple(sorted(own))) for v, own in sorted(by_value.items())), (finding,))  # fmt: skip


def _both(by_finding: Mapping[str, Sequence[Told]]) -> Iterator[Disagreement]:
    """Findings that cannot both be."""
    yield from _verdicts(by_finding)
    yield from _foiled_or_not(by_finding)
    yield from _one_post(by_finding)


def _verdicts(by_finding: Mapping[str, Sequence[Told]]) -> Iterator[Disagreement]:
    """Convicted by one account and acquitted by another, in one year."""
    told: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for finding, claims in by_finding.items():
        first = claims[0]
        if first.kind == "proceeding" and first.type in VERDICTS and not first.denied:
            for person in first.named.get("person", ()):
                told[person, (first.begins or first.published)[:4]].setdefault(first.type, finding)
    for own in told.values():
        if len(own) > 1:
            yield _side_by_side("verdict", {step: (f, by_finding[f]) for step, f in own.items()})


def _foiled_or_not(by_finding: Mapping[str, Sequence[Told]]) -> Iterator[Disagreement]:
    """Foiled by one account, carried out by another: upon the same victim or target, on the same day."""
    told: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for finding, claims in by_finding.items():
        for claim in claims:
            day = claim.day if claim.kind == "incident" and claim.stage and not claim.denied else ""
            for role in ("victims", "targets"):
                for entity in claim.named.get(role, ()) if day else ():
                    stage = "foiled" if claim.stage in PLOTS else "carried out"
                    told[claim.type, day, entity].setdefault(stage, finding)
    for pair in sorted({tuple(sorted(own.items())) for own in told.values() if len(own) > 1}):
        yield _side_by_side("stage", {stage: (f, by_finding[f]) for stage, f in pair})


def _one_post(by_finding: Mapping[str, Sequence[Told]]) -> Iterator[Disagreement]:
    """Two people told, in turns, as holding a post that one holds at a time."""
    told: dict[tuple[str, str], dict[str, tuple[str, list[str]]]] = defaultdict(dict)
    for finding, claims in by_finding.items():
        first = claims[0]
        body = first.named.get("object")
        post = next(iter(sorted(first.said.get("post", ()))), "head" if first.type == "heads" else "")
        if first.kind == "tie" and body and _is_sole(post):
            days = sorted(c.published for c in claims if c.published and not c.ends and not c.denied)
            for person in first.named.get("subject", ()):
                own = told[post, min(body)].setdefault(person, (finding, []))
                own[1].extend(days)
    for (post, _), people in told.items():
        for (_, (f, a)), (_, (g, b)) in combinations(sorted(people.items()), 2):
            if a and b and max(min(a), min(b)) < min(max(a), max(b)):
                yield _side_by_side(f"post: {post}", {by_finding[x][0].id: (x, by_finding[x]) for x in (f, g)})


def _withdrawn(by_finding: Mapping[str, Sequence[Told]]) -> Iterator[Disagreement]:
    """Findings told by a source that soon after takes a report on the same people or place back."""
    back = [c for own in by_finding.values() for c in own if c.mends == "withdraws" and c.source and c.published]
    for finding, claims in by_finding.items():
        for claim in claims:
            taken = [b for b in back if claim.kind == "incident" and takes_back(b, claim)]
            if taken:
                told = (
                    (f"told on {claim.published}", (claim.source,)),
                    (f"withdrawn on {taken[0].published}", (claim.source,)),
                )
                yield Disagreement("report", "withdrawn", told, (finding,))
                break


def _is_sole(post: str) -> bool:
    words = post.lower().split()
    return bool(words) and words[-1] in SOLE and not {"deputy", "vice", "assistant", "former"} & set(words)


def _side_by_side(about: str, told: Mapping[str, tuple[str, Sequence[Told]]]) -> Disagreement:
    values = tuple((value, tuple(sorted({c.who for c in claims if not c.denied}))) for value, (_, claims) in sorted(told.items()))  # fmt: skip
    return Disagreement(about, "cannot_both_be", values, tuple(sorted(f for f, _ in told.values())))
