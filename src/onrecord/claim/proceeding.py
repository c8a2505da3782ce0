"""Proceedings: what the law did to a person, step by step."""

from onrecord.claim.context import Context, joined
from onrecord.claim.frames import Frame, frame_of
from onrecord.claim.modality import Modality, modality
from onrecord.model import Claim, Filler, Span, Token

VERBS: dict[str, str] = {
    lemma: step
    for step, lemmas in {
        "arrested": "arrest apprehend nab recapture capture",
        "detained": "detain intern hold",
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
        "expel",
        "detain",
        "hold",
    ]
)
NEEDS_LAW = frozenset(["try", "charge", "condemn", "release", "free", "exchange", "swap"])
_CUSTODY = frozenset("custody detention prison jail cell".split())
_HELD = frozenset("in by at over on for without since".split())
_MEASURES = frozenset(["expel", "arrest", "prosecute"])
_LAW = frozenset(
    [
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
    ]
)


def proceedings(context: Context) -> list[Claim]:
    """Every step of the law a document tells."""
    claims = []
    for token in context.tokens:
        claim = None
        if token.pos == "VERB" and token.lemma in VERBS:
            claim = _from_verb(context, token)
        elif token.pos == "NOUN" and token.lemma in NOUNS:
            claim = _from_noun(context, token)
        elif token.lemma == "guilty" and token.head.lemma in ("find", "plead"):
            step = "convicted" if token.head.lemma == "find" else "tried"
            frame = frame_of(token.head)
            if step == "tried":  # who pleads is who is tried
                frame = Frame(patients=frame.agents)
            claim = _build(context, token, step, frame, modality(token.head))
        elif (
            token.lemma == "strip"
            and token.pos == "VERB"
            and any(h.lemma == "immunity" for h in frame_of(token).prepositions.get("of", []))
        ):
            claim = _build(context, token, "immunity_lifted", frame_of(token), modality(token))
        elif token.lemma == "immunity" and token.head.lemma in (
            "lift",
            "waive",
            "revoke",
            "lose",
            "remove",
        ):
            claim = _immunity(context, token)
        elif _dies_in_custody(token):
            claim = _died(context, token)
        if claim:
            claims.append(claim)
    return claims


def _dies_in_custody(verb: Token) -> bool:
    """ "died in custody", "was found dead in his cell"."""
    dead = verb.lemma == "die" or (verb.lemma == "find" and any(c.lemma == "dead" for c in verb.children))
    return (dead and verb.pos == "VERB" and any(
        h.lemma in _CUSTODY for p in ("in", "dead in") for h in frame_of(verb).prepositions.get(p, [])
    )) or (dead and any(g.lemma in _CUSTODY for c in verb.children if c.lemma == "dead" for p in c.children for g in p.children))  # fmt: skip


def _died(context: Context, verb: Token) -> Claim:
    frame = frame_of(verb)
    people = frame.patients if verb.child("nsubjpass") else frame.agents
    return _build(context, verb, "died_in_custody", Frame(patients=people), modality(verb))


def _from_verb(context: Context, verb: Token) -> Claim | None:
    frame = frame_of(verb)
    if verb.dep in ("advcl", "acl", "conj") and not any(_is_person(context, p) for p in frame.patients):
        # "went on trial, charged with ...": the participle's person is the subject above
        subject = verb.head.child("nsubj", "nsubjpass")
        if verb.tag == "VBN" and verb.child("dobj") is None and subject is not None and _is_person(context, subject):
            frame.patients = [subject]
    if verb.dep in ("acomp", "oprd") and verb.tag == "VBN" and not frame.patients:  # "remains jailed"
        frame.patients = [t for t in [verb.head.child("nsubj")] if t]
    if verb.lemma == "hold" and not (verb.tag == "VBN" and frame.prepositions.keys() & _HELD):
        return None
    how = modality(verb)
    if how.mode in ("called_for", "planned") and verb.lemma in _MEASURES:
        return None  # what is called for or proposed is a measure, not a step
    if verb.lemma in NEEDS_PERSON and not any(_is_person(context, p) for p in frame.patients):
        return None
    swapped = verb.lemma in ("exchange", "swap") and any(
        _is_person(context, p) for p in frame.prepositions.get("for", [])
    )
    if verb.lemma in NEEDS_LAW and not swapped and not _law_near(context, verb):
        return None
    if verb.lemma == "try" and verb.child("xcomp") is not None:
        return None
    if not frame.patients and verb.dep == "amod":
        frame.patients = [verb.head]
    return _build(context, verb, VERBS[verb.lemma], frame, how)


def _is_person(context: Context, head: Token) -> bool:
    mention = context.mention_at.get(head.i)
    return (
        head.lemma in ("who", "whom", "one", "two", "three", "four")
        or (mention is not None and mention.type == "person")
        or head.pos == "NUM"
        or (mention is not None and head.lemma == "they")
    )


def _law_near(context: Context, token: Token) -> bool:
    sentence = context.sentence(token)
    return any(t.lemma in _LAW for t in context.tokens[sentence.first : sentence.last])


def _from_noun(context: Context, noun: Token) -> Claim | None:
    frame = frame_of(noun)
    if noun.lemma in (
        "charge",
        "sentence",
        "trial",
        "release",
        "capture",
        "parole",
        "custody",
        "prosecution",
        "conviction",
    ) and not _law_near_noun(context, noun):
        return None
    if noun.lemma == "charge" and (noun.head.lemma == "in" or noun.head.lemma == "take"):
        return None  # "in charge of", "take charge"
    if noun.dep == "compound":
        return None
    if noun.lemma in ("custody", "detention") and noun.dep == "pobj" and _dies_in_custody(noun.head.head):
        return None
    if noun.lemma in ("exchange", "swap"):
        return _in_exchange(context, noun)
    people = [p for p in frame.patients if _is_person(context, p)]
    for preposition in ("against", "for", "of"):
        people += [p for p in frame.prepositions.get(preposition, []) if _is_person(context, p)]
    verb = next((a for a in noun.ancestors() if a.pos in ("VERB", "AUX")), None)
    if not people and verb is not None and verb.lemma in _NOUN_SUPPORT:
        people = [t for t in (frame_of(verb).patients + frame_of(verb).agents) if _is_person(context, t)][:1]
    frame.patients = people
    authority = [c for c in noun.children if c.dep in ("amod", "poss", "nmod") and c.entity in ("NORP", "GPE", "ORG")]
    frame.agents = frame.agents or authority
    return _build(context, noun, NOUNS[noun.lemma], frame, modality(noun))


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
    if noun.lemma in ("custody", "trial", "parole"):
        return (
            noun.head.lemma in ("in", "on", "into", "stand", "await", "face") or noun.child("poss", "amod") is not None
        )
    sentence = context.sentence(noun)
    return any(t.lemma in _LAW and t is not noun for t in context.tokens[sentence.first : sentence.last])


def _immunity(context: Context, noun: Token) -> Claim:
    frame = Frame(agents=frame_of(noun.head).agents, patients=[t for t in [noun.child("poss")] if t])
    return _build(context, noun, "immunity_lifted", frame, modality(noun.head))


def _build(context: Context, trigger: Token, step: str, frame: Frame, how: Modality) -> Claim:
    if step == "sentenced":  # "A to 14 years and B to nine"
        to = [t for h in frame.prepositions.get("to", []) for t in joined(h) if _is_person(context, t)]
        frame.patients = [*frame.patients, *to]
    person = tuple(f for f in context.fillers(p for p in frame.patients) if f.type in ("person", "", "organisation"))
    authority = tuple(f for f in context.fillers(frame.agents) if f not in person and f.type != "time")
    roles: dict[str, tuple[Filler, ...]] = {"person": person, "authority": authority}
    if step in ("charged", "convicted", "sentenced", "acquitted", "arrested", "tried", "jailed"):
        heads = [
            h
            for p in ("with", "of", "for", "on suspicion", "over")
            for h in frame.prepositions.get(p, [])
            if not _is_person(context, h)
        ]
        roles["charge"] = tuple(f for f in (_phrase(context, h) for h in heads) if f.type not in ("time", "person"))
    return context.claim(
        "proceeding",
        step,
        trigger,
        how,
        roles=roles,
        time=context.time_of(trigger),
        place=context.place_of(trigger, back=1 if step in ("arrested", "detained") else 0),
    )


def _phrase(context: Context, head: Token) -> Filler:
    """A charge in the text's own words: "conspiracy to murder"."""
    last = context.tokens[min(head.right, head.i + 8)]
    first = head.first
    return Filler(context.words(first, last), (Span(first.start, last.end),), "")
