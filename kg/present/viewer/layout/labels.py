"""How much room a label takes: wrapped lines and an upper estimate of their width."""

from __future__ import annotations

from kg.present.viewer.layout.pack import Box

EM = 25.0  # a label's size in a picture that is drawn at half its size
ADVANCE = 0.55  # of an em: a cautious mean for system fonts
LEADING = 1.2
GAP = 5.0  # between a mark and its label


def wrap(text: str, width: int = 18, lines: int = 3) -> tuple[str, ...]:
    """Break ``text`` into at most ``lines`` lines of about ``width`` characters; a long rest ends in "…"."""
    done: list[str] = [""]
    for word in text.split():
        word = word if len(word) <= width else word[: width - 1] + "…"
        if done[-1] and len(done[-1]) + 1 + len(word) > width:
            done.append(word)
        else:
            done[-1] = f"{done[-1]} {word}".strip()
    if len(done) > lines:
        done = [*done[: lines - 1], done[lines - 1][: width - 1].rstrip() + "…"]
    return tuple(done)


def box_below(text: str, size: float) -> Box:
    """The room of a round mark of radius ``size`` with its label below."""
    lines = wrap(text)
    wide = max(len(line) for line in lines) * EM * ADVANCE
    tall = len(lines) * EM * LEADING
    return Box(max(2 * size, wide) + 10, 2 * size + GAP + tall + 8)
