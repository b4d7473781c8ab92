"""Themes on items: each tag with the words it rests on, a score, and a reason."""

from kg.theming.tagging import tag
from kg.theming.tiers import Tier

__all__ = ["Tier", "tag"]
