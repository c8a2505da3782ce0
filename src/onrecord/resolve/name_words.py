"""Words inside names that say little of who is named: titles, legal forms, particles; and numbers written as words."""

TITLES = frozenset(
    "mr mrs ms miss dr prof professor sheikh shaikh shaykh sir lord lady dame general gen col colonel maj major capt captain lt lieutenant "
    "adm admiral brig brigadier haji hajji mullah ayatollah imam president king queen prince princess sultan st saint".split()
)
# Legal forms of more than one word, as they stand in plain Latin letters; taken out before single words are looked at.
LEGAL_PHRASES = (
    "open joint stock company", "public joint stock company", "closed joint stock company", "joint stock company", "joint stock",
    "limited liability company", "limited liability partnership", "public limited company", "private limited", "pty limited", "pty ltd",
    "gesellschaft mit beschrankter haftung", "societate cu raspundere limitata", "societatea cu raspundere limitata",
    "obshchestvo s ogranichennoi otvetstvennostyu", "obshchestvo s ogranichennoy otvetstvennostyu", "obschestvo s ogranichennoj otvetstvennostju",
    "aktsionernoe obshchestvo", "spolka z ograniczona odpowiedzialnoscia", "sp z oo", "sp z o o", "sp zoo", "sociedad anonima", "societe anonyme",
)  # fmt: skip
LEGAL_FORMS = frozenset(
    "inc incorporated llc llp ltd limited plc corp corporation co company gmbh ag aktiengesellschaft sa srl spa nv bv oao ooo pao zao ao jsc pjsc ojsc "
    "cjsc kg ohg kk as asa ab oy oyj sarl sas se sro doo ad public".split()
)
SMALL_WORDS = frozenset("the and of for de la le du des der die das und y e et".split())
# What a body may be called with or without: the same firm's regional or parent name.
LOOSE_WORDS = frozenset("europe international worldwide global group holding holdings".split())
# Particles of persons' names, written in many ways or left out.
PARTICLES = frozenset(
    "al el ul ad as az bin ibn ben bint abu abd de da di do dos du la le van von der den ter e y".split()
)
PATRONYMIC = frozenset("bin ibn ben bint".split())
"""Between these, order is descent: A son of B is not B son of A."""
# Bodies every country has, under the same words: told apart by what else their documents name.
EVERYWHERE = frozenset(
    "ministry department office directorate interior internal foreign external affairs defence defense justice finance health state national federal police army navy "
    "air force parliament senate assembly government cabinet court supreme high constitutional appeal appeals district council security border guard customs service embassy "
    "consulate prosecutor prosecutors general election commission central bank intelligence agency".split()
)
NUMBERS = {
    word: str(i)
    for i, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())
}  # fmt: skip
NUMBERS |= {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "1st": "1", "2nd": "2", "3rd": "3"}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
"""With the common misspelling."""
ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
# Given names that one language and another, or a short form, writes differently enough to need a table.
GIVEN = (
    "mohammed muhammad mohamed mohammad mohamad muhammed mehmet mohd", "yusuf youssef yousef joseph josef giuseppe jose", "ahmed ahmad ahmet",
    "ali aly", "alexander aleksandr alexandr oleksandr alejandro alessandro", "mikhail michael mykhailo miguel", "nikolai nicholas mykola nicolas nikolay",
    "vladimir volodymyr wladimir", "sergei sergey serhiy sergio serge", "dmitry dmitri dmytro", "ivan john juan jean giovanni johann", "yuri yuriy iurii",
    "andrei andrey andrew andriy andre andreas", "peter pyotr petro pedro pierre pietro", "paul pavel pavlo pablo paolo", "george georgy georges jorge giorgio heorhiy",
    "william bill", "robert bob", "richard dick", "anthony tony antonio anton", "hassan hasan", "hussein husayn hossein husain hussain",
)  # fmt: skip
