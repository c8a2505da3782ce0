"""Names of places the gazetteer spells otherwise, and what "German" points to."""

# Other names of countries and regions, lower case -> the gazetteer's.
ALIASES = {
    "u.s.": "united states", "us": "united states", "usa": "united states", "u.s.a.": "united states", "america": "united states",
    "the states": "united states", "united states of america": "united states", "uk": "united kingdom", "u.k.": "united kingdom",
    "britain": "united kingdom", "great britain": "united kingdom", "holland": "netherlands", "the netherlands": "netherlands",
    "burma": "myanmar", "uae": "united arab emirates", "u.a.e.": "united arab emirates", "czech republic": "czechia",
    "ivory coast": "ivory coast", "north korea": "north korea", "drc": "democratic republic of the congo", "congo": "republic of the congo",
    "turkiye": "turkey", "türkiye": "turkey", "swaziland": "eswatini", "macedonia": "north macedonia", "vatican city": "vatican",
    "palestine": "palestinian territory", "gaza strip": "gaza", "new york city": "new york city", "the bahamas": "bahamas",
    "d.c.": "district of columbia", "washington": "district of columbia", "washington d.c.": "district of columbia", "washington, d.c.": "district of columbia", "l.a.": "los angeles", "nyc": "new york city",
    "kiev": "kyiv", "soviet union": "russia", "ussr": "russia", "west bank": "west bank", "hong kong": "hong kong",
}  # fmt: skip
# What newspapers write for the US states (AP style and postal), and the Canadian provinces.
STATES = {
    "ala.": "alabama", "ariz.": "arizona", "ark.": "arkansas", "calif.": "california", "colo.": "colorado", "conn.": "connecticut",
    "del.": "delaware", "fla.": "florida", "ga.": "georgia", "ill.": "illinois", "ind.": "indiana", "kan.": "kansas", "kans.": "kansas",
    "ky.": "kentucky", "la.": "louisiana", "md.": "maryland", "mass.": "massachusetts", "mich.": "michigan", "minn.": "minnesota",
    "miss.": "mississippi", "mo.": "missouri", "mont.": "montana", "neb.": "nebraska", "nev.": "nevada", "n.h.": "new hampshire",
    "n.j.": "new jersey", "n.m.": "new mexico", "n.y.": "new york", "n.c.": "north carolina", "n.d.": "north dakota", "okla.": "oklahoma",
    "ore.": "oregon", "pa.": "pennsylvania", "r.i.": "rhode island", "s.c.": "south carolina", "s.d.": "south dakota", "tenn.": "tennessee",
    "tex.": "texas", "vt.": "vermont", "va.": "virginia", "wash.": "washington", "w.va.": "west virginia", "wis.": "wisconsin", "wyo.": "wyoming",
    "ont.": "ontario", "que.": "quebec", "b.c.": "british columbia", "alta.": "alberta", "sask.": "saskatchewan", "man.": "manitoba",
    "al": "alabama", "ak": "alaska", "az": "arizona", "ar": "arkansas", "ca": "california", "co": "colorado", "ct": "connecticut",
    "de": "delaware", "fl": "florida", "ga": "georgia", "id": "idaho", "il": "illinois", "ks": "kansas", "ky": "kentucky", "la": "louisiana",
    "md": "maryland", "ma": "massachusetts", "mi": "michigan", "mn": "minnesota", "mo": "missouri", "mt": "montana", "ne": "nebraska",
    "nv": "nevada", "nh": "new hampshire", "nj": "new jersey", "nm": "new mexico", "ny": "new york", "nc": "north carolina",
    "nd": "north dakota", "oh": "ohio", "pa": "pennsylvania", "ri": "rhode island", "sc": "south carolina", "sd": "south dakota",
    "tn": "tennessee", "tx": "texas", "ut": "utah", "vt": "vermont", "va": "virginia", "wa": "washington", "wv": "west virginia",
    "wi": "wisconsin", "wy": "wyoming",
}  # fmt: skip
# Larger areas the gazetteer lacks: a label point, no country.
AREAS = {
    "europe": (50.0, 15.0), "africa": (5.0, 20.0), "asia": (35.0, 90.0), "north america": (45.0, -100.0), "south america": (-15.0, -60.0),
    "latin america": (-10.0, -70.0), "central america": (13.0, -86.0), "middle east": (30.0, 45.0), "the middle east": (30.0, 45.0), "the balkans": (43.0, 21.0),
    "balkans": (43.0, 21.0), "caucasus": (42.5, 44.5), "scandinavia": (63.0, 15.0), "antarctica": (-80.0, 0.0), "caribbean": (17.0, -72.0),
    "the caribbean": (17.0, -72.0), "oceania": (-18.0, 140.0), "southeast asia": (10.0, 106.0), "west africa": (12.0, -2.0), "central asia": (44.0, 66.0),
}  # fmt: skip
# Demonyms -> countries. "German custody" points to Germany.
DEMONYMS = {
    "afghan": "afghanistan", "albanian": "albania", "algerian": "algeria", "american": "united states", "angolan": "angola", "argentine": "argentina",
    "argentinian": "argentina", "armenian": "armenia", "australian": "australia", "austrian": "austria", "azerbaijani": "azerbaijan", "bahraini": "bahrain",
    "bangladeshi": "bangladesh", "belarusian": "belarus", "belgian": "belgium", "bolivian": "bolivia", "bosnian": "bosnia and herzegovina", "brazilian": "brazil",
    "british": "united kingdom", "bulgarian": "bulgaria", "burmese": "myanmar", "cambodian": "cambodia", "canadian": "canada", "chadian": "chad", "chechen": "chechnya",
    "chilean": "chile", "chinese": "china", "colombian": "colombia", "croatian": "croatia", "cuban": "cuba", "cypriot": "cyprus", "czech": "czechia",
    "danish": "denmark", "dutch": "netherlands", "ecuadorian": "ecuador", "egyptian": "egypt", "eritrean": "eritrea", "estonian": "estonia",
    "ethiopian": "ethiopia", "filipino": "philippines", "finnish": "finland", "french": "france", "georgian": "georgia", "german": "germany",
    "ghanaian": "ghana", "greek": "greece", "guatemalan": "guatemala", "haitian": "haiti", "honduran": "honduras", "hungarian": "hungary",
    "icelandic": "iceland", "indian": "india", "indonesian": "indonesia", "iranian": "iran", "iraqi": "iraq", "irish": "ireland", "israeli": "israel",
    "italian": "italy", "japanese": "japan", "jordanian": "jordan", "kazakh": "kazakhstan", "kenyan": "kenya", "kosovar": "kosovo", "kuwaiti": "kuwait",
    "kyrgyz": "kyrgyzstan", "latvian": "latvia", "lebanese": "lebanon", "libyan": "libya", "lithuanian": "lithuania", "malaysian": "malaysia",
    "malian": "mali", "maltese": "malta", "mexican": "mexico", "moldovan": "moldova", "mongolian": "mongolia", "moroccan": "morocco", "nepalese": "nepal",
    "nicaraguan": "nicaragua", "nigerian": "nigeria", "north korean": "north korea", "norwegian": "norway", "omani": "oman", "pakistani": "pakistan",
    "palestinian": "palestinian territory", "panamanian": "panama", "paraguayan": "paraguay", "peruvian": "peru", "polish": "poland", "portuguese": "portugal",
    "qatari": "qatar", "romanian": "romania", "russian": "russia", "rwandan": "rwanda", "salvadoran": "el salvador", "saudi": "saudi arabia",
    "scottish": "united kingdom", "senegalese": "senegal", "serbian": "serbia", "slovak": "slovakia", "slovenian": "slovenia", "somali": "somalia",
    "south african": "south africa", "south korean": "south korea", "soviet": "russia", "spanish": "spain", "sri lankan": "sri lanka", "sudanese": "sudan",
    "swedish": "sweden", "swiss": "switzerland", "syrian": "syria", "taiwanese": "taiwan", "tajik": "tajikistan", "tanzanian": "tanzania", "thai": "thailand",
    "tunisian": "tunisia", "turkish": "turkey", "turkmen": "turkmenistan", "ugandan": "uganda", "ukrainian": "ukraine", "uruguayan": "uruguay",
    "uzbek": "uzbekistan", "venezuelan": "venezuela", "vietnamese": "vietnam", "welsh": "united kingdom", "yemeni": "yemen", "zambian": "zambia", "zimbabwean": "zimbabwe",
}  # fmt: skip
# Words of a body's name that may follow the place it belongs to: "X Board of Education", "X Police Department".
BODY_WORDS = frozenset(
    """
    agency army assembly association authority bank bar board bureau cabinet chamber church club college commission committee
    company congregation congress council county court courthouse department district division embassy fire force foundation
    government governor guard high hospital house institute judge jury legislature library mayor ministry municipal museum
    navy office parliament party police public school schools senate service sheriff society state supreme symphony team
    township tribunal university valley city circuit superior common general patrol attorney hospital district
    """.split()
)
# After a name these make it a street or square.
STREET_WORDS = frozenset(
    "street st st. avenue ave ave. road rd rd. drive dr dr. lane ln boulevard blvd blvd. highway parkway pike trail terrace crescent avenues streets roads".split()
)
# First words of bodies and facilities that are places too small or too common to trust without context.
NOT_PLACES = frozenset(
    [
        "university",
        "international",
        "national",
        "central",
        "general",
        "state",
        "united",
        "police",
        "high",
        "school",
        "street",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "city",
        "county",
        "park",
        "the",
        "a",
        "of",
        "and",
        "or",
        "big",
        "hope",
        "media",
        "democrat",
        "republican",
        "church",
        "union",
        "liberty",
        "independence",
        "bath",
        "reading",
        "security",
        "defence",
        "defense",
        "supreme",
        "superior",
        "district",
        "court",
        "bureau",
        "house",
        "senate",
        "army",
        "navy",
        "force",
        "congress",
        "council",
        "board",
        "most",
        "best",
        "center",
        "centre",
        "american",
        "catholic",
        "christian",
        "jewish",
        "islamic",
        "muslim",
        "president",
        "college",
        "memorial",
        "medical",
        "fire",
        "public",
        "social",
        "federal",
    ]
)
DISTRICT_WORDS = (
    "county",
    "parish",
    "province",
    "district",
    "region",
    "prefecture",
    "department",
    "governorate",
    "state",
    "borough",
)
