"""Counts of one graph under several frameworks."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.insight.ask import ask
from kg.resources import ontology_folder
from kg.store.opening import open_store


@pytest.mark.parametrize(
    ("framework", "category"),
    [
        ("dfe-assessment-factors", "Domestic abuse"),
        ("nspcc-keywords", "Domestic abuse"),
        ("sar-domains", "Team around the person"),
    ],
)
def test_each_framework_counts_the_same_reviews(built: Path, framework: str, category: str) -> None:
    rows = list(ask(open_store(built), "framework-counts", framework=framework).dicts())
    assert any(category in str(row["category"]) for row in rows)
    assert {row["of"] for row in rows} == {1}
    assert all(row["reviews"] == 1 and int(str(row["exact"])) <= 1 for row in rows)
    assert ask(open_store(built), "framework-counts", framework=framework, since=2030).rows == ()


def test_mappings_are_of_themes_that_exist() -> None:
    themes = {
        str(quad.subject)
        for quad in parse(path=str(ontology_folder() / "themes.ttl"), format=RdfFormat.TURTLE)
    }
    mapped = [
        quad
        for quad in parse(path=str(ontology_folder() / "crosswalks.ttl"), format=RdfFormat.TURTLE)
        if "Match" in str(quad.predicate)
    ]
    assert len(mapped) > 80
    assert {str(quad.subject) for quad in mapped} <= themes
