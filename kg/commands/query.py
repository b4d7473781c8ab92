"""``kg query``: ask the graph in SPARQL, by a named question, a file, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.commands.options import RDF, RESULTS, folder_option, store_option


@click.command("query")
@click.argument("question", required=False, metavar="NAME|FILE|SPARQL|-")
@click.option(
    "-p", "--parameter", "parameters", multiple=True, metavar="KEY=VALUE", help="A value for a parameter."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "tsv", "json", "md", "xlsx", *RESULTS, *RDF]),
    help="How to write the answer.  Default: a table, or Turtle for a CONSTRUCT or DESCRIBE.",
)
@click.option("--list", "listing", is_flag=True, help="The named questions.")
@click.option("--page", type=int, metavar="N", help="Only page N of a long listing: a run of its reviews.")
@click.option("--show", is_flag=True, help="Print the question and its SPARQL instead of asking it.")
@folder_option
@store_option
def command(
    question: str | None,
    parameters: tuple[str, ...],
    form: str | None,
    listing: bool,
    page: int | None,
    show: bool,
    folder: Path,
    store: str | None,
) -> None:
    """Ask a named question (`kg query recurring-themes`), a .rq FILE, SPARQL in quotes, or on standard input (-).

    Parameters are values, never SPARQL: -p theme=information-sharing -p since=2019 -p area=Kirklees.
    Long listings can be read in pages: kg query theme-evidence --page 1.
    """
    from kg.commands import querying

    if listing:
        querying.print_list()
        return
    if question is None:
        raise click.UsageError(
            "Give a question's name, a file, SPARQL in quotes, or -; `kg query --list` shows the names."
        )
    query = querying.load(question, sys.stdin)
    if show:
        querying.print_question(query)
        return
    querying.answer(query, querying.given(parameters), form, store or folder, page)
