"""Whom a pronoun stands for: "he" and "she", "they", and "it" of a body that acts."""

from collections.abc import Sequence

from onrecord.model import Token
from onrecord.read import noun_words as words
from onrecord.read.chains import Chain, nearest
from onrecord.read.cue_words import CLAUSE, LISTS
from onrecord.read.mentions import body_that_speaks, is_of_body_before
from onrecord.read.quotes import CLOSING

PRONOUNS = words.MALE_PRONOUNS | words.FEMALE_PRONOUNS | words.GROUP_PRONOUNS | {"it", "its"}


def antecedent(head: Token, chains: list[Chain], tokens: list[Token]) -> Chain | None:
    """The chain that a pronoun stands for; None where it is nobody's told of before."""
    lower = head.text.lower()
    if lower in words.MALE_PRONOUNS or lower in words.FEMALE_PRONOUNS:
        return _person(head, "m" if lower in words.MALE_PRONOUNS else "f", chains, tokens)
    speaker = body_that_speaks(head)
    if speaker is not None:
        return next((c for c in chains if c.last == speaker.i), None)
    if (beside := _owner_beside(head, chains)) is not None:
        return beside
    if is_of_body_before(head):
        opens = head.dep == "poss" and head.i > 0 and tokens[head.i - 1].sentence != head.sentence
        if (head.dep == "nsubjpass" or opens) and _is_of_no_body(head, chains, tokens):
            return None
        bodies = [c for c in chains if c.type == "organisation" and c.subject]
        speakers = [c for c in bodies if not c.told] if head.dep == "nsubj" else []
        return nearest(speakers, head, 60) or nearest(bodies, head, 60)
    return _several(head, chains, tokens) if lower in words.GROUP_PRONOUNS else None


def _is_of_no_body(it: Token, chains: list[Chain], tokens: list[Token]) -> bool:
    """ "The inquiry was set up after the court ruled. It is chaired by X", "Its chairwoman, X,": what the sentence before is about is no body told of."""
    subject = subject_before(it, tokens)
    told = subject is not None and any(c.last >= subject.left and c.last <= subject.right for c in chains)
    return subject is not None and subject.tag == "NN" and not told


def sentence_before(word: Token, tokens: list[Token]) -> list[Token]:
    """The words of the sentence before a word's, as far as they are near."""
    return [t for t in tokens[max(0, word.i - 60) : word.i] if t.sentence == word.sentence - 1]


def subject_before(word: Token, tokens: list[Token]) -> Token | None:
    """What the sentence before is about."""
    before = sentence_before(word, tokens)
    return next((t for t in before if t.dep in ("nsubj", "nsubjpass") and t.head.dep == "ROOT"), None)


def _several(head: Token, chains: list[Chain], tokens: list[Token]) -> Chain | None:
    """Whom "they" stands for: people, or a body."""
    if (same := _same_object(head, chains)) is not None:
        return same
    several = [c for c in chains if _may_be_they(c, head, tokens)]
    if _denies_charges(head):
        several = [c for c in several if not _inquires(c)] or several
    if (asked := _whom_to_ask(head, several, tokens)) is not None:
        return asked
    told_of = any(c.plural and c.subject and tokens[c.last].sentence == head.sentence for c in several)
    people = [c for c in several if c.type == "person" and c.plural] if _is_of_people(head) and not told_of else []
    near = nearest(people or several, head, 60)
    if says(head) and near is not None and (near.told or not near.subject):
        spoke = [c for c in several if c.spoke and _sentences_since(c, head, tokens) <= SPEAKS_LATER]
        return nearest(spoke, head, 60) or near
    if head.dep == "dobj" and head.head.lemma in _TAKES and near is not None and near.type != "person":
        return None
    return near


_TAKES = frozenset("take drag haul bundle".split())
"""What is done to people where it is told of "them" alone: no body is taken from its beds."""


def _may_be_they(chain: Chain, they: Token, tokens: list[Token]) -> bool:
    """Whether somebody is several, or a body, and is not kept from being "they" by the sentence."""
    last = tokens[chain.last]
    several = chain.plural or (chain.type == "organisation" and not _is_seat(last))
    confessor = not (_confesses(they) and _inquires(chain))
    return several and confessor and chain.last not in _bound(they) and not _said_by_it(last, they)


def _is_seat(body: Token) -> bool:
    """ "At the embassy", "in the ministry": where somebody is, and not "they"."""
    return body.dep == "pobj" and body.head.lemma in ("at", "in", "near", "outside")


def _whom_to_ask(pronoun: Token, several: list[Chain], tokens: list[Token]) -> Chain | None:
    """ "The group named eleven officers and urged governments to expel them": neither the group nor the governments, but whoever else it tells of there."""
    verb = pronoun.head
    if pronoun.dep != "dobj" or pronoun.text.lower() != "them" or verb.dep != "xcomp" or verb.head.lemma not in CLAUSE:
        return None
    above = [t for t in (verb.head, *verb.head.ancestors()) if t.pos == "VERB"]
    bound = {c.i for t in above for c in t.children if c.dep in ("nsubj", "nsubjpass")}
    bound |= {c.i for c in verb.head.children if c.dep == "dobj"}
    told = [c for c in several if c.plural and c.last not in bound and tokens[c.last].sentence == pronoun.sentence]
    return max(told, key=lambda c: c.last, default=None)


def _same_object(pronoun: Token, chains: list[Chain]) -> Chain | None:
    """ "Try its agents and expel them": the object that the verb before has."""
    verb = pronoun.head
    goes_on = pronoun.dep == "dobj" and verb.dep == "conj" and verb.child("nsubj", "nsubjpass") is None
    before = verb.head.child("dobj") if goes_on else None
    return next((c for c in reversed(chains) if before is not None and c.plural and c.last == before.i), None)


def _owner_beside(pronoun: Token, chains: list[Chain]) -> Chain | None:
    """ "The Front's Southern Command and its commander": the body that he is named beside."""
    beside = pronoun.head.head
    if pronoun.dep != "poss" or pronoun.head.dep != "conj" or pronoun.lemma != "its":
        return None
    return next((c for c in reversed(chains) if c.type == "organisation" and c.last == beside.i), None)


def _is_of_people(pronoun: Token) -> bool:
    """Whether "they" are people, and no body: "they were beaten", "their trial", "among them"."""
    if pronoun.dep == "poss":
        return pronoun.head.lemma in words.HAD_BY_PEOPLE
    if pronoun.dep in ("nsubj", "nsubjpass"):  # "they denied it and had been tortured"
        done = (v for v in (pronoun.head, *pronoun.head.children) if v.child("auxpass") is not None)
        return any(v.lemma in words.DONE_TO_PEOPLE for v in done)
    return pronoun.dep == "pobj" and pronoun.head.lemma == "among"


NAMED = 0.75
"""How many sentences nearer a person who is only described must stand to be "he" before one who is named: "the defendant ... him"."""


SPEAKS_ON = 1.5
"""And how many sentences nearer one who has not spoken must stand to be the "she" of "she said" before her who has."""


INQUIRERS = frozenset("police prosecutor investigator detective authority judge court prosecution".split())
"""Who questions people, and does not confess."""


def _inquires(chain: Chain) -> bool:
    """Whether somebody is known to question people, or is called so: "the prosecution service"."""
    return bool((chain.nouns | set(chain.name.lower().split())) & INQUIRERS)


def _denies_charges(pronoun: Token) -> bool:
    """ "They deny the charges", "they denied any wrongdoing": the accused."""
    denied = pronoun.head.child("dobj") if pronoun.head.lemma in ("deny", "reject") else None
    return denied is not None and denied.lemma in ("charge", "wrongdoing", "offence", "guilt")


def _confesses(pronoun: Token) -> bool:
    """ "Detectives questioned two men. They admitted planting the bomb"."""
    return pronoun.dep == "nsubj" and pronoun.head.lemma in ("admit", "confess")


SPEAKS_LATER = 2
"""And how many sentences back they may have spoken who are the "they" of "they said", before others named since."""


def says(head: Token) -> bool:
    """Whether a word is the subject of a verb of saying, or stands beside it: "she said", "the incidents she listed", "the minister, X, said"."""
    head = head.head if head.dep == "appos" else head
    return head.dep == "nsubj" and head.head.lemma in CLAUSE | LISTS


def _person(head: Token, gender: str, chains: list[Chain], tokens: list[Token]) -> Chain | None:
    """The person a "he" or "she" stands for: near, of no other gender, a subject or speaker by preference."""
    fits = [c for c in chains if c.type == "person" and not c.plural and (c.gender in ("", gender) or _may_be_she(c, head))
            and c.last < head.i and _sentences_since(c, head, tokens) <= 3]  # fmt: skip
    speaker = _speaks_of(head, tokens)
    fits = [
        c
        for c in fits
        if not (speaker and f" {c.name}".endswith(f" {speaker}"))
        and c.last not in _bound(head)
        and not _said_by_it(tokens[c.last], head)
        and not c.nouns & words.SEVERAL
    ]
    if not fits:
        return None
    near = _clause_subject(head)
    own = next((c for c in fits if near is not None and c.last in _with_appositions(near)), None)
    if own is not None:
        own.gender = gender
        return own

    speaks = says(head)
    last_told = max(fits, key=lambda c: c.last).told
    also = any(c.lemma == "also" for c in head.head.children)  # who says so has said something before

    def preference(chain: Chain) -> tuple[float, bool, int]:
        distance = _sentences_since(chain, head, tokens)
        last = tokens[chain.last]
        # "X's husband ... he": the husband
        owned = _with_appositions(last.head)
        owns = last.dep == "poss" and last.pos == "PROPN" and any(c.last in owned for c in fits)
        known = chain.gender == gender or also or chain.until >= 0 or (last_told and not chain.told)
        goes_on = SPEAKS_ON * (speaks and chain.spoke and known)
        return (
            0.5 * (chain.gender == gender) + NAMED * (chain.named and not owns) + goes_on - distance,
            chain.subject,
            chain.last if distance == 0 and not chain.subject else -chain.last,
        )

    told = [c for c in fits if c.named or (c.newcomer and not _quoted(tokens[c.last : head.i]))]
    chain = max(told or fits, key=preference)
    chain.gender = chain.gender or gender
    return chain


def _may_be_she(chain: Chain, pronoun: Token) -> bool:
    """ "A police spokesman, Ada Renn, told reporters": she says on what a man's word was told of."""
    she = pronoun.text.lower() in words.FEMALE_PRONOUNS
    return she and chain.spoke and says(pronoun) and bool(chain.nouns & words.MALE_IN_WORD)


def _sentences_since(chain: Chain, head: Token, tokens: list[Token]) -> int:
    """How many sentences a pronoun stands behind somebody, or behind the end of what he said."""
    return head.sentence - tokens[chain.until if chain.last < chain.until < head.i else chain.last].sentence


def _speaks_of(pronoun: Token, tokens: list[Token]) -> str:
    """The name, as it stands there, of who is told right behind a quotation to speak it: "“He took his orders from X,” Moe told reporters": he is not Moe; empty where nobody is."""
    rest = [t for t in tokens[pronoun.i : pronoun.i + 40] if t.sentence == pronoun.sentence]
    closed = next((i for i, t in enumerate(rest) if t.text in CLOSING), len(rest))
    near = rest[closed + 1 : closed + 6]
    name = next((t for t in near if t.pos == "PROPN" and says(t)), None)
    given = [c for c in name.children if c.dep == "compound" and c in near] if name is not None else []
    return " ".join(t.text for t in (*given, name) if t is not None)


def _quoted(between: Sequence[Token]) -> bool:
    """Whether a quotation ends between somebody and a pronoun: "“I have a son,” he said"."""
    return any(t.text in CLOSING for t in between)


def _verb_above(token: Token) -> Token | None:
    return next((t for t in token.ancestors() if t.pos in ("VERB", "AUX")), None)


def _said_by_it(name: Token, pronoun: Token) -> bool:
    """Whether a name stands in what the pronoun says: "it is headed by X, she added": she is not X (Principle C, Chomsky 1981)."""
    if pronoun.dep != "nsubj" or name.pos == "PRON":
        return False
    verb, current = pronoun.head, name
    while current.head is not current and current.head is not verb:
        current = current.head
    aside = (
        current.dep == "parataxis" and verb.lemma in CLAUSE
    )  # "“It is headed by X,” she said"; "X got ten years; he is out"
    return current.head is verb and (current.dep == "ccomp" or aside) and current is not verb


DEADLY = frozenset("murder killing assassination death execution slaying homicide".split())
"""What is only ever the dead man's: "his murder"."""


def _bound(pronoun: Token) -> set[int]:
    """Whom a pronoun cannot stand for: in "X met him", "the man who met him", him is not X; nor do the dead act: "X condemned his murder", "X charged Y with it"."""
    verb = pronoun.head
    dead = pronoun.dep == "poss" and verb.lemma in DEADLY and not any(c.lemma == "own" for c in verb.children)
    if dead and (above := _verb_above(pronoun)) is not None:
        return {i for c in above.children if c.dep in ("nsubj", "nsubjpass", "dobj") for i in _with_appositions(c)}
    if pronoun.dep == "nsubj" and verb.dep == "relcl":
        return {verb.head.i}  # "the officers they say ordered it"
    subject = verb.child("nsubj", "nsubjpass") if pronoun.dep in ("dobj", "dative") else None
    if subject is not None and verb.dep == "relcl" and subject.lemma in ("who", "that", "which"):
        subject = verb.head
    return {subject.i} if subject is not None else set()


def _with_appositions(word: Token) -> set[int]:
    """Indices of a word and of what is told of it beside it."""
    return {word.i, *(c.i for c in word.children if c.dep == "appos")}


def _clause_subject(pronoun: Token) -> Token | None:
    """The subject a pronoun in the same clause, a subordinate or a parallel one goes back to: "X acted on his orders", "X fled as he ...", "said that X had built it and that he had been paid"."""
    verb = _verb_above(pronoun)
    if verb is None:
        return None
    if pronoun.dep == "poss":
        return verb.child("nsubj", "nsubjpass")
    if pronoun.dep in ("nsubj", "nsubjpass") and verb.dep == "advcl":
        return verb.head.child("nsubj", "nsubjpass")
    to_come = any(c.tag == "MD" for c in verb.children)  # "said that X was shot and that he would resign": the speaker
    if pronoun.dep in ("nsubj", "nsubjpass") and verb.dep == "conj" and verb.head.dep == "ccomp" and not to_come:
        return verb.head.child("nsubj", "nsubjpass")
    return None
