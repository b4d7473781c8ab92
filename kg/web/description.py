"""What the endpoint says of itself (SPARQL 1.1 Service Description), given for a GET without a query."""

from __future__ import annotations

from pyoxigraph import RdfFormat, parse, serialize
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.web.negotiation import choose
from kg.web.templating import render

_TURTLE = "text/turtle"
_OFFERS = (_TURTLE, "application/n-triples", "application/rdf+xml")


def service_description(request: Request) -> Response:
    """The description as Turtle, N-Triples or RDF/XML; a browser is sent to the editor instead."""
    accept = request.headers.get("accept", "")
    if "text/html" in accept:
        return Response(status_code=303, headers={"Location": str(request.url_for("ask"))})
    media_type = choose(accept, _OFFERS)
    if media_type is None:
        return PlainTextResponse(f"The description can be had as {', '.join(_OFFERS)}.\n", 406)
    endpoint = str(request.url.replace(query="", fragment=""))
    turtle = render("service-description.ttl", endpoint=endpoint.replace(">", "%3E"))
    if media_type == _TURTLE:
        return Response(turtle, media_type=f"{_TURTLE}; charset=utf-8")
    written = serialize(parse(turtle, RdfFormat.TURTLE), format=RdfFormat.from_media_type(media_type))
    return Response(written, media_type=media_type)
