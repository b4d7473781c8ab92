"""Board papers as values: what is said on each page, in blocks that every format renders the same."""
