"""The words of one Word paragraph: insertions in, deletions out, fields by their result, notes set aside."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.reading.docx.package import Element, W
from kg.reading.docx.styles import Look, StyleSheet, look_of

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": ""}
_OPENED = frozenset(
    W + name
    for name in (
        "ins",
        "moveTo",
        "hyperlink",
        "sdt",
        "sdtContent",
        "smartTag",
        "fldSimple",
        "customXml",
        "dir",
        "bdo",
    )
)
_BOXES = frozenset(W + name for name in ("txbxContent",))
_DEPTH = 60


@dataclass(slots=True)
class Words:
    """A paragraph's runs with their looks, the boxes anchored in it, and the notes that it refers to."""

    runs: list[tuple[str, Look]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # "footnotes" or "endnotes", id
    page_break: bool = False
    _field: list[bool] = field(default_factory=list)  # open fields: whether its instruction is over

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)


def words_of(paragraph: Element, styles: StyleSheet, base: Look) -> Words:
    """The words of a ``w:p``.  ``base`` is the look of its style."""
    found = Words()
    _walk(paragraph, found, styles, base, 0)
    return found


def _walk(parent: Element, found: Words, styles: StyleSheet, base: Look, depth: int) -> None:
    if depth > _DEPTH:
        return
    for child in parent:
        if child.tag == W + "r":
            _run(child, found, styles, base, depth)
        elif child.tag == _MC + "AlternateContent":
            _walk(_chosen(child), found, styles, base, depth + 1)
        elif child.tag in _OPENED:
            _walk(child, found, styles, base, depth + 1)


def _chosen(alternatives: Element) -> Element:
    """One of several renderings of the same thing: the first choice, else the fallback."""
    choice = alternatives.find(_MC + "Choice")
    fallback = alternatives.find(_MC + "Fallback")
    return choice if choice is not None else fallback if fallback is not None else alternatives


def _run(run: Element, found: Words, styles: StyleSheet, base: Look, depth: int) -> None:
    properties = run.find(W + "rPr")
    style = properties.find(W + "rStyle") if properties is not None else None
    look = look_of(properties)
    if style is not None:
        look = look.over(styles.look(style.get(W + "val")))
    look = look.over(base)
    for child in run:
        _inside(child, found, styles, look, base, depth)


def _inside(child: Element, found: Words, styles: StyleSheet, look: Look, base: Look, depth: int) -> None:
    tag = child.tag
    if tag == W + "fldChar":
        _field_mark(child.get(W + "fldCharType"), found)
    elif tag in (W + "footnoteReference", W + "endnoteReference"):
        found.notes.append((tag[len(W) :].replace("Reference", "s"), child.get(W + "id", "")))
    elif tag in (W + "drawing", W + "pict", W + "object", _MC + "AlternateContent"):
        inner = _chosen(child) if tag.startswith(_MC) else child
        found.boxes.extend(box for box in inner.iter(*_BOXES) if not _nested(box, inner))
    elif not look.hidden and not (found._field and not found._field[-1]):
        if tag == W + "br" and child.get(W + "type") == "page":
            found.page_break = True
        text = (
            child.text or "" if tag == W + "t" else _symbol(child) if tag == W + "sym" else _TEXT.get(tag, "")
        )
        if text:
            found.runs.append((text, look))


def _nested(box: Element, top: Element) -> bool:
    """Whether a text box stands in another one, or in a rendering of it that was not chosen."""
    above = box.getparent()
    while above is not None and above is not top:
        if above.tag in _BOXES or above.tag == _MC + "Fallback":
            return True
        above = above.getparent()
    return False


def _field_mark(kind: str | None, found: Words) -> None:
    if kind == "begin":
        found._field.append(False)
    elif kind == "separate" and found._field:
        found._field[-1] = True
    elif kind == "end" and found._field:
        found._field.pop()


def _symbol(child: Element) -> str:
    """A character of a symbol font: those in the private range are bullets and ticks."""
    try:
        code = int(child.get(W + "char", ""), 16)
    except ValueError:
        return ""
    return "•" if 0xE000 <= code <= 0xF8FF else chr(code) if 0x20 <= code < 0xD800 else ""
