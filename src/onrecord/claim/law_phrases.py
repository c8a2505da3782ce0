"""Steps of the law told by several words: "pleaded guilty", "walked free", "was given 12 years", "is behind bars"."""

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.claim import law_words as words
from onrecord.claim.context import Context
from onrecord.claim.frames import Frame, frame_of, prepositions
from onrecord.claim.modality import Modality, modality
from onrecord.claim.whom import meant
from onrecord.model import Token


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the law, still to be made a claim."""

    trigger: Token
    """The word it rests on."""
    step: str
    """Which one: "tried"."""
    frame: Frame
    """Against whom, by whom, and what for."""
    how: Modality
    """How it is put."""


def phrase_step(context: Context, token: Token) -> Step | None:
    """The step that a word tells together with those around it; None where it tells none."""
    read = _BY_LEMMA.get(token.lemma)
    return read(context, token) if read is not None else None


def is_person(context: Context, head: Token) -> bool:
    """Whether a step of the law may be taken against whom a word names."""
    mention = context.mention(head)
    return (
        head.lemma in ("who", "whom", "one", "two", "three", "four")
        or (mention is not None and mention.type == "person")
        or head.pos == "NUM"
        or head.lemma in words.GROUPS
        or (head.lemma == "other" and head.tag == "NNS")  # "the others were released"
        or (head.lemma == "old" and head.i > head.first.i)  # "the 44-year-old"
        or any(c.dep == "appos" and c.entity == "PERSON" for c in head.children)  # "his predecessor, X,"
        or (mention is not None and head.lemma in ("they", "their", "them", "i", "we"))
    )


def law_near(context: Context, token: Token) -> bool:
    """Whether a sentence has a word of the law."""
    sentence = context.sentence(token)
    return any(t.lemma in words.LAW for t in context.tokens[sentence.first : sentence.last])


def law_near_before(context: Context, token: Token) -> bool:
    """Whether the sentence, or the one before, is about the law: a player may be let go, too."""
    before = context.reading.sentences[max(0, token.sentence - 1)]
    return law_near(context, token) or any(
        t.lemma in words.LAW or (t.lemma in words.VERBS and t.pos == "VERB" and t.sentence != token.sentence)
        for t in context.tokens[before.first : before.last]
    )


def in_captors_hands(context: Context, token: Token) -> bool:
    """Whether the sentences around are about captors, and not about the law: those free whom they took without any step of it."""
    near = {t.lemma for t in context.near(token, 2)}
    return bool(near & (words.TAKERS | words.CAPTORS)) and not near & words.OFFICIAL


def dies_in_custody(verb: Token) -> bool:
    """ "died in custody", "died under torture", "was found dead in his cell", "hanged himself in prison", "committed suicide in custody"."""
    whom = verb.child("dobj")
    himself = whom is not None and (whom.lemma == "suicide" or whom.lemma.endswith("self"))
    dead = (
        verb.lemma == "die"
        or (himself and verb.lemma in words.ENDS_IT)
        or (verb.lemma == "find" and any(c.lemma in words.DEAD for c in verb.children))
    )
    if dead and any(h.lemma == "torture" for h in frame_of(verb).prepositions.get("under", [])):
        return True
    return (dead and verb.pos == "VERB" and any(
        t.lemma in words.CUSTODY
        for p in ("in", "dead in")
        for h in frame_of(verb).prepositions.get(p, [])
        for t in (h, *(c for c in h.children if c.dep in ("compound", "poss", "nmod") and h.lemma in words.WARDS))
    )) or (dead and any(g.lemma in words.CUSTODY for c in verb.children if c.lemma in words.DEAD for p in c.children for g in p.children))  # fmt: skip


def _may_be_tried(context: Context, head: Token) -> bool:
    """Whether a phrase of the law alone may be told of whom a word names: of a name that nothing knows, too."""
    return is_person(context, head) or (head.pos == "PROPN" and not head.entity and context.mention(head) is None)


def _guilty(context: Context, guilty: Token) -> Step | None:
    """ "pleaded not guilty": who pleads is tried; "found X guilty of ...": X may hang on "guilty"."""
    if guilty.head.lemma == "verdict":
        return _verdict(context, guilty, guilty.head)
    verb = _judging(guilty)
    if verb is None:
        return None
    frame = frame_of(verb)
    if verb.lemma == "plead":
        pleads = [a for a in frame.agents if a.pos in ("PROPN", "PRON") or is_person(context, a)]
        tried = [p for agent in pleads for p in meant(context, agent, words.VERBS)]
        if not tried:
            return None
        to = [h for own in (frame.prepositions, prepositions(guilty)) for h in own.get("to", [])]
        return Step(guilty, "tried", Frame(patients=tried, prepositions={"of": to}), modality(verb))
    frame.patients = [t for t in [guilty.child("nsubj")] if t] or frame.patients
    frame.prepositions |= prepositions(guilty)
    return Step(guilty, "convicted", frame, modality(verb))


def _verdict(context: Context, guilty: Token, verdict: Token) -> Step | None:
    """ "A jury returned a guilty verdict against X for the murder"."""
    verb = verdict.head if verdict.dep == "dobj" else verdict
    brought = [
        h
        for own in (prepositions(verdict), prepositions(verb))
        for p in ("against", "for", "in")
        for h in own.get(p, [])
    ]
    people = [h for h in brought if _may_be_tried(context, h)]
    agents = frame_of(verb).agents if verb is not verdict else []
    frame = Frame(agents=agents, patients=people, prepositions={"for": [h for h in brought if h not in people]})
    return Step(guilty, "convicted", frame, modality(verdict)) if people else None


def _judging(guilty: Token) -> Token | None:
    """The verb in "found X guilty", "found X, 41, and Y guilty", "pleaded guilty"."""
    above = guilty.head
    while above.pos in ("PROPN", "NOUN", "NUM") and above.dep in ("conj", "dobj", "appos"):
        above = above.head
    return above if above.lemma in ("find", "plead") else None


def _handed(context: Context, verb: Token) -> Step | None:
    """ "was handed over to Brennia": a person, to a country; "was handed 12 years"."""
    frame = frame_of(verb)
    if verb.child("prt") is None:
        return _given(context, verb)
    if verb.dep == "conj" and verb.child("dobj", "nsubj", "nsubjpass") is None:  # "was arrested and handed over"
        frame.patients = [t for t in [verb.head.child("nsubjpass")] if t]
    to = any(h.entity == "GPE" for h in frame.prepositions.get("to", []))
    if not to or not any(_may_be_tried(context, p) for p in frame.patients):
        return None
    return Step(verb, "extradited", frame, modality(verb))


def _given(context: Context, verb: Token) -> Step | None:
    """ "was given 12 years for treason", "the court gave him life": a sentence; "ten years to leave" or "as mayor" is none."""
    term = next((c for c in verb.children if c.dep in ("dobj", "npadvmod") and c.lemma in words.TERMS), None)
    if verb.pos != "VERB" or term is None or not law_near_before(context, verb):
        return None
    if context.tokens[min(term.i + 1, len(context.tokens) - 1)].text == "to":
        return None  # "two years to complete the plan"
    counted = term.lemma == "life" or term.child("nummod") is not None
    if not counted or (term.lemma == "life" and term.children) or any(c.dep in ("acl", "relcl") for c in term.children):
        return None
    frame = frame_of(verb)
    passive = verb.child("nsubjpass") is not None
    gets = [] if passive or verb.lemma in ("give", "hand") else frame.agents
    patients = gets or [t for t in [verb.child("nsubjpass") if passive else verb.child("dative")] if t]
    frame.agents = [] if gets else frame.agents
    frame.patients = [p for patient in patients for p in meant(context, patient, words.VERBS)]
    frame.prepositions |= prepositions(term)
    return (
        Step(verb, "sentenced", frame, modality(verb))
        if any(_may_be_tried(context, p) for p in frame.patients)
        else None
    )


def _serves(context: Context, verb: Token) -> Step | None:
    """ "is serving 14 years for spying": jailed; "served two years as mayor" is an office."""
    term = verb.child("dobj")
    frame = frame_of(verb)
    counted = verb.pos == "VERB" and term is not None and term.lemma in words.TERMS
    told = counted and term is not None and not any("as" in own for own in (frame.prepositions, prepositions(term)))
    still = verb.tag == "VBG" and verb.child("aux") is not None  # "is serving eleven years" is told of prison alone
    if not told or term is None or not (still or law_near_before(context, verb)):
        return None
    people = [p for p in frame.agents if _may_be_tried(context, p)]
    charged = frame.prepositions | prepositions(term)
    return Step(verb, "jailed", Frame(patients=people, prepositions=charged), modality(verb)) if people else None


def _goes_free(context: Context, verb: Token) -> Step | None:
    """ "walked free", "was set free": who was held is free."""
    free = any(c.lemma == "free" and c.dep in ("acomp", "oprd", "advmod", "xcomp", "amod") for c in verb.children)
    if verb.pos != "VERB" or not free or not law_near_before(context, verb) or in_captors_hands(context, verb):
        return None
    frame = frame_of(verb)
    passive = verb.child("nsubjpass") is not None
    people = frame.patients if passive or verb.lemma == "set" else frame.agents
    people = [p for head in people for p in meant(context, head, words.VERBS) if _may_be_tried(context, p)]
    by = frame.agents if verb.lemma == "set" else []
    return Step(verb, "released", Frame(agents=by, patients=people), modality(verb)) if people else None


def _cleared(context: Context, verb: Token) -> Step | None:
    """ "was cleared of fraud": acquitted; a road is cleared of snow."""
    frame = frame_of(verb)
    people = [p for head in frame.patients for p in meant(context, head, words.VERBS) if _may_be_tried(context, p)]
    if verb.pos != "VERB" or not people or "of" not in frame.prepositions or not law_near(context, verb):
        return None
    frame.patients = people
    return Step(verb, "acquitted", frame, modality(verb))


def _kept(context: Context, noun: Token) -> Step | None:
    """ "is behind bars", "remains in prison", "spent two years in jail"."""
    brings, verb = noun.head.lemma, noun.head.head
    inside = brings == "behind" if noun.lemma == "bar" else brings == "in"
    if noun.dep != "pobj" or not inside or verb.lemma not in words.STAYS_IN or verb.pos not in ("VERB", "AUX"):
        return None
    if any(c.dep in ("det", "poss", "compound") for c in noun.children) and noun.lemma != "bar":
        return None  # "was in the prison when it burnt", "in the state's prison system"
    people = [
        p for head in frame_of(verb).agents for p in meant(context, head, words.VERBS) if _may_be_tried(context, p)
    ]
    people = people or [p for p in frame_of(verb).patients if _may_be_tried(context, p)]
    frame = Frame(patients=people, prepositions={k: v for k, v in prepositions(verb).items() if k in ("for", "on")})
    return Step(noun, "jailed", frame, modality(verb)) if people else None


def _picked_up(context: Context, verb: Token) -> Step | None:
    """ "was picked up by police": held."""
    frame = frame_of(verb)
    people = [p for p in frame.patients if _may_be_tried(context, p)]
    told = verb.pos == "VERB" and any(c.lemma == "up" for c in verb.children)
    if not told or not people or not any(a.lemma in words.KEEPERS for a in frame.agents):
        return None
    return Step(verb, "detained", frame, modality(verb))


def _in_court(context: Context, verb: Token) -> Step | None:
    """ "appeared in court", "before a judge": whoever is heard there is tried."""
    brought = frame_of(verb).prepositions
    court = any(h.lemma in words.COURTS for p in ("in", "before", "at") for h in brought.get(p, []))
    people = [p for p in frame_of(verb).agents if _may_be_tried(context, p)]
    if verb.pos != "VERB" or not court or not people or verb.child("xcomp", "oprd") is not None:
        return None
    # who speaks there for others is not tried; nor who speaks as a witness
    if any(p.lemma in _NOT_TRIED or "as" in brought for p in people):
        return None
    charged = {"on": brought.get("on", []), "of": brought.get("over", [])}
    return Step(verb, "tried", Frame(patients=people, prepositions=charged), modality(verb))


_NOT_TRIED = frozenset("witness lawyer attorney prosecutor expert counsel judge".split())


def _court_martialled(context: Context, word: Token) -> Step | None:
    """ "were court-martialled for mutiny", which the tokenizer cuts into three."""
    if not word.text.lower().startswith("martial") or context.tokens[word.i - 2].lemma != "court":
        return None
    verb = word.head if word.dep in ("acomp", "attr") else word
    subject = verb.child("nsubjpass", "nsubj")
    return Step(word, "tried", Frame(patients=[subject], prepositions=prepositions(word)), modality(verb)) if subject else None  # fmt: skip


def _non_grata(context: Context, word: Token) -> Step | None:
    """ "was declared persona non grata": expelled."""
    verb = next((a for a in word.ancestors() if a.pos == "VERB" and a.lemma != "persona"), None)
    if verb is None or context.tokens[word.i - 2].lemma not in ("persona", "personae"):
        return None
    frame = frame_of(verb)
    passive = verb.child("nsubjpass")
    named = [passive] if passive is not None else context.tokens[verb.i + 1 : word.i]  # wherever the parser hangs them
    people = [p for p in named if p.pos in ("NOUN", "PROPN", "PRON") and is_person(context, p)]
    return Step(word, "expelled", Frame(agents=frame.agents, patients=people[:1]), modality(verb)) if people else None


def _let_go(context: Context, go: Token) -> Step | None:
    """ "They let him go after two days": who was held is free."""
    if go.head.lemma != "let":
        return _goes_free(context, go)
    whom = go.child("nsubj") or go.head.child("dobj", "nsubjpass")
    if whom is None or not (_may_be_tried(context, whom) or whom.pos == "PRON") or not law_near_before(context, go):
        return None
    frame = Frame(agents=frame_of(go.head).agents, patients=meant(context, whom, words.VERBS))
    return Step(go, "released", frame, modality(go.head))


def _stripped(_: Context, strip: Token) -> Step | None:
    """ "stripped of his immunity"."""
    of = frame_of(strip).prepositions.get("of", [])
    told = strip.pos == "VERB" and any(h.lemma == "immunity" for h in of)
    return Step(strip, "immunity_lifted", frame_of(strip), modality(strip)) if told else None


def _immunity(_: Context, noun: Token) -> Step | None:
    """ "lifted the consul's immunity", "the immunity of X", "voted to strip the deputy of his immunity"."""
    if noun.head.lemma in words.LIFTS:
        whose = [t for t in [noun.child("poss")] if t] or prepositions(noun).get("of", [])
        lost = noun.head.lemma == "lose"  # by who had it
        frame = Frame(agents=[] if lost else frame_of(noun.head).agents, patients=whose)
        return Step(noun, "immunity_lifted", frame, modality(noun.head))
    strip = next((a for a in noun.ancestors() if a.lemma == "strip"), None)
    # told by the verb, unless the parser hangs "of" elsewhere
    if strip is None or any(h is noun for h in frame_of(strip).prepositions.get("of", [])):
        return None
    stripped = frame_of(strip).patients
    return Step(noun, "immunity_lifted", Frame(patients=stripped), modality(noun.head.head)) if stripped else None


def _undone(context: Context, verb: Token) -> Step | None:
    """ "dropped the charges against X", "X's conviction was quashed"."""
    what = verb.child("dobj", "nsubjpass")
    step = next((s for s, (verbs, things) in words.UNDONE.items() if what and verb.lemma in verbs and what.lemma in things), None)  # fmt: skip
    if what is None or step is None or verb.pos != "VERB":
        return None
    whose = [h for own in (prepositions(what), prepositions(verb)) for p in ("against", "of", "for") for h in own.get(p, [])]  # fmt: skip
    named = [p for head in [*whose, *(c for c in what.children if c.dep == "poss")] for p in meant(context, head, words.VERBS)]  # fmt: skip
    people = [p for p in named if _may_be_tried(context, p)] or (
        _convicted_before(context, verb) if not named and step == "overturned" else []
    )
    return Step(verb, step, Frame(agents=frame_of(verb).agents, patients=people), modality(verb)) if people else None


def _convicted_before(context: Context, verb: Token) -> list[Token]:
    """Whose verdict it is: "X was convicted of murder; the verdict was overturned two years later"."""
    before = context.tokens[max(0, verb.i - 60) : verb.i]
    near = (
        t
        for t in reversed(before)
        if t.pos == "VERB"
        and verb.sentence - t.sentence <= 1
        and words.VERBS.get(t.lemma) in ("convicted", "sentenced")
    )
    found = next(near, None)
    told = frame_of(found).patients if found is not None else []
    return [p for patient in told for p in meant(context, patient, words.VERBS) if _may_be_tried(context, p)]


def _died(context: Context, verb: Token) -> Step | None:
    if not dies_in_custody(verb):
        return None
    frame = frame_of(verb)
    people = frame.patients if verb.child("nsubjpass") else frame.agents
    people = [p for person in people for p in meant(context, person, words.VERBS)]
    dead = next((c for c in verb.children if c.lemma in words.DEAD and c.dep in ("xcomp", "oprd", "acomp")), verb)
    return Step(dead, "died_in_custody", Frame(patients=people), modality(verb))


_BY_LEMMA: dict[str, Callable[[Context, Token], Step | None]] = {
    "guilty": _guilty,
    "hand": _handed,
    "give": _given,
    "get": _given,
    "receive": _given,
    "draw": _given,
    "serve": _serves,
    "go": _let_go,
    "walk": _goes_free,
    "set": _goes_free,
    "clear": _cleared,
    "bar": _kept,
    "prison": _kept,
    "jail": _kept,
    "pick": _picked_up,
    "appear": _in_court,
    "martial": _court_martialled,
    "martialle": _court_martialled,  # as the lemmatizer has "martialled"
    "martialled": _court_martialled,
    "grata": _non_grata,
    "strip": _stripped,
    **dict.fromkeys(words.UNDOES, _undone),
    "immunity": _immunity,
    **dict.fromkeys(words.ENDS_IT, _died),
    "die": _died,
    "find": _died,
}
"""Word -> what reads the phrase around it."""
