"""What one document gives a record, as rows of its tables."""

import hashlib
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from onrecord.contract import attribution_json, claim_json
from onrecord.model import Attribution, Claim, Document, Entity

PRONOUNS = frozenset("he she they it his her its their him them who i we".split())


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with everything read from it, ready to be written."""

    document: Document
    original: bytes
    """The bytes as retrieved."""
    sentences: tuple[tuple[int, int], ...]
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    replaces: bool
    """Whether its address stands for one document that may change (a file, a page), not for a line number."""
    attributions: tuple[Attribution, ...] = ()
    capture: dict[str, Any] | None = None
    """Of a page read from the web: url, retrieved, status, headers."""


def rows_of_entry(entry: Entry) -> dict[str, list[dict[str, Any]]]:
    """Table -> the rows that one document gives it; each of its entities is one by itself, until it is resolved."""
    document = entry.document
    row = {
        "id": document.id, "sha256": document.sha256, "ref": document.ref, "title": document.title, "byline": document.byline, "source": document.source,
        "published": document.published, "address": document.address, "language": document.language, "media_type": document.media_type,
        "notes": json.dumps(document.notes), "text": document.text, "sentences": json.dumps(entry.sentences), "original": zlib.compress(entry.original),
        "capture": json.dumps(entry.capture) if entry.capture else "", "claims": len(entry.claims),
        "attributions": json.dumps([attribution_json(a) for a in entry.attributions if a.speaks], ensure_ascii=False),
    }  # fmt: skip
    return {"documents": [row], "claims": [claim_row(c, document.text) for c in entry.claims], **_entity_rows(entry)}


def claim_row(claim: Claim, text: str) -> dict[str, Any]:
    """A row of `claims`, a finding by itself until it is weighed.

    Args:
        text: its document's.
    """
    return {
        "id": claim.id, "document": claim.document, "finding": claim.id, "kind": claim.kind, "type": claim.type, "stage": claim.stage,
        "status": claim.status, "polarity": claim.polarity, "begins": claim.time and claim.time.begins, "ends": claim.time and claim.time.ends,
        "place": claim.place and claim.place.name, "country": claim.place and claim.place.country, "score": claim.score,
        "words_key": _words_key(claim, text), "body": json.dumps(claim_json(claim), ensure_ascii=False),
    }  # fmt: skip


def _entity_rows(entry: Entry) -> dict[str, list[dict[str, Any]]]:
    text = entry.document.text
    posts, bodies = posts_of(entry.claims)
    public = {f.name for c in entry.claims for own in c.roles.values() for f in own if f.public and f.type == "person"}
    return {
        "entities": [
            {"id": e.id, "name": e.name, "schema": e.schema, "documents": 1, "mentions": len(e.mentions),
             "public": int(e.schema != "Person" or e.name in public)} for e in entry.entities
        ],
        "locals": [
            local_row(e.id, e.document, e.name, e.schema, {*e.aliases, *(text[s:t] for _, s, t in e.mentions)}, posts[e.name], bodies[e.name])
            | {"mentions": len(e.mentions), "public": int(e.name in public)}
            for e in entry.entities
        ],
        "mentions": [
            {"document": d, "start": s, "end": e, "local": entity.id, "words": text[s:e]}
            for entity in entry.entities for d, s, e in entity.mentions
        ],
    }  # fmt: skip


def _plain(words: str) -> str:
    """Words alone, in lower case."""
    return " ".join(re.findall(r"\w+", words.lower()))


def _words_key(claim: Claim, text: str) -> str:
    """What a claim says and its words, whatever document they stand in, and its quotation marks and capitals apart."""
    names = [f"{role}={f.name}" for role, fillers in sorted(claim.roles.items()) for f in fillers]
    parts = [claim.kind, claim.type, *(_plain(text[s.start : s.end]) for s in claim.evidence), *names]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def local_row(  # noqa: PLR0913 - a row has as many columns as it has
    identity: str, document: str, name: str, schema_: str, words: set[str], posts: set[str], bodies: set[str]
) -> dict[str, Any]:
    """A row of `locals`, not yet resolved: its entity is itself."""
    names = {name, *_forms({" ".join(w.split()) for w in words})}
    return {"id": identity, "document": document, "name": name, "schema": schema_, "said": " ".join(name.lower().split()),
            "names": json.dumps(sorted(names), ensure_ascii=False), "posts": json.dumps(sorted(posts), ensure_ascii=False),
            "bodies": json.dumps(sorted(bodies), ensure_ascii=False), "entity": identity, "block": None, "short": 0}  # fmt: skip


def posts_of(claims: Iterable[Claim]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Posts, and the bodies they are in, by holder, as a document's claims tell them."""
    posts: dict[str, set[str]] = defaultdict(set)
    bodies: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.type == "holds_post":
            for holder in claim.roles.get("subject", ()):
                posts[holder.name].update(p.name for p in claim.roles.get("post", ()))
                bodies[holder.name].update(b.name for b in claim.roles.get("object", ()))
    return posts, bodies


def _forms(words: set[str]) -> set[str]:
    """Those of a chain's words that are names, not pronouns or descriptions: "Orvath", not "Orvath's lawyer"."""
    return {w for w in words if is_name(w)}


def is_name(words: str) -> bool:
    """Whether a mention's words are a name, by how they are written."""
    return words[:1].isupper() and words.split()[-1][:1].isupper() and (" " in words or words.lower() not in PRONOUNS)
