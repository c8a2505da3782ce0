"""Predictions for the public benchmarks, from the same code as `onrecord read`.

    predict.py muc4|attribution|places|times|events|names IN.jsonl OUT.jsonl

IN holds {"id", "text"[, "date"]} a line (for names the pair); OUT is what the scorer of that name reads.
Nothing here but the mapping of names: Onrecord's incident types and roles onto the benchmark's.
"""

import json
import re
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from onrecord.ingest import as_date
from onrecord.pipeline import read_text
from onrecord.resolve.names import same_name
from onrecord.workers import all_cores

Row = dict[str, Any]

MUC_TYPES = {
    "bombing": "bombing", "kidnapping": "kidnapping", "hijacking": "kidnapping", "arson": "arson", "robbery": "robbery",
    "forced_work_stoppage": "forced work stoppage",
}  # fmt: skip
"""Everything else with violence is MUC's "attack"."""
NOT_MUC = frozenset(("surveillance", "espionage", "cyber_attack", "arms_smuggling"))
STEPS = {"arrested": "arrested", "detained": "arrested", "jailed": "arrested", "charged": "charged", "tried": "tried", "convicted": "convicted",
         "sentenced": "sentenced", "acquitted": "acquitted", "released": "released"}  # fmt: skip


def _claims(reading: Row, kind: str) -> list[Row]:
    return [c for c in reading["claims"] if c["kind"] == kind]


def _told(claim: Row) -> bool:
    """Whether a claim tells something as having been attempted at least, and nobody denies it."""
    return claim["polarity"] == "affirmed" and claim["mode"] == "actual"


def muc4(row: Row) -> Row:
    """Incidents as MUC-4 templates; the tellings of one incident, each with its own speaker, are one template."""
    reading = _read(row)
    templates: dict[object, Row] = {}
    for claim in _claims(reading, "incident"):
        if not _told(claim) or claim["type"] in NOT_MUC:
            continue
        key = claim["id"] if claim["incident"] is None else claim["incident"]
        template = templates.setdefault(key, {"type": "attack"})
        if template["type"] == "attack":  # of several tellings the one that tells more
            template["type"] = MUC_TYPES.get(claim["type"], "attack")
        roles = claim["roles"]
        doers = roles.get("perpetrators", []) + roles.get("sponsors", [])
        for slot, fillers in {
            "PerpInd": [f for f in doers if f["type"] == "person"],
            "PerpOrg": [f for f in doers if f["type"] == "organisation"],
            "Target": roles.get("targets", []),
            "Victim": roles.get("victims", []),
            "Weapon": roles.get("weapons", []),
        }.items():
            template.setdefault(slot, []).extend(_words(f, reading) for f in fillers)
    return {"id": row["id"], "incidents": list(templates.values())}


COUNTED = re.compile(
    r"(?:(?:at least|about|some|more than|several|many|other|another|\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) )+",
    re.I,
)
"""What counts a filler: MUC's keys name it without."""
PRONOUNS = frozenset(["he", "him", "his", "she", "her", "they", "them", "their", "it", "its", "who"])


def _words(filler: Row, reading: Row) -> str:
    """A filler's words here, without what counts it; its name where the words are but a pronoun."""
    start, end = filler["spans"][0]
    words = str(reading["text"][start:end])
    if words.lower() in PRONOUNS or filler["name"].startswith(f"{words} of "):
        words = str(filler["name"])
    return COUNTED.sub("", words, count=1) if COUNTED.match(words) else words


def attribution(row: Row) -> Row:
    """Attributions that have a cue: PolNeAR annotates no others."""
    found = [a for a in _read(row)["attributions"] if a["cue"]]
    return {
        "id": row["id"],
        "attributions": [{part: a[part] for part in ("source", "cue", "content")} for a in found],
    }


def places(row: Row) -> Row:
    """Place names with coordinates."""
    return {
        "id": row["id"],
        "places": [{k: p[k] for k in ("start", "end", "lat", "lon")} for p in _read(row)["places"]],
    }


def times(row: Row) -> Row:
    """Expressions of time with their intervals."""
    return {
        "id": row["id"],
        "times": [{k: t[k] for k in ("start", "end", "from", "to")} for t in _read(row)["times"]],
    }


def events(row: Row) -> Row:
    """Role fillers of incidents and proceedings, and steps of the law."""
    reading = _read(row)
    fillers: dict[str, list[list[int]]] = {}
    for claim in _claims(reading, "incident"):
        for role in ("perpetrators", "targets", "victims", "weapons"):
            fillers.setdefault(role, []).extend(f["spans"][0] for f in claim["roles"].get(role, []))
        if claim["place"]:
            fillers.setdefault("place", []).append([claim["place"]["start"], claim["place"]["end"]])
    steps = []
    for claim in _claims(reading, "proceeding"):
        for role in ("person", "authority"):
            fillers.setdefault(role, []).extend(f["spans"][0] for f in claim["roles"].get(role, []))
        if claim["type"] in STEPS and _told(claim):
            steps.append({"step": STEPS[claim["type"]], "evidence": claim["evidence"][0]})
    return {"id": row["id"], "fillers": fillers, "steps": steps}


def names(row: Row) -> Row:
    """Whether two names are one."""
    return {"id": row["id"], "same": same_name(row["name1"], row["name2"], row.get("schema", ""))}


def _read(row: Row) -> Row:
    """The contract for one line; offsets are into its text as given."""
    return read_text(row["text"], published=as_date(row.get("date") or ""))


TASKS: dict[str, Callable[[Row], Row]] = {
    "muc4": muc4,
    "attribution": attribution,
    "places": places,
    "times": times,
    "events": events,
    "names": names,
}


def main(task: str, source: str, target: str) -> None:
    """Read IN, write OUT, in the same order."""
    with open(source, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    with ProcessPoolExecutor(all_cores()) as pool, open(target, "w", encoding="utf-8") as out:
        for number, result in enumerate(pool.map(TASKS[task], rows, chunksize=4), 1):
            out.write(json.dumps(result, ensure_ascii=False) + "\n")
            if number % 100 == 0:
                print(f"{task}: {number} of {len(rows)}", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in TASKS:
        sys.exit(__doc__)
    main(*sys.argv[1:])
