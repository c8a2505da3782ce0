"""Words of the law: lemma -> the step they tell, and what must stand beside those that mean other things too."""

VERBS: dict[str, str] = {
    lemma: step
    for step, lemmas in {
        "arrested": "arrest apprehend nab recapture capture",
        "detained": "detain intern hold round remand",
        "charged": "charge indict arraign",
        "tried": "try prosecute",
        "convicted": "convict",
        "sentenced": "sentence condemn",
        "acquitted": "acquit exonerate clear",
        "jailed": "jail imprison incarcerate",
        "released": "release free parole",
        "extradited": "extradite",
        "expelled": "expel deport",
        "repatriated": "repatriate",
        "exchanged": "exchange swap",
        "pardoned": "pardon amnesty",
    }.items()
    for lemma in lemmas.split()
}
NOUNS: dict[str, str] = {
    lemma: step
    for step, lemmas in {
        "arrested": "arrest apprehension capture",
        "detained": "detention custody",
        "charged": "indictment arraignment charge count",
        "tried": "trial prosecution",
        "convicted": "conviction",
        "sentenced": "sentencing sentence",
        "acquitted": "acquittal",
        "jailed": "imprisonment",
        "released": "release parole",
        "extradited": "extradition",
        "expelled": "expulsion deportation",
        "repatriated": "repatriation",
        "exchanged": "exchange swap",
        "pardoned": "pardon",
    }.items()
    for lemma in lemmas.split()
}
NEEDS_PERSON = frozenset(
    "try charge release free exchange swap sentence condemn capture recapture nab expel detain hold clear pardon".split()
)
"""Verbs with other common meanings: they need a person as object."""
NEEDS_LAW = frozenset("try charge condemn release free exchange swap".split())
"""And these a charge or a court beside them, too."""
NOUNS_NEED_LAW = frozenset("charge count sentence trial release capture parole custody prosecution conviction".split())
"""Nouns with other common meanings: they need a word of the law beside them."""
LAW = frozenset(
    (
        "acquit accused defendant charge exchange swap court judge prosecutor jury trial prison jail custody police count murder crime offence offense felony "
        "terrorism guilty authority bail bond sentence prosecution detain detention manslaughter conspiracy fraud assault lawyer attorney espionage "
        "treason evidence confess confession detainee prisoner suspect tribunal arrest arrested spy spying arson kidnapping sedition mutiny sabotage plot plotting blasphemy corruption bribery"
    ).split()
)
"""Words that show that a text is about the law here."""
SUPPORTS = frozenset(
    (
        "face stand await receive serve lead make issue announce order follow begin go bring put hold place be take remain drop file press hand give plead "
        "get draw spend grant"
    ).split()
)
"""Verbs whose subject or object a noun's step is taken against: "faces charges", "was put on trial"."""
BRINGS = frozenset("bring file lay press".split())
"""Those whose subject takes the step: "prosecutors filed charges against X"."""
UNDERGOES = frozenset("face stand await receive serve begin go be remain plead get draw spend".split())
"""Those whose subject it is; who "makes" an arrest is the police."""
UNDOES = frozenset("overturn quash annul reverse void suspend drop dismiss withdraw".split())
"""Verbs whose object is a step undone, and none taken."""
UNDONE = {
    "charges_dropped": ("drop dismiss withdraw quash".split(), "charge case indictment prosecution".split()),
    "overturned": ("overturn quash annul reverse void".split(), "conviction verdict sentence judgment ruling".split()),
}
"""The step it is to undo one: by which verbs, and what."""
ORDERS = frozenset("order authorise authorize grant approve".split())
SENDS = frozenset(["extradited", "expelled", "repatriated"])
"""Steps that take somebody elsewhere."""
DONE_LATER = frozenset(["extradited", "released", "expelled", "arrested", "tried"])
"""Steps that a judge orders, and others take later."""
IDIOMS = frozenset([("in", "charge"), ("take", "charge"), ("carry", "sentence")])
"""Words above a noun under which it tells no step: "in charge of", "charges that carry a sentence of 15 years"."""
SEEKS = frozenset("warrant notice request order appeal reward call campaign petition".split())
"""What is "for" somebody's arrest or release, which has not come."""
GROUPS = frozenset("crew family couple".split())
"""Bodies of people that are arrested or freed as people are."""
CUSTODY = frozenset("custody detention prison jail cell".split())
WARDS = frozenset("hospital clinic infirmary ward centre center camp".split())
"""Where a prison's inmates may be, too: "died in the prison hospital"."""
STAYS_IN = frozenset("be remain stay languish sit spend".split())
"""Verbs of whoever is in prison."""
ENDS_IT = frozenset("hang kill shoot commit".split())
"""What somebody does to himself, or commits: suicide."""
DEAD = frozenset(["dead", "hang"])
HELD = frozenset("in by at over on for without since after".split())
DENIED = frozenset("charge trial access contact".split())
"""What somebody is held without whom the state holds."""
MEASURES = frozenset(["expel", "arrest", "prosecute", "try"])
"""What is a measure, too, while it is only wanted."""
MEASURE_NOUNS = frozenset(["expulsion", "prosecution"])
"""And by a noun: an expulsion where it is of diplomats."""
PROSPECTS = frozenset("prospect possibility threat risk chance danger likelihood".split())
"""What there is "of" a step that has not come: "the prospect of longer sentences"."""
MOVED = frozenset("move transfer send confine exchange swap".split())
"""Verbs of who comes under house arrest."""
MOTIONS = frozenset(["motion", "bill", "resolution", "proposal", "petition"])
LIFTS = frozenset("lift waive revoke lose remove".split())
"""What is done to somebody's immunity."""
BODILY = frozenset("arrested detained jailed released extradited repatriated exchanged died_in_custody".split())
"""Steps no body can undergo, only people: "ordered their release" is not the court's own."""
SPANS = frozenset("year month week day hour life".split())
"""Heads of how long somebody is jailed, which is no charge."""
TERMS = frozenset("year month life".split())
"""What a sentence is measured in: "was given 12 years"."""
KEEPERS = frozenset("police authority officer guard troop soldier force service".split())
"""Who, where he is "holding" people, detains them."""
NO_AUTHORITY = frozenset("accessory accomplice defendant accused suspect".split())
"""Who takes no step of the law, wherever the parser makes them its subject."""
COURTS = frozenset("court judge magistrate tribunal".split())
CAPTORS = frozenset(
    "captor kidnapper abductor rebel guerrilla militant pirate hostage ransom gunpoint captive captivity".split()
)
OFFICIAL = frozenset(
    "police court judge jail prison custody arrest detain detention prosecutor bail sentence charge amnesty".split()
)
"""Words of the law beside which somebody is freed by it."""
TAKERS = frozenset("kidnap abduct seize hijack capture".split())
"""Who was taken so before is freed by those who took him, and not by the law."""
