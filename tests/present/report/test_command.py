"""``kg report``, ``kg similar`` and ``kg analyse`` as a user runs them: files, messages, and errors that help."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.commands import analyse, report, similar
from kg.errors import KgError, UnknownNameError
from kg.present.paper.analysis_tables import ANALYSES


def run(command: object, *arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, catch_exceptions=True)  # type: ignore[arg-type]


def test_a_report_on_one_review(built: Path) -> None:
    done = run(report.command, "-o", str(built))
    assert done.exit_code == 0, done.output
    written = (built / "report" / "report.md").read_text(encoding="utf-8")
    assert written.startswith(
        "# What our reviews are telling us\n\n1 review published in 2019, from 1 area: 6 findings"
    )
    assert (built / "report" / "report.html").is_file()
    assert (built / "report" / "report.docx").is_file()


def test_the_same_report_twice_is_the_same_bytes(built: Path) -> None:
    names = ("report.html", "report.md", "report.docx", "report.xlsx", "report.json")
    run(report.command, "-o", str(built), "--format", "all")
    first = [(built / "report" / name).read_bytes() for name in names]
    run(report.command, "-o", str(built), "--format", "all")
    assert [(built / "report" / name).read_bytes() for name in names] == first


def test_a_theme_nobody_mentions_says_so(built: Path) -> None:
    done = run(report.command, "-o", str(built), "--theme", "self-neglect", "--format", "md")
    assert done.exit_code == 0, done.output
    assert "It is raised nowhere in 1 review" in (built / "report" / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--years", "2022-2015"), "wrong way round"),
        (("--years", "lately"), "are not years"),
        (("--compare", "Kirklees", "rest"), "no review of other areas"),
        (("--review", "kirklees-child-e", "--years", "-2018"), "not among the reviews chosen"),
        (("--years", "2030-"), "No review is left"),
        (("--theme", "record-keping"), "no theme called"),
        (("--review", "kirklees-child-a"), "only named in another"),
        (("--compare", "kirklees-child-e", "kirklees-child-e"), "same review"),
    ],
)
def test_errors_say_what_and_what_to_do(built: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run(report.command, "-o", str(built), *arguments)
    assert isinstance(done.exception, KgError)
    assert message in done.exception.what
    assert isinstance(done.exception, UnknownNameError)
    assert done.exception.hint


def test_one_paper_at_a_time(built: Path) -> None:
    done = run(report.command, "-o", str(built), "--review", "kirklees-child-e", "--agency", "cafcass")
    assert done.exit_code == 2
    assert "Choose one of" in done.output


@pytest.mark.parametrize("name", sorted(ANALYSES))
def test_every_analysis_is_a_table_with_its_method(built: Path, name: str) -> None:
    done = run(analyse.command, name, "-o", str(built))
    assert done.exit_code == 0, done.output
    assert len(done.output.strip().splitlines()) >= 2


def test_the_choices_are_the_analyses() -> None:
    assert sorted(analyse.NAMES) == sorted(ANALYSES)


def test_similar_says_that_it_suggests(built: Path) -> None:
    done = run(similar.command, "kirklees-child-e--finding-1", "-o", str(built))
    assert done.exit_code == 0, done.output
    assert "Suggested by wording alone" in done.output
    missing = run(similar.command, "kirklees-child-e--finding-99", "-o", str(built))
    assert isinstance(missing.exception, UnknownNameError)
