"""Who is who across documents: every merge with its reasons in words and a score; unsure ones are proposed, not made.

Within a document the reader's chains hold. Across documents names are compared word by word (`names.py`), found by the
words they share, and weighed with what stands around them: whom else the documents name, and the posts they give. A
wrong merge of two people is the worst error the tool can make: a surname alone is not enough, nor is a full name with
another post in another body. What a reviewer decided wins over all of it.

The result does not depend on the order of documents, and a block of names depends only on the blocks it shares a word
with: that is what lets a record be resolved in part (`record/settling.py`). Each step looks at little at a time, which is what lets a cluster
resolve (`cluster/`): `as_most_tell` at the locals of one spelling, `of_one_name` at one block, `likely_forms` at the groups that
share a key, `of_one_form` at groups that matches join, `near` and `short_names` at one short name and those who bear it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from onrecord.model import Decided, Local, Match, Resolution
from onrecord.resolve.groups import DEEP, Group, block_of, family, is_everywhere, is_short, keys, united, words
from onrecord.resolve.names import is_acronym, keys_of, same_name

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
SAME = "the same name"
Company = Mapping[str, Mapping[str, str]]
"""Document -> all it names: `Local.said` -> name."""
Apart = Mapping[str, frozenset[str]]
"""Local id -> the ids a reviewer keeps it apart from."""


def resolve(
    locals_: Iterable[Local],
    company: Company | None = None,
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
    every = as_most_tell(locals_)
    if company is None:
        company = company_of((x.document, x.said, x.name) for x in every)
    decided = decided or Decided()
    apart = decided.others()
    found = Resolution()
    groups = of_one_name(every, company, found, apart)
    short = [g for g in groups if is_short(g.first)]
    whole = [g for g in groups if not is_short(g.first)]
    whole = of_one_form(whole, likely_forms(whole, crowded), found, apart)
    bearers: dict[str, list[int]] = defaultdict(list)
    for n, group in enumerate(whole):
        for key in group.keys:
            bearers[key].append(n)
    likely = ((g, [whole[n] for n in sorted({n for key in keys(g.first) for n in bearers[key]})]) for g in short)
    final = short_names(whole, [(g, near(g, own, apart)) for g, own in likely], found)
    for group in _as_decided(final, decided, found):
        found.entity_of |= dict.fromkeys(
            group.ids, group.least
        )  # not the earliest's: one document more would rename thousands
        found.schema_of[group.least] = group.first.schema
    return found


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
        if x.schema == "Person" or is_everywhere(x) or seen[family(x.schema), x.said] <= DEEP:
            found.add(x.document)
    return found


def as_most_tell(locals_: Iterable[Local]) -> list[Local]:
    """Locals in order; a name that nearly all documents tell as one thing is that where the reader took it for another; a lone word told as a place is one."""
    every = sorted(locals_, key=lambda x: x.order)
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


def of_one_name(every: Iterable[Local], company: Company, found: Resolution, apart: Apart) -> list[Group]:
    """Locals with one full name, together unless their posts or their company speak against it.

    Args:
        every: in order, all of their blocks.
        company: of their documents.
        found: takes the matches.
        apart: what a reviewer keeps apart.
    """
    by_name: dict[str, list[Group]] = defaultdict(list)
    for x in every:
        own = by_name[block_of(x)]
        around = {said: name for said, name in company.get(x.document, {}).items() if said != x.said}
        possible = [g for g in own if not _are_apart([x.id], g.ids, apart)]
        home = _spelled_alike(x, possible) or _home(x, around, possible)
        if home is None:
            if own:
                found.proposed.append(_asked(own[0].first, x))
            order = own[0].place[:3] if own else x.order
            home = Group(x, (*order, len(own)))
            own.append(home)
        else:
            needed = x.schema == "Person" or is_everywhere(x) or home.first.said != x.said
            shared = home.shared(around) if needed else set()
            why = SAME if x.said in home.spellings else _forms(home.first.name, x.name)
            found.merged.append(Match(home.first.id, x.id, 0.98 if shared else 0.9, (why, *_both_name(shared, around))))
        home.take(x, around)
    return [group for groups in by_name.values() for group in groups]


def _both_name(shared: set[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """The reason that shared company is, in words."""
    told = [names[said] for said in sorted(shared)[:3]]
    return (f"their documents both name {', '.join(told)}",) if told else ()


def _are_apart(a: Iterable[str], b: Iterable[str], apart: Apart) -> bool:
    """Whether a reviewer said of one of each that they are two."""
    if not apart:
        return False
    ids = set(b)
    return any(apart.get(x, frozenset()) & ids for x in a)


def _spelled_alike(local: Local, groups: list[Group]) -> Group | None:
    """Of a body or place, the group that is spelled as it is, in whatever company."""
    if local.schema == "Person" or is_everywhere(local):
        return None
    return next((g for g in groups if local.said in g.spellings), None)


def _home(local: Local, around: Mapping[str, str], groups: list[Group]) -> Group | None:
    """The group of its name that it belongs to, the one in the most like company first."""
    ranked = sorted(groups, key=lambda g: -len(g.shared(around)))
    fitting = [g for g in ranked if _may_join(local, len(g.shared(around)), g)]
    if len(fitting) > 1 and not fitting[0].shared(around):
        return None  # several of one name, and nothing to tell which
    return fitting[0] if fitting else None


def _may_join(local: Local, shared: int, group: Group) -> bool:
    if is_short(local):
        return shared >= NEAR if local.schema == "Person" else local.said in group.spellings
    if local.schema == "Person" and group.odds(words(local.posts), words(local.bodies)) > (1 if shared else 0):
        return False
    if is_everywhere(local):
        return shared >= NEAR
    return bool(shared) or local.said in group.spellings


def _asked(left: Local, right: Local) -> Match:
    """The question whether two of one name are one."""
    if is_short(right):
        why = ("the same surname" if right.schema == "Person" else "the same acronym", "the documents name too few others in common")  # fmt: skip
        return Match(left.id, right.id, 0.5, why)
    if is_everywhere(right):
        return Match(left.id, right.id, 0.5, ("every country has one", "the documents name too few others in common"))
    alone = Group(left, (*left.order, 0))
    alone.take(left, {})
    if alone.odds(words(right.posts), words(right.bodies)):
        return Match(left.id, right.id, 0.6, (SAME, f"posts differ: {_listed(left)} / {_listed(right)}"))
    return Match(left.id, right.id, 0.6, (_forms(left.name, right.name), "the documents name nobody else in common"))


def _forms(a: str, b: str) -> str:
    return f"{a!r} and {b!r} may be one name"


def _listed(local: Local) -> str:
    return ", ".join(sorted(local.posts)[:2] + [f"of {b}" for b in sorted(local.bodies)[:1]])


def likely_forms(groups: list[Group], crowded: frozenset[str] | None) -> list[Match]:
    """Pairs of groups of different blocks whose names may be forms of one, each with its score and reasons.

    Args:
        groups: with full names, in order; all that share a key with one of them.
        crowded: keys that find nobody; None to count them here.
    """
    found = []
    for i, j in _candidates(groups, crowded):
        left, right = groups[i], groups[j]
        names = _one_form(left, right)
        if names:
            shared = left.shared(right.around)
            why = (*_why_one_form(left, right, names), *_both_name(shared, left.around))
            found.append(Match(left.first.id, right.first.id, _score(left, right, names, len(shared)), why))
    return found


def _candidates(groups: list[Group], crowded: frozenset[str] | None) -> list[tuple[int, int]]:
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


def _one_form(left: Group, right: Group) -> tuple[str, str] | None:
    """Two of their names that may be one; an acronym two bodies share proves nothing where both have longer names."""
    schema = left.first.schema
    for a in _full_names(left):
        for b in _full_names(right):
            if same_name(a, b, schema):
                return a, b
    return None


def _full_names(group: Group) -> list[str]:
    every = sorted(group.names)
    if group.first.schema == "Person":
        return [n for n in every if len(keys_of(n, "Person")) > 1]
    return [n for n in every if not is_acronym(n)] or every


def _why_one_form(left: Group, right: Group, names: tuple[str, str]) -> tuple[str, ...]:
    """Which of their names may be one, and who is called so beside another name: at birth, in hiding."""
    also = tuple(
        f"{group.first.name!r} is also called {name!r}"
        for group, name in zip((left, right), names, strict=True)
        if not same_name(group.first.name, name, group.first.schema)
    )
    return also or (_forms(*names),)


def _score(left: Group, right: Group, names: tuple[str, str], shared: int) -> float:
    """How sure two forms are one: a slip of the keys, or posts at odds, need more company than a transliteration."""
    person = left.first.schema == "Person"
    if person and any(left.odds(posts, bodies) > 1 for posts, bodies in right.told):
        return 0.55
    exact = not person or sorted(keys_of(names[0], "Person")) == sorted(keys_of(names[1], "Person"))
    return 0.9 if shared >= (1 if exact else NEAR) else 0.6


def of_one_form(groups: list[Group], matches: Iterable[Match], found: Resolution, apart: Apart) -> list[Group]:
    """Groups joined along their matches, the surest first, unless two of one name are told apart; else proposed.

    Args:
        groups: in order, all that the matches lead to.
        matches: of `likely_forms`.
        found: takes the matches.
        apart: what a reviewer keeps apart.
    """
    number = {g.first.id: n for n, g in enumerate(groups)}
    blocks = [block_of(g.first) for g in groups]
    home = list(range(len(groups)))
    inside = {i: [i] for i in home}
    for match in sorted(matches, key=lambda m: (-m.score, number[m.left], number[m.right])):
        a, b = home[number[match.left]], home[number[match.right]]
        if a == b:
            continue
        blocked = any(
            blocks[x] == blocks[y] or _are_apart(groups[x].ids, groups[y].ids, apart)
            for x in inside[a] for y in inside[b]
        )  # fmt: skip
        if match.score < MERGE or blocked:
            found.proposed.append(match)
            continue
        found.merged.append(match)
        for x in inside[b]:
            home[x] = a
        inside[a] += inside.pop(b)
    return [united([groups[i] for i in own]) for own in inside.values()]


def near(short: Group, bearers: Iterable[Group], apart: Apart) -> list[Group]:
    """Full names that bear a surname or acronym, in like company.

    Args:
        short: known by one word or by initials only.
        bearers: groups with full names that share a key with it, in order.
        apart: what a reviewer keeps apart.
    """
    enough = NEAR if short.first.schema == "Person" else 1
    return [g for g in bearers if len(g.shared(short.around)) >= enough and not _are_apart(g.ids, short.ids, apart)]


def short_names(whole: list[Group], short: Iterable[tuple[Group, list[Group]]], found: Resolution) -> list[Group]:
    """Give a surname or acronym alone to the one full name that bears it in like company; every group that is left.

    Args:
        whole: groups with full names.
        short: groups with short names, each with those `near` it.
        found: takes the matches.
    """
    left = []
    taken: dict[str, list[Group]] = {g.first.id: [g] for g in whole}
    for group, bearers in short:
        match = given(group, bearers, found)
        if match:
            taken[match.left].append(group)
        else:
            left.append(group)
    # only after all are given: who is near must not depend on who came first
    return [*(united(own) for own in taken.values()), *left]


def given(short: Group, near: list[Group], found: Resolution) -> Match | None:
    """Why a short name is given to the one full name near it; None where there is none, or several, which are proposed."""
    word = "surname" if short.first.schema == "Person" else "acronym"
    if len(near) == 1:
        both = _both_name(near[0].shared(short.around), short.around)
        why = (f"the same {word}, and nobody else here bears it", *both)
        match = Match(near[0].first.id, short.first.id, 0.85, why)
        found.merged.append(match)
        return match
    found.proposed += [
        Match(g.first.id, short.first.id, 0.5, (f"the same {word}", "several here bear it")) for g in near
    ]
    return None


def _as_decided(groups: list[Group], decided: Decided, found: Resolution) -> list[Group]:
    """What a reviewer joined, whatever was found."""
    home = {x: n for n, group in enumerate(groups) for x in group.ids}
    inside = {n: [n] for n in range(len(groups))}
    for left, right in decided.joined:
        if left not in home or right not in home or home[left] == home[right]:
            continue
        a, b = sorted((home[left], home[right]))
        found.merged.append(Match(left, right, 1.0, ("a reviewer decided so",)))
        home |= {x: a for i in inside[b] for x in groups[i].ids}
        inside[a] += inside.pop(b)
    return [united([groups[i] for i in own]) for own in inside.values()]
