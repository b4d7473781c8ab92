"""What all tests share: where the development corpus is, and a small built graph."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from kg.graph.dataset import assemble, lines_by_graph
from kg.graph.describe import describe
from kg.graph.schemes import schemes
from kg.pipeline.publishing import search_rows
from kg.store import generations, search
from kg.store.opening import open_store
from tests.gold import SHARED, kirklees

# No test is timed: a machine that is busy with something else would fail it.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests marked ``corpus`` are skipped where the corpus is absent, and fail there in CI."""
    if SHARED.is_dir():
        return
    if os.environ.get("CI"):
        raise pytest.UsageError(f"the development corpus is missing: {SHARED} (set KG_SHARED)")
    for item in items:
        if item.get_closest_marker("corpus"):
            item.add_marker(pytest.mark.skip(reason=f"no development corpus at {SHARED} (set KG_SHARED)"))


@pytest.fixture(scope="session")
def graphs() -> dict[str, bytes]:
    """The named graphs of Child E, from its hand-made truth, as N-Triples."""
    tree = schemes()
    assembled = assemble((lines_by_graph(describe(one, tree)) for one in (kirklees(),)), tree)
    return {name: ("\n".join(lines) + "\n").encode() for name, lines in assembled.items()}


@pytest.fixture(scope="session")
def built(graphs: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build folder with those graphs published, and their words indexed."""
    folder = tmp_path_factory.mktemp("built")
    generations.publish(folder / "graph", "first", graphs.items())
    texts = [kirklees().document.source.sha256]
    search.update(folder, "first", search_rows(open_store(folder), texts), None)
    return folder
