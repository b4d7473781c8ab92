"""The page: one document, nothing from elsewhere, nothing that its policy would not run."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from kg.commands.view import command
from kg.errors import UnknownNameError
from kg.insight.ask import ask
from kg.present.pages import TEMPLATES, script_json
from kg.present.viewer.gathering import gather, short
from kg.present.viewer.names import ALL
from kg.present.viewer.page import Setting, focus_of, page
from kg.present.viewer.parts import part
from kg.present.viewer.payload import kinds, words
from kg.present.viewer.pictures import draw_all
from kg.present.viewer.pictures.recurring_themes import FINDINGS, theme_tallies
from kg.store.opening import open_store
from tests.present.viewer.learnings import HOSTILE, corpus, hostile


def test_the_same_graph_gives_the_same_bytes() -> None:
    assert page(corpus()) == page(corpus())


def test_the_policy_runs_these_scripts_and_styles_and_loads_nothing() -> None:
    text = page(hostile())
    tree = html.fromstring(text)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    running = re.findall(r"<script>(.*?)</script>", text, flags=re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", text, flags=re.DOTALL)
    assert len(running) == 3
    for text in running + styles:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not tree.xpath(
        "//*[@src] | //link[not(starts-with(@href, 'data:'))] | //*[@style] | //*[@onclick]"
    )


def test_data_blocks_hold_untrusted_words_whole() -> None:
    tree = html.fromstring(page(hostile()))
    graph = json.loads(tree.get_element_by_id("graph").text)
    labels = {node["label"] for node in graph["nodes"]}
    assert set(HOSTILE) <= labels


@pytest.mark.parametrize("bad", ["</script>", "<!--", "\u2028", "&lt;"])
def test_json_cannot_end_its_element(bad: str) -> None:
    written = str(script_json({"x": bad}))
    assert json.loads(written) == {"x": bad}
    assert not set("<>&\u2028") & set(written)


def test_the_two_parts_are_the_graph() -> None:
    learning = corpus(40)
    pictures = draw_all(learning)
    parts = part(learning, pictures)
    assert {*parts.whole.nodes} == {*learning.nodes}
    assert len(parts.whole.nodes) == len(learning.nodes)
    assert parts.whole.nodes[: len(parts.first.nodes)] == parts.first.nodes
    assert sorted(map(str, parts.first.edges + parts.whole.edges)) == sorted(map(str, learning.edges))
    there = {node.id for node in parts.first.nodes}
    assert all({edge.source, edge.target} <= there for edge in parts.first.edges)
    assert {mark.id for p in pictures if p.name != ALL for mark in p.marks} <= there
    assert len(parts.first.nodes) < len(learning.nodes) / 2


def test_a_served_page_holds_no_more_than_its_first_part() -> None:
    learning = corpus(40)
    served, alone = page(learning, Setting(live="one")), page(learning)
    for text, source in ((served, "'self'"), (alone, "'none'")):
        policy = html.fromstring(text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert f"connect-src {source};" in policy
    assert len(served) < len(alone)
    tree = html.fromstring(served)
    assert not tree.xpath("//script[@id='rest']")
    graph = json.loads(tree.get_element_by_id("graph").text)
    assert graph["counts"]["finding"] == 80
    assert len(graph["agencies"]) == 40


def test_webgl_travels_only_with_graphs_that_need_it() -> None:
    assert 'class="webgl"' not in page(corpus())
    assert page(corpus(130)).count('<script type="text/plain" class="webgl">') == 2


def test_every_word_that_pictures_need_is_there() -> None:
    script = "".join(path.read_text() for path in sorted((TEMPLATES / "viewer/js").glob("*.js")))
    for message in re.findall(r"WORDS\.messages\.(\w+)", script):
        assert message in words()["messages"]
    assert kinds()[:4] == ["review", "theme", "agency", "area"]


def test_a_focus_is_found_by_iri_path_slug_or_name() -> None:
    learning = corpus()
    for name in (Setting.base + "agency/body-2", "agency/body-2", "body-2", "Body 2", "body 2"):
        assert focus_of(learning, name) == "agency/body-2"
    with pytest.raises(UnknownNameError) as caught:
        focus_of(learning, "bodi-2")
    assert "body-2" in (caught.value.hint or "")


def test_the_command_writes_one_file(built: Path) -> None:
    done = CliRunner().invoke(command, ["-o", str(built), "--around", "kirklees-child-e"])
    assert done.exit_code == 0, done.output
    assert "1 review" in done.output
    tree = html.fromstring((built / "view.html").read_text(encoding="utf-8"))
    assert json.loads(tree.get_element_by_id("start").text)["focus"] == "review/kirklees-child-e"
    assert not (built / "lib").exists()


def test_gathering_keeps_words_places_and_bases(built: Path) -> None:
    store = open_store(built)
    learning = gather(store)
    store.close()
    finding = learning.by_id["item/kirklees-child-e--finding-2"]
    assert finding.text.startswith("Clear, up-to-date records")
    assert finding.source
    assert {e.target for e in learning.edges_from(finding.id, "about")} == {
        "theme/record-keeping",
        "theme/information-sharing",
    }
    bases = {(e.relation, e.basis) for e in learning.edges}
    assert ("arises-from", "suggested") in bases
    assert ("mirrors", "stated") in bases
    assert len(learning.of_kind("finding")) == 6


def test_circles_say_what_kg_themes_says(built: Path) -> None:
    store = open_store(built)
    learning = gather(store)
    asked = {
        short(row["theme"]): (row["reviews"], row["suggested"])
        for row in ask(store, "recurring-themes", minimum=1).dicts()
    }
    store.close()
    tallies = theme_tallies(learning, FINDINGS)
    assert {key: (tally.stated, tally.reviews - tally.stated) for key, tally in tallies.items()} == asked
    assert asked
