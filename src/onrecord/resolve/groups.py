"""Local entities taken for one so far: what finds a group, and what is compared of it.

A group knows of its locals only what comparing needs, so that a plan may carry it from one process to another without them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.model import Local
from onrecord.resolve.name_words import EVERYWHERE
from onrecord.resolve.names import initials_of, is_acronym, keys_of, words_of

DEEP = 200
"""Documents of one group, the earliest, whose other names are looked at."""
Words = frozenset[str]


def block_of(local: Local) -> str:
    """The block it shares with all locals of its full name: family and words."""
    return f"{family(local.schema)} {' '.join(sorted(keys_of(local.name, local.schema)))}"


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


def is_everywhere(local: Local) -> bool:
    """Whether it is a body that every country has under these words: "the Interior Ministry"."""
    return family(local.schema) == "Organization" and set(words_of(local.name, "Organization")) <= EVERYWHERE


def words(names: Iterable[str]) -> Words:
    """The words of posts or bodies."""
    return frozenset(w for name in names for w in keys_of(name, "Organization"))


@dataclass(slots=True)
class Group:
    """Locals taken for one so far."""

    first: Local
    """The earliest of them."""
    place: tuple[str, str, str, int]
    """Sort key: the order of the earliest local of its name, and which group of that name it is."""
    ids: list[str] = field(default_factory=list)
    """Of its locals; empty where a plan keeps them apart."""
    least: str = ""
    """The least of these ids."""
    size: int = 0
    around: dict[str, str] = field(default_factory=dict)
    """Whom else its documents name: `Local.said` -> the name as the first of them has it."""
    keys: set[str] = field(default_factory=set)
    spellings: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    """Words of the posts its documents give."""
    bodies: set[str] = field(default_factory=set)
    """Words of the bodies these are in."""
    told: set[tuple[Words, Words]] = field(default_factory=set)
    """(words of the posts, of their bodies) that one document or another gives."""

    def take(self, local: Local, around: Mapping[str, str]) -> None:
        """Take in one more, in order."""
        if local.said not in self.spellings or len(local.names) > 1:
            self.keys |= keys(local)
        posts, bodies = words(local.posts), words(local.bodies)
        self.ids.append(local.id)
        self.least = min(self.least or local.id, local.id)
        self.size += 1
        self.spellings.add(local.said)
        self.names |= local.names | {local.name}
        self.posts |= posts
        self.bodies |= bodies
        self.told.add((posts, bodies))
        if self.size <= DEEP:
            for said, name in around.items():
                self.around.setdefault(said, name)

    def odds(self, posts: Words, bodies: Words) -> int:
        """How much what another is told as differs: 1 in the posts, 2 in the bodies these are in, too; 0 where either is not told."""
        if not posts or not self.posts or posts & self.posts:
            return 0
        if not bodies or not self.bodies:
            return 1
        return 0 if bodies & self.bodies else 2

    def shared(self, around: Mapping[str, str]) -> set[str]:
        """Whom its documents name that others do."""
        return self.around.keys() & around.keys()


def united(groups: list[Group]) -> Group:
    """Groups found to be one, at the place of the first."""
    if len(groups) == 1:
        return groups[0]
    one = Group(min((g.first for g in groups), key=lambda x: x.order), groups[0].place)
    for group in groups:
        one.ids += group.ids
        one.least = min(one.least or group.least, group.least)
        one.size += group.size
        one.around = {**group.around, **one.around}
        one.keys |= group.keys
        one.spellings |= group.spellings
        one.names |= group.names
        one.posts |= group.posts
        one.bodies |= group.bodies
        one.told |= group.told
    return one
