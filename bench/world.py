"""A made-up world for synthetic reporting: countries, bodies, people, outlets and what happened, all drawn from one seed.

It is built to be hard. People share surnames, some share their whole name and not their post; bodies share acronyms;
many incidents have a twin in the same town within a week, on the same day in another town, or against the same target.
Town names are real (the reader must find them on the map), everything else is invented.
"""

import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.resources import files

BEGINS, ENDS = date(2020, 1, 1), date(2021, 12, 31)
ONSETS = "b d f g h k l m n p r s t v z br dr gr kr tr st sk sl vl".split()
VOWELS = "a e i o u".split()
CODAS = ["", "", "", "n", "r", "l", "s", "m"]
SURNAME_ENDS = "ov eva ani escu berg strand ko adze ik ic ström oglu ez andi ura inen wicz ard enko ulis".split()
GIVEN_ENDS = "a o an en is ko el ina mir ela us ard ik".split()
BODIES = (
    ("{} Security Directorate", "directorate"), ("{} Interior Ministry", "ministry"), ("{} Border Guard", "guard"), ("{} National Police", "police"),
    ("Free {} Council", "council"), ("{} Liberation Front", "front"), ("{} People's Movement", "movement"), ("{} Red Banner Brigade", "brigade"),
    ("{} Trade Federation", "federation"), ("{} Student Union", "union"), ("{} State Security Department", "department"), ("{} Party of Labour", "party"),
)  # fmt: skip
POSTS = {
    "directorate": ("director", "deputy director"), "ministry": ("minister", "spokesman"), "guard": ("commander", "spokeswoman"), "police": ("chief", "spokesman"),
    "council": ("chairman", "deputy head"), "front": ("leader", "spokesman"), "movement": ("president", "spokeswoman"), "brigade": ("commander", "leader"),
    "federation": ("chairman", "secretary"), "union": ("president", "secretary"), "department": ("director", "spokesman"), "party": ("leader", "deputy leader"),
}  # fmt: skip
VIOLENT = ("front", "brigade", "directorate", "department")
SPEAKING = ("ministry", "police", "council", "guard", "movement", "party")
KINDS = ("bombing", "arson", "kidnapping", "assassination", "armed_attack")
BUILDINGS = ("embassy", "consulate", "courthouse", "headquarters", "office")
VARIANTS = (("kh", "h"), ("k", "q"), ("ov", "off"), ("u", "ou"), ("i", "y"), ("ik", "ick"), ("sh", "sch"), ("v", "w"), ("z", "s"), ("ström", "strom"), ("ks", "x"), ("lic", "lich"), ("ric", "rich"), ("wicz", "vich"))  # fmt: skip
"""Spellings that transliterations and telexes exchange; not all of them are in the resolver's own table."""


@dataclass(frozen=True)
class Town:
    """A real town."""

    name: str
    country: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Body:
    """An organisation; its building stands for it as a target."""

    id: str
    name: str
    acronym: str
    kind: str
    country: str

    @property
    def building(self) -> str:
        """What of it is attacked."""
        return BUILDINGS[int(self.id[1:]) % len(BUILDINGS)]


@dataclass(frozen=True)
class Person:
    """Somebody, with the post that tells two of one name apart."""

    id: str
    given: str
    surname: str
    post: str
    body: Body
    female: bool

    @property
    def name(self) -> str:
        """Given name and surname."""
        return f"{self.given} {self.surname}"


@dataclass(frozen=True)
class Outlet:
    """A publisher; those of one group, and an agency's, are not independent of each other."""

    name: str
    group: str
    agency: bool = False

    @property
    def origin(self) -> str:
        """What its own reporting counts as."""
        return f"outlet {self.group or self.name}"


@dataclass
class Incident:
    """Something that happened once."""

    id: str
    kind: str
    town: Town
    day: date
    stage: str
    perpetrator: Body | None
    target: Body | None
    victim: Person | None
    killed: int
    suspect: Person | None
    speakers: list[Person] = field(default_factory=list)


class World:
    """Everything there is to report."""

    def __init__(self, seed: int, incidents: int, outlets: int = 24) -> None:
        self.rng = random.Random(seed)
        self.towns = _towns(self.rng, max(30, incidents // 3))
        self.countries = _unlike(lambda: self._stem().title() + self.rng.choice(("land", "ia", "stan", "mark")), 6 + incidents // 100)  # fmt: skip
        self.bodies = self._bodies()
        self.people = self._people(40 + incidents)
        self.outlets = self._outlets(outlets)
        self.incidents: list[Incident] = []
        while len(self.incidents) < incidents:
            self._happen()

    def _stem(self) -> str:
        rng = self.rng
        return "".join(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in range(rng.choice((1, 2))))

    def _bodies(self) -> list[Body]:
        found = []
        for country in self.countries:
            for shape, kind in BODIES:
                name = shape.format(country)
                acronym = "".join(w[0] for w in name.split() if w[0].isupper())
                found.append(Body(f"b{len(found)}", name, acronym, kind, country))
        return found

    def _people(self, number: int) -> list[Person]:
        rng = self.rng
        surnames = _unlike(lambda: self._stem().title() + rng.choice(SURNAME_ENDS), max(20, number // 3))
        givens = _unlike(lambda: self._stem().title() + rng.choice(GIVEN_ENDS), 60)
        found: list[Person] = []
        for i in range(number):
            body = rng.choice(self.bodies)
            post = rng.choice(POSTS[body.kind])
            given, surname = rng.choice(givens), rng.choice(surnames)
            if found and rng.random() < 0.04:  # two of one whole name, in two posts of two countries
                other = rng.choice(found)
                if other.body.country != body.country and other.post != post:
                    given, surname = other.given, other.surname
            elif any(p.given == given and p.surname == surname for p in found):
                continue
            found.append(Person(f"p{i}", given, surname, post, body, rng.random() < 0.4))
        return found

    def _outlets(self, number: int) -> list[Outlet]:
        rng = self.rng
        names = _unlike(lambda: self._stem().title() + " " + rng.choice(("Courier", "Post", "Tribune", "Herald", "Gazette", "Times")), number)  # fmt: skip
        agencies = [Outlet(f"{n.split()[0]} News Agency", "", agency=True) for n in names[: max(2, number // 8)]]
        papers = [Outlet(n, f"group {i % 3}" if i % 4 == 0 else "") for i, n in enumerate(names[len(agencies) :])]
        return agencies + papers

    def _happen(self) -> None:
        """One more incident, sometimes with a twin that differs in one thing."""
        rng = self.rng
        first = self._incident(rng.choice(self.towns), BEGINS + timedelta(rng.randrange((ENDS - BEGINS).days)))
        self.incidents.append(first)
        chance = rng.random()
        if chance < 0.12:
            self._twin(first, town=first.town, day=first.day + timedelta(rng.randrange(2, 7)))
        elif chance < 0.2:
            self._twin(first, town=rng.choice(self.towns), day=first.day)
        elif chance < 0.26 and first.victim is None:
            twin = self._twin(first, town=first.town, day=first.day + timedelta(rng.randrange(20, 90)))
            twin.target = first.target

    def _twin(self, first: Incident, *, town: Town, day: date) -> Incident:
        twin = self._incident(town, day, kind=first.kind)
        twin.perpetrator = first.perpetrator
        self.incidents.append(twin)
        return twin

    def _incident(self, town: Town, day: date, kind: str | None = None) -> Incident:
        rng = self.rng
        kind = kind or rng.choice(KINDS)
        on_people = kind in ("kidnapping", "assassination")
        stage = rng.choices(("carried_out", "foiled"), (0.8, 0.2))[0]
        speakers = [p for p in self.people if p.body.kind in SPEAKING]
        return Incident(
            f"i{len(self.incidents)}", kind, town, day, stage,
            rng.choice([b for b in self.bodies if b.kind in VIOLENT]) if rng.random() < 0.7 else None,
            None if on_people else rng.choice(self.bodies),
            rng.choice(self.people) if on_people else None,
            rng.randrange(2, 30) if stage == "carried_out" and not on_people else 0,
            rng.choice(self.people) if rng.random() < 0.4 else None,
            rng.sample(speakers, 3),
        )  # fmt: skip


def spelled(name: str, rng: random.Random) -> str:
    """A name in another spelling, or with a slip of the keys; the same where none applies."""
    fitting = [(a, b) for a, b in VARIANTS if a in name[1:] and not name.endswith(b)]
    if fitting:
        a, b = rng.choice(fitting)
        at = name.index(a, 1)
        return name[:at] + b + name[at + len(a) :]
    return name


def _unlike(make: Callable[[], str], number: int) -> list[str]:
    """So many different words, each drawn anew."""
    found: dict[str, None] = {}
    while len(found) < number:
        found.setdefault(make())
    return list(found)


def _towns(rng: random.Random, number: int) -> list[Town]:
    """Real towns of middling size whose names are theirs alone."""
    file = files("onrecord") / "read" / "gazetteer.sqlite"
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
        rows = db.execute(
            "SELECT name, country, lat, lon FROM place p WHERE level = 'city' AND population BETWEEN 40000 AND 300000 "
            "AND (SELECT count(*) FROM name n WHERE n.name = lower(p.name)) = 1 ORDER BY id"
        ).fetchall()
    plain = [Town(*row) for row in rows if row[0].isascii() and row[0].isalpha() and len(row[0]) > 4]
    return rng.sample(plain, min(number, len(plain)))
