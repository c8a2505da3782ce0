"""What the pages show, and what a decision does."""

import csv
import io
import json
import re

import pytest
from starlette.testclient import TestClient

from onrecord import pipeline
from onrecord.export import MASK
from onrecord.workbench import create_app


def ids(page: str, path: str) -> list[str]:
    return list(dict.fromkeys(re.findall(rf'href="/{path}/([0-9a-f]{{16}})', page)))


@pytest.mark.parametrize("path", ["/", "/incidents", "/ties", "/proceedings", "/measures", "/counts", "/statements", "/people", "/organisations", "/places", "/chain", "/board", "/sources", "/source?name=VNA", "/search?q=plot", "/review", "/network"])  # fmt: skip
def test_every_view_opens(client, path):
    assert client.get(path).status_code == 200


def test_a_finding_shows_the_sentence_it_stands_on_one_click_from_its_document(client):
    page = client.get("/incidents?stage=foiled").text
    (finding,) = ids(page, "finding")
    page = client.get(f"/finding/{finding}").text
    assert "foiled a plot to kill the exile leader Lena Orvath in Tarn Haven" in re.sub("<[^>]+>", "", page)
    assert "Origin: speaker Edda Lindqvar" in page
    assert len(ids(page, "document")) == 2


def test_filters_are_in_the_address_and_an_update_is_only_the_rows(client):
    assert ids(client.get("/incidents?stage=carried_out").text, "finding") != ids(
        client.get("/incidents?stage=foiled").text, "finding"
    )
    part = client.get("/incidents?stage=foiled", headers={"hx-request": "true"}).text
    assert "<html" not in part
    assert len(ids(part, "finding")) == 1


def test_a_private_person_is_masked_until_asked_for(writes):
    pages = ["/people", "/proceedings", "/board", "/review", "/search?q=plumber", "/api/v1/proceedings"]
    assert not any("Tass" in writes.get(p).text for p in pages)
    assert MASK in writes.get("/proceedings").text
    assert "Edda Lindqvar" in writes.get("/people").text
    assert writes.post("/names").status_code == 204
    assert all("Yoren Tass" in writes.get(p).text for p in pages)
    assert writes.post("/names").status_code == 204
    assert "Tass" not in writes.get("/people").text


def test_the_reader_marks_who_speaks_and_what_is_claimed(client):
    (document, *_) = ids(client.get("/search?q=involvement").text, "document")
    page = client.get(f"/document/{document}").text
    assert '<span class="who voice-' in page
    assert "data-claims=" in page
    assert page.count('id="claim-') >= 3


def test_a_profile_has_posts_and_the_chain_draws_them(client):
    (varga,) = (r["id"] for r in client.get("/api/v1/people").json()["rows"] if r["name"] == "Tomas Varga")
    assert "heads" in client.get(f"/entity/{varga}").text
    drawing = client.get(f"/chain?of={varga}").text
    assert "Tomas Varga – heads" in drawing
    assert "line one" in drawing  # one origin
    assert client.get(f"/chain?of={varga}&on=tomorrow").status_code == 404


def first_card(client):
    page = client.get("/review?kind=proceeding").text
    return page.split('hx-post="/decide/')[1][:16]


def decide(client, claim, action, seen="", **more):
    return client.post(f"/decide/{claim}", data={"action": action, "seen": seen, "reviewer": "ana", **more})


def test_a_decision_shows_counts_and_can_be_undone(writes, record):
    claim = first_card(writes)
    rejected = decide(writes, claim, "reject", note="somebody else")
    assert "rejected by ana" in rejected.text
    assert first_card(writes) != claim  # it has left the queue
    assert [r["reviewed"] for r in rows(writes, "proceedings") if r["id"] == finding_of(record, claim)] == ["reject"]
    seen = rejected.text.split('name="seen" value="')[1][:16]
    assert "undone by ana" in decide(writes, claim, "undo", seen).text
    assert [d["action"] for d in record.decisions_on(claim)] == ["reject", "undo"]
    assert [r["reviewed"] for r in rows(writes, "proceedings") if r["id"] == finding_of(record, claim)] == [""]


def rows(client, kinds):
    return [r["outline"] for r in client.get(f"/api/v1/{kinds}").json()["rows"]]


def finding_of(record, claim):
    from onrecord.record.pages import claim_of

    return claim_of(record, claim)["finding"]


def test_a_rejected_claim_counts_for_nothing(writes, record):
    claim = first_card(writes)
    finding = finding_of(record, claim)
    decide(writes, claim, "reject")
    (row,) = (r for r in rows(writes, "proceedings") if r["id"] == finding)
    assert row["origins"] == 0
    assert "Found misread by a reviewer" in writes.get(f"/finding/{finding}").text


def test_two_reviewers_never_overwrite_each_other_unseen(writes, record):
    claim = first_card(writes)
    assert decide(writes, claim, "accept").status_code == 200
    late = writes.post(f"/decide/{claim}", data={"action": "reject", "seen": "", "reviewer": "ben"})
    assert late.status_code == 409
    assert "accepted by ana" in late.text
    assert [d["reviewer"] for d in record.decisions_on(claim)] == ["ana"]


def test_who_has_not_signed_decides_nothing(writes, record):
    claim = first_card(writes)
    answer = writes.post(f"/decide/{claim}", data={"action": "accept"})
    assert answer.status_code == 404
    assert "sign first" in answer.text
    assert record.decisions_on(claim) == []


def test_how_precise_the_reader_was_on_what_was_reviewed(writes):
    decide(writes, first_card(writes), "accept")
    decide(writes, first_card(writes), "reject")
    assert "proceedings 50 % of 2" in writes.get("/review").text


def test_a_source_is_graded_on_its_page(writes):
    answer = writes.post("/source", data={"name": "VNA", "reliability": "B", "affiliation": "", "group": ""})
    assert answer.status_code == 200
    assert any(r["grade"].startswith("B") for r in rows(writes, "incidents"))
    assert writes.post("/source", data={"name": "VNA", "reliability": "Z"}).status_code == 404


def test_the_table_can_be_taken_along(client):
    table = list(csv.DictReader(io.StringIO(client.get("/api/v1/incidents.csv?stage=foiled").text)))
    assert [r["how far"] for r in table] == ["foiled"]


def test_the_api_pages_by_cursor_and_answers_304(client):
    first = client.get("/api/v1/ties?limit=1")
    second = client.get(f"/api/v1/ties?limit=1&after={first.json()['next']}")
    assert first.json()["rows"][0]["id"] != second.json()["rows"][0]["id"]
    assert client.get("/api/v1/ties?limit=1", headers={"if-none-match": first.headers["etag"]}).status_code == 304
    assert client.get("/api/v1/nonsense").json()["error"].startswith("nonsense")
    assert "/api/v1/{kinds}" in client.get("/api/v1/openapi.json").json()["paths"]


def test_two_entities_are_joined_and_parted_again(writes):
    people = {r["name"]: r["id"] for r in writes.get("/api/v1/people").json()["rows"]}
    varga, lindqvar = people["Tomas Varga"], people["Edda Lindqvar"]
    assert writes.post(f"/entity/{varga}/merge", data={"other": lindqvar}).status_code == 404  # nobody has signed
    joined = writes.post(f"/entity/{varga}/merge", data={"other": lindqvar, "reviewer": "ana"}).headers["hx-redirect"]
    page = writes.get(joined).text
    assert "Tomas Varga" in page
    assert "Edda Lindqvar" in page
    assert "a reviewer decided so" in page
    writes.post(f"/entity/{varga}/split", data={"other": lindqvar, "reviewer": "ana"})
    assert "<li>Edda Lindqvar" not in writes.get(f"/entity/{varga}").text


def test_what_was_decided_can_be_taken_along_as_examples(writes):
    claim = first_card(writes)
    decide(writes, claim, "accept")
    (line,) = writes.get("/api/v1/reviewed.jsonl").text.splitlines()
    row = json.loads(line)
    assert (row["claim"]["id"], row["decision"], row["reviewer"]) == (claim, "accept", "ana")
    start, end = row["claim"]["evidence"][0]
    assert row["text"][start:end]


def correct(client, claim, seen="", **fields):
    return client.post(f"/correct/{claim}", data={"seen": seen, **fields})


def signed(client):
    assert client.post("/sign", data={"reviewer": "ana"}).status_code == 204
    return client


def test_a_correction_shows_holds_and_can_be_undone(writes, record):
    signed(writes)
    (row,) = writes.get("/api/v1/incidents?stage=carried_out").json()["rows"]
    claim, text = row["id"], writes.get(f"/api/v1/documents/{row['document']}").json()["text"]
    at = text.index("Leo Varn")
    answer = correct(
        writes,
        claim,
        stage="attempted",
        drop=["perpetrators|Gunmen", "time"],
        role="targets",
        start=at,
        end=at + len("Leo Varn"),
    )
    assert "corrected by ana" in answer.text
    (now,) = (r for r in writes.get("/api/v1/incidents").json()["rows"] if r["id"] == claim)
    assert (now["stage"], now["time"], "perpetrators" in now["roles"]) == ("attempted", None, False)
    assert [(f["name"], f["spans"]) for f in now["roles"]["targets"]] == [("Leo Varn", [[at, at + 8]])]
    assert now["outline"]["stage"] == "attempted"
    pipeline.settle(record, whole=True)  # a rebuild keeps it
    assert writes.get("/api/v1/incidents?stage=attempted").json()["total"] == 1
    seen = answer.text.split('name="seen" value="')[1][:16]
    assert decide(writes, claim, "undo", seen).status_code == 200
    (back,) = (r for r in writes.get("/api/v1/incidents").json()["rows"] if r["id"] == claim)
    assert (back["stage"], back["roles"], back["time"]) == (row["stage"], row["roles"], row["time"])


@pytest.mark.parametrize("fields", [{}, {"stage": "imagined"}, {"role": "targets", "start": 5, "end": 100_000}, {"role": "targets", "start": 9, "end": 3}, {"type": "<script>"}])  # fmt: skip
def test_a_correction_without_words_or_meaning_is_refused(writes, record, fields):
    signed(writes)
    (row,) = writes.get("/api/v1/incidents?stage=carried_out").json()["rows"]
    assert correct(writes, row["id"], **fields).status_code == 404
    assert record.decisions_on(row["id"]) == []


def test_a_correction_made_on_an_old_page_is_refused(writes):
    signed(writes)
    claim = first_card(writes)
    decide(writes, claim, "accept")
    assert correct(writes, claim, certainty="possible").status_code == 409


def test_whoever_signs_may_have_any_name(writes, record):
    assert writes.post("/sign", data={"reviewer": "Žofia Ó Néill; admin=1"}).status_code == 204
    claim = first_card(writes)
    writes.post(f"/decide/{claim}", data={"action": "accept", "seen": ""})
    assert [d["reviewer"] for d in record.decisions_on(claim)] == ["Žofia Ó Néill; admin=1"]


def test_a_finding_page_weighs_in_what_was_decided_a_moment_ago(record, door):
    slow = TestClient(create_app(record, door, quiet=60), follow_redirects=False)
    slow.get("/?token=once")
    slow.headers["x-onrecord-write"] = door.write
    claim = first_card(slow)
    decide(slow, claim, "reject")
    assert record.unsettled()  # it waits for the reviewer to pause
    assert "Found misread by a reviewer" in slow.get(f"/finding/{finding_of(record, claim)}").text
    assert not record.unsettled()
