"""Graphs to draw, made here: none of them needs the development corpus."""

from __future__ import annotations

from kg.present.viewer.learning import Edge, Learning, Node

GROUPS = ("domestic-abuse", "multi-agency-working", "voice-and-engagement", "workforce-and-organisation")
AREAS = ("Harrowmere", "Pendlewick", "Saltmarsh")
KINDS = ("finding", "point", "recommendation", "question", "good-practice")
HOSTILE = (
    "</script><script>window.pwned=1</script>",
    '"><img src=x onerror=window.pwned=1>',
    "javascript:window.pwned=1//href=",
    "\u202eright to left\u202c and 'quotes' & \"more\"",
    "W" * 300,
    "=HYPERLINK(1)",
)


def corpus(reviews: int = 6, items: int = 10, agencies: int = 5) -> Learning:
    """A regular corpus of ``reviews × items`` learning items on 24 themes: nothing random in it."""
    nodes = [Node(f"theme/{g}", "theme", g.replace("-", " ").capitalize(), group=g) for g in GROUPS]
    nodes += [
        Node(
            f"theme/{g}-{n}", "theme", f"{g.replace('-', ' ').capitalize()} {n}", parent=f"theme/{g}", group=g
        )
        for g in GROUPS
        for n in range(5)
    ]
    themes = [node.id for node in nodes]
    nodes += [Node(f"area/{a.lower()}", "area", a) for a in AREAS]
    nodes += [Node(f"agency/body-{n}", "agency", f"Body {n}", type="Police force") for n in range(agencies)]
    edges: list[Edge] = []
    for number in range(reviews):
        area = AREAS[number % len(AREAS)]
        review = f"review/{area.lower()}-child-{number}"
        nodes.append(_review(review, f"{area}: Child {number}", f"area/{area.lower()}", 2010 + number % 15))
        edges.append(Edge(review, f"agency/body-{number % agencies}", "contributed", "stated"))
        if number:
            before = AREAS[(number - 1) % len(AREAS)].lower()
            edges.append(
                Edge(review, f"review/{before}-child-{number - 1}", "mirrors", "stated", "mirrors it", 2)
            )
        for place in range(items):
            nodes.append(_item(review, place))
            edges += _item_edges(nodes[-1], number + place, themes, agencies)
    return Learning.of(nodes, edges)


def _review(name: str, label: str, area: str, year: int) -> Node:
    return Node(name, "review", label, parent=area, year=year, type="Serious case review", source="a.pdf")


def _item(review: str, place: int) -> Node:
    kind = KINDS[place % len(KINDS)]
    return Node(
        f"item/{review[7:]}--{kind}-{place}",
        kind,
        f"{kind.capitalize()} {place}",
        parent=review,
        text=f"What was written at place {place} of {review}",
        page=place + 1,
        source="a.pdf",
    )


def _item_edges(item: Node, turn: int, themes: list[str], agencies: int) -> list[Edge]:
    edges = [
        Edge(item.id, item.parent, "raised-in", "stated"),
        Edge(item.id, themes[turn % len(themes)], "about", "stated", "the words", 3, 0.9),
        Edge(item.id, themes[(turn * 7 + 3) % len(themes)], "about", "suggested", "", None, 0.6),
    ]
    if item.kind == "recommendation":
        edges.append(Edge(item.id, f"agency/body-{turn % agencies}", "asked", "stated", "Body"))
    return edges


def hostile() -> Learning:
    """Every field holds what an untrusted document might."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    for place, bad in enumerate(HOSTILE):
        theme, area, agency = f"theme/t{place}", f"area/a{place}", f"agency/g{place}"
        review, item = f"review/r{place}", f"item/i{place}"
        nodes += [
            Node(theme, "theme", bad, group=f"g{place}", note=bad),
            Node(area, "area", bad),
            Node(agency, "agency", bad, type=bad),
            Node(review, "review", bad, parent=area, type=bad, year=2020 + place, source=bad),
            Node(item, "recommendation", bad, parent=review, text=bad, number=bad, source=bad, page=1),
        ]
        edges += [
            Edge(item, review, "raised-in", "stated", bad),
            Edge(item, theme, "about", "suggested", bad, 1, 0.5),
            Edge(item, agency, "asked", "stated", bad, 1),
            Edge(review, agency, "contributed", "stated", bad),
            Edge(review, f"review/r{(place + 1) % len(HOSTILE)}", "mirrors", "stated", bad),
        ]
    return Learning.of(nodes, edges)
