"""A catalogue as it is kept beside the sources: one line of JSON for itself, then one for each of its rows."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.errors import CurationError, OutputError

FOLDER = Path("catalogues")


@dataclass(frozen=True, slots=True)
class Field:
    """A column that was taken over: its table, its name there, what it is, and its name for readers."""

    table: str
    column: str
    to: str
    label: str


@dataclass(frozen=True, slots=True)
class Record:
    """One row.  ``values`` are (column, value), in the order of the columns; a split cell gives several.

    A row of reviews names its review by ``review`` (a key), by ``document`` (a file's name, or the start of its
    SHA-256), or by both; a row of another table has the ``parent`` record's ``table/key``.
    """

    table: str
    row: int
    key: str
    values: tuple[tuple[str, str], ...]
    review: str = ""
    document: str = ""
    parent: str = ""

    @property
    def name(self) -> str:
        return f"{self.table}/{self.key}"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that one import took over.  ``sha256`` is that of the table's bytes."""

    name: str
    title: str
    source: str
    sha256: str
    publisher: str
    licence: str
    fields: tuple[Field, ...]
    records: tuple[Record, ...]

    def field(self, table: str, column: str) -> Field:
        return next(one for one in self.fields if (one.table, one.column) == (table, column))

    def count(self, table: str) -> int:
        return sum(record.table == table for record in self.records)


def save(folder: Path, catalogue: Catalogue) -> Path:
    """Write ``folder/NAME.jsonl``: whole, or not at all."""
    path = folder / f"{catalogue.name}.jsonl"
    fresh = folder / f".{catalogue.name}-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh.write_text("".join(f"{line}\n" for line in _lines(catalogue)), encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise OutputError(
            f"{path} cannot be written: {error.strerror or error}. Nothing was imported."
        ) from error
    return path


def _lines(catalogue: Catalogue) -> Iterator[str]:
    head = {key: value for key, value in asdict(catalogue).items() if key != "records"}
    yield json.dumps(head, ensure_ascii=False)
    for record in catalogue.records:
        yield json.dumps({key: value for key, value in asdict(record).items() if value}, ensure_ascii=False)


def read_all(folder: Path) -> tuple[Catalogue, ...]:
    """Every catalogue of ``folder``, by name; none when there is no such folder.  ``CurationError`` for a broken one."""
    return tuple(_read(path) for path in sorted(folder.glob("*.jsonl")))


def _read(path: Path) -> Catalogue:
    number = 1
    try:
        with path.open(encoding="utf-8") as file:
            head: dict[str, Any] = json.loads(file.readline())
            head["fields"] = tuple(Field(**one) for one in head["fields"])
            records = []
            for line in file:
                number += 1
                held = json.loads(line)
                records.append(Record(**{**held, "values": _pairs(held)}))
        return Catalogue(**head, records=tuple(records))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise CurationError(
            f"The catalogue {path} is broken (line {number}): {error}.",
            hint="Take it from version control, or import its table again.",
        ) from error


def _pairs(held: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((str(column), str(value)) for column, value in held.get("values", ()))


def signature(catalogue: Catalogue) -> str:
    """Changes when anything that the catalogue says does."""
    return hashlib.sha256("\n".join(_lines(catalogue)).encode()).hexdigest()[:16]
