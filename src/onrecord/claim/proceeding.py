"""Proceedings: what the law did to a person, step by step."""

from dataclasses import replace
from itertools import pairwise

from onrecord.claim.circumstances import place_of, time_of
from onrecord.claim.context import Context, joined
from onrecord.claim.frames import Frame, frame_of, prepositions
from onrecord.claim.incident_words import CAPTIVE, OUTLAWS
from onrecord.claim.modality import Modality, modality
from onrecord.claim.whom import meant, pointed
from onrecord.model import Claim, Filler, Span, Token

VERBS: dict[str, str] = {
    lemma: step
    for step, lemmas in {
        "arrested": "arrest apprehend nab recapture capture",
        "detained": "detain intern hold round remand",
        "charged": "charge indict arraign",
        "tried": "try prosecute",
        "convicted": "convict",
        "sentenced": "sentence condemn",
        "acquitted": "acquit exonerate",
        "jailed": "jail imprison incarcerate",
        "released": "release free parole",
        "extradited": "extradite",
        "expelled": "expel deport",
        "repatriated": "repatriate",
        "exchanged": "exchange swap",
    }.items()
    for lemma in lemmas.split()
}
NOUNS: dict[str, str] = {
    lemma: step
    for step, lemmas in {
        "arrested": "arrest apprehension capture",
        "detained": "detention custody",
        "charged": "indictment arraignment charge",
        "tried": "trial prosecution",
        "convicted": "conviction",
        "sentenced": "sentencing sentence",
        "acquitted": "acquittal",
        "jailed": "imprisonment",
        "released": "release parole",
        "extradited": "extradition",
        "expelled": "expulsion deportation",
        "repatriated": "repatriation",
        "exchanged": "exchange swap",
    }.items()
    for lemma in lemmas.split()
}
# Verbs with other common meanings: they need a person as object and, for some, a charge or a court beside them.
NEEDS_PERSON = frozenset(
    [
        "try",
        "charge",
        "release",
        "free",
        "exchange",
        "swap",
        "sentence",
        "condemn",
        "capture",
        "recapture",
        "expel",
        "detain",
        "hold",
    ]
)
NEEDS_LAW = frozenset(["try", "charge", "condemn", "release", "free", "exchange", "swap"])
_UNDOES = frozenset("overturn quash annul reverse void suspend drop dismiss withdraw".split())
_ORDERS = frozenset("order authorise authorize grant approve".split())
_SEEKS = frozenset("warrant notice request order appeal reward call campaign".split())
"""What is "for" somebody's arrest or release, which has not come."""
_GROUPS = frozenset("crew family couple".split())
"""Bodies of people that are arrested or freed as people are."""
_CUSTODY = frozenset("custody detention prison jail cell".split())
_DEAD = frozenset(["dead", "hang"])
_HELD = frozenset("in by at over on for without since".split())
_MEASURES = frozenset(["expel", "arrest", "prosecute"])
# What is only moved is a measure, too.
_MOTIONS = frozenset(["motion", "bill", "resolution", "proposal", "petition"])
_LAW = frozenset(
    [
        "acquit",
        "defendant",
        "charge",
        "exchange",
        "swap",
        "court",
        "judge",
        "prosecutor",
        "jury",
        "trial",
        "prison",
        "jail",
        "custody",
        "police",
        "count",
        "murder",
        "crime",
        "offence",
        "offense",
        "felony",
        "terrorism",
        "guilty",
        "authority",
        "bail",
        "bond",
        "sentence",
        "prosecution",
        "detain",
        "detention",
        "manslaughter",
        "conspiracy",
        "fraud",
        "assault",
        "lawyer",
        "attorney",
        "espionage",
        "treason",
        "detainee",
        "prisoner",
        "suspect",
        "tribunal",
        "arrest",
        "arrested",
    ]
)
_NOUN_SUPPORT = frozenset(
    [
        "face",
        "stand",
        "await",
        "receive",
        "serve",
        "lead",
        "make",
        "issue",
        "announce",
        "order",
        "follow",
        "begin",
        "go",
        "bring",
        "put",
        "hold",
        "place",
        "be",
        "take",
        "remain",
        "drop",
        "file",
        "press",
        "hand",
        "give",
        "plead",
    ]
)


def proceedings(context: Context) -> list[Claim]:
    """Every step of the law a document tells."""
    found = (_from_token(context, token) for token in context.tokens)
    return [claim for claim in found if claim]


def _from_token(context: Context, token: Token) -> Claim | None:
    if token.pos == "VERB" and token.lemma in VERBS:
        return _from_verb(context, token)
    if token.pos == "NOUN" and token.lemma in NOUNS:
        return _from_noun(context, token)
    if token.lemma == "guilty" and (verb := _judging(token)) is not None:
        return _guilty(context, token, verb)
    if token.lemma == "hand" and token.pos == "VERB" and token.child("prt") is not None:
        return _handed_over(context, token)
    if token.lemma == "go" and token.head.lemma == "let":
        return _let_go(context, token)
    if token.lemma in ("immunity", "strip"):
        return _immunity(context, token)
    return _died(context, token) if _dies_in_custody(token) else None


def _judging(guilty: Token) -> Token | None:
    """The verb in "found X guilty", "found X, 41, and Y guilty", "pleaded guilty"."""
    above = guilty.head
    while above.pos in ("PROPN", "NOUN", "NUM") and above.dep in ("conj", "dobj", "appos"):
        above = above.head
    return above if above.lemma in ("find", "plead") else None


def _guilty(context: Context, guilty: Token, verb: Token) -> Claim:
    """ "pleaded not guilty": who pleads is tried; "found X guilty of ...": X may hang on "guilty"."""
    frame = frame_of(verb)
    if verb.lemma == "plead":
        tried = [p for agent in frame.agents for p in meant(context, agent, VERBS)]
        to = [h for own in (frame.prepositions, prepositions(guilty)) for h in own.get("to", [])]
        return _build(context, guilty, "tried", Frame(patients=tried, prepositions={"of": to}), modality(verb))
    frame.patients = [t for t in [guilty.child("nsubj")] if t] or frame.patients
    frame.prepositions |= prepositions(guilty)
    return _build(context, guilty, "convicted", frame, modality(verb))


def _handed_over(context: Context, verb: Token) -> Claim | None:
    """ "was handed over to Brennia": a person, to a country."""
    frame = frame_of(verb)
    to = any(h.entity == "GPE" for h in frame.prepositions.get("to", []))
    if not to or not any(_is_person(context, p) for p in frame.patients):
        return None
    return _build(context, verb, "extradited", frame, modality(verb))


def _let_go(context: Context, go: Token) -> Claim | None:
    """ "They let him go after two days": who was held is free."""
    whom = go.child("nsubj") or go.head.child("dobj")
    if whom is None or not (_is_person(context, whom) or whom.pos == "PRON") or not _law_near_before(context, go):
        return None
    frame = Frame(agents=frame_of(go.head).agents, patients=meant(context, whom, VERBS))
    return _build(context, go, "released", frame, modality(go.head))


def _law_near_before(context: Context, token: Token) -> bool:
    """Whether the sentence, or the one before, is about the law: a player may be let go, too."""
    before = context.reading.sentences[max(0, token.sentence - 1)]
    return _law_near(context, token) or any(
        t.lemma in _LAW or t.lemma in VERBS for t in context.tokens[before.first : before.last]
    )


_LIFTS = frozenset("lift waive revoke lose remove".split())


def _immunity(context: Context, token: Token) -> Claim | None:
    """ "stripped of his immunity", "lifted the consul's immunity"."""
    if token.lemma == "strip":
        of = frame_of(token).prepositions.get("of", [])
        told = token.pos == "VERB" and any(h.lemma == "immunity" for h in of)
        return _build(context, token, "immunity_lifted", frame_of(token), modality(token)) if told else None
    if token.head.lemma in _LIFTS:
        frame = Frame(agents=frame_of(token.head).agents, patients=[t for t in [token.child("poss")] if t])
        return _build(context, token, "immunity_lifted", frame, modality(token.head))
    stripped = _stripped(token)
    if not stripped:
        return None
    return _build(context, token, "immunity_lifted", Frame(patients=stripped), modality(token.head.head))


def _stripped(immunity: Token) -> list[Token]:
    """ "voted to strip the deputy of his immunity": the deputy, wherever the parser hangs "of"."""
    strip = next((a for a in immunity.ancestors() if a.lemma == "strip"), None)
    known = strip is None or any(h is immunity for h in frame_of(strip).prepositions.get("of", []))
    return [] if known or strip is None else frame_of(strip).patients


def _dies_in_custody(verb: Token) -> bool:
    """ "died in custody", "was found dead in his cell"."""
    dead = verb.lemma == "die" or (verb.lemma == "find" and any(c.lemma in _DEAD for c in verb.children))
    return (dead and verb.pos == "VERB" and any(
        h.lemma in _CUSTODY for p in ("in", "dead in") for h in frame_of(verb).prepositions.get(p, [])
    )) or (dead and any(g.lemma in _CUSTODY for c in verb.children if c.lemma in _DEAD for p in c.children for g in p.children))  # fmt: skip


def _died(context: Context, verb: Token) -> Claim:
    frame = frame_of(verb)
    people = frame.patients if verb.child("nsubjpass") else frame.agents
    return _build(context, verb, "died_in_custody", Frame(patients=people), modality(verb))


def _from_verb(context: Context, verb: Token) -> Claim | None:
    frame = frame_of(verb)
    told = _patients(context, verb, frame)
    frame.patients = [p for patient in told for p in meant(context, patient, VERBS)]
    how = modality(verb)
    wants = verb.dep in ("xcomp", "ccomp") and verb.head.lemma == "want"
    moved = any(a.lemma in _MOTIONS for a in verb.ancestors())  # "rejected a motion to expel him"
    # then it is a measure, not a step
    wanted = (wants or moved or how.mode in ("called_for", "planned", "conditional")) and verb.lemma in _MEASURES
    if wanted or not _tells_a_step(context, verb, frame):
        return None
    claim = _build(context, verb, VERBS[verb.lemma], frame, how)
    tells = any(claim.roles.values()) or claim.place or claim.time
    return pointed(claim, told, frame.patients) if tells else None  # "forty-one detained", of a headline


def _patients(context: Context, verb: Token, frame: Frame) -> list[Token]:
    """Whom a step is taken against, also where the participle borrows its person from above."""
    if verb.dep in ("advcl", "acl", "conj") and not any(_is_person(context, p) for p in frame.patients):
        subject = verb.head.child("nsubj", "nsubjpass")  # "went on trial, charged with ..."
        if verb.tag == "VBN" and verb.child("dobj") is None and subject is not None and _is_person(context, subject):
            return [subject]
    if frame.patients:
        return frame.patients
    if verb.dep in ("acomp", "oprd") and verb.tag == "VBN":  # "remains jailed"
        return [t for t in [verb.head.child("nsubj")] if t]
    return [verb.head] if verb.dep == "amod" else []


def _tells_a_step(context: Context, verb: Token, frame: Frame) -> bool:
    """Whether a verb with other meanings too means the law's step here."""
    if verb.lemma == "round" and verb.child("prt") is None:
        return False
    if verb.lemma == "hold" and not (verb.tag == "VBN" and frame.prepositions.keys() & _HELD):
        return False
    if verb.lemma == "try" and verb.child("xcomp") is not None:
        return False
    if any(a.lemma in OUTLAWS for a in frame.agents) or any(c.lemma in CAPTIVE for c in verb.children):
        return False
    if verb.lemma in NEEDS_PERSON and not any(_is_person(context, p) for p in frame.patients):
        return False
    swapped = verb.lemma in ("exchange", "swap") and any(
        _is_person(context, p) for p in frame.prepositions.get("for", [])
    )
    freed = verb.lemma in ("release", "free") and verb.child("nsubjpass") is not None
    told = _law_near_before if freed else _law_near
    if verb.lemma == "try" and verb.child("nsubjpass") is not None:
        return True  # who "will be tried"
    return swapped or verb.lemma not in NEEDS_LAW or told(context, verb)


def _is_person(context: Context, head: Token) -> bool:
    mention = context.mention(head)
    return (
        head.lemma in ("who", "whom", "one", "two", "three", "four")
        or (mention is not None and mention.type == "person")
        or head.pos == "NUM"
        or head.lemma in _GROUPS
        or (head.lemma == "old" and head.i > head.first.i)  # "the 44-year-old"
        or any(c.dep == "appos" and c.entity == "PERSON" for c in head.children)  # "his predecessor, X,"
        or (mention is not None and head.lemma in ("they", "their", "them", "i", "we"))
    )


def _law_near(context: Context, token: Token) -> bool:
    sentence = context.sentence(token)
    return any(t.lemma in _LAW for t in context.tokens[sentence.first : sentence.last])


# Nouns with other common meanings: they need a word of the law beside them.
_NOUNS_NEED_LAW = frozenset("charge sentence trial release capture parole custody prosecution conviction".split())


def _from_noun(context: Context, noun: Token) -> Claim | None:
    if noun.lemma in ("exchange", "swap"):
        return _in_exchange(context, noun)
    verb = next((a for a in noun.ancestors() if a.pos in ("VERB", "AUX")), None)
    if not _noun_tells_a_step(context, noun, verb):
        return None
    frame = frame_of(noun)
    frame.patients = _people_of(context, frame, verb)
    owner = ("poss",) if frame.patients else ()  # "the bureau's arrest of X"; in "X's trial" it is X who is tried
    frame.agents = frame.agents or [c for c in noun.children if c.dep in ("amod", "nmod", *owner) and c.entity in ("NORP", "GPE", "ORG")]  # fmt: skip
    if verb is not None and noun.dep == "dobj" and verb.lemma in _ORDERS:
        frame.agents = frame.agents or frame_of(verb).agents
    claim = _build(context, noun, _noun_step(noun, verb), frame, modality(noun))
    return claim if claim.roles.get("person") or claim.roles.get("authority") else None


def _noun_tells_a_step(context: Context, noun: Token, verb: Token | None) -> bool:
    if noun.dep == "compound" or (noun.lemma in _NOUNS_NEED_LAW and not _law_near_noun(context, noun)):
        return False
    if noun.dep == "pobj" and noun.head.lemma == "for" and noun.head.head.lemma in _SEEKS:
        return False  # "a warrant for the arrest of X", "calls for his release"
    if noun.lemma == "charge" and noun.head.lemma in ("in", "take"):
        return False  # "in charge of", "take charge"
    if noun.lemma in ("custody", "detention") and noun.dep == "pobj" and _dies_in_custody(noun.head.head):
        return False
    return not (
        verb is not None and verb.lemma in _UNDOES and noun.dep in ("dobj", "nsubjpass")
    )  # "dropped the charges"


def _people_of(context: Context, frame: Frame, verb: Token | None) -> list[Token]:
    """Whom a noun's step is taken against: "of X", "against X", or whoever "faces" or "serves" it."""
    heads = frame.patients + [h for p in ("against", "for", "of") for h in frame.prepositions.get(p, [])]
    people = [p for p in heads if _is_person(context, p)]
    if people or verb is None or verb.lemma not in _NOUN_SUPPORT:
        return people
    above = frame_of(verb)
    return [t for t in (*above.patients, *above.agents) if _is_person(context, t)][:1]


def _noun_step(noun: Token, verb: Token | None) -> str:
    if noun.lemma == "arrest" and any(c.lemma == "house" for c in noun.children):
        return "detained"
    if noun.lemma == "sentence" and verb is not None and verb.lemma == "serve":
        return "jailed"
    return NOUNS[noun.lemma]


def _in_exchange(context: Context, noun: Token) -> Claim | None:
    """ "released X in exchange for two aid workers": the exchange is of both."""
    verb = noun.head.head
    others = frame_of(noun).prepositions.get("for", [])
    if (
        noun.dep != "pobj"
        or noun.head.lemma != "in"
        or verb.lemma not in VERBS
        or not any(_is_person(context, o) for o in others)
    ):
        return None
    return _build(
        context,
        noun,
        "exchanged",
        Frame(agents=frame_of(verb).agents, patients=[*frame_of(verb).patients, *others]),
        modality(verb),
    )


def _law_near_noun(context: Context, noun: Token) -> bool:
    if noun.lemma == "sentence":
        return any(
            c.lemma in ("life", "death", "prison", "jail", "custodial") or "year" in c.lemma or "month" in c.lemma
            for c in noun.children
        )
    if noun.lemma == "trial" and any(_is_person(context, p) for p in frame_of(noun).prepositions.get("of", [])):
        return True
    if noun.lemma in ("custody", "trial", "parole"):
        return (
            noun.head.lemma in ("in", "on", "into", "stand", "await", "face") or noun.child("poss", "amod") is not None
        )
    sentence = context.sentence(noun)
    return any(t.lemma in _LAW and t is not noun for t in context.tokens[sentence.first : sentence.last])


# Steps no body can undergo, only people: "ordered their release" is not the court's own.
_BODILY = frozenset("arrested detained jailed released extradited repatriated exchanged died_in_custody".split())
_SPANS = frozenset("year month week day hour life".split())
"""Heads of how long somebody is jailed, which is no charge."""


def _build(context: Context, trigger: Token, step: str, frame: Frame, how: Modality) -> Claim:
    if step == "tried" and trigger.head.lemma in ("await", "face"):  # it is still to come
        how = Modality(how.polarity, how.certainty, "planned", how.stage)
    if step == "sentenced":  # "A to 14 years and B to nine"
        to = [t for h in frame.prepositions.get("to", []) for t in joined(h) if _is_person(context, t)]
        frame.patients = [*frame.patients, *to]
    # "Two jailed over bombing": no "Two" jails anybody.
    if not frame.patients and all(a.pos == "NUM" for a in frame.agents):
        frame.patients, frame.agents = frame.agents, []
    against = (
        ("person", "")
        if step in _BODILY and not any(p.lemma in _GROUPS for p in frame.patients)
        else ("person", "", "organisation")
    )
    person = tuple(f for f in context.fillers(frame.patients) if f.type in against)
    authority = tuple(f for f in context.fillers(frame.agents) if f not in person and f.type != "time")
    roles: dict[str, tuple[Filler, ...]] = {"person": person, "authority": authority}
    if step in ("charged", "convicted", "sentenced", "acquitted", "arrested", "tried", "jailed"):
        heads = [
            h
            for p in ("with", "of", "for", "on suspicion", "over", "on")
            for h in frame.prepositions.get(p, [])
            if p != "on" or h.lemma in ("count", "charge")
            if not _is_person(context, h) and h.lemma not in _SPANS | _GROUNDS
        ]
        roles["charge"] = tuple(f for f in (_phrase(context, h) for h in heads) if f.type not in ("time", "person"))
    time, published = time_of(context, trigger), context.reading.document.published
    if how.mode == "actual" and time and time.begins and published and time.begins > published:
        how = replace(how, mode="planned")  # "the trial opens on 4 December"
    claim = context.claim(
        "proceeding",
        step,
        trigger,
        how,
        roles=roles,
        time=time,
        place=place_of(context, trigger, back=1 if step in ("arrested", "detained") else 0),
    )
    # who orders, finds or pleads does it by saying so: "the judge ordered the detention" is the outlet's telling
    performed = trigger.lemma == "guilty" or trigger.head.lemma in _ORDERS
    acts = {f.name for f in (*authority, *person)} if performed else set()
    return replace(claim, said_by=tuple(v for v in claim.said_by if v.name not in acts))


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
    inside = context.tokens[head.i : min(head.right, head.i + LONGEST) + 1]
    ground = next((a.i for a, b in pairwise(inside) if a.lemma == "for" and b.lemma in _GROUNDS), head.right + 1)
    last = context.tokens[min(ground - 1, head.i + LONGEST)]
    # not in the middle of a phrase: "a private email | system"
    while last.i < last.head.i <= head.i + LONGEST + BEYOND and last.head.i < ground:
        last = last.head
    while last.i > head.i and (last.head.i > last.i or last.pos in _OPEN):
        last = context.tokens[last.i - 1]
    first = head.first
    return Filler(context.words(first, last), (Span(first.start, last.end),), "")
