"""What the parser is known to get wrong, mended in its trees: one small function a mistake, in the order of MENDS. None of them knows a name."""

from collections.abc import Callable, Iterable, Sequence

from onrecord.model import Token
from onrecord.read import mend_lists as lists
from onrecord.read import mend_names as names
from onrecord.read import mend_participles as participles
from onrecord.read import mend_prepositions as prepositions
from onrecord.read import mend_relatives as relatives
from onrecord.read.trees import begins, join_to, make_subject, move, rise

GIVES = frozenset("give offer award send pay teach tell show grant hand deny ask owe promise".split())
"""Verbs whose participle after a noun may have an object of its own: "a man given the post"."""
ANSWERS = frozenset(["answers", "reports"])
"""Verbs that the parser reads as nouns behind a name: "the bureau answers to the council"."""

SO = {"ablaze": ("set",), "alight": ("set",), "unconscious": ("beat", "knock")}
"""How somebody or something is set or beaten, which the parser may read as a noun."""


PLOTS = frozenset("plot plan conspiracy scheme bid".split())


def mend(words: Iterable[Token], tokens: Sequence[Token]) -> None:
    """Mend the trees of some sentences, in place.

    Args:
        words: theirs.
        tokens: all of the document's, each at its own index.
    """
    for token in words:
        for one in AT_WORDS.get(token.text.lower(), ()):
            one(token, tokens)
        for one in MENDS.get(token.pos, ()):
            one(token, tokens)


def _part(semicolon: Token, _: Sequence[Token]) -> None:
    """ "X called for sanctions; Y rejected them": what stands before the mark is beside the verb after it, and not what that verb rejects."""
    if semicolon.text != ";" or semicolon.head.i <= semicolon.i:
        return
    for clause in semicolon.head.children:
        if clause.dep == "ccomp" and clause.i < semicolon.i:
            clause.dep = "parataxis"


def _shot_dead(dead: Token, tokens: Sequence[Token]) -> None:
    """ "Two men on a motorcycle shot dead X": "dead" is no verb, "a motorcycle shot" no picture."""
    shot = tokens[dead.i - 1] if dead.i else dead
    if dead.text.lower() != "dead" or shot.text.lower() != "shot" or dead.child("dobj") is None:
        return
    before = [c for c in shot.children if c.i < shot.i]
    if before and shot.head is not shot:  # the noun that was taken for part of it takes its place
        heir = before[-1]
        move(heir, shot.head, shot.dep)
        for other in before[:-1]:
            move(other, heir, other.dep)
    above, dep = (shot, dead.dep) if dead.head is dead else (dead.head, dead.dep)
    move(shot, above, dep)
    for child in [c for c in dead.children if c is not shot]:
        move(child, shot, child.dep)
    move(dead, shot, "acomp")
    shot.pos, shot.tag, shot.lemma, dead.pos, dead.tag = "VERB", "VBD", "shoot", "ADJ", "JJ"


def _ablaze(word: Token, tokens: Sequence[Token]) -> None:
    """ "Set a depot ablaze", "beat him unconscious": the depot is what was set so, where the parser sees a noun of two words."""
    verb, thing = word.head, tokens[word.i - 1] if word.i else word
    if word.pos != "NOUN" or verb.lemma not in SO.get(word.text, ()) or thing.head is not word:
        return
    for child in [c for c in word.children if c.i < thing.i]:
        move(child, thing, child.dep)
    for child in [c for c in word.children if c.i > word.i]:
        move(child, verb, child.dep)
    move(thing, verb, "dobj")
    word.dep, word.pos, word.tag = "oprd", "ADJ", "JJ"
    if thing.pos == "ADJ":
        thing.pos, thing.tag = "NOUN", "NN"


def _made_so(word: Token, tokens: Sequence[Token]) -> None:
    """ "Made safe a device", "set free the hostages": how they were made, not what they are like; an adjective never stands before its noun's article."""
    verb, article = tokens[word.i - 1] if word.i else word, word.head.child("det", "nummod")
    if (
        word.dep == "amod"
        and verb.pos == "VERB"
        and verb is word.head.head
        and article is not None
        and word.i < article.i
    ):
        move(word, verb, "oprd")


def _finish(noun: Token, _: Sequence[Token]) -> None:
    """ "A man in a mask stabbed the exile": what has an object of its own is what he did, not what was done to him."""
    if noun.head is not noun or noun.pos not in ("NOUN", "PROPN", "NUM"):
        return
    near = [*noun.children, *(g for p in noun.children if p.dep == "prep" for o in p.children for g in o.children)]
    done = next((c for c in near if c.dep == "acl" and c.tag in ("VBN", "VBD") and c.child("dobj") and c.lemma not in GIVES), None)  # fmt: skip
    if done is None or any(c.pos in ("VERB", "AUX") and c.dep not in ("acl", "relcl") for c in noun.children):
        return
    rise(done, noun)


def _opened_fire(fire: Token, tokens: Sequence[Token]) -> None:
    """ "Two men on a motorcycle opened fire on the car": they opened fire; the motorcycle did not open."""
    opened = tokens[fire.i - 1] if fire.i else fire
    if fire.lemma != "fire" or opened.text != "opened" or opened.head is not fire or opened.dep not in ("amod", "compound", "acl"):  # fmt: skip
        return
    root = next((t for t in fire.ancestors() if t.head is t), None)
    before = [c for c in opened.children if c.i < opened.i]
    if root is None or root.pos not in ("NOUN", "PROPN", "NUM") or not before:
        return
    heir = before[-1]
    move(heir, fire.head, fire.dep)
    for child in [c for c in fire.children if c.i < heir.i]:
        move(child, heir, child.dep)
    move(opened, opened, "ROOT")
    move(fire, opened, "dobj")
    rise(opened, root)


def _two_subjects(verb: Token, tokens: Sequence[Token]) -> None:
    """Two subjects of one verb.

    "A plan to poison the writer X failed": one failed; the other was to be poisoned. "A third defendant, the grocer X,
    was acquitted": one is told more of by the other.
    """
    if verb.pos != "VERB":
        return
    subjects = [c for c in verb.children if c.dep in ("nsubj", "nsubjpass") and c.i < verb.i]
    if len(subjects) != 2:
        return
    first, second = subjects
    left = lists.phrase_begins(second)
    set_off = first.i == left - 2 and tokens[left - 1].text == "," and any(t.text == "," for t in tokens[second.i + 1 : verb.i])  # fmt: skip
    if set_off and first.pos == second.pos == "NOUN":
        move(second, first, "appos")
        return
    aim = next((c for c in first.children if c.tag == "VB" and c.dep in ("acl", "relcl") and c.child("dobj") is None), None)  # fmt: skip
    if aim is not None and second.first.i == aim.i + 1:
        move(second, aim, "dobj")


def _unconscious(word: Token, _: Sequence[Token]) -> None:
    """ "Beat our member X unconscious": whom they beat, and how far."""
    if word.text != "unconscious" or word.pos == "ADJ" or word.dep != "ccomp":
        return
    verb, who = word.head, word.child("nsubj")
    if who is None:
        return
    for child in [c for c in word.children if c is not who]:
        move(child, verb, child.dep)
    member = verb.child("dobj")
    move(who, member or verb, "appos" if member else "dobj")
    word.dep, word.pos, word.tag = "oprd", "ADJ", "JJ"


def _does(noun: Token) -> None:
    """Make a plural the verb it is written like: "answers", "sentences"."""
    noun.pos, noun.tag, noun.lemma = "VERB", "VBZ", noun.text[:-1]


def _answers(noun: Token, tokens: Sequence[Token]) -> None:
    """ "The bureau answers to the council": a verb, where the parser sees a noun."""
    if noun.text not in ANSWERS or noun.tag != "NNS" or noun.i == 0:
        return
    led = noun.head.tag == "VBN" and noun.head.child("auxpass") is not None  # "is led by X and answers to Y"
    if noun.dep == "conj" and (noun.head.tag == "VBZ" or led) and any(c.lemma == "to" for c in noun.children):
        _does(noun)  # "commands the brigade and answers to the council"
    if noun.dep not in ("ROOT", "ccomp", "parataxis"):
        return
    who = tokens[noun.i - 1]
    to = noun.child("prep")
    if who.head is not noun or who.dep != "compound" or to is None or to.lemma != "to" or to.i != noun.i + 1:
        return
    for child in [c for c in noun.children if c.i < who.i]:
        move(child, who, child.dep)
    who.dep = "nsubj"
    _does(noun)


def _reports(verb: Token, _: Sequence[Token]) -> None:
    """ "X in turn reports to the council": what has a subject is a verb."""
    if verb.text in ANSWERS and verb.tag == "NNS" and verb.child("nsubj") is not None:
        _does(verb)


def _says_also(verb: Token, tokens: Sequence[Token]) -> None:
    """ "X said that Y was behind it, and announced the expulsion of Z": X announced it."""
    told = verb.head
    said = told.head
    join = next((c for c in told.children if c.dep == "cc" and told.i < c.i < verb.i), None)
    if verb.dep != "conj" or verb.tag != "VBD" or verb.lemma not in ALSO_SAYS or told.dep != "ccomp" or join is None:
        return
    own = any(c.dep in ("nsubj", "nsubjpass", "mark") for c in verb.children)
    if not own and said.tag == "VBD" and said.i < told.i and join.i == verb.i - 1 and tokens[join.i - 1].text == ",":
        join_to(said, verb, join)


ALSO_SAYS = frozenset("announce add call urge demand promise pledge vow warn condemn accuse appeal reject deny".split())
"""What whoever said something did, too, behind a comma."""


def _fire_to(verb: Token, tokens: Sequence[Token]) -> None:
    """ "Set fire to signal boxes": what was set fire to, and nobody who signals."""
    fire, to = (tokens[verb.i - 2], tokens[verb.i - 1]) if verb.i > 1 else (verb, verb)
    burnt = verb.child("dobj")
    if to.head is not verb or fire.lemma != "fire" or fire.dep != "dobj" or fire.head.lemma != "set" or burnt is None:
        return
    for child in [c for c in verb.children if c.i > burnt.i]:
        move(child, fire.head, child.dep)
    move(to, fire.head, "prep")
    to.pos, to.tag = "ADP", "IN"
    move(burnt, to, "pobj")
    move(verb, burnt, "compound")
    verb.pos, verb.tag = "NOUN", "NN"


def _names(noun: Token, _: Sequence[Token]) -> None:
    """ "The dossier, compiled from files, names General X as its head": a verb, where the parser sees a title."""
    name, near = noun.head, noun.head.head
    who = next((t for t in (near, *near.ancestors()) if t.head is t), near)
    if noun.text != "names" or noun.dep != "compound" or name.dep != "appos" or who.tag != "NN" or who.i > noun.i:
        return
    behind = [c for c in near.children if c.i > name.i]
    move(noun, noun, "ROOT")
    move(name, noun, "dobj")
    for child in behind:  # "as its head"
        move(child, noun, child.dep)
    rise(noun, who)


def _plot_to(verb: Token, tokens: Sequence[Token]) -> None:
    """ "Jails four over plot to abduct exile": the plot was to abduct; no court does."""
    plot, to = (tokens[verb.i - 2], tokens[verb.i - 1]) if verb.i > 1 else (verb, verb)
    if verb.dep == "xcomp" and to.head is verb and plot.lemma in PLOTS and plot.dep == "pobj" and plot.head.head is verb.head:  # fmt: skip
        move(verb, plot, "acl")


def _numbered_item(number: Token, tokens: Sequence[Token]) -> None:
    """ "Two: close the embassies.": the second of what is asked for, and no two who close them."""
    colon, verb = tokens[number.i + 1 : number.i + 2], tokens[number.i + 2 : number.i + 3]
    first = number.i == 0 or tokens[number.i - 1].sentence != number.sentence
    if not first or not verb or colon[0].text != ":" or verb[0].tag not in ("VB", "VBP") or not verb[0].child("dobj"):
        return
    asked = verb[0]
    if asked.head is number:
        top = number if number.head is number else number.head
        move(asked, asked if top is number else top, "ROOT" if top is number else "ccomp")
    elif asked.dep == "advcl":
        asked.dep = "ccomp"
    move(number, asked, "meta")
    asked.tag = "VB"


def _over_what(number: Token, tokens: Sequence[Token]) -> None:
    """ "Court jails two over harbour fire": two people; no number is "two over"."""
    thing, over = number.head, tokens[number.i + 1] if number.i + 1 < len(tokens) else number
    if number.dep != "nummod" or thing not in over.ancestors() or over.dep != "quantmod" or over.lemma not in ("over", "after", "for", "in"):  # fmt: skip
        return
    verb = thing.head
    if thing.dep != "dobj" or verb.pos != "VERB":
        return
    move(number, verb, "dobj")
    move(over, verb, "prep")
    move(thing, over, "pobj")


def _sentences(noun: Token, tokens: Sequence[Token]) -> None:
    """ "Judge sentences X to death", of a headline: a verb, where the parser sees a noun."""
    who = tokens[noun.i - 1] if noun.i else noun
    whom = noun.child("appos")
    if noun.tag != "NNS" or noun.head is not noun or who.head is not noun or who.dep != "compound" or whom is None:
        return
    if begins(whom) != noun.i + 1:
        return
    for child in [c for c in whom.children if c.dep == "prep"]:
        move(child, noun, "prep")
    who.dep, whom.dep = "nsubj", "dobj"
    _does(noun)


def _call_upon(call: Token, _: Sequence[Token]) -> None:
    """ "(c) call upon the Government to": of a list of what is asked for, a verb."""
    upon = next((c for c in call.children if c.dep == "prep" and c.lemma in ("on", "upon") and c.i == call.i + 1), None)
    if (
        call.lemma == "call"
        and call.tag == "NN"
        and call.head is call
        and upon is not None
        and call.child("det") is None
    ):
        call.pos, call.tag = "VERB", "VB"


def _to_do(noun: Token, tokens: Sequence[Token]) -> None:
    """ "Asked the government to sanction X": what has "to" for an auxiliary is a verb."""
    to = tokens[noun.i - 1] if noun.i else noun
    if noun.pos == "NOUN" and to.head is noun and to.dep == "aux" and noun.child("dobj") is not None:
        noun.pos, noun.tag = "VERB", "VB"


def _object_of_adjective(adjective: Token, _: Sequence[Token]) -> None:
    """ "That they close the embassy": what has an object is a verb."""
    if adjective.pos == "ADJ" and adjective.child("dobj"):
        adjective.pos, adjective.tag = "VERB", "VB"


def _own_subject(verb: Token, tokens: Sequence[Token]) -> None:
    """ "Ordered the murder of X, and two soldiers carried it out": the soldiers did, and were not murdered beside X; "were tried by courts and the rest have not been seen"."""
    above = verb.head
    led = [c for c in verb.children if c.i < verb.i and c.dep in ("aux", "auxpass", "neg", "advmod")]
    first = min((*led, verb), key=lambda t: t.i)
    finite = first.tag in ("VBD", "VBZ", "VBP") and (first is verb) == (verb.dep == "ccomp")
    if verb.dep not in ("ccomp", "conj") or not finite or above.pos != "VERB" or above.i > verb.i:
        return
    if any(c.dep in ("nsubj", "nsubjpass", "expl", "mark", "csubj") or c.i < first.i for c in verb.children):
        return
    before = tokens[first.i - 1]
    if before.dep != "conj" or before.pos not in ("NOUN", "PROPN") or above not in before.ancestors():
        return
    join = next((c for c in before.head.children if c.dep == "cc" and c.i < before.i), None)
    make_subject(before, verb)
    join_to(above, verb, join)


def _each_its_own(verb: Token, tokens: Sequence[Token]) -> None:
    """ "The directorate plans the attacks and the guard carries them out": what two do, one alone never "carries"."""
    above, first = verb.head, verb.child("nsubj")
    second = first.child("conj") if first is not None else None
    if verb.dep != "ccomp" or verb.tag != "VBZ" or first is None or second is None or verb.child("mark") is not None:
        return
    if above.i + 1 != min((c.i for c in first.children), default=first.i) or above.child("dobj") is not None:
        return
    join = next((c for c in first.children if c.dep == "cc" and c.i < second.i), None)
    move(first, above, "dobj")
    move(second, verb, "nsubj")
    join_to(above, verb, join)


def _joined_clauses(verb: Token, _: Sequence[Token]) -> None:
    """ "Two were killed and five were wounded, officials said": the second clause is joined to the first, and both are said."""
    said = verb.head
    if verb.dep != "ccomp" or verb.i > said.i:
        return
    first = next((c for c in said.children if c.dep == "ccomp" and c.i < verb.i), None)
    if first is not None and any(c.dep == "cc" and first.i < c.i < verb.i for c in first.children):
        move(verb, first, "conj")


Mend = Callable[[Token, Sequence[Token]], None]
AT_WORDS: dict[str, tuple[Mend, ...]] = {
    "dead": (_shot_dead,),
    "fire": (_opened_fire,),
    "according": (names.give_back_subject,),
    **dict.fromkeys(SO, (_ablaze, _unconscious)),
    **dict.fromkeys(ANSWERS, (_answers, _reports)),
    "names": (_names,),
    **dict.fromkeys(["sentences", "jails", "charges", "frees"], (_sentences,)),
    **dict.fromkeys(["senior", "junior"], (names.older_or_younger,)),
    "call": (_call_upon,),
    "whose": (relatives.whose,),
    "under": (names.under_secretary,),
    **dict.fromkeys(["accused", "deceased", "disappeared"], (participles.the_accused,)),
    **dict.fromkeys(
        ["and", "or"],
        (
            lists.torn_list,
            lists.beyond_apposition,
            lists.two_before_verb,
            lists.beside_verb,
            lists.beside_home,
            lists.beside_post,
        ),
    ),
}
"""Mends that begin at one word of the language, in lower case; they come first."""
_OF_ALL = (_made_so, participles.gerund, participles.accused_of_doing, participles.and_damaging, _joined_clauses)
_OF_NOUNS = (
    _finish,
    names.torn_body,
    names.beside_name,
    names.subject_of_pronoun,
    names.name_beside_noun,
    names.one_of_them,
    names.some_of_them,
    prepositions.done_to_whom,
    names.after_date,
    names.on_a_day,
    names.name_of_post,
    names.two_names,
    names.shared_surname,
    names.of_the_last,
    names.post_in_list,
    names.after_colon,
    names.after_semicolon,
    _to_do,
    names.post_of_subject,
    names.name_after_post,
    names.post_and_rank,
    participles.dressed_as,
    participles.gapped_term,
    *_OF_ALL,
)
_OF_VERBS = (
    _plot_to,
    _fire_to,
    _says_also,
    _two_subjects,
    participles.garden_path,
    participles.gapped,
    participles.beside_gerund,
    participles.befell_too,
    names.who,
    names.behind_place,
    relatives.in_which,
    relatives.plots_to,
    relatives.of_so_many,
    relatives.they_say,
    relatives.who_they_said_was,
    relatives.who_they_say_did,
    relatives.which_did,
    relatives.exile_arrested,
    _own_subject,
    _each_its_own,
    relatives.who_is_doing,
    participles.did_it,
    participles.said_did_it,
    participles.being_done,
    participles.has_done,
    participles.did_harm,
    participles.had_done,
    *_OF_ALL,
)
_OF_PREPOSITIONS = (
    prepositions.in_year,
    prepositions.and_on,
    prepositions.held_for,
    prepositions.deed_in_place,
    prepositions.done_by_whom,
    prepositions.behind_agent,
    prepositions.in_absentia,
    prepositions.as_what,
    prepositions.accused_of,
    prepositions.blamed_on,
    prepositions.protest_at,
)
MENDS: dict[str, tuple[Mend, ...]] = {
    "NOUN": (names.hyphenated_post, *_OF_NOUNS), "PROPN": _OF_NOUNS, "NUM": (names.day_of_month, *_OF_NOUNS, _over_what, _numbered_item), "VERB": _OF_VERBS, "AUX": _OF_VERBS, "ADJ": (names.hyphenated_post, *_OF_ALL, _object_of_adjective),
    "PUNCT": (_part,), "ADP": _OF_PREPOSITIONS,
}  # fmt: skip
"""Part of speech -> the mends that begin at such words, in the order in which they are tried; others begin none."""
