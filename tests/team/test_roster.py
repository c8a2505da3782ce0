"""Accounts: who is let in, with which role on which record, and how long."""

import datetime as dt

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from team.conftest import PASSWORD

from onrecord.errors import RecordError, UsageError
from onrecord.record.postgres import config
from onrecord.team import Roster
from onrecord.team import roster as module
from onrecord.team.roster import MIGRATIONS, TooManyTriesError
from onrecord.team.tables import METADATA, SCHEMA, audit, sessions


def test_an_account_comes_in_by_its_password_alone(roster):
    name = f"rev {roster.record}"
    assert roster.enter(name, "another password", "10.0.0.1") is None
    assert roster.enter("nobody", PASSWORD, "10.0.0.1") is None
    token = roster.enter(name, PASSWORD, "10.0.0.1")
    account = roster.who(token)
    assert (account.name, account.role) == (name, "reviewer")
    assert [account.may(r) for r in ("reader", "reviewer", "admin")] == [True, True, False]
    assert roster.who(token + "x") is None
    roster.leave(token)
    assert roster.who(token) is None


def test_what_is_kept_is_no_password_and_no_token(roster):
    token = roster.enter(f"rea {roster.record}", PASSWORD, "")
    with roster.engine.connect() as db:
        kept = str([list(db.execute(t.select())) for t in METADATA.sorted_tables])
    assert PASSWORD not in kept
    assert token not in kept
    assert "$argon2id$" in kept


def test_access_is_to_one_record(cluster, roster):
    other = Roster(cluster.address("another"))
    token = roster.enter(f"ada {roster.record}", PASSWORD, "")
    assert other.who(token).role is None
    other.grant(f"ada {roster.record}", "reader")
    assert (other.who(token).role, roster.who(token).role) == ("reader", "admin")
    other.grant(f"ada {roster.record}", None)
    assert other.who(token).role is None
    other.close()


def test_who_is_disabled_or_has_another_password_is_out_at_once(roster):
    name = f"rev {roster.record}"
    for change in (lambda: roster.set_password(name, "some other words"), lambda: roster.disable(name)):
        token = roster.enter(name, PASSWORD if roster.enter(name, PASSWORD, "") else "some other words", "")
        assert roster.who(token)
        change()
        assert roster.who(token) is None
    assert roster.enter(name, "some other words", "") is None
    roster.disable(name, disabled=False)
    assert roster.enter(name, "some other words", "")


def test_a_session_ends_unused_and_in_any_case(roster, monkeypatch):
    now = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    monkeypatch.setattr(module, "_now", lambda: now)
    token = roster.enter(f"rea {roster.record}", PASSWORD, "")
    for _ in range(14):  # used every twelve hours less a minute
        now += dt.timedelta(hours=11, minutes=59)
        held = roster.who(token)
    assert held
    now += dt.timedelta(hours=11)
    assert roster.who(token) is None  # seven days are over
    token = roster.enter(f"rea {roster.record}", PASSWORD, "")
    now += dt.timedelta(hours=12, minutes=1)
    assert roster.who(token) is None  # unused
    now -= dt.timedelta(days=3)  # a clock that jumps back lets nobody in anew
    roster.leave(token)
    assert roster.who(token) is None


def test_who_guesses_passwords_is_made_to_wait(roster, monkeypatch):
    name = f"rea {roster.record}"
    for _ in range(5):
        assert roster.enter(name, "guess", f"10.1.{roster.record[1:]}.1") is None
    with pytest.raises(TooManyTriesError):
        roster.enter(name, PASSWORD, "10.2.0.1")
    now = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=16)
    monkeypatch.setattr(module, "_now", lambda: now)
    assert roster.enter(name, PASSWORD, "10.2.0.1")


def test_who_guesses_names_is_made_to_wait(roster):
    address = f"10.3.{roster.record[1:]}.1"
    for i in range(30):
        roster.log(f"name{i}", "refused", "", address)
    with pytest.raises(TooManyTriesError):
        roster.enter(f"rea {roster.record}", PASSWORD, address)
    assert roster.enter(f"rea {roster.record}", PASSWORD, "10.4.0.1")


@pytest.mark.parametrize("name", ["", " x", "x", "a" * 61, "a;b", "a\nb", "<b>"])
def test_what_is_no_name_is_refused(roster, name):
    with pytest.raises(UsageError):
        roster.add(name, "reader", PASSWORD)


def test_short_passwords_taken_names_and_the_last_admin(roster):
    name = f"ada {roster.record}"
    with pytest.raises(UsageError, match="12 characters"):
        roster.add("somebody", "reader", "short")
    with pytest.raises(UsageError, match="already"):
        roster.add(name, "reader", PASSWORD)
    with pytest.raises(UsageError, match="no such account"):
        roster.grant("somebody", "reader")
    with pytest.raises(UsageError, match="without an admin"):
        roster.grant(name, "reader", by=name)
    assert {r["name"]: r["role"] for r in roster.listed()}[name] == "admin"


def test_the_provider_lets_in_whom_it_vouches_for(roster):
    name, email = f"oda {roster.record}", f"oda{roster.record}@records.example"
    roster.add(name, "reviewer", None, email)
    assert roster.enter(name, "", "") is None
    assert roster.enter_by_provider("iss 1", "", "") is None
    assert roster.who(roster.enter_by_provider("iss 1", email.upper(), "")).name == name
    assert roster.who(roster.enter_by_provider("iss 1", "changed@records.example", "")).name == name
    assert roster.enter_by_provider("iss 2", email, "") is None  # somebody else who now has that address


def test_everything_is_logged(roster):
    name = f"rea {roster.record}"
    roster.enter(name, "wrong", "10.5.0.1")
    roster.enter(name, PASSWORD, "10.5.0.1")
    told = [(r["account"], r["action"], r["address"]) for r in roster.logged()]
    assert told[:2] == [(name, "let in", "10.5.0.1"), (name, "refused", "10.5.0.1")]
    assert ("command line", "access", "") in told


def test_migrations_go_up_down_and_up_and_make_the_tables_of_today(cluster):
    import sqlalchemy as sa
    from sqlalchemy.engine import make_url

    engine = sa.create_engine(make_url(cluster.address("x").split("?")[0]).set(drivername="postgresql+psycopg"), connect_args={"options": "-c search_path=try_out"})  # fmt: skip
    with engine.begin() as db:
        db.exec_driver_sql("CREATE SCHEMA try_out")
        command.upgrade(config(db, MIGRATIONS), "head")
        differences = compare_metadata(MigrationContext.configure(db, opts={"version_table": "format"}), METADATA)
        assert [d for d in differences if "format" not in str(d)] == []
        command.downgrade(config(db, MIGRATIONS), "base")
        assert inspect(db).get_table_names() == ["format"]
        command.upgrade(config(db, MIGRATIONS), "head")
        assert {audit.name, sessions.name} < set(inspect(db).get_table_names())
    engine.dispose()
    assert SCHEMA != "try_out"


def test_accounts_of_a_newer_format_are_refused(cluster, roster):
    with roster.engine.begin() as db:
        db.exec_driver_sql("UPDATE format SET version_num = '99'")
    try:
        with pytest.raises(RecordError, match="newer Onrecord"):
            Roster(cluster.address("y"))
    finally:
        with roster.engine.begin() as db:
            db.exec_driver_sql("UPDATE format SET version_num = '1'")
