"""The served application: SPARQL protocol, editor, pages and JSON."""
