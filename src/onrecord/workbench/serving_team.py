"""Start the server of a team: accounts, figures for Prometheus, a line of JSON for each request."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.errors import UsageError
from onrecord.record import Record
from onrecord.team import Roster
from onrecord.workbench import accounts, provider
from onrecord.workbench.app import create_app
from onrecord.workbench.serving import LOCAL, run
from onrecord.workbench.team_door import TeamDoor
from onrecord.workbench.watch import Watch, log_as_json


@dataclass(frozen=True, slots=True)
class Served:
    """What is served where."""

    database: str
    host: str
    port: int
    public: str = ""
    """The address that readers use; empty where they use the server's own."""
    metrics: str = ""
    """[HOST:]PORT with figures; empty for none."""
    issuer: str = ""
    """Of a provider (OpenID Connect); empty for none."""


def serve_team(record: Record, served: Served, on_ready: Callable[[str], None]) -> None:
    """Serve a record to accounts until it is stopped.

    Args:
        on_ready: called with the address, once it listens.

    Raises:
        UsageError: nobody has an account, a port is taken, or the provider is not told who we are.
    """
    roster = Roster(served.database)
    if not roster.listed():
        raise UsageError(f"{roster.place}: nobody may see it yet; onrecord accounts add ADDRESS NAME --role admin")
    if served.public and not served.public.startswith(("https://", "http://")):
        raise UsageError(f"--public {served.public}: write it as https://records.example")
    door = TeamDoor(roster, LOCAL | {served.host}, served.public)
    routers = [accounts.router]
    app = create_app(record, door, more=[*routers, provider.router] if served.issuer else routers)
    if served.issuer:
        provider.register(app, served.issuer, os.environ.get("ONRECORD_OIDC_ID", ""), os.environ.get("ONRECORD_OIDC_SECRET", ""), secrets.token_urlsafe(32))  # fmt: skip
    watch = Watch(record)
    app.middleware("http")(watch.observe)
    log_as_json()
    if served.metrics:
        watch.publish(served.metrics)
    run(app, served.host, served.port, on_ready)
