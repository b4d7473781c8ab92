"""``/graphs``: reading by the SPARQL 1.1 Graph Store Protocol.  Every other method is refused: the build is the only writer."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.errors import KgError
from kg.web.endpoint import CORS, GRAPHS, fault_response
from kg.web.negotiation import choose
from kg.web.workers import QueryWorkers, Question

_WHOLE = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


class GraphStore:
    """Answers ``GET /graphs?graph=IRI`` and ``GET /graphs?default`` (the union of all)."""

    def __init__(self, workers: QueryWorkers) -> None:
        self.workers = workers

    async def __call__(self, request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            words = "This graph store is read-only: rebuild with `kg build`.\n"
            return PlainTextResponse(words, 405, headers={**CORS, "Allow": "GET, HEAD"})
        graphs = request.query_params.getlist("graph")
        if ("default" in request.query_params) == bool(graphs) or len(graphs) > 1:
            return PlainTextResponse("Name one graph: ?graph=IRI, or ?default.\n", 400, headers=CORS)
        media_type = choose(request.headers.get("accept"), GRAPHS)
        if media_type is None:
            return PlainTextResponse(f"A graph can be had as {', '.join(GRAPHS)}.\n", 406, headers=CORS)
        try:
            if graphs and graphs[0] not in await run_in_threadpool(self.workers.graph_names):
                return PlainTextResponse("There is no graph of that name.\n", 404, headers=CORS)
            question = Question(_WHOLE, media_type, default_graphs=tuple(graphs))
            body = await run_in_threadpool(self.workers.run, question)
        except KgError as error:
            return fault_response(error)
        return Response(body, media_type=media_type, headers={**CORS, "Vary": "Accept"})
