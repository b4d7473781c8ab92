"""One line that tells how far a long work is, and how long it will take; on a terminal only."""

from __future__ import annotations

import sys
import time

import click


class Progress:
    """``show("documents", 3, 16)`` after each piece of work; the line goes away at the last."""

    def __init__(self) -> None:
        self._since = time.monotonic()
        self._what = ""

    def show(self, what: str, done: int, of: int) -> None:
        if not sys.stderr.isatty():
            return
        if what != self._what:
            self._what, self._since = what, time.monotonic()
        left = (time.monotonic() - self._since) / done * (of - done)
        click.echo(f"\r\033[K{done} of {of} {what}, about {_spell(left)} left", nl=False, err=True)
        if done == of:
            click.echo("\r\033[K", nl=False, err=True)


def _spell(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
