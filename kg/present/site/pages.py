"""Each page of the site as text.  Addresses inside are relative, so that the folder can stand anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from kg.errors import UnknownNameError
from kg.present.pages import ASSETS, TEMPLATES, environment, policy, read
from kg.present.site import things
from kg.present.site.addresses import address, from_page, further, parted
from kg.present.site.corpus import State, state_of
from kg.present.site.evidence import Places
from kg.present.site.marking import paragraphs
from kg.present.site.relations import Group, Surroundings
from kg.present.site.texts import Text
from kg.present.site.things import Loaded, Things
from kg.present.viewer.growing import Growing
from kg.present.viewer.learning import ITEM_KINDS, Learning, Node
from kg.present.viewer.page import Setting, page
from kg.present.viewer.payload import words

VIEW = "view.html"


Texts = Callable[[str], Text | None]


@dataclass(frozen=True)
class Part:
    """One of the ``parts`` of a thing's page, with its share of the ``speaking`` reviews."""

    node: Node
    number: int
    parts: int
    speaking: int
    surroundings: Surroundings
    groups: list[Group]

    @property
    def first(self) -> int:
        return (self.number - 1) * things.MOST + 1

    @property
    def last(self) -> int:
        return min(self.number * things.MOST, self.speaking)

    def address(self, number: int) -> str:
        return further(address(self.node), number)


@dataclass
class Site:
    """A graph as pages, each made when it is asked for: written to a folder, or served.

    ``load`` gives the whole graph, for the pages that need it; the first page and the lists of reviews and themes need
    only the state, which ``count`` may find by less; those of single things what ``ask`` may give instead.
    ``evidence`` gives the places of a review's items by source hash; ``text_of`` a document's text by its hash.
    ``papers`` and ``more`` are (title, address from the root) of reports, and of what else the navigation leads to.
    """

    load: Callable[[], Learning]
    title: str
    base: str
    evidence: Callable[[str, Mapping[str, Node]], Places] = lambda review, items: {}
    text_of: Texts = lambda sha256: None
    papers: tuple[tuple[str, str], ...] = ()
    more: tuple[tuple[str, str], ...] = ()
    live: str = ""  # the generation of the graph that a server publishes; empty for pages in files
    count: Callable[[], State] | None = None
    ask: Callable[[], Things] | None = None
    asks: bool = False  # whether its search asks the server, at ``find?q=``, instead of carrying an index

    @cached_property
    def learning(self) -> Learning:
        return self.load()

    @cached_property
    def _loaded(self) -> Loaded:
        return Loaded(self.learning, lambda: self.state)

    @cached_property
    def things(self) -> Things:
        return self.ask() if self.ask else self._loaded

    @cached_property
    def _lists(self) -> dict[str, Callable[[], str]]:
        return {
            "index.html": self.home,
            "reviews.html": self.reviews,
            "themes.html": self.themes,
            "agencies.html": self.agencies,
            "search.html": self.search,
            VIEW: self.view,
        }

    def paths(self) -> list[str]:
        """Every page's address from the root, in a fixed order."""
        found = []
        for path, node in sorted(self._loaded.by_address.items()):
            parts = _parts(self._loaded.speaking(node))
            found += [further(path, number) for number in range(1, parts + 1)]
        return [*self._lists, *found]

    def page(self, path: str) -> str:
        """The page at that address.  Raises ``UnknownNameError``."""
        if path in self._lists:
            return self._lists[path]()
        found = parted(path)  # a slip must not load the whole graph
        node = self.things.at(found[0]) if found else None
        if found is None or node is None:
            raise _no_page(path)
        return self.thing(node, found[1])

    def view(self) -> str:
        """The graph, each node leading to its page."""
        setting = Setting(self.title, self.base, home="index.html", href=address, live=self.live)
        return page(self.learning, setting)

    @cached_property
    def growing(self) -> Growing:
        """What the served graph's page asks for."""
        return Growing(self.learning, address)

    @cached_property
    def state(self) -> State:
        return self.count() if self.count else state_of(self.learning)

    @cached_property
    def surroundings(self) -> Surroundings:
        return self._loaded.surroundings

    @cached_property
    def styles(self) -> Markup:
        return read(ASSETS / "tokens.css", TEMPLATES / "site/site.css")

    @cached_property
    def templates(self) -> Any:
        made = environment()
        made.globals.update(words=words(), item_kinds=ITEM_KINDS)
        return made

    def home(self) -> str:
        return self._page("index.html", "home.html.j2", here="home", state=self.state)

    def reviews(self) -> str:
        return self._page("reviews.html", "reviews.html.j2", here="reviews", state=self.state)

    def themes(self) -> str:
        return self._page("themes.html", "themes.html.j2", here="themes", state=self.state)

    def agencies(self) -> str:
        rows = [
            (node, {group.relation: len(group.rows) for group in self.surroundings.groups(node)})
            for node in sorted(self.learning.of_kind("agency"), key=lambda n: (n.label, n.id))
        ]
        return self._page("agencies.html", "agencies.html.j2", here="agencies", rows=rows)

    def search(self) -> str:
        script = read(TEMPLATES / "site/search.js")
        index = (
            None
            if self.asks
            else [
                [address(node), node.kind, node.label, self._where(node), node.text or node.note]
                for node in self.learning.nodes
            ]
        )
        connect = "'self'" if self.asks else "'none'"
        return self._page("search.html", "search.html.j2", [script], connect, here="search", index=index)

    def thing(self, node: Node, number: int = 1) -> str:
        """The page of a review, theme, agency, area or learning item: what its own review says, and what others do.

        Where very many reviews speak of it, each part has some of them, the latest first.
        """
        speaking = self.things.speaking(node)
        parts = _parts(speaking)
        if number > parts:
            raise _no_page(further(address(node), number))
        shown = speaking[(number - 1) * things.MOST : number * things.MOST]
        around = self.things.around(node, shown)
        among = {*shown} if number > 1 else {*shown, "", around.learning.review_of(node)}
        part = Part(node, number, parts, len(speaking), around, around.groups(node, among))
        return self._review(part) if node.kind == "review" and number == 1 else self._other(part)

    def _review(self, part: Part) -> str:
        """A review's page: its facts, its document with the evidence marked, and its learning beside it.

        A review printed in several documents is shown in the one that holds most of its evidence.
        """
        node, learning = part.node, part.surroundings.learning
        places = self.evidence(node.id, learning.by_id)
        ranked = sorted(places, key=lambda sha: (-len(places[sha]), sha))
        text = self.text_of(ranked[0]) if ranked else None
        marked = list(paragraphs(text, places[ranked[0]])) if text else []
        items = part.surroundings.items(node)
        themes = {
            edge.target: learning.by_id[edge.target]
            for item in items
            for edge in learning.edges_from(item.id, "about")
        }
        return self._page(
            part.address(1),
            "review.html.j2",
            here="reviews",
            node=node,
            part=part,
            paragraphs=marked,
            items=items,
            themes=sorted(themes.values(), key=lambda n: n.label),
            about=lambda item: [(learning.by_id[e.target], e) for e in learning.edges_from(item.id, "about")],
            groups=[g for g in part.groups if g.relation != "raised-in"],
            scripts=[read(TEMPLATES / "site/review.js")],
        )

    def _other(self, part: Part) -> str:
        node = part.node
        here = {"theme": "themes", "agency": "agencies"}.get(node.kind, "reviews")
        return self._page(
            part.address(part.number),
            "thing.html.j2",
            here=here,
            node=node,
            part=part,
            parent=part.surroundings.learning.by_id.get(node.parent),
            children=part.surroundings.children(node),
            raised=self.things.raised(node) if node.kind == "theme" else None,
            groups=part.groups,
        )

    def _where(self, node: Node) -> str:
        parent = self.learning.by_id.get(node.parent)
        return parent.label if parent else node.type

    def _page(
        self, page: str, template: str, scripts: Iterable[Markup] = (), connect: str = "'none'", **values: Any
    ) -> str:
        running = list(scripts)

        def link(target: Node | str) -> str:
            return quote(from_page(page, target if isinstance(target, str) else address(target)), safe="/.#")

        def around(node: Node) -> str:
            return f"{link(VIEW)}#view=around&focus={quote(node.id, safe='/')}"

        return str(
            self.templates.get_template(f"site/{template}").render(
                site=self.title,
                base=self.base,
                papers=self.papers,
                more=self.more,
                link=link,
                around=around,
                view=VIEW,
                styles=self.styles,
                scripts=running,
                policy=policy([self.styles], running, connect),
                **values,
            )
        )


def _parts(speaking: Sequence[str]) -> int:
    """How many parts the page of a thing has of which so many reviews speak."""
    return max(1, -(-len(speaking) // things.MOST))


def _no_page(path: str) -> UnknownNameError:
    return UnknownNameError(f"There is no page {path!r}.", hint="Start from the first page, or search.")
