"""PROV-O (W3C 2013) in Turtle: every claim is an entity of its own, quoted from its document, attributed to its speaker, made by the reader; findings rest on claims.

As in nanopublications, what is claimed, who claims it and who recorded it are three things: the claim's roles, `prov:wasAttributedTo`, `prov:wasGeneratedBy`.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from onrecord import wording
from onrecord.contract import together
from onrecord.export.outgoing import Outgoing, Told

Row = dict[str, Any]
PREFIXES = {
    "onr": "https://onrecord.example/ns#", "prov": "http://www.w3.org/ns/prov#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#", "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "oa": "http://www.w3.org/ns/oa#",
}  # fmt: skip
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
CLASSES = {
    "Person": "foaf:Person",
    "Organization": "org:Organization",
    "PublicBody": "org:FormalOrganization",
    "Address": "onr:Place",
}
READER = "onr:reader"
"""The software agent that read the claims."""


def _name(short: str) -> NamedNode:
    prefix, _, rest = short.partition(":")
    return NamedNode(PREFIXES[prefix] + rest)


def _of(kind: str, identity: str) -> NamedNode:
    return NamedNode(f"urn:onrecord:{kind}:{identity}")


def triples(leaving: Outgoing) -> Iterator[Triple]:
    """All of a record."""
    yield Triple(_name(READER), TYPE, _name("prov:SoftwareAgent"))
    yield Triple(_name(READER), _name("rdfs:label"), Literal("Onrecord"))
    for row in leaving.documents():
        yield from _told(_of("document", row["id"]), {"dct:title": row["title"], "dct:publisher": row["source"], "dct:creator": row["byline"], "dct:language": row["language"], "onr:address": row["address"], "onr:sha256": row["sha256"]}, "prov:Entity", "onr:Document")  # fmt: skip
        yield from _date(_of("document", row["id"]), "dct:issued", row["published"])
    for row in leaving.entities():
        node = _of("entity", row["id"])
        yield from _told(node, {"rdfs:label": row["name"]}, CLASSES.get(row["schema"], "prov:Agent"), "prov:Agent")
        for alias in row["aliases"]:
            yield Triple(node, _name("foaf:nick"), Literal(alias))
    for told in leaving.findings():
        yield from _finding(told)


def _finding(told: Told) -> Iterator[Triple]:
    node, o, first = _of("finding", told.id), told.listed, told.first
    facts = {"rdfs:label": wording.headline(first), "onr:type": first["type"], "onr:stage": o["stage"], "onr:status": o["status"], "onr:mode": o["mode"], "onr:place": o["place"], "onr:grade": o["grade"] or ""}  # fmt: skip
    yield from _told(node, facts, "prov:Entity", f"onr:{first['kind'].capitalize()}")
    for name in ("origins", "documents", "denials"):
        yield Triple(node, _name(f"onr:{name}"), Literal(int(o[name])))
    yield from _date(node, "onr:from", o["begins"])
    yield from _date(node, "onr:before", o["ends"])
    for prop, value in (("geo:lat", o["lat"]), ("geo:long", o["lon"])):
        if value is not None:
            yield Triple(node, _name(prop), Literal(float(value)))
    for part in told.parts:
        yield Triple(node, _name(f"onr:{part['role']}"), _of("entity", part["entity"]))
    for claim in told.claims:
        yield Triple(node, _name("prov:wasDerivedFrom"), _of("claim", claim["id"]))
        yield from _claim(claim, told)


def _claim(claim: Row, told: Told) -> Iterator[Triple]:
    node = _of("claim", claim["id"])
    facts = {"onr:quotation": claim["quotation"], "onr:polarity": claim["polarity"], "onr:certainty": claim["certainty"], "onr:mode": claim["mode"], "onr:saidBy": wording.speakers(claim)}  # fmt: skip
    yield from _told(node, facts, "prov:Entity", "onr:Claim")
    yield Triple(node, _name("onr:score"), Literal(float(claim["score"])))
    yield Triple(node, _name("prov:wasQuotedFrom"), _of("document", claim["document"]))
    for part in told.parts:
        if part["role"] == "says" and any(part["name"] in together(v) for v in claim["said_by"]):
            yield Triple(node, _name("prov:wasAttributedTo"), _of("entity", part["entity"]))
    reading = _of("reading", claim["document"])
    yield Triple(node, _name("prov:wasGeneratedBy"), reading)
    yield Triple(reading, TYPE, _name("prov:Activity"))
    yield Triple(reading, _name("prov:used"), _of("document", claim["document"]))
    yield Triple(reading, _name("prov:wasAssociatedWith"), _name(READER))
    for n, (start, end) in enumerate(claim["evidence"]):
        place = _of("words", f"{claim['id']}-{n}")
        yield Triple(node, _name("oa:hasSelector"), place)
        yield Triple(place, TYPE, _name("oa:TextPositionSelector"))
        yield Triple(place, _name("oa:start"), Literal(int(start)))
        yield Triple(place, _name("oa:end"), Literal(int(end)))


def _told(node: NamedNode, facts: Row, *types: str) -> Iterator[Triple]:
    for one in types:
        yield Triple(node, TYPE, _name(one))
    for prop, value in facts.items():
        if value:
            yield Triple(node, _name(prop), Literal(str(value)))


def _date(node: NamedNode, prop: str, day: str | None) -> Iterator[Triple]:
    if day:
        yield Triple(node, _name(prop), Literal(day, datatype=_name("xsd:date")))


def write(leaving: Outgoing, out: BinaryIO) -> None:
    """Turtle, written as it is read."""
    serialize(triples(leaving), out, format=RdfFormat.TURTLE, prefixes=PREFIXES)
