"""From a file to a Document: all cleaning happens here, and the text never changes again."""
