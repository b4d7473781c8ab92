"""Sentences from ``wording.toml`` with figures set into them; singular and plural are decided here and nowhere else."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Sequence
from functools import cache

from kg.errors import OntologyError
from kg.insight.figures import Figure, Tally
from kg.present.pages import TEMPLATES
from kg.present.paper.blocks import Count, Inline, Line, Refer, Said, Strong

_FOLLOWING = frozenset(
    ("is", "are", "does", "do", "has", "have", "it", "them")
)  # words that only agree with a number

Value = str | int | Figure | Tally | Inline | Line


@cache
def _sentences() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = tomllib.loads(
        (TEMPLATES / "report" / "wording.toml").read_text(encoding="utf-8")
    )
    return loaded


def plain(key: str, **values: Value) -> str:
    """A sentence as text only: for titles, captions and text alternatives.  Only here may a number be no figure."""
    return "".join(part if isinstance(part, str) else part.text for part in _said(key, values))


def say(key: str, **values: Value) -> Line:
    """The sentence ``section.name`` with its values set in.  A value too many or too few is an error of ours, and so
    is a bare number: every number that a reader sees in a sentence has to be a ``Figure`` that can be asked again."""
    bare = sorted(name for name, value in values.items() if isinstance(value, int))
    if bare:
        raise OntologyError(f"The sentence {key!r} has numbers that are no figures: {bare}.")
    return _said(key, values)


def _said(key: str, values: dict[str, Value]) -> Line:
    section, _, name = key.partition(".")
    try:
        template = _sentences()[section][name]
    except KeyError:
        raise OntologyError(f"wording.toml has no sentence {key!r}.") from None
    pieces: list[Inline] = []
    unused = set(values)
    for text, field, spec, _ in string.Formatter().parse(template):
        if text:
            pieces.append(text)
        if field is not None:
            if field not in values:
                raise OntologyError(f"The sentence {key!r} needs a value for {field!r}.")
            unused.discard(field)
            pieces.extend(_set(values[field], spec or ""))
    if unused:
        raise OntologyError(f"The sentence {key!r} has no place for {sorted(unused)}.")
    return tuple(pieces)


def _set(value: Value, spec: str) -> Line:
    if isinstance(value, Tally):
        return brief(value) if spec == "brief" else tally(value)
    if isinstance(value, tuple):
        return value
    if isinstance(value, Count | Strong | Refer | Said):
        return (value,)
    if spec == "strong":
        return (Strong(str(value)),)
    if isinstance(value, Figure) and set(spec.split("|")) <= _FOLLOWING:
        return (_counted(value.value, spec, None),)
    if isinstance(value, Figure):
        return (counted(value, spec),)
    if isinstance(value, int):
        return (_counted(value, spec, None),)
    return (value,)


def counted(figure: Figure, spec: str, tier: str = "all") -> Count:
    """A figure as it is read, with its noun by ``spec`` (see ``wording.toml``)."""
    return Count(figure, _counted(figure.value, spec, figure.of), tier, spec.removeprefix("of:"))


def _counted(number: int, spec: str, of: int | None) -> str:
    """``1 review``, ``7 of 25 reviews``; a spec of verbs (``is|are``) gives the verb alone."""
    out_of = spec.startswith("of:")
    forms = spec.removeprefix("of:").split("|")
    if len(forms) == 1:
        return f"{number:,}"
    deciding = of if out_of and of is not None else number
    noun = forms[0] if deciding == 1 else forms[1]
    if noun in _FOLLOWING:
        return noun
    return f"{number:,} of {of:,} {noun}" if out_of and of is not None else f"{number:,} {noun}"


def tally(count: Tally, nouns: str = "review|reviews") -> Line:
    """Both tiers of a count, each with its denominator: "5 of 25 reviews (suggested in 2 more)"."""
    return _tiers(count, f"of:{nouns}" if count.stated.of is not None else nouns)


def brief(count: Tally, nouns: str = "review|reviews") -> Line:
    """Both tiers of a count inside a longer sentence: "3 reviews", or "3 reviews (suggested in 1 more)"."""
    return _tiers(count, nouns)


def _tiers(count: Tally, spec: str) -> Line:
    if count.suggested.value == 0:
        return say("tally.stated", stated=counted(count.stated, spec, "stated"))
    if count.stated.value == 0:
        return say("tally.suggested", suggested=counted(count.suggested, spec, "suggested"))
    further = Count(count.suggested, f"{count.suggested.value:,}", "suggested")
    return say("tally.both", stated=counted(count.stated, spec, "stated"), suggested=further)


def listed(parts: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``; with semicolons where a part has a comma or an "and" of its own."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in joined(parts))


def joined(parts: Sequence[str | Line]) -> Line:
    """Parts of a sentence as a list, as ``listed`` writes it."""
    lines = [(part,) if isinstance(part, str) else part for part in parts]
    written = ["".join(p if isinstance(p, str) else p.text for p in line) for line in lines]
    nested = len(lines) > 1 and any(", " in words or " and " in words for words in written)
    between, last = ("; ", "; and ") if nested and len(lines) > 2 else (", ", " and ")
    found: Line = ()
    for place, line in enumerate(lines):
        mark = "" if place == 0 else last if place == len(lines) - 1 else between
        found += (mark, *line) if mark else line
    return found
