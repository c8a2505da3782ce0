"""Coming in by a provider: OpenID Connect (Core 1.0), with Authlib: authorization code, PKCE, nonce."""

import os
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlsplit

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.starlette_client import OAuth
from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.middleware.sessions import SessionMiddleware

from onrecord.errors import UsageError
from onrecord.workbench.accounts import login_page
from onrecord.workbench.team_door import TeamDoor, address_of

router = APIRouter()
MINUTES = 10
"""How long somebody may take at the provider."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Who vouches for accounts."""

    name: str
    """As the log-in page calls it."""
    client: Any


def own_name(issuer: str) -> tuple[str, str]:
    """(our id, our secret) at a provider.

    Raises:
        UsageError: one is missing.
    """
    found = os.environ.get("ONRECORD_OIDC_ID", ""), os.environ.get("ONRECORD_OIDC_SECRET", "")
    if not all(found):
        raise UsageError(f"--oidc {issuer}: set ONRECORD_OIDC_ID and ONRECORD_OIDC_SECRET to what the provider gave you")  # fmt: skip
    return found


def register(app: FastAPI, issuer: str, key: str) -> None:
    """Let an application ask a provider.

    Args:
        issuer: its address, without /.well-known/openid-configuration.
        key: signs the cookie that holds state and nonce while somebody is there.

    Raises:
        UsageError: our id or secret is missing.
    """
    client_id, client_secret = own_name(issuer)
    oauth = OAuth()
    oauth.register(
        "provider", client_id=client_id, client_secret=client_secret, server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email", "code_challenge_method": "S256"},
    )  # fmt: skip
    app.state.provider = Provider(urlsplit(issuer).hostname or issuer, oauth.provider)
    door: TeamDoor = app.state.door
    app.add_middleware(SessionMiddleware, secret_key=key, session_cookie="onrecord_provider", max_age=MINUTES * 60, same_site="lax", https_only=door.secure, path="/login")  # fmt: skip


@router.get("/login/provider")
async def go(request: Request, to: Annotated[str, Query(max_length=2000)] = "/") -> Response:
    """On to the provider."""
    request.session["to"] = to
    door: TeamDoor = request.app.state.door
    back = f"{door.public or str(request.base_url).rstrip('/')}/login/provider/back"
    try:
        answer: Response = await request.app.state.provider.client.authorize_redirect(request, back)
    except Exception as error:  # noqa: BLE001 - whatever the provider's absence looks like
        return _refused(request, f"the provider does not answer ({type(error).__name__})", 502)
    return answer


@router.get("/login/provider/back")
async def back(request: Request) -> Response:
    """Back from the provider: its word is checked, and its subject is looked for among the accounts."""
    try:
        token = await request.app.state.provider.client.authorize_access_token(request)
    except OAuthError as error:
        return _refused(request, f"the provider let nobody in ({error.error})")
    except Exception as error:  # noqa: BLE001 - a forged or broken answer is a refusal, whatever it breaks
        return _refused(request, f"the provider's answer cannot be trusted ({type(error).__name__})")
    told = token.get("userinfo") or {}
    email = str(told.get("email", "")) if told.get("email_verified") is True else ""
    door: TeamDoor = request.app.state.door
    subject = f"{told.get('iss')} {told.get('sub')}"
    session = await run_in_threadpool(door.roster.enter_by_provider, subject, email, address_of(request)) if told.get("sub") else None  # fmt: skip
    if session is None:
        return _refused(request, "the provider knows you, but you have no account here; ask an admin")
    return door.let_in(session, request.session.pop("to", "/"))


def _refused(request: Request, said: str, status: int = 403) -> Response:
    return login_page(request, "/", said, status)
