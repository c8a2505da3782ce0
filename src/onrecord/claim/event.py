"""One incident while it is put together: its triggers, type, modality and roles."""

from dataclasses import dataclass, field

from onrecord.claim import incident_words as words
from onrecord.claim.modality import Modality
from onrecord.model import Filler, Quantity, Span, Stage, Token, Voicing


@dataclass(slots=True)
class Event:
    """Triggers that tell one incident, and what was gathered for its roles."""

    triggers: list[Token]
    type: str
    modality: Modality
    roles: dict[str, dict[str, Filler]] = field(default_factory=dict)
    outcome: dict[str, Quantity] = field(default_factory=dict)
    incident: int | None = None
    """The reader's number of the incident it tells."""
    said_by: tuple[Voicing, ...] | None = None
    """Who says it, where that is not whoever speaks the main trigger."""
    evidence: set[Span] = field(default_factory=set)
    """Sentences it rests on besides its main trigger's."""

    def add(self, role: str, fillers: tuple[Filler, ...]) -> None:
        """Add fillers to a role, each name once."""
        for filler in fillers:
            self.roles.setdefault(role, {}).setdefault(filler.name, filler)


def joint(a: Modality, b: Modality) -> Modality:
    """How an event is put that two triggers tell: the farthest stage, denied if either is."""
    order: tuple[Stage, ...] = ("carried_out", "threatened", "planned", "attempted", "foiled")
    stage = max(a.stage, b.stage, key=order.index)
    return Modality(
        "denied" if "denied" in (a.polarity, b.polarity) else "affirmed",
        a.certainty if a.certainty != "stated" else b.certainty,
        a.mode if a.mode != "actual" else b.mode,
        stage,
    )


def more_telling(a: str, b: str) -> str:
    """The more telling of two types; either may be empty."""
    known = [k for k in (a, b) if k]
    return min(known, key=words.RANK.index) if known else ""
