"""``kg check``: whether a built graph keeps its promises."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from kg.commands.options import folder_option


@click.command("check")
@folder_option
@click.option("--all", "everything", is_flag=True, help="Every fault, not only the first of each sort.")
def command(folder: Path, everything: bool) -> None:
    """Check the graph against its shapes (SHACL) and its sources.

    Every quotation has to be the exact words of its source, on the page it says.  Warnings tell what was not
    recognised; violations end with exit code 9.
    """
    from kg.errors import IntegrityError
    from kg.pipeline.checking import check

    result = check(folder)
    counts = Counter(
        (fault.severity, fault.message if fault.severity == "warning" else "") for fault in result.faults
    )
    shown: Counter[str] = Counter()
    for fault in result.faults:
        sort = fault.message.split(":")[0]
        shown[sort] += 1
        if everything or shown[sort] <= 5:
            value = f" ({fault.value})" if fault.value else ""
            click.echo(f"{fault.severity}: {fault.node.rsplit('/', 1)[-1]}: {fault.message}{value}")
        elif shown[sort] == 6:
            click.echo(f"{fault.severity}: … and more of these; --all shows them")
    violations = sum(count for (severity, _), count in counts.items() if severity == "violation")
    warnings = sum(counts.values()) - violations
    click.echo(
        f"{result.quotations} quotations of {result.texts} texts compared with their sources, {result.shapes} shapes run: "
        f"{violations or 'no'} violations, {warnings or 'no'} warnings."
    )
    if violations:
        raise IntegrityError(
            "The graph breaks a promise.", hint="Build it again; if that does not help, it is a fault in kg."
        )
