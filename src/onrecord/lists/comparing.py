"""Whether somebody of a record may be an entry of a list: names compared as between documents, then what else speaks for it.

A name alone proposes, with a score that says so; posts, bodies and countries in common raise it. Nothing is ever decided here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.errors import UsageError
from onrecord.lists.reading import Entry
from onrecord.resolve import family, same_name

NAME_ALONE = 0.5
EACH = 0.2
MOST = 0.95
"""Score of a name alone, what each further thing in common adds, and the highest there is: a person decides."""
COMMON = frozenset("of the and for in to at de del la el des du von van a an former deputy vice senior chief head member general".split())  # fmt: skip
"""Words of posts that say too little to speak for anybody."""
COUNTRIES = 6
"""Countries of an entity's findings that are looked at."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of a record, as a list is compared with him."""

    id: str
    schema: str
    names: tuple[str, ...]
    """The fullest first."""
    words: frozenset[str]
    """Words of the posts and bodies that documents give, lower case."""
    countries: frozenset[str]
    """ISO codes of where the findings that name him took place."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody of a record who may be an entry of a list."""

    entity: str
    entry: Entry
    score: float
    reasons: tuple[str, ...]


def compare(candidate: Candidate, entry: Entry) -> Proposal | None:
    """A proposal where the names may be one; None where they are not."""
    if family(candidate.schema) != family(entry.schema):
        return None
    pair = next(((a, b) for a in candidate.names for b in entry.names if _is_full(a, entry.schema) and same_name(a, b, entry.schema)), None)  # fmt: skip
    if pair is None:
        return None
    reasons = [f"same name: {pair[0]}" if pair[0] == pair[1] else f"name: {pair[0]} = {pair[1]}"]
    shared = candidate.words & _words(entry.words)
    if shared:
        reasons.append(f"post or body: {', '.join(sorted(shared))}")
    where = candidate.countries & set(entry.countries)
    if where:
        reasons.append(f"country: {', '.join(sorted(where))}")
    if len(reasons) == 1:
        reasons.append("name alone")
        return Proposal(candidate.id, entry, NAME_ALONE, tuple(reasons))
    return Proposal(candidate.id, entry, min(MOST, NAME_ALONE + EACH * (len(reasons) - 1)), tuple(reasons))


def _is_full(name: str, schema: str) -> bool:
    """Whether a name says enough to be compared: a surname alone does not."""
    return schema != "Person" or len(name.split()) > 1


def _words(told: Iterable[str]) -> set[str]:
    return {w for t in told for w in t.lower().replace(",", " ").split() if len(w) > 2 and w not in COMMON}


def second_opinion(proposal: Proposal, candidate: Candidate) -> Proposal:
    """The same with what nomenklatura's logic-v2 makes of it, beside our own reasons.

    Raises:
        UsageError: nomenklatura is not installed.
    """
    try:
        from followthemoney import model
        from nomenklatura.matching import LogicV2, ScoringConfig
    except ImportError as error:
        raise UsageError("--matcher nomenklatura needs it: pip install onrecord[match] (it compiles PyICU, which needs libicu-dev)") from error  # fmt: skip
    ours, theirs = (model.make_entity(schema) for schema in (candidate.schema, proposal.entry.schema))
    for entity, identity, names in ((ours, candidate.id, candidate.names), (theirs, proposal.entry.id, proposal.entry.names)):  # fmt: skip
        entity.id = identity
        for name in names:
            entity.add("name", name)
    for code in proposal.entry.countries:
        theirs.add("country", code.lower())
    result = LogicV2.compare(ours, theirs, ScoringConfig.defaults())
    return Proposal(proposal.entity, proposal.entry, proposal.score, (*proposal.reasons, f"nomenklatura logic-v2: {result.score:.2f}"))  # fmt: skip
