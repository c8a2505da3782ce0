"""Start the server of a team: accounts, figures for Prometheus, a line of JSON for each request.

Several processes answer; the one that starts them weighs what was decided, so that no answer waits for that. One that dies is started again.
"""

import multiprocessing
import os
import secrets
import signal
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from onrecord.errors import UsageError
from onrecord.record import Record
from onrecord.team import Roster
from onrecord.workbench import accounts, provider
from onrecord.workbench.app import create_app
from onrecord.workbench.bell import Bell, Rings
from onrecord.workbench.serving import LOCAL, listening, settings
from onrecord.workbench.settler import Settler
from onrecord.workbench.team_door import TeamDoor
from onrecord.workbench.watch import Watch, keep_figures, log_as_json, publish

MOST = 4
"""Processes that answer, where nobody says how many; each takes some 150 MB."""


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
    workers: int = 0
    """Processes that answer; 0 for one a core, up to MOST."""


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
    roster.close()
    if served.public and not served.public.startswith(("https://", "http://")):
        raise UsageError(f"--public {served.public}: write it as https://records.example")
    if served.issuer:
        provider.own_name(served.issuer)
    own, address = listening(served.host, served.port)
    bell = Bell()
    threading.Thread(target=bell.answer, args=(Settler(record, rests=bell.rests),), daemon=True).start()
    log_as_json()
    with tempfile.TemporaryDirectory(prefix="onrecord-figures-") as figures:
        keep_figures(Path(figures))
        if served.metrics:
            publish(served.metrics, record, Path(figures))
        workers = served.workers or min(MOST, os.cpu_count() or 1)
        answers = settings(partial(_answering, served, secrets.token_urlsafe(32), bell), workers)
        on_ready(address)
        Multiprocess(answers, [own]).run()


def _answering(served: Served, key: str, bell: Bell) -> FastAPI:
    """The application of one process that answers.

    Args:
        key: signs the cookie of who is at the provider; the same in all processes.
    """
    threading.Thread(target=_end_with_parent, daemon=True).start()
    log_as_json()
    record = Record(served.database)
    door = TeamDoor(Roster(served.database), LOCAL | {served.host}, served.public)
    routers = [accounts.router, *([provider.router] if served.issuer else [])]
    app = create_app(record, door, Rings(bell, record), more=routers)
    if served.issuer:
        provider.register(app, served.issuer, key)
    app.middleware("http")(Watch().observe)
    for template in app.state.pages.list_templates():
        app.state.pages.get_template(template)  # put into code now, not while somebody waits
    return app


def _end_with_parent() -> None:
    """Stop when the process that started this one is gone, killed or not: nobody else would."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
