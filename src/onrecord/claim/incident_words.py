"""Words that tell an incident: lemma -> type, and what their noun heads can be.

VERBS and NOUNS trigger; LIGHT nouns ("plot", "attack") take their type from what is beside them.
"""

VERBS: dict[str, str] = {
    lemma: kind
    for kind, lemmas in {
        "bombing": "bomb blow detonate explode dynamite firebomb go_off damaged_by",
        "armed_attack": "attack shoot ambush shell raid storm strafe stab assault gun beat_up torture behead strangle lynch down open_fire come_under throw_at ram_into bombard machine-gun massacre hit strike kill",
        "assassination": "assassinate murder slay poison",
        "arson": "burn torch arson ignite set_fire",
        "kidnapping": "kidnap abduct take_captive drag_off",
        "hijacking": "hijack commandeer",
        "sabotage": "sabotage vandalise vandalize derail",
        "robbery": "rob loot hold_up",
        "cyber_attack": "hack phish ddos",
        "espionage": "pass_on",
        "surveillance": "surveil stalk spy wiretap bug follow watch photograph film shadow tail",
        "arms_smuggling": "smuggle",
        "threat": "threaten",
        "protest_violence": "riot",
    }.items()
    for lemma in lemmas.split()
}
NOUNS: dict[str, str] = {
    lemma: kind
    for kind, lemmas in {
        "bombing": "bombing explosion blast detonation firebombing",
        "armed_attack": "attack shooting ambush assault raid shelling stabbing massacre clash offensive gunfire",
        "assassination": "assassination murder killing slaying execution homicide poisoning",
        "arson": "arson",
        "kidnapping": "kidnapping abduction kidnap hostage-taking",
        "hijacking": "hijacking",
        "sabotage": "sabotage",
        "robbery": "robbery heist",
        "cyber_attack": "cyberattack hack hacking cyber-attack",
        "surveillance": "surveillance",
        "espionage": "espionage spying",
        "arms_smuggling": "smuggling",
        "protest_violence": "riot",
    }.items()
    for lemma in lemmas.split()
}
# Watching is surveillance when somebody, or somebody's home, is watched by people of this kind.
WATCH = frozenset("follow watch photograph film shadow tail".split())
WATCHERS = frozenset("man woman agent officer stranger operative spy car they he she".split())
WATCHED = frozenset("home house flat apartment office movement".split())
# Attackers and targets that make an attack a cyber attack.
HACKERS = frozenset(["hacker", "hackers"])
CYBER = frozenset("cyber hacking phishing ddos ransomware".split())
NETWORKS = frozenset("network website server computer database mailbox e-mail email".split())
# Words of the law: what stands under them is a charge, not a telling of the deed.
CHARGES = frozenset("charge convict accuse suspect acquit try sentence indict jail".split())
# Who has it done by others sponsors it: "paid three men to abduct her", "ordered the killing".
ORDERS = frozenset("pay hire recruit order instruct commission sponsor finance fund".split())
# Whose word it was done on: noun -> the prepositions that bring it: "on the orders of X", "at X's behest".
ON_ORDERS: dict[str, tuple[str, ...]] = {
    "order": ("on", "under"), "instruction": ("on", "under"), "behalf": ("on",), "behest": ("at",), "direction": ("at", "under"), "instigation": ("at",),
}  # fmt: skip
# What happened to people: victims and numbers, joined to the incident told beside.
HARM: dict[str, str] = dict.fromkeys(
    ["kill", "die", "murder", "assassinate", "execute", "slay", "massacre", "perish", "behead"], "killed"
)
HARM |= dict.fromkeys(["wound", "injure", "hurt", "maim"], "injured")
LEFT = {"dead": "kill", "kill": "kill", "wound": "wound", "injure": "injure", "hurt": "hurt"}
"""How people may be left: "left two dead", "left nine people wounded"; and the verb of HARM that says the same."""
HARM_NOUNS: dict[str, str] = {
    "death": "killed",
    "killing": "killed",
    "murder": "killed",
    "assassination": "killed",
    "injury": "injured",
}
ENDS_ALL = frozenset(["blow", "detonate", "explode"])
"""What is an attack even where somebody does it to himself."""
ATTEMPTS = frozenset(["attempt", "bid"])
PLOTTED: dict[str, str] = NOUNS | {
    "bomb": "bombing",
    "kidnap": "kidnapping",
    "terror": "armed_attack",
    "terrorist": "armed_attack",
}
"""What stands before "plot" and "attempt" and tells what was to be done: "an assassination attempt", "a bomb plot"."""
PLOTS = frozenset(["plot", "plan", "conspiracy", "scheme"])
# "a car bomb went off", "bombs exploded": what explodes is the weapon.
EXPLODES = frozenset(["explode", "detonate", "go_off"])
# Holding people is a kidnapping when these do it, or when they are held "hostage"; when the state does, it is a detention.
TAKES = frozenset("hold take seize capture keep detain grab".split())
CAPTIVE = frozenset("hostage captive".split())
OUTLAWS = frozenset(
    "pirate gunman militant rebel insurgent guerrilla jihadist extremist terrorist kidnapper abductor captor bandit hijacker gang militia cartel".split()
)
# What kills without anybody's doing: no incident.
NATURE = frozenset(
    "flood earthquake quake storm hurricane typhoon cyclone tornado tsunami landslide mudslide avalanche lightning wildfire heatwave drought famine "
    "disease virus epidemic outbreak cancer crash collision accident derailment stampede blaze inferno".split()
)
DEADLY = frozenset("beat hack burn strangle club stone kick stab shoot torture bludgeon knife gun".split())
"""Verbs that kill where "dead" or "to death" stands beside them: "beaten to death", "shot dead"."""
BEATEN_HOW = frozenset("up severely badly brutally savagely unconscious repeatedly viciously".split())
BEATEN_WITH = frozenset(
    "bar baton stick club bat hammer rod truncheon pipe butt fist belt whip cable stone chain".split()
)
BEATEN_BY = frozenset(
    "attacker assailant thug man policeman police officer guard soldier gunman jailer captor interrogator mob militiaman youth".split()
)
"""Who beats people, and wins no match: "was beaten by unknown men"."""
FIRED = frozenset("shot rocket missile mortar bullet shell round".split())
"""What is fired at somebody: "fired shots at", never "fired an official"."""
FIRED_AT = ("on", "at", "into", "toward")
ARMS = frozenset("rocket mortar artillery sniper machine-gun gun small-arms missile heavy air drone tank".split())
COMES_UNDER = frozenset("fire attack shelling bombardment".split())
"""What a convoy comes under."""
THROWS = frozenset("throw hurl lob toss fling plant attach place lay fix".split())
THROWN = frozenset("bomb explosive dynamite grenade ied device firebomb cocktail acid mine".split())
"""What makes throwing or planting an attack."""
THROWN_AT = ("at", "into", "in", "on", "under", "beneath", "underneath", "inside", "outside", "through", "over", "to")
RAMS = frozenset("ram drive plough plow steer crash".split())
VEHICLES = frozenset("car truck lorry van bus tractor jeep pickup vehicle motorcycle suv".split())
DRAGS = frozenset("drag bundle shove push haul force snatch pull".split())
"""Into a vehicle, or out of a home: a kidnapping where the police do not do it."""
HOMES = frozenset(
    "home house flat apartment bed office street dormitory clinic hospital ward school classroom church mosque temple hotel cafe café shop market bus car taxi courthouse".split()
)
STATE = frozenset("police policeman policewoman officer soldier troop guard rescuer firefighter medic doctor".split())
"""Who drags people out to arrest them, or to save them."""
PASSES = frozenset("pass hand give sell leak transmit deliver".split())
DONE_WITH = THROWS | RAMS | DRAGS | PASSES
"""Verbs that tell a deed by what is thrown, driven, dragged off or passed on."""
SECRETS = frozenset("secret document file drawing blueprint plan information data intelligence map photograph".split())
HANDLERS = frozenset("agent service intelligence embassy handler spy spymaster attache attaché".split())
AIRCRAFT = frozenset("plane aircraft airliner helicopter jet drone airplane".split())
BLASTS = frozenset("explosion blast bomb detonation".split())
MUNITIONS = frozenset("mine missile rocket drone shell torpedo bomb mortar grenade".split())
"""What damages things in an attack: "a mine damaged the carrier"."""
DAMAGES = frozenset("destroy damage rock shake tear rip hit level gut demolish wreck shatter flatten sink".split())
"""What a blast does to what it is told of."""
CRASHES = frozenset("plunge crash overturn collide capsize sink skid veer derail topple collapse".split())
"""What vehicles and buildings do by themselves."""
# What is "killed" without anybody's death.
NOT_PEOPLE = frozenset(
    "bird fish cattle cow sheep goat horse pig dog cat animal livestock match game bill deal project job proposal time".split()
)
# Which type wins when several triggers tell one incident: the more telling first.
RANK = ("hijacking", "kidnapping", "arson", "bombing", "robbery", "cyber_attack", "sabotage", "arms_smuggling", "assassination", "armed_attack",
        "espionage", "surveillance", "protest_violence", "forced_work_stoppage", "threat")  # fmt: skip
# Verbs too common to trigger alone: they need a weapon, a victim or an attacker of the right kind.
WEAK = frozenset(
    [
        "hit",
        "strike",
        "burn",
        "attack",
        "shell",
        "execute",
        "storm",
        "raid",
        "hack",
        "bug",
        "kill",
        "spy",
        "threaten",
        "assault",
        "rob",
        "loot",
        "smuggle",
        "shoot",
        "poison",
        "gun",
        "ignite",
    ]
)
WEAK_NOUNS = frozenset(["attack", "offensive", "execution", "clash", "assault", "raid", "hack", "killing"])
EXPLOSIVE = frozenset(
    [
        "bomb",
        "explosive",
        "dynamite",
        "grenade",
        "ied",
        "mine",
        "car-bomb",
        "rocket",
        "missile",
        "mortar",
        "charge",
        "device",
        "shell",
        "tnt",
    ]
)
