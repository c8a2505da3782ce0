"""Incidents: bombings, attacks, kidnappings, plots, with who, whom, where, when and how far they went."""

from dataclasses import replace

from onrecord.claim import incident_words as words
from onrecord.claim.accident import by_accident
from onrecord.claim.blame import blames
from onrecord.claim.circumstances import (
    each_of_its_own,
    heading,
    named_after,
    place_of,
    since_then,
    time_goes_on,
    time_of,
)
from onrecord.claim.context import Context, unsaid_by
from onrecord.claim.event import Event, done_by, in_relative, joint, kind_of, more_telling, plotted
from onrecord.claim.foiled import before_it_could, broken_up, defused, foilers
from onrecord.claim.frames import at_another_time, doers, frame_of, is_done_by_object, way_up
from onrecord.claim.groups import joined
from onrecord.claim.modality import Modality, is_answered, is_nobody, never_does
from onrecord.claim.numbers import quantity
from onrecord.claim.parts import gather
from onrecord.claim.phrases import (
    attacks_in_words,
    is_deadly,
    is_reflexive,
    left,
    phrase_of,
    series_of,
    struck_from_afar,
    to_be_done,
)
from onrecord.claim.taken_up import taken_up
from onrecord.claim.told import with_deeds
from onrecord.model import Claim, Filler, Place, Quantity, Time, Token, Voicing


def incidents(context: Context) -> list[Claim]:
    """Every incident a document tells: by rule one for each telling sentence's event, joined with what the reader found."""
    by_sentence: dict[int, list[Token]] = {}
    for token in context.tokens:
        if _triggers(context, token):
            by_sentence.setdefault(token.sentence, []).append(token)
    events = [
        event
        for tokens in by_sentence.values()
        for event in _events(context, tokens)
        if _known_by_place(context, event) is not None or _is_incident(event)
    ]
    events = _that_failed(events)
    events += taken_up(context, events)
    events += blames(context, events)
    if context.reading.deeds is not None:
        events = with_deeds(context, events, context.reading.deeds)
    return [_claim(context, event) for event in events]


def _that_failed(events: list[Event]) -> list[Event]:
    """Events without those that only say that the one before came to nothing: "A bomb was sent to the office. It did not go off"."""
    kept: list[Event] = []
    for event in events:
        trigger = event.triggers[0]
        before = kept[-1] if kept and 0 <= trigger.sentence - kept[-1].triggers[0].sentence <= 1 else None
        failed = event.modality.stage == "attempted" and len(event.triggers) == 1 and _it_did_not(trigger)
        if before is None or not failed or before.type != "bombing":
            kept.append(event)
            continue
        before.modality = joint(before.modality, event.modality)
        before.triggers.append(trigger)
    return kept


def _held_by_outlaws(context: Context, verb: Token) -> bool:
    """ "held by pirates": people held, not positions, and not by the state, whose holding is a proceeding."""
    frame = frame_of(verb)
    return any(a.lemma in words.OUTLAWS for a in frame.agents) and any(
        context.kind(context.antecedent(p)) == "person" for p in frame.patients
    )


def _seizes(context: Context, verb: Token) -> bool:
    """ "The 17 people it seized from a bus", where it is told of hostages or rebels near; "was seized by four men": people, and by no police."""
    frame = frame_of(verb)
    people = any(context.kind(p) == "person" for p in frame.patients)
    if verb.lemma not in words.GRABS or not people or any(a.lemma in words.STATE for a in frame.agents):
        return False
    if any(a.lemma in words.STRANGERS for a in frame.agents):
        return True
    return verb.lemma == "seize" and any(t.lemma in words.OUTLAWS | words.CAPTIVE for t in context.near(verb, 2))


def _triggers(context: Context, token: Token) -> bool:
    """Whether a word tells an incident."""
    if token.pos == "VERB":
        return _verb_triggers(context, token)
    if token.pos not in ("NOUN", "PROPN") or token.dep == "compound":
        return False
    if token.lemma == "attack" and any(c.lemma in words.ILLNESSES and c.dep == "compound" for c in token.children):
        return False
    if (token.lemma in words.BLASTS and by_accident(context, token)) or _is_one_more(token) or _died_of(token):
        return False
    if _is_called_attack(context, token):
        return False
    if _is_search(token):
        return False
    known = token.lemma in words.NOUNS or token.lemma in words.HARM_NOUNS or token.lemma in words.PLOTS
    return known or bool(to_be_done(token) or series_of(token) or struck_from_afar(token)) or _named_for_deed(token)


def _verb_triggers(context: Context, verb: Token) -> bool:
    if verb.lemma in words.WATCH:
        return _is_watching(context, verb)
    if verb.lemma in words.TAKES and (_held_by_outlaws(context, verb) or _seizes(context, verb)):
        return True
    word = phrase_of(verb)
    if _is_no_event(verb) or attacks_in_words(verb) or _befalls_nobody(context, verb, word) or _is_search(verb):
        return False
    if verb.lemma == "strike" and verb.dep == "amod":
        return False  # "striking dockers"
    if verb.lemma == "down":
        return any(p.lemma in words.AIRCRAFT for p in frame_of(verb).patients)
    if word == "ram_into" and verb.lemma != "ram" and not _into_people(context, verb):
        return False
    if verb.lemma in ("hit", "strike") and by_accident(context, verb):
        return False
    return word in words.VERBS or word in words.HARM or is_deadly(verb) or bool(defused(verb))


def _befalls_nobody(context: Context, verb: Token, word: str) -> bool:
    """Harm that nobody did, or that came to nobody or to who did it himself: "was set on fire; nobody was hurt": the fire is told by another word."""
    nobody = verb.child("nsubjpass") or (verb.child("nsubj") if phrase_of(verb) in ("die", "perish") else None)
    if word in words.HARM and (by_accident(context, verb) or (nobody is not None and is_nobody(nobody))):
        return True
    if word in words.ENDS_ALL:
        return by_accident(context, verb)
    harmed = verb.child("dobj")
    return harmed is not None and is_reflexive(harmed) and len(joined(harmed)) == 1


def _is_search(raid: Token) -> bool:
    """ "Police raided the office", "her office was raided", "arrested in a police raid": a search, whoever may have suffered by it."""
    if raid.lemma != "raid":
        return False
    frame = frame_of(raid)
    beside = [c for c in raid.children if raid.pos == "NOUN" and c.dep in ("compound", "poss")]
    who = {t.lemma for t in (*frame.agents, *beside, *(doers(raid) if raid.pos == "NOUN" else []))}
    where = {t.lemma for t in (*frame.patients, *frame.prepositions.get("on", []))}
    search = who & (words.SEARCHERS - words.TROOPS)
    return bool(search) or (who <= words.SEARCHERS and bool(where & words.SEARCHED))


def _is_no_event(verb: Token) -> bool:
    """ "Was nearly killed": by nobody, nothing happened; "we do not kill women": a habit is denied, and no attack."""
    if any(c.lemma in ("nearly", "almost") for c in verb.children) and not frame_of(verb).agents:
        return True
    if verb.lemma in ("strike", "hit") and verb.child("ccomp") is not None:
        return True  # "I was struck that he was right"
    if verb.lemma == "shoot" and any(h.lemma in words.FAME for h in frame_of(verb).prepositions.get("to", [])):
        return True  # "shot to fame"
    if verb.lemma == "execute" and any(
        c.lemma == "for" and c.child("pcomp", "pobj") is not None for c in verb.children
    ):
        return True  # "executed for killing": by a sentence
    return never_does(verb)


def _died_of(injury: Token) -> bool:
    """ "Died of his injuries": dead, and no longer injured."""
    of = injury.head
    return injury.lemma == "injury" and of.lemma in ("of", "from") and phrase_of(of.head) == "die"


def _is_one_more(noun: Token) -> bool:
    """ "It was the third attack on our people": of those told before, it says how many."""
    subject = noun.head.child("nsubj") if noun.dep == "attr" else None
    counted = any(c.lemma in words.ORDINALS for c in noun.children)
    return counted and subject is not None and subject.lemma in ("it", "this", "that")


def _is_called_attack(context: Context, noun: Token) -> bool:
    """ "It is an attack on the state": how somebody calls what was told before; "it was an attack on a mosque" tells one."""
    subject = noun.head.child("nsubj") if noun.dep == "attr" and noun.lemma in ("attack", "assault") else None
    if subject is None or subject.lemma not in ("it", "this", "that"):
        return False
    struck = frame_of(noun).prepositions.get("on", [])
    return bool(struck) and all(context.kind(t) not in ("facility", "person") for t in struck)


def _named_for_deed(noun: Token) -> bool:
    """ "The assassins of Ferid Kosh", "her kidnappers"."""
    return noun.lemma in words.DOERS and (noun.child("poss") is not None or "of" in frame_of(noun).prepositions)


def _into_people(context: Context, verb: Token) -> bool:
    """ "drove a car into worshippers"; a car driven into a wall is an accident."""
    return any(context.kind(h) == "person" or h.lemma in ("crowd", "crowds") for h in frame_of(verb).prepositions.get("into", []))  # fmt: skip


def _is_watching(context: Context, verb: Token) -> bool:
    """ "was followed by two men", "photographed my house", "paid two brothers to watch her": people watched, not a film."""
    frame = frame_of(verb)
    own = any(c.dep == "poss" and c.lemma in ("its", "their") for p in frame.patients for c in p.children)
    hired = verb.dep in ("xcomp", "advcl") and verb.head.lemma in words.ORDERS and not own  # a coach, its players
    watchers = {context.antecedent(a).lemma for a in frame.agents}
    if verb.lemma == "follow" and not hired and not watchers & words.WATCHERS:
        return False
    watched = any(p.lemma in words.WATCHED for p in frame.patients)
    return watched or (
        (verb.lemma in ("follow", "shadow", "tail", "photograph") or hired)
        and any(context.kind(p) == "person" or p.lemma == "who" for p in frame.patients)
    )


def _events(context: Context, triggers: list[Token]) -> list[Event]:
    """Triggers of one sentence put together where one hangs on the other."""
    events: list[Event] = []
    for trigger in triggers:
        event = next((e for e in events if any(_it_did_not(trigger) or (_tell_one(t, trigger) and not _parted(context, t, trigger)) for t in e.triggers)), None)  # fmt: skip
        kind = kind_of(trigger)
        how = plotted(context, trigger)
        if event is None:
            event = Event([trigger], kind, how)
            events.append(event)
        else:
            if in_relative(trigger, event.triggers):  # "an attack that could have killed": the attack is stated
                how = Modality(how.polarity, "stated", "actual", how.stage)
            if any(_came_of(t, trigger) for t in event.triggers) and how == Modality():
                event.modality = how  # "prepared the explosion, in which two soldiers died": it came to it
            event.triggers.append(trigger)
            event.modality = joint(event.modality, how)
            event.type = (
                more_telling(event.type, kind) if not _flees(trigger) or event.type in ("", "sabotage") else event.type
            )
            if event.type == "arson" and any(_kills_beside(t, trigger) for t in event.triggers):
                event.type = "armed_attack"
        gather(context, event, trigger)
    return events


def _tell_one(earlier: Token, later: Token) -> bool:
    """Whether two triggers of a sentence tell one event."""
    beside = (
        _does(earlier, later)
        or _came_of(earlier, later)
        or _of_one_thing(earlier, later)
        or _flees(later)
        or _goes_on_with(earlier, later)
    )
    return beside or _hangs(later, earlier) or _hangs(earlier, later)


def _kills_beside(earlier: Token, later: Token) -> bool:
    """ "Killed 34 people and set fire to 200 huts": the killing was not the fire's."""
    beside = later.dep == "conj" and later.head is earlier and later.child("dobj") is not None
    lemmas = {phrase_of(earlier), phrase_of(later)}
    kills = any(words.HARM.get(lemma) == "killed" for lemma in lemmas)
    return beside and kills and all(t.tag in ("VBD", "VBN") for t in (earlier, later))


def _it_did_not(later: Token) -> bool:
    """ "A grenade was lobbed into the garden; it failed to go off", "was sent to the office, but did not explode": of the deed told before."""
    subject = later.child("nsubj") or later.head.child("nsubj")
    goes_on = later.dep == "conj" and subject is None and later.child("neg") is not None
    return phrase_of(later) in words.EXPLODES and (goes_on or (subject is not None and subject.lemma == "it"))


def _goes_on_with(earlier: Token, later: Token) -> bool:
    """ "Held up a bus, robbed its passengers", "was grabbed and bundled into a van": one deed."""
    goes_on = later.dep == "conj" and later.child("nsubj", "nsubjpass") is None
    return goes_on and kind_of(earlier) == kind_of(later) in ("robbery", "kidnapping")


def _flees(later: Token) -> bool:
    """ "Ambushed a patrol and made off with its weapons": the end of the deed told before."""
    return phrase_of(later) == "make_off"


def _parted(context: Context, earlier: Token, later: Token) -> bool:
    """Whether something parts the events of two triggers.

    "Gunmen killed the mayor; two weeks later a grenade was thrown": a semicolon, each with its own subject. "Two were shot, a week
    after a bomb killed a judge": the time between them.
    """
    if _at_another_time(later, earlier) or _at_another_time(earlier, later) or earlier.item() != later.item():
        return True
    if _done_by_whom(later, earlier):
        return True
    low, high = sorted((earlier.i, later.i))
    mark = next((t.i for t in context.tokens[low:high] if t.text == ";"), None)
    return mark is not None and any(t.i > mark and t.dep in ("nsubj", "nsubjpass") for t in context.tokens[mark:high])


def _done_by_whom(trigger: Token, above: Token) -> bool:
    """ "Killed the officer who had foiled the attack": what somebody had done before is another deed than what is done to him."""
    way = way_up(trigger, above)
    if way[-1].head is not above:
        return False
    return any(map(is_done_by_object, way))


def _at_another_time(trigger: Token, above: Token) -> bool:
    """Whether a trigger hangs on another, and at another time."""
    way = way_up(trigger, above)
    return way[-1].head is above and any(map(at_another_time, way))


def _does(earlier: Token, harm: Token) -> bool:
    """ "a blast tore through the hall, killing two": the blast kills."""
    if phrase_of(harm) not in words.HARM or harm.dep != "advcl":
        return False
    return (earlier.dep == "nsubj" and earlier.head is harm.head) or done_by(earlier, harm)


def _came_of(earlier: Token, harm: Token) -> bool:
    """ "Prepared the explosion at the depot, in which two soldiers died": of the explosion."""
    brought = next((c for c in harm.children if c.dep == "prep" and c.lemma == "in"), None)
    which = brought.child("pobj") if brought is not None else None
    below = harm.head is earlier and harm.dep == "relcl"
    return below and which is not None and which.lemma == "which" and phrase_of(harm) in words.HARM


def _of_one_thing(participle: Token, verb: Token) -> bool:
    """ "a bomb planted under a car failed to explode", "was found under a car and defused": told of one bomb."""
    if defused(verb) and verb.dep == "conj" and verb.head is participle and verb.child("nsubj", "nsubjpass") is None:
        return kind_of(participle) == "bombing"
    return participle.dep == "acl" and participle.head.i in {a.i for a in frame_of(verb).agents}


def _hangs(lower: Token, upper: Token) -> bool:
    """Whether one trigger depends on the other within a clause, so that both tell one event."""
    current, steps = lower, 0
    while current.head is not current and steps < 4:
        if current.dep == "conj" and current.child("dobj") is not None and kind_of(upper) == "sexual_violence":
            return False  # "raped women and executed eleven men"
        if (
            current.dep in ("conj", "parataxis")
            and current.pos == "VERB"
            and current.lemma not in words.HARM
            and upper.lemma not in words.HARM
        ):
            return False
        if steps and each_of_its_own(current):
            return False
        if (current.dep == "ccomp" and steps) or before_it_could(current) is not None:
            return False
        if current.dep == "prep" and current.lemma in ("before", "ahead") and current.head is not upper:
            return False  # "threatened him in the months before the killing"
        if (steps and current.lemma in words.CHARGES and current.pos == "VERB") or is_answered(current):
            return False  # "a soldier accused of the killing was lynched"; "threatened to avenge the killing"
        current = current.head
        steps += 1
        if current is upper:
            return True
    return False


def _known_by_place(context: Context, event: Event) -> Token | None:
    """The deed of "charged over the Lyon attack of January 2020": known by where it was, whatever else is told of it here."""
    return next((t for t in event.triggers if named_after(context, t) is not None), None)


def _told_by(context: Context, event: Event, claim: Claim) -> tuple[Voicing, ...]:
    """Who tells an incident: whoever charges somebody with a deed known by its place does not tell it by that."""
    deed = _known_by_place(context, event)
    charge = next((t for t in deed.ancestors() if t.pos == "VERB"), None) if deed is not None else None
    if charge is None or charge.lemma not in words.CHARGES:
        return claim.said_by
    return unsaid_by(claim, context.fillers(frame_of(charge).agents)).said_by


def _is_incident(event: Event) -> bool:
    """Whether triggers tell an incident at all: weak words need somebody harmed, hit or armed."""
    if not event.outcome and _is_bare(event):
        return False
    struck = event.roles.get("victims") or event.roles.get("targets") or event.outcome
    if not struck and all(t.pos == "VERB" and t.lemma in words.HARM and t.child("dobj") for t in event.triggers):
        return False  # "has murdered the language of diplomacy"
    if not event.roles.get("victims") and all(t.lemma in words.DOERS for t in event.triggers):
        return False  # "its assassins were never caught"
    lemmas = {_word(t) for t in event.triggers}
    if not event.type and not (lemmas & words.HARM.keys() and event.roles.get("victims")):
        return False
    if lemmas <= words.HARM.keys() | words.HARM_NOUNS.keys() and not any(
        map(event.roles.get, ("perpetrators", "sponsors", "weapons"))
    ):
        return (bool(lemmas & {"kill", "killing"}) and bool(event.roles.get("victims"))) or bool(
            lemmas & {"murder", "assassinate", "assassination", "massacre", "slay", "slaying"}
        )
    if event.roles.get("sponsors") and lemmas & words.HARM_NOUNS.keys():
        return True  # "X ordered the killing"
    if any(t.pos == "NOUN" and t.lemma in words.NOUNS and doers(t) for t in event.triggers):
        return True  # "X was behind the attack": somebody is named for it
    tried = [bool(to_be_done(t)) for t in event.triggers]
    if (
        any(tried)
        and not event.roles
        and all(t or e.lemma in words.PLOTS | words.WEAK_NOUNS for t, e in zip(tried, event.triggers, strict=True))
    ):
        return event.modality.stage == "foiled"  # "the failed attempt": told elsewhere, if at all
    strong = lemmas - words.WEAK - words.WEAK_NOUNS - words.PLOTS - {"die", "wound", "injure", "hurt", "kill"}
    if strong or (event.roles.get("targets") and lemmas & words.PLOTS):
        return True  # "a plot to burn down the embassy"
    return bool(event.roles.get("victims") or event.outcome or event.roles.get("weapons") or (event.roles.get("targets") and event.roles.get("perpetrators"))
                or (event.roles.get("targets") and lemmas & (words.WEAK_NOUNS | {"attack", "shell", "storm", "raid", "loot"})))  # fmt: skip


def _is_bare(event: Event) -> bool:
    """ "The murder", "charged with espionage", "convicted X of espionage": nothing is told of it here, or the proceeding tells it."""
    if event.roles:
        return event.roles.keys() == {"perpetrators"} and all(_is_verdict(t) for t in event.triggers)
    charged = any(_is_charge(t) for t in event.triggers)
    return charged or event.modality.stage == "carried_out"


def _is_charge(deed: Token) -> bool:
    """ "Charged with murder", "with aiding attempted murder"."""
    if deed.dep == "dobj" and deed.head.dep == "pcomp":
        deed = deed.head
    # "for espionage and complicity in murder"
    while (deed.dep == "pobj" and deed.head.lemma == "in") or deed.dep == "conj":
        deed = deed.head.head if deed.dep == "pobj" else deed.head
    if deed.dep == "pobj" and deed.head.head.entity == "DATE":  # "to seven years for"
        return deed.head.head.head.head.lemma in words.CHARGES
    return deed.dep in ("pobj", "pcomp") and deed.head.head.lemma in words.CHARGES


def _is_verdict(deed: Token) -> bool:
    return deed.dep == "pobj" and deed.head.lemma == "of" and deed.head.head.lemma == "convict"


def _word(trigger: Token) -> str:
    """The word that tells how weak a trigger is: "kill" where somebody is shot dead, "die" where lives are lost."""
    if is_deadly(trigger):
        return "kill"
    if trigger.lemma == "leave":
        return left(trigger)
    return "die" if phrase_of(trigger) in ("die", "cost_lives") else trigger.lemma


def _claim(context: Context, event: Event) -> Claim:
    main = min(
        event.triggers,
        key=lambda t: (
            words.RANK.index(k) if (k := kind_of(t)) else 99,
            t.i,
        ),
    )
    roles = {role: tuple(fillers.values()) for role, fillers in event.roles.items()}
    kept = {f.name for f in roles.get("victims", ())}
    roles["perpetrators"] = tuple(f for f in roles.get("perpetrators", ()) if f.name not in kept)
    did = {f.name for f in roles["perpetrators"]}  # "they carried the bombs there before detonating them"
    roles["targets"] = tuple(f for f in roles.get("targets", ()) if f.name not in did)
    foiler = context.fillers(foilers(event.triggers)) if event.modality.stage == "foiled" else ()
    if foiler:
        roles["foiled_by"] = foiler
        roles["perpetrators"] = tuple(f for f in roles["perpetrators"] if f.name not in {x.name for x in foiler})
    claim = context.claim("incident", _type(event, roles), main, event.modality, roles=roles, stage=event.modality.stage,
                          time=_when(context, main, event), place=_where(context, main, event), outcome=_outcome(context, event, main))  # fmt: skip
    said_by = _told_by(context, event, claim) if event.said_by is None else event.said_by
    return replace(
        claim, said_by=said_by, incident=event.incident, evidence=tuple(sorted({*claim.evidence, *event.evidence}))
    )


def _when(context: Context, main: Token, event: Event) -> Time | None:
    """When it was, by whichever of its words is told a time: "nine were killed when bombers struck on Saturday"."""
    own = next((t for word in (main, *event.triggers) if (t := time_of(context, word)) is not None), None)
    if own is not None and not event.roles and named_after(context, main) is not None:
        within = main.left <= context.token_at(own.start).i <= main.right
        own = own if within else None  # "the trial over the Lyon attack opens on Monday"
    own = own or next((t for word in event.triggers if (t := time_goes_on(context, word)) is not None), None)
    own = own or heading(context, broken_up(main) or main)[0]
    return since_then(context, own, main)


def _where(context: Context, main: Token, event: Event) -> Place | None:
    """Where it was, by any of its words, then in the sentence before."""
    here = (place_of(context, word, back=0) for word in (main, *event.triggers))
    return (
        named_after(context, main)
        or next((p for p in here if p is not None), None)
        or heading(context, broken_up(main) or main)[1]
        or place_of(context, main)
    )


def _type(event: Event, roles: dict[str, tuple[Filler, ...]]) -> str:
    """The event's type; an attack by hackers or on a network is a cyber attack."""
    kind = event.type or "armed_attack"
    doers, struck = ({f.name.split()[-1].lower() for f in roles.get(role, ())} for role in ("perpetrators", "targets"))
    return "cyber_attack" if kind == "armed_attack" and (doers & words.HACKERS or struck & words.NETWORKS) else kind


def _outcome(context: Context, event: Event, main: Token) -> dict[str, Quantity]:
    """Killed and injured as gathered; arrests told in the same sentence beside a plot or attack."""
    outcome = dict(event.outcome)
    sentence = context.sentence(main)
    for token in context.tokens[sentence.first : sentence.last]:
        if token.lemma in ("arrest", "detain") and token.pos == "VERB":
            for patient in frame_of(token).patients:
                number = quantity(patient, context.text)
                if number:
                    outcome.setdefault("arrested", number)
    return outcome
