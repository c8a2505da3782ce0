"""The corpora as windows of word pieces with what the heads should say of them."""

import json
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from onrecord.read.caseless import restore_case
from onrecord.read.noun_words import BODY_NOUNS, ORGANISATION_HEADS
from onrecord.read.pieces import WINDOW, Pieces, cut
from reader.network import ROLES, TYPES, WIDTH


@dataclass(slots=True)
class Bag:
    """All places of one string that fills a role: at least one of them should be found."""

    role: int
    entity: int
    places: list[tuple[int, int]]
    """Piece ranges, both ends included."""
    incidents: set[int] = field(default_factory=set)
    types: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Window:
    """A stretch of a document for one step."""

    pieces: Pieces
    low: int
    high: int
    fold: int = 0
    """The part of its corpus its document is in: by whom it is taught."""
    bags: list[Bag] = field(default_factory=list)
    attributions: list[tuple[tuple[int, int], np.ndarray]] = field(default_factory=list)
    """(cue's pieces, end excluded; tag of every piece for that cue)."""


def rows(path: Path) -> list[dict]:
    """The documents of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def held_out(all_rows: list[dict], share: int = 10) -> tuple[list[dict], list[dict]]:
    """(training rows, the slice of train that thresholds are chosen on): every tenth document."""
    return [r for i, r in enumerate(all_rows) if i % share], all_rows[::share]


FOLDS = 4
"""Parts of the training documents. Each teacher leaves one out, and the reader learns of that part from that teacher alone:
what a teacher has learned by heart teaches nothing but the corpus again, its slips included."""


def folded(corpus: list[dict], without: int | None) -> list[tuple[int, dict]]:
    """(fold, row) of every training row, those of one fold left out if wanted."""
    return [(i % FOLDS, row) for i, row in enumerate(corpus) if i % FOLDS != without]


def piece_range(pieces: Pieces, start: int, end: int) -> tuple[int, int] | None:
    """The pieces [i, j] that characters [start, end) touch; None where there are none."""
    i = int(np.searchsorted(pieces.ends, start, side="right"))
    j = int(np.searchsorted(pieces.starts, end, side="left")) - 1
    return (i, j) if i <= j else None


class Muc:
    """MUC-4: role fillers as bags of places, with the incidents they belong to."""

    def __init__(self, data: list[tuple[int, dict]]) -> None:
        self.documents = []
        for fold, row in data:
            cased = restore_case(row["text"])
            versions = [cut(row["text"], caseless=True), cut(cased, caseless=False)]
            self.documents.append((fold, versions, self._bags(row, versions[0])))

    def _bags(self, row: dict, pieces: Pieces) -> list[Bag]:
        bags: dict[tuple[int, str], Bag] = {}
        entity = 0
        for number, template in enumerate(row["templates"]):
            types = {TYPES.index(t) for t in template["type"].split(" / ") if t in TYPES}
            for role, name in enumerate(ROLES):
                for mentions in template[name]:
                    entity += 1
                    known = [bags[role, m[0]].entity for m in mentions if (role, m[0]) in bags]
                    for words, offset in (m[:2] for m in mentions):
                        bag = bags.setdefault((role, words), Bag(role, known[0] if known else entity, []))
                        bag.incidents.add(number)
                        bag.types |= types
                        bag.places = bag.places or self._places(row["text"], pieces, words, offset)
        return [b for b in bags.values() if b.places]

    def _places(self, text: str, pieces: Pieces, words: str, offset: int) -> list[tuple[int, int]]:
        found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)] or [
            (offset, offset + len(words))
        ]
        ranges = [piece_range(pieces, *f) for f in found]
        return [r for r in ranges if r and r[1] - r[0] < WIDTH]

    def windows(self, rng: random.Random) -> list[Window]:
        """One pass: every document once, long ones in half-overlapping windows, in either case."""
        found = []
        for fold, versions, bags in self.documents:
            pieces = rng.choice(versions)
            low = 0
            while True:
                high = min(len(pieces), low + WINDOW)
                inside = []
                for bag in bags:
                    places = [(i - low, j - low) for i, j in bag.places if low <= i and j < high]
                    if places:
                        inside.append(Bag(bag.role, bag.entity, places, bag.incidents, bag.types))
                found.append(Window(pieces, low, high, fold, bags=inside))
                if high == len(pieces):
                    break
                low += WINDOW // 2
        return found


MUC_KIND = {
    "bombing": "bombing",
    "kidnapping": "kidnapping",
    "hijacking": "kidnapping",
    "arson": "arson",
    "robbery": "robbery",
}
"""Onrecord's subtypes as MUC's; other violence is "attack"."""
NO_VIOLENCE = frozenset(("surveillance", "espionage", "cyber_attack", "arms_smuggling"))


class Examples:
    """Our own examples (training/examples): parts in incidents in modern, cased news, and texts that tell none."""

    FILES = ("incidents", "reports", "news", "wire")

    def __init__(self, folder: Path) -> None:
        self.examples: list[tuple[str, list[str]]] = []
        for name in self.FILES:
            for block in (folder / f"{name}.txt").read_text(encoding="utf-8").split("\n==\n")[1:]:
                text, *lines = [line for line in block.splitlines() if line.strip()]
                self.examples.append((text, lines))

    def windows(self, rng: random.Random) -> list[Window]:
        """One pass: the examples in any order, one to four to a window, one in ten without capitals."""
        order = rng.sample(self.examples, len(self.examples))
        found = []
        while order:
            taken, order = order[: (k := rng.randint(1, 4))], order[k:]
            text = "\n\n".join(t for t, _ in taken)
            pieces = cut(text, caseless=rng.random() < 0.1)
            high = min(len(pieces), WINDOW)
            found.append(Window(pieces, 0, high, len(found) % FOLDS, bags=self._bags(text, taken, pieces, high)))
        return found

    def _bags(self, text: str, taken: list[tuple[str, list[str]]], pieces: Pieces, high: int) -> list[Bag]:
        bags: dict[tuple[int, str, int], Bag] = {}
        offset = number = entity = 0
        for part, (own, lines) in enumerate(taken):
            for line in lines:
                head, *roles = line.split(" | ")
                if not head.startswith("incident") or head.split()[1] in NO_VIOLENCE:
                    continue
                number += 1
                for role in roles:
                    name, _, words = role.partition(" ")
                    for filler in words.split(" + "):
                        index = role_index(name, filler)
                        if index is None:
                            continue
                        entity += 1
                        bag = bags.setdefault(
                            (index, filler, part), Bag(index, entity, self._places(own, offset, filler, pieces, high))
                        )
                        bag.incidents.add(number)
                        bag.types.add(TYPES.index(MUC_KIND.get(head.split()[1], "attack")))
            offset += len(own) + 2
        return [b for b in bags.values() if b.places]

    def _places(self, own: str, offset: int, words: str, pieces: Pieces, high: int) -> list[tuple[int, int]]:
        found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", own)]
        ranges = [piece_range(pieces, offset + s, offset + e) for s, e in found]
        return [r for r in ranges if r and r[1] < high and r[1] - r[0] < WIDTH]


def role_index(name: str, filler: str) -> int | None:
    """Which head a role of an example trains; bodies among the perpetrators have a head of their own."""
    if name == "perpetrators":
        last = filler.split()[-1].lower()
        return 1 if last in ORGANISATION_HEADS or last in BODY_NOUNS or last in BODIES else 0
    return {"targets": 2, "victims": 3, "weapons": 4}.get(name)


BODIES = frozenset(
    "brigade front dawn column command nuclei sword standard caliphate path light valley reds avengers harun guards league prophet plain movement unit gang cartel nine fifth".split()
)
"""Last words of the examples' invented bodies that the reader's tables do not hold."""


class Polnear:
    """PolNeAR: cues, and for each the tag of every piece."""

    def __init__(self, data: list[tuple[int, dict]]) -> None:
        self.documents = []
        for fold, row in data:
            versions = [cut(row["text"], caseless=False), cut(row["text"], caseless=True)]
            parts = [p for a in row["attributions"] if (p := self._parts(versions[0], a))]
            self.documents.append((fold, versions, parts))

    def _parts(self, pieces: Pieces, attribution: dict) -> dict | None:
        parts = {
            k: [r for s, e in attribution[k] if (r := piece_range(pieces, s, e))] for k in ("source", "cue", "content")
        }
        return parts if parts["cue"] else None

    def windows(self, rng: random.Random) -> list[Window]:
        """One pass: every document cut from a random place on, one time in five without its capitals."""
        found = []
        for fold, versions, attributions in self.documents:
            pieces = versions[rng.random() < 0.2]
            found += [self._window(pieces, attributions, fold, low, high) for low, high in cut_anywhere(pieces, rng)]
        return found

    def _window(self, pieces: Pieces, attributions: list[dict], fold: int, low: int, high: int) -> Window:
        window = Window(pieces, low, high, fold)
        for parts in attributions:
            cue = (parts["cue"][0][0], parts["cue"][-1][1] + 1)
            if not (low <= cue[0] and cue[1] <= high):
                continue
            tags = np.zeros(high - low, dtype=np.int8)
            for begin, part in ((3, "content"), (1, "source")):
                for i, j in parts[part]:
                    i, j = max(i, low), min(j, high - 1)
                    if i <= j:
                        tags[i - low : j - low + 1] = begin + 1
                        tags[i - low] = begin
            window.attributions.append(((cue[0] - low, cue[1] - low), tags))
        return window


class Texts:
    """Texts of other corpora, without what those say of them: only teachers do."""

    def __init__(self, data: list[dict]) -> None:
        self.documents = [
            (n % FOLDS, [cut(row["text"], caseless=caseless) for caseless in (False, True)])
            for n, row in enumerate(data)
        ]

    def windows(self, rng: random.Random) -> list[Window]:
        """One pass: every text cut from a random place on, one time in five without its capitals."""
        found = []
        for fold, versions in self.documents:
            pieces = versions[rng.random() < 0.2]
            found += [Window(pieces, low, high, fold) for low, high in cut_anywhere(pieces, rng)]
        return found


def cut_anywhere(pieces: Pieces, rng: random.Random) -> list[tuple[int, int]]:
    """Ranges of at most WINDOW pieces that cover a text, the first ending anywhere."""
    shift = rng.randrange(WINDOW // 2) if len(pieces) > WINDOW else 0
    bounds = [0, *range(WINDOW - shift, len(pieces), WINDOW), len(pieces)]
    return [(low, high) for low, high in zip(bounds, bounds[1:], strict=False) if high > low]
