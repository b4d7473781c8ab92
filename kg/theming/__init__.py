"""Themes on items: each tag with the words it rests on, a score, and a reason."""
