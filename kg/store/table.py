"""An answer as a value: columns and ordered rows of plain Python values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal


class Iri(str):
    """An IRI in a table: a string that knows it is a name and not a text."""

    __slots__ = ()


Value = Iri | str | int | float | Decimal | bool | None  # dates stay text, as fine as the source gave them
Bindings = Mapping[str, Value | tuple[Value, ...]]  # a variable's value, or the several that it may have


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT: the variables in order, and rows of values in the order of the query."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def dicts(self) -> Iterator[dict[str, Value]]:
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))

    def column(self, name: str) -> tuple[Value, ...]:
        place = self.columns.index(name)
        return tuple(row[place] for row in self.rows)
