"""What each stage's result depends on besides the document: its own code and its own part of ``ontology/``.

A change in one of them makes that stage, and those after it, be done again; nothing else does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import kg
from kg.resources import ontology_folder

CODE = Path(kg.__file__).resolve().parent
# Stage -> (modules and packages of kg, patterns in ontology/)
DEPENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "read": (("reading", "model.py"), ()),
    "extract": (
        ("extraction", "model.py"),
        ("cues/*.ttl", "*.json", "agencies.ttl", "agency-types.ttl", "review-schemes.ttl", "places*"),
    ),
    "tag": (("theming", "model.py"), ("themes.ttl", "bank/*", "model/*", "*.jsonl", "*.json", "*.npz")),
    "describe": (
        ("graph", "curation", "model.py", "__init__.py", "store/kept.py"),
        ("*.ttl", "queries/internal/bulk-*.rq"),
    ),
}


@dataclass(frozen=True, slots=True)
class Versions:
    """A short hash for each stage."""

    read: str
    extract: str
    tag: str
    describe: str


def current() -> Versions:
    """The versions of this installation, from the bytes of its files."""
    return Versions(**{stage: _digest(stage) for stage in DEPENDS})


def _digest(stage: str) -> str:
    digest = hashlib.sha256()
    for path, name in _files(stage):
        digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _files(stage: str) -> Iterator[tuple[Path, str]]:
    modules, patterns = DEPENDS[stage]
    for module in modules:
        path = CODE / module
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                yield file, file.relative_to(CODE).as_posix()
    folder = ontology_folder()
    for pattern in patterns:
        for file in sorted(folder.glob(pattern)):
            if file.is_file():
                yield file, file.relative_to(folder).as_posix()
