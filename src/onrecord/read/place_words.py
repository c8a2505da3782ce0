"""Names of places the gazetteer spells otherwise, and what "German" points to."""

# Other names of countries and regions, lower case -> the gazetteer's.
ALIASES = {
    "u.s.": "united states", "us": "united states", "usa": "united states", "u.s.a.": "united states", "america": "united states", "the states": "united states",
    "united states of america": "united states", "uk": "united kingdom", "u.k.": "united kingdom", "britain": "united kingdom", "great britain": "united kingdom",
    "holland": "netherlands", "the netherlands": "netherlands", "burma": "myanmar", "uae": "united arab emirates", "u.a.e.": "united arab emirates",
    "czech republic": "czechia", "drc": "democratic republic of the congo", "congo": "republic of the congo", "turkiye": "turkey", "türkiye": "turkey",
    "swaziland": "eswatini", "macedonia": "north macedonia", "vatican city": "vatican", "palestine": "palestinian territory", "gaza strip": "gaza",
    "the bahamas": "bahamas", "d.c.": "district of columbia", "washington": "district of columbia", "washington d.c.": "district of columbia",
    "washington, d.c.": "district of columbia", "l.a.": "los angeles", "nyc": "new york city", "kiev": "kyiv", "soviet union": "russia", "ussr": "russia",
    "democratic republic of congo": "democratic republic of the congo", "dr congo": "democratic republic of the congo",
    "d.r. congo": "democratic republic of the congo", "congo-kinshasa": "democratic republic of the congo", "zaire": "democratic republic of the congo",
    "republic of congo": "republic of the congo", "congo-brazzaville": "republic of the congo", "côte d'ivoire": "ivory coast", "cote d'ivoire": "ivory coast",
    "côte d’ivoire": "ivory coast", "cape verde": "cabo verde", "east timor": "timor leste", "timor-leste": "timor leste", "macau": "macao",
    "bosnia": "bosnia and herzegovina", "bosnia-herzegovina": "bosnia and herzegovina", "russian federation": "russia", "people's republic of china": "china",
    "republic of korea": "south korea", "dprk": "north korea", "democratic people's republic of korea": "north korea", "syrian arab republic": "syria",
    "islamic republic of iran": "iran", "kyrgyz republic": "kyrgyzstan", "slovak republic": "slovakia", "viet nam": "vietnam", "republic of moldova": "moldova",
    "republic of ireland": "ireland", "brunei darussalam": "brunei", "trinidad": "trinidad and tobago", "guinea bissau": "guinea-bissau",
    "kingdom of saudi arabia": "saudi arabia", "palestinian territories": "palestinian territory", "occupied palestinian territory": "palestinian territory",
    "palestinian authority": "palestinian territory", "são tomé": "sao tome and principe",
    "north kivu": "nord kivu", "oromia": "oromiya", "north darfur": "northern darfur", "south darfur": "southern darfur", "west darfur": "western darfur", "east darfur": "eastern darfur",
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
# Demonyms -> countries, and lands that have governments of their own. "German custody" points to Germany.
DEMONYMS = {
    "abkhaz": "abkhazia", "abkhazian": "abkhazia", "afghan": "afghanistan", "albanian": "albania", "algerian": "algeria", "american": "united states",
    "angolan": "angola", "argentine": "argentina", "argentinean": "argentina", "argentinian": "argentina", "armenian": "armenia", "australian": "australia",
    "austrian": "austria", "azerbaijani": "azerbaijan", "azeri": "azerbaijan", "bahamian": "bahamas", "bahraini": "bahrain", "bangladeshi": "bangladesh",
    "barbadian": "barbados", "basotho": "lesotho", "batswana": "botswana", "belarusian": "belarus", "belgian": "belgium", "belizean": "belize", "beninese": "benin",
    "bermudian": "bermuda", "bhutanese": "bhutan", "bissau-guinean": "guinea-bissau", "bolivian": "bolivia", "bosniak": "bosnia and herzegovina",
    "bosnian": "bosnia and herzegovina", "brazilian": "brazil", "british": "united kingdom", "bruneian": "brunei", "bulgarian": "bulgaria",
    "burkinabe": "burkina faso", "burkinabé": "burkina faso", "burmese": "myanmar", "burundian": "burundi", "cambodian": "cambodia", "cameroonian": "cameroon",
    "canadian": "canada", "cape verdean": "cabo verde", "catalan": "catalonia", "central african": "central african republic", "chadian": "chad",
    "chechen": "chechnya", "chilean": "chile", "chinese": "china", "colombian": "colombia", "comoran": "comoros", "comorian": "comoros",
    "congolese": "democratic republic of the congo", "costa rican": "costa rica", "crimean": "crimea", "croatian": "croatia", "cuban": "cuba", "cypriot": "cyprus",
    "czech": "czechia", "dagestani": "dagestan", "danish": "denmark", "darfuri": "darfur", "djiboutian": "djibouti", "dutch": "netherlands",
    "east timorese": "timor leste", "ecuadorian": "ecuador", "egyptian": "egypt", "emirati": "united arab emirates", "equatoguinean": "equatorial guinea",
    "eritrean": "eritrea", "estonian": "estonia", "ethiopian": "ethiopia", "fijian": "fiji", "filipino": "philippines", "finnish": "finland", "french": "france",
    "gabonese": "gabon", "gambian": "gambia", "gazan": "gaza", "georgian": "georgia", "german": "germany", "ghanaian": "ghana", "greek": "greece",
    "greenlandic": "greenland", "guatemalan": "guatemala", "guinean": "guinea", "guyanese": "guyana", "haitian": "haiti", "honduran": "honduras",
    "hungarian": "hungary", "icelandic": "iceland", "indian": "india", "indonesian": "indonesia", "iranian": "iran", "iraqi": "iraq",
    "irish": "ireland", "israeli": "israel", "italian": "italy", "ivorian": "ivory coast", "jamaican": "jamaica", "japanese": "japan", "jordanian": "jordan",
    "kashmiri": "kashmir", "kazakh": "kazakhstan", "kenyan": "kenya", "kosovar": "kosovo", "kuwaiti": "kuwait", "kyrgyz": "kyrgyzstan", "lao": "laos",
    "laotian": "laos", "latvian": "latvia", "lebanese": "lebanon", "liberian": "liberia", "libyan": "libya", "lithuanian": "lithuania",
    "luxembourgish": "luxembourg", "macedonian": "north macedonia", "malagasy": "madagascar", "malawian": "malawi", "malaysian": "malaysia",
    "maldivian": "maldives", "malian": "mali", "maltese": "malta", "mauritanian": "mauritania", "mauritian": "mauritius", "mexican": "mexico",
    "moldovan": "moldova", "mongolian": "mongolia", "montenegrin": "montenegro", "moroccan": "morocco", "mosotho": "lesotho", "motswana": "botswana",
    "mozambican": "mozambique", "namibian": "namibia", "nepalese": "nepal", "nepali": "nepal", "nicaraguan": "nicaragua", "nigerian": "nigeria",
    "nigerien": "niger", "north korean": "north korea", "northern irish": "northern ireland", "norwegian": "norway", "omani": "oman", "pakistani": "pakistan",
    "palestinian": "palestinian territory", "panamanian": "panama", "papuan": "papua new guinea", "paraguayan": "paraguay", "peruvian": "peru", "polish": "poland",
    "portuguese": "portugal", "puerto rican": "puerto rico", "qatari": "qatar", "romanian": "romania", "russian": "russia", "rwandan": "rwanda",
    "saharawi": "western sahara", "sahrawi": "western sahara", "salvadoran": "el salvador", "samoan": "samoa", "saudi": "saudi arabia",
    "scottish": "united kingdom", "senegalese": "senegal", "serbian": "serbia", "seychellois": "seychelles", "sierra leonean": "sierra leone",
    "singaporean": "singapore", "slovak": "slovakia", "slovenian": "slovenia", "somali": "somalia", "south african": "south africa", "south korean": "south korea",
    "south ossetian": "south ossetia", "south sudanese": "south sudan", "soviet": "russia", "spanish": "spain", "sri lankan": "sri lanka", "sudanese": "sudan",
    "surinamese": "suriname", "swazi": "eswatini", "swedish": "sweden", "swiss": "switzerland", "syrian": "syria", "taiwanese": "taiwan", "tajik": "tajikistan",
    "tanzanian": "tanzania", "thai": "thailand", "tibetan": "tibet", "timorese": "timor leste", "togolese": "togo", "tongan": "tonga",
    "transnistrian": "transnistria", "trinidadian": "trinidad and tobago", "tunisian": "tunisia", "turkish": "turkey", "turkmen": "turkmenistan",
    "ugandan": "uganda", "ukrainian": "ukraine", "uruguayan": "uruguay", "uzbek": "uzbekistan", "venezuelan": "venezuela", "vietnamese": "vietnam",
    "welsh": "united kingdom", "yemeni": "yemen", "zambian": "zambia", "zimbabwean": "zimbabwe",
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
# Words that begin or end the names of places, bodies and facilities, and are none alone, though somewhere a village has each for its name.
NOT_PLACES = frozenset(
    """
    a american and army bath bay beach best big board bureau camp cape catholic center central centre christian church city college congress council
    county court creek defence defense democrat district east eastern emirate emirates federal federation fire force fort free general great high hill
    hills hope house independence international islamic island jewish kingdom lake liberty little lower mafia media medical memorial metro most mound mount
    mountain muslim national navy new north northeast northern northwest of old or park people point police port president public reading republic
    republican river rock saint school security senate social south southeast southern southwest spring st. state street summer superior supreme the
    town trail union united university upper valley village west western
    """.split()
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
