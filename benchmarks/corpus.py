"""A corpus for benchmarks: ``python -m benchmarks.corpus FOLDER --reviews 1000 --seed 7 --format mixed``.

Reviews of about ten pages whose kinds, boards, layouts, sizes and wordings vary, the same bytes for the same seed.  The
learning in them is drawn from the bank of invented passages, so a figure of *quality* measured on them would mean nothing:
they are for time, memory and room only.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.layouts import WRITERS, Part
from kg.resources import ontology_folder

FORMATS = ("pdf", "docx", "html", "txt")
MIXED = ("pdf", "pdf", "pdf", "docx", "docx", "html", "txt")  # much as boards publish them


@dataclass(frozen=True, slots=True)
class Report:
    """One review to be written: its file's name without a suffix, the running head, and its parts in order."""

    name: str
    head: str
    parts: tuple[Part, ...]


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
    return words


class Passage(NamedTuple):
    """A passage of the bank with its themes (slugs)."""

    text: str
    themes: tuple[str, ...]


@cache
def bank() -> dict[str, list[Passage]]:
    """The bank's passages by kind of item."""
    found: dict[str, list[Passage]] = {}
    for path in sorted((ontology_folder() / "bank").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.setdefault(row["kind"], []).append(Passage(row["text"], tuple(row["themes"])))
    return found


def compose(number: int, seed: int) -> Report:
    """Review ``number`` (from 0) of the corpus of ``seed``: no two numbers share both area and case label."""
    draw = random.Random(f"{seed}-{number}")
    words = _words()
    firsts, seconds = words["areas"]["first"], words["areas"]["second"]
    areas = len(firsts) * len(seconds) // 4
    place, turn = number % areas, number // areas
    area = firsts[place % len(firsts)] + seconds[(place * 7 + place // len(firsts)) % len(seconds)]
    kind = words["types"][draw.randrange(len(words["types"]))]
    code = chr(65 + turn % 26) + (str(turn // 26 + 1) if turn >= 26 else "")
    label = kind["label"].format(code=code, name=words["names"][turn % len(words["names"])])
    year = draw.randint(*kind["years"])
    said = {
        "area": area, "label": label, "type": kind["title"], "board": kind["board"].format(area=area),
        "year0": str(year - 2), "year1": str(year - 1),
        "person": f"{draw.choice(words['names'])} {draw.choice(words['surnames'])}",
    }  # fmt: skip
    parts = (*_cover(draw, said, year), *_body(draw, said, year))
    name = f"{number:05d}-{area}-{label}".lower().replace(" ", "-")
    return Report(name, f"{kind['title']}: {label}", parts)


def _cover(draw: random.Random, said: dict[str, str], year: int) -> Iterator[Part]:
    words = _words()
    yield Part("title", f"{said['type']}: {said['label']}")
    yield Part("paragraph", draw.choice(words["documents"]))
    yield Part("paragraph", said["board"])
    yield Part("paragraph", draw.choice(words["authors"]).format(**said))
    yield Part("paragraph", f"{draw.choice(words['months'])} {year}")


def _body(draw: random.Random, said: dict[str, str], year: int) -> Iterator[Part]:
    words = _words()
    bodies = draw.sample(words["bodies"], draw.randint(5, 9))
    yield from _heading(draw, "introduction")
    for sentence in words["introduction"]:
        yield Part("paragraph", sentence.format(month=draw.choice(words["months"]), **said))
    yield from _heading(draw, "agencies")
    yield from (Part("bullet", body.format(area=said["area"])) for body in bodies)
    yield from _heading(draw, "narrative")
    for _ in range(draw.randint(22, 38)):
        yield Part("paragraph", _narrative(draw, said, year))
    yield from _heading(draw, "analysis")
    for _ in range(draw.randint(4, 8)):
        yield Part("paragraph", _narrative(draw, said, year))
    yield from _learning(draw)


def _heading(draw: random.Random, role: str) -> Iterator[Part]:
    yield Part("heading", draw.choice(_words()["headings"][role]))


def _narrative(draw: random.Random, said: dict[str, str], year: int) -> str:
    words = _words()
    sentences = []
    for _ in range(draw.randint(4, 8)):
        actor, action, outcome = (draw.choice(words[part]) for part in ("actors", "actions", "outcomes"))
        when = f"In {draw.choice(words['months'])} {draw.choice((year - 2, year - 1))}"
        sentences.append(f"{when} {actor[0].lower()}{actor[1:]} {action.format(**said)}, {outcome}.")
        if draw.random() < 0.4:
            sentences.append(draw.choice(words["bridges"]))
    return " ".join(sentences)


def _learning(draw: random.Random) -> Iterator[Part]:
    """Findings with their grounds, good practice, questions and recommendations, in one of four manners."""
    passages = bank()
    manner = draw.choice(("headed", "numbered", "bullets", "table"))
    yield from _heading(draw, "good-practice")
    for text, _ in draw.sample(passages["good-practice"], draw.randint(2, 4)):
        yield Part("bullet", text)
    yield from _heading(draw, "finding")
    for number, (text, _) in enumerate(draw.sample(passages["finding"], draw.randint(5, 9)), start=1):
        if manner in ("headed", "table"):
            yield Part("subheading", f"Finding {number}: {text}")
        else:
            yield Part("numbered" if manner == "numbered" else "bullet", text, number)
        if manner == "headed":
            yield from (Part("bullet", point) for point, _ in draw.sample(passages["point"], 2))
    if draw.random() < 0.7:
        yield from _heading(draw, "question")
        for text, _ in draw.sample(passages["question"], draw.randint(2, 5)):
            yield Part("bullet", text)
    yield from _heading(draw, "recommendation")
    for number, (text, _) in enumerate(draw.sample(passages["recommendation"], draw.randint(4, 8)), start=1):
        yield Part("row" if manner == "table" else "numbered", text, number)


def write(folder: Path, reviews: int, seed: int = 1, form: str = "mixed", first: int = 0) -> list[Path]:
    """Write reviews ``first`` … ``first + reviews - 1`` of the corpus of ``seed`` into ``folder``; their paths in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(first, first + reviews):
        report = compose(number, seed)
        kind = (
            MIXED[random.Random(f"{seed}-{number}-format").randrange(len(MIXED))] if form == "mixed" else form
        )
        path = folder / f"{report.name}.{kind}"
        path.write_bytes(WRITERS[kind](report.head, report.parts))
        paths.append(path)
    return paths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reviews", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=(*FORMATS, "mixed"), default="mixed")
    given = parser.parse_args()
    print(f"{len(write(given.folder, given.reviews, given.seed, given.format))} reviews in {given.folder}")


if __name__ == "__main__":
    main()
