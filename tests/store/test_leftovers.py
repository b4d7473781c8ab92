"""What a killed build leaves behind is swept away by the next, whatever the engine called it."""

from __future__ import annotations

from pathlib import Path

from kg.store import generations

NOBODY = 4_194_304  # beyond the largest process number of Linux


def test_leftovers_of_killed_builds_go(tmp_path: Path) -> None:
    for name in (f".making-{NOBODY}", f".making-{NOBODY}.tmp", "an-older-generation"):
        (tmp_path / name).mkdir()
    generations.publish(tmp_path, "fresh", [("urn:g", b"<urn:s> <urn:p> <urn:o> .\n")])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "fresh"]
