"""Items that were read without a heading, label or word that names them: said as problems, so that somebody looks."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Item, Problem

# The rules that go by content alone, and what each has taken for an item.
_BY_CONTENT = {
    "finding/single-sentence": "{n} taken for findings from the sentences that end the topics of an analysis",
    "finding/topic-verdict": "{n} taken for findings from the sentences that conclude topics",
    "recommendation/stated": "{n} taken for recommendations from the prose of other sections",
    "good-practice/told": "{n} taken for good practice although no word praises it",
}


def doubts(items: Sequence[Item]) -> tuple[Problem, ...]:
    """A problem for each such rule that gave items, on the page of its first."""
    problems = []
    for rule, said in _BY_CONTENT.items():
        found = [item for item in items if item.rule == rule]
        if found:
            n = "1 sentence was" if len(found) == 1 else f"{len(found)} sentences were"
            message = f"{said.format(n=n)}: check against the document."
            problems.append(Problem("read-by-content", message, found[0].quote.page))
    return tuple(problems)
