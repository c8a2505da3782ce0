"""Who does what to whom, from a trigger's place in the tree: actives, passives, nouns, relative clauses."""

from dataclasses import dataclass, field
from itertools import takewhile

from onrecord.claim.incident_words import HARM_NOUNS, ORDINALS
from onrecord.model import Certainty, Token


@dataclass(slots=True)
class Frame:
    """The noun heads around a trigger."""

    agents: list[Token] = field(default_factory=list)
    patients: list[Token] = field(default_factory=list)
    prepositions: dict[str, list[Token]] = field(default_factory=dict)
    """Preposition -> the heads it brings."""
    certain_agent: bool = True
    """False for a borrowed subject several verbs up."""


# Whoever is asked, told or paid is who is to do it: the object, not the subject, of these governs the infinitive.
OBJECT_CONTROL = frozenset(
    "call urge ask tell order instruct command pay hire recruit press push force encourage invite request appeal direct authorise authorize want appoint name nominate elect choose".split()
)
TAKES_ON = frozenset("claim take accept assume".split())
"""Verbs of who says that a deed, or responsibility for it, is his."""
BLAMES = frozenset("accuse suspect convict charge acquit clear exonerate absolve".split())
CLEARED = frozenset("acquit clear exonerate absolve".split())
"""Who is cleared of a deed is not told to have done it."""
BEHIND = frozenset("man woman person people brain mastermind one".split())
"""Who, "behind" a deed, has done it: "the man behind the plot was X"."""
MASTERMINDS = frozenset("mastermind perpetrator architect ringleader planner organiser organizer".split())
"""What somebody is of a deed who had it done or did it."""
WORK = frozenset(["work", "handiwork"])
"""What a deed is of whoever did it."""
KEEPS = frozenset("keep put place hold".split())
"""What brings somebody "under surveillance"."""
NAMES = frozenset(["name", "identify"])
"""Verbs that tell who somebody described is: "police named the men as X and Y"."""
SUSPICIONS = frozenset("suspicion charge accusation count allegation".split())
"""On these somebody is held, and what follows "of" is only held against him."""
OF_OBJECT = frozenset(["of", "for", "from", "with"])
"""Prepositions whose gerund tells what the verb's object does, where it has one; after "by", "after", "before", "in" it is the subject."""
HELD_TRUE: dict[str, Certainty] = {
    **dict.fromkeys("believe think assume presume fear suppose understand allege".split(), "probable"),
    **dict.fromkeys("suspect report say rumour rumor claim".split(), "possible"),
}
"""Verbs of what is held to be so -> how sure that leaves it: "X is believed to have killed", "it is feared that"."""
THINKS = frozenset("believe think assume presume fear suppose suspect".split())
"""Those that leave it no surer where somebody is told to hold it: "police believe that"; who "says" or "alleges" it is sure."""
CARRY_OUT = frozenset(
    "carry pull commit perpetrate conduct stage launch mount execute do plan plot prepare organise organize orchestrate mastermind arrange attempt resume renew".split()
)
COMMANDS = frozenset("lead head command".split())
"""What somebody does with a deed in which he takes part himself; who did not lead it may have."""
_AUXILIARY_NOUNS = frozenset(
    [
        "none",
        "number",
        "group",
        "dozen",
        "score",
        "hundred",
        "thousand",
        "couple",
        "pair",
        "series",
        "lot",
        "majority",
        "part",
        "member",
        "some",
        "one",
        "many",
        "most",
        "all",
        "several",
        "each",
        "type",
        "kind",
    ]
)


def frame_of(trigger: Token) -> Frame:
    """The frame of a verb or of a noun that tells an event."""
    return _noun_frame(trigger) if trigger.pos in ("NOUN", "PROPN", "ADJ") else _verb_frame(trigger)


def real_head(head: Token) -> Token:
    """ "a number of gunmen" -> "gunmen"; "one of the gunmen, X," -> X; "one of them, a 16-year-old," is no other."""
    beside = [
        c
        for c in head.children
        if c.i > head.i and (c.lemma == "old" or (c.dep == "appos" and c.pos in ("PROPN", "NOUN")))
    ]
    if (head.lemma == "one" or head.lemma in ORDINALS) and beside:
        return beside[0]  # "the fourth, a schoolgirl, was released"
    if head.lemma in _AUXILIARY_NOUNS:
        of = next((c for c in head.children if c.dep == "prep" and c.lemma == "of"), None)
        inner = of.child("pobj") if of else None
        if inner is not None and inner.pos == "NUM" and head.lemma == "one":
            return head  # "one of the three": him, not them
        if inner is not None and (head.lemma not in ("group", "member", "part") or inner.tag in ("NNS", "NNPS")):
            return inner
    return head


def prepositions(token: Token) -> dict[str, list[Token]]:
    """Preposition -> the heads it brings to a word."""
    found: dict[str, list[Token]] = {}
    for child in token.children:
        if (child.dep in ("prep", "agent", "dative") and child.pos == "ADP") or child.lemma in (
            "by",
            "against",
            "with",
        ):
            heads = [real_head(c) for c in child.children if c.dep in ("pobj", "pcomp")]
            if heads:
                found.setdefault(child.lemma, []).extend(heads)
                for other in (c for c in child.children if c.dep == "conj" and c.lemma == child.lemma):
                    found[child.lemma] += [real_head(c) for c in other.children if c.dep == "pobj"]  # "of X and of Y"
                for nested in child.children:
                    if nested.dep == "prep":
                        found.setdefault(f"{child.lemma} {nested.lemma}", []).extend(
                            c for c in nested.children if c.dep == "pobj"
                        )
    return found


def _verb_frame(verb: Token) -> Frame:
    frame = Frame(prepositions=prepositions(verb))
    passive = (
        verb.child("nsubjpass", "auxpass") is not None
        or _is_told_done(verb)
        or (
            verb.tag == "VBN"
            and verb.child("dobj") is None
            and (verb.dep in ("acl", "amod", "advcl") or _shares_passive(verb))
        )
        or _befell_too(verb)
    )
    subject = verb.child("nsubj", "nsubjpass", "csubj")
    if passive:
        frame.patients = [subject] if subject else []
        if not subject and verb.dep in ("acl", "relcl"):
            frame.patients = [verb.head]
        elif not subject and verb.dep == "advcl" and verb.tag == "VBN":
            before = _noun_before(verb)
            frame.patients = [before] if before else []
        elif not subject and verb.dep == "conj":
            above = _subject_before(verb)
            frame.patients = [above] if above else []
        elif not subject and verb.dep == "xcomp":  # "has to be authorised"
            above = verb.head.child("nsubjpass", "dobj", "nsubj")
            frame.patients = [above] if above else []
        frame.agents = frame.prepositions.get("by", [])
    else:
        frame.patients = [c for c in verb.children if c.dep == "dobj"] or _shared_object(verb) or _whom(verb)
        frame.agents = [subject] if subject else []
        if not subject:
            borrowed, frame.certain_agent = _borrowed(verb)
            frame.agents = [borrowed] if borrowed else []
    frame.agents = [real_head(t) for t in frame.agents]
    frame.patients = [real_head(t) for t in frame.patients]
    return frame


def who_is(be: Token) -> Token | None:
    """The subject of "is", or of whom it is held: "X is said to be", "X, believed to be"."""
    above = be.head
    if be.dep != "xcomp" or above.lemma not in HELD_TRUE:
        return be.child("nsubj")
    return above.child("nsubjpass") or (above.head if above.dep == "acl" else None)


def _shares_passive(verb: Token) -> bool:
    """ "He was detained and beaten": the second participle is as passive as the first."""
    return verb.dep == "conj" and verb.head.child("auxpass") is not None and verb.child("nsubj", "aux") is None


def _befell_too(verb: Token) -> bool:
    """ "Were taken from a bus and shot", "stopped and shot dead", "shot at the Hotel Orlo": whom the first befell the second did as well, though "shot" may be the past; not "was cornered and shot at police"."""
    if verb.tag != "VBD" or verb.lemma not in _BEFALLS or not _shares_passive(verb) or verb.child("dobj") is not None:
        return False
    aimed_at = next((c.child("pobj") for c in verb.children if c.dep == "prep" and c.lemma in ("at", "on")), None)
    return aimed_at is None or aimed_at.entity in ("FAC", "GPE", "LOC", "DATE", "TIME")


_BEFALLS = frozenset("shoot kill stab murder execute hang behead strangle torture beat wound injure hold".split())
"""Verbs that do nothing without somebody they are done to."""


def _whom(verb: Token) -> list[Token]:
    """ "The 17 people it seized from a bus": whom a clause without "whom" is about, where it has a subject and nothing that it does is done to another."""
    noun = verb.head
    if verb.dep != "relcl" or verb.child("nsubj") is None or noun.tag not in ("NNS", "NNPS") or noun.pos == "PRON":
        return []
    inside = [t for c in verb.children for t in (c, *c.children)]
    led = any(t.tag in ("WDT", "WP", "WP$", "WRB") or (t.dep == "prep" and not t.children) for t in inside)
    says = verb.child("xcomp", "ccomp", "acomp", "attr", "oprd") is not None
    return [] if led or says or noun.lemma in _TIMES else [noun]


_TIMES = frozenset("year month week day hour minute time moment way reason night".split())
"""When, how or why something is done: "the days they held out"."""


def _subject_before(verb: Token) -> Token | None:
    """Whose subject a joined verb has: "X was arrested, lost his post and was extradited", where the last hangs on "lost"."""
    subject = None
    while subject is None and verb.dep == "conj":
        verb = verb.head
        subject = verb.child("nsubjpass", "nsubj")
    if subject is None and verb.dep == "xcomp":  # "described being hung and beaten"
        subject = verb.head.child("nsubj")
    return subject


_OF_BOTH = ({"kill", "wound"}, {"kill", "injure"})
"""Of "killing and wounding forty" nobody knows how many died."""


def _shared_object(verb: Token) -> list[Token]:
    """ "Arrested and charged X", "detained and later freed X": the second verb's object is the first's, which has none."""
    join, after = verb.child("cc"), verb.child("conj")
    if verb.pos != "VERB" or join is None or join.i != verb.i + 1 or after is None or after.tag != verb.tag:
        return []
    own = after.child("nsubj", "nsubjpass", "auxpass", "aux") is not None
    own = own or {verb.lemma, after.lemma} in _OF_BOTH
    return [] if own or after.pos != "VERB" else [c for c in after.children if c.dep == "dobj"]


def _is_told_done(verb: Token) -> bool:
    """ "Was found shot", "found the clerk murdered", "want the colonel jailed": as passive as with "having been" or "to be"."""
    bare = verb.tag == "VBN" and verb.child("aux", "dobj") is None
    found = bare and verb.dep in ("xcomp", "ccomp", "oprd") and verb.head.lemma in ("find", "leave")
    return found or is_wanted_done(verb)


def is_wanted_done(verb: Token) -> bool:
    """ "Want the colonel jailed": as passive as with "to be"."""
    wanted = verb.dep in ("ccomp", "xcomp") and verb.head.lemma == "want"
    return wanted and verb.tag in ("VBN", "VBD") and verb.child("aux", "dobj") is None


def _noun_before(verb: Token) -> Token | None:
    """ "..., signed off by the Board, chaired by X": the noun a participle stands right behind."""
    current, noun = verb.head, None
    while True:
        below = [
            c
            for c in current.children
            if c.i < verb.i and c.dep not in ("punct", "aux", "auxpass", "det", "poss", "compound", "amod")
        ]
        if not below:
            break
        current = below[-1]
        noun = current if current.pos in ("NOUN", "PROPN") and current.right >= verb.left - 2 else noun
    return noun


def _borrowed(verb: Token) -> tuple[Token | None, bool]:
    """The subject of an infinitive, participle or joined verb, and whether it is near enough to trust."""
    current = verb
    for step in range(4):
        if current.dep == "pcomp" and governor(current.head).lemma in CLEARED:
            return None, False
        doer = _object_that_does(current)
        if doer is not None:
            return doer, True
        if current.dep in ("acl", "relcl") and current.head.pos in ("NOUN", "PROPN"):
            return _of_the_noun(current)
        if current.dep == "ccomp" and current.head.dep == "relcl" and current.head.i < current.i:
            return current.head.head, True  # "the officers they say ordered it"
        if current.dep not in ("conj", "xcomp", "advcl", "pcomp", "prep"):
            return None, False
        current = current.head
        subject = current.child("nsubj")
        if current.child("nsubjpass") is not None:
            near = step == 0 and (current.lemma in HELD_TRUE or (verb.dep == "conj" and verb.tag == "VBD"))
            return current.child("nsubjpass"), current.dep != "ROOT" or near  # "was hit by a bullet and died"
        if subject is not None:
            return subject, step < 2
    return None, False


def _object_that_does(verb: Token) -> Token | None:
    """The object above whose deed a verb tells: "urged X to leave", "accused X of leaving"."""
    if verb.dep in ("xcomp", "advcl", "ccomp") and verb.head.lemma in OBJECT_CONTROL:
        return _told_to(verb.head, verb)
    if verb.dep == "pcomp" and verb.head.lemma in OF_OBJECT:
        return _blamed(verb.head)
    return None


def _of_the_noun(verb: Token) -> tuple[Token | None, bool]:
    """Who does what is told of a noun: the noun, or who has the plot in "a plot to bomb"."""
    noun = verb.head
    if verb.tag in ("VBG", "VBD", "VBZ", "VBP") or verb.dep == "relcl":
        return noun, True
    by = (c for p in noun.children if p.dep == "prep" and p.lemma == "by" for c in p.children)
    owner = noun.child("poss") or next(by, None)
    return owner, owner is not None


def governor(preposition: Token) -> Token:
    """What a preposition hangs on; of a gerund's, the verb of blame above, where the parser hung it on a name: "accused X of the Y of bombing"."""
    above = preposition.head
    if above.lemma == "guilty" and above.head.pos == "VERB":
        return above.head  # "found X guilty of bombing"
    if above.pos == "VERB" or preposition.lemma not in ("of", "with"):
        return above
    held = above.lemma in SUSPICIONS  # "arrested X on suspicion of bombing"
    return next((t for t in above.ancestors() if t.pos == "VERB" and (held or t.lemma in BLAMES)), above)


def _blamed(preposition: Token) -> Token | None:
    """Whose deed a gerund tells: the object's, where there is one: "accused X of bombing", "jailed X for killing", "kept X from leaving"."""
    verb = governor(preposition)
    if verb.pos != "VERB" or (preposition.lemma == "with" and verb.lemma != "charge"):
        return None
    told = verb.child("dobj", "nsubjpass")
    return verb.head if told is None and verb.dep == "acl" and verb.tag == "VBN" and verb.lemma in BLAMES else told


def _told_to(verb: Token, infinitive: Token) -> Token | None:
    """Who is to do it: "urged the government to ...", "called on the government to ..."."""
    paid = verb.child("dative") if verb.lemma in ("pay", "offer") else None  # "paid two men 500 euros to ..."
    target = paid if paid is not None and paid.pos != "ADP" else verb.child("dobj", "nsubjpass")
    if target is None:
        on = next(
            (
                c
                for c in verb.children
                if c.dep == "prep" and c.lemma in ("on", "upon", "for") and verb.i < c.i < infinitive.i
            ),
            None,
        )
        target = on.child("pobj") if on else None
    return target if target is not None and target.i < infinitive.i else None


def _is_done_by_subject(verb: Token) -> bool:
    """Whether whoever a verb is told of did its object: "carried out the attack", "led it", "claimed it"."""
    leads = verb.lemma in COMMANDS and verb.child("neg", "prt") is None
    return verb.lemma in CARRY_OUT or leads or (verb.lemma == "claim" and verb.pos == "VERB")


def doers(noun: Token) -> list[Token]:
    """Who is told to have done what a noun names, by the words around it: "carried out by X", "X is behind", "blamed X for", "X claimed"."""
    head = noun.head
    if noun.dep in ("dobj", "nsubjpass") and _is_done_by_subject(head):
        return _verb_frame(head).agents
    if noun.dep == "nsubj" and head.lemma == "be" and (said := head.child("attr")) is not None and said.lemma in WORK:
        return prepositions(said).get("of", [])
    if noun.dep in ("dobj", "nsubjpass") and head.lemma == "blame":
        return prepositions(head).get("on", [])
    return _through(head, head.head) if noun.dep == "pobj" else []


def _through(head: Token, verb: Token) -> list[Token]:
    """Who did a deed that a preposition brings to some word: "behind", "blamed for", "responsible for", "accused of", "convicted of", "pleaded guilty to", "the mastermind of".

    Args:
        head: the preposition.
        verb: what it hangs on.
    """
    if (head.lemma == "of" and verb.lemma in MASTERMINDS) or (head.lemma == "behind" and verb.lemma in BEHIND):
        return called(verb)
    if head.lemma == "behind" and verb.lemma in ("be", "stand"):
        return _verb_frame(verb).agents if verb.child("neg") is None else []
    if head.lemma == "for" and verb.lemma == "blame":
        return _verb_frame(verb).patients
    if head.lemma == "for" and verb.lemma == "responsibility" and verb.head.lemma in TAKES_ON:
        return _verb_frame(verb.head).agents
    if head.lemma == "for" and verb.lemma == "responsible":
        return _responsible(verb)
    if head.lemma == "of" and verb.lemma in ("accuse", "convict"):
        return _verb_frame(verb).patients
    pleads = verb.head if verb.lemma == "guilty" else verb  # "pleaded guilty to", "pleaded guilty in June to"
    if head.lemma == "to" and pleads.lemma == "plead" and any(c.lemma == "guilty" for c in pleads.children):
        return _verb_frame(pleads).agents
    return []


def finite(verb: Token) -> Token:
    """The word that carries a verb's tense: its first auxiliary, or itself."""
    return next((c for c in verb.children if c.dep in ("aux", "auxpass")), verb)


def is_done_by_object(clause: Token) -> bool:
    """ "Killed a man who had shot two guards": whether a clause tells what somebody did to whom something was done."""
    subject, did = clause.child("nsubj"), clause.child("dobj") is not None
    told = clause.dep == "relcl" and clause.head.dep in ("dobj", "nsubjpass")
    return told and did and subject is not None and subject.lemma == "who"


def way_up(word: Token, top: Token) -> list[Token]:
    """A word and what it hangs on, below another; up to the root where it does not hang on that."""
    return [word, *takewhile(lambda t: t is not top, word.ancestors())]


def at_another_time(word: Token) -> bool:
    """ "..., two days after he was detained", "a week after the bombing": another event than that above it, at another time."""
    bring = word if word.dep == "advcl" else word.head if word.dep == "pobj" else None
    if bring is None:
        return False
    order = bring.child("mark") if bring is word else bring
    lapse = bring.child("npadvmod")
    return order is not None and order.lemma in ("after", "before") and lapse is not None and lapse.i < order.i


def called(mastermind: Token) -> list[Token]:
    """Whom a word for who did it is told of: "X was the mastermind of", "accused X of being the mastermind of", "X, the mastermind of", "named X as the mastermind of", "the mastermind of it was X"."""
    named = mastermind.head.head
    if mastermind.dep == "pobj" and mastermind.head.lemma == "as" and named.lemma in NAMES:
        return _verb_frame(named).patients
    if mastermind.dep == "appos":
        return [mastermind.head]
    if mastermind.dep == "attr" and mastermind.head.lemma == "be":
        if mastermind.head.child("neg") is not None:
            return []
        is_ = who_is(mastermind.head)
        return [is_] if is_ is not None else _verb_frame(mastermind.head).agents
    is_ = mastermind.head.child("attr") if mastermind.dep == "nsubj" and mastermind.head.lemma == "be" else None
    name = is_ if is_ is not None and is_.pos == "PROPN" else mastermind.child("appos")
    return [name] if name is not None else []


def _responsible(adjective: Token) -> list[Token]:
    """Who is responsible, or is held so by us, who publish it; whom others hold responsible is theirs to say."""
    held = held_responsible(adjective)
    if held is None:
        be = adjective.head
        return _verb_frame(be).agents if be.lemma == "be" and be.child("neg") is None else []
    by = next((t for t in adjective.ancestors() if t.pos == "VERB"), adjective.head).child("nsubj")
    return [held] if by is not None and by.lemma == "we" else []


def held_responsible(responsible: Token) -> Token | None:
    """X in "We hold X responsible", wherever the parser hangs X."""
    verb = responsible.head
    if responsible.dep == "amod" and verb.i < responsible.i:  # "hold the ministry and the Command responsible"
        verb = next((t for t in verb.ancestors() if t.pos == "VERB"), verb)
    if verb.lemma != "hold" or responsible.i < verb.i:
        return None
    return responsible.child("nsubj") or verb.child("dobj")


def _noun_frame(noun: Token) -> Frame:
    frame = Frame(prepositions=prepositions(noun))
    frame.agents = frame.prepositions.get("by", []) or doers(noun)
    brings = (
        ("of",) if noun.lemma in HARM_NOUNS or noun.lemma == "clash" else ("of", "on", "against", "at")
    )  # no "murder on Monday's bus"
    frame.patients = [t for p in brings for t in frame.prepositions.get(p, []) if t.entity not in ("DATE", "TIME")]
    under = noun.head.head
    if noun.dep == "pobj" and noun.head.lemma == "under" and under.lemma in KEEPS:
        above = _verb_frame(under)
        frame.agents, frame.patients = above.agents, above.patients
    owner = noun.child("poss")
    if owner is not None:
        # "the minister's murder" but "the group's attack on the embassy", "Karsland's killings abroad"
        does = frame.patients or (noun.tag == "NNS" and owner.entity in ("GPE", "ORG", "NORP"))
        (frame.agents if does else frame.patients).append(owner)
    return frame
