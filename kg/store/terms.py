"""RDF terms as plain values and back."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from kg.store.table import Iri, Value

XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = frozenset(
    XSD + name
    for name in ("integer", "nonNegativeInteger", "positiveInteger", "int", "long", "short", "byte")
)


def value_of_literal(lexical: str, datatype: str | None) -> Value:
    """A literal as the Python value that it means; dates and all else stay text.  A malformed number stays text."""
    try:
        if datatype in _INTEGERS:
            return int(lexical)
        if datatype == XSD + "decimal":
            return Decimal(lexical)
        if datatype in (XSD + "double", XSD + "float"):
            return float(lexical)
    except (ValueError, InvalidOperation):
        return lexical
    if datatype == XSD + "boolean" and lexical in ("true", "1", "false", "0"):
        return lexical in ("true", "1")
    return lexical


def value_of_json(cell: dict[str, str]) -> Value:
    """A cell of SPARQL JSON results."""
    if cell["type"] == "uri":
        return Iri(cell["value"])
    if cell["type"] == "bnode":
        return Iri("_:" + cell["value"])
    return value_of_literal(cell["value"], cell.get("datatype"))
