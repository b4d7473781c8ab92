"""A small corpus as ``Evidence``, written by hand: four reviews of two areas, with known counts."""

from __future__ import annotations

from kg.insight.evidence import Evidence, Item, Link, Part, Review, Tag, Theme, Words
from kg.model import ItemKind, Polarity

WORDS = Words("zz exact zz", 0, 11, "0" * 64, 1)


def review(name: str, area: str, year: int | None, *, held: bool = True) -> Review:
    return Review(
        f"https://example.org/review/{name}",
        name,
        name,
        area,
        area.lower(),
        "scr",
        "Serious case review",
        year,
        str(year) if year else None,
        None,
        held,
    )


def item(
    name: str, of: Review, kind: ItemKind, wording: str = "words", polarity: Polarity = Polarity.NEUTRAL
) -> Item:
    return Item(f"{of.iri}/{name}", of.iri, kind, "1", 1, wording, polarity, WORDS)


def tag(of: Item, theme: str, *, stated: bool = True) -> Tag:
    return Tag(of.iri, theme, stated, True, "lexicon" if stated else "model", WORDS)


THEMES = (
    Theme("sharing", "Sharing", "What is passed on.", (), "working"),
    Theme("men", "Hidden men", "", (), "voice"),
    Theme("records", "Records", "", ("sharing",), "working"),
    Theme("unseen", "Unseen", "", (), "voice"),
)
A, B, C, D = (
    review("a", "North", 2015),
    review("b", "North", 2018),
    review("c", "South", 2019),
    review("d", "South", None),
)
NAMED = review("e", "South", None, held=False)
A1 = item("f1", A, ItemKind.FINDING, "Fathers were not spoken to by any practitioner")
A2 = item("r1", A, ItemKind.RECOMMENDATION, "Record every father")
B1 = item("f1", B, ItemKind.FINDING, "Fathers were not spoken to by practitioners")
C1 = item("f1", C, ItemKind.FINDING, "Records were thin")
C2 = item("g1", C, ItemKind.GOOD_PRACTICE, "A father was seen", Polarity.GOOD)
D1 = item("q1", D, ItemKind.QUESTION, "Who shares what?")


def corpus() -> Evidence:
    """Men: findings of a and b (stated), praised in c.  Sharing: a stated, c suggested.  Records: c stated."""
    return Evidence(
        reviews=(A, B, C, D, NAMED),
        themes=THEMES,
        items=(A1, A2, B1, C1, C2, D1),
        tags=(
            tag(A1, "men"),
            tag(A1, "sharing"),
            tag(A2, "men"),
            tag(B1, "men"),
            tag(C1, "records"),
            tag(C1, "sharing", stated=False),
            tag(C2, "men"),
            tag(D1, "sharing"),
        ),
        parts=(Part("asked", "https://example.org/agency/x", "X Trust", None, A.iri, A2.iri, WORDS),),
        links=(Link(B1.iri, B.iri, A.iri, "a", "repeats", "Repeats finding of", "stated", WORDS),),
        codebook="1",
    )
