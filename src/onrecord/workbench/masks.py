"""Private persons under a mask until the reader of the page asks for their names."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from onrecord.export import MASK
from onrecord.record import Record, private_names

Row = dict[str, Any]
BLOCK = "\N{FULL BLOCK}"
"""What stands for one letter of a private person's name where offsets must hold."""


class Masks:
    """The private persons of some documents."""

    def __init__(self, record: Record, documents: Iterable[str], *, shown: bool) -> None:
        """Look them up.

        Args:
            documents: those the page shows words of.
            shown: whether the reader has asked for the names; then nothing is masked.
        """
        self.shown = shown
        self.entities: set[str] = set()
        self._names: dict[str, list[str]] = defaultdict(list)
        for document, entity, names in private_names(record, documents) if not shown else ():
            self.entities.add(entity)
            self._names[document] += names

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
            if m["entity"] in self.entities:
                blocked = blocked[: m["start"]] + BLOCK * (m["end"] - m["start"]) + blocked[m["end"] :]
        return blocked

    def _pattern(self, document: str) -> re.Pattern[str] | None:
        names = sorted(self._names.get(document, ()), key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else None

    def claim(self, claim: Row) -> Row:
        """A claim with its names masked."""
        if self.shown:
            return claim
        own = claim["document"]
        roles = {
            role: [{**f, "name": self.words(own, f["name"])} for f in fillers]
            for role, fillers in claim["roles"].items()
        }
        also = {
            role: [{**x, "name": self.anywhere(x["name"])} for x in own] for role, own in claim.get("also", {}).items()
        }
        said_by = [{**v, "name": self.words(own, v["name"])} for v in claim["said_by"]]
        return {**claim, "roles": roles, "also": also, "said_by": said_by, "title": self.words(own, claim["title"])}

    def anywhere(self, words: str) -> str:
        """Words of whichever of the documents."""
        for document in self._names:
            words = self.words(document, words)
        return words

    def entity(self, row: Row) -> str:
        """An entity's name."""
        return str(row["name"]) if self.shown or row["public"] else MASK
