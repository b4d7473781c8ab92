"""Every document of a folder that has gold beside it, understood and scored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError, SourceError
from kg.evaluation.gold import SUFFIX, Gold, GoldReview, load
from kg.evaluation.matching import folded
from kg.evaluation.review import Error, ReviewScore, score_review
from kg.evaluation.scores import Counts
from kg.evaluation.themes import ThemeScore, score_themes
from kg.model import Extraction, Understanding

Understand = Callable[[Path], Understanding]


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One document: its rows of counts, what went wrong, and whether its quotations are the source's words."""

    name: str
    cover: dict[str, Counts]
    equal: dict[str, Counts]
    errors: tuple[Error, ...]
    quotations: Counts
    themes: ThemeScore
    unreadable: str | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    documents: tuple[DocumentScore, ...]
    themes: ThemeScore

    def totals(self, figure: str) -> dict[str, Counts]:
        """The rows summed over the documents; ``figure`` is "cover" or "equal"."""
        rows: dict[str, Counts] = {}
        for document in self.documents:
            for row, counts in getattr(document, figure).items():
                rows[row] = rows.get(row, Counts()) + counts
        return rows

    @property
    def quotations(self) -> Counts:
        return sum((document.quotations for document in self.documents), Counts())


def evaluate(folder: Path, understand: Understand) -> Evaluation:
    """Score every ``*.gold.json`` of ``folder``, in order of name.  Raises ``SourceError`` when there is none."""
    golds = [load(path) for path in sorted(folder.glob("*" + SUFFIX))]
    if not golds:
        raise SourceError(
            f"No *{SUFFIX} in {folder}.", hint="Gold stands beside each document, of the same name."
        )
    documents, pairs = [], []
    for gold in golds:
        score, matched = _document(gold, understand)
        documents.append(score)
        pairs += matched
    return Evaluation(tuple(documents), score_themes(pairs))


def _document(gold: Gold, understand: Understand) -> tuple[DocumentScore, list]:  # type: ignore[type-arg]
    try:
        understood = understand(gold.path)
    except KgError as error:
        scores = [score_review(_nothing(), review) for review in gold.reviews]
        return _summed(gold.path.name, scores, Counts(), (), unreadable=error.what), []
    scores, extra = [], []
    for found, review in aligned(understood.reviews, gold.reviews):
        if review is None:
            extra.append(
                Error("review", "false", f"a review in it that the gold has not: {found.identity.title}")
            )
            review = GoldReview((), (), (), (), lists_agencies=False)
        scores.append(score_review(found, review))
    score = _summed(gold.path.name, scores, _quotations(understood), tuple(extra))
    return score, [pair for each in scores for pair in each.matched]


def aligned(
    found: tuple[Extraction, ...], gold: tuple[GoldReview, ...]
) -> Iterator[tuple[Extraction, GoldReview | None]]:
    """Reviews in step; of several in one file, those whose titles are the same go together."""
    left = list(found)
    for review in gold:
        title = folded(dict(review.fields).get("title") or "")
        same = [each for each in left if folded(each.identity.title) == title]
        chosen = (same or left if len(gold) == 1 else same or left[:1])[:1]
        yield (chosen[0] if chosen else _nothing()), review
        left = [each for each in left if each not in chosen]
    for each in left:
        yield each, None


def _nothing() -> Extraction:
    from kg.model import Identity, Source

    return Extraction(Source("", "", "", 0), Identity(key="", title=""))


def _quotations(understood: Understanding) -> Counts:
    text, right, wrong = understood.document.text, 0, 0
    for review in understood.reviews:
        quotes = [quote for item in review.items for quote in item.quotes]
        quotes += [agency.quote for agency in review.agencies] + [link.quote for link in review.links]
        quotes += [tag.quote for item in review.items for tag in item.themes]
        exact = sum(text[quote.span.start : quote.span.end] == quote.exact for quote in quotes)
        right, wrong = right + exact, wrong + len(quotes) - exact
    return Counts(right, wrong)


def _summed(
    name: str,
    scores: list[ReviewScore],
    quotations: Counts,
    extra: tuple[Error, ...],
    unreadable: str | None = None,
) -> DocumentScore:
    cover: dict[str, Counts] = {}
    equal: dict[str, Counts] = {}
    for score in scores:
        for rows, total in ((score.cover, cover), (score.equal, equal)):
            for row, counts in rows.items():
                total[row] = total.get(row, Counts()) + counts
    errors = tuple(error for score in scores for error in score.errors) + extra
    themes = score_themes(pair for score in scores for pair in score.matched)
    return DocumentScore(name, cover, equal, errors, quotations, themes, unreadable)
