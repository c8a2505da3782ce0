"""Records of earlier formats are taken over on opening: nothing read or decided is lost, and all is resolved anew."""

import json
from collections import defaultdict

from sqlalchemy import Connection, insert, update

from onrecord.contract import claim_from_json
from onrecord.model import local_id
from onrecord.record import schema

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
    "ALTER TABLE mentions RENAME TO mentions_before",
    "DROP INDEX IF EXISTS mentions_document",
    "DROP INDEX IF EXISTS ix_mentions_local",
    "DROP INDEX IF EXISTS ix_mentions_entity",
)
"""In format 2 a document's entities stood in `entities`; what resolution makes is dropped and made anew."""


def before(db: Connection, version: int) -> None:
    """Make room for the tables of today."""
    for statement in (*(ONE_TO_TWO if version == 1 else ()), *TWO_TO_THREE):
        db.exec_driver_sql(statement)


def after(db: Connection) -> None:
    """Fill the tables of today from those of before."""
    from onrecord.record.store import local_row, posts_of

    posts = defaultdict(list)
    for r in db.exec_driver_sql("SELECT document, body FROM claims WHERE type = 'holds_post'"):
        posts[r.document].append(claim_from_json(json.loads(r.body), r.document))
    told = {document: posts_of(claims) for document, claims in posts.items()}
    rows = db.exec_driver_sql(
        'SELECT m.document, m.start, m."end", m.words, e.name, e.schema FROM mentions_before m JOIN entities e ON e.id = m.local'
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
    db.exec_driver_sql("DROP TABLE entities")
