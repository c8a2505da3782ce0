"""Measures: what is called for, proposed, adopted, rejected or lifted against somebody."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.claim.circumstances import heading, time_of
from onrecord.claim.context import Context
from onrecord.claim.foiled import before_it_could
from onrecord.claim.frames import Frame, frame_of, prepositions
from onrecord.claim.listed import with_entries
from onrecord.claim.modality import (
    WANTS,
    asks_how_many,
    failed_to,
    is_nobody,
    modality,
    names_it,
    negated,
    stands_beside,
)
from onrecord.model import Claim, Mode, Status, Token

DIPLOMATS = frozenset("diplomat ambassador envoy consul d'affaires chargé attache attaches attaché attachés".split())
EXPELLED = DIPLOMATS | {"staff", "official"}
"""Whose expulsion is a measure; anybody else's is a step of the law."""
# Verb -> what its object must be (lemmas, or "body", "people", "listed" for people), or what stands beside it ("terror", "entry", "to_list"), and the measure.
ACTIONS: dict[str, tuple[tuple[frozenset[str], str], ...]] = {
    "designate": (
        (frozenset({"terror"}), "designate_as_terrorist_organisation"),
        (frozenset({"listed"}), "sanction"),
        (frozenset({"listed body"}), "sanction"),
        (frozenset({"body"}), "designate_as_terrorist_organisation"),
    ),
    "outlaw": ((frozenset({"body"}), "designate_as_terrorist_organisation"),),
    "bar": ((frozenset({"entry"}), "sanction"),),
    "list": ((frozenset({"terror"}), "designate_as_terrorist_organisation"),),
    "blacklist": ((frozenset(), "sanction"),),
    "proscribe": ((frozenset(), "designate_as_terrorist_organisation"),),
    "ban": ((frozenset({"entry"}), "sanction"), (frozenset({"body"}), "designate_as_terrorist_organisation")),
    "sanction": ((frozenset(), "sanction"),),
    "extend": ((frozenset({"sanction", "sanctions", "embargo"}), "sanction"),),
    "impose": ((frozenset({"sanction", "sanctions", "embargo", "asset freeze"}), "sanction"),),
    "call": ((DIPLOMATS, "summon_ambassador"),),  # in
    "prosecute": ((frozenset(), "prosecute"),),
    "try": ((frozenset({"people"}), "prosecute"),),
    "arrest": ((frozenset(), "arrest"),),
    "expel": ((EXPELLED, "expel_diplomat"),),
    "close": ((frozenset({"embassy", "consulate", "mission"}), "close_embassy"),),
    "shut": ((frozenset({"embassy", "consulate", "mission"}), "close_embassy"),),
    "recall": ((DIPLOMATS, "recall_ambassador"),),
    "withdraw": ((frozenset({"ambassador", "envoy"}), "recall_ambassador"),),
    "cut": ((frozenset({"tie", "relation", "ties", "relations", "link"}), "cut_relations"),),
    "sever": ((frozenset({"tie", "relation", "ties", "relations", "link"}), "cut_relations"),),
    "break": ((frozenset({"relation", "relations", "tie", "ties"}), "cut_relations"),),
    "suspend": ((frozenset({"relation", "relations", "tie", "ties"}), "cut_relations"),),
    "issue": ((frozenset({"warrant", "red notice"}), "issue_warrant"),),
    "summon": ((DIPLOMATS, "summon_ambassador"),),
    "bring": ((frozenset({"to justice", "before court", "before tribunal"}), "prosecute"),),
    "put": ((frozenset({"to_list"}), "sanction"), (frozenset({"on trial"}), "prosecute")),
    "send": ((DIPLOMATS, "expel_diplomat"),),  # home
    "add": ((frozenset({"to_list"}), "sanction"),),
    "place": ((frozenset({"to_list"}), "sanction"),),
    "freeze": ((frozenset({"asset", "account", "fund"}), "sanction"),),
    "block": ((frozenset({"asset", "account", "fund"}), "sanction"),),
    "give": ((frozenset({"to leave"}), "expel_diplomat"),),
    **dict.fromkeys(["order", "tell", "ask", "instruct"], ((frozenset({"to leave"}), "expel_diplomat"),)),
    "declare": ((frozenset({"non grata"}), "expel_diplomat"),),
}
NOUNS = {"ban": "sanction", "measure": "sanction", "restriction": "sanction", "freeze": "sanction", "designation": "designate_as_terrorist_organisation", "proscription": "designate_as_terrorist_organisation", "sanction": "sanction", "embargo": "sanction",
         "closure": "close_embassy", "expulsion": "expel_diplomat", "prosecution": "prosecute"}  # fmt: skip
_ABOUT_SANCTIONS = frozenset("sanction asset designation blacklist measure restriction".split())
_OFTEN_NONE = frozenset(["measure", "restriction", "freeze"])
"""Nouns that tell a sanction only where it is lifted from somebody."""
# Steps of the law once done (then they are proceedings), measures while only wanted.
ONLY_WANTED = frozenset(["arrest", "prosecute"])
_OF_DIPLOMATS = frozenset(["to leave", "non grata"])
"""What envoys are told, or declared to be, that expels them."""
_NOT_WELCOME = frozenset(["grata", "gratae"])
_STAFF = frozenset("member employee official officer".split())
_MISSIONS = frozenset("embassy consulate mission".split())
_LEAVES = frozenset(["leave", "depart"])
_TELLS = frozenset("tell ask instruct".split())
_FOR_GOOD = frozenset("country state territory within day hour week month".split())
"""What is told beside it where an envoy is told to leave, and not to leave the room."""
_WITH = {"send": "home", "call": "in"}
"""Verbs that need a word beside them to be a measure against envoys."""
_TOWARDS = frozenset(["to justice", "on trial", "before court", "before tribunal"])
"""Where who is to be prosecuted is brought or put."""
# What a measure is made with, not whom it is against.
_INSTRUMENTS = frozenset(
    ["sanction", "sanctions", "embargo", "ban", "freeze", "warrant", "notice", "asset", "account", "fund"]
)
_LISTS = frozenset(["list", "blacklist"])
_WRITS = frozenset(["warrant", "notice"])
_BANS = frozenset(["travel", "entry", "visa"])
"""Bans on somebody's coming, which are sanctions; one on demonstrations is none."""
_PEOPLE = frozenset(["people", "listed"])
_COMES = frozenset("enter travel visit come return".split())
_SANCTIONS = frozenset(["sanction", "embargo", "ban"])
"""Those that are nobody's: "called on them to impose an arms embargo" is against nobody named."""
_STAYS = frozenset(["remain", "stay", "appear"])
_STANDS = frozenset("be remain stay stand exist have".split())
_TAKES_BACK = frozenset("withdraw cancel quash rescind".split())
_LIFT = frozenset(["lift", "remove", "ease", "revoke", "end", "drop"])
_PROPOSE = frozenset(
    [
        "proposal",
        "bill",
        "motion",
        "idea",
        "propose",
        "consider",
        "weigh",
        "discuss",
        "plan",
        "mull",
        "suggest",
        "debate",
        "prepare",
        "draft",
        "vote",
    ]
)
_UNDER_WAY = frozenset("consideration discussion review study preparation debate table agenda".split())
_REJECT = frozenset(["reject", "refuse", "decline", "oppose", "block", "veto", "rule"])


def measures(context: Context) -> list[Claim]:
    """Every measure a document tells, with how far it went."""
    claims = []
    for token in context.tokens:
        claim = None
        if token.pos == "VERB" and token.lemma in ACTIONS:
            claim = _from_verb(context, token)
        elif token.pos == "NOUN" and token.lemma in _WRITS:
            claim = _in_force(context, token)
        elif token.pos == "NOUN" and token.lemma in NOUNS and token.dep != "compound":
            claim = _from_noun(context, token)
        elif token.lemma in ("want", "seek") and token.tag == "VBN":
            claim = _wanted(context, token)
        elif token.pos == "AUX" or token.lemma in _STAYS:
            claim = _from_list(context, token)
        if claim and claim.roles and not asks_how_many(token):  # a warrant against nobody, by nobody, tells nothing
            claims.append(claim)
    return with_entries(context, claims)


def _from_verb(context: Context, verb: Token) -> Claim | None:
    frame = frame_of(verb)
    for needed, action in ACTIONS[verb.lemma]:
        if needed & _OF_DIPLOMATS:
            frame.patients = _diplomats(context, verb)
        if "to_list" in needed:
            needed, action = frozenset[str](), _listing(frame) or _bare_list(context, frame)
        if not action or not frame.patients or (needed and not _is_meant(context, verb, frame, needed)):
            continue
        if verb.lemma in _WITH and not any(c.lemma == _WITH[verb.lemma] and c.dep in ("advmod", "prt") for c in verb.children):  # fmt: skip
            continue
        if all(map(is_nobody, frame.patients)):
            continue  # "nobody has been sanctioned": nobody rejected it either
        status, mode = _status(context, verb)
        if action in ONLY_WANTED and (status not in ("called_for", "proposed") or before_it_could(verb) is not None):
            continue
        if status is None or (verb.lemma == "try" and status != "called_for"):
            continue
        return _build(context, verb, action, frame, status, mode)
    return None


def _diplomats(context: Context, verb: Token) -> list[Token]:
    """Envoys whom a verb is told of, wherever the parser hangs them: "were given two days to leave", "declared the consul persona non grata"."""
    around = context.tokens[verb.left : verb.right + 1]
    subject = verb.child("nsubj")
    return [
        t
        for t in around
        if (t.lemma in DIPLOMATS or _is_of_mission(t, context.tokens))
        and not (subject is not None and subject.left <= t.i <= subject.right)
    ]


def _is_of_mission(noun: Token, tokens: Sequence[Token]) -> bool:
    """ "Four members of the embassy", "two members of the Velmoran trade mission", "of the embassy's staff"."""
    beyond = {t.lemma for t in tokens[noun.i + 1 : noun.i + 6]}
    return noun.lemma in _STAFF and "of" in beyond and bool(beyond & _MISSIONS)


def _wanted(context: Context, verb: Token) -> Claim | None:
    """ "Is wanted under an international warrant", "are being sought under" one: one was issued."""
    frame = frame_of(verb)
    told = any(h.lemma in _WRITS for p in ("under", "on") for h in frame.prepositions.get(p, []))
    if not told or not frame.patients:
        return None
    return _build(context, verb, "issue_warrant", Frame(patients=frame.patients), "adopted", "actual")


def _in_force(context: Context, writ: Token) -> Claim | None:
    """ "An arrest warrant for X is still in force", "X is the subject of a warrant": it was issued; or it was withdrawn."""
    of = writ.head.head if writ.dep == "pobj" and writ.head.lemma == "of" else writ
    verb = of.head
    lifted = writ.dep in ("dobj", "nsubjpass") and verb.lemma in _LIFT | _TAKES_BACK
    about = prepositions(writ) or (prepositions(verb) if lifted else {})
    stands = of.dep in ("nsubj", "attr", "dobj") and verb.lemma in _STANDS
    other = writ.lemma == "notice" and not any(c.lemma == "red" for c in writ.children)
    if other or not (lifted or stands) or (of is not writ and of.lemma not in ("subject", "target")):
        return None
    whom = [h for p in ("for", "against") for h in about.get(p, [])] or (
        frame_of(verb).agents if of is not writ else []
    )
    whom = [t for h in whom for t in (prepositions(h).get("of", []) if h.lemma == "arrest" else [h])]
    status, mode = _status(context, writ)
    if status != "adopted" or not any(context.kind(context.antecedent(t)) == "person" for t in whom):
        return None
    issues = frame_of(verb).agents if lifted or verb.lemma == "have" else []
    return _build(
        context, writ, "issue_warrant", Frame(agents=issues, patients=whom), "lifted" if lifted else "adopted", mode
    )


def _from_list(context: Context, verb: Token) -> Claim | None:
    """ "has been on the sanctions list since 2019": a measure that holds."""
    frame = frame_of(verb)
    under = [
        h for h in frame.prepositions.get("under", []) if h.lemma in _INSTRUMENTS and NOUNS.get(h.lemma) == "sanction"
    ]
    if not (under or "on" in frame.prepositions) or modality(verb).polarity == "denied":
        return None
    action = "sanction" if under else _listing(Frame(prepositions={"on": frame.prepositions["on"]}))
    if not action or not frame.agents:
        return None
    listed = Frame(agents=_whose(under), patients=frame.agents)
    status, mode = _status(context, verb)
    return _build(context, verb, action, listed, status, mode) if status else None


def _whose(instruments: list[Token]) -> list[Token]:
    """Whose sanctions they are, or whose list: "US sanctions", "the Union's sanctions list"."""
    beside = [c for i in instruments for c in i.children if c.dep in ("compound", "amod", "nmod", "poss")]
    return [c for c in beside if c.entity in ("GPE", "ORG", "NORP")]


def _listing(frame: Frame) -> str:
    """ "added to its sanctions list", "put on a list of terrorist organisations": which measure that is; empty for other lists."""
    # wherever the parser hangs it: "put X on the list"
    brought = (frame.prepositions, *map(prepositions, frame.patients))
    for head in (h for own in brought for p in ("to", "on", "onto") for h in own.get(p, []) if h.lemma in _LISTS):
        about = {t.lemma for c in head.children for t in (c, *c.children, *(g for k in c.children for g in k.children))}
        if about & {"terrorist", "terror", "terrorism"}:
            return "designate_as_terrorist_organisation"
        if head.lemma == "blacklist" or about & {"sanction", "sanctions"}:
            return "sanction"
    return ""


def _bare_list(context: Context, frame: Frame) -> str:
    """ "To add him to its list", where the document is about sanctions: theirs."""
    lists = [h for p in ("to", "on") for h in frame.prepositions.get(p, []) if h.lemma == "list"]
    bare = any(all(c.dep in ("det", "poss") for c in h.children) for h in lists)
    return "sanction" if bare and _of_sanctions(context) else ""


def _is_meant(context: Context, verb: Token, frame: Frame, needed: frozenset[str]) -> bool:
    """Whether a verb has the object, or the words beside it, that make it a measure."""
    if "terror" in needed:
        return any(t.lemma in ("terrorist", "terror", "terrorism") for t in context.tokens[verb.left : verb.right + 1])
    if "entry" in needed:  # "banned from entering the country"
        come = (c.child("pcomp") for c in verb.children if c.dep == "prep" and c.lemma == "from")
        return any(c is not None and c.lemma in _COMES for c in come) and all(map(_may_be_people, frame.patients))
    if beside := needed & _OF_DIPLOMATS:
        below = {t.lemma for t in context.tokens[verb.i : verb.right + 1]}
        for_good = verb.lemma not in _TELLS or bool(below & _FOR_GOOD)  # and not the room
        leaves = bool(below & _LEAVES) and for_good
        return bool(frame.patients) and (leaves if "to leave" in beside else bool(below & _NOT_WELCOME))
    if needed & _TOWARDS:
        return any(f"{p} {h.lemma}" in needed for p in ("to", "on", "before") for h in frame.prepositions.get(p, []))
    if "listed body" in needed:
        return (
            "as" not in frame.prepositions
            and _of_sanctions(context)
            and any(_fits(context, p, frozenset(["body"])) for p in frame.patients)
        )
    if "listed" in needed and (
        verb.child("xcomp") is not None or "as" in frame.prepositions or not _of_sanctions(context)
    ):
        return False
    if verb.lemma == "designate" and "as" in frame.prepositions:
        return False  # as a partner
    of_mission = needed is EXPELLED and any(_is_of_mission(p, context.tokens) for p in frame.patients)
    return of_mission or any(_fits(context, p, needed) for p in frame.patients)


def _may_be_people(whom: Token) -> bool:
    """Whether a word may mean people: the drones that "they" are may not be banned from a country."""
    return whom.lemma not in ("they", "it", "which", "that")


def _of_sanctions(context: Context) -> bool:
    """Whether a document is about sanctions at all: people are designated for other things, too."""
    return any(t.lemma in _ABOUT_SANCTIONS for t in context.tokens)


def _fits(context: Context, head: Token, needed: frozenset[str]) -> bool:
    if head.lemma in needed:
        return True
    if head.lemma == "notice":
        return "red notice" in needed and any(c.lemma == "red" for c in head.children)  # Interpol's
    if head.lemma == "freeze" and "asset freeze" in needed:
        return any(c.lemma == "asset" for c in head.children)
    if head.lemma == "ban" and "sanctions" in needed:
        return any(c.lemma in _BANS for c in head.children)
    if needed >= DIPLOMATS and _is_envoy(context, head):
        return True
    mention = context.mention(context.antecedent(head))
    kind = mention.type if mention is not None else ""
    return ("body" in needed and kind == "organisation") or (bool(needed & _PEOPLE) and kind == "person")


def _is_envoy(context: Context, head: Token) -> bool:
    """Whether a name is that of somebody the document tells to be an envoy: "Orlan" of "the ambassador, Lev Orlan"."""
    mention = context.mention(head)
    heads = (context.tokens[m.head] for m in context.chains.get(mention.chain, [])) if mention is not None else ()
    return any(t.lemma in DIPLOMATS for h in heads for t in (h, *h.children))


def _status(context: Context, trigger: Token) -> tuple[Status | None, Mode]:
    """How far it went: what is called for is never recorded as done; None where it is told that nobody called for it."""
    how = modality(trigger)
    joined = trigger.head.i if stands_beside(trigger) else -1
    over = [a for a in trigger.ancestors() if a.i not in (trigger.i, joined) and (a.i < trigger.i or a.pos == "NOUN" or (trigger.dep == "nsubjpass" and a is trigger.head))]  # fmt: skip
    above = {a.lemma for a in over if not (a.lemma in _REJECT and negated(a))}  # "did not rule out" rejects nothing
    near = {c.lemma for c in trigger.children if c.dep == "aux"}
    voted_down = any(
        a.lemma == "vote" and any(c.lemma in ("down", "against") for c in a.children) for a in trigger.ancestors()
    )
    if any((a.lemma in WANTS and negated(a)) or _withholds(a) for a in trigger.ancestors()):
        return None, how.mode  # "none of them called for it": nobody wants it
    if failed_to(trigger) or voted_down or above & _REJECT or how.polarity == "denied":
        return "rejected", how.mode
    asked = bool({a.lemma for a in over if not names_it(a)} & WANTS) or context.is_asked(trigger)
    if how.mode == "called_for" or near & {"should", "must"} or asked:
        return "called_for", "called_for"
    ordered = trigger.dep == "dobj" and trigger.head.lemma == "order"  # "ordered the closure": it is decided
    planned = (
        how.mode in ("planned", "conditional") or how.stage == "threatened" or (how.stage == "planned" and not ordered)
    )
    if above & _PROPOSE or _is_under_way(trigger.head) or planned:
        return "proposed", "planned" if how.mode == "actual" else how.mode
    return "adopted", how.mode


def _withholds(verb: Token) -> bool:
    """ "Declined to comment on the sanctions", "did not say whether they would be expelled": nothing is told of it."""
    said = verb.child("xcomp") if verb.lemma in ("decline", "refuse") else verb if negated(verb) else None
    if said is None or said.lemma not in _SAYS:
        return False
    asked = any(g.lemma in ("whether", "if") for c in said.children if c.dep == "ccomp" for g in c.children)
    return asked or said.lemma == "comment"


_SAYS = frozenset("say comment confirm disclose reveal specify rule know".split())


def _is_under_way(verb: Token) -> bool:
    """ "Sanctions are under consideration", "are on the table": talked about, not taken."""
    found = frame_of(verb).prepositions if verb.lemma == "be" else {}
    return any(h.lemma in _UNDER_WAY for p in ("under", "on", "in") for h in found.get(p, []))


def _noun_is_meant(noun: Token, frame: Frame, *, lifted: bool) -> bool:
    """Whether a noun that may be a measure has beside it what makes it one."""
    if noun.lemma == "closure":
        return any(p.lemma in ("embassy", "consulate", "mission") for p in frame.patients)
    if noun.lemma == "expulsion":
        return any(p.lemma in DIPLOMATS for p in frame.patients)
    if noun.lemma == "ban" and not any(c.lemma in _BANS for c in noun.children):
        return False
    if noun.lemma in _OFTEN_NONE:
        return lifted and bool(frame.patients)
    return bool(frame.patients or frame.agents)


def _is_subject_to(noun: Token) -> bool:
    """ "X is subject to EU sanctions"."""
    to = noun.head
    return noun.dep == "pobj" and to.lemma == "to" and to.head.lemma == "subject" and to.head.dep == "acomp"


def _from_noun(context: Context, noun: Token) -> Claim | None:
    verb = next((a for a in noun.ancestors() if a.pos in ("VERB", "AUX")), None)
    frame = frame_of(noun)
    lifted = verb is not None and verb.lemma in _LIFT
    under = verb is not None and _is_subject_to(noun)
    if verb is not None and under:
        frame.patients = frame_of(verb).agents
        frame.agents = [a for a in frame.agents if a not in frame.patients]
    told_by_verb = verb is not None and verb.lemma == "impose"
    if told_by_verb or not _noun_is_meant(noun, frame, lifted=lifted):
        return None
    status, mode = _status(context, noun)
    if lifted:
        status = "lifted" if status == "adopted" else status
    elif status == "adopted" and noun.lemma == "prosecution":
        return None
    if status is None:
        return None
    tells = verb is not None and (verb.lemma in _PROPOSE or status in ("adopted", "lifted")) and not under
    if verb is not None and tells and all(a.pos == "PRON" for a in frame.agents):
        frame.agents = [a for a in frame_of(verb).agents if a is not noun]
    return _build(context, noun, NOUNS[noun.lemma], frame, status, mode)


def _build(context: Context, trigger: Token, action: str, frame: Frame, status: Status, mode: Mode) -> Claim:
    how = modality(trigger)
    brought = [h for p in ("under", "on", "to") for h in frame.prepositions.get(p, [])]
    instruments = [t for t in (trigger, *frame.patients, *brought) if t.lemma in _INSTRUMENTS | _LISTS]
    frame.agents = frame.agents or _whose(instruments)
    rejecter = (
        next((a for a in trigger.ancestors() if a.lemma in _REJECT and a.pos == "VERB"), None)
        if status == "rejected"
        else None
    )
    agents = frame_of(rejecter).agents if rejecter is not None else frame.agents
    actors = tuple(
        f for f in context.fillers(agents) if f.type in ("person", "organisation", "place") or f.name[:1].isupper()
    )
    if status == "called_for":  # who calls for it says it; who is to do it is the actor
        speakers = {v.name for v in context.said_by(trigger)}
        actors = tuple(f for f in actors if f.name not in speakers)
    time = time_of(context, trigger) or heading(context, trigger)[0]
    plain = type(how)("affirmed", how.certainty, mode, how.stage)
    claim = context.claim("measure", action, trigger, plain, roles={"actor": actors, "object": context.fillers(_objects(frame))},
                         status=status, time=time if status in ("adopted", "lifted") else None)  # fmt: skip
    if rejecter is None:
        return claim
    # whoever rejects a motion decides, and says nothing: the rejection is told, not denied
    told_by = tuple(v for v in claim.said_by if v.stance not in ("denies", "doubts"))
    return replace(claim, polarity="affirmed", said_by=told_by)


def _objects(frame: Frame) -> list[Token]:
    """Whom a measure is against: "sanctions on X", "a warrant for X", "the assets of X"; else its object."""
    against = [
        h
        for patient in frame.patients
        if patient.lemma in _INSTRUMENTS
        for c in patient.children
        if c.dep == "prep" and c.lemma in ("on", "against", "for", "of")
        for brings in (c, *(g for g in c.children if g.dep == "conj"))  # "the accounts of X and of Y"
        for h in brings.children
        if h.dep == "pobj"
    ]
    against = [f for h in against for f in (prepositions(h).get("of", []) if h.lemma == "arrest" else [h])]
    brings = ("on", "against", "for", "to") if any(p.head.lemma == "extend" for p in frame.patients) else ("on", "against", "for")  # fmt: skip
    outer = [h for p in brings for h in frame.prepositions.get(p, [])]
    instrument = any(p.lemma in _INSTRUMENTS for p in frame.patients)
    if any(p.lemma in _WRITS for p in frame.patients) and not against:
        return outer  # "an arrest warrant was issued": it is against somebody, and not against itself
    whom = [p for p in frame.patients if p.lemma not in _SANCTIONS] if instrument else frame.patients
    return against or (outer if instrument and outer else whom)
