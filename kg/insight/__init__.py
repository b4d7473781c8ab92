"""Questions to the graph: named queries as tables, networks, recurrence, lineage, similarity."""
