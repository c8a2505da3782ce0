"""Who is who across documents: every merge with its reasons in words and a score; unsure ones are proposed, not made.

Within a document the reader's chains hold. Across documents names are compared word by word (`names.py`), found by the
words they share, and weighed with what stands around them: whom else the documents name, and the posts they give. A
wrong merge of two people is the worst error the tool can make: a surname alone is not enough, nor is a full name with
another post in other company. The result does not depend on the order of documents.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from onrecord.model import Local, Match, Resolution
from onrecord.resolve.names import keys_of, same_name

MERGE = 0.8
"""From which score on two are merged; below it a reviewer is asked."""
COMMON = 40
"""A word more names than this share finds nobody: "committee"."""
NEAR = 2
"""Other names two documents must share for a surname alone to be the other's."""
MOSTLY = 3
"""How many times as many documents must tell a name as one thing for the others to be taken for misread."""


@dataclass(slots=True)
class _Group:
    """Locals taken for one so far."""

    members: list[Local]
    keys: frozenset[str]
    """Keys of the words of all its names."""
    around: set[str]
    """Whom else its documents name."""

    @property
    def first(self) -> Local:
        return self.members[0]


def resolve(locals_: Iterable[Local]) -> Resolution:
    """Resolve the local entities of all documents.

    Args:
        locals_: in any order.
    """
    every = _as_most_tell(sorted(locals_, key=lambda x: x.order))
    company = _Company(every)
    found = Resolution()
    groups = list(_of_one_name(every, company, found))
    whole = _of_one_form([g for g in groups if not _is_bare(g.first)], company, found)
    for group in _surnames(whole, [g for g in groups if _is_bare(g.first)], company, found):
        for x in group.members:
            found.entity_of[x.id] = group.first.id
    return found


def _as_most_tell(every: list[Local]) -> list[Local]:
    """A name that nearly all documents tell as a place or body is one where the reader took it for a person, too."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for x in every:
        told[_solid_key(x)][_family(x.schema)] += 1
    most = {key: families.most_common(1)[0] for key, families in told.items()}

    def schema(x: Local) -> str:
        family, times = most[_solid_key(x)]
        rare = told[_solid_key(x)][_family(x.schema)]
        return family if times >= MOSTLY * rare and x.schema != "Address" and family != "Person" else x.schema

    return [replace(x, schema=schema(x)) for x in every]


def _solid_key(local: Local) -> str:
    return " ".join(local.name.lower().split())


class _Company:
    """Whom else each document names."""

    def __init__(self, every: list[Local]) -> None:
        self._named: dict[str, set[str]] = defaultdict(set)
        self._shown: dict[str, str] = {}
        for x in every:
            key = _whole_key(x)
            self._named[x.document].add(key)
            self._shown.setdefault(key, x.name)

    def of(self, local: Local) -> set[str]:
        """Keys of the other names in its document."""
        return self._named[local.document] - {_whole_key(local)}

    def told(self, shared: set[str]) -> tuple[str, ...]:
        """The reason that shared company is, in words."""
        names = sorted(self._shown[key] for key in shared)[:3]
        return (f"their documents both name {', '.join(names)}",) if names else ()


def _whole_key(local: Local) -> str:
    return " ".join(sorted(keys_of(local.name, local.schema)))


def _is_bare(local: Local) -> bool:
    """Whether a document gives a person one word only."""
    return local.schema == "Person" and len(keys_of(local.name, "Person")) < 2


def _family(schema: str) -> str:
    return "Organization" if schema == "PublicBody" else schema


def _of_one_name(every: list[Local], company: _Company, found: Resolution) -> Iterator[_Group]:
    """Locals with one full name, together unless their posts and their company differ; surnames stay apart."""
    by_name: dict[tuple[str, str], list[_Group]] = defaultdict(list)
    for x in every:
        key = _whole_key(x)
        around = company.of(x)
        own = by_name[_family(x.schema), key]
        home = next((g for g in own if _may_join(x, around, g)), None)
        if home is None:
            if own:
                found.proposed.append(_apart(own[0].first, x))
            own.append(_Group([x], _keys(x), set(around)))
            continue
        shared = home.around & around
        found.merged.append(Match(home.first.id, x.id, 0.98 if shared else 0.9, (_why(home, x), *company.told(shared))))
        home.members.append(x)
        home.keys |= _keys(x)
        home.around |= around
    for groups in by_name.values():
        yield from groups


SAME = "the same name"


def _why(group: _Group, local: Local) -> str:
    alike = next((m for m in group.members if _solid_key(m) == _solid_key(local)), None)
    return SAME if alike else _forms(group.first.name, local.name)


def _keys(local: Local) -> frozenset[str]:
    return frozenset(k for name in local.names | {local.name} for k in keys_of(name, local.schema))


def _may_join(local: Local, around: set[str], group: _Group) -> bool:
    shared = group.around & around
    if _is_bare(local):
        return len(shared) >= NEAR
    posts = {w for m in group.members for p in m.posts for w in p.lower().split()}
    own = {w for p in local.posts for w in p.lower().split()}
    spelled_alike = any(_solid_key(local) == _solid_key(m) for m in group.members)
    return bool(shared) or (spelled_alike and (not posts or not own or bool(posts & own)))


def _apart(left: Local, right: Local) -> Match:
    if _is_bare(right):
        return Match(left.id, right.id, 0.5, ("the same surname", "the documents name too few others in common"))
    if _solid_key(left) != _solid_key(right):
        return Match(
            left.id, right.id, 0.6, (_forms(left.name, right.name), "the documents name nobody else in common")
        )
    return Match(left.id, right.id, 0.6, (SAME, f"posts differ: {_listed(left.posts)} / {_listed(right.posts)}"))


def _forms(a: str, b: str) -> str:
    return f"{a!r} and {b!r} may be one name"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)[:3])


def _of_one_form(groups: list[_Group], company: _Company, found: Resolution) -> list[_Group]:
    """Groups whose names are spellings or forms of one name: merged in like company, else proposed."""
    by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        for key in group.keys:
            by_key[_family(group.first.schema), key].append(i)
    home = list(range(len(groups)))
    pairs = {
        (i, j) for own in by_key.values() if 1 < len(own) <= COMMON for n, i in enumerate(own) for j in own[n + 1 :]
    }
    for i, j in sorted(pairs):
        left, right = groups[home[i]], groups[home[j]]
        if left is right or _whole_key(left.first) == _whole_key(right.first):
            continue
        forms = _one_form(left, right)
        if forms is None:
            continue
        shared = left.around & right.around
        match = Match(
            left.first.id,
            right.first.id,
            0.9 if shared else 0.6,
            (_forms(*forms), *company.told(shared)),
        )
        if match.score < MERGE:
            found.proposed.append(match)
            continue
        found.merged.append(match)
        left.members += right.members
        left.keys |= right.keys
        left.around |= right.around
        home = [home[i] if h == home[j] else h for h in home]
    return [groups[h] for h in sorted(set(home))]


def _one_form(left: _Group, right: _Group) -> tuple[str, str] | None:
    """Two of their names that may be one."""
    names = [sorted({n for m in g.members for n in m.names | {m.name}}) for g in (left, right)]
    whole = left.first.schema == "Person"
    for a in names[0]:
        for b in names[1]:
            if whole and min(len(keys_of(a, "Person")), len(keys_of(b, "Person"))) < 2:
                continue
            if same_name(a, b, left.first.schema):
                return a, b
    return None


def _surnames(whole: list[_Group], bare: list[_Group], company: _Company, found: Resolution) -> list[_Group]:
    """Give a surname alone to the one full name that bears it in like company; every group that is left."""
    bearers: dict[str, list[_Group]] = defaultdict(list)
    for group in whole:
        if group.first.schema == "Person":
            for key in group.keys:
                bearers[key].append(group)
    left = list(whole)
    for group in bare:
        near = [g for key in sorted(group.keys) for g in bearers[key] if len(g.around & group.around) >= NEAR]
        if len(near) == 1:
            reasons = ("the same surname, and nobody else here bears it", *company.told(near[0].around & group.around))
            found.merged.append(Match(near[0].first.id, group.first.id, 0.85, reasons))
            near[0].members += group.members
            continue
        found.proposed += [
            Match(g.first.id, group.first.id, 0.5, ("the same surname", "several here bear it")) for g in near
        ]
        left.append(group)
    return left
