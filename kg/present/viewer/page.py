"""The page: pyvis's network inside our own template, everything inlined, nothing fetched."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from kg.errors import UnknownNameError
from kg.graph.vocabulary import BASE
from kg.present.pages import ASSETS, TEMPLATES, environment, inline, policy, read
from kg.present.viewer.learning import Learning, Node
from kg.present.viewer.names import ALL, VIEWS
from kg.present.viewer.network import network_of
from kg.present.viewer.parts import Parts, part
from kg.present.viewer.payload import graph_json, kinds, picture_json, pictures_json, piece_json, words
from kg.present.viewer.picture import Picture, Support
from kg.present.viewer.pictures import draw_all


@dataclass(frozen=True)
class Setting:
    """Where the page opens and what stands around it."""

    title: str = "Learning across reviews"
    base: str = BASE
    view: str = VIEWS[0]
    focus: str = ""  # a node's id, for the view "around"
    large: int = 900  # marks in a picture from which WebGL draws it: measured by benchmarks/viewer.py
    home: str = ""  # address of the site's first page
    href: Callable[[Node], str | None] = field(default=lambda node: None)  # a node's own page
    live: str = ""  # the generation of a served graph: the page asks its server for what it does not hold


def focus_of(learning: Learning, name: str) -> str:
    """The id of the node that a person means by an IRI, ``theme/neglect``, ``neglect`` or a label.

    Raises ``UnknownNameError`` with near names.
    """
    wanted = name.removeprefix(Setting.base).strip("/")
    if wanted in learning.by_id:
        return wanted
    folded = wanted.casefold()
    found = [n.id for n in learning.nodes if folded in (n.id.partition("/")[2], n.label.casefold())]
    if found:
        return found[0]
    names = sorted({n.id for n in learning.nodes} | {n.label for n in learning.nodes})
    near = difflib.get_close_matches(wanted, names, n=3, cutoff=0.5)
    raise UnknownNameError(
        f"There is nothing called {name!r} in this graph.",
        hint=f"Did you mean {' or '.join(near)}?"
        if near
        else "kg query graph-themes and graph-reviews list names.",
    )


def page(learning: Learning, setting: Setting | None = None) -> str:
    """One HTML document that opens offline by double-click and asks the network for nothing."""
    setting = setting or Setting()
    pictures = draw_all(learning)
    shown = {picture.name: picture for picture in pictures}
    first = shown.get(setting.view, pictures[0])
    parts = part(learning, pictures)
    rest = tuple(p for p in pictures if p.name not in (first.name, ALL))
    network = network_of(first, parts.whole, kinds())

    def all_pictures(nodes: list[Any], edges: list[Any]) -> dict[str, Any]:
        return {**pictures_json(rest, parts.whole), first.name: picture_json(first, nodes, edges)}

    styles = [read(ASSETS / "tokens.css"), read(TEMPLATES / "viewer/page.css")]
    most = max(len(picture.marks) for picture in pictures)
    scripts, sleeping = _scripts(), _sleeping() if most > setting.large else []
    templates = environment()
    templates.globals.update(
        words=words(),
        title=setting.title,
        home=setting.home,
        first=first,
        views=VIEWS,
        start={"view": setting.view, "focus": setting.focus, "large": setting.large, "live": setting.live},
        graph=graph_json(
            learning, parts.first, len(shown[ALL].marks), setting.title, setting.base, setting.href
        ),
        pictures=all_pictures,
        later={} if setting.live else _later(shown[ALL], parts, setting),
        rows=_rows(first, learning),
        held_words=_held(learning),
        styles=styles,
        scripts=scripts,
        sleeping=sleeping,
        policy=policy(styles, scripts + sleeping, "'self'" if setting.live else "'none'"),
    )
    # pyvis renders our template instead of its own: none of its scripts, styles or addresses reach the page.
    network.templateEnv = templates
    network.path = "viewer/page.html.j2"
    return str(network.generate_html(name="view.html"))


def _later(every: Picture, parts: Parts, setting: Setting) -> dict[str, Any]:
    """Blocks of JSON that the page does not read before it needs them."""
    after = len(parts.first.nodes)
    return {
        "rest": piece_json(parts.whole, setting.href, after),
        "every": pictures_json((every,), parts.whole)[every.name],
    }


def _scripts() -> list[Markup]:
    """The libraries as they were published, then our own parts in order as one script."""
    vendored = [read(ASSETS / "vendor" / name) for name in ("vis-data.min.js", "vis-network.min.js")]
    parts = read(*sorted((TEMPLATES / "viewer/js").glob("*.js")))
    return [*vendored, inline(f"(() => {{\n'use strict';\n{parts}}})();\n")]


def _sleeping() -> list[Markup]:
    """Libraries for WebGL, only beside a picture that needs them; the page wakes them when it draws it."""
    return [read(ASSETS / "vendor" / name) for name in ("graphology.min.js", "sigma.min.js")]


def _rows(picture: Picture, learning: Learning) -> list[dict[str, Any]]:
    """The first picture as plain rows, for a reader without JavaScript."""
    groups = {node.group: node.label for node in learning.of_kind("theme") if not node.parent}
    names = words()["kinds"]
    rows = []
    for mark in picture.marks:
        node = learning.by_id[mark.id]
        parent = learning.by_id.get(node.parent)
        stated, either = _reviews(mark.stated), _reviews(mark.stated + mark.suggested)
        rows.append(
            {
                "name": node.text or node.label,
                "kind": names[node.kind][0].capitalize(),
                "group": groups.get(node.group, "") or (parent.label if parent else ""),
                "stated": len(stated),
                "suggested": len(either - stated),
                "pieces": sum(count for _, _, count in mark.stated + mark.suggested),
            }
        )
    return rows


def _reviews(support: Support) -> set[str]:
    return {review for review, _, _ in support}


def _held(learning: Learning) -> str:
    count = sum(not node.placeholder for node in learning.of_kind("review"))
    return f"{count:,} {words()['kinds']['review'][count != 1]}"
