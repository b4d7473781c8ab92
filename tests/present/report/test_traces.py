"""Every figure in every paper answers its named query and rests on exact words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.insight.ask import ask
from kg.insight.evidence import Evidence, Item, Link, Part, Tag, Words
from kg.insight.figures import Figure, Trace
from kg.insight.gathering import Scope, gather
from kg.present.formats.figures import counts
from kg.present.paper.agency import agency
from kg.present.paper.blocks import Paper
from kg.present.paper.board import board
from kg.present.paper.briefing import briefing
from kg.present.paper.compare import area_beside, reviews_beside
from kg.store.protocol import Store
from tests.gold import understandings

pytestmark = pytest.mark.corpus


def papers(evidence: Evidence, store: Store) -> Iterator[tuple[str, Paper]]:
    reviews = {review.iri.rsplit("/", 1)[-1]: review for review in evidence.held}
    first, second = reviews["harrowmere-child-a"], reviews["harrowmere-child-f"]
    yield "board", board(evidence, most=3)
    yield "briefing", briefing(evidence, second)
    yield "agency", agency(evidence, next(p.agency for p in evidence.parts if p.role == "asked"))
    yield "area", area_beside(evidence, "Harrowmere", "harrowmere")
    yield "reviews", reviews_beside(evidence, first, second)
    narrowed = gather(store, Scope(area="harrowmere", since=2015, until=2022))
    yield "narrowed", board(narrowed, most=2)


def figures(paper: Paper) -> dict[Trace, Figure]:
    return {count.figure.trace: count.figure for page in paper.pages for count in counts(page)}


def asked(store: Store, figure: Figure) -> int:
    """The same number from the graph: distinct values of the column, less those of the second asking."""
    trace = figure.trace
    found = set(ask(store, trace.query, **dict(trace.parameters)).column(trace.column))
    if trace.less is not None:
        found -= set(ask(store, trace.query, **dict(trace.less)).column(trace.column))
    return len(found - {None})


def wrong(store: Store, seen: dict[Trace, Figure]) -> list[tuple[object, ...]]:
    """The figures that their query does not give: query, parameters, figure, answer."""
    answers = ((trace, figure, asked(store, figure)) for trace, figure in seen.items())
    return [(t.query, t.parameters, f.value, answer) for t, f, answer in answers if answer != f.value]


def test_every_figure_is_the_answer_to_its_query(sample: Store, evidence: Evidence) -> None:
    seen: dict[Trace, Figure] = {}
    for _, paper in papers(evidence, sample):
        seen |= figures(paper)
    assert len(seen) > 300
    assert wrong(sample, seen) == []


@pytest.mark.slow
def test_every_figure_of_the_whole_paper_is_the_answer_to_its_query(sample: Store, paper: Paper) -> None:
    assert wrong(sample, figures(paper)) == []


def test_every_record_behind_a_figure_is_exact_words(sample: Store, evidence: Evidence) -> None:
    texts = {one.document.source.sha256: one.document.text for one in understandings()}
    checked = 0
    for _, paper in papers(evidence, sample):
        for figure in figures(paper).values():
            for record in figure.records:
                if isinstance(record, Tag | Item | Part | Link):
                    checked += _exact(texts, record.words)
    assert checked > 500


def _exact(texts: dict[str, str], words: Words) -> int:
    assert texts[words.sha256][words.start : words.end] == words.exact
    return 1
