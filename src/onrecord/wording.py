"""A claim in words, the same on the terminal and in the workbench: who says it, how far it went, when; never a bare accusation."""

from typing import Any

from onrecord.contract import together

Row = dict[str, Any]
ROLES = {
    "perpetrators": "named as perpetrators", "sponsors": "named as sponsors", "foiled_by": "said to be foiled by", "person": "person", "authority": "authority",
    "charge": "charge, as told", "targets": "targets", "victims": "victims", "weapons": "weapons", "subject": "who", "object": "of, over or against", "post": "post",
    "actor": "by", "content": "what is said", "what": "of what", "area": "area",
}  # fmt: skip
"""Role -> how it is put: people are named as something, by somebody."""


def names(claim: Row, *roles: str) -> str:
    """The fillers of some roles, or of all; with who says so where it is not the claim's own speaker."""
    wanted = roles or tuple(claim["roles"])
    told = [f["name"] for role in wanted for f in claim["roles"].get(role, [])]
    others = claim.get("also", {})
    return "; ".join(told + [f"{x['name']} (says {x['by']})" for role in wanted for x in others.get(role, [])])


def headline(claim: Row) -> str:
    """A claim in one line: what, where, upon whom; a statement by its words. Who did it is never in it."""
    plain: str = claim["type"].replace("_", " ")
    match claim["kind"]:
        case "statement":
            return f"“{names(claim, 'content')[:140]}”"
        case "tie":
            return f"{names(claim, 'subject') or 'somebody'}: {plain} {names(claim, 'post', 'object')}".rstrip()
        case "proceeding":
            return f"{names(claim, 'person') or 'somebody'}: {plain}"
        case "measure":
            return f"{plain}: {names(claim, 'object') or 'not said'}"
        case "count":
            return f"{number(claim)} {names(claim, 'what')}"
    place = f" in {claim['place']['name']}" if claim["place"] else ""
    hit = names(claim, "targets", "victims")
    return f"{plain.capitalize()}{place}" + (f": {hit}" if hit else "")


def when(claim: Row) -> str:
    """A claim's time as the words give it."""
    return (claim["time"] or {}).get("edtf") or (claim["time"] or {}).get("from") or "undated"


def speakers(claim: Row) -> str:
    """Who says it, the outlet last."""
    chain = [together(v) for v in reversed(claim["said_by"])]
    return " via ".join([*chain, claim.get("source") or "unnamed outlet"])


def stance(claim: Row) -> str:
    """Denied, called for, possible: what keeps a claim from being a plain assertion."""
    parts = [claim["stage"] or claim["status"] or "", "denied" if claim["polarity"] == "denied" else "",
             claim["certainty"] if claim["certainty"] != "stated" else "", claim["mode"] if claim["mode"] not in ("actual", claim["status"]) else ""]  # fmt: skip
    return ", ".join(p.replace("_", " ") for p in parts if p)


def number(claim: Row) -> str:
    """What a count counts: "about 6"."""
    n = claim["number"]
    return f"{'' if n['bound'] == 'exact' else n['bound'].replace('_', ' ') + ' '}{n['value']}" if n else ""


def origins(claim: Row) -> str:
    """How many stand behind a finding, and against it: "2 in 5", "1, 1 denial"."""
    s = claim["support"]
    if s["origins"] is None:
        return "not weighed: build again"
    told = f"{s['origins']} in {s['documents']}" if s["documents"] != s["origins"] else str(s["origins"])
    told += ", circular" if s["circular"] else ""
    denied = f", {s['denials']} denial{'s' if s['denials'] > 1 else ''}" if s["denials"] else ""
    return told + denied


def support(claim: Row) -> str:
    """The same as a sentence has it: "3 origins in 5 documents, 1 denial"."""
    s = claim["support"]
    if s["origins"] is None:
        return "not weighed: build again"
    told = f"{s['origins']} {'origin' if s['origins'] == 1 else 'origins'}"
    told += f" in {s['documents']} documents" if s["documents"] > s["origins"] else ""
    told += " that only cite each other" if s["circular"] else ""
    return told + (f", {s['denials']} {'denial' if s['denials'] == 1 else 'denials'}" if s["denials"] else "")


def held(claim: Row) -> str:
    """What the record holds of what a count counts: "3, fewer"."""
    tally = claim.get("held")
    return f"{tally['held']}, {tally['verdict']}" if tally else ""
