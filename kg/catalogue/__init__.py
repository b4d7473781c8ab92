"""Spreadsheets about reviews: a declarative mapping turns their rows into facts of a catalogue's own graph."""
