"""Bullets and numbers that have come loose from their items, given back to them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import BlockKind
from kg.reading.draft import Draft
from kg.reading.markers import BULLETS, ONLY

_LOOSE = re.compile(rf"[{BULLETS}]|\(?(?:\d{{1,3}}|[a-zA-Z]|[ivxIVX]{{1,5}})[.)]")


def rejoined(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts without those that hold only markers; each such marker goes to one of the blocks that follow.

    PDF and text extracted from it may print a stack of bullets ("• • •") and then the items, or a bullet on a
    line of its own.  The markers are given as not printed, since the text does not have them in front.
    """
    out: list[Draft] = []
    waiting: list[str] = []
    step = 0
    for draft in drafts:
        loose = _loose(draft)
        if draft.cell is None and draft.text.strip() == str(step + 1):  # 1, 2, 3 each on a line of its own
            step, loose = step + 1, [draft.text.strip()]
        if loose:
            waiting = loose
        elif waiting and draft.marker is None and draft.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            draft.marker, draft.marker_printed = waiting.pop(0), False
            if draft.kind is BlockKind.PARAGRAPH:
                draft.kind, draft.level = BlockKind.LIST_ITEM, 0
            out.append(draft)
        else:
            waiting = []
            out.append(draft)
    return out


def _loose(draft: Draft) -> list[str]:
    """The markers that are all a block holds, or nothing."""
    if draft.cell is not None or draft.kind is BlockKind.FOOTNOTE:
        return []
    tokens = f"{draft.marker or ''} {draft.text}".split() if draft.marker_printed else draft.text.split()
    if not tokens or len(tokens) > 40:
        return []
    if len(tokens) == 1:
        return tokens if _LOOSE.fullmatch(tokens[0]) else []
    return tokens if all(ONLY.fullmatch(token) and _LOOSE.fullmatch(token) for token in tokens) else []
