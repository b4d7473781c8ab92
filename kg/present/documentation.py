"""Pages about the ontology and the named questions, from what those say of themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from kg.graph.documentation import Documentation, short
from kg.insight.queries import NamedQuery, named_queries
from kg.present.pages import ASSETS, TEMPLATES, environment, policy, read
from kg.present.tables import as_markdown
from kg.store import sparql
from kg.store.protocol import Store
from kg.store.table import Value

SHOWN = 3  # rows of an example
LONGEST = 120  # letters of a cell in an example


def ontology_page(docs: Documentation) -> str:
    """One HTML page that stands alone: classes, properties and schemes, each with a place to link to."""
    styles = read(ASSETS / "tokens.css", TEMPLATES / "docs" / "ontology.css")
    made = environment()
    made.filters["anchor"] = lambda iri: (
        (short(iri) if "://" in iri else iri).replace(":", "-").replace("/", "-")
    )
    template = made.get_template("docs/ontology.html.j2")
    return template.render(docs=docs, short=short, styles=styles, policy=policy([styles], []))


def queries_page(store: Store, about: str, prefixes: Mapping[str, str]) -> str:
    """Markdown: every named question by audience, its parameters, its columns, and the first rows of an answer."""
    audiences: defaultdict[str, list[tuple[NamedQuery, str, int]]] = defaultdict(list)
    for query in named_queries().values():
        audiences[query.audience].append((query, *_example(store, query, prefixes)))
    template = environment().get_template("docs/queries.md.j2")
    return template.render(audiences=sorted(audiences.items()), about=about).strip() + "\n"


def _example(store: Store, query: NamedQuery, prefixes: Mapping[str, str]) -> tuple[str, int]:
    if sparql.form(query.sparql) != "SELECT":
        return "It gives RDF: ask with `--format ttl`.\n", 0
    table = store.select(query.sparql)
    if not len(table):
        return "There it has no rows.\n", 0
    rows = tuple(tuple(_cut(value) for value in row) for row in table.rows[:SHOWN])
    return as_markdown(replace(table, rows=rows), prefixes), max(0, len(table) - SHOWN)


def _cut(value: Value) -> Value:
    return value[:LONGEST] + "…" if type(value) is str and len(value) > LONGEST else value
