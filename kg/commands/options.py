"""Options that several verbs share, so that they are called and explained the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

# The forms that an answer of SPARQL has beyond a table, by their short names.
RESULTS = {"xml": "application/sparql-results+xml", "srj": "application/sparql-results+json"}
RDF = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
}

Function = TypeVar("Function", bound=Callable[..., Any])


def folder_option(function: Function) -> Function:
    """``-o DIR``: the build's folder."""
    return click.option(
        "-o",
        "--output",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        default="output",
        envvar="KG_OUTPUT",
        show_default=True,
        help="The folder of the build.",
    )(function)


def store_option(function: Function) -> Function:
    """``--store URL``: ask a SPARQL 1.1 server instead of the build's folder."""
    return click.option(
        "--store",
        metavar="URL",
        envvar="KG_STORE",
        help="Ask this SPARQL 1.1 server instead. Credentials: KG_STORE_USER and KG_STORE_PASSWORD, KG_STORE_TOKEN, or netrc.",
    )(function)


def table_format_option(function: Function) -> Function:
    """``--format``: how a table is written."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "csv", "tsv", "json", "md", "xlsx"]),
        default="table",
        show_default=True,
        help="How to write the answer.",
    )(function)


def curation_option(function: Function) -> Function:
    """``--curation DIR``: the folder of people's decisions."""
    return click.option(
        "--curation",
        type=click.Path(path_type=Path, file_okay=False),
        default="curation",
        envvar="KG_CURATION",
        show_default=True,
        help="The folder of people's decisions (see kg curate); keep it under version control.",
    )(function)


def catalogues_option(function: Function) -> Function:
    """``--catalogues DIR``: the folder of imported tables."""
    return click.option(
        "--catalogues",
        type=click.Path(path_type=Path, file_okay=False),
        default="catalogues",
        envvar="KG_CATALOGUES",
        show_default=True,
        help="The folder of imported tables (see kg import); keep it beside the sources.",
    )(function)
