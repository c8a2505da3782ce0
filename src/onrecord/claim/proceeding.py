"""Proceedings: what the law did to a person, step by step."""

from dataclasses import replace
from itertools import pairwise

from onrecord.claim import law_words as words
from onrecord.claim.circumstances import heading, place_of, time_of
from onrecord.claim.context import Context, unsaid_by
from onrecord.claim.frames import Frame, frame_of, prepositions
from onrecord.claim.groups import joined
from onrecord.claim.incident_words import CAPTIVE, HARM_NOUNS, OUTLAWS
from onrecord.claim.incident_words import NOUNS as DEEDS
from onrecord.claim.law_phrases import (
    dies_in_custody,
    in_captors_hands,
    is_person,
    law_near,
    law_near_before,
    phrase_step,
)
from onrecord.claim.measure import DIPLOMATS, EXPELLED
from onrecord.claim.modality import (
    STAGES,
    WANTS,
    Modality,
    asks_how_many,
    beside,
    failed_to,
    modality,
    negated,
    never_does,
)
from onrecord.claim.whom import meant, pointed
from onrecord.model import Claim, Filler, Place, Span, Token


def proceedings(context: Context) -> list[Claim]:
    """Every step of the law a document tells."""
    return [claim for token in context.tokens if (claim := _from_token(context, token)) and not asks_how_many(token)]


def _from_token(context: Context, token: Token) -> Claim | None:
    if token.pos == "VERB" and token.lemma in words.VERBS:
        return None if never_does(token) else _from_verb(context, token)
    if token.pos == "NOUN" and token.lemma in words.NOUNS:
        return _from_noun(context, token)
    step = phrase_step(context, token)
    return _build(context, step.trigger, step.step, step.frame, step.how) if step is not None else None


def _from_verb(context: Context, verb: Token) -> Claim | None:
    frame = frame_of(verb)
    told = _patients(context, verb, frame)
    frame.patients = [p for patient in told for p in meant(context, patient, words.VERBS)]
    # who asks for "jailed friends" asks for no jailing
    how = modality(verb) if verb.dep != "amod" or negated(verb) else Modality()
    wants = verb.dep in ("xcomp", "ccomp") and verb.head.lemma == "want"
    moved = any(a.lemma in words.MOTIONS for a in verb.ancestors())  # "rejected a motion to expel him"
    # then it is a measure, not a step
    planned = verb.lemma == "expel" and _put(verb, "expelled", how).mode == "planned"  # "plans to expel the envoys"
    wanted = wants or moved or planned or how.mode in ("called_for", "planned", "conditional")
    wanted = wanted and verb.lemma in words.MEASURES
    wanted = wanted and (verb.lemma != "expel" or any(p.lemma in EXPELLED for p in frame.patients))
    wanted = wanted and (verb.lemma != "try" or wants or moved or how.mode == "called_for")  # "will be tried in May"
    if wanted or not _tells_a_step(context, verb, frame):
        return None
    people = frame.patients
    claim = _build(context, verb, words.VERBS[verb.lemma], frame, how)
    if verb.dep == "amod" and claim.polarity == "denied" and how.polarity == "affirmed":
        claim = replace(claim, polarity="affirmed")  # and who denies a swap for them denies none
    tells = any(claim.roles.values()) or claim.place or claim.time
    return pointed(claim, told, people) if tells else None  # "forty-one detained", of a headline


def _patients(context: Context, verb: Token, frame: Frame) -> list[Token]:
    """Whom a step is taken against, also where the participle borrows its person from above."""
    if verb.dep in ("advcl", "acl", "conj") and not any(is_person(context, p) for p in frame.patients):
        subject = verb.head.child("nsubj", "nsubjpass")  # "went on trial, charged with ..."
        own = verb.child("dobj", "nsubj", "nsubjpass")  # "for which nobody has been convicted"
        passive = verb.tag == "VBN" or (verb.dep == "conj" and verb.head.child("auxpass") is not None)
        if passive and own is None and subject is not None and is_person(context, subject):
            return [subject]
    if frame.patients:
        return frame.patients
    if verb.dep == "xcomp" and verb.child("auxpass") is not None and verb.head.lemma in WANTS:
        return prepositions(verb.head).get("for", [])  # "called for all prisoners to be freed"
    if verb.dep == "pcomp" and (being := verb.child("auxpass")) is not None and being.text == "being":
        above = next((t for t in verb.ancestors() if t.pos == "VERB"), verb)  # "hanged himself after being arrested"
        return [t for t in [above.child("nsubj", "nsubjpass")] if t]
    if verb.dep in ("acomp", "oprd") and verb.tag == "VBN":  # "remains jailed"
        return [t for t in [verb.head.child("nsubj")] if t]
    return [verb.head] if verb.dep == "amod" else []


def _is_held_for_days(context: Context, frame: Frame) -> bool:
    """ "She was held for 23 days": somebody, and no meeting."""
    days = any(h.entity in ("DATE", "TIME") for h in frame.prepositions.get("for", []))
    return days and any(context.kind(context.antecedent(p)) == "person" for p in frame.patients)


def _tells_a_step(context: Context, verb: Token, frame: Frame) -> bool:
    """Whether a verb with other meanings too means the law's step here."""
    if (verb.lemma == "round" and verb.child("prt") is None) or (
        verb.lemma == "clear" and not any("of" in prepositions(t) for t in (verb, *frame.patients))
    ):
        return False
    if verb.lemma == "hold" and not (
        _holds_people(context, verb, frame)
        or _is_being_held(context, verb, frame)
        or (verb.tag == "VBN" and frame.prepositions.keys() & words.HELD)
        or _is_held_for_days(context, frame)
    ):
        return False
    if verb.lemma == "hold" and in_captors_hands(context, verb):
        return False  # "was abducted in May. She was held in a cellar"
    freed = verb.lemma in ("release", "free")
    if freed and _was_taken(context, verb, frame):
        return False
    if verb.lemma in ("capture", "recapture") and _is_taken_in_war(frame):
        return False
    if verb.lemma == "try" and verb.child("xcomp") is not None:
        return False
    if any(a.lemma in OUTLAWS for a in frame.agents) or any(c.lemma in CAPTIVE for c in verb.children):
        return False
    if verb.lemma in words.NEEDS_PERSON and not any(is_person(context, p) for p in frame.patients):
        return False
    swapped = verb.lemma in ("exchange", "swap") and any(
        is_person(context, p) for p in frame.prepositions.get("for", [])
    )
    told = law_near_before if freed else law_near
    kept = verb.lemma == "hold" and any(h.lemma in words.DENIED for h in frame.prepositions.get("without", []))
    if kept or (verb.lemma == "try" and verb.child("nsubjpass") is not None):
        return True  # "held without access to a lawyer"; who "will be tried"
    return swapped or verb.lemma not in words.NEEDS_LAW or told(context, verb)


def _was_taken(context: Context, verb: Token, frame: Frame) -> bool:
    """ "Two engineers abducted in April were freed": by those who took them, or from them, and by no step of the law."""
    taken = (c for p in frame.patients for c in p.children if c.dep in ("acl", "relcl"))
    return in_captors_hands(context, verb) or any(c.lemma in words.TAKERS for c in taken)


def _is_taken_in_war(frame: Frame) -> bool:
    """ "The rebels overran the base, capturing sixty soldiers": by no police."""
    by_law = any(a.lemma in words.KEEPERS - {"soldier", "troop", "force"} for a in frame.agents)
    return not by_law and any(
        p.lemma in ("soldier", "troop", "fighter", "conscript", "recruit", "pilot") for p in frame.patients
    )


def _is_being_held(context: Context, verb: Token, frame: Frame) -> bool:
    """ "A Tunisian is being held": somebody, as long as nothing is told of how."""
    being = any(c.dep == "auxpass" and c.text == "being" for c in verb.children)
    stands = verb.child("oprd", "acomp", "xcomp", "ccomp") is not None
    return being and not stands and any(is_person(context, p) for p in frame.patients)


def _holds_people(context: Context, verb: Token, frame: Frame) -> bool:
    """ "Police are holding a man": and not somebody responsible."""
    stands = any(c.dep in ("oprd", "acomp", "xcomp", "ccomp") for c in verb.children)
    keepers = any(a.lemma in words.KEEPERS for a in frame.agents)
    return keepers and not stands and any(is_person(context, p) for p in frame.patients)


def _from_noun(context: Context, noun: Token) -> Claim | None:
    if noun.lemma in ("exchange", "swap"):
        return _in_exchange(context, noun)
    verb = next((a for a in noun.ancestors() if a.pos in ("VERB", "AUX")), None)
    if not _noun_tells_a_step(context, noun, verb):
        return None
    frame = frame_of(noun)
    frame.patients = _moved_to(context, noun, verb) or _people_of(context, frame, verb)
    if verb is not None and verb.lemma in words.UNDERGOES and noun.dep == "dobj":  # "received a life sentence for it"
        frame.prepositions = {"for": prepositions(verb).get("for", []), **frame.prepositions}
    owner = ("poss",) if frame.patients else ()  # "the bureau's arrest of X"; in "X's trial" it is X who is tried
    frame.agents = frame.agents or [c for c in noun.children if c.dep in ("amod", "nmod", *owner) and c.entity in ("NORP", "GPE", "ORG")]  # fmt: skip
    if verb is not None and noun.dep == "dobj" and verb.lemma in words.ORDERS | words.BRINGS:
        frame.agents = frame.agents or frame_of(verb).agents
    how = modality(noun)
    if how.mode == "actual" and _may_come(noun):
        how = replace(how, mode="conditional")
    elif how.mode == "actual" and _is_to_come(context, noun, verb):
        how = replace(how, mode="planned")
    elif how.mode == "actual" and verb is not None and noun in _wanted_by(verb):
        how = replace(how, mode="called_for")
    measure = noun.lemma == "prosecution" or any(p.lemma in DIPLOMATS for p in frame.patients)
    if measure and noun.lemma in words.MEASURE_NOUNS and how.mode != "actual":
        return None
    claim = _build(context, noun, _noun_step(noun, verb), frame, how)
    return claim if claim.roles.get("person") or claim.roles.get("authority") else None


def _is_to_come(context: Context, noun: Token, verb: Token | None) -> bool:
    """Whether a step is still to be taken: "ordered the extradition of X", "minutes before the trial of X was to begin"."""
    ordered = verb is not None and verb.lemma in words.ORDERS and words.NOUNS[noun.lemma] in words.DONE_LATER
    return ordered or [t.lemma for t in context.tokens[noun.right + 1 : noun.right + 3]] == ["be", "to"]


def _noun_tells_a_step(context: Context, noun: Token, verb: Token | None) -> bool:
    asked = context.is_asked(noun) or (verb is not None and noun in _wanted_by(verb))
    wanted = asked and bool(_people_of(context, frame_of(noun), None))
    if wanted and noun.lemma == "custody":
        return False  # of a child
    if noun.dep == "compound" or (noun.lemma in words.NOUNS_NEED_LAW and not (wanted or _law_near_noun(context, noun))):
        return False
    if noun.dep == "pobj" and noun.head.lemma == "for" and noun.head.head.lemma in words.SEEKS and not wanted:
        return False  # "a warrant for the arrest of X", "calls for his release"
    if (noun.head.lemma, noun.lemma) in words.IDIOMS:
        return False
    if noun.lemma == "count" and (verb is None or verb.lemma != "face"):
        return False  # "on two counts of murder" is told by what is done on them
    if noun.lemma in ("custody", "detention") and noun.dep == "pobj" and dies_in_custody(noun.head.head):
        return False
    return not (
        verb is not None and verb.lemma in words.UNDOES and noun.dep in ("dobj", "nsubjpass")
    )  # "dropped the charges"


def _wanted_by(verb: Token) -> list[Token]:
    """What somebody demands, or calls for."""
    if verb.lemma not in WANTS:
        return []
    return [*(c for c in verb.children if c.dep in ("dobj", "nsubjpass")), *prepositions(verb).get("for", [])]


def _people_of(context: Context, frame: Frame, verb: Token | None) -> list[Token]:
    """Whom a noun's step is taken against: "of X", "against X", or whoever "faces" or "serves" it."""
    heads = frame.patients + [h for p in ("against", "for", "of") for h in frame.prepositions.get(p, [])]
    people = [p for p in heads if is_person(context, p)]
    if people or verb is None or verb.lemma not in words.SUPPORTS:
        return people
    above = frame_of(verb)
    given = [c for c in verb.children if c.dep == "dative"]  # "handed him a five-year sentence"
    subjects = above.agents if verb.lemma in words.UNDERGOES else above.prepositions.get("against", [])
    return [t for t in (*given, *above.patients, *subjects) if is_person(context, t)][:1]


def _may_come(noun: Token) -> bool:
    """ "The prospect of new powers for the police and longer sentences", wherever the parser hangs them."""
    while noun.lemma not in words.PROSPECTS:
        within = noun.dep == "pobj" and noun.head.lemma in ("of", "for")
        if not within and noun.dep != "conj":
            return False
        noun = noun.head.head if within else noun.head
    return True


def _moved_to(context: Context, arrest: Token, verb: Token | None) -> list[Token]:
    """Who is "moved to house arrest", or may "exchange his cell for" it."""
    if verb is None or _noun_step(arrest, verb) != "detained" or verb.lemma not in words.MOVED:
        return []
    frame = frame_of(verb)
    return [p for p in (*frame.patients, *frame.agents) if is_person(context, p)][:1]


def _noun_step(noun: Token, verb: Token | None) -> str:
    if noun.lemma == "arrest" and any(c.lemma == "house" for c in noun.children):
        return "detained"
    if noun.lemma == "sentence" and verb is not None and verb.lemma == "serve":
        return "jailed"
    return words.NOUNS[noun.lemma]


def _in_exchange(context: Context, noun: Token) -> Claim | None:
    """ "released X in exchange for two aid workers": the exchange is of both; "freed in a prisoner swap"."""
    brings = noun.head
    part = brings.head if brings.lemma == "of" and brings.head.lemma == "part" else None
    brings = part.head if part is not None else brings  # "as part of a prisoner exchange"
    verb = brings.head
    others = frame_of(noun).prepositions.get("for", [])
    swapped = (*noun.children, *frame_of(noun).prepositions.get("of", []))
    of_prisoners = any(c.lemma in ("prisoner", "hostage", "spy") for c in swapped)
    back = noun.lemma == "swap" and any(is_person(context, p) for p in frame_of(verb).patients)
    told = of_prisoners or back or any(is_person(context, o) for o in others)
    if (
        noun.dep != "pobj"
        or brings.lemma not in ("in", "as")
        or verb.lemma not in words.VERBS.keys() | _HOME
        or not told
    ):
        return None
    return _build(
        context,
        noun,
        "exchanged",
        Frame(
            agents=frame_of(verb).agents,
            patients=[*(p for t in frame_of(verb).patients for p in meant(context, t, words.VERBS)), *others],
        ),
        modality(verb),
    )


_HOME = frozenset("return send hand fly".split())
"""What is done in an exchange with whoever goes home."""


def _law_near_noun(context: Context, noun: Token) -> bool:
    if noun.lemma == "sentence":
        lasts = any(h.lemma in words.TERMS for h in frame_of(noun).prepositions.get("of", []))
        return lasts or any(
            c.lemma in ("life", "death", "prison", "jail", "custodial", "suspended", "suspend")
            or "year" in c.lemma
            or "month" in c.lemma
            for c in noun.children
        )
    if noun.lemma == "trial" and any(is_person(context, p) for p in frame_of(noun).prepositions.get("of", [])):
        return True
    if noun.lemma in ("custody", "trial", "parole"):
        return (
            noun.head.lemma in ("in", "on", "into", "stand", "await", "face") or noun.child("poss", "amod") is not None
        )
    sentence = context.sentence(noun)
    return any(t.lemma in words.LAW and t is not noun for t in context.tokens[sentence.first : sentence.last])


def _put(trigger: Token, step: str, how: Modality) -> Modality:
    """How a step is put by the word it hangs on: "threatened to arrest her", "awaits trial", "faces life imprisonment"."""
    if failed_to(trigger):
        return replace(how, polarity="denied", mode="actual")
    if how.mode == "actual" and beside(trigger) in ("threatened", "planned"):
        return replace(how, mode="planned")  # "the threatened expulsion"
    if (
        how.mode == "actual"
        and trigger.dep in ("xcomp", "dobj")
        and STAGES.get(trigger.head.lemma) in ("threatened", "attempted", "planned")
        and trigger.head.lemma not in words.ORDERS
    ):
        how = replace(how, mode="planned")  # "threatened to arrest her", "tried to arrest him", "plans to expel them"
    if step == "tried" and trigger.head.lemma in ("await", "face"):  # it is still to come
        return replace(how, mode="planned")
    if step in ("jailed", "sentenced") and trigger.head.lemma == "face":  # it is what a verdict may bring
        return replace(how, mode="conditional")
    return how


def _build(context: Context, trigger: Token, step: str, frame: Frame, how: Modality) -> Claim:
    how = _put(trigger, step, how)
    if step == "exchanged":  # both whom it is told of and who is swapped for them
        others = [p for p in frame.prepositions.get("for", []) if is_person(context, p) and p not in frame.patients]
        frame.patients = [*frame.patients, *others]
    if step == "sentenced":  # "A to 14 years and B to nine"
        to = [
            t for h in frame.prepositions.get("to", []) for t in joined(h) if is_person(context, t) and t.pos != "NUM"
        ]
        frame.patients = [*frame.patients, *to]
    # "Two jailed over bombing": no "Two" jails anybody.
    if not frame.patients and all(a.pos == "NUM" for a in frame.agents):
        frame.patients, frame.agents = frame.agents, []
    against = (
        ("person", "")
        if step in words.BODILY and not any(p.lemma in words.GROUPS for p in frame.patients)
        else ("person", "", "organisation")
    )
    person = tuple(f for f in context.fillers(frame.patients) if f.type in against)
    authority = tuple(
        f
        for f in context.fillers(a for a in frame.agents if a.lemma not in words.NO_AUTHORITY)
        if f not in person and f.type != "time" and not f.name.isdigit()
    )
    roles: dict[str, tuple[Filler, ...]] = {"person": person, "authority": authority}
    if step in ("charged", "convicted", "sentenced", "acquitted", "arrested", "tried", "jailed"):
        if step == "sentenced" and "for" not in frame.prepositions:  # "to seven years for espionage"
            terms = frame.prepositions.get("to", [])
            frame.prepositions["for"] = [h for t in terms for h in prepositions(t).get("for", [])]
        heads = [
            h
            for p in ("with", "of", "for", "on suspicion", "over", "on", "in")
            for h in frame.prepositions.get(p, [])
            if p != "with" or step not in ("arrested", "jailed")  # "arrested with a suitcase"
            if p != "on" or h.lemma in ("count", "charge")
            if p != "in"
            or (h.lemma in DEEDS and h.lemma != "raid")
            or h.lemma in HARM_NOUNS  # "charged in the slayings"
            if not is_person(context, h) and h.lemma not in words.SPANS | _GROUNDS | {"which", "that", "it"}
        ] or _named_for_charge(trigger)
        heads += [c for head in heads for w in _more(context, head) if (c := w.child("pobj", "pcomp")) is not None]
        phrases = (_phrase(context, charge) for head in heads for charge in _charged(head))
        roles["charge"] = tuple(f for f in phrases if f.type not in ("time", "person"))
    time = time_of(context, trigger) or heading(context, trigger)[0]
    published = context.reading.document.published
    if how.mode == "actual" and time and time.begins and published and time.begins > published:
        how = replace(how, mode="planned")  # "the trial opens on 4 December"
    claim = context.claim(
        "proceeding",
        step,
        trigger,
        how,
        roles=roles,
        time=time,
        place=_place_of_step(context, trigger, step, roles.get("charge", ())) or heading(context, trigger)[1],
    )
    # who orders, finds or pleads does it by saying so: "the judge ordered the detention" is the outlet's telling
    performed = trigger.lemma in ("guilty", "grata") or trigger.head.lemma in words.ORDERS
    return unsaid_by(claim, (*authority, *person) if performed else ())


def _place_of_step(context: Context, trigger: Token, step: str, charges: tuple[Filler, ...]) -> Place | None:
    """Where the law took a step; whoever is in prison for "the massacre at X" is not in prison there."""
    to = frame_of(trigger).prepositions.get("to", []) if trigger.pos == "VERB" else []
    if step in words.SENDS and any(context.kind(h) == "place" for h in to):
        return None  # "arrested in X and extradited to Y"
    authority = frame_of(trigger).agents
    national = any(
        c.entity in ("NORP", "GPE") for a in authority for c in a.children
    )  # "Turkish police": not where others were
    place = place_of(context, trigger, back=1 if step in ("arrested", "detained") and not national else 0)
    deed = place is not None and any(s.start <= place.start < s.end for c in charges for s in c.spans)
    return None if deed and step in ("jailed", "sentenced") else place


def _named_for_charge(noun: Token) -> list[Token]:
    """ "Murder charges", "her fraud trial": the murder, the fraud."""
    beside = [c for c in noun.children if c.dep == "compound" and c.pos == "NOUN"]
    if noun.dep == "pobj" and noun.head.lemma == "of":
        return []  # "the obstruction of justice charge"
    return beside[-1:] if noun.lemma in ("charge", "trial", "conviction", "indictment") else []


def _more(context: Context, charge: Token) -> list[Token]:
    """Each further "with" of "charged with aiding murder, with arson and with theft", wherever the parser hangs it."""
    inside = context.tokens[charge.i + 1 : charge.right + 1]
    return [t for t in inside if t.lemma == "with" and context.tokens[t.i - 1].text in (",", "and")]


def _charged(head: Token) -> list[Token]:
    """ "On charges of fraud": the fraud."""
    return (prepositions(head).get("of") if head.lemma == "charge" else None) or [head]


LONGEST = 8
"""Words of a charge after the one that names it."""
BEYOND = 4
"""And so many more, where they end a phrase."""
_GROUNDS = frozenset("lack want reason".split())
"""Why somebody is acquitted or freed, which is no part of the charge: "for lack of evidence"."""
_OPEN = frozenset(["ADP", "CCONJ", "DET", "PART", "PUNCT", "SCONJ", "PRON"])
"""Parts of speech that no phrase ends in."""


def _phrase(context: Context, head: Token) -> Filler:
    """A charge in the text's own words: "conspiracy to murder"."""
    voices = [a for a in context.reading.attributions if a.speaks]
    speaking = {s.start for a in voices for s in a.source}  # "for treason, his lawyer said"
    inside = context.tokens[head.i : min(head.right, head.i + LONGEST) + 1]
    ground = next(
        (
            b.i if b.start in speaking else a.i
            for a, b in pairwise(inside)
            if b.start in speaking or (a.lemma == "for" and b.lemma in _GROUNDS)
        ),
        head.right + 1,
    )
    which = (
        t.i for t in inside if t.tag in ("WDT", "WP") and context.tokens[t.i - 1].text == ","
    )  # "terrorism, which carries"
    ground = min([ground, *which, *(w.i for w in _more(context, head))])
    last = context.tokens[min(ground - 1, head.i + LONGEST)]
    # not in the middle of a phrase: "a private email | system"
    while last.i < last.head.i <= head.i + LONGEST + BEYOND and last.head.i < ground:
        last = last.head
    while last.i > head.i and (last.head.i > last.i or last.pos in _OPEN):
        last = context.tokens[last.i - 1]
    first = head.first
    return Filler(context.words(first, last), (Span(first.start, last.end),), "")
