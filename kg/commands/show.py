"""``kg show``: what was understood of a review, with the words and the places."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import folder_option, store_option


@click.command("show")
@click.argument("review")
@folder_option
@store_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Text for people, or JSON."
)
def command(review: str, folder: Path, store: str | None, form: str) -> None:
    """Show what was understood of REVIEW: its facts, agencies, learning and themes, each with its words.

    REVIEW is a part of its name: kirklees-child-e, child-e, "Young Person T".
    """
    import json

    from kg.commands.showing import print_review
    from kg.insight.ask import ask
    from kg.insight.naming import resolve
    from kg.insight.withdrawal import withdrawal
    from kg.present.tables import as_json
    from kg.store.opening import open_store

    opened = open_store(store or folder)
    name = resolve(opened, "review", review)
    tables = {
        part: ask(opened, f"review-{part}", review=name) for part in ("facts", "agencies", "items", "themes")
    }
    tables["withdrawn"] = withdrawal(opened, name)
    if form == "json":
        click.echo(
            json.dumps(
                {"review": name, **{k: json.loads(as_json(t)) for k, t in tables.items()}},
                ensure_ascii=False,
                indent=2,
            )
        )
    else:
        print_review(name, tables)
