"""Links to other reviews: what the review, or one of its findings, says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extraction.agencies.grammar import fold
from kg.extraction.dates import A_YEAR
from kg.extraction.links.named import Other, others_in, settled
from kg.extraction.links.novelty import from_novelty
from kg.extraction.links.relation_model import likely
from kg.extraction.links.relations import Relation, relations_in, whosever
from kg.extraction.links.source import finding_behind, named_finding
from kg.extraction.links.whose import NATIONAL
from kg.extraction.sections import Section, section_at
from kg.extraction.sentences import sentences
from kg.extraction.vocabulary import cues, phrase_pattern
from kg.model import Basis, BlockKind, Document, Identity, Item, ItemKind, ReviewLink, Span

_OFTEN = 5  # mentions of somebody in this case for one that has the word "case" or "report" near it
_BACK = 2  # sentences over which "that case" looks back
_TOLD = 3  # words of a name in small letters that tells what the review was about
_SURE = 0.45  # chance at which a sentence without a cue claims a relation
_ENTRY = 8  # words of a cell or heading that does no more than name a review
_NAMED = "link/named"
_ALIKE = "link/same"
REFERS = "refers-to"
_ASKING = (ItemKind.QUESTION, ItemKind.RECOMMENDATION)
_UNREAD = frozenset(("contents", "references", "glossary"))


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence that can speak of other reviews, and the block that it stands in."""

    sentence: Span
    block: int
    likely: bool  # it stands in a section about other reviews, or claims a relation
    entry: bool  # it can do no more than name a review: a cell or heading of few words


def find_links(
    document: Document, sections: Sequence[Section], identity: Identity, items: Sequence[Item]
) -> tuple[ReviewLink, ...]:
    """What the review, or one of its items, says of other reviews: each claim once, in the order of the text."""
    places = list(_places(document, sections, items))
    named = {p: others_in(document, p.sentence, identity, likely=p.likely) for p in places}
    known = settled([o for p in places for o in named[p] if o.sure])
    known = {name: other for name, other in known.items() if not _in_this_case(document, other, named)}
    links: dict[tuple[str | None, str, str], ReviewLink] = {}
    last: tuple[int, list[Other]] = (-2 * _BACK, [])
    # The review that a row or heading names, by the blocks that tell of it.
    under: dict[int, list[Other]] = {}
    # Block, finding and reviews of the last claim.
    breath: tuple[int, str | None, list[Other]] = (-1, None, [])
    known_anaphor = cues("links")["anaphor"].pattern
    for number, place in enumerate(places):
        here = [known[name] for name in _named(document, place, named[place], known)]
        if here and place.entry:
            below = tuple(_told_below(document, place.block))
            if any(_is_denied(document, block) for block in below):
                known = {name: other for name, other in known.items() if other not in here}
                continue
            under |= dict.fromkeys(below, here)
        here = here or under.get(place.block, [])
        if here:
            last = number, here
        elif (number - last[0] <= _BACK and known_anaphor.search(document.words(place.sentence))) or (
            number - last[0] == 1
            and places[last[0]].block == place.block
            and _opens_with_pronoun(document, place)
        ):
            here = last[1]
        back = number > last[0]  # "that case": named in a sentence before
        collective = (
            not here
            and cues("links")["collective"].pattern.search(document.words(place.sentence)) is not None
        )
        meant = here or ([o for o in known.values() if o.area is None] if collective else [])
        before = breath[1] if breath[0] == place.block and all(o in breath[2] for o in meant) else None
        if meant:
            told = named_finding(document, sections, items, document.words(place.sentence))
            breath = place.block, told or before, meant
        for link in _links(
            document, sections, identity, items, place, meant, collective=collective, before=before
        ):
            if back and link.rule == _ALIKE:
                continue  # "That report recommended …" says what was in it, and nothing of this case
            kept = links.get((link.source, link.target, link.type))
            if kept is None or link.confidence > kept.confidence:
                links[(link.source, link.target, link.type)] = link
    for link in from_novelty(document, identity, items, [o for o in known.values() if o.area is None]):
        links.setdefault((link.source, link.target, link.type), link)
    return _without_bare(tuple(links.values()))


def _named(
    document: Document, place: Place, others: Sequence[Other], known: Mapping[str, Other]
) -> list[str]:
    """The known reviews that a sentence names, in whatever words."""
    words = document.words(place.sentence)
    found = [fold(o.label) for o in others if fold(o.label) in known]
    found += [
        name
        for name, o in known.items()
        if not o.label[0].islower() and re.search(rf"(?<!\w){re.escape(o.label)}(?!\w)", words)
    ]
    return list(dict.fromkeys(found))


def _in_this_case(document: Document, other: Other, named: Mapping[Place, Sequence[Other]]) -> bool:
    """Whether a label is rather that of somebody in this case: most of its mentions have nothing of a review about them."""
    spoken = sum(o.sure for others in named.values() for o in others if fold(o.label) == fold(other.label))
    pattern = re.compile(rf"(?<!\w){re.escape(other.label)}(?!\w)")
    every = sum(len(pattern.findall(document.words(block.span))) for block in document.blocks)
    return every > _OFTEN * spoken


def _places(document: Document, sections: Sequence[Section], items: Sequence[Item]) -> Iterator[Place]:
    """The sentences to read: not headings and contents, and not questions and recommendations, which claim nothing."""
    asked = [quote.span for item in items if item.kind in _ASKING for quote in item.quotes]
    for index, block in enumerate(document.blocks):
        role = section_at(sections, index).role
        words = document.words(block.span)
        named = len(words.split()) <= _ENTRY and A_YEAR.search(words) is not None
        entry = named and (block.cell is not None or (block.kind is BlockKind.HEADING and role == "links"))
        if (block.kind is BlockKind.HEADING and not entry) or role in _UNREAD:
            continue
        for sentence in sentences(document, block.span):
            if any(span.overlaps(sentence) for span in asked):
                continue
            words = document.words(sentence)
            yield Place(sentence, index, entry or role == "links" or bool(_relation().search(words)), entry)


def _told_below(document: Document, block: int) -> Iterator[int]:
    """The blocks that tell of the review which a block names: the rest of its row, or what stands below it as a heading."""
    cell = document.blocks[block].cell
    for index, other in enumerate(document.blocks[block + 1 :], block + 1):
        if cell is None and other.kind is BlockKind.HEADING:
            return
        if cell is not None and (
            other.cell is None or (other.cell.table, other.cell.row) != (cell.table, cell.row)
        ):
            return
        yield index


def _is_denied(document: Document, block: int) -> bool:
    """ "No connection", which is all that a cell has to say of the review in its row."""
    words = document.words(document.blocks[block].span)
    return len(words.split()) <= _TOLD and cues("links")["no-bearing"].pattern.search(words) is not None


def _opens_with_pronoun(document: Document, place: Place) -> bool:
    """ "It had led to a new policy, and we asked what became of that": said of the review in the sentence before, if it claims something."""
    words = document.words(place.sentence)
    return cues("links")["it"].pattern.search(words) is not None and _relation().search(words) is not None


@cache
def _relation() -> re.Pattern[str]:
    """Any of the words that claim a relation."""
    return phrase_pattern(p for cue in cues("links").values() if cue.weight > 2.0 for p in cue.phrases)


def _links(
    document: Document,
    sections: Sequence[Section],
    identity: Identity,
    items: Sequence[Item],
    place: Place,
    meant: Sequence[Other],
    *,
    collective: bool,
    before: str | None,
) -> Iterator[ReviewLink]:
    elsewhere = cues("links")["elsewhere"].pattern.search(document.words(place.sentence)) is not None
    for other in meant:
        own_board = other.area is None and not elsewhere
        relations = [] if place.entry else relations_in(document, place.sentence, own_board=own_board)
        for relation in relations or _bare(document, place, collective=collective, own_board=own_board):
            bare = relation.type == REFERS
            source = finding_behind(
                document, sections, items, place.block, place.sentence, bare=bare, before=before
            )
            confidence = (0.75 if collective else 0.8) if relation.doubtful else (0.9 if collective else 0.95)
            yield ReviewLink(
                type=relation.type,
                label=_label(other, identity.area.value if identity.area else None),
                target=other.key(identity.area.value if identity.area else None),
                quote=document.quote(relation.clause),
                basis=Basis.STATED,
                confidence=confidence if relation.cue else 0.8,
                rule=f"link/{relation.cue or 'named'}",
                source=source,
                area=other.area or (identity.area.value if identity.area else None),
                year=other.year,
            )


def _bare(document: Document, place: Place, *, collective: bool, own_board: bool) -> list[Relation]:
    """A review that is named with none of the cues: what the sentence as a whole claims, else that it refers to it."""
    words = document.words(place.sentence)
    if collective or cues("links")["no-bearing"].pattern.search(words):
        return []
    judged = likely(words, own_board=own_board)
    # "Injury in infancy", in a cell, tells whom the review was of.
    told = document.blocks[place.block].cell is None or words.rstrip().endswith(".")
    claims = judged.chance >= _SURE and told and not place.entry
    kind = whosever(judged.type, own_board=own_board) if claims else REFERS
    return [Relation(kind, place.sentence, "", 0.0, False)]


def _label(other: Other, own: str | None) -> str:
    """The canonical name: the board's area where it is another's, the label, the year in brackets."""
    year = f" ({other.year})" if other.year and str(other.year) not in other.label else ""
    if other.area == NATIONAL:
        return f"{other.label}{year}"
    if other.label[0].islower() and own and len(other.label.split()) < _TOLD:
        return f"{other.area or own} {other.label}{year}"  # "thematic review" alone names nothing
    return f"{other.area} {other.label}{year}" if other.area else f"{other.label}{year}"


def _without_bare(links: tuple[ReviewLink, ...]) -> tuple[ReviewLink, ...]:
    """Of claims without a cue one of each kind for each review, and of mere mentions one of a review of which nothing is claimed."""
    cued = {(link.target, link.type) for link in links if link.rule != _NAMED}
    claimed = {link.target for link in links if link.rule != _NAMED or link.type != REFERS}
    first: dict[tuple[str, str], ReviewLink] = {}
    for link in links:
        key = link.target, link.type
        if link.rule == _NAMED and key not in cued and (link.type != REFERS or link.target not in claimed):
            first.setdefault(key, link)
    return tuple(link for link in links if link.rule != _NAMED or first.get((link.target, link.type)) is link)
