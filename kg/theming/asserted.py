"""The asserted tier: themes that the item's own words name.  Precision above all."""

from __future__ import annotations

import csv
import functools
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OntologyError
from kg.resources import ontology_folder
from kg.theming.codebook import Codebook
from kg.theming.lexicon import Hit, Lexicon

PRIOR_RIGHT, PRIOR_SEEN = 9, 10  # a label that the bank has never shown counts as right nine times in ten


@dataclass(frozen=True, slots=True)
class Asserted:
    """A theme that words name: the hits it rests on, in order, its score between 0 and 1, and why."""

    theme: str
    hits: tuple[Hit, ...]
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """How a label did in the bank: passages that hold it, and how many of them are coded to its theme."""

    seen: int
    right: int

    @property
    def precision(self) -> float:
        return (self.right + PRIOR_RIGHT) / (self.seen + PRIOR_SEEN)


def assert_themes(text: str, lexicon: Lexicon, records: dict[str, Record]) -> tuple[Asserted, ...]:
    """The themes that ``text`` names: by one strong label, or by two weak ones in different words.

    Sorted by their first words.  A denied label (“no evidence of neglect”) names nothing.
    """
    hits: dict[str, list[Hit]] = defaultdict(list)
    for hit in lexicon.find(text):
        if not hit.denied:
            hits[hit.theme].append(hit)
    found = []
    for theme, group in hits.items():
        strong = [hit for hit in group if not hit.weak]
        if strong or _apart(group):
            found.append(_asserted(theme, tuple(strong or group), records))
    return tuple(sorted(found, key=lambda tag: (tag.hits[0].span, tag.theme)))


def _apart(hits: list[Hit]) -> bool:
    """Whether two of the hits rest on different labels at different places."""
    return any(a.label != b.label and not a.span.overlaps(b.span) for a in hits for b in hits)


def _asserted(theme: str, hits: tuple[Hit, ...], records: dict[str, Record]) -> Asserted:
    best = max((records.get(hit.label, Record(0, 0)) for hit in hits), key=lambda record: record.precision)
    wordings = " and ".join(dict.fromkeys(f"“{hit.label}”" for hit in hits))
    reason = f"The words name this theme: {wordings} is among its labels."
    if best.seen >= 5:
        reason += f" Of {best.seen} example passages with these words, {best.right} were coded to it."
    return Asserted(theme, hits, round(best.precision, 3), reason)


def measure_labels(
    texts_and_themes: list[tuple[str, tuple[str, ...]]], codebook: Codebook
) -> dict[str, Record]:
    """How each label does on coded passages.  A broader theme counts as right: it is implied."""
    lexicon, seen, right = Lexicon(codebook), defaultdict[str, int](int), defaultdict[str, int](int)
    for text, themes in texts_and_themes:
        fitting = {*themes, *(parent for theme in themes for parent in codebook.ancestors(theme))}
        for label, theme in sorted({(hit.label, hit.theme) for hit in lexicon.find(text) if not hit.denied}):
            seen[label] += 1
            right[label] += theme in fitting
    return {label: Record(seen[label], right[label]) for label in sorted(seen)}


def labels_path() -> Path:
    return ontology_folder() / "bank" / "labels.tsv"


def write_records(records: dict[str, Record], path: Path) -> None:
    rows = "".join(f"{label}\t{record.seen}\t{record.right}\n" for label, record in sorted(records.items()))
    path.write_text("label\tseen\tright\n" + rows, encoding="utf-8")


@functools.lru_cache(maxsize=1)
def read_records() -> dict[str, Record]:
    """The figures of ``ontology/bank/labels.tsv``, which ``kg bank labels`` writes."""
    path = labels_path()
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        try:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            return {row["label"]: Record(int(row["seen"]), int(row["right"])) for row in rows}
        except (KeyError, TypeError, ValueError) as error:
            raise OntologyError(
                f"ontology/bank/labels.tsv is damaged: {error}", hint="Write it again with: kg bank labels"
            ) from error
