"""``ontology/shapes.ttl`` run over a whole store: the part of SHACL that the shapes use, a query for each property.

pySHACL gives the same results (a test compares them) but asks about one node at a time: minutes for what takes the
store a second.  A constraint that is not known here is an ``OntologyError``: no shape is passed over.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, RdfFormat, parse

from kg.errors import OntologyError
from kg.graph.vocabulary import BASE, RDF
from kg.resources import internal_query, ontology_folder
from kg.store.protocol import Store
from kg.store.table import Iri, Value

SH = "http://www.w3.org/ns/shacl#"
_FIRST, _REST, _NIL = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#" + name for name in ("first", "rest", "nil")
)
Node = str  # an IRI, a blank node's label, or a literal's words
Said = dict[Node, dict[str, list[Node]]]


@dataclass(frozen=True, slots=True)
class Fault:
    """A node that breaks a shape.  ``severity`` is ``violation`` or ``warning``."""

    severity: str
    node: str
    message: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    value: Value
    datatype: str | None
    language: str | None
    is_name: bool


@dataclass(frozen=True, slots=True)
class _Property:
    """A property shape on the nodes of some classes."""

    classes: tuple[str, ...]
    path: str
    constraints: tuple[tuple[str, tuple[Node, ...]], ...]
    message: str | None


def check_shapes(store: Store) -> Iterator[Fault]:
    """Every break of a shape, in the order of the shapes file, nodes sorted."""
    said = _shapes()
    members: dict[str, frozenset[Value]] = {}

    def instances(class_: str) -> frozenset[Value]:
        if class_ not in members:
            members[class_] = frozenset(
                row[0]
                for row in store.select(internal_query("shape-instances.rq"), {"class": Iri(class_)}).rows
            )
        return members[class_]

    for one in _properties(said):
        for class_ in one.classes:
            yield from _check_property(store, one, class_, instances)
    for severity, message, select in _selects(said):
        for row in sorted(store.select(select).rows, key=str):
            yield Fault(severity, str(row[0]), message, str(row[1]) if len(row) > 1 else None)


def count_shapes() -> int:
    """How many node shapes the file holds."""
    return sum(SH + "NodeShape" in pairs.get(RDF["type"].value, ()) for pairs in list(_shapes().values()))


def _shapes() -> Said:
    said: Said = defaultdict(lambda: defaultdict(list))
    path = ontology_folder() / "shapes.ttl"
    try:
        for triple in parse(path=str(path), format=RdfFormat.TURTLE):
            said[_node(triple.subject)][triple.predicate.value].append(_node(triple.object))
    except SyntaxError as error:
        raise OntologyError(f"ontology/shapes.ttl is broken: {error}") from error
    return said


def _node(term: object) -> Node:
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    return str(getattr(term, "value", term))


def _list(said: Said, node: Node) -> tuple[Node, ...]:
    members: list[Node] = []
    while node != _NIL:
        members.append(said[node][_FIRST][0])
        node = said[node][_REST][0]
    return tuple(members)


def _properties(said: Said) -> Iterator[_Property]:
    for shape, pairs in list(said.items()):
        if not shape.startswith(BASE):
            continue
        classes = tuple(pairs[SH + "targetClass"])
        kind = tuple(pairs[SH + "nodeKind"])
        if kind and kind != (SH + "IRI",):
            raise OntologyError(f"<{shape}>: only sh:nodeKind sh:IRI is known.")
        for node in pairs[SH + "property"]:
            own = said[node]
            constraints = tuple(
                (name.removeprefix(SH), _arguments(said, name, values))
                for name, values in own.items()
                if name not in (SH + "path", SH + "message")
            )
            unknown = [name for name, _ in constraints if name not in CHECKS]
            if unknown or not classes:
                raise OntologyError(
                    f"<{shape}>: sh:{(unknown or ['targetClass'])[0]} cannot be checked here."
                )
            yield _Property(classes, own[SH + "path"][0], constraints, next(iter(own[SH + "message"]), None))


def _arguments(said: Said, name: str, values: list[Node]) -> tuple[Node, ...]:
    if name == SH + "in":
        return _list(said, values[0])
    if name == SH + "or":  # only of datatypes, as dates have it
        return tuple(said[one][SH + "datatype"][0] for one in _list(said, values[0]))
    return tuple(values)


def _check_property(
    store: Store, one: _Property, class_: str, instances: Callable[[str], frozenset[Value]]
) -> Iterator[Fault]:
    rows: defaultdict[str, list[_Row]] = defaultdict(list)
    answer = store.select(internal_query("shape-values.rq"), {"class": Iri(class_), "path": Iri(one.path)})
    for this, value, datatype, language, is_name in answer.rows:
        held = rows[str(this)]
        if value is not None:
            held.append(_Row(value, str(datatype), str(language or ""), bool(is_name)))
    others: dict[str, dict[str, list[_Row]]] = {}
    for name, arguments in one.constraints:
        check = CHECKS[name]
        if name in ("lessThan", "disjoint"):
            answer = store.select(
                internal_query("shape-values.rq"), {"class": Iri(class_), "path": Iri(arguments[0])}
            )
            others = {name: defaultdict(list)}
            for this, value, *_ in answer.rows:
                others[name][str(this)].append(_Row(value, None, None, False))
        for this in sorted(rows):
            context = _Context(rows[this], arguments, instances, others.get(name, {}).get(this, []))
            for value in check(context):
                words = one.message or f"{_short(one.path)}: {name} {' '.join(map(_short, arguments))}"
                yield Fault("violation", this, words, value)


def _short(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1] if "://" in iri else iri


@dataclass(frozen=True, slots=True)
class _Context:
    rows: list[_Row]
    arguments: tuple[Node, ...]
    instances: Callable[[str], frozenset[Value]]
    other: list[_Row]

    @property
    def number(self) -> float:
        return float(self.arguments[0])


def _distinct(context: _Context) -> int:
    return len({(type(row.value), row.value, row.language, row.datatype) for row in context.rows})


def _each(holds: Callable[[_Row, _Context], bool]) -> Callable[[_Context], Iterator[str | None]]:
    def check(context: _Context) -> Iterator[str | None]:
        return (str(row.value) for row in context.rows if not holds(row, context))

    return check


def _count(holds: Callable[[int, float], bool]) -> Callable[[_Context], Iterator[str | None]]:
    def check(context: _Context) -> Iterator[str | None]:
        return iter(() if holds(_distinct(context), context.number) else (None,))

    return check


def _unique_language(context: _Context) -> Iterator[str | None]:
    languages = [row.language for row in context.rows if row.language]
    return iter([None] if len(languages) != len(set(languages)) else ())


def _is_number(row: _Row, holds: Callable[[float], bool]) -> bool:
    try:
        return holds(float(str(row.value)))
    except ValueError:
        return False


def _is_less(row: _Row, context: _Context) -> bool:
    limits = [float(str(other.value)) for other in context.other]
    return _is_number(row, lambda number: all(number < limit for limit in limits))


CHECKS: dict[str, Callable[[_Context], Iterator[str | None]]] = {
    "minCount": _count(lambda have, want: have >= want),
    "maxCount": _count(lambda have, want: have <= want),
    "datatype": _each(lambda row, context: row.datatype == context.arguments[0]),
    "or": _each(lambda row, context: row.datatype in context.arguments),
    "in": _each(lambda row, context: str(row.value) in context.arguments),
    "class": _each(lambda row, context: row.value in context.instances(context.arguments[0])),
    "nodeKind": _each(lambda row, context: row.is_name),
    "pattern": _each(lambda row, context: re.search(context.arguments[0], str(row.value)) is not None),
    "minLength": _each(lambda row, context: len(str(row.value)) >= context.number),
    "minInclusive": _each(lambda row, context: _is_number(row, lambda number: number >= context.number)),
    "maxInclusive": _each(lambda row, context: _is_number(row, lambda number: number <= context.number)),
    "uniqueLang": _unique_language,
    "lessThan": _each(_is_less),
    "disjoint": _each(lambda row, context: row.value not in [other.value for other in context.other]),
}


def _selects(said: Said) -> Iterator[tuple[str, str, str]]:
    """(severity, message, query) of every constraint that is a query, with the declared prefixes before it."""
    prefixes = "".join(
        f"PREFIX {pairs[SH + 'prefix'][0]}: <{pairs[SH + 'namespace'][0]}>\n"
        for pairs in list(said.values())
        if pairs.get(SH + "prefix")
    )
    for shape, shape_pairs in list(said.items()):
        for node in shape_pairs.get(SH + "sparql", ()) if shape.startswith(BASE) else ():
            pairs = said[node]
            warning = (SH + "Warning") in pairs.get(SH + "severity", ())
            yield (
                "warning" if warning else "violation",
                pairs[SH + "message"][0],
                prefixes + pairs[SH + "select"][0],
            )
