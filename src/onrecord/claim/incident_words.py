"""Words that tell an incident: lemma -> type, and what their noun heads can be.

VERBS and NOUNS trigger; LIGHT nouns ("plot", "attack") take their type from what is beside them.
"""

HEIGHTS = frozenset("balcony window roof bridge cliff train tower building stairs".split())
"""What somebody is pushed from who is to die of it."""
VERBS: dict[str, str] = {
    lemma: kind
    for kind, lemmas in {
        "bombing": "bomb blow blow_off detonate explode dynamite firebomb go_off damaged_by find_bomb",
        "armed_attack": "attack shoot ambush shell raid storm strafe stab assault gun beat_up torture behead strangle lynch down open_fire come_under throw_at ram_into bombard machine-gun massacre hit strike kill "
        "overrun slaughter butcher decapitate mutilate bludgeon knife mow_down spray_with slit_throat pistol-whip push_from",
        "sexual_violence": "rape gang-rape assault_sexually abuse_sexually",
        "assassination": "assassinate murder slay poison",
        "arson": "burn torch arson ignite set_fire",
        "kidnapping": "kidnap abduct take_captive drag_off taken_away",
        "hijacking": "hijack commandeer seize_vessel",
        "sabotage": "sabotage derail cut_line smash_up",
        "robbery": "rob loot hold_up steal_as_robber break_in make_off burgle mug",
        "cyber_attack": "hack phish ddos hack_into knock_offline",
        "espionage": "pass_on",
        "surveillance": "surveil stalk spy wiretap bug follow watch photograph film shadow tail tap_phone infect_with plant_bug",
        "arms_smuggling": "smuggle seize_arms",
        "threat": "threaten",
        "protest_violence": "riot smash_up_as_crowd throw_stones",
        "forced_work_stoppage": "blockade_works",
    }.items()
    for lemma in lemmas.split()
}
NOUNS: dict[str, str] = {
    lemma: kind
    for kind, lemmas in {
        "bombing": "bombing explosion blast detonation firebombing",
        "armed_attack": "airstrike air-strike attack shooting ambush assault raid shelling stabbing massacre clash offensive gunfire slaughter beheading lynching bloodbath",
        "sexual_violence": "rape gang-rape",
        "assassination": "assassination murder killing slaying execution homicide poisoning",
        "arson": "arson",
        "kidnapping": "kidnapping abduction kidnap hostage-taking",
        "hijacking": "hijacking",
        "sabotage": "sabotage derailment",
        "robbery": "robbery heist burglary",
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
HACKING = frozenset(["hacking", "hacker"])
CYBER = frozenset("cyber hacking phishing ddos ransomware".split())
NETWORKS = frozenset("network website server computer database mailbox e-mail email".split())
# Words of the law: what stands under them is a charge, not a telling of the deed.
CHARGES = frozenset("charge convict accuse suspect acquit clear exonerate try sentence indict jail plead".split())
# Who has it done by others sponsors it: "paid three men to abduct her", "ordered the killing".
ORDERS = frozenset("pay hire recruit order instruct commission sponsor finance fund".split())
# Whose word it was done on: noun -> the prepositions that bring it: "on the orders of X", "at X's behest".
ON_ORDERS: dict[str, tuple[str, ...]] = {
    "order": ("on", "under"), "instruction": ("on", "under"), "behalf": ("on",), "behest": ("at",), "direction": ("at", "under"), "instigation": ("at",),
}  # fmt: skip
# What happened to people: victims and numbers, joined to the incident told beside.
HARM: dict[str, str] = dict.fromkeys(
    [
        "kill",
        "die",
        "murder",
        "assassinate",
        "execute",
        "slay",
        "massacre",
        "perish",
        "behead",
        "slaughter",
        "butcher",
        "decapitate",
        "lynch",
        "mow_down",
        "cost_lives",
    ],
    "killed",
)
HARM |= dict.fromkeys(["wound", "injure", "hurt", "maim", "blow_off"], "injured")
LEFT = {"dead": "kill", "kill": "kill", "wound": "wound", "injure": "injure", "hurt": "hurt"}
"""How people may be left: "left two dead", "left nine people wounded"; and the verb of HARM that says the same."""
RIDDEN = frozenset("motorcycle motorbike bike bicycle scooter moped horse horseback foot board".split())
"""What who attacks comes on."""
ROADS = frozenset("road highway motorway street avenue expressway".split())
"""On which something is attacked that is no road."""
TRAFFIC = frozenset("lorry truck car bus train tram van vehicle taxi motorcycle motorist driver".split())
"""What hits people and cars by accident, where nobody is told to have driven it at them."""
LIVES = frozenset(["life", "lives"])
"""What is lost or claimed by death: "lost their lives", "claimed 12 lives"."""
HARM_NOUNS: dict[str, str] = {
    "death": "killed",
    "killing": "killed",
    "murder": "killed",
    "assassination": "killed",
    "injury": "injured",
}
ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth latest only".split())
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
SERIES = frozenset("campaign spree wave series".split())
"""Of deeds, where a deed's noun stands before it."""
PLOTS = frozenset(["plot", "plan", "conspiracy", "scheme"])
# "a car bomb went off", "bombs exploded": what explodes is the weapon.
EXPLODES = frozenset(["explode", "detonate", "go_off"])
# Holding people is a kidnapping when these do it, or when they are held "hostage"; when the state does, it is a detention.
ORDER_NOUNS = frozenset(["order", "instruction", "command"])
GIVES_ORDERS = frozenset(["give", "issue", "sign"])
VIOLENT = frozenset("fire shoot kill attack open storm strike execute murder bomb".split())
"""What an order is to do, where it is given for a deed told before."""
TAKES = frozenset("hold take seize capture keep detain grab".split())
GRABS = frozenset("seize grab snatch".split())
STRANGERS = frozenset("man woman stranger people youth gunman intruder".split())
"""Who kidnaps where he seizes people: nobody knows them."""
LIMBS = frozenset("finger hand arm foot leg limb thumb toe".split())
FAME = frozenset("fame prominence stardom power top number".split())
CAPTIVE = frozenset("hostage captive".split())
OUTLAWS = frozenset(
    "pirate gunman militant rebel insurgent guerrilla jihadist extremist terrorist kidnapper abductor captor bandit hijacker gang militia cartel".split()
)
# What kills without anybody's doing: no incident.
ILLNESSES = frozenset("heart panic asthma anxiety".split())
"""What an attack is of that nobody makes."""
NATURE = frozenset(
    "volcano eruption lava ash bear shark crocodile dog bull elephant lion tiger snake leak fault short-circuit malfunction boiler cigarette spark flood earthquake quake tremor aftershock storm hurricane typhoon cyclone tornado tsunami landslide mudslide avalanche lightning wildfire heatwave drought famine "
    "disease virus epidemic outbreak cancer crash collision accident derailment stampede blaze inferno".split()
)
BY_OBJECT = frozenset(
    [
        "throw_at",
        "throw_stones",
        "ram_into",
        "pass_on",
        "plant_bug",
        "steal_as_robber",
        "make_off",
        "seize_arms",
        "slit_throat",
        "blow_off",
    ]
)
"""Phrases whose verb has what it was done with, or what was taken, for an object: whom it struck stands elsewhere."""
ON_THINGS = frozenset(
    "cut_line smash_up smash_up_as_crowd knock_offline hack_into blockade_works seize_vessel infect_with tap_phone steal_as_robber break_in".split()
)
"""Phrases that tell what was struck, whatever it is."""
RECEIVES = frozenset("receive get face".split())
"""Who does so with threats is threatened."""
SENT = frozenset("letter message call note email e-mail text".split())
THREATENING = frozenset(["threatening", "threaten"])
"""What is sent, and how, where it is a threat: "threatening letters"."""
THREATENS = frozenset("death bomb".split())
"""What a threat is of where it is an incident by itself: "death threats"."""
DEADLY = frozenset("beat hack burn strangle club stone kick stab shoot torture bludgeon knife gun".split())
"""Verbs that kill where "dead" or "to death" stands beside them: "beaten to death", "shot dead"."""
BEATEN_HOW = frozenset("up severely badly brutally savagely unconscious repeatedly viciously".split())
BEATEN_WITH = frozenset(
    "bar baton stick club bat hammer rod truncheon pipe butt fist belt whip cable stone chain".split()
)
TAKEN_AND_BEATEN = frozenset("take drive drag abduct kidnap detain arrest hold torture strip blindfold handcuff chain question interrogate rob threaten".split())  # fmt: skip
"""What else is done to whoever is beaten, and not at a game."""
BEATEN_IN = frozenset("custody detention prison jail cell station barracks".split())
BEATEN_BY = frozenset(
    "attacker assailant thug man policeman police officer guard soldier gunman jailer captor interrogator mob militiaman youth".split()
)
"""Who beats people, and wins no match: "was beaten by unknown men"."""
WON = frozenset(
    "final semifinal match game race league cup round goal point run vote election poll ballot runoff time record".split()
)
"""In what, and by what, somebody is beaten who is not hurt."""
FIRED = frozenset("shot rocket missile mortar bullet shell round".split())
"""What is fired at somebody: "fired shots at", never "fired an official"."""
SPRAYS = frozenset("spray pepper riddle rake".split())
SPRAYED = frozenset("bullet gunfire fire shot shrapnel".split())
"""With what somebody, or a house, is sprayed in an attack."""
CUTS = frozenset("cut sever".split())
LINES = frozenset("cable pipeline pipe line track wire rail fibre fiber".split())
"""What saboteurs cut."""
CUTTERS = frozenset(
    "saboteur attacker vandal militant rebel gunman insurgent man activist fighter guerrilla agent diver person people stranger".split()
)
ROBBERS = frozenset("robber gang thief burglar bandit gunman raider looter pirate intruder".split())
"""Who robs where he steals, and burgles where he breaks in."""
HIDDEN = frozenset("unknown unidentified masked armed hooded".split())
"""What whoever breaks in is, where no word for a thief tells it."""
STOLEN_IN_WORDS = frozenset("show limelight heart thunder spotlight march kiss".split())
CROWD = frozenset("protester demonstrator supporter crowd mob rioter striker hooligan youth fan".split())
"""Who riots where stones fly and windows break."""
FINDS = frozenset("find discover".split())
BOMBS = frozenset("bomb device".split())
BENEATH = ("under", "beneath", "underneath", "outside", "near", "beside", "below")
"""Where a bomb is found that somebody laid there; one found "in" a flat is only kept."""
STONES = frozenset("stone rock brick bottle cobblestone egg paint firework flare".split())
PANES = frozenset("window door glass windscreen windshield shutter".split())
PARTS_OF_BUILDINGS = PANES | frozenset("floor storey roof entrance gate lobby hall corridor courtyard yard basement wall front back".split())  # fmt: skip
"""At, on or in which an attack is one on the building."""
SMASHED = frozenset(
    "office shop store building home house apartment headquarters church mosque synagogue temple embassy consulate school clinic hospital studio room premise restaurant car flat cemetery grave".split()
)
"""What is ransacked, trashed or vandalised; a rival is only in words."""
HELD_UP = frozenset(
    "bank store shop van train bus truck courier cashier clerk jeweller jeweler teller station coach pharmacy supermarket".split()
)
TOPICS = frozenset(
    "remark comment statement stance position record plan policy handling decision failure response tax war vote claim past record email e-mail deal bill proposal silence ties".split()
)
"""Over what somebody is attacked with words."""
ALSO_IN_WORDS = frozenset("attack hit strike assault savage".split())
RIVALS = frozenset(
    "rival opponent nominee candidate critic frontrunner front-runner record policy plan proposal decision".split()
)
"""Whom and what politicians attack, with words."""
SAID_IN = frozenset(
    "media medium twitter facebook interview speech article column debate ad advertisement statement letter tweet post editorial sermon".split()
)
SEARCHED = frozenset("office home house flat apartment premise headquarters newsroom warehouse".split())
DEVICES = frozenset("phone telephone smartphone mobile handset laptop computer device iphone".split())
SPYWARE = frozenset("spyware malware pegasus".split())
TAPPED = frozenset("phone telephone line call".split())
DEFACES = frozenset(
    "deface breach infiltrate penetrate compromise cripple paralyse paralyze crash leak disable disrupt steal".split()
)
"""What hackers do to networks and data."""
DATA = frozenset("data datum password email e-mail record".split())
SEIZES = frozenset("seize intercept confiscate discover find uncover".split())
ARMS_SHIPPED = frozenset(
    "rifle weapon gun firearm pistol ammunition arms arm grenade rocket missile explosive detonator launcher machine-gun".split()
)
ON_ITS_WAY = frozenset("hidden hide bound smuggle conceal destine aboard disguise stash route".split())
"""What stands beside arms that were being smuggled: "hidden in a lorry", "bound for"."""
VESSELS = frozenset(
    "ship tanker vessel boat ferry trawler freighter carrier dhow yacht plane airliner aircraft bus train airplane".split()
)
SEIZES_VESSEL = frozenset("seize capture board take hijack".split())
ARMED = frozenset("armed masked".split())
"""Men who are this are no policemen, where they seize a ship."""
WORKS = frozenset(
    "port harbour harbor mine refinery factory plant railway terminal pipeline depot airport oilfield road highway motorway bridge border crossing".split()
)
"""What is blockaded."""
FIRED_AT = ("on", "at", "into", "toward")
ARMS = frozenset(
    "rocket mortar artillery sniper machine-gun gun small-arms missile heavy air drone tank aerial naval".split()
)
COMES_UNDER = frozenset("fire attack shelling bombardment".split())
"""What a convoy comes under."""
THROWS = frozenset("throw hurl lob toss fling plant attach place lay fix send mail post".split())
THROWN = frozenset("bomb explosive dynamite grenade ied device firebomb cocktail acid mine".split())
"""What makes throwing, planting or sending an attack."""
THROWN_AT = ("at", "into", "in", "on", "under", "beneath", "underneath", "inside", "outside", "through", "over", "to")
RAMS = frozenset("ram drive plough plow steer crash".split())
VEHICLES = frozenset("car truck lorry van bus tractor jeep pickup vehicle motorcycle suv".split())
LISTENING = frozenset(
    "listening tracking recording eavesdropping bugging gps surveillance monitoring mobile electronic medical".split()
)
"""Devices that are no bombs."""
BUGS = frozenset("listening tracking recording eavesdropping bugging gps".split())
"""Those that are planted to watch somebody."""
DISPOSAL = frozenset("bomb disposal ordnance demolition".split())
SQUADS = frozenset("squad team unit expert technician engineer specialist crew".split())
"""Those of them that blow up what others left."""
DOERS: dict[str, str] = {
    "assassin": "assassination", "murderer": "assassination", "killer": "assassination", "kidnapper": "kidnapping", "abductor": "kidnapping", "hijacker": "hijacking",
}  # fmt: skip
"""Whose very name tells a deed, where it says whose: "the assassins of X", "her kidnappers"."""
DRAGS = frozenset("drag bundle shove push haul force snatch pull".split())
"""Into a vehicle, or out of a home: a kidnapping where the police do not do it."""
HOMES = frozenset(
    "home house flat apartment bed office street dormitory clinic hospital ward school classroom church mosque temple hotel cafe café shop market bus car taxi courthouse".split()
)
STATE = frozenset("police policeman policewoman officer soldier troop guard rescuer firefighter medic doctor".split())
"""Who drags people out to arrest them, or to save them."""
SEARCHERS = STATE | {"authority", "agent", "detective"}
"""Whose raid is a search."""
TROOPS = frozenset(["soldier", "troop"])
"""Those whose raid on a village is an attack."""
PASSES = frozenset("pass hand give sell leak transmit deliver".split())
TRACKERS = frozenset(["tracker"])
"""What is put on somebody's car to watch whoever has it."""
DONE_WITH = frozenset("put hide install".split()) | THROWS | RAMS | DRAGS | PASSES
"""Verbs that tell a deed by what is thrown, driven, dragged off or passed on."""
SECRETS = frozenset("secret document file drawing blueprint plan information data intelligence map photograph".split())
HANDLERS = frozenset("agent service intelligence embassy handler spy spymaster attache attaché".split())
AIRCRAFT = frozenset("plane aircraft airliner helicopter jet drone airplane".split())
BLASTS = frozenset("explosion blast bomb detonation".split())
TEARS = BLASTS | {"attack", "arson"}
"""What destroys, where it is told to "gut" or "flatten" something."""
MUNITIONS = frozenset("mine missile rocket drone shell torpedo bomb mortar grenade explosive dynamite".split())
"""What damages things in an attack: "a mine damaged the carrier"."""
DAMAGES = frozenset(
    "destroy damage rock shake tear rip hit level gut demolish wreck shatter flatten sink topple fell cripple".split()
)
"""What a blast does to what it is told of."""
CRASHES = frozenset("plunge crash overturn collide capsize sink skid veer derail topple collapse".split())
"""What vehicles and buildings do by themselves."""
# What is "killed" without anybody's death.
NOT_PEOPLE = frozenset(
    "bird fish cattle cow sheep goat horse pig dog cat animal livestock match game bill deal project job proposal time".split()
)
# Which type wins when several triggers tell one incident: the more telling first.
RANK = ("hijacking", "kidnapping", "sexual_violence", "arson", "bombing", "robbery", "cyber_attack", "sabotage", "arms_smuggling", "assassination", "armed_attack",
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
        "overrun",
        "poison",
        "gun",
        "ignite",
    ]
)
WEAK_NOUNS = frozenset(
    [
        "attack",
        "offensive",
        "execution",
        "clash",
        "assault",
        "raid",
        "hack",
        "killing",
        "theft",
        "burglary",
        "derailment",
    ]
)
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
