"""Colours keep their contrast in both schemes, and every theme group of the codebook has one."""

from __future__ import annotations

import re

import pytest

from kg.present.pages import ASSETS
from kg.resources import ontology_folder

LIGHT, DARK = (ASSETS / "tokens.css").read_text(encoding="utf-8").split("@media screen")


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("css", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_mark_colours_reach_aa(css: str) -> None:
    found = colours(css)
    texts = [
        k
        for k in found
        if k.startswith(("ink", "accent", "stated", "suggested", "computed", "group-", "kind-"))
    ]
    for name in texts:
        if name in ("accent-ink", "accent-soft"):
            continue
        for ground in ("paper", "surface"):
            assert contrast(found[name], found[ground]) >= 4.5, (name, ground)
    for ground in ("paper", "surface"):
        assert contrast(found["line-strong"], found[ground]) >= 3
    assert contrast(found["accent-ink"], found["accent"]) >= 4.5


def test_both_schemes_name_the_same_colours() -> None:
    assert colours(LIGHT).keys() == colours(DARK).keys()


def test_every_theme_group_has_a_colour() -> None:
    text = (ontology_folder() / "themes.ttl").read_text(encoding="utf-8")
    tops = re.search(r"skos:hasTopConcept ([^.]*?)[.;]", text)
    assert tops
    for group in re.findall(r"theme:([\w-]+)", tops[1]):
        assert f"--group-{group}:" in LIGHT
