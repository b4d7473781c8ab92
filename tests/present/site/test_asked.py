"""The pages of single things that are asked for are those of the graph that is loaded, to the byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from kg.errors import UnknownNameError
from kg.present.site import things
from kg.present.site.addresses import address, from_page, further, parted
from kg.present.site.asked import Asked
from kg.present.site.likenesses import AWAITED, FAILED, Likenesses, likenesses
from kg.present.site.pages import Site
from kg.present.site.writing import once, open_site
from kg.present.viewer import gathering
from kg.present.viewer.learning import Edge, Learning, Node
from kg.store.opening import open_store
from tests.present.viewer.learnings import corpus
from tests.printed_twice import printed_twice


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three reviews that name three others, one of them in two documents that differ in a few words."""
    return printed_twice(tmp_path_factory.mktemp("twice"))


class Found(Likenesses):
    """Those of a small graph, found at once and in this process."""

    def begin(self) -> None:
        self.put(likenesses(open_store(self._location)))


def sites(folder: Path) -> tuple[Site, Site]:
    """The site of the graph that is loaded, and that which asks and may not load it."""

    def never() -> Learning:
        pytest.fail("loaded whole")

    loaded = open_site(folder, folder)
    return loaded, replace(loaded, load=never, ask=lambda: Asked(open_store(folder), Found(folder)))


def of_things(site: Site) -> list[str]:
    """The pages of things that have something to show."""
    bare = {address(node) for node in site.learning.of_kind("theme") if not site.learning.edges_at(node.id)}
    return [path for path in site.paths() if "/" in path and path not in sorted(bare)[1:]]


@pytest.mark.parametrize("most", [1, 100])
def test_each_page_is_the_same_whether_the_graph_is_loaded_or_asked(
    twice: Path, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(things, "MOST", most)
    monkeypatch.setattr(gathering, "LIKE", 0.02)  # so that some of so few findings are alike
    loaded, asking = sites(twice)
    paths = of_things(loaded)
    relations = {edge.relation for edge in loaded.learning.edges}
    assert relations >= {"similar", "background", "arises-from", "part-of", "mirrors", "contributed", "asked"}
    assert {node.id.partition("/")[0] for node in loaded.learning.nodes} >= {"addressee", "agency-type"}
    assert any(path.count("/") == 2 for path in paths) == (most == 1)
    for path in paths:
        assert asking.page(path) == loaded.page(path), path


def test_texts_whose_answers_are_not_kept_are_asked_by_their_graphs(built: Path, twice: Path) -> None:
    loaded, asking = sites(built)  # of which nothing is kept
    for path in of_things(loaded)[::7]:
        assert asking.page(path) == loaded.page(path), path
    loaded, asking = sites(twice)
    pages = {address(node): loaded.page(address(node)) for node in loaded.state.held}
    kept = {file: file.read_bytes() for file in (twice / "reviews").glob("*.rows")}
    for file, data in kept.items():
        file.write_bytes(b"another key\n" + data.split(b"\n", 1)[1])  # a build is at work
    assert {path: asking.page(path) for path in pages} == pages
    for file, data in kept.items():
        file.write_bytes(data)


def test_a_page_reads_the_answers_of_the_texts_that_speak_of_it_alone(
    twice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded, asking = sites(twice)
    asked, read = asking.things, set()
    assert isinstance(asked, Asked)
    answers = asked._answers

    def reading(sha256: str, graph: str) -> object:
        read.add(sha256)
        return answers(sha256, graph)

    monkeypatch.setattr(asked, "_answers", reading)
    texts: dict[str, set[str]] = {}
    for node in loaded.learning.of_kind("review"):
        texts[node.id] = {*loaded.evidence(node.id, loaded.learning.by_id)}
    assert sorted(map(len, texts.values())) == [0, 0, 0, 1, 1, 2]
    purpose = loaded.learning.of_kind("purpose")[0]
    for node in (purpose, loaded.learning.by_id[purpose.parent]):
        read.clear()
        asking.page(address(node))
        speaking = {*loaded.things.speaking(node), purpose.parent}
        assert read == set().union(*(texts[review] for review in speaking))
        assert len(read) < 4


def test_pages_that_are_not_there_are_told_so(twice: Path) -> None:
    _, asking = sites(twice)
    slips = ["themes/nowhere", "items/a--finding-1-0123abcd", "agencies/trust-0123abcd", "areas/e0-0123abcd"]
    slips += ["reviews/kirklees-child-e/2", "reviews/kirklees-child-e/1", "reviews/x-0123abcd", "items/a b"]
    for slip in slips:
        with pytest.raises(UnknownNameError):
            asking.page(f"{slip}.html")
    assert asking.things.at("reviews/kirklees-child-e.html")


def test_parts_of_a_page_lead_to_one_another_and_say_what_they_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(things, "MOST", 2)
    reviews = [
        Node(f"review/{name}", "review", name.upper(), year=2000 + n) for n, name in enumerate("abcde")
    ]
    theme = Node("theme/t", "theme", "T")
    edges = [Edge(review.id, theme.id, "background", "stated") for review in reviews]
    site = Site(lambda: Learning.of([theme, *reviews], edges), "Learning", "https://example.org/")
    pages = ["themes/t.html", "themes/t/2.html", "themes/t/3.html"]
    assert [path for path in site.paths() if path.startswith("themes/")] == pages
    told = []
    for number, page in enumerate(pages):
        tree = html.fromstring(site.page(page))
        told += [link.text_content() for link in tree.xpath("//ul[@class='rows']//a")]
        (note,) = tree.xpath("//p[@class='note']")
        assert "5 reviews" in note.text_content()
        assert "3 pages" in note.text_content()
        links = [unquote(str(link)) for link in tree.xpath("//nav[@aria-label='Pages']//a/@href")]
        assert links == [from_page(page, other) for place, other in enumerate(pages) if place != number]
    assert told == ["E", "D", "C", "B", "A"] or told == ["D", "E", "B", "C", "A"]
    with pytest.raises(UnknownNameError):
        site.page("themes/t/4.html")


def test_an_address_and_its_parts() -> None:
    assert [further("themes/a.html", number) for number in (1, 2)] == ["themes/a.html", "themes/a/2.html"]
    assert parted("themes/a.html") == ("themes/a.html", 1)
    assert parted("themes/a/12.html") == ("themes/a.html", 12)
    for slip in (
        "themes/a/1.html",
        "themes/a/0.html",
        "themes/a/b.html",
        "themes/.html",
        "x/a.html",
        "themes/a",
    ):
        assert parted(slip) is None
    for node in corpus().nodes:
        assert parted(address(node)) == (address(node), 1)


def test_likenesses_are_found_in_a_process_of_their_own(twice: Path, tmp_path: Path) -> None:
    found = Likenesses(twice, seconds=60)
    assert (found.of("item/x"), found.state) == ([], AWAITED)  # nobody has begun
    found.begin()
    assert (found.of("item/x"), found.state) == ([], "")
    nothing_built = Likenesses(tmp_path, seconds=60)
    nothing_built.begin()
    assert (nothing_built.of("item/x"), nothing_built.state) == ([], FAILED)


def test_a_page_says_what_it_waits_for(twice: Path) -> None:
    class Late(Likenesses):
        def begin(self) -> None:
            pass

    late = Late(twice)
    asking = replace(open_site(twice, twice), ask=once(lambda: Asked(open_store(twice), late)))
    finding = next(node for node in open_site(twice, twice).learning.of_kind("finding"))
    point = next(node for node in open_site(twice, twice).learning.of_kind("point"))
    assert "still being looked for" in asking.page(address(finding))
    assert "still being looked for" not in asking.page(address(point))
    late._state = FAILED
    assert "could not be looked for" in asking.page(address(finding))
