"""What the editor completes: the words of our ontology and schemes, read from the graph itself."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.graph.vocabulary import PREFIXES
from kg.insight.ask import ask
from kg.web.asking import WorkerStore


def _shorten(iri: str) -> str | None:
    for prefix, space in sorted(PREFIXES.items(), key=lambda pair: -len(pair[1])):
        if iri.startswith(space) and iri[len(space) :].replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{iri[len(space) :]}"
    return None


class Vocabulary:
    """``GET /api/vocabulary``: prefixes, and every class, property and concept with its label."""

    def __init__(self, store: WorkerStore) -> None:
        self.store = store

    async def __call__(self, request: Request) -> Response:
        table = await run_in_threadpool(ask, self.store, "vocabulary")
        terms = [
            {
                "iri": str(row["term"]),
                "short": _shorten(str(row["term"])),
                "label": row["label"],
                "kind": row["kind"],
            }
            for row in table.dicts()
        ]
        return JSONResponse({"prefixes": dict(PREFIXES), "terms": terms})
