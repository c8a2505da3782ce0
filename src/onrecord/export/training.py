"""Decisions as training data: Label Studio tasks and spaCy's DocBin. What was accepted, corrected or added is right; what was rejected is left out of both, for it labels nothing."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, BinaryIO, TextIO

from onrecord.export.outgoing import Masks, Outgoing
from onrecord.record.board import reviewed_claims

Row = dict[str, Any]
RIGHT = frozenset(["accept", "correct", "add"])


def reviewed(leaving: Outgoing) -> Iterator[tuple[Row, list[Row]]]:
    """(document: id, text, published; its claims that reviewers found right or made so), names as they may leave."""
    own: dict[str, list[Row]] = defaultdict(list)
    for row in reviewed_claims(leaving.record):
        if row["decision"] in RIGHT:
            own[row["document"]].append(row)
    mask = Masks(leaving.record, own, shown=leaving.unmask)
    for document, rows in sorted(own.items()):
        told = {"id": document, "text": mask.blocked(document, rows[0]["text"]), "published": rows[0]["published"]}
        yield told, [r["claim"] for r in rows]


def spans(claims: list[Row]) -> list[tuple[int, int, str]]:
    """(start, end, label): the words each claim stands on by kind and type, and what fills its roles."""
    found = {(s, e, f"{c['kind']}:{c['type']}") for c in claims for s, e in c["evidence"]}
    for claim in claims:
        for role, fillers in claim["roles"].items():
            found |= {(*f["spans"][0], role) for f in fillers if f["spans"]}
    return sorted(found)


def write_label_studio(leaving: Outgoing, out: TextIO) -> None:
    """A list of tasks, each with one annotation; the labelling configuration is `onrecord export`'s help page's."""
    tasks = []
    for document, claims in reviewed(leaving):
        result = [
            {"id": f"{s}-{e}-{label}", "from_name": "label", "to_name": "text", "type": "labels", "value": {"start": s, "end": e, "text": document["text"][s:e], "labels": [label]}}
            for s, e, label in spans(claims)
        ]  # fmt: skip
        tasks.append({"data": {"text": document["text"], "document": document["id"], "published": document["published"]}, "annotations": [{"result": result}]})  # fmt: skip
    json.dump(tasks, out, ensure_ascii=False, indent=1)
    out.write("\n")


def label_config(labels: list[str]) -> str:
    """Label Studio's labelling configuration for such tasks."""
    from xml.sax.saxutils import quoteattr

    listed = "".join(f"<Label value={quoteattr(label)}/>" for label in labels)
    return f'<View><Labels name="label" toName="text">{listed}</Labels><Text name="text" value="$text"/></View>'


def write_docbin(leaving: Outgoing, out: BinaryIO) -> None:
    """spaCy's DocBin: the labels as the span group "sc", aligned to spaCy's own words; those that cut a word in two go on to its end."""
    from spacy.lang.en import English
    from spacy.tokens import DocBin

    nlp, kept = English(), DocBin(store_user_data=True)
    for document, claims in reviewed(leaving):
        doc = nlp.make_doc(document["text"])
        doc.user_data["document"] = document["id"]
        found = [doc.char_span(s, e, label=label, alignment_mode="expand") for s, e, label in spans(claims)]
        doc.spans["sc"] = [s for s in found if s is not None]
        kept.add(doc)
    out.write(kept.to_bytes())
