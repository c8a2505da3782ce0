"""W3C Web Annotations (2017, JSON-LD): every claim as an annotation of the words it stands on, by position and by quotation."""

import json
from collections.abc import Iterator
from typing import Any, TextIO

from onrecord.export.outgoing import Outgoing

Row = dict[str, Any]
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"onrecord": "https://onrecord.example/ns#", "claim": {"@id": "onrecord:claim", "@type": "@json"}}]  # fmt: skip
"""The anno vocabulary, and our claim as a JSON literal in it."""


def annotations(leaving: Outgoing) -> Iterator[Row]:
    """One annotation a claim."""
    for told in leaving.findings():
        for claim in told.claims:
            document = told.documents[claim["document"]]
            yield _annotation(claim, document)


def _annotation(claim: Row, document: Row) -> Row:
    body = {k: v for k, v in claim.items() if k not in ("quotation", "shown", "around", "title", "source", "published", "address", "support", "grade", "document", "finding")}  # fmt: skip
    return {
        "id": f"urn:onrecord:claim:{claim['id']}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "purpose": "classifying", "value": f"{claim['kind']}: {claim['type']}", "format": "text/plain"},
            {"type": "onrecord:Claim", "purpose": "describing", "claim": body},
        ],
        "target": _targets(claim, document),
        "generator": {"id": "https://onrecord.example/", "type": "Software", "name": "Onrecord"},
    }  # fmt: skip


def _source(document: Row) -> Row:
    address = document["address"] if "://" in document["address"] else f"urn:sha256:{document['sha256']}"
    told = {"id": address, "type": "Text", "language": document["language"], "onrecord:document": document["id"], "onrecord:sha256": document["sha256"]}  # fmt: skip
    return told | ({"onrecord:publisher": document["source"]} if document["source"] else {})


def _targets(claim: Row, document: Row) -> list[Row]:
    """For each stretch of words, where it is and what it says: two selectors of one stretch, the second for another copy (Recommendation, 4 and 4.2)."""
    source = _source(document)
    return [
        {
            "type": "SpecificResource",
            "source": source if n == 0 else source["id"],
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": after},
            ],
        }
        for n, ((start, end), exact, (before, after)) in enumerate(zip(claim["evidence"], claim["shown"], claim["around"], strict=True))
    ]  # fmt: skip


def write(leaving: Outgoing, out: TextIO) -> None:
    """An AnnotationPage with all of them."""
    out.write(json.dumps({"@context": CONTEXT, "id": "urn:onrecord:annotations", "type": "AnnotationPage", "items": []}, ensure_ascii=False)[:-2])  # fmt: skip
    for n, row in enumerate(annotations(leaving)):
        out.write((",\n " if n else "\n ") + json.dumps(row, ensure_ascii=False))
    out.write("\n]}\n")
