"""The parts of a Word file, unpacked within limits and parsed without entities, network or macros."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from kg.errors import LimitError, SourceError
from kg.model import Source
from kg.reading.limits import Limits

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_LOOSE = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def parse(data: bytes) -> Element:
    """XML without entities, DTD or network; raises etree.XMLSyntaxError."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data.replace(_STRICT, _LOOSE), parser)


@dataclass(slots=True)
class Package:
    """The XML parts that hold text.  ``main`` is the folder's main part; others are None when absent."""

    source: Source
    archive: zipfile.ZipFile
    limits: Limits
    unpacked: int = 0
    main: str = "word/document.xml"
    targets: dict[str, str] = field(default_factory=dict)  # relationship type's last word -> part

    @classmethod
    def open(cls, data: bytes, source: Source, limits: Limits) -> Package:
        """Raises SourceError for a damaged or encrypted file."""
        try:
            package = cls(source, zipfile.ZipFile(io.BytesIO(data)), limits)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise _damaged(source, error) from error
        package.main = package._related("_rels/.rels", "").get("officeDocument", package.main)
        folder, name = posixpath.split(package.main)
        package.targets = package._related(f"{folder}/_rels/{name}.rels", folder)
        return package

    def _related(self, part: str, folder: str) -> dict[str, str]:
        """Relationship types and their parts inside the file; what lies outside is never followed."""
        root = self.part(part)
        found: dict[str, str] = {}
        for link in root.iter(_RELATIONSHIP) if root is not None else ():
            target = link.get("Target", "")
            if link.get("TargetMode") != "External":
                path = (
                    target.lstrip("/")
                    if target.startswith("/")
                    else posixpath.normpath(posixpath.join(folder, target))
                )
                found.setdefault(link.get("Type", "").rsplit("/", 1)[-1], path)
        return found

    def related(self, kind: str) -> Element | None:
        """The part of a relationship type (``styles``, ``numbering``, ``footnotes`` …), or None."""
        return self.part(self.targets[kind]) if kind in self.targets else None

    def part(self, name: str) -> Element | None:
        """One part parsed, or None when there is none of that name.

        Raises LimitError when all that was unpacked grows past the limit, SourceError for damaged XML.
        """
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            return None
        room = self.limits.unpacked_mb * 1_000_000 - self.unpacked
        try:
            with self.archive.open(info) as stream:
                data = stream.read(room + 1)
        except (
            zipfile.BadZipFile,
            OSError,
            ValueError,
            RuntimeError,
            NotImplementedError,
            EOFError,
        ) as error:
            raise _damaged(self.source, error) from error
        except Exception as error:  # zlib.error and lzma.LZMAError share no base below Exception
            if type(error).__module__ in ("zlib", "lzma", "_lzma"):
                raise _damaged(self.source, error) from error
            raise
        if len(data) > room:
            raise LimitError(
                f"{self.source.name} unpacks to more than {self.limits.unpacked_mb} MB (limit: unpacked size).",
                hint="It may be a zip bomb. Save it again from Word without its pictures.",
            )
        self.unpacked += len(data)
        try:
            return parse(data)
        except etree.XMLSyntaxError as error:
            raise _damaged(self.source, error) from error


def _damaged(source: Source, error: Exception) -> SourceError:
    return SourceError(
        f"{source.name} is a damaged Word document ({error}).",
        hint="Open it in Word, save it again, and give that file.",
    )
