"""Content negotiation (RFC 9110, section 12.5.1): which of the things we can give does the client like best?"""

from __future__ import annotations

from collections.abc import Sequence


def _ranges(accept: str) -> list[tuple[str, float]]:
    """The media ranges of an Accept header with their quality between 0 and 1; nonsense counts as 0."""
    ranges = []
    for part in accept.split(","):
        name, *parameters = [piece.strip() for piece in part.split(";")]
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                try:
                    quality = float(value)
                except ValueError:
                    quality = 0.0
        if name:
            ranges.append((name.lower(), quality))
    return ranges


def _quality(media_type: str, ranges: list[tuple[str, float]]) -> float:
    """The quality that the most specific matching range gives to ``media_type``."""
    main = media_type.partition("/")[0]
    best, specificity = 0.0, -1
    for name, quality in ranges:
        rank = 2 if name == media_type else 1 if name == f"{main}/*" else 0 if name == "*/*" else -1
        if rank > specificity:
            best, specificity = quality, rank
    return best


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """The offer that the client likes best, the first of equals; None when it accepts none of them."""
    if not accept or not accept.strip():
        return offers[0]
    ranges = _ranges(accept)
    scored = [(_quality(offer, ranges), -place) for place, offer in enumerate(offers)]
    quality, place = max(scored)
    return offers[-place] if quality > 0 else None
