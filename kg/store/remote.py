"""The dataset on any SPARQL 1.1 server, through the protocol: query, update and named graphs."""

from __future__ import annotations

import http.client
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
from kg.resources import internal_query
from kg.store import sparql
from kg.store.table import Bindings, Iri, Table
from kg.store.terms import value_of_json

TIMEOUT = 120.0  # seconds for one request
RESULTS = "application/sparql-results+json"
# Many servers answer over the union of their graphs; Oxigraph and Fuseki do when they are asked to.
_UNIONS: tuple[Mapping[str, str], ...] = (
    {},
    {"union-default-graph": "true"},
    {"default-graph-uri": "urn:x-arq:UnionGraph"},
)
_HINTS = dict.fromkeys(
    (401, 403), "Set KG_STORE_USER and KG_STORE_PASSWORD, KG_STORE_TOKEN, or use a netrc file."
)


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
        self._union: Mapping[str, str] | None = None

    def select(self, query: str, bindings: Bindings | None = None) -> Table:
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

    def run(self, query: str, media_type: str, bindings: Bindings | None = None) -> bytes:
        sparql.form(query)
        return self._query(sparql.bind(query, bindings), media_type, self._over_the_union())

    def _query(self, query: str, media_type: str, more: Mapping[str, str]) -> bytes:
        body = urllib.parse.urlencode({"query": query, **more}).encode()
        return self._send(self._at.query, body, "application/x-www-form-urlencoded", accept=media_type)

    def _over_the_union(self) -> Mapping[str, str]:
        """What this server has to be told so that a query is over the union of the named graphs: found out once."""
        if self._union is None:
            for more in _UNIONS:
                try:
                    answer = json.loads(self._query(internal_query("anything.rq"), RESULTS, more))
                except QueryError:
                    continue  # the server does not know this way of asking
                if answer["boolean"]:
                    self._union = more
                    return more
            return {}  # nothing there yet: asked again the next time
        return self._union

    def graph_names(self) -> tuple[str, ...]:
        return tuple(
            sorted(str(name) for name in self.select(internal_query("graph-names.rq")).column("graph"))
        )

    def graph_bytes(self, name: str, media_type: str) -> bytes:
        data = self.run(internal_query("graph-triples.rq"), media_type, {"graph": Iri(name)})
        if media_type == "application/n-triples":
            return b"".join(sorted({line + b"\n" for line in data.splitlines() if line.strip()}))
        return data

    def replace_graphs(self, graphs: Iterable[tuple[str, bytes]]) -> None:
        """One by the Graph Store Protocol; several in one update, which servers carry out as a whole or not at all."""
        several = list(graphs)
        if len(several) == 1 and self._at.graphs and several[0][1]:
            name, triples = several[0]
            url = f"{self._at.graphs}?{urllib.parse.urlencode({'graph': name})}"
            self._send(url, triples, "application/n-triples", accept="*/*", method="PUT")
        elif several:
            request = internal_query("replace-graph.ru")
            parts = (
                request.replace("%graph%", sparql.term(Iri(name))).replace("%triples%", triples.decode())
                for name, triples in several
            )
            self.update(" ;\n".join(parts))

    def update(self, request: str) -> None:
        self._send(self._at.update, request.encode(), "application/sparql-update", accept="*/*")

    def _send(self, url: str, body: bytes, content_type: str, accept: str, method: str = "POST") -> bytes:
        headers = {"Content-Type": content_type + "; charset=utf-8", "Accept": accept, "User-Agent": "kg"}
        if self._authorisation:
            headers["Authorization"] = self._authorisation
        request = urllib.request.Request(url, data=body, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                data: bytes = answer.read()
                return data
        except urllib.error.HTTPError as error:
            said = error.read(2000).decode(errors="replace").strip()
            if error.code == 400:
                raise QueryError(f"The server refuses the query: {said or error.reason}") from error
            hint = _HINTS.get(error.code, said[:500] or None)
            passing = error.code >= 500 or error.code == 429
            raise RemoteError(
                f"{url} answers {error.code} {error.reason}.", hint=hint, passing=passing
            ) from error
        except (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError) as error:
            cause = getattr(error, "reason", None) or error or type(error).__name__
            reason = getattr(cause, "strerror", None) or cause  # without the system's number
            raise RemoteError(
                f"{url} cannot be reached: {reason}.",
                hint="Is the server running, and the address right?",
                passing=True,
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
