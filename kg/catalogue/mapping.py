"""The mapping of a catalogue: a small TOML file that says what each column of each table is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import CurationError

# What a column can be.  The first group makes or finds the review, the second says something of it.
IDENTIFYING = ("key", "parent", "review", "document", "area", "label")
FACTS = (
    "type", "issued", "incident-date", "incident-type", "method", "publisher", "author", "keyword",
    "theme", "age-band", "link", "text", "integer", "number", "boolean", "date",
)  # fmt: skip
IGNORED = "ignore"
FREE = ("text", "integer", "number", "boolean", "date", "link")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is, how a cell is split into several values, and other words for its values."""

    name: str
    to: str
    split: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: the file or sheet it lies in, its columns, and the table whose rows its rows belong to."""

    name: str
    columns: Mapping[str, Column]
    file: str | None = None
    sheet: str | None = None
    of: str | None = None
    others: str = "refuse"  # or "ignore": columns that the mapping does not name

    def column(self, to: str) -> Column | None:
        return next((column for column in self.columns.values() if column.to == to), None)


@dataclass(frozen=True, slots=True)
class Mapped:
    """The whole mapping.  ``empty`` are cells that say nothing; the first sheet is the table of reviews."""

    name: str
    title: str
    sheets: tuple[Sheet, ...]
    publisher: str = ""
    licence: str = ""
    empty: frozenset[str] = frozenset()


def read_mapping(path: Path) -> Mapped:
    """Read and check a mapping.  ``CurationError`` says which line of thought does not hold, and what fits."""
    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CurationError(
            f"The mapping {path} cannot be read: {getattr(error, 'strerror', None) or error}.",
            hint="docs/analysts/catalogues.md shows one.",
        ) from error
    _known(path, "the mapping", held, {"name", "title", "publisher", "licence", "empty", "table"})
    name, title = str(held.get("name", "")), str(held.get("title", ""))
    if not _NAME.fullmatch(name) or not title:
        raise _fault(path, "it needs a name (small letters, figures, hyphens) and a title")
    sheets = tuple(_sheet(path, table) for table in held.get("table", ()))
    _together(path, sheets)
    empty = frozenset(str(word).casefold() for word in held.get("empty", ("", "-", "n/a", "not stated")))
    return Mapped(
        name, title, sheets, str(held.get("publisher", "")), str(held.get("licence", "")), empty | {""}
    )


def _sheet(path: Path, held: dict[str, Any]) -> Sheet:
    name = str(held.get("name", ""))
    _known(path, f"table {name!r}", held, {"name", "columns", "file", "sheet", "of", "others"})
    if not _NAME.fullmatch(name):
        raise _fault(path, f"a table needs a name of small letters, figures and hyphens, not {name!r}")
    columns = {str(key): _column(path, str(key), value) for key, value in held.get("columns", {}).items()}
    if not columns:
        raise _fault(path, f"table {name!r} has no [table.columns]")
    if held.get("others", "refuse") not in ("refuse", IGNORED):
        raise _fault(path, f"table {name!r}: others is refuse or ignore")
    return Sheet(
        name, columns, held.get("file"), held.get("sheet"), held.get("of"), held.get("others", "refuse")
    )


def _column(path: Path, name: str, held: Any) -> Column:
    said: dict[str, Any] = {"to": held} if isinstance(held, str) else dict(held)
    _known(path, f"column {name!r}", said, {"to", "split", "values", "label"})
    to = str(said.get("to", ""))
    if to not in (*IDENTIFYING, *FACTS, IGNORED):
        raise _fault(
            path, f"column {name!r} cannot be {to!r}; it can be {', '.join((*IDENTIFYING, *FACTS, IGNORED))}"
        )
    values = {str(word).casefold(): str(meant) for word, meant in said.get("values", {}).items()}
    return Column(name, to, said.get("split"), values, str(said.get("label", name)))


def _together(path: Path, sheets: tuple[Sheet, ...]) -> None:
    """The tables fit: one of reviews, first; each other hangs on one before it."""
    if not sheets:
        raise _fault(path, "it needs at least one [[table]]")
    first, names = sheets[0], [sheet.name for sheet in sheets]
    if first.of is not None:
        raise _fault(path, f"the first table, {first.name!r}, is that of the reviews and belongs to no other")
    if not (
        first.column("review") or first.column("document") or (first.column("area") and first.column("label"))
    ):
        raise _fault(
            path, f"table {first.name!r} needs a column for review, for document, or for area and label"
        )
    for place, sheet in enumerate(sheets):
        if names.count(sheet.name) > 1:
            raise _fault(path, f"two tables are called {sheet.name!r}")
        for to in IDENTIFYING:
            if sum(column.to == to for column in sheet.columns.values()) > 1:
                raise _fault(path, f"table {sheet.name!r} has two columns for {to}")
        if place and (sheet.of not in names[:place] or sheet.column("parent") is None):
            raise _fault(
                path, f"table {sheet.name!r} needs of = (a table before it) and a column that is parent"
            )
        if place and sheets[names.index(str(sheet.of))].column("key") is None:
            raise _fault(path, f"table {sheet.of!r} needs a column that is key: {sheet.name!r} refers to it")


def _known(path: Path, what: str, held: Mapping[str, Any], names: set[str]) -> None:
    for name in held:
        if name not in names:
            raise _fault(path, f"{what} has {name!r}; it may have {', '.join(sorted(names))}")


def _fault(path: Path, what: str) -> CurationError:
    return CurationError(
        f"The mapping {path.name}: {what}.", hint="docs/analysts/catalogues.md shows one that works."
    )
