"""``kg build``: read reviews and build their graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.options import catalogues_option, curation_option, folder_option

if TYPE_CHECKING:
    from kg.pipeline.workers import Runner


@click.command("build")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@folder_option
@click.option("--workers", type=click.IntRange(1, 256), help="Processes to use.  Default: one for each core.")
@click.option(
    "--memory",
    type=click.IntRange(256, 1_000_000),
    default=3072,
    show_default=True,
    help="MB that one process may use.",
)
@curation_option
@catalogues_option
@click.option("--explain", is_flag=True, help="Say of each document why it was, or was not, worked on.")
@click.option(
    "--executor",
    type=click.Choice(["processes", "dask"]),
    default="processes",
    show_default=True,
    help="Read on this machine, or on a Dask cluster.",
)
@click.option(
    "--scheduler", metavar="URL", help="With --executor dask: where its scheduler is (tcp://host:8786)."
)
@click.option(
    "--shard", metavar="I/N", help="Only read piece I of N, for batch systems; build without it afterwards."
)
@click.option(
    "--join",
    "pieces",
    multiple=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Take over what a build with --shard understood in this folder.  May be given several times.",
)
def command(
    sources: tuple[Path, ...],
    folder: Path,
    workers: int | None,
    memory: int,
    curation: Path,
    catalogues: Path,
    explain: bool,
    executor: str,
    scheduler: str | None,
    shard: str | None,
    pieces: tuple[Path, ...],
) -> None:
    """Read the reviews in SOURCES (files or folders; seeds/ when none is given) and build their graph.

    Only what changed is read again.  A file that cannot be read, or holds no review, stops nothing and is told
    at the end.  Stop it at any moment: what was built before stays whole, and the next build goes on from there.
    """
    from kg.commands.building import print_build, print_shard
    from kg.commands.progress import Progress
    from kg.errors import NotAReviewError
    from kg.pipeline.build import build, build_shard
    from kg.pipeline.cache import READ
    from kg.pipeline.sharding import join, parse

    run = _runner(executor, scheduler, workers, memory)
    where = sources or (Path("seeds"),)
    if shard is not None:
        try:
            piece = parse(shard)
        except ValueError as error:
            raise click.UsageError(f"{error}.") from error
        print_shard(build_shard(where, folder, piece, run, Progress().show, curation), folder, shard)
        return
    join(folder, pieces)
    built = build(where, folder, None, Progress().show, curation, catalogues, run)
    print_build(built, explain)
    if not built.with_status(READ):
        raise NotAReviewError("No review was recognised.", hint="The table above says why, file by file.")


def _runner(executor: str, scheduler: str | None, workers: int | None, memory: int) -> Runner:
    from kg.pipeline.workers import Bounds, local

    if executor != "dask":
        if scheduler:
            raise click.UsageError("--scheduler needs --executor dask.")
        return local(workers, Bounds(memory_mb=memory))
    if not scheduler:
        raise click.UsageError("--executor dask needs --scheduler URL.")
    from kg.pipeline.cluster import Cluster

    return Cluster(scheduler, memory)
