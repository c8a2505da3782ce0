"""The JSON contract: what `onrecord read` prints and the record's export repeats."""

from typing import Any

from onrecord.model import (
    Attribution,
    Claim,
    Filler,
    Mention,
    Place,
    Quantity,
    Reading,
    Span,
    Time,
    Voicing,
)

JSON = dict[str, Any]


def reading_json(reading: Reading, claims: list[Claim]) -> JSON:
    """One line of `onrecord read`."""
    document = reading.document
    return {
        "id": document.ref or document.id,
        "text": document.text,
        "title": document.title,
        "published": document.published,
        "language": document.language,
        "read": document.is_read,
        "sentences": [[s.start, s.end] for s in reading.sentences],
        "mentions": [mention_json(m) for m in reading.mentions],
        "times": [time_json(t) for t in reading.times],
        "places": [place_json(p) for p in reading.places],
        "attributions": [attribution_json(a) for a in reading.attributions],
        "claims": [claim_json(c) for c in claims],
        "dropped": reading.dropped,
    }


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def mention_json(mention: Mention) -> JSON:
    """A mention, with the fullest name the document gives."""
    return {"start": mention.start, "end": mention.end, "type": mention.type, "name": mention.name}


def time_json(time: Time) -> JSON:
    """A time: a half-open interval of ISO days, null where unknown."""
    return {
        "start": time.start,
        "end": time.end,
        "from": time.begins,
        "to": time.ends,
        "edtf": time.edtf,
    }


def place_json(place: Place) -> JSON:
    """A place, null coordinates where unknown."""
    return {"start": place.start, "end": place.end, "name": place.name, "lat": place.lat, "lon": place.lon,
            "geonameid": place.geonameid, "country": place.country, "level": place.level}  # fmt: skip


def attribution_json(attribution: Attribution) -> JSON:
    """Source, cue, content, stance, voice."""
    return {"source": _spans(attribution.source), "cue": _spans(attribution.cue), "content": _spans(attribution.content),
            "stance": attribution.stance, "voice": attribution.voice, "name": attribution.name, **_jointly(attribution)}  # fmt: skip


def together(voicing: JSON) -> str:
    """The name of a written voicing or attribution with theirs who say it together with it: "Ada Renn and Jonas Wirt"."""
    *others, last = (v["name"] for v in (voicing, *voicing.get("jointly", ())))
    return f"{', '.join(others)} and {last}" if others else str(last)


def _voicing(voicing: Voicing) -> JSON:
    return {"name": voicing.name, "spans": _spans(voicing.spans), "stance": voicing.stance, **_jointly(voicing)}


def _jointly(said: Attribution | Voicing) -> JSON:
    """Those who say it together with the first; no key where there are none."""
    return {"jointly": [_voicing(v) for v in said.jointly]} if said.jointly else {}


def voicing_from(body: JSON) -> Voicing:
    """The voicing that was written so."""
    others = tuple(voicing_from(v) for v in body.get("jointly", ()))
    return Voicing(body["name"], _from_spans(body["spans"]), body["stance"], others)


def _quantity(quantity: Quantity) -> JSON:
    value = int(quantity.value) if quantity.value == int(quantity.value) else quantity.value
    return {"value": value, "bound": quantity.bound}


def claim_json(claim: Claim) -> JSON:
    """A claim, its absent parts as null."""
    return {
        "id": claim.id,
        "kind": claim.kind,
        "type": claim.type,
        "stage": claim.stage,
        "status": claim.status,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "mode": claim.mode,
        "roles": {
            role: [{"name": f.name, "spans": _spans(f.spans), "type": f.type, "public": f.public} for f in fillers]
            for role, fillers in sorted(claim.roles.items())
        },
        "time": claim.time and time_json(claim.time),
        "place": claim.place and place_json(claim.place),
        "number": claim.number and _quantity(claim.number),
        "outcome": {what: _quantity(q) for what, q in sorted(claim.outcome.items())},
        "said_by": [_voicing(v) for v in claim.said_by],
        "evidence": _spans(claim.evidence),
        "score": claim.score,
        "incident": claim.incident,
    }


def claim_from_json(body: JSON, document: str) -> Claim:
    """The claim that `claim_json` wrote."""
    return Claim(
        body["id"], document, body["kind"], body["type"], _from_spans(body["evidence"]),
        {role: tuple(Filler(f["name"], _from_spans(f["spans"]), f["type"], f["public"]) for f in fillers) for role, fillers in body["roles"].items()},
        body["stage"], body["status"], body["polarity"], body["certainty"], body["mode"],
        body["time"] and Time(*(body["time"][k] for k in ("start", "end", "from", "to", "edtf"))),
        body["place"] and Place(*(body["place"][k] for k in ("start", "end", "name", "lat", "lon", "geonameid", "country", "level"))),
        body["number"] and Quantity(**body["number"]),
        {what: Quantity(**q) for what, q in body["outcome"].items()},
        tuple(voicing_from(v) for v in body["said_by"]),
        body["score"],
        body.get("incident"),
    )  # fmt: skip


def _from_spans(spans: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(*s) for s in spans)
