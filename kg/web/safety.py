"""What every response and every request has to keep to: headers, sizes, and the token of a server that others can reach."""

from __future__ import annotations

import hmac
from http.cookies import SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# No page may load or send anything but from and to the server that gave it.  Inline styles only as attributes: the
# editor places its cursor and its hints with them.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class SafeHeaders:
    """Adds ``HEADERS`` to every response that has not set its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class AllowedOrigins:
    """Lets the pages of ``origins`` read answers (CORS), and nobody else's: reviews may not be published yet.

    ``*`` lets every page on the web read them, through the browser of whoever has this server open.
    """

    def __init__(self, app: ASGIApp, origins: tuple[str, ...]) -> None:
        self.app = app
        self.origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        origin = Headers(scope=scope).get("origin", "") if scope["type"] == "http" else ""

        async def with_origin(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if origin and ("*" in self.origins or origin in self.origins):
                    headers["Access-Control-Allow-Origin"] = "*" if "*" in self.origins else origin
                headers.add_vary_header("Origin")
            await send(message)

        await self.app(scope, receive, with_origin if scope["type"] == "http" else send)


class BodyLimit:
    """Refuses request bodies over ``maximum`` bytes with 413, before they are in memory."""

    def __init__(self, app: ASGIApp, maximum: int) -> None:
        self.app = app
        self.maximum = maximum

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdigit() and int(declared) > self.maximum:
            await self._refuse(scope, receive, send)
            return
        seen, parts = 0, []
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return
            seen += len(message.get("body", b""))
            if seen > self.maximum:
                await self._refuse(scope, receive, send)
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body"):
                break
        body: Message | None = {"type": "http.request", "body": b"".join(parts), "more_body": False}

        async def whole() -> Message:
            nonlocal body
            if body is None:
                return await receive()
            first, body = body, None
            return first

        await self.app(scope, whole, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        words = f"The request is larger than {self.maximum:,} bytes, the most that this server takes.\n"
        await PlainTextResponse(words, 413, headers={"Connection": "close"})(scope, receive, send)


class TokenRequired:
    """Lets only those in who show the token: as ``Authorization: Bearer``, or once as ``?token=``, then as a cookie."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self.app = app
        self.token = token

    def _matches(self, shown: str) -> bool:
        return hmac.compare_digest(shown.encode(), self.token.encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        bearer = headers.get("authorization", "").removeprefix("Bearer ").strip()
        cookies = SimpleCookie(headers.get("cookie", ""))
        kept = cookies["kg-token"].value if "kg-token" in cookies else ""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if self._matches(bearer) or self._matches(kept):
            await self.app(scope, receive, send)
        elif self._matches(given):
            await self._welcome(scope, receive, send)
        else:
            words = "This server asks for its token: open the address that `kg serve` printed.\n"
            await PlainTextResponse(words, 401, headers={"WWW-Authenticate": "Bearer"})(scope, receive, send)

    async def _welcome(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                cookie = f"kg-token={self.token}; Path=/; HttpOnly; SameSite=Strict"
                MutableHeaders(scope=message).append("Set-Cookie", cookie)
            await send(message)

        await self.app(scope, receive, with_cookie)
