"""Answers kept beside the graph: what each text says, as rows that load many times quicker than the graph can be asked.

``reviews/<sha12>.rows`` holds, for one text, the answers to some questions over that text's triples alone.  A text's
triples are in its own graph, so the answers of all texts together are the answer of the whole.  They hold for one
published generation: where that is not the one that is asked about, there is nothing kept and the graph is asked.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import RdfFormat
from pyoxigraph import Store as Oxigraph

from kg.resources import internal_query
from kg.store.embedded import EmbeddedStore
from kg.store.protocol import Store
from kg.store.table import Iri, Value

MANIFEST = "manifest.json"  # of a build: which texts its published generation holds, each with its key
_N_TRIPLES = "application/n-triples"
Answers = Mapping[str, list[list[Value]]]  # question -> rows, in no order; decimals as words


def rows_path(folder: Path, sha256: str) -> Path:
    return folder / "reviews" / f"{sha256[:12]}.rows"


def answered(quads: bytes, questions: Mapping[str, str], key: str) -> bytes:
    """The file of one text: its ``key``, then the answers over its N-Quads, packed."""
    answers = _answers(quads, RdfFormat.N_QUADS, questions)
    return packed(
        _head(key, _sign(questions)),
        json.dumps(answers, ensure_ascii=False, separators=(",", ":"), default=str).encode(),
    )


def _answers(data: bytes, form: RdfFormat, questions: Mapping[str, str]) -> Answers:
    engine = Oxigraph()
    engine.bulk_load(data, format=form)
    return answers_of(EmbeddedStore(engine), questions)


def answers_of(store: Store, questions: Mapping[str, str]) -> Answers:
    """The answers over all that ``store`` holds."""
    return {name: [list(row) for row in store.select(query).rows] for name, query in questions.items()}


def _head(key: str, sign: str) -> bytes:
    """The first line: the text's key, and the sign of the questions."""
    return f"{key} {sign}".encode()


def _sign(questions: Mapping[str, str]) -> str:
    """A sign of the questions, as another version of the tool may ask others."""
    asked = "\n".join(f"{name} {query}" for name, query in questions.items())
    return hashlib.sha256(asked.encode()).hexdigest()[:12]


def packed(head: bytes, body: bytes) -> bytes:
    return head + b"\n" + zlib.compress(body, 1)


def unpacked(data: bytes) -> bytes:
    return zlib.decompress(data.split(b"\n", 1)[1])


def kept_answers(store: Store, questions: Mapping[str, str]) -> Iterator[Answers] | None:
    """The answers of each text of the graph that ``store`` reads, or None where not all of them are kept."""
    heads = _heads(store, questions)
    try:
        if heads is None or not all(_is_of(path, head) for path, head in heads.items()):
            return None
    except OSError:
        return None  # a folder of another shape: the graph itself answers
    return _read(heads)


def answers_by_text(store: Store, questions: Mapping[str, str]) -> Callable[[str, str], Answers]:
    """Gives the answers of one text by its SHA-256 and the name of its graph: those kept, else over that graph."""
    heads = {path.stem: (path, head) for path, head in (_heads(store, questions) or {}).items()}

    def answers(sha256: str, graph: str) -> Answers:
        if sha256[:12] in heads:
            path, head = heads[sha256[:12]]
            with contextlib.suppress(OSError):
                data = path.read_bytes()
                if data.startswith(head + b"\n"):
                    kept: Answers = json.loads(unpacked(data))
                    return kept
        own = store.graph_bytes(graph, _N_TRIPLES)
        return _answers(
            own + store.run(internal_query("text-shared.rq"), _N_TRIPLES, {"graph": Iri(graph)}),
            RdfFormat.N_TRIPLES,
            questions,
        )

    return answers


def _heads(store: Store, questions: Mapping[str, str]) -> dict[Path, bytes] | None:
    """The files of answers of the graph's texts, and how each has to begin; None where nothing is kept of this graph."""
    if not isinstance(store, EmbeddedStore) or store.folder is None:
        return None
    folder = store.folder.parent
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if manifest["generation"] != store.generation:
            return None
        sign = _sign(questions)  # once, for there may be thousands of texts
        documents = manifest["documents"].items()
        return {rows_path(folder, sha256): _head(str(key), sign) for sha256, (key, _) in documents}
    except (OSError, ValueError, KeyError, TypeError):
        return None  # a folder of another shape


def _is_of(path: Path, head: bytes) -> bool:
    with path.open("rb") as file:
        return file.readline() == head + b"\n"


def _read(paths: Iterable[Path]) -> Iterator[Answers]:
    for path in paths:
        yield json.loads(unpacked(path.read_bytes()))
