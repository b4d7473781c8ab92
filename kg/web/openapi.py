"""``/api``: what the JSON interface offers, as OpenAPI 3.1 for programs and as a page for people."""

from __future__ import annotations

import json
from functools import cache

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from kg import __version__
from kg.insight.queries import NamedQuery, named_queries
from kg.web.negotiation import choose
from kg.web.templating import FOLDER, render

_TYPES = {"integer": "integer", "year": "integer", "decimal": "number"}


@cache
def openapi() -> dict[str, object]:
    """The fixed part from ``templates/openapi.json``, and a path for each named question."""
    document: dict[str, object] = json.loads((FOLDER / "openapi.json").read_text(encoding="utf-8"))
    document["info"] = {**_mapping(document["info"]), "version": __version__}
    paths = _mapping(document["paths"])
    for query in named_queries().values():
        paths[f"/api/questions/{query.name}"] = {"get": _operation(query)}
    return document


def _mapping(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value


def _operation(query: NamedQuery) -> dict[str, object]:
    parameters = [
        {
            "name": parameter.name,
            "in": "query",
            "required": False,
            "description": parameter.description,
            "schema": {"type": _TYPES.get(parameter.type, "string")},
        }
        for parameter in query.parameters
    ]
    if query.paging:
        said = f"Only this page: {query.paging.size} {query.paging.things} at a time"
        parameters.append(
            {
                "name": "page",
                "in": "query",
                "required": False,
                "description": said,
                "schema": {"type": "integer"},
            }
        )
    return {
        "summary": query.title,
        "description": query.question,
        "operationId": query.name,
        "parameters": parameters,
        "responses": {
            "200": {"$ref": "#/components/responses/Rows"},
            "400": {"$ref": "#/components/responses/Fault"},
        },
    }


async def describe_api(request: Request) -> Response:
    if choose(request.headers.get("accept"), ("application/json", "text/html")) == "text/html":
        root = request.scope.get("root_path", "") + "/"
        return HTMLResponse(render("api.html", root=root, queries=list(named_queries().values())))
    return JSONResponse(openapi())
