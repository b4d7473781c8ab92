"""The parts of ``kg query``: finding the query, its parameters, printing the answer or why it is empty."""

from __future__ import annotations

import signal
import sys
from collections import defaultdict
from pathlib import Path
from typing import TextIO

import click

from kg.commands.options import RDF, RESULTS
from kg.commands.printing import print_table
from kg.errors import QueryError, SourceError
from kg.insight.empty import explain_empty
from kg.insight.naming import resolve
from kg.insight.paging import Page, page
from kg.insight.queries import THINGS, NamedQuery, find, named_queries, values
from kg.store import sparql
from kg.store.opening import open_store
from kg.store.protocol import Store
from kg.store.table import Value


def load(question: str, stdin: TextIO) -> NamedQuery:
    """The query of that name, of that file, of standard input for ``-``, or the one that the words are."""
    if question == "-":
        return _unnamed("standard input", stdin.read())
    if "{" in question:  # no name and no file has a brace; every query does
        return _unnamed("the command line", question)
    path = Path(question)
    if path.suffix in (".rq", ".sparql") or path.is_file():
        try:
            return _unnamed(path.name, path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(
                f"{question} cannot be read: {getattr(error, 'strerror', None) or error}.",
                hint="`kg query --list` shows the names.",
            ) from error
    return find(question)


def _unnamed(name: str, text: str) -> NamedQuery:
    if not text.strip():
        raise QueryError(f"The query in {name} is empty.")
    return NamedQuery(name, name, "", "", (), (), text)


def given(parameters: tuple[str, ...]) -> dict[str, object]:
    """``key=value`` as a mapping."""
    split = [parameter.partition("=") for parameter in parameters]
    for key, equals, _ in split:
        if not equals or not key:
            raise click.UsageError(f"A parameter looks like key=value, not {key!r}.")
    return {key.strip(): value for key, _, value in split}


def answer(
    query: NamedQuery, parameters: dict[str, object], form: str | None, where: str | Path, number: int | None
) -> None:
    """Ask, and print the answer: the whole, or page ``number`` of it."""
    # The engine cannot be interrupted: while it works, Ctrl-C ends the process.  Nothing is written, nothing is lost.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    store = open_store(where)
    given = _bindings(store, query, parameters)
    run = None if number is None else page(store, query, given, number)
    bindings = run.bindings if run else given
    is_rdf = sparql.form(query.sparql) in ("CONSTRUCT", "DESCRIBE")
    form = form or ("ttl" if is_rdf else "table")
    if is_rdf and form not in RDF:
        raise QueryError("This query gives RDF, not a table.", hint="Use --format " + ", ".join(RDF) + ".")
    if form in RDF or form in RESULTS:
        data = store.run(query.sparql, {**RDF, **RESULTS}[form], bindings)
        sys.stdout.buffer.write(data)
        _say_page(run)
        return
    table = store.select(query.sparql, bindings)
    print_table(table, form, query.title)
    _say_page(run)
    if not len(table) and run is None:
        for line in explain_empty(store, query, given):
            click.echo(line, err=True)


def _say_page(run: Page | None) -> None:
    """On standard error, so that a file of the rows holds nothing else."""
    if run is not None:
        on = f" --page {run.number + 1} goes on; " if run.number < run.pages else " That is the last; "
        click.echo(f"This is {run}.{on}without --page comes the whole.", err=True)


def _bindings(store: Store, query: NamedQuery, parameters: dict[str, object]) -> dict[str, Value]:
    """Parameters as terms.  Things are looked up by name, so that "Kirklees" is as good as its code."""
    types = {parameter.name: parameter.type for parameter in query.parameters}
    found = {
        name: resolve(store, types[name], str(value)) if types.get(name) in THINGS else value
        for name, value in parameters.items()
    }
    if query.parameters or query.question:
        return values(query, found)
    return {name: _guess(str(value)) for name, value in parameters.items()}


def _guess(words: str) -> Value:
    """A value for a query of the user's own: an IRI or a whole number when it looks like one, else text."""
    from kg.store.table import Iri

    if words.startswith("<") and words.endswith(">"):
        return Iri(words[1:-1])
    if words.startswith(("http://", "https://")):
        return Iri(words)
    return int(words) if words.lstrip("-").isdecimal() else words


def print_list() -> None:
    """Every named question, under who asks it."""
    by_audience: defaultdict[str, list[NamedQuery]] = defaultdict(list)
    for query in named_queries().values():
        by_audience[query.audience].append(query)
    width = max(len(name) for name in named_queries())
    for audience, queries in sorted(by_audience.items()):
        click.secho(audience, bold=True)
        for query in queries:
            click.echo(f"  {query.name.ljust(width)}  {query.question}")
            for parameter in query.parameters:
                default = f" (as it stands: {parameter.default})" if parameter.default else ""
                click.echo(f"  {' ' * width}    -p {parameter.name}=… {parameter.description}{default}")
            if query.paging:
                click.echo(f"  {' ' * width}    --page N {query.paging.size} {query.paging.things} at a time")


def print_question(query: NamedQuery) -> None:
    click.echo(query.sparql, nl=False)
