"""What a dossier holds, whatever file it becomes: scope and method, summary, drawings, findings with numbered quotations, what is contested, what is open, and the sources."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from onrecord import drawing, views, wording
from onrecord.export import Masks, Outgoing
from onrecord.export.outgoing import Told
from onrecord.export.warc import record_id
from onrecord.record import Filters, Record, search
from onrecord.record import finding as claims_of
from onrecord.record.identities import on_lists
from onrecord.record.listing import Selection, listed
from onrecord.record.pages import claims_in, entity, latest_of, near, roles_of
from onrecord.report import phrases
from onrecord.weigh.grade import CREDIBILITY, RELIABILITY

Row = dict[str, Any]
KINDS = {"incident": "Incidents", "tie": "Ties: who heads, directs, belongs to what", "proceeding": "Proceedings", "measure": "Measures", "count": "Stated numbers"}  # fmt: skip
"""Kinds of finding in the order of their sections; statements are quoted where they tell of something."""
MOST = 300
"""Findings of a dossier."""
EACH = 60
"""Findings of each kind and role that are looked at for an entity."""
QUOTED = 8
"""Quotations of one finding; the others are only counted."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a dossier is about."""

    finding: str = ""
    entity: str = ""
    query: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words, who says them, and the number of their source."""

    words: str
    who: str
    note: int
    denies: bool
    reviewed: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding."""

    id: str
    title: str
    told: str
    facts: list[tuple[str, str]]
    grade: str
    why: list[str]
    quotations: list[Quotation]
    more: int
    """Quotations left out."""


@dataclass(frozen=True, slots=True)
class Note:
    """A source."""

    number: int
    publisher: str
    title: str
    published: str
    address: str
    document: str
    sha256: str
    archived: str
    """When a page was retrieved from the web, and its record in the archive that a bundle holds; empty for files."""


@dataclass(slots=True)
class Dossier:
    """All of it."""

    title: str
    scope: list[str]
    method: list[str]
    masked: str
    summary: list[tuple[str, str]]
    sections: list[tuple[str, list[Entry]]]
    contested: list[tuple[str, str, list[str]]]
    """(finding, title, what is denied or told differently)."""
    questions: list[tuple[str, str]]
    grades: list[str]
    notes: list[Note]
    timeline: drawing.Timeline | None = None
    map: Row | None = None
    chain: drawing.Layers | None = None
    chain_of: str = ""
    chain_title: str = ""
    lines: list[str] = field(default_factory=list)
    """The chain of command in words."""


def contents(record: Record, scope: Scope, *, unmask: str = "") -> Dossier:
    """Put a dossier together.

    Args:
        unmask: the reason why private persons are named; without one they are masked.

    Raises:
        UsageError: nothing of such an id in the record, or nothing to search for.
    """
    ids, sentence = _chosen(record, scope)
    leaving = Outgoing(record, unmask=bool(unmask))
    told = sorted(leaving.told(ids[:MOST]), key=_order)
    notes = _Notes()
    mask = Masks(record, {d for t in told for d in t.documents}, shown=bool(unmask))
    sections = [(title, [_entry(record, t, notes, mask) for t in told if t.first["kind"] == kind]) for kind, title in KINDS.items()]  # fmt: skip
    basis = _basis(told)
    left_out = [phrases.LEFT_OUT.format(n=len(ids) - MOST)] if len(ids) > MOST else []
    made = Dossier(
        title=scope.title or _title(record, scope, told, mask),
        scope=[mask.anywhere(sentence), *([basis] if basis else []), *left_out] if told else [phrases.NO_FINDINGS],
        method=list(phrases.METHOD),
        masked=phrases.UNMASKED.format(reason=unmask) if unmask else phrases.MASKED,
        summary=_summary(told),
        sections=[(title, own) for title, own in sections if own],
        contested=_contested(sections),
        questions=_questions(record, {t.id for t in told}, mask),
        grades=_grades(),
        notes=notes.every,
    )
    _draw(made, record, told, scope, mask)
    return made


def _chosen(record: Record, scope: Scope) -> tuple[list[str], str]:
    """(findings within a scope, best supported first; the scope in words)."""
    if scope.finding:
        own = claims_of(record, scope.finding)[0]["finding"]
        related, beside = near(record, own)
        return [own, *beside, *related], phrases.SCOPE["finding"]
    if scope.entity:
        who = entity(record, scope.entity)
        found = [f for kind, role, _ in roles_of(record, who["id"]) if kind in KINDS and role != "says" for f in latest_of(record, who["id"], kind, role, EACH)]  # fmt: skip
        return list(dict.fromkeys(found)), phrases.SCOPE["entity"].format(name=who["name"])
    if scope.query:
        hits = search(record, scope.query, Filters(), 200)
        found = [c["finding"] for h in hits for c in claims_in(record, h["document"]) if c["kind"] in KINDS]
        return list(dict.fromkeys(found)), phrases.SCOPE["query"].format(words=scope.query)
    every = [c["finding"] for kind in KINDS for c in _all(record, kind)]
    return every, phrases.SCOPE["all"]


def _all(record: Record, kind: str) -> Iterable[Row]:
    """Findings of a kind, best supported first, up to as many as a dossier holds, and one more."""
    return listed(record, Selection(kind, sort="support"), limit=MOST + 1, count=False).rows


def _order(told: Told) -> tuple[str, str]:
    return told.listed["begins"] or told.listed["first"] or "9999", told.id


class _Notes:
    """Sources numbered as they are first quoted."""

    def __init__(self) -> None:
        self.every: list[Note] = []
        self._number: dict[str, int] = {}

    def of(self, document: Row) -> int:
        identity = document["id"]
        if identity not in self._number:
            self._number[identity] = len(self.every) + 1
            self.every.append(
                Note(self._number[identity], document["source"] or "unnamed outlet", document["title"], document["published"] or "undated", document["address"], identity, document["sha256"], _archived(document))
            )  # fmt: skip
        return self._number[identity]


def _archived(document: Row) -> str:
    capture = document["capture"]
    return phrases.ARCHIVED.format(when=capture["retrieved"], id=record_id(document["id"]).strip("<>")) if capture else ""  # fmt: skip


def _entry(record: Record, told: Told, notes: _Notes, mask: Masks) -> Entry:
    first = told.first
    shown = sorted(told.claims, key=lambda c: (c["polarity"] == "denied", c["published"] or "9999", c["id"]))
    kept = [c for c in shown if c["polarity"] != "denied"][:QUOTED] + [c for c in shown if c["polarity"] == "denied"][:QUOTED]  # fmt: skip
    how, who, stands = wording.stance(first), wording.speakers(first), wording.support(first)
    phrase = phrases.DENIED if first["polarity"] == "denied" else phrases.TOLD if how else phrases.TOLD_PLAINLY
    decided = {c["id"]: _reviewed(record, c["id"]) for c in kept}
    return Entry(
        told.id, wording.headline(first), phrase.format(how=how.capitalize(), who=who, support=stands), _facts(told) + _listed(record, told, mask), first["grade"] or "",
        [mask.anywhere(s) for s in views.why(record, told.id)],
        [Quotation(c["quotation"], wording.speakers(c), notes.of(told.documents[c["document"]]), c["polarity"] == "denied", decided[c["id"]]) for c in kept],
        len(told.claims) - len(kept),
    )  # fmt: skip


def _reviewed(record: Record, claim: str) -> str:
    standing = [d["action"] for d in record.decisions_on(claim) if not d["undone"] and d["action"] in phrases.REVIEWED]
    return phrases.REVIEWED[standing[-1]] if standing else ""


def _facts(told: Told) -> list[tuple[str, str]]:
    """Its fields, as pages put them."""
    claim = told.first
    facts = [(wording.ROLES.get(role, role.replace("_", " ")), wording.names(claim, role)) for role in claim["roles"] if role != "content"]  # fmt: skip
    if claim["time"]:
        facts.append(("when", wording.when(claim)))
    if claim["place"]:
        level = claim["place"]["level"]
        facts.append(("where", claim["place"]["name"] + (f" (somewhere in this {level})" if level in ("region", "country", "area", "continent", "district") else "")))  # fmt: skip
    facts += [(what, f"{'' if q['bound'] == 'exact' else q['bound'].replace('_', ' ') + ' '}{q['value']}") for what, q in claim["outcome"].items()]  # fmt: skip
    return facts + ([("number", wording.number(claim))] if claim["number"] else [])


def _listed(record: Record, told: Told, mask: Masks) -> list[tuple[str, str]]:
    """Whom of it a reviewer said to be on a reference list, and since when."""
    named = {p["entity"]: mask.entity(p) for p in told.parts if p["role"] != "says"}
    return [("on a list", f"{named[i]}: {entry['list']}{' since ' + entry['since'] if entry['since'] else ''}") for i, own in on_lists(record, named).items() for entry in own]  # fmt: skip


def _title(record: Record, scope: Scope, told: list[Told], mask: Masks) -> str:
    if scope.entity:
        return mask.entity(entity(record, scope.entity))
    if scope.finding:
        own = claims_of(record, scope.finding)[0]["finding"]
        return next((wording.headline(t.first) for t in told if t.id == own), "Dossier")
    return f"On record: {scope.query}" if scope.query else f"On record: {record.name.removesuffix('.record')}"


def _basis(told: list[Told]) -> str:
    documents = {d["id"]: d for t in told for d in t.documents.values()}
    days = sorted(d["published"] for d in documents.values() if d["published"])
    publishers = len({d["source"] for d in documents.values()})
    if not documents:
        return ""
    phrase = phrases.BASED_ON if days else phrases.UNDATED_BASIS
    return phrase.format(documents=len(documents), publishers=publishers, first=days[0] if days else "", last=days[-1] if days else "")  # fmt: skip


def _grades() -> list[str]:
    """What the grades mean, the sentence first."""
    letters = [phrases.RELIABILITY.format(letter=k, words=v) for k, v in RELIABILITY.items()]
    return [phrases.GRADES, *letters, *(phrases.CREDIBILITY.format(number=k, words=v) for k, v in CREDIBILITY.items())]


def _summary(told: list[Told]) -> list[tuple[str, str]]:
    """How many of what, and how they stand."""
    kinds = Counter(t.first["kind"] for t in told)
    rows = [(title.split(":")[0], str(kinds[kind])) for kind, title in KINDS.items() if kinds[kind]]
    rows.append(("Findings with two or more independent origins", str(sum(t.listed["origins"] > 1 for t in told))))
    rows.append(("Findings that somebody denies", str(sum(t.listed["denials"] > 0 for t in told))))
    rows.append(("Findings told differently by their sources", str(sum(t.listed["differing"] > 0 for t in told))))
    rows.append(("Findings with a claim that a person reviewed", str(sum(bool(t.listed["reviewed"]) for t in told))))
    return rows


def _contested(sections: list[tuple[str, list[Entry]]]) -> list[tuple[str, str, list[str]]]:
    found = []
    for _, own in sections:
        for entry in own:
            lines = [w for w in entry.why if w.startswith(("Denied by", "Told differently", "Taken back"))]
            if lines:
                found.append((entry.id, entry.title, lines))
    return found


def _questions(record: Record, ids: set[str], mask: Masks) -> list[tuple[str, str]]:
    """(what is asked, about what) of these findings."""
    rows = [q for q in views.questions(record, 2_000) if q["finding"] in ids]
    return [(q["ask"], mask.anywhere(q["about"])) for q in rows]


def _draw(made: Dossier, record: Record, told: list[Told], scope: Scope, mask: Masks) -> None:
    """Timeline, map and chain of command, where there is something to draw."""
    incidents = [t.listed for t in told if t.first["kind"] == "incident"]
    times = Counter((o["begins"], o["ends"]) for o in incidents)
    made.timeline = drawing.columns([(b, e, n) for (b, e), n in sorted(times.items())]) if incidents else None
    spots: dict[tuple[Any, ...], int] = Counter((o["place"], o["lat"], o["lon"], o["level"]) for o in incidents if o["lat"] is not None)  # fmt: skip
    made.map = drawing.world_map([{"place": p, "lat": lat, "lon": lon, "level": level, "count": n} for (p, lat, lon, level), n in spots.items()])  # fmt: skip
    made.chain_of = (scope.entity and entity(record, scope.entity)["id"]) or _middle(told)
    if made.chain_of:
        layers = drawing.chain_of(record, made.chain_of, "", lambda row: mask.entity(row))
        made.chain = layers if layers.lines else None
        at = {b.id: b.label for b in layers.boxes}
        made.chain_title = at.get(made.chain_of, "")
        made.lines = [f"{at[x.over]} – {x.how} – {at[x.under]} ({x.origins} {'origin' if x.origins == 1 else 'origins'}{', contested' if x.contested else ''})" for x in layers.lines]  # fmt: skip


def _middle(told: list[Told]) -> str:
    """The body that most ties of the dossier name."""
    named = Counter(p["entity"] for t in told if t.first["kind"] == "tie" for p in t.parts if p["role"] in ("subject", "object") and p["schema"] not in ("Person", "Address"))  # fmt: skip
    return min(named, key=lambda i: (-named[i], i)) if named else ""
