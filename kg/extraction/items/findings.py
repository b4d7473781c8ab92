"""Findings without labels: every way in which a section may set them out is tried, and the best reading wins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.items.draft import Draft, draft
from kg.extraction.items.finding_ways import (
    LEAST_RUN,
    announced_list,
    count_from_one,
    paragraphs,
    topic_verdicts,
    under_heading,
    ways,
    without_asides,
)
from kg.extraction.items.headlines import quality, read_as_findings
from kg.extraction.items.layout import Layout, Region, regions
from kg.extraction.kinds import behind, score
from kg.extraction.sections import Section
from kg.extraction.sentences import sentences, trimmed
from kg.model import BlockKind, ItemKind

# How likely sections of a role are to hold the findings; the later ones only where no section for findings does.
_ANNOUNCED = ("findings", "concerns")
_FALLBACKS = {"conclusion": 0.85, "analysis": 0.75, "summary": 0.6}
_UNTOLD = 0.75  # a section whose heading tells nothing
_CLEARLY = 0.1  # by so much must a conclusion or analysis read better than the section for findings
_SET_OUT = 0.7  # score of such a conclusion
LEAST_STATED = 3  # sentences "I find that …" that make a way of setting out
_LOOSE = 0.85  # of ways that go by words alone: anything set out by its print goes before them
_MOST_PARAGRAPHS = 12  # in a longer section of prose not every paragraph is a finding
_TITLE_WORDS = 4
_COUNTED = re.compile(r"(?P<word>[A-Z][a-z]+) (?:[A-H]|\d{1,2}|[IVX]{1,4})\s*(?:[:.–—-]|$)")
_GOOD = 0.5
_FAR = 0.3
_BETTER, _FULLER = 0.05, 0.15
_LEAST = 0.42  # mean quality of headlines, times the role's weight


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way of reading a region, and how good its headlines are."""

    drafts: tuple[Draft, ...]
    score: float


def unlabelled_findings(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The best reading of each section for findings; of a conclusion or analysis, only where those give nothing.

    None where findings carry labels.
    """
    labelled = [each for each in drafts if each.kind is ItemKind.FINDING and each.weight >= 1]
    if labelled:
        return
    stated = tuple(stated_findings(layout))
    if len(stated) >= LEAST_STATED:
        yield from stated
        return
    taken = {each.block for each in drafts if each.kind is not ItemKind.FINDING}
    tabled = [quality(each.text) for each in drafts if each.kind is ItemKind.FINDING]
    announced = [
        reading
        for reading in (_best(layout, region, taken, 1.0) for region in regions(layout, *_ANNOUNCED))
        if not tabled
        or reading.score + _CLEARLY >= sum(tabled) / len(tabled)  # else the words around the table
    ]
    others = [
        _best(layout, region, taken, weight)
        for role, weight in _FALLBACKS.items()
        for region in regions(layout, role)
    ]
    others.extend(_best(layout, region, taken, _UNTOLD) for region in _in_series(layout))
    others.extend(_headline_runs(layout, taken))
    best = max((reading.score for reading in announced), default=sum(tabled) / len(tabled) if tabled else 0.0)
    other = max((reading.score for reading in others), default=0.0)
    if other >= _LEAST and other > best + _CLEARLY:
        chosen = [_fullest(reading, others) for reading in others if reading.score == other]
    else:
        chosen = [reading for reading in announced if reading.score >= min(_LEAST, best)]
        chosen += [reading for reading in others if _is_set_out(layout, reading)]
    for reading in chosen:
        yield from reading.drafts


def reads_better(layout: Layout, labelled: Sequence[Draft]) -> bool:
    """Whether the sections for findings set out about as many as the labels name, by their print, and far better worded."""
    worth = sum(quality(each.text) for each in labelled) / len(labelled)
    blocks = {each.block for each in labelled}
    for region in regions(layout, "findings", "analysis"):
        reading = _best(layout, region, blocks, 1.0)
        printed = [
            each for each in reading.drafts if each.rule in ("finding/bold-lead", "finding/ends-topic")
        ]
        if len(printed) * 2 > len(labelled) and reading.score >= worth + _FAR:
            return True
    return False


def _is_set_out(layout: Layout, reading: _Reading) -> bool:
    """A conclusion that prints each of its statements in bold says what was found, whatever else does."""
    concluding = all(layout.section(each.block).role == "conclusion" for each in reading.drafts)
    bold = all(each.rule == "finding/bold-lead" for each in reading.drafts)
    return concluding and bold and len(reading.drafts) >= LEAST_RUN and reading.score >= _SET_OUT


def _fullest(best: _Reading, others: Sequence[_Reading]) -> _Reading:
    """A reading that has all that the best has and more, unless it reads much worse; else the best."""
    blocks = {each.block for each in best.drafts}
    fuller = [
        reading
        for reading in others
        if blocks < {each.block for each in reading.drafts} and reading.score + _FULLER >= best.score
    ]
    return max(fuller, key=lambda reading: reading.score, default=best)


def _in_series(layout: Layout) -> Iterator[Region]:
    """The regions that no heading tells of; chapters that one word counts ("Domain A: …", "Domain B: …") are one region."""
    series: dict[str, list[Region]] = {}
    for region in regions(layout, None):
        opening = _COUNTED.match(layout.sections[region.sections[0]].heading(layout.document))
        series.setdefault(opening["word"].lower() if opening else str(region.sections[0]), []).append(region)
    for chapters in series.values():
        yield Region("", tuple(place for each in chapters for place in each.sections), False)


def _headline_runs(layout: Layout, taken: set[int]) -> Iterator[_Reading]:
    """Neighbouring headings of one level that tell no role and read like findings: a chapter of them without a title."""
    run: list[int] = []
    for place, section in enumerate([*layout.sections, None]):
        if section is not None and run and section.level > layout.sections[run[-1]].level:
            continue  # below one of them
        reads = section is not None and _reads_like_one(layout, section, taken)
        if reads and section is not None and (not run or section.level == layout.sections[run[-1]].level):
            run.append(place)
            continue
        if len(run) >= LEAST_RUN:
            numbered = count_from_one(layout, run)
            found = tuple(under_heading(layout, each, numbered) for each in run)
            yield _Reading(found, _UNTOLD * sum(quality(each.text) for each in found) / len(found))
        run = [place] if reads else []


def _reads_like_one(layout: Layout, section: Section, taken: set[int]) -> bool:
    heading = section.heading(layout.document)
    untold = section.role is None and section.title is not None and section.first not in taken
    return untold and len(heading.split()) > _TITLE_WORDS and quality(heading) >= _GOOD


def stated_findings(layout: Layout) -> Iterator[Draft]:
    """Sentences that say of themselves that they are findings: "I find that nobody had the whole child."."""
    for index in range(len(layout.labels)):
        if layout.is_decoy(index) or layout.in_grid(index):
            continue
        spans = sentences(layout.document, layout.block(index).span)
        for span in spans:
            if score("stated-finding", layout.words(span)) > 0 or (
                len(spans) == 1 and _is_line_of_finding(layout, index)
            ):
                said = behind("finding-frame", layout.document.words(span))
                own = trimmed(layout.document.text, span.start + said, span.end)
                context = tuple(other for other in spans if other.start > span.start)
                yield draft(layout, ItemKind.FINDING, own, index, "finding/stated", context=context)


def _is_line_of_finding(layout: Layout, index: int) -> bool:
    """ "We learned that …" as a heading or a line in bold; within prose those words only tell what somebody said."""
    block = layout.block(index)
    apart = block.kind is BlockKind.HEADING or block.style.bold
    return apart and score("line-of-finding", layout.text(index)) > 0


def _best(layout: Layout, region: Region, taken: set[int], weight: float) -> _Reading:
    best = _Reading((), 0.0)
    listed = tuple(each for each in announced_list(layout, region) if each.block not in taken)
    if len(listed) >= LEAST_RUN:
        return _Reading(listed, weight * sum(quality(each.text) for each in listed) / len(listed))
    for way in ways(region.role):
        found = without_asides([each for each in way(layout, region) if each.block not in taken])
        if not found:
            continue
        mean = sum(quality(each.text) for each in found) / len(found)
        loose = _LOOSE if way in (paragraphs, topic_verdicts) else 1.0
        if way is paragraphs:
            loose *= min(1.0, _MOST_PARAGRAPHS / len(found))
        total = weight * mean * loose * (1.0 if len(found) > 1 else 0.85)
        if total > best.score + _margin(layout, best.drafts, found):
            best = _Reading(found, total)
    return best


def _margin(layout: Layout, best: Sequence[Draft], other: Sequence[Draft]) -> float:
    """By how much a later way must read better: the earlier wins unless it has only a part of what the later has, and the
    more where the later are lines below the headings that the earlier has: points under findings."""
    earlier, later = {each.block for each in best}, {each.block for each in other}
    if earlier < later:
        return -_FULLER
    headed = {layout.section_of[each.block] for each in best if each.rule == "finding/heading"}
    below = len(headed) > 1 and {layout.section_of[index] for index in later} <= headed
    listed = all(layout.is_item(each.block) and each.rule != "finding/bold-lead" for each in other)
    if below and listed and read_as_findings([each.text for each in best]):
        return 1.0  # headings that are statements, however well the lists below them read
    return _FULLER if later < earlier or below else _BETTER
