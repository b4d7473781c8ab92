"""A decision as a value: who said what of which item, when, and on which words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from kg.model import ItemKind


class Action(StrEnum):
    """What a decision does.  ``CODE`` changes nothing: it is one coder's reading, kept to measure agreement."""

    ACCEPT = "accept"  # this theme is right
    REJECT = "reject"  # this theme is wrong here
    ADD = "add"  # this theme is missing
    PRIMARY = "primary"  # this theme is what the item is about
    REWORD = "reword"  # the item's wording, corrected
    DROP = "drop"  # this is no item
    NEW = "new item"  # these words are an item
    MERGE = "merge"  # this agency is that one
    WITHDRAW = "withdraw"  # this review is withdrawn: its text and its items go, its name stays
    CODE = "code"  # a blind coder's theme


THEMED = frozenset({Action.ACCEPT, Action.REJECT, Action.ADD, Action.PRIMARY, Action.CODE})


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """One decision.

    ``item`` is the whole name of an item (``kirklees-child-e--finding-4``), of a review for a new item, or of an agency
    for a merge.  ``words`` are the item's words when it was decided: they find the item again when its document changes.
    ``value`` is the new wording, the kind of a new item, the agency to merge into,
    or the reason for a withdrawal.  ``on`` is an ISO date.
    """

    item: str
    action: Action
    theme: str = ""
    words: str = ""
    value: str = ""
    by: str = ""
    on: str = ""
    note: str = ""
    codebook: str = ""

    @property
    def review(self) -> str:
        """The key of the review that the decision is about (empty for a merge of agencies)."""
        return "" if self.action is Action.MERGE else self.item.partition("--")[0]

    @property
    def key(self) -> str:
        """The item's part of its name, after the review's."""
        return self.item.partition("--")[2]

    @property
    def kind(self) -> ItemKind | None:
        """The kind of the item, read off its name or given for a new one."""
        if self.action is Action.NEW:
            return ItemKind(self.value)
        for kind in ItemKind:
            if self.key.startswith(f"{kind.value}-") and "--point-" not in self.key:
                return kind
        return ItemKind.POINT if "--point-" in self.key else None

    @property
    def name(self) -> str:
        """A name made of what is decided, so that the same decision by the same person is one."""
        said = "\n".join((self.item, self.action, self.theme, self.value, self.by, self.words))
        return hashlib.sha256(said.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A decision that could not be applied, and why in words."""

    decision: Decision
    why: str


def signature(decisions: tuple[Decision, ...]) -> str:
    """Changes when any of the decisions does; empty when there are none."""
    if not decisions:
        return ""
    said = "\n".join(repr(decision) for decision in sorted(decisions))
    return hashlib.sha256(said.encode()).hexdigest()[:16]
