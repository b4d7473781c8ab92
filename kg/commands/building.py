"""What a build prints when it is done: a line for each file, what was left, and what to open next."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from kg.pipeline.build import LEFT_OUT, Built, Outcome
from kg.pipeline.cache import READ, REFUSED, UNREADABLE, WITHDRAWN
from kg.store.table import Table

WORDS = {
    "finding": ("finding", "findings"),
    "point": ("point", "points"),
    "recommendation": ("recommendation", "recommendations"),
    "question": ("question", "questions"),
    "good-practice": ("good practice", "good practice"),
    "purpose": ("purpose", "purposes"),
}


def counted(kind: str, count: int) -> str:
    """ "1 finding", "2 findings"."""
    return f"{count} {WORDS[kind][count != 1]}"


def print_build(built: Built, explain: bool) -> None:
    """The table of a build, its sums, and the next steps.  Long lists of files that went well are folded."""
    from kg.graph.vocabulary import PREFIXES
    from kg.present.tables import as_text

    shown = (
        built.outcomes
        if explain or len(built.outcomes) <= 40
        else tuple(o for o in built.outcomes if o.status != READ)
    )
    columns = ("file", "result", "what", *(("why worked on",) if explain else ()))
    rows = tuple(
        (
            one.path.name,
            one.status,
            _what(one),
            *((one.redone or "unchanged: taken from the cache",) if explain else ()),
        )
        for one in shown
    )
    if rows:
        click.echo(as_text(Table(columns, rows), PREFIXES), nl=False)
    _print_sums(built)
    if built.with_status(READ):
        folder = "" if str(built.folder) == "output" else f" -o {built.folder}"
        click.echo(
            "Next: "
            + ", ".join(f"kg {verb}{folder}" for verb in ("themes", "report", "view", "query --list"))
        )


def print_shard(outcomes: tuple[Outcome, ...], folder: Path, shard: str) -> None:
    """What one piece of a build did, and how the pieces become one."""
    sums = Counter(one.status for one in outcomes)
    said = ", ".join(f"{count} {status}" for status, count in sorted(sums.items())) or "none"
    click.echo(f"Piece {shard}: {_number(len(outcomes), 'file')}: {said}.")
    click.echo(f"When all pieces are done: kg build SOURCES -o DIR --join {folder} …")


def _what(one: Outcome) -> str:
    if one.status != READ:
        return one.reason
    counts = dict(one.counts)
    said = [counted(kind, counts[kind]) for kind in WORDS if kind != "purpose" and counts.get(kind)]
    names = ", ".join(one.reviews[:3]) + (f" and {len(one.reviews) - 3} more" if len(one.reviews) > 3 else "")
    doubts = f"; {len(one.problems)} doubts" if len(one.problems) > 1 else "; 1 doubt" if one.problems else ""
    twin = f" ({one.reason})" if one.reason.startswith("The same bytes") else ""
    return f"{names}: {', '.join(said) or 'no learning found'}{doubts}{twin}"


def _print_sums(built: Built) -> None:
    reviews = {review for one in built.outcomes if one.status != WITHDRAWN for review in one.reviews}
    sums = [
        f"{len(built.with_status(status))} {words}"
        for status, words in (
            (READ, "read"),
            (REFUSED, "not a review"),
            (UNREADABLE, "unreadable"),
            (WITHDRAWN, "withdrawn"),
            (LEFT_OUT, "left out until the register tells them apart"),
        )
        if built.with_status(status)
    ]
    click.echo(
        f"\n{_number(len(built.outcomes), 'file')}: {', '.join(sums) or 'none'}. {_number(len(reviews), 'review')} in the graph."
    )
    if built.passed_over:
        click.echo(
            f"{_number(len(built.passed_over), 'other file')} passed over (not documents): {_names(built)}"
        )
    if built.removed:
        click.echo(f"No longer there, and so no longer in the graph: {', '.join(built.removed)}")
    if built.decisions:
        but = (
            f", of which {len(built.unplaced)} could not be applied:" if built.unplaced else ", all applied."
        )
        click.echo(f"{_number(built.decisions, 'decision')} of people{but}")
    for one in built.unplaced[:10]:
        said = f"{one.decision.action} {one.decision.theme}".strip()
        click.echo(f"  {said} on {one.decision.item}, by {one.decision.by}: {one.why}.")
    for words in built.rows_unplaced[:10]:
        click.echo(f"  Catalogue {words}.")
    if len(built.rows_unplaced) > 10:
        click.echo(f"  … and {len(built.rows_unplaced) - 10} more rows of catalogues without a review here.")
    click.echo(
        f"The graph is in {built.folder}: learning.trig, learning.ttl"
        + ("." if built.changed else " (nothing had changed).")
    )
    _print_tiers()


def _print_tiers() -> None:
    """Say when themes are stated only: a board must not read "suggested in 0" as an answer."""
    from kg.theming.tiers import Tier, installed_tiers

    if Tier.SUGGESTED not in installed_tiers():
        click.echo(
            "Only themes stated in words were given: the learned tier is not installed "
            "(pip install 'safeguarding-learning-graph[learned]')."
        )


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _names(built: Built) -> str:
    names = [path.name for path in built.passed_over]
    return ", ".join(names[:4]) + (" …" if len(names) > 4 else "")
