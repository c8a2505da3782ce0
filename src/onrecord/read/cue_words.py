"""Verbs that attribute, by the frame they attribute in, and the stance each takes. Lemmas, lower case.

CLAUSE verbs report a clause ("said that ..."), OBJECT verbs report in their object ("accused X of ..."),
INFINITIVE verbs in an infinitive ("vowed to ..."), PREPOSITION verbs in a prepositional phrase
("called for ..."). A verb may stand in several. Chosen by how often each frame attributes in PolNeAR's
training documents (at least half the time).
"""

CLAUSE = frozenset(
    [
        "accuse",
        "acknowledge",
        "add",
        "admit",
        "affirm",
        "agree",
        "allege",
        "announce",
        "answer",
        "argue",
        "assert",
        "assess",
        "assume",
        "assure",
        "aver",
        "believe",
        "blame",
        "boast",
        "brag",
        "call",
        "caution",
        "charge",
        "claim",
        "comment",
        "complain",
        "concede",
        "conclude",
        "confess",
        "confirm",
        "contend",
        "continue",
        "convince",
        "counter",
        "cry",
        "declare",
        "demand",
        "deny",
        "describe",
        "disclose",
        "dispute",
        "emphasise",
        "emphasize",
        "estimate",
        "exclaim",
        "explain",
        "express",
        "fear",
        "find",
        "guess",
        "hope",
        "hop",
        "imply",
        "indicate",
        "insist",
        "joke",
        "lament",
        "learn",
        "maintain",
        "mention",
        "muse",
        "note",
        "observe",
        "opine",
        "order",
        "point",
        "post",
        "predict",
        "proclaim",
        "promise",
        "protest",
        "question",
        "quip",
        "read",
        "recall",
        "recognise",
        "recognize",
        "recommend",
        "recount",
        "reiterate",
        "remark",
        "remember",
        "remind",
        "repeat",
        "reply",
        "report",
        "request",
        "respond",
        "retort",
        "reveal",
        "rule",
        "say",
        "shout",
        "show",
        "speculate",
        "state",
        "stipulate",
        "stress",
        "suggest",
        "suspect",
        "swear",
        "tell",
        "testify",
        "think",
        "threaten",
        "tweet",
        "urge",
        "vow",
        "warn",
        "whisper",
        "wonder",
        "worry",
        "write",
    ]
)

OBJECT = frozenset(
    [
        "accuse",
        "acknowledge",
        "announce",
        "applaud",
        "blame",
        "blast",
        "call",
        "challenge",
        "characterise",
        "characterize",
        "chide",
        "cite",
        "claim",
        "condemn",
        "confirm",
        "congratulate",
        "credit",
        "criticise",
        "criticize",
        "decry",
        "deem",
        "defend",
        "demand",
        "denounce",
        "deny",
        "deride",
        "describe",
        "detail",
        "disclose",
        "discuss",
        "dismiss",
        "dispute",
        "doubt",
        "echo",
        "emphasise",
        "emphasize",
        "endorse",
        "express",
        "hail",
        "highlight",
        "issue",
        "label",
        "lambaste",
        "lament",
        "list",
        "mention",
        "mock",
        "note",
        "oppose",
        "outline",
        "oversell",
        "point",
        "portray",
        "praise",
        "predict",
        "promise",
        "propose",
        "question",
        "quote",
        "rebuff",
        "rebuke",
        "recall",
        "recount",
        "refute",
        "reiterate",
        "reject",
        "remind",
        "repeat",
        "report",
        "repudiate",
        "reveal",
        "ridicule",
        "slam",
        "stress",
        "suggest",
        "tell",
        "tout",
        "tweet",
        "urge",
        "voice",
        "warn",
    ]
)

INFINITIVE = frozenset(
    [
        "agree",
        "ask",
        "call",
        "claim",
        "decline",
        "demand",
        "hope",
        "hop",
        "invite",
        "offer",
        "order",
        "pledge",
        "promise",
        "propose",
        "refuse",
        "report",
        "say",
        "seek",
        "swear",
        "threaten",
        "urge",
        "vow",
    ]
)

# verb -> prepositions it attributes through
PREPOSITION = {
    "apologize": ("for",), "apologise": ("for",), "appeal": ("for", "to"), "argue": ("for", "against"), "ask": ("for",), "boast": ("of", "about"), "brag": ("about",),
    "call": ("for", "on", "upon"), "comment": ("on",), "complain": ("about", "of"), "hint": ("at",), "lash": ("out", "at"), "point": ("to",),
    "push": ("for",), "rail": ("against",), "refer": ("to",), "respond": ("to",), "speak": ("of",), "speculate": ("about",), "talk": ("about", "of"), "vouch": ("for",),
    "warn": ("of", "about", "against"), "worry": ("about",), "plead": (),
}  # fmt: skip

# Nouns whose clause is attributed: "the claim that ...", "his allegation that ..."
NOUNS = frozenset(
    [
        "accusation",
        "allegation",
        "announcement",
        "assertion",
        "claim",
        "complaint",
        "denial",
        "statement",
        "suggestion",
        "warning",
        "belief",
    ]
)

# What is called one of these is denied: "called the allegations absurd".
DISMISSIVE = frozenset(
    "absurd false baseless groundless unfounded untrue fabricated fabrication fantasy nonsense fiction ridiculous laughable lie lies invention slander libel rubbish tale montage hoax".split()
)
TOLD = frozenset(
    "this that these those it they claim allegation accusation report charge story rumour rumor statement account assertion".split()
)
"""What may be said to be untrue, and is denied so."""
WITHHELD = frozenset("visa entry access bail asylum permission treatment admission parole food water care".split())
"""What is denied to somebody who wants it."""
ENACTED = frozenset(
    "sanction sanctions ban expulsion sentence verdict ruling law measure arrest closure decision".split()
)
"""What is there although somebody calls it absurd."""
LISTS = frozenset("list enumerate recount describe cite name mention detail outline give".split())
"""Verbs of who gives a list: "among the incidents she listed:"."""
CALLS = frozenset("call describe brand label term denounce".split())
# Who rejects one of these decides, and denies nothing.
MOTIONS = frozenset(
    "motion bill proposal amendment request appeal offer plea petition application resolution demand call invitation nomination case lawsuit".split()
)
STANCES = {
    "denies": frozenset(["deny", "reject", "dismiss", "refute", "rebuff", "repudiate", "dispute", "disavow"]),
    "doubts": frozenset(["doubt", "question", "wonder"]),
    "asks_for": frozenset(
        [
            "ask",
            "appeal",
            "call",
            "demand",
            "urge",
            "request",
            "recommend",
            "propose",
            "order",
            "plead",
            "push",
            "seek",
            "beg",
            "press",
        ]
    ),
    "announces": frozenset(
        [
            "announce",
            "declare",
            "proclaim",
            "pledge",
            "promise",
            "vow",
            "disclose",
            "reveal",
            "unveil",
            "threaten",
            "swear",
        ]
    ),
    "confirms": frozenset(["confirm", "admit", "acknowledge", "concede", "confess", "corroborate", "verify"]),
}

# Subjects that cannot speak: what they "say" or "show" attributes nothing to anybody.
MUTE = frozenset(["it", "this", "that", "there", "which", "what"])

# Before a headline's colon these name the kind of piece, not who speaks.
RUBRICS = frozenset(
    "correction corrected update updated exclusive analysis opinion factbox explainer breaking interview profile timeline review editorial obituary photos video watch live question answer".split()
)

# What is done, not said, though it shows a will: whoever does it speaks no claim. The encoder, taught on PolNeAR, takes some for cues.
DEEDS = frozenset(
    """
    foil thwart prevent disrupt avert stop appoint name elect nominate install choose select arrest detain convict sentence
    acquit jail free release expel deport extradite impose ban block launch attack bomb kill abduct kidnap shoot hire fire
    recall close sign veto vote adopt summon promote pardon decorate suspend transfer freeze sever grant drop quash overturn annul
    """.split()
)

# What somebody sees or hears, where it is a thing and no clause, is no speech of his.
SENSES = frozenset("notice spot see watch hear find discover identify recognise recognize smell".split())

# What is claimed by whoever did it, or would have done it: his speech. "The attack claimed nine lives" has none of them as its object.
CLAIMED = frozenset(
    "responsibility attack bombing blast killing murder assassination shooting kidnapping abduction raid ambush massacre hijacking".split()
)

PUTS = frozenset(["put", "estimate"])
TALLIES = frozenset("number toll total tally".split())
"""What somebody "puts at" a figure, which is his word."""
