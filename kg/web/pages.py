"""The pages of the static site, made when asked for from the published graph: the same pages, always as fresh as the graph."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import KgError, UnknownNameError
from kg.present.site.addresses import address
from kg.present.site.asked import Asked
from kg.present.site.finding import Finder, Found
from kg.present.site.likenesses import Likenesses
from kg.present.site.pages import Site
from kg.present.site.writing import REPORTS, once, open_site
from kg.present.viewer.gathering import short
from kg.present.viewer.growing import Growing
from kg.store.opening import current_generation, open_store

_MORE = (("Ask", "ask"), ("Data", "api"))
# Each of these pages carries its own policy with the digests of its scripts; the header adds what only a header can say.
_POLICY = "frame-ancestors 'none'; object-src 'none'; base-uri 'none'"
_UNREAD = "The graph cannot be read just now.\n"
_KEPT = 200  # pages kept made
_MOST_LETTERS = 300  # of what is searched for
_MOST_NAMES = 50  # in one question for neighbours


class Pages:
    """Serves the newest published graph's pages; a rebuild is noticed at the next page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._generation = ""
        self._site: Site
        self._finder: Finder
        self._page: Callable[[str], str]
        self._asked: Callable[[], Asked]

    def routes(self) -> list[Route]:
        return [
            Route("/", self.serve),
            Route("/papers/{name}", self.paper),
            Route("/view/neighbours", self.neighbours),
            Route("/view/search", self.search),
            Route("/find", self.find),
            Route("/view/every-node", self.every_node),
            Route("/{path:path}", self.serve),
        ]

    def _newest(self) -> tuple[Site, Callable[[str], str]]:
        """The site of the published graph, and its pages as they were made before."""
        with self._lock:
            now = current_generation(self.folder)
            if now != self._generation:
                papers = tuple((path.name, f"papers/{path.name}") for path in self._papers())
                site = open_site(self.folder, self.folder, papers, most_items=None)
                likenesses = Likenesses(self.folder)
                asked = once(lambda: Asked(open_store(self.folder), likenesses))
                made = replace(site, more=_MORE, live=now, asks=True, ask=asked)
                # A page that waits for likenesses is made again when they are there.
                kept = lru_cache(maxsize=_KEPT)(lambda path, state: made.page(path))
                self._site, self._finder = made, Finder(self.folder, lambda: made.state)
                self._page, self._asked = lambda path: kept(path, likenesses.state), asked
                self._generation = now
            return self._site, self._page

    def _papers(self) -> list[Path]:
        return sorted(path for path in (self.folder / "report").glob("*") if path.suffix in REPORTS)

    def address_of(self, iri: str) -> str | None:
        """The page of a thing, from the root; None for a thing without one of its own."""
        self._newest()
        node = self._asked().named(short(iri))
        return address(node) if node else None

    async def serve(self, request: Request) -> Response:
        path = request.path_params.get("path") or "index.html"
        try:
            text = await run_in_threadpool(lambda: self._newest()[1](path))
        except UnknownNameError as error:
            return PlainTextResponse(f"{error.what}\n{error.hint}\n", 404)
        except KgError:
            return PlainTextResponse(_UNREAD, 503)
        return HTMLResponse(text, headers={"Content-Security-Policy": _POLICY})

    async def neighbours(self, request: Request) -> Response:
        """``?of=`` an id, and again: these nodes and all that they are linked to, for the graph's page to grow."""
        names = request.query_params.getlist("of")[:_MOST_NAMES]
        return await self._piece(lambda growing: growing.neighbours(names))

    async def search(self, request: Request) -> Response:
        """``?q=`` words: the nodes that have them."""
        return await self._piece(lambda growing: growing.search(request.query_params.get("q", "")))

    async def find(self, request: Request) -> Response:
        """``?q=`` words: rows for the page of the search, at most one more than it shows."""

        def rows() -> list[Found]:
            self._newest()
            return self._finder(request.query_params.get("q", "")[:_MOST_LETTERS])

        return await self._json(rows)

    async def every_node(self, request: Request) -> Response:
        """The whole graph with its picture."""
        return await self._piece(lambda growing: growing.every_node())

    async def _piece(self, asked: Callable[[Growing], dict[str, Any]]) -> Response:
        """A piece of the newest graph and the generation that it is of."""

        def piece() -> dict[str, Any]:
            site = self._newest()[0]
            return {"live": site.live, **asked(site.growing)}

        return await self._json(piece)

    async def _json(self, made: Callable[[], Any]) -> Response:
        try:
            value = await run_in_threadpool(lambda: json.dumps(made(), separators=(",", ":")))
        except KgError:
            return PlainTextResponse(_UNREAD, 503)
        return Response(value.encode(), media_type="application/json")

    async def paper(self, request: Request) -> Response:
        """A paper that ``kg report`` wrote, by its very name: nothing else of the folder can be had."""
        for path in self._papers():
            if path.name == request.path_params["name"]:
                return FileResponse(path, headers={"Content-Security-Policy": _POLICY})
        return PlainTextResponse("There is no such paper.\n", 404)
