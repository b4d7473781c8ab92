"""Finding the item that a decision was about, also after its document's text has changed."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from kg.curation.decisions import Decision
from kg.model import Item

# Below SAME the item under the old name is another one; from CLOSE on another item may stand in for it.
SAME, CLOSE = 60.0, 85.0


def find_item(decision: Decision, items: Sequence[Item]) -> Item | str:
    """The item, or in words why none fits.

    The item of the same name when its words are still about the same (token-set ratio of at least 60 of 100); else the
    item of the same kind whose words are closest, if at least 85 of 100 are the same and no second one is as close.
    """
    named = next((item for item in items if item.key == decision.key), None)
    if named is not None and (not decision.words or fuzz.token_set_ratio(decision.words, named.text) >= SAME):
        return named
    alike = [item for item in items if item.kind is decision.kind]
    scored = sorted(((fuzz.ratio(decision.words, item.text), item.key) for item in alike), reverse=True)
    if not scored or scored[0][0] < CLOSE:
        return (
            "its words are no longer in the document"
            if named is None
            else "its words are now about something else"
        )
    if len(scored) > 1 and scored[1][0] >= CLOSE and scored[0][0] - scored[1][0] < 2:
        return "two items now have words like it"
    return next(item for item in alike if item.key == scored[0][1])
