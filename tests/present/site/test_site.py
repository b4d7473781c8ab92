"""The static site: every link leads somewhere, evidence is marked where it stands, and words stay words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from lxml import html

from kg.commands.site import command
from kg.errors import UnknownNameError
from kg.insight.ask import ask
from kg.present.site import evidence as quoted
from kg.present.site import writing
from kg.present.site.addresses import address, from_page
from kg.present.site.marking import Evidence, paragraphs
from kg.present.site.pages import VIEW, Site
from kg.present.site.relations import Surroundings
from kg.present.site.texts import Block, Text
from kg.present.site.writing import open_site
from kg.present.viewer.learning import Edge, Learning, Node
from kg.store.protocol import Store
from kg.store.table import Table
from tests.present.viewer.learnings import HOSTILE, corpus, hostile

TEXT = Text(
    "0" * 64,
    "Heading\n\nThe first finding is long. Another <b>one</b>.\n\nA last.",
    (Block("heading", 0, 7, 1), Block("paragraph", 9, 53, 1), Block("list-item", 55, 62, 2, marker="1.")),
)


def test_addresses_are_relative_safe_and_never_shared() -> None:
    assert address(Node("review/kirklees-child-e", "review", "x")) == "reviews/kirklees-child-e.html"
    assert from_page("themes/a.html", "reviews/b.html") == "../reviews/b.html"
    assert from_page("index.html", "view.html") == "view.html"
    odd = [Node(f"item/{name}", "finding", "x") for name in ("A", "a", "a b", "a/b", "../a", "é", "x" * 300)]
    found = [address(node) for node in odd]
    assert len(set(found)) == len(found)
    assert all(len(one) < 100 and ".." not in one and one.isascii() for one in found)


def test_pieces_are_the_text_and_overlaps_are_cut() -> None:
    evidence = [
        Evidence(9, 35, "item/f", "finding"),
        Evidence(13, 26, "item/f", "finding", "theme/t", "suggested"),
        Evidence(30, 53, "item/p", "point"),
    ]
    done = list(paragraphs(TEXT, evidence))
    assert ["".join(piece.text for piece in p.pieces) for p in done] == [
        TEXT.text[b.start : b.end] for b in TEXT.blocks
    ]
    middle = done[1].pieces
    assert [piece.items for piece in middle] == [
        ("item/f",),
        ("item/f",),
        ("item/f",),
        ("item/f", "item/p"),
        ("item/p",),
    ]
    assert middle[1].themes == ("theme/t",)
    assert middle[1].suggested
    assert [item for p in done for piece in p.pieces for item in piece.opens] == ["item/f", "item/p"]
    assert [p.new_page for p in done] == [True, False, True]


@pytest.mark.parametrize("learning", [corpus(), hostile(), Learning.of((), ())])
def test_every_page_is_whole_and_escaped(learning: Learning) -> None:
    places = [Evidence(9, 35, n.id, n.kind) for n in learning.nodes if n.id.startswith("item/")]
    site = Site(
        lambda: learning,
        "Learning",
        "https://example.org/",
        lambda review, items: {TEXT.sha256: places},
        lambda sha256: TEXT,
    )
    for path in site.paths():
        if path == VIEW:
            continue
        tree = html.fromstring(site.page(path))
        assert not tree.xpath("//img | //b | //*[@onerror] | //*[@style]")
        assert len(tree.xpath("//h1")) == 1
        own = {"search.js", "review.js", "json"}
        assert len(tree.xpath("//script")) <= len(own)


def test_a_relation_without_a_word_goes_by_its_own_name() -> None:
    nodes = [Node("review/a", "review", "A"), Node("review/b", "review", "B")]
    learning = Learning.of(nodes, [Edge("review/a", "review/b", "builds-on", "stated")])
    (group,) = Surroundings(learning).groups(nodes[0])
    assert group.title == "builds on"


def test_an_unknown_page_is_an_error_that_says_so() -> None:
    with pytest.raises(UnknownNameError):
        Site(corpus, "Learning", "https://example.org/").page("themes/nowhere.html")


def test_hostile_names_are_shown_as_they_are() -> None:
    site = Site(hostile, "Learning", "https://example.org/")
    text = html.fromstring(site.agencies()).text_content()
    for bad in HOSTILE:
        assert bad in text


def test_every_link_of_the_written_site_leads_to_a_file(built: Path, tmp_path: Path) -> None:
    report = built / "report"
    report.mkdir(exist_ok=True)
    (report / "paper.html").write_text("x")
    done = CliRunner().invoke(command, ["-o", str(tmp_path), "--graph", str(built)])
    assert done.exit_code == 0, done.output
    assert "without the document's text" in done.output
    pages = sorted(tmp_path.rglob("*.html"))
    assert len(pages) > 150
    for page in pages:
        if page.name in ("view.html", "paper.html"):
            continue
        for link in html.fromstring(page.read_text(encoding="utf-8")).xpath("//a/@href"):
            path, _, _ = link.partition("#")
            target = (page.parent / unquote(path)).resolve() if path else page
            assert target.is_file(), (page.name, link)
            assert not path.startswith(("/", "http"))
    assert (tmp_path / "papers/paper.html").is_file()


def test_the_same_graph_gives_the_same_site(built: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        CliRunner().invoke(command, ["-o", str(tmp_path / name), "--graph", str(built)])
    for page in sorted((tmp_path / "one").rglob("*.html")):
        other = tmp_path / "two" / page.relative_to(tmp_path / "one")
        assert page.read_bytes() == other.read_bytes()


def test_lists_are_made_without_reading_the_evidence_which_is_there_when_a_review_is_opened(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def asking(store: Store, name: str, **parameters: object) -> Table:
        asked.append(f"{name} {parameters['review']}")
        return ask(store, name, **parameters)

    monkeypatch.setattr(quoted, "ask", asking)
    site = open_site(built, built)
    assert "<html" in site.page("index.html")
    assert not asked
    held = site.state.held[0]
    assert "data-kinds=" in site.page(address(held))
    assert {name.rpartition("/")[2] for name in asked} == {
        held.id.rpartition("/")[2]
    }  # and of no other review


def test_the_first_page_and_the_lists_load_nothing_that_texts_say(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = open_site(built, built)
    made = {
        path: replace(whole, count=None).page(path) for path in ("index.html", "reviews.html", "themes.html")
    }
    monkeypatch.setattr(writing, "gather", lambda store, most: pytest.fail("loaded whole"))
    site = open_site(built, built)
    assert {path: site.page(path) for path in made} == made
    assert site.state.held
    assert site.state.themes[0].stated
    for slip in ("themes", "nothing-here.html", "themes/", "papers/x.html"):
        with pytest.raises(UnknownNameError):
            site.page(slip)
