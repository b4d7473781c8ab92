"""Options that several verbs share, so that they are called and explained the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

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
