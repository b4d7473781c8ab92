"""Extraction never raises on odd text, and every quotation stays the document's own words."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.extraction.understand import understand
from kg.reading import read_bytes

PIECES = st.sampled_from(
    [
        "# Findings",
        "## Recommendations",
        "### Questions for the Board",
        "Contents",
        "Introduction ........ 2",
        "Finding 1:",
        "Finding 2: Nobody asked",
        "Recommendation 1",
        "Learning point: ask",
        "1. Do this;",
        "(a) and that",
        "- why?",
        "The Board should:",
        "The partners are asked to a; to b",
        "It was good practice that she rang.",
        "This was good practice.",
        "Supervisors may wish to consider",
        "They might ask what; and who",
        "| Finding | Recommendation |\n| --- | --- |\n| x | y |",
        "**Good practice:** she rang.",
        "Learning: a; b",
        "Keywords: c",
        "We find that",
        ";;; •",
        "?",
        ":",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=14))
def test_nothing_raises_and_quotations_are_exact(pieces: list[str]) -> None:
    try:
        document = read_bytes("\n\n".join(pieces).encode("utf-8", "ignore"), "odd.md")
    except SourceError:
        return
    for review in understand(document).reviews:
        for item in review.items:
            for quote in item.quotes:
                assert document.text[quote.span.start : quote.span.end] == quote.exact
        assert len({item.key for item in review.items}) == len(review.items)
