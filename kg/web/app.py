"""The served application, put together: every route in one list."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.graph.vocabulary import BASE
from kg.web import questions
from kg.web.asking import WorkerStore
from kg.web.endpoint import SparqlEndpoint
from kg.web.graph_protocol import GraphStore
from kg.web.openapi import describe_api
from kg.web.pages import Pages
from kg.web.resources import Resources
from kg.web.safety import AllowedOrigins, BodyLimit, SafeHeaders, TokenRequired
from kg.web.templating import render
from kg.web.vocabulary import Vocabulary
from kg.web.workers import QueryLimits, QueryWorkers

STATIC = Path(__file__).resolve().parent / "static"
TOKENS = Path(__file__).resolve().parent.parent / "present" / "assets"


@dataclass(frozen=True, slots=True)
class Settings:
    """What is served and how: the build folder, limits, and a token when others than this machine can reach it."""

    folder: Path
    limits: QueryLimits = field(default_factory=QueryLimits)
    body_bytes: int = 2 * 1024 * 1024
    token: str | None = None
    origins: tuple[
        str, ...
    ] = ()  # whose pages may read answers: addresses such as https://intranet.example, or *
    hosts: tuple[str, ...] = (
        "*",
    )  # names under which the server answers; a loopback server has only its own


async def _ask_page(request: Request) -> Response:
    return HTMLResponse(render("ask.html", root=request.scope.get("root_path", "") + "/", space=BASE))


async def _tokens(request: Request) -> Response:
    return Response((TOKENS / "tokens.css").read_bytes(), media_type="text/css")


def create_app(settings: Settings) -> Starlette:
    """The application over the published graph of ``settings.folder``; its workers start at once and end with it."""
    workers = QueryWorkers(settings.folder, settings.limits)
    store = WorkerStore(workers)
    pages = Pages(settings.folder)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        workers.close()

    methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]
    routes = [
        Route("/sparql", SparqlEndpoint(workers).__call__, methods=methods),
        Route("/graphs", GraphStore(workers).__call__, methods=methods),
        Route("/ask", _ask_page, name="ask"),
        Route("/api", describe_api),
        Route("/api/vocabulary", Vocabulary(store).__call__),
        *questions.routes(store),
        *Resources(store, pages).routes(),
        Route("/static/tokens.css", _tokens),
        Mount("/static", StaticFiles(directory=STATIC)),
        Route("/favicon.ico", lambda _: Response(status_code=204)),
        *pages.routes(),
    ]
    middleware = [
        # A page elsewhere cannot reach a loopback server by a name of its own (DNS rebinding).
        Middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts), www_redirect=False),
        Middleware(SafeHeaders),
        Middleware(AllowedOrigins, origins=settings.origins),
        Middleware(BodyLimit, maximum=settings.body_bytes),
    ]
    if settings.token:
        middleware.append(Middleware(TokenRequired, token=settings.token))
    return Starlette(routes=routes, middleware=middleware, lifespan=lifespan)
