"""What leaves a record: its rows, a few hundred at a time, the names of private persons masked unless asked otherwise."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from onrecord.record import Record, is_name, private_names
from onrecord.record import whole as stored
from onrecord.record.listing import support_of
from onrecord.record.pages import parts_named, texts

T = TypeVar("T")
Row = dict[str, Any]
MASK = "[private person]"
"""What stands for the name of a person who holds no post."""
BLOCK = "\N{FULL BLOCK}"
"""What stands for one letter of such a name where offsets must hold."""
TOGETHER = 200
"""Findings whose documents and names are looked up together."""


class Masks:
    """The private persons of some documents, and their names there."""

    def __init__(self, record: Record, documents: Iterable[str], *, shown: bool) -> None:
        """Look them up.

        Args:
            documents: those whose words are shown.
            shown: whether the names are asked for; then nothing is masked.
        """
        self.shown = shown
        self.entities: set[str] = set()
        self._names: dict[str, list[str]] = {}
        for document, entity, names in private_names(record, documents) if not shown else ():
            self.entities.add(entity)
            self._names.setdefault(document, []).extend(names)
        self._patterns: dict[str, re.Pattern[str] | None] = {}

    def words(self, document: str, words: str) -> str:
        """Words of a document, the names in them masked."""
        pattern = self._pattern(document)
        return pattern.sub(MASK, words) if pattern else words

    def blocked(self, document: str, text: str, mentions: Iterable[Row] = ()) -> str:
        """A stretch of a document with every letter of the names blocked out, so that all offsets hold.

        Args:
            mentions: of the document, where the stretch is all of its text: start, end, entity.
        """
        pattern = self._pattern(document)
        blocked = pattern.sub(lambda m: BLOCK * len(m.group()), text) if pattern else text
        for m in mentions:
            if m["entity"] in self.entities and is_name(text[m["start"] : m["end"]]):
                blocked = blocked[: m["start"]] + BLOCK * (m["end"] - m["start"]) + blocked[m["end"] :]
        return blocked

    def claim(self, claim: Row) -> Row:
        """A claim with its names masked; the spans stay."""
        if self.shown:
            return claim
        own = claim["document"]
        roles = {role: [{**f, "name": self.words(own, f["name"])} for f in fillers] for role, fillers in claim["roles"].items()}  # fmt: skip
        said_by = [self._voicing(own, v) for v in claim["said_by"]]
        more: Row = {"title": self.words(own, claim["title"])} if "title" in claim else {}
        if "also" in claim:
            more["also"] = {role: [{**x, "name": self.anywhere(x["name"])} for x in also] for role, also in claim["also"].items()}  # fmt: skip
        return {**claim, "roles": roles, "said_by": said_by, **more}

    def _voicing(self, document: str, voicing: Row) -> Row:
        """A speaker's name masked, and theirs who speak with him."""
        masked = {**voicing, "name": self.words(document, voicing["name"])}
        others = [self._voicing(document, v) for v in voicing.get("jointly", ())]
        return {**masked, "jointly": others} if others else masked

    def anywhere(self, words: str) -> str:
        """Words of whichever of the documents."""
        for document in self._names:
            words = self.words(document, words)
        return words

    def entity(self, row: Mapping[str, Any]) -> str:
        """An entity's name."""
        return str(row["name"]) if self.shown or row["public"] else MASK

    def _pattern(self, document: str) -> re.Pattern[str] | None:
        if document not in self._patterns:
            names = sorted(self._names.get(document, ()), key=len, reverse=True)
            self._patterns[document] = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else None  # fmt: skip
        return self._patterns[document]


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with all that an export says of it, masked."""

    id: str
    listed: Row
    """How tables list it: begins, ends, place, lat, lon, level, origins, denials, grade and the rest."""
    claims: list[Row]
    """Its claims, the finding's own first, each with `quotation`: the words it stands on."""
    parts: list[Row]
    """Whom it names: role, entity, name, schema, public."""
    documents: dict[str, Row]
    """Of its claims, by id, without their text."""

    @property
    def first(self) -> Row:
        """The claim it is told by."""
        return self.claims[0]


class Outgoing:
    """A record as it leaves."""

    def __init__(self, record: Record, *, unmask: bool = False) -> None:
        """Made for one export."""
        self.record = record
        self.unmask = unmask

    def documents(self, *, text: bool = False) -> Iterator[Row]:
        """Documents by id; with their text, sentences, attributions and mentions where asked for, private letters blocked out."""
        for some in batches(stored.documents(self.record, text=text), TOGETHER):
            mask = Masks(self.record, [d["id"] for d in some], shown=self.unmask)
            full = texts(self.record, [d["id"] for d in some]) if text else {}
            for d in some:
                row = {**d, "title": mask.words(d["id"], d["title"]), "byline": mask.words(d["id"], d["byline"])}
                if text:
                    mentions = full[d["id"]]["mentions"]
                    row["mentions"] = [{**m, "name": mask.entity(m), "said": m["said"] if mask.shown or m["public"] else MASK} for m in mentions]  # fmt: skip
                    row["text"] = mask.blocked(d["id"], d["text"], mentions)
                    row["attributions"] = [{**a, "name": mask.words(d["id"], a["name"])} for a in d["attributions"]]
                yield row

    def entities(self) -> Iterator[Row]:
        """Entities by id; of private persons neither name nor aliases."""
        for row in stored.entities(self.record):
            yield row if self.unmask or row["public"] else {**row, "name": MASK, "aliases": []}

    def claims_by_finding(self) -> Iterator[tuple[str, list[Row]]]:
        """Findings by id with their claims, as the record keeps them."""
        for some in batches(stored.findings(self.record), TOGETHER):
            mask = Masks(self.record, {c["document"] for _, own in some for c in own}, shown=self.unmask)
            for finding, own in some:
                yield finding, [mask.claim(c) for c in own]

    def findings(self, *kinds: str) -> Iterator[Told]:
        """Findings by id with all that an export says of them.

        Args:
            kinds: only these.
        """
        yield from self._all_of(f for f in stored.findings(self.record) if not kinds or f[1][0]["kind"] in kinds)

    def told(self, ids: Iterable[str]) -> Iterator[Told]:
        """Some findings by id, in the order of their ids."""
        yield from self._all_of(stored.findings(self.record, ids))

    def _all_of(self, found: Iterable[tuple[str, list[Row]]]) -> Iterator[Told]:
        for some in batches(found, TOGETHER):
            ids = [finding for finding, _ in some]
            full = texts(self.record, {c["document"] for _, own in some for c in own})
            mask = Masks(self.record, full, shown=self.unmask)
            blocked = {i: mask.blocked(i, d["text"], d["mentions"]) for i, d in full.items()}
            listed, parts = support_of(self.record, ids), parts_named(self.record, ids)
            for finding, own in some:
                claims = [self._told(c, full[c["document"]], blocked[c["document"]], mask) for c in sorted(own, key=lambda c: (c["id"] != finding, c["id"]))]  # fmt: skip
                named = [{**p, "name": mask.entity(p)} for p in parts[finding]]
                documents = {c["document"]: self._about(full[c["document"]], mask) for c in own}
                if finding in listed:
                    yield Told(finding, dict(listed[finding]._mapping), claims, named, documents)

    def _told(self, claim: Row, document: Row, text: str, mask: Masks) -> Row:
        words = [_masked(text[s:e]) for s, e in claim["evidence"]]
        around = [(_masked(text[max(0, s - NEAR) : s]), _masked(text[e : e + NEAR])) for s, e in claim["evidence"]]
        shown = mask.claim({**claim, "title": document["title"]})
        quotation = " […] ".join(" ".join(w.split()) for w in words)
        return {**shown, "source": document["source"], "published": document["published"], "address": document["address"], "quotation": quotation, "shown": words, "around": around}  # fmt: skip

    def _about(self, document: Row, mask: Masks) -> Row:
        kept = ("id", "source", "published", "address", "language", "outlet", "sha256", "capture")
        return {k: document[k] for k in kept} | {"title": mask.words(document["id"], document["title"])}


def _masked(blocked: str) -> str:
    """Blocked-out names as one mask each."""
    return re.sub(f"{BLOCK}+", MASK, blocked)


NEAR = 32
"""Characters before and after a quotation by which it is found again."""


def batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Rows a few at a time."""
    rows = iter(rows)
    while some := list(islice(rows, size)):
        yield some
