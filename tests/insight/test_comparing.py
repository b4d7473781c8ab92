"""The difference of two graphs: nothing between equals; each change told once."""

from __future__ import annotations

import shutil
from pathlib import Path

from kg.insight.comparing import compare
from kg.store.opening import open_store

BASE = "https://safeguarding-learning.example"


def test_a_graph_is_like_itself(built: Path) -> None:
    found = compare(open_store(built), open_store(built))
    assert found.changes.rows == ()
    assert all(row[4] == 0 for row in found.counts.rows)
    assert ("items", "finding", 6, 6, 0) in found.counts.rows


def test_what_went_came_and_changed(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "new")
    new = open_store(tmp_path / "new")
    name = next(name for name in new.graph_names() if "/graph/text/" in name)
    lines = new.graph_bytes(name, "application/n-triples").decode().splitlines()
    finding = f"<{BASE}/item/kirklees-child-e--finding-4>"
    theme = next(line for line in lines if line.startswith(f"{finding} <{BASE}/ontology#hasTheme>"))
    wording = next(line for line in lines if line.startswith(f"{finding} <{BASE}/ontology#wording>"))
    question = next(line for line in lines if f"<{BASE}/ontology#ReflectiveQuestion>" in line).split(" ")[0]
    kept = [line for line in lines if line not in (theme, wording) and not line.startswith(f"{question} ")]
    kept += [
        theme.replace("#hasTheme", "#suggestedTheme"),
        f'{finding} <{BASE}/ontology#wording> "Other words." .',
    ]
    new.replace_graphs([(name, "\n".join(sorted(kept)).encode() + b"\n")])
    found = compare(open_store(built), new)
    said = {(str(row[0]), str(row[1])): row for row in found.changes.rows}
    assert str(said["item", "changed"][2]) == "kirklees-child-e--finding-4"
    assert "Other words." in str(said["item", "changed"][3])
    assert str(said["item", "went"][2]) == question.rsplit("/", 1)[1].rstrip(">")
    assert "asserted \N{RIGHTWARDS ARROW} suggested" in str(said["theme", "changed"][3])
    assert next(row for row in found.counts.rows if row[1] == "question")[4] == -1
