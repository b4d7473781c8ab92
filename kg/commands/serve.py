"""``kg serve``: the graph over HTTP, for this machine unless told otherwise."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from kg.errors import MissingExtraError


@click.command("serve")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="The folder that `kg build` wrote.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on. Anything but this machine asks for a token.",
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--seconds",
    default=30.0,
    show_default=True,
    type=click.FloatRange(0.1),
    help="The most that one query may take.",
)
@click.option(
    "--workers",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Queries answered at the same time.",
)
@click.option(
    "--origin",
    "origins",
    multiple=True,
    metavar="URL",
    help="Let the pages of this site read answers (CORS); * for every site.",
)
def command(
    output: Path, host: str, port: int, seconds: float, workers: int, origins: tuple[str, ...]
) -> None:
    """Serve the built graph: pages, the SPARQL editor, /sparql and JSON.

    Read-only. A rebuild beside it is picked up by the next question. Stop with Ctrl+C.
    """
    try:
        import uvicorn

        from kg.web.app import Settings, create_app
    except ImportError as error:
        raise MissingExtraError(
            f"kg serve needs the extra `serve` ({error.name} is missing).",
            hint="pip install 'safeguarding-learning-graph[serve]'",
        ) from None
    from kg.store.opening import current_generation
    from kg.web.workers import QueryLimits

    current_generation(output)  # says clearly when nothing is built here
    loopback = host in ("127.0.0.1", "::1", "localhost")
    token = None if loopback else secrets.token_urlsafe(16)
    hosts = ("127.0.0.1", "localhost", "[::1]") if loopback else ("*",)
    settings = Settings(
        output, QueryLimits(seconds=seconds, workers=workers), token=token, origins=origins, hosts=hosts
    )
    shown = f"[{host}]" if ":" in host else host
    if token:
        click.echo(
            f"Warning: others on the network can reach {host}. They need this address with its token.",
            err=True,
        )
    click.echo(
        f"Serving {output} at http://{shown}:{port}/{f'?token={token}' if token else ''}  (Ctrl+C stops)"
    )
    uvicorn.run(
        create_app(settings),
        host=host,
        port=port,
        log_level="warning",
        timeout_keep_alive=5,
        h11_max_incomplete_event_size=64 * 1024,
    )
