"""``/api/questions``: the named questions with their parameters, their answers as JSON, and their text for the editor."""

from __future__ import annotations

from decimal import Decimal

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import KgError, UnknownNameError
from kg.insight.ask import ask
from kg.insight.queries import NamedQuery, find, named_queries, values
from kg.store.sparql import bind
from kg.store.table import Value
from kg.web.asking import WorkerStore


def fault(error: KgError) -> Response:
    """An error of ours as JSON: 404 for names that do not exist, 400 for values that do not fit, 503 else."""
    status = 404 if isinstance(error, UnknownNameError) else 400 if error.exit_code == 6 else 503
    words = error.what if status != 503 else "The graph cannot answer that just now."
    return JSONResponse({"message": words, "hint": error.hint if status != 503 else None}, status)


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
    }


def _word(default: str | None) -> str | None:
    """A default as a user would write it: the slug of a prefixed name, the words of a string."""
    if default is None:
        return None
    return default.strip('"').partition(":")[2] or default.strip('"')


def _plain(value: Value) -> object:
    return float(value) if isinstance(value, Decimal) else value


def _given(request: Request) -> dict[str, object]:
    return {name: value for name, value in request.query_params.items() if value.strip()}


async def list_questions(request: Request) -> Response:
    return JSONResponse({"questions": [_described(query) for query in named_queries().values()]})


async def question_text(request: Request) -> Response:
    """The question's SPARQL with the given values bound in it as terms."""
    try:
        query = find(request.path_params["name"])
        text = bind(query.sparql, values(query, _given(request)))
    except KgError as error:
        return fault(error)
    lines = text.split("\n")
    return PlainTextResponse("\n".join(line for line in lines if not line.startswith("# ")).lstrip("\n"))


class Answers:
    """``GET /api/questions/{name}``: the rows of a named question for the given parameters."""

    def __init__(self, store: WorkerStore) -> None:
        self.store = store

    async def __call__(self, request: Request) -> Response:
        name = request.path_params["name"]
        try:
            table = await run_in_threadpool(lambda: ask(self.store, name, **_given(request)))
        except KgError as error:
            return fault(error)
        rows = [{column: _plain(value) for column, value in row.items()} for row in table.dicts()]
        return JSONResponse({"question": _described(find(name)), "count": len(rows), "rows": rows})


def routes(store: WorkerStore) -> list[Route]:
    return [
        Route("/api/questions", list_questions),
        Route("/api/questions/{name}", Answers(store).__call__),
        Route("/api/questions/{name}/text", question_text),
    ]
