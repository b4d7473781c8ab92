"""Full-text search over the wordings of items and their quotations: an SQLite index beside the published graph."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import OutputError, QueryError, StoreError
from kg.store.table import Iri, Table

FILE = "search.sqlite"
# porter: "assessed" finds "assessment"; the unicode tokenizer before it folds accents and case.
_SCHEMA = """
CREATE VIRTUAL TABLE items USING fts5(
  graph UNINDEXED, item UNINDEXED, review UNINDEXED, kind UNINDEXED, case_label, wording, quotations,
  tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TABLE about (generation TEXT);
"""
Row = tuple[str, str, str, str, str, str, str]  # graph, item, review, kind, case label, wording, quotations


def update(folder: Path, generation: str, rows: Iterable[Row], dropped: Iterable[str] | None) -> None:
    """Bring the index to ``generation``: drop the graphs ``dropped`` (None: all), then add ``rows``.

    The work is done on a copy that takes the place of the index whole.
    """
    index, fresh = folder / FILE, folder / f".{FILE}-{os.getpid()}"
    try:
        if dropped is not None and index.is_file():
            shutil.copyfile(index, fresh)
        with contextlib.closing(sqlite3.connect(fresh)) as database:
            if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'items'").fetchone():
                database.executescript(_SCHEMA)
            database.executemany("DELETE FROM items WHERE graph = ?", ((name,) for name in dropped or ()))
            database.executemany("INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            database.execute("DELETE FROM about")
            database.execute("INSERT INTO about VALUES (?)", (generation,))
            database.commit()
        fresh.replace(index)
    except (OSError, sqlite3.Error) as error:
        raise OutputError(f"The search index cannot be written in {folder}: {error}.") from error
    finally:
        fresh.unlink(missing_ok=True)


def indexed_generation(folder: Path) -> str | None:
    """The generation that the index stands for, or None when there is no index."""
    try:
        with _open(folder) as database:
            row = database.execute("SELECT generation FROM about").fetchone()
            return str(row[0]) if row else None
    except (StoreError, sqlite3.Error):
        return None


@contextlib.contextmanager
def _open(folder: Path) -> Iterator[sqlite3.Connection]:
    path = (folder / FILE).resolve()
    if not path.is_file():
        raise StoreError(f"There is no search index in {folder}.", hint="Run `kg build` first.")
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
        yield database


def search(folder: Path, words: str, kind: str | None = None, limit: int = 20) -> Table:
    """Items whose wording or quotations hold all the words, the best first; ``"…"`` for words in a row.

    Columns: item, review, case, kind, wording, found (the place that fits best, the words between « and »).
    """
    wanted = _expression(words)
    sql = (
        "SELECT item, review, case_label, kind, wording, snippet(items, -1, '«', '»', ' … ', 24) FROM items "
        "WHERE items MATCH ? AND (? IS NULL OR kind = ?) ORDER BY bm25(items, 0, 0, 0, 0, 2, 4, 1), item LIMIT ?"
    )
    with _open(folder) as database:
        try:
            rows = database.execute(sql, (wanted, kind, kind, limit)).fetchall()
        except sqlite3.OperationalError as error:
            raise QueryError(f"The search cannot be understood: {error}.") from error
    return Table(
        ("item", "review", "case", "kind", "wording", "found"),
        tuple((Iri(row[0]), Iri(row[1]), *row[2:]) for row in rows),
    )


def _expression(words: str) -> str:
    """What a person typed as an FTS5 expression: quoted parts as phrases, a last * as a beginning, all else as words."""
    parts = re.findall(r'"([^"]*)"|(\S+)', words)
    terms: list[str] = []
    for phrase, word in parts:
        plain = re.sub(r'["\x00]', " ", phrase or word.rstrip("*")).strip()
        if re.search(r"\w", plain):
            terms.append(f'"{plain}"' + ("*" if word.endswith("*") else ""))
    if not terms:
        raise QueryError("There is nothing to search for.", hint='Give words, or "words in a row".')
    return " ".join(terms)
