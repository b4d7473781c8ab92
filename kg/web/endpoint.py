"""``/sparql``: the SPARQL 1.1 Protocol for queries, with a service description.  An answer is whole before its headers go."""

from __future__ import annotations

import json

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.errors import KgError, LimitError, QueryError, StoreError
from kg.present.tables import as_xlsx
from kg.store import sparql
from kg.store.table import Table
from kg.store.terms import value_of_json
from kg.web.description import service_description
from kg.web.negotiation import choose
from kg.web.sparql_request import ProtocolFault, SparqlRequest, parse_request
from kg.web.workers import QueryWorkers, Question

RESULTS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
GRAPHS = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")
SHORT = {
    "json": RESULTS[0],
    "xml": RESULTS[1],
    "csv": RESULTS[2],
    "tsv": RESULTS[3],
    "ttl": GRAPHS[0],
    "nt": GRAPHS[1],
    "rdf": GRAPHS[2],
    "jsonld": GRAPHS[3],
}
# Browsers and old clients ask for the plain names of the same forms.
ALIASES = {
    "application/json": RESULTS[0],
    "application/xml": RESULTS[1],
    "text/xml": RESULTS[1],
    "text/plain": GRAPHS[1],
}
CORS = {  # whose pages may read the answers at all is said by ``safety.AllowedOrigins``
    "Access-Control-Allow-Methods": "GET, POST, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, Authorization",
    "Access-Control-Expose-Headers": "X-Query-Line, X-Query-Column",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _status(error: KgError) -> int:
    if isinstance(error, QueryError):
        return 400
    if isinstance(error, LimitError):
        return 503
    return 503 if isinstance(error, StoreError) else 500


def fault_response(error: KgError) -> Response:
    """The error in words, with the place in the query where there is one; never a path of the machine."""
    headers = dict(CORS)
    if isinstance(error, QueryError) and error.place:
        headers["X-Query-Line"], headers["X-Query-Column"] = map(str, error.place)
    if isinstance(error, LimitError):
        headers["Retry-After"] = "10"
    words = error.what if not isinstance(error, StoreError) else "The graph cannot be read just now."
    hint = f"\n{error.hint}" if error.hint and not isinstance(error, StoreError) else ""
    return PlainTextResponse(f"{words}{hint}\n", _status(error), headers=headers)


def _media_type(request: Request, asked: SparqlRequest) -> tuple[str, str]:
    """The form of the answer, and the name to give it in the response."""
    form = sparql.form(asked.query)
    offers = RESULTS if form in ("SELECT", "ASK") else GRAPHS
    if asked.wanted == "xlsx" and form == "SELECT":
        return RESULTS[0], XLSX
    if asked.wanted:
        wanted = SHORT.get(asked.wanted, "")
        if wanted not in offers:
            names = ", ".join(short for short, media in SHORT.items() if media in offers)
            raise ProtocolFault(406, f"A {form} can be had as {names}, not as {asked.wanted!r}.")
        return wanted, wanted
    aliases = tuple(alias for alias, media in ALIASES.items() if media in offers)
    chosen = choose(request.headers.get("accept"), (*offers, *aliases))
    if chosen is None:
        raise ProtocolFault(406, f"A {form} can be had as {', '.join(offers)}.")
    form_of_answer = ALIASES.get(chosen, chosen)
    return form_of_answer, form_of_answer


class SparqlEndpoint:
    """Answers GET, HEAD, POST and OPTIONS at ``/sparql``."""

    def __init__(self, workers: QueryWorkers) -> None:
        self.workers = workers

    async def __call__(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={**CORS, "Allow": "GET, POST, HEAD, OPTIONS"})
        if request.method in ("GET", "HEAD") and not request.query_params:
            return service_description(request)
        try:
            asked = parse_request(
                request.method,
                request.url.query,
                request.headers.get("content-type", ""),
                await request.body(),
            )
            media_type, named = _media_type(request, asked)
            question = Question(
                sparql=asked.query,
                media_type=media_type,
                default_graphs=asked.default_graphs,
                named_graphs=asked.named_graphs,
            )
            body = await run_in_threadpool(self.workers.run, question)
        except ProtocolFault as fault:
            headers = {**CORS, **({"Allow": "GET, POST, HEAD, OPTIONS"} if fault.status == 405 else {})}
            return PlainTextResponse(f"{fault.message}\n", fault.status, headers=headers)
        except KgError as error:
            return fault_response(error)
        headers = {**CORS, "Vary": "Accept"}
        if named == XLSX:
            body = await run_in_threadpool(_workbook, body)
        if asked.wanted:
            headers["Content-Disposition"] = f'attachment; filename="answer.{asked.wanted}"'
        charset = "; charset=utf-8" if named.startswith("text/") else ""
        return Response(body, headers={**headers, "Content-Type": f"{named}{charset}"})


def _workbook(results: bytes) -> bytes:
    """SPARQL results in JSON as an XLSX file."""
    answer = json.loads(results)
    names = tuple(answer["head"]["vars"])
    rows = tuple(
        tuple(value_of_json(row[name]) if name in row else None for name in names)
        for row in answer["results"]["bindings"]
    )
    return as_xlsx(Table(names, rows))
