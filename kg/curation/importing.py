"""From the rows of a sheet to decisions: every doubt named with its row, and nothing kept unless all of it holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from kg.curation.decisions import THEMED, Action, Decision
from kg.curation.sheet import CODED, Row
from kg.errors import CurationError
from kg.model import ItemKind
from kg.theming.codebook import Codebook

_MOST = 20  # faults named in one message


def decisions_from(
    columns: Sequence[str],
    rows: Iterable[Row],
    known: Mapping[str, str],
    codebook: Codebook,
    by: str,
    on: str,
) -> tuple[Decision, ...]:
    """The decisions of a sheet of decisions, or of a blind coder's sheet (told by its columns).

    ``known`` gives each item's words.  Raises ``CurationError`` that names every faulty row.
    """
    faults: list[str] = []
    read = _coded if "theme 1" in columns else _decided
    if read is _decided and "decision" not in columns:
        raise CurationError(
            "The sheet has no column 'decision'.", hint="Export it again with `kg curate export`."
        )
    found: list[tuple[Row, Decision]] = []
    for row in rows:
        for decision in read(row, known, codebook, faults.append):
            found.append((row, _signed(decision, row, by, on, codebook)))
    faults.extend(_conflicts(found))
    if faults:
        more = f"\n  … and {len(faults) - _MOST} more" if len(faults) > _MOST else ""
        raise CurationError(
            "The sheet cannot be taken over; nothing was changed.\n  " + "\n  ".join(faults[:_MOST]) + more,
            hint="Mend these rows and import it again.",
        )
    return tuple(sorted({decision for _, decision in found}))


def _signed(decision: Decision, row: Row, by: str, on: str, codebook: Codebook) -> Decision:
    return Decision(
        decision.item, decision.action, decision.theme, decision.words, decision.value,
        by=by, on=on, note=row["note"], codebook=codebook.version,
    )  # fmt: skip


def _theme(slug: str, row: Row, codebook: Codebook, fault: Callable[[str], None]) -> str | None:
    if slug in codebook.themes:
        return slug
    named = next((theme.slug for theme in codebook if theme.label.casefold() == slug.casefold()), None)
    if named is None:
        near = _near(slug, codebook.themes)
        fault(f"Row {row.number}: there is no theme {slug!r}.{near}")
    return named


def _near(word: str, names: Collection[str]) -> str:
    import difflib

    near = difflib.get_close_matches(word, names, n=2)
    return f" Did you mean {' or '.join(near)}?" if near else ""


def _decided(
    row: Row, known: Mapping[str, str], codebook: Codebook, fault: Callable[[str], None]
) -> Iterable[Decision]:
    said = row["decision"].casefold()
    if not said:
        return
    try:
        action = Action(said)
    except ValueError:
        fault(f"Row {row.number}: {said!r} is no decision.{_near(said, list(Action))}")
        return
    if action is Action.WITHDRAW:
        fault(f"Row {row.number}: a review is withdrawn with `kg withdraw`, not in a sheet.")
        return
    if action is Action.NEW:
        yield from _new_item(row, codebook, fault)
        return
    if row["item"] not in known:
        fault(
            f"Row {row.number}: the graph has no item {row['item']!r}. Was it deleted, or is this another build?"
        )
        return
    # The theme to add stands in its own column; where only the theme's own cell is filled in, that one is meant.
    slug = (row["new theme"] or row["theme"]) if action in (Action.ADD, Action.PRIMARY) else row["theme"]
    if action in THEMED and not slug:
        fault(f"Row {row.number}: {action} needs a theme.")
        return
    theme = _theme(slug, row, codebook, fault) if action in THEMED else ""
    if theme is None:
        return
    value = row["new wording"] if action is Action.REWORD else ""
    if action is Action.REWORD and len(value) < 10:
        fault(f"Row {row.number}: reword needs the new wording, of at least ten characters.")
        return
    yield Decision(row["item"], action, theme, known[row["item"]], value)


def _new_item(row: Row, codebook: Codebook, fault: Callable[[str], None]) -> Iterable[Decision]:
    kinds = {kind.value for kind in ItemKind} - {ItemKind.POINT.value}
    if row["kind"] not in kinds:
        fault(f"Row {row.number}: a new item needs its kind: {', '.join(sorted(kinds))}.")
    elif not row["review"] or len(row["wording"]) < 10:
        fault(f"Row {row.number}: a new item needs its review and its exact words in the document.")
    else:
        slug = row["new theme"] or row["theme"]
        theme = _theme(slug, row, codebook, fault) if slug else ""
        if theme is not None:
            yield Decision(row["review"], Action.NEW, theme, row["wording"], row["kind"])


def _coded(
    row: Row, known: Mapping[str, str], codebook: Codebook, fault: Callable[[str], None]
) -> Iterable[Decision]:
    """A blind coder's row: up to four themes, the first the primary one."""
    if row["item"] not in known:
        fault(f"Row {row.number}: the graph has no item {row['item']!r}.")
        return
    slugs = [row[column] for column in CODED[:4] if row[column]]
    for place, slug in enumerate(slugs):
        theme = _theme(slug, row, codebook, fault)
        if theme is not None:
            strength = "primary" if place == 0 else "secondary"
            yield Decision(row["item"], Action.CODE, theme, known[row["item"]], strength)


def _conflicts(found: Sequence[tuple[Row, Decision]]) -> Iterable[str]:
    """Two decisions that cannot both hold, with both their rows."""
    seen: dict[tuple[str, str, str], tuple[Row, Decision]] = {}
    opposite = {Action.ACCEPT: "keep", Action.ADD: "keep", Action.PRIMARY: "keep", Action.REJECT: "reject"}
    for row, decision in found:
        if decision.action in opposite:
            subject, says = ("theme", decision.item, decision.theme), opposite[decision.action]
        elif decision.action is Action.REWORD:
            subject, says = ("wording", decision.item, ""), decision.value
        else:
            continue
        former_row, former = seen.setdefault(subject, (row, decision))
        before = opposite.get(former.action, former.value)
        if before != says:
            yield f"Rows {former_row.number} and {row.number} decide {decision.item} differently ({former.action}, {decision.action})."


def joined(former: Sequence[Decision], fresh: Sequence[Decision]) -> tuple[Decision, ...]:
    """Former decisions with the fresh ones: of two on one theme of one item, or on its wording, the fresh one holds.

    A coder's new reading of an item stands in place of that coder's former one.
    """
    replaced = {_subject(one) for one in fresh}
    return tuple(sorted({*(one for one in former if _subject(one) not in replaced), *fresh}))


def _subject(one: Decision) -> tuple[str, ...]:
    if one.action is Action.CODE:
        return ("code", one.item, one.by)
    if one.action in THEMED:
        return ("theme", one.item, one.theme)
    return (one.action.value, one.item, one.words if one.action is Action.NEW else "")
