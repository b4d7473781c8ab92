"""``kg docs-ontology``: the ontology as a page to browse."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("docs-ontology")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default="output/ontology.html")
def command(file: Path) -> None:
    """Write the ontology (classes, properties, themes and the other schemes) as one HTML page that opens offline."""
    from kg.graph.documentation import documentation
    from kg.graph.schemes import schemes
    from kg.present.documentation import ontology_page
    from kg.present.pages import write_text

    write_text(file, ontology_page(documentation(schemes())))
    click.echo(f"{file}: open it in any browser.")
