"""Where the dataset lives: embedded on disk, in memory, or on any SPARQL 1.1 server.  One small interface."""
