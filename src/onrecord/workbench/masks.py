"""Private persons under a mask until the reader of the page asks for their names."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from onrecord.export import MASK
from onrecord.record import Record, private_names

Row = dict[str, Any]


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
        names = sorted(self._names.get(document, ()), key=len, reverse=True)
        if not names:
            return words
        return re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", MASK, words)

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
