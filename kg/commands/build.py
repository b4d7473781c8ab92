"""``kg build``: read reviews and build their graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import catalogues_option, curation_option, folder_option


@click.command("build")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@folder_option
@click.option("--workers", type=click.IntRange(1, 256), help="Processes to use.  Default: one for each core.")
@curation_option
@catalogues_option
@click.option("--explain", is_flag=True, help="Say of each document why it was, or was not, worked on.")
def command(
    sources: tuple[Path, ...],
    folder: Path,
    workers: int | None,
    curation: Path,
    catalogues: Path,
    explain: bool,
) -> None:
    """Read the reviews in SOURCES (files or folders; seeds/ when none is given) and build their graph.

    Only what changed is read again.  A file that cannot be read, or holds no review, stops nothing and is told
    at the end.  Stop it at any moment: what was built before stays whole, and the next build goes on from there.
    """
    from kg.commands.building import print_build
    from kg.commands.progress import Progress
    from kg.errors import NotAReviewError, SourceError
    from kg.pipeline.build import build
    from kg.pipeline.cache import READ

    built = build(sources or (Path("seeds"),), folder, workers, Progress().show, curation, catalogues)
    print_build(built, explain)
    if not built.outcomes:
        raise SourceError(
            "There was nothing to read.", hint="Give files or folders of PDF, Word, HTML or text."
        )
    if not built.with_status(READ):
        raise NotAReviewError("No review was recognised.", hint="The table above says why, file by file.")
