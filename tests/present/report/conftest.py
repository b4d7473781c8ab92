"""Papers to test: on Child E alone, and on the seventeen documents of the development corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.insight.evidence import Evidence
from kg.insight.gathering import gather
from kg.present.paper.blocks import Paper
from kg.present.paper.board import board
from kg.store.opening import open_store
from kg.store.protocol import Store
from tests.sample import build


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The development corpus from its gold."""
    folder: Path = tmp_path_factory.mktemp("sample")
    build(folder)
    return open_store(folder)


@pytest.fixture(scope="session")
def evidence(sample: Store) -> Evidence:
    return gather(sample)


@pytest.fixture(scope="session")
def paper(evidence: Evidence) -> Paper:
    return board(evidence)
