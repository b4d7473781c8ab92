"""The register's lines that tell apart reviews of one name (``ontology/agencies.ttl``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import OntologyError
from kg.graph.vocabulary import BASE, SLR
from kg.resources import ontology_folder


class Register:
    """Which review a text belongs to, where its area and case label alone would mislead."""

    def __init__(self, lines: dict[tuple[str, str], str]) -> None:
        self._lines = lines

    def settled(self, key: str, sha12: str) -> str:
        """The review key of a text: as the register has it, else as it was read."""
        return self._lines.get((key, sha12), key)


@cache
def register(folder: Path | None = None) -> Register:
    """Read the register once.  One review may have several ``slr:settledText`` lines, and one label several reviews."""
    path = (folder or ontology_folder()) / "agencies.ttl"
    if not path.is_file():
        return Register({})
    labels: dict[str, set[str]] = {}
    texts: dict[str, set[str]] = {}
    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(f"{BASE}review/"):
                review = quad.subject.value.removeprefix(f"{BASE}review/")
                for predicate, held in ((SLR["settlesLabel"], labels), (SLR["settledText"], texts)):
                    if quad.predicate == predicate:
                        held.setdefault(review, set()).add(str(getattr(quad.object, "value", "")))
    except SyntaxError as error:
        raise OntologyError(f"ontology/agencies.ttl is broken: {error}") from error
    return Register(
        {
            (label, text): review
            for review in labels
            for label in labels[review]
            for text in texts.get(review, ())
        }
    )
