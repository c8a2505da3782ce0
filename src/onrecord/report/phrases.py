"""Every sentence of a dossier that is not a quotation. They are few and reviewed: people are named as something, by somebody; nobody is said to have done anything.

A sentence is added here, read by two people, or not at all.
"""

METHOD = (
    "This dossier lists what documents say, in their words. It does not say what is true, and it does not say who is guilty: a person is named as something by a source, on that source's day.",
    "Each finding brings together the claims that tell one thing. Every claim stands on words of a document, which are quoted and numbered; the sources annexed to the dossier give, for each number, the publisher, the day, the address and the fingerprint (SHA-256) of the text as it was retrieved.",
    "Origins are counted, not articles: copies of one report, reports that credit another, and the same speaker in several reports are one origin. A report that its publisher took back counts for nothing; what denies a finding is quoted beside what tells it.",
    "The claims were found by software, which misses some and misreads some. What a person reviewed is marked; read the quotation before relying on a claim.",
)
MASKED = "Persons of whom no document tells a public post are not named."
UNMASKED = "Private persons are named in this dossier. Reason given: {reason}"
ARCHIVED = "Retrieved {when}; {id} in the archive of the bundle."
GRADES = "The grade is the Admiralty code (NATO STANAG 2511): a letter for how reliable the sources are, set by a person, and a number for how many independent origins tell a finding and whether anybody denies it. The number is a count, not a judgement of truth."
RELIABILITY = "{letter}: {words}"
CREDIBILITY = "{number}: {words}"
SCOPE = {
    "all": "All findings of the record, statements apart.",
    "finding": "One finding, and what names the same people and bodies.",
    "entity": "All findings that name {name}.",
    "query": "Findings told in documents with the words: {words}.",
}
LEFT_OUT = "{n} more findings are within this scope and left out; those with the most origins are given."
BASED_ON = "{documents} documents of {publishers} publishers, published {first} to {last}."
UNDATED_BASIS = "{documents} documents of {publishers} publishers, none of them dated."
TOLD = "{how}. According to {who}; {support}."
TOLD_PLAINLY = "According to {who}; {support}."
DENIED = "Denied by {who}; {support}."
NO_PLACE = "None of these incidents is at a place whose coordinates are known."
UNDATED = "{n} undated incidents are not on the timeline."
NO_CHAIN = "The record tells of no ties of command here."
LINES = "A dashed line rests on one origin, a thick one on several; a red one is denied or told differently."
AREAS = "A circle with a dashed edge is an area: nobody tells more closely where in it."
NOTHING_CONTESTED = "Nobody denies any of these findings, and no source tells them differently."
NOTHING_OPEN = "No open question was found."
NO_FINDINGS = "The record tells of nothing within this scope."
REVIEWED = {"accept": "Reviewed: found rightly read.", "correct": "Reviewed: corrected by a reviewer.", "reject": "Reviewed: found misread; it counts for nothing.", "add": "Added by a reviewer."}  # fmt: skip
