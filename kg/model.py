"""The field's words as frozen values: documents, reviews, agencies, items, themes, links.

Nothing here imports anything but the standard library, and nothing here knows how a file is read or
how RDF is written.  Every offset is a count of Unicode code points into ``Document.text``, from 0,
end outside, so that ``document.text[span.start:span.end]`` *is* the quotation.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")

# --------------------------------------------------------------------------- text and its places


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of ``Document.text``: ``start`` inside, ``end`` outside."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}–{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class BlockKind(StrEnum):
    """What a block of a document is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    CELL = "cell"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Style:
    """How a block looks.  ``size`` is in points; ``None`` where the format does not say."""

    size: float | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    capitals: bool = False
    name: str | None = None  # the format's own name: a Word style, an HTML tag, a PDF tag


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a block in a table.  Rows and columns count from 0 and already respect spans."""

    table: int
    row: int
    column: int
    header: bool = False  # the cell stands in a header row
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table cell or footnote: one unit of reading order.

    ``span`` covers the words only.  ``marker`` is the number or bullet in front of them ("1.", "(a)",
    "•"); ``marker_printed`` is false when it exists only as automatic numbering and so is not in the text.
    ``level`` is the heading level (1 is highest) or the depth of a list item (0 is outermost).
    """

    kind: BlockKind
    span: Span
    page: int | None = None  # from 1; None where the format has no pages
    level: int | None = None
    marker: str | None = None
    marker_printed: bool = True
    style: Style = Style()
    cell: Cell | None = None
    box: int | None = None  # which drawn box or text box it stands in; None when in none
    lead: Span | None = None  # a bold or underlined run that opens the block, when the rest is plain


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1 and the stretch of text that stands on it."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document was read from: never opened again after reading."""

    name: str
    sha256: str  # 64 hex digits, of the bytes
    media_type: str
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Problem:
    """A doubt with a place.  ``code`` is a stable slug; ``message`` says what, where and what to do."""

    code: str
    message: str
    page: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text fixed once, with its pages, blocks and problems; all that follows is a span on it.

    ``metadata`` holds what the file says of itself (title, author, …): a hint, never evidence.
    """

    source: Source
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def page_of(self, offset: int) -> int | None:
        """The page that holds ``offset``, or None where the format has no pages."""
        low, high = 0, len(self.pages)
        while low < high:
            middle = (low + high) // 2
            if self.pages[middle].span.start <= offset:
                low = middle + 1
            else:
                high = middle
        return self.pages[low - 1].number if low else None

    def quote(self, span: Span) -> Quote:
        return Quote(span=span, exact=self.words(span), page=self.page_of(span.start))


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words of the document: ``exact == document.text[span.start:span.end]``."""

    span: Span
    exact: str
    page: int | None = None


# --------------------------------------------------------------------------- what is claimed


class Basis(StrEnum):
    """How a claim came about.  The three never mix in one figure."""

    STATED = "stated"
    INFERRED = "inferred"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class Claim(Generic[T]):
    """A value read off the document: the words it rests on and the rule that read them."""

    value: T
    quote: Quote
    rule: str
    basis: Basis = Basis.STATED


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date no finer than its source: year, year and month, or day."""

    year: int
    month: int | None = None
    day: int | None = None

    def iso(self) -> str:
        """``2019``, ``2019-10`` or ``2019-10-03``."""
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
            if self.day is not None:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)

    def first_day(self) -> date:
        """The day, or the first one of the month or year."""
        return date(self.year, self.month or 1, self.day or 1)


class ItemKind(StrEnum):
    FINDING = "finding"
    POINT = "point"
    RECOMMENDATION = "recommendation"
    QUESTION = "question"
    GOOD_PRACTICE = "good-practice"
    PURPOSE = "purpose"


class Strength(StrEnum):
    PRIMARY = "primary"
    SECONDARY = "secondary"


class Tagger(StrEnum):
    """Who gave a theme: words (asserted), the learned model (suggested), or a person (curated)."""

    LEXICON = "lexicon"
    MODEL = "model"
    PERSON = "person"


class Polarity(StrEnum):
    """Whether an item says that practice on its themes was good, wanting, or neither."""

    GOOD = "good"
    WANTING = "wanting"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class ThemeTag:
    """A theme on an item, with the words it rests on, a score between 0 and 1, and a reason in plain English."""

    theme: str  # slug of the concept in ontology/themes.ttl
    strength: Strength
    basis: Basis
    tagger: Tagger
    score: float
    reason: str
    quote: Quote


class AgencyRole(StrEnum):
    """An agency's part in a review; each agency once, the first that holds."""

    CONTRIBUTED = "contributed"
    COMMISSIONED = "commissioned"
    PUBLISHED = "published"
    MENTIONED = "mentioned"


class ItemAgencyRole(StrEnum):
    """An agency's part in one item."""

    NAMED = "named"  # in a finding, point or question
    CREDITED = "credited"  # in good practice
    ASKED = "asked"  # by a recommendation


@dataclass(frozen=True, slots=True)
class Agency:
    """A body, team, forum or board, told apart and normalised.

    ``key`` is the slug of its IRI (``west-yorkshire-police``), ``type`` a slug of ontology/agency-types.ttl.
    """

    key: str
    name: str  # canonical name
    type: str
    role: AgencyRole
    quote: Quote
    rule: str
    acronym: str | None = None
    printed: tuple[str, ...] = ()  # the wordings that the document uses
    basis: Basis = Basis.STATED


@dataclass(frozen=True, slots=True)
class ItemAgency:
    """An agency, or only a kind of agency ("the Midwife"), in one item."""

    role: ItemAgencyRole
    quote: Quote
    key: str | None = None  # of an Agency of the same extraction
    name: str | None = None
    type: str | None = None  # slug, where only the kind is named


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of learning.

    ``key`` is the item's part of its IRI, after ``{review}--``: ``finding-4``, ``finding-1--point-c962e4``.
    ``text`` is the wording with white space folded and its number and label left out.  ``quotes`` are the
    places where it is printed, the fullest first (a summary and the body are two quotations of one item).
    """

    key: str
    kind: ItemKind
    text: str
    quotes: tuple[Quote, ...]
    order: int  # from 1, within its kind (points: within their finding)
    rule: str
    number: str | None = None
    parent: str | None = None  # key of the finding a point belongs to
    section: str | None = None  # the heading it stands under
    context: str | None = None  # prose that explains it (below its headline), for tagging and reading
    arises_from: str | None = None  # key of the finding behind a question or recommendation
    arises_basis: Basis | None = None
    addressees: tuple[str, ...] = ()
    agencies: tuple[ItemAgency, ...] = ()
    themes: tuple[ThemeTag, ...] = ()
    polarity: Polarity = Polarity.NEUTRAL
    novelty: str | None = None  # slug: linked-to-other-reviews, additional-to-other-reviews

    @property
    def quote(self) -> Quote:
        return self.quotes[0]


@dataclass(frozen=True, slots=True)
class ReviewLink:
    """What a review, or one of its items, says of another review.

    ``source`` is an item's key, or None for the review itself; ``label`` is the other's canonical name as
    well as it can be told ("Child A", "Pendlewick Babies K and L (2021)"); ``target`` its review key.
    """

    type: str  # slug of a link type: mirrors, complements, differs-from, deepens, repeats, follows-up, refers-to
    label: str
    target: str  # review key: {area}-{case label}
    quote: Quote
    basis: Basis
    confidence: float
    rule: str
    source: str | None = None
    area: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The child or adult at the centre, by pseudonym only."""

    pseudonym: str | None
    age_band: str  # slug; "not-stated" is a band
    quote: Quote
    age_as_stated: str | None = None
    sex_as_stated: str | None = None
    ethnicity_as_stated: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document says of the review itself: who, where, when, of what kind.  Absent means not stated."""

    key: str  # {area}-{case label}: the review's IRI
    title: str
    case_label: Claim[str] | None = None
    type: Claim[str] | None = None  # slug of a review type
    terms_used: tuple[Claim[str], ...] = ()  # what the document calls itself, verbatim
    document_kind: str = "overview-report"  # slug
    publisher: Claim[str] | None = None
    commissioners: tuple[Claim[str], ...] = ()
    area: Claim[str] | None = None  # name
    area_code: str | None = None  # GSS code, where the register knows it
    issued: Claim[PartialDate] | None = None
    version: Claim[str] | None = None
    incident_date: Claim[PartialDate] | None = None
    incident_types: tuple[Claim[str], ...] = ()  # slugs
    notified_on: Claim[PartialDate] | None = None
    method: Claim[str] | None = None  # slug
    author: Claim[str] | None = None
    subjects: tuple[Subject, ...] = ()
    keywords: tuple[str, ...] = ()  # as an abstract prints them


@dataclass(frozen=True, slots=True)
class BackgroundTheme:
    """A circumstance reported about the case: never a finding about practice."""

    theme: str
    quote: Quote
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """One review as understood from one document.  Several come from a page of abstracts."""

    source: Source
    identity: Identity
    items: tuple[Item, ...] = ()
    agencies: tuple[Agency, ...] = ()
    links: tuple[ReviewLink, ...] = ()
    background: tuple[BackgroundTheme, ...] = ()
    problems: tuple[Problem, ...] = ()
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a document holds a review.  ``reason`` is a sentence; ``is_review`` false adds nothing to the graph."""

    is_review: bool
    reason: str
    rule: str
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """All that was understood of one document: its verdict, its text, and the reviews in it (none when refused)."""

    document: Document
    verdict: Verdict
    reviews: tuple[Extraction, ...] = field(default=())
