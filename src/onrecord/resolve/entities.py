"""Who is who across documents: every merge with its reasons in words and a score; unsure ones are proposed, not made.

Within a document the reader's chains hold. Across documents names are compared word by word (`names.py`), found by the
words they share, and weighed with what stands around them: whom else the documents name, and the posts they give. A
wrong merge of two people is the worst error the tool can make: a surname alone is not enough, nor is a full name with
another post in another body. What a reviewer decided wins over all of it.

The result does not depend on the order of documents, and a block of names depends only on the blocks it shares a word
with: that is what lets a record be resolved in part (`record/affected.py`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from onrecord.model import Decided, Local, Match, Resolution
from onrecord.resolve.name_words import EVERYWHERE
from onrecord.resolve.names import initials_of, is_acronym, keys_of, same_name, words_of

MERGE = 0.8
"""From which score on two are merged; below it a reviewer is asked."""
COMMON = 40
"""A word that more blocks of names than this share finds nobody: "committee"."""
NEAR = 2
"""Other names two documents must share for a surname alone to be the other's."""
MOSTLY = 3
"""How many times as many documents must tell a name as one thing for the others to be taken for misread."""
PLACED = 2
"""Documents that tell a lone word as a place, from which on it is one wherever it stands alone."""
DEEP = 200
"""Documents of one group, the earliest, whose other names are looked at."""


def block_of(local: Local) -> str:
    """The block it shares with all locals of its full name: family and words."""
    return f"{family(local.schema)} {_whole_key(local)}"


def keys(local: Local) -> frozenset[str]:
    """What finds it: family and each word of its names, in the one spelling transliterations share; a body's initials too."""
    of = family(local.schema)
    found = {f"{of} {k}" for name in local.names | {local.name} for k in keys_of(name, local.schema)}
    return frozenset(found | {f"{of} {i}" for i in (initials_of(local.name),) if of == "Organization" and i})


def word_keys(word: str, schemas: Iterable[str]) -> frozenset[str]:
    """What one word of a name may be kept under, whosever name it is."""
    return frozenset(f"{family(s)} {k}" for s in schemas for k in keys_of(word, s))


def family(schema: str) -> str:
    """Schema, a public body's that of any body."""
    return "Organization" if schema == "PublicBody" else schema


def is_short(local: Local) -> bool:
    """Whether a document gives one word of a person, or a body's acronym, only."""
    if local.schema == "Person":
        return len(keys_of(local.name, "Person")) < 2
    return family(local.schema) == "Organization" and all(is_acronym(n) for n in local.names | {local.name})


@dataclass(slots=True)
class _Group:
    """Locals taken for one so far."""

    members: list[Local]
    around: set[str]
    """Whom else its documents name."""
    keys: set[str] = field(default_factory=set)
    spellings: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    """Words of the posts its documents give."""
    bodies: set[str] = field(default_factory=set)
    """Words of the bodies these are in."""

    @property
    def first(self) -> Local:
        return self.members[0]

    def take(self, local: Local, around: Set[str]) -> None:
        """Take in one more."""
        self.members.append(local)
        if local.said not in self.spellings or len(local.names) > 1:
            self.keys |= keys(local)
        self.spellings.add(local.said)
        self.posts |= _words(local.posts)
        self.bodies |= _words(local.bodies)
        if len(self.members) <= DEEP:
            self.around |= around


def resolve(
    locals_: Iterable[Local],
    company: Mapping[str, Mapping[str, str]] | None = None,
    crowded: frozenset[str] | None = None,
    decided: Decided | None = None,
) -> Resolution:
    """Resolve the local entities of all documents, or of a part that nothing outside it can affect.

    Args:
        locals_: in any order.
        company: document -> all it names, by `Local.said`; needed for a part, whose documents name others too.
        crowded: keys that more than COMMON blocks of the record have; needed for a part.
        decided: pairs of local ids that a reviewer joined or keeps apart.
    """
    every = _as_most_tell(sorted(locals_, key=lambda x: x.order))
    work = _Work(
        company if company is not None else company_of((x.document, x.said, x.name) for x in every),
        decided or Decided(),
    )
    groups = list(work.of_one_name(every))
    whole = work.of_one_form([g for g in groups if not is_short(g.first)], crowded)
    final = work.short_names(whole, [g for g in groups if is_short(g.first)])
    for group in work.joined(final):
        identity = min(x.id for x in group.members)  # not the earliest: one document more would rename thousands
        work.found.entity_of |= {x.id: identity for x in group.members}
        work.found.schema_of[identity] = group.first.schema
    return work.found


def company_of(named: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    """Document -> the names in it, by `Local.said`.

    Args:
        named: (document, `Local.said`, name) of local entities, in any order.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for document, said, name in named:
        found[document][said] = min(name, found[document].get(said, name))
    return found


def company_needed(every: Iterable[Local]) -> set[str]:
    """Documents whose other names decide who is who: of a body or place spelled one way, the first ones only."""
    seen: Counter[tuple[str, str]] = Counter()
    found = set()
    for x in sorted(every, key=lambda x: x.order):
        seen[family(x.schema), x.said] += 1
        if x.schema == "Person" or _is_everywhere(x) or seen[family(x.schema), x.said] <= DEEP:
            found.add(x.document)
    return found


def _as_most_tell(every: list[Local]) -> list[Local]:
    """A name that nearly all documents tell as one thing is that where the reader took it for another; a lone word told as a place is one."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for x in every:
        told[x.said][family(x.schema)] += 1
    most = {said: families.most_common(1)[0] for said, families in told.items()}

    def schema(x: Local) -> str:
        if _is_lone(x) and told[x.said]["Address"] >= PLACED:
            return "Address"
        likely, times = most[x.said]
        rare = told[x.said][family(x.schema)]
        return likely if times >= MOSTLY * rare and x.schema != "Address" and likely != "Person" else x.schema

    return [replace(x, schema=schema(x)) for x in every]


def _is_lone(local: Local) -> bool:
    """Whether its document gives one word of it, and that no acronym: "Tolmar", which may be a country or a surname."""
    return " " not in local.said and all(" " not in n for n in local.names) and not is_acronym(local.name)


def _whole_key(local: Local) -> str:
    return " ".join(sorted(keys_of(local.name, local.schema)))


class _Work:
    """One resolution while it is made."""

    def __init__(self, company: Mapping[str, Mapping[str, str]], decided: Decided) -> None:
        self.company = company
        self.decided = decided
        self.apart = decided.others()
        self.found = Resolution()

    def around(self, local: Local) -> Set[str]:
        """The other names in its document."""
        return self.company.get(local.document, {}).keys() - {local.said}

    def told(self, shared: Set[str], by: list[Local]) -> tuple[str, ...]:
        """The reason that shared company is, in words; the names as the first document that names them has them."""
        shown: dict[str, str] = {}
        for local in by[:DEEP]:
            shown = {**self.company.get(local.document, {}), **shown}
        names = [shown[said] for said in sorted(shared)[:3]]
        return (f"their documents both name {', '.join(names)}",) if names else ()

    def keep_apart(self, a: Iterable[Local], b: Iterable[Local]) -> bool:
        """Whether a reviewer said of one of each that they are two."""
        if not self.apart:
            return False
        ids = {x.id for x in b}
        return any(self.apart.get(x.id, frozenset()) & ids for x in a)

    def of_one_name(self, every: list[Local]) -> Iterator[_Group]:
        """Locals with one full name, together unless their posts or their company speak against it."""
        by_name: dict[str, list[_Group]] = defaultdict(list)
        for x in every:
            own = by_name[block_of(x)]
            around = self.around(x)
            home = self._spelled_alike(x, own) or self._home(
                x, around, [g for g in own if not self.keep_apart([x], g.members)]
            )
            if home is None:
                if own:
                    self.found.proposed.append(_asked(own[0].first, x))
                home = _Group([], set())
                own.append(home)
            else:
                shared = (
                    home.around & around
                    if x.schema == "Person" or _is_everywhere(x) or home.first.said != x.said
                    else frozenset()
                )
                score = 0.98 if shared else 0.9
                self.found.merged.append(Match(home.first.id, x.id, score, (_why(home, x), *self.told(shared, [x]))))
            home.take(x, around)
        for groups in by_name.values():
            yield from groups

    def _spelled_alike(self, local: Local, groups: list[_Group]) -> _Group | None:
        """Of a body or place, the group that is spelled as it is, in whatever company."""
        if local.schema == "Person" or _is_everywhere(local):
            return None
        same = (g for g in groups if local.said in g.spellings and not self.keep_apart([local], g.members))
        return next(same, None)

    def _home(self, local: Local, around: Set[str], groups: list[_Group]) -> _Group | None:
        """The group of its name that it belongs to, the one in the most like company first."""
        ranked = sorted(groups, key=lambda g: -len(g.around & around))
        fitting = [g for g in ranked if _may_join(local, len(g.around & around), g)]
        if len(fitting) > 1 and not fitting[0].around & around:
            return None  # several of one name, and nothing to tell which
        return fitting[0] if fitting else None

    def of_one_form(self, groups: list[_Group], crowded: frozenset[str] | None) -> list[_Group]:
        """Groups whose names are spellings or forms of one name: merged in like company, else proposed."""
        edges = []
        for i, j in _candidates(groups, crowded):
            left, right = groups[i], groups[j]
            names = _one_form(left, right)
            if names:
                shared = left.around & right.around
                score = _score(left, right, names, len(shared))
                edges.append(
                    (
                        -score,
                        i,
                        j,
                        Match(
                            left.first.id,
                            right.first.id,
                            score,
                            (*_why_one_form(left, right, names), *self.told(shared, left.members)),
                        ),
                    )
                )
        return self._joined(groups, edges)

    def _joined(self, groups: list[_Group], edges: list[tuple[float, int, int, Match]]) -> list[_Group]:
        """Join along the edges, the surest first, unless two of one name are told apart."""
        home = list(range(len(groups)))
        inside = {i: [i] for i in home}
        for _, i, j, match in sorted(edges, key=lambda e: e[:3]):
            a, b = home[i], home[j]
            if a == b:
                continue
            blocked = any(
                block_of(groups[x].first) == block_of(groups[y].first) or self.keep_apart(groups[x].members, groups[y].members)
                for x in inside[a] for y in inside[b]
            )  # fmt: skip
            if match.score < MERGE or blocked:
                self.found.proposed.append(match)
                continue
            self.found.merged.append(match)
            for x in inside[b]:
                home[x] = a
            inside[a] += inside.pop(b)
        return [_united([groups[i] for i in own]) for own in inside.values()]

    def short_names(self, whole: list[_Group], short: list[_Group]) -> list[_Group]:
        """Give a surname or acronym alone to the one full name that bears it in like company; every group that is left."""
        bearers: dict[str, list[_Group]] = defaultdict(list)
        for group in whole:
            for key in group.keys:
                bearers[key].append(group)
        left = []
        taken: list[tuple[_Group, _Group]] = []
        for group in short:
            person = group.first.schema == "Person"
            likely = [g for key in sorted(keys(group.first)) for g in bearers[key]]
            near = [
                g for g in likely
                if len(g.around & group.around) >= (NEAR if person else 1) and not self.keep_apart(g.members, group.members)
            ]  # fmt: skip
            word = "surname" if person else "acronym"
            if len(near) == 1:
                why = (
                    f"the same {word}, and nobody else here bears it",
                    *self.told(near[0].around & group.around, group.members),
                )
                self.found.merged.append(Match(near[0].first.id, group.first.id, 0.85, why))
                taken.append((near[0], group))
                continue
            why = (f"the same {word}", "several here bear it")
            self.found.proposed += [Match(g.first.id, group.first.id, 0.5, why) for g in near]
            left.append(group)
        for home, group in taken:  # after all are given: who is near must not depend on who came first
            home.members = sorted([*home.members, *group.members], key=lambda x: x.order)
        return [*whole, *left]

    def joined(self, groups: list[_Group]) -> list[_Group]:
        """What a reviewer joined, whatever was found."""
        home = {x.id: n for n, group in enumerate(groups) for x in group.members}
        inside = {n: [n] for n in range(len(groups))}
        for left, right in self.decided.joined:
            if left not in home or right not in home or home[left] == home[right]:
                continue
            a, b = sorted((home[left], home[right]))
            self.found.merged.append(Match(left, right, 1.0, ("a reviewer decided so",)))
            home |= {x.id: a for i in inside[b] for x in groups[i].members}
            inside[a] += inside.pop(b)
        return [_united([groups[i] for i in own]) for own in inside.values()]


def _united(groups: list[_Group]) -> _Group:
    if len(groups) == 1:
        return groups[0]
    one = _Group(sorted((m for g in groups for m in g.members), key=lambda x: x.order), set())
    for group in groups:
        one.around |= group.around
        one.keys |= group.keys
        one.spellings |= group.spellings
        one.posts |= group.posts
        one.bodies |= group.bodies
    return one


def _candidates(groups: list[_Group], crowded: frozenset[str] | None) -> list[tuple[int, int]]:
    """Pairs of groups of different blocks that share a key few blocks have."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        for key in group.keys:
            by_key[key].append(i)
    blocks = [block_of(g.first) for g in groups]

    def is_crowded(key: str, own: list[int]) -> bool:
        return key in crowded if crowded is not None else len({blocks[i] for i in own}) > COMMON

    return sorted(
        {(i, j) for key, own in by_key.items() if len(own) > 1 and not is_crowded(key, own)
         for n, i in enumerate(own) for j in own[n + 1 :] if blocks[i] != blocks[j]}
    )  # fmt: skip


def _may_join(local: Local, shared: int, group: _Group) -> bool:
    if is_short(local):
        return shared >= NEAR if local.schema == "Person" else local.said in group.spellings
    if local.schema == "Person" and _at_odds(local, group) > (1 if shared else 0):
        return False
    if _is_everywhere(local):
        return shared >= NEAR
    return bool(shared) or local.said in group.spellings


def _is_everywhere(local: Local) -> bool:
    """Whether it is a body that every country has under these words: "the Interior Ministry"."""
    return family(local.schema) == "Organization" and set(words_of(local.name, "Organization")) <= EVERYWHERE


def _at_odds(local: Local, group: _Group) -> int:
    """How much what they are told as differs: 1 in their posts, 2 in the bodies these are in, too; 0 where either is not told."""
    posts, bodies = _words(local.posts), _words(local.bodies)
    if not posts or not group.posts or posts & group.posts:
        return 0
    if not bodies or not group.bodies:
        return 1
    return 0 if bodies & group.bodies else 2


def _words(names: Iterable[str]) -> set[str]:
    return {w for name in names for w in keys_of(name, "Organization")}


def _asked(left: Local, right: Local) -> Match:
    """The question whether two of one name are one."""
    if is_short(right):
        why = ("the same surname" if right.schema == "Person" else "the same acronym", "the documents name too few others in common")  # fmt: skip
        return Match(left.id, right.id, 0.5, why)
    alone = _Group([], set())
    alone.take(left, set())
    if _is_everywhere(right):
        return Match(left.id, right.id, 0.5, ("every country has one", "the documents name too few others in common"))
    if _at_odds(right, alone):
        return Match(left.id, right.id, 0.6, (SAME, f"posts differ: {_listed(left)} / {_listed(right)}"))
    return Match(left.id, right.id, 0.6, (_forms(left.name, right.name), "the documents name nobody else in common"))


SAME = "the same name"


def _why(group: _Group, local: Local) -> str:
    return SAME if local.said in group.spellings else _forms(group.first.name, local.name)


def _forms(a: str, b: str) -> str:
    return f"{a!r} and {b!r} may be one name"


def _why_one_form(left: _Group, right: _Group, names: tuple[str, str]) -> tuple[str, ...]:
    """Which of their names may be one, and who is called so beside another name: at birth, in hiding."""
    also = tuple(
        f"{group.first.name!r} is also called {name!r}"
        for group, name in zip((left, right), names, strict=True)
        if not same_name(group.first.name, name, group.first.schema)
    )
    return also or (_forms(*names),)


def _listed(local: Local) -> str:
    return ", ".join(sorted(local.posts)[:2] + [f"of {b}" for b in sorted(local.bodies)[:1]])


def _score(left: _Group, right: _Group, names: tuple[str, str], shared: int) -> float:
    """How sure two forms are one: a slip of the keys, or posts at odds, need more company than a transliteration."""
    person = left.first.schema == "Person"
    if person and any(_at_odds(m, left) > 1 for m in right.members):
        return 0.55
    exact = not person or sorted(keys_of(names[0], "Person")) == sorted(keys_of(names[1], "Person"))
    return 0.9 if shared >= (1 if exact else NEAR) else 0.6


def _one_form(left: _Group, right: _Group) -> tuple[str, str] | None:
    """Two of their names that may be one; an acronym two bodies share proves nothing where both have longer names."""
    schema = left.first.schema
    for a in _full_names(left):
        for b in _full_names(right):
            if same_name(a, b, schema):
                return a, b
    return None


def _full_names(group: _Group) -> list[str]:
    every = sorted({n for m in group.members for n in m.names | {m.name}})
    if group.first.schema == "Person":
        return [n for n in every if len(keys_of(n, "Person")) > 1]
    return [n for n in every if not is_acronym(n)] or every
