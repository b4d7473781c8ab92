"""Sentences from ``wording.toml`` with figures set into them; singular and plural are decided here and nowhere else."""

from __future__ import annotations

import string
import tomllib
from dataclasses import replace
from functools import cache

from kg.errors import OntologyError
from kg.insight.figures import Figure, Tally
from kg.present.pages import TEMPLATES
from kg.present.paper.blocks import Count, Inline, Line, Refer, Said, Strong

Value = str | int | Figure | Tally | Inline | Line


@cache
def _sentences() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = tomllib.loads(
        (TEMPLATES / "report" / "wording.toml").read_text(encoding="utf-8")
    )
    return loaded


def plain(key: str, **values: Value) -> str:
    """A sentence as text only: for titles, captions and text alternatives."""
    return "".join(part if isinstance(part, str) else part.text for part in say(key, **values))


def say(key: str, **values: Value) -> Line:
    """The sentence ``section.name`` with its values set in.  A value too many or too few is an error of ours."""
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
    if isinstance(value, Figure):
        return (Count(value, _counted(value.value, spec, value.of), nouns=spec.removeprefix("of:")),)
    if isinstance(value, int):
        return (_counted(value, spec, None),)
    return (value,)


def _counted(number: int, spec: str, of: int | None) -> str:
    """``1 review``, ``7 of 25 reviews``; a spec of verbs (``is|are``) gives the verb alone."""
    out_of = spec.startswith("of:")
    forms = spec.removeprefix("of:").split("|")
    if len(forms) == 1:
        return f"{number:,}"
    deciding = of if out_of and of is not None else number
    noun = forms[0] if deciding == 1 else forms[1]
    if noun in ("is", "are", "does", "do", "has", "have"):
        return noun
    return f"{number:,} of {of:,} {noun}" if out_of and of is not None else f"{number:,} {noun}"


def tally(count: Tally, nouns: str = "review|reviews") -> Line:
    """Both tiers of a count, never one figure: "7 of 25 reviews (5 stated in words, 2 more suggested)"."""
    spec = f"of:{nouns}" if count.total.of is not None else nouns
    total = Count(count.total, _counted(count.total.value, spec, count.total.of), nouns=nouns)
    if count.total.value == 0:
        return say("tally.all", total=total)
    if count.suggested.value == 0:
        return say("tally.all_stated", total=total)
    if count.stated.value == 0:
        return say("tally.all_suggested", total=replace(total, figure=count.suggested, tier="suggested"))
    stated = Count(count.stated, f"{count.stated.value:,}", "stated")
    suggested = Count(count.suggested, f"{count.suggested.value:,}", "suggested")
    return say("tally.both", total=total, stated=stated, suggested=suggested)


def brief(count: Tally, nouns: str = "review|reviews") -> Line:
    """Both tiers of a count inside a longer sentence: "3 reviews", all stated, or "3 reviews (1 of them suggested)"."""
    total = Count(count.total, _counted(count.total.value, nouns, None), nouns=nouns)
    if count.suggested.value == 0:
        return (total,)
    if count.stated.value == 0:
        return say("tally.all_suggested", total=replace(total, figure=count.suggested, tier="suggested"))
    suggested = Count(count.suggested, f"{count.suggested.value:,}", "suggested")
    return say("tally.of_them", total=total, suggested=suggested)


def listed(parts: tuple[str, ...] | list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    names = list(parts)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
