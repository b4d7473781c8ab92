"""The codebook as a page for analysts: rules, and for each theme its note, labels, place in the tree and examples."""

from __future__ import annotations

from collections.abc import Iterator

from kg.theming.bank import Bank
from kg.theming.codebook import Codebook, Theme

EXAMPLES = 3
LONGEST = 140  # characters of an example on the page


def codebook_page(codebook: Codebook, bank: Bank) -> str:
    """Markdown: the coding rules, a table of contents by top theme, and one section a theme."""
    tops = sorted((theme for theme in codebook if theme.is_top), key=lambda theme: theme.label)
    lines = [
        "# The codebook",
        "",
        f"Version {codebook.version}: {len(codebook.themes)} themes, {len(bank):,} example passages.",
        "Generated from `ontology/themes.ttl` and `ontology/bank/` by `kg bank page`: edit those, not this page.",
        "",
        "## Coding rules",
        "",
        *(f"{rule}" for rule in codebook.rules),
        "",
        "## Themes",
        "",
        *(f"- [{top.label}](#{top.slug})" for top in tops),
    ]
    for top in tops:
        lines += _family(codebook, bank, top, 2)
    return "\n".join(lines) + "\n"


def _family(codebook: Codebook, bank: Bank, theme: Theme, depth: int) -> Iterator[str]:
    yield from _section(codebook, bank, theme, depth)
    for slug in sorted(theme.narrower, key=lambda slug: codebook[slug].label):
        yield from _family(codebook, bank, codebook[slug], min(depth + 1, 4))


def _section(codebook: Codebook, bank: Bank, theme: Theme, depth: int) -> Iterator[str]:
    strong = [label for label in theme.labels if label not in theme.weak and label != theme.label]
    yield from ("", f'{"#" * depth} <a id="{theme.slug}"></a>{theme.label}', "", theme.note, "")
    yield f"- Slug: `{theme.slug}`" + (
        " (a means: primary only where no subject is named)" if theme.means else ""
    )
    if theme.broader:
        yield "- Under: " + ", ".join(f"[{codebook[slug].label}](#{slug})" for slug in theme.broader)
    if strong:
        yield "- Words that name it: " + "; ".join(strong)
    if theme.weak:
        yield "- Words that count only together: " + "; ".join(sorted(theme.weak))
    for text in _examples(bank, theme):
        yield f"- Example: {text}"


def _examples(bank: Bank, theme: Theme) -> list[str]:
    own = (
        p.text for p in bank.passages if p.primary == theme.slug and len(p.text) <= LONGEST and not p.context
    )
    return [text for text, _ in zip(own, range(EXAMPLES), strict=False)]
