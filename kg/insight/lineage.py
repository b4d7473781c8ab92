"""Learning through the years: what a document says it repeats, mirrors or follows, and what only looks like it.

A *stated* step is the text's own words about another review.  Which finding of that review is meant is mostly not
printed: the nearest one by shared themes and wording is *suggested* as the step's far end, and marked so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from scipy import sparse

from kg.insight.evidence import FINDINGS, Evidence, Item, Link
from kg.insight.similar import Likeness, Wordings

LIKE = 0.30  # cosine from which two findings are suggested to be alike; see benchmarks/insight.py
DESCENT = ("repeats", "mirrors", "follows-up", "deepens", "complements")


@dataclass(frozen=True, slots=True)
class Step:
    """From a later item or review back to an earlier review.  ``link`` is None where only likeness suggests it."""

    later: str  # IRI of the item or review that speaks
    earlier: str  # IRI of the review spoken of
    finding: str | None  # IRI of the earlier review's finding that is nearest, a suggestion
    link: Link | None
    likeness: Likeness | None = None

    @property
    def stated(self) -> bool:
        return self.link is not None and self.link.basis == "stated"


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps from the latest back to the earliest review, each where the last one ended."""

    steps: tuple[Step, ...]

    @property
    def stated(self) -> bool:
        return all(step.stated for step in self.steps)


class Findings:
    """The findings of all reviews (points left out) and the items that speak of other reviews, with their wordings."""

    def __init__(self, evidence: Evidence) -> None:
        speakers = {link.source for link in evidence.links}
        self.items = tuple(i for i in evidence.items if _is_finding(i) or i.iri in speakers)
        self.place = {item.iri: row for row, item in enumerate(self.items)}
        self.wordings = Wordings([item.wording for item in self.items])
        self.themes = _themes(evidence, self.items)
        self.by_review: dict[str, list[Item]] = {}
        for item in filter(_is_finding, self.items):
            self.by_review.setdefault(item.review, []).append(item)


def _is_finding(item: Item) -> bool:
    return item.kind in FINDINGS and item.parent is None


def stated_steps(evidence: Evidence, findings: Findings | None = None) -> tuple[Step, ...]:
    """One step for each link of descent that the documents print, with the nearest earlier finding where one is held."""
    found = findings or Findings(evidence)
    links = [link for link in evidence.links if link.type in DESCENT]
    return tuple(
        Step(link.source, link.target, nearest, link)
        for link, nearest in zip(links, _nearest(evidence, found, links), strict=True)
    )


def _nearest(evidence: Evidence, findings: Findings, links: Sequence[Link]) -> list[str | None]:
    """For each link the earlier review's finding that shares most themes with the speaking item, then is worded most
    alike.  None where the review as a whole speaks, or nothing is shared."""
    pairs = [
        (place, item)
        for place, link in enumerate(links)
        if link.source in findings.place
        for item in findings.by_review.get(link.target, ())
    ]
    firsts = np.array([findings.place[links[place].source] for place, _ in pairs], np.int64)
    seconds = np.array([findings.place[item.iri] for _, item in pairs], np.int64)
    shared = np.asarray(findings.themes[firsts].multiply(findings.themes[seconds]).sum(axis=1)).ravel()
    some = np.flatnonzero(shared)
    scores = findings.wordings.scores(firsts[some], seconds[some])
    best: dict[int, tuple[float, float, int, str]] = {}
    for row, like in zip(some.tolist(), scores.tolist(), strict=True):
        place, item = pairs[row]
        ranked = (-shared[row], -like, item.order, item.iri)
        best[place] = min(best.get(place, ranked), ranked)
    return [best[place][3] if place in best else None for place in range(len(links))]


def _themes(evidence: Evidence, items: Sequence[Item]) -> sparse.csr_matrix:
    """A row for each item with a 1 in the column of each theme that it raises."""
    wanted = {item.iri: row for row, item in enumerate(items)}
    rows = np.array([wanted.get(item.iri, -1) for item in evidence.items], np.int64)
    tags = evidence.columns.only(rows[evidence.columns.item] >= 0)
    width = tags.theme.max(initial=0) + 1
    cells = np.unique(rows[tags.item] * width + tags.theme)
    return sparse.csr_matrix((np.ones(len(cells)), np.divmod(cells, width)), shape=(len(items), width))


def chains(evidence: Evidence, steps: tuple[Step, ...]) -> tuple[Chain, ...]:
    """The longest way back from each finding that nothing later refers to; longest chains first.

    Steps go from item to item where the earlier finding is suggested.  Where it is not the way ends: what the earlier
    review says as a whole, or in another finding, need not be about the same learning.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    for step in sorted(steps, key=lambda s: (s.later, s.earlier, s.finding or "")):
        far = step.finding or f"{step.earlier} as a whole"
        if far != step.later and not graph.has_edge(step.later, far) and not _backwards(evidence, step):
            graph.add_edge(step.later, far, step=step)
    found = [Chain(tuple(way)) for way in _longest_ways(graph)]
    return tuple(sorted(found, key=lambda chain: (-len(chain.steps), chain.steps[0].later)))


def _backwards(evidence: Evidence, step: Step) -> bool:
    """Whether a step leads on in time and not back."""
    first, second = _year(evidence, step.later), _year(evidence, step.earlier)
    return first is not None and second is not None and second > first


def _year(evidence: Evidence, node: str) -> int | None:
    review = evidence.item[node].review if node in evidence.item else node
    return evidence.review[review].year if review in evidence.review else None


def _longest_ways(graph: nx.DiGraph[str]) -> Iterator[list[Step]]:
    """The longest way from each node that no step leads to; of ways as long the one whose nodes come first.

    Each node is looked at once, after all that it leads to.  Reviews of one year may speak of each other: a step that
    leads back to where the way came from ends it.
    """
    starts = sorted(node for node in graph if graph.in_degree(node) == 0)
    reach: dict[str, tuple[int, str | None]] = {}  # how far it goes from a node, and where to first
    rooted = graph.copy()
    rooted.add_edges_from(("", start) for start in starts)
    for _, node, passage in nx.dfs_labeled_edges(rooted, "", sort_neighbors=sorted) if starts else ():
        if passage == "reverse":
            ways = (
                (reach[after][0] + 1, after) for after in sorted(rooted.successors(node)) if after in reach
            )
            reach[node] = max(ways, key=lambda way: way[0], default=(0, None))
    for start in starts:
        way, node = [], start
        while (after := reach[node][1]) is not None:
            way.append(graph.edges[node, after]["step"])
            node = after
        yield way


def suggested_steps(
    evidence: Evidence, least: float = LIKE, findings: Findings | None = None
) -> Iterator[Step]:
    """Findings of different reviews that share a theme and are worded alike; pairs that a link already joins are left out.

    Suggested only: read both before saying that one repeats the other.
    """
    found = findings or Findings(evidence)
    rows = [row for row, item in enumerate(found.items) if _is_finding(item)]
    said = {(link.source, link.target) for link in evidence.links}
    ages = [_age(evidence, item) for item in found.items]
    for likeness in found.wordings.alike(rows, least, found.themes[rows]):
        pair = (likeness.first, likeness.second)
        earlier, later = (found.items[row] for row in (pair if ages[pair[0]] < ages[pair[1]] else pair[::-1]))
        if earlier.review != later.review and (later.iri, earlier.review) not in said:
            yield Step(later.iri, earlier.review, earlier.iri, None, likeness)


def _age(evidence: Evidence, item: Item) -> tuple[int, str]:
    return (evidence.review[item.review].year or 0, item.iri)
