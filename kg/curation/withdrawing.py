"""Withdrawing a review is a decision like any other: a line of Turtle with a name, a date and a reason."""

from __future__ import annotations

from pathlib import Path

from kg.curation.decisions import Action, Decision
from kg.curation.files import read_decisions, write_decisions
from kg.errors import CurationError


def withdraw(curation: Path, review: str, reason: str, by: str, on: str) -> Path:
    """Add the decision to ``curation``; ``on`` is an ISO date.  The file that holds it.

    ``CurationError`` when the reason says nothing, or the review is withdrawn already.
    """
    if len(reason.strip()) < 5 or not by.strip():
        raise CurationError(
            "A withdrawal needs a reason of a few words, and the name of who decided it.",
            hint='For example: --reason "Asked for by the family" --by "Jane Roe"',
        )
    former = read_decisions(curation)
    if before := next(
        (one for one in former if one.action is Action.WITHDRAW and one.review == review), None
    ):
        raise CurationError(f"{review} was withdrawn on {before.on} by {before.by} already.")
    decision = Decision(review, Action.WITHDRAW, value=reason.strip(), by=by.strip(), on=on)
    paths = write_decisions(curation, [*former, decision])
    return next(path for path in paths if path.stem == review)
