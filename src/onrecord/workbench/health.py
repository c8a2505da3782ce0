"""Whether the server lives, and whether it can answer: for whoever starts it anew or sends readers to it. Nothing of the record is told."""

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse

from onrecord.errors import OnrecordError
from onrecord.workbench.pages import record_of

router = APIRouter(prefix="/health")


@router.get("/live")
def live() -> PlainTextResponse:
    """The process runs."""
    return PlainTextResponse("live\n")


@router.get("/ready")
def ready(request: Request) -> PlainTextResponse:
    """The record can be read."""
    try:
        record_of(request).state()
    except (OnrecordError, OSError):
        return PlainTextResponse("the record does not answer\n", 503)
    return PlainTextResponse("ready\n")
