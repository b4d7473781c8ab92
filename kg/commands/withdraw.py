"""``kg withdraw``: take a review out for good, and leave its name."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from kg.commands.options import curation_option, folder_option


@click.command("withdraw")
@click.argument("review")
@click.option("--reason", required=True, help="Why, in a sentence: it stays with the review's name.")
@click.option("--by", required=True, help="Who withdraws it.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The date (today when not given).")
@curation_option
@folder_option
def command(
    review: str, reason: str, by: str, on: datetime.datetime | None, curation: Path, folder: Path
) -> None:
    """Withdraw REVIEW (such as kirklees-child-e).  From the next build on its text and its items are gone.

    Its name stays, and says when, by whom and why it was withdrawn.  The decision is a file in the folder of
    decisions: take the file out again, and build, to bring the review back.
    """
    from kg.curation.withdrawing import withdraw
    from kg.insight.naming import resolve
    from kg.store.opening import open_store

    key = resolve(open_store(folder), "review", review).rsplit("/", 1)[1]
    day = (on or datetime.datetime.now()).date().isoformat()
    path = withdraw(curation, key, reason, by, day)
    click.echo(f"{key} is withdrawn ({path}). Next: kg build …, which takes it out of {folder}.")
