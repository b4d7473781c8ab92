"""Every command in the README and the docs is run, in order, page by page, as a reader would run it.

A page's commands run in one folder of their own that holds ``seeds/``, and ``output/`` built from it.  ``kg serve`` is started once,
on a free port that takes the place of the documented one; ``curl`` lines ask it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
DOCUMENTED = "127.0.0.1:8000"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
KG = [sys.executable, "-m", "kg"]


def _commands(page: Path) -> list[str]:
    """The lines of a page's code blocks that begin with ``kg`` or ``curl``, without their comments."""
    blocks = re.findall(
        r"^```(?:sh|console|bash|text)?\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S
    )
    lines = [line.removeprefix("$ ").strip() for block in blocks for line in block.splitlines()]
    return [re.split(r"\s{2,}#", line)[0] for line in lines if re.match(r"(kg|curl) ", line)]


def _fill_blind(folder: Path) -> None:
    """What the reader does between two commands: codes the first item."""
    book = load_workbook(folder / "blind.xlsx")
    sheet = book["Decisions"]
    heads = [cell.value for cell in sheet[1]]
    for row in range(2, 8):
        sheet.cell(row, heads.index("theme 1") + 1).value = "domestic-abuse"
    book.save(folder / "blind.xlsx")


def _keep_a_list(folder: Path) -> None:
    """A list of reviews as the page's mapping describes it, and the mapping itself."""
    page = (ROOT / "docs" / "analysts" / "catalogues.md").read_text(encoding="utf-8")
    mapping = re.findall(r"^```toml\n(.*?)^```", page, re.M | re.S)[0]
    (folder / "list.toml").write_text(mapping, encoding="utf-8")
    shutil.copytree(folder / "seeds", folder / "reviews")
    book = Workbook()
    book.remove(book.active)
    for sheet, rows in (
        (
            "Reviews",
            [
                ("Ref", "Area", "Case", "Type", "Published", "Themes", "Agencies", "Notes"),
                ("1", "Kirklees", "Child E", "SCR", "2019", "Neglect; Information sharing", "9", "ours"),
            ],
        ),
        ("Victims", [("Incident", "Age band", "Sex"), ("1", "under-1", "female")]),
    ):
        for row in rows:
            (book[sheet] if sheet in book.sheetnames else book.create_sheet(sheet)).append(row)
    book.save(folder / "list.xlsx")


# What a reader does by hand before a command.
BEFORE: dict[str, Callable[[Path], None]] = {
    "kg curate import blind.xlsx": _fill_blind,
    "kg import list.xlsx": _keep_a_list,
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "output"
    build = [*KG, "build", str(ROOT / "seeds"), "-o", str(folder)]
    subprocess.run(build, check=True, env=ENVIRONMENT, cwd=folder.parent, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def address(output: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [*KG, "serve", "-o", str(output), "--port", str(port)], env=ENVIRONMENT, stdout=subprocess.DEVNULL
    )
    for _ in range(200):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"127.0.0.1:{port}"
    server.terminate()
    server.wait(10)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_run(page: Path, output: Path, address: str, tmp_path: Path) -> None:
    commands = _commands(page)
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copytree(output, tmp_path / "output")
    for command in commands:
        for start, prepare in BEFORE.items():
            if command.startswith(start):
                prepare(tmp_path)
        asked, _, answer = command.partition(" > ")
        words = shlex.split(asked.replace(DOCUMENTED, address))
        if words[:2] == ["kg", "serve"]:
            continue  # it runs beside all pages; that its options exist is checked below
        run = (
            [*KG, *words[1:]]
            if words[0] == "kg"
            else ["curl", "--fail", "--silent", "--show-error", *words[1:]]
        )
        done = subprocess.run(run, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, timeout=120)
        said = (done.stdout[-2000:] + done.stderr[-2000:]).decode(errors="replace")
        assert done.returncode == 0, f"{page.name}: {command}\n{said}"
        if answer:  # the reader keeps it, and may ask the file again
            (tmp_path / answer.strip()).write_bytes(done.stdout)


def test_options_of_serve_exist() -> None:
    offered = subprocess.run([*KG, "serve", "--help"], env=ENVIRONMENT, capture_output=True, text=True).stdout
    for page in PAGES:
        for command in _commands(page):
            if command.startswith("kg serve"):
                for option in re.findall(r"(?<= )-{1,2}[a-z-]+", command):
                    assert option in offered, f"{page.name}: {command}"


def test_every_verb_is_documented() -> None:
    from kg.commands import COMMANDS

    words = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    missing = [verb.name for verb in COMMANDS if not re.search(rf"\bkg {verb.name}\b", words)]
    assert not missing, f"no page shows: {', '.join(missing)}"


def test_links_between_pages_lead_somewhere() -> None:
    for page in [*PAGES, ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
