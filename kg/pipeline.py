"""Wiring only: reading, extraction, theming, description and the store, in that order."""
