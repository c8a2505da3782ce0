"""Mentions -> Entities, Claims -> Findings.

Within a document the reader's chains hold; across documents `entities.py` says who is who, `findings.py` which claims say one thing.
"""

from onrecord.model import Entity, Mention, local_id
from onrecord.resolve.entities import COMMON, company_needed, company_of, resolve
from onrecord.resolve.findings import MOST, blocks_of, group, is_linked
from onrecord.resolve.groups import block_of, family, is_short, keys, word_keys
from onrecord.resolve.names import same_name

SCHEMAS = {
    "person": "Person",
    "organisation": "Organization",
    "place": "Address",
    "facility": "Address",
}
"""Mention type -> FollowTheMoney schema."""
SHORT = 3
"""Letters of a place name in capitals that may be an abbreviation: "USA"."""
PUBLIC_BODIES = frozenset(
    [
        "ministry",
        "army",
        "police",
        "directorate",
        "court",
        "embassy",
        "consulate",
        "parliament",
        "government",
        "agency",
        "secretariat",
        "senate",
        "navy",
        "prosecutor",
        "guard",
    ]
)


def entities_of(document: str, mentions: list[Mention]) -> tuple[Entity, ...]:
    """The named entities of one document, each with all its mentions there, pronouns included."""
    named: dict[int, str] = {}
    members: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.chain >= 0 and mention.type in SCHEMAS:
            members.setdefault(mention.chain, []).append(mention)
            if mention.named:
                named[mention.chain] = mention.name
    found: dict[str, Entity] = {}
    for chain, name in named.items():
        entity = _entity(document, name, members[chain])
        if entity.id in found:
            entity = Entity(
                entity.id,
                entity.name,
                entity.schema,
                aliases=tuple(sorted({*found[entity.id].aliases, *entity.aliases})),
                mentions=tuple(sorted({*found[entity.id].mentions, *entity.mentions})),
            )
        found[entity.id] = entity
    return tuple(found[key] for key in sorted(found))


def _entity(document: str, name: str, mentions: list[Mention]) -> Entity:
    schema = SCHEMAS[next(m.type for m in mentions if m.named)]
    if schema == "Organization" and name.lower().split()[-1] in PUBLIC_BODIES:
        schema = "PublicBody"
    if schema == "Address" and name.isupper() and len(name) > SHORT:
        name = name.title()  # a dateline's capitals
    return Entity(
        local_id(document, schema, name),
        name,
        schema,
        aliases=tuple(sorted({m.form for m in mentions if m.form})),
        mentions=tuple(sorted({(document, m.start, m.end) for m in mentions})),
    )


__all__ = [
    "COMMON",
    "MOST",
    "SCHEMAS",
    "block_of",
    "blocks_of",
    "company_needed",
    "company_of",
    "entities_of",
    "family",
    "group",
    "is_linked",
    "is_short",
    "keys",
    "resolve",
    "same_name",
    "word_keys",
]
