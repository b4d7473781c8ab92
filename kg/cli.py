"""The ``kg`` command: one verb a file, loaded only when called, and the one boundary where errors become words."""

from __future__ import annotations

import difflib
import importlib
import os
import sys
import traceback
from typing import Any

import click

from kg import __version__
from kg.commands import COMMANDS
from kg.errors import KgError


class _Verbs(click.Group):
    """Loads a command's module when it is called: ``kg --help`` imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [verb.name for verb in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        verb = next((verb for verb in COMMANDS if verb.name == cmd_name), None)
        if verb is None:
            return None
        command: click.Command = importlib.import_module(f"kg.commands.{verb.module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=3)
            if not near:
                raise
            raise click.UsageError(f"{error.message} Did you mean {' or '.join(near)}?", ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for section in dict.fromkeys(verb.section for verb in COMMANDS):
            with formatter.section(section):
                formatter.write_dl([(v.name, v.help) for v in COMMANDS if v.section == section])


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """Turn safeguarding reviews into a knowledge graph, and ask it what recurs.

    Start with `kg build FOLDER`, then `kg themes`, `kg report`, `kg view`, `kg query --list` and `kg serve`.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line.  Every known error ends here as one message and its own exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A managed Windows console may still be in cp1252: never die on a curly apostrophe.
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    try:
        cli.main(args=arguments, prog_name="kg", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped. What was built before is unchanged.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except KgError as error:
        click.echo(f"Error: {error.what}", err=True)
        if error.hint:
            click.echo(f"  {error.hint}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output (head, less) has gone: not an error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception:  # the one broad except: a fault of ours, shown whole
        click.echo(traceback.format_exc(), err=True)
        click.echo("This is a fault in kg itself. Please report the lines above.", err=True)
        sys.exit(1)
