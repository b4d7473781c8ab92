"""The built wheel, installed away from the checkout: it carries the ontology, the templates, the assets and the model."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "kirklees-child-e-executive-summary-2019.txt"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_it_carries_what_is_not_code(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "kg/_ontology/themes.ttl",
        "kg/_ontology/queries/recurring-themes.rq",
        "kg/_ontology/cues/sections.ttl",
        "kg/theming/model/encoder.onnx",
        "kg/web/static/vendor/yasgui.min.js",
        "kg/web/templates/ask.html",
        "kg/present/assets/tokens.css",
    } <= names
    assert any(name.startswith("kg/present/templates/") for name in names)
    assert not [name for name in names if "__pycache__" in name or name.startswith("tests/")]


def test_it_works_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site, work = tmp_path / "site", tmp_path / "work"
    work.mkdir()
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(site),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONUTF8": "1"}
    for words in (
        ["build", str(SEED)],
        ["themes", "--minimum", "1"],
        ["report", "--format", "html"],
        ["view"],
        ["check"],
    ):
        # -P keeps the working folder out; the target folder stands before an editable installation of the checkout.
        run = [sys.executable, "-P", "-m", "kg", *words]
        done = subprocess.run(run, cwd=work, env=environment, capture_output=True, text=True, timeout=180)
        assert done.returncode == 0, done.stderr
    where = [sys.executable, "-P", "-c", "import kg; print(kg.__file__)"]
    used = subprocess.run(where, cwd=work, env=environment, capture_output=True, text=True, check=True).stdout
    assert used.startswith(str(site))
