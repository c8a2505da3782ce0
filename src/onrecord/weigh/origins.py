"""Where a finding's information entered the public record: outlet <- agency <- spokesman.

Whoever is quoted is the origin, however many outlets quote him, alone or with those who say it together with him. What an outlet says itself has for its origin whoever had the
text first, or whom its copies credit. An outlet that only cites another adds nothing where that other's own report is there
too; outlets that only cite each other are circular, and one origin. Sources of one affiliation or owner are one.
"""

from collections.abc import Iterable, Mapping, Sequence

from onrecord.model import Source, Told

CIRCULAR = "circular"
"""The one origin of reports that only cite each other."""


def origins(claims: Sequence[Told], sources: Mapping[str, Source]) -> dict[str, list[Told]]:
    """Origin -> the claims that rest on it; what a denial rests on is not among them.

    Args:
        claims: all of a finding's.
        sources: by name in lower case.
    """
    every = [c for c in claims if not c.denied]
    spoken = {c.document for c in every if not c.headline}
    told = [c for c in every if not c.headline or c.document not in spoken]  # a headline rests on what its text tells
    present = {outlet_key(c.source) for c in told if c.source}
    found: dict[str, list[Told]] = {}
    cited: dict[str, list[Told]] = {}
    for claim in sorted(told, key=lambda c: bool(c.jointly)):
        key = origin_of(claim, sources)
        others = (f"speaker {entity}" for entity in claim.jointly)
        key = next(
            (k for k in (key, *others) if k in found), key
        )  # who joins others in saying it again is no origin anew
        cites = outlet_key(claim.speaker_name)
        if claim.speaker and cites in present and cites != outlet_key(claim.source):
            cited.setdefault(key, []).append(claim)
        else:
            found.setdefault(key, []).append(claim)
    if not found and cited:
        return {CIRCULAR: [c for own in cited.values() for c in own]}
    for key, own in cited.items():  # has it from a report that is here: no origin of its own
        found.setdefault(key if key in found else next(iter(found)), []).extend(own)
    return found


def origin_of(claim: Told, sources: Mapping[str, Source]) -> str:
    """Key of where a claim's information comes from, as far as its document tells."""
    if claim.speaker:
        tied = _tie(sources.get(claim.speaker_name.lower()))
        return tied or f"speaker {claim.speaker}"
    outlet = claim.outlet or claim.source
    if not outlet:
        return f"text {claim.text or claim.document}"
    return _tie(sources.get(outlet.lower())) or f"outlet {outlet_key(outlet)}"


def outlet_key(name: str) -> str:
    """An outlet's name without case and article: how others cite it."""
    return " ".join(name.lower().removeprefix("the ").split())


def _tie(source: Source | None) -> str:
    """What makes a source one with others."""
    if source is None:
        return ""
    if source.affiliation:
        return f"affiliation {source.affiliation.lower()}"
    return f"group {source.group.lower()}" if source.group else ""


def reliability(claims: Iterable[Told], sources: Mapping[str, Source]) -> str:
    """The best reliability, A to F, of those a finding rests on: its speakers where they are graded, else its publishers."""
    letters = ["F"]
    for claim in claims:
        names = (claim.speaker_name, claim.outlet, claim.source)
        known = [sources[n.lower()].reliability for n in names if n.lower() in sources]
        letters += [x for x in known if x != "F"][:1]
    return min(letters)
