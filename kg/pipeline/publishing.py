"""From described documents to the published graph and its files; by the cost of what changed."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from pyoxigraph import RdfFormat, parse, serialize

from kg.errors import StoreError
from kg.graph import iris
from kg.graph.writing import HEAD, bodies, write_dataset
from kg.pipeline.cache import write_whole
from kg.pipeline.shared import differences, read_lines, read_pieces, write_shared
from kg.pipeline.stages import shared_path, turtle_path
from kg.resources import internal_query
from kg.store import generations, search
from kg.store.kept import MANIFEST
from kg.store.opening import open_store
from kg.store.protocol import Store
from kg.store.table import Iri


@dataclass(frozen=True, slots=True)
class Part:
    """A described document: ``key`` changes when its description does."""

    sha256: str
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What no document says: graphs of their own, and shared triples that win over what was read.

    ``preferred`` are N-Triples lines; ``key`` changes when any of it does.
    """

    graphs: Mapping[str, bytes] = field(default_factory=dict)
    preferred: frozenset[str] = frozenset()
    key: str = ""


def publish(
    folder: Path, parts: Sequence[Part], version: str, beside: Beside = Beside()
) -> tuple[bool, tuple[str, ...]]:
    """Publish the dataset of ``parts`` and of what is ``beside`` them.

    Returns whether anything changed, and the names of documents that left.
    """
    wanted = {part.sha256: [part.key, part.name] for part in parts}
    generation = _generation(wanted, f"{version} {beside.key}".strip())
    former = _manifest(folder)
    removed = _removed(former, wanted)
    if _is_current(folder, generation) and _files_are_there(folder):
        return False, removed
    graphs, before = folder / "graph", _manifest_generation(folder)
    with generations.working_beside(graphs) as work:
        shares = [shared_path(folder, part.sha256) for part in parts]
        made = write_shared(work, shares, beside.preferred)
        held = {name: generations.beside(graphs, before) / path.name for name, path in made.items()}
        if _is_current(folder, generation):
            shared = made  # a build that was killed had published it, and not yet written the files beside it
        elif former and _is_current(folder, before):
            edits = {name: differences(path, made[name]) for name, path in held.items() if path.is_file()}
            shared = generations.put_beside(graphs, generation, made)
            changed = sorted(sha for sha, entry in wanted.items() if former.get(sha, ["", ""])[0] != entry[0])
            fresh = chain(
                ((iris.text_graph(sha).value, _n_triples(folder, sha)) for sha in changed),
                _pieces({name: path for name, path in shared.items() if name not in edits}),
                beside.graphs.items(),
            )
            gone = [iris.text_graph(sha).value for sha in {*changed, *(set(former) - set(wanted))}]
            gone += [name for name in shared if name not in edits]
            gone += {*_beside_before(folder), *beside.graphs}
            generations.publish_changes(graphs, generation, fresh, gone, edits)
        else:
            shared = generations.put_beside(graphs, generation, made)
            texts = ((iris.text_graph(part.sha256).value, _n_triples(folder, part.sha256)) for part in parts)
            generations.publish(graphs, generation, chain(texts, _pieces(shared), beside.graphs.items()))
        write_dataset(folder, _bodies(folder, parts, shared, beside.graphs))
    _index(folder, generation, parts, former)
    manifest = {
        "generation": generation,
        "documents": dict(sorted(wanted.items())),
        "beside": sorted(beside.graphs),
    }
    write_whole(folder / MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False).encode() + b"\n")
    return True, removed


def _removed(former: Mapping[str, Sequence[str]], wanted: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Names of documents that are gone; one whose text changed, so that another of its name has come, is still there."""
    gone = Counter(name for sha, (_, name) in former.items() if sha not in wanted)
    come = Counter(name for sha, (_, name) in wanted.items() if sha not in former)
    return tuple(sorted((gone - come).elements()))


def _generation(wanted: dict[str, list[str]], version: str) -> str:
    entries = "\n".join(f"{sha} {key}" for sha, (key, _) in sorted(wanted.items()))
    return hashlib.sha256(f"{version}\n{entries}".encode()).hexdigest()[:16]


def _read_manifest(folder: Path) -> dict[str, object]:
    try:
        held = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def _manifest(folder: Path) -> dict[str, list[str]]:
    documents = _read_manifest(folder).get("documents", {})
    return documents if isinstance(documents, dict) else {}


def _beside_before(folder: Path) -> list[str]:
    names = _read_manifest(folder).get("beside", [])
    return [str(name) for name in names] if isinstance(names, list) else []


def _manifest_generation(folder: Path) -> str:
    return str(_read_manifest(folder).get("generation", ""))


def _is_current(folder: Path, generation: str) -> bool:
    try:
        return generations.current(folder / "graph").name == generation
    except StoreError:
        return False


def _files_are_there(folder: Path) -> bool:
    return all((folder / name).is_file() for name in ("learning.trig", "learning.ttl", search.FILE, MANIFEST))


def _pieces(shared: Mapping[str, Path]) -> Iterator[tuple[str, bytes]]:
    for name, path in shared.items():
        for piece in read_pieces(path):
            yield name, piece


def _n_triples(folder: Path, sha256: str) -> bytes:
    quads = parse(path=str(turtle_path(folder, sha256)), format=RdfFormat.TURTLE)
    written = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    assert written is not None  # bytes come back when no file is given
    return written


def _index(folder: Path, generation: str, parts: Sequence[Part], former: dict[str, list[str]]) -> None:
    """The index for `kg search`: only the changed texts when it stands for the former graph, else all."""
    wanted = {part.sha256: part.key for part in parts}
    if former and search.indexed_generation(folder) == _manifest_generation(folder):
        changed = sorted(sha for sha, key in wanted.items() if former.get(sha, [""])[0] != key)
        dropped = [iris.text_graph(sha).value for sha in {*changed, *(set(former) - set(wanted))}]
        search.update(folder, generation, search_rows(open_store(folder), changed), dropped)
    else:
        search.update(folder, generation, search_rows(open_store(folder), sorted(wanted)), None)


def search_rows(store: Store, texts: Iterable[str]) -> Iterator[search.Row]:
    """The rows of the index for some texts: one for each item, with all its quotations."""
    query = internal_query("search-rows.rq")
    for sha256 in texts:
        graph = iris.text_graph(sha256).value
        items: dict[str, list[str]] = {}
        quotes: dict[str, dict[str, None]] = {}
        for row in store.select(query, {"graph": Iri(graph)}).rows:
            item, review, case, kind, wording, exact = map(str, row)
            items.setdefault(item, [graph, item, review, kind, case, wording])
            quotes.setdefault(item, {})[exact] = None
        for item, (name, _, review, kind, case, wording) in items.items():
            yield name, item, review, kind, case, wording, "\n".join(quotes[item])


def _bodies(
    folder: Path, parts: Sequence[Part], shared: Mapping[str, Path], beside: Mapping[str, bytes]
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Each graph's name and its Turtle without the prefixes, in the order of the names."""
    texts = {iris.text_graph(part.sha256).value: part.sha256 for part in parts}
    for name in sorted([*texts, *shared, *beside]):
        if name in texts:
            yield name, [turtle_path(folder, texts[name]).read_bytes().split(HEAD, 1)[1]]
        elif name in shared:
            yield name, bodies(read_lines(shared[name]))
        else:
            yield name, bodies(beside[name].decode().splitlines())
