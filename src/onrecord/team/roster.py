"""Accounts of a database: who they are, what they may do with which record, and what they did."""

import datetime as dt
import hashlib
import re
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import SQLAlchemyError

from onrecord.errors import RecordError, UsageError
from onrecord.record.postgres import PostgresSchema, migrated
from onrecord.team.tables import SCHEMA, accounts, audit, grants, sessions

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Each may do what those before may: read with private persons masked; decide, and see names; give and take access."""
SHORTEST = 12
"""Characters of a password."""
IDLE, LONGEST = dt.timedelta(hours=12), dt.timedelta(days=7)
"""How long a session lasts unused, and at all."""
TRIES, TRIES_FROM, WITHIN = 5, 30, dt.timedelta(minutes=15)
"""Wrong passwords for one account, and from one address, after which nobody is let in for a while."""
MIGRATIONS = Path(__file__).with_name("migrations")
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash(secrets.token_urlsafe())
"""What a name without an account is checked against: it takes as long."""
_AT_ONCE = threading.Semaphore(2)
"""Passwords checked at a time: each takes 64 MB."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who was let in."""

    name: str
    role: Role | None
    """On the record that was asked for; None where they have no access to it."""

    def may(self, role: Role) -> bool:
        """Whether their role is this one or more."""
        return self.role is not None and ROLES.index(self.role) >= ROLES.index(role)


class Roster:
    """The accounts of a database, as far as they concern one of its records."""

    def __init__(self, address: str) -> None:
        """Open it, and make its tables where there are none.

        Args:
            address: of a record: postgresql://USER@HOST/DATABASE?record=NAME.

        Raises:
            RecordError: the database does not answer, or is of a newer format.
        """
        self._record = PostgresSchema(address)
        self.place, self.record = self._record.place, self._record.name
        options = {"options": f"-c search_path={SCHEMA}", "connect_timeout": 10, "application_name": "onrecord accounts"}  # fmt: skip
        self.engine = sa.create_engine(self._record.url, connect_args=options, pool_pre_ping=True, pool_size=5, max_overflow=20)  # fmt: skip
        try:
            with self._transaction() as db:
                db.execute(select(func.pg_advisory_xact_lock(func.hashtext(SCHEMA))))
                db.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
                migrated(db, MIGRATIONS, self.place)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self.engine.begin() as db:
                yield db
        except SQLAlchemyError as error:
            problem = self._record.explained(str(getattr(error, "orig", None) or error))
            raise RecordError(f"{self.place}: {problem}") from error

    def close(self) -> None:
        """Let the database go."""
        self.engine.dispose()

    def add(self, name: str, role: Role, password: str | None, email: str = "", by: str = "command line") -> None:
        """Make an account with a role on this record.

        Args:
            password: None where only the provider (OIDC) lets them in, by their email.

        Raises:
            UsageError: the name or its email is taken or no name, or the password is too short.
        """
        if not re.fullmatch(r"[\w.@+ -]{2,60}", name) or name != name.strip():
            raise UsageError(f"{name}: name an account with 2 to 60 letters, figures, spaces or . @ + -")
        if password is None and not email:
            raise UsageError(f"{name}: give a password, or the email by which the provider knows them")
        row = {"name": name, "password": _hashed(password) if password else None, "email": email.lower() or None, "made": _now()}  # fmt: skip
        with self._transaction() as db:
            made = upsert(accounts).values(row).on_conflict_do_nothing().returning(accounts.c.name)
            if db.scalar(made) is None:
                raise UsageError(f"{name}: there is such an account or email already; onrecord accounts grant gives it a role here")  # fmt: skip
            self._grant(db, name, role, by)

    def grant(self, name: str, role: Role | None, by: str = "command line") -> None:
        """Give an account a role on this record, or take its access.

        Raises:
            UsageError: no such account, or the record would be left without an admin.
        """
        with self._transaction() as db:
            self._known(db, name)
            self._grant(db, name, role, by)

    def _grant(self, db: Connection, name: str, role: Role | None, by: str) -> None:
        g = grants.c
        if role is None:
            db.execute(delete(grants).where(g.account == name, g.record == self.record))
        else:
            row = upsert(grants).values(account=name, record=self.record, role=role)
            db.execute(row.on_conflict_do_update(index_elements=[g.account, g.record], set_={"role": role}))
        self._log(db, by, "access", f"{name}: {role or 'none'}")
        if by != "command line" and not db.scalar(select(func.count()).where(g.record == self.record, g.role == "admin")):  # fmt: skip
            raise UsageError("this record would be left without an admin; make another one first")

    def set_password(self, name: str, password: str, by: str = "command line") -> None:
        """Give an account another password; its sessions end.

        Raises:
            UsageError: no such account, or too short a password.
        """
        with self._transaction() as db:
            self._known(db, name)
            db.execute(update(accounts).where(accounts.c.name == name).values(password=_hashed(password)))
            db.execute(delete(sessions).where(sessions.c.account == name))
            self._log(db, by, "password", name)

    def disable(self, name: str, *, disabled: bool = True, by: str = "command line") -> None:
        """Let an account in no more, to no record, or let it in again. It is never deleted: decisions are signed with it.

        Raises:
            UsageError: no such account.
        """
        with self._transaction() as db:
            self._known(db, name)
            db.execute(update(accounts).where(accounts.c.name == name).values(disabled=_now() if disabled else None))
            db.execute(delete(sessions).where(sessions.c.account == name))
            self._log(db, by, "disabled" if disabled else "enabled", name)

    def _known(self, db: Connection, name: str) -> None:
        if not db.scalar(select(accounts.c.name).where(accounts.c.name == name)):
            raise UsageError(f"{name}: there is no such account; see onrecord accounts list")

    def listed(self) -> list[dict[str, Any]]:
        """Accounts with access to this record: name, role, email, made, disabled, seen."""
        a, g, s = accounts.c, grants.c, sessions.c
        seen = select(func.max(s.seen)).where(s.account == a.name).scalar_subquery()
        query = select(a.name, g.role, a.email, a.made, a.disabled, seen.label("seen")).join(grants, g.account == a.name).where(g.record == self.record).order_by(a.name)  # fmt: skip
        with self._transaction() as db:
            return [dict(r._mapping) for r in db.execute(query)]

    def log(self, account: str, action: str, told: str = "", address: str = "") -> None:
        """Keep what somebody did."""
        with self._transaction() as db:
            self._log(db, account, action, told, address)

    def _log(self, db: Connection, account: str, action: str, told: str = "", address: str = "") -> None:
        row = {"at": _now(), "account": account[:80], "record": self.record, "action": action, "told": told[:500], "address": address[:60]}  # fmt: skip
        db.execute(insert(audit).values(row))

    def logged(self, limit: int = 200) -> list[dict[str, Any]]:
        """What was done with this record, the last first: at, account, action, told, address."""
        x = audit.c
        query = select(x.at, x.account, x.action, x.told, x.address).where(x.record == self.record)
        with self._transaction() as db:
            return [dict(r._mapping) for r in db.execute(query.order_by(x.number.desc()).limit(limit))]

    def enter(self, name: str, password: str, address: str) -> str | None:
        """Let somebody in by their password: the token of a new session; None where name or password is wrong.

        Raises:
            TooManyTriesError: for this name or from this address, too often lately.
        """
        with self._transaction() as db:
            self._check_tries(db, name, address)
            row = db.execute(select(accounts).where(accounts.c.name == name)).first()
        with _AT_ONCE:
            fits = _fits(row.password if row is not None and row.password else _NOBODY, password)
        if row is None or not fits or row.disabled is not None or row.password is None:
            self.log(name, "refused", "wrong name or password", address)
            return None
        return self._begin(name, address, "password")

    def enter_by_provider(self, subject: str, email: str, address: str) -> str | None:
        """Let somebody in whom the provider (OIDC) vouches for: by its subject, the first time by the email of their account.

        Args:
            subject: issuer and subject.
            email: one that the provider has verified; empty for none.
        """
        a = accounts.c
        with self._transaction() as db:
            row = db.execute(select(accounts).where(a.subject == subject)).first()
            if row is None and email:
                row = db.execute(select(accounts).where(a.email == email.lower(), a.subject.is_(None))).first()
                if row is not None:
                    db.execute(update(accounts).where(a.name == row.name).values(subject=subject))
        if row is None or row.disabled is not None:
            self.log(email or subject, "refused", "no account for whom the provider named", address)
            return None
        return self._begin(row.name, address, "provider")

    def _check_tries(self, db: Connection, name: str, address: str) -> None:
        x = audit.c
        lately = select(func.count()).where(x.action == "refused", x.at > _now() - WITHIN)
        if (db.scalar(lately.where(x.account == name[:80])) or 0) >= TRIES or (db.scalar(lately.where(x.address == address[:60])) or 0) >= TRIES_FROM:  # fmt: skip
            raise TooManyTriesError("too many wrong passwords; wait a quarter of an hour, or ask an admin for a new one")  # fmt: skip

    def _begin(self, name: str, address: str, how: str) -> str:
        token, now = secrets.token_urlsafe(32), _now()
        with self._transaction() as db:
            db.execute(delete(sessions).where(sessions.c.ends < now))
            db.execute(insert(sessions).values(id=_digest(token), account=name, begun=now, seen=now, ends=now + LONGEST))  # fmt: skip
            self._log(db, name, "let in", how, address)
        return token

    def who(self, token: str) -> Account | None:
        """Whose session it is, and their role on this record; None where it has ended."""
        s, a, g, now = sessions.c, accounts.c, grants.c, _now()
        query = (
            select(s.account, g.role, s.seen).join(accounts, a.name == s.account)
            .outerjoin(grants, (g.account == s.account) & (g.record == self.record))
            .where(s.id == _digest(token), s.ends > now, s.seen > now - IDLE, a.disabled.is_(None))
        )  # fmt: skip
        with self._transaction() as db:
            row = db.execute(query).first()
            if row is None:
                return None
            if now - row.seen > dt.timedelta(minutes=5):
                db.execute(update(sessions).where(s.id == _digest(token)).values(seen=now))
        return Account(row.account, row.role)

    def leave(self, token: str) -> None:
        """End a session."""
        with self._transaction() as db:
            db.execute(delete(sessions).where(sessions.c.id == _digest(token)))


class TooManyTriesError(UsageError):
    """Somebody guesses passwords."""


def _hashed(password: str) -> str:
    if len(password) < SHORTEST:
        raise UsageError(f"a password has {SHORTEST} characters at least; a few words make a good one")
    return _HASHER.hash(password)


def _fits(hashed: str, password: str) -> bool:
    try:
        return _HASHER.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
