"""`onrecord accounts`: what can be done with accounts from the machine that holds the database's password."""

import datetime as dt
import getpass
import sys
from collections.abc import Iterable
from typing import Any

from onrecord.errors import UsageError
from onrecord.record.backend import is_database
from onrecord.team.roster import ROLES, Role, Roster

ACTIONS = ("list", "add", "grant", "password", "disable", "enable", "log")


def run(action: str, database: str, name: str, role: str, email: str, limit: int) -> list[dict[str, Any]]:
    """Do one of ACTIONS.

    Returns:
        Rows to show.

    Raises:
        UsageError: no such role, or an address that is none of a database.
    """
    if not is_database(database):
        raise UsageError(f"{database}: accounts are for records in a database; a file is opened by whoever has it")
    roster = Roster(database)
    try:
        if action == "list":
            return _shown(roster.listed())
        if action == "log":
            return _shown(roster.logged(limit))
        _change(roster, action, name, role, email)
        return _shown(r for r in roster.listed() if r["name"] == name)
    finally:
        roster.close()


def _shown(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with their times as text, in UTC."""
    return [{k: v.isoformat(sep=" ", timespec="seconds") if isinstance(v, dt.datetime) else v for k, v in r.items()} for r in rows]  # fmt: skip


def _change(roster: Roster, action: str, name: str, role: str, email: str) -> None:
    if action == "add":
        roster.add(name, _role(role), None if email else _password(), email)
    elif action == "grant":
        roster.grant(name, None if role == "none" else _role(role))
    elif action == "password":
        roster.set_password(name, _password())
    else:
        roster.disable(name, disabled=action == "disable")


def _role(role: str) -> Role:
    for known in ROLES:
        if role == known:
            return known
    raise UsageError(f"--role {role}: is none of {', '.join(ROLES)}")


def _password() -> str:
    """The password, asked for twice; from a pipe, its first line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != first:
        raise UsageError("the two are not the same; nothing was done")
    return first
