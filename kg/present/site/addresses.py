"""Where each thing has its page, and how one page is reached from another."""

from __future__ import annotations

import hashlib
import posixpath
import re

from kg.present.viewer.learning import Node

LONGEST = 80  # of a file's name: shared drives on Windows have short patience
FOLDERS = {"review": "reviews", "theme": "themes", "agency": "agencies", "area": "areas"}


def address(node: Node) -> str:
    """The node's page from the site's root: ``reviews/kirklees-child-e.html``.  Two nodes never share one."""
    folder = FOLDERS.get(node.kind, "items")
    prefix, _, name = node.id.partition("/")
    safe = re.sub(r"[^a-z0-9.-]+", "-", name.lower()).strip("-.")
    if safe != name or len(safe) > LONGEST or prefix not in ("review", "theme", "agency", "area", "item"):
        digest = hashlib.sha256(node.id.encode()).hexdigest()[:8]
        safe = f"{safe[: LONGEST - 9]}-{digest}"
    return f"{folder}/{safe}.html"


def further(page: str, number: int) -> str:
    """The address of a page's second, third … part: in a folder of its own, where no other page is."""
    return page if number == 1 else f"{page.removesuffix('.html')}/{number}.html"


def parted(path: str) -> tuple[str, int] | None:
    """The address of a thing's page and the number of its part, or None where no thing could have its page there."""
    folders = "|".join((*FOLDERS.values(), "items"))
    found = re.fullmatch(rf"((?:{folders})/[a-z0-9.-]+?)(?:/([1-9][0-9]{{0,5}}))?\.html", path)
    return (f"{found[1]}.html", int(found[2] or 1)) if found and found[2] != "1" else None


def from_page(page: str, target: str) -> str:
    """The relative address of ``target`` on ``page``, both from the site's root."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")
