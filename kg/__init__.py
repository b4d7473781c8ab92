"""Learning across safeguarding reviews as a knowledge graph."""

__version__ = "0.1.0"
