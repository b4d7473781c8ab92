"""From a table and its mapping to a catalogue: every doubt named with its row, and nothing taken over unless all holds."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kg.catalogue.mapping import IDENTIFYING, IGNORED, Column, Mapped, Sheet, read_mapping
from kg.catalogue.records import Catalogue, Field, Record
from kg.catalogue.tables import Rows, read_table
from kg.catalogue.values import convert
from kg.errors import CurationError
from kg.extraction.identity.keys import review_key

_MOST = 20  # faults named in one message
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Fault = Callable[[str], None]


def import_table(table: Path, mapping: Path) -> Catalogue:
    """The catalogue that ``table`` is under ``mapping``.

    ``CurationError`` names every row in doubt: unknown columns, bad dates and numbers, unknown themes and types,
    keys that are there twice or missing, rows that belong to none.
    """
    mapped = read_mapping(mapping)
    faults: list[str] = []
    fields: list[Field] = []
    records: dict[str, list[Record]] = {}
    digest = hashlib.sha256()
    for sheet in mapped.sheets:
        path = table.parent / sheet.file if sheet.file else table
        rows = read_table(path, sheet.sheet)
        digest.update(path.read_bytes())
        where = f"{sheet.sheet or path.name}: " if len(mapped.sheets) > 1 else ""
        _columns(sheet, rows, where, faults.append)
        fields += _fields(sheet)
        records[sheet.name] = list(_records(sheet, rows, mapped, where, faults.append))
        _keys(sheet, records, where, faults.append)
    if faults:
        more = f"\n  … and {len(faults) - _MOST} more" if len(faults) > _MOST else ""
        raise CurationError(
            "The table cannot be imported; nothing was changed.\n  " + "\n  ".join(faults[:_MOST]) + more,
            hint="Mend these rows, or the mapping, and import it again.",
        )
    return Catalogue(
        mapped.name, mapped.title, table.name, digest.hexdigest(), mapped.publisher, mapped.licence,
        tuple(fields), tuple(record for some in records.values() for record in some),
    )  # fmt: skip


def _columns(sheet: Sheet, rows: Rows, where: str, fault: Fault) -> None:
    for name in sheet.columns:
        if name not in rows.columns:
            fault(f"{where}there is no column {name!r}; there are {', '.join(map(repr, rows.columns))}.")
    if sheet.others == IGNORED:
        return
    for name in rows.columns:
        if name and name not in sheet.columns:
            fault(f'{where}the mapping does not know column {name!r}: give it a line, or "ignore".')


def _fields(sheet: Sheet) -> Iterator[Field]:
    for column in sheet.columns.values():
        if column.to not in (*IDENTIFYING, IGNORED) or column.to in ("area", "label"):
            yield Field(sheet.name, column.name, column.to, column.label)


def _records(sheet: Sheet, rows: Rows, mapped: Mapped, where: str, fault: Fault) -> Iterator[Record]:
    for number, cells in rows.rows:
        said = {
            name: cell
            for name, cell in zip(rows.columns, cells, strict=True)
            if name in sheet.columns and cell.casefold() not in mapped.empty
        }

        def doubt(what: str, number: int = number) -> None:
            fault(f"{where}row {number}: {what}" + ("" if what.endswith("?") else "."))

        identity = {
            column.to: said.get(column.name, "")
            for column in sheet.columns.values()
            if column.to in IDENTIFYING
        }
        review = "" if sheet.of else _review(identity, doubt)
        for to in ("key", "parent"):
            if to in identity and not identity[to]:
                doubt(f"its {to} ({_name(sheet, to)}) is empty")
        parent = f"{sheet.of}/{identity['parent']}" if sheet.of else ""
        key = identity.get("key") or review or identity.get("document") or str(number)
        values = tuple(_values(sheet, said, doubt))
        yield Record(sheet.name, number, key, values, review, identity.get("document", ""), parent)


def _name(sheet: Sheet, to: str) -> str:
    column = sheet.column(to)
    return repr(column.name) if column else to


def _review(identity: Mapping[str, str], doubt: Fault) -> str:
    """The review's key: as it is given, or made of area and case label as for a document."""
    given, area, label = (identity.get(to, "") for to in ("review", "area", "label"))
    if given:
        if not _KEY.fullmatch(given):
            doubt(f"{given!r} is no name of a review; names look like kirklees-child-e")
        return given
    if area and label:
        return review_key(area, label, "")
    if not identity.get("document"):
        doubt("nothing says which review it is: give a document, a review, or area and label")
    return ""


def _values(sheet: Sheet, said: Mapping[str, str], doubt: Fault) -> Iterator[tuple[str, str]]:
    for column in sheet.columns.values():
        if column.name not in said or column.to == IGNORED:
            continue
        if column.to in IDENTIFYING and column.to not in ("area", "label"):
            continue
        yield from dict.fromkeys(
            (column.name, value) for value in _converted(column, said[column.name], doubt)
        )


def _converted(column: Column, cell: str, doubt: Fault) -> Iterator[str]:
    parts = [part.strip() for part in cell.split(column.split)] if column.split else [cell]
    for part in filter(None, parts):
        meant = column.values.get(part.casefold(), part)
        try:
            yield convert(column.to, meant)
        except ValueError as error:
            doubt(f"column {column.name!r}: {error}")


def _keys(sheet: Sheet, records: Mapping[str, list[Record]], where: str, fault: Fault) -> None:
    """Keys that are there twice, reviews that two rows describe, and rows whose parent is not there."""
    own = records[sheet.name]
    for what in ("key", "review"):
        seen: dict[str, int] = {}
        for record in own:
            name = record.key if what == "key" else record.review
            if name and name in seen:
                fault(f"{where}row {record.row}: the {what} {name!r} stands in row {seen[name]} too.")
            elif name:
                seen[name] = record.row
    if sheet.of:
        known = {record.name for record in records[sheet.of]}
        for record in own:
            if record.parent.partition("/")[2] and record.parent not in known:
                name = record.parent.partition("/")[2]
                fault(f"{where}row {record.row}: table {sheet.of!r} has no row with the key {name!r}.")
