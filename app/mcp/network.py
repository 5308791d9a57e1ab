"""Over HTTP: the bearer token of each request, and hosts and origins that may ask."""

from __future__ import annotations

import anyio.to_thread
import uvicorn
from mcp.server.auth.middleware.auth_context import AuthContextMiddleware
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser, BearerAuthBackend
from mcp.server.auth.provider import AccessToken, TokenVerifier
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette
from starlette.authentication import AuthCredentials, AuthenticationError
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.mcp.calls import Door, TooManyCalls, Visit, visit
from app.mcp.server import Server
from app.settings import Settings

LARGEST = 256 * 1024  # bytes of a request
KINDS = ("http", "websocket")


class Tokens(TokenVerifier):
    """Ours, asked at each request: what is revoked is refused at once."""

    def __init__(self, door: Door) -> None:
        self._door = door

    async def verify_token(self, token: str) -> AccessToken | None:
        found = await anyio.to_thread.run_sync(self._door.find_caller, Visit(token, visit.get().address))
        if found is None:
            return None
        return AccessToken(
            token=token,
            client_id=f"user {found.user_id}",
            scopes=sorted(found.scopes),
            subject=str(found.user_id),
        )


class Bearer(BearerAuthBackend):
    """A visitor may come without a token; whoever sends one must send a good one."""

    async def authenticate(self, conn: HTTPConnection) -> tuple[AuthCredentials, AuthenticatedUser] | None:
        if "authorization" not in conn.headers:
            return None
        try:
            found = await super().authenticate(conn)
        except TooManyCalls as fault:
            raise AuthenticationError("too_many_requests", fault.retry_after) from fault
        if found is None:
            raise AuthenticationError("invalid_token")
        return found


class Visits:
    """Notes what comes with a request, for the tools. A GET would wait for messages that never come: there are no
    sessions, every answer goes to its own request."""

    def __init__(self, app: ASGIApp, proxies: int) -> None:
        self._app, self._proxies = app, proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] != "POST":
            await Response(status_code=405, headers={"Allow": "POST"})(scope, receive, send)
            return
        if scope["type"] in KINDS:
            headers = Headers(scope=scope)
            _scheme, _space, token = headers.get("authorization", "").partition(" ")
            came = Visit(token.strip(), self._address(scope, headers), headers.get("accept-language", ""))
            visit.set(came)
        await self._app(scope, receive, send)

    def _address(self, scope: Scope, headers: Headers) -> str:
        """As the outermost of our own proxies saw it."""
        passed = [one.strip() for one in headers.get("x-forwarded-for", "").split(",") if one.strip()]
        if 0 < self._proxies <= len(passed):
            return passed[-self._proxies]
        client = scope.get("client")
        return client[0] if client else ""


def application(server: Server, door: Door, settings: Settings) -> Starlette:
    made = server.streamable_http_app(
        stateless_http=True,
        json_response=True,
        max_request_body_size=LARGEST,
        transport_security=TransportSecuritySettings(
            enable_dns_rebinding_protection=True,
            allowed_hosts=[name for host in settings.hosts for name in (host, f"{host}:*")],
            allowed_origins=_origins(settings),
        ),
    )
    made.user_middleware = [
        Middleware(Visits, proxies=settings.proxy_count),
        Middleware(AuthenticationMiddleware, backend=Bearer(Tokens(door)), on_error=_refused),
        Middleware(AuthContextMiddleware),
    ]
    return made


def listening(app: Starlette, host: str, port: int) -> uvicorn.Server:
    config = uvicorn.Config(
        app, host=host, port=port, log_config=None, access_log=False, proxy_headers=False, server_header=False
    )
    return uvicorn.Server(config)


def run(server: uvicorn.Server, threads: int) -> None:
    """Until told to stop. ``threads`` is how many calls are answered at once."""

    async def answer() -> None:
        anyio.to_thread.current_default_thread_limiter().total_tokens = threads
        await server.serve()

    anyio.run(answer)


def _origins(settings: Settings) -> list[str]:
    local = [] if settings.is_production else ["http://localhost:*", "http://127.0.0.1:*", "http://[::1]:*"]
    return [settings.site_url, *settings.allowed_origins, *local]


def _refused(_request: HTTPConnection, fault: AuthenticationError) -> JSONResponse:
    code, *wait = fault.args
    if code == "too_many_requests":
        return JSONResponse({"error": code}, 429, {"Retry-After": str(wait[0])})
    said = {"error": code, "error_description": "This token is not good, or not any more."}
    return JSONResponse(said, 401, {"WWW-Authenticate": 'Bearer realm="jobmatch", error="invalid_token"'})
