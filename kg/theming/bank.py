"""The bank: passages labelled by the coding rules, one JSON object a line in ``ontology/bank/*.jsonl``."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import OntologyError
from kg.model import ItemKind
from kg.resources import ontology_folder
from kg.theming.codebook import Codebook

MAX_THEMES = 4
KINDS = frozenset(kind.value for kind in ItemKind) - {ItemKind.PURPOSE.value}
_FIELDS = frozenset({"text", "kind", "primary", "themes", "context"})


@dataclass(frozen=True, slots=True)
class Passage:
    """One labelled passage.  ``themes`` has the primary first; ``context`` is its heading or finding, if it leans on one."""

    text: str
    kind: str
    themes: tuple[str, ...]
    context: str
    place: str  # "file.jsonl:12"

    @property
    def primary(self) -> str:
        return self.themes[0]

    @property
    def group(self) -> str:
        """Neighbours in a file were written together: they go to the same side of a split."""
        name, line = self.place.rsplit(":", 1)
        return f"{name}:{int(line) // 10}"


@dataclass(frozen=True, slots=True)
class Bank:
    """The passages in the order of the sorted files, with the version of the codebook they were coded by."""

    passages: tuple[Passage, ...]
    codebook_version: str
    sha256: str  # of the files' bytes, in order

    def __len__(self) -> int:
        return len(self.passages)

    def counts(self) -> Counter[str]:
        """How many passages have each theme."""
        return Counter(theme for passage in self.passages for theme in passage.themes)


def bank_folder() -> Path:
    return ontology_folder() / "bank"


def read_bank(codebook: Codebook, folders: Iterable[Path] = ()) -> Bank:
    """Read and check every line.  ``OntologyError`` names the first bad line, and says how many there are.

    Further ``folders`` (an organisation's own codings) are read after the project's bank.
    """
    places = [bank_folder(), *folders]
    passages = [passage for folder in places for passage in passages_of(codebook, folder)]
    return Bank(tuple(passages), _version(places[0]), bank_digest(places[1:]))


def passages_of(codebook: Codebook, folder: Path) -> tuple[Passage, ...]:
    """The passages of one folder, checked.  Raises ``OntologyError`` as ``read_bank`` does."""
    if problems := check_bank(codebook, folder):
        raise OntologyError(
            f"The bank has {len(problems)} bad lines; the first: {problems[0]}",
            hint="kg bank check lists them all.",
        )
    return tuple(
        _passage(json.loads(line), place) for path in _files([folder]) for place, line in _lines(path)
    )


def check_bank(codebook: Codebook, folder: Path | None = None) -> tuple[str, ...]:
    """Every fault of a bank, each with its file and line; empty when all is well."""
    folder = folder or bank_folder()
    problems: list[str] = []
    if not folder.is_dir():
        return (f"{folder.name}: there is no such folder",)
    if _version(folder) not in ("", codebook.version):
        problems.append(
            f"{folder.name}/VERSION: coded by codebook {_version(folder)}, but this one is {codebook.version}"
        )
    seen: dict[str, str] = {}
    for path in _files([folder]):
        for place, line in _lines(path):
            fault = _fault(line, codebook, seen, place)
            if fault:
                problems.append(f"{place}: {fault}")
    return tuple(problems)


def bank_digest(folders: Iterable[Path] = ()) -> str:
    """The SHA-256 of every file of the project's bank and of further folders, in order."""
    digest = hashlib.sha256()
    for path in _files([bank_folder(), *folders]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.glob("*.jsonl"))


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            yield f"{path.name}:{number}", line


def _version(folder: Path) -> str:
    path = folder / "VERSION"
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def _passage(row: dict[str, Any], place: str) -> Passage:
    return Passage(row["text"], row["kind"], tuple(row["themes"]), row.get("context", ""), place)


def fault_of(line: str, codebook: Codebook) -> str | None:
    """What is wrong with one line of a bank, by itself; None when all is well."""
    return _fault(line, codebook, {}, "")


def _fault(line: str, codebook: Codebook, seen: dict[str, str], place: str) -> str | None:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        return f"not JSON: {error}"
    if not isinstance(row, dict) or not {"text", "kind", "themes"} <= row.keys() <= _FIELDS:
        return f"needs text, kind, primary and themes, and may have context; has {', '.join(map(str, row))}"
    text, themes = row["text"], row["themes"]
    if not isinstance(text, str) or not text.strip() or " ".join(text.split()) != text:
        return "the text is empty or has stray white space"
    if row["kind"] not in KINDS:
        return f"{row['kind']!r} is no kind of item"
    if not isinstance(themes, list) or not 1 <= len(themes) <= MAX_THEMES or len(set(themes)) != len(themes):
        return f"needs one to {MAX_THEMES} different themes"
    if unknown := [theme for theme in themes if theme not in codebook.themes]:
        return f"{unknown[0]} is no theme"
    if row.get("primary", themes[0]) != themes[0]:
        return "the primary theme does not come first"
    first = seen.setdefault(text.casefold(), place)
    return f"the same text stands at {first}" if first != place else None
