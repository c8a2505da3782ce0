"""A server with accounts: each page and each write takes a role, and decisions bear the name of who made them."""

import pytest
from starlette.testclient import TestClient
from team.conftest import PASSWORD

from onrecord.record import decisions, everything
from onrecord.workbench import accounts, create_app
from onrecord.workbench.security import HEADER, write_token
from onrecord.workbench.settler import Settler
from onrecord.workbench.team_door import COOKIE, Allowance, TeamDoor, is_inside


@pytest.fixture
def enter(shared, roster):
    """Name of a role -> a browser in which that account is logged in."""

    def log_in(who=None, **more):
        door = TeamDoor(roster, frozenset(["testserver"]), **more)
        browser = TestClient(
            create_app(shared, door, Settler(shared, quiet=0), more=[accounts.router]), follow_redirects=False
        )
        if who:
            form = {"name": f"{who} {roster.record}", "password": PASSWORD, "to": "/people"}
            answer = browser.post("/login", data=form)
            assert (answer.status_code, answer.headers["location"]) == (303, "/people")
            browser.headers[HEADER] = write_token(browser.cookies[COOKIE])
        return browser

    return log_in


def claim(record):
    return min(row["id"] for table, row in everything(record) if table == "claims" and row["kind"] == "tie")


def test_a_stranger_is_asked_for_a_name_and_sees_nothing(enter):
    stranger = enter()
    answer = stranger.get("/people?begins=A")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?to=%2Fpeople%3Fbegins%3DA")
    assert stranger.get("/login").status_code == 200
    assert stranger.get("/api/v1/summary").status_code == 401
    assert stranger.post("/decide/x", data={"action": "accept"}).status_code == 401
    assert (stranger.get("/health/live").text, stranger.get("/health/ready").text) == ("live\n", "ready\n")
    assert stranger.post("/login", data={"name": "rev", "password": "wrong wrong wrong"}).status_code == 403
    for path in ("/", "/accounts", "/account", "/review", "/incidents.csv"):
        assert "Orvath" not in stranger.get(path).text


@pytest.mark.parametrize(
    ("who", "path", "statuses"),
    [("rea", "/", 200), ("rea", "/api/v1/summary", 200), ("rea", "/accounts", 403), ("rev", "/accounts", 403), ("ada", "/accounts", 200), ("rea", "/account", 200)],
)  # fmt: skip
def test_pages_take_a_role(enter, who, path, statuses):
    assert enter(who).get(path).status_code == statuses


def test_readers_decide_nothing_and_reviewers_sign_with_their_own_name(enter, shared, roster):
    identity = claim(shared)
    form = {"action": "accept", "reviewer": "somebody else"}
    assert enter("rea").post(f"/decide/{identity}", data=form).status_code == 403
    assert decisions(shared) == []
    answer = enter("rev").post(f"/decide/{identity}", data=form)
    assert (answer.status_code, decisions(shared)[0]["reviewer"]) == (200, f"rev {roster.record}")
    assert roster.logged()[0]["told"] == f"POST /decide/{identity}: 200"


def test_private_persons_stay_masked_for_readers_whatever_their_cookies(enter):
    for who, seen in (("rea", False), ("rev", True)):
        browser = enter(who)
        assert browser.post("/names").status_code == (204 if seen else 403)
        browser.cookies["names"] = "shown"
        assert ("Yoren Tass" in browser.get("/people").text) is seen


def test_a_write_from_elsewhere_is_refused(enter, shared):
    browser, identity = enter("rev"), claim(shared)
    for headers in ({HEADER: "guess"}, {HEADER: ""}, {"origin": "https://elsewhere.example"}):
        assert browser.post(f"/decide/{identity}", data={"action": "accept"}, headers=headers).status_code == 403
    assert enter().post("/login", data={"name": "x", "password": "y"}, headers={"origin": "https://elsewhere.example"}).status_code == 403  # fmt: skip
    assert decisions(shared) == []


def test_a_token_in_a_header_reads_and_writes_as_its_account(enter, shared, roster):
    token = roster.enter(f"rev {roster.record}", PASSWORD, "")
    script = enter()
    script.headers["authorization"] = f"Bearer {token}"
    assert script.get("/api/v1/summary").json()["documents"] == 2
    assert script.post(f"/decide/{claim(shared)}", data={"action": "reject"}).status_code == 200
    assert decisions(shared)[0]["reviewer"] == f"rev {roster.record}"


def test_an_admin_gives_and_takes_access(enter, roster):
    admin = enter("ada")
    page = admin.post("/accounts/add", data={"name": f"new {roster.record}", "role": "reader"}).text
    password = page.split("the password is ")[1].split(" ")[0]
    assert roster.who(roster.enter(f"new {roster.record}", password, "")).role == "reader"
    admin.post(f"/accounts/new {roster.record}/role", data={"role": "reviewer"})
    assert roster.who(roster.enter(f"new {roster.record}", password, "")).role == "reviewer"
    admin.post(f"/accounts/new {roster.record}/role", data={"role": "none"})
    assert roster.who(roster.enter(f"new {roster.record}", password, "")).role is None
    again = admin.post(f"/accounts/new {roster.record}/password").text
    assert roster.enter(f"new {roster.record}", password, "") is None
    assert again.split("the password is ")[1].split(" ")[0] != password
    assert admin.post(f"/accounts/ada {roster.record}/role", data={"role": "reader"}).status_code == 404
    assert admin.post("/accounts/add", data={"name": "<script>", "role": "reader"}).status_code == 404


def test_without_access_to_this_record_nothing_is_seen(enter, roster):
    browser = enter("rea")
    roster.grant(f"rea {roster.record}", None)
    browser = enter()
    browser.cookies[COOKIE] = roster.enter(f"rea {roster.record}", PASSWORD, "")
    answer = browser.get("/")
    assert answer.status_code == 403
    assert "no access to this record" in answer.text


def test_leaving_ends_the_session(enter, roster):
    browser = enter("rea")
    token = browser.cookies[COOKIE]
    assert browser.post("/logout").status_code == 204
    assert roster.who(token) is None
    browser.cookies[COOKIE] = token
    assert browser.get("/").status_code == 303


def test_a_password_is_changed_with_the_old_one(enter, roster):
    browser = enter("rea")
    assert browser.post("/account/password", data={"old": "wrong", "new": "quite another one"}).status_code == 404
    assert browser.post("/account/password", data={"old": PASSWORD, "new": "short"}).status_code == 404
    assert browser.post("/account/password", data={"old": PASSWORD, "new": "quite another one"}).status_code == 204
    assert roster.enter(f"rea {roster.record}", "quite another one", "")


def test_cookies_travel_by_https_only_where_readers_use_it(enter, roster):
    form = {"name": f"rea {roster.record}", "password": PASSWORD}
    for public, secure in (("", False), ("https://testserver", True)):
        said = enter(public=public).post("/login", data=form).headers["set-cookie"]
        assert ("Secure" in said, "HttpOnly" in said, "SameSite=lax" in said) == (secure, True, True)


@pytest.mark.parametrize(
    ("to", "inside"),
    [("/people?x=1", True), ("//evil.example", False), ("/\\evil.example", False), ("https://evil.example/", False), ("javascript:alert(1)", False), ("", False)],
)  # fmt: skip
def test_nobody_is_sent_elsewhere(enter, roster, to, inside):
    assert is_inside(to) is inside
    form = {"name": f"rea {roster.record}", "password": PASSWORD, "to": to}
    assert enter().post("/login", data=form).headers["location"] == (to if inside else "/")


def test_who_asks_too_often_waits(enter):
    browser = enter("rea", allowance=Allowance(rate=0.001, burst=8))
    statuses = [browser.get("/account").status_code for _ in range(16)]
    assert statuses.count(429) >= 4
    assert statuses[0] == 200


def test_who_shows_another_token_each_time_waits_too(enter):
    stranger = enter(allowance=Allowance(rate=0.001, burst=8))
    answers = [stranger.get("/api/v1/summary", headers={"authorization": f"Bearer guess{i}"}) for i in range(12)]
    assert [a.status_code for a in answers].count(429) >= 4


def test_the_allowance_fills_again_and_forgets():
    now = 0.0
    allowance = Allowance(rate=1, burst=2, clock=lambda: now)
    assert [allowance.takes("a") for _ in range(3)] == [True, True, False]
    assert allowance.takes("b")
    now = 1.0
    assert [allowance.takes("a") for _ in range(2)] == [True, False]


def test_another_name_of_the_server_is_refused(enter):
    assert enter().get("/login", headers={"host": "evil.example"}).status_code == 421


def test_a_guessed_password_is_answered_with_wait(enter, roster):
    browser = enter()
    form = {"name": f"rev {roster.record}", "password": "guess guess guess"}
    assert [browser.post("/login", data=form).status_code for _ in range(6)] == [403] * 5 + [429]
