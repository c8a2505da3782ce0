"""Records of earlier formats are taken over on opening: nothing read or decided is lost, and all is resolved anew."""

import json

from sqlalchemy import Connection, insert, update

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
    from onrecord.record.store import local_row

    posts, bodies = _posts(db)
    rows = db.exec_driver_sql(
        'SELECT m.document, m.start, m."end", m.words, e.name, e.schema FROM mentions_before m JOIN entities e ON e.id = m.local'
    ).fetchall()
    words: dict[tuple[str, str, str], set[str]] = {}
    mentions = []
    for r in rows:
        words.setdefault((r.document, r.schema, r.name), set()).add(r.words)
        mentions.append({"document": r.document, "start": r.start, "end": r.end, "words": r.words, "local": local_id(r.document, r.schema, r.name)})  # fmt: skip
    locals_ = {
        local_id(*key): local_row(local_id(*key), key[0], key[2], key[1], own, posts.get((key[0], key[2]), set()), bodies.get((key[0], key[2]), set()))
        for key, own in words.items()
    }  # fmt: skip
    if locals_:
        db.execute(insert(schema.locals_), list(locals_.values()))
        db.execute(insert(schema.mentions), mentions)
    db.execute(update(schema.claims).values(finding=schema.claims.c.id))
    db.exec_driver_sql("DROP TABLE mentions_before")
    db.exec_driver_sql("DROP TABLE entities")


def _posts(db: Connection) -> tuple[dict[tuple[str, str], set[str]], dict[tuple[str, str], set[str]]]:
    """Posts, and the bodies they are in, by document and holder."""
    posts: dict[tuple[str, str], set[str]] = {}
    bodies: dict[tuple[str, str], set[str]] = {}
    for r in db.exec_driver_sql("SELECT document, body FROM claims WHERE type = 'holds_post'"):
        roles = json.loads(r.body)["roles"]
        for holder in roles.get("subject", ()):
            key = (r.document, holder["name"])
            posts.setdefault(key, set()).update(p["name"] for p in roles.get("post", ()))
            bodies.setdefault(key, set()).update(b["name"] for b in roles.get("object", ()))
    return posts, bodies
