"""A SPARQL 1.1 server for tests: Oxigraph's own, in memory, on a free port of loopback."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator

KNOCKS, PAUSE = 600, 0.05  # seconds between two knocks: half a minute in all


@contextlib.contextmanager
def sparql_server() -> Iterator[str]:
    """The server's address while it runs; it is killed at the end."""
    program = shutil.which("oxigraph", path=sysconfig.get_path("scripts"))
    assert program, "the package oxigraph brings the server"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [program, "serve", "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(KNOCKS):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(PAUSE)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()
