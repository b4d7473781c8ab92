"""A request as the SPARQL 1.1 Protocol (W3C Recommendation, section 2) defines it, told apart from what is none."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

QUERY_TYPE = "application/sparql-query"
UPDATE_TYPE = "application/sparql-update"
FORM_TYPE = "application/x-www-form-urlencoded"

_MAXIMUM_FIELDS = 1000


class ProtocolFault(Exception):
    """A request that is not as the protocol says: an HTTP status and a sentence for the client."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """A query with the dataset that the client asked for (no graphs at all: the union of everything)."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    wanted: str | None = None  # a short format name ("csv") in place of an Accept header


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            text,
            keep_blank_values=True,
            strict_parsing=False,
            errors="strict",
            max_num_fields=_MAXIMUM_FIELDS,
        )
    except UnicodeDecodeError as fault:
        raise ProtocolFault(400, "The request is not UTF-8.") from fault
    except ValueError as fault:
        raise ProtocolFault(400, f"The request has more than {_MAXIMUM_FIELDS} parameters.") from fault


def _utf8(body: bytes, charset: str) -> str:
    if charset.lower() not in ("", "utf-8", "utf8"):
        raise ProtocolFault(415, f"The charset {charset!r} is not supported: send UTF-8.")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise ProtocolFault(400, f"The body is not UTF-8 (byte {fault.start}).") from fault


def parse_request(method: str, query_string: str, content_type: str, body: bytes) -> SparqlRequest:
    """The query in a GET, a form POST or a direct POST.

    Raises ``ProtocolFault``: 400 for no, two or empty queries and for updates sent as queries, 403 for an update (this
    endpoint is read-only), 405 for other methods, 415 for other content types.
    """
    media, _, rest = content_type.partition(";")
    media = media.strip().lower()
    charset = rest.partition("charset=")[2].strip().strip('"')
    fields = _fields(query_string)
    if method in ("GET", "HEAD"):
        queries = [value for name, value in fields if name == "query"]
    elif method == "POST" and media == FORM_TYPE:
        # A form carries everything in its body; parameters in the address are left aside (section 2.1.2).
        fields = _fields(_utf8(body, charset))
        queries = [value for name, value in fields if name == "query"]
    elif method == "POST" and media == QUERY_TYPE:
        queries = [_utf8(body, charset)]
        if any(name == "query" for name, _ in fields):
            raise ProtocolFault(
                400, "A direct POST carries its query in the body and not in the address too."
            )
    elif method == "POST" and media == UPDATE_TYPE:
        raise ProtocolFault(403, "This endpoint is read-only: updates are refused. Rebuild with `kg build`.")
    elif method == "POST":
        raise ProtocolFault(
            415, f"Send {FORM_TYPE} or {QUERY_TYPE}; this was {media or 'no content type'!r}."
        )
    else:
        raise ProtocolFault(405, f"{method} is not part of the SPARQL Protocol: use GET or POST.")
    if any(name == "update" for name, _ in fields):
        status = 400 if method in ("GET", "HEAD") or queries else 403
        raise ProtocolFault(
            status, "This endpoint is read-only: updates are refused. Rebuild with `kg build`."
        )
    if len(queries) > 1:
        raise ProtocolFault(400, f"One query a request: this has {len(queries)}.")
    if not queries or not queries[0].strip():
        raise ProtocolFault(400, "There is no query: give the parameter `query`.")
    return SparqlRequest(
        query=queries[0],
        default_graphs=tuple(value for name, value in fields if name == "default-graph-uri"),
        named_graphs=tuple(value for name, value in fields if name == "named-graph-uri"),
        wanted=next((value for name, value in fields if name == "format" and value), None),
    )
