"""Incidents: bombings, attacks, kidnappings, plots, with who, whom, where, when and how far they went."""

from dataclasses import replace

from onrecord.claim import incident_words as words
from onrecord.claim.blame import blames
from onrecord.claim.circumstances import place_of, time_of
from onrecord.claim.context import Context, joined
from onrecord.claim.event import Event, joint, more_telling
from onrecord.claim.foiled import before_it_could, defused, foiled, foilers, would_be_doer
from onrecord.claim.frames import Frame, doers, frame_of, prepositions, real_head
from onrecord.claim.modality import Modality, is_nobody, modality
from onrecord.claim.numbers import counted, one_or_more, quantity, together
from onrecord.claim.phrases import is_deadly, is_reflexive, left, phrase_of, to_be_done
from onrecord.claim.told import with_deeds
from onrecord.model import Claim, Filler, Place, Quantity, Time, Token


def incidents(context: Context) -> list[Claim]:
    """Every incident a document tells: by rule one for each telling sentence's event, joined with what the reader found."""
    by_sentence: dict[int, list[Token]] = {}
    for token in context.tokens:
        if _triggers(context, token):
            by_sentence.setdefault(token.sentence, []).append(token)
    events = [event for tokens in by_sentence.values() for event in _events(context, tokens) if _is_incident(event)]
    events += blames(context, events)
    if context.reading.deeds is not None:
        events = with_deeds(context, events, context.reading.deeds)
    return [_claim(context, event) for event in events]


def _held_by_outlaws(context: Context, verb: Token) -> bool:
    """ "held by pirates": people held, not positions, and not by the state, whose holding is a proceeding."""
    frame = frame_of(verb)
    return any(a.lemma in words.OUTLAWS for a in frame.agents) and any(
        context.kind(context.antecedent(p)) == "person" for p in frame.patients
    )


def _by_accident(trigger: Token) -> bool:
    """ "floods killed 80", "were killed in a crash", "a bus plunged into a ravine, killing 17": nobody did it."""
    frame = frame_of(trigger)
    if trigger.dep == "advcl" and trigger.head.lemma in words.CRASHES and trigger.child("nsubj") is None:
        return True
    causes = [h for p in ("in", "by", "from", "during") for h in frame.prepositions.get(p, [])]
    return any(h.lemma in words.NATURE for h in (*frame.agents, *causes))


def _triggers(context: Context, token: Token) -> bool:
    if token.pos == "VERB":
        if token.lemma in words.WATCH:
            return _is_watching(context, token)
        if token.lemma in words.TAKES and _held_by_outlaws(context, token):
            return True
        word = phrase_of(token)
        nobody = token.child("nsubjpass") or (token.child("nsubj") if token.lemma in ("die", "perish") else None)
        if word in words.HARM and (_by_accident(token) or (nobody is not None and is_nobody(nobody))):
            return False  # "set on fire; nobody was hurt": the fire is told by another word
        if _is_no_event(token):
            return False
        harmed = token.child("dobj")
        if harmed is not None and is_reflexive(harmed) and token.lemma not in words.ENDS_ALL:
            return False  # who shot himself attacked nobody
        if token.lemma == "down":
            return any(p.lemma in words.AIRCRAFT for p in frame_of(token).patients)
        if word == "ram_into" and token.lemma != "ram" and not _into_people(context, token):
            return False
        return word in words.VERBS or word in words.HARM or is_deadly(token) or bool(defused(token))
    if token.pos in ("NOUN", "PROPN"):
        known = token.lemma in words.NOUNS or token.lemma in words.HARM_NOUNS or token.lemma in words.PLOTS
        return (known or bool(to_be_done(token))) and token.dep != "compound"
    return False


def _is_no_event(verb: Token) -> bool:
    """ "Was nearly killed": by nobody, nothing happened; "we do not kill women": a habit is denied, and no attack."""
    if any(c.lemma in ("nearly", "almost") for c in verb.children) and not frame_of(verb).agents:
        return True
    return verb.child("neg") is not None and any(c.dep == "aux" and c.tag in ("VBP", "VBZ") and c.lemma == "do" for c in verb.children)  # fmt: skip


def _into_people(context: Context, verb: Token) -> bool:
    """ "drove a car into worshippers"; a car driven into a wall is an accident."""
    return any(context.kind(h) == "person" or h.lemma in ("crowd", "crowds") for h in frame_of(verb).prepositions.get("into", []))  # fmt: skip


def _is_watching(context: Context, verb: Token) -> bool:
    """ "was followed by two men", "photographed my house": people watched, not a film."""
    frame = frame_of(verb)
    if verb.lemma == "follow" and not any(a.lemma in words.WATCHERS for a in frame.agents):
        return False
    watched = any(p.lemma in words.WATCHED for p in frame.patients)
    return watched or (
        verb.lemma in ("follow", "shadow", "tail", "photograph")
        and any(context.kind(p) == "person" or p.lemma == "who" for p in frame.patients)
    )


def _plotted(context: Context, trigger: Token) -> Modality:
    """A trigger's modality; "the plot to kidnap her" is a plan wherever the parser hangs the infinitive."""
    how = modality(trigger)
    if trigger.tag == "VB" and how.stage == "carried_out" and trigger.i >= 2:
        to, noun = context.tokens[trigger.i - 1], context.tokens[trigger.i - 2]
        if to.lemma == "to" and noun.lemma in words.PLOTS:
            how = Modality(how.polarity, how.certainty, how.mode, "planned")
    if how.stage == "carried_out" and to_be_done(trigger):
        how = Modality(
            how.polarity, how.certainty, how.mode, "attempted" if trigger.lemma in words.ATTEMPTS else "planned"
        )
    return foiled(trigger, how)


def _events(context: Context, triggers: list[Token]) -> list[Event]:
    """Triggers of one sentence put together where one hangs on the other."""
    events: list[Event] = []
    for trigger in triggers:
        event = next((e for e in events if any(_tell_one(t, trigger) and not _parted(context, t, trigger) for t in e.triggers)), None)  # fmt: skip
        kind = _kind_of(trigger)
        how = _plotted(context, trigger)
        if event is None:
            event = Event([trigger], kind, how)
            events.append(event)
        else:
            if _in_relative(trigger, event.triggers):  # "an attack that could have killed": the attack is stated
                how = Modality(how.polarity, "stated", "actual", how.stage)
            event.triggers.append(trigger)
            event.modality = joint(event.modality, how)
            event.type = more_telling(event.type, kind)
        _gather(context, event, trigger)
    return events


def _tell_one(earlier: Token, later: Token) -> bool:
    """Whether two triggers of a sentence tell one event."""
    return _hangs(later, earlier) or _hangs(earlier, later) or _does(earlier, later) or _of_one_thing(earlier, later)


def _parted(context: Context, earlier: Token, later: Token) -> bool:
    """ "Gunmen killed the mayor; two weeks later a grenade was thrown": a semicolon parts two events, each with its own subject."""
    low, high = sorted((earlier.i, later.i))
    mark = next((t.i for t in context.tokens[low:high] if t.text == ";"), None)
    return mark is not None and any(t.i > mark and t.dep in ("nsubj", "nsubjpass") for t in context.tokens[mark:high])


def _does(earlier: Token, harm: Token) -> bool:
    """ "a blast tore through the hall, killing two": the blast kills."""
    if harm.lemma not in words.HARM or harm.dep != "advcl":
        return False
    return (earlier.dep == "nsubj" and earlier.head is harm.head) or _done_by(earlier, harm)


def _done_by(blast: Token, harm: Token) -> bool:
    """ "police hunt a man whose device exploded on Friday, wounding 13": what exploded wounds, wherever the parser hangs the participle."""
    above = harm.head.i < blast.i < harm.i
    return above and harm.tag == "VBG" and harm.child("nsubj") is None and phrase_of(blast) in words.EXPLODES


def _of_one_thing(participle: Token, verb: Token) -> bool:
    """ "a bomb planted under a car failed to explode": told of one bomb."""
    return participle.dep == "acl" and participle.head.i in {a.i for a in frame_of(verb).agents}


def _in_relative(trigger: Token, others: list[Token]) -> bool:
    """Whether a trigger stands in a relative clause about another."""
    return trigger.dep == "relcl" and any(trigger.head is other for other in others)


def _hangs(lower: Token, upper: Token) -> bool:
    """Whether one trigger depends on the other within a clause, so that both tell one event."""
    current, steps = lower, 0
    while current.head is not current and steps < 4:
        if (
            current.dep in ("conj", "parataxis")
            and current.pos == "VERB"
            and current.lemma not in words.HARM
            and upper.lemma not in words.HARM
        ):
            return False
        if (current.dep == "ccomp" and steps) or before_it_could(current) is not None:
            return False
        current = current.head
        steps += 1
        if current is upper:
            return True
    return False


def _kind_of(trigger: Token) -> str:
    if trigger.pos in ("NOUN", "PROPN") and any(c.lemma in words.CYBER for c in trigger.children):
        return "cyber_attack"
    if trigger.pos == "VERB" and trigger.lemma in words.TAKES:
        return "robbery" if phrase_of(trigger) == "hold_up" else "kidnapping"
    if is_deadly(trigger):
        return words.VERBS.get(trigger.lemma, "")
    if defused(trigger):
        return "bombing"
    return words.VERBS.get(phrase_of(trigger)) or words.NOUNS.get(trigger.lemma) or to_be_done(trigger)


_WHERE_HIT = ("against", "on", "at", "near", "outside", "in")
_USES = frozenset(["use", "detonate", "explode", "place", "plant", "throw", "fire"])
NO_PATIENTS = words.NOUNS.keys() | words.PLOTS | words.NOT_PEOPLE | {"fire", "shot"}
"""What nothing is done to by an attack: another telling of it, "shots" that were fired."""
_ATTACKERS = frozenset(["guerrilla", "rebel"])  # not "terrorist": it calls the attack a name, and names nobody


def _gather(context: Context, event: Event, trigger: Token) -> None:
    """Fill an event's roles from what stands around one of its triggers."""
    frame, word = frame_of(trigger), phrase_of(trigger)
    bombs = defused(trigger)
    hung = any(_done_by(t, trigger) for t in event.triggers)  # on who hunts him, say: no doer of it
    if (frame.certain_agent or trigger.pos != "VERB") and word != "come_under" and not hung and not bombs:
        kept = would_be_doer(trigger)
        for agent in [kept] if kept is not None else frame.agents:
            _add_agent(context, event, trigger, agent)
    thrown = frame.patients if word in ("throw_at", "ram_into", "pass_on") else []
    for patient in [*([] if thrown else frame.patients), *_hit(context, trigger, word, frame)]:
        _add_patient(context, event, trigger, patient)
    if trigger.lemma in words.ATTEMPTS:  # "an attempt on her life": hers
        owners = (h.child("poss") for h in frame.patients if h.lemma == "life")
        event.add("victims", tuple(f for f in context.fillers(owners) if f.type == "person"))
    for head in [*_instruments(trigger, frame), *thrown, *bombs]:
        _add_weapon(context, event, head)
    if word in ("throw_at", "ram_into"):  # whatever it is otherwise: a truck
        event.add("weapons", context.fillers(thrown))
    above = next((a for a in (trigger.head, trigger.head.head) if a.lemma in words.ORDERS and a.pos == "VERB"), None)
    behind = [*_on_orders_of(context, trigger), *(frame_of(above).agents if above is not None else [])]
    event.add("sponsors", tuple(f for f in context.fillers(behind) if f.type in ("person", "organisation", "place")))
    if trigger.dep == "dobj" and trigger.head.lemma == "survive":  # "survived a shooting": whom it was aimed at
        event.add("victims", tuple(f for f in context.fillers(frame_of(trigger.head).agents) if f.type == "person"))
    if trigger.pos == "NOUN":
        event.add(
            "perpetrators",
            context.fillers(c for c in trigger.children if c.dep in ("compound", "amod") and c.lemma in _ATTACKERS),
        )


def _on_orders_of(context: Context, trigger: Token) -> list[Token]:
    """Whose orders it was done on: "on the orders of X", "at the behest of X", beside the deed or above it in its clause."""
    sentence = context.sentence(trigger)
    near = {trigger, *trigger.ancestors()}
    for token in context.tokens[sentence.first : sentence.last]:
        brought = token.dep == "pobj" and token.head.lemma in words.ON_ORDERS.get(token.lemma, ())
        if brought and token.i > trigger.i and (token.head.head in near or trigger in token.ancestors()):
            return prepositions(token).get("of", []) + [t for t in [token.child("poss")] if t]
    return []


def _hit(context: Context, trigger: Token, word: str, frame: Frame) -> list[Token]:
    """Facilities an attack is told to be on, at or near; whatever it is against; whatever was fired at, or came under fire."""
    if word == "open_fire":
        fire = trigger.child("dobj")
        brought = [frame.prepositions, prepositions(fire) if fire is not None else {}]
        return [h for own in brought for p in words.FIRED_AT for h in own.get(p, [])]
    if word == "come_under":
        return frame.agents
    if word in ("throw_at", "ram_into"):
        found = [(at, head) for at in words.THROWN_AT for head in frame.prepositions.get(at, [])]
        return [head for at, head in found if at != "in" or head.lemma not in words.VEHICLES]  # "a bomb in a car"
    if trigger.lemma in words.BLASTS and (torn := _torn(context, trigger)):
        return torn
    if word == "set_fire":
        fires = [p for p in frame.patients if p.lemma == "fire"]
        lit = [h for fire in fires for p in ("at", "in") for h in prepositions(fire).get(p, [])]
        return [*frame.prepositions.get("to", []), *(p for p in frame.patients if p not in fires), *lit]
    if trigger.lemma not in words.VERBS or trigger.lemma in words.HARM:
        return []
    heads = [(p, h) for p in _WHERE_HIT for h in frame.prepositions.get(p, [])]
    near = ("at", "near", "outside", "on")  # "outside the embassy", but not "in the army"
    return [
        h
        for p, h in heads
        if p == "against" or (kind := context.kind(h)) == "facility" or (kind == "organisation" and p in near)
    ]


def _torn(context: Context, blast: Token) -> list[Token]:
    """What a blast tore through: "the blast destroyed the hall", "the explosion that sank a ferry"."""
    does = [blast.head] if blast.dep == "nsubj" else [c for c in blast.children if c.dep == "relcl"]
    below = [frame_of(v) for verb in does for v in (verb, *verb.children) if v.lemma in words.DAMAGES]
    things = [d for f in below for d in (*f.patients, *f.prepositions.get("through", []))]
    return [d for d in things if context.kind(d) in ("facility", "organisation")]


def _instruments(trigger: Token, frame: Frame) -> list[Token]:
    """What it was done with: "with a rifle", "car bomb attack", "using explosives"."""
    found = [h for p in ("with", "using", "from", "by") for h in frame.prepositions.get(p, [])]
    for child in trigger.children:
        if child.dep in ("compound", "amod", "nmod"):
            found.append(child)
        elif child.lemma in _USES and before_it_could(child) is None:
            found += joined(child.child("dobj"))
    return found


def _add_agent(context: Context, event: Event, trigger: Token, agent: Token) -> None:
    if is_nobody(agent) or _stands_for_nobody(context, agent):
        return
    for head in joined(context.antecedent(agent)):
        kind = context.kind(head)
        if trigger.lemma == "die":
            _add_patient(context, event, trigger, head)
        elif kind == "weapon" or (phrase_of(trigger) in words.EXPLODES and trigger.child("dobj") is None):
            _add_weapon(context, event, head)
        elif head.lemma in words.NOUNS:  # "the blast killed two": one event told by two words
            continue
        elif kind in ("person", "organisation") or (
            kind != "place" and head.pos == "PROPN" and agent in doers(trigger)
        ):
            filler = context.filler(head)
            if filler:
                event.add("perpetrators", (filler,))


def _stands_for_nobody(context: Context, pronoun: Token) -> bool:
    """ "No group has said it carried out the attack": no group did, as far as it is told."""
    mention = context.mention(pronoun) if pronoun.pos == "PRON" else None
    same = context.chains[mention.chain] if mention is not None and mention.chain >= 0 else []
    heads = [context.tokens[m.head] for m in same]
    return any(is_nobody(h) and h.sentence == pronoun.sentence for h in heads)


def _add_patient(context: Context, event: Event, trigger: Token, patient: Token) -> None:
    if is_nobody(patient) or is_reflexive(patient) or (patient.pos == "PRON" and phrase_of(trigger) in words.EXPLODES):
        return  # who blows himself up is his own victim, and no other's; what they detonated "them" is bombs
    harm = "killed" if is_deadly(trigger) else words.HARM.get(phrase_of(trigger)) or words.HARM_NOUNS.get(trigger.lemma)
    harmed = []
    for one in joined(context.antecedent(patient)):
        if patient.lemma == "they" and harm and context.kind(one) not in ("person", "weapon"):
            continue  # "a bomb killed them": not the court that the parser's nearest plural may be
        number = _add_struck(context, event, trigger, one, harm)
        if number is not None and _came_to_pass(context, event, trigger):
            harmed.append(number)
    if harm and harmed:
        event.outcome.setdefault(harm, together(harmed))


def _add_struck(context: Context, event: Event, trigger: Token, one: Token, harm: str | None) -> Quantity | None:
    """Put whom or what a deed struck into its role. Returns how many people were harmed, None where nobody was."""
    head = real_head(one)
    captive = head.child("compound", "nmod", "nsubj") if head.lemma in words.CAPTIVE else None
    head = captive or head  # "took pupils hostage", read as one noun
    kind = context.kind(head)
    if kind == "weapon":
        _add_weapon(context, event, head)
    if kind == "weapon" or head.lemma in NO_PATIENTS:
        return None
    is_person = kind == "person" or captive is not None or head.pos == "NUM" or (harm and kind in ("organisation", ""))
    filler = context.filler(head)
    number = counted(context.text, one, head)
    if filler is not None and head.pos != "NUM":
        if is_person:
            event.add("victims", (filler,))
        elif _is_target(trigger, head, kind):
            event.add("targets", (filler,))
    return number or one_or_more(head) if harm and (number or (filler and is_person)) else None


def _is_target(trigger: Token, head: Token, kind: str) -> bool:
    """Whether what was struck is a thing an attack is on; a town only where it is attacked, bombed or stormed."""
    town = kind == "place" and trigger.lemma in ("attack", "bomb", "bombing", "raid", "storm")
    return town or kind in ("facility", "organisation", "event") or head.lemma in words.NETWORKS


def _came_to_pass(context: Context, event: Event, trigger: Token) -> bool:
    """Whether the harm a word tells was done: not by a plot to kill, a failed try or what "could have killed"; "tried to kill her, wounding two" wounded two."""
    how = _plotted(context, trigger)
    beside = trigger.tag == "VBG" and trigger.dep == "advcl" and how.stage == "attempted"
    might = how.certainty != "stated" and _in_relative(trigger, event.triggers)
    return how.mode == "actual" and not might and (how.stage == "carried_out" or beside)


def _add_weapon(context: Context, event: Event, head: Token) -> None:
    mention = context.mention(head)
    if mention is None or mention.type != "weapon":
        return
    filler = context.filler(head)
    if filler:
        event.add("weapons", (filler,))
        if head.lemma in words.EXPLOSIVE:
            event.type = (
                more_telling(event.type, "bombing")
                if event.type not in ("assassination", "arms_smuggling")
                else event.type
            )


def _is_incident(event: Event) -> bool:
    """Whether triggers tell an incident at all: weak words need somebody harmed, hit or armed."""
    if not event.roles and not event.outcome:
        charged = any(t.dep == "pobj" and t.head.head.lemma in words.CHARGES for t in event.triggers)
        if charged or event.modality.stage == "carried_out":
            return False  # "the murder", "charged with espionage": nothing told of it here
    lemmas = {"kill" if is_deadly(t) else (left(t) if t.lemma == "leave" else t.lemma) for t in event.triggers}
    if not event.type and not (lemmas & words.HARM.keys() and event.roles.get("victims")):
        return False
    if lemmas <= words.HARM.keys() | words.HARM_NOUNS.keys() and not any(
        map(event.roles.get, ("perpetrators", "sponsors"))
    ):
        return ("kill" in lemmas and bool(event.roles.get("victims"))) or bool(
            lemmas & {"murder", "assassinate", "assassination", "massacre"}
        )
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
    if strong:
        return True
    return bool(event.roles.get("victims") or event.outcome or event.roles.get("weapons") or (event.roles.get("targets") and event.roles.get("perpetrators"))
                or (event.roles.get("targets") and lemmas & (words.WEAK_NOUNS | {"attack", "shell", "storm", "raid"})))  # fmt: skip


def _claim(context: Context, event: Event) -> Claim:
    main = min(
        event.triggers,
        key=lambda t: (
            words.RANK.index(k) if (k := _kind_of(t)) else 99,
            t.i,
        ),
    )
    roles = {role: tuple(fillers.values()) for role, fillers in event.roles.items()}
    kept = {f.name for f in roles.get("victims", ())}
    roles["perpetrators"] = tuple(f for f in roles.get("perpetrators", ()) if f.name not in kept)
    did = {f.name for f in roles["perpetrators"]}  # "they carried the bombs there before detonating them"
    roles["targets"] = tuple(f for f in roles.get("targets", ()) if f.name not in did)
    foiler = context.fillers(foilers(event.triggers))
    if foiler:
        roles["foiled_by"] = foiler
        roles["perpetrators"] = tuple(f for f in roles["perpetrators"] if f.name not in {x.name for x in foiler})
    claim = context.claim("incident", _type(event, roles), main, event.modality, roles=roles, stage=event.modality.stage,
                          time=_when(context, main, event), place=_where(context, main, event), outcome=_outcome(context, event, main))  # fmt: skip
    said_by = claim.said_by if event.said_by is None else event.said_by
    return replace(
        claim, said_by=said_by, incident=event.incident, evidence=tuple(sorted({*claim.evidence, *event.evidence}))
    )


def _when(context: Context, main: Token, event: Event) -> Time | None:
    """When it was, by whichever of its words is told a time: "nine were killed when bombers struck on Saturday"."""
    return next((t for word in (main, *event.triggers) if (t := time_of(context, word)) is not None), None)


def _where(context: Context, main: Token, event: Event) -> Place | None:
    """Where it was, by any of its words, then in the sentence before."""
    here = (place_of(context, word, back=0) for word in (main, *event.triggers))
    return next((p for p in here if p is not None), None) or place_of(context, main)


def _type(event: Event, roles: dict[str, tuple[Filler, ...]]) -> str:
    """The event's type; an attack by hackers or on a network is a cyber attack."""
    kind = event.type or "armed_attack"
    last = {f.name.split()[-1].lower() for role in ("perpetrators", "targets") for f in roles.get(role, ())}
    return "cyber_attack" if kind == "armed_attack" and last & (words.HACKERS | words.NETWORKS) else kind


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
