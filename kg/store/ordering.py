"""The order of an answer's rows, put in outside the engine.

An engine on disk fetches the words of both rows for each comparison: ten thousand rows take a second to sort there and a
hundredth of one here.  Only what both sort alike is taken off a query: variables of the answer that hold names, texts or
whole numbers.  All else (dates, say, or an expression) stays with the engine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kg.store.sparql import tokens
from kg.store.table import Iri, Value

XSD = "http://www.w3.org/2001/XMLSchema#"
# Literals of these types sort by their characters, or by their number, wherever they are sorted.
SORTED = frozenset(
    {
        XSD + "string",
        XSD + "integer",
        XSD + "decimal",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",
    }
)
Order = tuple[tuple[str, bool], ...]  # variable, and whether the greatest comes first
_CLAUSE = re.compile(
    r"\bORDER\s+BY(?P<keys>(?:\s+(?:(?:ASC|DESC)\s*\(\s*[?$]\w+\s*\)|[?$]\w+))+)\s*$", re.IGNORECASE
)
_ONE = re.compile(r"(?:(?P<way>ASC|DESC)\s*\(\s*)?[?$](?P<name>\w+)", re.IGNORECASE)


def taken_off(sparql: str) -> tuple[str, Order] | None:
    """The query without the ORDER BY that ends it, and that order; None where it ends otherwise."""
    end = max((token.end for token in tokens(sparql) if token.text == "}"), default=0)
    tail = sparql[end:]
    found = _CLAUSE.search(tail)
    if not found or any(sign in tail for sign in "#\"'<"):
        return None
    order = tuple((key["name"], (key["way"] or "").upper() == "DESC") for key in _ONE.finditer(found["keys"]))
    return sparql[: end + found.start()], order


def in_order(
    columns: Sequence[str], rows: Sequence[tuple[Value, ...]], order: Order
) -> list[tuple[Value, ...]] | None:
    """The rows in that order, those that it leaves equal as they were; None where a column holds several sorts of value."""
    ordered = list(rows)
    for name, falls in reversed(order):
        place = columns.index(name)
        sorts = {_sort(row[place]) for row in ordered}
        if len(sorts - {0, 1}) > 1:
            return None
        if len(sorts) == 1 and 0 not in sorts:
            ordered.sort(key=lambda row: row[place], reverse=falls)  # type: ignore[arg-type,return-value]
        else:
            ordered.sort(key=lambda row: _ranked(row[place]), reverse=falls)
    return ordered


def _sort(value: Value) -> int:
    """0 for no value, 1 for a name; then texts, numbers and truths apart."""
    if value is None:
        return 0
    if isinstance(value, Iri):
        return 1
    if isinstance(value, str):
        return 2
    return 4 if isinstance(value, bool) else 3


def _ranked(value: Value) -> tuple[int, Iri | str | int | float | Decimal | bool]:
    return _sort(value), "" if value is None else value
