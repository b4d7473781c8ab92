"""What paragraphs and runs look like, with the styles that they are based on and the document's defaults."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kg.reading.docx.package import Element, W

_HEADING_NAME = re.compile(r"(?:heading|kop|überschrift|titre)\s*([1-9])", re.I)
_DEPTH = 20  # styles based on styles; more is a circle


@dataclass(frozen=True, slots=True)
class Look:
    """Direct and inherited looks; None: not said here."""

    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    raised: bool | None = None

    def over(self, other: Look) -> Look:
        """This look where it says something, else the ``other``."""
        names = ("bold", "italic", "underline", "capitals", "hidden", "size", "raised")
        return replace(self, **{n: getattr(other, n) for n in names if getattr(self, n) is None})


@dataclass(slots=True)
class StyleSheet:
    """A style's name, look, outline level and list, by its id."""

    names: dict[str, str] = field(default_factory=dict)
    based_on: dict[str, str] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)
    outline: dict[str, int] = field(default_factory=dict)
    lists: dict[str, tuple[str | None, int | None]] = field(default_factory=dict)
    framed: set[str] = field(default_factory=set)
    default: Look = Look()
    paragraph_default: str | None = None

    def chain(self, style: str | None) -> list[str]:
        """A style and those it is based on, nearest first."""
        found: list[str] = []
        while style and style in self.names and style not in found and len(found) < _DEPTH:
            found.append(style)
            style = self.based_on.get(style)
        return found

    def look(self, style: str | None) -> Look:
        made = Look()
        for name in self.chain(style):
            made = made.over(self.looks[name])
        return made

    def level(self, style: str | None) -> int | None:
        """The heading level of a style: its outline level, or its name."""
        for name in self.chain(style):
            if name in self.outline:
                return self.outline[name] + 1 if self.outline[name] < 9 else None
            found = _HEADING_NAME.match(self.names[name])
            if found:
                return int(found[1])
        return 1 if style and self.names.get(style, "").lower() == "title" else None

    def listed(self, style: str | None) -> tuple[str | None, int | None]:
        """The list and level that a style carries."""
        for name in self.chain(style):
            if name in self.lists:
                return self.lists[name]
        return None, None

    def is_framed(self, style: str | None) -> bool:
        return any(name in self.framed for name in self.chain(style))


def toggle(parent: Element, name: str) -> bool | None:
    """An on/off property: None when it is not said."""
    child = parent.find(W + name)
    return None if child is None else child.get(W + "val", "true") not in ("0", "false", "off", "none")


def look_of(properties: Element | None) -> Look:
    """The look that a ``w:rPr`` states."""
    if properties is None:
        return Look()
    underline = properties.find(W + "u")
    size = properties.find(W + "sz")
    raised = properties.find(W + "vertAlign")
    capitals = toggle(properties, "caps")
    return Look(
        bold=toggle(properties, "b"),
        italic=toggle(properties, "i"),
        underline=None if underline is None else underline.get(W + "val", "single") != "none",
        capitals=capitals if capitals is not None else toggle(properties, "smallCaps"),
        hidden=toggle(properties, "vanish"),
        size=half_points(size.get(W + "val") if size is not None else None),
        raised=None if raised is None else raised.get(W + "val") == "superscript",
    )


def half_points(text: str | None) -> float | None:
    return float(text) / 2 if text and re.fullmatch(r"\d{1,4}(?:\.\d+)?", text) else None


def framed(properties: Element | None) -> bool:
    """Whether paragraph properties draw a border on all sides or a shaded ground."""
    if properties is None:
        return False
    borders = properties.find(W + "pBdr")
    drawn = (
        [] if borders is None else [b.tag for b in borders if b.get(W + "val") not in (None, "nil", "none")]
    )
    shade = properties.find(W + "shd")
    fill = shade.get(W + "fill", "auto").lower() if shade is not None else "auto"
    return ({W + "top", W + "bottom"} <= set(drawn) and len(drawn) >= 3) or fill not in ("auto", "ffffff", "")


def listing(properties: Element | None) -> tuple[str | None, int | None]:
    """The list id and level that paragraph properties state."""
    numbered = properties.find(W + "numPr") if properties is not None else None
    if numbered is None:
        return None, None
    number, level = numbered.find(W + "numId"), numbered.find(W + "ilvl")
    depth = level.get(W + "val", "") if level is not None else ""
    return (number.get(W + "val") if number is not None else None), int(depth) if depth.isdigit() else None


def read_styles(root: Element | None) -> StyleSheet:
    """The styles part."""
    sheet = StyleSheet()
    if root is None:
        return sheet
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    sheet.default = look_of(defaults)
    for item in root.findall(W + "style"):
        key = item.get(W + "styleId", "")
        name = item.find(W + "name")
        sheet.names[key] = name.get(W + "val", key) if name is not None else key
        base = item.find(W + "basedOn")
        if base is not None:
            sheet.based_on[key] = base.get(W + "val", "")
        sheet.looks[key] = look_of(item.find(W + "rPr"))
        properties = item.find(W + "pPr")
        _paragraph_style(sheet, key, properties)
        if item.get(W + "type") == "paragraph" and item.get(W + "default") in ("1", "true"):
            sheet.paragraph_default = key
    return sheet


def _paragraph_style(sheet: StyleSheet, key: str, properties: Element | None) -> None:
    if properties is None:
        return
    outline = properties.find(W + "outlineLvl")
    if outline is not None and outline.get(W + "val", "").isdigit():
        sheet.outline[key] = int(outline.get(W + "val", "9"))
    if properties.find(W + "numPr") is not None:
        sheet.lists[key] = listing(properties)
    if framed(properties):
        sheet.framed.add(key)
