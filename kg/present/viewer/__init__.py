"""The graph in the browser: pictures that answer a question each, in one page that opens offline."""
