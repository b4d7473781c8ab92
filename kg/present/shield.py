"""What is taken out of a paper before it is published: small counts, quotations, pseudonyms.

Counts are withheld after the paper is composed, so that one rule covers every sentence and table; pseudonyms are
replaced in the evidence before, so that no copy of them is left anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.insight.evidence import Evidence, Review, Words
from kg.present.paper.blocks import (
    Block,
    Bullets,
    Count,
    Grid,
    Heading,
    Inline,
    Line,
    Page,
    Paper,
    Paragraph,
    Picture,
    Quotation,
    Said,
)
from kg.present.paper.wording import plain, say
from kg.present.settings import Settings

_OPEN = "reviews-held"


def redacted(evidence: Evidence, pseudonyms: Mapping[str, Iterable[str]]) -> Evidence:
    """The evidence with each review's pseudonyms replaced in its words; case labels, which name the review, stay.

    ``pseudonyms`` are by review IRI.  Offsets still lead to the untouched text.
    """
    patterns = {review: _pattern(names) for review, names in pseudonyms.items()}

    def clean(review: str, text: str) -> str:
        pattern = patterns.get(review)
        return pattern.sub(plain("method.name"), text) if pattern else text

    def words(review: str, said: Words) -> Words:
        return replace(said, exact=clean(review, said.exact))

    def title(review: Review) -> str | None:
        """Without names that the label of the review does not give anyway."""
        pattern = _pattern(name for name in pseudonyms.get(review.iri, ()) if name not in review.label)
        return pattern.sub(plain("method.name"), review.title) if pattern and review.title else review.title

    return replace(
        evidence,
        reviews=tuple(replace(review, title=title(review)) for review in evidence.reviews),
        items=tuple(
            replace(i, wording=clean(i.review, i.wording), words=words(i.review, i.words))
            for i in evidence.items
        ),
        tags=tuple(replace(tag, words=words(evidence.review_of(tag), tag.words)) for tag in evidence.tags),
        parts=tuple(replace(part, words=words(part.review, part.words)) for part in evidence.parts),
        links=tuple(replace(link, words=words(link.review, link.words)) for link in evidence.links),
    )


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Whole words, as they are written or in capitals, the longest first; a possessive keeps its ending."""
    known = {form for name in names if len(name) > 1 for form in (name, name.upper())}
    listed = sorted(known, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b") if listed else None


def shielded(paper: Paper, settings: Settings) -> Paper:
    """The paper with what its settings hold back taken out, and a note in its last page that says so."""
    if not (settings.suppress_below or settings.round_to or not settings.quotations or settings.redact):
        return paper
    pages = [_page(page, settings) for page in paper.pages]
    notes = tuple(Paragraph(line, "note") for line in _notes(settings))
    pages[-1] = replace(pages[-1], blocks=(*pages[-1].blocks, *notes))
    return replace(paper, subtitle=_sentence(paper.subtitle, settings), pages=tuple(pages))


def _notes(settings: Settings) -> Iterator[Line]:
    if settings.suppress_below:
        yield say("method.withheld", least=str(settings.suppress_below))
    if settings.round_to:
        yield say("method.rounded", base=str(settings.round_to))
    if not settings.quotations:
        yield say("method.unquoted")
    if settings.redact:
        yield say("method.redacted")


def _page(page: Page, settings: Settings) -> Page:
    blocks = [kept for block in page.blocks for kept in _block(block, settings)]
    return replace(page, blocks=tuple(_without_empty(blocks)))


def _without_empty(blocks: list[Block]) -> Iterator[Block]:
    """Leave out a heading that has lost all that stood under it."""
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        if not isinstance(block, Heading) or not (after is None or isinstance(after, Heading)):
            yield block


def _block(block: Block, settings: Settings) -> Iterator[Block]:
    if isinstance(block, Paragraph):
        if line := _sentence(block.line, settings):
            yield replace(block, line=line)
    elif isinstance(block, Bullets):
        if lines := tuple(kept for line in block.lines if (kept := _sentence(line, settings))):
            yield replace(block, lines=lines)
    elif isinstance(block, Grid):
        if not _tells_by_year(block, settings):
            yield _grid(block, settings)
    elif isinstance(block, Picture):
        held_back = settings.suppress_below or settings.round_to
        if (block.by_review and settings.suppress_below) or _tells_by_year(block.table, settings):
            return
        yield replace(block, drawing=None if held_back else block.drawing, table=_grid(block.table, settings))
    elif not isinstance(block, Quotation) or settings.quotations:
        yield block


def _grid(grid: Grid, settings: Settings) -> Grid:
    shown = [_parts(row, settings) if grid.adds_up else row for row in grid.rows]
    return replace(grid, rows=tuple(tuple(_line(cell, settings) for cell in row) for row in shown))


def _tells_by_year(grid: Grid, settings: Settings) -> bool:
    """Whether a small count stands by its year: of a year's one or two reviews, "fewer than 3" is as good as the number."""
    cells = (part for row in grid.rows for cell in row for part in cell)
    return grid.by_year and any(isinstance(part, Count) and _small(part, settings) for part in cells)


def _parts(row: tuple[Line, ...], settings: Settings) -> tuple[Line, ...]:
    """Where the counts of a row add up and any is small, all are withheld: the sum, less the others, would tell it."""
    counts = [part for cell in row for part in cell if isinstance(part, Count)]
    if not any(_small(part, settings) for part in counts):
        return row
    hidden = plain("answer.withheld")
    return tuple(
        tuple(
            hidden if isinstance(p, Count) and not _small(p, settings) and p.figure.value else p for p in cell
        )
        for cell in row
    )


def _sentence(line: Line, settings: Settings) -> Line:
    """A line that is read as a sentence.  One about a share that may not be told is left out: there is nothing in it."""
    if any(isinstance(part, Count) and _hidden_rate(part, settings) for part in line):
        return ()
    shown = _line(line, settings)
    if len(shown) > 1 and isinstance(shown[0], str) and isinstance(line[0], Count):  # "about 5 …" opens it
        return (shown[0][:1].upper() + shown[0][1:], *shown[1:])
    return shown


def _line(line: Line, settings: Settings) -> Line:
    parts = [_part(part, settings) for part in line]
    kept = [bool(part) and not (part == " " and parts[n + 1 : n + 2] == [""]) for n, part in enumerate(parts)]
    return tuple(part for part, keep in zip(parts, kept, strict=True) if keep)


def _small(count: Count, settings: Settings) -> bool:
    """Whether a count may not be told.  How many reviews are held is no secret: the paper lists them."""
    return 0 < count.figure.value < settings.suppress_below and count.figure.trace.query != _OPEN


def _hidden_rate(count: Count, settings: Settings) -> bool:
    return count.tier == "rate" and (_small(count, settings) or bool(settings.round_to))


def _part(part: Inline, settings: Settings) -> Inline:
    if isinstance(part, Said) and not settings.quotations:
        return plain("answer.unquoted")
    if not isinstance(part, Count):
        return part
    if _hidden_rate(part, settings):
        return plain("answer.withheld")
    if _small(part, settings):
        least = settings.suppress_below
        return _instead(part, plain("tally.withheld", least=str(least)), withheld=True, least=least)
    if settings.round_to:
        rounded = settings.round_to * round(part.figure.value / settings.round_to)
        if part.figure.value and not rounded:
            return _instead(part, plain("tally.withheld", least=str(settings.round_to)))
        return _instead(part, plain("answer.about", count=f"{rounded:,}"))
    return part.text if settings.suppress_below else part


def _instead(count: Count, words: str, *, withheld: bool = False, least: int = 0) -> str:
    """The count's text with other words for its number, and its noun in the plural that they need.

    Years that stand for a count are withheld with it: to list them is to count.
    """
    shown = re.match(rf"{count.figure.value:,}(?![\d,])", count.text)
    if shown is None:  # the years of a count stand in place of its number
        return count.withheld if withheld else count.text
    rest = count.text[shown.end() :]
    if withheld and count.figure.of is not None and count.figure.of < least:  # "of 1" would tell
        rest = rest.removeprefix(f" of {count.figure.of:,}")
    singular, _, plural = count.nouns.partition("|")
    if plural and rest == f" {singular}":
        rest = f" {plural}"
    return words + rest
