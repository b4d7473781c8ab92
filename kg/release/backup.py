"""A build, its decisions and its catalogues in one file, and back: verified by checksums, never over what would be lost."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import itertools
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from kg.errors import IntegrityError, OutputError, SourceError, StoreError
from kg.store import generations

SUMS = "SHA256SUMS"


def backup(file: Path, folders: Mapping[str, Path]) -> int:
    """Write the files of ``folders`` (by the name that each has in the backup) to ``file``.  How many.

    Of a build only the published graph is kept, not what a running build is making.  ``StoreError`` when nothing is
    built, ``OutputError`` when it cannot be written; the same files give the same bytes.
    """
    generation = generations.current(folders["build"] / "graph").name
    fresh = file.with_name(f".{file.name}-{os.getpid()}")
    sums: list[str] = []
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with (
            fresh.open("wb") as raw,
            gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed,
            tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
        ):
            for name, path in _chosen(folders, generation):
                with path.open("rb") as held:
                    sums.append(f"{hashlib.file_digest(held, 'sha256').hexdigest()}  {name}\n")
                    _add(archive, name, held.tell(), held)
            listed = "".join(sums).encode()
            _add(archive, SUMS, len(listed), io.BytesIO(listed))
        fresh.replace(file)
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror or error}.") from error
    finally:
        fresh.unlink(missing_ok=True)
    return len(sums)


def _chosen(folders: Mapping[str, Path], generation: str) -> Iterator[tuple[str, Path]]:
    for kind, folder in sorted(folders.items()):
        for path in sorted(folder.rglob("*")):
            parts = path.relative_to(folder).parts
            if not path.is_file() or any(part.startswith(".") for part in parts):
                continue
            if kind == "build" and parts[0] == "graph" and parts[1] not in (generation, generations.POINTER):
                continue
            yield "/".join((kind, *parts)), path


def _add(archive: tarfile.TarFile, name: str, size: int, data: BinaryIO) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o644
    data.seek(0)
    archive.addfile(member, data)


def restore(file: Path, folders: Mapping[str, Path], force: bool = False) -> tuple[Path, ...]:
    """Put the folders of a backup back in their places.  The former folders that were moved aside.

    All is unpacked and verified beside the places first.  A folder that holds anything else than the backup does is
    left alone (``OutputError``) unless ``force``; then it is moved aside, never removed.  ``IntegrityError`` for a
    backup that is damaged, ``SourceError`` for one that cannot be read.
    """
    with contextlib.ExitStack() as stack:
        works = {kind: _beside(folder, stack) for kind, folder in folders.items()}
        _unpack(file, works)
        held = {kind: folders[kind] for kind, work in works.items() if work.is_dir()}
        changed = {kind: path for kind, path in held.items() if _sums(path) != _sums(works[kind])}
        lost = [path for path in changed.values() if _sums(path)]
        if lost and not force:
            raise OutputError(
                f"{lost[0]} holds something else than the backup does.",
                hint="Restore to another folder with -o, or use --force: the former folder is then moved aside.",
            )
        aside = tuple(_move_aside(path) for path in changed.values() if path.exists())
        for kind, path in changed.items():
            works[kind].rename(path)
        return aside


def _beside(folder: Path, stack: contextlib.ExitStack) -> Path:
    work = folder.with_name(f".{folder.name}-restoring-{os.getpid()}")
    shutil.rmtree(work, ignore_errors=True)
    stack.callback(shutil.rmtree, work, ignore_errors=True)
    return work


def _unpack(file: Path, works: Mapping[str, Path]) -> None:
    """Every file of the backup under its work folder, each compared with its checksum."""
    found: dict[str, str] = {}
    listed = ""
    try:
        with tarfile.open(file, "r:gz") as archive:
            for member in archive:
                stream = archive.extractfile(member) if member.isreg() else None
                if stream is None:
                    raise IntegrityError(f"{file.name} holds {member.name!r}, which is no file.")
                if member.name == SUMS:
                    listed = stream.read().decode()
                    continue
                path = _target(file, member.name, works)
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as out:
                    shutil.copyfileobj(stream, out)
                found[member.name] = _sha256(path)
    except FileNotFoundError:
        raise SourceError(f"There is no backup {file}.") from None
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise IntegrityError(f"{file.name} is damaged: {error}. Nothing was changed.") from error
    except OSError as error:
        raise OutputError(f"{file.name} cannot be unpacked: {error.strerror or error}.") from error
    wanted = {name: sha for sha, _, name in (line.partition("  ") for line in listed.splitlines())}
    if not wanted or wanted != found:
        wrong = sorted(name for name in {*wanted, *found} if wanted.get(name) != found.get(name))
        raise IntegrityError(
            f"{file.name} is damaged: {', '.join(wrong[:3]) or SUMS} is not as it was. Nothing was changed."
        )


def _target(file: Path, name: str, works: Mapping[str, Path]) -> Path:
    kind, *rest = PurePosixPath(name).parts
    if kind not in works or not rest or any(part in ("..", "/") or "\\" in part for part in rest):
        raise IntegrityError(
            f"{file.name} holds {name!r}, which is no place of a backup. Nothing was changed."
        )
    return works[kind].joinpath(*rest)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sums(folder: Path) -> dict[str, str]:
    """The files of a folder that a backup would keep, with their checksums."""
    if not folder.is_dir():
        return {}
    generation = ""
    with contextlib.suppress(StoreError):
        generation = generations.current(folder / "graph").name
    kind = "build" if generation else "other"
    return {name.partition("/")[2]: _sha256(path) for name, path in _chosen({kind: folder}, generation)}


def _move_aside(folder: Path) -> Path:
    for number in itertools.count(1):
        aside = folder.with_name(f"{folder.name}.before-{number}")
        if not aside.exists():
            folder.rename(aside)
            return aside
    raise AssertionError("numbers do not end")
