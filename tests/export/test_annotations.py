"""Annotations are JSON-LD, conform to the W3C's model, and point at their words."""

import json
from pathlib import Path

import pyshacl
import pytest
import rdflib
from pyld import jsonld

from onrecord.export.annotations import CONTEXT

HERE = Path(__file__).parent
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")


def standard(address: str, _: object) -> dict[str, object]:
    """The W3C's context is on the web, and tests ask nobody: its terms that we use stand beside this file."""
    assert address == CONTEXT[0]
    return {"contextUrl": None, "documentUrl": address, "document": json.loads((HERE / "anno.jsonld").read_text())}


def graph(page: str) -> rdflib.Graph:
    quads = jsonld.to_rdf(json.loads(page), {"format": "application/n-quads", "documentLoader": standard})
    return rdflib.Graph().parse(data=quads, format="nt")


def conforms(told: rdflib.Graph) -> tuple[bool, str]:
    fine, _, why = pyshacl.validate(told, shacl_graph=rdflib.Graph().parse(HERE / "annotation.shacl.ttl"))
    return fine, why


def test_they_point_at_their_words(record, written):
    with record.engine.connect() as db:
        texts = {r.sha256: r.text for r in db.exec_driver_sql("SELECT sha256, text FROM documents")}
    for item in json.loads(written(record, "annotations", unmask=True))["items"]:
        text = texts[item["target"][0]["source"]["onrecord:sha256"]]
        for target in item["target"]:
            where, quote = target["selector"]
            assert text[where["start"] : where["end"]] == quote["exact"]
            assert text[: where["start"]].endswith(quote["prefix"])
            assert text[where["end"] :].startswith(quote["suffix"])


def test_they_conform(record, written):
    page = written(record, "annotations")
    told = graph(page)
    fine, why = conforms(told)
    assert fine, why
    assert len(set(told.subjects(rdflib.RDF.type, OA.Annotation))) == len(json.loads(page)["items"]) > 0


@pytest.mark.parametrize(
    "lost", ['"motivation": "describing"', '"purpose": "describing"', '"exact": ', '"source": {"id"', '"start": ']
)
def test_one_that_lacks_what_it_must_have_does_not(record, written, lost):
    broken = written(record, "annotations").replace(lost, lost.replace('"', '"onrecord:lost-', 1))
    assert not conforms(graph(broken))[0]
