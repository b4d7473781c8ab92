"""What belongs to a web page's own content, and what is navigation, notices and furniture of the site."""

from __future__ import annotations

import re

from lxml import etree

Element = etree._Element

_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "canvas",
        "iframe",
        "object",
        "embed",
        "video",
        "audio",
        "picture",
        "source",
        "form",
        "input",
        "button",
        "select",
        "textarea",
        "nav",
        "footer",
        "dialog",
        "head",
        "link",
        "meta",
        "map",
    ]
)
_ROLES = frozenset(
    [
        "navigation",
        "banner",
        "contentinfo",
        "search",
        "complementary",
        "dialog",
        "alertdialog",
        "menu",
        "menubar",
    ]
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|nav|navbar|navigation|menu|breadcrumbs?|footer|site-?header|masthead|sidebar|side-?bar|share"
    r"|social|related|skip-?link|skip|pagination|pager|banner|advert\w*|search|subscribe|newsletter|modal|popup|consent"
    r"|feedback|print-only|toolbar|back-?to-?top)(?:$|[\s_-])",
    re.I,
)
_LINKED = 0.5  # of the letters of an aside
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
BLOCKS = frozenset(
    [
        "html",
        "body",
        "main",
        "article",
        "section",
        "div",
        "header",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "blockquote",
        "pre",
        "address",
        "details",
        "summary",
        "fieldset",
        "legend",
        "figure",
        "figcaption",
        "aside",
        "hr",
        "center",
        "form",
    ]
)


def main_of(root: Element) -> Element:
    """The element that holds the page's own content: the one marked as such if most text is there, else the body."""
    body = root.find("body")
    body = body if body is not None else root
    whole = len(" ".join(text_of(body).split()))
    marked = [
        e for e in body.iter("main", "article") if not any(True for _ in e.iterancestors("main", "article"))
    ]
    marked += [
        e for e in body.iter() if isinstance(e.tag, str) and e.get("role") == "main" and e not in marked
    ]
    if len(marked) == 1 and len(" ".join(text_of(marked[0]).split())) > 0.4 * whole:
        return marked[0]
    return body


def text_of(element: Element) -> str:
    return " ".join(str(part) for part in element.itertext())


def unwanted(element: Element) -> bool:
    """Whether an element is navigation, a notice, a script or hidden."""
    tag = str(element.tag).lower()
    if tag in _DROPPED or (
        tag == "header" and element.find(".//h1") is None and element.find(".//h2") is None
    ):
        return True
    if tag == "aside" and not _is_inset(element):
        return True
    if (
        element.get("role", "").lower() in _ROLES
        or element.get("aria-hidden") == "true"
        or element.get("hidden") is not None
    ):
        return True
    if _HIDDEN.search(element.get("style", "")):
        return True
    words = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(words.strip()) and bool(_FURNITURE.search(words)) and not wide(element)


def _is_inset(element: Element) -> bool:
    """Whether an aside is a box within the page's own content and not a list of links beside it."""
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    within = any(True for _ in element.iterancestors("main", "article"))
    return within and linked < _LINKED * len(text_of(element))


def wide(element: Element) -> bool:
    """Whether an element holds most of the page, so that a telling class name tells nothing."""
    root = element.getroottree().getroot()
    return len(text_of(element)) > 0.5 * len(text_of(root))


def is_block(element: Element) -> bool:
    """Whether an inline tag stands for a block: a span that holds blocks or is shown as one."""
    return bool(re.search(r"display\s*:\s*(?:block|list-item|table)", element.get("style", ""))) or any(
        child.tag in BLOCKS for child in element
    )


def is_note_mark(element: Element) -> bool:
    return bool(re.fullmatch(r"[\s\[\](),\d*†‡]*", text_of(element)))


def metadata(root: Element) -> list[tuple[str, str]]:
    title = root.find(".//title")
    found = [("title", title.text or "")] if title is not None else []
    for item in root.iter("meta"):
        name = (item.get("name") or item.get("property") or "").lower()
        if name in (
            "author",
            "description",
            "keywords",
            "dc.title",
            "dc.creator",
            "dc.date",
            "article:published_time",
        ):
            found.append((name, item.get("content", "")))
    return found
