"""The built graph, served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.web.app import Settings, create_app
from kg.web.workers import QueryLimits


@pytest.fixture(scope="session")
def client(built: Path) -> Iterator[TestClient]:
    limits = QueryLimits(seconds=3, answer_bytes=4_000_000, workers=1)
    with TestClient(
        create_app(Settings(built, limits, body_bytes=100_000)), follow_redirects=False
    ) as client:
        yield client
