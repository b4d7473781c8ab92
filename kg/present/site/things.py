"""What the page of one thing is made from: found in a graph that is loaded, or asked for (``asked``)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from kg.present.site.addresses import address
from kg.present.site.corpus import State
from kg.present.site.relations import Surroundings
from kg.present.viewer.learning import Learning, Node

MOST = 100  # reviews whose words stand on one page of a thing


@dataclass(frozen=True, slots=True)
class Raised:
    """In how many of the reviews ``held`` a finding raises a theme: on the text's words, or only by suggestion."""

    stated: int
    suggested: int
    held: int


class Things(Protocol):
    """The things of one graph."""

    def at(self, path: str) -> Node | None:
        """The thing whose page stands there."""
        ...

    def speaking(self, node: Node) -> Sequence[str]:
        """The ids of the other reviews that it is linked with, themselves or by their items: the latest first."""
        ...

    def around(self, node: Node, reviews: Collection[str]) -> Surroundings:
        """What stands beside it: all that its own review and these say of it, perhaps more."""
        ...

    def raised(self, theme: Node) -> Raised: ...


@dataclass
class Loaded:
    """The things of a graph that is there whole; ``state`` gives that of its corpus."""

    learning: Learning
    state: Callable[[], State]

    @cached_property
    def by_address(self) -> dict[str, Node]:
        return {address(node): node for node in self.learning.nodes}

    @cached_property
    def surroundings(self) -> Surroundings:
        return Surroundings(self.learning)

    def at(self, path: str) -> Node | None:
        return self.by_address.get(path)

    def speaking(self, node: Node) -> Sequence[str]:
        return self.surroundings.speaking(node)

    def around(self, node: Node, reviews: Collection[str]) -> Surroundings:
        return self.surroundings

    def raised(self, theme: Node) -> Raised:
        state = self.state()
        return Raised(state.counted[theme.id].stated, state.counted[theme.id].suggested, len(state.held))
