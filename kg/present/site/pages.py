"""Each page of the site as text.  Addresses inside are relative, so that the folder can stand anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from kg.errors import UnknownNameError
from kg.present.pages import ASSETS, TEMPLATES, environment, policy, read
from kg.present.site.addresses import address, from_page, is_address
from kg.present.site.corpus import State, state_of
from kg.present.site.marking import Evidence, paragraphs
from kg.present.site.relations import Surroundings
from kg.present.site.texts import Text
from kg.present.viewer.growing import Growing
from kg.present.viewer.learning import ITEM_KINDS, Learning, Node
from kg.present.viewer.page import Setting, page
from kg.present.viewer.payload import words

VIEW = "view.html"


Texts = Callable[[str], Text | None]


@dataclass
class Site:
    """A graph as pages, each made when it is asked for: written to a folder, or served.

    ``load`` gives the whole graph, for the pages that need it; the first page and the lists of reviews and themes need
    only the state, which ``count`` may find by less.  ``evidence`` is review -> source hash -> places; ``text_of`` gives a document's text by its hash.  ``papers`` and
    ``more`` are (title, address from the root) of reports, and of what else the navigation leads to.
    """

    load: Callable[[], Learning]
    title: str
    base: str
    evidence: Mapping[str, Mapping[str, list[Evidence]]] = field(default_factory=dict)
    text_of: Texts = lambda sha256: None
    papers: tuple[tuple[str, str], ...] = ()
    more: tuple[tuple[str, str], ...] = ()
    live: str = ""  # the generation of the graph that a server publishes; empty for pages in files
    count: Callable[[], State] | None = None
    asks: bool = False  # whether its search asks the server, at ``find?q=``, instead of carrying an index

    @cached_property
    def learning(self) -> Learning:
        return self.load()

    @cached_property
    def _nodes(self) -> dict[str, Node]:
        return {address(node): node for node in self.learning.nodes}

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
        return [*self._lists, *sorted(self._nodes)]

    def page(self, path: str) -> str:
        """The page at that address.  Raises ``UnknownNameError``."""
        if path in self._lists:
            return self._lists[path]()
        node = self._nodes.get(path) if is_address(path) else None  # a slip must not load the whole graph
        if node is None:
            raise UnknownNameError(
                f"There is no page {path!r}.", hint="Start from the first page, or search."
            )
        return self.review(node) if node.kind == "review" else self.thing(node)

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
        return Surroundings(self.learning)

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

    def review(self, node: Node) -> str:
        """A review's page: its facts, its document with the evidence marked, and its learning beside it.

        A review printed in several documents is shown in the one that holds most of its evidence.
        """
        places = self.evidence.get(node.id, {})
        ranked = sorted(places, key=lambda sha: (-len(places[sha]), sha))
        text = self.text_of(ranked[0]) if ranked else None
        marked = list(paragraphs(text, places[ranked[0]])) if text else []
        items = self.surroundings.items(node)
        themes = {
            edge.target: self.learning.by_id[edge.target]
            for item in items
            for edge in self.learning.edges_from(item.id, "about")
        }
        return self._page(
            address(node),
            "review.html.j2",
            here="reviews",
            node=node,
            paragraphs=marked,
            items=items,
            themes=sorted(themes.values(), key=lambda n: n.label),
            about=lambda item: [
                (self.learning.by_id[e.target], e) for e in self.learning.edges_from(item.id, "about")
            ],
            groups=[g for g in self.surroundings.groups(node) if g.relation != "raised-in"],
            scripts=[read(TEMPLATES / "site/review.js")],
        )

    def thing(self, node: Node) -> str:
        """The page of a theme, agency, area or learning item."""
        here = {"theme": "themes", "agency": "agencies"}.get(node.kind, "reviews")
        counted = self.state.counted.get(node.id)
        return self._page(
            address(node),
            "thing.html.j2",
            here=here,
            node=node,
            parent=self.learning.by_id.get(node.parent),
            children=self.surroundings.children(node),
            counted=counted,
            state=self.state,
            groups=self.surroundings.groups(node),
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
