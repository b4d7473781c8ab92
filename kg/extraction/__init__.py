"""From a Document to what it says: outline, items, agencies, identity and links, by an ordered list of rules."""
