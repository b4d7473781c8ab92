"""``kg bank``: check the labelled passages, and measure the codebook's labels on them."""

from __future__ import annotations

from pathlib import Path

import click

from kg.errors import OntologyError, OutputError


@click.group(
    name="bank", help="Check the bank of labelled passages, and measure the codebook's labels on it."
)
def command() -> None:
    pass


@command.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(folder: Path | None) -> None:
    """Check every line of the bank (or of the *.jsonl files in FOLDER) against the codebook."""
    from kg.theming.bank import check_bank, read_bank
    from kg.theming.codebook import load_codebook

    codebook = load_codebook()
    problems = check_bank(codebook, folder)
    for problem in problems:
        click.echo(problem)
    if problems:
        raise OntologyError(
            f"{len(problems)} lines of the bank are wrong.", hint="Mend the lines named above."
        )
    bank = read_bank(codebook, [folder] if folder else [])
    counts = bank.counts()
    primaries = {passage.primary for passage in bank.passages}
    click.echo(
        f"{len(bank):,} passages, {len(counts)} themes ({len(primaries)} as primary): every line is sound."
    )
    for slug in sorted(set(codebook.themes) - counts.keys()):
        click.echo(f"  no example of {slug}")


@command.command()
def labels() -> None:
    """Measure how often each label of the codebook is right on the bank; writes ontology/bank/labels.tsv."""
    from kg.theming.asserted import labels_path, measure_labels, write_records
    from kg.theming.bank import read_bank
    from kg.theming.codebook import load_codebook

    codebook = load_codebook()
    bank = read_bank(codebook)
    records = measure_labels([(p.text, p.themes) for p in bank.passages], codebook)
    write_records(records, labels_path())
    click.echo(f"{len(records):,} labels measured on {len(bank):,} passages.")


@command.command()
@click.argument("file", required=False, default="docs/analysts/codebook.md", type=click.Path(path_type=Path))
def page(file: Path) -> None:
    """Write the codebook as a page for analysts (docs/analysts/codebook.md)."""
    from kg.theming.bank import read_bank
    from kg.theming.codebook import load_codebook
    from kg.theming.codebook_page import codebook_page

    codebook = load_codebook()
    _write(file, codebook_page(codebook, read_bank(codebook)))
    click.echo(f"{len(codebook.themes)} themes written to {file}.")


@command.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--bank", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Another bank."
)
def disputed(file: Path, folder: Path | None) -> None:
    """Write to FILE the passages over whose themes their writer and the model differ, for a second reader."""
    from kg.theming.bank import bank_folder, passages_of
    from kg.theming.codebook import load_codebook
    from kg.theming.lexicon import Lexicon
    from kg.theming.model import load_model
    from kg.theming.second_reading import disputed as find

    codebook = load_codebook()
    passages = passages_of(codebook, folder or bank_folder())
    found = list(find(passages, load_model(codebook.version), Lexicon(codebook)))
    _write(file, "".join(one.as_json() + "\n" for one in found))
    click.echo(f"{len(found):,} of {len(passages):,} passages are disputed: {file}.")


@command.command(name="held-out")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--bank", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Another bank."
)
def held_out(file: Path, folder: Path | None) -> None:
    """Write to FILE the passages on which the decision is fitted, without their themes, for a reader to code blind."""
    from kg.theming.bank import bank_folder, passages_of
    from kg.theming.codebook import load_codebook
    from kg.theming.second_reading import held_out as find

    found = list(find(passages_of(load_codebook(), folder or bank_folder())))
    _write(file, "".join(line + "\n" for line in found))
    click.echo(f"{len(found):,} passages are held out: {file}.")


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--bank", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Another bank."
)
def settle(file: Path, folder: Path | None) -> None:
    """Put into the bank the themes that a second reader added to the lines of FILE."""
    from kg.theming.bank import bank_folder
    from kg.theming.codebook import load_codebook
    from kg.theming.second_reading import read_settled
    from kg.theming.second_reading import settle as put

    settled = read_settled(file)
    changed = put(folder or bank_folder(), settled, load_codebook())
    click.echo(f"{len(settled):,} passages read again, {changed:,} changed.")


def _write(file: Path, words: str) -> None:
    try:
        file.write_text(words, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror}", hint="Give another file.") from error
