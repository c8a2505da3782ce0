"""Synthetic reporting on a made-up world, with its ground truth: who is named where, what is told, who had it from whom.

Every document is a list of lines, every line a template with slots; rendering gives the text and, for each slot, its
span. A copy takes lines over and may cut, reorder the headline, or rewrite some; a reused quotation takes one line.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import lines as stock
from world import Body, Incident, Outlet, Person, World, spelled

Slot = Person | Body | str


@dataclass(frozen=True)
class Line:
    """A sentence before it is written out."""

    template: str
    slots: dict[str, Slot] = field(default_factory=dict)
    tells: Incident | None = None
    """The incident it tells of."""
    vague: bool = False
    """Whether it only points at it: "the Tarnow bombing"."""
    kind: str = ""
    """A tie, proceeding or measure it tells; empty for an incident or background."""
    speaker: Person | None = None
    """Who is quoted or paraphrased in it."""
    cited: Outlet | None = None
    """The outlet it is taken from, by its own words."""
    told_by: str = ""
    """Where that outlet had it from."""
    others: tuple[str, ...] = ()
    """Templates with the same slots that say the same."""


@dataclass(frozen=True)
class Written:
    """A line in its document."""

    line: Line
    start: int
    end: int
    spans: dict[str, tuple[int, int]]
    """Where each slot stands."""


@dataclass(frozen=True)
class Draft:
    """What somebody wrote, before it is carried by an outlet."""

    lines: tuple[Line, ...]
    outlet: Outlet
    origin: Outlet
    """Whose own reporting it is, where it quotes nobody."""
    day: date
    cluster: str
    """Shared by all documents that carry one text."""
    head: str
    credit: str = ""
    """The line that says where it was taken from."""


@dataclass(frozen=True)
class Report:
    """A document with what is true of it."""

    ref: str
    draft: Draft
    text: str
    written: tuple[Written, ...]
    mentions: tuple[tuple[int, int, str], ...]
    """(start, end, id of the person or body)."""
    posts: tuple[tuple[Person, tuple[int, int], tuple[int, int]], ...]
    """Somebody told with a post: (who, where, where the body is named)."""

    def origin(self, line: Line) -> str:
        """Where what a line tells entered the record."""
        return line.told_by or _origin(line, self.draft)


def _origin(line: Line, draft: Draft) -> str:
    return f"speaker {line.speaker.id}" if line.speaker else draft.origin.origin


def reports(world: World) -> list[Report]:
    """All documents of a world, in order of publication."""
    rng = world.rng
    drafts: list[Draft] = []
    for incident in world.incidents:
        own = list(_first_hand(incident, world, rng))
        drafts += own
        for draft in own:
            drafts += _carried(draft, world, rng)
        if rng.random() < 0.3:
            drafts.append(_cites(incident, rng.choice(own), world, rng))
        if incident.suspect and rng.random() < 0.6:
            drafts.append(_trial(incident, world, rng))
    for speaker in rng.sample(world.people, len(world.incidents) // 8):
        drafts.append(_round_up(speaker, rng.sample(world.incidents, 3), world, rng))
    drafts.sort(key=lambda d: (d.day, d.cluster, d.outlet.name))
    return [_render(f"r{i}", draft, rng) for i, draft in enumerate(drafts)]


def _first_hand(incident: Incident, world: World, rng: random.Random) -> Iterable[Draft]:
    """An agency's or outlet's own report, and what speakers said, each told by one to three outlets in their own words."""
    agencies = [o for o in world.outlets if o.agency]
    papers = [o for o in world.outlets if not o.agency]
    outlets = [rng.choice(agencies) if rng.random() < 0.7 else rng.choice(papers)]
    outlets += rng.sample(papers, rng.choice((0, 0, 1, 2)))
    for n, outlet in enumerate(dict.fromkeys(outlets)):
        told = _telling(incident, rng, incident.day + timedelta(1))
        body = (told, *_background(rng, 4), *_blame(incident, rng))
        yield _draft(body, outlet, incident.day + timedelta(1 + (n > 1)), f"{incident.id} own {n}", incident, rng)
    for n, speaker in enumerate(incident.speakers[: rng.choice((0, 1, 1, 2))]):
        for k, outlet in enumerate(rng.sample(papers, rng.choice((1, 2, 2, 3)))):
            yield _spoken(incident, speaker, outlet, f"{incident.id} said {n} {k}", rng)


def _spoken(incident: Incident, speaker: Person, outlet: Outlet, cluster: str, rng: random.Random) -> Draft:
    told = _telling(incident, rng, incident.day + timedelta(2))
    quoted = replace(
        told, template=rng.choice(stock.SAID).format(told=_lowered(told.template)), others=(), speaker=speaker,
        slots={**told.slots, "speaker": speaker},
    )  # fmt: skip
    post = Line(
        "{speaker} spoke to reporters.", {"speaker": speaker}, kind="tie", others=("Reporters heard {speaker}.",)
    )
    call = Line(rng.choice(stock.CALLS), {"speaker": speaker, "perp": incident.perpetrator}, kind="measure", speaker=speaker) if incident.perpetrator and rng.random() < 0.4 else None  # fmt: skip
    body = (*([post, quoted] if rng.random() < 0.5 else [quoted]), *_background(rng, 3), *([call] if call else []))
    return _draft(body, outlet, incident.day + timedelta(2), cluster, incident, rng)


def _lowered(template: str) -> str:
    return (
        template[:-1]
        if template.startswith("{") or template[:1] in "0123456789"
        else template[0].lower() + template[1:-1]
    )


def _blame(incident: Incident, rng: random.Random) -> tuple[Line, ...]:
    """A speaker's word on who did it, or the accused body's denial."""
    if incident.perpetrator is None or rng.random() < 0.4:
        return ()
    speaker = incident.speakers[2]
    slots: dict[str, Slot] = {"speaker": speaker, "perp": incident.perpetrator}
    return (Line(rng.choice(stock.BLAME), slots, tells=incident, vague=True, kind="blame", speaker=speaker),)


def _telling(incident: Incident, rng: random.Random, published: date) -> Line:
    shapes = stock.TELLINGS[incident.kind, incident.stage]
    fitting = [s for s in shapes if ("{perp}" in s) <= (incident.perpetrator is not None)]
    template = rng.choice(fitting)
    slots: dict[str, Slot] = {"town": incident.town.name, "day": _day(incident.day, published, rng)}
    if incident.target:
        slots["target"] = incident.target
        template = template.replace("{target}", rng.choice(stock.SITES).format(building=incident.target.building))
    if incident.victim:
        slots["victim"] = incident.victim
    if incident.killed:
        slots["killed"] = str(incident.killed if rng.random() < 0.85 else incident.killed + rng.choice((-1, 1, 2)))
    if incident.perpetrator:
        slots["perp"] = incident.perpetrator
    swaps = tuple(o for o in fitting if o != template and "{perp}" not in o) if not incident.target else ()
    return Line(template, slots, tells=incident, others=swaps)


def _day(day: date, published: date, rng: random.Random) -> str:
    if 0 < (published - day).days < 6 and rng.random() < 0.5:
        return f"on {day:%A}"
    return rng.choice((f"on {day.day} {day:%B} {day.year}", f"on {day:%B} {day.day}, {day.year}"))


def _background(rng: random.Random, most: int) -> tuple[Line, ...]:
    """Sentences that tell nothing the record keeps."""
    return tuple(_filling(rng) for _ in range(rng.randrange(2, most + 1)))


def _filling(rng: random.Random) -> Line:
    who, did, then = (rng.choice(part) for part in stock.BACKGROUND)
    return Line(f"{who} {did} {then}.")


def _draft(lines: tuple[Line, ...], outlet: Outlet, day: date, cluster: str, incident: Incident, rng: random.Random) -> Draft:  # fmt: skip
    head = rng.choice(stock.HEADS).format(kind=incident.kind.replace("_", " "), town=incident.town.name)
    return Draft(lines, outlet, outlet, day, cluster, head)


def _carried(draft: Draft, world: World, rng: random.Random) -> Iterable[Draft]:
    """Copies of a text by other outlets: exact, trimmed, re-headlined, a third rewritten; some say whence."""
    if rng.random() < (0.4 if draft.outlet.agency else 0.8):
        return
    for outlet in rng.sample([o for o in world.outlets if not o.agency and o != draft.outlet], rng.choice((1, 2, 3))):
        body = list(draft.lines)
        way = rng.choice(("exact", "trimmed", "headline", "rewritten", "rewritten"))
        if way == "trimmed" and len(body) > 3:
            body = body[: max(3, len(body) - rng.choice((1, 2)))]
        if way == "rewritten":
            for i in rng.sample(range(len(body)), max(1, round(0.3 * len(body)))):
                body[i] = _rewritten(body[i], rng)
        credit = rng.choice(stock.CREDITS).format(outlet=draft.outlet.name) if rng.random() < 0.5 else ""
        head = draft.head if way == "exact" else rng.choice(stock.OTHER_HEADS)
        yield replace(
            draft, lines=tuple(body), outlet=outlet, day=draft.day + timedelta(rng.choice((0, 1))), head=head, credit=credit,
        )  # fmt: skip


def _rewritten(line: Line, rng: random.Random) -> Line:
    if line.others:
        return replace(line, template=rng.choice(line.others))
    return _filling(rng) if not (line.tells or line.kind) else line


def _cites(incident: Incident, draft: Draft, world: World, rng: random.Random) -> Draft:
    """A report that says it has it from another outlet."""
    outlet = rng.choice([o for o in world.outlets if not o.agency and o != draft.outlet])
    told = _telling(incident, rng, draft.day + timedelta(2))
    cited = replace(told, template=rng.choice(stock.CITES).format(told=_lowered(told.template), outlet=draft.outlet.name), others=(), cited=draft.outlet)  # fmt: skip
    cited = replace(cited, told_by=_origin(next(x for x in draft.lines if x.tells), draft))
    return _draft((cited, *_background(rng, 3)), outlet, draft.day + timedelta(2), f"{incident.id} cites", incident, rng)  # fmt: skip


def _trial(incident: Incident, world: World, rng: random.Random) -> Draft:
    """What became of the suspect, long after, with the incident only pointed at."""
    assert incident.suspect
    noun = stock.NOUNS[incident.kind, incident.stage]
    like = [i for i in world.incidents if i.town == incident.town and stock.NOUNS[i.kind, i.stage] == noun]
    outlet = rng.choice([o for o in world.outlets if not o.agency])
    slots: dict[str, Slot] = {"person": incident.suspect, "town": incident.town.name}
    template = rng.choice(stock.TRIALS).format(kind=noun)
    if len(like) > 1:  # a reporter says which, where readers could not know
        template = template[:-1] + " {day}."
        slots["day"] = f"of {incident.day:%B} {incident.day.year}"
    told = Line(template, slots, tells=incident, vague=True, kind="proceeding")
    day = incident.day + timedelta(rng.randrange(60, 200))
    if sum((i.day.year, i.day.month) == (incident.day.year, incident.day.month) for i in like) > 1:
        told = replace(told, tells=None)  # two of that month in that town: nobody could tell which is meant
    return _draft((told, *_background(rng, 3)), outlet, day, f"{incident.id} trial", incident, rng)


def _round_up(speaker: Person, incidents: list[Incident], world: World, rng: random.Random) -> Draft:
    """A press conference: one speaker, several incidents, told one after the other."""
    day = max(i.day for i in incidents) + timedelta(20)
    opening = Line("{speaker} spoke to reporters.", {"speaker": speaker}, kind="tie")
    body = [opening]
    for incident in incidents:
        told = _telling(incident, rng, day)
        body.append(
            replace(told, template=rng.choice(stock.SAID_ON).format(told=_lowered(told.template)), others=(), speaker=speaker, slots={**told.slots, "speaker": speaker})
        )  # fmt: skip
    outlet = rng.choice([o for o in world.outlets if not o.agency])
    return _draft((*body, *_background(rng, 3)), outlet, day, f"round-up {speaker.id}", incidents[0], rng)


class _Page:
    """A document while it is written: names are full at first, then short; each outlet has its spellings."""

    def __init__(self, draft: Draft, rng: random.Random) -> None:
        self.text = draft.head + "\n\n"
        self.mentions: list[tuple[int, int, str]] = []
        self.posts: list[tuple[Person, tuple[int, int], tuple[int, int]]] = []
        self.named: set[str] = set()
        self.outlet = draft.outlet.name
        self.rng = rng

    def write(self, line: Line) -> Written:
        start, spans = len(self.text), {}
        rest = line.template
        while "{" in rest:
            before, rest = rest.split("{", 1)
            before = before.removeprefix(",") if self.text.endswith(",") else before
            slot, rest = rest.split("}", 1)
            self.text += before
            begun = len(self.text)
            value = line.slots[slot]
            if isinstance(value, str):
                self.text += value
                spans[slot] = (begun, len(self.text))
            else:
                spans[slot] = self._name(value, apposed=slot in ("speaker", "victim", "person"))
        self.text += rest.removeprefix(",") if self.text.endswith(",") else rest
        written = Written(line, start, len(self.text), spans)
        if line.template.endswith("."):
            self.text += " "
        return written

    def _name(self, who: Person | Body, *, apposed: bool) -> tuple[int, int]:
        if isinstance(who, Body):
            return self._body(who)
        shown = self._shown(who)
        begun = len(self.text)
        if who.id in self.named:
            self.text += shown.split()[-1]
        else:
            self.text += shown
        span = (begun, len(self.text))
        self.mentions.append((*span, who.id))
        if who.id not in self.named and apposed:
            self.named.add(who.id)
            self.text += f", {who.post} of the "
            self.posts.append((who, span, self._body(who.body)))
            self.text += ","
        self.named.add(who.id)
        return span

    def _shown(self, who: Person) -> str:
        """A person's name as this outlet spells it."""
        own = random.Random(f"{self.outlet} {who.id}")
        return f"{who.given} {spelled(who.surname, own)}" if own.random() < 0.15 else who.name

    def _body(self, body: Body) -> tuple[int, int]:
        begun = len(self.text)
        if body.id in self.named:
            self.text += body.acronym
        else:
            self.named.add(body.id)
            self.text += body.name
        span = (begun, len(self.text))
        self.mentions.append((*span, body.id))
        if span[1] - begun == len(body.name) and self.rng.random() < 0.5:
            self.text += " ("
            at = len(self.text)
            self.text += body.acronym
            self.mentions.append((at, len(self.text), body.id))
            self.text += ")"
        return span


def _render(ref: str, draft: Draft, rng: random.Random) -> Report:
    page = _Page(draft, rng)
    written = tuple(page.write(line) for line in draft.lines)
    text = page.text.rstrip()
    if draft.credit:
        text += f"\n\n{draft.credit}"
    return Report(ref, draft, text, written, tuple(page.mentions), tuple(page.posts))
