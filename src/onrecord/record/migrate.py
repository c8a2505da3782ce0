"""Records of earlier formats are taken over on opening: nothing read or decided is lost, and all is resolved anew."""

import json
from collections import defaultdict

from sqlalchemy import Connection, insert, update

from onrecord.contract import claim_from_json
from onrecord.model import local_id
from onrecord.record import counters, schema

ONE_TO_TWO = ("ALTER TABLE mentions ADD COLUMN local VARCHAR NOT NULL DEFAULT ''", "UPDATE mentions SET local = entity")
"""In format 1 one name was one entity, whatever its document."""
TWO_TO_THREE = (
    "ALTER TABLE documents ADD COLUMN settled INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE documents ADD COLUMN carries VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE documents ADD COLUMN credit VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE documents ADD COLUMN mends VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE documents ADD COLUMN outlet VARCHAR NOT NULL DEFAULT ''",
    "DROP TABLE IF EXISTS findings",
    "DROP TABLE IF EXISTS matches",
    "DROP TABLE IF EXISTS resolved",
    "ALTER TABLE entities RENAME TO entities_before",
    "ALTER TABLE mentions RENAME TO mentions_before",
    "DROP INDEX IF EXISTS mentions_document",
    "DROP INDEX IF EXISTS ix_mentions_local",
    "DROP INDEX IF EXISTS ix_mentions_entity",
)
"""In format 2 a document's entities stood in `entities`; what resolution makes is dropped and made anew."""


THREE_TO_FOUR = (
    "ALTER TABLE documents ADD COLUMN attributions TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE documents ADD COLUMN claims INTEGER NOT NULL DEFAULT 0",
    "UPDATE documents SET settled = 0, claims = (SELECT count(*) FROM claims WHERE claims.document = documents.id)",
    "CREATE INDEX documents_told ON documents (source, published, claims)",
    "ALTER TABLE claims ADD COLUMN read TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX claims_corrected ON claims (id) WHERE read != ''",
    "CREATE INDEX claims_score ON claims (kind, score, id)",
    "DROP TABLE IF EXISTS findings",
)
"""From format 4 on, findings and entities are listed in tables of their own; who speaks where is known of what is read from then on."""
FOUR_TO_FIVE = (
    "ALTER TABLE documents ADD COLUMN capture TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE claims ADD COLUMN added VARCHAR NOT NULL DEFAULT ''",
    "CREATE INDEX claims_added ON claims (id) WHERE added != ''",
    "UPDATE documents SET settled = 0",
    "DROP TABLE IF EXISTS parts",
    "DROP TABLE IF EXISTS findings",
)
"""From format 5 on, a finding knows whether its outcome is told, and counts are kept as rows come and go."""
OF_MATCHES = (
    "CREATE INDEX matches_asked ON matches (merged, score)",
    'CREATE INDEX matches_right ON matches ("right")',
)
OF_LOCALS = (
    "ALTER TABLE locals ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE locals ADD COLUMN public INTEGER NOT NULL DEFAULT 0",
)


LISTED = (
    "UPDATE locals SET mentions = (SELECT count(*) FROM mentions WHERE mentions.local = locals.id), public = posts <> '[]'",
    "INSERT INTO entities SELECT x.entity, one.name, one.schema, count(DISTINCT x.document), sum(x.mentions), max(x.public OR x.schema <> 'Person') "
    "FROM locals x JOIN locals one ON one.id = x.entity GROUP BY x.entity",
)


def before(db: Connection, version: int) -> None:
    """Make room for the tables of today."""
    to_three = (*(ONE_TO_TWO if version == 1 else ()), *(TWO_TO_THREE if version < 3 else ()))
    to_four = (*(OF_LOCALS if version == 3 else ()), *(THREE_TO_FOUR if version < 4 else ()))
    to_five = (*FOUR_TO_FIVE, *(OF_MATCHES if version >= 3 else ()))
    for statement in (*to_three, *to_four, *to_five):
        db.exec_driver_sql(statement)


def after(db: Connection, version: int) -> None:
    """Fill the tables of today from those of before."""
    if version < 3:
        _locals_of(db)
    for statement in LISTED if version < 4 else ():
        db.exec_driver_sql(statement)
    counters.fill(db)


def _locals_of(db: Connection) -> None:
    """One entity a document and name, of entities that several documents share."""
    from onrecord.record.entries import local_row, posts_of

    posts = defaultdict(list)
    for r in db.exec_driver_sql("SELECT document, body FROM claims WHERE type = 'holds_post'"):
        posts[r.document].append(claim_from_json(json.loads(r.body), r.document))
    told = {document: posts_of(claims) for document, claims in posts.items()}
    rows = db.exec_driver_sql(
        'SELECT m.document, m.start, m."end", m.words, e.name, e.schema FROM mentions_before m JOIN entities_before e ON e.id = m.local'
    ).fetchall()
    words: dict[tuple[str, str, str], set[str]] = {}
    mentions = []
    for r in rows:
        words.setdefault((r.document, r.schema, r.name), set()).add(r.words)
        mentions.append({"document": r.document, "start": r.start, "end": r.end, "words": r.words, "local": local_id(r.document, r.schema, r.name)})  # fmt: skip
    locals_ = []
    for (document, schema_, name), own in words.items():
        held, bodies = told.get(document, ({}, {}))
        identity = local_id(document, schema_, name)
        locals_.append(
            local_row(identity, document, name, schema_, own, held.get(name, set()), bodies.get(name, set()))
        )
    if locals_:
        db.execute(insert(schema.locals_), locals_)
        db.execute(insert(schema.mentions), mentions)
    db.execute(update(schema.claims).values(finding=schema.claims.c.id))
    db.exec_driver_sql("DROP TABLE mentions_before")
    db.exec_driver_sql("DROP TABLE entities_before")
