"""Word (.docx): the document as it stands with its tracked changes accepted.  It has no true pages: none are given."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.errors import SourceError
from kg.model import BlockKind, Document, Problem, Source
from kg.reading.docx.body import Body
from kg.reading.docx.numbering import read_numbering
from kg.reading.docx.package import Element, Package, W
from kg.reading.docx.styles import read_styles
from kg.reading.draft import Draft, assemble, mark_headers
from kg.reading.limits import Limits

_CORE = ("title", "creator", "subject", "keywords", "description", "created", "modified", "lastModifiedBy")


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read a Word document.  Macros and links to other files are never followed."""
    package = Package.open(data, source, limits)
    root = package.part(package.main)
    content = root.find(W + "body") if root is not None else None
    if content is None:
        raise SourceError(
            f"{source.name} has no main document part.", hint="Open it in Word and save it again."
        )
    body = Body(read_styles(package.related("styles")), read_numbering(package.related("numbering")))
    drafts = list(body.walk(content))
    drafts.extend(_notes(body, package))
    _series(drafts)
    _fake_levels(drafts)
    mark_headers(drafts)
    return assemble(
        source, drafts, metadata=_metadata(package), problems=_problems(content, package), limits=limits
    )


def _notes(body: Body, package: Package) -> list[Draft]:
    """Footnotes and endnotes in the order of their references, numbered as Word does."""
    made: list[Draft] = []
    parts = {kind: package.related(kind) for kind in ("footnotes", "endnotes")}
    numbers = {"footnotes": 0, "endnotes": 0}
    asked, body.notes = list(dict.fromkeys(body.notes)), []
    for kind, key in asked:
        root = parts[kind]
        note = next((n for n in root if n.get(W + "id") == key), None) if root is not None else None
        if note is None:
            continue
        numbers[kind] += 1
        for index, draft in enumerate(body.walk(note)):
            draft.kind, draft.level, draft.cell = BlockKind.FOOTNOTE, None, None
            if index == 0:
                draft.marker, draft.marker_printed = str(numbers[kind]), False
            made.append(draft)
    return made


def _series(drafts: list[Draft]) -> None:
    """Make bold paragraphs of one run of numbers alike, where length made headings of some and list items of others.

    They are headings when other matter stands below most of them, else the items of a list.
    """
    runs: list[list[int]] = []
    for place, draft in enumerate(drafts):
        number = re.fullmatch(r"\(?(\d{1,2})[.)]?", draft.marker or "")
        told = draft.kind is BlockKind.HEADING and draft.level is not None  # by its style
        if number is None or not draft.style.bold or draft.cell is not None or told:
            continue
        if int(number[1]) == 1 or not runs:
            runs.append([])
        runs[-1].append(place)
    for run in runs:
        if len({drafts[place].kind for place in run}) < 2:
            continue
        apart = sum(after > before + 1 for before, after in pairwise([*run, len(drafts)]))
        kind, level = (BlockKind.HEADING, None) if apart * 2 > len(run) else (BlockKind.LIST_ITEM, 0)
        for place in run:
            drafts[place].kind, drafts[place].level = kind, level


def _fake_levels(drafts: list[Draft]) -> None:
    """Give bold paragraphs that stand for headings a level below the true ones, by size."""
    true = [draft.level for draft in drafts if draft.kind is BlockKind.HEADING and draft.level is not None]
    fakes = [draft for draft in drafts if draft.kind is BlockKind.HEADING and draft.level is None]
    sizes = sorted({draft.style.size or 0.0 for draft in fakes}, reverse=True)
    for draft in fakes:
        draft.level = min(max(true, default=0) + 1 + sizes.index(draft.style.size or 0.0), 9)


def _metadata(package: Package) -> list[tuple[str, str]]:
    root = package.part("docProps/core.xml")
    found = []
    for item in root if root is not None else ():
        name = str(item.tag).rsplit("}", 1)[-1]
        if name in _CORE and item.text:
            found.append(("author" if name == "creator" else name, item.text))
    return [*found, *_running_heads(package)]


def _running_heads(package: Package) -> list[tuple[str, str]]:
    """The lines of header and footer: they often name the publisher, and nothing else does."""
    parts = [root for kind in ("header", "footer") if (root := package.related(kind)) is not None]
    lines = [
        "".join(text.text or "" for text in p.iter(W + "t")) for root in parts for p in root.iter(W + "p")
    ]
    return [("running-head", line) for line in dict.fromkeys(lines) if re.search(r"[^\W\d_]{3}", line)]


def _problems(content: Element, package: Package) -> list[Problem]:
    problems = []
    if next(content.iter(W + "ins", W + "del", W + "moveFrom"), None) is not None:
        message = (
            "The document has tracked changes: it is read with insertions accepted and deletions left out."
        )
        problems.append(Problem("tracked-changes", message))
    if "vbaProject" in package.targets:
        problems.append(Problem("macros-ignored", "The document holds macros: they were not run."))
    return problems
