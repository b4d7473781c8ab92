"""Numbers and words to pages: reports, charts, the viewer and the static site.  Adds no facts."""
