"""What ``kg show`` prints."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Mapping

import click

from kg.present.tables import shortened
from kg.store.table import Table, Value

KINDS = (
    ("finding", "Findings"),
    ("recommendation", "Recommendations"),
    ("question", "Reflective questions"),
    ("good-practice", "Good practice"),
    ("purpose", "Purposes"),
)
Row = dict[str, Value]


def print_review(name: str, tables: Mapping[str, Table]) -> None:
    """Facts with their words, agencies by part, and items with their themes."""
    click.secho(name.rsplit("/", 1)[-1], bold=True)
    click.echo(name + "\n")
    for row in tables["withdrawn"].dicts():
        click.echo(f"Withdrawn on {_clean(row['on'])} by {_clean(row['by'])}: {_clean(row['why'])}")
        return
    if not len(tables["facts"]) and not len(tables["items"]):
        click.echo("Only known from what other reviews say of it: its own document is not held.")
        return
    for row in tables["facts"].dicts():
        if row["property"] not in ("contributing agency", "mentions agency"):
            click.echo(f"{row['property']}: {_clean(row['value'])}  {_place(row)}")
    _agencies(tables["agencies"])
    _items(tables["items"], tables["themes"])


def _place(row: Row) -> str:
    page = f", page {row['page']}" if row.get("page") else ""
    return click.style(f"“{_clean(row['exact'], 90)}”{page}", dim=True)


def _clean(value: Value, most: int = 0) -> str:
    words = " ".join(shortened(value, {}).split())
    return textwrap.shorten(words, most, placeholder=" …") if most else words


def _agencies(table: Table) -> None:
    parts: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in table.dicts():
        acronym = f" ({_clean(row['acronym'])})" if row["acronym"] else ""
        parts[str(row["part"])][f"{_clean(row['name'])}{acronym} – {_clean(row['kind']).lower()}"] = None
    for part, names in parts.items():
        click.secho(f"\nAgencies that {'are ' if part == 'mentioned' else ''}{part}", bold=True)
        for one in names:
            click.echo(f"  {one}")


def _items(items: Table, themes: Table) -> None:
    tags: defaultdict[Value, list[Row]] = defaultdict(list)
    for row in themes.dicts():
        tags[row["item"]].append(row)
    first: dict[Value, Row] = {}
    addressees: defaultdict[Value, dict[str, None]] = defaultdict(dict)
    for row in items.dicts():
        first.setdefault(row["item"], row)
        if row["addressee"]:
            addressees[row["item"]][_clean(row["addressee"])] = None
    for kind, heading in KINDS:
        own = [row for row in first.values() if row["kind"] == kind]
        if own:
            click.secho(f"\n{heading} ({len(own)})", bold=True)
        for row in own:
            _item(row, tags, addressees, "  ")
            for point in first.values():
                if point["parent"] == row["item"] and kind == "finding":
                    _item(point, tags, addressees, "      ")


def _item(
    row: Row, tags: Mapping[Value, list[Row]], addressees: Mapping[Value, dict[str, None]], indent: str
) -> None:
    label = f"{_clean(row['number'])}. " if row["number"] else "– "
    page = f"  (page {row['page']})" if row["page"] else ""
    click.echo(
        textwrap.fill(
            label + _clean(row["wording"]) + page,
            100,
            initial_indent=indent,
            subsequent_indent=indent + "   ",
        )
    )
    if addressees.get(row["item"]):
        click.echo(f"{indent}   to: {'; '.join(addressees[row['item']])}")
    seen: dict[tuple[str, bool], str] = {}
    for tag in tags.get(row["item"], ()):
        seen.setdefault((_clean(tag["label"]), tag["tagger"] == "model"), _clean(tag["exact"], 60))
    for (theme, is_suggested), words in seen.items():
        click.echo(
            click.style(f"{indent}   {'suggested: ' if is_suggested else ''}{theme} “{words}”", dim=True)
        )
