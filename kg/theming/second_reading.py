"""A second reading of the bank, where it pays: passages over whose themes their writer and the trained model differ.

Labels are one writer's, and a second careful reader agrees with them in three cases of four.  A trained model doubts most of
those that the second reader would change (docs/decisions/0004-themes.md), so that a third of the bank, with what both propose,
is what a reader need look at.  The passages held out for the decision are read blind, with no proposal in sight.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.errors import OntologyError, SourceError
from kg.model import ItemKind
from kg.theming.asserted import assert_themes
from kg.theming.bank import Passage, fault_of
from kg.theming.codebook import Codebook
from kg.theming.lexicon import Lexicon
from kg.theming.model import Matrix, Model
from kg.theming.suggested import Asked, chances_of
from kg.theming.training.recipe import Recipe
from kg.theming.training.targets import is_held_out

UNLIKELY = 0.2  # chance of a given theme under which the model doubts it
LIKELY = 0.35  # chance of another theme from which the model misses it
PROPOSED = 0.15  # chance from which a theme is shown beside those given
MOST = 4  # themes that the model proposes
TOGETHER = 2000  # passages


@dataclass(frozen=True, slots=True)
class Disputed:
    """A passage, and the themes that its writer or the model would give it, in the order of their names."""

    passage: Passage
    candidates: tuple[str, ...]

    def as_json(self) -> str:
        """One line, for a reader to add ``themes`` to, the primary first."""
        return json.dumps({**_shown(self.passage), "candidates": self.candidates}, ensure_ascii=False)


def disputed(passages: Sequence[Passage], model: Model, lexicon: Lexicon) -> Iterator[Disputed]:
    """The passages with a theme that the model doubts, or without one that it holds likely.  About 75 passages a second.

    Those held out for the decision are not among them (``held_out``): labels given with the model's proposals in sight lean to
    the model, and chances fitted on them are too bold.
    """
    learned = [passage for passage in passages if not is_held_out(passage, Recipe().held_out)]
    for start in range(0, len(learned), TOGETHER):
        some = learned[start : start + TOGETHER]
        for passage, chance in zip(some, _chances(some, model, lexicon), strict=True):
            by_theme = dict(zip(model.slugs, chance.tolist(), strict=True))
            others = [theme for theme in model.slugs if theme not in passage.themes]
            doubted = min(by_theme[theme] for theme in passage.themes) < UNLIKELY
            if doubted or max(by_theme[theme] for theme in others) >= LIKELY:
                likeliest = [model.slugs[column] for column in np.argsort(-chance, kind="stable")[:MOST]]
                proposed = {theme for theme in likeliest if by_theme[theme] >= PROPOSED}
                yield Disputed(passage, tuple(sorted({*passage.themes, *proposed})))


def held_out(passages: Sequence[Passage]) -> Iterator[str]:
    """A line for each passage on which the decision is fitted, without themes, for a reader who codes them blind."""
    for passage in passages:
        if is_held_out(passage, Recipe().held_out):
            yield json.dumps(_shown(passage), ensure_ascii=False)


def _shown(passage: Passage) -> dict[str, str]:
    return {"place": passage.place, "kind": passage.kind, "text": passage.text, "context": passage.context}


def _chances(passages: Sequence[Passage], model: Model, lexicon: Lexicon) -> Matrix:
    asked = [
        Asked(
            passage.text,
            passage.context,
            frozenset(tag.theme for tag in assert_themes(passage.text, lexicon, {})),
            ItemKind(passage.kind),
        )
        for passage in passages
    ]
    return chances_of(model, asked, model.encoder.encode([one.whole for one in asked]))


def read_settled(path: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    """By the place of each passage its text and the themes that a reader gave it; lines without themes are left out.

    Raises ``SourceError`` for a line that is no JSON or has no place and text.
    """
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            place, text, themes = row["place"], row["text"], tuple(row.get("themes") or ())
        except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise SourceError(
                f"{path.name}:{number} is no settled passage: {error}.",
                hint="Add themes to the lines that kg bank disputed or held-out writes, and change nothing else.",
            ) from error
        if themes:
            found[place] = (text, themes)
    return found


def settle(folder: Path, settled: Mapping[str, tuple[str, Sequence[str]]], codebook: Codebook) -> int:
    """Put the settled themes into the bank's files in ``folder``; how many passages changed.  All or nothing.

    Raises ``OntologyError`` for a passage that is no longer where it was, and for themes that the codebook has not.
    """
    left = dict(settled)
    changed, files = 0, {}
    for path in sorted(folder.glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            text, themes = left.pop(f"{path.name}:{number}", ("", ()))
            if not themes:
                continue
            row = json.loads(line)
            if row["text"] != text:
                raise OntologyError(
                    f"{path.name}:{number} holds another passage than the one that was read.",
                    hint="Write the disputed passages anew with kg bank disputed.",
                )
            new = json.dumps({**row, "primary": themes[0], "themes": list(themes)}, ensure_ascii=False)
            if fault := fault_of(new, codebook):
                raise OntologyError(f"{path.name}:{number}: {fault}", hint="Mend the themes of this passage.")
            changed += row["themes"] != list(themes)
            lines[number - 1] = new
        files[path] = "\n".join(lines) + "\n"
    if left:
        raise OntologyError(
            f"The bank has no {min(left)}.", hint="Give the folder that the passages came from."
        )
    for path, words in files.items():
        path.write_text(words, encoding="utf-8")
    return changed
