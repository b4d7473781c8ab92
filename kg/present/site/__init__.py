"""The static site: every page as a file, for a shared drive or any web server."""
