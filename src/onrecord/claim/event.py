"""One incident while it is put together: its triggers, type, modality and roles."""

from dataclasses import dataclass, field

from onrecord.claim import incident_words as words
from onrecord.claim.context import Context
from onrecord.claim.foiled import defused, foiled
from onrecord.claim.modality import Modality, modality
from onrecord.claim.phrases import is_deadly, phrase_of, series_of, struck_from_afar, to_be_done
from onrecord.model import Filler, Quantity, Span, Stage, Token, Voicing


@dataclass(slots=True, eq=False)  # two tellings in the same words are two
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


def kind_of(trigger: Token) -> str:
    """The type of incident a trigger tells; empty for words of harm alone."""
    if trigger.pos in ("NOUN", "PROPN") and any(c.lemma in words.CYBER for c in trigger.children):
        return "cyber_attack"
    if trigger.pos == "VERB" and trigger.lemma in words.TAKES:
        word = phrase_of(trigger)
        return "" if word in words.HARM else words.VERBS.get(word, "kidnapping")  # "took the lives of nine"
    if is_deadly(trigger):  # "hacked to death" with no keyboard
        return "armed_attack" if trigger.lemma == "hack" else words.VERBS.get(trigger.lemma, "")
    if defused(trigger) or (trigger.lemma == "attack" and any(c.lemma == "bomb" for c in trigger.children)):
        return "bombing"
    if trigger.pos == "NOUN" and any(c.lemma == "arson" and c.dep == "compound" for c in trigger.children):
        return "arson"  # "an arson attack"
    noun = (
        words.NOUNS.get(trigger.lemma)
        or series_of(trigger)
        or struck_from_afar(trigger)
        or words.DOERS.get(trigger.lemma)
    )
    return words.VERBS.get(phrase_of(trigger)) or noun or to_be_done(trigger)


def plotted(context: Context, trigger: Token) -> Modality:
    """A trigger's modality; "the plot to kidnap her" is a plan wherever the parser hangs the infinitive."""
    how = modality(trigger)
    if trigger.tag == "VB" and how.stage == "carried_out" and trigger.i >= 2:
        to, noun = context.tokens[trigger.i - 1], context.tokens[trigger.i - 2]
        if to.lemma == "to" and noun.lemma in words.PLOTS:
            how = Modality(how.polarity, how.certainty, how.mode, "planned")
    if how.polarity == "denied" and phrase_of(trigger) in words.EXPLODES and trigger.child("neg") is not None:
        how = Modality("affirmed", how.certainty, how.mode, "attempted")  # "did not go off"
    survived = trigger.dep in ("xcomp", "pcomp", "dobj") and trigger.head.lemma == "survive"
    if survived and how.stage == "carried_out" and kind_of(trigger) == "assassination":
        how = Modality(how.polarity, how.certainty, how.mode, "attempted")  # "survived being poisoned"
    if how.stage == "carried_out" and to_be_done(trigger):
        how = Modality(
            how.polarity, how.certainty, how.mode, "attempted" if trigger.lemma in words.ATTEMPTS else "planned"
        )
    return foiled(trigger, how)


def in_relative(trigger: Token, others: list[Token]) -> bool:
    """Whether a trigger stands in a relative clause about another."""
    return trigger.dep == "relcl" and any(trigger.head is other for other in others)


def done_by(blast: Token, harm: Token) -> bool:
    """ "police hunt a man whose device exploded on Friday, wounding 13": what exploded wounds, wherever the parser hangs the participle."""
    above = harm.head.i < blast.i < harm.i
    return above and harm.tag == "VBG" and harm.child("nsubj") is None and phrase_of(blast) in words.EXPLODES
