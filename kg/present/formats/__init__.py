"""One paper in each format: HTML, Markdown, Word, PDF, Excel, CSV and JSON.  Nothing here decides what is said."""
