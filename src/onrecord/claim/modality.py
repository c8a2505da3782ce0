"""Whether something is told as real: polarity, certainty, mode and stage, read off the words that govern it.

After FactBank (Saurí and Pustejovsky 2009): walk from the trigger up its governing words; each row of
the tables below says what a governor does to what it governs.
"""

from dataclasses import dataclass

from onrecord.claim.frames import CARRY_OUT, HELD_TRUE, SUSPICIONS, THINKS, governor, is_wanted_done
from onrecord.model import Certainty, Mode, Polarity, Stage, Token


@dataclass(frozen=True, slots=True)
class Modality:
    """How a proposition is put."""

    polarity: Polarity = "affirmed"
    certainty: Certainty = "stated"
    mode: Mode = "actual"
    stage: Stage = "carried_out"


# Governing lemma -> stage of what it governs.
_STAGE_WORDS: tuple[tuple[Stage, str], ...] = (
    ("threatened", "threaten threat vow warn ultimatum"),
    (
        "planned",
        "plan plot conspire conspiracy intend intention prepare preparation scheme order commission instruct plotter recruit hire pay aim want suppose",
    ),
    (
        "foiled",
        "foil thwart prevent disrupt avert stop defuse neutralise neutralize uncover intercept abort frustrate block deactivate",
    ),
    ("attempted", "attempt try fail failed unsuccessful attempted seek botched abortive failure effort"),
)
STAGES: dict[str, Stage] = {lemma: stage for stage, lemmas in _STAGE_WORDS for lemma in lemmas.split()}
# The same said by an adjective beside the trigger: "a foiled attack".
_BESIDE: dict[str, Stage] = {
    "attempted": "attempted", "failed": "attempted", "unsuccessful": "attempted", "abortive": "attempted", "botched": "attempted",
    "attempt": "attempted", "fail": "attempted", "planned": "planned", "plan": "planned", "threaten": "threatened", "foiled": "foiled", "thwarted": "foiled", "threatened": "threatened",
}  # fmt: skip
_BESIDE_IT = frozenset("aux advmod amod mark neg det".split())
_ORDER: tuple[Stage, ...] = ("carried_out", "threatened", "planned", "attempted", "foiled")

NOT_REAL = frozenset(["deny", "reject", "refute", "dismiss", "rule", "refuse", "decline"])
ASKS = frozenset("call demand urge ask appeal request recommend want press need require".split())
"""Verbs, and nouns, of who asks for something that is not so."""
WANTS = ASKS - {"press"} | {"seek"}
"""Those under which no step of the law and no measure is taken; of what is no deed, who "seeks" it asks for it, and has not tried it."""
CALLED_FOR = ASKS | frozenset("should must ought".split())
PROPOSED = frozenset("propose consider suggest weigh mull contemplate".split())
PROMISES = frozenset("promise pledge undertake commit guarantee offer volunteer".split())
"""Of what they say they will do, nothing is done: "promised to expel any diplomat found to have taken part"."""
_BRINGS_ABOUT = frozenset("impose issue order make secure seek".split())
KEEPS = frozenset("keep fulfil fulfill honour honor".split())
"""What is done with a promise that is carried out."""
POSSIBLE = frozenset(
    [
        "may",
        "might",
        "could",
        "possibly",
        "perhaps",
        "possible",
        "suspect",
        "suspected",
        "suspicion",
        "reportedly",
        "unconfirmed",
    ]
)
PROBABLE = frozenset(
    [
        "likely",
        "probably",
        "believe",
        "believed",
        "think",
        "apparently",
        "presumably",
        "appear",
        "seem",
        "allegedly",
        "alleged",
    ]
)
# Of doing what these bring with "of", "for" or "with", somebody is held to be able at most: "arrested for bombing", "was accused of kidnapping".
_UNPROVEN = frozenset(
    "accuse blame suspect charge indict arrest detain hold try prosecute implicate acquit clear".split()
)
_SETTLES = frozenset(["acquit", "clear"])
# What is held for somebody without holding anybody: "held a vigil for those killed".
_GATHERINGS = frozenset(
    "march rally vigil ceremony funeral meeting protest service minute mass prayer concert talk".split()
)
# What these let happen happens only if they do: "the bill would allow police to detain".
_LETS = frozenset("allow permit enable let make cause force require have".split())
# Through these a governor still reaches down to the trigger.
_PATH = frozenset(
    [
        "xcomp",
        "ccomp",
        "dobj",
        "pobj",
        "prep",
        "acl",
        "advcl",
        "pcomp",
        "nsubjpass",
        "nsubj",
        "conj",
        "amod",
        "compound",
        "relcl",
        "oprd",
        "appos",
        "attr",
        "agent",
        "poss",
        "nmod",
    ]
)


def modality(trigger: Token) -> Modality:
    """How the proposition a trigger tells is put by the words around and above it."""
    stages: list[Stage] = []
    polarity: Polarity = "affirmed"
    certainty: Certainty = "stated"
    mode: Mode = "actual"
    current, steps = trigger, 0
    while True:
        own = _own(current, is_trigger=steps == 0)
        polarity = "denied" if own.polarity == "denied" and steps == 0 else polarity
        certainty = own.certainty if certainty == "stated" else certainty
        mode = own.mode if mode == "actual" else mode
        if steps == 0 and own.stage != "carried_out":
            stages.append(own.stage)
        if current.head is current or current.dep not in _PATH or steps > 5:
            break
        above = current.head
        # "the attack was probably carried out", "was blamed on X"
        supported = current.dep == "nsubjpass" and (above.lemma in CARRY_OUT or above.lemma == "blame")
        apart = stands_beside(current) and above.lemma in NOT_REAL | PROPOSED | CALLED_FOR
        if mode == "actual" and _is_to_come(above, current):
            mode, stages = _was_to(above, current, stages)
        if (
            current.dep == "relcl"
            or (current.dep == "acl" and current.tag == "VBN")  # "a hearing is set for a man accused of murder"
            or is_about(current)
            or _is_given(current)
            or is_answered(current)
            or apart
            or (  # "rejected the appeal and he was deported"
                current.dep in ("nsubj", "nsubjpass") and above.lemma not in STAGES and not supported
            )
        ):
            certainty = _by_suspect(current, certainty)
            break  # what is said about a noun in passing does not govern it
        if certainty == "stated":
            certainty = "possible" if _is_held_against(above, current) else _believed(above, current)
        if _governs(above, current):
            if (
                above.lemma in STAGES
                and not (STAGES[above.lemma] == "foiled" and negated(above))
                and not _seeks(current)
                and not (above.lemma == "suppose" and _has_perfect(current))
            ):
                stages.append(STAGES[above.lemma])
            polarity = "denied" if _denies(above, current, trigger) or _is_disbelieved(above, current) else polarity
            mode = _mode_under(above, current, trigger) if mode == "actual" else mode
            certainty = "possible" if _may_come(above) else certainty
        if current.dep == "ccomp" and above.pos == "VERB" and above.lemma not in _LETS:
            break  # the reporting verb's own modality belongs to the attribution
        current, steps = above, steps + 1
    stage = _ORDER[max(map(_ORDER.index, stages), default=0)]
    return Modality(polarity, certainty, mode, stage)


def is_about(preposition: Token) -> bool:
    """ "Demanded an inquiry into the murder", "asked for help after the attack", "planned it on the anniversary of the massacre": none is asked for, or planned."""
    kept = preposition.lemma == "of" and preposition.head.lemma in KEPT
    return preposition.dep == "prep" and (preposition.lemma in ABOUT or kept)


def _is_given(clause: Token) -> bool:
    """ "Demanded that no envoy return while hostages are held", "called for sanctions because he was shot": what is a reason is not demanded."""
    return clause.dep == "advcl" and any(c.dep == "mark" and c.lemma in GIVEN for c in clause.children)


GIVEN = frozenset("while because since although though".split())
"""What begins a clause about what is so."""
ABOUT = frozenset("into about over after since during before follow amid regard concern".split())
"""Prepositions that bring what is known already; "following", "regarding" and "concerning" by their lemmas."""
KEPT = frozenset("anniversary memory commemoration aftermath".split())
"""What there is "of" a deed that was done."""


def is_answered(deed: Token) -> bool:
    """ "Might resign to protest the killing", "will investigate the attack", "a strike in protest at the murder": it was done, whatever is done about it."""
    above = deed.head.head if deed.dep == "pobj" else deed.head
    through = deed.dep in ("dobj", "nsubjpass") or (deed.dep == "pobj" and deed.head.dep == "prep")
    return through and deed.pos == "NOUN" and above.lemma in ANSWERS


ANSWERS = frozenset(
    "protest condemn denounce deplore decry criticise criticize mourn lament regret commemorate avenge investigate probe retaliate respond response revenge retaliation".split()
)
"""What is done about a deed that is known already."""


def stands_beside(verb: Token) -> bool:
    """Whether a verb is joined to another as a clause of its own: "denied the charge and had been tortured", "rejected the appeal and he was deported"."""
    if verb.dep != "conj" or verb.pos not in ("VERB", "AUX"):
        return False
    if verb.tag == "VBN" and verb.head.child("auxpass") is not None and verb.head.lemma == "dismiss":
        return True  # "was dismissed and charged"
    finite = verb.tag == "VBD" or any(c.dep in ("aux", "auxpass") and c.tag in ("VBD", "VBZ", "VBP") for c in verb.children)  # fmt: skip
    return finite or verb.child("nsubj", "nsubjpass") is not None


WHOEVER = frozenset("anyone anybody everyone everybody whoever".split())
"""Of whom a law speaks: "jail anyone who threatens a witness"."""
ALLOWS = frozenset("allow permit enable empower".split())
OPTIONS = frozenset("right option power ability authority chance opportunity possibility".split())
"""What somebody may do and has not done: "reserves the right to close the mission"."""
REFUSES = frozenset(["refuse", "decline"])
NOBODY = frozenset(["none", "nobody", "nothing", "neither"])
HARMS = frozenset("kill wound injure hurt harm".split())
"""Verbs whose deed was done though nobody was hurt by it: "the blast killed no one"."""
SCHEDULED = frozenset("schedule expect set due".split())
"""What is said of a step of the law that is still to come."""
SOUGHT = frozenset("information reward tip clue evidence".split())
"""What "leading to an arrest" says that there is none yet."""


def _is_to_come(above: Token, below: Token) -> bool:
    """ "His sentencing is scheduled for October", "he is to be sentenced", "information leading to the capture of X"."""
    if _is_what_should_be(above, below):
        return False
    infinitive = below if below.dep == "xcomp" else above.child("xcomp")
    if (
        below.dep == "nsubj"
        and above.lemma == "be"
        and any(c.lemma == "due" and c.child("xcomp") for c in above.children)
    ):
        return True  # "is due to open"
    is_to = above.lemma == "be" and infinitive is not None and any(c.lemma == "to" and c.dep == "aux" for c in infinitive.children)  # fmt: skip
    if is_to and below.dep in ("nsubj", "nsubjpass", "xcomp"):
        return True
    scheduled = below.dep in ("nsubj", "nsubjpass") and above.lemma in SCHEDULED and above.child("dobj") is None
    proposed = below.dep == "nsubjpass" and above.lemma in PROMISES | PROPOSED
    return scheduled or proposed or (below.dep == "prep" and above.lemma == "lead" and above.head.lemma in SOUGHT)


def _was_to(be: Token, deed: Token, stages: list[Stage]) -> tuple[Mode, list[Stage]]:
    """What is to come, and of whoever "was to attack the rally" that it was planned."""
    by_him = be.lemma == "be" and be.tag == "VBD" and deed.dep == "xcomp" and deed.child("auxpass") is None
    return ("actual", [*stages, "planned"]) if by_him else ("planned", stages)


def _seeks(preposition: Token) -> bool:
    """ "Tried 45 soldiers for killing a priest", "is sought for the murder": nobody tried to."""
    return preposition.dep == "prep" and preposition.head.lemma in ("try", "seek")


def _is_held_against(above: Token, current: Token) -> bool:
    """ "Arrested for bombing", "accused of the killing", "on suspicion of spying": somebody is only thought to have done it; held "over the murder", it was done."""
    if current.dep == "nsubjpass" and above.lemma == "blame":
        return _is_unproven(above)
    if (
        current.dep == "pobj"
        and above.lemma == "for"
        and above.head.lemma == "arrest"
        and above.head.head.lemma == "under"
    ):
        return True
    while above.dep == "conj" and above.head.pos == "ADP":  # "accused of theft and of murdering X"
        above = above.head
    if above.head.lemma in _SETTLES and current.dep == "pobj" and current.child("det", "poss") is not None:
        return False  # "acquitted of the murder of X": who was murdered
    if current.dep == "pcomp":
        return _is_unproven(governor(above)) or above.head.lemma in SUSPICIONS
    if above.head.lemma == "suspicion" and above.lemma == "of" and current.child("det", "poss") is None:
        return True  # "on suspicion of murder"; of "the murder" only the doer is in doubt
    return current.dep == "pobj" and above.lemma in ("of", "for") and _is_unproven(above.head)


def _by_suspect(deed: Token, before: Certainty) -> Certainty:
    """ "X is the accused gunman who shot her": he is only held to have done it."""
    subject = deed.child("nsubj") if deed.dep == "relcl" else None
    if before != "stated" or subject is None or subject.tag not in ("WP", "WDT"):
        return before
    return as_suspect(deed.head)


def as_suspect(person: Token) -> Certainty:
    """How sure it is that an "accused", "suspected" or "alleged" doer did it."""
    told = {c.text.lower() for c in person.children if c.dep == "amod"}
    return "possible" if told & {"accused", "suspected"} else "probable" if "alleged" in told else "stated"


def _believed(above: Token, current: Token) -> Certainty:
    """ "Is believed to have killed", "it is feared that", "police think that": how sure that leaves it."""
    if above.pos != "VERB" or current.dep not in ("xcomp", "ccomp") or above.lemma not in HELD_TRUE:
        return "stated"
    if above.lemma == "suppose" and current.dep == "xcomp" and not _has_perfect(current):
        return "stated"  # "was supposed to kill": that was the plan
    by_all = above.child("auxpass") is not None or (above.dep == "acl" and above.tag == "VBN")
    by_nobody = by_all and above.child("agent") is None  # "it was reported by the police that": they say so
    by_somebody = above.lemma in THINKS and (by_all or current.dep == "ccomp")
    return HELD_TRUE[above.lemma] if by_nobody or by_somebody else "stated"


def _is_disbelieved(verb: Token, said: Token) -> bool:
    """ "Nobody believes that X killed her", "police do not think that he did"."""
    return verb.lemma in THINKS and said.dep == "ccomp" and negated(verb)


def _is_unproven(verb: Token) -> bool:
    """Whether a deed under a verb is only held against somebody, and by nobody who speaks: an accuser says so himself."""
    accuser = verb.lemma in ("accuse", "blame", "charge") and verb.child("nsubj", "agent") is not None
    object_ = verb.child("dobj")
    meets = object_ is not None and object_.lemma in _GATHERINGS
    return verb.pos == "VERB" and verb.lemma in _UNPROVEN and not accuser and not meets


def _own(token: Token, *, is_trigger: bool) -> Modality:
    """What a word's auxiliaries, adverbs, adjectives and conjunctions say of it."""
    near = {c.lemma for c in token.children if c.dep in _BESIDE_IT}
    if token.dep == "conj" and not near & {"will", "should", "must", "would"} and token.pos == "VERB":
        near |= {
            c.lemma
            for c in token.head.children
            if c.dep == "aux" and c.lemma in ("will", "should", "must", "would", "could", "may", "might")
        }
    mode: Mode = "actual"
    if near & {"should", "must", "ought"} or near & {"need"}:
        mode = "called_for"
    elif near & {"if", "unless", "whether"} or (near & {"would", "could", "might"} and not _has_perfect(token)):
        mode = "conditional"
    elif near & {"will", "shall"} or any(c.dep == "amod" and c.lemma in PROMISES | PROPOSED for c in token.children):
        mode = "planned"  # "the promised release"
    if is_trigger and mode == "actual" and (_is_imperative(token) or _is_subjunctive(token)):
        mode = "called_for"
    elif mode == "actual" and (_is_inverted(token) or (token.dep == "relcl" and token.head.lemma in WHOEVER)):
        mode = "conditional"
    certainty: Certainty = "stated"
    if near & POSSIBLE:
        certainty = "possible"
    elif near & PROBABLE:
        certainty = "probable"
    return Modality("denied" if negated(token) else "affirmed", certainty, mode, beside(token))


def failed_to(deed: Token) -> bool:
    """ "Police failed to arrest him": a step or a measure was not taken; who "did not fail to" take it did."""
    return deed.dep == "xcomp" and deed.head.lemma == "fail" and not negated(deed.head)


def beside(token: Token) -> Stage:
    """How far it went by the words beside it: "a foiled attack", "was nearly killed"; "killed nearly 40" is of the number."""
    near = {c.lemma for c in token.children if c.dep in _BESIDE_IT}
    if any(c.lemma in ("nearly", "almost") and c.i < token.i for c in token.children):
        return "attempted"
    return next((_BESIDE[lemma] for lemma in sorted(near & _BESIDE.keys(), reverse=True)), "carried_out")


def _is_imperative(token: Token) -> bool:
    """ "Cut all ties with this regime": a base form that nobody does, at the head of its clause."""
    return (
        token.tag == "VB"
        and token.dep in ("ROOT", "ccomp")
        and token.child("dobj") is not None
        and not any(c.dep in ("nsubj", "nsubjpass", "aux", "auxpass", "mark") for c in token.children)
        and all(c.i > token.i or c.dep in ("punct", "intj", "neg", "advmod", "meta") for c in token.children)
    )


def _is_subjunctive(token: Token) -> bool:
    """ "... that the government expel the consul", also as an item of a list: a base form of which one alone is the subject; what is proposed so is proposed."""
    mark, subject = token.child("mark"), token.child("nsubj")
    told = token.dep == "ROOT" or (token.dep == "ccomp" and token.head.lemma not in PROPOSED)
    bare = told and token.tag in ("VB", "VBP") and token.child("aux") is None
    return bare and mark is not None and mark.lemma == "that" and subject is not None and subject.tag in ("NN", "NNP")


def _is_asked(true: Token) -> bool:
    """ "Is it true that a guard opened fire first?"."""
    be = true if true.lemma == "be" else true.head
    subject = be.child("nsubj")
    return subject is not None and be.i < subject.i and any(c.text == "?" for c in be.children)


def never_does(verb: Token) -> bool:
    """ "We do not kill women", "the country does not extradite its citizens": a habit is denied, and no deed."""
    habit = any(c.dep == "aux" and c.tag in ("VBP", "VBZ") and c.lemma == "do" for c in verb.children)
    return habit and verb.child("neg") is not None


def asks_how_many(word: Token) -> bool:
    """ "How many people are in custody?": whether a word stands in such a question; nobody tells that any are."""
    return any(map(_how_many, (word, *word.ancestors())))


def _how_many(verb: Token) -> bool:
    subject = verb.child("nsubj", "nsubjpass")
    many = (c for c in subject.children if c.lemma == "many") if subject is not None else ()
    asked = any(c.text == "?" for t in (verb, *verb.ancestors()) for c in t.children)
    return asked and any(g.lemma == "how" for c in many for g in c.children)


def _is_inverted(token: Token) -> bool:
    """ "Had the council closed the mission, ...", "Has the army shelled the village?": the auxiliary before its subject opens a condition, or asks."""
    subject = token.child("nsubj", "nsubjpass")
    asks = any(c.text == "?" for c in token.children) and not any(c.tag == "WRB" for c in token.children)
    if asks and subject is not None and any(c.dep in ("aux", "auxpass") and c.i < subject.left for c in token.children):
        return True
    return token.dep == "advcl" and subject is not None and any(
        c.dep == "aux" and c.text in ("Had", "Were", "Should") and c.i < subject.i for c in token.children
    )  # fmt: skip


def _mode_under(above: Token, current: Token, trigger: Token) -> Mode:
    """The mode of what a word governs: called for, to come, or actual."""
    pressed = above.lemma == "press" and current.dep == "dobj"  # "pressed charges", "pressed their attack": done
    asked = above.lemma in CALLED_FOR and above.lemma != "want" and not names_it(above) and not pressed
    fronted = current.dep == "prep" and current.i < above.i  # "in view of the arrest, he called for calm"
    near = (*above.children, *current.children)
    brings = any(c.dep in ("prep", "mark") and c.lemma in ("on", "upon", "for") for c in near)
    infinitive = current.tag == "VB" or any(c.dep == "aux" and c.lemma == "to" for c in current.children)
    to_do = brings and current.dep == "advcl" and infinitive  # "call upon X to prosecute", "for X to be freed"
    if asked and not fronted and (to_do or current.dep in ("xcomp", "ccomp", "dobj", "pobj", "prep")):
        return "called_for"
    if is_wanted_done(current) or _is_what_should_be(above, current):
        return "called_for"
    if current.dep == "ccomp" and above.lemma in ("be", "true") and _is_asked(above):
        return "conditional"
    if current.dep == "acl" and current.tag == "VB" and above.lemma in OPTIONS:
        return "conditional"
    if _allows(above, current):
        return "conditional"
    if current.dep in ("acl", "ccomp") and above.lemma in EVIDENCE and _is_lacking(above):
        return "conditional"
    if _is_promised(above, current, trigger):
        return "planned"
    return "planned" if _may_come(above) or (above.lemma in PROPOSED and above.pos == "VERB") else "actual"


def _is_promised(promise: Token, deed: Token, trigger: Token) -> bool:
    """ "Pledged to freeze the assets", "his promise that she would be freed", "offered the release of prisoners"; not the promise that was kept, nor the murder of "promised to punish the murder"."""
    if promise.lemma not in PROMISES or (promise.lemma == "commit" and deed.dep == "dobj"):
        return False
    if trigger is not deed and trigger.pos == "NOUN" and trigger.head.lemma not in CARRY_OUT | _BRINGS_ABOUT:
        return False
    to_do = deed.dep in ("xcomp", "ccomp", "acl") or (deed.dep == "dobj" and promise.pos == "VERB")
    good = promise.dep == "pobj" and promise.head.lemma == "on"  # "made good on its promise"
    return to_do and promise.head.lemma not in KEEPS and not good


EVIDENCE = frozenset("evidence proof indication sign reason suggestion".split())
"""Of what there may be none."""


def _is_lacking(evidence: Token) -> bool:
    """ "No evidence that", "did not find proof that"."""
    return negated(evidence) or (evidence.dep in ("dobj", "attr", "nsubj") and negated(evidence.head))


def names_it(call: Token) -> bool:
    """ "Called the sanctions absurd": asks for nothing."""
    near = (
        *call.children,
        *(g for c in call.children for g in c.children if g.dep == "mark"),
    )  # "called for him to go"
    brings = any(c.lemma in ("for", "on", "upon", "off") for c in near)
    return call.lemma == "call" and call.pos == "VERB" and not brings and call.child("xcomp", "auxpass") is None


def _is_what_should_be(be: Token, current: Token) -> bool:
    """ "The least we should do is to close the mission", "what they must do is resign"."""
    subject = be.child("nsubj", "csubj") if be.lemma == "be" and current.dep in ("xcomp", "ccomp") else None
    if subject is None or current.tag != "VB":
        return False
    below = (subject, *(c for c in subject.children if c.dep == "relcl"))
    return any(c.dep == "aux" and c.lemma in ("should", "must", "ought") for t in below for c in t.children)


def _may_come(above: Token) -> bool:
    """ "Did not rule out expelling him"."""
    return above.lemma == "rule" and negated(above)


def _allows(above: Token, below: Token) -> bool:
    """ "The law allows judges to jail": they may, and nobody was."""
    return above.lemma in ALLOWS and above.tag in ("VBZ", "VBP", "VB") and below.dep in ("xcomp", "ccomp")


def _denies(above: Token, below: Token, trigger: Token) -> bool:
    """Whether a word denies what it governs: "denied killing", "did not order the killing"; who "did not deny" it does not."""
    if above.lemma in REFUSES:  # only what is refused: not the trial somebody was refused entry to
        while trigger is not below and trigger.dep == "conj":
            trigger = trigger.head
        return trigger is below and below.dep in ("xcomp", "dobj") and not negated(above)
    return above.lemma in ("carry", "commit", "order", "plan") if negated(above) else above.lemma in NOT_REAL


def negated(token: Token) -> bool:
    """Whether a word is denied: by "not", by whom it is told of ("no suspects were detained", "killed nobody"), or as still to come ("has yet to be charged")."""
    if any(c.dep == "neg" or _is_no(c) for c in token.children):
        return True
    if token.pos != "VERB":
        return False
    to_come = token.dep == "xcomp" and token.head.lemma == "have" and any(c.lemma == "yet" for c in token.head.children)
    parts = ("nsubj", "nsubjpass") if token.lemma in HARMS else ("nsubj", "nsubjpass", "dobj")
    return to_come or any(is_nobody(c) for c in token.children if c.dep in parts)


def _is_no(word: Token) -> bool:
    return word.lemma in ("no", "never", "neither", "nor") and word.dep in ("det", "advmod", "preconj", "cc")


def is_nobody(noun: Token) -> bool:
    """ "Nobody", "none of the men", "no suspects", "neither A nor B"."""
    return noun.lemma in NOBODY or any(c.lemma in ("no", "neither") and c.dep in ("det", "preconj", "cc") for c in noun.children)  # fmt: skip


def _has_perfect(token: Token) -> bool:
    return any(c.dep == "aux" and c.lemma == "have" for c in token.children)


def _governs(above: Token, below: Token) -> bool:
    return (
        below.dep
        in (
            "xcomp",
            "ccomp",
            "dobj",
            "acl",
            "pobj",
            "prep",
            "pcomp",
            "nsubjpass",
            "advcl",
            "amod",
            "compound",
            "oprd",
            "conj",
        )
        and (below.dep != "conj" or above.lemma not in STAGES)
        and not (below.dep == "prep" and above.lemma == "want")
    )
