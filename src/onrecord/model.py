"""The types every room shares: nothing else defines a Document, a Claim, a Finding.

Offsets are Unicode code points into `Document.text`, half-open: `text[start:end]` are the words.
Dates are ISO 8601 days; a stretch of time is half-open, from the first day to the day after the last.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

MentionType = Literal["person", "organisation", "place", "facility", "event", "weapon", "post", "time", "quantity"]
Stance = Literal["asserts", "denies", "doubts", "asks_for", "announces", "confirms"]
Voice = Literal["direct", "indirect", "carried_on", "shown"]
Kind = Literal["incident", "tie", "proceeding", "measure", "count", "statement"]
Stage = Literal["threatened", "planned", "foiled", "attempted", "carried_out"]
PLOTS = frozenset[str](["threatened", "planned", "foiled", "attempted"])
"""Stages of what did not come to pass."""
Status = Literal["called_for", "proposed", "adopted", "rejected", "lifted"]
Polarity = Literal["affirmed", "denied"]
Certainty = Literal["stated", "probable", "possible"]
Mode = Literal["actual", "planned", "called_for", "conditional"]
Bound = Literal["exact", "at_least", "about", "at_most"]
Action = Literal[
    "accept", "reject", "correct", "add", "merge", "split", "note", "undo", "unmask", "identify", "distinguish"
]
Level = Literal["city", "district", "region", "country", "area", "continent", "unknown"]
LEVELS: tuple[Level, ...] = ("city", "district", "region", "country", "area", "continent", "unknown")
"""How large a place is, the smallest first; an area is a sea, or land that is no state or part of one: the Black Sea, Donbas, West Africa."""
WIDE: tuple[Level, ...] = ("country", "area", "continent")
"""Levels of places too large to say where something was."""


class Span(NamedTuple):
    """A stretch of a document's text."""

    start: int
    """First character, counted from 0."""
    end: int
    """One past the last character."""


LANGUAGE = "en"
"""What the reader understands."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text as retrieved: the bytes' fingerprint, the text extracted, and what its format tells."""

    id: str
    """First 16 hex digits of the SHA-256 of the retrieved bytes (of a JSONL or CSV line: the line)."""
    sha256: str
    """SHA-256 of the retrieved bytes, in hex."""
    text: str
    """The text all offsets point into; never changed after reading."""
    address: str
    """Where it came from, as the user gave it: a path, a web address, a path with a line number."""
    ref: str = ""
    """The caller's own name for it: a JSONL line's `id`."""
    title: str = ""
    """Headline or document title, where the format has one."""
    byline: str = ""
    """Author line, where the format has one."""
    source: str = ""
    """Who published it; empty when unknown."""
    published: str | None = None
    """Day of publication as an ISO date; None when unknown, never today."""
    language: str = "en"
    """ISO 639-1 code of the text's language."""
    media_type: str = "text/plain"
    """Media type of the bytes."""
    notes: tuple[str, ...] = ()
    """What a reader of the record should know: parts left out, an encoding guessed."""

    @property
    def is_read(self) -> bool:
        """Whether the reader understands this language; other documents are kept and searchable."""
        return self.language == LANGUAGE


_BEFORE_NOUN = frozenset(
    ["det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "case", "npadvmod"]
)


@dataclass(slots=True, eq=False)
class Token:
    """One word with its place in the sentence's dependency tree (ClearNLP labels, as spaCy's English)."""

    i: int
    """Position in the reading's list of tokens."""
    start: int
    """First character in the document."""
    end: int
    """One past the last character."""
    text: str
    """The word as written."""
    lemma: str
    """Base form, lower case."""
    pos: str
    """Universal part of speech."""
    tag: str
    """Penn Treebank tag."""
    dep: str
    """Relation to the head; "item" where an item of a list hangs on the sentence that brings it."""
    sentence: int
    """Index of its sentence."""
    entity: str = ""
    """Label of the name it is part of, OntoNotes' scheme; empty outside names."""
    entity_start: bool = False
    """Whether it begins that name."""
    head: "Token" = field(init=False, repr=False)
    """The word it depends on; itself for a root."""
    children: list["Token"] = field(init=False, repr=False, default_factory=list)
    """The words that depend on it, left to right."""
    left: int = 0
    """Index of the leftmost token of its subtree."""
    right: int = 0
    """Index of the rightmost token of its subtree."""

    def child(self, *deps: str) -> "Token | None":
        """Its first dependent with one of these relations."""
        return next((c for c in self.children if c.dep in deps), None)

    @property
    def first(self) -> "Token":
        """The leftmost word of its base noun phrase: determiners, names and adjectives before it."""
        before = [c for c in self.children if c.i < self.i and c.dep in _BEFORE_NOUN]
        edges = [c.first if c.dep in ("poss", "compound", "nmod") else c for c in before]
        hyphened = [g for c in before if any(h.text == "-" for h in c.children) for g in c.children if g.i < c.i]
        return min((self, *edges, *hyphened), key=lambda t: t.i)  # hyphened: "home-made"

    def ancestors(self) -> Iterator["Token"]:
        """Its head, its head's head, up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def item(self) -> int:
        """The item of a list that it stands in, by the index of the item's head; -1 outside lists: "he listed three cases: the murder of X; the abduction of Y; and a plot"."""
        return next((t.i for t in (self, *self.ancestors()) if t.dep == "item"), -1)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, headline, dateline or bullet."""

    start: int
    """First character."""
    end: int
    """One past the last character."""
    first: int
    """Index of its first token."""
    last: int
    """One past the index of its last token."""
    paragraph: int
    """Which paragraph it stands in, counted from 0."""

    @property
    def span(self) -> Span:
        """Its place in the text."""
        return Span(self.start, self.end)


@dataclass(slots=True)
class Mention:
    """Words that name or refer to somebody or something."""

    start: int
    """First character."""
    end: int
    """One past the last character."""
    type: MentionType
    """What is named."""
    name: str
    """The fullest form the document gives of it."""
    head: int
    """Index of its head token."""
    chain: int = -1
    """Mentions of one thing in this document share this number; -1 before coreference."""
    named: bool = True
    """A proper name, as against "the diplomat" or "she"."""
    form: str = ""
    """The name that is meant, where the words are only part of one: "Lena Moss" of "Lena Orvath, née Moss"."""

    @property
    def span(self) -> Span:
        """Its place in the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Time:
    """An expression of time and the stretch of days it means."""

    start: int
    """First character."""
    end: int
    """One past the last character."""
    begins: str | None
    """First day, ISO; None where it can't be known (JSON: `from`)."""
    ends: str | None
    """Day after the last, ISO; None where it can't be known (JSON: `to`)."""
    edtf: str | None = None
    """The same in EDTF (ISO 8601-2), with the precision the words give."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place name put on the map; a country or region is an area, its point only a label."""

    start: int
    """First character."""
    end: int
    """One past the last character."""
    name: str
    """The gazetteer's name, or the words where it has none."""
    lat: float | None = None
    """Latitude, WGS 84 degrees; None when not known."""
    lon: float | None = None
    """Longitude, WGS 84 degrees."""
    geonameid: int | None = None
    """GeoNames' number."""
    country: str | None = None
    """ISO 3166-1 alpha-2 code."""
    level: Level = "unknown"
    """How large it is."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: PolNeAR's three parts (Newell et al. 2018), with stance and voice."""

    source: tuple[Span, ...]
    """Who says it."""
    cue: tuple[Span, ...]
    """The words that attribute."""
    content: tuple[Span, ...]
    """What is said."""
    stance: Stance = "asserts"
    """How the source stands to the content."""
    voice: Voice = "indirect"
    """Quoted, reported, carried on from the sentence before, or only shown by a deed ("nominated X", "promoted the plan")."""
    name: str = ""
    """The source's fullest name in the document."""
    outer: int = -1
    """Index of the attribution this one stands in; -1 for none."""
    jointly: tuple["Voicing", ...] = ()
    """Those who say it together with the source: "X and Y said"."""

    @property
    def speaks(self) -> bool:
        """Whether the source says something, so that claims may rest on its word."""
        return self.voice != "shown"


@dataclass(frozen=True, slots=True)
class Deed:
    """Words that the trained reader takes for somebody's or something's part in an incident."""

    role: str
    """perpetrators, targets, victims or weapons."""
    type: str
    """A mention type, or empty."""
    spans: tuple[Span, ...]
    """The surest place first, then the others."""
    score: float
    """How sure the reader is, 0 to 1."""
    incident: int
    """Deeds of one incident share this number; -1 for one too unsure to stand alone."""
    kind: str
    """Subtype of that incident."""


@dataclass(frozen=True, slots=True)
class Filler:
    """Who or what fills a role of a claim."""

    name: str
    """The fullest form the document gives."""
    spans: tuple[Span, ...]
    """The words at this place first, then other mentions."""
    type: str = ""
    """A mention type, or empty."""
    public: bool = False
    """Holds a post or is a body; others are masked in exports."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the text bounds it."""

    value: float
    """The number."""
    bound: Bound = "exact"
    """How the words limit it."""


@dataclass(frozen=True, slots=True)
class Voicing:
    """One link of the chain of who says a claim."""

    name: str
    """The speaker's fullest name."""
    spans: tuple[Span, ...]
    """The words that name the speaker here."""
    stance: Stance = "asserts"
    """How the speaker stands to the claim."""
    jointly: tuple["Voicing", ...] = ()
    """Those who say it together with the speaker, each by name: "X and Y said"."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One typed proposition a document contains, with who says it and the words it stands on."""

    id: str
    """Hash of document, kind, type, evidence words and role names: same words, same id."""
    document: str
    """Id of the document."""
    kind: Kind
    """Which table of the design it belongs to."""
    type: str
    """Subtype, snake_case."""
    evidence: tuple[Span, ...]
    """The words it stands on; never empty."""
    roles: dict[str, tuple[Filler, ...]] = field(default_factory=dict)
    """Who and what, by role."""
    stage: Stage | None = None
    """How far an incident went."""
    status: Status | None = None
    """How far a measure went."""
    polarity: Polarity = "affirmed"
    """Denied by its speaker or not."""
    certainty: Certainty = "stated"
    """How sure its speaker is."""
    mode: Mode = "actual"
    """Real, or planned, called for, conditional."""
    time: Time | None = None
    """When it happened, not when it was said."""
    place: Place | None = None
    """Where."""
    number: Quantity | None = None
    """What a count counts."""
    outcome: dict[str, Quantity] = field(default_factory=dict)
    """killed, injured, arrested."""
    said_by: tuple[Voicing, ...] = ()
    """Outermost speaker first; empty means the outlet itself."""
    score: float = 0.5
    """The reader's own estimate that the claim is read right, 0 to 1."""
    incident: int | None = None
    """Incident claims of one document with one number are tellings of one incident; None where the reader cannot tell."""

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a claim without its words cannot exist")


@dataclass(slots=True)
class Reading:
    """A document as the reader sees it: everything `claim` needs, and nothing of how it was found."""

    document: Document
    """What was read."""
    tokens: list[Token] = field(default_factory=list)
    """Every word, in order."""
    sentences: list[Sentence] = field(default_factory=list)
    """Every sentence, in order."""
    mentions: list[Mention] = field(default_factory=list)
    """Sorted by start."""
    times: list[Time] = field(default_factory=list)
    """Sorted by start."""
    places: list[Place] = field(default_factory=list)
    """Sorted by start."""
    attributions: list[Attribution] = field(default_factory=list)
    """Sorted by where they begin."""
    claims: list[Claim] | None = None
    """Claims of a reader that makes them itself; None from those that leave it to the claim room."""
    dropped: int = 0
    """Claims such a reader made up: their words are not in the text."""
    caseless: bool = False
    """Written without capitals or in nothing else: the parser, which leans on them, is less sure."""
    deeds: list[Deed] | None = None
    """Parts in incidents, the surest first; None from a reader that does not look for them."""

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.document.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, body or place that mentions resolve to (FollowTheMoney's schema names)."""

    id: str
    """Hash of what defines it."""
    name: str
    """Its fullest name."""
    schema: str
    """Person, Organization, PublicBody, Address."""
    aliases: tuple[str, ...] = ()
    """Other forms of the name."""
    mentions: tuple[tuple[str, int, int], ...] = ()
    """(document id, start, end)."""
    public: bool = False
    """Holds a post or is a body; others are masked in exports."""

    @property
    def document(self) -> str:
        """That of its first mention: of a document's own entities, the document."""
        return self.mentions[0][0]


def local_id(document: str, schema: str, name: str) -> str:
    """Id of one entity of one document: a hash of the document, the schema and the name."""
    parts = (document, schema, " ".join(name.lower().split()))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Local:
    """One entity of one document, with what the document tells of it."""

    id: str
    document: str
    name: str
    """The fullest form there."""
    schema: str
    names: frozenset[str]
    """Every named form there, the fullest too."""
    posts: frozenset[str] = frozenset()
    """Posts the document gives it."""
    bodies: frozenset[str] = frozenset()
    """Of what bodies."""
    published: str = ""

    @property
    def order(self) -> tuple[str, str, str]:
        """Sort key: the earliest published first, undated ones last."""
        return self.published or "9999", self.document, self.id

    @property
    def said(self) -> str:
        """Its name, case and spaces apart: what makes company."""
        return " ".join(self.name.lower().split())


@dataclass(frozen=True, slots=True)
class Match:
    """Why two local entities are, or may be, one."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Resolution:
    """Which local entities are one."""

    entity_of: dict[str, str] = field(default_factory=dict)
    """Local id -> the id of its entity, which is the least of its locals' ids."""
    schema_of: dict[str, str] = field(default_factory=dict)
    """Entity -> what it is taken for."""
    merged: list[Match] = field(default_factory=list)
    proposed: list[Match] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Decided:
    """What reviewers decided of pairs: it wins over anything resolving finds."""

    joined: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()

    def others(self) -> dict[str, frozenset[str]]:
        """Id -> the ids it is kept apart from."""
        found: dict[str, set[str]] = {}
        for left, right in self.apart:
            found.setdefault(left, set()).add(right)
            found.setdefault(right, set()).add(left)
        return {one: frozenset(own) for one, own in found.items()}


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as resolving and weighing see it: its names resolved, its words only compared."""

    id: str
    document: str
    kind: Kind
    type: str
    words: str
    """Key of what it says and the words it stands on, whatever the document."""
    stage: Stage | None = None
    status: Status | None = None
    denied: bool = False
    """Whether its speaker denies it."""
    published: str = ""
    source: str = ""
    """Who published the document."""
    speaker: str = ""
    """Entity of the innermost speaker, or the speaker's words; empty where the outlet says it itself."""
    named: dict[str, frozenset[str]] = field(default_factory=dict)
    """Entities by role."""
    said: dict[str, frozenset[str]] = field(default_factory=dict)
    """Last words of what fills a role without a name, by role: "embassy"."""
    begins: str | None = None
    ends: str | None = None
    place: str = ""
    country: str = ""
    level: Level = "unknown"
    """How large the place is."""
    lat: float | None = None
    lon: float | None = None
    incident: int | None = None
    """The document's own number for the incident."""
    mode: Mode = "actual"
    figures: dict[str, tuple[float, str]] = field(default_factory=dict)
    """What is counted (killed, injured, arrested; a count's own number as "number") -> value and bound."""
    text: str = ""
    """The first document that carries its document's text; the document itself where that is its own."""
    outlet: str = ""
    """Whose text that is: the agency or outlet that had it first, or that the copies credit."""
    speaker_name: str = ""
    jointly: tuple[str, ...] = ()
    """Entities of those who say it together with the speaker."""
    certainty: str = "stated"
    mends: str = ""
    """Whether its document "corrects" or "withdraws" an earlier one."""
    at: int = 0
    """Where its words begin in its document."""
    headline: bool = False
    """Whether they are its headline."""
    rejected: bool = False
    """Whether a reviewer found it misread."""

    @property
    def wide(self) -> bool:
        """Whether the place is a country or larger."""
        return self.level in WIDE

    @property
    def day(self) -> str:
        """The day it tells; empty where it tells none, or a longer time."""
        if not (self.begins and self.ends):
            return ""
        return self.begins if self.days == 1 else ""

    @property
    def days(self) -> int:
        """How many days the time it tells lasts; 0 where it does not tell both ends."""
        if not (self.begins and self.ends):
            return 0
        return (dt.date.fromisoformat(self.ends) - dt.date.fromisoformat(self.begins)).days

    @property
    def who(self) -> str:
        """Who says it, in words: the speaker, else whose text it is."""
        return self.speaker_name or self.outlet or self.source or "an unnamed outlet"

    @property
    def order(self) -> tuple[str, str, int, str]:
        """Sort key: the earliest published first, undated ones last; within a document in the order of its words."""
        return self.published or "9999", self.document, self.at, self.id


@dataclass(frozen=True, slots=True)
class Support:
    """How much stands behind a finding."""

    origins: int
    """Independent places where the information enters the public record."""
    documents: int
    """Documents that tell it."""
    sources: int
    """Publishers of those documents."""
    denials: int
    """Claims that deny it."""
    circular: bool = False
    """Whether its sources only cite each other."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a person says of a publisher, agency or speaker (`sources.toml`)."""

    name: str
    kind: str = ""
    """outlet, agency, court, ministry, party, NGO: a word of the person's own."""
    country: str = ""
    affiliation: str = ""
    """Whose side it is on; sources of one affiliation are not independent of each other."""
    group: str = ""
    """Who owns it; neither are those of one group."""
    reliability: str = "F"
    """Admiralty code, A to F; F: cannot be judged."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something the record leaves open."""

    about: str
    """Id of the entity it is about; empty where it is about the finding itself."""
    ask: str
    """What to look for."""
    finding: str
    """Id of the finding it comes from."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post somebody holds or held, from all that tell it."""

    person: str
    """Id of the entity."""
    post: str
    body: str
    """Id of the entity, or its words; empty where nobody says."""
    begins: str | None
    """The latest first day anybody gives."""
    ends: str | None
    """The earliest day by which it was over."""
    told: tuple[str, str]
    """First and last day on which somebody tells of it as held; empty where undated."""
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step in somebody's legal history, or in the course of a measure."""

    about: str
    """Id of the person, or of whom the measure is against; or words."""
    step: str
    begins: str | None
    """When, as its claims tell; None where none does."""
    known: str
    """When it was first published."""
    finding: str
    incidents: tuple[str, ...] = ()
    """Findings of the incidents it is told beside: a plot and the trial that follows it."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What sources tell differently, side by side; which is right is not said."""

    about: str
    """killed, day, place, perpetrators, stage, post, verdict, report."""
    how: Literal["differs", "corrected", "withdrawn", "cannot_both_be"]
    values: tuple[tuple[str, tuple[str, ...]], ...]
    """(what is told, who tells it), lowest or earliest first."""
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """A stated number beside what the record holds."""

    finding: str
    """Of the count."""
    stated: tuple[float, str]
    """Value and bound."""
    held: tuple[str, ...]
    """Findings that the record holds of what is counted."""
    verdict: Literal["fewer", "consistent", "more"]
    """What the record holds: fewer than stated, as many, or more."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A finding in one line: what tables list, sort and filter by."""

    stage: Stage | None
    status: Status | None
    mode: Mode
    begins: str | None
    """When it happened, as the first claim that tells a time has it."""
    ends: str | None
    place: str
    """The narrowest that any claim gives."""
    country: str
    lat: float | None
    lon: float | None
    level: Level
    """How large the place is."""
    first: str | None
    """First day of publication; None where all are undated."""
    last: str | None
    claims: int
    differing: int
    """How many things its sources tell differently."""
    outcome: bool
    """Whether anybody tells what came of it."""
    parts: tuple[tuple[str, str], ...]
    """(role, entity) of all it names; role "says" for who speaks."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the record holds: an incident, tie, proceeding, measure, count or statement."""

    id: str
    """That of its first claim, by day of publication."""
    kind: Kind
    """As its claims'."""
    type: str
    """As its claims'."""
    claims: tuple[str, ...]
    """Ids of the claims it is built from."""
    support: Support
    """Origins, documents, sources, denials."""
    outline: Outline
    """How it is listed."""
    grade: str | None = None
    """Admiralty code, "B2": the best of its sources' reliability, and the credibility; None until it is weighed."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer did; never changed, never deleted."""

    id: str
    """Hash of its parts."""
    target: str
    """Id of the claim or entity decided on."""
    action: Action
    """What was decided."""
    reviewer: str
    """Who decided."""
    made: dt.datetime
    """When, UTC."""
    body: str = ""
    """The correction, addition or note, JSON."""
