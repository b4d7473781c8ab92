"""Every IRI of the graph as a page, or as RDF for those who ask for it: ``/resource/`` and then the IRI's own path."""

from __future__ import annotations

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.errors import KgError
from kg.graph.vocabulary import BASE
from kg.insight.ask import ask
from kg.insight.queries import find, values
from kg.store.table import Iri, Table
from kg.web.asking import WorkerStore
from kg.web.endpoint import CORS, GRAPHS, fault_response
from kg.web.negotiation import choose
from kg.web.pages import Pages
from kg.web.templating import render

_HTML = "text/html"
_NAMES = ("http://www.w3.org/2004/02/skos/core#prefLabel", "http://www.w3.org/2000/01/rdf-schema#label",
          BASE + "ontology#wording", BASE + "ontology#caseLabel", "http://purl.org/dc/terms/title")  # fmt: skip


class Resources:
    """Pages and RDF of single things."""

    def __init__(self, store: WorkerStore, pages: Pages) -> None:
        self.store = store
        self.pages = pages

    def routes(self) -> list[Route]:
        return [
            Route("/resource/{path:path}", self.resource),
            Route("/resource", lambda _: RedirectResponse("/", 303)),
        ]

    async def resource(self, request: Request) -> Response:
        """303-free linked data: one address, and the form that the client asks for (W3C Cool URIs, hash and slash alike)."""
        iri = Iri(BASE + request.path_params["path"])
        wanted = choose(request.headers.get("accept"), (_HTML, *GRAPHS))
        if wanted is None:
            return PlainTextResponse(f"A thing can be had as {', '.join((_HTML, *GRAPHS))}.\n", 406)
        try:
            # Reviews, items, themes and agencies have a page of their own; all else has the plain one below.
            page = await run_in_threadpool(self.pages.address_of, iri) if wanted == _HTML else None
            if page is not None:
                return RedirectResponse("/" + page, 303, headers={"Vary": "Accept"})
            statements = await run_in_threadpool(lambda: ask(self.store, "resource-statements", thing=iri))
            mentions = await run_in_threadpool(lambda: ask(self.store, "resource-mentions", thing=iri))
            if not statements.rows and not mentions.rows:
                return PlainTextResponse("The graph says nothing of this thing.\n", 404)
            if wanted != _HTML:
                query = find("resource-graph")
                body = await run_in_threadpool(
                    self.store.run, query.sparql, wanted, values(query, {"thing": iri})
                )
                return Response(body, media_type=wanted, headers={**CORS, "Vary": "Accept"})
        except KgError as error:
            return fault_response(error)
        root = request.scope.get("root_path", "") + "/"
        page = render(
            "resource.html", root=root, iri=iri, heading=_name(iri, statements),
            statements=_linked(statements, root, "value"), mentions=_linked(mentions, root, "subject"),
        )  # fmt: skip
        return HTMLResponse(page, headers={"Vary": "Accept"})


def _name(iri: str, statements: Table) -> str:
    said = {str(row["property"]): str(row["value"]) for row in reversed(list(statements.dicts()))}
    return next((said[name] for name in _NAMES if name in said), iri.removeprefix(BASE))


def _linked(table: Table, root: str, column: str) -> list[dict[str, object]]:
    """The rows, each with the address of its page where the thing in ``column`` is one of ours."""
    rows: list[dict[str, object]] = []
    for row in table.dicts():
        thing = row[column]
        ours = isinstance(thing, Iri) and thing.startswith(BASE)
        address = root + "resource/" + quote(str(thing)[len(BASE) :], safe="/") if ours else None
        rows.append({**row, "address": address, "words": row[f"{column}Label"] or thing})
    return rows
