"""Every format is read back by the library made for it, masks what is private, and says who says it."""

import csv
import io
import json
import re
import warnings
import zipfile
from xml.etree import ElementTree

import networkx
import openpyxl
import pyoxigraph
import pytest
from geojson_pydantic import FeatureCollection

from onrecord.errors import UsageError
from onrecord.export import FORMATS, MASK, sheets
from onrecord.record import findings

LEAVES = [to for to in FORMATS if to not in ("label-studio", "docbin", "warc")]


def plain(to: str, data: bytes | str) -> str:
    """What a format says, as text."""
    if to == "xlsx":
        return "".join(zipfile.ZipFile(io.BytesIO(data)).read(n).decode() for n in zipfile.ZipFile(io.BytesIO(data)).namelist() if n.endswith(".xml"))  # fmt: skip
    if to == "parquet":
        import pyarrow.parquet as pq

        return str(pq.read_table(io.BytesIO(data)).to_pylist())
    return data.decode() if isinstance(data, bytes) else data


@pytest.mark.parametrize("to", LEAVES)
def test_private_persons_leave_masked_in_every_format_and_named_when_asked(record, to, written):
    told = plain(to, written(record, to))
    assert "Tass" not in told
    if to not in (
        "geojson",
        "kml",
        "incidents",
        "command-graphml",
        "command-gexf",
    ):  # none of these tells of him by name
        assert "Tass" in plain(to, written(record, to, unmask=True))
    if "command" not in to and to not in ("geojson", "kml", "incidents"):
        assert MASK in told


@pytest.mark.parametrize("to", LEAVES)
def test_the_same_record_gives_the_same_bytes(record, to, written):
    if to != "xlsx":  # a workbook says when it was written
        assert written(record, to) == written(record, to)


@pytest.mark.parametrize(
    "to", ["json", "jsonl", "csv", "xlsx", "parquet", "ftm", "annotations", "turtle", "stix", "geojson", "kml"]
)
def test_who_says_so_leaves_with_what_is_said(record, to, written):
    assert "Edda Lindqvar" in plain(to, written(record, to))


def test_geojson_is_valid_longitude_first_and_as_precise_as_told(record, written):
    told = FeatureCollection.model_validate_json(written(record, "geojson"))
    (brussels,) = [f for f in told.features if f.properties["place"] == "Brussels"]
    lon, lat = brussels.geometry.coordinates[:2]
    assert (round(lon), round(lat)) == (4, 51)
    assert (brussels.properties["from"], brussels.properties["to"]) == ("2021-05-03", "2021-05-03")
    assert any(f.geometry is None for f in told.features)  # a place nobody knows is no point at sea


def test_kml_is_xml_with_days(record, written):
    root = ElementTree.fromstring(written(record, "kml"))
    assert [e.text for e in root.iter("{http://www.opengis.net/kml/2.2}begin")]
    assert any("4." in e.text for e in root.iter("{http://www.opengis.net/kml/2.2}coordinates"))


@pytest.mark.parametrize("to", ["graphml", "command-graphml"])
def test_graphml_is_read_by_networkx(record, to, written):
    graph = networkx.read_graphml(io.BytesIO(written(record, to).encode()))
    names = {n["label"]: i for i, n in graph.nodes(data=True)}
    line = graph.get_edge_data(names["Tomas Varga"], names["KSD"])
    assert "heads" in str(line)
    assert "origins" in str(line)


@pytest.mark.parametrize("to", ["gexf", "command-gexf"])
def test_gexf_is_read_by_networkx(record, to, written):
    graph = networkx.read_gexf(io.BytesIO(written(record, to).encode()))
    assert {"Tomas Varga", "KSD"} <= {n["label"] for _, n in graph.nodes(data=True)}
    assert graph.number_of_edges() >= 1


def test_stix_is_parsed_strictly_and_carries_days_actors_and_words(record, written):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import stix2

        bundle = stix2.parse(written(record, "stix"), allow_custom=False)
    incidents = [o for o in bundle.objects if o["type"] == "incident"]
    extension = next(iter(incidents[0]["extensions"].values()))
    assert {"kind", "how_far", "origins", "grade"} <= set(extension)
    known = {o["id"] for o in bundle.objects}
    for relation in (o for o in bundle.objects if o["type"] == "relationship"):
        assert {relation["source_ref"], relation["target_ref"]} <= known
        assert relation["external_references"][0]["description"]
    for report in (o for o in bundle.objects if o["type"] == "report"):
        assert set(report["object_refs"]) <= known


def test_turtle_answers_a_question_in_sparql(record, written):
    store = pyoxigraph.Store()
    store.load(written(record, "turtle"), format=pyoxigraph.RdfFormat.TURTLE)
    asked = """
        PREFIX onr: <https://onrecord.example/ns#>  PREFIX prov: <http://www.w3.org/ns/prov#>  PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?who ?words WHERE { ?f a onr:Incident ; onr:stage "foiled" ; prov:wasDerivedFrom ?c . ?c onr:quotation ?words ; prov:wasAttributedTo/rdfs:label ?who }"""
    (row,) = store.query(asked)
    assert row["who"].value == "Edda Lindqvar"
    assert "foiled a plot" in row["words"].value


def test_a_workbook_has_every_sheet_a_dictionary_and_no_formula(record, written):
    book = openpyxl.load_workbook(io.BytesIO(written(record, "xlsx")))
    assert book.sheetnames == [
        "incidents",
        "people",
        "ties",
        "proceedings",
        "measures",
        "claims",
        "sources",
        "data dictionary",
    ]
    explained = {(r[0], r[1]) for r in book["data dictionary"].iter_rows(min_row=2, values_only=True)}
    for sheet in book.worksheets[:-1]:
        assert {(sheet.title, c.value) for c in sheet[1]} <= explained
        assert not [c.value for row in sheet for c in row if c.data_type == "f"]
    assert any(str(c.value).startswith("'=HYPERLINK") for row in book["sources"] for c in row)


def test_a_sheet_that_is_full_goes_on_in_another(record, written, monkeypatch):
    monkeypatch.setattr(sheets, "ROWS", 5)
    book = openpyxl.load_workbook(io.BytesIO(written(record, "xlsx")))
    parts = [n for n in book.sheetnames if n.startswith("claims")]
    assert parts[:2] == ["claims", "claims 2"]
    assert {book[n].max_row for n in parts[:-1]} == {6}
    assert sum(book[n].max_row - 1 for n in parts) == len(json.loads(written(record, "json"))["claims"])


@pytest.mark.parametrize("to", ["csv", "incidents"])
def test_no_cell_of_a_table_is_a_formula(record, to, written):
    rows = list(csv.reader(io.StringIO(written(record, to))))
    assert rows[1:]
    assert not [c for row in rows for c in row if c[:1] in ("=", "+", "-", "@")]


def test_incidents_are_dated_and_placed_as_closely_as_they_are_told(record, written):
    rows = {r["location"]: r for r in csv.DictReader(io.StringIO(written(record, "incidents")))}
    assert [
        rows["Brussels"][c] for c in ("event_date", "time_precision", "iyear", "imonth", "iday", "geo_precision")
    ] == ["2021-05-03", "1", "2021", "5", "3", "1"]
    assert [rows["Tarn Haven"][c] for c in ("how_far", "geo_precision")] == ["foiled", "3"]


def test_followthemoney_has_who_held_what_and_whose_words(record, written):
    rows = [json.loads(line) for line in written(record, "ftm").splitlines()]
    by_schema = {r["schema"] for r in rows}
    assert {"Article", "Person", "Mention", "Position", "Occupancy", "Event", "Sanction"} <= by_schema
    post, *_ = [r for r in rows if r["schema"] == "Occupancy" and "headed by" in r["properties"]["summary"][0]]
    known = {r["id"]: r for r in rows}
    assert known[post["properties"]["holder"][0]]["properties"]["name"] == ["Tomas Varga"]
    assert known[post["properties"]["post"][0]]["schema"] == "Position"
    for line in written(record, "ftm-statements").splitlines():
        statement = json.loads(line)
        assert re.fullmatch(r"[0-9a-f]{16}(#\d+-\d+)?", statement["origin"] or "0" * 16)


def test_json_is_the_same_however_it_is_written(record, written):
    whole = json.loads(written(record, "json"))
    lines = [json.loads(line) for line in written(record, "jsonl").splitlines()]
    for table in ("documents", "entities", "findings", "claims", "decisions"):
        assert [{k: v for k, v in row.items() if k != "table"} for row in lines if row["table"] == table] == whole[
            table
        ]
    assert len(whole["findings"]) == sum(
        len(findings(record, k)) for k in ("incident", "tie", "proceeding", "measure", "count", "statement")
    )


def test_pages_as_they_are_leave_only_unmasked(record, written):
    with pytest.raises(UsageError, match="--unmask REASON"):
        written(record, "warc")
    assert written(record, "warc", unmask=True)


def test_decisions_leave_as_training_data(reviewed, written):
    from spacy.lang.en import English
    from spacy.tokens import DocBin

    tasks = json.loads(written(reviewed, "label-studio"))
    labels = {r["value"]["labels"][0] for t in tasks for a in t["annotations"] for r in a["result"]}
    assert any(x.startswith("tie:") for x in labels)
    assert not any(x.startswith("measure:") for x in labels)  # it was rejected
    for task in tasks:
        for r in task["annotations"][0]["result"]:
            assert task["data"]["text"][r["value"]["start"] : r["value"]["end"]] == r["value"]["text"]
    docs = list(DocBin().from_bytes(written(reviewed, "docbin")).get_docs(English().vocab))
    assert {s.label_ for d in docs for s in d.spans["sc"]} == labels
