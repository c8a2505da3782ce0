"""Words of ties: offices and ranks, and verbs and nouns of who heads, directs, belongs to what."""

OFFICES = frozenset(
    (
        "president minister chairman leader head chief director commander general colonel ambassador spokesman spokeswoman "
        "secretary mayor governor senator judge king queen prince deputy consul attache attaché commodore official prosecutor "
        "captain major lieutenant admiral ayatollah speaker premier chancellor envoy commissioner sheriff founder editor adviser "
        "advisor chair chairwoman spokesperson inspector superintendent counsellor counselor d'affaires "
        "secretary-general attorney-general director-general governor-general editor-in-chief commander-in-chief vice-president vice-chairman "
        "lieutenant-general major-general brigadier-general"
    ).split()
)
"""Nouns of posts that somebody holds."""
VERBS: dict[str, str] = {
    lemma: relation
    for relation, lemmas in {
        "heads": "head lead chair run preside",
        "directs": "direct command oversee supervise control steer coordinate order",
        "approves": "approve authorise authorize sanction sign decide",
        "founded": "found establish co-found cofound set form",
        "resides_in": "live reside",
        "member_of": "join work sit serve",
        "part_of": "belong",
        "responsible_for": "cover",
    }.items()
    for lemma in lemmas.split()
}
"""Verb -> relation of its subject to its object, or to what a preposition brings."""
BROUGHT: dict[str, tuple[str, ...]] = {
    "live": ("in",), "reside": ("in",), "belong": ("to",), "preside": ("over",), "work": ("for",), "sit": ("on",), "serve": ("in", "on"), "decide": ("on", "about"),
    "sign": ("on",),
}  # fmt: skip
"""Verbs whose object a preposition brings: "works for the Bureau", "sits on the council"."""
SETS_UP = frozenset(["set", "form"])
"""Verbs of founding that need who did it, and "set" its "up"."""
REVERSED = {"report": "to", "answer": "to", "take": "from", "get": "from", "receive": "from"}
"""Verb -> the preposition that brings who directs its subject: "the unit reports to the Council"."""
GETS = frozenset(["take", "get", "receive"])
"""Of these, verbs whose object must be orders."""
CONSENT = frozenset("approval consent blessing authorisation authorization go-ahead signature permission".split())
"""What whoever "gives" it approves with."""
RUNS = frozenset("command run head".split())
"""What a person does to a camp, a prison or a school, too."""
GIVEN = frozenset("order instruction command".split())
PASSES = frozenset("give pass issue relay".split())
"""What somebody does with orders who directs whom he gives them to."""
HANDLES = frozenset("plan handle conduct carry execute organise organize prepare".split())
"""What a body does, again and again, with the operations that are its task; "carry" them "out"."""
TASKS = frozenset("task entrust".split())
"""What is done to a body "with" its task; it may be charged with it, too."""
STANDING: dict[str, str] = {
    "charge": "responsible_for", "responsible": "responsible_for", "accountable": "responsible_for", "part": "part_of", "arm": "part_of",
    "branch": "part_of", "wing": "part_of", "unit": "part_of", "subsidiary": "part_of", "division": "part_of", "department": "part_of",
    "affiliate": "part_of", "member": "member_of", "founder": "founded", "co-founder": "founded",
}  # fmt: skip
"""Nouns and adjectives of "is X of" -> relation."""
MEMBERS = frozenset(
    "officer agent operative employee soldier fighter militant policeman cadre militiaman guerrilla".split()
)
"""Who, "of" a body or beside its name, belongs to it: "a Bureau Nine agent"."""
THRONGS = frozenset("crowd mob demonstrator protester demonstration protest rioter riot traffic race".split())
"""Whom police control, and people join, without any tie."""
TAKES = frozenset(["take", "assume"])
COMMANDS = {
    "command": "directs",
    "control": "directs",
    "leadership": "heads",
    "presidency": "heads",
    "helm": "heads",
    "chairmanship": "heads",
}
"""What somebody takes of a body he directs or heads from then on: "took command of the brigade"."""
ORDERED = frozenset(
    "operation plot attack plan assassination killing action decision mission campaign bombing strike raid crackdown sweep purge disappearance".split()
)
CAMPAIGNS = frozenset("operation campaign crackdown sweep purge".split())
"""Of what may be ordered, that is no incident by itself: whoever "ordered the operation" directed it."""
ARRESTS = frozenset("arrest detention execution interrogation transfer".split())
ALL = frozenset("each every all".split())
"""What somebody approves who "signs off on each arrest"; one arrest is a judge's."""
PORTFOLIOS = frozenset(
    "interior foreign defence defense finance justice prime vice deputy state health education trade energy police security "
    "intelligence home labour labor culture environment information oil agriculture development economy transport immigration".split()
)
"""First words of an office that the parser may take for a body's name: "Interior Minister"."""
AFFAIRS = frozenset("affair affairs war industry fishery tourism planning communication works justice".split())
"""What else a minister may be of: "Minister of Foreign Affairs"."""
RANKS = frozenset(
    "general colonel major captain lieutenant admiral commodore brigadier marshal sergeant inspector superintendent lieutenant-general major-general brigadier-general".split()
)
"""Offices that somebody has beside his post: "commander Colonel X"."""
GENERALS = frozenset("secretary attorney consul director prosecutor governor inspector".split())
"""Offices that "general" may belong to: "Secretary General X" has no rank."""
SUBORDINATE = frozenset(["subordinate", "answerable"])
"""Adjectives of who is directed by another."""
SERVICES = frozenset("intelligence mission embassy consulate ministry directorate army service bureau".split())
"""Bodies of a state, by their nouns: "worked for military intelligence"."""
UNITS = frozenset("garrison brigade battalion regiment squadron platoon detachment division corps precinct".split())
"""Bodies of soldiers or police that somebody heads, whatever they are called."""
PARTS = frozenset("station section desk wing branch unit operation network cell residency arm".split())
"""What a body may have that somebody runs; without the body it may be a railway's."""
DESKS = PARTS | UNITS | frozenset("directorate department bureau office command".split())
"""Parts of bodies that cover a region."""
TENURES = frozenset(["holds_post", "heads", "directs", "member_of", "resides_in", "accredited_to"])
"""Relations that begin and end."""
APPOINTS = frozenset("appoint name elect nominate install choose promote make".split())
DESCRIBES = frozenset(["describe", "identify"])
"""Verbs that tell "as" what somebody is, who was not made it then."""
TELLS_POST = APPOINTS | DESCRIBES
OUSTS = frozenset("oust dismiss remove sack replace".split())
POSTS = frozenset("station post accredit".split())
"""What is done to whoever is sent abroad "as" something."""
SERVES = OUSTS | POSTS | frozenset("serve work act resign step quit retire take succeed return swear".split())
"""Verbs whose "as" brings a post: "served as minister", "resigned as minister", "took over as head"."""
SWORN = POSTS | frozenset(["swear"])
"""Of these, those told of who is sworn in or sent, in the passive."""
JOBS = frozenset(
    "translator interpreter clerk driver bodyguard analyst engineer technician accountant researcher lecturer cook".split()
)
"""What is a post only where it is told with the body it is at."""
OPENING = APPOINTS | {"become", "take", "assume", "succeed", "swear", "join"}
"""Verbs whose day is the first: "was named minister on 4 May"."""
CLOSING = OUSTS | frozenset("resign quit leave retire step fire depose".split())
"""Verbs whose day is the last: "resigned as minister in May"."""
ALLEGED = frozenset("alleged suspected reputed purported presumed".split())
"""What stands before a post that somebody only may hold."""
CHIEFS = frozenset(
    "officer executive physician engineer accountant economist investigator negotiator surgeon technician architect correspondent".split()
)
"""Nouns that "chief" makes a post."""
OF_POSTS = frozenset("staff mission station protocol state government delegation".split())
"""What a post is of by its own name: "chief of staff", "head of mission"; whose it is comes behind, or before."""
COMMAND = frozenset("command control authority leadership chairmanship presidency".split())
"""What a body is under: "the guard is under the command of X"."""
NO_POST = frozenset("people person man woman boy girl child victim resident leader-in-exile".split())
