"""The work on one document, as functions that a worker process runs: understand it, and describe it as RDF."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from kg.curation.applying import apply
from kg.curation.decisions import Decision, Unplaced
from kg.errors import KgError, LimitError, SourceError
from kg.graph import iris
from kg.graph.dataset import lines_by_graph
from kg.graph.decisions import described_decisions
from kg.graph.describe import describe
from kg.graph.schemes import schemes
from kg.graph.settlement import Settled, card, settled
from kg.graph.writing import HEAD, body, parsed
from kg.insight import bulk
from kg.model import Document, Understanding
from kg.pipeline import cache
from kg.pipeline.cache import READ, REFUSED, UNREADABLE, Header
from kg.pipeline.values import decode, encode
from kg.pipeline.versions import Versions
from kg.store.kept import answered, rows_path


@dataclass(frozen=True, slots=True)
class ToUnderstand:
    """One document to read, extract and tag, as far as its cache does not hold the results already."""

    path: Path
    sha256: str
    folder: Path
    versions: Versions


@dataclass(frozen=True, slots=True)
class ToDescribe:
    """One understood document to write as RDF, under the name that its file has now."""

    sha256: str
    name: str
    folder: Path
    how: Settled
    key: str  # what the description depends on, hashed
    decisions: tuple[Decision, ...] = ()  # people's decisions on its reviews


def understand_document(task: ToUnderstand) -> Header:
    """Read, extract and tag one document, and keep the result.  A document that cannot be read gives a header too."""
    wanted = task.versions
    former = cache.load_header(task.folder, task.sha256)
    try:
        held = _held(task, former)
        document = held.document if held else _read(task)
        if held is None or former is None or former.versions[1] != wanted.extract:
            from kg.extraction.understand import understand

            held = understand(document)
        from kg.theming.tagging import tag

        # Tags of an earlier version never survive into a new one.
        understanding = tag(_without_themes(held))
    except (SourceError, LimitError) as error:  # a broken codebook, say, is no fault of the document
        header = unreadable(task, error)
        cache.save(task.folder, header, None)  # kept: the same bytes would fail again
        return header
    header = _header(task, understanding)
    cache.save(task.folder, header, understanding)
    return header


def _held(task: ToUnderstand, former: Header | None) -> Understanding | None:
    """The cached understanding, when the reading behind it still holds."""
    if former is None or former.status == UNREADABLE or former.versions[0] != task.versions.read:
        return None
    try:
        return cache.load_understanding(task.folder, task.sha256)
    except (OSError, ValueError, TypeError, KeyError):
        return None  # a cache of another shape: made anew


def _read(task: ToUnderstand) -> Document:
    from kg.reading import read

    document = read(task.path)
    if document.source.sha256 != task.sha256:
        raise SourceError(
            f"{task.path.name} changed while it was read.", hint="Build again when it is complete."
        )
    return document


def _without_themes(held: Understanding) -> Understanding:
    reviews = tuple(
        replace(review, items=tuple(replace(item, themes=()) for item in review.items), background=())
        for review in held.reviews
    )
    return replace(held, reviews=reviews)


def _header(task: ToUnderstand, understanding: Understanding) -> Header:
    document, versions = understanding.document, task.versions
    problems = [
        *document.problems,
        *(problem for review in understanding.reviews for problem in review.problems),
    ]
    counts = Counter(item.kind.value for review in understanding.reviews for item in review.items)
    return Header(
        sha256=task.sha256,
        name=document.source.name,
        status=READ if understanding.verdict.is_review else REFUSED,
        reason=understanding.verdict.reason,
        versions=(versions.read, versions.extract, versions.tag),
        pages=len(document.pages) or None,
        cards=tuple(map(card, understanding.reviews)),
        counts=tuple(sorted(counts.items())),
        problems=tuple(dict.fromkeys((problem.code, problem.message) for problem in problems)),
    )


def unreadable(task: ToUnderstand, error: KgError) -> Header:
    """The header of a document that could not be read."""
    versions = task.versions
    reason = f"{error.what} {error.hint or ''}".strip()
    return Header(
        task.sha256, task.path.name, UNREADABLE, reason, (versions.read, versions.extract, versions.tag)
    )


def describe_document(task: ToDescribe) -> str:
    """Write one document's own graph as Turtle and its share of the others as N-Quads.  Returns the key."""
    understanding = cache.load_understanding(task.folder, task.sha256)
    assert understanding is not None, "only what was read is described"
    source = replace(understanding.document.source, name=task.name)
    understanding = replace(understanding, document=replace(understanding.document, source=source))
    understanding, unplaced = apply(settled(understanding, task.how), task.decisions)
    lines = lines_by_graph(describe(understanding, schemes(), task.how.known))
    own = lines.pop(iris.text_graph(task.sha256).value, [])
    own = sorted({*own, *described_decisions(task.decisions, unplaced)})
    shared = "".join(f"{line[:-1]}<{name}> .\n" for name, some in sorted(lines.items()) for line in some)
    graph = iris.text_graph(task.sha256).value
    quads = "".join(f"{line[:-1]}<{graph}> .\n" for line in own) + shared
    rows = answered(quads.encode(), bulk.questions(), task.key)
    cache.write_whole(rows_path(task.folder, task.sha256), rows)
    cache.write_whole(shared_path(task.folder, task.sha256), f"# {task.key}\n{shared}".encode())
    cache.write_whole(unplaced_path(task.folder, task.sha256), json.dumps(encode(unplaced)).encode())
    # The last, as its key tells that all of them are there.
    cache.write_whole(
        turtle_path(task.folder, task.sha256), f"# {task.key}\n".encode() + HEAD + body(parsed(own))
    )
    return task.key


def unplaced_path(folder: Path, sha256: str) -> Path:
    return cache.path_of(folder, sha256).with_suffix(".unplaced")


def load_unplaced(folder: Path, sha256: str) -> tuple[Unplaced, ...]:
    """The decisions that could not be applied to this document, as its description found them."""
    try:
        held = json.loads(unplaced_path(folder, sha256).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    return tuple(decode(Unplaced, one) for one in held)


def turtle_path(folder: Path, sha256: str) -> Path:
    return cache.path_of(folder, sha256).with_suffix(".ttl")


def shared_path(folder: Path, sha256: str) -> Path:
    return cache.path_of(folder, sha256).with_suffix(".nq")
