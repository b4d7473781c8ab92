"""``outline``: the sections of a document, from its headings, their numbering and their cue words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from kg.extraction.contents import contents
from kg.extraction.labels import chapter_number, labels_of
from kg.extraction.roles import is_weak, roles_of
from kg.extraction.sections import Section
from kg.extraction.tables import single_columns
from kg.extraction.topics import topics
from kg.extraction.vocabulary import cues
from kg.model import Block, BlockKind, Document, Span

_KIND_ROLES = {
    "finding": "findings",
    "recommendation": "recommendations",
    "question": "questions",
    "good-practice": "good-practice",
    "response": "response",
}
_OTHER_KINDS = ("recommendations", "questions", "good-practice")
_LEARNING = ("findings", *_OTHER_KINDS)
# Under these a single word of learning tells nothing: "Concerns at school" in a chronology, "Learning together" in a method.
_STORIES = ("chronology", "family", "introduction", "methodology", "terms-of-reference", "agencies", "panel")
_TITLE_WORDS = 12
_BARE_WORDS = 8  # of a line that is a heading by its place alone
_BARE_TITLES = 3  # such lines
_COVER_SHARE = 0.4  # of the document's letters
_TICKED_WORDS = 3  # "✓ Good practice" in bold: a heading with a glyph
_NUMBER_WORDS = 2  # "Table 5." in front of a title
_MOST_OF_IT = 0.6  # of a line's letters
_PLAIN_ABOVE = 4  # headings without a number: more than a title and a foreword
_COVER_HEADINGS = 3  # the board, the title and what kind of report it is
_COUNTED = 2  # headings 1, 2 … under another
_ADOPTING_WORDS = 60  # a section with no more than a lead-in adopts the headings of its own level that follow


@dataclass(frozen=True, slots=True)
class _Heading:
    index: int
    title: Span
    level: int
    number: str | None
    roles: tuple[str, ...]
    labelled: bool = False
    weak: bool = False  # its roles rest on a single word
    topic: bool = False  # a label that only names what the findings below it are about


@lru_cache(maxsize=2)  # the verdict, the part that is the whole document, and themes ask for the same
def outline(document: Document) -> tuple[Section, ...]:
    """The sections of a document in reading order; empty only when it has no blocks.

    Lists of contents are sections of their own with the role ``contents``.
    """
    if not document.blocks:
        return ()
    skipped = contents(document)
    headings = sorted(
        [*_headings(document, skipped), *_contents_runs(document, skipped)], key=lambda heading: heading.index
    )
    placed = _counted_below(document, _insets(document, _titled(headings)))
    return _with_roles(document, _nested(document, placed))


def _titled(headings: list[_Heading]) -> list[_Heading]:
    """The headings; the title of the document tells nothing where a heading under it names a kind of learning.

    "Learning review: Baby J" over everything does not make findings of the circumstances.
    """
    if not headings:
        return headings
    others = [role for other in headings[1:] for role in other.roles if role in _LEARNING]
    alone = all(other.level > headings[0].level for other in headings[1:])
    titled = list(headings)
    for place, title in enumerate(headings[:_COVER_HEADINGS]):
        # On a cover with nothing but headings before it: only where another heading names the same.
        on_cover = title.index == place and title.roles[:1] == ("findings",)
        again = sum("findings" in other.roles for other in headings) > 1
        own = title.labelled or title.topic
        if not own and ((place == 0 and alone and others) or (on_cover and again)):
            titled[place] = replace(title, roles=())
    return titled


def _headings(document: Document, skipped: frozenset[int]) -> Iterator[_Heading]:
    unwrapped = single_columns(document)
    depths = _depths(document, skipped)
    counted, bare = numbered_titles(document), bare_titles(document, skipped)
    labels = labels_of(document, skipped)
    topical = topics(document, labels, skipped)
    titles = Counter(
        _plain(document.words(block.span))
        for index, block in enumerate(document.blocks)
        if index not in skipped
    )
    titled = {(label.slug, label.number) for label in labels if label is not None and len(label.rest)}
    above, styled, told = 1, 0, ""
    labelled: dict[str, int] = {}  # the level of the sections under each label
    named: dict[str, int] = {}  # that of topics
    for index, block in enumerate(document.blocks):
        if index in skipped:
            continue
        loose = block.cell is None or block.cell.table in unwrapped
        label = labels[index] if loose else None
        refers = label is not None and not len(label.rest) and (label.slug, label.number) in titled
        if refers and told in _OTHER_KINDS:
            label = None  # "Key issue A" over its questions: the issue has its title elsewhere
        if label is not None and index in topical:
            above = named.setdefault(label.slug, above + 1)
            yield _Heading(index, label.rest, above, None, ("findings",), topic=True)
        elif label is not None and label.number is not None:
            if label.kind == "finding":
                level = labelled.setdefault(label.slug, above + 1)
            elif block.kind is BlockKind.HEADING:
                level = max(labelled.values(), default=above) + 1
            else:
                continue
            title = label.rest if len(label.rest) else block.span
            yield _Heading(
                index,
                title,
                level,
                label.number,
                (_KIND_ROLES[label.kind],),
                labelled=label.kind == "finding",
            )
        elif (
            block.kind is BlockKind.HEADING
            or index in counted
            or index in bare
            or (loose and _is_title(document, block))
        ):
            number, title = _numbered(document, block)
            telling = _without_guidance(document.words(title))
            roles = roles_of(telling)
            inside = labelled or (named and document.words(title).rstrip().endswith(":"))
            if inside and roles[:1] == ("findings",) and block.kind is not BlockKind.HEADING:
                continue  # "Learning points" over the points of one finding
            level = _level(block, number, depths)
            if index - 1 in topical and not roles:
                level = max(level, *named.values(), level) + 1  # the message of the topic
            if block.kind is BlockKind.HEADING:
                styled = level
            elif number is None:
                level = (
                    styled + 1
                )  # a line that only reads like a heading stands under the last that looks like one
            if (
                roles or index not in bare
            ):  # else what follows it goes on at the level of the section around it
                if (labelled or named) and titles[_plain(document.words(title))] > 1:
                    level = max(
                        level, max([*labelled.values(), *named.values()]) + 1
                    )  # a template's heading inside each finding
                else:
                    above = level
            told = roles[0] if roles else told
            weak = bool(roles) and is_weak(telling)
            yield _Heading(index, title, level, number, roles, weak=weak)


def _without_guidance(title: str) -> str:
    """The first sentence of a form's question with guidance behind it: "What did you learn? Number each finding."."""
    opening = re.match(r"(?:[^.?]|\.(?!\s))+[.?](?=\s+[A-Z])", title.strip())
    if opening and (roles_of(opening.group()) or len(opening.group().split()) > _NUMBER_WORDS):
        return opening.group()
    return title


def _plain(words: str) -> str:
    return " ".join(words.lower().split()).rstrip(" :.")


def numbered_titles(document: Document) -> frozenset[int]:
    """Short lines with the numbers 1, 2, 3 … and matter between them, at least two of which name a role.

    In plain text and scans these are the headings.
    """
    found: list[int] = []
    for index, block in enumerate(document.blocks):
        words = document.words(block.span).strip()
        number = re.fullmatch(r"\(?(\d{1,2})[.)]?", block.marker or "")
        short = len(words.split()) <= _TITLE_WORDS and not words.endswith((".", ";", ",", ":"))
        if number and short and block.cell is None and block.kind is not BlockKind.FOOTNOTE:
            expected = len(found) + 1
            if expected <= int(number.group(1)) <= expected + 2:
                found.append(index)
    apart = sum(after > before + 1 for before, after in pairwise([*found, len(document.blocks)]))
    named = sum(bool(roles_of(document.words(document.blocks[index].span))) for index in found)
    return frozenset(found if len(found) >= 3 and apart * 3 >= len(found) * 2 and named >= 2 else [])


def bare_titles(document: Document, skipped: frozenset[int]) -> frozenset[int]:
    """In a document without one heading, as plain text is: short lines that stand alone over a paragraph.

    Not those of a letter's address or signature, which stand one under the other.
    """
    if any(block.kind is BlockKind.HEADING for block in document.blocks):
        return frozenset()
    blocks = document.blocks
    found = [
        index
        for index in range(1, len(blocks) - 1)
        if index not in skipped
        and _stands_alone(document, blocks[index])
        and not _stands_alone(document, blocks[index - 1])
        and len(document.words(blocks[index + 1].span).split()) > _TITLE_WORDS
    ]
    return frozenset(found if len(found) >= _BARE_TITLES else [])


def _stands_alone(document: Document, block: Block) -> bool:
    words = document.words(block.span).strip()
    return (
        block.kind is BlockKind.PARAGRAPH
        and block.cell is None
        and block.marker is None
        and len(words.split()) <= _BARE_WORDS
        and words[:1].isupper()
        and not words.endswith((".", ":", ";", ",", "?", "!", "”"))
        and not any(letter.isdigit() for letter in words)
    )


def _is_title(document: Document, block: Block) -> bool:
    """A short line without a full stop that consists of the words for a role: a heading that lost its style."""
    _, title = _numbered(document, block)
    words = document.words(title).strip()
    bullet = block.kind is BlockKind.LIST_ITEM and not re.search(r"\d|[IVX]", block.marker or "")
    if (
        (bullet and not (block.style.bold and len(words.split()) <= _TICKED_WORDS))
        or len(words.split()) > _TITLE_WORDS
        or re.search(r"[.;,?]$", words)
        or block.kind is BlockKind.FOOTNOTE
    ):
        return False
    roles = roles_of(words)
    if not roles:
        return False
    return words[:1].isupper() and (
        block.style.bold or words.isupper() or _says_only(words, roles[0]) or block.cell is not None
    )


def _says_only(words: str, role: str) -> bool:
    # In plain text a line is a heading when a cue is most of it, or opens it and no verb makes a sentence of it.
    match = cues("sections")[role].pattern.search(words)
    if match is not None and len(match.group()) >= _MOST_OF_IT * len(words):
        return True
    return not re.search(
        r"\b(?:is|are|was|were|has|have|had|should|will|can|include[sd]?)\b", words
    ) or words.endswith(":")


def _numbered(document: Document, block: Block) -> tuple[str | None, Span]:
    """The printed or automatic number of a heading, and its title without it."""
    words = document.words(block.span)
    if (chapter := chapter_number(words)) is not None:
        printed, start = chapter
        return printed, Span(block.span.start + start, block.span.end)
    match = re.match(r"\s*(\d+(?:\.\d+)*)[.):]?\s*(?=\D)", words)
    if match and len(match.group()) < len(words):
        return match.group(1), Span(block.span.start + match.end(), block.span.end)
    number = re.search(r"\d+(?:\.\d+)*|\b[A-Z]\b|\b[IVX]+\b", block.marker or "")
    return (number.group() if number else None), block.span


def _depths(document: Document, skipped: frozenset[int]) -> dict[int, int]:
    """For each level of style, the depth of the numbers ("5.2" is 2) that its headings carry, where they agree.

    Not for a level below headings without numbers, where no number has a depth: there 1, 2, 3 count what stands under one heading.
    """
    seen: dict[int, set[int]] = {}
    plain: Counter[int] = Counter()
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING and index not in skipped:
            number, _ = _numbered(document, block)
            if number and number[0].isdigit():
                seen.setdefault(block.level or 1, set()).add(number.count(".") + 1)
            else:
                plain[block.level or 1] += 1
    dotted = any(depth > 1 for depths in seen.values() for depth in depths)
    above = {level: sum(plain[other] for other in plain if other < level) for level in seen}
    return {level: min(depths) for level, depths in seen.items() if dotted or above[level] < _PLAIN_ABOVE}


def _level(block: Block, number: str | None, depths: dict[int, int]) -> int:
    if number and "." in number:
        return number.count(".") + 1
    level = (block.level or 1) if block.kind is BlockKind.HEADING else 1
    return depths.get(level, level)


def _contents_runs(document: Document, skipped: frozenset[int]) -> Iterator[_Heading]:
    """A heading at the start of each run of contents entries."""
    for index in sorted(skipped):
        if index - 1 not in skipped:
            yield _Heading(index, document.blocks[index].span, 1, None, ("contents",))


def _insets(document: Document, headings: list[_Heading]) -> list[_Heading]:
    """A heading in a box of its own, among headings that stand in none, belongs to the section around it."""
    boxes = [document.blocks[heading.index].box for heading in headings]
    placed = list(headings)
    for place in range(1, len(headings)):
        after = boxes[place + 1] if place + 1 < len(headings) else None
        if boxes[place] is not None and boxes[place - 1] is None and after is None:
            level = max(headings[place].level, headings[place - 1].level + 1)
            placed[place] = replace(headings[place], level=level)
    return placed


def _counted_below(document: Document, headings: list[_Heading]) -> list[_Heading]:
    """Headings 1, 2, 3 … behind an unnumbered one for learning with no more than a lead-in stand under it, however large
    they are printed."""
    placed = list(headings)
    for place, over in enumerate(headings[:-1]):
        if over.number is not None or not over.roles or over.roles[0] not in _LEARNING or over.labelled:
            continue
        lead_in = document.blocks[over.index + 1 : headings[place + 1].index]
        if sum(len(document.words(block.span).split()) for block in lead_in) > _ADOPTING_WORDS:
            continue
        run = place + 1
        while run < len(headings) and headings[run].number == str(run - place) and not headings[run].roles:
            run += 1
        if run - place > _COUNTED and all(each.level <= over.level for each in headings[place + 1 : run]):
            placed[place + 1 : run] = [
                replace(each, level=over.level + 1) for each in headings[place + 1 : run]
            ]
    return placed


def _nested(
    document: Document, headings: list[_Heading]
) -> list[tuple[_Heading | None, int, int, int | None]]:
    """Each section as (heading, first block, end, parent); a cover without a heading comes first."""
    nested: list[tuple[_Heading | None, int, int, int | None]] = []
    if not headings or headings[0].index > 0:
        nested.append((None, 0, headings[0].index if headings else len(document.blocks), None))
    open_: list[int] = []
    for place, heading in enumerate(headings):
        end = headings[place + 1].index if place + 1 < len(headings) else len(document.blocks)
        while open_ and _level_at(nested, open_[-1]) >= heading.level:
            open_.pop()
        nested.append((heading, heading.index, end, open_[-1] if open_ else None))
        open_.append(len(nested) - 1)
    return nested


def _level_at(nested: list[tuple[_Heading | None, int, int, int | None]], place: int) -> int:
    heading = nested[place][0]
    return heading.level if heading else 0


def _with_roles(
    document: Document, nested: list[tuple[_Heading | None, int, int, int | None]]
) -> tuple[Section, ...]:
    sections: list[Section] = []
    adopters: list[int] = []  # at most one of each level, from the highest down
    titles = Counter(_plain(document.words(heading.title)) for heading, *_ in nested if heading is not None)
    following = [each[0] for each in nested[1:]] + [None]
    for (heading, first, end, parent), then in zip(nested, following, strict=True):
        if heading is None:
            role = "cover" if _is_cover(document, first, end) else None
            sections.append(Section(role, None, 0, first, first, end))
            continue
        roles = heading.roles
        body = first if roles == ("contents",) else first + 1
        section = Section(None, heading.title, heading.level, first, body, end, parent, heading.number)
        adopters = [place for place in adopters if sections[place].level <= heading.level]
        adopter = adopters[-1] if adopters and sections[adopters[-1]].level == heading.level else None
        over = sections[parent].role if parent is not None else None
        addressees = over == "recommendations" and roles[:1] in (("agencies",), ("panel",))  # "For agencies"
        if roles and not (heading.weak and over in _STORIES) and not addressees:
            section = replace(
                section, role=roles[0], also=roles[1:], labelled=heading.labelled, topic=heading.topic
            )
            if not heading.labelled and not heading.topic:
                # A template's panels stand for themselves.
                alone = titles[_plain(document.words(heading.title))] == 1
                adopters = [place for place in adopters if place != adopter]
                own = (
                    then is not None and then.level > heading.level and not then.labelled
                )  # its own headings
                adopters += [len(sections)] if alone and not own and _adopts(document, section) else []
        elif adopter is not None:
            section = replace(section, parent=adopter)
        above = sections[section.parent] if section.parent is not None else None
        if section.role is None and above is not None and above.role not in ("contents", "cover"):
            section = replace(section, role=above.role, also=above.also, inherited=True)
        sections.append(section)
    return tuple(sections)


def _is_cover(document: Document, first: int, end: int) -> bool:
    """The blocks before the first heading, unless they are a good part of the document."""
    sizes = [len(document.words(block.span)) for block in document.blocks]
    return sum(sizes[first:end]) <= _COVER_SHARE * sum(sizes)


def _adopts(document: Document, section: Section) -> bool:
    """A section for learning that holds no more than a lead-in: its matter stands under the headings that follow."""
    words = sum(len(document.words(block.span).split()) for block in section.blocks(document))
    lists = any(block.kind is not BlockKind.PARAGRAPH for block in section.blocks(document))
    return section.role in _LEARNING and words <= _ADOPTING_WORDS and not lists
