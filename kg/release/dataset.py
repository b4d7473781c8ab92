"""A dataset that others can cite: RDF, tables, what each column means, checksums, and its description in DCAT and VoID."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import OutputError, SourceError
from kg.graph.exporting import export
from kg.graph.schemes import schemes
from kg.graph.terms import Term, english, facts, integer, plain
from kg.graph.vocabulary import BASE, DCAT, DCTERMS, OWL, RDF, RDFS, SLR, VOID, XSD
from kg.graph.writing import HEAD, body
from kg.insight.queries import NamedQuery, named_queries
from kg.present.tables import as_csv
from kg.resources import ontology_folder
from kg.store.protocol import Store
from kg.store.table import Table

MEDIA = {
    ".trig": "application/trig",
    ".csv": "text/csv",
    ".ttl": "text/turtle",
    ".txt": "text/plain",
    ".rq": "application/sparql-query",
}
CHECKSUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class About:
    """What a release says of itself.  ``issued`` is an ISO date, given and never taken from a clock."""

    version: str
    title: str
    publisher: str
    licence: str  # the words, or the text of a file
    issued: str | None = None


def release(store: Store, folder: Path, about: About) -> tuple[Path, ...]:
    """Write the dataset into ``folder``, which must not be there: all of it, or nothing.  The files, in order.

    The same graph and the same ``about`` give the same bytes.  ``OutputError`` when it cannot be written,
    ``SourceError`` for a version that cannot be part of a name.
    """
    if not re.fullmatch(r"[\w.-]{1,40}", about.version):
        raise SourceError(
            f"{about.version!r} cannot be a version.", hint="Letters, figures, dots and hyphens: 2026.1"
        )
    if folder.exists():
        raise OutputError(
            f"{folder} is there already.", hint="A release never changes: give it a new folder."
        )
    work = folder.with_name(f".{folder.name}-{os.getpid()}")
    try:
        shutil.rmtree(work, ignore_errors=True)
        (work / "tables").mkdir(parents=True)
        for name, data in _files(store, about):
            (work / name).write_bytes(data)
        written = sorted(path.relative_to(work) for path in work.rglob("*") if path.is_file())
        (work / "dataset.ttl").write_bytes(_description(store, work, written, about))
        listed = sorted([*written, Path("dataset.ttl")])
        sums = "".join(f"{_sha256(work / name)}  {name.as_posix()}\n" for name in listed)
        (work / CHECKSUMS).write_text(sums, encoding="utf-8")
        work.rename(folder)
    except OSError as error:
        raise OutputError(f"The release cannot be written to {folder}: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return tuple(folder / name for name in [*listed, Path(CHECKSUMS)])


def _files(store: Store, about: About) -> Iterator[tuple[str, bytes]]:
    out = io.BytesIO()
    export(store, "trig", out)
    yield "learning.trig", out.getvalue()
    queries = named_queries(ontology_folder() / "queries" / "release")
    for name, query in queries.items():
        yield f"tables/{name}.csv", as_csv(store.select(query.sparql)).encode()
    yield "dictionary.csv", as_csv(_dictionary(queries)).encode()
    yield "terms.csv", as_csv(_terms()).encode()
    yield "LICENCE.txt", about.licence.strip().encode() + b"\n"


def _dictionary(queries: dict[str, NamedQuery]) -> Table:
    rows = [(name, column, meaning) for name, query in queries.items() for column, meaning in query.columns]
    return Table(("table", "column", "meaning"), tuple(rows))


def _terms() -> Table:
    """Every class and property of the ontology, with its label and what it means."""
    said: dict[str, dict[str, str]] = {}
    for triple in schemes().triples:
        name = str(getattr(triple.subject, "value", ""))
        if name.startswith(SLR.iri) and triple.predicate in (RDFS["label"], RDFS["comment"]):
            said.setdefault(name, {})[triple.predicate.value] = str(getattr(triple.object, "value", ""))
    label, comment = RDFS["label"].value, RDFS["comment"].value
    return Table(
        ("term", "label", "meaning"),
        tuple((name, held.get(label, ""), held.get(comment, "")) for name, held in sorted(said.items())),
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _description(store: Store, work: Path, files: list[Path], about: About) -> bytes:
    """The release in DCAT and VoID, each file with its size and its checksum."""
    node = NamedNode(f"{BASE}dataset/{about.version}")
    count = store.select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }").rows[0][0]
    triples = list(
        facts(
            node,
            (RDF["type"], DCAT["Dataset"]),
            (RDF["type"], VOID["Dataset"]),
            (DCTERMS["title"], english(about.title)),
            (DCTERMS["publisher"], plain(about.publisher)),
            (DCTERMS["issued"], Literal(about.issued, datatype=XSD["date"]) if about.issued else None),
            (DCTERMS["license"], plain("LICENCE.txt")),
            (OWL["versionInfo"], plain(about.version)),
            (VOID["triples"], integer(int(str(count)))),
            (VOID["uriSpace"], plain(BASE)),
            (VOID["vocabulary"], NamedNode(SLR.iri)),
        )
    )
    for name in files:
        triples += _distribution(node, work / name, name.as_posix())
    return HEAD + body(sorted(triples, key=lambda triple: (str(triple.subject), str(triple))))


def _distribution(dataset: NamedNode, path: Path, name: str) -> Iterator[Triple]:
    node = NamedNode(f"{dataset.value}/{name}")
    media: Term | None = plain(MEDIA.get(path.suffix))
    yield Triple(dataset, DCAT["distribution"], node)
    yield from facts(
        node,
        (RDF["type"], DCAT["Distribution"]),
        (DCTERMS["title"], plain(name)),
        (DCAT["mediaType"], media),
        (DCTERMS["extent"], integer(path.stat().st_size)),
        (SLR["sha256"], plain(_sha256(path))),
    )
