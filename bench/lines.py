"""The sentences of the synthetic reporting, by what they tell; {slots} are filled by `reporting.py`."""

SITES = ("the {building} of the {{target}}", "the {{target}}'s {building}")
TELLINGS = {
    ("bombing", "carried_out"): (
        "A bomb exploded outside {target} in {town} {day}, killing {killed} people.",
        "A car bomb went off at {target} in {town} {day} and killed {killed} people.",
        "{killed} people were killed when a bomb exploded at {target} in {town} {day}.",
        "The {perp} bombed {target} in {town} {day}, killing {killed} people.",
        "A bombing at {target} in {town} {day} left {killed} people dead.",
    ),
    ("bombing", "foiled"): (
        "Police foiled a plot to bomb {target} in {town} {day}.",
        "A plot to bomb {target} in {town} was foiled {day}.",
        "Officers in {town} thwarted a plan to blow up {target} {day}.",
    ),
    ("arson", "carried_out"): (
        "Attackers set fire to {target} in {town} {day}, killing {killed} people.",
        "Arsonists burned down {target} in {town} {day}, and {killed} people were killed.",
        "The {perp} set {target} in {town} on fire {day}, killing {killed} people.",
    ),
    ("arson", "foiled"): (
        "Police foiled a plot to set fire to {target} in {town} {day}.",
        "A plot to burn down {target} in {town} was foiled {day}.",
    ),
    ("armed_attack", "carried_out"): (
        "Gunmen attacked {target} in {town} {day}, killing {killed} people.",
        "Gunmen opened fire at {target} in {town} {day} and killed {killed} people.",
        "{killed} people were killed when gunmen stormed {target} in {town} {day}.",
        "The {perp} attacked {target} in {town} {day}, killing {killed} people.",
    ),
    ("armed_attack", "foiled"): (
        "Police foiled a plot to attack {target} in {town} {day}.",
        "A planned attack on {target} in {town} was foiled {day}.",
    ),
    ("kidnapping", "carried_out"): (
        "Gunmen kidnapped {victim} in {town} {day}.",
        "Armed men abducted {victim} in {town} {day}.",
        "The {perp} kidnapped {victim} in {town} {day}.",
    ),
    ("kidnapping", "foiled"): (
        "Police foiled a plot to kidnap {victim} in {town} {day}.",
        "Officers thwarted a plan to abduct {victim} in {town} {day}.",
    ),
    ("assassination", "carried_out"): (
        "Gunmen assassinated {victim} in {town} {day}.",
        "An unknown gunman shot dead {victim} in {town} {day}.",
        "The {perp} assassinated {victim} in {town} {day}.",
    ),
    ("assassination", "foiled"): (
        "Police foiled a plot to assassinate {victim} in {town} {day}.",
        "Officers thwarted a plan to kill {victim} in {town} {day}.",
    ),
}  # fmt: skip
SAID = (
    "{{speaker}} said that {told}.",
    "According to {{speaker}}, {told}.",
    "{{speaker}} told reporters that {told}.",
    "{{speaker}} announced that {told}.",
)
SAID_ON = ("{{speaker}} said that {told}.", "{{speaker}} said {told}.", "{{speaker}} added that {told}.")
CITES = (
    "The {outlet} reported that {told}.",
    "According to the {outlet}, {told}.",
)
BLAME = (
    "{speaker} said that the {perp} was behind the attack.",
    "{speaker} blamed the {perp} for the attack.",
    "{speaker} accused the {perp} of being behind the attack.",
)
CALLS = (
    "{speaker} said that the {perp} should be designated as a terrorist organisation.",
    "{speaker} called for sanctions against the {perp}.",
    "{speaker} urged the government to designate the {perp} as a terrorist organisation.",
)
TRIALS = (
    "A court on Monday convicted {{person}} over the {{town}} {kind}.",
    "{{person}} was sentenced on Tuesday to nine years in prison for the {{town}} {kind}.",
    "Prosecutors on Thursday charged {{person}} over the {{town}} {kind}.",
    "{{person}} was acquitted on Friday of the {{town}} {kind}.",
)
NOUNS = {
    ("bombing", "carried_out"): "bombing",
    ("bombing", "foiled"): "bomb plot",
    ("arson", "carried_out"): "arson attack",
    ("arson", "foiled"): "arson plot",
    ("armed_attack", "carried_out"): "attack",
    ("armed_attack", "foiled"): "plot",
    ("kidnapping", "carried_out"): "kidnapping",
    ("kidnapping", "foiled"): "kidnap plot",
    ("assassination", "carried_out"): "assassination",
    ("assassination", "foiled"): "assassination plot",
}
CREDITS = ("Reported by {outlet}.", "({outlet})", "Source: {outlet}", "With material from {outlet}.")
HEADS = (
    "Report on the {kind} in {town}",
    "{town}: what is known",
    "News from {town}",
    "The {kind} in {town}",
)
OTHER_HEADS = ("What is known so far", "News in brief", "From the agencies", "The day's events")
BACKGROUND = (
    (
        "Shops in the old town", "Residents of the quarter", "Bus services on two lines", "Several schools nearby", "Traders at the covered market",
        "Commuters from the suburbs", "Fishermen in the harbour", "Guests of a nearby hotel", "Teachers at the music school", "Workers at the paper mill",
        "Students in the library", "Taxi drivers at the station", "Bakers along the main street", "Nurses at the district clinic", "Clerks in the town hall",
    ),
    (
        "stayed closed for most of the day", "waited for news until the evening", "were back to normal by nightfall", "heard little from the authorities", "spoke of a quiet week until then",
        "had been told to expect delays", "opened again after a few hours", "found their streets empty", "kept their shutters down", "asked when the roads would open",
        "went on with their work", "gathered around a radio", "walked home in the rain", "remembered better summers", "made tea for strangers",
    ),
    (
        "while the weather turned colder", "although nobody knew how long it would last", "as rain fell on the river", "before the first trams ran again", "because the bridge was shut",
        "until the church bells rang", "while gardens along the canal were in bloom", "as the evening trains came in", "after a long night", "although few complained",
        "while the council met behind closed doors", "as lights went out across the hills", "before the ferry sailed", "because the phones did not work", "until the last guests had left",
    ),
)  # fmt: skip
