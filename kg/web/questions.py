"""``/api/questions``: the named questions with their parameters, their answers as JSON, and their text for the editor."""

from __future__ import annotations

from decimal import Decimal

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import KgError, QueryError, UnknownNameError
from kg.insight.paging import Page, page
from kg.insight.queries import NamedQuery, find, named_queries, values
from kg.store.opening import current_generation
from kg.store.protocol import Store
from kg.store.sparql import bind
from kg.store.table import Bindings, Value
from kg.web.asking import WorkerStore
from kg.web.cached import CachedAnswers


def fault(error: KgError, otherwise: str | None = None) -> Response:
    """An error of ours as JSON: 404 for names that do not exist, 400 for values that do not fit, 503 else.

    ``otherwise`` is what to do instead where the graph cannot answer.
    """
    status = 404 if isinstance(error, UnknownNameError) else 400 if error.exit_code == 6 else 503
    words = error.what if status != 503 else "The graph cannot answer that just now."
    return JSONResponse({"message": words, "hint": error.hint if status != 503 else otherwise}, status)


def _described(query: NamedQuery) -> dict[str, object]:
    return {
        "name": query.name,
        "title": query.title,
        "question": query.question,
        "audience": query.audience,
        "parameters": [
            {"name": p.name, "type": p.type, "description": p.description, "default": _word(p.default)}
            for p in query.parameters
        ],
        "columns": [{"name": name, "meaning": meaning} for name, meaning in query.columns],
        "pages": {"by": query.paging.variable, "size": query.paging.size} if query.paging else None,
    }


def _word(default: str | None) -> str | None:
    """A default as a user would write it: the slug of a prefixed name, the words of a string."""
    if default is None:
        return None
    return default.strip('"').partition(":")[2] or default.strip('"')


def _plain(value: Value) -> object:
    return float(value) if isinstance(value, Decimal) else value


def _given(request: Request) -> dict[str, object]:
    return {name: value for name, value in request.query_params.items() if value.strip() and name != "page"}


def _page(store: Store, query: NamedQuery, bindings: Bindings, request: Request) -> Page | None:
    """The page that the request asks for with ``page=N``; None where it asks for the whole."""
    number = request.query_params.get("page", "").strip()
    if not number:
        return None
    if not number.isdecimal():
        raise QueryError(f"A page is a whole number, and not {number!r}.")
    return page(store, query, bindings, int(number))


def _told(run: Page, request: Request) -> dict[str, object]:
    """Where the page stands among all, and the address of the next."""
    following = request.url.include_query_params(page=run.number + 1) if run.number < run.pages else None
    return {
        "number": run.number,
        "pages": run.pages,
        "by": run.paging.variable,
        "first": run.first,
        "last": run.last,
        "of": run.total,
        "next": None if following is None else f"?{following.query}",
    }


async def list_questions(request: Request) -> Response:
    return JSONResponse({"questions": [_described(query) for query in named_queries().values()]})


class Texts:
    """``GET /api/questions/{name}/text``: the question's SPARQL with the given values, and those of a page, bound in it as terms."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def __call__(self, request: Request) -> Response:
        try:
            query = find(request.path_params["name"])
            bindings = values(query, _given(request))
            run = await run_in_threadpool(_page, self.store, query, bindings, request)
        except KgError as error:
            return fault(error)
        lines = bind(query.sparql, run.bindings if run else bindings).split("\n")
        text = "\n".join(line for line in lines if not line.startswith("# ")).lstrip("\n")
        told = {"X-Pages": str(run.pages), "X-Page": str(run)} if run else {}
        return PlainTextResponse(text, headers=told)


class Answers:
    """``GET /api/questions/{name}``: the rows of a named question for the given parameters, whole or a page of them."""

    def __init__(self, store: Store, cache: CachedAnswers) -> None:
        self.store = store
        self.cache = cache

    async def __call__(self, request: Request) -> Response:
        instead = None
        asked = f"{request.path_params['name']}?{request.url.query}"
        try:
            query = find(request.path_params["name"])
            instead = "Read it in pages, from page=1." if query.paging else None
            bindings = values(query, _given(request))
            generation, body = self.cache.get(asked)
            if body is None:
                body = await run_in_threadpool(self._answer, query, bindings, request)
                self.cache.put(generation, asked, body)
        except KgError as error:
            return fault(error, instead)
        return Response(body, media_type="application/json")

    def _answer(self, query: NamedQuery, bindings: Bindings, request: Request) -> bytes:
        run = _page(self.store, query, bindings, request)
        table = self.store.select(query.sparql, run.bindings if run else bindings)
        rows = [{column: _plain(value) for column, value in row.items()} for row in table.dicts()]
        answer = {"question": _described(query), "count": len(rows), "rows": rows}
        return bytes(JSONResponse({**answer, "page": _told(run, request)} if run else answer).body)


def routes(store: WorkerStore) -> list[Route]:
    cache = CachedAnswers(lambda: current_generation(store.workers.location))
    return [
        Route("/api/questions", list_questions),
        Route("/api/questions/{name}", Answers(store, cache).__call__),
        Route("/api/questions/{name}/text", Texts(store).__call__),
    ]
