"""Mentions taken to be one person or body, while a document is gone through."""

from dataclasses import dataclass, field

from onrecord.model import Token


@dataclass(slots=True)
class Chain:
    """Mentions taken to be one, and what is known of it."""

    number: int
    type: str
    name: str
    named: bool
    plural: bool
    last: int
    """Token index of its latest mention."""
    subject: bool
    """Whether that mention was a subject."""
    newcomer: bool
    """Whether it begins with somebody who has no name and is told of for the first time: a pronoun after it may be his."""
    spoke: bool = False
    """Whether it was told to say something."""
    until: int = -1
    """Token index of where the quotations end in which it speaks on after its latest mention."""
    told: bool = False
    """Whether that mention stands in somebody's speech."""
    gender: str = ""
    nouns: set[str] = field(default_factory=set)
    """Lemmas that describe it: "minister", "group"."""
    called: set[str] = field(default_factory=set)
    """Those by which alone it was called: "the ministry" for the Ministry of Justice."""
    posts: set[frozenset[str]] = field(default_factory=set)
    """The words of posts it was told by: "interior", "minister"."""
    names: set[str] = field(default_factory=set)


def nearest(chains: list[Chain], head: Token, within: int) -> Chain | None:
    """The chain told of last before a word, a subject by preference; None where none is within so many words."""
    near = [c for c in chains if 0 < head.i - c.last <= within]
    return max(near, key=lambda c: (c.subject and head.i - c.last < 40, c.last), default=None)
