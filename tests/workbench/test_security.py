"""Who gets in, who may write, and what hostile text can do."""

import pytest


def test_without_the_address_nobody_gets_in(stranger):
    for path in ("/", "/incidents", "/api/v1/summary", "/static/workbench.js"):
        assert stranger.get(path).status_code == 403


def test_the_address_works_once(stranger):
    first = stranger.get("/incidents?token=once&stage=foiled")
    assert (first.status_code, first.headers["location"]) == (303, "/incidents?stage=foiled")
    assert "httponly" in first.headers["set-cookie"].lower()
    assert "samesite=strict" in first.headers["set-cookie"].lower()
    assert stranger.get("/").status_code == 200
    stranger.cookies.clear()
    assert stranger.get("/?token=once").status_code == 403


def test_another_name_of_the_server_is_turned_away(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("headers", [{}, {"x-onrecord-write": "guessed"}])
def test_a_write_that_no_page_of_ours_made_is_refused(client, headers):
    assert client.post("/names", headers=headers).status_code == 403


def test_a_write_from_another_origin_is_refused(writes):
    assert writes.post("/names", headers={"origin": "http://evil.example"}).status_code == 403
    assert writes.post("/names", headers={"origin": "http://testserver"}).status_code == 204


def test_every_answer_carries_the_policy(client):
    for path in ("/", "/nowhere", "/api/v1/summary"):
        policy = client.get(path).headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy


@pytest.mark.parametrize(
    "path", ["/", "/incidents", "/people", "/sources", "/review", "/search?q=alert", "/board", "/statements"]
)
def test_hostile_text_stays_text(client, path):
    page = client.get(path).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<svg onload" not in page
    assert 'href="javascript:' not in page


def test_hostile_text_stays_text_in_its_document(client):
    page = client.get("/search?q=gunmen").text
    identity = page.split('href="/document/')[1][:16]
    page = client.get(f"/document/{identity}").text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/document/' OR 1=1--",
        "/entity/../../etc/passwd",
        "/finding/%00",
        "/incidents?sort=id;drop",
        "/incidents?after=zzz",
        "/finding/zzzz",
    ],
)
def test_an_address_nobody_made_is_answered_in_a_sentence(client, path):
    answer = client.get(path)
    assert answer.status_code in (404, 422)
    assert "Traceback" not in answer.text
