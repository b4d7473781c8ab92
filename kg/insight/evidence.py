"""What the analyses work on: reviews, items, theme tags, agencies' parts and links, each with its exact words.

``gather`` (in ``gathering``) asks the graph its questions once; every analysis is then a pure function of the ``Evidence``.
The rows of a figure are records of this file, so a figure always leads back to a question and to words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from kg.model import ItemKind, Polarity

if TYPE_CHECKING:
    from kg.insight.columns import Columns

K = TypeVar("K")
R = TypeVar("R")

LEARNING = (
    ItemKind.FINDING,
    ItemKind.POINT,
    ItemKind.RECOMMENDATION,
    ItemKind.QUESTION,
    ItemKind.GOOD_PRACTICE,
)
FINDINGS = (ItemKind.FINDING, ItemKind.POINT)


@dataclass(frozen=True, slots=True)
class Words:
    """A quotation and its place: ``text[start:end] == exact`` in the source with this SHA-256."""

    exact: str
    start: int
    end: int
    sha256: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A review.  ``held`` is false where it is only named in another document; absent means not stated."""

    iri: str
    label: str  # "Harrowmere: Child A"
    case: str
    area: str | None  # name
    area_slug: str | None
    kind: str | None  # slug of the review type
    kind_label: str | None
    year: int | None
    issued: str | None  # ISO, as fine as the source
    publisher: str | None
    held: bool
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """A concept of the codebook.  ``broader`` and ``group`` are slugs; ``group`` is its top concept."""

    slug: str
    label: str
    note: str
    broader: tuple[str, ...]
    group: str


@dataclass(frozen=True, slots=True)
class Item:
    """A finding, point, recommendation, question or example of good practice."""

    iri: str
    review: str
    kind: ItemKind
    number: str | None
    order: int
    wording: str
    polarity: Polarity
    words: Words
    parent: str | None = None
    novelty: str | None = None
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A theme on an item.  ``stated`` rests on words or a person's decision; otherwise the model suggests it."""

    item: str
    theme: str
    stated: bool
    primary: bool
    tagger: str
    words: Words


@dataclass(frozen=True, slots=True)
class Part:
    """An agency's part: ``contributed`` to a review, or ``named``, ``credited`` or ``asked`` in an item."""

    role: str
    agency: str  # IRI of the agency, or of a kind of agency where only that is named
    label: str
    type_label: str | None
    review: str
    item: str | None
    words: Words


@dataclass(frozen=True, slots=True)
class Link:
    """What a review or one of its items says of another review.  ``basis`` is stated, inferred or computed."""

    source: str  # IRI of a review or an item
    review: str  # IRI of the review that speaks
    target: str  # IRI of the review spoken of
    target_label: str
    type: str
    type_label: str
    basis: str
    words: Words


@dataclass(frozen=True, slots=True)
class Origin:
    """A question or recommendation and the finding behind it, ``stated`` by the document or judged."""

    item: str
    finding: str
    stated: bool


@dataclass(frozen=True)
class Evidence:
    """Everything the analyses read, in the order of the questions.  Look-ups are made once, when first used."""

    reviews: tuple[Review, ...]
    themes: tuple[Theme, ...] = ()
    items: tuple[Item, ...] = ()
    tags: tuple[Tag, ...] = ()
    parts: tuple[Part, ...] = ()
    links: tuple[Link, ...] = ()
    origins: tuple[Origin, ...] = ()
    codebook: str = ""  # version of the codebook
    scope: tuple[tuple[str, str | int], ...] = field(
        default=()
    )  # the parameters that the questions were asked with

    @cached_property
    def held(self) -> tuple[Review, ...]:
        """The reviews whose documents are here: the denominator of every share."""
        return tuple(review for review in self.reviews if review.held)

    @cached_property
    def reviews_by_year(self) -> tuple[tuple[int, int], ...]:
        """Each year from the first to the last publication, with the number of reviews held (possibly none)."""
        years = [review.year for review in self.held if review.year is not None]
        return tuple((year, years.count(year)) for year in range(min(years), max(years) + 1)) if years else ()

    @cached_property
    def review(self) -> dict[str, Review]:
        return {review.iri: review for review in self.reviews}

    @cached_property
    def item(self) -> dict[str, Item]:
        return {item.iri: item for item in self.items}

    @cached_property
    def theme(self) -> dict[str, Theme]:
        return {theme.slug: theme for theme in self.themes}

    @cached_property
    def narrower(self) -> dict[str, tuple[str, ...]]:
        """Each theme's narrower themes at every depth, by slug, sorted; themes without any are absent."""
        below: dict[str, set[str]] = defaultdict(set)
        for theme in self.themes:
            pending = list(theme.broader)
            while pending:
                above = pending.pop()
                if above in self.theme and theme.slug not in below[above]:
                    below[above].add(theme.slug)
                    pending.extend(self.theme[above].broader)
        return {slug: tuple(sorted(found)) for slug, found in sorted(below.items())}

    @cached_property
    def columns(self) -> Columns:
        """The tags as numbers, for counts over all of them."""
        from kg.insight.columns import columns

        return columns(self)

    @cached_property
    def columns_by_theme(self) -> dict[str, Columns]:
        """The tags of each theme, by slug."""
        return {part.tags[0].theme: part for part in self.columns.split(self.columns.theme).values()}

    @cached_property
    def items_by_kind(self) -> dict[ItemKind, tuple[Item, ...]]:
        return _grouped((item.kind, item) for item in self.items)

    @cached_property
    def tags_by_theme(self) -> dict[str, tuple[Tag, ...]]:
        return {slug: tuple(part.tags.tolist()) for slug, part in self.columns_by_theme.items()}

    @cached_property
    def tags_by_item(self) -> dict[str, tuple[Tag, ...]]:
        return _grouped((tag.item, tag) for tag in self.tags)

    @cached_property
    def parts_at(self) -> dict[str, tuple[int, ...]]:
        """The places among ``parts`` of the parts in each item, and of those in each review as a whole, by their IRIs."""
        return _grouped((part.item or part.review, place) for place, part in enumerate(self.parts))

    @cached_property
    def items_by_review(self) -> dict[str, tuple[Item, ...]]:
        return _grouped((item.review, item) for item in self.items)

    def review_of(self, tag: Tag) -> str:
        return self.item[tag.item].review

    def unit_of(self, tag: Tag) -> str:
        """The item that a tag belongs to, a point counting as part of its finding."""
        return self.item[tag.item].parent or tag.item


def _grouped(pairs: Iterable[tuple[K, R]]) -> dict[K, tuple[R, ...]]:
    groups: dict[K, list[R]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
