"""Every figure in every paper answers its named query and rests on exact words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.insight.ask import ask
from kg.insight.evidence import Evidence, Item, Link, Part, Tag, Words
from kg.insight.figures import Figure, Parameters, Trace
from kg.insight.gathering import Scope, gather
from kg.present.formats.figures import numbered
from kg.present.paper.agency import agency
from kg.present.paper.blocks import Paper
from kg.present.paper.board import board
from kg.present.paper.briefing import briefing
from kg.present.paper.compare import area_beside, reviews_beside
from kg.store.protocol import Store
from kg.store.table import Table, Value
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
    return {trace: found.figure for trace, found in numbered(paper).items()}


# Parameters that choose among the rows by a column which the answer shows: one wide answer serves many figures.
# ``test_a_parameter_chooses_what_its_column_says`` asks a part of the figures with all their parameters.
SHOWN = {
    "agency-evidence": {"agency": "agency", "role": "role"},
    "theme-evidence": {"tier": "tier_", "group": "group_", "side": "side_"},
}


class Asker:
    """Asks the graph each question once, however many figures count something in its answer.

    With ``wide`` the parameters in ``SHOWN`` are left out of the question and applied to the rows of the answer.
    """

    def __init__(self, store: Store, *, wide: bool) -> None:
        self._store = store
        self._wide = wide
        self._answers: dict[tuple[str, frozenset[tuple[str, object]]], Table] = {}

    def values(self, query: str, parameters: Parameters, column: str) -> set[Value]:
        """The distinct values of a column."""
        shown = SHOWN.get(query, {}) if self._wide else {}
        chosen = {shown[name]: value for name, value in parameters if name in shown}
        rows = self._asked(query, tuple(p for p in parameters if p[0] not in shown)).dicts()
        found = {row[column] for row in rows if all(row[name] == value for name, value in chosen.items())}
        return found - {None}

    def _asked(self, query: str, parameters: Parameters) -> Table:
        key = (query, frozenset(parameters))
        if key not in self._answers:
            self._answers[key] = ask(self._store, query, **dict(parameters))
        return self._answers[key]

    def number(self, trace: Trace) -> int:
        """Distinct values of the column, less those of the second asking."""
        found = self.values(trace.query, trace.parameters, trace.column)
        if trace.less is not None:
            found -= self.values(trace.query, trace.less, trace.column)
        return len(found)

    def denominator(self, trace: Trace) -> int:
        """What a figure is out of: the reviews held, or the items of a kind, within the same bounds."""
        given = dict(trace.parameters)
        bounds: list[tuple[str, str | int]] = [
            (name, given[name]) for name in ("area", "since", "until", "type", "kind") if name in given
        ]
        if trace.query == "theme-pairs":
            return len(self.values("theme-evidence", (("tier", "stated"), *bounds), "unit"))
        if trace.query == "recommendations-to-nobody":
            return len(self.values("learning-items", (("kind", "recommendation"), *bounds), "item"))
        if trace.column == "item":
            return len(self.values("learning-items", tuple(bounds), "item"))
        if "year" in given:
            bounds = [bound for bound in bounds if bound[0] not in ("since", "until")]
            bounds += [("since", given["year"]), ("until", given["year"])]
        found = self.values("reviews-held", (("held", "true"), *bounds), "review")
        if "not_area" in given:
            found -= self.values("reviews-held", (("held", "true"), ("area", given["not_area"])), "review")
        return len(found)


@pytest.fixture(scope="module")
def asker(sample: Store) -> Asker:
    return Asker(sample, wide=True)


def wrong(asker: Asker, seen: dict[Trace, Figure]) -> list[tuple[object, ...]]:
    """The figures that their query does not give, or whose denominator the graph does not."""
    found: list[tuple[object, ...]] = []
    for trace, figure in seen.items():
        number = asker.number(trace)
        of = None if figure.of is None else asker.denominator(trace)
        if (number, of) != (figure.value, figure.of):
            found.append((trace.query, trace.parameters, (figure.value, figure.of), (number, of)))
    return found


def test_every_figure_is_the_answer_to_its_query(sample: Store, asker: Asker, evidence: Evidence) -> None:
    seen: dict[Trace, Figure] = {}
    for _, paper in papers(evidence, sample):
        seen |= figures(paper)
    assert len(seen) > 300
    assert wrong(asker, seen) == []


def test_every_figure_of_the_whole_paper_is_the_answer_to_its_query(asker: Asker, paper: Paper) -> None:
    assert len(figures(paper)) > 700
    assert wrong(asker, figures(paper)) == []


def test_a_parameter_chooses_what_its_column_says(sample: Store, paper: Paper) -> None:
    seen = sorted(figures(paper).items(), key=lambda item: str(item[0]))
    assert wrong(Asker(sample, wide=False), dict(seen[::20])) == []


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
