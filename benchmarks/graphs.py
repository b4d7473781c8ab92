"""Generated graphs of realistic size and shape, seeded: for times and room only, never for a figure about quality.

A review has some 35 items, 10 agencies, 1.6 themes an item and two links.  Items are worded in words drawn from the
codebook's notes, no two alike; or, with ``bank``, each in a passage of the bank and with its themes, as a build of
``benchmarks.corpus`` has them: at thousands of reviews many then stand in several of them word for word.
``python -m benchmarks.graphs FOLDER --reviews 10000 --wordings bank`` makes a whole build folder of them, as described
documents that are published: what answers, serves and reports as a build of that size does.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import WORDINGS
from benchmarks.corpus import bank
from kg.graph import iris
from kg.graph.dataset import assemble_shared, lines_by_graph
from kg.graph.describe import describe
from kg.graph.schemes import Schemes, schemes
from kg.graph.settlement import Settled, card
from kg.graph.vocabulary import BASE
from kg.model import (
    Agency,
    AgencyRole,
    Basis,
    Block,
    BlockKind,
    Claim,
    Document,
    Extraction,
    Identity,
    Item,
    ItemAgency,
    ItemAgencyRole,
    ItemKind,
    PartialDate,
    Quote,
    ReviewLink,
    Source,
    Span,
    Strength,
    Subject,
    Tagger,
    ThemeTag,
    Understanding,
    Verdict,
)
from kg.pipeline import cache
from kg.pipeline.publishing import Part, publish
from kg.pipeline.stages import ToDescribe, describe_document

KINDS = (
    (ItemKind.FINDING, 6), (ItemKind.POINT, 9), (ItemKind.RECOMMENDATION, 9), (ItemKind.QUESTION, 6), (ItemKind.GOOD_PRACTICE, 5),
)  # fmt: skip
ROLES = {ItemKind.RECOMMENDATION: ItemAgencyRole.ASKED, ItemKind.GOOD_PRACTICE: ItemAgencyRole.CREDITED}


class Generator:
    """Reviews number 0, 1, 2, … of a seed; the same number is always the same review."""

    def __init__(self, seed: int = 7, wordings: str = "own") -> None:
        self.seed = seed
        self.passages = bank() if wordings == "bank" else {}  # by kind of item
        tree = schemes()
        self.themes = sorted(c.rsplit("/", 1)[1] for c in tree.labels if c.startswith(f"{BASE}theme/"))
        self.types = sorted(c.rsplit("/", 1)[1] for c in tree.labels if c.startswith(f"{BASE}agency-type/"))
        self.words = sorted({word for label in tree.labels.values() for word in label.lower().split()})

    def review(self, number: int) -> Understanding:
        chance = random.Random(f"{self.seed}-{number}")
        lines: list[str] = []
        place = 0

        def put(words: str) -> Quote:
            nonlocal place
            start, place = place, place + len(words) + 1
            lines.append(words)
            return Quote(Span(start, start + len(words)), words, len(lines) // 20 + 1)

        def sentence(most: int = 24) -> str:
            return " ".join(chance.choices(self.words, k=chance.randint(9, most))).capitalize()

        area, year = f"Area {number % 150}", 2005 + chance.randrange(20)
        label = f"Child {chr(65 + number % 26)}{number // 26}"
        key = iris.slug(f"{area}-{label}")
        cover = put(f"{area} Safeguarding Partnership: {label}")
        agencies = tuple(self._agency(chance, area, put) for _ in range(10))
        identity = Identity(
            key=key,
            title=cover.exact,
            case_label=Claim(label, cover, "generated"),
            type=Claim(
                chance.choice(
                    (
                        "serious-case-review",
                        "local-child-safeguarding-practice-review",
                        "safeguarding-adult-review",
                    )
                ),
                cover,
                "generated",
            ),
            area=Claim(area, cover, "generated"),
            issued=Claim(PartialDate(year, 1 + number % 12), put(str(year)), "generated"),
            incident_date=Claim(PartialDate(year - 2), put(str(year - 2)), "generated"),
            subjects=(Subject(None, chance.choice(("under-1", "1-to-5", "11-to-15")), cover),),
        )
        items = tuple(self._items(chance, agencies, put, sentence))
        other = self._key(max(0, number - chance.randint(1, 40)))
        links = (
            ReviewLink(
                "mirrors", other, other, put(sentence()), Basis.STATED, 0.9, "generated", items[0].key
            ),
        )
        text = "\n".join(lines) + "\n"
        sha = hashlib.sha256(text.encode()).hexdigest()
        source = Source(f"{key}.txt", sha, "text/plain", len(text))
        document = Document(source, text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),))
        extraction = Extraction(source, identity, items, tuple({a.key: a for a in agencies}.values()), links)
        return Understanding(document, Verdict(True, "generated", "generated"), (extraction,))

    def _key(self, number: int) -> str:
        return iris.slug(f"Area {number % 150}-Child {chr(65 + number % 26)}{number // 26}")

    def _agency(self, chance: random.Random, area: str, put: object) -> Agency:
        type_ = chance.choice(self.types)
        name = f"{area} {type_.replace('-', ' ')}"
        return Agency(iris.slug(name), name, type_, AgencyRole.CONTRIBUTED, put(name), "generated")  # type: ignore[operator]

    def _items(
        self, chance: random.Random, agencies: tuple[Agency, ...], put: object, sentence: object
    ) -> Iterator[Item]:
        for kind, count in KINDS:
            for order in range(1, count + 1):
                passage = chance.choice(self.passages[kind.value]) if self.passages else None
                quote: Quote = put(passage.text if passage else sentence())  # type: ignore[operator]
                finding = f"finding-{chance.randint(1, KINDS[0][1])}"
                own = f"{kind.value}-{order}"
                agency = chance.choice(agencies)
                # Some themes are common and most are rare, as they are in reviews.
                drawn = {
                    self.themes[min(int(chance.paretovariate(0.6)) - 1, len(self.themes) - 1)]
                    for _ in range(chance.randint(1, 3))
                }
                chosen = set(passage.themes) if passage else drawn
                yield Item(
                    key=f"{finding}--{own}" if kind is ItemKind.POINT else own,
                    kind=kind,
                    text=quote.exact,
                    quotes=(quote,),
                    order=order,
                    rule="generated",
                    number=str(order),
                    parent=finding if kind is ItemKind.POINT else None,
                    arises_from=finding if kind in (ItemKind.RECOMMENDATION, ItemKind.QUESTION) else None,
                    arises_basis=Basis.STATED
                    if kind in (ItemKind.RECOMMENDATION, ItemKind.QUESTION)
                    else None,
                    agencies=(ItemAgency(ROLES.get(kind, ItemAgencyRole.NAMED), quote, key=agency.key),)
                    if order % 2
                    else (),
                    themes=tuple(self._tag(chance, theme, quote) for theme in sorted(chosen)),
                )

    def _tag(self, chance: random.Random, theme: str, quote: Quote) -> ThemeTag:
        by_model = chance.random() < 0.3
        return ThemeTag(
            theme, Strength.PRIMARY, Basis.INFERRED if by_model else Basis.STATED, Tagger.MODEL if by_model else Tagger.LEXICON,
            round(chance.uniform(0.4, 1), 2), "generated", quote,
        )  # fmt: skip


def graphs(count: int, seed: int = 7, wordings: str = "own") -> Iterator[tuple[str, bytes]]:
    """(name, N-Triples) of every named graph of a dataset of ``count`` generated reviews; texts first."""
    tree: Schemes = schemes()
    generator = Generator(seed, wordings)
    entities: set[str] = set()
    computed: set[str] = set()
    for number in range(count):
        for name, lines in lines_by_graph(describe(generator.review(number), tree)).items():
            if name == iris.ENTITIES.value:
                entities.update(lines)
            elif name == iris.COMPUTED.value:
                computed.update(lines)
            else:
                yield name, ("\n".join(lines) + "\n").encode()
    for name, lines in assemble_shared(entities, computed, tree).items():
        yield name, ("\n".join(lines) + "\n").encode()


def build(folder: Path, count: int, seed: int = 7, wordings: str = "own") -> None:
    """A build folder of ``count`` generated reviews, described and published by the pipeline's own steps."""
    generator = Generator(seed, wordings)
    parts = []
    for number in range(count):
        understanding = generator.review(number)
        source = understanding.document.source
        cards = tuple(map(card, understanding.reviews))
        header = cache.Header(source.sha256, source.name, cache.READ, "generated", ("", "", ""), cards=cards)
        cache.save(folder, header, understanding)
        describe_document(ToDescribe(source.sha256, source.name, folder, Settled(), "generated"))
        parts.append(Part(source.sha256, source.name, "generated"))
    publish(folder, sorted(parts, key=lambda part: part.sha256), "generated")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reviews", type=int, default=1000)
    parser.add_argument("--wordings", choices=WORDINGS, default="own")
    given = parser.parse_args()
    build(given.folder, given.reviews, wordings=given.wordings)
    print(f"{given.reviews:,} reviews: {time.process_time():.0f} processor seconds")


if __name__ == "__main__":
    main()
