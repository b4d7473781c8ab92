"""Codings by name: the machine's tiers, a person who coded blind, or gold documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.errors import UnknownNameError
from kg.evaluation import gold
from kg.evaluation.agreement import Coding
from kg.evaluation.matching import covers, folded
from kg.insight.ask import ask
from kg.model import Strength
from kg.store.protocol import Store

LEXICON, MODEL = "lexicon", "model"
MACHINES = {"asserted": (LEXICON,), "suggested": (MODEL,), "tagger": (LEXICON, MODEL)}
_SHORTEST = 8  # a gold wording shorter than this never stands for another


def coding(store: Store, coder: str) -> dict[str, Coding]:
    """Item -> what ``coder`` gave it.

    ``coder`` is ``asserted``, ``suggested`` or ``tagger`` (both; every item of the graph counts as coded, with no theme
    where it has none), ``gold:FOLDER``, or the name of a person who imported a blind sheet.
    """
    items = {str(row["item"]): str(row["wording"]) for row in ask(store, "items-to-code").dicts()}
    if coder.startswith("gold:"):
        return _gold(Path(coder.removeprefix("gold:")), items)
    given: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in ask(store, "codings").dicts():
        given[str(row["item"])].append((str(row["coder"]), str(row["theme"]), str(row["strength"])))
    coders = {who for some in given.values() for who, _, _ in some}
    if coder in MACHINES:
        return {item: _coding(given.get(item, ()), MACHINES[coder]) for item in sorted(items)}
    if coder not in coders:
        people = sorted(coders - {LEXICON, MODEL}) or ["nobody has imported a blind sheet yet"]
        raise UnknownNameError(
            f"There is no coder called {coder!r}.",
            hint=f"Machines: {', '.join(MACHINES)}. People: {', '.join(people)}. Or gold:FOLDER.",
        )
    return {
        item: _coding(some, (coder,))
        for item, some in sorted(given.items())
        if any(who == coder for who, _, _ in some)
    }


def _coding(given: Iterable[tuple[str, str, str]], coders: tuple[str, ...]) -> Coding:
    mine = [(theme.rsplit("/", 1)[-1], strength) for who, theme, strength in given if who in coders]
    themes = frozenset(theme for theme, _ in mine)
    return Coding(themes, frozenset(theme for theme, strength in mine if strength == Strength.PRIMARY))


def _gold(folder: Path, items: Mapping[str, str]) -> dict[str, Coding]:
    """Gold items matched to the graph's by their wording."""
    by_words = {folded(words): item for item, words in items.items()}
    found: dict[str, Coding] = {}
    for path in sorted(folder.glob(f"*{gold.SUFFIX}")):
        for review in gold.load(path).reviews:
            for one in review.items:
                item = by_words.get(folded(one.text)) or _covered(one.text, items)
                if item and one.themes:
                    found[item] = Coding(frozenset(one.themes), frozenset(one.themes[:1]))
    return found


def _covered(words: str, items: Mapping[str, str]) -> str | None:
    if len(words) < _SHORTEST:
        return None
    return next((item for item, said in items.items() if covers(words, said)), None)
