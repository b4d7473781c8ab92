"""The dataset on any SPARQL 1.1 server, through the protocol: query, update and named graphs."""

from __future__ import annotations

import json
import netrc
import os
import urllib.error
import urllib.parse
import urllib.request
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.errors import QueryError, RemoteError
from kg.store import sparql
from kg.store.table import Iri, Table, Value
from kg.store.terms import value_of_json

TIMEOUT = 120.0  # seconds for one request
RESULTS = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where a server takes queries, updates and whole graphs."""

    query: str
    update: str
    graphs: str | None


def endpoints(url: str) -> Endpoints:
    """The three addresses from one: what common servers use, unless KG_STORE_UPDATE or KG_STORE_GRAPHS says otherwise.

    ``…/query`` (Oxigraph: ``update``, ``store``), ``…/sparql`` (Fuseki: ``update``, ``data``), or a server's root.
    """
    base, last = url.rstrip("/").rsplit("/", 1)
    if last == "query":
        found = Endpoints(url, f"{base}/update", f"{base}/store")
    elif last == "sparql":
        found = Endpoints(url, f"{base}/update", f"{base}/data")
    else:
        root = url.rstrip("/")
        found = Endpoints(f"{root}/query", f"{root}/update", f"{root}/store")
    update = os.environ.get("KG_STORE_UPDATE", found.update)
    graphs = os.environ.get("KG_STORE_GRAPHS", found.graphs or "")
    return Endpoints(found.query, update, graphs or None)


class RemoteStore:
    """A store behind HTTP.  Credentials come from KG_STORE_USER and KG_STORE_PASSWORD, KG_STORE_TOKEN, or netrc."""

    def __init__(self, url: str) -> None:
        parsed = urllib.parse.urlsplit(url)
        if parsed.username or parsed.password:
            raise RemoteError(
                "Credentials do not belong in an address.",
                hint="Set KG_STORE_USER and KG_STORE_PASSWORD, KG_STORE_TOKEN, or use a netrc file.",
            )
        self._at = endpoints(url)
        self._authorisation = _authorisation(parsed.hostname or "")

    def select(self, query: str, bindings: Mapping[str, Value] | None = None) -> Table:
        if sparql.form(query) not in ("SELECT", "ASK"):
            raise QueryError(
                "This query gives RDF, not a table.", hint="Use --format ttl, or write a SELECT."
            )
        answer = json.loads(self.run(query, RESULTS, bindings))
        if "boolean" in answer:
            return Table(("answer",), ((bool(answer["boolean"]),),))
        columns = tuple(answer["head"]["vars"])
        rows = (
            tuple(value_of_json(row[name]) if name in row else None for name in columns)
            for row in answer["results"]["bindings"]
        )
        return Table(columns, tuple(rows))

    def run(self, query: str, media_type: str, bindings: Mapping[str, Value] | None = None) -> bytes:
        sparql.form(query)
        body = urllib.parse.urlencode({"query": sparql.bind(query, bindings)}).encode()
        return self._send(self._at.query, body, "application/x-www-form-urlencoded", accept=media_type)

    def graph_names(self) -> tuple[str, ...]:
        table = self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
        return tuple(sorted(str(name) for name in table.column("g")))

    def graph_bytes(self, name: str, media_type: str) -> bytes:
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {sparql.term(Iri(name))} {{ ?s ?p ?o }} }}"
        data = self.run(query, media_type)
        if media_type == "application/n-triples":
            return b"".join(sorted({line + b"\n" for line in data.splitlines() if line.strip()}))
        return data

    def replace_graphs(self, graphs: Iterable[tuple[str, bytes]]) -> None:
        """All of them in one update request, which SPARQL asks servers to carry out as a whole or not at all."""
        parts = [
            f"DROP SILENT GRAPH {sparql.term(Iri(name))} ;\nINSERT DATA {{ GRAPH {sparql.term(Iri(name))} {{\n{triples.decode()}}} }}"
            for name, triples in graphs
        ]
        if parts:
            self.update(" ;\n".join(parts))

    def update(self, request: str) -> None:
        self._send(self._at.update, request.encode(), "application/sparql-update", accept="*/*")

    def _send(self, url: str, body: bytes, content_type: str, accept: str) -> bytes:
        headers = {"Content-Type": content_type + "; charset=utf-8", "Accept": accept, "User-Agent": "kg"}
        if self._authorisation:
            headers["Authorization"] = self._authorisation
        request = urllib.request.Request(url, data=body, headers=headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                data: bytes = answer.read()
                return data
        except urllib.error.HTTPError as error:
            said = error.read(2000).decode(errors="replace").strip()
            if error.code == 400:
                raise QueryError(f"The server refuses the query: {said or error.reason}") from error
            hint = (
                "Check KG_STORE_USER and KG_STORE_PASSWORD."
                if error.code in (401, 403)
                else said[:500] or None
            )
            raise RemoteError(f"{url} answers {error.code} {error.reason}.", hint=hint) from error
        except (urllib.error.URLError, ConnectionError, TimeoutError) as error:
            reason = getattr(error, "reason", error)
            raise RemoteError(
                f"{url} cannot be reached: {reason}.", hint="Is the server running, and the address right?"
            ) from error

    def close(self) -> None: ...


def _authorisation(host: str) -> str | None:
    token = os.environ.get("KG_STORE_TOKEN")
    if token:
        return f"Bearer {token}"
    user, password = os.environ.get("KG_STORE_USER"), os.environ.get("KG_STORE_PASSWORD", "")
    if not user:
        try:
            found = netrc.netrc().authenticators(host)
        except (FileNotFoundError, netrc.NetrcParseError):
            return None
        if not found:
            return None
        user, password = found[0], found[2] or ""
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()
