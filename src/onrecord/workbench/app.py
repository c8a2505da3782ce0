"""The workbench as a web application: a record, a door, and the pages."""

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from onrecord import wording
from onrecord.errors import OnrecordError, UsageError
from onrecord.record import Record
from onrecord.workbench import (
    api,
    board,
    chain,
    findings,
    health,
    network,
    overview,
    people,
    questions,
    reader,
    review,
    search,
    sources,
)
from onrecord.workbench.pages import render
from onrecord.workbench.security import Guard
from onrecord.workbench.settler import Settles

HERE = Path(str(files("onrecord.workbench")))
PAGES = (overview, reader, people, chain, network, board, sources, questions, search, review, findings)
"""In the order in which an address looks for its page: the findings' tables take what no other does."""


def create_app(record: Record, door: Guard, settler: Settles, more: Iterable[APIRouter] = ()) -> FastAPI:
    """The application over one record.

    Args:
        record: open; writes go through it.
        door: who may come in.
        more: pages beside: those of accounts.
        settler: weighs anew what decisions touched.
    """
    app = FastAPI(title="Onrecord", openapi_url="/api/v1/openapi.json", docs_url=None, redoc_url=None)
    app.state.record, app.state.door, app.state.pages = record, door, _environment()
    app.state.settler, app.state.kept = settler, {}
    app.middleware("http")(door.guard)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    for router in (*more, health.router, *(page.router for page in PAGES)):
        app.include_router(router, include_in_schema=False)
    app.include_router(api.router, prefix="/api/v1")
    app.exception_handler(OnrecordError)(_explained)
    return app


def _environment() -> Environment:
    pages = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)  # fmt: skip
    pages.globals |= {
        name: getattr(wording, name)
        for name in ("headline", "names", "when", "speakers", "stance", "number", "origins", "support")
    }
    pages.globals["ROLES"] = wording.ROLES
    pages.filters["plain"] = lambda words: str(words).replace("_", " ")
    return pages


async def _explained(request: Request, error: Exception) -> Response:
    status = 404 if isinstance(error, UsageError) else 500
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": str(error)}, status)
    words: dict[str, Any] = {"message": str(error)}
    return render(request, "error.html", words, status=status)
